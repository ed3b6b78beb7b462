/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "commands.h"

/* Writes the help of a command, or of the program when it is NULL, to standard output; gives the exit code. */
int cli_show_help(const struct cli_command *command);

/* Writes the versions, likewise. */
int cli_show_version(void);

#endif
