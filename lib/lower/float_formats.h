/* Floating point numbers as bits in integers: taken apart, put together and rounded, with operations on integers only.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_FLOAT_FORMATS_H
#define BCF_LOWER_FLOAT_FORMATS_H

#include "lower/lanes.h"

/* How a type lays out its numbers (IEEE 754): a sign, an exponent, and a mantissa without the highest bit. */
struct bcf_format {
    const char *name;         /* as it stands in the names of intrinsics */
    uint32_t width, mantissa; /* bits of the whole, and of the mantissa that is written */
    int32_t bias;
};

/* Of half, bfloat, float, double and fp128; NULL for any other type. */
const struct bcf_format *bcf_format_by_code(uint32_t type_code);
const struct bcf_format *bcf_format_of(const struct bcf_module *module, uint32_t type);
/* The bits of a mantissa while it is worked with, for numbers of that width: enough to round from. */
static inline uint32_t bcf_format_room(uint32_t width) {
    return width > 64 ? 128 : 64;
}

/* A number taken apart: mantissa / 2^(room - 1) * 2^exponent. The highest bit of the mantissa is set, unless it is zero;
 * the lowest is set too when there was more below it. */
struct bcf_number {
    uint32_t room;
    uint32_t negative;           /* i1 */
    uint32_t exponent;           /* i32, without the bias */
    uint32_t mantissa;           /* an integer of `room` bits */
    uint32_t is_zero;            /* i1 */
    uint32_t is_special, is_nan; /* i1: infinity or NaN; NaN */
    uint32_t fraction;           /* the bits that are written of the mantissa, the highest of them below the top bit */
};

struct bcf_number bcf_take_apart(struct bcf_builder *builder, uint32_t bits, const struct bcf_format *format, uint32_t room);
/* Sets the mantissa, shifted up until its highest bit is set, with the exponent that belongs to it: `exponent` is right for
 * a mantissa whose highest bit is the top one. */
void bcf_set_mantissa(struct bcf_builder *builder, struct bcf_number *number, uint32_t mantissa, uint32_t exponent);
/* The bits of the nearest number of the format, ties to even, infinity when that is too large. Specials it does not see. */
uint32_t bcf_put_together(struct bcf_builder *builder, const struct bcf_number *number, const struct bcf_format *format);

/* A constant number: `value` shifted up, in an integer of `width` bits. */
uint32_t bcf_shifted_number(struct bcf_builder *builder, uint32_t width, uint64_t value, uint32_t by);
/* `value` shifted right by an i32 that is less than its width; the lowest bit is set too when others were lost. */
uint32_t bcf_shift_out(struct bcf_builder *builder, uint32_t value, uint32_t by);
/* `value` when it is between two numbers, else the end that is near. */
uint32_t bcf_clamp(struct bcf_builder *builder, uint32_t value, int64_t least, int64_t most);

/* From the bits of one format to those of another; a NaN becomes quiet and keeps what it says, as far as there is room. */
uint32_t bcf_convert_format(struct bcf_builder *builder, uint32_t bits, const struct bcf_format *from,
                            const struct bcf_format *to);
/* The bits of the number nearest to an integer of any width. */
uint32_t bcf_format_integer(struct bcf_builder *builder, uint32_t value, const struct bcf_format *to, bool is_signed);
/* The integer below in magnitude (toward zero) as `width` bits in two's complement. Right when it fits; else any. */
uint32_t bcf_integer_of_format(struct bcf_builder *builder, uint32_t bits, const struct bcf_format *from, uint32_t width);

#endif
