/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "base/context.h"

#include <stdio.h>
#include <string.h>

void bcf_context_begin(struct bcfix_context *context) {
    context->status = BCFIX_OK;
    context->message[0] = '\0';
    context->peak = context->used;
}

bool bcf_fail(struct bcfix_context *context, bcfix_status status, const char *format, ...) {
    va_list arguments;
    if (bcf_failed(context))
        return false;
    context->status = status;
    va_start(arguments, format);
    vsnprintf(context->message, sizeof context->message, format, arguments);
    va_end(arguments);
    return false;
}

static bool take(struct bcfix_context *context, size_t old_size, size_t size) {
    if (size <= old_size)
        return true;
    if (context->used <= context->memory_limit && size - old_size <= context->memory_limit - context->used)
        return true;
    return bcf_fail(context, BCFIX_LIMIT, "the memory limit of %llu bytes was reached",
                    (unsigned long long)context->memory_limit);
}

static void settle(struct bcfix_context *context, size_t old_size, size_t size) {
    context->used = context->used - old_size + size;
    if (context->used > context->peak)
        context->peak = context->used;
}

void *bcf_allocate(struct bcfix_context *context, size_t size) {
    void *memory;
    if (!take(context, 0, size))
        return NULL;
    memory = context->allocator.allocate(context->allocator.user, size ? size : 1);
    if (!memory) {
        bcf_fail(context, BCFIX_NO_MEMORY, "out of memory");
        return NULL;
    }
    settle(context, 0, size);
    return memory;
}

void *bcf_reallocate(struct bcfix_context *context, void *memory, size_t old_size, size_t size) {
    void *moved;
    if (!memory)
        return bcf_allocate(context, size);
    if (!take(context, old_size, size))
        return NULL;
    moved = context->allocator.reallocate(context->allocator.user, memory, size ? size : 1);
    if (!moved) {
        bcf_fail(context, BCFIX_NO_MEMORY, "out of memory");
        return NULL;
    }
    settle(context, old_size, size);
    return moved;
}

void bcf_release(struct bcfix_context *context, void *memory, size_t size) {
    if (!memory)
        return;
    context->allocator.release(context->allocator.user, memory);
    settle(context, size, 0);
}
