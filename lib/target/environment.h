/* What a target's environment gives to programs.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_TARGET_ENVIRONMENT_H
#define BCF_TARGET_ENVIRONMENT_H

#include <stdbool.h>

/* Whether a program finds the symbol in GraalVM's LLVM runtime. */
bool bcf_environment_has(const char *name);

#endif
