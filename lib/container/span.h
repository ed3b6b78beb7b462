/* Bytes of a file, and numbers in them; nothing is read that was not asked for with bcf_span_has().
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_CONTAINER_SPAN_H
#define BCF_CONTAINER_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct bcf_span {
    const uint8_t *data;
    size_t size;
};

static inline bool bcf_span_has(struct bcf_span span, uint64_t offset, uint64_t size) {
    return offset <= span.size && size <= span.size - offset;
}

/* A part that is there. */
static inline struct bcf_span bcf_span_part(struct bcf_span span, uint64_t offset, uint64_t size) {
    struct bcf_span part = {span.data + offset, (size_t)size};
    return part;
}

static inline bool bcf_span_begins(struct bcf_span span, const void *bytes, size_t size) {
    return span.size >= size && memcmp(span.data, bytes, size) == 0;
}

/* The number in `bytes` bytes (at most 8) at `offset`, which are there; `big` says that the highest comes first. */
static inline uint64_t bcf_span_number(struct bcf_span span, uint64_t offset, unsigned bytes, bool big) {
    uint64_t number = 0;
    for (unsigned i = 0; i < bytes; i++)
        number |= (uint64_t)span.data[offset + i] << 8 * (big ? bytes - 1 - i : i);
    return number;
}

#endif
