/* Which modules go in, and what is missing.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <bcfix/link.h>

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "link/file.h"
#include "link/llvm.h"
#include "link/more.h"
#include "link/name_table.h"
#include "link/shim.h"

struct file {
    char *path;
    void *data;
    bcfix_info *info;
    bool has_native; /* machine code without bitcode */
};

/* One module, of an object or of a member. */
struct part {
    char *name; /* "libx.rlib(x.o)" */
    const void *bitcode;
    size_t size;
    bcfix_symbols *symbols;
    bool taken;
};

struct bcfix_link {
    bcfix_context *context;
    struct file *files;
    size_t file_count;
    struct part *parts;
    size_t part_count;
    struct bcf_names definers; /* parts by symbol, the first one that counts */
    struct bcf_names defined;  /* the same of those taken, strong definitions only */
    struct bcf_names roots, wanted; /* what is wanted, with the part that wants it */
    struct bcf_names native;        /* of those, what the companion has */
    size_t *taken, taken_count;
    char **root_names;
    size_t root_count;
    char *native_path, *llvm_path;
    uint64_t memory_limit; /* of LLVM; 0: the default */
    char *shim;
    size_t shim_size;
    bool own_allocator, no_memory;
    bcfix_panic panic;
    size_t panic_runtimes[2]; /* the first part of each, by enum bcfix_panic, or SIZE_MAX */
    const char *panic_left_out;
    char *result;
    size_t result_size;
    char message[2000];
};

static bcfix_status fail(bcfix_link *link, bcfix_status status, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(link->message, sizeof link->message, format, arguments);
    va_end(arguments);
    return status;
}

static bcfix_status no_memory(bcfix_link *link) {
    return fail(link, BCFIX_NO_MEMORY, "not enough memory");
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
    return *place != NULL ? BCFIX_OK : no_memory(link);
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
    return status == BCFIX_OK ? status : fail(link, status, "there is no such limit");
}

bcfix_status bcfix_link_add_root(bcfix_link *link, const char *symbol) {
    char *copy = strdup(symbol);

    if (copy == NULL || !bcf_more(&link->root_names, link->root_count, sizeof *link->root_names)) {
        free(copy);
        return no_memory(link);
    }
    link->root_names[link->root_count++] = copy;
    return bcf_names_add(&link->roots, copy, 0) != BCF_NAME_NO_MEMORY ? BCFIX_OK : no_memory(link);
}

bool bcfix_link_is_native(const bcfix_link *link, const char *symbol) {
    return bcf_names_find(&link->native, symbol) != SIZE_MAX;
}

const char *bcfix_link_user(const bcfix_link *link, const char *symbol) {
    size_t part = bcf_names_find(&link->wanted, symbol);

    return part != SIZE_MAX ? link->parts[part].name : NULL;
}

/* ---- files ---- */

static bool is_of_rust(const char *name) {
    size_t length = strlen(name);

    return strncmp(name, "_R", 2) == 0 || strncmp(name, "__rust_", 7) == 0 ||
           (strncmp(name, "_ZN", 3) == 0 && length > 20 && strncmp(name + length - 20, "17h", 3) == 0);
}

static void take(bcfix_link *link, size_t index) {
    if (link->parts[index].taken)
        return;
    if (!bcf_more(&link->taken, link->taken_count, sizeof *link->taken)) {
        link->no_memory = true;
        return;
    }
    link->parts[index].taken = true;
    link->taken[link->taken_count++] = index;
}

/* Strong definitions of the first part count, and weak ones where there is no strong one before them. */
static void add_definitions(bcfix_link *link, size_t index, bool whole) {
    const struct part *part = &link->parts[index];

    for (size_t i = 0; i < bcfix_symbols_count(part->symbols); i++) {
        const char *name = bcfix_symbols_name(part->symbols, i);
        if (!bcfix_symbols_is_defined(part->symbols, i))
            continue;
        link->own_allocator = link->own_allocator || bcf_shim_is_own_allocator(name);
        if (bcf_names_add(&link->definers, name, index) == BCF_NAME_NO_MEMORY)
            link->no_memory = true;
        if (whole && !is_of_rust(name) && !bcfix_symbols_is_weak(part->symbols, i) &&
            bcf_names_add(&link->roots, name, 0) == BCF_NAME_NO_MEMORY)
            link->no_memory = true;
    }
}

static bool is_panic_runtime(const struct part *part) {
    for (size_t i = 0; i < bcfix_symbols_count(part->symbols); i++)
        if (bcfix_symbols_is_defined(part->symbols, i) && bcf_shim_is_panic_runtime(bcfix_symbols_name(part->symbols, i)))
            return true;
    return false;
}

static bcfix_status add_part(bcfix_link *link, const struct file *file, size_t module, bool whole) {
    const char *slash = strrchr(file->path, '/'), *base = slash != NULL ? slash + 1 : file->path;
    const char *member = bcfix_info_member(file->info, module);
    size_t length = strlen(base) + (member != NULL ? strlen(member) : 0) + 3;
    struct part part = {0};

    part.bitcode = bcfix_info_bitcode(file->info, module, &part.size);
    bcfix_status status = bcfix_symbols_new(link->context, part.bitcode, part.size, true, &part.symbols);
    if (status != BCFIX_OK)
        return fail(link, status, "%s%s%s: %s", file->path, member != NULL ? ": " : "", member != NULL ? member : "",
                    bcfix_context_message(link->context));
    if (bcfix_symbols_module_count(part.symbols) != 1) { /* LLVM would read the first of them */
        status = fail(link, BCFIX_REFUSED, "%s%s%s: top level: %zu modules in one file: link them first", file->path,
                      member != NULL ? ": " : "", member != NULL ? member : "", bcfix_symbols_module_count(part.symbols));
        bcfix_symbols_free(part.symbols);
        return status;
    }
    part.name = malloc(length);
    if (part.name == NULL || !bcf_more(&link->parts, link->part_count, sizeof *link->parts)) {
        free(part.name);
        bcfix_symbols_free(part.symbols);
        return no_memory(link);
    }
    snprintf(part.name, length, member != NULL ? "%s(%s)" : "%s", base, member);
    link->parts[link->part_count++] = part;
    if (!whole && is_panic_runtime(&part)) {
        /* Both define the same; which one goes in is known when all files are. rustc names members after their crate. */
        size_t *place = &link->panic_runtimes[strstr(part.name, "panic_abort") != NULL ? BCFIX_PANIC_ABORT : BCFIX_PANIC_UNWIND];
        if (*place == SIZE_MAX)
            *place = link->part_count - 1;
        return BCFIX_OK;
    }
    add_definitions(link, link->part_count - 1, whole);
    if (whole)
        take(link, link->part_count - 1);
    return BCFIX_OK;
}

static bool add_file(bcfix_link *link, struct file file) {
    if (!bcf_more(&link->files, link->file_count, sizeof *link->files))
        return false;
    link->files[link->file_count++] = file;
    return true;
}

bcfix_status bcfix_link_add_file(bcfix_link *link, const char *path) {
    struct file file = {.path = strdup(path)};
    size_t size;

    file.data = bcf_file_read(path, &size);
    if (file.data == NULL || file.path == NULL || !add_file(link, file)) {
        int error = errno;
        free(file.data);
        free(file.path);
        return fail(link, BCFIX_MALFORMED, "%s: cannot be read: %s", path, strerror(error));
    }
    struct file *added = &link->files[link->file_count - 1];
    bcfix_status status = bcfix_info_new(link->context, added->data, size, &added->info);
    if (status != BCFIX_OK)
        return fail(link, status, "%s: %s", path, bcfix_context_message(link->context));
    bool archive = strcmp(bcfix_info_container(added->info), "archive") == 0;
    for (size_t i = 0; i < bcfix_info_others(added->info); i++)
        added->has_native = added->has_native || bcfix_info_other_is_native(added->info, i);
    if (!archive && bcfix_info_modules(added->info) == 0 && link->native_path == NULL)
        return fail(link, BCFIX_REFUSED, "%s has no bitcode: build with -C linker-plugin-lto, or -C embed-bitcode=yes for a crate; "
                    "--native=FILE.so makes a native library of machine code", path);
    added->has_native = added->has_native || (!archive && bcfix_info_modules(added->info) == 0);
    for (size_t i = 0; i < bcfix_info_modules(added->info) && status == BCFIX_OK; i++)
        status = add_part(link, added, i, !archive);
    return status;
}

/* ---- what is needed ---- */

static bcfix_status add_shim(bcfix_link *link, const char *text) {
    size_t size = strlen(text);
    char *larger = realloc(link->shim, link->shim_size + size + 1);

    if (larger == NULL)
        return no_memory(link);
    link->shim = larger;
    memcpy(link->shim + link->shim_size, text, size + 1);
    link->shim_size += size;
    return BCFIX_OK;
}

/* Takes the part that defines the symbol, or makes the function of the allocator that it is; true when that was so. */
static bool provide(bcfix_link *link, const char *name) {
    char text[1200], callee[300];
    size_t definer = bcf_names_find(&link->definers, name);

    if (definer != SIZE_MAX) {
        take(link, definer);
        return true;
    }
    if (!bcf_shim_for(name, link->own_allocator, text, sizeof text, callee, sizeof callee))
        return false;
    if (add_shim(link, text) != BCFIX_OK)
        link->no_memory = true;
    if (*callee != '\0' && (definer = bcf_names_find(&link->definers, callee)) != SIZE_MAX)
        take(link, definer);
    return true;
}

/* The list grows while it is walked. What nothing provides stays in `wanted` with the part that wants it. */
static void take_needed(bcfix_link *link) {
    for (size_t done = 0; done < link->taken_count; done++) {
        size_t index = link->taken[done];
        bcfix_symbols *symbols = link->parts[index].symbols;
        for (size_t i = 0; i < bcfix_symbols_count(symbols); i++) {
            const char *name = bcfix_symbols_name(symbols, i);
            if (bcfix_symbols_is_defined(symbols, i) || bcfix_symbols_is_weak(symbols, i))
                continue;
            int added = bcf_names_add(&link->wanted, name, index);
            if (added == BCF_NAME_NO_MEMORY)
                link->no_memory = true;
            if (added == BCF_NAME_NEW)
                provide(link, name);
        }
    }
}

/* As rustc does: the one that was asked for, and panic_unwind without a word. */
static bcfix_status choose_panic_runtime(bcfix_link *link) {
    size_t wanted = link->panic_runtimes[link->panic], other = link->panic_runtimes[!link->panic];

    if (wanted == SIZE_MAX && link->panic == BCFIX_PANIC_ABORT)
        return fail(link, BCFIX_REFUSED, "panic=abort needs the crate panic_abort, and none of the files is it; rustc's is in its sysroot");
    if (wanted != SIZE_MAX)
        add_definitions(link, wanted, false);
    else if (other != SIZE_MAX)
        add_definitions(link, other, false);
    if (wanted != SIZE_MAX && other != SIZE_MAX)
        link->panic_left_out = link->parts[other].name;
    return BCFIX_OK;
}

static bcfix_status take_roots(bcfix_link *link) {
    size_t main_part = bcf_names_find(&link->definers, "main");

    if (main_part != SIZE_MAX) {
        take(link, main_part);
        if (bcf_names_add(&link->roots, "main", 0) == BCF_NAME_NO_MEMORY)
            return no_memory(link);
    }
    for (size_t i = 0; i < link->root_count; i++)
        if (!provide(link, link->root_names[i]))
            return fail(link, BCFIX_REFUSED, "nothing defines the root %s", link->root_names[i]);
    if (link->taken_count == 0)
        return fail(link, BCFIX_REFUSED, "nothing defines main, and nothing else is a root: --root=NAME keeps a symbol");
    return BCFIX_OK;
}

static bcfix_status check_duplicates(bcfix_link *link) {
    for (size_t i = 0; i < link->taken_count; i++) {
        const struct part *part = &link->parts[link->taken[i]];
        for (size_t j = 0; j < bcfix_symbols_count(part->symbols); j++) {
            const char *name = bcfix_symbols_name(part->symbols, j);
            if (!bcfix_symbols_is_defined(part->symbols, j) || bcfix_symbols_is_weak(part->symbols, j))
                continue;
            int added = bcf_names_add(&link->defined, name, link->taken[i]);
            if (added == BCF_NAME_NO_MEMORY)
                return no_memory(link);
            if (added == BCF_NAME_THERE)
                return fail(link, BCFIX_REFUSED, "%s is defined in %s and in %s", name,
                            link->parts[bcf_names_find(&link->defined, name)].name, part->name);
        }
    }
    return BCFIX_OK;
}

/* ---- native parts ---- */

static bcfix_status native_files(bcfix_link *link, bcfix_native *native) {
    for (size_t i = 0; i < link->file_count; i++)
        if (link->files[i].has_native && bcfix_native_add_file(native, link->files[i].path) != BCFIX_OK)
            return fail(link, BCFIX_MALFORMED, "%s", bcfix_native_message(native));
    return BCFIX_OK;
}

/* A symbol that the linked module leaves undefined: a native part has it, or the machine, or it is missing. */
static bcfix_status check_symbol(bcfix_link *link, bcfix_native *native, const bcfix_symbols *symbols, size_t symbol) {
    const char *name = bcfix_symbols_name(symbols, symbol), *user = bcfix_symbols_user(symbols, symbol, 0);
    size_t wants = bcf_names_find(&link->wanted, name);
    const char *part = wants != SIZE_MAX ? link->parts[wants].name : "the allocator";

    if (user == NULL)
        user = "a constant";
    if (bcfix_native_need(native, name)) {
        if (link->native_path != NULL && (wants == SIZE_MAX || bcf_names_add(&link->native, bcf_names_key(&link->wanted, name), 0) !=
                                                                   BCF_NAME_NO_MEMORY))
            return BCFIX_OK;
        if (link->native_path != NULL)
            return no_memory(link);
        return fail(link, BCFIX_REFUSED,
                    "%s has no bitcode, and defines %s, which %s in %s needs: --native=FILE.so makes a native library of such members",
                    bcfix_native_name(native, bcfix_native_definer(native, name)), name, user, part);
    }
    if (is_of_rust(name))
        return fail(link, BCFIX_REFUSED, "nothing defines %s, which %s in %s needs: is a crate missing?", name, user, part);
    return BCFIX_OK;
}

static bcfix_status check_symbols(bcfix_link *link, bcfix_native *native) {
    bcfix_symbols *symbols;
    bcfix_status status = bcfix_symbols_new(link->context, link->result, link->result_size, true, &symbols);

    if (status != BCFIX_OK)
        return fail(link, status, "the linked module: %s", bcfix_context_message(link->context));
    for (size_t i = 0; i < bcfix_symbols_count(symbols) && status == BCFIX_OK; i++)
        if (!bcfix_symbols_is_defined(symbols, i) && !bcfix_symbols_is_weak(symbols, i))
            status = check_symbol(link, native, symbols, i);
    bcfix_symbols_free(symbols);
    return status;
}

static bcfix_status do_native(bcfix_link *link) {
    bcfix_native *native = bcfix_native_new();

    if (native == NULL)
        return no_memory(link);
    bcfix_status status = native_files(link, native);
    if (status == BCFIX_OK)
        status = check_symbols(link, native);
    if (status == BCFIX_OK && bcfix_native_count(native) > 0) {
        status = bcfix_native_link(native, link->native_path, NULL);
        if (status != BCFIX_OK)
            fail(link, status, "%s", bcfix_native_message(native));
    }
    bcfix_native_free(native);
    return status;
}

/* ---- the link ---- */

static bool is_root(void *user, const char *symbol) {
    return bcf_names_find(&((bcfix_link *)user)->roots, symbol) != SIZE_MAX;
}

static bcfix_status merge(bcfix_link *link) {
    struct bcf_input *inputs = calloc(link->taken_count + 1, sizeof *inputs);
    struct bcf_merge merge = {.library = link->llvm_path, .inputs = inputs, .is_root = is_root, .user = link,
                              .memory = link->memory_limit};

    if (inputs == NULL)
        return no_memory(link);
    for (size_t i = 0; i < link->taken_count; i++) {
        const struct part *part = &link->parts[link->taken[i]];
        inputs[merge.count++] = (struct bcf_input){part->name, part->bitcode, part->size, false};
    }
    if (link->shim != NULL)
        inputs[merge.count++] = (struct bcf_input){"the allocator", link->shim, link->shim_size, true};
    free(link->result);
    bcfix_status status = bcf_llvm_merge(&merge, &link->result, &link->result_size);
    free(inputs);
    if (status == BCFIX_OK)
        return status;
    return link->result != NULL ? fail(link, status, "%s", link->result) : no_memory(link);
}

bcfix_status bcfix_link_run(bcfix_link *link, const void **bitcode, size_t *size) {
    *bitcode = NULL;
    *size = 0;
    bcfix_status status = choose_panic_runtime(link);
    if (status == BCFIX_OK)
        status = take_roots(link);
    if (status == BCFIX_OK)
        take_needed(link);
    if (status == BCFIX_OK && link->no_memory)
        status = no_memory(link);
    if (status == BCFIX_OK)
        status = check_duplicates(link);
    if (status == BCFIX_OK)
        status = merge(link);
    if (status == BCFIX_OK)
        status = do_native(link);
    if (status != BCFIX_OK)
        return status;
    *bitcode = link->result;
    *size = link->result_size;
    return BCFIX_OK;
}
