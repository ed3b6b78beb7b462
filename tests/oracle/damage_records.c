/* Writes damaged copies of a module: damage_records FILE FOLDER COUNT SEED. The same every time.
 *
 * Each is a sound bitstream in which one record has another operand, one more or fewer, another code, or is missing or
 * there twice; or in which a block is missing, there twice, of another kind, or has changed places with another: what
 * damage to bytes (damage.py) hardly makes, since the stream is broken before anything looks at records.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "bitstream/reader.h"
#include "bitstream/writer.h"
#include "container/container.h"
#include "random.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Those of a record, then those of a block. */
enum change {
    CHANGE_OPERAND,
    CHANGE_OPERANDS_END,
    CHANGE_CODE,
    CHANGE_MISSING,
    CHANGE_TWICE,
    CHANGE_BLOCK_ID,
    CHANGE_BLOCK_MISSING,
    CHANGE_BLOCK_TWICE,
    CHANGE_BLOCKS_SWAPPED,
    CHANGE_KINDS
};

/* What the stream consists of, in its order. */
struct entry {
    enum bcf_entry kind;
    unsigned block; /* that begins */
    size_t last;    /* entry of that block, its end */
    struct bcf_record record;
};

struct copy {
    bcfix_context *context;
    struct bcf_arena arena; /* operands; abbreviations of blobs */
    BCF_ARRAY(struct entry) entries;
    bcf_u64s records, blocks; /* which entries are of that kind */
    struct bcf_writer writer;
};

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

static void write_changed(struct copy *copy, enum change change, struct bcf_record record) {
    uint64_t ops[1024];
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
        ops[at] = changed(ops[at], 40);
        break;
    case CHANGE_OPERANDS_END:
        if (record.count && below(2))
            record.count--;
        else
            ops[record.count++] = changed(1, 40);
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

/* The entries from `from` to before `to`. The abbreviations of the input are gone, the output has none but for blobs. */
static void write_entries(struct copy *copy, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        const struct entry *entry = &copy->entries.data[i];
        if (entry->kind == BCF_ENTRY_BLOCK)
            bcf_write_enter(&copy->writer, entry->block, 5, NULL, 0);
        else if (entry->kind == BCF_ENTRY_END)
            bcf_write_end(&copy->writer);
        else
            write_record(copy, &entry->record);
    }
}

/* A block that is in none of the other's, and does not hold it; or the same one. */
static size_t apart_from(const struct copy *copy, size_t block) {
    for (int tries = 0; tries < 50; tries++) {
        size_t other = (size_t)copy->blocks.data[below(copy->blocks.count)];
        if (copy->entries.data[other].last < block || other > copy->entries.data[block].last)
            return other;
    }
    return block;
}

static void write_block_changed(struct copy *copy, enum change change) {
    size_t at = (size_t)copy->blocks.data[below(copy->blocks.count)], end = copy->entries.count;
    size_t other = change == CHANGE_BLOCKS_SWAPPED ? apart_from(copy, at) : at;
    size_t first = at < other ? at : other, second = at < other ? other : at;
    size_t behind = copy->entries.data[first].last + 1, second_end = copy->entries.data[second].last + 1;
    unsigned was = copy->entries.data[first].block;
    write_entries(copy, 0, first);
    switch (change) {
    case CHANGE_BLOCK_ID:
        copy->entries.data[first].block = (unsigned)below(30);
        write_entries(copy, first, end);
        copy->entries.data[first].block = was;
        return;
    case CHANGE_BLOCK_MISSING:
        break;
    case CHANGE_BLOCK_TWICE:
        write_entries(copy, first, behind);
        write_entries(copy, first, behind);
        break;
    default:
        write_entries(copy, second, second_end);
        if (first == second)
            break;
        write_entries(copy, behind, second);
        write_entries(copy, first, behind);
        behind = second_end;
    }
    write_entries(copy, behind, end);
}

/* Places in the file, which LLVM would look at: VSTOFFSET, FNENTRY, INDEX_OFFSET and INDEX. */
static bool is_offset(unsigned block, uint32_t code) {
    enum { MODULE = 8, VALUE_SYMTAB = 14, METADATA = 15 };
    return (block == MODULE && code == 13) || (block == VALUE_SYMTAB && code == 3) ||
           (block == METADATA && (code == 38 || code == 39));
}

static bool keep(struct copy *copy, struct entry entry, bcf_u64s *kind) {
    if (entry.record.count) {
        uint64_t *ops = bcf_arena_take(&copy->arena, entry.record.count * sizeof *ops);
        if (!ops)
            return false;
        memcpy(ops, entry.record.ops, entry.record.count * sizeof *ops);
        entry.record.ops = ops;
    }
    return (!kind || bcf_push(copy->context, kind, copy->entries.count)) && bcf_push(copy->context, &copy->entries, entry);
}

static bool read_all(struct copy *copy, struct bcf_reader *reader) {
    size_t open[64], depth = 0;
    for (;;) {
        struct entry entry = {.kind = BCF_ENTRY_FAILED};
        struct bcf_record record;
        entry.kind = bcf_reader_next(reader, &record);
        switch (entry.kind) {
        case BCF_ENTRY_FAILED:
            return false;
        case BCF_ENTRY_FINISHED:
            return copy->records.count && copy->blocks.count;
        case BCF_ENTRY_BLOCK:
            entry.block = reader->block;
            if (depth == sizeof open / sizeof *open || !keep(copy, entry, &copy->blocks) || !bcf_reader_enter(reader))
                return false;
            open[depth++] = copy->entries.count - 1;
            break;
        case BCF_ENTRY_END:
            copy->entries.data[open[--depth]].last = copy->entries.count;
            if (!keep(copy, entry, NULL))
                return false;
            break;
        case BCF_ENTRY_RECORD:
            entry.record = record;
            if (!is_offset(bcf_reader_block(reader), record.code) && !keep(copy, entry, &copy->records))
                return false;
        }
    }
}

/* Half of the changes are of an operand. */
static bool write_damaged(struct copy *copy, FILE *file) {
    enum change change = below(2) ? CHANGE_OPERAND : (enum change)below(CHANGE_KINDS);
    size_t at = (size_t)copy->records.data[below(copy->records.count)];
    bool written;
    bcf_writer_init(&copy->writer, copy->context);
    bcf_write_fixed(&copy->writer, 0xdec04342, 32);
    if (change >= CHANGE_BLOCK_ID) {
        write_block_changed(copy, change);
    } else {
        write_entries(copy, 0, at);
        write_changed(copy, change, copy->entries.data[at].record);
        write_entries(copy, at + 1, copy->entries.count);
    }
    written = fwrite(copy->writer.bytes.data, 1, copy->writer.bytes.count, file) == copy->writer.bytes.count;
    bcf_writer_free(&copy->writer);
    return written;
}

int main(int count, char **arguments) {
    static unsigned char data[1 << 22];
    struct copy copy = {.context = bcfix_context_new(NULL)};
    FILE *file = count == 5 ? fopen(arguments[1], "rb") : NULL;
    struct bcf_container container;
    struct bcf_reader reader;
    struct bcf_span module; /* without a wrapper, which LLVM writes for macOS */
    size_t size;
    if (!copy.context || !file) {
        fprintf(stderr, "usage: damage_records FILE FOLDER COUNT SEED\n");
        return EXIT_FAILURE;
    }
    size = fread(data, 1, sizeof data, file);
    fclose(file);
    bcf_arena_init(&copy.arena, copy.context);
    if (!bcf_container_open(copy.context, &copy.arena, data, size, &container) || !bcf_container_only(&container, &module))
        return EXIT_FAILURE;
    bcf_reader_init(&reader, copy.context, NULL, module.data, module.size, 32);
    if (!read_all(&copy, &reader))
        return EXIT_FAILURE;
    for (int i = 0; i < atoi(arguments[3]); i++) {
        char path[4096];
        bool written;
        random_state = (uint64_t)atoll(arguments[4]) + (uint64_t)i;
        snprintf(path, sizeof path, "%s/r%05d", arguments[2], i);
        file = fopen(path, "wb");
        if (!file)
            return EXIT_FAILURE;
        written = write_damaged(&copy, file);
        if (fclose(file) != 0 || !written)
            return EXIT_FAILURE;
    }
    bcf_reader_free(&reader);
    bcf_free_array(copy.context, &copy.entries);
    bcf_free_array(copy.context, &copy.records);
    bcf_free_array(copy.context, &copy.blocks);
    bcf_container_free(&container);
    bcf_arena_free(&copy.arena);
    bcfix_context_free(copy.context);
    return EXIT_SUCCESS;
}
