/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "packages.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "exit_code.h"
#include "process.h"
#include "report.h"
#include "toolchain.h"

json_object *cb_json_get(json_object *object, const char *key) {
    json_object *value;

    return json_object_object_get_ex(object, key, &value) ? value : NULL;
}

const char *cb_json_text(json_object *object, const char *key) {
    const char *text = json_object_get_string(cb_json_get(object, key));

    return text != NULL ? text : "";
}

bool cb_json_has(json_object *list, const char *text) {
    for (size_t i = 0; json_object_is_type(list, json_type_array) && i < json_object_array_length(list); i++)
        if (strcmp(json_object_get_string(json_object_array_get_idx(list, i)), text) == 0)
            return true;
    return false;
}

static void take_packages(struct cb_workspace *workspace) {
    json_object *all = cb_json_get(workspace->json, "packages");
    json_object *members = cb_json_get(workspace->json, "workspace_members");
    size_t count = json_object_is_type(all, json_type_array) ? json_object_array_length(all) : 0;

    workspace->packages = cb_memory((count + 1) * sizeof *workspace->packages);
    for (size_t i = 0; i < count; i++) {
        json_object *json = json_object_array_get_idx(all, i);
        struct cb_package package = {.id = cb_json_text(json, "id"), .name = cb_json_text(json, "name"),
            .version = cb_json_text(json, "version"), .manifest = cb_json_text(json, "manifest_path"), .json = json};
        const char *slash = strrchr(package.manifest, '/');
        package.folder = slash != NULL ? cb_text_part(package.manifest, (size_t)(slash - package.manifest)) : ".";
        if (cb_json_has(members, package.id))
            workspace->packages[workspace->count++] = package;
    }
}

int cb_workspace_read(struct cb_workspace *workspace, const struct cb_options *options) {
    struct cb_words command = {0};

    *workspace = (struct cb_workspace){0};
    if (cb_which(cb_cargo()) == NULL) {
        cli_error(NULL, "there is no %s: install Rust with rustup, or the package cargo", cb_cargo());
        return CLI_IO;
    }
    cb_add(&command, cb_cargo());
    cb_add(&command, "metadata");
    cb_add(&command, "--format-version=1");
    cb_add(&command, "--no-deps");
    cb_add_all(&command, &options->to_metadata);
    char *output = cb_output_of(&command);
    if (output == NULL)
        return CLI_BAD_INPUT; /* cargo said why */
    workspace->json = json_tokener_parse(output);
    if (!json_object_is_type(workspace->json, json_type_object)) {
        cli_error(NULL, "'%s metadata' gave something that is no JSON object", cb_cargo());
        cb_workspace_free(workspace);
        return CLI_BAD_INPUT;
    }
    workspace->target_folder = cb_json_text(workspace->json, "target_directory");
    workspace->root = cb_json_text(workspace->json, "workspace_root");
    take_packages(workspace);
    return CLI_DONE;
}

void cb_workspace_free(struct cb_workspace *workspace) {
    json_object_put(workspace->json);
    *workspace = (struct cb_workspace){0};
}

int cb_workspace_configure(const struct cb_workspace *workspace, struct cb_options *options) {
    const struct {
        const char *key, *variable;
        const char **option;
    } settings[] = {
        {"graalvm", "BCFIX_GRAALVM", &options->line},
        {"java", "BCFIX_JAVA", &options->java},
        {"class-path", "BCFIX_CLASS_PATH", &options->class_path},
    };
    json_object *table = cb_json_get(cb_json_get(workspace->json, "metadata"), "bcfix");

    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        const char *set = getenv(settings[i].variable), *value = cb_json_text(table, settings[i].key);
        if (*settings[i].option == NULL && (set == NULL || *set == '\0') && *value != '\0')
            *settings[i].option = cb_text("%s", value);
    }
    return cb_check_line(options);
}

/* NAME, NAME@VERSION, a pattern for names, or what cargo calls an id. */
static bool is_named(const struct cb_package *package, const char *spec) {
    return fnmatch(spec, package->name, 0) == 0 || strcmp(spec, package->id) == 0 ||
           strcmp(spec, cb_text("%s@%s", package->name, package->version)) == 0 ||
           strcmp(spec, cb_text("%s:%s", package->name, package->version)) == 0;
}

static size_t mark(const struct cb_workspace *workspace, const char *spec, bool *chosen, bool value) {
    size_t found = 0;

    for (size_t i = 0; i < workspace->count; i++) {
        if (!is_named(&workspace->packages[i], spec))
            continue;
        chosen[i] = value;
        found++;
    }
    return found;
}

/* The package of the folder that we are in, or what the workspace says. */
static int choose_default(const struct cb_workspace *workspace, const struct cb_options *options, bool *chosen) {
    struct cb_words command = {0};

    cb_add(&command, cb_cargo());
    cb_add(&command, "locate-project");
    cb_add(&command, "--message-format=plain");
    if (options->manifest_path != NULL)
        cb_add(&command, cb_text("--manifest-path=%s", options->manifest_path));
    char *manifest = cb_output_of(&command);
    if (manifest == NULL)
        return CLI_BAD_INPUT;
    manifest[strcspn(manifest, "\n")] = '\0';
    bool at_root = strcmp(manifest, cb_text("%s/Cargo.toml", workspace->root)) == 0;
    json_object *defaults = cb_json_get(workspace->json, "workspace_default_members");
    for (size_t i = 0; i < workspace->count; i++)
        chosen[i] = at_root ? defaults == NULL || cb_json_has(defaults, workspace->packages[i].id)
                            : strcmp(manifest, workspace->packages[i].manifest) == 0;
    return CLI_DONE;
}

int cb_packages_choose(const struct cb_workspace *workspace, const struct cb_options *options, bool *chosen) {
    bool everything = options->workspace || options->all;

    if (options->excluded.count > 0 && !everything)
        return cb_usage_error("--exclude goes with --workspace only");
    if (!everything && options->packages.count == 0)
        return choose_default(workspace, options, chosen);
    for (size_t i = 0; i < workspace->count; i++)
        chosen[i] = everything;
    for (size_t i = 0; i < options->packages.count; i++) {
        if (mark(workspace, options->packages.items[i], chosen, true) > 0)
            continue;
        cli_error(NULL, "no package of the workspace is named '%s'", options->packages.items[i]);
        return CLI_USAGE;
    }
    for (size_t i = 0; i < options->excluded.count; i++)
        mark(workspace, options->excluded.items[i], chosen, false);
    return CLI_DONE;
}

/* ---- features ---- */

/* Calls `take` with each name of --features, which commas and spaces separate. */
static void each_feature(const struct cb_options *options, void (*take)(void *user, const char *feature), void *user) {
    for (size_t i = 0; i < options->features.count; i++) {
        const char *at = options->features.items[i];
        while (*(at += strspn(at, ", \t")) != '\0') {
            size_t length = strcspn(at, ", \t");
            take(user, cb_text_part(at, length));
            at += length;
        }
    }
}

struct closure {
    const struct cb_package *package;
    struct cb_words *features;
};

static const char *own_name(const struct cb_package *package, const char *feature) {
    const char *slash = strchr(feature, '/');

    if (slash != NULL && (size_t)(slash - feature) == strlen(package->name) && cb_begins(feature, package->name))
        return slash + 1;
    return feature;
}

static void activate(void *user, const char *feature) {
    struct closure *closure = user;
    json_object *all = cb_json_get(closure->package->json, "features");
    const char *name = own_name(closure->package, feature);
    json_object *brings = cb_json_get(all, name);

    if (brings == NULL || cb_has(closure->features, name))
        return;
    cb_add(closure->features, name);
    for (size_t i = 0; i < json_object_array_length(brings); i++)
        activate(closure, json_object_get_string(json_object_array_get_idx(brings, i)));
}

void cb_features_of(const struct cb_package *package, const struct cb_options *options, struct cb_words *features) {
    struct closure closure = {package, features};

    json_object *all = options->all_features ? cb_json_get(package->json, "features") : NULL;

    if (all != NULL) {
        json_object_object_foreach(all, name, brings) {
            (void)brings;
            activate(&closure, name);
        }
    }
    if (!options->no_default_features)
        activate(&closure, "default");
    each_feature(options, activate, &closure);
}

static void keep_given(void *user, const char *feature) {
    struct closure *closure = user;
    const char *name = own_name(closure->package, feature);

    /* "dependency/feature" is for cargo to understand. */
    if (strchr(name, '/') != NULL || cb_json_get(cb_json_get(closure->package->json, "features"), name) != NULL)
        cb_add(closure->features, name);
}

const char *cb_features_given(const struct cb_package *package, const struct cb_options *options) {
    struct cb_words given = {0};
    struct closure closure = {package, &given};
    char *joined = cb_text("%s", "");

    each_feature(options, keep_given, &closure);
    for (size_t i = 0; i < given.count; i++)
        joined = cb_text("%s%s%s", joined, i > 0 ? "," : "", given.items[i]);
    return joined;
}
