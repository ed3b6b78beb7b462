/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "text_output.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "exit_code.h"
#include "printable.h"
#include "transfer.h"

enum { COLUMNS = 80 };

static struct {
    char data[1 << 16];
    size_t used;
    int error; /* errno of the write that failed */
} out;

static void flush(void) {
    if (out.error == 0 && !cli_write_all(STDOUT_FILENO, out.data, out.used))
        out.error = errno;
    out.used = 0;
}

bool cli_text(const char *text, size_t size) {
    while (size > 0 && out.error == 0) {
        size_t free_size = sizeof out.data - out.used;
        size_t piece = size < free_size ? size : free_size;
        memcpy(out.data + out.used, text, piece);
        out.used += piece;
        text += piece;
        size -= piece;
        if (out.used == sizeof out.data)
            flush();
    }
    return out.error == 0;
}

void cli_textf(const char *format, ...) {
    char line[1024];
    va_list arguments;

    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (length > 0)
        cli_text(line, (size_t)length < sizeof line ? (size_t)length : sizeof line - 1);
}

void cli_text_printable(const char *text) {
    char piece[8];

    for (size_t length; (length = cli_next_printable(&text, piece)) > 0;)
        cli_text(piece, length);
}

void cli_text_wrapped(const char *text, size_t column, size_t indent) {
    bool first = true;

    while (*text != '\0') {
        size_t length = strcspn(text, " \n");
        if (!first && (text[-1] == '\n' || column + 1 + length > COLUMNS)) {
            cli_textf("\n%*s", (int)indent, "");
            column = indent;
        } else if (!first) {
            cli_text(" ", 1);
            column++;
        }
        cli_text(text, length);
        column += length;
        first = false;
        text += length;
        text += *text != '\0' ? 1 : 0;
    }
    cli_text("\n", 1);
}

int cli_text_end(void) {
    flush();
    if (out.error == 0)
        return CLI_DONE;
    if (out.error != EPIPE)
        cli_error(NULL, "standard output cannot be written: %s", strerror(out.error));
    return CLI_IO;
}
