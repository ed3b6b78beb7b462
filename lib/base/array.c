/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "base/array.h"

#include <string.h>

struct any_array {
    void *data;
    size_t count, capacity;
};

bool bcf_array_grow(struct bcfix_context *context, void *array, size_t extra, size_t element_size) {
    struct any_array any;
    size_t capacity;
    void *data;
    memcpy(&any, array, sizeof any);
    if (extra > SIZE_MAX / element_size / 2 - any.count)
        return bcf_fail(context, BCFIX_LIMIT, "a table is too large for this machine");
    capacity = any.capacity + any.capacity / 2;
    if (capacity < any.count + extra)
        capacity = any.count + extra;
    if (capacity < 8)
        capacity = 8;
    data = bcf_reallocate(context, any.data, any.capacity * element_size, capacity * element_size);
    if (!data)
        return false;
    any.data = data;
    any.capacity = capacity;
    memcpy(array, &any, sizeof any);
    return true;
}

void bcf_array_free(struct bcfix_context *context, void *array, size_t element_size) {
    struct any_array any;
    memcpy(&any, array, sizeof any);
    bcf_release(context, any.data, any.capacity * element_size);
    memset(array, 0, sizeof any);
}
