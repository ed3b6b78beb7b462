/* How large the pointers of the module are, by its data layout.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_POINTER_SIZE_H
#define BCF_LOWER_POINTER_SIZE_H

#include "module/model.h"

/* The bits of a pointer to an address space. */
uint32_t bcf_pointer_bits(struct bcf_module *module, uint64_t space);
/* Address spaces from this on are segments and narrow pointers of x86; those below are the program's own. */
enum { BCF_FIRST_SPACE_OF_X86 = 256 };
/* Whether it is a pointer of 64 bits to an address space that only has another name. */
bool bcf_is_plain_pointer(struct bcf_module *module, uint32_t type);

#endif
