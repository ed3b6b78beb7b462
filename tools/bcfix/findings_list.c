/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <string.h>

#include "commands.h"
#include "text_output.h"

int cli_list_findings(const struct cli_arguments *arguments) {
    size_t width = strlen("NAME");

    (void)arguments;
    for (size_t i = 0; i < bcfix_registry_count(); i++) {
        size_t length = strlen(bcfix_registry_name(bcfix_registry_code(i)));
        width = length > width ? length : width;
    }
    cli_textf("%-6s %-8s %-*s %s\n", "CODE", "SEVERITY", (int)width, "NAME", "MEANING");
    for (size_t i = 0; i < bcfix_registry_count(); i++) {
        unsigned code = bcfix_registry_code(i);
        cli_textf("BCF%03u %-8s %-*s %s\n", code, bcfix_severity_text(bcfix_registry_severity(code)), (int)width,
                  bcfix_registry_name(code), bcfix_registry_title(code));
    }
    return cli_text_end();
}
