/* How large the pointers of the module are, by its data layout.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_POINTER_SIZE_H
#define BCF_LOWER_POINTER_SIZE_H

#include "module/model.h"

/* The bits of a pointer to an address space. */
uint32_t bcf_pointer_bits(struct bcf_module *module, uint64_t space);

#endif
