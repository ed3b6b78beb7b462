/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "finding_report.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "progress.h"
#include "report.h"

static const char *const colours[] = {
    [BCFIX_NOTE] = "",
    [BCFIX_LOSS] = "\033[33m",
    [BCFIX_TRAP] = "\033[31m",
    [BCFIX_REFUSAL] = "\033[1;31m",
};

bool cli_findings_start(struct cli_findings *findings, const char *file, bool each) {
    *findings = (struct cli_findings){.file = file, .each = each, .kinds = bcfix_registry_count()};
    findings->counts = calloc(findings->kinds + 1, sizeof *findings->counts);
    return findings->counts != NULL;
}

static void put_severity(bcfix_severity severity, int width) {
    bool known = (size_t)severity < sizeof colours / sizeof *colours;
    const char *colour = known && cli_stderr_has_colour() ? colours[severity] : "";

    fprintf(stderr, "%s%-*s%s", colour, width, bcfix_severity_text(severity), *colour != '\0' ? "\033[0m" : "");
}

/* "bcfix: FILE: SEVERITY BCF000 name: message (in FUNCTION, RECORD at bit N, N places)" */
static void put_finding(const char *file, const bcfix_finding *finding) {
    const char *name = bcfix_registry_name(bcfix_finding_code(finding));
    const char *separator = " (";

    cli_progress_clear();
    fputs("bcfix: ", stderr);
    cli_put_printable(file);
    fputs(": ", stderr);
    put_severity(bcfix_finding_severity(finding), 0);
    fprintf(stderr, " BCF%03u %s: ", bcfix_finding_code(finding), name != NULL ? name : "unknown");
    cli_put_printable(bcfix_finding_message(finding));
    if (bcfix_finding_function(finding) != NULL) {
        fprintf(stderr, "%sin ", separator);
        cli_put_printable(bcfix_finding_function(finding));
        separator = ", ";
    }
    if (bcfix_finding_record(finding) != NULL) {
        fputs(separator, stderr);
        cli_put_printable(bcfix_finding_record(finding));
        separator = ", ";
    }
    if (bcfix_finding_bit(finding) != UINT64_MAX) {
        fprintf(stderr, "%sat bit %" PRIu64, *separator == ',' ? " " : separator, bcfix_finding_bit(finding));
        separator = ", ";
    }
    if (bcfix_finding_count(finding) > 1) {
        fprintf(stderr, "%s%" PRIu64 " places", separator, bcfix_finding_count(finding));
        separator = ", ";
    }
    fputs(*separator == ',' ? ")\n" : "\n", stderr);
    fflush(stderr);
}

bool cli_findings_take(void *user, const bcfix_finding *finding) {
    struct cli_findings *findings = user;
    unsigned code = bcfix_finding_code(finding);

    for (size_t i = 0; i < findings->kinds; i++) {
        if (bcfix_registry_code(i) == code)
            findings->counts[i] += bcfix_finding_count(finding);
    }
    if (findings->each)
        put_finding(findings->file, finding);
    return true;
}

static int digits(uint64_t value) {
    int count = 1;

    for (; value >= 10; value /= 10)
        count++;
    return count;
}

void cli_findings_summary(const struct cli_findings *findings, const char *target) {
    int name_width = 0, count_width = 0;

    for (size_t i = 0; i < findings->kinds; i++) {
        if (findings->counts[i] == 0)
            continue;
        int length = (int)strlen(bcfix_registry_name(bcfix_registry_code(i)));
        name_width = length > name_width ? length : name_width;
        length = digits(findings->counts[i]);
        count_width = length > count_width ? length : count_width;
    }
    if (count_width == 0)
        return;

    cli_progress_clear();
    fputs("bcfix: ", stderr);
    cli_put_printable(findings->file);
    fprintf(stderr, ": findings for %s%s\n", target, findings->each ? ", in all" : " (-v shows each place)");
    for (size_t i = 0; i < findings->kinds; i++) {
        unsigned code = bcfix_registry_code(i);
        if (findings->counts[i] == 0)
            continue;
        fputs("  ", stderr);
        put_severity(bcfix_registry_severity(code), 7);
        fprintf(stderr, " BCF%03u %-*s %*" PRIu64 "  %s\n", code, name_width, bcfix_registry_name(code), count_width,
                findings->counts[i], bcfix_registry_title(code));
    }
    fflush(stderr);
}

void cli_findings_end(struct cli_findings *findings) {
    free(findings->counts);
    findings->counts = NULL;
}
