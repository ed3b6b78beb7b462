/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Finds a Java for a line of GraalVM. */
#include "runtime.h"

#include <glob.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "process.h"
#include "report.h"

/* Measured: see docs/sulong.md. */
static const struct cb_line lines[] = {
    {"23.1", "23.1.2", 17, 21, 17, 17},
    {"24.0", "24.0.2", 22, 25, 0, 0},
    {"24.1", "24.1.1", 22, 25, 0, 0},
    {"24.2", "24.2.2", 22, 25, 0, 0},
    {"25.0", "25.0.1", 25, 25, 25, 25},
};

const struct cb_line *cb_line_find(const char *name) {
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (strcmp(lines[i].name, name) == 0)
            return &lines[i];
    cli_error(NULL, "the runtime of GraalVM %s is not known here", name);
    return NULL;
}

/* "25.0.3" is 25, and so was "1.8.0" 8. */
static unsigned major_of(const char *version) {
    unsigned long major = strtoul(version, (char **)&version, 10);

    return (unsigned)(major == 1 && *version == '.' ? strtoul(version + 1, NULL, 10) : major);
}

/* The file "release" of a Java says more, and sooner, than running it. */
static bool read_release(const char *home, struct cb_java *java) {
    char *line = NULL;
    size_t capacity = 0;
    FILE *file = fopen(cb_text("%s/release", home), "r");

    if (file == NULL)
        return false;
    while (getline(&line, &capacity, file) > 0) {
        if (cb_begins(line, "JAVA_VERSION=\""))
            java->major = major_of(line + strlen("JAVA_VERSION=\""));
        if (cb_begins(line, "MODULES=") && strstr(line, "jdk.internal.vm.ci") != NULL)
            java->jvmci = true;
        if (cb_begins(line, "GRAALVM_VERSION="))
            java->graal = true;
    }
    free(line);
    fclose(file);
    return java->major > 0;
}

static void take_module(void *user, const char *line) {
    if (cb_begins(line, "jdk.internal.vm.ci@"))
        *(bool *)user = true;
}

static void ask(const char *home, struct cb_java *java) {
    struct cb_words version = {0}, modules = {0};

    cb_add(&version, cb_text("%s/bin/java", home));
    cb_add(&modules, version.items[0]);
    cb_add(&version, "--version"); /* "openjdk 25.0.3 2026-04-21" */
    cb_add(&modules, "--list-modules");
    char *output = cb_output_of(&version);
    if (output == NULL)
        return;
    const char *space = strchr(output, ' ');
    java->major = space != NULL ? major_of(space + 1) : 0;
    cb_run(&modules, NULL, true, take_module, &java->jvmci);
}

static bool look_at(const char *home, struct cb_java *java) {
    *java = (struct cb_java){.home = home};
    if (home == NULL || *home == '\0' || access(cb_text("%s/bin/java", home), X_OK) != 0)
        return false;
    if (!read_release(home, java))
        ask(home, java);
    return java->major > 0;
}

/* The home of the java in PATH. */
static const char *home_of_path(void) {
    char real[PATH_MAX];
    char *java = cb_which("java");

    if (java == NULL || realpath(java, real) == NULL || !cb_ends(real, "/bin/java"))
        return NULL;
    return cb_text_part(real, strlen(real) - strlen("/bin/java"));
}

static void add_matches(struct cb_words *homes, const char *pattern) {
    glob_t found;

    if (glob(pattern, 0, NULL, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc; i++)
            cb_add(homes, found.gl_pathv[i]);
        globfree(&found);
    }
}

bool cb_java_takes_compiler(const struct cb_java *java, const struct cb_line *line) {
    return java->graal || (java->jvmci && java->major >= line->compiler_from && java->major <= line->compiler_to);
}

static bool use_named(const char *home, struct cb_java *java) {
    if (look_at(home, java))
        return true;
    cli_error(home, "there is no Java in this folder: it must have a bin/java that runs");
    return false;
}

bool cb_java_find(const struct cb_options *options, const struct cb_line *line, struct cb_java *java) {
    const char *named = options->java != NULL ? options->java : getenv("BCFIX_JAVA");
    struct cb_words homes = {0};
    bool found = false;

    if (named != NULL && *named != '\0')
        return use_named(named, java);
    if (getenv("JAVA_HOME") != NULL)
        cb_add(&homes, getenv("JAVA_HOME"));
    if (home_of_path() != NULL)
        cb_add(&homes, home_of_path());
    add_matches(&homes, "/usr/lib/jvm/*");
    add_matches(&homes, cb_text("%s/java/*", cb_cache()));
    for (size_t i = 0; i < homes.count; i++) {
        struct cb_java candidate;
        if (!look_at(homes.items[i], &candidate) || candidate.major < line->java_from || candidate.major > line->java_to)
            continue;
        bool better = !found || (cb_java_takes_compiler(&candidate, line) && !cb_java_takes_compiler(java, line));
        if (better)
            *java = candidate;
        found = true;
    }
    if (!found)
        cli_error(NULL, "no Java between %u and %u was found, which GraalVM %s runs on: install a JDK %u, or name one with "
                  "--java=HOME or BCFIX_JAVA", line->java_from, line->java_to, line->name, line->java_to);
    return found;
}
