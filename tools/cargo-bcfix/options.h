/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CB_OPTIONS_H
#define CB_OPTIONS_H

#include "text.h"

struct cb_options;

/* One command of cargo bcfix. */
struct cb_command {
    const char *name, *short_name; /* the short one may be NULL */
    const char *operands;          /* as --help writes them */
    const char *text; /* NULL: it is for other programs, and --help is silent about it */
    int (*run)(const struct cb_options *options);
};

extern const struct cb_command cb_commands[]; /* ends with a name NULL */

/* What the command line says. */
struct cb_options {
    const struct cb_command *command;
    /* packages */
    struct cb_words packages, excluded;
    bool workspace, all;
    /* targets */
    struct cb_words bins, examples, tests;
    bool lib, doc, all_bins, all_examples, all_tests, all_targets;
    /* how to build */
    struct cb_words features;
    bool all_features, no_default_features, release;
    const char *profile, *target_dir, *manifest_path, *message_format;
    /* what to make */
    const char *line, *unsupported, *container;
    bool strip_debug;
    /* how to run */
    const char *java, *class_path;
    struct cb_words libraries, parts;
    bool no_run, no_fail_fast, interpreted;
    bool quiet, verbose, help, version;
    struct cb_words to_cargo, to_metadata; /* passed on as they are */
    struct cb_words operands, arguments;   /* before and behind "--" */
};

/* Reads the command line. CLI_DONE, or CLI_USAGE after a message. */
int cb_options_read(struct cb_options *options, int count, char **words);

/* Writes the help of cargo bcfix, or of its command. */
void cb_show_help(const struct cb_command *command);

/* The same as cli_usage_error() for this program. */
int cb_usage_error(const char *format, ...) CB_FORMAT(1, 2);

/* The line of GraalVM: that of --graalvm, of BCFIX_GRAALVM, or the default target's. */
const char *cb_line(const struct cb_options *options);
/* CLI_DONE when bcfix knows that line, or CLI_USAGE after a message. */
int cb_check_line(const struct cb_options *options);

#endif
