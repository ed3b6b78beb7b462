/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CLI_EXIT_CODE_H
#define CLI_EXIT_CODE_H

#include <stdbool.h>
#include <stddef.h>

#include <bcfix/bcfix.h>

/* What the program ends with; the same for all commands, and never renumbered. */
enum cli_exit {
    CLI_DONE = 0,
    CLI_REFUSED = 1,
    CLI_USAGE = 2,
    CLI_BAD_INPUT = 3,
    CLI_IO = 4,
    CLI_LIMIT = 5
};

/* What the exit code `code` means, in a line of --help, or NULL past the last one. */
const char *cli_exit_meaning(size_t code);

/* The same as below without a message: `why` gets it. */
int cli_explain_status(bcfix_status status, const char *message, char *why, size_t size);

/* Says on stderr why a library call about `file` ended with `status`, and gives the exit code. `message` may be ""
 * when the library gave none. */
int cli_report_status(const char *file, bcfix_status status, const char *message);

#endif
