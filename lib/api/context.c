/* Contexts and statuses of the public API.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "base/context.h"

#include <stdlib.h>
#include <string.h>

static void *malloc_allocate(void *user, size_t size) {
    (void)user;
    return malloc(size);
}

static void *malloc_reallocate(void *user, void *memory, size_t size) {
    (void)user;
    return realloc(memory, size);
}

static void malloc_release(void *user, void *memory) {
    (void)user;
    free(memory);
}

bcfix_context *bcfix_context_new(const bcfix_allocator *allocator) {
    static const bcfix_allocator standard = {malloc_allocate, malloc_reallocate, malloc_release, NULL};
    bcfix_context *context;
    if (!allocator)
        allocator = &standard;
    context = allocator->allocate(allocator->user, sizeof *context);
    if (!context)
        return NULL;
    memset(context, 0, sizeof *context);
    context->allocator = *allocator;
    bcf_context_set_defaults(context);
    return context;
}

void bcfix_context_free(bcfix_context *context) {
    bcfix_allocator allocator;
    if (!context)
        return;
    allocator = context->allocator;
    allocator.release(allocator.user, context);
}

bcfix_status bcfix_context_set_limit(bcfix_context *context, bcfix_limit limit, uint64_t value) {
    if (value == 0 || (unsigned)limit >= BCF_LIMIT_COUNT)
        return BCFIX_INVALID_ARGUMENT;
    context->limits[limit] = value;
    context->limit_is_set[limit] = true;
    if (limit == BCFIX_LIMIT_MEMORY) /* also between two calls, for objects that are made then */
        context->memory_limit = value;
    return BCFIX_OK;
}

uint64_t bcfix_context_limit(const bcfix_context *context, bcfix_limit limit) {
    return (unsigned)limit < BCF_LIMIT_COUNT ? context->limits[limit] : 0;
}

const char *bcfix_context_message(const bcfix_context *context) {
    return context->message;
}

uint64_t bcfix_context_peak_memory(const bcfix_context *context) {
    return context->peak;
}

const char *bcfix_status_text(bcfix_status status) {
    static const char *const texts[] = {
        "done",
        "the module cannot be made acceptable for the target",
        "invalid argument",
        "malformed input",
        "unsupported input",
        "out of memory",
        "a limit was reached",
        "cancelled",
        "internal error",
        "a file could not be read or written",
    };
    return (unsigned)status < sizeof texts / sizeof texts[0] ? texts[status] : "unknown status";
}

const char *bcfix_version_string(void) {
    return BCFIX_VERSION;
}
