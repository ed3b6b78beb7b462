/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "module/encode.h"

#include <string.h>

/* ---- operands ---- */

static uint64_t value_number(const struct bcf_encoder *encoder, uint64_t id) {
    if (id & BCF_LOCAL) {
        uint64_t local = id & ~(uint64_t)BCF_LOCAL;
        if (local >= encoder->local_numbers.count || encoder->local_numbers.data[local] == BCF_NONE)
            bcf_fail(encoder->module->context, BCFIX_INTERNAL, "a value is used that no instruction makes any more");
        else
            return encoder->locals + encoder->local_numbers.data[local];
        return 0;
    }
    if (id & BCF_CONSTANT)
        return encoder->module->globals.count + (id & ~(uint64_t)BCF_CONSTANT);
    return id;
}

static uint64_t mapped(const struct bcf_encoder *encoder, const bcf_u32s *map, uint64_t id) {
    if (!map->count)
        return id;
    if (id < map->count && map->data[id] != BCF_NONE)
        return map->data[id];
    bcf_fail(encoder->module->context, BCFIX_INTERNAL, "metadata is used that was left out");
    return 0;
}

static uint64_t metadata_number(const struct bcf_encoder *encoder, uint64_t id) {
    if (id & BCF_LOCAL)
        return encoder->metadata + mapped(encoder, &encoder->function->metadata_map, id & ~(uint64_t)BCF_LOCAL);
    return mapped(encoder, &encoder->module->metadata_map, id);
}

static uint64_t relative(const struct bcf_encoder *encoder, uint64_t id) {
    return (uint32_t)(encoder->next_value - value_number(encoder, id));
}

uint64_t bcf_encode_operand(const struct bcf_encoder *encoder, enum bcf_kind kind, uint64_t op) {
    int64_t difference;
    switch (kind) {
    case BCF_K_TYPE:
        return op < encoder->type_numbers.count ? encoder->type_numbers.data[op] : op;
    case BCF_K_VALUE:
        return value_number(encoder, op);
    case BCF_K_VALUE_OR_NONE:
        return op ? value_number(encoder, op - 1) + 1 : 0;
    case BCF_K_RELATIVE:
    case BCF_K_RELATIVE_TYPED:
        return relative(encoder, op);
    case BCF_K_RELATIVE_SIGNED:
        difference = (int64_t)(encoder->next_value - value_number(encoder, op));
        return difference < 0 ? (uint64_t)-difference << 1 | 1 : (uint64_t)difference << 1;
    case BCF_K_METADATA:
        return metadata_number(encoder, op);
    case BCF_K_METADATA_OR_NONE:
        return op ? metadata_number(encoder, op - 1) + 1 : 0;
    default:
        return op;
    }
}

/* Turns the operands of a record of the module's tables, which were decoded by the same layout. */
static void encode_record(struct bcf_encoder *encoder, unsigned block, uint32_t code, uint64_t *ops, size_t count) {
    const struct bcf_layout *layout = bcf_schema_find(encoder->module->schema, block, code, ops, count, NULL);
    uint64_t first = count ? ops[0] : 0;
    for (size_t i = 0; layout && i < count; i++) {
        const struct bcf_field *field = bcf_layout_field(layout, i);
        enum bcf_kind kind = field ? bcf_field_kind(field, first) : BCF_K_BY_CODE;
        if (kind == BCF_K_BY_CODE)
            break;
        if (kind == BCF_K_NAME) {
            struct bcf_string name = encoder->module->strings.data[ops[i]];
            ops[i] = encoder->strtab.count;
            ops[i + 1] = name.size;
            if (!bcf_reserve(encoder->module->context, &encoder->strtab, name.size))
                return;
            if (name.size)
                memcpy(encoder->strtab.data + encoder->strtab.count, name.data, name.size);
            encoder->strtab.count += name.size;
            if (name.size == 0)
                ops[i] = 0;
            i++;
            continue;
        }
        ops[i] = bcf_encode_operand(encoder, kind, ops[i]);
    }
    bcf_write_record(encoder->writer, code, ops, count);
}

static bool encode_copy(struct bcf_encoder *encoder, unsigned block, const struct bcf_entry_record *record) {
    encoder->record.count = 0;
    if (!bcf_reserve(encoder->module->context, &encoder->record, record->count))
        return false;
    if (record->count)
        memcpy(encoder->record.data, record->ops, record->count * sizeof *record->ops);
    encode_record(encoder, block, record->code, encoder->record.data, record->count);
    return true;
}

/* ---- blocks ---- */

static void write_text(struct bcf_encoder *encoder, uint32_t code, struct bcf_string text) {
    encoder->record.count = 0;
    if (!bcf_reserve(encoder->module->context, &encoder->record, text.size))
        return;
    for (size_t i = 0; i < text.size; i++)
        encoder->record.data[i] = (unsigned char)text.data[i];
    bcf_write_record(encoder->writer, code, encoder->record.data, text.size);
}

static void write_identification(struct bcf_encoder *encoder, struct bcf_string producer) {
    uint64_t epoch = 0;
    bcf_write_enter(encoder->writer, BCF_BLOCK_IDENTIFICATION, 2, NULL, 0);
    write_text(encoder, BCF_IDENTIFICATION_STRING, producer);
    bcf_write_record(encoder->writer, BCF_IDENTIFICATION_EPOCH, &epoch, 1);
    bcf_write_end(encoder->writer);
}

/* What is written for a type: where a vector is carried by an integer, that one. */
static const struct bcf_type *written_type(const struct bcf_module *module, size_t index) {
    bool carried = index < module->carriers.count && module->carriers.data[index] != BCF_NONE;
    return &module->types.data[carried ? module->carriers.data[index] : index];
}

/* Operand `index` of a type's record, with the number of a type that it names. */
static uint64_t type_operand(const struct bcf_encoder *encoder, const struct bcf_type *type, size_t index) {
    const struct bcf_layout *layout =
        bcf_schema_find(encoder->module->schema, BCF_BLOCK_TYPE, type->code, type->ops, type->count, NULL);
    const struct bcf_field *field = layout ? bcf_layout_field(layout, index) : NULL;
    return bcf_encode_operand(encoder, field ? bcf_field_kind(field, type->ops[0]) : BCF_K_BY_CODE, type->ops[index]);
}

static bool is_written_like(const struct bcf_encoder *encoder, size_t index, size_t earlier) {
    const struct bcf_type *type = written_type(encoder->module, index), *other = written_type(encoder->module, earlier);
    bool has_identity = type->code == BCF_TYPE_STRUCT_NAMED || type->code == BCF_TYPE_OPAQUE || type->code == BCF_TYPE_TARGET;
    if (type->code != other->code || type->count != other->count || has_identity)
        return false;
    for (size_t i = 0; i < type->count; i++)
        if (type_operand(encoder, type, i) != type_operand(encoder, other, i))
            return false;
    return true;
}

/* Whether the record of a type is not the one that it has in the model. */
static bool is_written_otherwise(const struct bcf_encoder *encoder, size_t index) {
    const struct bcf_type *type = written_type(encoder->module, index);
    bool otherwise = type != &encoder->module->types.data[index];
    for (size_t i = 0; !otherwise && i < type->count; i++)
        otherwise = type_operand(encoder, type, i) != type->ops[i];
    return otherwise;
}

/* With integers in the place of vectors, types become alike: all are referred to by the number of the first, as they will be
 * when the output is read again. Only those that are written otherwise can be like another. */
static bool number_types(struct bcf_encoder *encoder) {
    struct bcf_module *module = encoder->module;
    bcf_u32s others = {0}; /* that are written otherwise */
    bool good = true, carries = false;
    for (size_t i = 0; i < module->carriers.count; i++)
        carries |= module->carriers.data[i] != BCF_NONE;
    for (uint32_t i = 0; good && carries && i < module->types.count; i++) {
        bool otherwise = is_written_otherwise(encoder, i);
        uint32_t first = i;
        for (uint32_t k = 0; first == i && k < (otherwise ? i : others.count); k++) {
            uint32_t earlier = otherwise ? k : others.data[k];
            if (is_written_like(encoder, i, earlier))
                first = encoder->type_numbers.data[earlier];
        }
        good = bcf_push(module->context, &encoder->type_numbers, first) &&
               (!otherwise || bcf_push(module->context, &others, i));
    }
    bcf_free_array(module->context, &others);
    return good;
}

static void write_types(struct bcf_encoder *encoder) {
    const struct bcf_module *module = encoder->module;
    uint64_t count = module->types.count;
    if (!number_types(encoder))
        return;
    bcf_abbreviations_enter(&encoder->abbreviations, encoder->writer, BCF_BLOCK_TYPE);
    bcf_write_record(encoder->writer, BCF_TYPE_NUMENTRY, &count, 1);
    for (size_t i = 0; i < module->types.count; i++) {
        const struct bcf_type *type = written_type(module, i);
        if (type->name.data)
            write_text(encoder, BCF_TYPE_STRUCT_NAME, type->name);
        encoder->record.count = 0;
        if (!bcf_reserve(module->context, &encoder->record, type->count))
            return;
        for (size_t o = 0; o < type->count; o++)
            encoder->record.data[encoder->record.count++] =
                encoder->type_numbers.count ? type_operand(encoder, type, o) : type->ops[o];
        bcf_write_record(encoder->writer, type->code, encoder->record.data, encoder->record.count);
    }
    bcf_write_end(encoder->writer);
}

static void write_raw(struct bcf_encoder *encoder, unsigned block, const struct bcf_records *records) {
    if (!records->list.count)
        return;
    bcf_abbreviations_enter(&encoder->abbreviations, encoder->writer, block);
    for (size_t i = 0; i < records->list.count; i++) {
        const struct bcf_entry_record *record = &records->list.data[i];
        bcf_write_record(encoder->writer, record->code, record->ops, record->count);
    }
    bcf_write_end(encoder->writer);
}

static void write_header(struct bcf_encoder *encoder) {
    for (size_t i = 0; i < encoder->module->header.list.count; i++)
        if (!encode_copy(encoder, BCF_BLOCK_MODULE, &encoder->module->header.list.data[i]))
            return;
    for (size_t i = 0; i < encoder->module->globals.count; i++)
        if (!encode_copy(encoder, BCF_BLOCK_MODULE, &encoder->module->globals.data[i].record))
            return;
}

void bcf_encode_constants(struct bcf_encoder *encoder, const struct bcf_constants *constants) {
    uint32_t type = BCF_NONE;
    if (!constants->types.count)
        return;
    bcf_abbreviations_enter(&encoder->abbreviations, encoder->writer, BCF_BLOCK_CONSTANTS);
    for (size_t i = 0; i < constants->types.count; i++) {
        uint64_t op = bcf_encode_operand(encoder, BCF_K_TYPE, constants->types.data[i]);
        if (op != type) {
            type = (uint32_t)op;
            bcf_write_record(encoder->writer, BCF_CST_SETTYPE, &op, 1);
        }
        if (!bcf_pack_get(encoder->module->context, &constants->pack, i, &encoder->scratch))
            return;
        encode_record(encoder, BCF_BLOCK_CONSTANTS, encoder->scratch.code, encoder->scratch.ops.data,
                      encoder->scratch.ops.count);
    }
    bcf_write_end(encoder->writer);
}

static void write_pack(struct bcf_encoder *encoder, unsigned block, const struct bcf_pack *pack) {
    for (size_t i = 0; i < pack->offsets.count; i++) {
        if (!bcf_pack_get(encoder->module->context, pack, i, &encoder->scratch))
            return;
        encode_record(encoder, block, encoder->scratch.code, encoder->scratch.ops.data, encoder->scratch.ops.count);
    }
}

void bcf_encode_metadata(struct bcf_encoder *encoder, const struct bcf_metadata *metadata) {
    if (!metadata->string_count && !metadata->nodes.offsets.count && !metadata->others.offsets.count)
        return;
    bcf_abbreviations_enter(&encoder->abbreviations, encoder->writer, BCF_BLOCK_METADATA);
    if (metadata->string_count) {
        uint64_t ops[2] = {metadata->string_count, metadata->string_offset};
        bcf_write_blob(encoder->writer, BCF_MD_STRINGS, ops, 2, metadata->strings, metadata->strings_size);
    }
    write_pack(encoder, BCF_BLOCK_METADATA, &metadata->nodes);
    write_pack(encoder, BCF_BLOCK_METADATA, &metadata->others);
    bcf_write_end(encoder->writer);
}

void bcf_encode_use_lists(struct bcf_encoder *encoder, const struct bcf_records *list) {
    if (!list->list.count)
        return;
    bcf_write_enter(encoder->writer, BCF_BLOCK_USELIST, 3, NULL, 0);
    for (size_t i = 0; i < list->list.count; i++) {
        const struct bcf_entry_record *record = &list->list.data[i];
        encoder->record.count = 0;
        if (!bcf_reserve(encoder->module->context, &encoder->record, record->count))
            return;
        memcpy(encoder->record.data, record->ops, record->count * sizeof *record->ops);
        if (record->code == 1) /* USELIST_CODE_DEFAULT ends with a value */
            encoder->record.data[record->count - 1] =
                bcf_encode_operand(encoder, BCF_K_VALUE, record->ops[record->count - 1]);
        bcf_write_record(encoder->writer, record->code, encoder->record.data, record->count);
    }
    bcf_write_end(encoder->writer);
}

/* ---- the whole ---- */

enum { MODULE_ABBREV_WIDTH = 4, STRTAB_ABBREV_WIDTH = 3 };

static const uint8_t magic[4] = {'B', 'C', 0xC0, 0xDE};

/* Definitions are a good part of a small module. */
static void drop_unused(struct bcf_encoder *encoder) {
    static const unsigned in_bodies[] = {BCF_BLOCK_FUNCTION, BCF_BLOCK_VALUE_SYMTAB, BCF_BLOCK_METADATA_ATTACHMENT};
    const struct bcf_module *module = encoder->module;
    for (uint32_t i = 0; i < module->globals.count; i++)
        if (module->globals.data[i].body.end || module->globals.data[i].made)
            return;
    for (size_t i = 0; i < sizeof in_bodies / sizeof in_bodies[0]; i++)
        bcf_abbreviations_drop(&encoder->abbreviations, in_bodies[i]);
    if (!module->constants.types.count)
        bcf_abbreviations_drop(&encoder->abbreviations, BCF_BLOCK_CONSTANTS);
    if (!module->metadata.nodes.offsets.count && !module->metadata.string_count)
        bcf_abbreviations_drop(&encoder->abbreviations, BCF_BLOCK_METADATA);
}

bool bcf_encode_begin(struct bcf_encoder *encoder, struct bcf_module *module, struct bcf_writer *writer,
                      struct bcf_string producer) {
    size_t values = module->globals.count + module->constants.types.count;
    memset(encoder, 0, sizeof *encoder);
    encoder->module = module;
    encoder->writer = writer;
    encoder->locals = values;
    encoder->metadata = module->metadata.string_count + module->metadata.nodes.offsets.count;
    bcf_arena_init(&encoder->arena, module->context);
    module->frozen = true;
    if (!bcf_abbreviations_init(&encoder->abbreviations, &encoder->arena, bcf_width_of(module->types.count),
                                bcf_width_of(values + 1)))
        return false;
    drop_unused(encoder);
    if (!writer->bytes.count) /* several modules in one file have one magic number */
        for (int i = 0; i < 4; i++)
            bcf_write_fixed(writer, magic[i], 8);
    write_identification(encoder, producer);
    bcf_write_enter(writer, BCF_BLOCK_MODULE, MODULE_ABBREV_WIDTH, NULL, 0);
    bcf_write_record(writer, BCF_MODULE_VERSION, &module->version, 1);
    bcf_abbreviations_write(&encoder->abbreviations, writer);
    write_types(encoder);
    write_raw(encoder, BCF_BLOCK_PARAMATTR_GROUP, &module->attribute_groups);
    write_raw(encoder, BCF_BLOCK_PARAMATTR, &module->attribute_lists);
    write_header(encoder);
    bcf_encode_constants(encoder, &module->constants);
    write_raw(encoder, BCF_BLOCK_METADATA_KIND, &module->metadata_kinds);
    bcf_encode_metadata(encoder, &module->metadata);
    bcf_encode_use_lists(encoder, &module->use_lists);
    write_raw(encoder, BCF_BLOCK_OPERAND_BUNDLE_TAGS, &module->bundle_tags);
    write_raw(encoder, BCF_BLOCK_SYNC_SCOPE_NAMES, &module->sync_scopes);
    return !bcf_failed(module->context);
}

bool bcf_encode_end(struct bcf_encoder *encoder) {
    bcf_write_end(encoder->writer);
    /* Sulong's StringTable.java takes a name that ends with the table for an empty one: end with something else. */
    (void)bcf_push(encoder->module->context, &encoder->strtab, 0);
    bcf_write_enter(encoder->writer, BCF_BLOCK_STRTAB, STRTAB_ABBREV_WIDTH, NULL, 0);
    bcf_abbreviations_define(&encoder->abbreviations, encoder->writer, BCF_BLOCK_STRTAB);
    bcf_write_blob(encoder->writer, 1, NULL, 0, encoder->strtab.data, encoder->strtab.count);
    bcf_write_end(encoder->writer);
    return !bcf_failed(encoder->module->context);
}

void bcf_encoder_free(struct bcf_encoder *encoder) {
    struct bcfix_context *context = encoder->module->context;
    bcf_arena_free(&encoder->arena);
    bcf_free_array(context, &encoder->strtab);
    bcf_free_array(context, &encoder->scratch.ops);
    bcf_free_array(context, &encoder->record);
    bcf_free_array(context, &encoder->local_numbers);
    bcf_free_array(context, &encoder->type_numbers);
}
