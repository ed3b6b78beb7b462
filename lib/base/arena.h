/* Many small pieces of memory that are freed together.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_BASE_ARENA_H
#define BCF_BASE_ARENA_H

#include "base/context.h"

struct bcf_arena {
    struct bcfix_context *context;
    struct bcf_chunk *chunk; /* the one in use, which links to those before it */
    size_t used;             /* bytes of it that are taken */
};

void bcf_arena_init(struct bcf_arena *arena, struct bcfix_context *context);
/* `size` bytes aligned for any type, not cleared; NULL after a sticky error. */
void *bcf_arena_take(struct bcf_arena *arena, size_t size);
/* `count` elements of `size` bytes, all zero. */
void *bcf_arena_take_zeroed(struct bcf_arena *arena, size_t count, size_t size);
/* A copy of `size` bytes with a zero byte after it. */
char *bcf_arena_copy(struct bcf_arena *arena, const void *bytes, size_t size);
/* Frees every piece; keeps one chunk for reuse. */
void bcf_arena_reset(struct bcf_arena *arena);
void bcf_arena_free(struct bcf_arena *arena);

#endif
