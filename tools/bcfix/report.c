/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "report.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exit_code.h"
#include "printable.h"
#include "progress.h"

void cli_report_start(void) {
    /* A whole line in one write: lines of programs that share a terminal or a log do not mix. */
    setvbuf(stderr, NULL, _IOFBF, 1 << 13);
}

void cli_put_printable(const char *text) {
    char piece[8];

    for (size_t length; (length = cli_next_printable(&text, piece)) > 0;)
        fwrite(piece, 1, length, stderr);
}

/* Messages name files and symbols, which have no bound; one that does not fit is cut, and says so by its dots. */
static void put_formatted(const char *format, va_list arguments) {
    char line[4096];
    int length = vsnprintf(line, sizeof line, format, arguments);

    if (length >= (int)sizeof line)
        strcpy(line + sizeof line - 4, "...");
    cli_put_printable(line);
}

static void put_line(const char *file, const char *format, va_list arguments) {
    cli_progress_clear();
    fputs("bcfix: ", stderr);
    if (file != NULL) {
        cli_put_printable(file);
        fputs(": ", stderr);
    }
    put_formatted(format, arguments);
}

void cli_error(const char *file, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    put_line(file, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    fflush(stderr);
}

int cli_usage_error(const char *command, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    put_line(NULL, format, arguments);
    va_end(arguments);
    fprintf(stderr, " (see 'bcfix %s%s--help')\n", command != NULL ? command : "", command != NULL ? " " : "");
    fflush(stderr);
    return CLI_USAGE;
}

const char *cli_shown_input(const char *operand) {
    return strcmp(operand, "-") == 0 ? "standard input" : operand;
}

const char *cli_shown_output(const char *operand) {
    return strcmp(operand, "-") == 0 ? "standard output" : operand;
}

bool cli_stderr_is_terminal(void) {
    const char *terminal = getenv("TERM");

    return isatty(STDERR_FILENO) == 1 && terminal != NULL && strcmp(terminal, "dumb") != 0;
}

/* The rule of no-color.org: any value but the empty one turns colour off. */
bool cli_stderr_has_colour(void) {
    const char *no_colour = getenv("NO_COLOR");

    return cli_stderr_is_terminal() && (no_colour == NULL || *no_colour == '\0');
}
