/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CB_START_H
#define CB_START_H

#include "units.h"

/* What the commands have in common. */

/* CLI_DONE when there are at most so many operands, or CLI_USAGE after a message. */
int cb_no_operands(const struct cb_options *options, size_t most);
/* Reads the workspace and chooses the units; the packages stay as long as the workspace. CLI_DONE, or the exit code after a
 * message. */
int cb_choose(struct cb_options *options, bool tests, struct cb_workspace *workspace, struct cb_units *units);

/* Adds the command that runs the result of a unit, up to its arguments. CLI_DONE, or the exit code after a message. */
int cb_start(const struct cb_options *options, const struct cb_unit *unit, struct cb_words *command);
/* Shows that command, with --verbose. */
void cb_tell_command(const struct cb_options *options, const struct cb_words *command);
/* Sets what cargo run and cargo test tell a program of its package. */
void cb_set_environment(const struct cb_package *package);

#endif
