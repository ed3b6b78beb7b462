/* Where LLVM puts things in memory.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_LAYOUT_H
#define BCF_LOWER_LAYOUT_H

#include "module/model.h"

/* Structs and arrays: how many fields, and the type of one. No fields for anything else. */
bool bcf_is_aggregate(const struct bcf_module *module, uint32_t type);
uint64_t bcf_field_count(const struct bcf_module *module, uint32_t type);
uint32_t bcf_field_type(const struct bcf_module *module, uint32_t type, uint64_t field);

/* The bytes that a type takes in an array, and its alignment, as the data layouts of 64-bit Linux and macOS say. False for a
 * type without a size. */
struct bcf_room {
    uint64_t size, align;
};
bool bcf_room_of(const struct bcf_module *module, uint32_t type, struct bcf_room *room);
/* How far into an aggregate a field is. */
bool bcf_field_offset(const struct bcf_module *module, uint32_t type, uint64_t field, uint64_t *offset);

#endif
