/* Bits in memory, least significant first.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_BITSTREAM_BITS_H
#define BCF_BITSTREAM_BITS_H

#include <stdint.h>
#include <string.h>

static inline uint64_t bcf_load64(const uint8_t *bytes) {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
#else
    uint64_t word = 0;
    for (int i = 7; i >= 0; i--)
        word = word << 8 | bytes[i];
    return word;
#endif
}

/* The `width` bits (at most 64) from bit `position`; the caller has checked that they are before `end`. */
static inline uint64_t bcf_bits_at(const uint8_t *data, uint64_t end, uint64_t position, unsigned width) {
    const uint8_t *first = data + position / 8;
    unsigned shift = (unsigned)(position % 8);
    uint64_t mask = width == 64 ? UINT64_MAX : ((uint64_t)1 << width) - 1;
    uint64_t value;
    if (end - position / 8 * 8 >= 72) {
        value = bcf_load64(first) >> shift;
        if (shift)
            value |= (uint64_t)first[8] << (64 - shift);
        return value & mask;
    }
    value = 0;
    for (unsigned bit = 0; bit < width; bit++, position++)
        value |= (uint64_t)(data[position / 8] >> position % 8 & 1) << bit;
    return value;
}

#endif
