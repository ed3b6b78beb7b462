/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "check.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "file_output.h"
#include "progress.h"
#include "report.h"
#include "text_output.h"

static int no_memory(void) {
    cli_error(NULL, "not enough memory");
    return CLI_LIMIT;
}

/* Without a choice the default target. */
static int set_up(struct cli_arguments *arguments) {
    const bcfix_target *target;

    for (size_t i = 0; arguments->target_count == 0 && (target = bcfix_target_at(i)) != NULL; i++) {
        if (bcfix_target_is_default(target))
            arguments->targets[arguments->target_count++] = bcfix_target_name(target);
    }
    for (size_t i = 0; i < arguments->target_count; i++) {
        if (bcfix_target_find(arguments->targets[i]) == NULL)
            return cli_unknown_target(arguments->targets[i]);
    }
    if (arguments->platform != NULL && bcfix_platform_find(arguments->platform) == NULL)
        return cli_unknown_platform(arguments->platform);
    size_t standard = 0;
    for (size_t i = 0; i < arguments->operand_count; i++)
        standard += strcmp(arguments->operands[i], "-") == 0;
    if (standard > 1 || (standard == 1 && arguments->target_count > 1))
        return cli_usage_error("check", "standard input can be read only once");
    return CLI_DONE;
}

static int make_results(struct cli_check *check) {
    const struct cli_arguments *arguments = check->arguments;

    check->count = check->inputs.count * arguments->target_count;
    check->results = calloc(check->count + 1, sizeof *check->results);
    if (check->results == NULL)
        return no_memory();
    for (size_t i = 0; i < check->count; i++) {
        const struct cli_check_path *input = &check->inputs.list[i / arguments->target_count];
        check->results[i].path = input->path;
        check->results[i].found_in_folder = input->found;
        check->results[i].target = arguments->targets[i % arguments->target_count];
    }
    return CLI_DONE;
}

/* Files of folders that hold no bitcode are no part of the report, but are counted. */
static void skip_empty(struct cli_check *check) {
    size_t kept = 0;

    for (size_t i = 0; i < check->count; i++) {
        if (check->results[i].found_in_folder && check->results[i].without_bitcode) {
            cli_checked_free(&check->results[i]);
            check->skipped++;
        } else {
            check->results[kept++] = check->results[i];
        }
    }
    check->skipped /= check->arguments->target_count;
    check->count = kept;
}

/* The highest code, since a file that could not be checked may hide anything. */
static int outcome(const struct cli_check *check) {
    int code = CLI_DONE;

    for (size_t i = 0; i < check->count; i++) {
        const struct cli_checked *checked = &check->results[i];
        bool bad = checked->verdict >= BCFIX_TRAPS || (check->arguments->strict && checked->lost);
        int is = checked->code != CLI_DONE ? checked->code : bad ? CLI_REFUSED : CLI_DONE;
        code = is > code ? is : code;
    }
    return code;
}

/* ---- writing ---- */

static bool write_form(const struct cli_check *check, enum cli_format format, FILE *out, bool colour) {
    switch (format) {
    case CLI_JSON:
        return cli_check_write_json(check, out);
    case CLI_SARIF:
        return cli_check_write_sarif(check, out);
    case CLI_GITHUB:
        return cli_check_write_github(check, out);
    default:
        return cli_check_write_text(check, out, colour);
    }
}

/* The whole report in memory, to be freed; NULL without memory. */
static char *form(const struct cli_check *check, enum cli_format format, size_t *size, bool colour) {
    char *text = NULL;
    FILE *out = open_memstream(&text, size);

    if (out == NULL)
        return NULL;
    bool good = write_form(check, format, out, colour);
    good = !ferror(out) && good;
    if (fclose(out) == 0 && good)
        return text;
    free(text);
    return NULL;
}

/* The rule of no-color.org: any value but the empty one turns colour off. */
static bool stdout_has_colour(void) {
    const char *no_colour = getenv("NO_COLOR"), *terminal = getenv("TERM");

    return isatty(STDOUT_FILENO) == 1 && terminal != NULL && strcmp(terminal, "dumb") != 0 &&
           (no_colour == NULL || *no_colour == '\0');
}

static int write_stdout(const struct cli_check *check, enum cli_format format) {
    size_t size = 0;
    char *text = form(check, format, &size, format == CLI_TEXT && stdout_has_colour());

    if (text == NULL)
        return no_memory();
    cli_text(text, size);
    free(text);
    return cli_text_end();
}

static int write_file(const struct cli_check *check, struct cli_output *output) {
    size_t size = 0;
    char *text = form(check, check->arguments->format, &size, false);

    if (text == NULL)
        return no_memory();
    int result = cli_output_write(output, text, size, true);
    free(text);
    return result;
}

static int write_all(const struct cli_check *check, struct cli_output *output) {
    const struct cli_arguments *arguments = check->arguments;
    int result = CLI_DONE;

    if (arguments->report != NULL)
        result = write_file(check, output);
    if (result == CLI_DONE && !(arguments->quiet && arguments->report != NULL))
        result = write_stdout(check, arguments->report != NULL ? CLI_TEXT : arguments->format);
    return result;
}

static int run(struct cli_check *check, struct cli_output *output) {
    const struct cli_arguments *arguments = check->arguments;
    int result = arguments->report != NULL ? cli_output_open(output, arguments->report, true) : CLI_DONE;

    if (result == CLI_DONE)
        result = cli_check_find(&check->inputs, arguments) == CLI_DONE ? CLI_DONE : no_memory();
    if (result == CLI_DONE && check->inputs.count == 0) {
        cli_error(NULL, "there is no file with bitcode in what was named");
        result = CLI_BAD_INPUT;
    }
    if (result == CLI_DONE)
        result = make_results(check);
    if (result == CLI_DONE)
        result = cli_check_work(check) == CLI_DONE ? CLI_DONE : no_memory();
    if (result != CLI_DONE)
        return result;
    skip_empty(check);
    result = write_all(check, output);
    return result == CLI_DONE ? outcome(check) : result;
}

int cli_check(const struct cli_arguments *arguments) {
    struct cli_arguments chosen = *arguments;
    struct cli_check check = {.arguments = &chosen};
    struct cli_output output = {.descriptor = -1};
    int result = set_up(&chosen);

    if (result == CLI_DONE)
        result = run(&check, &output);

    for (size_t i = 0; check.results != NULL && i < check.count; i++)
        cli_checked_free(&check.results[i]);
    free(check.results);
    for (size_t i = 0; i < check.symbol_count; i++)
        free(check.symbols[i]);
    free(check.symbols);
    cli_check_inputs_free(&check.inputs);
    cli_output_free(&output);
    return result;
}
