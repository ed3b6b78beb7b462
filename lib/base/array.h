/* Arrays that grow, in the memory of a context.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_BASE_ARRAY_H
#define BCF_BASE_ARRAY_H

#include "base/context.h"

/* A growing array of T. All zero is an empty one. */
#define BCF_ARRAY(T)                                                                                                  \
    struct {                                                                                                          \
        T *data;                                                                                                      \
        size_t count, capacity;                                                                                       \
    }

typedef BCF_ARRAY(uint8_t) bcf_bytes;
typedef BCF_ARRAY(uint32_t) bcf_u32s;
typedef BCF_ARRAY(uint64_t) bcf_u64s;

/* Makes room for `extra` more elements; false after a sticky error. `array` points to a BCF_ARRAY. */
bool bcf_array_grow(struct bcfix_context *context, void *array, size_t extra, size_t element_size) BCF_SELDOM;
void bcf_array_free(struct bcfix_context *context, void *array, size_t element_size);

#define bcf_reserve(context, array, extra)                                                                            \
    ((size_t)(extra) <= (array)->capacity - (array)->count ||                                                         \
     bcf_array_grow((context), (array), (extra), sizeof *(array)->data))
#define bcf_push(context, array, value)                                                                               \
    (bcf_reserve((context), (array), 1) ? ((array)->data[(array)->count++] = (value), true) : false)
#define bcf_free_array(context, array) bcf_array_free((context), (array), sizeof *(array)->data)

#endif
