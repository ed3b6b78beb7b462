/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CB_RUNTIME_H
#define CB_RUNTIME_H

#include "options.h"

/* One line of GraalVM: the release that stands for it, and the versions of Java that its LLVM runtime, and with it the Graal
 * compiler, was seen to run on. */
struct cb_line {
    const char *name, *release;
    unsigned java_from, java_to;
    unsigned compiler_from, compiler_to; /* 0: on none */
};

const struct cb_line *cb_line_find(const char *name);

/* An installed Java. */
struct cb_java {
    const char *home;
    unsigned major;
    bool jvmci; /* which the Graal compiler needs */
    bool graal; /* it is a GraalVM, which has the compiler in it */
};

/* The Java of --java or BCFIX_JAVA, or the first one that is found for the line; one that can have the compiler goes before.
 * False after a message. */
bool cb_java_find(const struct cb_options *options, const struct cb_line *line, struct cb_java *java);
bool cb_java_takes_compiler(const struct cb_java *java, const struct cb_line *line);

/* Where things are kept: BCFIX_CACHE, else bcfix in the user's folder for such. */
const char *cb_cache(void);
/* The folder of the jars of a line, with or without the compiler; `complete` in it says that it is whole. */
const char *cb_jars(const struct cb_line *line, bool compiler);
bool cb_jars_are_there(const struct cb_line *line, bool compiler);

/* The command that runs a program up to its file name. CLI_DONE, or the exit code after a message that says what to do. */
int cb_runtime_command(const struct cb_options *options, const struct cb_words *libraries, struct cb_words *command);

/* The folder with the launcher's class, which is compiled when it is not there; NULL after a message. */
const char *cb_launcher(const struct cb_java *java, const char *class_path);

#endif
