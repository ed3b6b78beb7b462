/* Writes a bitstream: blocks, abbreviations, records, blobs. Knows no meaning of them.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_BITSTREAM_WRITER_H
#define BCF_BITSTREAM_WRITER_H

#include "bitstream/abbreviation.h"

struct bcf_open_block {
    unsigned abbrev_width;
    size_t length_byte; /* where its length in words goes */
    size_t first_abbrev;
};

struct bcf_writer {
    struct bcfix_context *context;
    bcf_bytes bytes;
    uint64_t bits; /* not yet in `bytes` */
    unsigned bit_count;
    unsigned abbrev_width;
    BCF_ARRAY(struct bcf_open_block) blocks;
    BCF_ARRAY(const struct bcf_abbrev *) abbrevs; /* of all open blocks, innermost last */
};

void bcf_writer_init(struct bcf_writer *writer, struct bcfix_context *context);
void bcf_writer_free(struct bcf_writer *writer);

void bcf_write_fixed(struct bcf_writer *writer, uint64_t value, unsigned width);
void bcf_write_vbr(struct bcf_writer *writer, uint64_t value, unsigned width);
void bcf_write_align(struct bcf_writer *writer);

/* Opens a block whose abbreviation ids have `abbrev_width` bits. The `known` abbreviations are those that
 * BLOCKINFO gave it; they stay the caller's, as all abbreviations do, until the block ends. */
void bcf_write_enter(struct bcf_writer *writer, unsigned block, unsigned abbrev_width,
                     const struct bcf_abbrev *const *known, size_t known_count);
void bcf_write_end(struct bcf_writer *writer);

/* Writes the definition; outside BLOCKINFO the abbreviation can be used in this block from now on. */
void bcf_write_define(struct bcf_writer *writer, const struct bcf_abbrev *abbrev, bool usable);

/* Whether the record can be written with the abbreviation. */
bool bcf_abbrev_fits(const struct bcf_abbrev *abbrev, uint32_t code, const uint64_t *ops, size_t count, bool has_blob);

/* Writes a record with the first abbreviation of this block that fits its code and operands, else without. */
void bcf_write_record(struct bcf_writer *writer, uint32_t code, const uint64_t *ops, size_t count);
/* The same with a blob at the end; an abbreviation for it must have been defined. */
void bcf_write_blob(struct bcf_writer *writer, uint32_t code, const uint64_t *ops, size_t count, const void *blob,
                    size_t size);

#endif
