/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "base/context.h"

#include <stdio.h>
#include <string.h>

/* Each limit: its name, what it counts, its default, and for those that depend on the input: how much is free, and how much
 * there is for each byte. What they are is said and measured in docs/limits.md. */
static const struct {
    const char *name, *unit;
    uint64_t most, free, each;
} limits[BCF_LIMIT_COUNT] = {
    [BCFIX_LIMIT_MEMORY] = {"memory", "bytes", UINT64_C(4) << 30, UINT64_C(64) << 20, 32},
    [BCFIX_LIMIT_NESTING] = {"nesting", "blocks inside blocks", 64, 0, 0},
    [BCFIX_LIMIT_OUTPUT] = {"output", "bytes", UINT64_C(4) << 30, 0, 0},
    [BCFIX_LIMIT_RECORDS] = {"records", "records and operands", UINT64_C(1) << 40, UINT64_C(8) << 20, 32},
    [BCFIX_LIMIT_ABBREVIATIONS] = {"abbreviations", "abbreviations at one time", 4096, 0, 0},
};

void bcf_context_set_defaults(struct bcfix_context *context) {
    for (int i = 0; i < BCF_LIMIT_COUNT; i++)
        context->limits[i] = limits[i].most;
    context->memory_limit = context->limits[BCFIX_LIMIT_MEMORY];
    context->records_limit = context->limits[BCFIX_LIMIT_RECORDS];
}

/* The limit of a call, `held` of which is taken already. */
static uint64_t of_call(const struct bcfix_context *context, bcfix_limit limit, uint64_t input_size, uint64_t held) {
    uint64_t most = context->limits[limit], allowed;
    if (context->limit_is_set[limit] || input_size > most / limits[limit].each)
        return most;
    allowed = held + limits[limit].free + input_size * limits[limit].each;
    return allowed < most ? allowed : most;
}

void bcf_context_begin(struct bcfix_context *context, uint64_t input_size) {
    context->status = BCFIX_OK;
    context->message[0] = '\0';
    context->peak = context->used;
    context->records = 0;
    context->memory_limit = of_call(context, BCFIX_LIMIT_MEMORY, input_size, context->used);
    context->records_limit = of_call(context, BCFIX_LIMIT_RECORDS, input_size, 0);
}

const char *bcf_limit_text(const struct bcfix_context *context, bcfix_limit limit, char *text, size_t size) {
    uint64_t value = limit == BCFIX_LIMIT_MEMORY    ? context->memory_limit
                     : limit == BCFIX_LIMIT_RECORDS ? context->records_limit
                                                    : context->limits[limit];
    snprintf(text, size, "the %s limit of %llu %s was reached", limits[limit].name, (unsigned long long)value,
             limits[limit].unit);
    return text;
}

bool bcf_fail_limit(struct bcfix_context *context, bcfix_limit limit) {
    char text[120];
    return bcf_fail(context, BCFIX_LIMIT, "%s", bcf_limit_text(context, limit, text, sizeof text));
}

bool (bcf_fail)(struct bcfix_context *context, bcfix_status status, const char *format, ...) {
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
    return bcf_fail_limit(context, BCFIX_LIMIT_MEMORY);
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
