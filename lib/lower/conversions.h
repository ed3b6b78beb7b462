/* Conversions between floating point numbers and integers of any width, from bits.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_CONVERSIONS_H
#define BCF_LOWER_CONVERSIONS_H

#include "lower/lanes.h"

/* The integer below in magnitude (toward zero) as `width` bits in two's complement. Right when it fits; else any. */
uint32_t bcf_float_to_integer(struct bcf_builder *builder, uint32_t value, uint32_t width);
/* The nearest number of the type, ties to even; `is_signed` says how the integer is meant. */
uint32_t bcf_integer_to_float(struct bcf_builder *builder, uint32_t value, uint32_t type, bool is_signed);
/* The number of the type, float or double, that is nearest to an unsigned i64. */
uint32_t bcf_u64_to_float(struct bcf_builder *builder, uint32_t value, uint32_t type);
/* Whether the type is float or double. */
bool bcf_is_float(const struct bcf_module *module, uint32_t type);
/* Whether uitofp, sitofp, fptoui or fptosi between the types is one that the target lacks or gets wrong, and can be put
 * together from others; and a call of the helper that does. */
bool bcf_needs_conversion(const struct bcf_module *module, uint32_t operation, uint32_t from, uint32_t to);
uint32_t bcf_call_conversion(struct bcf_builder *builder, uint32_t operation, uint32_t value, uint32_t to);
/* The bits of a float, double or half, those of a NaN too, as an integer. */
uint32_t bcf_bits_of(struct bcf_builder *builder, uint32_t value);
/* The bits of a floating point number or an integer, of one element when it is a vector; 0 for any other type. */
uint32_t bcf_element_bits(const struct bcf_module *module, uint32_t type);
/* The lesser or the greater of two numbers, or of each pair in two vectors: NaN when either is, and -0 below +0. */
uint32_t bcf_extreme(struct bcf_builder *builder, uint32_t x, uint32_t y, bool greater);

/* modf: the fraction and the whole number, both with the sign of the value. */
void bcf_split_number(struct bcf_builder *builder, uint32_t value, uint32_t results[2]);

#endif
