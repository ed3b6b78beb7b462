/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "units.h"

#include <string.h>

#include "exit_code.h"
#include "report.h"

/* The kind of a target as cargo metadata calls it, and how options choose it. */
static const struct {
    const char *name;
    enum cb_kind kind;
    size_t all, named; /* members of struct cb_options; a library has no list of names */
} kinds[] = {
    {"bin", CB_BIN, offsetof(struct cb_options, all_bins), offsetof(struct cb_options, bins)},
    {"example", CB_EXAMPLE, offsetof(struct cb_options, all_examples), offsetof(struct cb_options, examples)},
    {"test", CB_TEST, offsetof(struct cb_options, all_tests), offsetof(struct cb_options, tests)},
};

/* Libraries that stand alone, the better one first; one that is only for Rust goes into what uses it. */
static const char *const library_types[] = {"cdylib", "staticlib"};

const char *cb_kind_text(const struct cb_unit *unit) {
    static const char *const texts[] = {"library", "program", "example", "test suite"};

    return unit->test && unit->kind != CB_TEST ? "unit tests" : texts[unit->kind];
}

static void add(struct cb_units *units, struct cb_unit unit) {
    if (units->count == units->capacity) {
        size_t capacity = units->capacity > 0 ? 2 * units->capacity : 8;
        struct cb_unit *items = cb_memory(capacity * sizeof *items);
        if (units->count > 0)
            memcpy(items, units->items, units->count * sizeof *items);
        units->items = items;
        units->capacity = capacity;
    }
    units->items[units->count++] = unit;
}

static bool flag_at(const struct cb_options *options, size_t offset) {
    return *(const bool *)((const char *)options + offset);
}

static const struct cb_words *words_at(const struct cb_options *options, size_t offset) {
    return (const struct cb_words *)((const char *)options + offset);
}

static bool says_nothing(const struct cb_options *options) {
    bool nothing = !options->lib && !options->all_targets && !options->doc;

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        nothing = nothing && !flag_at(options, kinds[i].all) && words_at(options, kinds[i].named)->count == 0;
    return nothing;
}

static bool has_features(json_object *target, const struct cb_words *features) {
    json_object *required = cb_json_get(target, "required-features");

    for (size_t i = 0; required != NULL && i < json_object_array_length(required); i++)
        if (!cb_has(features, json_object_get_string(json_object_array_get_idx(required, i))))
            return false;
    return true;
}

/* Whether a target that was not named is built by default: cargo build makes programs and libraries, cargo test what has
 * tests. */
static bool is_default(enum cb_kind kind, json_object *target, bool tests) {
    if (tests)
        return json_object_get_boolean(cb_json_get(target, "test"));
    return kind == CB_BIN;
}

static void choose_library(const struct cb_package *package, const struct cb_options *options, json_object *target, bool tests,
                           struct cb_units *units) {
    struct cb_unit unit = {.package = package, .name = cb_json_text(target, "name"), .kind = CB_LIB, .test = tests};
    json_object *types = cb_json_get(target, "crate_types");

    if (!options->lib && !options->all_targets && !says_nothing(options))
        return;
    unit.native = cb_json_has(types, "proc-macro");
    if (tests && options->lib + json_object_get_boolean(cb_json_get(target, "test")) == 0)
        return;
    for (size_t i = 0; i < sizeof library_types / sizeof *library_types && unit.crate_type == NULL; i++)
        if (cb_json_has(types, library_types[i]))
            unit.crate_type = library_types[i];
    if (tests || unit.crate_type != NULL)
        add(units, unit);
}

static void choose_target(const struct cb_package *package, const struct cb_options *options, json_object *target, bool tests,
                          const struct cb_words *features, struct cb_units *units) {
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct cb_unit unit = {.package = package, .name = cb_json_text(target, "name"), .kind = kinds[i].kind,
            .test = tests || kinds[i].kind == CB_TEST};
        if (!cb_json_has(cb_json_get(target, "kind"), kinds[i].name))
            continue;
        bool named = cb_has(words_at(options, kinds[i].named), unit.name);
        bool wanted = flag_at(options, kinds[i].all) || options->all_targets ||
                      (says_nothing(options) && is_default(unit.kind, target, tests));
        if (named || (wanted && has_features(target, features)))
            add(units, unit);
        return;
    }
    choose_library(package, options, target, tests, units);
}

static int check_named(const struct cb_options *options, const struct cb_units *units) {
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const struct cb_words *named = words_at(options, kinds[i].named);
        for (size_t j = 0; j < named->count; j++) {
            size_t found = 0;
            for (size_t k = 0; k < units->count; k++)
                found += units->items[k].kind == kinds[i].kind && strcmp(units->items[k].name, named->items[j]) == 0;
            if (found > 0)
                continue;
            cli_error(NULL, "no %s of the chosen packages is named '%s'", kinds[i].name, named->items[j]);
            return CLI_USAGE;
        }
    }
    return CLI_DONE;
}

int cb_units_choose(const struct cb_workspace *workspace, const struct cb_options *options, bool tests, struct cb_units *units) {
    bool *chosen = cb_memory(workspace->count + 1);
    int result = cb_packages_choose(workspace, options, chosen);

    if (result != CLI_DONE)
        return result;
    for (size_t i = 0; i < workspace->count; i++) {
        const struct cb_package *package = &workspace->packages[i];
        json_object *targets = cb_json_get(package->json, "targets");
        struct cb_words features = {0};
        if (!chosen[i])
            continue;
        cb_features_of(package, options, &features);
        for (size_t j = 0; targets != NULL && j < json_object_array_length(targets); j++)
            choose_target(package, options, json_object_array_get_idx(targets, j), tests, &features, units);
    }
    return check_named(options, units);
}

/* Whether cargo test would test the documentation of a target: only what other crates can use has examples that compile. */
static bool is_documented(json_object *target) {
    json_object *types = cb_json_get(target, "crate_types");

    return json_object_get_boolean(cb_json_get(target, "doctest")) &&
           (cb_json_has(types, "lib") || cb_json_has(types, "rlib") || cb_json_has(types, "proc-macro"));
}

int cb_documented_choose(const struct cb_workspace *workspace, const struct cb_options *options, struct cb_units *units) {
    bool *chosen = cb_memory(workspace->count + 1);
    int result = cb_packages_choose(workspace, options, chosen);

    if (result != CLI_DONE || (!options->doc && !says_nothing(options)))
        return result;
    for (size_t i = 0; i < workspace->count; i++) {
        json_object *targets = cb_json_get(workspace->packages[i].json, "targets");
        for (size_t j = 0; chosen[i] && targets != NULL && j < json_object_array_length(targets); j++) {
            json_object *target = json_object_array_get_idx(targets, j);
            if (is_documented(target))
                add(units, (struct cb_unit){.package = &workspace->packages[i], .name = cb_json_text(target, "name"), .kind = CB_LIB});
        }
    }
    return CLI_DONE;
}
