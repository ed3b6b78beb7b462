/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <bcfix/link.h>

#include "commands.h"
#include "exit_code.h"
#include "file_input.h"
#include "file_output.h"
#include "finding_report.h"
#include "progress.h"
#include "report.h"

/* What one conversion holds; each part is freed when it was made. */
struct conversion {
    const struct cli_arguments *arguments;
    const char *from, *to; /* operands */
    bcfix_context *context;
    bcfix_options *options;
    struct cli_output output;
    struct cli_input input;
    struct cli_findings findings;
    bcfix_symbol_fn has_symbol; /* what the module is linked with has it; or NULL */
    void *has_symbol_user;
    void *result;
    size_t result_size;
};

static bool show_progress(void *user, uint64_t done, uint64_t total) {
    (void)user;
    cli_progress_tick(done, total);
    return true;
}

static int no_memory(void) {
    cli_error(NULL, "not enough memory");
    return CLI_LIMIT;
}

static int set_options(struct conversion *conversion) {
    const struct cli_arguments *arguments = conversion->arguments;

    conversion->options = bcfix_options_new(conversion->context);
    if (conversion->options == NULL)
        return no_memory();
    if (arguments->target != NULL && bcfix_options_set_target(conversion->options, arguments->target) != BCFIX_OK)
        return cli_unknown_target(arguments->target);

    if (arguments->platform != NULL &&
        bcfix_options_set_platform(conversion->options, arguments->platform) != BCFIX_OK)
        return cli_unknown_platform(arguments->platform);
    if (arguments->triple != NULL) {
        bcfix_status status = bcfix_options_set_triple(conversion->options, arguments->triple);
        if (status == BCFIX_NO_MEMORY)
            return no_memory();
        if (status != BCFIX_OK)
            return cli_usage_error("convert", "'%s' is no triple, as in x86_64-unknown-linux-gnu", arguments->triple);
    }

    bcfix_options_set_unsupported(conversion->options, arguments->unsupported);
    bcfix_options_set_strip_debug(conversion->options, arguments->strip_debug);
    bcfix_options_set_progress(conversion->options, show_progress, NULL);
    bcfix_options_set_symbols(conversion->options, conversion->has_symbol, conversion->has_symbol_user);
    if (arguments->quiet)
        return CLI_DONE;
    if (!cli_findings_start(&conversion->findings, cli_shown_input(conversion->from), arguments->verbose))
        return no_memory();
    bcfix_options_set_findings(conversion->options, cli_findings_take, &conversion->findings);
    return CLI_DONE;
}

static int convert(struct conversion *conversion) {
    const char *file = cli_shown_input(conversion->from);

    cli_progress_start("converting", conversion->arguments->quiet);
    bcfix_status status = bcfix_convert(conversion->context, conversion->options, conversion->input.data,
                                        conversion->input.size, &conversion->result, &conversion->result_size);
    cli_progress_end();
    /* What was found before some other error says nothing about the module. */
    if (status == BCFIX_OK || status == BCFIX_REFUSED)
        cli_findings_summary(&conversion->findings, bcfix_target_name(bcfix_options_target(conversion->options)));
    if (status == BCFIX_OK)
        return CLI_DONE;
    return cli_report_status(file, status, bcfix_context_message(conversion->context));
}

static void show_sizes(const struct conversion *conversion) {
    if (!conversion->arguments->verbose)
        return;
    cli_error(conversion->output.shown, "written: %zu bytes, from %zu; at most %" PRIu64 " bytes of memory beside them",
              conversion->result_size, conversion->input.size, bcfix_context_peak_memory(conversion->context));
}

static int write_elf(struct conversion *conversion) {
    const struct cli_arguments *arguments = conversion->arguments;
    void *elf;
    size_t size;
    bcfix_status status = bcfix_elf_container(NULL, 0, arguments->needed, conversion->result, conversion->result_size, &elf, &size);

    if (status != BCFIX_OK)
        return cli_report_status(conversion->output.shown, status, "");
    int result = cli_output_write(&conversion->output, elf, size, arguments->quiet);
    free(elf);
    return result;
}

static int write_result(struct conversion *conversion) {
    if (conversion->arguments->elf)
        return write_elf(conversion);
    return cli_output_write(&conversion->output, conversion->result, conversion->result_size, conversion->arguments->quiet);
}

/* Without `linked` the input is read. */
static int run(struct conversion *conversion, bool linked) {
    const struct cli_arguments *arguments = conversion->arguments;
    int result = set_options(conversion);

    if (result == CLI_DONE)
        result = cli_output_open(&conversion->output, conversion->to, arguments->force);
    if (result == CLI_DONE && !linked)
        result = cli_input_read(&conversion->input, conversion->from,
                                bcfix_context_limit(conversion->context, BCFIX_LIMIT_MEMORY), arguments->quiet);
    if (result == CLI_DONE)
        result = convert(conversion);
    if (result == CLI_DONE)
        result = write_result(conversion);
    if (result == CLI_DONE)
        show_sizes(conversion);
    return result;
}

static int run_with_context(struct conversion *conversion, bool linked) {
    conversion->output.descriptor = -1;
    conversion->context = cli_context_new(conversion->arguments);
    if (conversion->context == NULL)
        return CLI_LIMIT;
    int result = run(conversion, linked);
    bcfix_buffer_free(conversion->context, conversion->result, conversion->result_size);
    bcfix_options_free(conversion->options);
    bcfix_context_free(conversion->context);
    cli_findings_end(&conversion->findings);
    cli_output_free(&conversion->output);
    return result;
}

int cli_convert(const struct cli_arguments *arguments) {
    struct conversion conversion = {.arguments = arguments, .from = arguments->operands[0], .to = arguments->operands[1]};
    int result = run_with_context(&conversion, false);

    cli_input_free(&conversion.input);
    return result;
}

int cli_convert_linked(const struct cli_arguments *arguments, const void *bitcode, size_t size, bcfix_symbol_fn has, void *user) {
    /* Only read: conversions take no input apart. */
    struct conversion conversion = {.arguments = arguments, .from = arguments->output, .to = arguments->output,
        .input = {(unsigned char *)bitcode, size}, .has_symbol = has, .has_symbol_user = user};

    return run_with_context(&conversion, true);
}
