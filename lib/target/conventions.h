/* Calling conventions, as callingconvs.def has them.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_TARGET_CONVENTIONS_H
#define BCF_TARGET_CONVENTIONS_H

#include "target/target.h"

/* The bits of a convention in records (CallingConv::MaxID). */
enum { BCF_CONVENTION_MASK = 1023 };

/* The name of a convention that the target does not know; NULL when it does, or ignores it. */
const char *bcf_newer_convention(const struct bcfix_target *target, uint64_t id);

#endif
