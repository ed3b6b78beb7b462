/* The abbreviations that bcfix writes, made for one module.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_MODULE_ABBREVIATIONS_H
#define BCF_MODULE_ABBREVIATIONS_H

#include "base/arena.h"
#include "bitstream/writer.h"
#include "module/schema.h"

struct bcf_abbreviations {
    const struct bcf_abbrev **list; /* of all blocks, those of one together */
    size_t first[BCF_BLOCK_COUNT], count[BCF_BLOCK_COUNT];
};

/* Makes them from abbreviations.def with these widths of type and value ids. False after a sticky error. */
bool bcf_abbreviations_init(struct bcf_abbreviations *abbreviations, struct bcf_arena *arena, unsigned type_width,
                            unsigned value_width);
/* Leaves out those of a block that the module does not have. */
void bcf_abbreviations_drop(struct bcf_abbreviations *abbreviations, unsigned block);

/* Opens a block with its abbreviations and a fitting width of their ids. */
void bcf_abbreviations_enter(const struct bcf_abbreviations *abbreviations, struct bcf_writer *writer, unsigned block);

/* Defines the abbreviations of a block that is open, in place. */
void bcf_abbreviations_define(const struct bcf_abbreviations *abbreviations, struct bcf_writer *writer, unsigned block);

/* Writes BLOCKINFO, and the definitions for the module's own block, which is open. */
void bcf_abbreviations_write(const struct bcf_abbreviations *abbreviations, struct bcf_writer *writer);

/* The number of bits that a number below `count` needs, at least 1. */
unsigned bcf_width_of(uint64_t count);

#endif
