/* SARIF 2.1.0, as OASIS has it and GitHub reads it: each result has a place with a line, paths are relative.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "json.h"

static const char schema[] = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/* What paths that are not below the current folder are relative to. */
static const char root_id[] = "ROOT";

/* ---- rules: the codes of the registry ---- */

static const char *level_of(bcfix_severity severity) {
    return severity == BCFIX_NOTE ? "note" : severity == BCFIX_LOSS ? "warning" : "error";
}

static bool add_message(struct json_object *object, const char *key, const char *text) {
    struct json_object *message = cli_json_object_in(object, key);

    return message != NULL && cli_json_add_text(message, "text", text);
}

static bool add_code(struct json_object *object, const char *key, unsigned code) {
    char text[16];

    snprintf(text, sizeof text, "BCF%03u", code);
    return cli_json_add_text(object, key, text);
}

static bool add_rule(struct json_object *rules, unsigned code) {
    struct json_object *rule = cli_json_object_in_list(rules);

    if (rule == NULL || !add_code(rule, "id", code) || !cli_json_add_text(rule, "name", bcfix_registry_name(code)) ||
        !add_message(rule, "shortDescription", bcfix_registry_title(code)) ||
        !add_message(rule, "fullDescription", bcfix_registry_explanation(code)) ||
        !add_message(rule, "help", bcfix_registry_remedy(code)))
        return false;
    struct json_object *defaults = cli_json_object_in(rule, "defaultConfiguration");
    return defaults != NULL && cli_json_add_text(defaults, "level", level_of(bcfix_registry_severity(code)));
}

static bool add_tool(struct json_object *run) {
    struct json_object *tool = cli_json_object_in(run, "tool");
    struct json_object *driver = tool != NULL ? cli_json_object_in(tool, "driver") : NULL;

    if (driver == NULL || !cli_json_add_text(driver, "name", "bcfix") ||
        !cli_json_add_text(driver, "version", bcfix_version_string()))
        return false;
    struct json_object *rules = cli_json_list_in(driver, "rules");
    if (rules == NULL)
        return false;
    for (size_t i = 0; i < bcfix_registry_count(); i++) {
        if (!add_rule(rules, bcfix_registry_code(i)))
            return false;
    }
    return true;
}

static size_t rule_index(unsigned code) {
    size_t i = 0;

    while (i < bcfix_registry_count() && bcfix_registry_code(i) != code)
        i++;
    return i;
}

/* ---- places ---- */

/* The path as a relative reference: what is no letter of a URI as %HH. */
static char *uri_of(const char *path) {
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/+@,=";
    char *uri = malloc(3 * strlen(path) + 3), *to = uri;

    if (uri == NULL)
        return NULL;
    for (const char *at = path; *at != '\0'; at++) {
        if (strchr(plain, *at) != NULL)
            *to++ = *at;
        else
            to += sprintf(to, "%%%02X", (unsigned char)*at);
    }
    *to = '\0';
    return uri;
}

/* Sets `*relative` to the part below the current folder, else below the root; false when it is below the root. */
static bool is_below_here(const char *path, const char **relative) {
    char here[PATH_MAX];
    size_t length;

    while (strncmp(path, "./", 2) == 0)
        path += 2;
    *relative = path;
    if (*path != '/')
        return true;
    length = getcwd(here, sizeof here) != NULL ? strlen(here) : 0;
    if (length > 1 && strncmp(path, here, length) == 0 && path[length] == '/') {
        *relative = path + length + 1;
        return true;
    }
    *relative = path + strspn(path, "/");
    return false;
}

static bool add_artifact(struct json_object *physical, const char *path) {
    struct json_object *artifact = cli_json_object_in(physical, "artifactLocation");
    const char *relative;
    bool here = is_below_here(strcmp(path, "-") == 0 ? "stdin" : path, &relative);
    char *uri = uri_of(relative);
    bool good = uri != NULL && artifact != NULL && cli_json_add_text(artifact, "uri", uri) &&
                (here || cli_json_add_text(artifact, "uriBaseId", root_id));

    free(uri);
    return good;
}

/* The line of the source when it is a file of the repository, else the first one of the file that was checked. */
static bool add_physical(struct json_object *location, const struct cli_checked *checked, const struct cli_check_finding *finding) {
    struct json_object *physical = cli_json_object_in(location, "physicalLocation");
    bool source = finding != NULL && finding->file != NULL && *finding->file != '/' && finding->line > 0;

    if (physical == NULL || !add_artifact(physical, source ? finding->file : checked->path))
        return false;
    struct json_object *region = cli_json_object_in(physical, "region");
    return region != NULL && cli_json_add_number(region, "startLine", source ? finding->line : 1) &&
           (!source || finding->column == 0 || cli_json_add_number(region, "startColumn", finding->column));
}

static bool add_logical(struct json_object *location, const struct cli_check_finding *finding) {
    if (finding->function == NULL)
        return true;
    struct json_object *list = cli_json_list_in(location, "logicalLocations");
    struct json_object *logical = list != NULL ? cli_json_object_in_list(list) : NULL;
    return logical != NULL && cli_json_add_text(logical, "kind", "function") &&
           cli_json_add_text(logical, "decoratedName", finding->function) &&
           cli_json_add_text(logical, "fullyQualifiedName", finding->demangled != NULL ? finding->demangled : finding->function);
}

static struct json_object *add_location(struct json_object *owner, const struct cli_checked *checked,
                                        const struct cli_check_finding *finding) {
    struct json_object *locations = cli_json_list_in(owner, "locations");
    struct json_object *location = locations != NULL ? cli_json_object_in_list(locations) : NULL;

    return location != NULL && add_physical(location, checked, finding) ? location : NULL;
}

/* ---- results ---- */

static bool add_suppression(struct json_object *result) {
    struct json_object *list = cli_json_list_in(result, "suppressions");
    struct json_object *suppression = list != NULL ? cli_json_object_in_list(list) : NULL;

    return suppression != NULL && cli_json_add_text(suppression, "kind", "external") &&
           cli_json_add_text(suppression, "justification", "--allow");
}

static bool add_properties(struct json_object *result, const struct cli_checked *checked, const struct cli_check_finding *finding) {
    struct json_object *properties = cli_json_object_in(result, "properties");

    return properties != NULL && cli_json_add_text(properties, "target", checked->target) &&
           cli_json_add_text(properties, "file", checked->path) &&
           cli_json_add_text(properties, "action", bcfix_action_text(bcfix_registry_action(finding->code))) &&
           cli_json_add_text(properties, "reachable", bcfix_reach_text(finding->reach)) &&
           cli_json_add_number(properties, "count", finding->count) &&
           (finding->crate == NULL || cli_json_add_text(properties, "crate", finding->crate)) &&
           (finding->member == NULL || cli_json_add_text(properties, "member", finding->member)) &&
           (finding->bit == UINT64_MAX || cli_json_add_number(properties, "bit", finding->bit));
}

static bool add_result(struct json_object *results, const struct cli_checked *checked, const struct cli_check_finding *finding) {
    struct json_object *result = cli_json_object_in_list(results), *location;
    bcfix_severity severity = bcfix_registry_severity(finding->code);
    /* What nothing gets to is no error. */
    const char *level = severity == BCFIX_TRAP && finding->reach != BCFIX_REACH_YES ? "note" : level_of(severity);
    char *place = cli_check_place(finding), *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    if (out != NULL) {
        fprintf(out, "%s: %s%s%s%s", checked->target, finding->message, place != NULL && *place != '\0' ? " (" : "",
                place != NULL ? place : "", place != NULL && *place != '\0' ? ")" : "");
        fclose(out);
    }
    bool good = result != NULL && place != NULL && text != NULL && add_code(result, "ruleId", finding->code) &&
                cli_json_add_number(result, "ruleIndex", rule_index(finding->code)) && cli_json_add_text(result, "level", level) &&
                add_message(result, "message", text) && (location = add_location(result, checked, finding)) != NULL &&
                add_logical(location, finding) && add_properties(result, checked, finding) &&
                (!finding->allowed || add_suppression(result));
    free(place);
    free(text);
    return good;
}

static bool add_results(struct json_object *run, const struct cli_check *check) {
    struct json_object *results = cli_json_list_in(run, "results");

    for (size_t i = 0; i < check->count; i++) {
        const struct cli_checked *checked = &check->results[i];
        for (size_t f = 0; checked->code == CLI_DONE && f < checked->count; f++) {
            if (!add_result(results, checked, &checked->findings[f]))
                return false;
        }
    }
    return results != NULL;
}

/* ---- the run ---- */

static bool add_notification(struct json_object *list, const struct cli_checked *checked) {
    struct json_object *notification = cli_json_object_in_list(list);

    return notification != NULL && cli_json_add_text(notification, "level", "error") &&
           add_message(notification, "message", checked->why) && add_location(notification, checked, NULL) != NULL;
}

static bool add_invocation(struct json_object *run, const struct cli_check *check) {
    struct json_object *list = cli_json_list_in(run, "invocations");
    struct json_object *invocation = list != NULL ? cli_json_object_in_list(list) : NULL;
    bool successful = true;

    for (size_t i = 0; i < check->count; i++)
        successful = successful && check->results[i].code == CLI_DONE;
    if (invocation == NULL || !cli_json_add(invocation, "executionSuccessful", json_object_new_boolean(successful)))
        return false;
    struct json_object *notifications = cli_json_list_in(invocation, "toolExecutionNotifications");
    for (size_t i = 0; i < check->count; i++) {
        if (check->results[i].code != CLI_DONE && !add_notification(notifications, &check->results[i]))
            return false;
    }
    return notifications != NULL;
}

static bool add_bases(struct json_object *run) {
    struct json_object *bases = cli_json_object_in(run, "originalUriBaseIds");
    struct json_object *root = bases != NULL ? cli_json_object_in(bases, root_id) : NULL;

    return root != NULL && cli_json_add_text(root, "uri", "file:///");
}

static bool fill(struct json_object *document, const struct cli_check *check) {
    if (document == NULL || !cli_json_add_text(document, "$schema", schema) || !cli_json_add_text(document, "version", "2.1.0"))
        return false;
    struct json_object *runs = cli_json_list_in(document, "runs");
    struct json_object *run = runs != NULL ? cli_json_object_in_list(runs) : NULL;
    return run != NULL && add_tool(run) && add_invocation(run, check) && add_bases(run) &&
           cli_json_add_text(run, "columnKind", "unicodeCodePoints") && add_results(run, check);
}

bool cli_check_write_sarif(const struct cli_check *check, FILE *out) {
    struct json_object *document = json_object_new_object();

    return cli_json_write(document, fill(document, check), out);
}
