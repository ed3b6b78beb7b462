/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "module/model.h"

#include "base/slots.h"

#include <string.h>

void bcf_module_init(struct bcf_module *module, struct bcfix_context *context, const struct bcf_schema *schema) {
    memset(module, 0, sizeof *module);
    module->context = context;
    module->schema = schema;
    bcf_arena_init(&module->arena, context);
}

static void free_metadata(struct bcfix_context *context, struct bcf_metadata *metadata) {
    bcf_pack_free(context, &metadata->nodes);
    bcf_pack_free(context, &metadata->others);
}

void bcf_module_free(struct bcf_module *module) {
    struct bcfix_context *context = module->context;
    for (size_t i = 0; i < module->globals.count; i++)
        if (module->globals.data[i].made)
            bcf_function_free(module->globals.data[i].made);
    bcf_free_array(context, &module->strings);
    bcf_free_array(context, &module->left_out);
    bcf_free_array(context, &module->header.list);
    bcf_free_array(context, &module->types);
    bcf_free_array(context, &module->type_slots);
    bcf_free_array(context, &module->name_slots);
    bcf_free_array(context, &module->carriers);
    bcf_free_array(context, &module->held);
    bcf_free_array(context, &module->metadata_map);
    bcf_free_array(context, &module->attribute_groups.list);
    bcf_free_array(context, &module->attribute_lists.list);
    bcf_free_array(context, &module->globals);
    bcf_constants_free(context, &module->constants);
    free_metadata(context, &module->metadata);
    bcf_free_array(context, &module->metadata_kinds.list);
    bcf_free_array(context, &module->bundle_tags.list);
    bcf_free_array(context, &module->sync_scopes.list);
    bcf_free_array(context, &module->use_lists.list);
    bcf_arena_free(&module->arena);
}

/* ---- strings ---- */

struct bcf_string bcf_string_of(const char *text) {
    struct bcf_string string = {text, strlen(text)};
    return string;
}

bool bcf_string_is(struct bcf_string string, const char *text) {
    size_t size = strlen(text);
    return string.size == size && (size == 0 || memcmp(string.data, text, size) == 0);
}

bool bcf_string_begins(struct bcf_string string, const char *text) {
    size_t size = strlen(text);
    return string.size >= size && (size == 0 || memcmp(string.data, text, size) == 0);
}

/* METADATA_STRINGS begins with their lengths, in chunks of 6 bits; decode has checked them. */
uint64_t bcf_metadata_string_size(const struct bcf_metadata *metadata, uint64_t *bit) {
    uint64_t size = 0, chunk;
    unsigned shift = 0;
    do {
        chunk = 0;
        for (unsigned b = 0; b < 6; b++, *bit += 1)
            chunk |= (uint64_t)(metadata->strings[*bit / 8] >> *bit % 8 & 1) << b;
        size |= (chunk & 31) << shift;
        shift += 5;
    } while (chunk & 32);
    return size;
}

struct bcf_string bcf_metadata_string(const struct bcf_metadata *metadata, uint64_t id_or_none) {
    struct bcf_string string = {"", 0};
    uint64_t bit = 0;
    if (!id_or_none || id_or_none > metadata->string_count)
        return string;
    string.data = (const char *)metadata->strings + metadata->string_offset;
    for (uint64_t i = 0; i < id_or_none; i++) {
        string.data += string.size;
        string.size = bcf_metadata_string_size(metadata, &bit);
    }
    return string;
}

/* ---- globals ---- */

struct bcf_string bcf_global_name(const struct bcf_module *module, uint32_t global) {
    return module->strings.data[module->globals.data[global].record.ops[BCF_GLOBAL_NAME]];
}

static bool add_string(struct bcf_module *module, struct bcf_string text, uint64_t *index) {
    struct bcf_string kept = {bcf_arena_copy(&module->arena, text.data, text.size), text.size};
    *index = module->strings.count;
    return kept.data && bcf_push(module->context, &module->strings, kept);
}


bool bcf_global_is_defined(const struct bcf_module *module, uint32_t global) {
    const struct bcf_global *g = &module->globals.data[global];
    if (g->record.code == BCF_MODULE_FUNCTION)
        return bcf_global_operand(g, BCF_FN_ISPROTO) == 0;
    return g->record.code != BCF_MODULE_GLOBALVAR || bcf_global_operand(g, BCF_VAR_INIT) != 0;
}

bool bcf_global_is_exported(const struct bcf_module *module, uint32_t global) {
    /* The linkage stands at the same place in the records of functions, variables and aliases. */
    uint64_t linkage = bcf_global_operand(&module->globals.data[global], BCF_VAR_LINKAGE);
    return bcf_global_is_defined(module, global) && linkage != BCF_LINKAGE_INTERNAL && linkage != BCF_LINKAGE_PRIVATE &&
           linkage != BCF_LINKAGE_AVAILABLE_EXTERNALLY;
}

static uint64_t hash_name(struct bcf_string name) {
    return bcf_hash(0, name.data, name.size);
}

/* Names may be chosen so that they meet in the table. */
static bool count_probes(const struct bcf_module *module, size_t probes) {
    return bcf_count_record(module->context, probes / BCF_BYTES_OF_A_STEP);
}

static void enter_name(struct bcf_module *module, uint32_t global) {
    size_t mask = module->name_slots.count - 1, first = hash_name(bcf_global_name(module, global)), slot = first;
    while (module->name_slots.data[slot & mask])
        slot++;
    module->name_slots.data[slot & mask] = global + 1;
    count_probes(module, slot - first);
}

/* Brings the table of names up to date; a renamed global stays under its old name too, which is compared. */
static bool index_names(struct bcf_module *module) {
    bool fresh;
    if (!bcf_slots_grow(module->context, &module->name_slots, module->globals.count + module->renamed, &fresh))
        return false;
    if (fresh)
        module->names_indexed = module->renamed = 0;
    for (; module->names_indexed < module->globals.count && !bcf_failed(module->context); module->names_indexed++)
        enter_name(module, (uint32_t)module->names_indexed);
    return !bcf_failed(module->context);
}

uint32_t bcf_global_named(struct bcf_module *module, struct bcf_string name) {
    size_t slot, first = hash_name(name);
    if (!index_names(module))
        return BCF_NONE;
    for (slot = first; module->name_slots.data[slot & (module->name_slots.count - 1)]; slot++) {
        uint32_t global = module->name_slots.data[slot & (module->name_slots.count - 1)] - 1;
        struct bcf_string other = bcf_global_name(module, global);
        if (other.size == name.size && (name.size == 0 || memcmp(other.data, name.data, name.size) == 0))
            return global;
    }
    count_probes(module, slot - first);
    return BCF_NONE;
}

uint32_t bcf_global_find(struct bcf_module *module, const char *name) {
    return bcf_global_named(module, bcf_string_of(name));
}

/* The record of a global that bcfix makes, without its name. Pointers in the space of globals are a type that there must be. */
static bool start_record(struct bcf_module *module, struct bcf_entry_record *record, uint32_t code, uint32_t count,
                         uint32_t type) {
    uint64_t space = 0;
    if (module->frozen)
        return bcf_fail(module->context, BCFIX_INTERNAL, "a global was needed that the plan did not foresee");
    *record = (struct bcf_entry_record){code, count, NULL, UINT64_MAX};
    record->ops = bcf_arena_take_zeroed(&module->arena, count, sizeof(uint64_t));
    if (!record->ops || type == BCF_NONE || bcf_type_intern(module, BCF_TYPE_OPAQUE_POINTER, &space, 1) == BCF_NONE)
        return false;
    record->ops[BCF_GLOBAL_TYPE] = type;
    return true;
}

/* The partition's name is an empty string of its own. */
static bool function_record(struct bcf_module *module, struct bcf_entry_record *record, uint32_t type) {
    if (!start_record(module, record, BCF_MODULE_FUNCTION, BCF_FN_OPERANDS, type))
        return false;
    record->ops[BCF_FN_ISPROTO] = 1;
    return add_string(module, bcf_string_of(""), &record->ops[BCF_FN_OPERANDS - 2]);
}

uint32_t bcf_global_add_function(struct bcf_module *module, struct bcf_string name, uint32_t type) {
    struct bcf_global global = {0};
    if (!function_record(module, &global.record, type) ||
        !add_string(module, name, &global.record.ops[BCF_GLOBAL_NAME]) ||
        !bcf_push(module->context, &module->globals, global))
        return BCF_NONE;
    return (uint32_t)module->globals.count - 1;
}

bool bcf_global_become_function(struct bcf_module *module, uint32_t global, uint32_t type) {
    struct bcf_entry_record record;
    if (!function_record(module, &record, type))
        return false;
    record.ops[BCF_GLOBAL_NAME] = module->globals.data[global].record.ops[BCF_GLOBAL_NAME];
    record.bit = module->globals.data[global].record.bit;
    module->globals.data[global].record = record;
    return true;
}

uint32_t bcf_global_add_variable(struct bcf_module *module, struct bcf_string name, uint32_t type, uint64_t linkage) {
    enum { OPERANDS = 8, EXPLICIT_TYPE = 2 }; /* the shortest form */
    struct bcf_global global = {0};
    uint32_t initializer;
    if (!start_record(module, &global.record, BCF_MODULE_GLOBALVAR, OPERANDS, type) ||
        !add_string(module, name, &global.record.ops[BCF_GLOBAL_NAME]) ||
        (initializer = bcf_constant_add(module, NULL, type, BCF_CST_NULL, NULL, 0)) == BCF_NONE)
        return BCF_NONE;
    global.record.ops[BCF_VAR_FLAGS] = EXPLICIT_TYPE;
    global.record.ops[BCF_VAR_INIT] = (uint64_t)initializer + 1;
    global.record.ops[BCF_VAR_LINKAGE] = linkage;
    if (!bcf_push(module->context, &module->globals, global))
        return BCF_NONE;
    return (uint32_t)module->globals.count - 1;
}

bool bcf_global_rename(struct bcf_module *module, uint32_t global, struct bcf_string name) {
    if (!add_string(module, name, &module->globals.data[global].record.ops[BCF_GLOBAL_NAME]) || !index_names(module))
        return false;
    module->renamed++;
    enter_name(module, global);
    return true;
}

/* ---- header ---- */

static struct bcf_entry_record *header_record(struct bcf_module *module, uint32_t code) {
    for (size_t i = 0; i < module->header.list.count; i++)
        if (module->header.list.data[i].code == code)
            return &module->header.list.data[i];
    return NULL;
}

/* Kept, as some passes ask for each place that they rewrite. */
static void keep_header_text(struct bcf_module *module, const struct bcf_entry_record *record, struct bcf_string text) {
    struct bcf_header_text *kept = module->header_texts;
    memmove(kept + 1, kept, sizeof module->header_texts - sizeof *kept);
    *kept = (struct bcf_header_text){record->ops, record->count, text};
}

struct bcf_string bcf_header_text(struct bcf_module *module, uint32_t code) {
    const struct bcf_entry_record *record = header_record(module, code);
    struct bcf_string text = {"", 0};
    char *copy;
    for (size_t i = 0; record && i < sizeof module->header_texts / sizeof module->header_texts[0]; i++)
        if (record->count && module->header_texts[i].ops == record->ops && module->header_texts[i].count == record->count)
            return module->header_texts[i].text;
    copy = record ? bcf_arena_take(&module->arena, record->count + 1) : NULL;
    if (!copy)
        return text;
    for (size_t i = 0; i < record->count; i++)
        copy[i] = (char)record->ops[i];
    copy[record->count] = '\0';
    text.data = copy;
    text.size = record->count;
    keep_header_text(module, record, text);
    return text;
}

bool bcf_header_set_text(struct bcf_module *module, uint32_t code, struct bcf_string text) {
    struct bcf_entry_record *record = header_record(module, code);
    uint64_t *ops = bcf_arena_take(&module->arena, text.size * sizeof *ops);
    if (!ops)
        return false;
    for (size_t i = 0; i < text.size; i++)
        ops[i] = (unsigned char)text.data[i];
    if (!record) {
        struct bcf_entry_record fresh = {code, 0, NULL, UINT64_MAX};
        if (!bcf_push(module->context, &module->header.list, fresh))
            return false;
        record = &module->header.list.data[module->header.list.count - 1];
    }
    record->ops = ops;
    record->count = (uint32_t)text.size;
    return true;
}

/* ---- functions ---- */

void bcf_function_init(struct bcf_function *function, struct bcf_module *module) {
    memset(function, 0, sizeof *function);
    function->module = module;
    bcf_arena_init(&function->arena, module->context);
}

void bcf_function_clear(struct bcf_function *function) {
    bcf_arena_reset(&function->arena);
    function->block_count = 0;
    function->argument_count = 0;
    function->types.count = 0;
    bcf_constants_clear(&function->constants);
    function->constant_ids.count = 0;
    function->metadata_map.count = 0;
    bcf_pack_clear(&function->metadata.nodes);
    bcf_pack_clear(&function->metadata.others);
    function->metadata.string_count = 0;
    function->metadata.string_offset = 0;
    function->metadata.strings = NULL;
    function->metadata.strings_size = 0;
    function->insns.count = 0;
    function->ops.count = 0;
    function->kinds.count = 0;
    function->attachments.count = 0;
    function->own_attachment.count = 0;
    function->names.count = 0;
    function->use_lists.list.count = 0;
}

void bcf_function_free(struct bcf_function *function) {
    struct bcfix_context *context = function->module->context;
    bcf_arena_free(&function->arena);
    bcf_free_array(context, &function->types);
    bcf_constants_free(context, &function->constants);
    bcf_free_array(context, &function->constant_ids);
    bcf_free_array(context, &function->metadata_map);
    free_metadata(context, &function->metadata);
    bcf_free_array(context, &function->insns);
    bcf_free_array(context, &function->ops);
    bcf_free_array(context, &function->kinds);
    bcf_free_array(context, &function->attachments);
    bcf_free_array(context, &function->names);
    bcf_free_array(context, &function->use_lists.list);
    bcf_free_array(context, &function->scratch.ops);
}

size_t bcf_constant_index(const struct bcf_function *function, uint64_t local) {
    size_t low = 0, high = function->constant_ids.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (function->constant_ids.data[middle] < local)
            low = middle + 1;
        else
            high = middle;
    }
    return low < function->constant_ids.count && function->constant_ids.data[low] == local ? low : SIZE_MAX;
}
