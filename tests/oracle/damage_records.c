/* Writes damaged copies of a module: damage_records FILE FOLDER COUNT SEED. The same every time.
 *
 * Each is a sound bitstream in which one record has another operand, one more or fewer, another code, or is missing or
 * there twice: what damage to bytes (damage.py) hardly makes, since the stream is broken before anything looks at records.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "bitstream/reader.h"
#include "bitstream/writer.h"
#include "container/container.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* splitmix64 */
static uint64_t state;
static uint64_t next_random(void) {
    uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

static uint64_t below(uint64_t end) {
    return end ? next_random() % end : 0;
}

enum change { CHANGE_OPERAND, CHANGE_OPERANDS_END, CHANGE_CODE, CHANGE_MISSING, CHANGE_TWICE, CHANGE_KINDS };

struct copy {
    bcfix_context *context;
    struct bcf_reader reader;
    struct bcf_writer writer;
    struct bcf_arena arena;
    uint64_t records, changed; /* how many there were so far, and which one is changed */
    enum change change;
};

static uint64_t changed_operand(uint64_t op) {
    switch (below(8)) {
    case 0:
        return 0;
    case 1:
        return op + 1;
    case 2:
        return op - 1;
    case 3:
        return (uint64_t)1 << below(64);
    case 4:
        return UINT64_MAX;
    case 5:
        return op ^ (uint64_t)1 << below(16);
    case 6:
        return below(40);
    default:
        return op + below(20) - 10;
    }
}

static void write_record(struct copy *copy, const struct bcf_record *record) {
    struct bcf_abbrev *abbrev;
    if (!record->blob) {
        bcf_write_record(&copy->writer, record->code, record->ops, record->count);
        return;
    }
    abbrev = bcf_arena_take_zeroed(&copy->arena, 1, sizeof *abbrev + (record->count + 2) * sizeof abbrev->ops[0]);
    if (!abbrev)
        return;
    abbrev->count = record->count + 2;
    abbrev->ops[0] = (struct bcf_abbrev_op){BCF_LITERAL, record->code};
    for (size_t i = 0; i < record->count; i++)
        abbrev->ops[i + 1] = (struct bcf_abbrev_op){BCF_VBR, 6};
    abbrev->ops[record->count + 1] = (struct bcf_abbrev_op){BCF_BLOB, 0};
    bcf_write_define(&copy->writer, abbrev, true);
    bcf_write_blob(&copy->writer, record->code, record->ops, record->count, record->blob, record->blob_size);
}

static void write_changed(struct copy *copy, struct bcf_record record) {
    uint64_t ops[1024];
    enum change change = copy->change;
    size_t at = (size_t)below(record.count);
    if (record.blob || record.count + 1 > sizeof ops / sizeof ops[0])
        change = CHANGE_TWICE;
    if (change == CHANGE_OPERAND && record.count == 0)
        change = CHANGE_OPERANDS_END;
    if (change <= CHANGE_CODE) {
        if (record.count)
            memcpy(ops, record.ops, record.count * sizeof *ops);
        record.ops = ops;
    }
    switch (change) {
    case CHANGE_OPERAND:
        ops[at] = changed_operand(ops[at]);
        break;
    case CHANGE_OPERANDS_END:
        if (record.count && below(2))
            record.count--;
        else
            ops[record.count++] = changed_operand(1);
        break;
    case CHANGE_CODE:
        record.code = (uint32_t)below(70);
        break;
    case CHANGE_MISSING:
        return;
    default:
        write_record(copy, &record);
    }
    write_record(copy, &record);
}

/* Places in the file, which LLVM would look at: VSTOFFSET, FNENTRY, INDEX_OFFSET and INDEX. */
static bool is_offset(unsigned block, uint32_t code) {
    enum { MODULE = 8, VALUE_SYMTAB = 14, METADATA = 15 };
    return (block == MODULE && code == 13) || (block == VALUE_SYMTAB && code == 3) ||
           (block == METADATA && (code == 38 || code == 39));
}

/* Copies all; the abbreviations of the input go, those of the output are none but for blobs. */
static void copy_all(struct copy *copy) {
    struct bcf_record record;
    for (;;) {
        switch (bcf_reader_next(&copy->reader, &record)) {
        case BCF_ENTRY_FAILED:
        case BCF_ENTRY_FINISHED:
            return;
        case BCF_ENTRY_BLOCK:
            bcf_write_enter(&copy->writer, copy->reader.block, 5, NULL, 0);
            if (!bcf_reader_enter(&copy->reader))
                return;
            break;
        case BCF_ENTRY_END:
            bcf_write_end(&copy->writer);
            break;
        case BCF_ENTRY_RECORD:
            if (is_offset(bcf_reader_block(&copy->reader), record.code))
                break;
            if (copy->records++ == copy->changed)
                write_changed(copy, record);
            else
                write_record(copy, &record);
        }
    }
}

static uint64_t write_copy(bcfix_context *context, const void *data, size_t size, uint64_t changed, enum change change,
                           FILE *file) {
    struct copy copy = {.context = context, .changed = changed, .change = change};
    bcf_reader_init(&copy.reader, context, NULL, data, size, 32);
    bcf_writer_init(&copy.writer, context);
    bcf_arena_init(&copy.arena, context);
    bcf_write_fixed(&copy.writer, 0xdec04342, 32);
    copy_all(&copy);
    if (file && fwrite(copy.writer.bytes.data, 1, copy.writer.bytes.count, file) != copy.writer.bytes.count)
        exit(EXIT_FAILURE);
    bcf_writer_free(&copy.writer);
    bcf_arena_free(&copy.arena);
    bcf_reader_free(&copy.reader);
    return copy.records;
}

int main(int count, char **arguments) {
    static unsigned char data[1 << 22];
    bcfix_context *context = bcfix_context_new(NULL);
    FILE *file = count == 5 ? fopen(arguments[1], "rb") : NULL;
    struct bcf_container container;
    struct bcf_arena arena;
    struct bcf_span module; /* without a wrapper, which LLVM writes for macOS */
    uint64_t records;
    size_t size;
    if (!context || !file) {
        fprintf(stderr, "usage: damage_records FILE FOLDER COUNT SEED\n");
        return EXIT_FAILURE;
    }
    size = fread(data, 1, sizeof data, file);
    fclose(file);
    bcf_arena_init(&arena, context);
    if (!bcf_container_open(context, &arena, data, size, &container) || !bcf_container_only(&container, &module))
        return EXIT_FAILURE;
    records = write_copy(context, module.data, module.size, UINT64_MAX, CHANGE_OPERAND, NULL);
    for (int i = 0; i < atoi(arguments[3]); i++) {
        char path[4096];
        state = (uint64_t)atoll(arguments[4]) + (uint64_t)i;
        snprintf(path, sizeof path, "%s/r%05d", arguments[2], i);
        file = fopen(path, "wb");
        if (!file)
            return EXIT_FAILURE;
        /* Half of the changes are of an operand. */
        write_copy(context, module.data, module.size, below(records), below(2) ? CHANGE_OPERAND : (enum change)below(CHANGE_KINDS), file);
        if (fclose(file) != 0)
            return EXIT_FAILURE;
    }
    bcf_container_free(&container);
    bcf_arena_free(&arena);
    bcfix_context_free(context);
    return records ? EXIT_SUCCESS : EXIT_FAILURE;
}
