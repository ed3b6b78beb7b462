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
    const char *member, *symbol, *file;
    const char *demangled, *crate; /* made when it is handed over */
    unsigned line, column;
    uint32_t global; /* the function's id in its module, or UINT32_MAX */
    bcfix_reach reach;
};

typedef BCF_ARRAY(struct bcfix_finding) bcf_finding_list;

/* Findings of the same code, message and function are one with a count. They are handed over by bcf_findings_flush(), or when
 * they are held, by bcf_findings_release(). */
struct bcf_findings {
    struct bcfix_context *context;
    struct bcf_arena arena;
    bcfix_finding_fn callback;
    void *user;
    const char *member; /* of the archive, or NULL */
    const char *function; /* the one at hand, or NULL */
    size_t function_size;
    const char *function_copy; /* once it has findings */
    uint32_t global;           /* its id, or UINT32_MAX */
    bool held;
    size_t first; /* of those pending, the first of the function at hand */
    bcf_finding_list pending;
    bcf_u32s slots; /* a hash table over `pending`: index + 1, or 0 */
    bcfix_verdict verdict; /* of those that were handed over */
};

void bcf_findings_init(struct bcf_findings *findings, struct bcfix_context *context, bcfix_finding_fn callback, void *user);
/* From here on findings are about this function (a text of `size` bytes, which stays until they are handed over), or about the
 * module when it is NULL. Those before are handed over. False when the caller cancels, or after an error. */
bool bcf_findings_enter(struct bcf_findings *findings, const char *function, size_t size);
/* Adds one. `record` may be NULL and `bit` UINT64_MAX. */
bool bcf_find(struct bcf_findings *findings, unsigned code, const char *record, uint64_t bit, const char *format, ...)
    BCF_PRINTF(5, 6);
bool bcf_find_list(struct bcf_findings *findings, unsigned code, const char *record, uint64_t bit, const char *format,
                   va_list arguments) BCF_PRINTF(5, 0);
/* The one that was added or counted last; NULL after an error. */
struct bcfix_finding *bcf_found(struct bcf_findings *findings);
bool bcf_findings_flush(struct bcf_findings *findings);
/* Keeps what is found from here on, so that more can be said of it, until it is released. */
void bcf_findings_hold(struct bcf_findings *findings);
bool bcf_findings_release(struct bcf_findings *findings);
void bcf_findings_free(struct bcf_findings *findings);

#endif
