/* Fixed point numbers: integers with `scale` bits behind the point, which is an argument. Rounded down, as LLVM's code
 * generators do (expandFixedPointMul, expandFixedPointDiv); the language leaves it open.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/lanes.h"

/* Room for a product, and for a dividend with the bits behind the point; whole words, which are right on Sulong. */
static uint32_t work_width(uint32_t width) {
    return (2 * width + 1 + 63) / 64 * 64;
}

static uint32_t widened(struct bcf_builder *builder, uint32_t value, uint32_t width, bool is_signed) {
    return is_signed ? bcf_sign_extend(builder, value, width) : bcf_zero_extend(builder, value, width);
}

/* The result in its width; a number that is too large wraps, or is the greatest or the least there is. */
static uint32_t narrowed(struct bcf_builder *builder, uint32_t value, uint32_t width, bool is_signed, bool saturates) {
    uint32_t type = bcf_type_of(builder, value), one = bcf_int(builder, type, 1), end, most, least;
    if (!saturates)
        return bcf_truncate(builder, value, width);
    end = bcf_binop_by(builder, BCF_SHL, one, is_signed ? width - 1 : width);
    most = bcf_binop(builder, BCF_SUB, end, one);
    least = is_signed ? bcf_binop(builder, BCF_SUB, bcf_int(builder, type, 0), end) : bcf_int(builder, type, 0);
    value = bcf_select(builder, bcf_compare(builder, BCF_ICMP_SGT, value, most), most, value);
    value = bcf_select(builder, bcf_compare(builder, BCF_ICMP_SLT, value, least), least, value);
    return bcf_truncate(builder, value, width);
}

static uint32_t product(struct bcf_builder *builder, const uint32_t *arguments, bool is_signed, bool saturates) {
    uint32_t width = bcf_width(builder, arguments[0]), wide = work_width(width), value;
    value = bcf_binop(builder, BCF_MUL, widened(builder, arguments[0], wide, is_signed),
                      widened(builder, arguments[1], wide, is_signed));
    value = bcf_binop(builder, BCF_ASHR, value, bcf_resize(builder, arguments[2], wide)); /* unsigned ones have the sign 0 */
    return narrowed(builder, value, width, is_signed, saturates);
}

/* Division goes toward zero; where the signs differ and there is a rest, one less is below. */
static uint32_t quotient(struct bcf_builder *builder, const uint32_t *arguments, bool is_signed, bool saturates) {
    uint32_t width = bcf_width(builder, arguments[0]), wide = work_width(width), x, y, value, rest, zero, below;
    x = widened(builder, arguments[0], wide, is_signed);
    x = bcf_binop(builder, BCF_SHL, x, bcf_resize(builder, arguments[2], wide));
    y = widened(builder, arguments[1], wide, is_signed);
    zero = bcf_int(builder, bcf_type_of(builder, x), 0);
    value = bcf_binop(builder, BCF_SDIV, x, y);
    rest = bcf_compare(builder, BCF_ICMP_NE, bcf_binop(builder, BCF_MUL, value, y), x);
    below = bcf_compare(builder, BCF_ICMP_SLT, bcf_binop(builder, BCF_XOR, x, y), zero);
    below = bcf_zero_extend(builder, bcf_binop(builder, BCF_AND, below, rest), wide);
    return narrowed(builder, bcf_binop(builder, BCF_SUB, value, below), width, is_signed, saturates);
}

#define FIXED(name, operation, is_signed, saturates)                                                                  \
    static uint32_t name(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) { \
        (void)intrinsic;                                                                                              \
        return operation(builder, arguments, is_signed, saturates);                                                   \
    }                                                                                                                 \
    bool bcf_define_##name(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {                      \
        return builder->function->argument_count == 3 && bcf_define_by_lanes(builder, intrinsic, name);               \
    }
FIXED(smul_fix, product, true, false)
FIXED(smul_fix_sat, product, true, true)
FIXED(umul_fix, product, false, false)
FIXED(umul_fix_sat, product, false, true)
FIXED(sdiv_fix, quotient, true, false)
FIXED(sdiv_fix_sat, quotient, true, true)
FIXED(udiv_fix, quotient, false, false)
FIXED(udiv_fix_sat, quotient, false, true)
#undef FIXED
