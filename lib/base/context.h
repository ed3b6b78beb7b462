/* The context: memory with a limit, limits, and the sticky first error.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_BASE_CONTEXT_H
#define BCF_BASE_CONTEXT_H

#include <bcfix/bcfix.h>

#include <stdarg.h>

#if defined(__GNUC__)
#define BCF_PRINTF(text, first) __attribute__((format(printf, text, first)))
/* A function that is seldom called: it stays out of those that call it, and so do the ways that lead there. */
#define BCF_SELDOM __attribute__((cold, noinline))
#else
#define BCF_PRINTF(text, first)
#define BCF_SELDOM
#endif

struct bcfix_context {
    bcfix_allocator allocator;
    uint64_t used, peak; /* bytes held now, and at most since bcf_context_begin() */
    uint64_t memory_limit, nesting_limit, output_limit;
    bcfix_status status; /* the first error since bcf_context_begin(), else BCFIX_OK */
    char message[600];
};

/* Forgets the last error and starts a new peak. */
void bcf_context_begin(struct bcfix_context *context);

/* Records the first error; later ones change nothing. Always returns false, so that it can be returned. */
bool bcf_fail(struct bcfix_context *context, bcfix_status status, const char *format, ...) BCF_PRINTF(3, 4) BCF_SELDOM;

static inline bool bcf_failed(const struct bcfix_context *context) {
    return context->status != BCFIX_OK;
}

/* Memory of the context; NULL after a sticky error of status NO_MEMORY or LIMIT. A size of 0 gives memory too.
 * Frees and resizes name the old size, which keeps the account. */
void *bcf_allocate(struct bcfix_context *context, size_t size);
void *bcf_reallocate(struct bcfix_context *context, void *memory, size_t old_size, size_t size);
void bcf_release(struct bcfix_context *context, void *memory, size_t size);

#endif
