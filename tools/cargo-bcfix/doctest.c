/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "doctest.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands.h"
#include "exit_code.h"
#include "process.h"
#include "report.h"
#include "start.h"
#include "tests.h"
#include "toolchain.h"

/* The variable names a file: a line with the real rustdoc, and one for each word that starts a test. Crates may be too many for a
 * variable. */
static const char variable[] = "CARGO_BCFIX_RUSTDOC", link_name[] = "bcfix-rustdoc";

/* ---- what cargo is told ---- */

static char *own_path(void) {
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);

    return length > 0 ? cb_text_part(path, (size_t)length) : NULL;
}

static void add_parts(struct cb_words *parts, const struct cb_words *files) {
    for (size_t i = 0; i < files->count; i++) {
        char *part = cb_text("--part=%s", files->items[i]);
        if (!cb_has(parts, part))
            cb_add(parts, part);
    }
}

static void add_tool(struct cb_words *words, const struct cb_options *options, const struct cb_unit *library, const struct cb_units *built) {
    cb_add(words, own_path());
    cb_add(words, "doctest");
    cb_add(words, "--quiet");
    cb_add(words, cb_text("--graalvm=%s", cb_line(options)));
    if (options->interpreted)
        cb_add(words, "--interpreted");
    if (options->java != NULL)
        cb_add(words, cb_text("--java=%s", options->java));
    if (options->class_path != NULL)
        cb_add(words, cb_text("--class-path=%s", options->class_path));
    if (options->unsupported != NULL)
        cb_add(words, cb_text("--unsupported=%s", options->unsupported));
    for (size_t i = 0; i < options->libraries.count; i++)
        cb_add(words, cb_text("--library=%s", options->libraries.items[i]));
    add_parts(words, &library->archives);
    add_parts(words, &library->rlibs);
    for (size_t i = 0; i < built->count; i++) {
        if (built->items[i].package != library->package)
            continue;
        add_parts(words, &built->items[i].archives);
        add_parts(words, &built->items[i].rlibs);
    }
}

static bool write_lines(const char *path, const struct cb_words *lines) {
    FILE *file = fopen(path, "w");
    bool good = file != NULL;

    for (size_t i = 0; good && i < lines->count; i++)
        good = fprintf(file, "%s\n", lines->items[i]) > 0;
    good = file != NULL && fclose(file) == 0 && good;
    if (!good)
        cli_error(path, "cannot be written: %s", strerror(errno));
    return good;
}

static bool make_link(const char *path) {
    char *temporary = cb_text("%s.%ld", path, (long)getpid());

    if (symlink(own_path(), temporary) == 0 && rename(temporary, path) == 0)
        return true;
    cli_error(path, "cannot be made: %s", strerror(errno));
    unlink(temporary);
    return false;
}

int cb_test_documentation(const struct cb_folders *folders, const struct cb_options *options, struct cb_unit *library,
                          const struct cb_units *built) {
    struct cb_words words = {0};
    const char *profile = cb_profile(options), *rustdoc = cb_text("%s/%s", folders->cargo, link_name), *before = getenv("RUSTDOC");
    const char *path = cb_text("%s.%ld", rustdoc, (long)getpid());
    int result = cb_cargo_build_library(folders, options, strcmp(profile, "dev") == 0 ? "test" : profile, library);

    if (result != CLI_DONE)
        return result;
    cb_add(&words, cb_beside_cargo("RUSTDOC", "rustdoc"));
    add_tool(&words, options, library, built);
    if (!make_link(rustdoc) || !write_lines(path, &words))
        return CLI_IO;
    setenv(variable, path, 1);
    setenv("RUSTDOC", rustdoc, 1);
    if (!options->quiet)
        cli_error(NULL, "running the tests in the documentation of %s in GraalVM %s", library->name, cb_line(options));
    result = cb_cargo_test(folders, options, library, "--doc", true);
    unlink(path);
    unsetenv(variable);
    if (before != NULL)
        setenv("RUSTDOC", words.items[0], 1);
    else
        unsetenv("RUSTDOC");
    return result;
}

/* ---- as rustdoc ---- */

bool cb_is_rustdoc(const char *program) {
    const char *slash = program != NULL ? strrchr(program, '/') : NULL;

    return program != NULL && strcmp(slash != NULL ? slash + 1 : program, link_name) == 0;
}

/* The arguments of cargo without another tool to start tests with. */
static void add_arguments(struct cb_words *command, char **arguments) {
    for (; *arguments != NULL; arguments++) {
        bool tool = cb_begins(*arguments, "--test-runtool");
        if (!tool)
            cb_add(command, *arguments);
        else if (strchr(*arguments, '=') == NULL && arguments[1] != NULL)
            arguments++; /* its value */
    }
}

static void read_lines(const char *path, struct cb_words *lines) {
    FILE *file = path != NULL ? fopen(path, "r") : NULL;
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;

    while (file != NULL && (length = getline(&line, &capacity, file)) > 0)
        cb_add(lines, cb_text_part(line, (size_t)length - (line[length - 1] == '\n')));
    free(line);
    if (file != NULL)
        fclose(file);
}

int cb_become_rustdoc(char **arguments) {
    struct cb_words command = {0}, words = {0};
    bool tests = false;

    read_lines(getenv(variable), &words);
    if (words.count < 2) {
        cli_error(NULL, "only 'cargo bcfix test' starts %s", link_name);
        return CLI_USAGE;
    }
    for (char **argument = arguments; *argument != NULL; argument++)
        tests = tests || strcmp(*argument, "--test") == 0;
    unsetenv(variable);
    unsetenv("RUSTDOC");
    cb_add(&command, words.items[0]);
    add_arguments(&command, arguments);
    if (!tests)
        return cb_become(&command);
    cb_add(&command, "-Cembed-bitcode=yes"); /* cargo says no where nothing else needs it, and LTO cannot be with that */
    cb_add(&command, "-Clto=fat");
    cb_add(&command, "-Csave-temps");
    cb_add(&command, cb_text("--test-runtool=%s", words.items[1]));
    for (size_t i = 2; i < words.count; i++)
        cb_add(&command, cb_text("--test-runtool-arg=%s", words.items[i]));
    return cb_become(&command);
}

/* ---- one test ---- */

/* What rustc saved last is the module with everything in it: PROGRAM.*.rcgu.bc; it names earlier ones *.rcgu.lto.input.bc and so on. */
static const char *module_of(const char *program) {
    glob_t found;
    const char *module = NULL;

    if (glob(cb_text("%s.*.rcgu.bc", program), 0, NULL, &found) != 0) {
        cli_error(program, "rustdoc left no module beside this test");
        return NULL;
    }
    if (found.gl_pathc == 1)
        module = cb_text("%s", found.gl_pathv[0]);
    else
        cli_error(program, "rustdoc left %zu modules beside this test, and not one with everything in it", found.gl_pathc);
    globfree(&found);
    return module;
}

static char *quoted(const char *word) {
    char *text = cb_text("'");

    for (; *word != '\0'; word++)
        text = *word == '\'' ? cb_text("%s'\\''", text) : cb_text("%s%c", text, *word);
    return cb_text("%s'", text);
}

/* Since the edition of 2024 the tests of a crate are one program, which starts itself anew for each: by a path that rustdoc tells
 * it, but when there is a tool. What chooses and counts the tests may be native then; the path is that of a script, which runs
 * each in GraalVM. */
static bool is_merged(const char *program) {
    return access(cb_text("%.*s/doctest_runner_2024.rs", (int)(strrchr(program, '/') - program), program), F_OK) == 0;
}

static int become_merged(const char *program, const struct cb_words *command, const struct cb_words *arguments) {
    const char *path = cb_text("%s.bcfix", program);
    struct cb_words native = {0}, lines = {0};
    char *text = cb_text("exec");

    for (size_t i = 0; i < command->count; i++)
        text = cb_text("%s %s", text, quoted(command->items[i]));
    cb_add(&lines, "#!/bin/sh");
    cb_add(&lines, cb_text("%s \"$@\"", text));
    if (!write_lines(path, &lines) || chmod(path, 0700) != 0)
        return CLI_IO;
    setenv("RUSTDOC_DOCTEST_BIN_PATH", path, 1);
    cb_add(&native, program);
    cb_add_all(&native, arguments);
    return cb_become(&native);
}

int cb_doctest(const struct cb_options *options) {
    struct cb_unit unit = {.name = "doctest", .kind = CB_BIN};
    struct cb_words command = {0};

    if (options->operands.count != 1 || strchr(options->operands.items[0], '/') == NULL)
        return cb_usage_error("only rustdoc starts 'cargo bcfix doctest'");
    unit.linked = options->operands.items[0];
    unit.module = module_of(unit.linked);
    unit.result = cb_text("%s.bc", unit.linked);
    unit.archives = options->parts;
    if (unit.module == NULL)
        return CLI_BAD_INPUT;
    int result = cb_convert(NULL, options, &unit);
    if (result == CLI_DONE)
        result = cb_start(options, &unit, &command);
    if (result != CLI_DONE)
        return result;
    if (is_merged(unit.linked))
        return become_merged(unit.linked, &command, &options->arguments);
    cb_add_all(&command, &options->arguments);
    return cb_become(&command);
}
