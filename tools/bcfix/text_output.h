/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CLI_TEXT_OUTPUT_H
#define CLI_TEXT_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "report.h"

/* Text for standard output, gathered into large writes. After a write fails, all of this does nothing. */

/* Text as it is. False when writing has failed. */
bool cli_text(const char *text, size_t size);

/* Formatted text; what the arguments hold is written as it is. */
void cli_textf(const char *format, ...) CLI_FORMAT(1, 2);

/* Text from a file: control characters are made visible. */
void cli_text_printable(const char *text);

/* Words of `text` in lines of at most 80 columns, all but the first indented by `indent`. `column` is where the first
 * one starts; a line end in the text starts a new line. */
void cli_text_wrapped(const char *text, size_t column, size_t indent);

/* Writes what was gathered. CLI_DONE, or CLI_IO after a message; without one when the reader of a pipe went away,
 * since that is how `bcfix dump FILE | head` ends. */
int cli_text_end(void);

#endif
