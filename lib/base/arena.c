/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "base/arena.h"

#include <stddef.h>
#include <string.h>

enum { FIRST_CHUNK = 4096, LARGEST_CHUNK = 1 << 20 };

struct bcf_chunk {
    struct bcf_chunk *before;
    size_t size; /* of `bytes` */
    max_align_t bytes[];
};

void bcf_arena_init(struct bcf_arena *arena, struct bcfix_context *context) {
    arena->context = context;
    arena->chunk = NULL;
    arena->used = 0;
}

static bool new_chunk(struct bcf_arena *arena, size_t size) {
    size_t wanted = arena->chunk ? arena->chunk->size * 2 : FIRST_CHUNK;
    struct bcf_chunk *chunk;
    if (wanted > LARGEST_CHUNK)
        wanted = LARGEST_CHUNK;
    if (wanted < size)
        wanted = size;
    chunk = bcf_allocate(arena->context, sizeof *chunk + wanted);
    if (!chunk)
        return false;
    chunk->before = arena->chunk;
    chunk->size = wanted;
    arena->chunk = chunk;
    arena->used = 0;
    return true;
}

void *bcf_arena_take(struct bcf_arena *arena, size_t size) {
    size_t alignment = _Alignof(max_align_t);
    size_t rounded;
    void *piece;
    if (size > SIZE_MAX / 2) {
        bcf_fail(arena->context, BCFIX_LIMIT, "a table is too large for this machine");
        return NULL;
    }
    rounded = (size + alignment - 1) / alignment * alignment;
    if ((!arena->chunk || rounded > arena->chunk->size - arena->used) && !new_chunk(arena, rounded))
        return NULL;
    piece = (char *)arena->chunk->bytes + arena->used;
    arena->used += rounded;
    return piece;
}

void *bcf_arena_take_zeroed(struct bcf_arena *arena, size_t count, size_t size) {
    void *piece = count > SIZE_MAX / 4 / size ? bcf_arena_take(arena, SIZE_MAX) : bcf_arena_take(arena, count * size);
    if (piece)
        memset(piece, 0, count * size);
    return piece;
}

char *bcf_arena_copy(struct bcf_arena *arena, const void *bytes, size_t size) {
    char *copy = bcf_arena_take(arena, size + 1);
    if (!copy)
        return NULL;
    if (size)
        memcpy(copy, bytes, size);
    copy[size] = '\0';
    return copy;
}

static void free_down_to(struct bcf_arena *arena, struct bcf_chunk *last) {
    while (arena->chunk != last) {
        struct bcf_chunk *before = arena->chunk->before;
        bcf_release(arena->context, arena->chunk, sizeof *arena->chunk + arena->chunk->size);
        arena->chunk = before;
    }
}

void bcf_arena_reset(struct bcf_arena *arena) {
    struct bcf_chunk *kept = arena->chunk;
    if (!kept)
        return;
    arena->chunk = kept->before;
    free_down_to(arena, NULL);
    kept->before = NULL;
    arena->chunk = kept;
    arena->used = 0;
}

void bcf_arena_free(struct bcf_arena *arena) {
    free_down_to(arena, NULL);
    arena->used = 0;
}
