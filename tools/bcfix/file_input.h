/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CLI_FILE_INPUT_H
#define CLI_FILE_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The bytes of one file, in memory: a mapped file that another program shortens would kill this one (SIGBUS). */
struct cli_input {
    unsigned char *data;
    size_t size;
};

/* Reads all of `operand` ("-": standard input), but no more than `limit` bytes. CLI_DONE, or what the program is to
 * end with, after a message. */
int cli_input_read(struct cli_input *input, const char *operand, uint64_t limit, bool quiet);

/* The same without a message: `text` gets why not. */
int cli_input_load(struct cli_input *input, const char *operand, uint64_t limit, char *text, size_t size);

void cli_input_free(struct cli_input *input);

#endif
