/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "demangle/v0.h"

#include <stdio.h>

/* Digits up to "_"; the value is only there when it fits 64 bits. */
static struct bcf_v0_identifier hexadecimal(struct bcf_v0 *parser, uint64_t *value) {
    struct bcf_v0_identifier digits = {.data = parser->name + parser->at};
    *value = 0;
    for (char c; !parser->failed && (c = bcf_v0_next(parser)) != '_'; digits.size++) {
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
            bcf_v0_fail(parser);
        *value = *value << 4 | (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    return digits;
}

static void put_hexadecimal(struct bcf_v0 *parser) {
    uint64_t value;
    struct bcf_v0_identifier digits = hexadecimal(parser, &value);
    if (parser->failed || digits.size <= 16) {
        bcf_v0_put_number(parser, value);
        return;
    }
    bcf_v0_put(parser, "0x");
    bcf_text_add(parser->text, digits.data, digits.size);
}

static void put_char(struct bcf_v0 *parser) {
    uint64_t value;
    struct bcf_v0_identifier digits = hexadecimal(parser, &value);
    static const char *const named[] = {['\t'] = "\\t", ['\n'] = "\\n", ['\r'] = "\\r", ['\''] = "\\'", ['\\'] = "\\\\"};
    char escaped[16];
    if (digits.size > 6)
        bcf_v0_fail(parser);
    bcf_v0_put(parser, "'");
    if (parser->failed)
        return;
    if (value < sizeof named / sizeof named[0] && named[value]) {
        bcf_v0_put(parser, named[value]);
    } else if (value < ' ' || value == 0x7F) {
        snprintf(escaped, sizeof escaped, "\\u{%llx}", (unsigned long long)value);
        bcf_v0_put(parser, escaped);
    } else {
        bcf_text_character(parser->text, (unsigned long)value);
    }
    bcf_v0_put(parser, "'");
}

static void field(struct bcf_v0 *parser, bool in_value) {
    bcf_v0_put_identifier(parser, bcf_v0_identifier(parser));
    bcf_v0_put(parser, ": ");
    bcf_v0_constant(parser, in_value);
}

static void constant_fields(struct bcf_v0 *parser) {
    bcf_v0_path(parser, true);
    switch (bcf_v0_next(parser)) {
    case 'U':
        break;
    case 'T':
        bcf_v0_put(parser, "(");
        bcf_v0_put_list(parser, bcf_v0_constant, true);
        bcf_v0_put(parser, ")");
        break;
    case 'S':
        bcf_v0_put(parser, " { ");
        bcf_v0_put_list(parser, field, true);
        bcf_v0_put(parser, " }");
        break;
    default:
        bcf_v0_fail(parser);
    }
}

/* A string: its bytes as hexadecimal digits, in UTF-8. */
static void put_string(struct bcf_v0 *parser) {
    uint64_t ignored;
    struct bcf_v0_identifier digits = hexadecimal(parser, &ignored);
    bcf_v0_put(parser, "\"");
    for (size_t i = 0; !parser->failed && i + 1 < digits.size; i += 2) {
        unsigned value = 0;
        for (size_t k = i; k < i + 2; k++)
            value = value << 4 | (unsigned)(digits.data[k] <= '9' ? digits.data[k] - '0' : digits.data[k] - 'a' + 10);
        if (value < ' ' || value >= 0x7F) {
            char escaped[8];
            snprintf(escaped, sizeof escaped, "\\x%02x", value);
            bcf_v0_put(parser, escaped);
        } else {
            char c = (char)value;
            bcf_v0_put(parser, c == '"' || c == '\\' ? "\\" : "");
            bcf_text_add(parser->text, &c, 1);
        }
    }
    bcf_v0_put(parser, "\"");
}

void bcf_v0_constant(struct bcf_v0 *parser, bool in_value) {
    size_t tag = parser->at;
    uint64_t value;
    size_t count;
    bool braces = !in_value;
    char c;
    if (!bcf_v0_enter(parser))
        return;
    c = bcf_v0_next(parser);
    switch (c) {
    case 'p':
        bcf_v0_put(parser, "_");
        break;
    case 'a': case 's': case 'l': case 'x': case 'n': case 'i':
        bcf_v0_put(parser, bcf_v0_eat(parser, 'n') ? "-" : "");
        put_hexadecimal(parser);
        break;
    case 'h': case 't': case 'm': case 'y': case 'o': case 'j':
        put_hexadecimal(parser);
        break;
    case 'b':
        hexadecimal(parser, &value);
        if (value > 1)
            bcf_v0_fail(parser);
        bcf_v0_put(parser, value ? "true" : "false");
        break;
    case 'c':
        put_char(parser);
        break;
    case 'B':
        bcf_v0_back_reference(parser, tag, bcf_v0_constant, in_value);
        break;
    case 'e':
        bcf_v0_put(parser, braces ? "{*" : "*");
        put_string(parser);
        bcf_v0_put(parser, braces ? "}" : "");
        break;
    case 'R':
    case 'Q':
        if (c == 'R' && bcf_v0_eat(parser, 'e')) { /* &str, the usual one, needs no "*" */
            put_string(parser);
            break;
        }
        bcf_v0_put(parser, braces ? "{&" : "&");
        bcf_v0_put(parser, c == 'Q' ? "mut " : "");
        bcf_v0_constant(parser, true);
        bcf_v0_put(parser, braces ? "}" : "");
        break;
    case 'A':
    case 'T':
        bcf_v0_put(parser, braces ? "{" : "");
        bcf_v0_put(parser, c == 'A' ? "[" : "(");
        count = bcf_v0_put_list(parser, bcf_v0_constant, true);
        bcf_v0_put(parser, c == 'A' ? "]" : count == 1 ? ",)" : ")");
        bcf_v0_put(parser, braces ? "}" : "");
        break;
    case 'V':
        bcf_v0_put(parser, braces ? "{" : "");
        constant_fields(parser);
        bcf_v0_put(parser, braces ? "}" : "");
        break;
    default:
        bcf_v0_fail(parser);
    }
    bcf_v0_leave(parser);
}
