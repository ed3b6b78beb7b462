/* Arithmetic of fp128 on its bits: exact results that are rounded once. Its mantissas have 113 bits of the 128 of their
 * room, so that those below are zero at first.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/float_formats.h"
#include "lower/soft_floats.h"

enum { ROOM = 128, WIDE = 256, MANTISSA = 112, WRITTEN_SPECIAL = 0x7fff };

/* Two numbers, and their bits. */
struct operands {
    uint32_t x_bits, y_bits;
    struct bcf_number x, y;
};

static uint32_t zero_of(struct bcf_builder *builder, uint32_t like) {
    return bcf_int(builder, bcf_type_of(builder, like), 0);
}

static uint32_t is_not_zero(struct bcf_builder *builder, uint32_t value) {
    return bcf_compare(builder, BCF_ICMP_NE, value, zero_of(builder, value));
}

static uint32_t or_bit(struct bcf_builder *builder, uint32_t value, uint32_t bit) {
    return bcf_binop(builder, BCF_OR, value, bcf_zero_extend(builder, bit, bcf_width(builder, value)));
}

static uint32_t infinite(struct bcf_builder *builder, uint32_t negative) {
    uint32_t bits = bcf_shifted_number(builder, ROOM, WRITTEN_SPECIAL, MANTISSA);
    return bcf_select(builder, negative, bcf_binop(builder, BCF_OR, bits, bcf_shifted_number(builder, ROOM, 1, ROOM - 1)), bits);
}

/* When either is a NaN: that one, made quiet; when `invalid`, one that says nothing; else `result`. */
static uint32_t unless_nan(struct bcf_builder *builder, const struct operands *o, uint32_t invalid, uint32_t result) {
    uint32_t quiet = bcf_shifted_number(builder, ROOM, 1, MANTISSA - 1);
    result = bcf_select(builder, invalid, bcf_shifted_number(builder, ROOM, 2 * WRITTEN_SPECIAL + 1, MANTISSA - 1), result);
    result = bcf_select(builder, o->y.is_nan, bcf_binop(builder, BCF_OR, o->y_bits, quiet), result);
    return bcf_select(builder, o->x.is_nan, bcf_binop(builder, BCF_OR, o->x_bits, quiet), result);
}

/* ---- sums ---- */

static struct bcf_number pick(struct bcf_builder *builder, uint32_t first, const struct bcf_number *x, const struct bcf_number *y) {
    struct bcf_number n = {.room = ROOM};
    n.negative = bcf_select(builder, first, x->negative, y->negative);
    n.exponent = bcf_select(builder, first, x->exponent, y->exponent);
    n.mantissa = bcf_select(builder, first, x->mantissa, y->mantissa);
    return n;
}

/* The lesser one is shifted to where the greater one stands, with two bits free above both. */
static uint32_t sum(struct bcf_builder *builder, const struct operands *o) {
    uint32_t magnitudes[2], first, by, great, small, whole, differ, result, invalid, both;
    struct bcf_number greater, lesser, n = {.room = ROOM};
    for (uint32_t i = 0; i < 2; i++)
        magnitudes[i] = bcf_binop_by(builder, BCF_SHL, i ? o->y_bits : o->x_bits, 1);
    first = bcf_compare(builder, BCF_ICMP_UGE, magnitudes[0], magnitudes[1]);
    greater = pick(builder, first, &o->x, &o->y);
    lesser = pick(builder, first, &o->y, &o->x);
    by = bcf_clamp(builder, bcf_binop(builder, BCF_SUB, greater.exponent, lesser.exponent), 0, ROOM - 1);
    great = bcf_binop_by(builder, BCF_LSHR, greater.mantissa, 2);
    small = bcf_shift_out(builder, bcf_binop_by(builder, BCF_LSHR, lesser.mantissa, 2), by);
    differ = bcf_binop(builder, BCF_XOR, greater.negative, lesser.negative);
    whole = bcf_select(builder, differ, bcf_binop(builder, BCF_SUB, great, small), bcf_binop(builder, BCF_ADD, great, small));
    bcf_set_mantissa(builder, &n, whole, bcf_binop_by(builder, BCF_ADD, greater.exponent, 2));
    both = bcf_binop(builder, BCF_AND, o->x.negative, o->y.negative);
    n.negative = bcf_select(builder, n.is_zero, both, greater.negative); /* x - x is 0, -0 + -0 is -0 */
    result = bcf_put_together(builder, &n, bcf_format_by_code(BCF_TYPE_FP128));
    invalid = bcf_binop(builder, BCF_AND, bcf_binop(builder, BCF_AND, o->x.is_special, o->y.is_special), differ);
    result = bcf_select(builder, o->y.is_special, o->y_bits, result);
    result = bcf_select(builder, o->x.is_special, o->x_bits, result);
    return unless_nan(builder, o, invalid, result);
}

/* ---- products and quotients ---- */

/* Zero and infinity among the operands: what makes the result infinite, or zero, or none. */
static uint32_t outer_result(struct bcf_builder *builder, const struct operands *o, struct bcf_number *n, uint32_t infinity,
                             uint32_t nothing, uint32_t invalid) {
    uint32_t result, sign = bcf_shifted_number(builder, ROOM, 1, ROOM - 1);
    result = bcf_put_together(builder, n, bcf_format_by_code(BCF_TYPE_FP128));
    result = bcf_select(builder, nothing, bcf_select(builder, n->negative, sign, zero_of(builder, sign)), result);
    result = bcf_select(builder, infinity, infinite(builder, n->negative), result);
    return unless_nan(builder, o, invalid, result);
}

static uint32_t product(struct bcf_builder *builder, const struct operands *o) {
    uint32_t whole, top, below, special, nothing;
    struct bcf_number n = {.room = ROOM};
    whole = bcf_binop(builder, BCF_MUL, bcf_zero_extend(builder, o->x.mantissa, WIDE),
                      bcf_zero_extend(builder, o->y.mantissa, WIDE));
    top = bcf_truncate(builder, bcf_binop_by(builder, BCF_LSHR, whole, ROOM), ROOM);
    below = is_not_zero(builder, bcf_truncate(builder, whole, ROOM));
    bcf_set_mantissa(builder, &n, top,
                     bcf_binop_by(builder, BCF_ADD, bcf_binop(builder, BCF_ADD, o->x.exponent, o->y.exponent), 1));
    n.mantissa = or_bit(builder, n.mantissa, below);
    n.negative = bcf_binop(builder, BCF_XOR, o->x.negative, o->y.negative);
    special = bcf_binop(builder, BCF_OR, o->x.is_special, o->y.is_special);
    nothing = bcf_binop(builder, BCF_OR, o->x.is_zero, o->y.is_zero);
    return outer_result(builder, o, &n, special, nothing, bcf_binop(builder, BCF_AND, special, nothing));
}

static uint32_t quotient(struct bcf_builder *builder, const struct operands *o) {
    uint32_t whole, by, result, rest, invalid;
    struct bcf_number n = {.room = ROOM};
    by = bcf_select(builder, o->y.is_zero, bcf_shifted_number(builder, ROOM, 1, ROOM - 1), o->y.mantissa);
    by = bcf_zero_extend(builder, by, WIDE);
    whole = bcf_binop_by(builder, BCF_SHL, bcf_zero_extend(builder, o->x.mantissa, WIDE), ROOM - 1);
    result = bcf_binop(builder, BCF_UDIV, whole, by);
    rest = bcf_binop(builder, BCF_SUB, whole, bcf_binop(builder, BCF_MUL, result, by));
    bcf_set_mantissa(builder, &n, bcf_truncate(builder, result, ROOM),
                     bcf_binop(builder, BCF_SUB, o->x.exponent, o->y.exponent));
    n.mantissa = or_bit(builder, n.mantissa, is_not_zero(builder, rest));
    n.negative = bcf_binop(builder, BCF_XOR, o->x.negative, o->y.negative);
    invalid = bcf_binop(builder, BCF_OR, bcf_binop(builder, BCF_AND, o->x.is_special, o->y.is_special),
                        bcf_binop(builder, BCF_AND, o->x.is_zero, o->y.is_zero));
    return outer_result(builder, o, &n, bcf_binop(builder, BCF_OR, o->x.is_special, o->y.is_zero),
                        bcf_binop(builder, BCF_OR, o->x.is_zero, o->y.is_special), invalid);
}

/* ---- rests ---- */

/* Long division that keeps the rest only. block 0: how many steps; block 1: one after the other; block 2: the result, which
 * is exact. */
static uint32_t rest_of(struct bcf_builder *builder, const struct operands *o) {
    uint32_t steps, left, rest, by, less, taken, more, next, result, invalid;
    struct bcf_number n = {.room = ROOM};
    steps = bcf_binop(builder, BCF_SUB, o->x.exponent, o->y.exponent);
    less = bcf_compare(builder, BCF_ICMP_SLT, steps, zero_of(builder, steps));
    steps = bcf_select(builder, bcf_binop(builder, BCF_OR, less, o->x.is_special), zero_of(builder, steps), steps);
    by = bcf_binop_by(builder, BCF_LSHR, o->y.mantissa, 1);
    next = bcf_binop_by(builder, BCF_LSHR, o->x.mantissa, 1);
    bcf_branch(builder, 1);
    left = bcf_phi(builder, bcf_type_of(builder, steps), 2);
    rest = bcf_phi(builder, bcf_type_of(builder, next), 2);
    taken = bcf_select(builder, bcf_compare(builder, BCF_ICMP_UGE, rest, by), bcf_binop(builder, BCF_SUB, rest, by), rest);
    more = is_not_zero(builder, left);
    bcf_phi_set(builder, left, 0, steps, 0);
    bcf_phi_set(builder, left, 1, bcf_binop_by(builder, BCF_SUB, left, 1), 1);
    bcf_phi_set(builder, rest, 0, next, 0);
    bcf_phi_set(builder, rest, 1, bcf_binop_by(builder, BCF_SHL, taken, 1), 1);
    bcf_branch_if(builder, more, 1, 2);
    bcf_set_mantissa(builder, &n, taken, bcf_binop_by(builder, BCF_ADD, o->y.exponent, 1));
    n.negative = o->x.negative;
    result = bcf_put_together(builder, &n, bcf_format_by_code(BCF_TYPE_FP128));
    result = bcf_select(builder, bcf_binop(builder, BCF_OR, less, o->y.is_special), o->x_bits, result);
    invalid = bcf_binop(builder, BCF_OR, o->x.is_special, o->y.is_zero);
    return unless_nan(builder, o, invalid, result);
}

uint32_t bcf_quad_operation(struct bcf_builder *builder, enum bcf_binop operation, uint32_t x, uint32_t y) {
    const struct bcf_format *format = bcf_format_by_code(BCF_TYPE_FP128);
    struct operands o = {.x_bits = x, .y_bits = y};
    if (operation == BCF_SUB)
        o.y_bits = bcf_binop(builder, BCF_XOR, y, bcf_shifted_number(builder, ROOM, 1, ROOM - 1));
    o.x = bcf_take_apart(builder, o.x_bits, format, ROOM);
    o.y = bcf_take_apart(builder, o.y_bits, format, ROOM);
    switch (operation) {
    case BCF_ADD:
    case BCF_SUB:
        return sum(builder, &o);
    case BCF_MUL:
        return product(builder, &o);
    case BCF_SDIV:
        return quotient(builder, &o);
    case BCF_SREM:
        return rest_of(builder, &o);
    default:
        return BCF_NONE;
    }
}
