/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* From rustc's module to the result. */
#include "build.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <bcfix/bcfix.h>
#include <bcfix/link.h>

#include "exit_code.h"
#include "file_input.h"
#include "file_output.h"
#include "finding_report.h"
#include "native.h"
#include "report.h"

struct conversion {
    const struct cb_options *cb;
    struct cb_unit *unit;
    bcfix_context *context;
    bcfix_options *options;
    struct cli_findings findings;
    struct cli_input input;
    void *result;
    size_t size;
};

static int no_memory(void) {
    cli_error(NULL, "not enough memory");
    return CLI_LIMIT;
}

/* Whether the program lacks a symbol is known when its native parts are (native.c), which tells of it then. */
static bool is_looked_for_later(void *user, const char *symbol) {
    (void)user;
    (void)symbol;
    return true;
}

static int set_options(struct conversion *conversion) {
    const struct cb_options *cb = conversion->cb;

    conversion->options = bcfix_options_new(conversion->context);
    if (conversion->options == NULL || !cli_findings_start(&conversion->findings, conversion->unit->result, cb->verbose))
        return no_memory();
    bcfix_options_set_target(conversion->options, cb_text("graalvm-%s", cb_line(cb)));
    if (cb->unsupported != NULL && strcmp(cb->unsupported, "refuse") == 0)
        bcfix_options_set_unsupported(conversion->options, BCFIX_UNSUPPORTED_REFUSE);
    bcfix_options_set_strip_debug(conversion->options, cb->strip_debug);
    bcfix_options_set_symbols(conversion->options, is_looked_for_later, NULL);
    bcfix_options_set_findings(conversion->options, cli_findings_take, &conversion->findings);
    return CLI_DONE;
}

/* Each module has dozens of findings that change nothing for who runs it; -v shows them. */
static void tell_traps(const struct conversion *conversion) {
    uint64_t traps = 0;

    for (size_t i = 0; i < conversion->findings.kinds; i++)
        if (bcfix_registry_severity(bcfix_registry_code(i)) == BCFIX_TRAP)
            traps += conversion->findings.counts[i];
    if (traps > 0)
        cli_error(conversion->unit->result, "%" PRIu64 " %s when reached, with a message (-v shows each)", traps,
                  traps > 1 ? "places stop the program" : "place stops the program");
}

static int run(struct conversion *conversion) {
    const struct cb_options *cb = conversion->cb;
    int result = set_options(conversion);

    if (result == CLI_DONE)
        result = cli_input_read(&conversion->input, conversion->unit->module,
                                bcfix_context_limit(conversion->context, BCFIX_LIMIT_MEMORY), true);
    if (result != CLI_DONE)
        return result;
    bcfix_status status = bcfix_convert(conversion->context, conversion->options, conversion->input.data,
                                        conversion->input.size, &conversion->result, &conversion->size);
    if (status != BCFIX_OK && status != BCFIX_REFUSED)
        return cli_report_status(conversion->unit->module, status, bcfix_context_message(conversion->context));
    if (cb->verbose || status == BCFIX_REFUSED)
        cli_findings_summary(&conversion->findings, cb_text("graalvm-%s", cb_line(cb)));
    if (status != BCFIX_OK)
        return cli_report_status(conversion->unit->module, status, bcfix_context_message(conversion->context));
    if (!cb->verbose && !cb->quiet)
        tell_traps(conversion);
    return cb_native_parts(cb, conversion->unit, conversion->context, conversion->result, conversion->size);
}

static mode_t umask_of_process(void) {
    mode_t mask = umask(0);

    umask(mask);
    return mask;
}

static int write_result(const struct cb_unit *unit, const void *data, size_t size, bool program) {
    struct cli_output output;
    int result = cli_output_open(&output, unit->result, true);

    if (result == CLI_DONE)
        result = cli_output_write(&output, data, size, true);
    cli_output_free(&output);
    if (result == CLI_DONE && program && chmod(unit->result, 0777 & ~umask_of_process()) != 0)
        result = CLI_IO;
    return result;
}

/* The program or library that rustc linked, with the module in it. What its native parts are in GraalVM it names as needed, in its
 * own folder; that takes another link when it has such parts. */
static int write_elf(const struct cb_folders *folders, const struct cb_options *options, struct cb_unit *unit, const void *bitcode, size_t size) {
    struct cli_input native;
    void *elf;
    size_t elf_size;

    if (unit->companion != NULL && unit->for_linker.count == 0) {
        cb_add(&unit->for_linker, "-Wl,--no-as-needed");
        cb_add(&unit->for_linker, unit->companion);
        cb_add(&unit->for_linker, "-Wl,-rpath,$ORIGIN");
        int result = cb_cargo_rustc(folders, options, unit);
        if (result != CLI_DONE)
            return result;
    }
    if (unit->linked == NULL) {
        cli_error(unit->result, "cargo linked no program to put the module into");
        return CLI_BAD_INPUT;
    }
    int result = cli_input_read(&native, unit->linked, UINT64_MAX / 4, true);
    if (result != CLI_DONE)
        return result;
    bcfix_status status = bcfix_elf_container(native.data, native.size, NULL, bitcode, size, &elf, &elf_size);
    if (status == BCFIX_OK) {
        result = write_result(unit, elf, elf_size, true);
        unit->libraries = (struct cb_words){0}; /* the file names them */
        free(elf);
    } else {
        result = cli_report_status(unit->linked, status, "");
    }
    cli_input_free(&native);
    return result;
}

const char *cb_line_of(const char *path) {
    static const char family[] = "graalvm-";
    bcfix_context *context = bcfix_context_new(NULL);
    struct cli_input input = {0};
    bcfix_info *info = NULL;
    const char *line = NULL;
    char why[200];

    if (context != NULL && cli_input_load(&input, path, UINT64_MAX / 4, why, sizeof why) == CLI_DONE &&
        bcfix_info_new(context, input.data, input.size, &info) == BCFIX_OK && bcfix_info_modules(info) > 0) {
        /* Last there is the target. */
        const char *space = strrchr(bcfix_info_producer(info, 0), ' ');
        if (space != NULL && cb_begins(space + 1, family))
            line = cb_text("%s", space + strlen(family) + 1);
    }
    bcfix_info_free(info);
    bcfix_context_free(context);
    cli_input_free(&input);
    return line;
}

static bool is_elf(const struct cb_options *options) {
    return options->container != NULL && strcmp(options->container, "elf") == 0;
}

/* <results>/app.bc, <results>/libapp.bc, <results>/examples/e.bc, <results>/tests/<package>-test-t.bc; an ELF program has no
 * ending, and a library .so. */
static const char *result_path(const struct cb_folders *folders, const struct cb_options *options, const struct cb_unit *unit) {
    bool library = unit->kind == CB_LIB && !unit->test;
    const char *ending = !is_elf(options) ? ".bc" : library ? ".so" : "";
    const char *file = strrchr(unit->module, '/') + 1;

    if (unit->test)
        return cb_text("%s/tests/%.*s%s", folders->results, (int)(strlen(file) - strlen(".bc")), file, ending);
    if (unit->kind == CB_EXAMPLE)
        return cb_text("%s/examples/%s%s", folders->results, unit->name, ending);
    return cb_text("%s/%s%s%s", folders->results, library ? "lib" : "", unit->name, ending);
}

int cb_convert(const struct cb_folders *folders, const struct cb_options *options, struct cb_unit *unit) {
    struct conversion conversion = {.cb = options, .unit = unit};

    if (unit->result == NULL)
        unit->result = result_path(folders, options, unit);
    unit->libraries = (struct cb_words){0};
    unit->replaced = cb_line_of(unit->result);
    if (unit->replaced != NULL && strcmp(unit->replaced, cb_line(options)) == 0)
        unit->replaced = NULL;
    if (!cb_make_folder(cb_text_part(unit->result, (size_t)(strrchr(unit->result, '/') - unit->result))))
        return CLI_IO;
    conversion.context = bcfix_context_new(NULL);
    int result = conversion.context != NULL ? run(&conversion) : no_memory();
    if (result == CLI_DONE)
        result = is_elf(options) ? write_elf(folders, options, unit, conversion.result, conversion.size)
                                 : write_result(unit, conversion.result, conversion.size, false);
    if (conversion.context != NULL)
        bcfix_buffer_free(conversion.context, conversion.result, conversion.size);
    bcfix_options_free(conversion.options);
    bcfix_context_free(conversion.context);
    cli_findings_end(&conversion.findings);
    cli_input_free(&conversion.input);
    return result;
}
