/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* cargo bcfix test: unit tests and test suites, and then what documentation has. */
#include "tests.h"

#include <string.h>

#include "commands.h"
#include "doctest.h"
#include "exit_code.h"
#include "process.h"
#include "report.h"
#include "start.h"

int cb_cargo_test(const struct cb_folders *folders, const struct cb_options *options, const struct cb_unit *unit, const char *choice, bool run) {
    struct cb_words command = {0};
    const char *profile = cb_profile(options);

    cb_cargo_command(&command, folders, options, unit->package, "test", strcmp(profile, "dev") == 0 ? "test" : profile);
    cb_add(&command, choice);
    if (!run)
        cb_add(&command, "--no-run");
    if (options->no_fail_fast)
        cb_add(&command, "--no-fail-fast");
    cb_add_all(&command, &options->operands);
    cb_add(&command, "--");
    cb_add_all(&command, &options->arguments);
    cb_tell_command(options, &command);
    int code = cb_run(&command, NULL, false, NULL, NULL);
    return code >= 0 ? code : CLI_IO;
}

static int run_suite(const struct cb_folders *folders, const struct cb_options *options, const struct cb_unit *unit) {
    struct cb_words command = {0};

    if (unit->native) {
        if (!options->quiet)
            cli_error(NULL, "running the unit tests of %s natively: rustc itself runs procedural macros", unit->package->name);
        return cb_cargo_test(folders, options, unit, "--lib", true);
    }
    int result = cb_start(options, unit, &command);
    if (result != CLI_DONE)
        return result;
    cb_add_all(&command, &options->operands);
    cb_add_all(&command, &options->arguments);
    if (!options->quiet)
        cli_error(NULL, "running the %s %s of %s in GraalVM %s", cb_kind_text(unit), unit->name, unit->package->name, cb_line(options));
    cb_tell_command(options, &command);
    cb_set_environment(unit->package);
    return cb_run(&command, unit->package->folder, false, NULL, NULL);
}

static bool fails(const struct cb_unit *unit, const char *what, int code) {
    if (code != 0)
        cli_error(NULL, "the %s %s of %s ended with %d", what, unit->name, unit->package->name, code);
    return code != 0;
}

/* As cargo does: the first failure is the end, but for --no-fail-fast. */
static int run_all(const struct cb_folders *folders, const struct cb_options *options, const struct cb_units *units,
                   const struct cb_units *documented) {
    size_t failed = 0;

    for (size_t i = 0; i < units->count && (failed == 0 || options->no_fail_fast); i++)
        failed += fails(&units->items[i], cb_kind_text(&units->items[i]), run_suite(folders, options, &units->items[i]));
    for (size_t i = 0; i < documented->count && (failed == 0 || options->no_fail_fast); i++)
        failed += fails(&documented->items[i], "tests in the documentation of the library",
                        cb_test_documentation(folders, options, &documented->items[i], units));
    return failed == 0 ? CLI_DONE : CB_CARGO_FAILED;
}

int cb_test(const struct cb_options *given) {
    struct cb_options options = *given;
    struct cb_workspace workspace = {0};
    struct cb_folders folders;
    struct cb_units units = {0}, documented = {0};
    int result = cb_no_operands(&options, 1);

    if (result == CLI_DONE)
        result = cb_choose(&options, true, &workspace, &units);
    if (result == CLI_DONE)
        result = cb_documented_choose(&workspace, &options, &documented);
    if (result == CLI_DONE && units.count + documented.count == 0) {
        cli_error(NULL, "the chosen packages have no tests");
        result = CLI_USAGE;
    }
    if (result == CLI_DONE) {
        cb_folders_of(&workspace, &options, &folders);
        result = cb_build_units(&folders, &options, &units);
    }
    if (result == CLI_DONE && !options.no_run)
        result = run_all(&folders, &options, &units, &documented);
    cb_workspace_free(&workspace);
    return result;
}
