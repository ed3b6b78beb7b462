/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "bits.h"

void put_text(struct bcf_writer *writer, uint32_t code, const char *text) {
    uint64_t ops[200];
    size_t size = strlen(text);
    ck_assert_uint_le(size, 200);
    for (size_t i = 0; i < size; i++)
        ops[i] = (unsigned char)text[i];
    bcf_write_record(writer, code, ops, size);
}

const struct bcf_abbrev *make_abbreviation(struct bcf_arena *arena, const struct bcf_abbrev_op *ops, size_t count) {
    struct bcf_abbrev *made = bcf_arena_take(arena, sizeof *made + count * sizeof *ops);
    ck_assert_ptr_nonnull(made);
    made->count = count;
    memcpy(made->ops, ops, count * sizeof *ops);
    return made;
}

void begin_bits(struct bcf_writer *writer) {
    bcf_writer_init(writer, context);
    bcf_write_fixed(writer, 0xdec04342, 32);
}

void read_bits(struct bcf_reader *reader, const struct bcf_writer *writer) {
    bcf_reader_init(reader, context, &bcf_namer, writer->bytes.data, writer->bytes.count, 32);
}

/* ---- modules ---- */

static uint64_t add_name(struct made *made, const char *name) {
    size_t size = strlen(name), at = made->used;
    ck_assert_uint_le(at + size, sizeof made->names);
    memcpy(made->names + at, name, size);
    made->used += size;
    return at;
}

const char *made_by;

void make_begin(struct made *made) {
    struct bcf_writer *writer = &made->writer;
    made->used = 0;
    begin_bits(writer);
    bcf_write_enter(writer, BCF_BLOCK_IDENTIFICATION, 3, NULL, 0);
    put_text(writer, BCF_IDENTIFICATION_STRING, made_by ? made_by : "a test");
    put(writer, BCF_IDENTIFICATION_EPOCH, 0);
    bcf_write_end(writer);
    bcf_write_enter(writer, BCF_BLOCK_MODULE, 3, NULL, 0);
    put(writer, BCF_MODULE_VERSION, 2);
}

void make_types(struct made *made) {
    struct bcf_writer *writer = &made->writer;
    bcf_write_enter(writer, BCF_BLOCK_TYPE, 3, NULL, 0);
    put(writer, BCF_TYPE_NUMENTRY, T_COUNT);
    put_empty(writer, BCF_TYPE_VOID);
    put(writer, BCF_TYPE_INTEGER, 32);
    put(writer, BCF_TYPE_OPAQUE_POINTER, 0);
    put(writer, BCF_TYPE_INTEGER, 1);
    put(writer, BCF_TYPE_FUNCTION, 0, T_I32, T_I32, T_I32);
    put(writer, BCF_TYPE_FUNCTION, 0, T_VOID);
    put(writer, BCF_TYPE_INTEGER, 64);
    put(writer, BCF_TYPE_VECTOR, 4, T_I32);
    put(writer, BCF_TYPE_VECTOR, 4, T_I1);
    put(writer, BCF_TYPE_STRUCT_ANON, 0, T_I32, T_I1);
    put_empty(writer, BCF_TYPE_METADATA);
    put(writer, BCF_TYPE_FUNCTION, 0, T_VOID, T_METADATA);
    put_empty(writer, 4); /* double */
    put(writer, BCF_TYPE_FUNCTION, 0, T_DOUBLE, T_I32, T_I32);
    bcf_write_end(writer);
}

void make_function(struct made *made, const char *name, uint64_t type, bool declared) {
    uint64_t at = add_name(made, name);
    put(&made->writer, BCF_MODULE_FUNCTION, at, strlen(name), type, 0, declared, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0);
}

void make_variable(struct made *made, const char *name, uint64_t type, uint64_t initializer) {
    uint64_t at = add_name(made, name);
    put(&made->writer, BCF_MODULE_GLOBALVAR, at, strlen(name), type, 2, initializer, 0, 3, 0);
}

void make_body(struct made *made, uint64_t blocks) {
    bcf_write_enter(&made->writer, BCF_BLOCK_FUNCTION, 3, NULL, 0);
    put(&made->writer, BCF_FUNC_DECLAREBLOCKS, blocks);
}

void make_end(struct made *made) {
    struct bcf_arena arena;
    const struct bcf_abbrev *blob;
    bcf_arena_init(&arena, context);
    blob = abbreviation(&arena, {BCF_LITERAL, 1}, {BCF_BLOB, 0});
    bcf_write_end(&made->writer);
    bcf_write_enter(&made->writer, BCF_BLOCK_STRTAB, 3, NULL, 0);
    bcf_write_define(&made->writer, blob, true);
    bcf_write_blob(&made->writer, 1, NULL, 0, made->names, made->used);
    bcf_write_end(&made->writer);
    bcf_arena_free(&arena);
    ck_assert_str_eq(context->message, "");
}

/* @number = global i32 7; declare void @nothing(); and
 *   define i32 @add(i32 %left, i32 %right) {
 *     %sum = add i32 %left, %right
 *     %more = icmp sgt i32 %sum, 41
 *     br i1 %more, label %1, label %2
 *   1: call void @nothing(), !0
 *      store i32 %sum, ptr @number
 *      br label %2
 *   2: %was = load i32, ptr @number
 *      ret i32 %was
 *   } */
void make_small_module(struct made *made) {
    struct bcf_writer *writer = &made->writer;
    enum { NUMBER, NOTHING, ADD, SEVEN, LEFT, RIGHT, FORTY_ONE, SUM, MORE, WAS, SGT = 38, EXPLICIT = 1 << 15, KIND = 40 };
    make_begin(made);
    make_types(made);
    put_text(writer, BCF_MODULE_TRIPLE, "x86_64-unknown-linux-gnu");
    put_text(writer, BCF_MODULE_SOURCE_FILENAME, "small.ll");
    make_variable(made, "number", T_I32, SEVEN + 1);
    make_function(made, "nothing", T_NOTHING, true);
    make_function(made, "add", T_BINARY, false);
    bcf_write_enter(writer, BCF_BLOCK_CONSTANTS, 3, NULL, 0);
    put(writer, BCF_CST_SETTYPE, T_I32);
    put(writer, BCF_CST_INTEGER, 7 << 1);
    bcf_write_end(writer);
    bcf_write_enter(writer, BCF_BLOCK_METADATA_KIND, 3, NULL, 0);
    bcf_write_record(writer, BCF_MD_KIND, (const uint64_t[]){KIND, 'm', 'i', 'n', 'e'}, 5);
    bcf_write_end(writer);
    bcf_write_enter(writer, BCF_BLOCK_METADATA, 3, NULL, 0);
    put(writer, BCF_MD_VALUE, T_I32, SEVEN);
    put(writer, BCF_MD_NODE, 1);
    put_text(writer, BCF_MD_NAME, "named");
    put(writer, BCF_MD_NAMED_NODE, 1);
    bcf_write_end(writer);
    make_body(made, 3);
    bcf_write_enter(writer, BCF_BLOCK_CONSTANTS, 3, NULL, 0);
    put(writer, BCF_CST_SETTYPE, T_I32);
    put(writer, BCF_CST_INTEGER, 41 << 1);
    bcf_write_end(writer);
    put(writer, BCF_FUNC_BINOP, SUM - LEFT, SUM - RIGHT, 0);
    put(writer, BCF_FUNC_CMP2, MORE - SUM, MORE - FORTY_ONE, SGT);
    put(writer, BCF_FUNC_BR, 1, 2, WAS - MORE);
    put(writer, BCF_FUNC_CALL, 0, EXPLICIT, T_NOTHING, WAS - NOTHING);
    put(writer, BCF_FUNC_STORE, WAS - NUMBER, WAS - SUM, 3, 0);
    put(writer, BCF_FUNC_BR, 2);
    put(writer, BCF_FUNC_LOAD, WAS - NUMBER, T_I32, 3, 0);
    put(writer, BCF_FUNC_RET, WAS + 1 - WAS);
    bcf_write_enter(writer, BCF_BLOCK_VALUE_SYMTAB, 3, NULL, 0);
    put(writer, BCF_VST_ENTRY, LEFT, 'l', 'e', 'f', 't');
    put(writer, BCF_VST_BBENTRY, 2, 'e', 'n', 'd');
    bcf_write_end(writer);
    bcf_write_enter(writer, BCF_BLOCK_METADATA_ATTACHMENT, 3, NULL, 0);
    put(writer, 11, 3, KIND, 1); /* of instruction 3, the call */
    bcf_write_end(writer);
    bcf_write_end(writer);
    make_end(made);
}

/* A text of two parts, with 0 between them. */
static void put_pair(struct bcf_writer *writer, uint32_t code, const char *name, const char *value) {
    uint64_t ops[100];
    size_t count = 0;
    for (; *name; name++)
        ops[count++] = (unsigned char)*name;
    ops[count++] = 0;
    for (; *value; value++)
        ops[count++] = (unsigned char)*value;
    bcf_write_record(writer, code, ops, count);
}

/* The abbreviation must stay until the block ends. */
static void put_strings(struct bcf_writer *writer, struct bcf_arena *arena) {
    const struct bcf_abbrev *strings;
    static const uint64_t ops[] = {3, 4}; /* of 1, 3 and 2 characters; the lengths take a word */
    strings = abbreviation(arena, {BCF_LITERAL, BCF_MD_STRINGS}, {BCF_VBR, 6}, {BCF_VBR, 6}, {BCF_BLOB, 0});
    bcf_write_define(writer, strings, true);
    bcf_write_blob(writer, BCF_MD_STRINGS, ops, 2, (const uint8_t[]){1 | 3 << 6, 0 | 2 << 4, 0, 0, 'a', 'u', '3', '2', 'm', 'e'}, 10);
}

/* define double @newer(i32 %left, i32 %right) nooutline {
 *   %whole = uitofp nneg nnan i32 %left to double
 *   %other = sitofp fast i32 %right to double
 *   %sum = fadd double %whole, %other
 *   ret double %sum
 * } with a preferred alignment, assembly for a processor, GUIDs, and debug info with a dialect and a place of a type. */
void make_newer_module(struct made *made) {
    struct bcf_writer *writer = &made->writer;
    struct bcf_arena arena;
    enum { NEWER, LEFT, RIGHT, WHOLE, OTHER, SUM, UITOFP = 5, SITOFP = 6, FUNCTION_ATTRIBUTES = -1 };
    made_by = "LLVM23.1.0";
    make_begin(made);
    made_by = NULL;
    make_types(made);
    bcf_write_enter(writer, BCF_BLOCK_PARAMATTR_GROUP, 3, NULL, 0);
    put(writer, BCF_PARAMATTR_GROUP_ENTRY, 1, (uint32_t)FUNCTION_ATTRIBUTES, 0, 107); /* nooutline, and nothing else */
    put(writer, BCF_PARAMATTR_GROUP_ENTRY, 2, (uint32_t)FUNCTION_ATTRIBUTES, 0, 18, 0, 107);
    bcf_write_end(writer);
    bcf_write_enter(writer, BCF_BLOCK_PARAMATTR, 3, NULL, 0);
    put(writer, 2, 1);
    put(writer, 2, 1, 2);
    bcf_write_end(writer);
    put_text(writer, BCF_MODULE_TRIPLE, "x86_64-unknown-linux-gnu");
    put_pair(writer, 19, "target_cpu", "x86-64-v3");
    put_text(writer, BCF_MODULE_ASM, "# one");
    put_text(writer, BCF_MODULE_ASM, "# two");
    put_text(writer, BCF_MODULE_SOURCE_FILENAME, "newer.ll");
    put(writer, BCF_MODULE_FUNCTION, add_name(made, "newer"), 5, T_REAL, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5);
    put(writer, 20, 0x12345678, 0x9ABCDEF0);
    bcf_write_enter(writer, BCF_BLOCK_METADATA, 4, NULL, 0);
    bcf_arena_init(&arena, context);
    put_strings(writer, &arena);
    put(writer, 16, 0, 1, 1);                                                            /* 3: the file */
    put(writer, 20, 1, 28, 4, 3, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1); /* 4: the unit, in a dialect */
    put(writer, BCF_MD_BASIC_TYPE, 0, 0x24, 2, 32, 0, 7, 0, 0, 0, 4, 12, 4);                /* 5: u32, in a line of a file */
    put(writer, BCF_MD_NODE, 6, 5);
    put_text(writer, BCF_MD_NAME, "types");
    put(writer, BCF_MD_NAMED_NODE, 6);
    bcf_write_end(writer);
    bcf_arena_free(&arena);
    make_body(made, 1);
    put(writer, BCF_FUNC_CAST, WHOLE - LEFT, T_DOUBLE, UITOFP, 1 | 2 << 1);
    put(writer, BCF_FUNC_CAST, OTHER - RIGHT, T_DOUBLE, SITOFP, 0xFE);
    put(writer, BCF_FUNC_BINOP, SUM - WHOLE, SUM - OTHER, 0);
    put(writer, BCF_FUNC_RET, SUM + 1 - SUM);
    bcf_write_end(writer);
    make_end(made);
}

void make_large_module(struct made *made) {
    enum { FUNCTIONS = 2000, LOADS = 20 };
    make_begin(made);
    make_types(made);
    make_variable(made, "number", T_I32, 0);
    for (int i = 0; i < FUNCTIONS; i++)
        make_function(made, "", T_NOTHING, false);
    for (int i = 0; i < FUNCTIONS; i++) {
        make_body(made, 1);
        for (uint64_t value = 0; value < LOADS; value++)
            put(&made->writer, BCF_FUNC_LOAD, 1 + FUNCTIONS + value, T_I32, 3, 0);
        put_empty(&made->writer, BCF_FUNC_RET);
        bcf_write_end(&made->writer);
    }
    make_end(made);
}

bool decode(struct decoded *decoded, const void *data, size_t size) {
    size_t dropped = 0;
    memset(decoded, 0, sizeof *decoded);
    bcf_arena_init(&decoded->arena, context);
    ck_assert(bcf_schema_init(&decoded->schema, context));
    bcf_reader_init(&decoded->tables, context, &bcf_namer, data, size, 0);
    bcf_reader_init(&decoded->bodies, context, &bcf_namer, data, size, 0);
    bcf_module_init(&decoded->module, context, &decoded->schema);
    bcf_function_init(&decoded->function, &decoded->module);
    return bcf_find_modules(context, &decoded->arena, data, size, &decoded->places, &dropped) &&
           bcf_decode_module(&decoded->module, &decoded->tables, &decoded->places.data[0]);
}

void decode_bodies(struct decoded *decoded) {
    for (uint32_t i = 0; !bcf_failed(context) && i < decoded->module.globals.count; i++)
        if (decoded->module.globals.data[i].body.end)
            (void)bcf_decode_function(&decoded->function, &decoded->bodies, i);
}

void free_decoded(struct decoded *decoded) {
    bcf_function_free(&decoded->function);
    bcf_module_free(&decoded->module);
    bcf_reader_free(&decoded->bodies);
    bcf_reader_free(&decoded->tables);
    bcf_free_array(context, &decoded->places);
    bcf_arena_free(&decoded->arena);
    bcf_schema_free(&decoded->schema);
}
