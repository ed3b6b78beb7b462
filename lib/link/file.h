/* Whole files, and programs that are run.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LINK_FILE_H
#define BCF_LINK_FILE_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

/* Reads a file; NULL with errno. To be freed. */
void *bcf_file_read(const char *path, size_t *size);
/* What the messages call a file, or a member of it: "x.o", "libx.rlib(x.o)"; to be freed. NULL when there is no memory. */
char *bcf_file_name(const char *path, const char *member);

/* Writes a new file, or over an old one; false with errno. */
bool bcf_file_write(const char *path, const void *data, size_t size);

/* Writes all of it, however often that takes; false with errno. */
bool bcf_write_all(int descriptor, const void *data, size_t size);

/* Opens a pipe, both of whose ends close in programs that are started; false with errno. */
bool bcf_open_pipe(int ends[2]);

/* The signals that end programs, as SIGTERM does: held back while there are files that the program would leave behind, and let
 * come after that. Those that the thread blocked before stay blocked. */
struct bcf_signals {
    sigset_t before;
};

void bcf_signals_hold(struct bcf_signals *held);
/* Whether one of them waits. */
bool bcf_signals_came(const struct bcf_signals *held);
void bcf_signals_let(const struct bcf_signals *held);

/* Runs a program to its end. What it writes to either stream, at most `size` - 1 bytes of it, goes to `output`. With `held`, which
 * may be NULL, signals end it that are held back here. Its exit code, 128 and a signal, or -1 with errno when it could not be
 * started. */
int bcf_run(char *const *command, const struct bcf_signals *held, char *output, size_t size);

#endif
