/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One unit, built by cargo to one module with all it depends on.
 *
 * `cargo rustc` builds the dependencies as cargo build does, and gives the last call of rustc further arguments; with
 * lto = "fat" in the profile that call has all bitcode in its hands, std's too, and writes it as one module. Nothing is set
 * in RUSTFLAGS, which would replace the flags that the user configured. */
#include "build.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exit_code.h"
#include "process.h"
#include "report.h"
#include "toolchain.h"

const char *cb_profile(const struct cb_options *options) {
    return options->profile != NULL ? options->profile : options->release ? "release" : "dev";
}

static const char *folder_name(const char *profile) {
    if (strcmp(profile, "dev") == 0 || strcmp(profile, "test") == 0)
        return "debug";
    return strcmp(profile, "bench") == 0 ? "release" : profile;
}

void cb_folders_of(const struct cb_workspace *workspace, const struct cb_options *options, struct cb_folders *folders) {
    const char *target = options->target_dir != NULL ? options->target_dir : workspace->target_folder;
    const char *profile = folder_name(cb_profile(options));
    char here[4096];

    if (*target != '/' && getcwd(here, sizeof here) != NULL)
        target = cb_text("%s/%s", here, target);
    folders->results = cb_text("%s/bcfix/%s", target, profile);
    /* No profile can be called "build": cargo reserves that name. */
    folders->cargo = cb_text("%s/bcfix/build", target);
    folders->modules = cb_text("%s/modules/%s", folders->cargo, profile);
}

bool cb_make_folder(const char *path) {
    char *part = cb_text("%s", path);

    for (char *slash = strchr(part + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(part, 0777) != 0 && errno != EEXIST)
            break;
        *slash = '/';
    }
    if (mkdir(path, 0777) == 0 || errno == EEXIST)
        return true;
    cli_error(path, "cannot be made: %s", strerror(errno));
    return false;
}

/* The profile for cargo rustc, where only the names "test" and "bench" say that unit tests are built. Any other one lends its
 * settings to "test" then. */
static const char *profile_of(const struct cb_options *options, const struct cb_unit *unit, const char **inherited) {
    const char *profile = cb_profile(options);

    *inherited = NULL;
    if (!unit->test)
        return profile;
    if (strcmp(profile, "dev") == 0)
        return "test";
    if (unit->kind == CB_TEST || strcmp(profile, "test") == 0 || strcmp(profile, "bench") == 0)
        return profile;
    if (strcmp(profile, "release") == 0)
        return "bench"; /* which inherits it anyway */
    *inherited = profile;
    return "test";
}

static void add_target(struct cb_words *command, const struct cb_unit *unit) {
    static const char *const options[] = {[CB_BIN] = "--bin", [CB_EXAMPLE] = "--example", [CB_TEST] = "--test"};

    if (unit->kind != CB_LIB) {
        cb_add(command, options[unit->kind]);
        cb_add(command, unit->name);
        return;
    }
    cb_add(command, "--lib");
    /* As ["cdylib", "rlib"] rustc would leave LTO out, and std too. */
    if (!unit->test)
        cb_add(command, cb_text("--crate-type=%s", unit->crate_type));
}

void cb_cargo_command(struct cb_words *command, const struct cb_folders *folders, const struct cb_options *options,
                      const struct cb_package *package, const char *subcommand, const char *profile) {
    const char *features = cb_features_given(package, options);

    cb_add(command, cb_cargo());
    cb_add(command, subcommand);
    for (size_t i = 0; i < options->to_cargo.count; i++)
        if (strcmp(subcommand, "test") != 0 || strcmp(options->to_cargo.items[i], "--keep-going") != 0) /* which it does not have */
            cb_add(command, options->to_cargo.items[i]);
    cb_add(command, cb_text("--package=%s", package->id));
    cb_add(command, cb_text("--profile=%s", profile));
    if (*features != '\0')
        cb_add(command, cb_text("--features=%s", features));
    cb_add(command, cb_text("--target-dir=%s", folders->cargo));
    cb_add(command, cb_text("--config=profile.%s.lto=\"fat\"", profile));
    cb_add(command, cb_text("--config=profile.%s.incremental=false", profile)); /* which rustc does not do with LTO */
    setenv("CARGO_INCREMENTAL", "0", 1); /* in the environment it would count for more than the profile */
}

static void add_message_format(struct cb_words *command, const struct cb_options *options) {
    bool json = options->message_format != NULL && cb_begins(options->message_format, "json");

    cb_add(command, cb_text("--message-format=%s", json ? options->message_format : "json-render-diagnostics"));
}

static void make_command(struct cb_words *command, const struct cb_folders *folders, const struct cb_options *options,
                         const struct cb_unit *unit) {
    const char *inherited, *profile = profile_of(options, unit, &inherited);

    cb_cargo_command(command, folders, options, unit->package, "rustc", profile);
    if (inherited != NULL)
        cb_add(command, cb_text("--config=profile.%s.inherits=\"%s\"", profile, inherited));
    add_target(command, unit);
    add_message_format(command, options);
    cb_add(command, "--");
    cb_add(command, cb_text("--emit=llvm-bc=%s,link", unit->module));
    for (size_t i = 0; i < unit->for_linker.count; i++)
        cb_add(command, cb_text("-Clink-arg=%s", unit->for_linker.items[i]));
}

struct messages {
    struct cb_unit *unit;
    bool echoed;
};

static bool is_unit(const struct cb_unit *unit, json_object *message) {
    json_object *target = cb_json_get(message, "target");
    static const char *const names[] = {[CB_BIN] = "bin", [CB_EXAMPLE] = "example", [CB_TEST] = "test"};

    if (strcmp(cb_json_text(message, "package_id"), unit->package->id) != 0 ||
        strcmp(cb_json_text(target, "name"), unit->name) != 0)
        return false;
    if (unit->test != json_object_get_boolean(cb_json_get(cb_json_get(message, "profile"), "test")))
        return false;
    if (unit->kind != CB_LIB)
        return cb_json_has(cb_json_get(target, "kind"), names[unit->kind]);
    if (unit->test)
        return cb_json_get(message, "executable") != NULL;
    return unit->crate_type != NULL && cb_json_has(cb_json_get(target, "crate_types"), unit->crate_type);
}

static void take_artifact(struct cb_unit *unit, json_object *message) {
    json_object *files = cb_json_get(message, "filenames");

    for (size_t i = 0; files != NULL && i < json_object_array_length(files); i++) {
        const char *file = json_object_get_string(json_object_array_get_idx(files, i));
        if (cb_ends(file, ".rlib"))
            cb_add(&unit->rlibs, file);
        else if (is_unit(unit, message) && unit->linked == NULL && !cb_ends(file, ".a"))
            unit->linked = cb_text("%s", file);
    }
}

/* "static=ring-core" in "native=/…/out" is /…/out/libring-core.a. */
static void take_script(struct cb_unit *unit, json_object *message) {
    json_object *libraries = cb_json_get(message, "linked_libs"), *paths = cb_json_get(message, "linked_paths");

    for (size_t i = 0; libraries != NULL && i < json_object_array_length(libraries); i++) {
        const char *library = json_object_get_string(json_object_array_get_idx(libraries, i));
        const char *equals = strchr(library, '=');
        if (equals == NULL || !cb_begins(library, "static"))
            continue;
        for (size_t j = 0; paths != NULL && j < json_object_array_length(paths); j++) {
            const char *path = json_object_get_string(json_object_array_get_idx(paths, j));
            const char *folder = strchr(path, '=') != NULL ? strchr(path, '=') + 1 : path;
            char *archive = cb_text("%s/lib%.*s.a", folder, (int)strcspn(equals + 1, ":"), equals + 1);
            if (access(archive, R_OK) != 0)
                continue;
            cb_add(&unit->archives, archive);
            break;
        }
    }
}

static void take_line(void *user, const char *line) {
    struct messages *messages = user;
    json_object *message = *line == '{' ? json_tokener_parse(line) : NULL;
    const char *reason = cb_json_text(message, "reason");

    if (messages->echoed || message == NULL)
        puts(line);
    if (strcmp(reason, "compiler-artifact") == 0)
        take_artifact(messages->unit, message);
    if (strcmp(reason, "build-script-executed") == 0)
        take_script(messages->unit, message);
    json_object_put(message);
}

static int build_once(const struct cb_words *command, const struct cb_options *options, struct cb_unit *unit) {
    struct messages messages = {unit, options->message_format != NULL && cb_begins(options->message_format, "json")};

    unit->linked = NULL;
    unit->rlibs = unit->archives = (struct cb_words){0};
    int code = cb_run(command, NULL, false, take_line, &messages);
    if (code < 0)
        return CLI_IO;
    return code; /* cargo has said what is wrong */
}

/* Removes a file and its other name in the folder "deps" beside it, which is the one that cargo looks at. */
static void forget(const char *path) {
    const char *slash = strrchr(path, '/');
    char *folder = cb_text("%.*s/deps", (int)(slash - path), path);
    struct stat wanted, found;
    struct dirent *entry;
    DIR *deps = opendir(folder);

    while (deps != NULL && stat(path, &wanted) == 0 && (entry = readdir(deps)) != NULL) {
        char *other = cb_text("%s/%s", folder, entry->d_name);
        if (stat(other, &found) == 0 && found.st_ino == wanted.st_ino && found.st_dev == wanted.st_dev)
            unlink(other);
    }
    if (deps != NULL)
        closedir(deps);
    unlink(path);
}

int cb_cargo_rustc(const struct cb_folders *folders, const struct cb_options *options, struct cb_unit *unit) {
    static const char *const suffixes[] = {"lib", "bin", "example", "test"};
    struct cb_words command = {0};

    if (!cb_make_folder(folders->modules))
        return CLI_IO;
    unit->module = cb_text("%s/%s-%s-%s%s.bc", folders->modules, unit->package->name, suffixes[unit->kind], unit->name,
                           unit->test && unit->kind != CB_TEST ? "-test" : "");
    if (strchr(unit->module, ',') != NULL) {
        cli_error(unit->module, "rustc writes to no path with a comma; choose another folder with --target-dir");
        return CLI_IO;
    }
    make_command(&command, folders, options, unit);
    int result = build_once(&command, options, unit);
    /* cargo does not know of the module. When that went away, cargo makes it anew when something it knows of is missing. */
    if (result == CLI_DONE && access(unit->module, R_OK) != 0 && unit->linked != NULL) {
        forget(unit->linked);
        result = build_once(&command, options, unit);
    }
    if (result != CLI_DONE || access(unit->module, R_OK) == 0)
        return result;
    cli_error(unit->module, "rustc did not write it");
    return CLI_BAD_INPUT;
}

int cb_cargo_build_library(const struct cb_folders *folders, const struct cb_options *options, const char *profile, struct cb_unit *unit) {
    struct cb_words command = {0};

    cb_cargo_command(&command, folders, options, unit->package, "build", profile);
    cb_add(&command, "--lib");
    add_message_format(&command, options);
    return build_once(&command, options, unit);
}
