/* Native parts: which objects of machine code are needed.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "link/native.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "link/file.h"
#include "link/more.h"

bcfix_status bcf_native_fail(bcfix_native *native, bcfix_status status, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(native->message, sizeof native->message, format, arguments);
    va_end(arguments);
    return status;
}

bcfix_status bcf_native_no_memory(bcfix_native *native) {
    return bcf_native_fail(native, BCFIX_NO_MEMORY, "not enough memory");
}

bcfix_native *bcfix_native_new(void) {
    bcfix_native *native = calloc(1, sizeof *native);

    if (native == NULL)
        return NULL;
    native->context = bcfix_context_new(NULL);
    if (native->context == NULL) {
        free(native);
        return NULL;
    }
    return native;
}

void bcfix_native_free(bcfix_native *native) {
    if (native == NULL)
        return;
    for (size_t i = 0; i < native->file_count; i++) {
        bcfix_info_free(native->files[i].info);
        free(native->files[i].data);
    }
    for (size_t i = 0; i < native->object_count; i++)
        free(native->objects[i].name);
    free(native->files);
    free(native->objects);
    free(native->taken);
    free(native->missing);
    bcf_names_free(&native->definers);
    bcf_names_free(&native->needed);
    bcf_names_free(&native->undefined);
    bcfix_context_free(native->context);
    free(native);
}

const char *bcfix_native_message(const bcfix_native *native) {
    return native->message;
}

/* ---- which objects ---- */

static bool add_definitions(bcfix_native *native, size_t index) {
    struct bcf_native_object *object = &native->objects[index];
    struct bcf_elf_symbol symbol;

    for (uint64_t i = 0; i < object->symbols.count; i++) {
        if (!bcf_elf_symbol_at(&object->elf, &object->symbols, i, &symbol))
            return false;
        if (symbol.global && symbol.defined && bcf_names_add(&native->definers, symbol.name, index) == BCF_NAME_NO_MEMORY)
            native->no_memory = true;
    }
    return true;
}

static bcfix_status add_object(bcfix_native *native, const char *path, const char *member, const void *bytes, size_t size) {
    struct bcf_native_object object = {.bytes = bytes, .size = size};

    if (!bcf_elf_open(&object.elf, bytes, size) ||
        !bcf_elf_table_of(&object.elf, BCF_SHT_SYMTAB, BCF_ELF_SYMBOL_SIZE, &object.symbols))
        return bcf_native_fail(native, BCFIX_MALFORMED, "%s%s%s: this is no whole ELF object of 64 bits", path, member != NULL ? ": " : "",
                               member != NULL ? member : "");
    if (!bcf_more(&native->objects, native->object_count, sizeof *native->objects) || (object.name = bcf_file_name(path, member)) == NULL)
        return bcf_native_no_memory(native);
    native->objects[native->object_count++] = object;
    if (!add_definitions(native, native->object_count - 1))
        return bcf_native_fail(native, BCFIX_MALFORMED, "%s: the names of its symbols are damaged", object.name);
    return native->no_memory ? bcf_native_no_memory(native) : BCFIX_OK;
}

static bcfix_status add_members(bcfix_native *native, const char *path, const bcfix_info *info) {
    for (size_t i = 0; i < bcfix_info_others(info); i++) {
        size_t size;
        const void *bytes = bcfix_info_other_bytes(info, i, &size);
        if (!bcfix_info_other_is_native(info, i))
            continue;
        bcfix_status status = add_object(native, path, bcfix_info_other_name(info, i), bytes, size);
        if (status != BCFIX_OK)
            return status;
    }
    return BCFIX_OK;
}

bcfix_status bcfix_native_add_file(bcfix_native *native, const char *path) {
    struct bcf_native_file file = {0};
    size_t size;

    file.data = bcf_file_read(path, &size);
    if (file.data == NULL)
        return errno == ENOMEM ? bcf_native_no_memory(native)
                               : bcf_native_fail(native, BCFIX_IO, "%s: cannot be read: %s", path, strerror(errno));
    if (!bcf_more(&native->files, native->file_count, sizeof *native->files)) {
        free(file.data);
        return bcf_native_no_memory(native);
    }
    bcfix_status status = bcfix_info_new(native->context, file.data, size, &file.info);
    native->files[native->file_count++] = file;
    if (status != BCFIX_OK)
        return bcf_native_fail(native, status, "%s: %s", path, bcfix_context_message(native->context));
    if (bcfix_info_modules(file.info) == 0 && bcfix_info_others(file.info) == 0 &&
        strncmp(bcfix_info_container(file.info), "ELF", 3) == 0)
        return add_object(native, path, NULL, file.data, size);
    return add_members(native, path, file.info);
}

static void take(bcfix_native *native, size_t index) {
    struct bcf_native_object *object = &native->objects[index];

    if (object->taken)
        return;
    if (!bcf_more(&native->taken, native->taken_count, sizeof *native->taken)) {
        native->no_memory = true;
        return;
    }
    object->taken = true;
    native->taken[native->taken_count++] = index;
}

static void want(bcfix_native *native, const struct bcf_elf_symbol *symbol) {
    size_t definer = bcf_names_find(&native->definers, symbol->name);

    if (definer != SIZE_MAX) {
        take(native, definer);
        return;
    }
    if (symbol->weak)
        return;
    int added = bcf_names_add(&native->undefined, symbol->name, 0);
    if (added == BCF_NAME_THERE)
        return;
    if (added == BCF_NAME_NO_MEMORY || !bcf_more(&native->missing, native->missing_count, sizeof *native->missing)) {
        native->no_memory = true;
        return;
    }
    native->missing[native->missing_count++] = symbol->name;
}

bool bcfix_native_need(bcfix_native *native, const char *symbol) {
    size_t definer = bcf_names_find(&native->definers, symbol), done = native->taken_count;

    if (definer == SIZE_MAX)
        return false;
    /* The name in the object stays as long as the set. */
    if (bcf_names_add(&native->needed, bcf_names_key(&native->definers, symbol), definer) == BCF_NAME_NO_MEMORY)
        native->no_memory = true;
    take(native, definer);
    for (; done < native->taken_count; done++) {
        const struct bcf_native_object *object = &native->objects[native->taken[done]];
        struct bcf_elf_symbol wanted;
        for (uint64_t i = 0; i < object->symbols.count; i++)
            if (bcf_elf_symbol_at(&object->elf, &object->symbols, i, &wanted) && wanted.global && !wanted.defined)
                want(native, &wanted);
    }
    return true;
}

size_t bcfix_native_count(const bcfix_native *native) {
    return native->taken_count;
}

const char *bcfix_native_name(const bcfix_native *native, size_t index) {
    return index < native->taken_count ? native->objects[native->taken[index]].name : NULL;
}

size_t bcfix_native_definer(const bcfix_native *native, const char *symbol) {
    size_t object = bcf_names_find(&native->needed, symbol);

    for (size_t i = 0; i < native->taken_count; i++)
        if (native->taken[i] == object)
            return i;
    return SIZE_MAX;
}

size_t bcfix_native_undefined_count(const bcfix_native *native) {
    return native->missing_count;
}

const char *bcfix_native_undefined(const bcfix_native *native, size_t index) {
    return index < native->missing_count ? native->missing[index] : NULL;
}

/* ---- ELF files ---- */

bool bcfix_elf_each(const char *path, bcfix_elf_list list, void (*take_name)(void *user, const char *name), void *user) {
    struct bcf_elf elf;
    struct bcf_elf_table table;
    struct bcf_elf_symbol symbol;
    size_t size;
    void *data = bcf_file_read(path, &size);
    bool imported = list == BCFIX_ELF_IMPORTED;
    bool good = data != NULL && bcf_elf_open(&elf, data, size) &&
                bcf_elf_table_of(&elf, imported ? BCF_SHT_DYNSYM : BCF_SHT_DYNAMIC,
                                 imported ? BCF_ELF_SYMBOL_SIZE : BCF_ELF_DYNAMIC_SIZE, &table);

    for (uint64_t i = 0; good && i < table.count; i++) {
        if (!imported && bcf_elf_needed_at(&table, i) != NULL)
            take_name(user, bcf_elf_needed_at(&table, i));
        if (imported && bcf_elf_symbol_at(&elf, &table, i, &symbol) && symbol.global && !symbol.defined)
            take_name(user, symbol.name);
    }
    free(data);
    return good;
}
