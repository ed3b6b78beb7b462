/* Writes each line of standard input demangled, or as it is.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "demangle/demangle.h"

#include <stdio.h>
#include <string.h>

int main(void) {
    static char line[1 << 16], text[1 << 16];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        puts(bcf_demangle(line, strlen(line), text, sizeof text) ? text : line);
    }
    return 0;
}
