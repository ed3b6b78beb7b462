/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands.h"
#include "exit_code.h"
#include "help.h"
#include "report.h"
#include "temporary.h"

/* A standard stream that the caller closed would give its number to the next file that is opened, and messages would
 * go into that file. Such a stream becomes one that fails: opened the wrong way round. */
static void open_standard_streams(void) {
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++) {
        if (fcntl(descriptor, F_GETFD) == -1 && errno == EBADF)
            (void)!open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}

/* A closed pipe and a file that may not grow are errors of writing, with a message, and not the end of the program. */
static void ignore_write_signals(void) {
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

/* Without a command's name the first operand is a file, unless somebody meant a command. */
static int check_unnamed(const struct cli_arguments *arguments) {
    const char *first = arguments->operand_count > 0 ? arguments->operands[0] : "";
    struct stat found;

    if (cli_command_find(first) != NULL)
        return cli_usage_error(NULL, "'%s' is a command: write it before its options, or ./%s for a file", first,
                               first);
    const char *near = cli_command_nearest(first);
    if (near == NULL || lstat(first, &found) == 0)
        return CLI_DONE;
    return cli_usage_error(NULL, "unknown command '%s'; did you mean '%s'?", first, near);
}

static int check_operands(const struct cli_command *command, const struct cli_arguments *arguments) {
    if (arguments->operand_count > command->operand_count) {
        const char *extra = arguments->operands[command->operand_count];
        return cli_usage_error(command->name, "'%s' is one operand too many: bcfix %s %s", extra, command->name,
                               command->operands);
    }
    size_t least = command->operand_count - command->optional_operands;
    if (arguments->operand_count < least)
        return cli_usage_error(command->name, "%s: bcfix %s %s",
                               least - arguments->operand_count > 1 ? "operands are missing" : "an operand is missing",
                               command->name, command->operands);
    for (size_t i = 0; i < arguments->operand_count; i++) {
        if (*arguments->operands[i] == '\0')
            return cli_usage_error(command->name, "an operand is empty: bcfix %s %s", command->name, command->operands);
    }
    return CLI_DONE;
}

int main(int argc, char **argv) {
    struct cli_arguments arguments;

    open_standard_streams();
    ignore_write_signals();
    cli_report_start();
    cli_temporary_start();
    if (argc < 2)
        return cli_usage_error(NULL, "nothing to do: bcfix IN OUT");

    const struct cli_command *named = cli_command_find(argv[1]);
    const struct cli_command *command = named != NULL ? named : cli_command_at(0);
    int skipped = named != NULL ? 1 : 0;
    int result = cli_arguments_read(&arguments, named != NULL ? named->name : NULL, command->options, argc - skipped,
                                    argv + skipped);
    if (result != CLI_DONE)
        return result;
    if (arguments.version)
        return cli_show_version();
    if (arguments.help)
        return cli_show_help(named);
    if (named == NULL)
        result = check_unnamed(&arguments);
    if (result == CLI_DONE)
        result = check_operands(command, &arguments);
    return result == CLI_DONE ? command->run(&arguments) : result;
}
