/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "build.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "exit_code.h"
#include "report.h"
#include "tests.h"

/* What a result that was there before says, when there is none now, would be old. */
static int build_unit(const struct cb_folders *folders, const struct cb_options *options, struct cb_unit *unit) {
    if (unit->native)
        return cb_cargo_test(folders, options, unit, "--lib", false);
    int result = cb_cargo_rustc(folders, options, unit);

    return result == CLI_DONE ? cb_convert(folders, options, unit) : result;
}

static bool is_json(const struct cb_options *options) {
    return options->message_format != NULL && cb_begins(options->message_format, "json");
}

static void tell_json(const struct cb_options *options, const struct cb_unit *unit) {
    json_object *message = json_object_new_object(), *target = json_object_new_object(), *libraries = json_object_new_array();
    static const char *const kinds[] = {"lib", "bin", "example", "test"};

    for (size_t i = 0; i < unit->libraries.count; i++)
        json_object_array_add(libraries, json_object_new_string(unit->libraries.items[i]));
    json_object_object_add(target, "kind", json_object_new_string(kinds[unit->kind]));
    json_object_object_add(target, "name", json_object_new_string(unit->name));
    json_object_object_add(message, "reason", json_object_new_string("bcfix-artifact"));
    json_object_object_add(message, "package_id", json_object_new_string(unit->package->id));
    json_object_object_add(message, "target", target);
    json_object_object_add(message, "test", json_object_new_boolean(unit->test));
    json_object_object_add(message, "graalvm", json_object_new_string(cb_line(options)));
    json_object_object_add(message, "filename", json_object_new_string(unit->result));
    json_object_object_add(message, "libraries", libraries);
    puts(json_object_to_json_string_ext(message, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE));
    json_object_put(message);
    fflush(stdout);
}

static void tell(const struct cb_options *options, const struct cb_unit *unit) {
    char *how = cb_text("cargo bcfix exec");
    const char *line = cb_text(" for GraalVM %s%s%s", cb_line(options), unit->replaced != NULL ? ", instead of the one for " : "",
                               unit->replaced != NULL ? unit->replaced : "");

    if (is_json(options))
        tell_json(options, unit);
    if (options->quiet || is_json(options) || strcmp(options->command->name, "build") != 0)
        return;
    for (size_t i = 0; i < unit->libraries.count; i++)
        how = cb_text("%s --library=%s", how, unit->libraries.items[i]);
    if (unit->kind == CB_LIB && !unit->test)
        cli_error(NULL, "the library %s is in %s%s; programs in GraalVM load it, see cargo-bcfix(1)", unit->name, unit->result, line);
    else
        cli_error(NULL, "the %s %s is in %s%s; it runs with: %s %s", cb_kind_text(unit), unit->name, unit->result, line, how, unit->result);
}

int cb_build_units(const struct cb_folders *folders, const struct cb_options *options, struct cb_units *units) {
    for (size_t i = 0; i < units->count; i++) {
        int result = build_unit(folders, options, &units->items[i]);
        if (result != CLI_DONE)
            return result;
        if (!units->items[i].native)
            tell(options, &units->items[i]);
    }
    return CLI_DONE;
}
