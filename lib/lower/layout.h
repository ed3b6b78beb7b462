/* Where LLVM puts things in memory, on 64-bit Linux and macOS.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_LAYOUT_H
#define BCF_LOWER_LAYOUT_H

#include "lower/lower.h"

/* Structs and arrays: how many fields, and the type of one. No fields for anything else. */
bool bcf_is_aggregate(const struct bcf_module *module, uint32_t type);
uint64_t bcf_field_count(const struct bcf_module *module, uint32_t type);
uint32_t bcf_field_type(const struct bcf_module *module, uint32_t type, uint64_t field);

/* The bytes that a type takes in an array, and its alignment, as the data layouts since LLVM 18 say. False for a type without
 * a size. */
struct bcf_room {
    uint64_t size, align;
};
bool bcf_room_of(struct bcf_lowering *lowering, uint32_t type, struct bcf_room *room);
/* How far into an aggregate a field is. */
bool bcf_field_offset(struct bcf_lowering *lowering, uint32_t type, uint64_t field, uint64_t *offset);

/* What a type is like in memory. Integers of more than 64 bits are aligned to 8 bytes before LLVM 18 on x86-64, and to 16
 * since: [BCF_NARROW] and [BCF_WIDE]. */
enum { BCF_NARROW, BCF_WIDE };
struct bcf_extent {
    struct bcf_room rooms[2];
    bool known;   /* it was measured */
    bool sized;   /* it has a size, and that is right */
    bool wide;    /* there is such an integer in it */
    bool differs; /* some field has another offset in the two, or the whole another size */
};
/* Each type is measured once. */
struct bcf_extent bcf_extent_of(struct bcf_lowering *lowering, uint32_t type);
void bcf_layout_free(struct bcf_lowering *lowering);

#endif
