/* The scheme v0 of rustc (RFC 2603): a grammar of prefixes, with references back into the name. Paths and types are in v0.c,
 * constants in v0_constants.c; what both read and write with is in v0_reading.c.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_DEMANGLE_V0_H
#define BCF_DEMANGLE_V0_H

#include "demangle/demangle.h"

#include <stdint.h>

struct bcf_v0 {
    const char *name; /* after "_R" */
    size_t size, at;
    struct bcf_text *text;
    unsigned depth, steps;
    uint64_t lifetimes; /* that binders around here name */
    bool failed;
};

struct bcf_v0_identifier {
    const char *data;
    size_t size;
    uint64_t disambiguator;
    bool punycode;
};

/* ---- writing ---- */

/* An error stays: nothing is read or written any more. */
void bcf_v0_fail(struct bcf_v0 *parser);
void bcf_v0_put(struct bcf_v0 *parser, const char *string);
void bcf_v0_put_number(struct bcf_v0 *parser, uint64_t number);
void bcf_v0_put_identifier(struct bcf_v0 *parser, struct bcf_v0_identifier identifier);

/* ---- reading ---- */

/* The next character; 0 and an error at the end. */
char bcf_v0_next(struct bcf_v0 *parser);
/* Whether the next character is `c`, which is then behind. */
bool bcf_v0_eat(struct bcf_v0 *parser, char c);
/* "_" is 0, "0_" is 1, "a_" is 11. */
uint64_t bcf_v0_base62(struct bcf_v0 *parser);
/* A number that only stands behind a letter: 0 without it. */
uint64_t bcf_v0_optional_base62(struct bcf_v0 *parser, char tag);
struct bcf_v0_identifier bcf_v0_plain_identifier(struct bcf_v0 *parser);
/* With its disambiguator. */
struct bcf_v0_identifier bcf_v0_identifier(struct bcf_v0 *parser);

/* ---- going down ---- */

/* `in_value`: where an expression may stand, so that generic arguments need "::" and constants no braces. */
typedef void bcf_v0_read(struct bcf_v0 *parser, bool in_value);

bool bcf_v0_enter(struct bcf_v0 *parser);
void bcf_v0_leave(struct bcf_v0 *parser);
/* Goes on where the number says, which must be before this place, and comes back. */
void bcf_v0_back_reference(struct bcf_v0 *parser, size_t tag, bcf_v0_read *read, bool in_value);
/* Reads up to "E", writes commas between, and gives how many there were. */
size_t bcf_v0_put_list(struct bcf_v0 *parser, bcf_v0_read *read, bool in_value);

bcf_v0_read bcf_v0_path, bcf_v0_constant;

#endif
