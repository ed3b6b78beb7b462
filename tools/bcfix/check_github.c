/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <stdlib.h>
#include <string.h>

#include "check.h"

/* GitHub shows at most ten of each kind from one step: the rest is told in one line. */
enum { MOST_OF_A_KIND = 10 };

enum kind { ERROR, WARNING, NOTICE, KINDS };

static const char *const kinds[KINDS] = {[ERROR] = "error", [WARNING] = "warning", [NOTICE] = "notice"};

/* What would end a command or one of its properties is written as GitHub's runner reads it back. */
static void put_escaped(FILE *out, const char *text, bool property) {
    for (; *text != '\0'; text++) {
        if (*text == '%')
            fputs("%25", out);
        else if (*text == '\r')
            fputs("%0D", out);
        else if (*text == '\n')
            fputs("%0A", out);
        else if (property && *text == ':')
            fputs("%3A", out);
        else if (property && *text == ',')
            fputs("%2C", out);
        else
            fputc(*text, out);
    }
}

/* A text from a file: control characters are made visible first. */
static bool put_text(FILE *out, const char *text, bool property) {
    char *printable = cli_printable(text);

    if (printable == NULL)
        return false;
    put_escaped(out, printable, property);
    free(printable);
    return true;
}

static bool is_relative(const char *path) {
    return path != NULL && *path != '/' && *path != '\0';
}

/* "::error file=F,line=L,title=T::", with the source where it is one of the repository. */
static bool begin(FILE *out, enum kind kind, const char *file, unsigned line, unsigned column, const char *title) {
    fprintf(out, "::%s file=", kinds[kind]);
    if (!put_text(out, file, true))
        return false;
    if (line > 0)
        fprintf(out, ",line=%u", line);
    if (line > 0 && column > 0)
        fprintf(out, ",col=%u", column);
    fputs(",title=", out);
    if (!put_text(out, title, true))
        return false;
    fputs("::", out);
    return true;
}

static bool put_finding(FILE *out, enum kind kind, const struct cli_checked *checked, const struct cli_check_finding *finding) {
    bool source = is_relative(finding->file);
    char title[128], *place = cli_check_place(finding);

    if (place == NULL)
        return false;
    snprintf(title, sizeof title, "BCF%03u %s (%s)", finding->code, bcfix_registry_name(finding->code), checked->target);
    bool good = begin(out, kind, source ? finding->file : checked->path, source ? finding->line : 0,
                      source ? finding->column : 0, title) &&
                put_text(out, finding->message, false);
    if (good && *place != '\0') {
        fputs(" (", out);
        put_escaped(out, place, false);
        fputc(')', out);
    }
    fputc('\n', out);
    free(place);
    return good;
}

static enum kind kind_of(const struct cli_check_finding *finding) {
    bcfix_severity severity = bcfix_registry_severity(finding->code);

    if (finding->allowed || severity == BCFIX_NOTE || finding->reach != BCFIX_REACH_YES)
        return KINDS; /* no annotation */
    return severity == BCFIX_LOSS ? WARNING : ERROR;
}

static bool put_file_line(FILE *out, enum kind kind, const struct cli_checked *checked, const char *message) {
    char title[128];

    snprintf(title, sizeof title, "bcfix check (%s)", checked->target);
    bool good = begin(out, kind, checked->path, 0, 0, title) && put_text(out, message, false);
    fputc('\n', out);
    return good;
}

/* Counts one of a kind; whether it is still shown. */
static bool is_shown(size_t counts[KINDS], enum kind kind) {
    return counts[kind]++ < MOST_OF_A_KIND;
}

static bool put_checked(FILE *out, size_t counts[KINDS], const struct cli_checked *checked) {
    if (checked->code != CLI_DONE)
        return !is_shown(counts, ERROR) || put_file_line(out, ERROR, checked, checked->why);
    if (checked->verdict == BCFIX_NOT_CONVERTIBLE && is_shown(counts, ERROR) && !put_file_line(out, ERROR, checked, checked->why))
        return false;
    for (size_t i = 0; i < checked->count; i++) {
        enum kind kind = kind_of(&checked->findings[i]);
        /* The refusal itself has been told, with its reason. */
        if (kind == KINDS || bcfix_registry_severity(checked->findings[i].code) == BCFIX_REFUSAL || !is_shown(counts, kind))
            continue;
        if (!put_finding(out, kind, checked, &checked->findings[i]))
            return false;
    }
    return !is_shown(counts, NOTICE) || put_file_line(out, NOTICE, checked, bcfix_verdict_text(checked->verdict));
}

bool cli_check_write_github(const struct cli_check *check, FILE *out) {
    size_t counts[KINDS] = {0};

    for (size_t i = 0; i < check->count; i++) {
        if (!put_checked(out, counts, &check->results[i]))
            return false;
    }
    for (int kind = ERROR; kind < KINDS; kind++) {
        if (counts[kind] > MOST_OF_A_KIND)
            fprintf(out, "%zu more of kind %s are not shown\n", counts[kind] - MOST_OF_A_KIND, kinds[kind]);
    }
    return true;
}
