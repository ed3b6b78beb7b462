/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <stdlib.h>
#include <string.h>

#include "check.h"

/* Findings as they stand, to be sorted by what makes them alike. */
struct row {
    struct cli_check_finding finding;
    size_t place;
};

static int compare_texts(const char *a, const char *b) {
    return strcmp(a != NULL ? a : "", b != NULL ? b : "");
}

static int compare_kinds(const struct cli_check_finding *a, const struct cli_check_finding *b) {
    int by_message = compare_texts(a->message, b->message);

    if (a->code != b->code)
        return a->code < b->code ? -1 : 1;
    if (a->reach != b->reach)
        return a->reach < b->reach ? -1 : 1;
    if (a->allowed != b->allowed)
        return a->allowed ? 1 : -1;
    return by_message != 0 ? by_message : compare_texts(a->member, b->member);
}

static int compare_rows(const void *a, const void *b) {
    const struct row *left = a, *right = b;
    int by_kind = compare_kinds(&left->finding, &right->finding);

    if (by_kind != 0)
        return by_kind;
    return left->place < right->place ? -1 : left->place > right->place;
}

static int compare_places(const void *a, const void *b) {
    const struct row *left = a, *right = b;

    return left->place < right->place ? -1 : left->place > right->place;
}

void cli_check_group(struct cli_checked *checked) {
    struct row *rows = checked->count > 1 ? malloc(checked->count * sizeof *rows) : NULL;
    size_t kept = 0;

    if (rows == NULL)
        return; /* they are told one by one then */
    for (size_t i = 0; i < checked->count; i++)
        rows[i] = (struct row){checked->findings[i], i};
    qsort(rows, checked->count, sizeof *rows, compare_rows);
    for (size_t i = 0; i < checked->count; i++) {
        if (kept > 0 && compare_kinds(&rows[kept - 1].finding, &rows[i].finding) == 0) {
            rows[kept - 1].finding.count += rows[i].finding.count;
            rows[kept - 1].finding.functions++;
            cli_check_finding_free(&rows[i].finding);
        } else {
            rows[kept++] = rows[i];
        }
    }
    qsort(rows, kept, sizeof *rows, compare_places);
    for (size_t i = 0; i < kept; i++)
        checked->findings[i] = rows[i].finding;
    checked->count = kept;
    free(rows);
}
