/* Conversions between numbers of 16 bits, which stand in an i16, and float or double.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/conversions.h"

enum { HALF_BITS = 10, HALF_BIAS = 15 };

/* How a type lays out its numbers. */
struct layout {
    uint32_t width, bits; /* of the whole, and of the fraction */
    int64_t bias;
};

static bool layout_of(const struct bcf_module *module, uint32_t type, struct layout *layout) {
    static const struct layout single = {32, 23, 127}, twice = {64, 52, 1023};
    *layout = bcf_type(module, type)->code == BCF_TYPE_FLOAT ? single : twice;
    return bcf_is_float(module, type);
}

/* convert.from.fp16: with the fraction in its place, the number is too small by the difference of the biases, subnormal or
 * not; multiplying with a power of two is exact. Infinity and NaN get the exponent that means them. */
bool bcf_define_from_half(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t argument, wide, magnitude, scaled, special, type;
    struct layout layout;
    if (!layout_of(builder->module, intrinsic->result, &layout) || bcf_width(builder, bcf_argument(builder, 0)) != 16)
        return false;
    type = bcf_int_type(builder->module, layout.width);
    argument = bcf_zero_extend(builder, bcf_argument(builder, 0), layout.width);
    magnitude = bcf_binop_by(builder, BCF_AND, argument, 0x7fff);
    wide = bcf_binop_by(builder, BCF_SHL, magnitude, layout.bits - HALF_BITS);
    scaled = bcf_binop(builder, BCF_MUL, bcf_cast(builder, BCF_BITCAST, wide, intrinsic->result),
                       bcf_float_bits(builder, intrinsic->result,
                                      (uint64_t)(2 * layout.bias - HALF_BIAS) << layout.bits));
    special = bcf_binop_by(builder, BCF_OR, wide, (2 * layout.bias + 1) << layout.bits);
    wide = bcf_select(builder, bcf_compare(builder, BCF_ICMP_UGE, magnitude, bcf_int(builder, type, 0x7c00)), special,
                      bcf_cast(builder, BCF_BITCAST, scaled, type));
    argument = bcf_binop_by(builder, BCF_SHL, bcf_binop_by(builder, BCF_LSHR, argument, 15), layout.width - 1);
    bcf_return(builder, bcf_cast(builder, BCF_BITCAST, bcf_binop(builder, BCF_OR, wide, argument), intrinsic->result));
    return true;
}

/* convert.to.fp16, to the nearest, ties to even. A subnormal half is what is left when a number is added whose last place
 * is that of the half; the addition rounds. In others, half of the last place less one, and the last place itself where it
 * is odd, are added before the rest is cut; that carries into the exponent, and into infinity, by itself. */
bool bcf_define_to_half(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t bits, magnitude, small, normal, odd, half, type, cut;
    struct layout layout;
    int64_t magic;
    if (intrinsic->parameter == BCF_NONE || !layout_of(builder->module, intrinsic->parameter, &layout) ||
        bcf_type_integer_width(builder->module, intrinsic->result) != 16)
        return false;
    type = bcf_int_type(builder->module, layout.width);
    cut = layout.bits - HALF_BITS;
    bits = bcf_cast(builder, BCF_BITCAST, bcf_argument(builder, 0), type);
    magnitude = bcf_binop_by(builder, BCF_LSHR, bcf_binop_by(builder, BCF_SHL, bits, 1), 1);
    magic = (layout.bias - HALF_BIAS + cut + 1) << layout.bits;
    small = bcf_binop(builder, BCF_ADD, bcf_cast(builder, BCF_BITCAST, magnitude, intrinsic->parameter),
                      bcf_float_bits(builder, intrinsic->parameter, (uint64_t)magic));
    small = bcf_binop_by(builder, BCF_SUB, bcf_cast(builder, BCF_BITCAST, small, type), magic);
    odd = bcf_binop_by(builder, BCF_AND, bcf_binop_by(builder, BCF_LSHR, magnitude, cut), 1);
    normal = bcf_binop_by(builder, BCF_SUB, magnitude, (layout.bias - HALF_BIAS) << layout.bits);
    normal = bcf_binop(builder, BCF_ADD, bcf_binop_by(builder, BCF_ADD, normal, ((int64_t)1 << (cut - 1)) - 1), odd);
    normal = bcf_binop_by(builder, BCF_LSHR, normal, cut);
    half = bcf_select(builder,
                      bcf_compare(builder, BCF_ICMP_ULT, magnitude,
                                  bcf_int(builder, type, (layout.bias - HALF_BIAS + 1) << layout.bits)),
                      small, normal);
    half = bcf_select(builder,
                      bcf_compare(builder, BCF_ICMP_UGE, magnitude,
                                  bcf_int(builder, type, (layout.bias + HALF_BIAS + 1) << layout.bits)),
                      bcf_int(builder, type, 0x7c00), half);
    half = bcf_select(builder,
                      bcf_compare(builder, BCF_ICMP_UGT, magnitude,
                                  bcf_int(builder, type, (2 * layout.bias + 1) << layout.bits)),
                      bcf_int(builder, type, 0x7e00), half);
    bits = bcf_binop_by(builder, BCF_SHL, bcf_binop_by(builder, BCF_LSHR, bits, layout.width - 1), 15);
    bcf_return(builder, bcf_truncate(builder, bcf_binop(builder, BCF_OR, half, bits), 16));
    return true;
}
