/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The command that runs a program in GraalVM. */
#include "runtime.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exit_code.h"
#include "report.h"

const char *cb_cache(void) {
    const char *own = getenv("BCFIX_CACHE"), *users = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");

    if (own != NULL && *own != '\0')
        return own;
    if (users != NULL && *users != '\0')
        return cb_text("%s/bcfix", users);
    return cb_text("%s/.cache/bcfix", home != NULL ? home : "");
}

const char *cb_jars(const struct cb_line *line, bool compiler) {
    return cb_text("%s/sulong/%s%s", cb_cache(), line->name, compiler ? "-graal" : "");
}

bool cb_jars_are_there(const struct cb_line *line, bool compiler) {
    return access(cb_text("%s/complete", cb_jars(line, compiler)), R_OK) == 0;
}

/* Words that spaces separate. */
static void add_words(struct cb_words *command, const char *text) {
    while (text != NULL && *(text += strspn(text, " ")) != '\0') {
        size_t length = strcspn(text, " ");
        cb_add(command, cb_text_part(text, length));
        text += length;
    }
}

static void add_flags(struct cb_words *command, const struct cb_java *java, const char *modules) {
    cb_add(command, cb_text("%s/bin/java", java->home));
    if (java->major >= 24) {
        cb_add(command, "--enable-native-access=ALL-UNNAMED");
        cb_add(command, "--sun-misc-unsafe-memory-access=allow");
    }
    if (modules != NULL) {
        cb_add(command, "-XX:+UnlockExperimentalVMOptions");
        cb_add(command, "-XX:+EnableJVMCI");
        cb_add(command, cb_text("--upgrade-module-path=%s", modules));
        cb_add(command, "--enable-native-access=org.graalvm.truffle");
    }
    /* The stacks of threads that the program starts: 2 MB natively. Only what is used takes memory. */
    cb_add(command, "-Xss512m");
    add_words(command, getenv("BCFIX_JAVA_FLAGS"));
}

static int no_jars(const struct cb_line *line) {
    cli_error(NULL, "the LLVM runtime of GraalVM %s is not there: fetch it with 'cargo bcfix setup --graalvm=%s', or name a class "
              "path with --class-path=PATH or BCFIX_CLASS_PATH", line->name, line->name);
    return CLI_IO;
}

int cb_runtime_command(const struct cb_options *options, const struct cb_words *libraries, struct cb_words *command) {
    const struct cb_line *line = cb_line_find(cb_line(options));
    const char *class_path = options->class_path != NULL ? options->class_path : getenv("BCFIX_CLASS_PATH");
    char *joined = cb_text("%s", "");
    struct cb_java java;

    if (line == NULL)
        return CLI_USAGE;
    if (!cb_java_find(options, line, &java))
        return CLI_IO;
    bool own = class_path != NULL && *class_path != '\0';
    bool compiler = !own && !options->interpreted && !java.graal && cb_java_takes_compiler(&java, line) && cb_jars_are_there(line, true);
    if (!own && !compiler && !cb_jars_are_there(line, false))
        return no_jars(line);
    const char *jars = own ? NULL : cb_jars(line, compiler);
    if (!own)
        class_path = cb_text("%s/*", jars);
    const char *launcher = cb_launcher(&java, class_path);
    if (launcher == NULL)
        return CLI_IO;
    add_flags(command, &java, compiler ? jars : NULL);
    cb_add(command, "-cp");
    cb_add(command, cb_text("%s:%s", launcher, class_path));
    cb_add(command, "BcfixLauncher");
    cb_add(command, options->quiet || options->interpreted ? "quiet" : "talk");
    for (size_t i = 0; i < libraries->count; i++)
        joined = cb_text("%s%s%s", joined, i > 0 ? ":" : "", libraries->items[i]);
    cb_add(command, joined);
    return CLI_DONE;
}
