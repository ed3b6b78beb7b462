/* Functions of libm on fp128, which Sulong cannot hand to native code.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/conversions.h"
#include "lower/float_formats.h"
#include "lower/soft_floats.h"

#include <string.h>

enum { MANTISSA = 112, ROOM = 128, WIDE = 256 };

/* 2^exponent. */
static uint32_t power(struct bcf_builder *builder, uint32_t type, int32_t exponent) {
    const struct bcf_format *format = bcf_format_of(builder->module, type);
    uint32_t bits = bcf_shifted_number(builder, format->width, (uint64_t)((int64_t)format->bias + exponent), format->mantissa);
    return bcf_cast(builder, BCF_BITCAST, bits, type);
}

/* One more when the condition holds. */
static uint32_t one_more(struct bcf_builder *builder, uint32_t value, uint32_t condition) {
    uint32_t sum = bcf_binop(builder, BCF_ADD, value, power(builder, bcf_type_of(builder, value), 0));
    return bcf_select(builder, condition, sum, value);
}

/* What a number without its sign is rounded to. A sum with 2^112 has no bits behind the point, and is rounded to even. */
static uint32_t rounded_magnitude(struct bcf_builder *builder, const char *name, uint32_t magnitude, uint32_t negative) {
    uint32_t type = bcf_type_of(builder, magnitude), magic = power(builder, type, MANTISSA), nearest, below, less, rest;
    nearest = bcf_binop(builder, BCF_SUB, bcf_binop(builder, BCF_ADD, magnitude, magic), magic);
    if (strcmp(name, "rint") == 0 || strcmp(name, "nearbyint") == 0 || strcmp(name, "roundeven") == 0)
        return nearest;
    below = bcf_binop(builder, BCF_SUB, nearest, power(builder, type, 0));
    below = bcf_select(builder, bcf_compare(builder, BCF_FCMP_OGT, nearest, magnitude), below, nearest);
    less = bcf_compare(builder, BCF_FCMP_OLT, below, magnitude);
    if (strcmp(name, "floor") == 0)
        return one_more(builder, below, bcf_binop(builder, BCF_AND, less, negative));
    if (strcmp(name, "ceil") == 0)
        return one_more(builder, below, bcf_binop(builder, BCF_AND, less, bcf_binop_by(builder, BCF_XOR, negative, 1)));
    if (strcmp(name, "trunc") == 0)
        return below;
    rest = bcf_binop(builder, BCF_SUB, magnitude, below); /* round: halves go away from zero */
    return one_more(builder, below, bcf_compare(builder, BCF_FCMP_OGE, rest, power(builder, type, -1)));
}

static uint32_t rounded(struct bcf_builder *builder, const char *name, uint32_t value) {
    uint32_t type = bcf_type_of(builder, value), bits = bcf_bits_of(builder, value), sign, magnitude, result, small;
    uint32_t negative = bcf_compare(builder, BCF_ICMP_SLT, bits, bcf_int(builder, bcf_type_of(builder, bits), 0));
    magnitude = bcf_binop_by(builder, BCF_LSHR, bcf_binop_by(builder, BCF_SHL, bits, 1), 1);
    sign = bcf_binop(builder, BCF_XOR, bits, magnitude);
    magnitude = bcf_cast(builder, BCF_BITCAST, magnitude, type);
    small = bcf_compare(builder, BCF_FCMP_OLT, magnitude, power(builder, type, MANTISSA)); /* others are whole, or none */
    result = bcf_bits_of(builder, rounded_magnitude(builder, name, magnitude, negative));
    result = bcf_cast(builder, BCF_BITCAST, bcf_binop(builder, BCF_OR, result, sign), type);
    return bcf_select(builder, small, result, value);
}

/* The root of a mantissa, bit by bit. block 0: with an even exponent, as a number of 256 bits; block 1: one bit after the
 * other; block 2: the result, rounded once. */
static bool root_body(struct bcf_builder *builder, const void *what) {
    const struct bcf_format *format = bcf_format_by_code(BCF_TYPE_FP128);
    uint32_t bits = bcf_argument(builder, 0), wide = bcf_int_type(builder->module, WIDE), i32 = bcf_int_type(builder->module, 32);
    uint32_t square, odd, bit, root, with, taken, more, rest, result, zero, quiet;
    struct bcf_number x = bcf_take_apart(builder, bits, format, ROOM), n = {.room = ROOM};
    (void)what;
    odd = bcf_cast(builder, BCF_TRUNC, x.exponent, bcf_int_type(builder->module, 1));
    square = bcf_binop_by(builder, BCF_SHL, bcf_zero_extend(builder, x.mantissa, WIDE), ROOM - 1);
    square = bcf_select(builder, odd, bcf_binop_by(builder, BCF_SHL, square, 1), square);
    zero = bcf_int(builder, wide, 0);
    bcf_branch(builder, 1);
    bit = bcf_phi(builder, wide, 2);
    root = bcf_phi(builder, wide, 2);
    with = bcf_binop(builder, BCF_OR, root, bit);
    taken = bcf_compare(builder, BCF_ICMP_ULE, bcf_binop(builder, BCF_MUL, with, with), square);
    taken = bcf_select(builder, taken, with, root);
    more = bcf_binop_by(builder, BCF_LSHR, bit, 1);
    bcf_phi_set(builder, bit, 0, bcf_shifted_number(builder, WIDE, 1, ROOM - 1), 0);
    bcf_phi_set(builder, bit, 1, more, 1);
    bcf_phi_set(builder, root, 0, zero, 0);
    bcf_phi_set(builder, root, 1, taken, 1);
    bcf_branch_if(builder, bcf_compare(builder, BCF_ICMP_EQ, more, zero), 2, 1);
    rest = bcf_compare(builder, BCF_ICMP_NE, bcf_binop(builder, BCF_MUL, taken, taken), square);
    bcf_set_mantissa(builder, &n, bcf_truncate(builder, taken, ROOM), bcf_binop(builder, BCF_ASHR, x.exponent, bcf_int(builder, i32, 1)));
    n.mantissa = bcf_binop(builder, BCF_OR, n.mantissa, bcf_zero_extend(builder, rest, ROOM));
    n.negative = x.negative;
    result = bcf_put_together(builder, &n, format);
    result = bcf_select(builder, bcf_binop(builder, BCF_OR, x.is_zero, x.is_special), bits, result);
    quiet = bcf_shifted_number(builder, ROOM, 2 * (2 * (uint64_t)format->bias + 1) + 1, MANTISSA - 1);
    more = bcf_binop(builder, BCF_AND, x.negative, bcf_binop_by(builder, BCF_XOR, x.is_zero, 1));
    result = bcf_select(builder, more, quiet, result); /* of a negative number there is none */
    quiet = bcf_binop(builder, BCF_OR, bits, bcf_shifted_number(builder, ROOM, 1, MANTISSA - 1));
    bcf_return(builder, bcf_select(builder, x.is_nan, quiet, result));
    return true;
}

uint32_t bcf_quad_function(struct bcf_builder *builder, const char *name, uint32_t value) {
    static const char *const roundings[] = {"ceil", "floor", "nearbyint", "rint", "round", "roundeven", "trunc"};
    uint32_t i128 = bcf_int_type(builder->module, ROOM), bits;
    for (size_t i = 0; i < sizeof roundings / sizeof roundings[0]; i++)
        if (strcmp(name, roundings[i]) == 0)
            return rounded(builder, name, value);
    if (strcmp(name, "sqrt") != 0)
        return BCF_NONE;
    bits = bcf_bits_of(builder, value);
    bits = bcf_call(builder,
                    bcf_helper(builder->lowering, "bcfix.sqrt.f128", bcf_function_type(builder->module, i128, &i128, 1),
                               root_body, NULL),
                    &bits, 1);
    return bcf_cast(builder, BCF_BITCAST, bits, bcf_type_of(builder, value));
}
