/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "printable.h"

char *cli_printable(const char *text) {
    size_t size = 0;
    char *made = NULL, piece[8];
    FILE *out = open_memstream(&made, &size);

    if (out == NULL)
        return NULL;
    for (size_t length; (length = cli_next_printable(&text, piece)) > 0;)
        fwrite(piece, 1, length, out);
    if (fclose(out) == 0)
        return made;
    free(made);
    return NULL;
}

static void put_printable(FILE *out, const char *text) {
    char piece[8];

    for (size_t length; (length = cli_next_printable(&text, piece)) > 0;)
        fwrite(piece, 1, length, out);
}

/* A part of a place, after the comma that parts it from the one before. */
static void put_part(FILE *out, const char *word, const char *text) {
    if (ftell(out) > 0)
        fputs(", ", out);
    fputs(word, out);
    put_printable(out, text);
}

static void put_count(FILE *out, uint64_t count, const char *what) {
    if (count > 1)
        fprintf(out, "%s%" PRIu64 " %s", ftell(out) > 0 ? ", " : "", count, what);
}

static void put_source(FILE *out, const struct cli_check_finding *finding) {
    if (finding->file == NULL)
        return;
    put_part(out, "", finding->file);
    if (finding->line > 0)
        fprintf(out, ":%u", finding->line);
    if (finding->column > 0)
        fprintf(out, ":%u", finding->column);
}

char *cli_check_place(const struct cli_check_finding *finding) {
    const char *function = finding->demangled != NULL ? finding->demangled : finding->function;
    size_t size = 0;
    char *made = NULL;
    FILE *out = open_memstream(&made, &size);

    if (out == NULL)
        return NULL;
    if (function != NULL)
        put_part(out, "in ", function);
    if (finding->functions > 1)
        fprintf(out, " and %" PRIu64 " more", finding->functions - 1);
    if (finding->crate != NULL)
        put_part(out, "crate ", finding->crate);
    if (finding->member != NULL)
        put_part(out, "member ", finding->member);
    put_source(out, finding);
    if (finding->record != NULL)
        put_part(out, "record ", finding->record);
    if (finding->bit != UINT64_MAX)
        fprintf(out, "%sat bit %" PRIu64, ftell(out) == 0 ? "" : finding->record != NULL ? " " : ", ", finding->bit);
    put_count(out, finding->count, "places");
    if (fclose(out) == 0)
        return made;
    free(made);
    return NULL;
}

/* ---- the report ---- */

static const char *const severity_colours[] = {
    [BCFIX_NOTE] = "", [BCFIX_LOSS] = "\033[33m", [BCFIX_TRAP] = "\033[31m", [BCFIX_REFUSAL] = "\033[1;31m",
};
static const char *const verdict_colours[] = {
    [BCFIX_ACCEPTED] = "\033[32m", [BCFIX_CONVERTIBLE] = "\033[32m", [BCFIX_TRAPS] = "\033[31m", [BCFIX_NOT_CONVERTIBLE] = "\033[1;31m",
};

struct painter {
    FILE *out;
    bool colour;
};

static void put_painted(struct painter painter, const char *colour, const char *text, int width) {
    bool paints = painter.colour && *colour != '\0';

    fprintf(painter.out, "%s%-*s%s", paints ? colour : "", width, text, paints ? "\033[0m" : "");
}

static void put_severity(struct painter painter, const struct cli_check_finding *finding) {
    bcfix_severity severity = bcfix_registry_severity(finding->code);
    const char *colour = (size_t)severity < sizeof severity_colours / sizeof *severity_colours ? severity_colours[severity] : "";

    put_painted(painter, finding->reach == BCFIX_REACH_YES && !finding->allowed ? colour : "", bcfix_severity_text(severity), 7);
}

/* Why a trap does not count. */
static const char *excuse(const struct cli_check_finding *finding) {
    if (finding->allowed)
        return " [allowed]";
    if (bcfix_registry_severity(finding->code) != BCFIX_TRAP)
        return "";
    return finding->reach == BCFIX_REACH_NO ? " [nothing gets there]"
           : finding->reach == BCFIX_REACH_GUARDED ? " [only behind a question for the CPU feature]" : "";
}

static bool put_finding(struct painter painter, const struct cli_check_finding *finding) {
    char *place = cli_check_place(finding);

    if (place == NULL)
        return false;
    fputs("  ", painter.out);
    put_severity(painter, finding);
    fprintf(painter.out, " BCF%03u %s: ", finding->code, bcfix_registry_name(finding->code));
    put_printable(painter.out, finding->message);
    if (*place != '\0')
        fprintf(painter.out, " (%s)", place);
    fprintf(painter.out, "%s\n", excuse(finding));
    free(place);
    return true;
}

/* Notes change nothing that the program does: one line for each code is enough, unless all are wanted. */
static bool is_summed(const struct cli_check *check, const struct cli_check_finding *finding) {
    return !check->arguments->all && bcfix_registry_severity(finding->code) == BCFIX_NOTE;
}

static void put_sums(struct painter painter, const struct cli_check *check, const struct cli_checked *checked) {
    for (size_t r = 0; r < bcfix_registry_count(); r++) {
        unsigned code = bcfix_registry_code(r);
        uint64_t count = 0;
        for (size_t i = 0; i < checked->count; i++) {
            if (checked->findings[i].code == code && is_summed(check, &checked->findings[i]))
                count += checked->findings[i].count;
        }
        if (count > 0)
            fprintf(painter.out, "  %-7s BCF%03u %s: %s (%" PRIu64 " %s)\n", "note", code, bcfix_registry_name(code),
                    bcfix_registry_title(code), count, count > 1 ? "places" : "place");
    }
}

static bool put_checked(struct painter painter, const struct cli_check *check, const struct cli_checked *checked) {
    put_printable(painter.out, strcmp(checked->path, "-") == 0 ? "standard input" : checked->path);
    fprintf(painter.out, ": %s: ", checked->target);
    if (checked->code != CLI_DONE) {
        put_painted(painter, "\033[1;31m", "not checked", 0);
        fputs(": ", painter.out);
        put_printable(painter.out, checked->why);
        fputc('\n', painter.out);
        return true;
    }
    put_painted(painter, verdict_colours[checked->verdict], bcfix_verdict_text(checked->verdict), 0);
    if (checked->verdict == BCFIX_NOT_CONVERTIBLE && checked->why[0] != '\0') {
        fputs(": ", painter.out);
        put_printable(painter.out, checked->why);
    }
    fputc('\n', painter.out);
    for (int severity = BCFIX_REFUSAL; severity >= BCFIX_NOTE; severity--) {
        for (size_t i = 0; i < checked->count; i++) {
            const struct cli_check_finding *finding = &checked->findings[i];
            if ((int)bcfix_registry_severity(finding->code) == severity && !is_summed(check, finding) &&
                !put_finding(painter, finding))
                return false;
        }
    }
    put_sums(painter, check, checked);
    return true;
}

static void put_totals(const struct cli_check *check, FILE *out) {
    size_t counts[BCFIX_NOT_CONVERTIBLE + 1] = {0}, failed = 0;
    const char *separator = ": ";

    for (size_t i = 0; i < check->count; i++) {
        if (check->results[i].code != CLI_DONE)
            failed++;
        else
            counts[check->results[i].verdict]++;
    }
    fprintf(out, "%zu checked", check->count - failed);
    for (int verdict = BCFIX_ACCEPTED; verdict <= BCFIX_NOT_CONVERTIBLE; verdict++) {
        if (counts[verdict] == 0)
            continue;
        fprintf(out, "%s%zu %s", separator, counts[verdict], bcfix_verdict_text((bcfix_verdict)verdict));
        separator = ", ";
    }
    if (failed > 0)
        fprintf(out, "; %zu not checked", failed);
    if (check->skipped > 0)
        fprintf(out, "; %zu without bitcode left out", check->skipped);
    fputc('\n', out);
}

bool cli_check_write_text(const struct cli_check *check, FILE *out, bool colour) {
    struct painter painter = {out, colour};

    for (size_t i = 0; i < check->count; i++) {
        if (!put_checked(painter, check, &check->results[i]))
            return false;
    }
    put_totals(check, out);
    return true;
}
