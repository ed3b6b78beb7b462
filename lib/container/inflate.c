/* What is compressed, with zlib through the allocator of the context.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#define ZLIB_CONST
#include <zlib.h>

#include "container/container.h"

/* zlib names no size when it frees, so each piece keeps its own. */
struct piece {
    size_t size;
    max_align_t bytes[];
};

static void *take(void *context, unsigned count, unsigned size) {
    size_t bytes = (size_t)count * size;
    struct piece *piece = bcf_allocate(context, sizeof *piece + bytes);
    if (!piece)
        return NULL;
    piece->size = sizeof *piece + bytes;
    return piece->bytes;
}

static void give_back(void *context, void *memory) {
    struct piece *piece = (struct piece *)((char *)memory - offsetof(struct piece, bytes));
    if (memory)
        bcf_release(context, piece, piece->size);
}

/* Deflate gives at most 1032 bytes for one (zlib's documentation); more is a size that lies. */
enum { MOST_RATIO = 1032, RAW_WINDOW = -15, ZLIB_WINDOW = 15 };

static struct bcf_span failed(struct bcf_container *container, const char *why) {
    struct bcf_span none = {NULL, 0};
    bcf_container_fail(container, BCFIX_MALFORMED, "compressed bitcode: %s", why);
    return none;
}

/* Runs the stream over both spans, of which each is at most 2^32 - 1 bytes long at a time. */
static int run(z_stream *stream, struct bcf_span packed, uint8_t *to, uint64_t size) {
    int status = Z_OK;
    stream->next_in = packed.data;
    stream->next_out = to;
    while (status == Z_OK) {
        uint64_t in = packed.size - (uint64_t)(stream->next_in - packed.data), out = size - (uint64_t)(stream->next_out - to);
        stream->avail_in = in > UINT32_MAX ? UINT32_MAX : (unsigned)in;
        stream->avail_out = out > UINT32_MAX ? UINT32_MAX : (unsigned)out;
        status = inflate(stream, Z_NO_FLUSH); /* Z_BUF_ERROR when either has come to its end */
    }
    return status;
}

struct bcf_span bcf_inflate(struct bcf_container *container, struct bcf_span packed, uint64_t size, bool raw) {
    struct bcfix_context *context = container->context;
    z_stream stream = {.zalloc = take, .zfree = give_back, .opaque = context};
    struct bcf_span result = {NULL, 0};
    uint8_t *bytes;
    uint64_t got;
    int status;
    if (size / MOST_RATIO > packed.size || size > SIZE_MAX / 2)
        return failed(container, "it is said to be larger than it can be");
    bytes = bcf_arena_take(container->arena, (size_t)size + 1);
    if (!bytes)
        return result;
    if (inflateInit2(&stream, raw ? RAW_WINDOW : ZLIB_WINDOW) != Z_OK) {
        bcf_fail(context, BCFIX_NO_MEMORY, "out of memory");
        return result;
    }
    status = run(&stream, packed, bytes, size + 1);
    got = (uint64_t)(stream.next_out - bytes);
    inflateEnd(&stream);
    if (bcf_failed(context))
        return result;
    if (status != Z_STREAM_END || got != size)
        return failed(container, status == Z_DATA_ERROR ? "it is damaged" : "it is not as long as it is said to be");
    result.data = bytes;
    result.size = (size_t)size;
    container->most += size;
    return result;
}

/* First to nowhere, for its size. */
struct bcf_span bcf_inflate_all(struct bcf_container *container, struct bcf_span packed) {
    z_stream stream = {.zalloc = take, .zfree = give_back, .opaque = container->context};
    uint8_t nowhere[4096];
    uint64_t size = 0;
    int status = Z_OK;
    if (inflateInit2(&stream, RAW_WINDOW) != Z_OK) {
        bcf_fail(container->context, BCFIX_NO_MEMORY, "out of memory");
        return (struct bcf_span){NULL, 0};
    }
    stream.next_in = packed.data;
    stream.avail_in = packed.size > UINT32_MAX ? UINT32_MAX : (unsigned)packed.size;
    while (status == Z_OK) {
        stream.next_out = nowhere;
        stream.avail_out = sizeof nowhere;
        status = inflate(&stream, Z_NO_FLUSH);
        size += sizeof nowhere - stream.avail_out;
        if (size > container->context->memory_limit)
            bcf_fail_limit(container->context, BCFIX_LIMIT_MEMORY);
        if (bcf_failed(container->context))
            break;
    }
    inflateEnd(&stream);
    if (bcf_failed(container->context))
        return (struct bcf_span){NULL, 0};
    if (status != Z_STREAM_END)
        return failed(container, "it is damaged");
    return bcf_inflate(container, packed, size, true);
}
