/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <inttypes.h>
#include <string.h>

#include "commands.h"
#include "exit_code.h"
#include "file_input.h"
#include "text_output.h"

static const struct {
    const char *label;
    const char *(*text)(const bcfix_info *info, size_t module);
} texts[] = {
    {"producer", bcfix_info_producer},
    {"triple", bcfix_info_triple},
    {"data layout", bcfix_info_data_layout},
    {"source file", bcfix_info_source_file},
};

static const struct {
    const char *label;
    bcfix_count what;
} counts[] = {
    {"functions", BCFIX_COUNT_FUNCTIONS},
    {"declarations", BCFIX_COUNT_DECLARATIONS},
    {"globals", BCFIX_COUNT_GLOBALS},
    {"aliases", BCFIX_COUNT_ALIASES},
    {"types", BCFIX_COUNT_TYPES},
    {"constants", BCFIX_COUNT_CONSTANTS},
    {"metadata", BCFIX_COUNT_METADATA},
};

static void show_text(int indent, const char *label, const char *text) {
    cli_textf("%*s%s:%*s", indent, "", label, 13 - (int)strlen(label), "");
    cli_text_printable(text != NULL && *text != '\0' ? text : "(none)");
    cli_textf("\n");
}

static void show_number(int indent, const char *label, uint64_t number) {
    cli_textf("%*s%s:%*s%" PRIu64 "\n", indent, "", label, 13 - (int)strlen(label), "", number);
}

static void show(const char *file, size_t size, const bcfix_info *info) {
    size_t modules = bcfix_info_modules(info);

    show_text(0, "file", file);
    show_number(0, "bytes", size);
    show_text(0, "container", bcfix_info_container(info));
    show_number(0, "modules", modules);
    for (size_t module = 0; module < modules; module++) {
        if (modules > 1)
            show_number(0, "module", module + 1);
        if (bcfix_info_member(info, module) != NULL)
            show_text(2, "member", bcfix_info_member(info, module));
        if (bcfix_info_section(info, module) != NULL)
            show_text(2, "section", bcfix_info_section(info, module));
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
            show_text(2, texts[i].label, texts[i].text(info, module));
        for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
            show_number(2, counts[i].label, bcfix_info_count(info, module, counts[i].what));
    }
    for (size_t other = 0; other < bcfix_info_others(info); other++) {
        show_text(0, "no bitcode", bcfix_info_other_name(info, other));
        show_text(2, "it is", bcfix_info_other_kind(info, other));
    }
}

static int look(bcfix_context *context, const struct cli_arguments *arguments) {
    struct cli_input input;
    bcfix_info *info = NULL;
    const char *file = cli_shown_input(arguments->operands[0]);
    int result = cli_input_read(&input, arguments->operands[0], bcfix_context_limit(context, BCFIX_LIMIT_MEMORY),
                                arguments->quiet);

    if (result != CLI_DONE)
        return result;
    bcfix_status status = bcfix_info_new(context, input.data, input.size, &info);
    if (status == BCFIX_OK) {
        show(file, input.size, info);
        result = cli_text_end();
    } else {
        result = cli_report_status(file, status, bcfix_context_message(context));
    }
    bcfix_info_free(info);
    cli_input_free(&input);
    return result;
}

int cli_info(const struct cli_arguments *arguments) {
    bcfix_context *context = cli_context_new(arguments);

    if (context == NULL)
        return CLI_LIMIT;
    int result = look(context, arguments);
    bcfix_context_free(context);
    return result;
}
