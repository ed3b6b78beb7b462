/* bcfix_info: what is inside a file.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "container/container.h"
#include "module/decode.h"

#include <stdio.h>
#include <string.h>

struct module_info {
    const char *producer, *triple, *data_layout, *source_file;
    const char *member, *section;
    struct bcf_span bitcode;
    uint64_t counts[BCFIX_COUNT_METADATA + 1];
};

struct bcfix_info {
    bcfix_context *context;
    struct bcf_arena arena;
    struct bcf_container container;
    BCF_ARRAY(struct module_info) modules;
};

static const char *text(struct bcfix_info *info, struct bcf_module *module, uint32_t code) {
    struct bcf_string found = bcf_header_text(module, code);
    return bcf_arena_copy(&info->arena, found.data, found.size);
}

static void count_globals(const struct bcf_module *module, uint64_t *counts) {
    for (uint32_t i = 0; i < module->globals.count; i++) {
        uint32_t code = module->globals.data[i].record.code;
        if (code == BCF_MODULE_FUNCTION)
            counts[bcf_global_is_defined(module, i) ? BCFIX_COUNT_FUNCTIONS : BCFIX_COUNT_DECLARATIONS]++;
        else
            counts[code == BCF_MODULE_GLOBALVAR ? BCFIX_COUNT_GLOBALS : BCFIX_COUNT_ALIASES]++;
    }
}

static bool describe(struct bcfix_info *info, struct bcf_module *module, const struct bcf_piece *piece) {
    struct module_info described = {.member = piece->member, .section = piece->section, .bitcode = piece->bitcode};
    described.producer = bcf_arena_copy(&info->arena, module->producer.data, module->producer.size);
    described.triple = text(info, module, BCF_MODULE_TRIPLE);
    described.data_layout = text(info, module, BCF_MODULE_DATALAYOUT);
    described.source_file = text(info, module, BCF_MODULE_SOURCE_FILENAME);
    count_globals(module, described.counts);
    described.counts[BCFIX_COUNT_TYPES] = module->types.count;
    described.counts[BCFIX_COUNT_CONSTANTS] = module->constants.types.count;
    described.counts[BCFIX_COUNT_METADATA] = module->metadata.string_count + module->metadata.nodes.offsets.count;
    return !bcf_failed(info->context) && bcf_push(info->context, &info->modules, described);
}

static bool look(struct bcfix_info *info, const struct bcf_schema *schema, const struct bcf_piece *piece,
                 const struct bcf_place *place) {
    struct bcf_module module;
    struct bcf_reader reader;
    bool good;
    bcf_module_init(&module, info->context, schema);
    bcf_reader_init(&reader, info->context, &bcf_namer, piece->bitcode.data, piece->bitcode.size, 0);
    good = bcf_decode_module(&module, &reader, place) && describe(info, &module, piece);
    bcf_reader_free(&reader);
    bcf_module_free(&module);
    return good;
}

/* A sticky error in a piece is told with the member's name. */
static bool fail_in(struct bcfix_info *info, const struct bcf_piece *piece) {
    bcfix_context *context = info->context;
    char message[sizeof context->message];
    if (!piece->member)
        return false;
    snprintf(message, sizeof message, "member %.120s, %.440s", piece->member, context->message);
    memcpy(context->message, message, sizeof message);
    return false;
}

static bool look_at_piece(struct bcfix_info *info, const struct bcf_schema *schema, const struct bcf_piece *piece) {
    bcf_places places = {0};
    size_t dropped = 0;
    bool good = bcf_find_modules(info->context, &info->arena, piece->bitcode.data, piece->bitcode.size, &places, &dropped);
    for (size_t i = 0; good && i < places.count; i++)
        good = look(info, schema, piece, &places.data[i]);
    bcf_free_array(info->context, &places);
    return good || fail_in(info, piece);
}

static bool look_at_all(struct bcfix_info *info, const void *input, size_t size) {
    struct bcf_schema schema;
    bool good;
    if (!bcf_container_open(info->context, &info->arena, input, size, &info->container))
        return false;
    good = bcf_schema_init(&schema, info->context);
    for (size_t i = 0; good && i < info->container.pieces.count; i++)
        good = look_at_piece(info, &schema, &info->container.pieces.data[i]);
    bcf_schema_free(&schema);
    return good;
}

bcfix_status bcfix_info_new(bcfix_context *context, const void *input, size_t size, bcfix_info **info) {
    bcfix_info *fresh;
    *info = NULL;
    bcf_context_begin(context, size);
    fresh = bcf_allocate(context, sizeof *fresh);
    if (!fresh)
        return context->status;
    memset(fresh, 0, sizeof *fresh);
    fresh->context = context;
    bcf_arena_init(&fresh->arena, context);
    if (!look_at_all(fresh, input, size)) {
        bcfix_info_free(fresh);
        return context->status;
    }
    *info = fresh;
    return BCFIX_OK;
}

void bcfix_info_free(bcfix_info *info) {
    if (!info)
        return;
    bcf_free_array(info->context, &info->modules);
    bcf_container_free(&info->container);
    bcf_arena_free(&info->arena);
    bcf_release(info->context, info, sizeof *info);
}

const char *bcfix_info_container(const bcfix_info *info) {
    return info->container.kind;
}

size_t bcfix_info_modules(const bcfix_info *info) {
    return info->modules.count;
}

const char *bcfix_info_producer(const bcfix_info *info, size_t module) {
    return module < info->modules.count ? info->modules.data[module].producer : NULL;
}

const char *bcfix_info_triple(const bcfix_info *info, size_t module) {
    return module < info->modules.count ? info->modules.data[module].triple : NULL;
}

const char *bcfix_info_data_layout(const bcfix_info *info, size_t module) {
    return module < info->modules.count ? info->modules.data[module].data_layout : NULL;
}

const char *bcfix_info_source_file(const bcfix_info *info, size_t module) {
    return module < info->modules.count ? info->modules.data[module].source_file : NULL;
}

const char *bcfix_info_member(const bcfix_info *info, size_t module) {
    return module < info->modules.count ? info->modules.data[module].member : NULL;
}

const char *bcfix_info_section(const bcfix_info *info, size_t module) {
    return module < info->modules.count ? info->modules.data[module].section : NULL;
}

const void *bcfix_info_bitcode(const bcfix_info *info, size_t module, size_t *size) {
    struct bcf_span none = {0}, bitcode = module < info->modules.count ? info->modules.data[module].bitcode : none;
    *size = bitcode.size;
    return bitcode.data;
}

size_t bcfix_info_others(const bcfix_info *info) {
    return info->container.others.count;
}

const char *bcfix_info_other_name(const bcfix_info *info, size_t other) {
    return other < info->container.others.count ? info->container.others.data[other].member : NULL;
}

const char *bcfix_info_other_kind(const bcfix_info *info, size_t other) {
    return other < info->container.others.count ? info->container.others.data[other].is : NULL;
}

bool bcfix_info_other_is_native(const bcfix_info *info, size_t other) {
    return other < info->container.others.count && info->container.others.data[other].native;
}

const void *bcfix_info_other_bytes(const bcfix_info *info, size_t other, size_t *size) {
    struct bcf_span none = {0}, bytes = other < info->container.others.count ? info->container.others.data[other].bytes : none;
    *size = bytes.size;
    return bytes.data;
}

uint64_t bcfix_info_count(const bcfix_info *info, size_t module, bcfix_count what) {
    if (module >= info->modules.count || (unsigned)what > BCFIX_COUNT_METADATA)
        return 0;
    return info->modules.data[module].counts[what];
}
