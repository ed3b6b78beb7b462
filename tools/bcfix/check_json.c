/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "check.h"
#include "json.h"

/* Raised when a key changes its meaning or goes: docs/check-schema.json. */
enum { SCHEMA = 1 };

static bool add_record(struct json_object *object, const struct cli_check_finding *finding) {
    if (finding->record == NULL && finding->bit == UINT64_MAX)
        return cli_json_add_text_or_null(object, "record", NULL);
    struct json_object *record = cli_json_object_in(object, "record");
    return record != NULL && cli_json_add_text_or_null(record, "name", finding->record) &&
           (finding->bit == UINT64_MAX ? cli_json_add_text_or_null(record, "bit", NULL)
                                       : cli_json_add_number(record, "bit", finding->bit));
}

static bool add_location(struct json_object *object, const struct cli_check_finding *finding) {
    if (finding->file == NULL)
        return cli_json_add_text_or_null(object, "location", NULL);
    struct json_object *location = cli_json_object_in(object, "location");
    return location != NULL && cli_json_add_text(location, "file", finding->file) &&
           cli_json_add_number(location, "line", finding->line) && cli_json_add_number(location, "column", finding->column);
}

static bool add_finding(struct json_object *list, const struct cli_check_finding *finding) {
    struct json_object *object = cli_json_object_in_list(list);
    char code[16];

    snprintf(code, sizeof code, "BCF%03u", finding->code);
    return object != NULL && cli_json_add_text(object, "code", code) &&
           cli_json_add_text_or_null(object, "name", bcfix_registry_name(finding->code)) &&
           cli_json_add_text(object, "severity", bcfix_severity_text(bcfix_registry_severity(finding->code))) &&
           cli_json_add_text(object, "action", bcfix_action_text(bcfix_registry_action(finding->code))) &&
           cli_json_add_text(object, "message", finding->message) &&
           cli_json_add_text_or_null(object, "member", finding->member) &&
           cli_json_add_text_or_null(object, "function", finding->function) &&
           cli_json_add_text_or_null(object, "demangled", finding->demangled) &&
           cli_json_add_text_or_null(object, "crate", finding->crate) &&
           cli_json_add_text_or_null(object, "symbol", finding->symbol) && add_record(object, finding) &&
           add_location(object, finding) &&
           cli_json_add_text(object, "reachable", bcfix_reach_text(finding->reach)) &&
           cli_json_add_number(object, "count", finding->count) &&
           cli_json_add_number(object, "functions", finding->functions) &&
           cli_json_add(object, "allowed", json_object_new_boolean(finding->allowed));
}

static bool add_error(struct json_object *object, const struct cli_checked *checked) {
    if (checked->code == CLI_DONE)
        return cli_json_add_text_or_null(object, "error", NULL);
    struct json_object *error = cli_json_object_in(object, "error");
    return error != NULL && cli_json_add_number(error, "exit", (uint64_t)checked->code) &&
           cli_json_add_text(error, "message", checked->why);
}

static bool add_file(struct json_object *list, const struct cli_checked *checked) {
    struct json_object *object = cli_json_object_in_list(list);
    bool done = checked->code == CLI_DONE;

    if (object == NULL || !cli_json_add_text(object, "path", checked->path) ||
        !cli_json_add_text_or_null(object, "container", checked->container) ||
        !cli_json_add_text_or_null(object, "producer", checked->producer) ||
        !cli_json_add_text_or_null(object, "triple", checked->triple) ||
        !cli_json_add_text(object, "target", checked->target) ||
        !cli_json_add_text_or_null(object, "verdict", done ? bcfix_verdict_text(checked->verdict) : NULL) ||
        !cli_json_add_text_or_null(object, "reason", done && checked->verdict == BCFIX_NOT_CONVERTIBLE ? checked->why : NULL) ||
        !add_error(object, checked))
        return false;
    struct json_object *findings = cli_json_list_in(object, "findings");
    if (findings == NULL)
        return false;
    for (size_t i = 0; done && i < checked->count; i++) {
        if (!add_finding(findings, &checked->findings[i]))
            return false;
    }
    return true;
}

static bool fill(struct json_object *document, const struct cli_check *check) {
    struct json_object *tool;

    if (document == NULL || !cli_json_add_number(document, "schema", SCHEMA) ||
        (tool = cli_json_object_in(document, "tool")) == NULL || !cli_json_add_text(tool, "name", "bcfix") ||
        !cli_json_add_text(tool, "version", bcfix_version_string()))
        return false;
    struct json_object *files = cli_json_list_in(document, "files");
    if (files == NULL)
        return false;
    for (size_t i = 0; i < check->count; i++) {
        if (!add_file(files, &check->results[i]))
            return false;
    }
    return true;
}

bool cli_check_write_json(const struct cli_check *check, FILE *out) {
    struct json_object *document = json_object_new_object();

    return cli_json_write(document, fill(document, check), out);
}
