/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CLI_ARGUMENTS_H
#define CLI_ARGUMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <bcfix/bcfix.h>

enum { CLI_MOST_TARGETS = 32, CLI_MOST_ALLOWED = 256 };

/* How a report is written. */
enum cli_format { CLI_TEXT, CLI_JSON, CLI_SARIF, CLI_GITHUB };
enum { CLI_MOST_ROOTS = 256 };
enum { CLI_LIMITS = BCFIX_LIMIT_ABBREVIATIONS + 1 };

/* What the command line says. */
struct cli_arguments {
    const char *target; /* NULL: the default */
    const char *targets[CLI_MOST_TARGETS]; /* of check */
    size_t target_count;
    const char *allowed[CLI_MOST_ALLOWED]; /* CODE or CODE:PATTERN */
    size_t allowed_count;
    enum cli_format format; /* of check */
    const char *report;     /* a file; NULL: none */
    bool strict, all;
    unsigned jobs; /* 0: as many as there are processors */
    const char *output, *native, *llvm; /* of link; NULL: none */
    bool panic_abort;
    const char *roots[CLI_MOST_ROOTS];
    size_t root_count;
    bool elf; /* --container=elf */
    const char *needed[CLI_MOST_ROOTS];
    size_t needed_count;
    const char *platform, *triple; /* NULL: none */
    bcfix_unsupported unsupported;
    bool strip_debug;
    bool json; /* --format=json */
    uint64_t limits[CLI_LIMITS]; /* by bcfix_limit; 0: the default */
    bool quiet;
    bool verbose;
    bool force;
    bool help;
    bool version;
    size_t operand_count;
    char **operands;
};

/* One option of a command: how it is written, what --help says of it, and what it does. */
struct cli_option {
    const char *name;
    char letter;       /* 0: none */
    const char *value; /* what --help calls its value; NULL: it has none */
    const char *help;
    bool (*set)(struct cli_arguments *arguments, const char *value); /* false: a value that cannot be */
};

extern const struct cli_option cli_option_target, cli_option_platform, cli_option_triple;
extern const struct cli_option cli_option_unsupported, cli_option_strip_debug;
extern const struct cli_option cli_option_limit_memory, cli_option_limit_output, cli_option_limit_nesting;
extern const struct cli_option cli_option_limit_records, cli_option_limit_abbreviations;
extern const struct cli_option cli_option_quiet, cli_option_verbose, cli_option_force;
extern const struct cli_option cli_option_targets, cli_option_check_format, cli_option_strict, cli_option_allow;
extern const struct cli_option cli_option_report, cli_option_all, cli_option_jobs;
extern const struct cli_option cli_option_output, cli_option_root, cli_option_native, cli_option_panic, cli_option_llvm;
extern const struct cli_option cli_option_container, cli_option_needed;
extern const struct cli_option cli_option_format, cli_option_help, cli_option_version;

enum { CLI_MOST_OPTIONS = 24 };

/* Reads the words after the program's or the command's name, which is `words[0]`, in any order; `options` ends with
 * NULL. CLI_DONE, or CLI_USAGE after a message. `command` is for that message. */
int cli_arguments_read(struct cli_arguments *arguments, const char *command, const struct cli_option *const *options,
                       int count, char **words);

#endif
