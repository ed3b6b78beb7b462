/* Intrinsics on floating point numbers that give two results at once, a struct.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/conversions.h"
#include "lower/symbols.h"

static bool sincos_pair(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments,
                        uint32_t results[2]) {
    uint32_t type = bcf_type_of(builder, arguments[0]);
    (void)intrinsic;
    if (!bcf_is_float(builder->module, type))
        return false;
    results[0] = bcf_call_libm(builder, "sin", type, arguments, 1);
    results[1] = bcf_call_libm(builder, "cos", type, arguments, 1);
    return true;
}

/* frexp gives the exponent as an int, through a pointer. */
static bool frexp_pair(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments,
                       uint32_t results[2]) {
    struct bcf_module *module = builder->module;
    uint32_t i32 = bcf_int_type(module, 32), type = bcf_type_of(builder, arguments[0]), passed[2], exponent;
    uint32_t width = (uint32_t)bcf_type_integer_width(
        module, bcf_type_element(module, (uint32_t)bcf_type(module, intrinsic->result)->ops[2]));
    if (!bcf_is_float(module, type) || bcf_is_odd_width(width))
        return false;
    passed[0] = arguments[0];
    passed[1] = bcf_alloca(builder, i32, 4);
    bcf_store(builder, bcf_int(builder, i32, 0), passed[1], 4, false);
    results[0] = bcf_call_libm(builder, "frexp", type, passed, 2);
    exponent = bcf_load(builder, i32, passed[1], 4, false);
    results[1] = width <= 32 ? bcf_truncate(builder, exponent, width) : bcf_sign_extend(builder, exponent, width);
    return true;
}

/* Not by libm's modf, which Sulong answers itself: with 0.0 for -0.0. */
void bcf_split_number(struct bcf_builder *builder, uint32_t value, uint32_t results[2]) {
    uint32_t type = bcf_type_of(builder, value), bits = bcf_bits_of(builder, value), zero, whole;
    uint32_t width = bcf_width(builder, bits);
    results[1] = bcf_call_libm(builder, "trunc", type, &value, 1);
    zero = bcf_binop_by(builder, BCF_SHL, bcf_binop_by(builder, BCF_LSHR, bits, width - 1), width - 1);
    zero = bcf_cast(builder, BCF_BITCAST, zero, type);
    whole = bcf_compare(builder, BCF_FCMP_OEQ, value, results[1]); /* infinity too */
    results[0] = bcf_select(builder, whole, zero, bcf_binop(builder, BCF_SUB, value, results[1]));
}

static bool modf_pair(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments,
                      uint32_t results[2]) {
    (void)intrinsic;
    if (!bcf_is_float(builder->module, bcf_type_of(builder, arguments[0])))
        return false;
    bcf_split_number(builder, arguments[0], results);
    return true;
}

bool bcf_define_sincos(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_pair_by_lanes(builder, intrinsic, sincos_pair);
}

bool bcf_define_frexp(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_pair_by_lanes(builder, intrinsic, frexp_pair);
}

bool bcf_define_modf(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_pair_by_lanes(builder, intrinsic, modf_pair);
}
