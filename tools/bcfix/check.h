/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CLI_CHECK_H
#define CLI_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "arguments.h"
#include "exit_code.h"

/* A finding that outlives the call that gave it. Texts are its own; NULL where there is none. */
struct cli_check_finding {
    unsigned code;
    char *message, *function, *demangled, *crate, *member, *symbol, *record, *file;
    uint64_t bit; /* UINT64_MAX: none */
    uint64_t count;
    uint64_t functions; /* how many functions it is about, once grouped */
    unsigned line, column;
    bcfix_reach reach;
    bool allowed; /* by --allow */
};

/* One file and target. */
struct cli_checked {
    const char *path;   /* as it was written or found */
    const char *target;
    char *container, *producer, *triple; /* NULL when not known */
    int code;           /* CLI_DONE when it was checked; else what the program is to end with */
    char why[600];      /* why it was not checked, or is refused */
    bool found_in_folder, without_bitcode;
    bcfix_verdict verdict;
    bool lost; /* something that is not allowed */
    struct cli_check_finding *findings;
    size_t count, capacity;
};

/* Paths, in order. */
struct cli_check_inputs {
    struct cli_check_path {
        char *path;
        bool found; /* in a folder; else it was named */
    } *list;
    size_t count, capacity;
};

/* A whole run. */
struct cli_check {
    const struct cli_arguments *arguments;
    struct cli_check_inputs inputs;
    struct cli_checked *results; /* one file after the other, in the order of the targets */
    size_t count;
    char **symbols; /* that the files define for each other, sorted */
    size_t symbol_count, symbol_capacity;
    size_t skipped; /* files of folders that hold no bitcode */
};

/* What there is to check: the operands, and in folders the files with bitcode. CLI_DONE, or CLI_LIMIT without memory; what
 * cannot be read stays in the list, so that checking says so. */
int cli_check_find(struct cli_check_inputs *inputs, const struct cli_arguments *arguments);
void cli_check_inputs_free(struct cli_check_inputs *inputs);

/* Checks everything, on several threads. CLI_DONE, or CLI_LIMIT. */
int cli_check_work(struct cli_check *check);
void cli_checked_free(struct cli_checked *checked);
void cli_check_finding_free(struct cli_check_finding *finding);

/* Whether one of the words of --allow is for the finding. */
bool cli_check_allows(const struct cli_arguments *arguments, const struct cli_check_finding *finding);

/* Makes one of findings that are alike, with the place of the first. Without memory they stay as they are. */
void cli_check_group(struct cli_checked *checked);

/* The forms of a report. False without memory; whether `out` failed is for the caller to see. */
bool cli_check_write_text(const struct cli_check *check, FILE *out, bool colour);
bool cli_check_write_json(const struct cli_check *check, FILE *out);
bool cli_check_write_sarif(const struct cli_check *check, FILE *out);
bool cli_check_write_github(const struct cli_check *check, FILE *out);

/* A text from a file with control characters made visible and nothing that is no UTF-8, to be freed; NULL without memory. */
char *cli_printable(const char *text);
/* Where a finding is, as in "in f (crate c), member m, src/a.rs:3:4, FUNCTION.CALL at bit 5, 2 places"; to be freed. */
char *cli_check_place(const struct cli_check_finding *finding);

#endif
