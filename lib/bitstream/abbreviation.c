/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "bitstream/abbreviation.h"

static const char char6[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._";

int bcf_char6_encode(uint64_t character) {
    if (character >= 'a' && character <= 'z')
        return (int)(character - 'a');
    if (character >= 'A' && character <= 'Z')
        return (int)(character - 'A' + 26);
    if (character >= '0' && character <= '9')
        return (int)(character - '0' + 52);
    return character == '.' ? 62 : character == '_' ? 63 : -1;
}

char bcf_char6_decode(unsigned value) {
    return char6[value & 63];
}
