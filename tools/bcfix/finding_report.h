/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CLI_FINDING_REPORT_H
#define CLI_FINDING_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <bcfix/bcfix.h>

/* Counts the findings of one conversion by code, and writes them to stderr. */
struct cli_findings {
    const char *file;
    bool each; /* write each finding as it comes */
    size_t kinds;
    uint64_t *counts; /* of each kind, in the order of the registry */
};

/* False when there is no memory. */
bool cli_findings_start(struct cli_findings *findings, const char *file, bool each);

/* A bcfix_finding_fn; `user` is the struct cli_findings. */
bool cli_findings_take(void *user, const bcfix_finding *finding);

/* Writes a table with one line for each code that occurred; nothing when none did. */
void cli_findings_summary(const struct cli_findings *findings, const char *target);

void cli_findings_end(struct cli_findings *findings);

#endif
