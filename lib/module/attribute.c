/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "module/attribute.h"

/* The operands of a bound of a range: two numbers up to 64 bits, else the numbers of words of both and the words. */
static size_t bounds_size(uint64_t bits, uint64_t first) {
    return bits <= 64 ? 2 : 1 + (size_t)(first & UINT32_MAX) + (size_t)(first >> 32);
}

static size_t texts_size(const uint64_t *ops, size_t left, size_t texts) {
    size_t size = 1;
    for (; texts && size < left; size++)
        texts -= ops[size] == 0;
    return texts ? 0 : size;
}

/* [8, kind, count, bits, (low, high)…] */
static size_t list_size(const uint64_t *ops, size_t left) {
    size_t size = 4;
    if (left < size || ops[2] > left)
        return 0;
    for (uint64_t i = 0; i < ops[2]; i++) {
        if (size >= left)
            return 0;
        size += bounds_size(ops[3], ops[size]);
    }
    return size;
}

size_t bcf_attribute_size(const uint64_t *ops, size_t count, size_t at) {
    size_t left = count - at, size;
    ops += at;
    switch (ops[0]) {
    case BCF_ATTRIBUTE_ENUM:
    case BCF_ATTRIBUTE_TYPE_NONE:
        size = 2;
        break;
    case BCF_ATTRIBUTE_INTEGER:
    case BCF_ATTRIBUTE_TYPE:
        size = 3;
        break;
    case BCF_ATTRIBUTE_STRING: /* texts that end with 0; the second is the value */
        size = texts_size(ops, left, 1);
        break;
    case BCF_ATTRIBUTE_STRING_VALUE:
        size = texts_size(ops, left, 2);
        break;
    case BCF_ATTRIBUTE_RANGE: /* [7, kind, bits, low, high] */
        size = left < 5 ? 0 : 3 + bounds_size(ops[2], ops[3]);
        break;
    case BCF_ATTRIBUTE_RANGE_LIST:
        size = list_size(ops, left);
        break;
    default:
        size = 0;
    }
    return size <= left ? size : 0;
}
