/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "printable.h"

#include <stdint.h>
#include <string.h>

/* The number of bytes of the well-formed UTF-8 character at `at`, or 0. The string's final zero byte is no
 * continuation byte, so nothing behind it is read. */
static size_t character_length(const unsigned char *at) {
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = at[0] < 0x80 ? 1 : at[0] >= 0xC2 && at[0] < 0xE0 ? 2 : at[0] >= 0xE0 && at[0] < 0xF0 ? 3
                  : at[0] >= 0xF0 && at[0] < 0xF5 ? 4 : 0;
    if (length < 2)
        return length;

    uint32_t value = at[0] & (0xFFu >> (length + 1));
    for (size_t i = 1; i < length; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (at[i] & 0x3Fu);
    }
    if (value < smallest[length] || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
        return 0;
    /* U+0080 to U+009F are control characters too: some terminals obey them. */
    return value < 0xA0 ? 0 : length;
}

size_t cli_next_printable(const char **text, char piece[8]) {
    static const char digits[] = "0123456789ABCDEF";
    const unsigned char *at = (const unsigned char *)*text;

    if (*at == '\0')
        return 0;
    size_t length = character_length(at);
    if (length > 0 && *at >= ' ' && *at != 0x7F) {
        memcpy(piece, at, length);
        *text += length;
        return length;
    }
    piece[0] = '\\';
    piece[1] = 'x';
    piece[2] = digits[*at >> 4];
    piece[3] = digits[*at & 15];
    *text += 1;
    return 4;
}
