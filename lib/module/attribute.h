/* Attributes as PARAMATTR_GROUP has them.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_MODULE_ATTRIBUTE_H
#define BCF_MODULE_ATTRIBUTE_H

#include <stddef.h>
#include <stdint.h>

/* How an attribute is written, its first operand (writeAttributeGroupTable). The kind follows, or a text. */
enum bcf_attribute_form {
    BCF_ATTRIBUTE_ENUM = 0,
    BCF_ATTRIBUTE_INTEGER = 1,
    BCF_ATTRIBUTE_STRING = 3,
    BCF_ATTRIBUTE_STRING_VALUE = 4,
    BCF_ATTRIBUTE_TYPE_NONE = 5,
    BCF_ATTRIBUTE_TYPE = 6,
    BCF_ATTRIBUTE_RANGE = 7,
    BCF_ATTRIBUTE_RANGE_LIST = 8
};

/* How many operands the attribute at `at` has, or 0 when its form is unknown or it does not fit in the group. */
size_t bcf_attribute_size(const uint64_t *ops, size_t count, size_t at);

#endif
