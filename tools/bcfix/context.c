/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "commands.h"
#include "report.h"

bcfix_context *cli_context_new(const struct cli_arguments *arguments) {
    bcfix_context *context = bcfix_context_new(NULL);

    if (context == NULL) {
        cli_error(NULL, "not enough memory");
        return NULL;
    }
    cli_context_set_limits(context, arguments);
    return context;
}

void cli_context_set_limits(bcfix_context *context, const struct cli_arguments *arguments) {
    for (int i = 0; i < CLI_LIMITS; i++)
        if (arguments->limits[i] > 0)
            bcfix_context_set_limit(context, (bcfix_limit)i, arguments->limits[i]);
}
