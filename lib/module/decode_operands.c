/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "module/decode_operands.h"

#include "module/newer.h"

#include <string.h>

#define U(x) ((unsigned long long)(x))

const struct bcf_layout *bcf_decode_other_layout(struct bcf_decoder *decoder, unsigned block, const struct bcf_record *record) {
    const struct bcf_layout *known;
    const struct bcf_layout *layout = bcf_schema_find(decoder->module->schema, block, record->code, record->ops,
                                                      record->count, &known);
    if (!known)
        bcf_reader_fail(decoder->reader, BCFIX_UNSUPPORTED, "unknown record code %u, written by %s", record->code,
                        decoder->module->producer.size ? decoder->module->producer.data : "an unnamed producer");
    else if (known->takes == BCF_TAKES_OLD)
        bcf_reader_fail(decoder->reader, BCFIX_UNSUPPORTED, "an old form that no LLVM since 15 writes");
    else if (known->takes == BCF_TAKES_NEW)
        bcf_reader_fail(decoder->reader, BCFIX_UNSUPPORTED, "LLVM has it since %u: no target has a form of it", known->since);
    else if (!layout)
        bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "%llu operands are not what this record has",
                        U(record->count));
    return known && known->takes != BCF_TAKES_OLD && known->takes != BCF_TAKES_NEW ? layout : NULL;
}

static void name_up_to(uint64_t *named, uint64_t index) {
    if (index >= *named)
        *named = index + 1;
}

static bool decode_value(struct bcf_decoder *decoder, uint64_t id, uint64_t *op) {
    if (id < decoder->globals) {
        *op = id;
        return true;
    }
    if (id < decoder->locals || !decoder->function) {
        if (id - decoder->globals >= BCF_CONSTANT)
            return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "there is no value %llu", U(id));
        name_up_to(&decoder->constants_named, id - decoder->globals);
        *op = BCF_CONSTANT | (id - decoder->globals);
        return true;
    }
    if (id - decoder->locals >= decoder->local_limit)
        return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "there is no value %llu", U(id));
    name_up_to(&decoder->locals_named, id - decoder->locals);
    *op = BCF_LOCAL | (id - decoder->locals);
    return true;
}

static inline bool decode_metadata_id(struct bcf_decoder *decoder, uint64_t id, uint64_t *op) {
    if (id >= BCF_LOCAL)
        return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "there is no metadata %llu", U(id));
    if (!decoder->function || id < decoder->metadata) {
        name_up_to(&decoder->metadata_named, id);
        *op = id;
        return true;
    }
    name_up_to(&decoder->local_metadata_named, id - decoder->metadata);
    *op = BCF_LOCAL | (id - decoder->metadata);
    return true;
}

static bool below(struct bcf_decoder *decoder, uint64_t op, uint64_t end, const char *what) {
    return op < end || bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "there is no %s %llu", what, U(op));
}

/* One that has a name in METADATA_KIND. LLVM's readers look the others up in a table in which two of them, the largest, seem to be
 * there with a number that nobody set. */
static bool is_known_kind(struct bcf_decoder *decoder, uint64_t kind) {
    const struct bcf_records *kinds = &decoder->module->metadata_kinds;
    if (kind < kinds->list.count && kinds->list.data[kind].ops[0] == kind) /* as LLVM writes them */
        return true;
    if (!bcf_count_record(decoder->module->context, kinds->list.count))
        return false;
    for (size_t i = 0; i < kinds->list.count; i++)
        if (kinds->list.data[i].ops[0] == kind)
            return true;
    return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "there is no kind of metadata %llu", U(kind));
}

static bool count_up(uint64_t *op) {
    *op += 1;
    return true;
}

bool bcf_decode_operand(struct bcf_decoder *decoder, enum bcf_kind kind, uint64_t *op) {
    switch (kind) {
    case BCF_K_VALUE:
        return decode_value(decoder, *op, op);
    case BCF_K_RELATIVE:
    case BCF_K_RELATIVE_TYPED:
        return decode_value(decoder, (uint32_t)(decoder->next_value - *op), op);
    case BCF_K_RELATIVE_SIGNED:
        return decode_value(decoder, (uint32_t)(decoder->next_value - (*op & 1 ? 0 - (*op >> 1) : *op >> 1)), op);
    case BCF_K_VALUE_OR_NONE:
        return *op == 0 || (decode_value(decoder, *op - 1, op) && count_up(op));
    case BCF_K_METADATA:
        return decode_metadata_id(decoder, *op, op);
    case BCF_K_METADATA_OR_NONE:
        return *op == 0 || (decode_metadata_id(decoder, *op - 1, op) && count_up(op));
    case BCF_K_TYPE:
        return below(decoder, *op, decoder->module->types.count, "type");
    case BCF_K_ATTRIBUTES:
        return below(decoder, *op, decoder->module->attribute_lists.list.count + 1, "attribute list");
    case BCF_K_BASIC_BLOCK:
        return !decoder->function || below(decoder, *op, decoder->function->block_count, "basic block");
    case BCF_K_METADATA_KIND:
        return is_known_kind(decoder, *op);
    case BCF_K_BUNDLE_TAG:
        return below(decoder, *op, decoder->module->bundle_tags.list.count, "operand bundle tag");
    default:
        return true;
    }
}

enum { MOST_NAMINGS = 16 };

bool bcf_decode_name(struct bcf_decoder *decoder, uint64_t *ops) {
    struct bcf_string name = {"", ops[1]};
    if (ops[0] > decoder->strtab_size || ops[1] > decoder->strtab_size - ops[0])
        return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "a name is outside the string table");
    /* Each stands for itself, or is that of a few (comdats, partitions). All that lie over each other would be a table of any
     * size. */
    decoder->name_bytes += ops[1];
    if (decoder->name_bytes / MOST_NAMINGS > decoder->strtab_size)
        return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "the names lie over each other in the string table");
    if (ops[1])
        name.data = (const char *)decoder->strtab + ops[0];
    ops[0] = decoder->module->strings.count;
    ops[1] = 0;
    return bcf_push(decoder->module->context, &decoder->module->strings, name);
}

bool bcf_decode_record(struct bcf_decoder *decoder, const struct bcf_layout *layout, struct bcf_record *record) {
    uint64_t first = record->count ? record->ops[0] : 0;
    const struct bcf_field *field = layout->fields;
    size_t new_operands = 0, end = record->count;
    if (end > layout->field_count && layout->repeat_from == layout->field_count)
        return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "%llu operands are more than this record has", U(end));
    if (layout->plain_from != BCF_NEVER_PLAIN && end > layout->plain_from)
        end = layout->plain_from;
    for (size_t i = 0; i < end; i++, field = bcf_layout_next(layout, field)) {
        enum bcf_kind kind;
        if (bcf_may_be_newer(field) && !bcf_check_newer(decoder, layout, field, record->ops[i]))
            return false;
        if (field->newer) { /* they stand at the end */
            new_operands++;
            continue;
        }
        kind = bcf_field_kind(field, first);
        if (kind == BCF_K_BY_CODE)
            return true;
        if (kind == BCF_K_NAME) {
            if (i + 1 == record->count)
                return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "a name without its size");
            if (!bcf_decode_name(decoder, record->ops + i))
                return false;
            i++;
            field++; /* the size has one of its own */
            continue;
        }
        if (kind == BCF_K_METADATA_OR_NONE) { /* most operands of most records */
            if (record->ops[i] && !(decode_metadata_id(decoder, record->ops[i] - 1, &record->ops[i]) && count_up(&record->ops[i])))
                return false;
            continue;
        }
        if (!bcf_decode_operand(decoder, kind, &record->ops[i]))
            return false;
    }
    record->count -= new_operands;
    return true;
}

bool bcf_decode_next(struct bcf_reader *reader, struct bcf_record *record, bool *ended) {
    enum bcf_entry entry = bcf_reader_next(reader, record);
    *ended = entry == BCF_ENTRY_END;
    if (entry == BCF_ENTRY_BLOCK)
        bcf_reader_fail(reader, BCFIX_UNSUPPORTED, "unknown block %u", reader->block);
    return entry == BCF_ENTRY_END || entry == BCF_ENTRY_RECORD;
}

bool bcf_keep_record(struct bcfix_context *context, struct bcf_arena *arena, struct bcf_records *list,
                     const struct bcf_record *record) {
    struct bcf_entry_record kept = {record->code, (uint32_t)record->count, NULL, record->bit};
    kept.ops = bcf_arena_take(arena, record->count * sizeof *kept.ops);
    if (!kept.ops)
        return false;
    if (record->count)
        memcpy(kept.ops, record->ops, record->count * sizeof *kept.ops);
    return bcf_push(context, &list->list, kept);
}

/* ---- constants ---- */

/* Bounds that the reader of the constant relies on, which the table of operands cannot say. */
static bool check_constant(struct bcf_decoder *decoder, uint32_t type, const struct bcf_record *record) {
    const struct bcf_module *module = decoder->module;
    if (record->code == BCF_CST_BLOCKADDRESS && record->ops[1] >= decoder->globals)
        return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "the address of a block is in no function");
    if (record->code == BCF_CST_INTEGER && bcf_type_integer_width(module, bcf_type_element(module, type)) == 0)
        return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "an integer of a type that is none");
    return true;
}

bool bcf_decode_constants(struct bcf_decoder *decoder, struct bcf_constants *constants) {
    struct bcfix_context *context = decoder->module->context;
    struct bcf_record record;
    bool ended;
    uint32_t type = BCF_NONE;
    while (bcf_decode_next(decoder->reader, &record, &ended)) {
        const struct bcf_layout *layout;
        if (ended)
            return true;
        layout = bcf_decode_layout(decoder, BCF_BLOCK_CONSTANTS, &record);
        if (layout && record.code == BCF_CST_CE_GEP_WITH_INRANGE && record.ops[2] > 64)
            return bcf_reader_fail(decoder->reader, BCFIX_UNSUPPORTED, "a range of %llu bits", U(record.ops[2]));
        if (!layout || !bcf_decode_record(decoder, layout, &record))
            return false;
        if (record.code == BCF_CST_SETTYPE) {
            type = (uint32_t)record.ops[0];
            continue;
        }
        if (type == BCF_NONE)
            return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "a constant has no type");
        if (!check_constant(decoder, type, &record) || !bcf_push(context, &constants->types, type) ||
            !bcf_pack_add(context, &constants->pack, record.code, record.ops, record.count))
            return false;
    }
    return false;
}

static bool has_elements(const struct bcf_decoder *decoder, uint32_t type_id, const bcf_u64s *elements) {
    const struct bcf_type *type = bcf_type(decoder->module, type_id);
    bool is_struct = type->code == BCF_TYPE_STRUCT_ANON || type->code == BCF_TYPE_STRUCT_NAMED;
    if (!is_struct && type->code != BCF_TYPE_ARRAY && type->code != BCF_TYPE_VECTOR)
        return false;
    if (elements->count != (is_struct ? type->count - 1 : type->ops[0]))
        return false;
    for (size_t i = 0; i < elements->count; i++) {
        uint32_t element = bcf_value_type(decoder->module, decoder->function, (uint32_t)elements->data[i]);
        if (element != BCF_NONE && !bcf_type_same(decoder->module, element, (uint32_t)type->ops[is_struct ? 1 + i : 1]))
            return false;
    }
    return true;
}

bool bcf_check_aggregates(struct bcf_decoder *decoder, const struct bcf_constants *constants) {
    struct bcfix_context *context = decoder->module->context;
    struct bcf_unpacked record = {0};
    bool good = true;
    for (size_t i = 0; good && i < constants->types.count; i++) {
        if (bcf_pack_code(&constants->pack, i) != BCF_CST_AGGREGATE)
            continue;
        good = bcf_pack_get(context, &constants->pack, i, &record) &&
               (has_elements(decoder, constants->types.data[i], &record.ops) ||
                bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "a constant has other elements than its type says"));
    }
    bcf_free_array(context, &record.ops);
    return good;
}

/* ---- metadata ---- */

static bool decode_strings(struct bcf_decoder *decoder, struct bcf_metadata *metadata, const struct bcf_record *record) {
    uint64_t bit = 0, chars = 0;
    if (metadata->strings || metadata->nodes.offsets.count)
        return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "strings come after other metadata");
    if (!record->blob || record->ops[1] > record->blob_size)
        return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "the strings are outside the record");
    if (record->ops[0] > record->ops[1] * 8 / 6)
        return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "there are fewer strings than are said to be");
    for (uint64_t i = 0; i < record->ops[0]; i++) { /* each length is a VBR number with chunks of 6 bits */
        uint64_t size = 0;
        for (unsigned shift = 0;; shift += 5) {
            uint64_t chunk = 0;
            if (bit + 6 > record->ops[1] * 8 || shift > 30)
                return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "the length of a string is damaged");
            for (unsigned b = 0; b < 6; b++, bit++)
                chunk |= (uint64_t)(record->blob[bit / 8] >> bit % 8 & 1) << b;
            size |= (chunk & 31) << shift;
            if (!(chunk & 32))
                break;
        }
        chars += size;
        if (chars > record->blob_size - record->ops[1])
            return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "a string is outside the record");
    }
    metadata->string_count = record->ops[0];
    metadata->string_offset = record->ops[1];
    metadata->strings = record->blob;
    metadata->strings_size = record->blob_size;
    return true;
}

bool bcf_decode_metadata(struct bcf_decoder *decoder, struct bcf_metadata *metadata) {
    struct bcfix_context *context = decoder->module->context;
    struct bcf_record record;
    bool ended;
    while (bcf_decode_next(decoder->reader, &record, &ended)) {
        const struct bcf_layout *layout;
        if (ended)
            return true;
        layout = bcf_decode_layout(decoder, BCF_BLOCK_METADATA, &record);
        if (!layout)
            return false;
        if (record.code == BCF_MD_INDEX_OFFSET || record.code == BCF_MD_INDEX)
            continue; /* places in the file */
        if (record.code == BCF_MD_STRINGS) {
            if (!decode_strings(decoder, metadata, &record))
                return false;
            continue;
        }
        /* Names, and what is attached to globals: LLVM writes them in the block of the module only. */
        if (layout->takes != BCF_TAKES_METADATA && decoder->function)
            return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "this is no metadata of a function");
        if (!bcf_decode_record(decoder, layout, &record) ||
            !bcf_pack_add(context, layout->takes == BCF_TAKES_METADATA ? &metadata->nodes : &metadata->others,
                          record.code, record.ops, record.count))
            return false;
    }
    return false;
}

/* ---- use-list orders ---- */

bool bcf_decode_use_lists(struct bcf_decoder *decoder, struct bcf_arena *arena, struct bcf_records *list) {
    struct bcf_record record;
    bool ended;
    while (bcf_decode_next(decoder->reader, &record, &ended)) {
        const struct bcf_layout *layout;
        if (ended)
            return true;
        layout = bcf_decode_layout(decoder, BCF_BLOCK_USELIST, &record);
        if (!layout)
            return false;
        if (record.count < 3)
            return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "an order of fewer than two uses");
        /* USELIST_CODE_DEFAULT (1) ends with a value, USELIST_CODE_BB (2) with a block. */
        if (!bcf_decode_operand(decoder, record.code == 1 ? BCF_K_VALUE : BCF_K_BASIC_BLOCK,
                                &record.ops[record.count - 1]) ||
            !bcf_keep_record(decoder->module->context, arena, list, &record))
            return false;
    }
    return false;
}
