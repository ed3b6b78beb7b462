/* Arithmetic intrinsics on integers, for the widths that the target lacks.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/lanes.h"

/* ---- comparisons ---- */

static uint32_t pick(struct bcf_builder *builder, const uint32_t *arguments, enum bcf_predicate predicate) {
    uint32_t first = bcf_compare(builder, predicate, arguments[0], arguments[1]);
    return bcf_select(builder, first, arguments[0], arguments[1]);
}

#define PICK(name, predicate)                                                                                         \
    static uint32_t name(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) { \
        (void)intrinsic;                                                                                              \
        return pick(builder, arguments, predicate);                                                                   \
    }                                                                                                                 \
    bool bcf_define_##name(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {                      \
        return bcf_define_by_lanes(builder, intrinsic, name);                                                         \
    }
PICK(smax, BCF_ICMP_SGT)
PICK(smin, BCF_ICMP_SLT)
PICK(umax, BCF_ICMP_UGT)
PICK(umin, BCF_ICMP_ULT)
#undef PICK

static uint32_t abs_element(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) {
    uint32_t zero = bcf_int(builder, bcf_type_of(builder, arguments[0]), 0);
    uint32_t negated = bcf_binop(builder, BCF_SUB, zero, arguments[0]);
    (void)intrinsic;
    return bcf_select(builder, bcf_compare(builder, BCF_ICMP_SLT, arguments[0], zero), negated, arguments[0]);
}

bool bcf_define_abs(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_by_lanes(builder, intrinsic, abs_element);
}

/* -1, 0 or 1: one when greater, less one when less. */
static uint32_t three_way(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments,
                          enum bcf_predicate greater, enum bcf_predicate less) {
    uint32_t type = bcf_type_element(builder->module, intrinsic->result);
    uint32_t above = bcf_cast(builder, BCF_ZEXT, bcf_compare(builder, greater, arguments[0], arguments[1]), type);
    uint32_t below = bcf_cast(builder, BCF_ZEXT, bcf_compare(builder, less, arguments[0], arguments[1]), type);
    return bcf_binop(builder, BCF_SUB, above, below);
}

static uint32_t scmp(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) {
    return three_way(builder, intrinsic, arguments, BCF_ICMP_SGT, BCF_ICMP_SLT);
}

static uint32_t ucmp(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) {
    return three_way(builder, intrinsic, arguments, BCF_ICMP_UGT, BCF_ICMP_ULT);
}

bool bcf_define_scmp(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_by_lanes(builder, intrinsic, scmp);
}

bool bcf_define_ucmp(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_by_lanes(builder, intrinsic, ucmp);
}

bool bcf_in_place_scmp(struct bcf_builder *builder, const struct bcf_insn *call) {
    return bcf_in_place_by_element(builder, call, scmp);
}

bool bcf_in_place_ucmp(struct bcf_builder *builder, const struct bcf_insn *call) {
    return bcf_in_place_by_element(builder, call, ucmp);
}

/* ---- operations that may overflow: the wrapped result, and whether it did ---- */

typedef uint32_t checked_fn(struct bcf_builder *builder, uint32_t x, uint32_t y, uint32_t *overflow);

static uint32_t is_negative(struct bcf_builder *builder, uint32_t x) {
    return bcf_compare(builder, BCF_ICMP_SLT, x, bcf_int(builder, bcf_type_of(builder, x), 0));
}

static uint32_t uadd(struct bcf_builder *builder, uint32_t x, uint32_t y, uint32_t *overflow) {
    uint32_t sum = bcf_binop(builder, BCF_ADD, x, y);
    *overflow = bcf_compare(builder, BCF_ICMP_ULT, sum, x);
    return sum;
}

static uint32_t usub(struct bcf_builder *builder, uint32_t x, uint32_t y, uint32_t *overflow) {
    *overflow = bcf_compare(builder, BCF_ICMP_ULT, x, y);
    return bcf_binop(builder, BCF_SUB, x, y);
}

/* The sum has another sign than both operands. */
static uint32_t sadd(struct bcf_builder *builder, uint32_t x, uint32_t y, uint32_t *overflow) {
    uint32_t sum = bcf_binop(builder, BCF_ADD, x, y);
    uint32_t changed = bcf_binop(builder, BCF_AND, bcf_binop(builder, BCF_XOR, x, sum), bcf_binop(builder, BCF_XOR, y, sum));
    *overflow = is_negative(builder, changed);
    return sum;
}

static uint32_t ssub(struct bcf_builder *builder, uint32_t x, uint32_t y, uint32_t *overflow) {
    uint32_t difference = bcf_binop(builder, BCF_SUB, x, y);
    uint32_t changed =
        bcf_binop(builder, BCF_AND, bcf_binop(builder, BCF_XOR, x, y), bcf_binop(builder, BCF_XOR, x, difference));
    *overflow = is_negative(builder, changed);
    return difference;
}

/* Products are taken in twice the width, where they cannot overflow. */
static uint32_t umul(struct bcf_builder *builder, uint32_t x, uint32_t y, uint32_t *overflow) {
    uint32_t width = bcf_width(builder, x), twice = width <= 32 ? 64 : 2 * width;
    uint32_t product =
        bcf_binop(builder, BCF_MUL, bcf_zero_extend(builder, x, twice), bcf_zero_extend(builder, y, twice));
    uint32_t high = bcf_binop_by(builder, BCF_LSHR, product, width);
    *overflow = bcf_compare(builder, BCF_ICMP_NE, high, bcf_int(builder, bcf_type_of(builder, high), 0));
    return bcf_truncate(builder, product, width);
}

static uint32_t smul(struct bcf_builder *builder, uint32_t x, uint32_t y, uint32_t *overflow) {
    uint32_t width = bcf_width(builder, x), twice = width <= 32 ? 64 : 2 * width;
    uint32_t product =
        bcf_binop(builder, BCF_MUL, bcf_sign_extend(builder, x, twice), bcf_sign_extend(builder, y, twice));
    uint32_t low = bcf_truncate(builder, product, width);
    *overflow = bcf_compare(builder, BCF_ICMP_NE, bcf_sign_extend(builder, low, twice), product);
    return low;
}

/* What was shifted out does not come back. */
static uint32_t shifted(struct bcf_builder *builder, uint32_t x, uint32_t y, uint32_t *overflow, enum bcf_binop back) {
    uint32_t result = bcf_binop(builder, BCF_SHL, x, y);
    *overflow = bcf_compare(builder, BCF_ICMP_NE, bcf_binop(builder, back, result, y), x);
    return result;
}

static uint32_t ushl(struct bcf_builder *builder, uint32_t x, uint32_t y, uint32_t *overflow) {
    return shifted(builder, x, y, overflow, BCF_LSHR);
}

static uint32_t sshl(struct bcf_builder *builder, uint32_t x, uint32_t y, uint32_t *overflow) {
    return shifted(builder, x, y, overflow, BCF_ASHR);
}

/* The result is {value, overflow}, or a pair of vectors of them. */
#define OVERFLOW(name)                                                                                                \
    static bool name##_overflow(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic,                   \
                                const uint32_t *arguments, uint32_t results[2]) {                                     \
        (void)intrinsic;                                                                                              \
        results[0] = name(builder, arguments[0], arguments[1], &results[1]);                                          \
        return true;                                                                                                  \
    }                                                                                                                 \
    bool bcf_define_##name##_overflow(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {           \
        return bcf_define_pair_by_lanes(builder, intrinsic, name##_overflow);                                         \
    }
OVERFLOW(sadd)
OVERFLOW(smul)
OVERFLOW(ssub)
OVERFLOW(uadd)
OVERFLOW(umul)
OVERFLOW(usub)
#undef OVERFLOW

/* ---- saturating operations ---- */

/* The most negative number, from which the most positive one differs in every bit. */
static uint32_t least(struct bcf_builder *builder, uint32_t x) {
    uint32_t one = bcf_int(builder, bcf_type_of(builder, x), 1);
    return bcf_binop_by(builder, BCF_SHL, one, (int64_t)bcf_width(builder, x) - 1);
}

/* A signed overflow goes to the end on the side of the first operand. */
static uint32_t signed_end(struct bcf_builder *builder, uint32_t x) {
    uint32_t sign = bcf_binop_by(builder, BCF_ASHR, x, (int64_t)bcf_width(builder, x) - 1);
    uint32_t greatest = bcf_binop_by(builder, BCF_XOR, least(builder, x), -1);
    return bcf_binop(builder, BCF_XOR, sign, greatest);
}

static uint32_t all_ones(struct bcf_builder *builder, uint32_t x) {
    return bcf_int(builder, bcf_type_of(builder, x), -1);
}

static uint32_t zero(struct bcf_builder *builder, uint32_t x) {
    return bcf_int(builder, bcf_type_of(builder, x), 0);
}

static uint32_t saturate(struct bcf_builder *builder, const uint32_t *arguments, checked_fn *operation,
                         uint32_t (*end)(struct bcf_builder *, uint32_t)) {
    uint32_t overflow, result = operation(builder, arguments[0], arguments[1], &overflow);
    return bcf_select(builder, overflow, end(builder, arguments[0]), result);
}

#define SATURATE(name, end)                                                                                           \
    static uint32_t name##_sat(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic,                    \
                               const uint32_t *arguments) {                                                           \
        (void)intrinsic;                                                                                              \
        return saturate(builder, arguments, name, end);                                                               \
    }                                                                                                                 \
    bool bcf_define_##name##_sat(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {                \
        return bcf_define_by_lanes(builder, intrinsic, name##_sat);                                                   \
    }
SATURATE(sadd, signed_end)
SATURATE(ssub, signed_end)
SATURATE(sshl, signed_end)
SATURATE(uadd, all_ones)
SATURATE(usub, zero)
SATURATE(ushl, all_ones)
#undef SATURATE
