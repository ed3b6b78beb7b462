/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "record_text.h"

#include <stdlib.h>
#include <string.h>

enum { ABBREV_WIDTH = 3, DEEPEST = 80 };

/* ---- from text ---- */

struct line {
    const uint8_t *at, *end;
};

struct reading {
    struct record_text *module;
    bcf_u64s ops;
    bcf_bytes blob;
};

static bool next(struct line *line, char *byte) {
    while (line->at < line->end && *line->at == ' ')
        line->at++;
    if (line->at == line->end)
        return false;
    *byte = (char)*line->at;
    return true;
}

/* Decimal; what is larger than 64 bits wraps. */
static bool number(struct line *line, uint64_t *value) {
    const uint8_t *begin = line->at;
    for (*value = 0; line->at < line->end && *line->at >= '0' && *line->at <= '9'; line->at++)
        *value = *value * 10 + (uint64_t)(*line->at - '0');
    return line->at != begin;
}

static int digit(uint8_t byte) {
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

/* The next byte of a text in quotes; false at its end, or that of the line. */
static bool quoted(struct line *line, char quote, uint8_t *byte) {
    if (line->at == line->end)
        return false;
    *byte = *line->at++;
    if (*byte == (uint8_t)quote)
        return false;
    if (*byte == '\\' && line->end - line->at >= 2 && digit(line->at[0]) >= 0 && digit(line->at[1]) >= 0) {
        *byte = (uint8_t)(digit(line->at[0]) * 16 + digit(line->at[1]));
        line->at += 2;
    }
    return true;
}

static void write_blob(struct reading *reading, uint32_t code) {
    struct record_text *module = reading->module;
    struct bcf_abbrev *abbrev =
        bcf_arena_take_zeroed(&module->arena, 1, sizeof *abbrev + (reading->ops.count + 2) * sizeof abbrev->ops[0]);
    if (!abbrev)
        return;
    abbrev->count = reading->ops.count + 2;
    abbrev->ops[0] = (struct bcf_abbrev_op){BCF_LITERAL, code};
    for (size_t i = 1; i <= reading->ops.count; i++)
        abbrev->ops[i] = (struct bcf_abbrev_op){BCF_VBR, 6};
    abbrev->ops[abbrev->count - 1] = (struct bcf_abbrev_op){BCF_BLOB, 0};
    bcf_write_define(&module->writer, abbrev, true);
    bcf_write_blob(&module->writer, code, reading->ops.data, reading->ops.count, reading->blob.data, reading->blob.count);
}

static void read_record(struct reading *reading, struct line line, uint32_t code) {
    struct bcf_writer *writer = &reading->module->writer;
    uint64_t value;
    uint8_t byte;
    char first;
    reading->ops.count = reading->blob.count = 0;
    while (next(&line, &first)) {
        if (first == '"') {
            line.at++;
            while (quoted(&line, '"', &byte))
                bcf_push(writer->context, &reading->blob, byte);
            write_blob(reading, code);
            return;
        }
        if (first == '\'') {
            line.at++;
            while (quoted(&line, '\'', &byte))
                bcf_push(writer->context, &reading->ops, byte);
        } else if (number(&line, &value)) {
            bcf_push(writer->context, &reading->ops, value);
        } else {
            line.at++;
        }
    }
    bcf_write_record(writer, code, reading->ops.data, reading->ops.count);
}

static void read_options(struct record_text *module, struct line line) {
    uint64_t target = 0, options = 0;
    char first;
    line.at++;
    if (!next(&line, &first) || !number(&line, &target))
        return;
    if (next(&line, &first))
        number(&line, &options);
    module->target = (unsigned)(target & 255);
    module->options = (unsigned)(options & 255);
}

static void read_line(struct reading *reading, struct line line) {
    struct bcf_writer *writer = &reading->module->writer;
    uint64_t code;
    char first;
    if (!next(&line, &first))
        return;
    if (first == '=')
        read_options(reading->module, line);
    else if (first == '}' && writer->blocks.count > 0)
        bcf_write_end(writer);
    if (!number(&line, &code))
        return;
    if (next(&line, &first) && first == '{') {
        if (writer->blocks.count < DEEPEST)
            bcf_write_enter(writer, (unsigned)code, ABBREV_WIDTH, NULL, 0);
    } else if (writer->blocks.count > 0) { /* there are no records outside of blocks */
        read_record(reading, line, (uint32_t)code);
    }
}

bool record_text_read(struct record_text *module, bcfix_context *context, const uint8_t *text, size_t size) {
    struct reading reading = {.module = module};
    struct line line = {text, text};
    module->target = module->options = 0;
    bcf_writer_init(&module->writer, context);
    bcf_arena_init(&module->arena, context);
    bcf_write_fixed(&module->writer, 0xdec04342, 32);
    while (line.at < text + size) {
        const uint8_t *end = memchr(line.at, '\n', (size_t)(text + size - line.at));
        line.end = end ? end : text + size;
        read_line(&reading, line);
        line.at = end ? end + 1 : text + size;
    }
    while (module->writer.blocks.count > 0)
        bcf_write_end(&module->writer);
    bcf_free_array(context, &reading.ops);
    bcf_free_array(context, &reading.blob);
    return !bcf_failed(context);
}

void record_text_free(struct record_text *module) {
    bcf_arena_free(&module->arena);
    bcf_writer_free(&module->writer);
}

/* ---- to text ---- */

static bool is_character(uint64_t op) {
    return op >= ' ' && op <= '~' && op != '\'' && op != '"' && op != '\\';
}

static void write_quoted(FILE *file, char quote, const uint8_t *bytes, size_t size) {
    fputc(quote, file);
    for (size_t i = 0; i < size; i++)
        fprintf(file, is_character(bytes[i]) ? "%c" : "\\%02X", bytes[i]);
    fputc(quote, file);
}

/* Texts of at least four characters are written as such. */
static size_t characters(const struct bcf_record *record, size_t from) {
    size_t count = 0;
    while (from + count < record->count && is_character(record->ops[from + count]))
        count++;
    return count >= 4 ? count : 0;
}

static void write_record(FILE *file, const struct bcf_record *record) {
    fprintf(file, "%u", record->code);
    for (size_t i = 0; i < record->count; i++) {
        size_t text = characters(record, i);
        if (!text) {
            fprintf(file, " %llu", (unsigned long long)record->ops[i]);
            continue;
        }
        fputs(" '", file);
        for (size_t end = i + text; i < end; i++)
            fputc((char)record->ops[i], file);
        fputc('\'', file);
        i--;
    }
    if (record->blob) {
        fputc(' ', file);
        write_quoted(file, '"', record->blob, record->blob_size);
    }
    fputc('\n', file);
}

/* VSTOFFSET, FNENTRY, INDEX_OFFSET and INDEX; and the hash of the module. */
static bool is_place(unsigned block, uint32_t code) {
    enum { MODULE = 8, VALUE_SYMTAB = 14, METADATA = 15 };
    return (block == MODULE && (code == 13 || code == 17)) || (block == VALUE_SYMTAB && code == 3) ||
           (block == METADATA && (code == 38 || code == 39));
}

bool record_text_write(FILE *file, bcfix_context *context, const void *bitcode, size_t size) {
    enum { SYMTAB_BLOCK = 25 };
    struct bcf_reader reader;
    struct bcf_record record;
    enum bcf_entry entry;
    bcf_reader_init(&reader, context, NULL, bitcode, size, 32);
    while ((entry = bcf_reader_next(&reader, &record)) != BCF_ENTRY_FINISHED && entry != BCF_ENTRY_FAILED) {
        if (entry == BCF_ENTRY_RECORD) {
            if (!is_place(bcf_reader_block(&reader), record.code))
                write_record(file, &record);
        } else if (entry == BCF_ENTRY_END) {
            fputs("}\n", file);
        } else if (reader.block == SYMTAB_BLOCK) {
            if (!bcf_reader_skip(&reader, NULL))
                break;
        } else {
            fprintf(file, "%u {\n", reader.block);
            if (!bcf_reader_enter(&reader))
                break;
        }
    }
    bcf_reader_free(&reader);
    return !bcf_failed(context) && !ferror(file);
}
