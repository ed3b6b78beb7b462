/* The handle of a link, what it is told, and its steps.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "link/linking.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "link/llvm.h"
#include "link/more.h"

bcfix_status bcf_link_fail(bcfix_link *link, bcfix_status status, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(link->message, sizeof link->message, format, arguments);
    va_end(arguments);
    return status;
}

bcfix_status bcf_link_no_memory(bcfix_link *link) {
    return bcf_link_fail(link, BCFIX_NO_MEMORY, "not enough memory");
}

bcfix_link *bcfix_link_new(void) {
    bcfix_link *link = calloc(1, sizeof *link);

    if (link == NULL)
        return NULL;
    link->panic_runtimes[BCFIX_PANIC_UNWIND] = link->panic_runtimes[BCFIX_PANIC_ABORT] = SIZE_MAX;
    link->context = bcfix_context_new(NULL);
    if (link->context == NULL) {
        free(link);
        return NULL;
    }
    return link;
}

void bcfix_link_free(bcfix_link *link) {
    if (link == NULL)
        return;
    for (size_t i = 0; i < link->part_count; i++) {
        bcfix_symbols_free(link->parts[i].symbols);
        free(link->parts[i].name);
    }
    for (size_t i = 0; i < link->file_count; i++) {
        bcfix_info_free(link->files[i].info);
        free(link->files[i].data);
        free(link->files[i].path);
    }
    for (size_t i = 0; i < link->root_count; i++)
        free(link->root_names[i]);
    bcf_names_free(&link->definers);
    bcf_names_free(&link->defined);
    bcf_names_free(&link->roots);
    bcf_names_free(&link->wanted);
    bcf_names_free(&link->native);
    free(link->root_names);
    free(link->files);
    free(link->parts);
    free(link->taken);
    free(link->native_path);
    free(link->llvm_path);
    free(link->shim);
    free(link->result);
    bcfix_context_free(link->context);
    free(link);
}

const char *bcfix_link_message(const bcfix_link *link) {
    return link->message;
}

static bcfix_status keep_text(bcfix_link *link, char **place, const char *text) {
    free(*place);
    *place = strdup(text);
    return *place != NULL ? BCFIX_OK : bcf_link_no_memory(link);
}

bcfix_status bcfix_link_set_native(bcfix_link *link, const char *path) {
    return keep_text(link, &link->native_path, path);
}

bcfix_status bcfix_link_set_llvm(bcfix_link *link, const char *path) {
    return keep_text(link, &link->llvm_path, path);
}

void bcfix_link_set_panic(bcfix_link *link, bcfix_panic panic) {
    link->panic = panic;
}

const char *bcfix_link_panic_left_out(const bcfix_link *link) {
    return link->panic_left_out;
}

bcfix_status bcfix_link_set_limit(bcfix_link *link, bcfix_limit limit, uint64_t value) {
    bcfix_status status = bcfix_context_set_limit(link->context, limit, value);

    if (status == BCFIX_OK && limit == BCFIX_LIMIT_MEMORY)
        link->memory_limit = value;
    return status == BCFIX_OK ? status : bcf_link_fail(link, status, "there is no such limit");
}

bcfix_status bcfix_link_add_root(bcfix_link *link, const char *symbol) {
    char *copy = strdup(symbol);

    if (copy == NULL || !bcf_more(&link->root_names, link->root_count, sizeof *link->root_names)) {
        free(copy);
        return bcf_link_no_memory(link);
    }
    link->root_names[link->root_count++] = copy;
    return bcf_names_add(&link->roots, copy, 0) != BCF_NAME_NO_MEMORY ? BCFIX_OK : bcf_link_no_memory(link);
}

bool bcfix_link_is_native(const bcfix_link *link, const char *symbol) {
    return bcf_names_find(&link->native, symbol) != SIZE_MAX;
}

const char *bcfix_link_user(const bcfix_link *link, const char *symbol) {
    size_t part = bcf_names_find(&link->wanted, symbol);

    return part != SIZE_MAX ? link->parts[part].name : NULL;
}

static bool is_root(void *user, const char *symbol) {
    return bcf_names_find(&((bcfix_link *)user)->roots, symbol) != SIZE_MAX;
}

/* LLVM gets nothing that bcfix cannot read to the end. What is not taken was read as far as its symbols only. */
static bcfix_status read_bodies(bcfix_link *link) {
    for (size_t i = 0; i < link->taken_count; i++) {
        const struct bcf_link_part *part = &link->parts[link->taken[i]];
        bcfix_symbols *read;
        bcfix_status status = bcfix_symbols_new(link->context, part->bitcode, part->size, true, &read);
        if (status != BCFIX_OK)
            return bcf_link_fail(link, status, "%s: %s", part->name, bcfix_context_message(link->context));
        bcfix_symbols_free(read);
    }
    return BCFIX_OK;
}

static bcfix_status merge(bcfix_link *link) {
    struct bcf_input *inputs = calloc(link->taken_count + 1, sizeof *inputs);
    struct bcf_merge merge = {.library = link->llvm_path, .inputs = inputs, .is_root = is_root, .user = link,
                              .memory = link->memory_limit};

    if (inputs == NULL)
        return bcf_link_no_memory(link);
    for (size_t i = 0; i < link->taken_count; i++) {
        const struct bcf_link_part *part = &link->parts[link->taken[i]];
        inputs[merge.count++] = (struct bcf_input){part->name, part->bitcode, part->size, false};
    }
    if (link->shim != NULL)
        inputs[merge.count++] = (struct bcf_input){"the allocator", link->shim, link->shim_size, true};
    free(link->result);
    bcfix_status status = bcf_llvm_merge(&merge, &link->result, &link->result_size);
    free(inputs);
    if (status == BCFIX_OK)
        return status;
    return link->result != NULL ? bcf_link_fail(link, status, "%s", link->result) : bcf_link_no_memory(link);
}

bcfix_status bcfix_link_run(bcfix_link *link, const void **bitcode, size_t *size) {
    *bitcode = NULL;
    *size = 0;
    if (link->ran)
        return bcf_link_fail(link, BCFIX_INVALID_ARGUMENT, "this was linked before");
    link->ran = true;
    bcfix_status status = bcf_link_take_needed(link);
    if (status == BCFIX_OK)
        status = read_bodies(link);
    if (status == BCFIX_OK)
        status = merge(link);
    if (status == BCFIX_OK)
        status = bcf_link_companion(link);
    if (status != BCFIX_OK)
        return status;
    *bitcode = link->result;
    *size = link->result_size;
    return BCFIX_OK;
}
