/* Which LLVM has an intrinsic.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_TARGET_SINCE_H
#define BCF_TARGET_SINCE_H

#include <stddef.h>

/* The first release of LLVM that has the intrinsic of this name as LLVM 22 has it (intrinsics_since.def), 0 when none has:
 * "llvm.trap", or "llvm.scmp.i8.i32" with the types of one that is overloaded. */
unsigned bcf_intrinsic_since(const char *name, size_t size);

#endif
