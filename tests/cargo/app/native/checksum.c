/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <stddef.h>
#include <stdint.h>

extern const uint32_t checksum_table[4];

uint32_t checksum(const unsigned char *bytes, size_t size) {
    uint32_t sum = 1;

    for (size_t i = 0; i < size; i++)
        sum = sum * checksum_table[bytes[i] & 3] + bytes[i];
    return sum;
}
