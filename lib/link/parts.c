/* Files that are linked, and the modules in them.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "link/linking.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "link/file.h"
#include "link/more.h"
#include "link/shim.h"

bool bcf_link_is_of_rust(const char *name) {
    size_t length = strlen(name);

    return strncmp(name, "_R", 2) == 0 || strncmp(name, "__rust_", 7) == 0 ||
           (strncmp(name, "_ZN", 3) == 0 && length > 20 && strncmp(name + length - 20, "17h", 3) == 0);
}

/* Strong definitions of the first part count, and weak ones where there is no strong one before them. */
void bcf_link_add_definitions(bcfix_link *link, size_t index, bool whole) {
    const struct bcf_link_part *part = &link->parts[index];

    for (size_t i = 0; i < bcfix_symbols_count(part->symbols); i++) {
        const char *name = bcfix_symbols_name(part->symbols, i);
        if (!bcfix_symbols_is_defined(part->symbols, i))
            continue;
        link->own_allocator = link->own_allocator || bcf_shim_is_own_allocator(name);
        if (bcf_names_add(&link->definers, name, index) == BCF_NAME_NO_MEMORY)
            link->no_memory = true;
        if (whole && !bcf_link_is_of_rust(name) && !bcfix_symbols_is_weak(part->symbols, i) &&
            bcf_names_add(&link->roots, name, 0) == BCF_NAME_NO_MEMORY)
            link->no_memory = true;
    }
}

static bool is_panic_runtime(const struct bcf_link_part *part) {
    for (size_t i = 0; i < bcfix_symbols_count(part->symbols); i++)
        if (bcfix_symbols_is_defined(part->symbols, i) && bcf_shim_is_panic_runtime(bcfix_symbols_name(part->symbols, i)))
            return true;
    return false;
}

static bcfix_status add_part(bcfix_link *link, const struct bcf_link_file *file, size_t module, bool whole) {
    const char *member = bcfix_info_member(file->info, module);
    struct bcf_link_part part = {0};

    part.bitcode = bcfix_info_bitcode(file->info, module, &part.size);
    bcfix_status status = bcfix_symbols_new(link->context, part.bitcode, part.size, false, &part.symbols);
    if (status != BCFIX_OK)
        return bcf_link_fail(link, status, "%s%s%s: %s", file->path, member != NULL ? ": " : "", member != NULL ? member : "",
                             bcfix_context_message(link->context));
    if (bcfix_symbols_module_count(part.symbols) != 1) { /* LLVM would read the first of them */
        status = bcf_link_fail(link, BCFIX_REFUSED, "%s%s%s: top level: %zu modules in one file: link them first", file->path,
                               member != NULL ? ": " : "", member != NULL ? member : "", bcfix_symbols_module_count(part.symbols));
        bcfix_symbols_free(part.symbols);
        return status;
    }
    part.name = bcf_file_name(file->path, member);
    if (part.name == NULL || !bcf_more(&link->parts, link->part_count, sizeof *link->parts)) {
        free(part.name);
        bcfix_symbols_free(part.symbols);
        return bcf_link_no_memory(link);
    }
    link->parts[link->part_count++] = part;
    if (!whole && is_panic_runtime(&part)) {
        /* Both define the same; which one goes in is known when all files are. rustc names members after their crate. */
        size_t *place = &link->panic_runtimes[strstr(part.name, "panic_abort") != NULL ? BCFIX_PANIC_ABORT : BCFIX_PANIC_UNWIND];
        if (*place == SIZE_MAX)
            *place = link->part_count - 1;
        return BCFIX_OK;
    }
    bcf_link_add_definitions(link, link->part_count - 1, whole);
    if (whole)
        bcf_link_take(link, link->part_count - 1);
    return BCFIX_OK;
}

static bool add_file(bcfix_link *link, struct bcf_link_file file) {
    if (!bcf_more(&link->files, link->file_count, sizeof *link->files))
        return false;
    link->files[link->file_count++] = file;
    return true;
}

bcfix_status bcfix_link_add_file(bcfix_link *link, const char *path) {
    size_t size;
    struct bcf_link_file file = {.data = bcf_file_read(path, &size)};

    if (file.data == NULL)
        return errno == ENOMEM ? bcf_link_no_memory(link) : bcf_link_fail(link, BCFIX_IO, "%s: cannot be read: %s", path, strerror(errno));
    file.path = strdup(path);
    if (file.path == NULL || !add_file(link, file)) {
        free(file.data);
        free(file.path);
        return bcf_link_no_memory(link);
    }
    struct bcf_link_file *added = &link->files[link->file_count - 1];
    bcfix_status status = bcfix_info_new(link->context, added->data, size, &added->info);
    if (status != BCFIX_OK)
        return bcf_link_fail(link, status, "%s: %s", path, bcfix_context_message(link->context));
    bool archive = strcmp(bcfix_info_container(added->info), "archive") == 0;
    for (size_t i = 0; i < bcfix_info_others(added->info); i++)
        added->has_native = added->has_native || bcfix_info_other_is_native(added->info, i);
    if (!archive && bcfix_info_modules(added->info) == 0 && link->native_path == NULL)
        return bcf_link_fail(link, BCFIX_REFUSED, "%s has no bitcode: build with -C linker-plugin-lto, or -C embed-bitcode=yes for a crate; "
                             "--native=FILE.so makes a native library of machine code", path);
    added->has_native = added->has_native || (!archive && bcfix_info_modules(added->info) == 0);
    for (size_t i = 0; i < bcfix_info_modules(added->info) && status == BCFIX_OK; i++)
        status = add_part(link, added, i, !archive);
    return status == BCFIX_OK && link->no_memory ? bcf_link_no_memory(link) : status;
}
