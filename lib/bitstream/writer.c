/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "bitstream/writer.h"

#include <string.h>

void bcf_writer_init(struct bcf_writer *writer, struct bcfix_context *context) {
    memset(writer, 0, sizeof *writer);
    writer->context = context;
    writer->abbrev_width = 2;
}

void bcf_writer_free(struct bcf_writer *writer) {
    bcf_free_array(writer->context, &writer->bytes);
    bcf_free_array(writer->context, &writer->blocks);
    bcf_free_array(writer->context, &writer->abbrevs);
}

static void put_word(struct bcf_writer *writer, uint32_t word) {
    uint8_t *end;
    if (writer->bytes.count + 4 > writer->context->limits[BCFIX_LIMIT_OUTPUT]) {
        bcf_fail_limit(writer->context, BCFIX_LIMIT_OUTPUT);
        return;
    }
    if (!bcf_reserve(writer->context, &writer->bytes, 4))
        return;
    end = writer->bytes.data + writer->bytes.count;
    for (int i = 0; i < 4; i++)
        end[i] = (uint8_t)(word >> 8 * i);
    writer->bytes.count += 4;
}

void bcf_write_fixed(struct bcf_writer *writer, uint64_t value, unsigned width) {
    if (width > 32) {
        bcf_write_fixed(writer, value & UINT32_MAX, 32);
        bcf_write_fixed(writer, value >> 32, width - 32);
        return;
    }
    writer->bits |= value << writer->bit_count;
    writer->bit_count += width;
    if (writer->bit_count < 32)
        return;
    put_word(writer, (uint32_t)writer->bits);
    writer->bits >>= 32;
    writer->bit_count -= 32;
}

void bcf_write_vbr(struct bcf_writer *writer, uint64_t value, unsigned width) {
    uint64_t high = (uint64_t)1 << (width - 1);
    while (value >= high) {
        bcf_write_fixed(writer, (value & (high - 1)) | high, width);
        value >>= width - 1;
    }
    bcf_write_fixed(writer, value, width);
}

void bcf_write_align(struct bcf_writer *writer) {
    if (writer->bit_count)
        bcf_write_fixed(writer, 0, 32 - writer->bit_count);
}

void bcf_write_enter(struct bcf_writer *writer, unsigned block, unsigned abbrev_width,
                     const struct bcf_abbrev *const *known, size_t known_count) {
    struct bcf_open_block open = {writer->abbrev_width, 0, writer->abbrevs.count};
    bcf_write_fixed(writer, BCF_ENTER_SUBBLOCK, writer->abbrev_width);
    bcf_write_vbr(writer, block, 8);
    bcf_write_vbr(writer, abbrev_width, 4);
    bcf_write_align(writer);
    open.length_byte = writer->bytes.count;
    bcf_write_fixed(writer, 0, 32);
    writer->abbrev_width = abbrev_width;
    if (!bcf_push(writer->context, &writer->blocks, open))
        return;
    for (size_t i = 0; i < known_count; i++)
        if (!bcf_push(writer->context, &writer->abbrevs, known[i]))
            return;
}

void bcf_write_end(struct bcf_writer *writer) {
    const struct bcf_open_block *open;
    size_t words;
    if (bcf_failed(writer->context))
        return;
    open = &writer->blocks.data[writer->blocks.count - 1];
    bcf_write_fixed(writer, BCF_END_BLOCK, writer->abbrev_width);
    bcf_write_align(writer);
    if (bcf_failed(writer->context))
        return;
    words = (writer->bytes.count - open->length_byte) / 4 - 1;
    for (int i = 0; i < 4; i++)
        writer->bytes.data[open->length_byte + (size_t)i] = (uint8_t)(words >> 8 * i);
    writer->abbrev_width = open->abbrev_width;
    writer->abbrevs.count = open->first_abbrev;
    writer->blocks.count--;
}

void bcf_write_define(struct bcf_writer *writer, const struct bcf_abbrev *abbrev, bool usable) {
    bcf_write_fixed(writer, BCF_DEFINE_ABBREV, writer->abbrev_width);
    bcf_write_vbr(writer, abbrev->count, 5);
    for (size_t i = 0; i < abbrev->count; i++) {
        const struct bcf_abbrev_op *op = &abbrev->ops[i];
        bcf_write_fixed(writer, op->encoding == BCF_LITERAL, 1);
        if (op->encoding == BCF_LITERAL) {
            bcf_write_vbr(writer, op->value, 8);
            continue;
        }
        bcf_write_fixed(writer, op->encoding, 3);
        if (op->encoding == BCF_FIXED || op->encoding == BCF_VBR)
            bcf_write_vbr(writer, op->value, 5);
    }
    if (usable)
        (void)bcf_push(writer->context, &writer->abbrevs, abbrev);
}

static bool scalar_fits(const struct bcf_abbrev_op *op, uint64_t value) {
    switch (op->encoding) {
    case BCF_LITERAL:
        return value == op->value;
    case BCF_FIXED:
        return op->value >= 64 || value >> op->value == 0;
    case BCF_CHAR6:
        return bcf_char6_encode(value) >= 0;
    default:
        return op->encoding == BCF_VBR;
    }
}

bool bcf_abbrev_fits(const struct bcf_abbrev *abbrev, uint32_t code, const uint64_t *ops, size_t count, bool has_blob) {
    size_t used = 0;
    if (!scalar_fits(&abbrev->ops[0], code))
        return false;
    for (size_t i = 1; i < abbrev->count; i++) {
        const struct bcf_abbrev_op *op = &abbrev->ops[i];
        if (op->encoding == BCF_ARRAY_OF) {
            for (; used < count; used++)
                if (!scalar_fits(op + 1, ops[used]))
                    return false;
            return !has_blob;
        }
        if (op->encoding == BCF_BLOB)
            return has_blob && used == count;
        if (used >= count || !scalar_fits(op, ops[used]))
            return false;
        used++;
    }
    return used == count && !has_blob;
}

static void put_scalar(struct bcf_writer *writer, const struct bcf_abbrev_op *op, uint64_t value) {
    if (op->encoding == BCF_FIXED)
        bcf_write_fixed(writer, value, (unsigned)op->value);
    else if (op->encoding == BCF_VBR)
        bcf_write_vbr(writer, value, (unsigned)op->value);
    else if (op->encoding == BCF_CHAR6)
        bcf_write_fixed(writer, (uint64_t)bcf_char6_encode(value), 6);
}

static void put_blob(struct bcf_writer *writer, const uint8_t *blob, size_t size) {
    bcf_write_vbr(writer, size, 6);
    bcf_write_align(writer);
    for (size_t i = 0; i < size; i++)
        bcf_write_fixed(writer, blob[i], 8);
    bcf_write_align(writer);
}

static void put_abbreviated(struct bcf_writer *writer, const struct bcf_abbrev *abbrev, uint32_t code,
                            const uint64_t *ops, size_t count, const void *blob, size_t size) {
    size_t used = 0;
    put_scalar(writer, &abbrev->ops[0], code);
    for (size_t i = 1; i < abbrev->count; i++) {
        const struct bcf_abbrev_op *op = &abbrev->ops[i];
        if (op->encoding == BCF_ARRAY_OF) {
            bcf_write_vbr(writer, count - used, 6);
            for (; used < count; used++)
                put_scalar(writer, op + 1, ops[used]);
            return;
        }
        if (op->encoding == BCF_BLOB) {
            put_blob(writer, blob, size);
            return;
        }
        put_scalar(writer, op, ops[used++]);
    }
}

/* The id of the first abbreviation of this block that fits, or BCF_UNABBREV. */
static unsigned choose(const struct bcf_writer *writer, uint32_t code, const uint64_t *ops, size_t count, bool blob) {
    size_t first = writer->blocks.count ? writer->blocks.data[writer->blocks.count - 1].first_abbrev : 0;
    for (size_t i = first; i < writer->abbrevs.count; i++)
        if (bcf_abbrev_fits(writer->abbrevs.data[i], code, ops, count, blob))
            return (unsigned)(i - first) + BCF_FIRST_ABBREV;
    return BCF_UNABBREV;
}

static const struct bcf_abbrev *abbrev_of(const struct bcf_writer *writer, unsigned id) {
    return writer->abbrevs.data[writer->blocks.data[writer->blocks.count - 1].first_abbrev + id - BCF_FIRST_ABBREV];
}

void bcf_write_record(struct bcf_writer *writer, uint32_t code, const uint64_t *ops, size_t count) {
    unsigned id;
    if (bcf_failed(writer->context))
        return;
    id = choose(writer, code, ops, count, false);
    bcf_write_fixed(writer, id, writer->abbrev_width);
    if (id != BCF_UNABBREV) {
        put_abbreviated(writer, abbrev_of(writer, id), code, ops, count, NULL, 0);
        return;
    }
    bcf_write_vbr(writer, code, 6);
    bcf_write_vbr(writer, count, 6);
    for (size_t i = 0; i < count; i++)
        bcf_write_vbr(writer, ops[i], 6);
}

void bcf_write_blob(struct bcf_writer *writer, uint32_t code, const uint64_t *ops, size_t count, const void *blob,
                    size_t size) {
    unsigned id;
    if (bcf_failed(writer->context))
        return;
    id = choose(writer, code, ops, count, true);
    if (id == BCF_UNABBREV) {
        bcf_fail(writer->context, BCFIX_INTERNAL, "no abbreviation for a blob");
        return;
    }
    bcf_write_fixed(writer, id, writer->abbrev_width);
    put_abbreviated(writer, abbrev_of(writer, id), code, ops, count, blob, size);
}
