/* Bitstreams and modules for the tests of lib, written with bcfix's own writer.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCFIX_TESTS_BITS_H
#define BCFIX_TESTS_BITS_H

/* Before support.h, whose `context` is a name for parameters there. */
#include "bitstream/reader.h"
#include "bitstream/writer.h"
#include "module/decode.h"
#include "module/encode.h"

#include "support.h"

/* The last error of the context. */
#define ck_assert_error(expected, text)                                                                               \
    do {                                                                                                              \
        ck_assert_str_eq(context->message, (text));                                                                   \
        ck_assert_int_eq(context->status, (expected));                                                                \
    } while (0)

/* Writes a record with these operands, of which there is at least one. */
#define put(writer, code, ...)                                                                                        \
    bcf_write_record((writer), (code), (const uint64_t[]){__VA_ARGS__},                                               \
                     sizeof(const uint64_t[]){__VA_ARGS__} / sizeof(uint64_t))
#define put_empty(writer, code) bcf_write_record((writer), (code), NULL, 0)
void put_text(struct bcf_writer *writer, uint32_t code, const char *text);

/* An abbreviation from (encoding, value) pairs. The test's context has its memory. */
#define abbreviation(arena, ...)                                                                                      \
    make_abbreviation((arena), (const struct bcf_abbrev_op[]){__VA_ARGS__},                                           \
                      sizeof(const struct bcf_abbrev_op[]){__VA_ARGS__} / sizeof(struct bcf_abbrev_op))
const struct bcf_abbrev *make_abbreviation(struct bcf_arena *arena, const struct bcf_abbrev_op *ops, size_t count);

/* A writer with the magic number, and a reader of what it has written. */
void begin_bits(struct bcf_writer *writer);
void read_bits(struct bcf_reader *reader, const struct bcf_writer *writer);

/* ---- modules ---- */

/* The type table of make_types(). */
enum { T_VOID, T_I32, T_PTR, T_I1, T_BINARY, T_NOTHING, T_I64, T_V4I32, T_V4I1, T_PAIR, T_METADATA, T_HINT, T_DOUBLE,
       T_REAL, T_COUNT };

/* A module being written: the names of its globals go into the string table. */
struct made {
    struct bcf_writer writer;
    char names[400];
    size_t used;
};

/* The producer that the next modules name; NULL: "a test". */
extern const char *made_by;

/* Magic number, IDENTIFICATION, and MODULE with its version, open. */
void make_begin(struct made *made);
/* void, i32, ptr, i1, i32 (i32, i32), void (), i64, <4 x i32>, <4 x i1>, { i32, i1 }, metadata, void (metadata),
 * double, double (i32, i32). */
void make_types(struct made *made);
void make_function(struct made *made, const char *name, uint64_t type, bool declared);
void make_variable(struct made *made, const char *name, uint64_t type, uint64_t initializer);
/* Opens a body of so many blocks. */
void make_body(struct made *made, uint64_t blocks);
/* Closes the module and writes the string table. */
void make_end(struct made *made);

/* A module with a variable, a declaration, constants, metadata, and a function that uses them all. */
void make_small_module(struct made *made);
/* A module as LLVM 23 writes it, with all that earlier ones cannot say and that may be left out. No release of LLVM 23
 * is needed to make it: the layouts are those of LLVM's BitcodeReader.cpp after release 22. */
void make_newer_module(struct made *made);
/* A module with two thousand functions, which read the variable @number. */
void make_large_module(struct made *made);

/* What decoding a module leaves behind. */
struct decoded {
    struct bcf_schema schema;
    struct bcf_arena arena;
    bcf_places places;
    struct bcf_reader tables, bodies;
    struct bcf_module module;
    struct bcf_function function;
};

/* Decodes the tables of the first module. False after an error. */
bool decode(struct decoded *decoded, const void *data, size_t size);
/* Decodes each body in turn, then frees all. The context has the first error. */
void decode_bodies(struct decoded *decoded);
void free_decoded(struct decoded *decoded);

#endif
