/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "bitstream/reader.h"

#include "bitstream/numbers.h"
#include "bitstream/reader_abbreviations.h"

#include <stdio.h>
#include <string.h>

void bcf_reader_init(struct bcf_reader *reader, struct bcfix_context *context, const struct bcf_namer *namer,
                     const void *data, size_t size, uint64_t base_bit) {
    memset(reader, 0, sizeof *reader);
    reader->context = context;
    reader->namer = namer;
    reader->data = data;
    reader->position = reader->begin = base_bit;
    reader->end = (uint64_t)size * 8;
    reader->abbrev_width = 2;
    reader->opened = ~0u;
    bcf_arena_init(&reader->arena, context);
}

void bcf_reader_free(struct bcf_reader *reader) {
    bcf_free_array(reader->context, &reader->scopes);
    bcf_free_array(reader->context, &reader->abbrevs);
    for (size_t i = 0; i < reader->blockinfo.count; i++)
        bcf_free_array(reader->context, &reader->blockinfo.data[i].list);
    bcf_free_array(reader->context, &reader->blockinfo);
    bcf_free_array(reader->context, &reader->ops);
    bcf_arena_free(&reader->arena);
}

unsigned bcf_reader_block(const struct bcf_reader *reader) {
    return reader->scopes.count ? reader->scopes.data[reader->scopes.count - 1].block : ~0u;
}

bool (bcf_reader_fail)(struct bcf_reader *reader, bcfix_status status, const char *format, ...) {
    char reason[400], where[160];
    unsigned block = reader->scopes.count ? bcf_reader_block(reader) : reader->opened;
    const char *block_name = reader->namer ? reader->namer->block(block) : NULL;
    const char *record_name = reader->namer ? reader->namer->record(block, reader->code) : NULL;
    int used;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(reason, sizeof reason, format, arguments);
    va_end(arguments);
    if (block == ~0u)
        used = snprintf(where, sizeof where, "top level");
    else if (block_name)
        used = snprintf(where, sizeof where, "block %s", block_name);
    else
        used = snprintf(where, sizeof where, "block %u", block);
    if (reader->code != UINT32_MAX && record_name)
        snprintf(where + used, sizeof where - (size_t)used, ", record %s", record_name);
    else if (reader->code != UINT32_MAX)
        snprintf(where + used, sizeof where - (size_t)used, ", record %u", reader->code);
    return bcf_fail(reader->context, status, "%s, bit %llu: %s", where, (unsigned long long)reader->record_bit, reason);
}

bool bcf_reader_truncated(struct bcf_reader *reader) {
    return bcf_reader_fail(reader, BCFIX_MALFORMED, "the data ends in the middle");
}

static bool align32(struct bcf_reader *reader) {
    uint64_t position = (reader->position + 31) & ~(uint64_t)31;
    if (position > reader->end)
        return bcf_reader_truncated(reader);
    reader->position = position;
    return true;
}

/* ---- scopes ---- */

static bool begin_scope(struct bcf_reader *reader, unsigned block, uint64_t end) {
    struct bcf_scope scope = {block, reader->abbrev_width, reader->abbrevs.count, end};
    if (reader->scopes.count >= reader->context->limits[BCFIX_LIMIT_NESTING])
        return bcf_reader_fail_limit(reader, BCFIX_LIMIT_NESTING);
    return bcf_push(reader->context, &reader->scopes, scope) && bcf_begin_abbrevs(reader, block);
}

void bcf_reader_open(struct bcf_reader *reader, const struct bcf_reader *outer, unsigned block, struct bcf_body body) {
    reader->outer = outer;
    reader->scopes.count = 0;
    reader->abbrevs.count = 0;
    bcf_arena_reset(&reader->arena);
    if (outer)
        reader->data = outer->data;
    reader->position = reader->begin = body.position;
    reader->given = 0;
    reader->end = body.end;
    reader->abbrev_width = body.abbrev_width;
    reader->code = UINT32_MAX;
    reader->record_bit = body.position;
    reader->opened = block;
    begin_scope(reader, block, body.end);
}

/* ---- blocks ---- */

static bool read_block_head(struct bcf_reader *reader, struct bcf_body *body) {
    uint64_t width, words;
    width = bcf_read_vbr(reader, 4);
    if (!align32(reader))
        return false;
    words = bcf_read_fixed(reader, 32);
    if (bcf_failed(reader->context))
        return false;
    if (width < 2 || width > 32)
        return bcf_reader_fail(reader, BCFIX_MALFORMED, "block %u has abbreviation ids of %llu bits", reader->block,
                               (unsigned long long)width);
    if (words * 32 > reader->end - reader->position) {
        const char *name = reader->namer ? reader->namer->block(reader->block) : NULL;
        return bcf_reader_fail(reader, BCFIX_MALFORMED,
                               "block %s (%u) is said to be %llu words long, past the end of the data",
                               name ? name : "of unknown kind", reader->block, (unsigned long long)words);
    }
    body->position = reader->position;
    body->end = reader->position + words * 32;
    body->abbrev_width = (uint32_t)width;
    return true;
}

bool bcf_reader_skip(struct bcf_reader *reader, struct bcf_body *body) {
    struct bcf_body skipped;
    if (!read_block_head(reader, &skipped))
        return false;
    reader->position = skipped.end;
    if (body)
        *body = skipped;
    return true;
}

bool bcf_reader_enter(struct bcf_reader *reader) {
    struct bcf_body body;
    if (!read_block_head(reader, &body) || !begin_scope(reader, reader->block, body.end))
        return false;
    reader->abbrev_width = body.abbrev_width;
    return true;
}

static bool end_block(struct bcf_reader *reader) {
    const struct bcf_scope *scope;
    if (!align32(reader))
        return false;
    scope = &reader->scopes.data[reader->scopes.count - 1];
    if (reader->position != scope->end)
        return bcf_reader_fail(reader, BCFIX_MALFORMED, "the block does not end where its length says");
    reader->abbrev_width = scope->abbrev_width;
    reader->abbrevs.count = scope->first_abbrev;
    reader->scopes.count--;
    return true;
}

/* ---- records ---- */

/* The operands before an array or blob, from `first` on; gives the index of what comes behind them. */
static size_t read_scalars(struct bcf_reader *reader, const struct bcf_abbrev *abbrev, size_t first) {
    uint64_t position = reader->position, *to = reader->ops.data;
    size_t i = first;
    for (; i < abbrev->count; i++) {
        const struct bcf_abbrev_op *op = &abbrev->ops[i];
        if (op->encoding == BCF_VBR)
            *to++ = bcf_vbr_from(reader, &position, (unsigned)op->value);
        else if (op->encoding == BCF_FIXED)
            *to++ = bcf_fixed_from(reader, &position, (unsigned)op->value);
        else if (op->encoding == BCF_LITERAL)
            *to++ = op->value;
        else if (op->encoding == BCF_CHAR6)
            *to++ = (uint64_t)(unsigned char)bcf_char6_decode((unsigned)bcf_fixed_from(reader, &position, 6));
        else
            break;
    }
    reader->position = position;
    reader->ops.count = i - first;
    return i;
}

/* Elements of one width, all of which are there: texts, mostly. */
static bool read_even_array(struct bcf_reader *reader, const struct bcf_abbrev_op *element, uint64_t count) {
    bool letters = element->encoding == BCF_CHAR6;
    unsigned width = letters ? 6 : (unsigned)element->value;
    uint64_t *to = reader->ops.data + reader->ops.count;
    if (count > (reader->end - reader->position) / width)
        return bcf_reader_truncated(reader);
    bcf_read_all_fixed(reader, to, count, width);
    for (uint64_t i = 0; letters && i < count; i++)
        to[i] = (uint64_t)(unsigned char)bcf_char6_decode((unsigned)to[i]);
    reader->ops.count += count;
    return true;
}

static bool read_array(struct bcf_reader *reader, const struct bcf_abbrev_op *element) {
    uint64_t count = bcf_read_vbr(reader, 6);
    if (count > reader->end - reader->position)
        return bcf_reader_truncated(reader);
    if (!bcf_reserve(reader->context, &reader->ops, count))
        return false;
    if (element->encoding == BCF_FIXED || element->encoding == BCF_CHAR6)
        return !bcf_failed(reader->context) && read_even_array(reader, element, count);
    bcf_read_all_vbr(reader, reader->ops.data + reader->ops.count, count, (unsigned)element->value);
    reader->ops.count += count;
    return !bcf_failed(reader->context);
}

static bool read_blob(struct bcf_reader *reader, struct bcf_record *record) {
    uint64_t size = bcf_read_vbr(reader, 6);
    if (bcf_failed(reader->context) || !align32(reader))
        return false;
    if (size > (reader->end - reader->position) / 8)
        return bcf_reader_truncated(reader);
    record->blob = reader->data + reader->position / 8;
    record->blob_size = size;
    reader->position += size * 8;
    return align32(reader);
}

static bool read_abbreviated(struct bcf_reader *reader, struct bcf_record *record) {
    const struct bcf_scope *scope = &reader->scopes.data[reader->scopes.count - 1];
    size_t index = record->abbrev_id - BCF_FIRST_ABBREV;
    const struct bcf_abbrev *abbrev;
    uint64_t code;
    size_t next;
    if (index >= reader->abbrevs.count - scope->first_abbrev)
        return bcf_reader_fail(reader, BCFIX_MALFORMED, "abbreviation %u was never defined", record->abbrev_id);
    abbrev = reader->abbrevs.data[scope->first_abbrev + index];
    if (!bcf_reserve(reader->context, &reader->ops, abbrev->count))
        return false;
    /* The code is the first operand; it is a literal, nearly always. */
    if (abbrev->ops[0].encoding == BCF_LITERAL) {
        code = abbrev->ops[0].value;
        next = read_scalars(reader, abbrev, 1);
    } else {
        next = read_scalars(reader, abbrev, 0);
        code = reader->ops.data[0];
        memmove(reader->ops.data, reader->ops.data + 1, --reader->ops.count * sizeof *reader->ops.data);
    }
    if (code > UINT32_MAX - 1)
        return bcf_reader_fail(reader, BCFIX_MALFORMED, "a record has an impossible code");
    record->code = reader->code = (uint32_t)code;
    if (next == abbrev->count || bcf_failed(reader->context))
        return !bcf_failed(reader->context);
    return abbrev->ops[next].encoding == BCF_BLOB ? read_blob(reader, record) : read_array(reader, &abbrev->ops[next + 1]);
}

static bool read_unabbreviated(struct bcf_reader *reader, struct bcf_record *record) {
    uint64_t code = bcf_read_vbr(reader, 6), count = bcf_read_vbr(reader, 6);
    if (bcf_failed(reader->context))
        return false;
    if (code > UINT32_MAX - 1)
        return bcf_reader_fail(reader, BCFIX_MALFORMED, "a record has an impossible code");
    record->code = reader->code = (uint32_t)code;
    if (count > (reader->end - reader->position) / 6)
        return bcf_reader_fail(reader, BCFIX_MALFORMED, "a record of %llu operands does not fit in the data",
                               (unsigned long long)count);
    if (!bcf_reserve(reader->context, &reader->ops, count))
        return false;
    bcf_read_all_vbr(reader, reader->ops.data, count, 6);
    reader->ops.count = count;
    return !bcf_failed(reader->context);
}

/* Operands that are literals of the abbreviation take no room in the file, so a few bits could stand for any number of them.
 * LLVM's abbreviations have one or two, and a record takes two bits and more. */
static bool gives_too_much(const struct bcf_reader *reader) {
    enum { FREE = 4096 };
    return reader->given > reader->position - reader->begin + FREE;
}

static bool read_record(struct bcf_reader *reader, struct bcf_record *record) {
    bool read;
    reader->ops.count = 0;
    record->blob = NULL;
    record->blob_size = 0;
    record->bit = reader->record_bit;
    read = record->abbrev_id == BCF_UNABBREV ? read_unabbreviated(reader, record) : read_abbreviated(reader, record);
    record->count = reader->ops.count;
    record->ops = reader->ops.data;
    reader->given += record->count;
    if (read && gives_too_much(reader))
        return bcf_reader_fail(reader, BCFIX_MALFORMED, "the records have more operands than the file has bits for them");
    return read && bcf_count_record(reader->context, record->count);
}

/* ---- BLOCKINFO ---- */

static bool read_blockinfo(struct bcf_reader *reader) {
    struct bcf_block_abbrevs *current = NULL;
    struct bcf_record record;
    if (!bcf_reader_enter(reader))
        return false;
    for (;;) {
        const struct bcf_abbrev *abbrev;
        reader->record_bit = reader->position;
        reader->code = UINT32_MAX;
        record.abbrev_id = (uint32_t)bcf_read_fixed(reader, reader->abbrev_width);
        if (bcf_failed(reader->context))
            return false;
        if (record.abbrev_id == BCF_END_BLOCK)
            return end_block(reader);
        if (record.abbrev_id == BCF_ENTER_SUBBLOCK)
            return bcf_reader_fail(reader, BCFIX_MALFORMED, "BLOCKINFO holds a block");
        if (record.abbrev_id == BCF_DEFINE_ABBREV) {
            abbrev = bcf_read_abbrev(reader);
            if (!abbrev)
                return false;
            if (!current)
                return bcf_reader_fail(reader, BCFIX_MALFORMED, "an abbreviation is for no block");
            if (!bcf_push(reader->context, &current->list, abbrev))
                return false;
            reader->known++;
            continue;
        }
        if (!read_record(reader, &record))
            return false;
        if (record.code != BCF_BLOCKINFO_SETBID)
            continue; /* names of blocks and records, for people */
        if (record.count < 1 || record.ops[0] > UINT32_MAX)
            return bcf_reader_fail(reader, BCFIX_MALFORMED, "SETBID names no block");
        current = bcf_blockinfo_for(reader, (unsigned)record.ops[0]);
        if (!current)
            return false;
    }
}

/* ---- entries ---- */

/* Zero words after the last block are padding, as in object file sections. */
static bool only_zeros_left(const struct bcf_reader *reader) {
    for (uint64_t byte = reader->position / 8; byte < reader->end / 8; byte++)
        if (reader->data[byte])
            return false;
    return true;
}

/* An entry that is no record: `id` begins it. False when it only told of abbreviations, so that another follows. */
BCF_SELDOM static bool read_other(struct bcf_reader *reader, uint64_t id, enum bcf_entry *entry) {
    const struct bcf_abbrev *abbrev;
    uint64_t block;
    *entry = BCF_ENTRY_FAILED;
    if (reader->scopes.count == 0 && id != BCF_ENTER_SUBBLOCK)
        return bcf_reader_fail(reader, BCFIX_MALFORMED, "there is something that is not a block"), true;
    switch (id) {
    case BCF_END_BLOCK:
        *entry = end_block(reader) ? BCF_ENTRY_END : BCF_ENTRY_FAILED;
        return true;
    case BCF_ENTER_SUBBLOCK:
        block = bcf_read_vbr(reader, 8);
        if (block > UINT32_MAX - 1)
            bcf_reader_fail(reader, BCFIX_MALFORMED, "a block has an impossible id");
        if (bcf_failed(reader->context))
            return true;
        reader->block = (unsigned)block;
        reader->block_bit = reader->record_bit;
        *entry = block == BCF_BLOCKINFO ? BCF_ENTRY_FAILED : BCF_ENTRY_BLOCK;
        return block != BCF_BLOCKINFO || !read_blockinfo(reader);
    default: /* BCF_DEFINE_ABBREV */
        abbrev = bcf_read_abbrev(reader);
        return !abbrev || !bcf_push(reader->context, &reader->abbrevs, abbrev);
    }
}

enum bcf_entry bcf_reader_next(struct bcf_reader *reader, struct bcf_record *record) {
    enum bcf_entry entry;
    uint64_t id;
    do {
        reader->record_bit = reader->position;
        reader->code = UINT32_MAX;
        if (bcf_failed(reader->context))
            return BCF_ENTRY_FAILED;
        if (reader->scopes.count == 0 && reader->position % 32 == 0 && only_zeros_left(reader))
            return BCF_ENTRY_FINISHED;
        id = bcf_read_fixed(reader, reader->abbrev_width);
        if (bcf_failed(reader->context))
            return BCF_ENTRY_FAILED;
        if (id >= BCF_UNABBREV && reader->scopes.count) {
            record->abbrev_id = (uint32_t)id;
            return read_record(reader, record) ? BCF_ENTRY_RECORD : BCF_ENTRY_FAILED;
        }
    } while (!read_other(reader, id, &entry));
    return entry;
}
