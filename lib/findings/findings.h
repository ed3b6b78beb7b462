/* Findings on their way to the caller.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_FINDINGS_FINDINGS_H
#define BCF_FINDINGS_FINDINGS_H

#include "base/arena.h"
#include "base/array.h"

struct bcfix_finding {
    unsigned code;
    const char *message, *function, *record;
    uint64_t bit, count;
};

/* Findings of the same code, message and function are one with a count. They are handed over by bcf_findings_flush(). */
struct bcf_findings {
    struct bcfix_context *context;
    struct bcf_arena arena;
    bcfix_finding_fn callback;
    void *user;
    const char *function; /* the one at hand, or NULL */
    BCF_ARRAY(struct bcfix_finding) pending;
};

void bcf_findings_init(struct bcf_findings *findings, struct bcfix_context *context, bcfix_finding_fn callback, void *user);
/* From here on findings are about this function (a text of `size` bytes), or about the module when it is NULL. Those
 * before are handed over. False when the caller cancels, or after an error. */
bool bcf_findings_enter(struct bcf_findings *findings, const char *function, size_t size);
/* Adds one. `record` may be NULL and `bit` UINT64_MAX. */
bool bcf_find(struct bcf_findings *findings, unsigned code, const char *record, uint64_t bit, const char *format, ...)
    BCF_PRINTF(5, 6);
bool bcf_findings_flush(struct bcf_findings *findings);
void bcf_findings_free(struct bcf_findings *findings);

#endif
