/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CLI_FILE_OUTPUT_H
#define CLI_FILE_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

/* Where the result goes. A regular or absent file gets it whole or not at all: it is written beside the file and
 * renamed. Standard output, devices and pipes get it as it is, once it is complete in memory. */
struct cli_output {
    const char *shown; /* how messages call it */
    int descriptor;    /* of standard output or a device, else -1 */
    char *path;        /* what to write or rename to, without symbolic links at its end; NULL with a descriptor */
    char *folder;      /* of a regular or absent file, else NULL */
    bool exists;
    struct stat before; /* of the file that exists */
};

/* Looks at `operand` ("-": standard output), so that what cannot work fails before the work. Bitcode goes to a terminal
 * only when `force`. CLI_DONE, or what the program is to end with, after a message. */
int cli_output_open(struct cli_output *output, const char *operand, bool force);

/* Writes the result. CLI_DONE, or CLI_IO after a message; then a regular file is as it was. */
int cli_output_write(struct cli_output *output, const void *data, size_t size, bool quiet);

void cli_output_free(struct cli_output *output);

#endif
