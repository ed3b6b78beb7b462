/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <string.h>

#include "check.h"
#include "commands.h"

/* '*' stands for any text; everything else for itself, since names of Rust have brackets and question marks in them. */
static bool matches(const char *pattern, const char *text) {
    const char *star = NULL, *again = NULL;

    while (*text != '\0') {
        if (*pattern == '*') {
            star = pattern++;
            again = text;
        } else if (*pattern == *text) {
            pattern++;
            text++;
        } else if (star != NULL) {
            pattern = star + 1;
            text = ++again;
        } else {
            return false;
        }
    }
    pattern += strspn(pattern, "*");
    return *pattern == '\0';
}

bool cli_check_allows(const struct cli_arguments *arguments, const struct cli_check_finding *finding) {
    const char *names[] = {finding->function, finding->demangled, finding->symbol, finding->member};

    for (size_t i = 0; i < arguments->allowed_count; i++) {
        const char *pattern = strchr(arguments->allowed[i], ':');
        char code[32];
        size_t length = strcspn(arguments->allowed[i], ":");
        memcpy(code, arguments->allowed[i], length);
        code[length] = '\0';
        if (cli_finding_code(code) != finding->code)
            continue;
        for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
            if (pattern == NULL || (names[n] != NULL && matches(pattern + 1, names[n])))
                return true;
        }
    }
    return false;
}
