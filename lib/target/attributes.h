/* Attributes, as attributes.def has them.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_TARGET_ATTRIBUTES_H
#define BCF_TARGET_ATTRIBUTES_H

#include <stddef.h>
#include <stdint.h>

/* What becomes of one on an LLVM that does not take it. */
enum bcf_attribute_fate {
    BCF_KEPT_ATTRIBUTE, /* there is no such LLVM */
    BCF_REWRITTEN_ATTRIBUTE,
    BCF_DROPPED_ATTRIBUTE, /* it only allowed optimization */
    BCF_LOST_ATTRIBUTE,    /* a consumer may miss it */
    BCF_REFUSED_ATTRIBUTE
};

struct bcf_attribute_row {
    uint16_t id;
    uint16_t llvm; /* the first that takes it */
    uint8_t form;  /* enum bcf_attribute_form */
    uint8_t fate;  /* enum bcf_attribute_fate */
    const char *name;
};

struct bcf_text_attribute_row {
    const char *key, *value, *older;
    uint8_t llvm, fate;
};

/* The row of the attribute that is written with these two operands first, or NULL. */
const struct bcf_attribute_row *bcf_attribute_row(uint64_t form, uint64_t id);
/* The text at `index`, or NULL past the end. */
const struct bcf_text_attribute_row *bcf_text_attribute_at(size_t index);

#endif
