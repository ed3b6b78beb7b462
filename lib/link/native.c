/* Native parts: which objects of machine code are needed, and a shared library of them.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <bcfix/link.h>

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "link/elf_symbols.h"
#include "link/file.h"
#include "link/more.h"
#include "link/name_table.h"

enum { VISIBILITY = 3, STV_INTERNAL = 1, STV_HIDDEN = 2, STV_PROTECTED = 3 };

struct file {
    void *data;
    bcfix_info *info;
};

struct object {
    char *name;
    const uint8_t *bytes;
    size_t size;
    bool taken;
    struct bcf_elf elf;
    struct bcf_elf_table symbols;
};

struct bcfix_native {
    char soname[300];
    bcfix_context *context;
    struct file *files;
    size_t file_count;
    struct object *objects;
    size_t object_count;
    struct bcf_names definers, needed, undefined; /* objects by symbol; the symbols that were asked for; those of `missing` */
    size_t *taken, taken_count;
    const char **missing;
    size_t missing_count;
    bool no_memory;
    char message[1024];
};

static bcfix_status fail(bcfix_native *native, bcfix_status status, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(native->message, sizeof native->message, format, arguments);
    va_end(arguments);
    return status;
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
    struct object *object = &native->objects[index];
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
    struct object object = {.bytes = bytes, .size = size};
    const char *slash = strrchr(path, '/'), *file = slash != NULL ? slash + 1 : path;
    size_t length = strlen(file) + (member != NULL ? strlen(member) : 0) + 3;

    if (!bcf_elf_open(&object.elf, bytes, size) ||
        !bcf_elf_table_of(&object.elf, BCF_SHT_SYMTAB, BCF_ELF_SYMBOL_SIZE, &object.symbols))
        return fail(native, BCFIX_MALFORMED, "%s%s%s: this is no whole ELF object of 64 bits", path, member != NULL ? ": " : "",
                    member != NULL ? member : "");
    if (!bcf_more(&native->objects, native->object_count, sizeof *native->objects) || (object.name = malloc(length)) == NULL)
        return fail(native, BCFIX_NO_MEMORY, "not enough memory");
    snprintf(object.name, length, member != NULL ? "%s(%s)" : "%s", file, member);
    native->objects[native->object_count++] = object;
    if (!add_definitions(native, native->object_count - 1))
        return fail(native, BCFIX_MALFORMED, "%s: the names of its symbols are damaged", object.name);
    return native->no_memory ? fail(native, BCFIX_NO_MEMORY, "not enough memory") : BCFIX_OK;
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
    struct file file = {0};
    size_t size;

    file.data = bcf_file_read(path, &size);
    if (file.data == NULL)
        return fail(native, BCFIX_MALFORMED, "%s: cannot be read: %s", path, strerror(errno));
    if (!bcf_more(&native->files, native->file_count, sizeof *native->files)) {
        free(file.data);
        return fail(native, BCFIX_NO_MEMORY, "not enough memory");
    }
    bcfix_status status = bcfix_info_new(native->context, file.data, size, &file.info);
    native->files[native->file_count++] = file;
    if (status != BCFIX_OK)
        return fail(native, status, "%s: %s", path, bcfix_context_message(native->context));
    if (bcfix_info_modules(file.info) == 0 && bcfix_info_others(file.info) == 0 &&
        strncmp(bcfix_info_container(file.info), "ELF", 3) == 0)
        return add_object(native, path, NULL, file.data, size);
    return add_members(native, path, file.info);
}

static void take(bcfix_native *native, size_t index) {
    struct object *object = &native->objects[index];

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
    if (symbol->weak || bcf_names_add(&native->undefined, symbol->name, 0) != BCF_NAME_NEW)
        return;
    if (!bcf_more(&native->missing, native->missing_count, sizeof *native->missing)) {
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
        const struct object *object = &native->objects[native->taken[done]];
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

/* ---- the shared library ---- */

/* A copy of the object in which the symbols that are needed from outside can be seen there. They become protected: calls of
 * them from inside still go to them, and need no other relocations than before. */
static bool write_object(const bcfix_native *native, const struct object *object, const char *path) {
    struct bcf_elf_symbol symbol;
    uint8_t *copy = malloc(object->size);

    if (copy == NULL)
        return false;
    memcpy(copy, object->bytes, object->size);
    for (uint64_t i = 0; i < object->symbols.count; i++) {
        if (!bcf_elf_symbol_at(&object->elf, &object->symbols, i, &symbol) || !symbol.global || !symbol.defined)
            continue;
        unsigned visibility = copy[symbol.other] & VISIBILITY;
        if ((visibility == STV_HIDDEN || visibility == STV_INTERNAL) &&
            bcf_names_find(&native->needed, symbol.name) != SIZE_MAX)
            copy[symbol.other] = (uint8_t)((copy[symbol.other] & ~VISIBILITY) | STV_PROTECTED);
    }
    bool written = bcf_file_write(path, copy, object->size);
    free(copy);
    return written;
}

/* The files of one link, in a folder of their own. */
struct work {
    char folder[4096];
    char **command; /* the paths of objects in it are ours */
    size_t first, count; /* of those paths in the command */
    char library[4200];
};

static void remove_work(struct work *work) {
    for (size_t i = 0; work->command != NULL && i < work->count; i++) {
        unlink(work->command[work->first + i]);
        free(work->command[work->first + i]);
    }
    free(work->command);
    unlink(work->library);
    rmdir(work->folder);
}

static bcfix_status write_objects(bcfix_native *native, struct work *work) {
    for (size_t i = 0; i < native->taken_count; i++) {
        char *path = malloc(sizeof work->folder + 32);
        if (path == NULL)
            return fail(native, BCFIX_NO_MEMORY, "not enough memory");
        snprintf(path, sizeof work->folder + 32, "%s/%zu.o", work->folder, i);
        work->command[work->first + work->count++] = path;
        if (!write_object(native, &native->objects[native->taken[i]], path))
            return fail(native, BCFIX_NO_MEMORY, "%s: cannot be written: %s", path, strerror(errno));
    }
    return BCFIX_OK;
}

static bcfix_status run_compiler(bcfix_native *native, struct work *work, const char *const *arguments, const char *output) {
    char text[700];
    size_t at = work->first + work->count;
    const char *name = work->command[0];

    for (size_t i = 0; arguments != NULL && arguments[i] != NULL; i++)
        work->command[at++] = (char *)arguments[i];
    work->command[at] = NULL;
    int code = bcf_run(work->command, text, sizeof text);
    if (code < 0)
        return fail(native, BCFIX_UNSUPPORTED, "%s cannot be started: %s: a C compiler is needed for native parts; CC names it",
                    name, strerror(errno));
    if (code != 0)
        return fail(native, BCFIX_UNSUPPORTED, "%s could not link the native parts: %s", name, text);
    if (rename(work->library, output) != 0)
        return fail(native, BCFIX_UNSUPPORTED, "%s: cannot be written: %s", output, strerror(errno));
    return BCFIX_OK;
}

bcfix_status bcfix_native_link(bcfix_native *native, const char *output, const char *const *arguments) {
    struct work work = {.first = 6};
    size_t extra = 0;
    const char *compiler = getenv("CC");

    if (native->no_memory)
        return fail(native, BCFIX_NO_MEMORY, "not enough memory");
    while (arguments != NULL && arguments[extra] != NULL)
        extra++;
    snprintf(work.folder, sizeof work.folder, "%s.XXXXXX", output);
    if (strlen(output) + 8 > sizeof work.folder || mkdtemp(work.folder) == NULL)
        return fail(native, BCFIX_UNSUPPORTED, "%s: no folder can be made beside it: %s", output, strerror(errno));
    snprintf(work.library, sizeof work.library, "%s/library.so", work.folder);
    work.command = calloc(work.first + native->taken_count + extra + 1, sizeof *work.command);
    if (work.command == NULL) {
        remove_work(&work);
        return fail(native, BCFIX_NO_MEMORY, "not enough memory");
    }
    static const char *const flags[] = {"-shared", "-Wl,-Bsymbolic", "-o"};
    work.command[0] = (char *)(compiler != NULL && *compiler != '\0' ? compiler : "cc");
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        work.command[1 + i] = (char *)flags[i];
    const char *slash = strrchr(output, '/');
    snprintf(native->soname, sizeof native->soname, "-Wl,-soname,%s", slash != NULL ? slash + 1 : output);
    work.command[4] = work.library;
    work.command[5] = native->soname;
    bcfix_status status = write_objects(native, &work);
    if (status == BCFIX_OK)
        status = run_compiler(native, &work, arguments, output);
    remove_work(&work);
    return status;
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
