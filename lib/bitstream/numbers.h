/* Numbers in the bits that a reader has, of fixed and of variable width.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_BITSTREAM_NUMBERS_H
#define BCF_BITSTREAM_NUMBERS_H

#include "bitstream/bits.h"
#include "bitstream/reader.h"

/* From the reader's position; after an error the number is 0. */
uint64_t bcf_read_fixed_slowly(struct bcf_reader *reader, unsigned width) BCF_SELDOM;
uint64_t bcf_read_vbr_slowly(struct bcf_reader *reader, unsigned width) BCF_SELDOM;

/* Whether eight bytes from the one that has bit `position` are all there; at least 57 bits of them come after it. */
static inline bool bcf_has_word(const struct bcf_reader *reader, uint64_t position) {
    return reader->end - position / 8 * 8 >= 64;
}

static inline uint64_t bcf_word_at(const struct bcf_reader *reader, uint64_t position) {
    return bcf_load64(reader->data + position / 8) >> position % 8;
}

/* Reads `width` bits, at most 64, from `*position` on; 0 after an error. The caller keeps the position in a register while it
 * reads several, and gives it back to the reader. */
static inline uint64_t bcf_fixed_from(struct bcf_reader *reader, uint64_t *position, unsigned width) {
    uint64_t at = *position, value;
    if (width <= 57 && bcf_has_word(reader, at)) {
        *position = at + width;
        return bcf_word_at(reader, at) & (((uint64_t)1 << width) - 1);
    }
    reader->position = at;
    value = bcf_read_fixed_slowly(reader, width);
    *position = reader->position;
    return value;
}

/* A number in chunks of `width` bits, at most 32, of which the highest says that another follows. Nearly each has few. */
static inline uint64_t bcf_vbr_from(struct bcf_reader *reader, uint64_t *position, unsigned width) {
    uint64_t at = *position, high = (uint64_t)1 << (width - 1), value;
    if (bcf_has_word(reader, at)) {
        uint64_t word = bcf_word_at(reader, at);
        unsigned used = width, shift = width - 1;
        value = word & (high - 1);
        for (; word & high && used + width <= 57; used += width, shift += width - 1) {
            word >>= width;
            value |= (word & (high - 1)) << shift;
        }
        *position = at + used;
        if (!(word & high))
            return value;
    }
    reader->position = at;
    value = bcf_read_vbr_slowly(reader, width);
    *position = reader->position;
    return value;
}

static inline uint64_t bcf_read_fixed(struct bcf_reader *reader, unsigned width) {
    uint64_t position = reader->position, value = bcf_fixed_from(reader, &position, width);
    reader->position = position;
    return value;
}

static inline uint64_t bcf_read_vbr(struct bcf_reader *reader, unsigned width) {
    uint64_t position = reader->position, value = bcf_vbr_from(reader, &position, width);
    reader->position = position;
    return value;
}

/* Numbers of one width, all of which are there. */
void bcf_read_all_fixed(struct bcf_reader *reader, uint64_t *to, uint64_t count, unsigned width);
/* Numbers in chunks of one width; after an error those that are left are not set. */
void bcf_read_all_vbr(struct bcf_reader *reader, uint64_t *to, uint64_t count, unsigned width);

#endif
