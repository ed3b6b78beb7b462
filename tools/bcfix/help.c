/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "help.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "exit_code.h"
#include "text_output.h"

enum { OPTION_INDENT = 6, EXAMPLE_INDENT = 6 };

static const struct {
    bcfix_limit limit;
    const char *text;
} limits[] = {
    {BCFIX_LIMIT_MEMORY, "memory beside the input, and the input itself; but no more than\n"
                         "          64 MiB and 32 bytes for each byte of input"},
    {BCFIX_LIMIT_OUTPUT, "one output"},
    {BCFIX_LIMIT_RECORDS, "records and operands that are read and made; but no more than\n"
                          "          8 Mi and 32 for each byte of input"},
};

static void show_options(const struct cli_command *command) {
    cli_textf("\nOptions:\n");
    for (const struct cli_option *const *option = command->options; *option != NULL; option++) {
        cli_textf("  ");
        if ((*option)->letter != 0)
            cli_textf("-%c, ", (*option)->letter);
        cli_textf("--%s%s%s\n%*s", (*option)->name, (*option)->value != NULL ? "=" : "",
                  (*option)->value != NULL ? (*option)->value : "", OPTION_INDENT, "");
        cli_text_wrapped((*option)->help, OPTION_INDENT, OPTION_INDENT);
    }
}

static void show_examples(const struct cli_command *command) {
    cli_textf("\nExamples:\n");
    for (const struct cli_example *example = command->examples; example->command != NULL; example++)
        cli_textf("  %s\n%*s%s\n", example->command, EXAMPLE_INDENT, "", example->meaning);
}

static void show_exit_codes(void) {
    cli_textf("\nExit codes:\n");
    for (size_t code = 0; cli_exit_meaning(code) != NULL; code++)
        cli_textf("  %zu  %s\n", code, cli_exit_meaning(code));
}

static void show_size(uint64_t size, bool bytes) {
    static const char units[] = "KMGT";
    int unit = -1;

    while (units[unit + 1] != '\0' && size > 0 && size % 1024 == 0) {
        size /= 1024;
        unit++;
    }
    char text[32];
    if (unit < 0)
        snprintf(text, sizeof text, "%" PRIu64, size);
    else
        snprintf(text, sizeof text, "%" PRIu64 " %c%s", size, units[unit], bytes ? "iB" : "i");
    cli_textf("  %-7s ", text);
}

static bool reads_input(const struct cli_command *command) {
    for (const struct cli_option *const *option = command->options; *option != NULL; option++) {
        if (*option == &cli_option_limit_memory)
            return true;
    }
    return false;
}

static void show_limits(const struct cli_command *command) {
    bcfix_context *context = reads_input(command) ? bcfix_context_new(NULL) : NULL;

    if (context == NULL)
        return;
    cli_textf("\nDefault limits:\n");
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        show_size(bcfix_context_limit(context, limits[i].limit), limits[i].limit != BCFIX_LIMIT_RECORDS);
        cli_textf("%s\n", limits[i].text);
    }
    cli_textf("  %-7" PRIu64 " blocks inside blocks\n", bcfix_context_limit(context, BCFIX_LIMIT_NESTING));
    cli_textf("  %-7" PRIu64 " abbreviations at one time\n", bcfix_context_limit(context, BCFIX_LIMIT_ABBREVIATIONS));
    bcfix_context_free(context);
}

static const char *default_target(void) {
    const bcfix_target *target;

    for (size_t i = 0; (target = bcfix_target_at(i)) != NULL; i++) {
        if (bcfix_target_is_default(target))
            return bcfix_target_name(target);
    }
    return "none";
}

static void show_program(void) {
    const struct cli_command *convert = cli_command_at(0), *command;

    cli_textf("Usage: bcfix [OPTION...] IN OUT\n       bcfix COMMAND [OPTION...] [OPERAND...]\n\n");
    cli_text_wrapped("Makes LLVM bitcode written by rustc run in GraalVM's LLVM runtime.", 0, 0);
    cli_textf("\nCommands:\n");
    for (size_t i = 0; (command = cli_command_at(i)) != NULL; i++)
        cli_textf("  %-9s %-10s %s\n", command->name, command->operands, command->summary);
    cli_textf("\n");
    cli_text_wrapped("Without a command, bcfix converts. 'bcfix COMMAND --help' says more of a command; a file that is "
                     "named like a command is written with its folder, as in ./info.", 0, 0);
    show_options(convert);
    cli_textf("\nDefault target: %s\n", default_target());
    show_examples(convert);
}

int cli_show_help(const struct cli_command *command) {
    if (command == NULL) {
        show_program();
    } else {
        cli_textf("Usage: bcfix %s [OPTION...]%s%s\n\n", command->name, *command->operands != '\0' ? " " : "",
                  command->operands);
        cli_text_wrapped(command->text, 0, 0);
        show_options(command);
        if (command == cli_command_at(0))
            cli_textf("\nDefault target: %s\n", default_target());
        show_examples(command);
    }
    show_exit_codes();
    show_limits(command != NULL ? command : cli_command_at(0));
    return cli_text_end();
}

int cli_show_version(void) {
    cli_textf("bcfix %s\nlibbcfix %s\n", BCFIX_PROGRAM_VERSION, bcfix_version_string());
    return cli_text_end();
}

int cli_help(const struct cli_arguments *arguments) {
    if (arguments->operand_count == 0)
        return cli_show_help(NULL);

    const char *name = arguments->operands[0];
    const struct cli_command *command = cli_command_find(name);
    if (command != NULL)
        return cli_show_help(command);
    const char *near = cli_command_nearest(name);
    if (near == NULL)
        return cli_usage_error(NULL, "unknown command '%s'", name);
    return cli_usage_error(NULL, "unknown command '%s'; did you mean '%s'?", name, near);
}
