/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/conversions.h"

bool bcf_is_float(const struct bcf_module *module, uint32_t type) {
    uint32_t code = bcf_type(module, type)->code;
    return code == BCF_TYPE_FLOAT || code == BCF_TYPE_DOUBLE;
}

static uint32_t number(struct bcf_builder *builder, uint32_t like, int64_t value) {
    return bcf_int(builder, bcf_type_of(builder, like), value);
}

static uint32_t negated_if(struct bcf_builder *builder, uint32_t condition, uint32_t value) {
    uint32_t negated = bcf_binop(builder, BCF_SUB, number(builder, value, 0), value);
    return bcf_select(builder, condition, negated, value);
}

/* `value` when it is between 0 and `most`, else the end that is near: an amount to shift by. */
static uint32_t clamp(struct bcf_builder *builder, uint32_t value, int64_t most) {
    uint32_t zero = number(builder, value, 0), top = number(builder, value, most);
    value = bcf_select(builder, bcf_compare(builder, BCF_ICMP_SLT, value, zero), zero, value);
    return bcf_select(builder, bcf_compare(builder, BCF_ICMP_SGT, value, top), top, value);
}

uint32_t bcf_float_to_integer(struct bcf_builder *builder, uint32_t value, uint32_t width) {
    enum { MANTISSA = 52, BIAS = 1023, EXPONENTS = 0x7ff };
    struct bcf_module *module = builder->module;
    uint32_t bits, exponent, mantissa, left, right, wide;
    uint32_t work = width < 64 ? 64 : width;
    value = bcf_cast(builder, BCF_FPEXT, value, bcf_double_type(module));
    bits = bcf_bits_of(builder, value);
    exponent = bcf_binop_by(builder, BCF_AND, bcf_binop_by(builder, BCF_LSHR, bits, MANTISSA), EXPONENTS);
    mantissa = bcf_binop_by(builder, BCF_AND, bits, ((int64_t)1 << MANTISSA) - 1);
    mantissa = bcf_binop_by(builder, BCF_OR, mantissa, (int64_t)1 << MANTISSA);
    /* The number is mantissa * 2^(exponent - BIAS - MANTISSA). */
    left = bcf_binop_by(builder, BCF_SUB, exponent, BIAS + MANTISSA);
    right = clamp(builder, bcf_binop(builder, BCF_SUB, number(builder, left, 0), left), 63);
    left = clamp(builder, left, (int64_t)work - 1);
    wide = bcf_zero_extend(builder, bcf_binop(builder, BCF_LSHR, mantissa, right), work);
    wide = bcf_binop(builder, BCF_SHL, wide, bcf_zero_extend(builder, left, work));
    wide = negated_if(builder, bcf_compare(builder, BCF_ICMP_SLT, bits, number(builder, bits, 0)), wide);
    return bcf_truncate(builder, wide, width);
}

/* The layout of a floating point type. */
struct format {
    uint32_t width, mantissa; /* bits in all, and of the mantissa without the one that is not written */
    int64_t bias;
};

/* The bits of the number nearest to an integer that is not 0, given its leading zeros. */
static uint32_t rounded_bits(struct bcf_builder *builder, uint32_t value, uint32_t zeros, struct format format) {
    uint32_t width = bcf_width(builder, value), normal, top, mantissa, rest, half, sticky, up, exponent;
    uint32_t dropped = 64 - (format.mantissa + 1); /* bits of the highest word that the mantissa does not take */
    struct bcf_module *module = builder->module;
    normal = bcf_binop(builder, BCF_SHL, value, zeros); /* the highest bit is now set */
    top = bcf_truncate(builder, bcf_binop_by(builder, BCF_LSHR, normal, (int64_t)width - 64), 64);
    sticky = bcf_binop_by(builder, BCF_SHL, normal, 64); /* everything below that word */
    sticky = bcf_compare(builder, BCF_ICMP_NE, sticky, number(builder, sticky, 0));
    mantissa = bcf_binop_by(builder, BCF_LSHR, top, dropped);
    rest = bcf_binop_by(builder, BCF_AND, top, ((int64_t)1 << dropped) - 1);
    half = number(builder, rest, (int64_t)1 << (dropped - 1));
    /* Up when more than half is dropped, or just half and the mantissa is odd. */
    up = bcf_cast(builder, BCF_TRUNC, mantissa, bcf_int_type(module, 1));
    up = bcf_binop(builder, BCF_OR, up, sticky);
    up = bcf_binop(builder, BCF_AND, up, bcf_compare(builder, BCF_ICMP_EQ, rest, half));
    up = bcf_binop(builder, BCF_OR, up, bcf_compare(builder, BCF_ICMP_UGT, rest, half));
    mantissa = bcf_binop(builder, BCF_ADD, mantissa, bcf_zero_extend(builder, up, 64));
    /* The bit of the mantissa that is not written adds one to the exponent, and so does a carry out of it. */
    exponent = bcf_resize(builder, zeros, 64);
    exponent = bcf_binop(builder, BCF_SUB, number(builder, exponent, (int64_t)width - 2 + format.bias), exponent);
    exponent = bcf_binop_by(builder, BCF_SHL, exponent, format.mantissa);
    return bcf_truncate(builder, bcf_binop(builder, BCF_ADD, exponent, mantissa), format.width);
}

uint32_t bcf_integer_to_float(struct bcf_builder *builder, uint32_t value, uint32_t type, bool is_signed) {
    bool single = bcf_type(builder->module, type)->code == BCF_TYPE_FLOAT;
    struct format format = single ? (struct format){32, 23, 127} : (struct format){64, 52, 1023};
    uint32_t from = bcf_width(builder, value), width = (from / 64 + 1) * 64; /* one bit more, for the most negative */
    uint32_t negative = BCF_NONE, zero, is_zero, zeros, bits, result;
    if (width < 128)
        width = 128;
    if (is_signed) {
        value = bcf_sign_extend(builder, value, width);
        negative = bcf_compare(builder, BCF_ICMP_SLT, value, number(builder, value, 0));
        value = negated_if(builder, negative, value);
    } else {
        value = bcf_zero_extend(builder, value, width);
    }
    zero = number(builder, value, 0);
    is_zero = bcf_compare(builder, BCF_ICMP_EQ, value, zero);
    zeros = bcf_leading_zeros(builder, value);
    zeros = bcf_select(builder, is_zero, zero, zeros); /* a shift by the width has no result */
    bits = rounded_bits(builder, value, zeros, format);
    if (from > format.bias + 1) { /* from 2^(bias + 1) on it is infinite, and so is what rounds to that */
        uint32_t small = number(builder, zeros, (int64_t)width - 1 - format.bias), infinite;
        infinite = number(builder, bits, (2 * format.bias + 1) << format.mantissa);
        bits = bcf_select(builder, bcf_compare(builder, BCF_ICMP_ULT, zeros, small), infinite, bits);
    }
    bits = bcf_select(builder, is_zero, number(builder, bits, 0), bits);
    result = bcf_cast(builder, BCF_BITCAST, bits, type);
    return is_signed ? bcf_select(builder, negative, bcf_fneg(builder, result), result) : result;
}

/* Half of a number of 64 bits has a sign that is free; the bit that is lost stays in the lowest one, where it still tells
 * which way to round. */
uint32_t bcf_u64_to_float(struct bcf_builder *builder, uint32_t value, uint32_t type) {
    uint32_t zero = number(builder, value, 0), large = bcf_compare(builder, BCF_ICMP_SLT, value, zero), half, real;
    half = bcf_binop(builder, BCF_OR, bcf_binop_by(builder, BCF_LSHR, value, 1), bcf_binop_by(builder, BCF_AND, value, 1));
    real = bcf_cast(builder, BCF_SITOFP, bcf_select(builder, large, half, value), type);
    return bcf_select(builder, large, bcf_binop(builder, BCF_ADD, real, real), real);
}

uint32_t bcf_element_bits(const struct bcf_module *module, uint32_t type) {
    switch (bcf_type(module, bcf_type_element(module, type))->code) {
    case BCF_TYPE_HALF:
    case BCF_TYPE_BFLOAT:
        return 16;
    case BCF_TYPE_FLOAT:
        return 32;
    case BCF_TYPE_DOUBLE:
        return 64;
    case BCF_TYPE_FP128:
        return 128;
    default:
        return (uint32_t)bcf_type_integer_width(module, bcf_type_element(module, type));
    }
}

/* Equal numbers differ only as zeros do. */
uint32_t bcf_extreme(struct bcf_builder *builder, uint32_t x, uint32_t y, bool greater) {
    uint32_t type = bcf_type_of(builder, x), bits, integer, zeros, number;
    integer = bcf_type_shaped(builder->module, type, bcf_int_type(builder->module, bcf_element_bits(builder->module, type)));
    bits = bcf_binop(builder, greater ? BCF_AND : BCF_OR, bcf_cast(builder, BCF_BITCAST, x, integer),
                     bcf_cast(builder, BCF_BITCAST, y, integer));
    zeros = bcf_cast(builder, BCF_BITCAST, bits, type);
    number = bcf_select(builder, bcf_compare(builder, greater ? BCF_FCMP_OGT : BCF_FCMP_OLT, x, y), x, y);
    number = bcf_select(builder, bcf_compare(builder, BCF_FCMP_OEQ, x, y), zeros, number);
    return bcf_select(builder, bcf_compare(builder, BCF_FCMP_UNO, x, y), bcf_binop(builder, BCF_ADD, x, y), number);
}
