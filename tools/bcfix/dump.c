/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "commands.h"
#include "exit_code.h"
#include "file_input.h"
#include "text_output.h"

static bool write_text(void *user, const char *text, size_t size) {
    (void)user;
    return cli_text(text, size);
}

static int dump(bcfix_context *context, const struct cli_arguments *arguments) {
    struct cli_input input;
    const char *operand = arguments->operands[0];
    int result = cli_input_read(&input, operand, bcfix_context_limit(context, BCFIX_LIMIT_MEMORY), arguments->quiet);

    if (result != CLI_DONE)
        return result;
    bcfix_status status = bcfix_dump(context, input.data, input.size, write_text, NULL);
    cli_input_free(&input);
    /* What came before a damaged place is written first, and only then the message. */
    result = cli_text_end();
    if (result != CLI_DONE || status == BCFIX_OK)
        return result;
    return cli_report_status(cli_shown_input(operand), status, bcfix_context_message(context));
}

int cli_dump(const struct cli_arguments *arguments) {
    bcfix_context *context = cli_context_new(arguments);

    if (context == NULL)
        return CLI_LIMIT;
    int result = dump(context, arguments);
    bcfix_context_free(context);
    return result;
}
