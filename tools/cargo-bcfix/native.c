/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "native.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bcfix/link.h>

#include "exit_code.h"
#include "report.h"

enum { MOST_NAMED = 10 };

struct search {
    const struct cb_options *options;
    struct cb_unit *unit;
    bcfix_symbols *symbols;
    bcfix_native *native;
    struct cb_words imported, needed; /* of the program or library that rustc linked beside the module */
};

/* What GraalVM's runtime brings, or has from the C library that the Java process is linked with. */
static const char *const brought[] = {"libc.so.", "libm.so.", "libgcc_s.so.", "libpthread.so.", "libdl.so.", "librt.so.", "libutil.so.", "ld-linux"};

static void take_word(void *user, const char *name) {
    cb_add(user, name);
}

static void say(const struct search *search, unsigned code, const char *text) {
    if (!search->options->quiet || bcfix_registry_severity(code) == BCFIX_REFUSAL)
        cli_error(search->unit->result, "%s BCF%03u %s: %s", bcfix_severity_text(bcfix_registry_severity(code)), code,
                  bcfix_registry_name(code), text);
}

/* Names as rustc makes them, in both manglings, and those of its own runtime. */
static bool is_of_rust(const char *name) {
    size_t length = strlen(name);

    if (cb_begins(name, "__rust_") || cb_begins(name, "__rustc") || cb_begins(name, "__rdl_") || cb_begins(name, "__rg_") ||
        strcmp(name, "rust_eh_personality") == 0)
        return true;
    if (cb_begins(name, "_R"))
        return true;
    return cb_begins(name, "_ZN") && length > 20 && cb_begins(name + length - 20, "17h") && name[length - 1] == 'E';
}

static char *users_of(const struct search *search, size_t symbol) {
    size_t count = bcfix_symbols_user_count(search->symbols, symbol);
    char *text = cb_text("%s", count > 0 ? ", called by " : "");

    for (size_t i = 0; i < count && i < 2; i++)
        text = cb_text("%s%s%s", text, i > 0 ? ", " : "", bcfix_symbols_user(search->symbols, symbol, i));
    return count > 2 ? cb_text("%s and %zu more", text, count - 2) : text;
}

/* ---- objects ---- */

static bool add_files(struct search *search, const struct cb_words *files) {
    for (size_t i = 0; i < files->count; i++) {
        if (bcfix_native_add_file(search->native, files->items[i]) == BCFIX_OK)
            continue;
        cli_error(NULL, "%s", bcfix_native_message(search->native));
        return false;
    }
    return true;
}

/* One line for each object: its name, which of its symbols the module needs, and who calls them. */
static void tell_objects(const struct search *search) {
    for (size_t object = 0; object < bcfix_native_count(search->native); object++) {
        char *line = cb_text("%s", bcfix_native_name(search->native, object));
        size_t symbols = 0;
        for (size_t i = 0; i < bcfix_symbols_count(search->symbols); i++) {
            const char *name = bcfix_symbols_name(search->symbols, i);
            if (bcfix_symbols_is_defined(search->symbols, i) || bcfix_native_definer(search->native, name) != object)
                continue;
            if (symbols++ < MOST_NAMED || search->options->verbose)
                line = cb_text("%s%s %s%s", line, symbols > 1 ? ";" : ":", name, users_of(search, i));
        }
        if (symbols > MOST_NAMED && !search->options->verbose)
            line = cb_text("%s; and %zu symbols more", line, symbols - MOST_NAMED);
        if (symbols > 0 || search->options->verbose)
            say(search, BCFIX_BCF090_NATIVE_PART, symbols > 0 ? line : cb_text("%s: for other objects", line));
    }
}

/* Native code that calls into the module by name: the runtime has no native address for it. */
static void tell_callbacks(const struct search *search) {
    for (size_t i = 0; i < bcfix_native_undefined_count(search->native); i++) {
        const char *name = bcfix_native_undefined(search->native, i);
        for (size_t j = 0; j < bcfix_symbols_count(search->symbols); j++)
            if (bcfix_symbols_is_defined(search->symbols, j) && strcmp(bcfix_symbols_name(search->symbols, j), name) == 0 &&
                strcmp(name, "main") != 0)
                say(search, BCFIX_BCF093_NATIVE_CALL_OF_BITCODE, cb_text("native code calls %s, which is bitcode: that call ends the program", name));
    }
}

static int make_library(struct search *search) {
    struct cb_words arguments = {0};
    const char *result = search->unit->result, *dot = strrchr(strrchr(result, '/'), '.');
    char *library = cb_text("%.*s.native.so", (int)(dot != NULL ? (size_t)(dot - result) : strlen(result)), result);

    for (size_t i = 0; i < search->needed.count; i++)
        cb_add(&arguments, cb_text(*search->needed.items[i] == '/' ? "%s" : "-l:%s", search->needed.items[i]));
    cb_add(&arguments, "-Wl,--as-needed");
    if (bcfix_native_link(search->native, library, (const char *const *)arguments.items) != BCFIX_OK) {
        cli_error(library, "%s", bcfix_native_message(search->native));
        return CLI_IO;
    }
    cb_add(&search->unit->libraries, library);
    search->unit->companion = library;
    return CLI_DONE;
}

/* ---- what is missing ---- */

/* A linker drops what is not used (--gc-sections), so that the program that rustc linked imports less than the module names. */
static int tell_undefined(const struct search *search, const struct cb_words *undefined) {
    const bcfix_target *target = bcfix_target_find(cb_text("graalvm-%s", cb_line(search->options)));
    char *line = cb_text("%s", "");
    size_t of_rust = 0;

    for (size_t i = 0; i < undefined->count; i++) {
        if (!is_of_rust(undefined->items[i])) {
            if (!bcfix_target_provides(target, undefined->items[i]))
                say(search, BCFIX_BCF095_UNDEFINED_SYMBOL, cb_text("%s is used, and nothing that the program has defines it", undefined->items[i]));
            continue;
        }
        if (of_rust++ < MOST_NAMED || search->options->verbose)
            line = cb_text("%s%s%s", line, of_rust > 1 ? ", " : "", undefined->items[i]);
    }
    if (of_rust == 0)
        return CLI_DONE;
    if (of_rust > MOST_NAMED && !search->options->verbose)
        line = cb_text("%s, and %zu more", line, of_rust - MOST_NAMED);
    say(search, BCFIX_BCF092_UNDEFINED_RUST_SYMBOL, cb_text("not all of the crates are in the module; nothing defines %s", line));
    return CLI_REFUSED;
}

static int find_all(struct search *search) {
    struct cb_words missing = {0}, undefined = {0};

    for (size_t i = 0; i < bcfix_symbols_count(search->symbols); i++) {
        const char *name = bcfix_symbols_name(search->symbols, i);
        if (bcfix_symbols_is_defined(search->symbols, i) || bcfix_symbols_is_weak(search->symbols, i))
            continue;
        /* Rust code in a shared library is of no use to a module. A name with a space is a message: the call of it ends the
         * program with that. */
        if ((is_of_rust(name) || !cb_has(&search->imported, name)) && strchr(name, ' ') == NULL)
            cb_add(&missing, name);
    }
    if (missing.count == 0)
        return CLI_DONE;
    if (!add_files(search, &search->unit->archives) || !add_files(search, &search->unit->rlibs))
        return CLI_BAD_INPUT;
    for (size_t i = 0; i < missing.count; i++)
        if (!bcfix_native_need(search->native, missing.items[i]))
            cb_add(&undefined, missing.items[i]);
    int result = tell_undefined(search, &undefined);
    if (result != CLI_DONE || bcfix_native_count(search->native) == 0)
        return result;
    tell_objects(search);
    tell_callbacks(search);
    return make_library(search);
}

/* The libraries that the linked program names, without those that are there anyway. */
static void take_needed(struct search *search) {
    struct cb_words all = {0};

    bcfix_elf_each(search->unit->linked, BCFIX_ELF_IMPORTED, take_word, &search->imported);
    bcfix_elf_each(search->unit->linked, BCFIX_ELF_NEEDED, take_word, &all);
    for (size_t i = 0; i < all.count; i++) {
        bool there = false;
        for (size_t j = 0; j < sizeof brought / sizeof *brought; j++)
            there = there || cb_begins(all.items[i], brought[j]);
        if (!there)
            cb_add(&search->needed, all.items[i]);
    }
    cb_add_all(&search->unit->libraries, &search->needed);
}

int cb_native_parts(const struct cb_options *options, struct cb_unit *unit, bcfix_context *context, const void *bitcode, size_t size) {
    struct search search = {.options = options, .unit = unit};
    bcfix_status status = bcfix_symbols_new(context, bitcode, size, true, &search.symbols);

    if (status != BCFIX_OK)
        return cli_report_status(unit->result, status, bcfix_context_message(context));
    search.native = bcfix_native_new();
    if (unit->linked != NULL)
        take_needed(&search);
    int result = search.native != NULL ? find_all(&search) : CLI_LIMIT;
    bcfix_native_free(search.native);
    bcfix_symbols_free(search.symbols);
    return result;
}
