/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "exit_code.h"

#include <stdio.h>
#include <string.h>

#include "report.h"

static const char *const meanings[] = {
    [CLI_DONE] = "done",
    [CLI_REFUSED] = "the module cannot be made acceptable for the target, or a check found so",
    [CLI_USAGE] = "wrong usage: an unknown command, option, target or value",
    [CLI_BAD_INPUT] = "the input is damaged, is not bitcode, or comes from an unknown writer",
    [CLI_IO] = "a file could not be read or written",
    [CLI_LIMIT] = "out of memory, or a limit was reached",
};

static const struct {
    enum cli_exit code;
    const char *remedy;
} outcomes[] = {
    [BCFIX_OK] = {CLI_DONE, ""},
    [BCFIX_REFUSED] = {CLI_REFUSED, ""},
    [BCFIX_INVALID_ARGUMENT] = {CLI_USAGE, ""},
    [BCFIX_MALFORMED] = {CLI_BAD_INPUT, ""},
    [BCFIX_UNSUPPORTED] = {CLI_BAD_INPUT, ""},
    [BCFIX_NO_MEMORY] = {CLI_LIMIT, ""},
    [BCFIX_LIMIT] = {CLI_LIMIT, ""},
    [BCFIX_CANCELLED] = {CLI_IO, ""},
    [BCFIX_IO] = {CLI_IO, ""},
    /* The module is what bcfix stumbled over, so it counts as input that bcfix cannot handle. */
    [BCFIX_INTERNAL] = {CLI_BAD_INPUT, "; this is a defect of bcfix: please report it together with the file"},
};

static const struct {
    const char *text, *remedy;
} limits[] = {
    {"the memory limit of ", "; --limit-memory=SIZE sets it"},
    {"the output limit of ", "; --limit-output=SIZE sets it"},
    {"the nesting limit of ", "; --limit-nesting=N sets it"},
    {"the records limit of ", "; --limit-records=N sets it"},
    {"the abbreviations limit of ", "; --limit-abbreviations=N sets it"},
};

const char *cli_exit_meaning(size_t code) {
    return code < sizeof meanings / sizeof *meanings ? meanings[code] : NULL;
}

int cli_explain_status(bcfix_status status, const char *message, char *why, size_t size) {
    const char *text = *message != '\0' ? message : bcfix_status_text(status);

    /* A newer library than this program was built with may know more values. */
    if ((size_t)status >= sizeof outcomes / sizeof *outcomes) {
        snprintf(why, size, "%s", text);
        return CLI_BAD_INPUT;
    }
    const char *remedy = outcomes[status].remedy;
    /* Only the text tells which one was reached. */
    for (size_t i = 0; status == BCFIX_LIMIT && i < sizeof limits / sizeof *limits; i++)
        remedy = strstr(text, limits[i].text) != NULL ? limits[i].remedy : remedy;
    snprintf(why, size, "%s%s", text, remedy);
    return (int)outcomes[status].code;
}

int cli_report_status(const char *file, bcfix_status status, const char *message) {
    char why[1000];
    int result = cli_explain_status(status, message, why, sizeof why);

    cli_error(file, "%s", why);
    return result;
}
