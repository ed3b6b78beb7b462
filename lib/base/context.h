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

enum { BCF_LIMIT_COUNT = BCFIX_LIMIT_ABBREVIATIONS + 1 };

struct bcfix_context {
    bcfix_allocator allocator;
    uint64_t used, peak; /* bytes held now, and at most since bcf_context_begin() */
    uint64_t limits[BCF_LIMIT_COUNT];
    bool limit_is_set[BCF_LIMIT_COUNT]; /* by the caller; otherwise some depend on the input */
    uint64_t memory_limit, records_limit; /* of the call at hand */
    uint64_t records;                     /* read and made in the call at hand */
    bcfix_status status; /* the first error since bcf_context_begin(), else BCFIX_OK */
    char message[600];
};

/* A call with so many bytes of input begins: forgets the last error, starts a new peak, and sets the limits of the call. */
void bcf_context_begin(struct bcfix_context *context, uint64_t input_size);
/* The limits that hold when no call has begun. */
void bcf_context_set_defaults(struct bcfix_context *context);
/* The error that a limit was reached, which names it and its value. Always false. */
bool bcf_fail_limit(struct bcfix_context *context, bcfix_limit limit);
/* The same text, for messages that say more. */
const char *bcf_limit_text(const struct bcfix_context *context, bcfix_limit limit, char *text, size_t size);

/* Records the first error; later ones change nothing. Always returns false, so that it can be returned. */
bool bcf_fail(struct bcfix_context *context, bcfix_status status, const char *format, ...) BCF_PRINTF(3, 4) BCF_SELDOM;
#ifdef __clang_analyzer__ /* sees one file at a time */
#define bcf_fail(...) ((void)bcf_fail(__VA_ARGS__), false)
#endif

static inline bool bcf_failed(const struct bcfix_context *context) {
    return context->status != BCFIX_OK;
}

/* Text that is gone through counts as an operand for so many bytes. */
enum { BCF_BYTES_OF_A_STEP = 16 };

/* Counts a record, read or made, and its operands. False when there are more than the limit. */
static inline bool bcf_count_record(struct bcfix_context *context, uint64_t operands) {
    context->records += 1 + operands;
    return context->records <= context->records_limit || bcf_fail_limit(context, BCFIX_LIMIT_RECORDS);
}

/* Memory of the context; NULL after a sticky error of status NO_MEMORY or LIMIT. A size of 0 gives memory too.
 * Frees and resizes name the old size, which keeps the account. */
void *bcf_allocate(struct bcfix_context *context, size_t size);
void *bcf_reallocate(struct bcfix_context *context, void *memory, size_t old_size, size_t size);
void bcf_release(struct bcfix_context *context, void *memory, size_t size);

#endif
