/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "demangle/v0.h"

#include <stdio.h>
#include <string.h>

/* A name that refers to itself again and again would never end. */
enum { DEEPEST = 100, MOST_STEPS = 20000 };

void bcf_v0_fail(struct bcf_v0 *parser) {
    parser->failed = true;
}

void bcf_v0_put(struct bcf_v0 *parser, const char *string) {
    if (!parser->failed)
        bcf_text_string(parser->text, string);
}

void bcf_v0_put_number(struct bcf_v0 *parser, uint64_t number) {
    char digits[24];
    snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    bcf_v0_put(parser, digits);
}

/* ---- tokens ---- */

static char peek(const struct bcf_v0 *parser) {
    return !parser->failed && parser->at < parser->size ? parser->name[parser->at] : '\0';
}

char bcf_v0_next(struct bcf_v0 *parser) {
    char c = peek(parser);
    if (c == '\0')
        bcf_v0_fail(parser);
    else
        parser->at++;
    return c;
}

bool bcf_v0_eat(struct bcf_v0 *parser, char c) {
    if (peek(parser) != c)
        return false;
    parser->at++;
    return true;
}

uint64_t bcf_v0_base62(struct bcf_v0 *parser) {
    uint64_t value = 0;
    if (bcf_v0_eat(parser, '_'))
        return 0;
    while (!parser->failed) {
        char c = bcf_v0_next(parser);
        uint64_t digit;
        if (c == '_')
            return value + 1;
        if (c >= '0' && c <= '9')
            digit = (uint64_t)(c - '0');
        else if (c >= 'a' && c <= 'z')
            digit = (uint64_t)(c - 'a') + 10;
        else if (c >= 'A' && c <= 'Z')
            digit = (uint64_t)(c - 'A') + 36;
        else
            digit = UINT64_MAX;
        if (digit == UINT64_MAX || value > (UINT64_MAX - 62) / 62)
            bcf_v0_fail(parser);
        else
            value = value * 62 + digit;
    }
    return 0;
}

uint64_t bcf_v0_optional_base62(struct bcf_v0 *parser, char tag) {
    return bcf_v0_eat(parser, tag) ? bcf_v0_base62(parser) + 1 : 0;
}

static size_t decimal(struct bcf_v0 *parser) {
    size_t value = 0;
    if (bcf_v0_eat(parser, '0'))
        return 0;
    if (peek(parser) < '1' || peek(parser) > '9')
        bcf_v0_fail(parser);
    while (peek(parser) >= '0' && peek(parser) <= '9') {
        value = value * 10 + (size_t)(bcf_v0_next(parser) - '0');
        if (value > parser->size)
            bcf_v0_fail(parser);
    }
    return value;
}

struct bcf_v0_identifier bcf_v0_plain_identifier(struct bcf_v0 *parser) {
    struct bcf_v0_identifier identifier = {.punycode = bcf_v0_eat(parser, 'u')};
    identifier.size = decimal(parser);
    bcf_v0_eat(parser, '_');
    identifier.data = parser->name + parser->at;
    if (parser->failed || identifier.size > parser->size - parser->at) {
        bcf_v0_fail(parser);
        identifier.size = 0;
    }
    parser->at += identifier.size;
    return identifier;
}

struct bcf_v0_identifier bcf_v0_identifier(struct bcf_v0 *parser) {
    uint64_t disambiguator = bcf_v0_optional_base62(parser, 's');
    struct bcf_v0_identifier found = bcf_v0_plain_identifier(parser);
    found.disambiguator = disambiguator;
    return found;
}

/* ---- identifiers that are not ASCII ---- */

/* RFC 3492, with "_" for the last "-". */
static bool decode_punycode(const char *data, size_t size, uint32_t *out, size_t *count, size_t room) {
    size_t delimiter = size, n_out = 0, at;
    uint32_t n = 128, i = 0, bias = 72;
    for (size_t k = 0; k < size; k++)
        if (data[k] == '_')
            delimiter = k;
    at = delimiter == size ? 0 : delimiter + 1;
    for (size_t k = 0; delimiter != size && k < delimiter; k++) {
        if (n_out == room)
            return false;
        out[n_out++] = (unsigned char)data[k];
    }
    while (at < size) {
        uint64_t w = 1, delta = 0;
        for (uint32_t k = 36;; k += 36) {
            uint32_t digit, t = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias;
            char c;
            if (at == size)
                return false;
            c = data[at++];
            if (c >= 'a' && c <= 'z')
                digit = (uint32_t)(c - 'a');
            else if (c >= '0' && c <= '9')
                digit = (uint32_t)(c - '0') + 26;
            else
                return false;
            delta += digit * w;
            if (delta > 0x10FFFF * (uint64_t)room)
                return false;
            if (digit < t)
                break;
            w *= 36 - t;
            if (w > UINT32_MAX)
                return false;
        }
        if (n_out == room)
            return false;
        i += (uint32_t)delta;
        n += i / (uint32_t)(n_out + 1);
        i %= (uint32_t)(n_out + 1);
        memmove(out + i + 1, out + i, (n_out - i) * sizeof *out);
        out[i++] = n;
        delta = n_out == (delimiter == size ? 0 : delimiter) ? delta / 700 : delta / 2;
        n_out++;
        delta += delta / n_out;
        bias = 0;
        for (; delta > 455; bias += 36)
            delta /= 35;
        bias += (uint32_t)(36 * delta / (delta + 38));
    }
    *count = n_out;
    return true;
}

void bcf_v0_put_identifier(struct bcf_v0 *parser, struct bcf_v0_identifier identifier) {
    uint32_t characters[128];
    size_t count = 0;
    if (parser->failed)
        return;
    if (!identifier.punycode) {
        bcf_text_add(parser->text, identifier.data, identifier.size);
        return;
    }
    if (!decode_punycode(identifier.data, identifier.size, characters, &count, sizeof characters / sizeof characters[0])) {
        bcf_v0_fail(parser);
        return;
    }
    for (size_t i = 0; i < count; i++)
        bcf_text_character(parser->text, characters[i]);
}

/* ---- going down ---- */

bool bcf_v0_enter(struct bcf_v0 *parser) {
    if (++parser->depth > DEEPEST || ++parser->steps > MOST_STEPS || parser->text->failed)
        bcf_v0_fail(parser);
    return !parser->failed;
}

void bcf_v0_leave(struct bcf_v0 *parser) {
    parser->depth--;
}

void bcf_v0_back_reference(struct bcf_v0 *parser, size_t tag, bcf_v0_read *read, bool in_value) {
    uint64_t to = bcf_v0_base62(parser);
    size_t here = parser->at;
    if (to >= tag)
        bcf_v0_fail(parser);
    if (parser->failed || parser->text->muted)
        return;
    parser->at = (size_t)to;
    read(parser, in_value);
    parser->at = here;
}

size_t bcf_v0_put_list(struct bcf_v0 *parser, bcf_v0_read *read, bool in_value) {
    size_t count = 0;
    for (; !parser->failed && !bcf_v0_eat(parser, 'E'); count++) {
        bcf_v0_put(parser, count ? ", " : "");
        read(parser, in_value);
    }
    return count;
}
