/* Contexts and statuses of the public API.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "base/context.h"

#include <stdlib.h>
#include <string.h>

static const uint64_t default_memory = UINT64_C(4) << 30, default_output = UINT64_C(4) << 30, default_nesting = 64;

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
    context->memory_limit = default_memory;
    context->output_limit = default_output;
    context->nesting_limit = default_nesting;
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
    if (value == 0)
        return BCFIX_INVALID_ARGUMENT;
    switch (limit) {
    case BCFIX_LIMIT_MEMORY:
        context->memory_limit = value;
        return BCFIX_OK;
    case BCFIX_LIMIT_NESTING:
        context->nesting_limit = value;
        return BCFIX_OK;
    case BCFIX_LIMIT_OUTPUT:
        context->output_limit = value;
        return BCFIX_OK;
    default:
        return BCFIX_INVALID_ARGUMENT;
    }
}

uint64_t bcfix_context_limit(const bcfix_context *context, bcfix_limit limit) {
    switch (limit) {
    case BCFIX_LIMIT_MEMORY:
        return context->memory_limit;
    case BCFIX_LIMIT_NESTING:
        return context->nesting_limit;
    case BCFIX_LIMIT_OUTPUT:
        return context->output_limit;
    default:
        return 0;
    }
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
    };
    return (unsigned)status < sizeof texts / sizeof texts[0] ? texts[status] : "unknown status";
}

const char *bcfix_version_string(void) {
    return BCFIX_VERSION;
}
