/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "commands.h"
#include "report.h"

bcfix_context *cli_context_new(const struct cli_arguments *arguments) {
    bcfix_context *context = bcfix_context_new(NULL);

    if (context == NULL) {
        cli_error(NULL, "not enough memory");
        return NULL;
    }
    if (arguments->memory_limit > 0)
        bcfix_context_set_limit(context, BCFIX_LIMIT_MEMORY, arguments->memory_limit);
    return context;
}
