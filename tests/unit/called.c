/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "called.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST_FUNCTIONS = 400, LONGEST_NAME = 80 };

static char called[MOST_FUNCTIONS][LONGEST_NAME];
static size_t called_count;

static bool was_called(const char *name) {
    for (size_t i = 0; i < called_count; i++)
        if (strcmp(called[i], name) == 0)
            return true;
    return false;
}

void note_call(const char *name) {
    if (was_called(name))
        return;
    ck_assert_uint_lt(called_count, MOST_FUNCTIONS);
    snprintf(called[called_count++], LONGEST_NAME, "%s", name);
}

/* The names behind BCFIX_API. */
void check_that_all_were_called(const char *variable, unsigned least) {
    struct bytes header = file_from(variable, "the header is not named");
    const char *at = header.data, *end = at + header.size;
    unsigned declared = 0;
    char name[LONGEST_NAME];
    for (const char *line = at; line < end; line = memchr(line, '\n', (size_t)(end - line)), line = line ? line + 1 : end) {
        const char *from;
        size_t length = 0;
        if ((size_t)(end - line) < 10 || strncmp(line, "BCFIX_API ", 10) != 0)
            continue;
        from = memchr(line, '(', (size_t)(end - line));
        while (from && from[-1 - (ptrdiff_t)length] != ' ' && from[-1 - (ptrdiff_t)length] != '*')
            length++;
        snprintf(name, sizeof name, "%.*s", (int)length, from - length);
        ck_assert_msg(was_called(name), "%s has no test in which memory ends", name);
        declared++;
    }
    free(header.data);
    ck_assert_uint_gt(declared, least);
}
