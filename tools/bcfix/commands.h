/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include <stddef.h>
#include <stdint.h>

#include "arguments.h"

struct cli_example {
    const char *command;
    const char *meaning;
};

/* One command of the program. */
struct cli_command {
    const char *name;
    const char *operands; /* as --help writes them, "" for none */
    size_t operand_count; /* SIZE_MAX: as many as there are */
    size_t optional_operands; /* how many of those may be left out */
    const char *summary;      /* one line in the list of commands */
    const char *text;         /* what --help says of it */
    const struct cli_option *const *options;
    const struct cli_example *examples; /* ends with a command NULL */
    int (*run)(const struct cli_arguments *arguments);
};

/* The command at an index, NULL past the end; the first one is what runs when no command is named. */
const struct cli_command *cli_command_at(size_t index);

/* The command of this name, or NULL. */
const struct cli_command *cli_command_find(const char *name);

/* The name of the command that is written nearly like `word`, or NULL. */
const char *cli_command_nearest(const char *word);

/* What the commands do. Each gives the exit code, after messages. */
int cli_convert(const struct cli_arguments *arguments);
int cli_info(const struct cli_arguments *arguments);
int cli_dump(const struct cli_arguments *arguments);
int cli_targets(const struct cli_arguments *arguments);
int cli_list_findings(const struct cli_arguments *arguments);
int cli_check(const struct cli_arguments *arguments);
int cli_explain(const struct cli_arguments *arguments);
int cli_link(const struct cli_arguments *arguments);
int cli_help(const struct cli_arguments *arguments);

/* Converts the module that was linked, and writes it to --output. */
int cli_convert_linked(const struct cli_arguments *arguments, const void *bitcode, size_t size, bcfix_symbol_fn has, void *user);

/* The code that is written BCF040, 40 or by its name; 0 for an unknown one. */
unsigned cli_finding_code(const char *word);

/* Says that there is no such target or platform, and which one may be meant. CLI_USAGE. */
int cli_unknown_target(const char *name);
int cli_unknown_platform(const char *name);

/* A context with the limits of the command line, or NULL after a message: then the exit code is CLI_LIMIT. */
bcfix_context *cli_context_new(const struct cli_arguments *arguments);

#endif
