/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "demangle/demangle.h"

#include <string.h>

void bcf_text_add(struct bcf_text *text, const char *piece, size_t size) {
    if (text->muted || text->failed)
        return;
    if (size >= text->room - text->used) {
        text->failed = true;
        return;
    }
    memcpy(text->data + text->used, piece, size);
    text->used += size;
}

void bcf_text_string(struct bcf_text *text, const char *string) {
    bcf_text_add(text, string, strlen(string));
}

void bcf_text_character(struct bcf_text *text, unsigned long c) {
    char bytes[4];
    size_t size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char first[] = {0, 0x00, 0xC0, 0xE0, 0xF0};
    if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) {
        text->failed = true;
        return;
    }
    for (size_t i = size; i-- > 1; c >>= 6)
        bytes[i] = (char)(0x80 | (c & 0x3F));
    bytes[0] = (char)(first[size] | c);
    bcf_text_add(text, bytes, size);
}

bool bcf_demangle(const char *name, size_t size, char *text, size_t room) {
    struct bcf_text out = {.data = text, .room = room};
    bool good;
    if (!room)
        return false;
    good = bcf_demangle_v0(name, size, &out);
    if (!good) {
        out.used = 0;
        out.failed = false;
        good = bcf_demangle_legacy(name, size, &out);
    }
    good = good && !out.failed;
    text[good ? out.used : 0] = '\0';
    return good;
}

static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c & 0x80);
}

/* The first word with "::" behind it: what stands before ("<", "&mut ", "dyn ") is no path, and primitive types have none. */
size_t bcf_crate_of(const char *demangled, size_t *start) {
    for (size_t i = 0; demangled[i];) {
        size_t end = i;
        while (is_word(demangled[end]))
            end++;
        if (end > i && demangled[end] == ':' && demangled[end + 1] == ':') {
            *start = i;
            return end - i;
        }
        i = end > i ? end : i + 1;
    }
    return 0;
}
