/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "container/container.h"

#include <stdarg.h>
#include <stdio.h>

static const struct bcf_format *const formats[] = {
    &bcf_format_elf,  &bcf_format_macho, &bcf_format_macho_fat,
    &bcf_format_coff, &bcf_format_pe,    &bcf_format_archive,
};

enum { FORMAT_COUNT = sizeof formats / sizeof formats[0] };

/* What else a file given by mistake may be, and what to do about it; members of archives are told by it too. */
static const struct {
    const char *magic;
    size_t size;
    const char *is, *remedy;
} others[] = {
    {"; ModuleID", 10, "LLVM assembly as text", "assemble it with llvm-as"},
    {"rust\0\0\0", 7, "metadata of rustc", "it has no code"},
    {"\xCA\xFE\xBA\xBE", 4, "a class file of Java", "it is no bitcode"},
    {"\0asm", 4, "WebAssembly", "it is no bitcode"},
};

enum { OTHER_COUNT = sizeof others / sizeof others[0] };

bool (bcf_container_fail)(struct bcf_container *container, bcfix_status status, const char *format, ...) {
    char text[300];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (container->member)
        return bcf_fail(container->context, status, "member %.160s, %s", container->member, text);
    return bcf_fail(container->context, status, "top level, %s", text);
}

/* ---- raw bitcode ---- */

static const uint8_t raw_magic[4] = {'B', 'C', 0xC0, 0xDE};
enum { WRAPPER_HEADER = 20, WRAPPER_OFFSET = 8, WRAPPER_SIZE = 12 };

static bool is_raw(struct bcf_span bytes) {
    return bcf_span_begins(bytes, raw_magic, sizeof raw_magic);
}

static bool is_wrapper(struct bcf_span bytes) {
    return bcf_span_begins(bytes, "\xDE\xC0\x17\x0B", 4);
}

static bool add_piece(struct bcf_container *container, struct bcf_span bitcode) {
    struct bcf_piece piece = {container->member, container->section, bitcode};
    if (!is_raw(bitcode))
        return bcf_container_fail(container, BCFIX_MALFORMED, "the wrapper holds something that is no bitcode");
    return bcf_push(container->context, &container->pieces, piece);
}

/* The wrapper: magic, version, offset, size, CPU type; five little-endian words (LLVM's BitcodeWrapperHeader). `whole` is
 * where it ends. */
static bool open_wrapper(struct bcf_container *container, struct bcf_span bytes, struct bcf_span *inner, uint64_t *whole) {
    uint64_t offset, size;
    if (bytes.size < WRAPPER_HEADER)
        return bcf_container_fail(container, BCFIX_MALFORMED, "bit 0: the wrapper header ends in the middle");
    offset = bcf_span_number(bytes, WRAPPER_OFFSET, 4, false);
    size = bcf_span_number(bytes, WRAPPER_SIZE, 4, false);
    if (offset < WRAPPER_HEADER || !bcf_span_has(bytes, offset, size))
        return bcf_container_fail(container, BCFIX_MALFORMED,
                                  "bit %d: the wrapper says that bitcode is outside the file", 8 * WRAPPER_OFFSET);
    *inner = bcf_span_part(bytes, offset, size);
    *whole = offset + size;
    return true;
}

/* Where a piece of raw bitcode ends when another may follow: blocks stand on words of 32 bits, and the second of a block
 * says how many follow. Anything that is no block ends it. */
static uint64_t raw_end(struct bcf_span bytes) {
    enum { ENTER_SUBBLOCK = 1 };
    uint64_t at = sizeof raw_magic;
    while (bcf_span_has(bytes, at, 8) && (bytes.data[at] & 3) == ENTER_SUBBLOCK) {
        uint64_t size = 8 + 4 * bcf_span_number(bytes, at + 4, 4, false);
        if (!bcf_span_has(bytes, at, size))
            return bytes.size; /* the reader will say what is wrong */
        at += size;
    }
    return at;
}

bool bcf_container_add_section(struct bcf_container *container, const char *section, struct bcf_span bytes) {
    /* Each is gone through: sections that lie over each other would be a file of any size. */
    container->sections += bytes.size;
    if (container->sections > container->most)
        return bcf_container_fail(container, BCFIX_MALFORMED, "sections with bitcode lie over each other");
    container->section = section;
    while (bytes.size) {
        struct bcf_span piece;
        uint64_t end;
        if (bytes.data[0] == 0) { /* between the pieces, and behind the last */
            bytes = bcf_span_part(bytes, 1, bytes.size - 1);
            continue;
        }
        if (is_wrapper(bytes)) {
            if (!open_wrapper(container, bytes, &piece, &end))
                return false;
        } else if (is_raw(bytes)) {
            end = raw_end(bytes);
            piece = bcf_span_part(bytes, 0, end);
        } else {
            return bcf_container_fail(container, BCFIX_MALFORMED, "the section %s holds something that is no bitcode", section);
        }
        if (!add_piece(container, piece))
            return false;
        bytes = bcf_span_part(bytes, end, bytes.size - end);
    }
    container->section = NULL;
    return true;
}

/* ---- members of archives ---- */

/* Bytecode of rustc before 1.45: "RUST_OBJECT", the version 2, the size of a name (32 bits) and the name, the size of what
 * follows (64 bits), a raw deflate stream. */
enum { OBJECT_MAGIC = 11 };

static bool is_rust_object(struct bcf_span bytes) {
    return bcf_span_begins(bytes, "RUST_OBJECT", OBJECT_MAGIC);
}

static bool add_rust_object(struct bcf_container *container, struct bcf_span bytes) {
    uint64_t at = OBJECT_MAGIC + 1, size;
    struct bcf_span plain;
    if (!bcf_span_has(bytes, 0, at + 4) || bytes.data[OBJECT_MAGIC] != 2)
        return bcf_container_fail(container, BCFIX_UNSUPPORTED, "bytecode of rustc in a form other than version 2");
    size = bcf_span_number(bytes, at, 4, false);
    at += 4;
    if (!bcf_span_has(bytes, at, size) || !bcf_span_has(bytes, at + size, 8))
        return bcf_container_fail(container, BCFIX_MALFORMED, "the bytecode of rustc ends in the middle");
    at += size;
    size = bcf_span_number(bytes, at, 8, false);
    at += 8;
    if (!bcf_span_has(bytes, at, size))
        return bcf_container_fail(container, BCFIX_MALFORMED, "the bytecode of rustc ends in the middle");
    plain = bcf_inflate_all(container, bcf_span_part(bytes, at, size));
    return plain.data && is_raw(plain) ? add_piece(container, plain)
                                       : bcf_container_fail(container, BCFIX_MALFORMED, "this is no bytecode of rustc");
}

static bool add_other(struct bcf_container *container, const char *is, bool native, struct bcf_span bytes) {
    struct bcf_other other = {container->member, is, native, bytes};
    return bcf_push(container->context, &container->others, other);
}

static bool add_object(struct bcf_container *container, const struct bcf_format *format, struct bcf_span bytes) {
    size_t before = container->pieces.count;
    if (!format->read(container, bytes))
        return false;
    return container->pieces.count > before || add_other(container, format->kind, true, bytes);
}

static bool add_contents(struct bcf_container *container, struct bcf_span bytes) {
    if (is_raw(bytes) || is_wrapper(bytes)) {
        struct bcf_span inner = bytes;
        uint64_t end;
        return (is_raw(bytes) || open_wrapper(container, bytes, &inner, &end)) && add_piece(container, inner);
    }
    if (is_rust_object(bytes))
        return add_rust_object(container, bytes);
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (formats[i] != &bcf_format_archive && formats[i]->recognizes(bytes))
            return add_object(container, formats[i], bytes);
    for (size_t i = 0; i < OTHER_COUNT; i++)
        if (bcf_span_begins(bytes, others[i].magic, others[i].size))
            return add_other(container, others[i].is, false, bytes);
    return add_other(container, "something that is no code", false, bytes);
}

bool bcf_container_add_member(struct bcf_container *container, const char *member, struct bcf_span bytes) {
    bool good;
    container->member = member;
    /* rustc keeps its metadata in an object of its own, whose code is none. */
    good = strcmp(member, "lib.rmeta") == 0 ? add_other(container, "metadata of rustc", false, bytes)
                                            : add_contents(container, bytes);
    container->member = NULL;
    return good;
}

/* ---- the file ---- */

static bool not_bitcode(struct bcf_container *container, struct bcf_span file) {
    if (file.size == 0)
        return bcf_container_fail(container, BCFIX_MALFORMED, "bit 0: the file is empty");
    for (size_t i = 0; i < OTHER_COUNT; i++)
        if (bcf_span_begins(file, others[i].magic, others[i].size))
            return bcf_container_fail(container, BCFIX_UNSUPPORTED, "bit 0: this is %s, not a module: %s", others[i].is,
                                      others[i].remedy);
    return bcf_container_fail(container, BCFIX_MALFORMED, "bit 0: this is not bitcode: it does not begin with 'BC' 0xC0DE");
}

static bool open_plain(struct bcf_container *container, struct bcf_span file) {
    struct bcf_span inner = file;
    uint64_t end;
    container->kind = "raw bitcode";
    if (is_wrapper(file)) {
        container->kind = "bitcode wrapper";
        if (!open_wrapper(container, file, &inner, &end))
            return false;
    }
    return is_raw(inner) ? add_piece(container, inner) : not_bitcode(container, inner);
}

bool bcf_container_open(struct bcfix_context *context, struct bcf_arena *arena, const void *data, size_t size,
                        struct bcf_container *container) {
    struct bcf_span file = {data, size};
    memset(container, 0, sizeof *container);
    container->context = context;
    container->arena = arena;
    container->most = size;
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        if (!formats[i]->recognizes(file))
            continue;
        container->kind = formats[i]->kind;
        return formats[i]->read(container, file);
    }
    return open_plain(container, file);
}

void bcf_container_free(struct bcf_container *container) {
    if (!container->context)
        return;
    bcf_free_array(container->context, &container->pieces);
    bcf_free_array(container->context, &container->others);
}

bool bcf_container_only(const struct bcf_container *container, struct bcf_span *bitcode) {
    if (container->pieces.count == 1) {
        *bitcode = container->pieces.data[0].bitcode;
        return true;
    }
    if (container->pieces.count == 0)
        return bcf_fail(container->context, BCFIX_UNSUPPORTED,
                        "top level: this %s holds no bitcode: build with -C embed-bitcode=yes, -C linker-plugin-lto, or "
                        "-C lto=fat --emit=llvm-bc,link",
                        container->kind);
    return bcf_fail(container->context, BCFIX_UNSUPPORTED,
                    "top level: this %s holds %zu modules: link them to one first, or build with -C lto=fat --emit=llvm-bc,link",
                    container->kind, container->pieces.count);
}
