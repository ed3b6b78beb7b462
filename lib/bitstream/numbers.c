/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "bitstream/numbers.h"

uint64_t bcf_read_fixed_slowly(struct bcf_reader *reader, unsigned width) {
    uint64_t value;
    if (width > reader->end - reader->position) {
        bcf_reader_truncated(reader);
        reader->position = reader->end;
        return 0;
    }
    value = bcf_bits_at(reader->data, reader->end, reader->position, width);
    reader->position += width;
    return value;
}

uint64_t bcf_read_vbr_slowly(struct bcf_reader *reader, unsigned width) {
    uint64_t high = (uint64_t)1 << (width - 1), value = 0;
    unsigned shift = 0;
    for (;;) {
        uint64_t chunk = bcf_read_fixed(reader, width), bits = chunk & (high - 1);
        if (bits && (shift > 63 || (shift && bits > UINT64_MAX >> shift))) {
            bcf_reader_fail(reader, BCFIX_MALFORMED, "a number has more than 64 bits");
            return 0;
        }
        if (bits)
            value |= bits << shift;
        if (!(chunk & high) || bcf_failed(reader->context))
            return value;
        shift += width - 1;
        if (shift > 1024) {
            bcf_reader_fail(reader, BCFIX_MALFORMED, "a number does not end");
            return 0;
        }
    }
}

void bcf_read_all_fixed(struct bcf_reader *reader, uint64_t *to, uint64_t count, unsigned width) {
    uint64_t position = reader->position, mask = ((uint64_t)1 << (width & 63)) - 1, i = 0;
    unsigned at_once = width <= 28 ? 57 / width : 0; /* how many a word has */
    while (at_once && count - i >= at_once && bcf_has_word(reader, position)) {
        uint64_t word = bcf_word_at(reader, position);
        for (unsigned n = 0; n < at_once; n++, word >>= width)
            to[i++] = word & mask;
        position += at_once * width;
    }
    for (; i < count; i++, position += width)
        to[i] = bcf_bits_at(reader->data, reader->end, position, width);
    reader->position = position;
}

static inline void read_all_vbr(struct bcf_reader *reader, uint64_t *to, uint64_t count, unsigned width) {
    uint64_t position = reader->position;
    for (uint64_t i = 0; i < count && !bcf_failed(reader->context); i++)
        to[i] = bcf_vbr_from(reader, &position, width);
    reader->position = position;
}

void bcf_read_all_vbr(struct bcf_reader *reader, uint64_t *to, uint64_t count, unsigned width) {
    if (width == 6) /* of records without abbreviation, and most others: the compiler knows it here */
        read_all_vbr(reader, to, count, 6);
    else
        read_all_vbr(reader, to, count, width);
}
