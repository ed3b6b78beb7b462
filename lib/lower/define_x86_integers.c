/* Intrinsics of x86 on vectors of integers.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/x86.h"

/* ---- products and sums ---- */

/* pmulh and pmulhu: the high halves of products. */
static bool define_high_product(struct bcf_builder *builder, bool is_signed) {
    uint32_t x = bcf_argument(builder, 0), y = bcf_argument(builder, 1), width;
    if (!bcf_takes_vectors(builder, 2))
        return false;
    width = bcf_lane_width(builder, x);
    x = is_signed ? bcf_lanes_sext(builder, x, 2 * width) : bcf_lanes_zext(builder, x, 2 * width);
    y = is_signed ? bcf_lanes_sext(builder, y, 2 * width) : bcf_lanes_zext(builder, y, 2 * width);
    x = bcf_binop_by(builder, BCF_LSHR, bcf_binop(builder, BCF_MUL, x, y), width);
    return bcf_give(builder, bcf_lanes_trunc(builder, x, width));
}

bool bcf_define_x86_pmulh(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    (void)intrinsic;
    return define_high_product(builder, true);
}

bool bcf_define_x86_pmulhu(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    (void)intrinsic;
    return define_high_product(builder, false);
}

/* pmul.hr.sw: products of signed 16-bit numbers, rounded to their bits 15 to 30. */
bool bcf_define_x86_pmul_hr_sw(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t product;
    (void)intrinsic;
    if (!bcf_takes_vectors(builder, 2))
        return false;
    product = bcf_binop(builder, BCF_MUL, bcf_lanes_sext(builder, bcf_argument(builder, 0), 32),
                        bcf_lanes_sext(builder, bcf_argument(builder, 1), 32));
    product = bcf_binop_by(builder, BCF_ADD, bcf_binop_by(builder, BCF_LSHR, product, 14), 1);
    return bcf_give(builder, bcf_lanes_trunc(builder, bcf_binop_by(builder, BCF_LSHR, product, 1), 16));
}

/* pavg: means of unsigned numbers, rounded up. */
bool bcf_define_x86_pavg(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t x = bcf_argument(builder, 0), y = bcf_argument(builder, 1), sum;
    (void)intrinsic;
    if (!bcf_takes_vectors(builder, 2))
        return false;
    sum = bcf_binop(builder, BCF_ADD, bcf_lanes_zext(builder, x, 32), bcf_lanes_zext(builder, y, 32));
    sum = bcf_binop_by(builder, BCF_LSHR, bcf_binop_by(builder, BCF_ADD, sum, 1), 1);
    return bcf_give(builder, bcf_lanes_trunc(builder, sum, bcf_lane_width(builder, x)));
}

/* The products of neighbours, added: those of the even elements and those of the odd ones. */
static uint32_t neighbours(struct bcf_builder *builder, bool first_has_sign) {
    uint32_t sum = BCF_NONE;
    for (uint32_t first = 0; first < 2; first++) {
        uint32_t x = bcf_every(builder, bcf_argument(builder, 0), first, 2), product;
        x = first_has_sign ? bcf_lanes_sext(builder, x, 32) : bcf_lanes_zext(builder, x, 32);
        product = bcf_binop(builder, BCF_MUL, x,
                            bcf_lanes_sext(builder, bcf_every(builder, bcf_argument(builder, 1), first, 2), 32));
        sum = first ? bcf_binop(builder, BCF_ADD, sum, product) : product;
    }
    return sum;
}

/* pmadd.wd: products of signed 16-bit elements, neighbours added as 32 bits. */
bool bcf_define_x86_pmadd_wd(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    (void)intrinsic;
    return bcf_takes_vectors(builder, 2) && bcf_give(builder, neighbours(builder, true));
}

/* pmadd.ub.sw: products of unsigned and signed bytes, neighbours added as 16 bits that stop at the ends. */
bool bcf_define_x86_pmadd_ub_sw(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    (void)intrinsic;
    if (!bcf_takes_vectors(builder, 2))
        return false;
    return bcf_give(builder, bcf_lanes_trunc(builder, bcf_lanes_clamp(builder, neighbours(builder, false), 16, true), 16));
}

/* phadd and phsub: neighbours of both vectors added, or the second subtracted from the first; with "sw" it stops at the
 * ends. */
static bool define_horizontal(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, enum bcf_binop operation) {
    uint32_t x = bcf_argument(builder, 0), y = bcf_argument(builder, 1), even, odd;
    if (!bcf_takes_vectors(builder, 2))
        return false;
    even = bcf_every_second(builder, x, y, 0);
    odd = bcf_every_second(builder, x, y, 1);
    if (intrinsic->suffix.size < 2 || intrinsic->suffix.data[0] != 's')
        return bcf_give(builder, bcf_binop(builder, operation, even, odd));
    even = bcf_binop(builder, operation, bcf_lanes_sext(builder, even, 32), bcf_lanes_sext(builder, odd, 32));
    return bcf_give(builder, bcf_lanes_trunc(builder, bcf_lanes_clamp(builder, even, 16, true), 16));
}

bool bcf_define_x86_phadd(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return define_horizontal(builder, intrinsic, BCF_ADD);
}

bool bcf_define_x86_phsub(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return define_horizontal(builder, intrinsic, BCF_SUB);
}

static uint32_t distances(struct bcf_builder *builder, uint32_t x, uint32_t y) {
    return bcf_binop(builder, BCF_SUB, bcf_greater(builder, x, y, false), bcf_lesser(builder, x, y, false));
}

/* psad.bw: in each 64 bits, the sum of the distances of eight unsigned bytes. Pairs of bytes are added first; then a
 * product adds the four sums up in its highest 16 bits. */
bool bcf_define_x86_psad_bw(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    const int64_t bytes = 0x00ff00ff00ff00ff, ones = 0x0001000100010001;
    uint32_t words, high;
    (void)intrinsic;
    if (!bcf_takes_vectors(builder, 2))
        return false;
    words = bcf_as_lanes(builder, distances(builder, bcf_argument(builder, 0), bcf_argument(builder, 1)), 64);
    high = bcf_binop_by(builder, BCF_AND, bcf_binop_by(builder, BCF_LSHR, words, 8), bytes);
    words = bcf_binop(builder, BCF_ADD, bcf_binop_by(builder, BCF_AND, words, bytes), high);
    return bcf_give(builder, bcf_binop_by(builder, BCF_LSHR, bcf_binop_by(builder, BCF_MUL, words, ones), 48));
}

/* mpsadbw: in each 128 bits, four bytes of the second vector are compared with those of the first from eight places on.
 * Three bits for each half say which four, and where the first place is. */
static bool mpsadbw_body(struct bcf_builder *builder, const struct bcf_x86 *x86) {
    uint32_t sum = BCF_NONE;
    if (!bcf_takes_vectors(builder, 2) || bcf_lane_width(builder, bcf_argument(builder, 0)) != 8)
        return false;
    for (uint64_t k = 0; k < 4; k++) {
        uint64_t of_x[BCF_X86_LANES], of_y[BCF_X86_LANES], count = bcf_lane_count(builder, bcf_argument(builder, 0)) / 2;
        uint32_t x, y;
        for (uint64_t i = 0; i < count; i++) {
            unsigned control = x86->immediate >> (3 * (i / 8));
            of_x[i] = i / 8 * 16 + (control >> 2 & 1) * 4 + i % 8 + k;
            of_y[i] = i / 8 * 16 + (control & 3) * 4 + k;
        }
        x = bcf_shuffle(builder, bcf_argument(builder, 0), bcf_argument(builder, 0), of_x, count);
        y = bcf_shuffle(builder, bcf_argument(builder, 1), bcf_argument(builder, 1), of_y, count);
        x = bcf_lanes_zext(builder, distances(builder, x, y), 16);
        sum = k ? bcf_binop(builder, BCF_ADD, sum, x) : x;
    }
    return bcf_give(builder, sum);
}

bool bcf_expand_x86_mpsadbw(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const struct bcf_insn *call) {
    return bcf_expand_x86(builder, intrinsic, call, mpsadbw_body);
}

/* phminposuw: the least of eight unsigned numbers, and where the first one that small is. */
bool bcf_define_x86_phminposuw(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t least = BCF_NONE, result = bcf_null(builder, intrinsic->result), i16 = bcf_int_type(builder->module, 16);
    if (!bcf_takes_vectors(builder, 1) || bcf_lane_count(builder, bcf_argument(builder, 0)) != 8)
        return false;
    for (uint32_t lane = 0; lane < 8; lane++) { /* the number above, the place below it */
        uint32_t one = bcf_zero_extend(builder, bcf_extract_lane(builder, bcf_argument(builder, 0), lane), 32);
        one = bcf_binop_by(builder, BCF_OR, bcf_binop_by(builder, BCF_SHL, one, 3), lane);
        least = lane ? bcf_lesser(builder, least, one, false) : one;
    }
    result = bcf_insert_lane(builder, result, bcf_cast(builder, BCF_TRUNC, bcf_binop_by(builder, BCF_LSHR, least, 3), i16), 0);
    result = bcf_insert_lane(builder, result, bcf_cast(builder, BCF_TRUNC, bcf_binop_by(builder, BCF_AND, least, 7), i16), 1);
    return bcf_give(builder, result);
}

/* psign: numbers with the sign of others; 0 where those are 0. */
bool bcf_define_x86_psign(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t x = bcf_argument(builder, 0), y = bcf_argument(builder, 1), zero;
    (void)intrinsic;
    if (!bcf_takes_vectors(builder, 2))
        return false;
    zero = bcf_null(builder, bcf_type_of(builder, x));
    x = bcf_select(builder, bcf_compare(builder, BCF_ICMP_SLT, y, zero), bcf_binop(builder, BCF_SUB, zero, x), x);
    return bcf_give(builder, bcf_select(builder, bcf_compare(builder, BCF_ICMP_EQ, y, zero), zero, x));
}

/* ---- shifts ---- */

/* By as many bits as `amount`, a number without a sign for all or for each element, says. What is shifted out altogether
 * is 0, or all like the sign. */
static uint32_t shift(struct bcf_builder *builder, uint32_t value, uint32_t amount, enum bcf_binop operation) {
    uint32_t type = bcf_type_of(builder, amount), width = bcf_lane_width(builder, value), inside, result;
    inside = bcf_compare_by(builder, BCF_ICMP_ULT, amount, width);
    amount = bcf_select(builder, inside, amount, bcf_int(builder, type, operation == BCF_ASHR ? width - 1 : 0));
    if (!bcf_lane_count(builder, amount))
        amount = bcf_splat(builder, bcf_type_of(builder, value), bcf_resize(builder, amount, width));
    result = bcf_binop(builder, operation, value, amount);
    return operation == BCF_ASHR ? result : bcf_select(builder, inside, result, bcf_null(builder, bcf_type_of(builder, value)));
}

/* psll, psrl, psra: by the lowest 64 bits of the second vector, or by a number; pslli and so on: by a number. */
static bool define_shift(struct bcf_builder *builder, enum bcf_binop operation) {
    uint32_t amount = bcf_argument(builder, 1);
    if (!bcf_takes_vectors(builder, 1) || builder->function->argument_count != 2)
        return false;
    if (bcf_takes_vectors(builder, 2))
        amount = bcf_extract_lane(builder, bcf_as_lanes(builder, amount, 64), 0);
    else if (!bcf_lane_width(builder, amount) || bcf_lane_count(builder, amount))
        return false;
    return bcf_give(builder, shift(builder, bcf_argument(builder, 0), amount, operation));
}

bool bcf_define_x86_psll(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    (void)intrinsic;
    return define_shift(builder, BCF_SHL);
}

bool bcf_define_x86_psrl(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    (void)intrinsic;
    return define_shift(builder, BCF_LSHR);
}

bool bcf_define_x86_psra(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    (void)intrinsic;
    return define_shift(builder, BCF_ASHR);
}

/* psllv, psrlv, psrav: each by its own number. */
static bool define_each_shift(struct bcf_builder *builder, enum bcf_binop operation) {
    return bcf_takes_vectors(builder, 2) &&
           bcf_give(builder, shift(builder, bcf_argument(builder, 0), bcf_argument(builder, 1), operation));
}

bool bcf_define_x86_psllv(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    (void)intrinsic;
    return define_each_shift(builder, BCF_SHL);
}

bool bcf_define_x86_psrlv(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    (void)intrinsic;
    return define_each_shift(builder, BCF_LSHR);
}

bool bcf_define_x86_psrav(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    (void)intrinsic;
    return define_each_shift(builder, BCF_ASHR);
}
