/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <bcfix/link.h>

#include "commands.h"
#include "exit_code.h"
#include "file_output.h"
#include "progress.h"
#include "report.h"

static int report(const bcfix_link *link, bcfix_status status) {
    return cli_report_status(NULL, status, bcfix_link_message(link));
}

/* An ELF file names its native companion, which is looked for in its folder. */
static int convert(const struct cli_arguments *arguments, const bcfix_link *link, const void *bitcode, size_t size) {
    struct cli_arguments more = *arguments;
    bool whole = arguments->needed_count == 0; /* what a library brings is not known */

    if (arguments->native != NULL && access(arguments->native, F_OK) == 0) {
        const char *slash = strrchr(arguments->native, '/');
        more.needed[more.needed_count++] = slash != NULL ? slash + 1 : arguments->native;
    }
    return cli_convert_linked(&more, link, whole, bitcode, size);
}

static int check_readable(const struct cli_arguments *arguments) {
    for (size_t i = 0; i < arguments->operand_count; i++) {
        if (access(arguments->operands[i], R_OK) == 0)
            continue;
        cli_error(arguments->operands[i], "cannot be read: %s", strerror(errno));
        return CLI_IO;
    }
    return CLI_DONE;
}

/* What cannot be written is said before the work, and before the native library is written. */
static int check_writable(const struct cli_arguments *arguments) {
    struct cli_output output;

    if (arguments->native != NULL && strcmp(arguments->native, arguments->output) == 0)
        return cli_usage_error("link", "the module and the native library cannot both be %s", arguments->output);
    int result = cli_output_open(&output, arguments->output, arguments->force);
    cli_output_free(&output);
    return result;
}

static bcfix_status set_up(bcfix_link *link, const struct cli_arguments *arguments) {
    bcfix_status status = BCFIX_OK;

    if (arguments->panic_abort)
        bcfix_link_set_panic(link, BCFIX_PANIC_ABORT);
    for (int i = 0; i < CLI_LIMITS && status == BCFIX_OK; i++)
        if (arguments->limits[i] > 0)
            status = bcfix_link_set_limit(link, (bcfix_limit)i, arguments->limits[i]);
    if (arguments->native != NULL && status == BCFIX_OK)
        status = bcfix_link_set_native(link, arguments->native);
    if (status == BCFIX_OK && arguments->llvm != NULL)
        status = bcfix_link_set_llvm(link, arguments->llvm);
    for (size_t i = 0; i < arguments->root_count && status == BCFIX_OK; i++)
        status = bcfix_link_add_root(link, arguments->roots[i]);
    for (size_t i = 0; i < arguments->operand_count && status == BCFIX_OK; i++)
        status = bcfix_link_add_file(link, arguments->operands[i]);
    return status;
}

static void tell_panic_runtime(const struct cli_arguments *arguments, const char *left_out) {
    cli_error(arguments->output, "%s BCF%03u %s: panics %s; %s is left out%s", bcfix_severity_text(bcfix_registry_severity(BCFIX_BCF088_PANIC_RUNTIME)),
              BCFIX_BCF088_PANIC_RUNTIME, bcfix_registry_name(BCFIX_BCF088_PANIC_RUNTIME), arguments->panic_abort ? "end the program" : "unwind",
              left_out, arguments->panic_abort ? "" : " (--panic=abort takes it)");
}

int cli_link(const struct cli_arguments *arguments) {
    const void *bitcode;
    size_t size;

    if (arguments->output == NULL)
        return cli_usage_error("link", "where to? bcfix link -o OUT IN...");
    int ready = check_writable(arguments);
    if (ready == CLI_DONE)
        ready = check_readable(arguments);
    if (ready != CLI_DONE)
        return ready;
    bcfix_link *link = bcfix_link_new();
    if (link == NULL) {
        cli_error(NULL, "not enough memory");
        return CLI_LIMIT;
    }
    cli_progress_start("linking", arguments->quiet);
    bcfix_status status = set_up(link, arguments);
    if (status == BCFIX_OK)
        status = bcfix_link_run(link, &bitcode, &size);
    cli_progress_end();
    if (status == BCFIX_OK && !arguments->quiet && bcfix_link_panic_left_out(link) != NULL)
        tell_panic_runtime(arguments, bcfix_link_panic_left_out(link));
    int result = status == BCFIX_OK ? convert(arguments, link, bitcode, size) : report(link, status);
    bcfix_link_free(link);
    return result;
}
