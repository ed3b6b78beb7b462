/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <string.h>

#include "commands.h"
#include "exit_code.h"
#include "json.h"
#include "report.h"
#include "text_output.h"

/* Raised when a key changes its meaning or goes. */
enum { SCHEMA = 1 };

/* ---- for people ---- */

static void show_platforms(bool tested) {
    const bcfix_platform *platform;
    bool first = true;

    for (size_t i = 0; (platform = bcfix_platform_at(i)) != NULL; i++) {
        if (bcfix_platform_is_tested(platform) != tested)
            continue;
        cli_textf("%s%s", first ? "" : ", ", bcfix_platform_name(platform));
        first = false;
    }
    cli_textf(tested ? " (tested)" : " (untested)");
}

static int show_text(void) {
    const bcfix_target *target;
    size_t width = strlen("TARGET");

    for (size_t i = 0; (target = bcfix_target_at(i)) != NULL; i++) {
        size_t length = strlen(bcfix_target_name(target));
        width = length > width ? length : width;
    }
    cli_textf("%-*s  %-4s  %s\n", (int)width, "TARGET", "LLVM", "DESCRIPTION");
    for (size_t i = 0; (target = bcfix_target_at(i)) != NULL; i++)
        cli_textf("%-*s  %-4u  %s%s\n", (int)width, bcfix_target_name(target), bcfix_target_llvm_major(target),
                  bcfix_target_description(target), bcfix_target_is_default(target) ? " (the default)" : "");
    cli_textf("\nPlatforms\n  of graalvm-*: ");
    show_platforms(true);
    cli_textf("; ");
    show_platforms(false);
    cli_textf("\n  of llvm-*:    any\n");
    return cli_text_end();
}

/* ---- for programs ---- */

static bool add_platforms(struct json_object *object, const bcfix_target *target) {
    struct json_object *list = json_object_new_array();
    const bcfix_platform *platform;

    if (!cli_json_add(object, "platforms", list))
        return false;
    for (size_t i = 0; !bcfix_target_takes_any_platform(target) && (platform = bcfix_platform_at(i)) != NULL; i++) {
        struct json_object *row = json_object_new_object();
        if (!cli_json_append(list, row) || !cli_json_add(row, "name", json_object_new_string(bcfix_platform_name(platform))) ||
            !cli_json_add(row, "tested", json_object_new_boolean(bcfix_platform_is_tested(platform))))
            return false;
    }
    return true;
}

static bool add_target(struct json_object *list, const bcfix_target *target) {
    struct json_object *object = json_object_new_object();

    return cli_json_append(list, object) && cli_json_add(object, "name", json_object_new_string(bcfix_target_name(target))) &&
           cli_json_add(object, "llvm", json_object_new_int64(bcfix_target_llvm_major(target))) &&
           cli_json_add(object, "description", json_object_new_string(bcfix_target_description(target))) &&
           cli_json_add(object, "default", json_object_new_boolean(bcfix_target_is_default(target))) &&
           cli_json_add(object, "any_platform", json_object_new_boolean(bcfix_target_takes_any_platform(target))) &&
           add_platforms(object, target);
}

static bool fill(struct json_object *document) {
    struct json_object *list = json_object_new_array();
    const bcfix_target *target;

    if (document == NULL || !cli_json_add(document, "schema", json_object_new_int64(SCHEMA)) ||
        !cli_json_add(document, "bcfix", json_object_new_string(bcfix_version_string()))) {
        json_object_put(list);
        return false;
    }
    if (!cli_json_add(document, "targets", list))
        return false;
    for (size_t i = 0; (target = bcfix_target_at(i)) != NULL; i++) {
        if (!add_target(list, target))
            return false;
    }
    return true;
}

static int show_json(void) {
    struct json_object *document = json_object_new_object();
    const char *text = fill(document) ? json_object_to_json_string_ext(document, JSON_C_TO_STRING_PRETTY |
                                                                                   JSON_C_TO_STRING_NOSLASHESCAPE)
                                      : NULL;

    if (text != NULL) {
        cli_text(text, strlen(text));
        cli_text("\n", 1);
    } else {
        cli_error(NULL, "not enough memory");
    }
    json_object_put(document);
    return text != NULL ? cli_text_end() : CLI_LIMIT;
}

int cli_targets(const struct cli_arguments *arguments) {
    return arguments->json ? show_json() : show_text();
}
