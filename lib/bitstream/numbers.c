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

/* The numbers that are in one word each, from the reader's position on, which is kept in a register meanwhile. */
static uint64_t read_short_ones(struct bcf_reader *reader, uint64_t *to, uint64_t count) {
    enum { WIDTH = 6, HIGH = 1 << (WIDTH - 1), MOST_BITS = 54 }; /* whole chunks in what is left of any word */
    uint64_t position = reader->position, i = 0;
    for (; i < count && bcf_has_word(reader, position); i++) {
        uint64_t word = bcf_word_at(reader, position), value = word & (HIGH - 1);
        unsigned used = WIDTH, shift = WIDTH - 1;
        for (; word & HIGH && used < MOST_BITS; used += WIDTH, shift += WIDTH - 1) {
            word >>= WIDTH;
            value |= (word & (HIGH - 1)) << shift;
        }
        if (word & HIGH)
            break;
        to[i] = value;
        position += used;
    }
    reader->position = position;
    return i;
}

void bcf_read_all_vbr6(struct bcf_reader *reader, uint64_t *to, uint64_t count) {
    for (uint64_t i = 0; i < count && !bcf_failed(reader->context); i++) {
        i += read_short_ones(reader, to + i, count - i);
        if (i < count)
            to[i] = bcf_read_vbr_slowly(reader, 6);
    }
}
