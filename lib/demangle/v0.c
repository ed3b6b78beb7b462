/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "demangle/v0.h"

enum { MOST_LIFETIMES = 1000 };

static void type(struct bcf_v0 *parser);

static void type_at(struct bcf_v0 *parser, bool in_value) {
    (void)in_value;
    type(parser);
}

/* ---- lifetimes ---- */

static void put_lifetime(struct bcf_v0 *parser, uint64_t index) {
    char name[3] = "'a";
    if (index == 0) {
        bcf_v0_put(parser, "'_");
        return;
    }
    if (index > parser->lifetimes) {
        bcf_v0_fail(parser);
        return;
    }
    index = parser->lifetimes - index;
    name[1] = (char)('a' + index % 26);
    bcf_v0_put(parser, index < 26 ? name : "'z");
    if (index >= 26)
        bcf_v0_put_number(parser, index - 26 + 1);
}

/* "for<'a, 'b> "; gives how many the binder names. */
static uint64_t binder(struct bcf_v0 *parser) {
    uint64_t count = bcf_v0_optional_base62(parser, 'G');
    if (count > MOST_LIFETIMES || parser->lifetimes > MOST_LIFETIMES) {
        bcf_v0_fail(parser);
        return 0;
    }
    for (uint64_t i = 0; i < count; i++) {
        bcf_v0_put(parser, i ? ", " : "for<");
        parser->lifetimes++;
        put_lifetime(parser, 1);
    }
    bcf_v0_put(parser, count ? "> " : "");
    return count;
}

/* ---- paths ---- */

static void generic_argument(struct bcf_v0 *parser, bool in_value) {
    (void)in_value;
    if (bcf_v0_eat(parser, 'L'))
        put_lifetime(parser, bcf_v0_base62(parser));
    else if (bcf_v0_eat(parser, 'K'))
        bcf_v0_constant(parser, false);
    else
        type(parser);
}

/* Where an impl stands is read and not shown. */
static void impl_path(struct bcf_v0 *parser) {
    bool muted = parser->text->muted;
    bcf_v0_optional_base62(parser, 's');
    parser->text->muted = true;
    bcf_v0_path(parser, false);
    parser->text->muted = muted;
}

static void nested_path(struct bcf_v0 *parser, bool in_value) {
    char space = bcf_v0_next(parser);
    struct bcf_v0_identifier name;
    if (!((space >= 'a' && space <= 'z') || (space >= 'A' && space <= 'Z'))) {
        bcf_v0_fail(parser);
        return;
    }
    bcf_v0_path(parser, in_value);
    name = bcf_v0_identifier(parser);
    if (space >= 'a') {
        if (name.size) {
            bcf_v0_put(parser, "::");
            bcf_v0_put_identifier(parser, name);
        }
        return;
    }
    bcf_v0_put(parser, "::{");
    if (space == 'C')
        bcf_v0_put(parser, "closure");
    else if (space == 'S')
        bcf_v0_put(parser, "shim");
    else if (!parser->failed)
        bcf_text_add(parser->text, &space, 1);
    if (name.size) {
        bcf_v0_put(parser, ":");
        bcf_v0_put_identifier(parser, name);
    }
    bcf_v0_put(parser, "#");
    bcf_v0_put_number(parser, name.disambiguator);
    bcf_v0_put(parser, "}");
}

static void qualified(struct bcf_v0 *parser, bool has_impl, bool has_trait) {
    if (has_impl)
        impl_path(parser);
    bcf_v0_put(parser, "<");
    type(parser);
    if (has_trait) {
        bcf_v0_put(parser, " as ");
        bcf_v0_path(parser, false);
    }
    bcf_v0_put(parser, ">");
}

void bcf_v0_path(struct bcf_v0 *parser, bool in_value) {
    size_t tag = parser->at;
    if (!bcf_v0_enter(parser))
        return;
    switch (bcf_v0_next(parser)) {
    case 'C':
        bcf_v0_put_identifier(parser, bcf_v0_identifier(parser));
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
        bcf_v0_path(parser, in_value);
        bcf_v0_put(parser, in_value ? "::<" : "<");
        bcf_v0_put_list(parser, generic_argument, false);
        bcf_v0_put(parser, ">");
        break;
    case 'B':
        bcf_v0_back_reference(parser, tag, bcf_v0_path, in_value);
        break;
    default:
        bcf_v0_fail(parser);
    }
    bcf_v0_leave(parser);
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

static void array(struct bcf_v0 *parser, bool has_length) {
    bcf_v0_put(parser, "[");
    type(parser);
    if (has_length) {
        bcf_v0_put(parser, "; ");
        bcf_v0_constant(parser, true);
    }
    bcf_v0_put(parser, "]");
}

static void tuple(struct bcf_v0 *parser) {
    size_t count;
    bcf_v0_put(parser, "(");
    count = bcf_v0_put_list(parser, type_at, false);
    bcf_v0_put(parser, count == 1 ? ",)" : ")");
}

static void reference(struct bcf_v0 *parser, const char *mutability) {
    bcf_v0_put(parser, "&");
    if (bcf_v0_eat(parser, 'L')) {
        uint64_t lifetime = bcf_v0_base62(parser);
        if (lifetime) {
            put_lifetime(parser, lifetime);
            bcf_v0_put(parser, " ");
        }
    }
    bcf_v0_put(parser, mutability);
    type(parser);
}

static void put_abi(struct bcf_v0 *parser) {
    struct bcf_v0_identifier abi;
    bcf_v0_put(parser, "extern \"");
    if (bcf_v0_eat(parser, 'C')) {
        bcf_v0_put(parser, "C");
    } else {
        abi = bcf_v0_plain_identifier(parser);
        if (abi.punycode)
            bcf_v0_fail(parser);
        for (size_t i = 0; !parser->failed && i < abi.size; i++)
            bcf_text_add(parser->text, abi.data[i] == '_' ? "-" : abi.data + i, 1);
    }
    bcf_v0_put(parser, "\" ");
}

static void function_type(struct bcf_v0 *parser) {
    uint64_t bound = binder(parser);
    bcf_v0_put(parser, bcf_v0_eat(parser, 'U') ? "unsafe " : "");
    if (bcf_v0_eat(parser, 'K'))
        put_abi(parser);
    bcf_v0_put(parser, "fn(");
    bcf_v0_put_list(parser, type_at, false);
    bcf_v0_put(parser, ")");
    if (!bcf_v0_eat(parser, 'u')) { /* it gives () */
        bcf_v0_put(parser, " -> ");
        type(parser);
    }
    parser->lifetimes -= bound;
}

/* The path of a trait whose "<" stays open for the types that belong to it. Says whether it is open. */
static bool open_path(struct bcf_v0 *parser) {
    size_t tag = parser->at, here;
    bool open = false;
    uint64_t to;
    if (!bcf_v0_enter(parser))
        return false;
    if (bcf_v0_eat(parser, 'B')) {
        to = bcf_v0_base62(parser);
        here = parser->at;
        if (to >= tag)
            bcf_v0_fail(parser);
        if (!parser->failed && !parser->text->muted) {
            parser->at = (size_t)to;
            open = open_path(parser);
            parser->at = here;
        }
    } else if (bcf_v0_eat(parser, 'I')) {
        bcf_v0_path(parser, false);
        bcf_v0_put(parser, "<");
        bcf_v0_put_list(parser, generic_argument, false);
        open = true;
    } else {
        bcf_v0_path(parser, false);
    }
    bcf_v0_leave(parser);
    return open;
}

static void bounds(struct bcf_v0 *parser) {
    uint64_t bound;
    bcf_v0_put(parser, "dyn ");
    bound = binder(parser);
    for (size_t i = 0; !parser->failed && !bcf_v0_eat(parser, 'E'); i++) {
        bool open;
        bcf_v0_put(parser, i ? " + " : "");
        open = open_path(parser);
        while (bcf_v0_eat(parser, 'p')) {
            bcf_v0_put(parser, open ? ", " : "<");
            open = true;
            bcf_v0_put_identifier(parser, bcf_v0_plain_identifier(parser));
            bcf_v0_put(parser, " = ");
            type(parser);
        }
        bcf_v0_put(parser, open ? ">" : "");
    }
    parser->lifetimes -= bound;
    if (!bcf_v0_eat(parser, 'L')) {
        bcf_v0_fail(parser);
        return;
    }
    bound = bcf_v0_base62(parser);
    if (bound) {
        bcf_v0_put(parser, " + ");
        put_lifetime(parser, bound);
    }
}

static void type(struct bcf_v0 *parser) {
    size_t tag = parser->at;
    char c;
    if (!bcf_v0_enter(parser))
        return;
    c = bcf_v0_next(parser);
    if (basic_type(c)) {
        bcf_v0_put(parser, basic_type(c));
        bcf_v0_leave(parser);
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
        bcf_v0_put(parser, c == 'P' ? "*const " : "*mut ");
        type(parser);
        break;
    case 'F':
        function_type(parser);
        break;
    case 'D':
        bounds(parser);
        break;
    case 'B':
        bcf_v0_back_reference(parser, tag, type_at, false);
        break;
    default:
        parser->at = tag;
        bcf_v0_path(parser, false);
    }
    bcf_v0_leave(parser);
}

/* ---- the name ---- */

bool bcf_demangle_v0(const char *name, size_t size, struct bcf_text *text) {
    struct bcf_v0 parser = {.text = text};
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
    bcf_v0_path(&parser, true);
    if (!parser.failed && parser.at < parser.size) { /* the crate that it was instantiated in */
        text->muted = true;
        bcf_v0_path(&parser, false);
        text->muted = false;
    }
    return !parser.failed && parser.at == parser.size;
}
