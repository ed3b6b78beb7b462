/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <string.h>

#include "commands.h"
#include "text_output.h"

int cli_targets(const struct cli_arguments *arguments) {
    const bcfix_target *target;

    (void)arguments;
    cli_textf("%-16s %-5s %s\n", "TARGET", "LLVM", "DESCRIPTION");
    for (size_t i = 0; (target = bcfix_target_at(i)) != NULL; i++)
        cli_textf("%-16s %-5u %s%s\n", bcfix_target_name(target), bcfix_target_llvm_major(target),
                  bcfix_target_description(target), bcfix_target_is_default(target) ? " (the default)" : "");
    return cli_text_end();
}

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
