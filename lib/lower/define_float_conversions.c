/* Saturating conversions, conversions of half, and powers.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/conversions.h"
#include "lower/float_formats.h"

#include <stdio.h>

/* 2^exponent as a number of the type. */
static uint32_t power_of_two(struct bcf_builder *builder, uint32_t type, uint32_t exponent, bool negative) {
    const struct bcf_format *format = bcf_format_of(builder->module, type);
    uint64_t top = ((uint64_t)format->bias + exponent) | (negative ? (uint64_t)1 << (format->width - 1 - format->mantissa) : 0);
    if (format->width <= 64)
        return bcf_float_bits(builder, type, top << format->mantissa);
    return bcf_cast(builder, BCF_BITCAST, bcf_shifted_number(builder, format->width, top, format->mantissa), type);
}

static uint32_t least(struct bcf_builder *builder, uint32_t width, bool is_signed) {
    uint32_t type = bcf_int_type(builder->module, width), zero = bcf_int(builder, type, 0);
    if (!is_signed)
        return zero;
    return bcf_binop(builder, BCF_SHL, bcf_int(builder, type, 1), bcf_int(builder, type, (int64_t)width - 1));
}

static uint32_t greatest(struct bcf_builder *builder, uint32_t width, bool is_signed) {
    uint32_t all = bcf_int(builder, bcf_int_type(builder->module, width), -1);
    return is_signed ? bcf_binop(builder, BCF_XOR, least(builder, width, true), all) : all;
}

/* The conversion of a number that fits. Sulong converts to 32 and 64 bits; narrower ones are cut from those. An unsigned
 * one of less than 64 bits fits in 64 with a sign, and to 64 bits without one double is converted rightly (conversions.def);
 * the others are put together from their bits. */
static uint32_t converted(struct bcf_builder *builder, uint32_t value, uint32_t width, bool is_signed) {
    struct bcf_module *module = builder->module;
    if (width == 64 && !is_signed && bcf_type(module, bcf_type_of(builder, value))->code == BCF_TYPE_DOUBLE)
        return bcf_cast(builder, BCF_FPTOUI, value, bcf_int_type(module, 64));
    if (width > 64 || (width > 63 && !is_signed))
        return bcf_float_to_integer(builder, value, width);
    return bcf_truncate(builder, bcf_cast(builder, BCF_FPTOSI, value, bcf_int_type(module, 64)), width);
}

static uint32_t saturating(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, uint32_t value,
                           bool is_signed) {
    uint32_t type = bcf_type_of(builder, value), width, low, high, below, above, fits, safe, result, nan;
    width = (uint32_t)bcf_type_integer_width(builder->module, bcf_type_element(builder->module, intrinsic->result));
    if ((!bcf_is_float(builder->module, type) && bcf_type(builder->module, type)->code != BCF_TYPE_FP128) || !width || width > 128)
        return BCF_NONE;
    if (bcf_type(builder->module, type)->code == BCF_TYPE_FLOAT) /* exact, and 2^128 is a number then */
        value = bcf_cast(builder, BCF_FPEXT, value, bcf_double_type(builder->module));
    type = bcf_type_of(builder, value);
    low = is_signed ? power_of_two(builder, type, width - 1, true) : bcf_float_bits(builder, type, 0);
    high = power_of_two(builder, type, is_signed ? width - 1 : width, false);
    below = bcf_compare(builder, BCF_FCMP_OLE, value, low);
    above = bcf_compare(builder, BCF_FCMP_OGE, value, high);
    nan = bcf_compare(builder, BCF_FCMP_UNO, value, value);
    fits = bcf_binop(builder, BCF_OR, bcf_binop(builder, BCF_OR, below, above), nan);
    safe = bcf_select(builder, fits, bcf_float_bits(builder, type, 0), value);
    result = converted(builder, safe, width, is_signed);
    result = bcf_select(builder, below, least(builder, width, is_signed), result);
    result = bcf_select(builder, above, greatest(builder, width, is_signed), result);
    return result;
}

static uint32_t fptosi_sat(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) {
    return saturating(builder, intrinsic, arguments[0], true);
}

static uint32_t fptoui_sat(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) {
    return saturating(builder, intrinsic, arguments[0], false);
}

bool bcf_define_fptosi_sat(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_by_lanes(builder, intrinsic, fptosi_sat);
}

bool bcf_define_fptoui_sat(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_by_lanes(builder, intrinsic, fptoui_sat);
}

/* convert.from.fp16 and convert.to.fp16: a half stands in an i16. */
bool bcf_define_from_half(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t bits = bcf_argument(builder, 0);
    if (!bcf_is_float(builder->module, intrinsic->result) || bcf_width(builder, bits) != 16)
        return false;
    bits = bcf_convert_format(builder, bits, bcf_format_by_code(BCF_TYPE_HALF),
                              bcf_format_of(builder->module, intrinsic->result));
    bcf_return(builder, bcf_cast(builder, BCF_BITCAST, bits, intrinsic->result));
    return true;
}

bool bcf_define_to_half(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    if (intrinsic->parameter == BCF_NONE || !bcf_is_float(builder->module, intrinsic->parameter) ||
        bcf_type_integer_width(builder->module, intrinsic->result) != 16)
        return false;
    bcf_return(builder, bcf_convert_format(builder, bcf_bits_of(builder, bcf_argument(builder, 0)),
                                           bcf_format_of(builder->module, intrinsic->parameter),
                                           bcf_format_by_code(BCF_TYPE_HALF)));
    return true;
}

/* The power by squaring, with each multiplication rounded, as the __powidf2 and __powisf2 do that native programs call.
 * block 0: the exponent without its sign; block 1: a bit of it after the other; block 2: the result. */
static bool powi_body(struct bcf_builder *builder, const void *what) {
    uint32_t base = bcf_argument(builder, 0), exponent = bcf_argument(builder, 1), type = bcf_type_of(builder, base);
    uint32_t zero = bcf_int(builder, bcf_type_of(builder, exponent), 0), one = power_of_two(builder, type, 0, false);
    uint32_t negative, left, square, bits, product, odd, next, rest;
    (void)what;
    negative = bcf_compare(builder, BCF_ICMP_SLT, exponent, zero);
    left = bcf_select(builder, negative, bcf_binop(builder, BCF_SUB, zero, exponent), exponent);
    bcf_branch(builder, 1);
    square = bcf_phi(builder, type, 2);
    bits = bcf_phi(builder, bcf_type_of(builder, exponent), 2);
    product = bcf_phi(builder, type, 2);
    odd = bcf_truncate(builder, bits, 1);
    next = bcf_select(builder, odd, bcf_binop(builder, BCF_MUL, product, square), product);
    rest = bcf_binop_by(builder, BCF_LSHR, bits, 1);
    bcf_phi_set(builder, square, 0, base, 0);
    bcf_phi_set(builder, square, 1, bcf_binop(builder, BCF_MUL, square, square), 1);
    bcf_phi_set(builder, bits, 0, left, 0);
    bcf_phi_set(builder, bits, 1, rest, 1);
    bcf_phi_set(builder, product, 0, one, 0);
    bcf_phi_set(builder, product, 1, next, 1);
    bcf_branch_if(builder, bcf_compare(builder, BCF_ICMP_EQ, rest, zero), 2, 1);
    bcf_return(builder, bcf_select(builder, negative, bcf_binop(builder, BCF_SDIV, one, next), next)); /* SDIV: fdiv */
    return true;
}

static uint32_t powi(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) {
    struct bcf_module *module = builder->module;
    uint32_t types[2] = {bcf_type_of(builder, arguments[0]), bcf_type_of(builder, arguments[1])};
    char name[40];
    (void)intrinsic;
    if (!bcf_is_float(module, types[0]))
        return BCF_NONE;
    snprintf(name, sizeof name, "bcfix.powi.%s.i%u", bcf_type(module, types[0])->code == BCF_TYPE_FLOAT ? "f32" : "f64",
             bcf_width(builder, arguments[1]));
    return bcf_call(builder, bcf_helper(builder->lowering, name, bcf_function_type(module, types[0], types, 2), powi_body, NULL),
                    arguments, 2);
}

bool bcf_define_powi(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_by_lanes(builder, intrinsic, powi);
}
