/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "bitstream/reader_abbreviations.h"

#include "bitstream/numbers.h"

#include <string.h>

static bool check_abbrev(struct bcf_reader *reader, const struct bcf_abbrev *abbrev) {
    for (size_t i = 0; i < abbrev->count; i++) {
        const struct bcf_abbrev_op *op = &abbrev->ops[i];
        if ((op->encoding == BCF_FIXED && op->value > 64) || (op->encoding == BCF_VBR && op->value > 32))
            return bcf_reader_fail(reader, BCFIX_MALFORMED, "an abbreviation has a field of %llu bits",
                                   (unsigned long long)op->value);
        if (op->encoding == BCF_VBR && op->value == 1)
            return bcf_reader_fail(reader, BCFIX_MALFORMED, "an abbreviation has a VBR field of one bit");
        if (op->encoding == BCF_BLOB && (i == 0 || i + 1 != abbrev->count))
            return bcf_reader_fail(reader, BCFIX_MALFORMED, "an abbreviation has a blob that is not last");
        if (op->encoding == BCF_ARRAY_OF) {
            const struct bcf_abbrev_op *element = op + 1;
            if (i == 0 || i + 2 != abbrev->count)
                return bcf_reader_fail(reader, BCFIX_MALFORMED, "an abbreviation has an array that is not last");
            if (element->encoding == BCF_LITERAL || element->encoding == BCF_ARRAY_OF || element->encoding == BCF_BLOB)
                return bcf_reader_fail(reader, BCFIX_MALFORMED, "an abbreviation has an array without elements");
        }
    }
    return true;
}

bool bcf_reader_fail_limit(struct bcf_reader *reader, bcfix_limit limit) {
    char text[120];
    return bcf_reader_fail(reader, BCFIX_LIMIT, "%s", bcf_limit_text(reader->context, limit, text, sizeof text));
}

/* Whether so many more abbreviations may be known. */
static bool has_room(struct bcf_reader *reader, size_t more) {
    return reader->abbrevs.count + reader->known + more <= reader->context->limits[BCFIX_LIMIT_ABBREVIATIONS] ||
           bcf_reader_fail_limit(reader, BCFIX_LIMIT_ABBREVIATIONS);
}

const struct bcf_abbrev *bcf_read_abbrev(struct bcf_reader *reader) {
    uint64_t count = bcf_read_vbr(reader, 5);
    struct bcf_abbrev *abbrev;
    if (bcf_failed(reader->context))
        return NULL;
    if (count == 0 || count > (reader->end - reader->position) / 4) {
        bcf_reader_fail(reader, BCFIX_MALFORMED, "an abbreviation has %llu operands", (unsigned long long)count);
        return NULL;
    }
    if (!has_room(reader, 1) || !bcf_count_record(reader->context, count))
        return NULL;
    abbrev = bcf_arena_take_zeroed(&reader->arena, 1, sizeof *abbrev + count * sizeof abbrev->ops[0]);
    if (!abbrev)
        return NULL;
    abbrev->count = count;
    for (size_t i = 0; i < count && !bcf_failed(reader->context); i++) {
        struct bcf_abbrev_op *op = &abbrev->ops[i];
        if (bcf_read_fixed(reader, 1)) {
            op->value = bcf_read_vbr(reader, 8);
            continue;
        }
        op->encoding = (uint8_t)bcf_read_fixed(reader, 3);
        if (op->encoding < BCF_FIXED || op->encoding > BCF_BLOB)
            bcf_reader_fail(reader, BCFIX_MALFORMED, "an abbreviation has the unknown encoding %u", op->encoding);
        if (op->encoding == BCF_FIXED || op->encoding == BCF_VBR)
            op->value = bcf_read_vbr(reader, 5);
        /* A field of no bits is always 0, and so is stored as one (LLVM's reader does the same). */
        if ((op->encoding == BCF_FIXED || op->encoding == BCF_VBR) && op->value == 0)
            op->encoding = BCF_LITERAL;
    }
    return !bcf_failed(reader->context) && check_abbrev(reader, abbrev) ? abbrev : NULL;
}

static const struct bcf_block_abbrevs *find_blockinfo(const struct bcf_reader *reader, unsigned block) {
    for (size_t i = 0; i < reader->blockinfo.count; i++)
        if (reader->blockinfo.data[i].block == block)
            return &reader->blockinfo.data[i];
    return NULL;
}

bool bcf_begin_abbrevs(struct bcf_reader *reader, unsigned block) {
    const struct bcf_reader *source = reader->outer ? reader->outer : reader;
    const struct bcf_block_abbrevs *known = find_blockinfo(source, block);
    if (!known || !known->list.count)
        return true;
    if (!has_room(reader, known->list.count) || !bcf_reserve(reader->context, &reader->abbrevs, known->list.count))
        return false;
    memcpy(reader->abbrevs.data + reader->abbrevs.count, known->list.data, known->list.count * sizeof *known->list.data);
    reader->abbrevs.count += known->list.count;
    return true;
}

struct bcf_block_abbrevs *bcf_blockinfo_for(struct bcf_reader *reader, unsigned block) {
    struct bcf_block_abbrevs fresh = {block, {0}};
    for (size_t i = 0; i < reader->blockinfo.count; i++)
        if (reader->blockinfo.data[i].block == block)
            return &reader->blockinfo.data[i];
    if (!has_room(reader, 1) || !bcf_push(reader->context, &reader->blockinfo, fresh))
        return NULL;
    reader->known++; /* so that there are not many to look through either */
    return &reader->blockinfo.data[reader->blockinfo.count - 1];
}
