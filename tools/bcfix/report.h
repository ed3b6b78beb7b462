/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include <stdbool.h>

/* What the program says on stderr. Each call writes whole lines, at once. */

#if defined(__GNUC__)
#define CLI_FORMAT(text, first) __attribute__((format(printf, text, first)))
#else
#define CLI_FORMAT(text, first)
#endif

/* To be called once, before the others. */
void cli_report_start(void);

/* "bcfix: FILE: message", or "bcfix: message" when `file` is NULL. */
void cli_error(const char *file, const char *format, ...) CLI_FORMAT(2, 3);

/* The same for wrong usage, with a pointer to the help of `command` (NULL: of the program). Returns CLI_USAGE. */
int cli_usage_error(const char *command, const char *format, ...) CLI_FORMAT(2, 3);

/* How messages call the file of this operand: "-" is the standard stream. */
const char *cli_shown_input(const char *operand);
const char *cli_shown_output(const char *operand);

/* Adds text to stderr with control characters made visible; the line is the caller's to end and to flush. */
void cli_put_printable(const char *text);

/* Whether stderr is a terminal that obeys commands, and whether it may be coloured. */
bool cli_stderr_is_terminal(void);
bool cli_stderr_has_colour(void);

#endif
