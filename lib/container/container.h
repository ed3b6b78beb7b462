/* Finds bitcode in what a file holds.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_CONTAINER_CONTAINER_H
#define BCF_CONTAINER_CONTAINER_H

#include "base/arena.h"
#include "base/array.h"
#include "container/span.h"

/* A piece of raw bitcode, from its magic number to its end. */
struct bcf_piece {
    const char *member;  /* of the archive it is in, or NULL */
    const char *section; /* of the object it is in, or NULL */
    struct bcf_span bitcode;
};

/* A member of an archive that has no bitcode. */
struct bcf_other {
    const char *member;
    const char *is; /* "an ELF object without bitcode", "metadata of rustc" … */
    bool native;    /* machine code: it would be missing */
    struct bcf_span bytes;
};

struct bcf_container {
    const char *kind; /* "raw bitcode", "bitcode wrapper", "archive", "ELF object" … */
    BCF_ARRAY(struct bcf_piece) pieces;
    BCF_ARRAY(struct bcf_other) others;
    /* while it is being read */
    struct bcfix_context *context;
    struct bcf_arena *arena; /* names, and what was compressed */
    const char *member, *section;
    uint64_t sections, most; /* bytes of sections that were looked into, and how many there may be */
};

/* Looks into a file. What is found points into `data`, or into `arena`. False after an error that says what is wrong with
 * it, or what it is instead. Free it in either case. */
bool bcf_container_open(struct bcfix_context *context, struct bcf_arena *arena, const void *data, size_t size,
                        struct bcf_container *container);
void bcf_container_free(struct bcf_container *container);

/* The only piece. False, after an error that names the way out, when there is none or there are several. */
bool bcf_container_only(const struct bcf_container *container, struct bcf_span *bitcode);

/* ---- for the readers of formats ---- */

/* One format: whether a span is of it, and what reads it. */
struct bcf_format {
    const char *kind;
    bool (*recognizes)(struct bcf_span file);
    bool (*read)(struct bcf_container *container, struct bcf_span file);
};

extern const struct bcf_format bcf_format_elf, bcf_format_macho, bcf_format_macho_fat, bcf_format_coff, bcf_format_pe,
    bcf_format_archive;

/* Error about the container, with the member at hand; always false. */
bool bcf_container_fail(struct bcf_container *container, bcfix_status status, const char *format, ...) BCF_PRINTF(3, 4);
#ifdef __clang_analyzer__
#define bcf_container_fail(...) ((void)bcf_container_fail(__VA_ARGS__), false)
#endif
/* Takes a section of bitcode: one piece or several in a row, each raw or wrapped, with zeros between. */
bool bcf_container_add_section(struct bcf_container *container, const char *section, struct bcf_span bytes);
/* Takes a member of an archive, whatever it is. */
bool bcf_container_add_member(struct bcf_container *container, const char *member, struct bcf_span bytes);

/* Inflates a zlib stream, or a raw deflate stream, that gives `size` bytes. NULL data after an error. */
struct bcf_span bcf_inflate(struct bcf_container *container, struct bcf_span packed, uint64_t size, bool raw);
/* Inflates a raw deflate stream of unknown size. */
struct bcf_span bcf_inflate_all(struct bcf_container *container, struct bcf_span packed);

#endif
