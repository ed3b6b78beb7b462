/* The shared library that is made of native parts.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "link/native.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "link/file.h"

enum { VISIBILITY = 3, STV_INTERNAL = 1, STV_HIDDEN = 2, STV_PROTECTED = 3 };

/* A copy of the object in which the symbols that are needed from outside can be seen there. They become protected: calls of
 * them from inside still go to them, and need no other relocations than before. */
static bool write_object(const bcfix_native *native, const struct bcf_native_object *object, const char *path) {
    struct bcf_elf_symbol symbol;
    uint8_t *copy = malloc(object->size);

    if (copy == NULL)
        return false; /* with ENOMEM */
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
    const char *shown; /* the library, as the caller names it */
    char folder[4096];
    char **command; /* the paths of objects in it are ours */
    size_t first, count; /* of those paths in the command */
    char library[4200];
};

static void remove_work(struct work *work) {
    for (size_t i = 0; i < work->count; i++) {
        unlink(work->command[work->first + i]);
        free(work->command[work->first + i]);
    }
    unlink(work->library);
    rmdir(work->folder);
}

static bcfix_status write_objects(bcfix_native *native, struct work *work) {
    for (size_t i = 0; i < native->taken_count; i++) {
        char *path = malloc(sizeof work->folder + 32);
        if (path == NULL)
            return bcf_native_no_memory(native);
        snprintf(path, sizeof work->folder + 32, "%s/%zu.o", work->folder, i);
        work->command[work->first + work->count++] = path;
        if (!write_object(native, &native->objects[native->taken[i]], path))
            return errno == ENOMEM ? bcf_native_no_memory(native)
                                   : bcf_native_fail(native, BCFIX_IO, "%s: the objects for it cannot be written beside it: %s",
                                                     work->shown, strerror(errno));
    }
    return BCFIX_OK;
}

/* The compiler tells in words why it could not write. */
static bool is_about_space(const char *text) {
    return strstr(text, strerror(ENOSPC)) != NULL || strstr(text, strerror(EDQUOT)) != NULL || strstr(text, strerror(EFBIG)) != NULL;
}

static bcfix_status run_compiler(bcfix_native *native, struct work *work, const struct bcf_signals *held, const char *const *arguments,
                                 const char *output) {
    char text[700];
    size_t at = work->first + work->count;
    const char *name = work->command[0];

    for (size_t i = 0; arguments != NULL && arguments[i] != NULL; i++)
        work->command[at++] = (char *)arguments[i];
    work->command[at] = NULL;
    int code = bcf_run(work->command, held, text, sizeof text);
    if (code < 0)
        return bcf_native_fail(native, BCFIX_UNSUPPORTED, "%s cannot be started: %s: a C compiler is needed for native parts; CC names it",
                               name, strerror(errno));
    if (code != 0)
        return bcf_native_fail(native, is_about_space(text) ? BCFIX_IO : BCFIX_UNSUPPORTED, "%s could not link the native parts: %s",
                               name, text);
    if (rename(work->library, output) != 0)
        return bcf_native_fail(native, BCFIX_IO, "%s: cannot be written: %s", work->shown, strerror(errno));
    return BCFIX_OK;
}

static bcfix_status make_folder(bcfix_native *native, struct work *work, const char *output) {
    int length = snprintf(work->folder, sizeof work->folder, "%s.XXXXXX", output);

    if (length < 0 || (size_t)length >= sizeof work->folder)
        return bcf_native_fail(native, BCFIX_IO, "%s: %s", work->shown, strerror(ENAMETOOLONG));
    if (mkdtemp(work->folder) == NULL)
        return bcf_native_fail(native, BCFIX_IO, "%s: no folder can be made beside it: %s", work->shown, strerror(errno));
    snprintf(work->library, sizeof work->library, "%s/library.so", work->folder);
    return BCFIX_OK;
}

static void begin_command(bcfix_native *native, struct work *work, const char *output) {
    static const char *const flags[] = {"-shared", "-Wl,-Bsymbolic", "-o"};
    const char *compiler = getenv("CC"), *slash = strrchr(output, '/');

    work->command[0] = (char *)(compiler != NULL && *compiler != '\0' ? compiler : "cc");
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        work->command[1 + i] = (char *)flags[i];
    snprintf(native->soname, sizeof native->soname, "-Wl,-soname,%s", slash != NULL ? slash + 1 : output);
    work->command[4] = work->library;
    work->command[5] = native->soname;
}

/* `output` is the file itself, and no link to it. Signals wait for the end: the folder would stay behind. */
static bcfix_status link_to(bcfix_native *native, const char *shown, const char *output, const char *const *arguments) {
    struct work work = {.shown = shown, .first = 6};
    struct bcf_signals held;
    size_t extra = 0;

    if (native->no_memory)
        return bcf_native_no_memory(native);
    while (arguments != NULL && arguments[extra] != NULL)
        extra++;
    work.command = calloc(work.first + native->taken_count + extra + 1, sizeof *work.command);
    if (work.command == NULL)
        return bcf_native_no_memory(native);
    begin_command(native, &work, output);
    bcf_signals_hold(&held);
    bcfix_status status = make_folder(native, &work, output);
    if (status == BCFIX_OK) {
        status = write_objects(native, &work);
        if (status == BCFIX_OK)
            status = run_compiler(native, &work, &held, arguments, output);
        remove_work(&work);
    }
    bcf_signals_let(&held);
    free(work.command);
    return status;
}

/* What is renamed onto a device or a pipe replaces it, and onto a link, the link. */
bcfix_status bcfix_native_link(bcfix_native *native, const char *output, const char *const *arguments) {
    struct stat found;

    if (stat(output, &found) != 0)
        return link_to(native, output, output, arguments);
    if (!S_ISREG(found.st_mode))
        return bcf_native_fail(native, BCFIX_IO, "%s: cannot be written: it is no regular file", output);
    char *path = realpath(output, NULL);
    if (path == NULL)
        return errno == ENOMEM ? bcf_native_no_memory(native)
                               : bcf_native_fail(native, BCFIX_IO, "%s: cannot be written: %s", output, strerror(errno));
    bcfix_status status = link_to(native, output, path, arguments);
    free(path);
    return status;
}
