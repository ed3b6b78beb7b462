/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bcfix/link.h>

#include "commands.h"
#include "exit_code.h"
#include "progress.h"
#include "report.h"

static int report(const bcfix_link *link, bcfix_status status) {
    return cli_report_status(NULL, status, bcfix_link_message(link));
}

/* What the native companion defines. */
struct companion {
    char **symbols;
    size_t count, capacity;
    bool no_memory;
};

static void take_symbol(void *user, const char *name) {
    struct companion *companion = user;

    if (companion->count == companion->capacity) {
        size_t larger = companion->capacity > 0 ? companion->capacity * 2 : 256;
        char **symbols = realloc(companion->symbols, larger * sizeof *symbols);
        if (symbols == NULL) {
            companion->no_memory = true;
            return;
        }
        companion->symbols = symbols;
        companion->capacity = larger;
    }
    companion->symbols[companion->count] = strdup(name);
    if (companion->symbols[companion->count] == NULL)
        companion->no_memory = true;
    else
        companion->count++;
}

static int compare_symbols(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool has_symbol(void *user, const char *name) {
    const struct companion *companion = user;

    return companion->count > 0 && bsearch(&name, companion->symbols, companion->count, sizeof name, compare_symbols) != NULL;
}

/* An ELF file names its native companion, which is looked for in its folder. */
static int convert(const struct cli_arguments *arguments, const void *bitcode, size_t size, struct companion *companion) {
    struct cli_arguments more = *arguments;

    if (arguments->native != NULL && access(arguments->native, F_OK) == 0) {
        const char *slash = strrchr(arguments->native, '/');
        more.needed[more.needed_count++] = slash != NULL ? slash + 1 : arguments->native;
        if (!bcfix_elf_each(arguments->native, BCFIX_ELF_EXPORTED, take_symbol, companion)) {
            cli_error(arguments->native, "cannot be read again");
            return CLI_IO;
        }
        if (companion->count > 0)
            qsort(companion->symbols, companion->count, sizeof *companion->symbols, compare_symbols);
    }
    if (companion->no_memory) {
        cli_error(NULL, "not enough memory");
        return CLI_LIMIT;
    }
    return cli_convert_linked(&more, bitcode, size, has_symbol, companion);
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

static bcfix_status set_up(bcfix_link *link, const struct cli_arguments *arguments) {
    bcfix_status status = BCFIX_OK;

    if (arguments->native != NULL)
        status = bcfix_link_set_native(link, arguments->native);
    if (status == BCFIX_OK && arguments->llvm != NULL)
        status = bcfix_link_set_llvm(link, arguments->llvm);
    for (size_t i = 0; i < arguments->root_count && status == BCFIX_OK; i++)
        status = bcfix_link_add_root(link, arguments->roots[i]);
    for (size_t i = 0; i < arguments->operand_count && status == BCFIX_OK; i++)
        status = bcfix_link_add_file(link, arguments->operands[i]);
    return status;
}

int cli_link(const struct cli_arguments *arguments) {
    const void *bitcode;
    size_t size;

    if (arguments->output == NULL)
        return cli_usage_error("link", "where to? bcfix link -o OUT IN...");
    if (check_readable(arguments) != CLI_DONE)
        return CLI_IO;
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
    struct companion companion = {0};
    int result = status == BCFIX_OK ? convert(arguments, bitcode, size, &companion) : report(link, status);
    for (size_t i = 0; i < companion.count; i++)
        free(companion.symbols[i]);
    free(companion.symbols);
    bcfix_link_free(link);
    return result;
}
