/* Numbers by chance, the same every time for one seed, and numbers that are likely to do harm.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef TESTS_RANDOM_H
#define TESTS_RANDOM_H

#include <stdint.h>

static uint64_t random_state; /* the seed, at first */

/* splitmix64: a number below the end; 0 when that is 0. */
static inline uint64_t below(uint64_t end) {
    uint64_t z;
    if (!end)
        return 0;
    z = random_state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return (z ^ z >> 31) % end;
}

/* An operand changed: a little, to an extreme, or to one that is small, below `small`. */
static inline uint64_t changed(uint64_t op, uint64_t small) {
    switch (below(8)) {
    case 0:
        return 0;
    case 1:
        return op + 1;
    case 2:
        return op - 1;
    case 3:
        return (uint64_t)1 << below(64);
    case 4:
        return UINT64_MAX;
    case 5:
        return op ^ (uint64_t)1 << below(16);
    case 6:
        return below(small);
    default:
        return op + below(20) - 10;
    }
}

#endif
