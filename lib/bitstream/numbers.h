/* Numbers in the bits that a reader has, of fixed and of variable width.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_BITSTREAM_NUMBERS_H
#define BCF_BITSTREAM_NUMBERS_H

#include "bitstream/bits.h"
#include "bitstream/reader.h"

/* After these the reader is at its end or has failed, and the number is 0. */
uint64_t bcf_read_fixed_slowly(struct bcf_reader *reader, unsigned width);
uint64_t bcf_read_vbr_slowly(struct bcf_reader *reader, unsigned width);

/* Whether eight bytes from the one that has bit `position` are all there; at least 57 bits of them come after it. */
static inline bool bcf_has_word(const struct bcf_reader *reader, uint64_t position) {
    return reader->end - position / 8 * 8 >= 64;
}

static inline uint64_t bcf_word_at(const struct bcf_reader *reader, uint64_t position) {
    return bcf_load64(reader->data + position / 8) >> position % 8;
}

/* Reads `width` bits, at most 64; 0 after an error. */
static inline uint64_t bcf_read_fixed(struct bcf_reader *reader, unsigned width) {
    uint64_t position = reader->position;
    if (width > 57 || !bcf_has_word(reader, position))
        return bcf_read_fixed_slowly(reader, width);
    reader->position = position + width;
    return bcf_word_at(reader, position) & (((uint64_t)1 << width) - 1);
}

/* A number in chunks of `width` bits, at most 32, of which the highest says that another follows. Nearly each has few. */
static inline uint64_t bcf_read_vbr(struct bcf_reader *reader, unsigned width) {
    uint64_t position = reader->position, high = (uint64_t)1 << (width - 1), word, value = 0;
    unsigned used = 0, shift = 0;
    if (!bcf_has_word(reader, position))
        return bcf_read_vbr_slowly(reader, width);
    word = bcf_word_at(reader, position);
    do {
        value |= (word & (high - 1)) << shift;
        used += width;
        if (!(word & high)) {
            reader->position = position + used;
            return value;
        }
        word >>= width;
        shift += width - 1;
    } while (used + width <= 57);
    return bcf_read_vbr_slowly(reader, width);
}

/* Numbers one behind the other: all of them are there; or, with chunks of 6 bits, what comes after an error is not set. */
void bcf_read_all_fixed(struct bcf_reader *reader, uint64_t *to, uint64_t count, unsigned width);
void bcf_read_all_vbr6(struct bcf_reader *reader, uint64_t *to, uint64_t count);

#endif
