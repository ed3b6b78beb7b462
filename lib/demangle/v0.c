/* The scheme v0 of rustc (RFC 2603): a grammar of prefixes, with references back into the name.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "demangle/demangle.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* A name that refers to itself again and again would never end. */
enum { DEEPEST = 100, MOST_STEPS = 20000, MOST_LIFETIMES = 1000 };

struct parser {
    const char *name; /* after "_R" */
    size_t size, at;
    struct bcf_text *text;
    unsigned depth, steps;
    uint64_t lifetimes; /* that binders around here name */
    bool failed;
};

struct identifier {
    const char *data;
    size_t size;
    uint64_t disambiguator;
    bool punycode;
};

static void path(struct parser *parser, bool in_value);
static void type(struct parser *parser);
static void constant(struct parser *parser, bool in_value);

static void fail(struct parser *parser) {
    parser->failed = true;
}

static void put(struct parser *parser, const char *string) {
    if (!parser->failed)
        bcf_text_string(parser->text, string);
}

static void put_number(struct parser *parser, uint64_t number) {
    char digits[24];
    snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    put(parser, digits);
}

/* ---- tokens ---- */

static char peek(const struct parser *parser) {
    return !parser->failed && parser->at < parser->size ? parser->name[parser->at] : '\0';
}

static char next(struct parser *parser) {
    char c = peek(parser);
    if (c == '\0')
        fail(parser);
    else
        parser->at++;
    return c;
}

static bool eat(struct parser *parser, char c) {
    if (peek(parser) != c)
        return false;
    parser->at++;
    return true;
}

/* "_" is 0, "0_" is 1, "a_" is 11. */
static uint64_t base62(struct parser *parser) {
    uint64_t value = 0;
    if (eat(parser, '_'))
        return 0;
    while (!parser->failed) {
        char c = next(parser);
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
            fail(parser);
        else
            value = value * 62 + digit;
    }
    return 0;
}

/* A number that only stands behind a letter: 0 without it. */
static uint64_t optional_base62(struct parser *parser, char tag) {
    return eat(parser, tag) ? base62(parser) + 1 : 0;
}

static size_t decimal(struct parser *parser) {
    size_t value = 0;
    if (eat(parser, '0'))
        return 0;
    if (peek(parser) < '1' || peek(parser) > '9')
        fail(parser);
    while (peek(parser) >= '0' && peek(parser) <= '9') {
        value = value * 10 + (size_t)(next(parser) - '0');
        if (value > parser->size)
            fail(parser);
    }
    return value;
}

static struct identifier plain_identifier(struct parser *parser) {
    struct identifier identifier = {.punycode = eat(parser, 'u')};
    identifier.size = decimal(parser);
    eat(parser, '_');
    identifier.data = parser->name + parser->at;
    if (parser->failed || identifier.size > parser->size - parser->at) {
        fail(parser);
        identifier.size = 0;
    }
    parser->at += identifier.size;
    return identifier;
}

static struct identifier identifier(struct parser *parser) {
    uint64_t disambiguator = optional_base62(parser, 's');
    struct identifier found = plain_identifier(parser);
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

static void put_identifier(struct parser *parser, struct identifier identifier) {
    uint32_t characters[128];
    size_t count = 0;
    if (parser->failed)
        return;
    if (!identifier.punycode) {
        bcf_text_add(parser->text, identifier.data, identifier.size);
        return;
    }
    if (!decode_punycode(identifier.data, identifier.size, characters, &count, sizeof characters / sizeof characters[0])) {
        fail(parser);
        return;
    }
    for (size_t i = 0; i < count; i++)
        bcf_text_character(parser->text, characters[i]);
}

/* ---- going down ---- */

static bool enter(struct parser *parser) {
    if (++parser->depth > DEEPEST || ++parser->steps > MOST_STEPS || parser->text->failed)
        fail(parser);
    return !parser->failed;
}

static void leave(struct parser *parser) {
    parser->depth--;
}

/* Goes on where the number says, which must be before this place, and comes back. */
static void back_reference(struct parser *parser, size_t tag, void (*read)(struct parser *, bool), bool in_value) {
    uint64_t to = base62(parser);
    size_t here = parser->at;
    if (to >= tag)
        fail(parser);
    if (parser->failed || parser->text->muted)
        return;
    parser->at = (size_t)to;
    read(parser, in_value);
    parser->at = here;
}

static void type_at(struct parser *parser, bool in_value) {
    (void)in_value;
    type(parser);
}

/* ---- lifetimes ---- */

static void put_lifetime(struct parser *parser, uint64_t index) {
    char name[3] = "'a";
    if (index == 0) {
        put(parser, "'_");
        return;
    }
    if (index > parser->lifetimes) {
        fail(parser);
        return;
    }
    index = parser->lifetimes - index;
    name[1] = (char)('a' + index % 26);
    put(parser, index < 26 ? name : "'z");
    if (index >= 26)
        put_number(parser, index - 26 + 1);
}

/* "for<'a, 'b> "; gives how many the binder names. */
static uint64_t binder(struct parser *parser) {
    uint64_t count = optional_base62(parser, 'G');
    if (count > MOST_LIFETIMES || parser->lifetimes > MOST_LIFETIMES) {
        fail(parser);
        return 0;
    }
    for (uint64_t i = 0; i < count; i++) {
        put(parser, i ? ", " : "for<");
        parser->lifetimes++;
        put_lifetime(parser, 1);
    }
    put(parser, count ? "> " : "");
    return count;
}

/* ---- paths ---- */

static void generic_argument(struct parser *parser) {
    if (eat(parser, 'L'))
        put_lifetime(parser, base62(parser));
    else if (eat(parser, 'K'))
        constant(parser, false);
    else
        type(parser);
}

static void generic_arguments(struct parser *parser) {
    for (bool first = true; !parser->failed && !eat(parser, 'E'); first = false) {
        put(parser, first ? "" : ", ");
        generic_argument(parser);
    }
}

/* Where an impl stands is read and not shown. */
static void impl_path(struct parser *parser) {
    bool muted = parser->text->muted;
    optional_base62(parser, 's');
    parser->text->muted = true;
    path(parser, false);
    parser->text->muted = muted;
}

static void nested_path(struct parser *parser, bool in_value) {
    char space = next(parser);
    struct identifier name;
    if (!((space >= 'a' && space <= 'z') || (space >= 'A' && space <= 'Z'))) {
        fail(parser);
        return;
    }
    path(parser, in_value);
    name = identifier(parser);
    if (space >= 'a') {
        if (name.size) {
            put(parser, "::");
            put_identifier(parser, name);
        }
        return;
    }
    put(parser, "::{");
    if (space == 'C')
        put(parser, "closure");
    else if (space == 'S')
        put(parser, "shim");
    else if (!parser->failed)
        bcf_text_add(parser->text, &space, 1);
    if (name.size) {
        put(parser, ":");
        put_identifier(parser, name);
    }
    put(parser, "#");
    put_number(parser, name.disambiguator);
    put(parser, "}");
}

static void qualified(struct parser *parser, bool has_impl, bool has_trait) {
    if (has_impl)
        impl_path(parser);
    put(parser, "<");
    type(parser);
    if (has_trait) {
        put(parser, " as ");
        path(parser, false);
    }
    put(parser, ">");
}

static void path(struct parser *parser, bool in_value) {
    size_t tag = parser->at;
    if (!enter(parser))
        return;
    switch (next(parser)) {
    case 'C':
        put_identifier(parser, identifier(parser));
        break;
    case 'N':
        nested_path(parser, in_value);
        break;
    case 'M':
        qualified(parser, true, false);
        break;
    case 'X':
        qualified(parser, true, true);
        break;
    case 'Y':
        qualified(parser, false, true);
        break;
    case 'I':
        path(parser, in_value);
        put(parser, in_value ? "::<" : "<");
        generic_arguments(parser);
        put(parser, ">");
        break;
    case 'B':
        back_reference(parser, tag, path, in_value);
        break;
    default:
        fail(parser);
    }
    leave(parser);
}

/* ---- types ---- */

static const char *const basic_types[26] = {
    ['a' - 'a'] = "i8",   ['b' - 'a'] = "bool", ['c' - 'a'] = "char", ['d' - 'a'] = "f64",  ['e' - 'a'] = "str",
    ['f' - 'a'] = "f32",  ['h' - 'a'] = "u8",   ['i' - 'a'] = "isize", ['j' - 'a'] = "usize", ['l' - 'a'] = "i32",
    ['m' - 'a'] = "u32",  ['n' - 'a'] = "i128", ['o' - 'a'] = "u128", ['p' - 'a'] = "_",    ['s' - 'a'] = "i16",
    ['t' - 'a'] = "u16",  ['u' - 'a'] = "()",   ['v' - 'a'] = "...",  ['x' - 'a'] = "i64",  ['y' - 'a'] = "u64",
    ['z' - 'a'] = "!",
};

static const char *basic_type(char tag) {
    return tag >= 'a' && tag <= 'z' ? basic_types[tag - 'a'] : NULL;
}

static void array(struct parser *parser, bool has_length) {
    put(parser, "[");
    type(parser);
    if (has_length) {
        put(parser, "; ");
        constant(parser, true);
    }
    put(parser, "]");
}

static void tuple(struct parser *parser) {
    size_t count = 0;
    put(parser, "(");
    for (; !parser->failed && !eat(parser, 'E'); count++) {
        put(parser, count ? ", " : "");
        type(parser);
    }
    put(parser, count == 1 ? ",)" : ")");
}

static void reference(struct parser *parser, const char *mutability) {
    put(parser, "&");
    if (eat(parser, 'L')) {
        uint64_t lifetime = base62(parser);
        if (lifetime) {
            put_lifetime(parser, lifetime);
            put(parser, " ");
        }
    }
    put(parser, mutability);
    type(parser);
}

static void put_abi(struct parser *parser) {
    struct identifier abi;
    put(parser, "extern \"");
    if (eat(parser, 'C')) {
        put(parser, "C");
    } else {
        abi = plain_identifier(parser);
        if (abi.punycode)
            fail(parser);
        for (size_t i = 0; !parser->failed && i < abi.size; i++)
            bcf_text_add(parser->text, abi.data[i] == '_' ? "-" : abi.data + i, 1);
    }
    put(parser, "\" ");
}

static void function_type(struct parser *parser) {
    uint64_t bound = binder(parser);
    put(parser, eat(parser, 'U') ? "unsafe " : "");
    if (eat(parser, 'K'))
        put_abi(parser);
    put(parser, "fn(");
    for (size_t i = 0; !parser->failed && !eat(parser, 'E'); i++) {
        put(parser, i ? ", " : "");
        type(parser);
    }
    put(parser, ")");
    if (!eat(parser, 'u')) { /* it gives () */
        put(parser, " -> ");
        type(parser);
    }
    parser->lifetimes -= bound;
}

/* The path of a trait whose "<" stays open for the types that belong to it. Says whether it is open. */
static bool open_path(struct parser *parser) {
    size_t tag = parser->at, here;
    bool open = false;
    uint64_t to;
    if (!enter(parser))
        return false;
    if (eat(parser, 'B')) {
        to = base62(parser);
        here = parser->at;
        if (to >= tag)
            fail(parser);
        if (!parser->failed && !parser->text->muted) {
            parser->at = (size_t)to;
            open = open_path(parser);
            parser->at = here;
        }
    } else if (eat(parser, 'I')) {
        path(parser, false);
        put(parser, "<");
        generic_arguments(parser);
        open = true;
    } else {
        path(parser, false);
    }
    leave(parser);
    return open;
}

static void bounds(struct parser *parser) {
    uint64_t bound;
    put(parser, "dyn ");
    bound = binder(parser);
    for (size_t i = 0; !parser->failed && !eat(parser, 'E'); i++) {
        bool open;
        put(parser, i ? " + " : "");
        open = open_path(parser);
        while (eat(parser, 'p')) {
            put(parser, open ? ", " : "<");
            open = true;
            put_identifier(parser, plain_identifier(parser));
            put(parser, " = ");
            type(parser);
        }
        put(parser, open ? ">" : "");
    }
    parser->lifetimes -= bound;
    if (!eat(parser, 'L')) {
        fail(parser);
        return;
    }
    bound = base62(parser);
    if (bound) {
        put(parser, " + ");
        put_lifetime(parser, bound);
    }
}

static void type(struct parser *parser) {
    size_t tag = parser->at;
    char c;
    if (!enter(parser))
        return;
    c = next(parser);
    if (basic_type(c)) {
        put(parser, basic_type(c));
        leave(parser);
        return;
    }
    switch (c) {
    case 'A':
    case 'S':
        array(parser, c == 'A');
        break;
    case 'T':
        tuple(parser);
        break;
    case 'R':
    case 'Q':
        reference(parser, c == 'Q' ? "mut " : "");
        break;
    case 'P':
    case 'O':
        put(parser, c == 'P' ? "*const " : "*mut ");
        type(parser);
        break;
    case 'F':
        function_type(parser);
        break;
    case 'D':
        bounds(parser);
        break;
    case 'B':
        back_reference(parser, tag, type_at, false);
        break;
    default:
        parser->at = tag;
        path(parser, false);
    }
    leave(parser);
}

/* ---- constants ---- */

/* Digits up to "_"; the value is only there when it fits 64 bits. */
static struct identifier hexadecimal(struct parser *parser, uint64_t *value) {
    struct identifier digits = {.data = parser->name + parser->at};
    *value = 0;
    for (char c; !parser->failed && (c = next(parser)) != '_'; digits.size++) {
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
            fail(parser);
        *value = *value << 4 | (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    return digits;
}

static void put_hexadecimal(struct parser *parser) {
    uint64_t value;
    struct identifier digits = hexadecimal(parser, &value);
    if (parser->failed || digits.size <= 16) {
        put_number(parser, value);
        return;
    }
    put(parser, "0x");
    bcf_text_add(parser->text, digits.data, digits.size);
}

static void put_char(struct parser *parser) {
    uint64_t value;
    struct identifier digits = hexadecimal(parser, &value);
    static const char *const named[] = {['\t'] = "\\t", ['\n'] = "\\n", ['\r'] = "\\r", ['\''] = "\\'", ['\\'] = "\\\\"};
    char escaped[16];
    if (digits.size > 6)
        fail(parser);
    put(parser, "'");
    if (parser->failed)
        return;
    if (value < sizeof named / sizeof named[0] && named[value]) {
        put(parser, named[value]);
    } else if (value < ' ' || value == 0x7F) {
        snprintf(escaped, sizeof escaped, "\\u{%llx}", (unsigned long long)value);
        put(parser, escaped);
    } else {
        bcf_text_character(parser->text, (unsigned long)value);
    }
    put(parser, "'");
}

static void constant_at(struct parser *parser, bool in_value) {
    constant(parser, in_value);
}

static void constant_fields(struct parser *parser) {
    struct identifier field;
    path(parser, true);
    switch (next(parser)) {
    case 'U':
        break;
    case 'T':
        put(parser, "(");
        for (size_t i = 0; !parser->failed && !eat(parser, 'E'); i++) {
            put(parser, i ? ", " : "");
            constant(parser, true);
        }
        put(parser, ")");
        break;
    case 'S':
        put(parser, " { ");
        for (size_t i = 0; !parser->failed && !eat(parser, 'E'); i++) {
            put(parser, i ? ", " : "");
            field = identifier(parser);
            put_identifier(parser, field);
            put(parser, ": ");
            constant(parser, true);
        }
        put(parser, " }");
        break;
    default:
        fail(parser);
    }
}

/* A string: its bytes as hexadecimal digits, in UTF-8. */
static void put_string(struct parser *parser) {
    uint64_t ignored;
    struct identifier digits = hexadecimal(parser, &ignored);
    put(parser, "\"");
    for (size_t i = 0; !parser->failed && i + 1 < digits.size; i += 2) {
        unsigned value = 0;
        for (size_t k = i; k < i + 2; k++)
            value = value << 4 | (unsigned)(digits.data[k] <= '9' ? digits.data[k] - '0' : digits.data[k] - 'a' + 10);
        if (value < ' ' || value >= 0x7F) {
            char escaped[8];
            snprintf(escaped, sizeof escaped, "\\x%02x", value);
            put(parser, escaped);
        } else {
            char c = (char)value;
            put(parser, c == '"' || c == '\\' ? "\\" : "");
            bcf_text_add(parser->text, &c, 1);
        }
    }
    put(parser, "\"");
}

static void constant(struct parser *parser, bool in_value) {
    size_t tag = parser->at;
    uint64_t value;
    bool braces = !in_value;
    char c;
    if (!enter(parser))
        return;
    c = next(parser);
    switch (c) {
    case 'p':
        put(parser, "_");
        break;
    case 'a': case 's': case 'l': case 'x': case 'n': case 'i':
        put(parser, eat(parser, 'n') ? "-" : "");
        put_hexadecimal(parser);
        break;
    case 'h': case 't': case 'm': case 'y': case 'o': case 'j':
        put_hexadecimal(parser);
        break;
    case 'b':
        hexadecimal(parser, &value);
        if (value > 1)
            fail(parser);
        put(parser, value ? "true" : "false");
        break;
    case 'c':
        put_char(parser);
        break;
    case 'B':
        back_reference(parser, tag, constant_at, in_value);
        break;
    case 'e':
        put(parser, braces ? "{*" : "*");
        put_string(parser);
        put(parser, braces ? "}" : "");
        break;
    case 'R':
    case 'Q':
        if (c == 'R' && eat(parser, 'e')) { /* &str, the usual one, needs no "*" */
            put_string(parser);
            break;
        }
        put(parser, braces ? "{&" : "&");
        put(parser, c == 'Q' ? "mut " : "");
        constant(parser, true);
        put(parser, braces ? "}" : "");
        break;
    case 'A':
    case 'T':
        put(parser, braces ? "{" : "");
        put(parser, c == 'A' ? "[" : "(");
        {
            size_t count = 0;
            for (; !parser->failed && !eat(parser, 'E'); count++) {
                put(parser, count ? ", " : "");
                constant(parser, true);
            }
            put(parser, c == 'A' ? "]" : count == 1 ? ",)" : ")");
        }
        put(parser, braces ? "}" : "");
        break;
    case 'V':
        put(parser, braces ? "{" : "");
        constant_fields(parser);
        put(parser, braces ? "}" : "");
        break;
    default:
        fail(parser);
    }
    leave(parser);
}

/* ---- the name ---- */

bool bcf_demangle_v0(const char *name, size_t size, struct bcf_text *text) {
    struct parser parser = {.text = text};
    if (size < 3 || name[0] != '_' || name[1] != 'R' || name[2] < 'A' || name[2] > 'Z')
        return false; /* a digit would be a later version of the scheme */
    for (size_t i = 0; i < size; i++)
        if (name[i] & 0x80 || name[i] == '\0')
            return false;
    parser.name = name + 2;
    parser.size = size - 2;
    for (size_t i = 0; i < parser.size; i++)
        if (parser.name[i] == '.' || parser.name[i] == '$') /* what LLVM and others put behind it */
            parser.size = i;
    path(&parser, true);
    if (!parser.failed && parser.at < parser.size) { /* the crate that it was instantiated in */
        text->muted = true;
        path(&parser, false);
        text->muted = false;
    }
    return !parser.failed && parser.at == parser.size;
}
