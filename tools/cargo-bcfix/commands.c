/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "build.h"
#include "exit_code.h"
#include "process.h"
#include "report.h"
#include "runtime.h"
#include "start.h"
#include "toolchain.h"

const struct cb_command cb_commands[] = {
    {"build", "b", "", "Builds programs, examples and libraries of the type cdylib or staticlib to bitcode that GraalVM runs.", cb_build},
    {"run", "r", "[--] [ARGUMENT]...", "Builds a program or an example and runs it in GraalVM.", cb_run_program},
    {"test", "t", "[TESTNAME] [-- ARGUMENT...]", "Builds the package's tests and runs them in GraalVM.", cb_test},
    {"exec", NULL, "FILE [ARGUMENT]...", "Runs bitcode that was built before.", cb_exec},
    {"setup", NULL, "", "Fetches the LLVM runtime of a line of GraalVM through Maven, once.", cb_setup},
    {"doctest", NULL, "FILE [ARGUMENT]...", NULL, cb_doctest}, /* which rustdoc starts */
    {NULL, NULL, NULL, NULL, NULL},
};

int cb_no_operands(const struct cb_options *options, size_t most) {
    if (options->operands.count > most)
        return cb_usage_error("'%s' is one operand too many", options->operands.items[most]);
    return CLI_DONE;
}

int cb_choose(struct cb_options *options, bool tests, struct cb_workspace *workspace, struct cb_units *units) {
    int result = cb_workspace_read(workspace, options);

    if (result == CLI_DONE)
        result = cb_check_rustc(options);
    if (result == CLI_DONE)
        result = cb_workspace_configure(workspace, options);
    return result == CLI_DONE ? cb_units_choose(workspace, options, tests, units) : result;
}

static int build(struct cb_options *options, struct cb_workspace *workspace, struct cb_units *units) {
    struct cb_folders folders;
    int result = cb_choose(options, false, workspace, units);

    if (result != CLI_DONE)
        return result;
    if (units->count == 0) {
        cli_error(NULL, "the chosen packages have no program, and no library of the type cdylib or staticlib; a library for other "
                  "crates goes into what uses it");
        return CLI_USAGE;
    }
    cb_folders_of(workspace, options, &folders);
    return cb_build_units(&folders, options, units);
}

int cb_build(const struct cb_options *given) {
    struct cb_options options = *given;
    struct cb_workspace workspace = {0};
    struct cb_units units = {0};
    int result = cb_no_operands(&options, 0);

    if (result == CLI_DONE)
        result = build(&options, &workspace, &units);
    cb_workspace_free(&workspace);
    return result;
}

/* ---- run ---- */

void cb_set_environment(const struct cb_package *package) {
    setenv("CARGO", cb_cargo(), 1);
    setenv("CARGO_MANIFEST_DIR", package->folder, 1);
    setenv("CARGO_MANIFEST_PATH", package->manifest, 1);
    setenv("CARGO_PKG_NAME", package->name, 1);
    setenv("CARGO_PKG_VERSION", package->version, 1);
}

/* Chooses one program, as cargo run does; the options for building are those of the user with that choice. */
static int choose_program(const struct cb_workspace *workspace, struct cb_options *options) {
    bool *chosen = cb_memory(workspace->count + 1);
    struct cb_words programs = {0};
    const char *preferred = "";

    if (options->bins.count + options->examples.count > 0)
        return CLI_DONE;
    int result = cb_packages_choose(workspace, options, chosen);
    for (size_t i = 0; result == CLI_DONE && i < workspace->count; i++) {
        json_object *targets = cb_json_get(workspace->packages[i].json, "targets");
        if (!chosen[i])
            continue;
        if (*cb_json_text(workspace->packages[i].json, "default_run") != '\0')
            preferred = cb_json_text(workspace->packages[i].json, "default_run");
        for (size_t j = 0; targets != NULL && j < json_object_array_length(targets); j++) {
            json_object *target = json_object_array_get_idx(targets, j);
            if (cb_json_has(cb_json_get(target, "kind"), "bin"))
                cb_add(&programs, cb_json_text(target, "name"));
        }
    }
    if (result != CLI_DONE)
        return result;
    if (programs.count == 0)
        return cb_usage_error("the chosen packages have no program to run");
    if (programs.count > 1 && *preferred == '\0') {
        char *names = cb_text("%s", programs.items[0]);
        for (size_t i = 1; i < programs.count; i++)
            names = cb_text("%s, %s", names, programs.items[i]);
        return cb_usage_error("there are several programs; --bin=NAME says which one to run: %s", names);
    }
    cb_add(&options->bins, *preferred != '\0' ? preferred : programs.items[0]);
    return CLI_DONE;
}

int cb_start(const struct cb_options *options, const struct cb_unit *unit, struct cb_words *command) {
    struct cb_words libraries = {0};

    cb_add_all(&libraries, &unit->libraries);
    cb_add_all(&libraries, &options->libraries);
    int result = cb_runtime_command(options, &libraries, command);
    if (result == CLI_DONE)
        cb_add(command, unit->result);
    return result;
}

void cb_tell_command(const struct cb_options *options, const struct cb_words *command) {
    char *line = cb_text("%s", "running");

    for (size_t i = 0; options->verbose && i < command->count; i++)
        line = cb_text("%s %s", line, *command->items[i] != '\0' ? command->items[i] : "''");
    if (options->verbose)
        cli_error(NULL, "%s", line);
}

int cb_run_program(const struct cb_options *given) {
    struct cb_options options = *given;
    struct cb_workspace workspace = {0};
    struct cb_units units = {0};
    struct cb_words command = {0};
    int result = cb_workspace_read(&workspace, &options);

    if (result == CLI_DONE)
        result = choose_program(&workspace, &options);
    cb_workspace_free(&workspace);
    if (result == CLI_DONE)
        result = build(&options, &workspace, &units);
    if (result == CLI_DONE && units.count != 1)
        result = cb_usage_error("run takes one program; --bin=NAME or --example=NAME says which one");
    if (result == CLI_DONE)
        result = cb_start(&options, &units.items[0], &command);
    if (result == CLI_DONE) {
        cb_set_environment(units.items[0].package);
        if (!options.quiet)
            cli_error(NULL, "running %s in GraalVM %s", units.items[0].result, cb_line(&options));
        cb_add_all(&command, &options.operands);
        cb_add_all(&command, &options.arguments);
        cb_tell_command(&options, &command);
        result = cb_become(&command);
    }
    cb_workspace_free(&workspace);
    return result;
}

int cb_exec(const struct cb_options *given) {
    struct cb_options options = *given;
    struct cb_unit unit = {0};
    struct cb_words command = {0};

    if (options.operands.count == 0)
        return cb_usage_error("which file? cargo bcfix exec FILE [ARGUMENT]...");
    unit.result = options.operands.items[0];
    const char *line = cb_line_of(unit.result);
    if (line != NULL && options.line == NULL)
        options.line = line;
    else if (line != NULL && !options.quiet && strcmp(line, cb_line(&options)) != 0)
        cli_error(unit.result, "this was made for GraalVM %s, and runs in %s as asked", line, cb_line(&options));
    int result = cb_start(&options, &unit, &command);
    if (result != CLI_DONE)
        return result;
    cb_add_all(&command, &options.arguments);
    cb_tell_command(&options, &command);
    return cb_become(&command);
}
