/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "exit_code.h"
#include "report.h"
#include "suggestion.h"
#include "text_output.h"

static void explain(unsigned code) {
    cli_textf("BCF%03u %s: ", code, bcfix_registry_name(code));
    cli_text_wrapped(bcfix_registry_title(code), strlen("BCF000 : ") + strlen(bcfix_registry_name(code)), 2);
    cli_textf("Severity %s; when converting: %s; since %s.\n\n", bcfix_severity_text(bcfix_registry_severity(code)),
              bcfix_action_text(bcfix_registry_action(code)), bcfix_registry_since(code));
    cli_text_wrapped(bcfix_registry_explanation(code), 0, 0);
    cli_textf("\nWhat to do: ");
    cli_text_wrapped(bcfix_registry_remedy(code), strlen("What to do: "), 0);
}

static const char *name_at(const void *user, size_t index) {
    (void)user;
    return bcfix_registry_name(bcfix_registry_code(index));
}

unsigned cli_finding_code(const char *word) {
    const char *number = strncmp(word, "BCF", 3) == 0 || strncmp(word, "bcf", 3) == 0 ? word + 3 : word;

    if (*number != '\0' && strspn(number, "0123456789") == strlen(number) && strlen(number) <= 3) {
        unsigned code = (unsigned)strtoul(number, NULL, 10);
        return bcfix_registry_name(code) != NULL ? code : 0;
    }
    for (size_t i = 0; i < bcfix_registry_count(); i++) {
        if (strcmp(name_at(NULL, i), word) == 0)
            return bcfix_registry_code(i);
    }
    return 0;
}

static int unknown(const char *word) {
    const char *near = cli_nearest_name(word, name_at, NULL);

    if (near != NULL)
        return cli_usage_error("explain", "unknown code '%s'; did you mean '%s'?", word, near);
    return cli_usage_error("explain", "unknown code '%s'; 'bcfix findings' lists them", word);
}

int cli_explain(const struct cli_arguments *arguments) {
    if (arguments->operand_count == 0) {
        for (size_t i = 0; i < bcfix_registry_count(); i++) {
            cli_textf(i > 0 ? "\n" : "");
            explain(bcfix_registry_code(i));
        }
        return cli_text_end();
    }
    unsigned code = cli_finding_code(arguments->operands[0]);
    if (code == 0)
        return unknown(arguments->operands[0]);
    explain(code);
    return cli_text_end();
}
