/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "module/decode.h"
#include "module/newer.h"

#include <string.h>

/* ---- the module's tables ---- */

/* Operands of types may name later types, so they are checked when all are known. */
static bool name_types(struct bcf_decoder *decoder, const struct bcf_layout *layout, const struct bcf_record *record) {
    for (size_t i = 0; i < record->count; i++) {
        const struct bcf_field *field = bcf_layout_field(layout, i);
        if (!field)
            return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "%llu operands are more than this record has",
                                   (unsigned long long)record->count);
        if (field->kind == BCF_K_TYPE && record->ops[i] >= decoder->types_named)
            decoder->types_named = record->ops[i] == UINT64_MAX ? UINT64_MAX : record->ops[i] + 1;
    }
    if (record->code != BCF_TYPE_TARGET)
        return true;
    for (size_t i = 1; i <= record->ops[0]; i++) /* TARGET_TYPE: [number of types, types…, integers…] */
        if (record->ops[i] >= decoder->types_named)
            decoder->types_named = record->ops[i] == UINT64_MAX ? UINT64_MAX : record->ops[i] + 1;
    return true;
}

/* Rust has vectors of 2^15 elements at most. */
enum { MOST_ELEMENTS = 1 << 20 };

static bool check_type_shape(struct bcf_decoder *decoder, const struct bcf_record *record) {
    switch (record->code) {
    case BCF_TYPE_INTEGER:
        if (record->ops[0] == 0 || record->ops[0] > 1 << 23)
            return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "an integer of %llu bits",
                                   (unsigned long long)record->ops[0]);
        return true;
    case BCF_TYPE_VECTOR: /* what lowers a vector goes through its elements */
        if (record->ops[0] == 0)
            return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "a vector without elements");
        if (record->ops[0] > MOST_ELEMENTS)
            return bcf_reader_fail(decoder->reader, BCFIX_LIMIT, "a vector of %llu elements; %d are the most",
                                   (unsigned long long)record->ops[0], MOST_ELEMENTS);
        return true;
    case BCF_TYPE_TARGET:
        if (record->ops[0] > record->count - 1)
            return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "a target type lacks operands");
        return true;
    default:
        return true;
    }
}

static bool read_types(struct bcf_decoder *decoder) {
    struct bcf_module *module = decoder->module;
    struct bcf_string name = {NULL, 0}, none = {NULL, 0};
    struct bcf_record record;
    bool ended;
    while (bcf_decode_next(decoder->reader, &record, &ended)) {
        const struct bcf_layout *layout;
        char *text;
        if (ended)
            return decoder->types_named <= module->types.count ||
                   bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "a type names a type that is not there");
        layout = bcf_decode_layout(decoder, BCF_BLOCK_TYPE, &record);
        if (!layout)
            return false;
        if (record.code == BCF_TYPE_NUMENTRY)
            continue;
        if (record.code == BCF_TYPE_STRUCT_NAME) {
            text = bcf_arena_take(&module->arena, record.count + 1);
            if (!text)
                return false;
            for (size_t i = 0; i < record.count; i++)
                text[i] = (char)record.ops[i];
            text[record.count] = '\0';
            name.data = text;
            name.size = record.count;
            continue;
        }
        if (!check_type_shape(decoder, &record) || !name_types(decoder, layout, &record))
            return false;
        if (record.code != BCF_TYPE_STRUCT_NAMED && record.code != BCF_TYPE_OPAQUE && record.code != BCF_TYPE_TARGET) {
            if (!bcf_type_add(module, record.code, record.ops, record.count, none))
                return false;
            continue;
        }
        if (!bcf_type_add(module, record.code, record.ops, record.count, name))
            return false;
        name = none;
    }
    return false;
}

/* Blocks of records that are kept as they are. */
static bool read_raw(struct bcf_decoder *decoder, unsigned block, struct bcf_records *list) {
    struct bcf_record record;
    bool ended;
    while (bcf_decode_next(decoder->reader, &record, &ended)) {
        if (ended)
            return true;
        if (!bcf_decode_layout(decoder, block, &record) ||
            !bcf_keep_record(decoder->module->context, &decoder->module->arena, list, &record))
            return false;
    }
    return false;
}

static bool read_attribute_groups(struct bcf_decoder *decoder) {
    struct bcf_module *module = decoder->module;
    struct bcf_record record;
    bool ended;
    if (module->attribute_lists.list.count)
        return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "groups of attributes come after the lists");
    while (bcf_decode_next(decoder->reader, &record, &ended)) {
        if (ended)
            return true;
        if (!bcf_decode_layout(decoder, BCF_BLOCK_PARAMATTR_GROUP, &record) || !bcf_check_attributes(decoder, &record) ||
            !bcf_keep_record(module->context, &module->arena, &module->attribute_groups, &record))
            return false;
    }
    return false;
}

/* LLVM's readers take lists that come too late for none, and do not say so. */
static bool read_attribute_lists(struct bcf_decoder *decoder) {
    if (decoder->module->globals.count)
        return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "lists of attributes come after globals");
    return read_raw(decoder, BCF_BLOCK_PARAMATTR, &decoder->module->attribute_lists);
}

static bool read_metadata_kinds(struct bcf_decoder *decoder) {
    return read_raw(decoder, BCF_BLOCK_METADATA_KIND, &decoder->module->metadata_kinds);
}

static bool read_bundle_tags(struct bcf_decoder *decoder) {
    return read_raw(decoder, BCF_BLOCK_OPERAND_BUNDLE_TAGS, &decoder->module->bundle_tags);
}

static bool read_sync_scopes(struct bcf_decoder *decoder) {
    return read_raw(decoder, BCF_BLOCK_SYNC_SCOPE_NAMES, &decoder->module->sync_scopes);
}

static bool read_constants(struct bcf_decoder *decoder) {
    decoder->globals = decoder->module->globals.count;
    if (decoder->module->metadata.nodes.offsets.count)
        return bcf_reader_fail(decoder->reader, BCFIX_UNSUPPORTED, "constants come after metadata");
    return bcf_decode_constants(decoder, &decoder->module->constants);
}

static bool read_metadata(struct bcf_decoder *decoder) {
    decoder->globals = decoder->module->globals.count;
    return bcf_decode_metadata(decoder, &decoder->module->metadata);
}

static bool read_use_lists(struct bcf_decoder *decoder) {
    return bcf_decode_use_lists(decoder, &decoder->module->arena, &decoder->module->use_lists);
}

static const struct {
    unsigned block;
    bool (*read)(struct bcf_decoder *decoder);
} module_blocks[] = {
    {BCF_BLOCK_TYPE, read_types},
    {BCF_BLOCK_PARAMATTR_GROUP, read_attribute_groups},
    {BCF_BLOCK_PARAMATTR, read_attribute_lists},
    {BCF_BLOCK_CONSTANTS, read_constants},
    {BCF_BLOCK_METADATA_KIND, read_metadata_kinds},
    {BCF_BLOCK_METADATA, read_metadata},
    {BCF_BLOCK_OPERAND_BUNDLE_TAGS, read_bundle_tags},
    {BCF_BLOCK_SYNC_SCOPE_NAMES, read_sync_scopes},
    {BCF_BLOCK_USELIST, read_use_lists},
};

/* Blocks that say nothing about the program: tables for linkers, and offsets. */
static bool is_left_out(unsigned block) {
    return block == BCF_BLOCK_GLOBALVAL_SUMMARY || block == BCF_BLOCK_FULL_LTO_SUMMARY ||
           block == BCF_BLOCK_MODULE_STRTAB || block == BCF_BLOCK_VALUE_SYMTAB;
}

static bool read_body_place(struct bcf_decoder *decoder, size_t *next_defined) {
    struct bcf_module *module = decoder->module;
    for (; *next_defined < module->globals.count; *next_defined += 1) {
        struct bcf_global *global = &module->globals.data[*next_defined];
        if (global->record.code == BCF_MODULE_FUNCTION && bcf_global_operand(global, BCF_FN_ISPROTO) == 0) {
            *next_defined += 1;
            return bcf_reader_skip(decoder->reader, &global->body);
        }
    }
    return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "there are more function bodies than functions");
}

static bool read_block(struct bcf_decoder *decoder, size_t *next_defined) {
    unsigned block = decoder->reader->block;
    if (block == BCF_BLOCK_FUNCTION)
        return read_body_place(decoder, next_defined);
    if (is_left_out(block)) {
        if (block != BCF_BLOCK_VALUE_SYMTAB)
            decoder->module->dropped_tables++;
        return bcf_reader_skip(decoder->reader, NULL);
    }
    for (size_t i = 0; i < sizeof module_blocks / sizeof module_blocks[0]; i++)
        if (module_blocks[i].block == block)
            return bcf_reader_enter(decoder->reader) && module_blocks[i].read(decoder);
    return bcf_reader_fail(decoder->reader, BCFIX_UNSUPPORTED, "unknown block %u", block);
}

static bool is_global_code(uint32_t code) {
    return code == BCF_MODULE_GLOBALVAR || code == BCF_MODULE_FUNCTION || code == BCF_MODULE_ALIAS ||
           code == BCF_MODULE_IFUNC;
}

static bool read_global(struct bcf_decoder *decoder, const struct bcf_record *record) {
    struct bcf_module *module = decoder->module;
    struct bcf_global global = {{record->code, (uint32_t)record->count, NULL, record->bit}, {0}, NULL};
    if (module->constants.types.count || module->metadata.nodes.offsets.count)
        return bcf_reader_fail(decoder->reader, BCFIX_UNSUPPORTED, "a global comes after constants or metadata");
    if (module->globals.count >= BCF_CONSTANT)
        return bcf_reader_fail(decoder->reader, BCFIX_LIMIT, "too many globals");
    global.record.ops = bcf_arena_take(&module->arena, record->count * sizeof(uint64_t));
    if (!global.record.ops)
        return false;
    memcpy(global.record.ops, record->ops, record->count * sizeof(uint64_t));
    return bcf_push(module->context, &module->globals, global);
}

static bool read_module_record(struct bcf_decoder *decoder, struct bcf_record *record) {
    struct bcf_module *module = decoder->module;
    const struct bcf_layout *layout = bcf_decode_layout(decoder, BCF_BLOCK_MODULE, record);
    bool joined;
    if (!layout)
        return false;
    if (record->code == BCF_MODULE_VERSION) {
        module->version = record->ops[0];
        if (module->version != 2)
            return bcf_reader_fail(decoder->reader, BCFIX_UNSUPPORTED,
                                   "a module of version %llu; LLVM writes version 2 since release 5",
                                   (unsigned long long)module->version);
        return true;
    }
    if (record->code == BCF_MODULE_VSTOFFSET)
        return true;
    if (record->code == BCF_MODULE_HASH) {
        module->dropped_tables++;
        return true;
    }
    if (layout->takes == BCF_TAKES_LOST)
        return bcf_leave_out(decoder, BCF_BLOCK_MODULE, record->code, "the record %s", layout->name);
    if (is_global_code(record->code))
        return read_global(decoder, record);
    if (record->code == BCF_MODULE_ASM && (!bcf_join_assembly(decoder, record, &joined) || joined))
        return !bcf_failed(module->context);
    return bcf_decode_record(decoder, layout, record) &&
           bcf_keep_record(module->context, &module->arena, &module->header, record);
}

/* ---- what can be known only at the end ---- */

static bool check_global_type(struct bcf_decoder *decoder, const struct bcf_global *global) {
    const struct bcf_module *module = decoder->module;
    uint32_t type = (uint32_t)global->record.ops[BCF_GLOBAL_TYPE];
    if (global->record.code == BCF_MODULE_FUNCTION && bcf_type(module, type)->code != BCF_TYPE_FUNCTION)
        return bcf_fail(module->context, BCFIX_MALFORMED,
                        "block MODULE, record FUNCTION, bit %llu: its type is not that of a function",
                        (unsigned long long)global->record.bit);
    if (global->record.code == BCF_MODULE_GLOBALVAR && !(bcf_global_operand(global, BCF_VAR_FLAGS) & 2))
        return bcf_fail(module->context, BCFIX_UNSUPPORTED,
                        "block MODULE, record GLOBALVAR, bit %llu: typed pointers, which no LLVM since 17 writes",
                        (unsigned long long)global->record.bit);
    return true;
}

static bool finish_globals(struct bcf_decoder *decoder) {
    struct bcf_module *module = decoder->module;
    decoder->globals = module->globals.count;
    for (size_t i = 0; i < module->globals.count; i++) {
        struct bcf_global *global = &module->globals.data[i];
        struct bcf_record record = {.code = global->record.code, .bit = global->record.bit,
                                    .count = global->record.count, .ops = global->record.ops};
        const struct bcf_layout *layout;
        decoder->reader->code = record.code; /* for messages */
        decoder->reader->record_bit = record.bit;
        layout = bcf_decode_layout(decoder, BCF_BLOCK_MODULE, &record);
        if (!layout || !bcf_decode_record(decoder, layout, &record) || !check_global_type(decoder, global))
            return false;
        global->record.count = (uint32_t)record.count;
    }
    decoder->reader->code = UINT32_MAX; /* what follows is about no record */
    return true;
}

static bool finish_bodies(struct bcf_decoder *decoder, size_t next_defined) {
    const struct bcf_module *module = decoder->module;
    for (; next_defined < module->globals.count; next_defined++)
        if (module->globals.data[next_defined].record.code == BCF_MODULE_FUNCTION &&
            bcf_global_operand(&module->globals.data[next_defined], BCF_FN_ISPROTO) == 0)
            return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "a function that is defined has no body");
    return true;
}

static bool check_named(struct bcf_decoder *decoder) {
    const struct bcf_module *module = decoder->module;
    if (decoder->constants_named > module->constants.types.count)
        return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "value %llu is named, and is not there",
                               (unsigned long long)(decoder->globals + decoder->constants_named - 1));
    if (decoder->metadata_named > module->metadata.string_count + module->metadata.nodes.offsets.count)
        return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "metadata %llu is named, and is not there",
                               (unsigned long long)decoder->metadata_named - 1);
    return true;
}

/* "A5" in the data layout: the address space of allocas. */
static uint64_t alloca_addrspace(struct bcf_module *module) {
    struct bcf_string layout = bcf_header_text(module, BCF_MODULE_DATALAYOUT);
    uint64_t space = 0;
    for (size_t i = 0; i < layout.size; i++) {
        if (layout.data[i] != 'A' || (i && layout.data[i - 1] != '-'))
            continue;
        for (i++; i < layout.size && layout.data[i] >= '0' && layout.data[i] <= '9' && space < 1 << 24; i++)
            space = space * 10 + (uint64_t)(layout.data[i] - '0');
        return space;
    }
    return 0;
}

bool bcf_decode_module(struct bcf_module *module, struct bcf_reader *reader, const struct bcf_place *place) {
    struct bcf_decoder decoder = {.module = module, .reader = reader, .strtab = place->strtab,
                                  .strtab_size = place->strtab_size, .metadata = BCF_LOCAL};
    struct bcf_record record;
    size_t next_defined = 0;
    module->reader = reader;
    module->producer = place->producer;
    bcf_reader_open(reader, NULL, BCF_BLOCK_MODULE, place->body);
    for (;;) {
        enum bcf_entry entry = bcf_reader_next(reader, &record);
        if (entry == BCF_ENTRY_END)
            break;
        if (entry == BCF_ENTRY_BLOCK ? !read_block(&decoder, &next_defined)
                                     : entry != BCF_ENTRY_RECORD || !read_module_record(&decoder, &record))
            return false;
    }
    /* The scope is gone; messages from here on are about the module as a whole. */
    if (!module->version)
        return bcf_reader_fail(reader, BCFIX_UNSUPPORTED, "a module without a version, older than LLVM 5");
    if (!finish_globals(&decoder) || !finish_bodies(&decoder, next_defined) || !check_named(&decoder) || !bcf_types_of_globals(module) ||
        !bcf_check_aggregates(&decoder, &module->constants) || !bcf_drop_empty_groups(module))
        return false;
    module->input_globals = module->globals.count;
    module->input_constants = module->constants.types.count;
    module->input_metadata = module->metadata.string_count + module->metadata.nodes.offsets.count;
    module->alloca_addrspace = alloca_addrspace(module);
    return !bcf_failed(module->context);
}
