/* The scheme that rustc had first: that of C++, "_ZN" and identifiers with their lengths, the last of which is a hash
 * ("17h" and 16 hexadecimal digits), then "E". What C++ has no letters for is spelled out: "$LT$" is "<".
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "demangle/demangle.h"

#include <string.h>

static const struct {
    const char *spelled;
    const char *is;
} escapes[] = {
    {"$SP$", "@"}, {"$BP$", "*"}, {"$RF$", "&"}, {"$LT$", "<"},
    {"$GT$", ">"}, {"$LP$", "("}, {"$RP$", ")"}, {"$C$", ","},
};

static bool begins(const char *text, size_t size, const char *with) {
    size_t length = strlen(with);
    return size >= length && memcmp(text, with, length) == 0;
}

static int hex_digit(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "$u7b$": a code point. Gives its length in the name, 0 when it is none. */
static size_t add_code_point(struct bcf_text *text, const char *name, size_t size) {
    unsigned long value = 0;
    size_t at = 2;
    for (; at < size && at < 10 && hex_digit(name[at]) >= 0; at++)
        value = value << 4 | (unsigned long)hex_digit(name[at]);
    if (at == 2 || at == size || name[at] != '$' || value < ' ')
        return 0;
    bcf_text_character(text, value);
    return at + 1;
}

/* Gives the length of the escape at `name`, 0 when it is none. */
static size_t add_escape(struct bcf_text *text, const char *name, size_t size) {
    for (size_t i = 0; i < sizeof escapes / sizeof escapes[0]; i++)
        if (begins(name, size, escapes[i].spelled)) {
            bcf_text_string(text, escapes[i].is);
            return strlen(escapes[i].spelled);
        }
    return begins(name, size, "$u") ? add_code_point(text, name, size) : 0;
}

static bool add_identifier(struct bcf_text *text, const char *name, size_t size) {
    size_t at = begins(name, size, "_$") ? 1 : 0; /* an identifier does not begin with a dollar */
    while (at < size) {
        size_t length = 1;
        if (begins(name + at, size - at, "..")) {
            bcf_text_string(text, "::");
            length = 2;
        } else if (name[at] == '$') {
            length = add_escape(text, name + at, size - at);
            if (!length)
                return false;
        } else {
            bcf_text_add(text, name + at, 1);
        }
        at += length;
    }
    return true;
}

static bool is_hash(const char *name, size_t size) {
    if (size != 17 || name[0] != 'h')
        return false;
    for (size_t i = 1; i < size; i++)
        if (hex_digit(name[i]) < 0)
            return false;
    return true;
}

/* What may stand behind the name: ".llvm.123", ".cold" … */
static bool is_suffix(const char *name, size_t size) {
    return size == 0 || name[0] == '.';
}

bool bcf_demangle_legacy(const char *name, size_t size, struct bcf_text *text) {
    size_t at = 3, parts = 0;
    bool hash = false;
    if (!begins(name, size, "_ZN"))
        return false;
    for (size_t i = 0; i < size; i++)
        if (name[i] & 0x80)
            return false;
    while (at < size && name[at] != 'E') {
        size_t length = 0;
        while (at < size && name[at] >= '0' && name[at] <= '9' && length < size)
            length = length * 10 + (size_t)(name[at++] - '0');
        if (length == 0 || length > size - at || hash)
            return false;
        hash = is_hash(name + at, length);
        if (!hash) {
            if (parts++)
                bcf_text_string(text, "::");
            if (!add_identifier(text, name + at, length))
                return false;
        }
        at += length;
    }
    /* Without the hash it is a name of C++. */
    return at < size && parts && hash && is_suffix(name + at + 1, size - at - 1);
}
