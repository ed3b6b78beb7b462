/* bcfix_dump: every block and record as text.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "container/container.h"
#include "module/schema.h"

#include <stdio.h>
#include <string.h>

struct dump {
    bcfix_context *context;
    struct bcf_schema schema;
    struct bcf_reader reader;
    bcfix_text_fn write;
    void *user;
    unsigned depth;
};

static bool put(struct dump *dump, const char *format, ...) BCF_PRINTF(2, 3);

static bool put(struct dump *dump, const char *format, ...) {
    char text[512];
    int size;
    va_list arguments;
    va_start(arguments, format);
    size = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (size < 0)
        return false;
    if ((size_t)size >= sizeof text)
        size = sizeof text - 1;
    return dump->write(dump->user, text, (size_t)size) ||
           bcf_fail(dump->context, BCFIX_CANCELLED, "cancelled by the caller");
}

static bool put_indent(struct dump *dump) {
    for (unsigned i = 0; i < dump->depth; i++)
        if (!put(dump, "  "))
            return false;
    return true;
}

/* Runs of characters as a quoted text, the rest as escapes. */
static bool put_text(struct dump *dump, const uint64_t *ops, size_t count) {
    if (!put(dump, "\""))
        return false;
    for (size_t i = 0; i < count; i++) {
        bool plain = ops[i] >= ' ' && ops[i] <= '~' && ops[i] != '"' && ops[i] != '\\';
        if (plain ? !put(dump, "%c", (char)ops[i]) : !put(dump, "\\%02llX", (unsigned long long)ops[i]))
            return false;
    }
    return put(dump, "\"");
}

static bool put_number(struct dump *dump, const struct bcf_field *field, uint64_t op) {
    if (field && field->name_size && !put(dump, " %.*s=", (int)field->name_size, field->name))
        return false;
    if ((!field || !field->name_size) && !put(dump, " "))
        return false;
    if (field && field->kind == BCF_K_SIGNED)
        return put(dump, "%s%llu", op & 1 ? "-" : "", (unsigned long long)(op >> 1));
    return put(dump, "%llu", (unsigned long long)op);
}

/* A relative operand that is 0, or has the sign of 32 bits, is a forward reference, and its type follows. */
static bool is_forward(const struct bcf_field *field, uint64_t op) {
    return field && field->kind == BCF_K_RELATIVE_TYPED && (op == 0 || (op & 0x80000000) != 0);
}

static bool put_operands(struct dump *dump, const struct bcf_layout *layout, const struct bcf_record *record) {
    size_t index = 0; /* of the operand in the layout, which does not count types of forward references */
    for (size_t i = 0; i < record->count; i++, index++) {
        const struct bcf_field *field = layout ? bcf_layout_field(layout, index) : NULL;
        if (field && field->kind == BCF_K_CHAR)
            return put(dump, " %.*s=", (int)field->name_size, field->name) &&
                   put_text(dump, record->ops + i, record->count - i);
        if (!put_number(dump, field, record->ops[i]))
            return false;
        if (is_forward(field, record->ops[i]) && i + 1 < record->count &&
            !put(dump, ":type %llu", (unsigned long long)record->ops[++i]))
            return false;
    }
    return record->blob == NULL || put(dump, " blob=%zu bytes", record->blob_size);
}

static bool put_record(struct dump *dump, const struct bcf_record *record) {
    unsigned block = bcf_reader_block(&dump->reader);
    const struct bcf_layout *known;
    const struct bcf_layout *layout =
        bcf_schema_find(&dump->schema, block, record->code, record->ops, record->count, &known);
    if (!put_indent(dump))
        return false;
    if (known ? !put(dump, "%s", known->name) : !put(dump, "record %u", record->code))
        return false;
    return put_operands(dump, layout, record) && put(dump, "\n");
}

static bool put_block(struct dump *dump) {
    const char *name = bcf_block_name(dump->reader.block);
    if (!put_indent(dump))
        return false;
    if (name ? !put(dump, "%s {\n", name) : !put(dump, "block %u {\n", dump->reader.block))
        return false;
    dump->depth++;
    return bcf_reader_enter(&dump->reader);
}

static void run(struct dump *dump) {
    struct bcf_record record;
    for (;;) {
        switch (bcf_reader_next(&dump->reader, &record)) {
        case BCF_ENTRY_FAILED:
        case BCF_ENTRY_FINISHED:
            return;
        case BCF_ENTRY_BLOCK:
            if (!put_block(dump))
                return;
            break;
        case BCF_ENTRY_END:
            dump->depth--;
            if (!put_indent(dump) || !put(dump, "}\n"))
                return;
            break;
        case BCF_ENTRY_RECORD:
            if (!put_record(dump, &record))
                return;
        }
    }
}

/* One piece of bitcode; where there are several, a line in front says which it is. */
static void dump_piece(struct dump *dump, const struct bcf_container *container, const struct bcf_piece *piece) {
    if (container->pieces.count > 1 && !put(dump, "; %s%s%s\n", piece->member ? piece->member : "",
                                            piece->member && piece->section ? ", " : "", piece->section ? piece->section : ""))
        return;
    dump->depth = 0;
    bcf_reader_init(&dump->reader, dump->context, &bcf_namer, piece->bitcode.data, piece->bitcode.size, 32);
    run(dump);
    bcf_reader_free(&dump->reader);
}

bcfix_status bcfix_dump(bcfix_context *context, const void *input, size_t size, bcfix_text_fn write, void *user) {
    struct dump dump = {.context = context, .write = write, .user = user};
    struct bcf_container container;
    struct bcf_arena arena;
    struct bcf_span only;
    bcf_context_begin(context, size);
    if (!write)
        return BCFIX_INVALID_ARGUMENT;
    bcf_arena_init(&arena, context);
    if (bcf_container_open(context, &arena, input, size, &container) && bcf_schema_init(&dump.schema, context)) {
        if (container.pieces.count == 0)
            bcf_container_only(&container, &only);
        for (size_t i = 0; i < container.pieces.count && !bcf_failed(context); i++)
            dump_piece(&dump, &container, &container.pieces.data[i]);
    }
    if (dump.schema.arena.context)
        bcf_schema_free(&dump.schema);
    bcf_container_free(&container);
    bcf_arena_free(&arena);
    return context->status;
}
