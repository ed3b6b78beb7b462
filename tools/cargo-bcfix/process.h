/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CB_PROCESS_H
#define CB_PROCESS_H

#include "text.h"

/* Called for each line that a program writes, without its end. False: the lines are of no further use, but are read. */
typedef void (*cb_line_fn)(void *user, const char *line);

/* Runs a program (found in PATH) to its end, in `folder` (NULL: here). Its standard output goes line by line to `line`, or
 * with NULL to ours; with `quiet` its standard error goes nowhere. Its exit code, 128 and the signal that ended it, or -1
 * after a message when it could not be started. */
int cb_run(const struct cb_words *command, const char *folder, bool quiet, cb_line_fn line, void *user);

/* The whole standard output of a program, or NULL when it did not end with 0. */
char *cb_output_of(const struct cb_words *command);

/* Becomes the program; comes back only when that failed, after a message, with the exit code. */
int cb_become(const struct cb_words *command);

/* The path of a program that is looked for in PATH, or NULL. */
char *cb_which(const char *program);

#endif
