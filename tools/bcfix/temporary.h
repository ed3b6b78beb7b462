/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CLI_TEMPORARY_H
#define CLI_TEMPORARY_H

#include <stdbool.h>
#include <sys/types.h>

/* The one temporary file of the program. It is gone when the program ends, also by SIGINT, SIGTERM, SIGHUP or
 * SIGQUIT, unless it was renamed. */

/* To be called once, before the others: makes those signals remove the file. */
void cli_temporary_start(void);

/* Creates an empty file of a new name in `folder`. Its descriptor, open for writing, or -1 with errno. */
int cli_temporary_create(const char *folder, mode_t mode);

/* Gives it its final name, replacing what had it. False with errno; the file is still there then. */
bool cli_temporary_rename(const char *path);

/* Removes it, when there is one. */
void cli_temporary_remove(void);

#endif
