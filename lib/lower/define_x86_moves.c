/* Intrinsics of x86 that move, choose and test elements of vectors.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/x86.h"

/* ---- packing ---- */

/* Signed numbers of both vectors in half the width, cut to the ends of that; in each 128 bits first those of the first. */
static bool define_pack(struct bcf_builder *builder, bool is_signed) {
    uint32_t halves[2], width, count;
    uint64_t lanes[BCF_X86_LANES], block;
    if (!bcf_takes_vectors(builder, 2))
        return false;
    width = bcf_lane_width(builder, bcf_argument(builder, 0)) / 2;
    count = 2 * bcf_lane_count(builder, bcf_argument(builder, 0));
    if (width < 8 || count > BCF_X86_LANES)
        return false;
    block = 128 / width;
    for (uint32_t i = 0; i < 2; i++)
        halves[i] = bcf_lanes_trunc(builder, bcf_lanes_clamp(builder, bcf_argument(builder, i), width, is_signed), width);
    for (uint64_t i = 0; i < count; i++)
        lanes[i] = i / block * (block / 2) + i % (block / 2) + (i % block >= block / 2 ? count / 2 : 0);
    return bcf_give(builder, bcf_shuffle(builder, halves[0], halves[1], lanes, count));
}

bool bcf_define_x86_packss(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    (void)intrinsic;
    return define_pack(builder, true);
}

bool bcf_define_x86_packus(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    (void)intrinsic;
    return define_pack(builder, false);
}

/* ---- elements by their number ---- */

/* Elements of `from` by numbers that are vectors of integers: `block` of them can be reached from each place, those in the
 * same block as it. */
static uint32_t pick(struct bcf_builder *builder, uint32_t from, uint32_t numbers, uint32_t block, uint32_t type) {
    uint64_t bases[BCF_X86_LANES], count = bcf_lane_count(builder, numbers);
    uint32_t result = bcf_poison(builder, type);
    if (!count || count > BCF_X86_LANES || bcf_lane_count(builder, from) < count)
        return BCF_NONE;
    for (uint64_t i = 0; i < count; i++)
        bases[i] = i / block * block;
    numbers = bcf_binop_by(builder, BCF_AND, numbers, (int64_t)block - 1);
    if (count > block)
        numbers = bcf_binop(builder, BCF_OR, numbers, bcf_int_vector(builder, bcf_type_of(builder, numbers), bases));
    /* Sulong takes numbers of 32 and 64 bits only (LLVMExtractElementNode). */
    if (bcf_lane_width(builder, numbers) < 32)
        numbers = bcf_lanes_zext(builder, numbers, 32);
    for (uint32_t lane = 0; lane < count; lane++) {
        uint64_t ops[] = {from, bcf_extract_lane(builder, numbers, lane)};
        uint32_t one;
        if (ops[1] == BCF_NONE)
            return BCF_NONE;
        one = bcf_emit(builder, BCF_FUNC_EXTRACTELT, bcf_type_element(builder->module, type), "RR", ops, 2);
        result = bcf_insert_lane(builder, result, one, lane);
    }
    return result;
}

/* pshuf.b: bytes of the first by the low four bits of the second, within each 16 bytes; 0 where its sign is set. */
bool bcf_define_x86_pshuf_b(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t numbers = bcf_argument(builder, 1), zero, bytes;
    if (!bcf_takes_vectors(builder, 2))
        return false;
    zero = bcf_null(builder, intrinsic->result);
    bytes = pick(builder, bcf_argument(builder, 0), numbers, 16, intrinsic->result);
    return bcf_give(builder, bcf_select(builder, bcf_compare(builder, BCF_ICMP_SLT, numbers, zero), zero, bytes));
}

/* permd and permps: any of eight elements. */
bool bcf_define_x86_perm(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_takes_vectors(builder, 2) &&
           bcf_give(builder, pick(builder, bcf_argument(builder, 0), bcf_argument(builder, 1), 8, intrinsic->result));
}

/* vpermilvar: elements within 128 bits, by two bits, or for double by the second lowest one. */
bool bcf_define_x86_vpermilvar(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t numbers = bcf_argument(builder, 1), width;
    if (!bcf_takes_vectors(builder, 2))
        return false;
    width = bcf_lane_width(builder, numbers);
    if (width == 64)
        numbers = bcf_binop_by(builder, BCF_LSHR, numbers, 1);
    return width >= 32 && bcf_give(builder, pick(builder, bcf_argument(builder, 0), numbers, 128 / width, intrinsic->result));
}

/* insertps: an element of the second (bits 6 and 7) in a place of the first (4 and 5); then 0 where bits 0 to 3 say. */
static bool insertps_body(struct bcf_builder *builder, const struct bcf_x86 *x86) {
    uint64_t lanes[] = {0, 1, 2, 3};
    uint32_t mixed;
    if (!bcf_takes_vectors(builder, 2) || bcf_lane_count(builder, bcf_argument(builder, 0)) != 4)
        return false;
    lanes[x86->immediate >> 4 & 3] = 4 + (x86->immediate >> 6 & 3);
    mixed = bcf_shuffle(builder, bcf_argument(builder, 0), bcf_argument(builder, 1), lanes, 4);
    for (uint64_t i = 0; i < 4; i++)
        lanes[i] = x86->immediate >> i & 1 ? 4 : i;
    return bcf_give(builder, bcf_shuffle(builder, mixed, bcf_null(builder, x86->intrinsic->result), lanes, 4));
}

bool bcf_expand_x86_insertps(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const struct bcf_insn *call) {
    return bcf_expand_x86(builder, intrinsic, call, insertps_body);
}

/* ---- choices by signs ---- */

/* Where the sign of each element is set. */
static uint32_t signs(struct bcf_builder *builder, uint32_t vector) {
    return bcf_compare_by(builder, BCF_ICMP_SLT, bcf_as_lanes(builder, vector, bcf_lane_width(builder, vector)), 0);
}

/* blendv and pblendvb: elements of the second where the sign of the third is set. */
bool bcf_define_x86_blendv(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    (void)intrinsic;
    return bcf_takes_vectors(builder, 3) &&
           bcf_give(builder, bcf_select(builder, signs(builder, bcf_argument(builder, 2)), bcf_argument(builder, 1),
                                        bcf_argument(builder, 0)));
}

/* movmsk and pmovmskb: the sign of each element, the first one lowest. */
bool bcf_define_x86_movmsk(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_takes_vectors(builder, 1) && bcf_type_integer_width(builder->module, intrinsic->result) == 32 &&
           bcf_give(builder, bcf_bits_of_lanes(builder, signs(builder, bcf_argument(builder, 0))));
}

/* ---- tests ---- */

enum test { NONE_OF_BOTH, NONE_BESIDE, SOME_AND_SOME };

/* Whether no bit is set in both, or none in the second that is not in the first, or whether there are both kinds. Of
 * floating point numbers the signs count. */
static bool define_test(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, enum test test, bool of_signs) {
    uint32_t x = bcf_argument(builder, 0), y = bcf_argument(builder, 1), width, both = BCF_NONE, beside = BCF_NONE, result;
    if (!bcf_takes_vectors(builder, 2))
        return false;
    width = of_signs ? bcf_lane_width(builder, x) : 64;
    x = bcf_as_lanes(builder, x, width);
    y = bcf_as_lanes(builder, y, width);
    if (of_signs)
        y = bcf_binop_by(builder, BCF_AND, y, (int64_t)((uint64_t)1 << (width - 1)));
    if (test != NONE_BESIDE)
        both = bcf_is_all_zero(builder, bcf_binop(builder, BCF_AND, x, y));
    if (test != NONE_OF_BOTH)
        beside = bcf_is_all_zero(builder, bcf_binop(builder, BCF_AND, bcf_binop_by(builder, BCF_XOR, x, -1), y));
    result = test == NONE_OF_BOTH ? both : beside;
    if (test == SOME_AND_SOME)
        result = bcf_binop_by(builder, BCF_XOR, bcf_binop(builder, BCF_OR, both, beside), 1);
    return bcf_give(builder, bcf_cast(builder, BCF_ZEXT, result, intrinsic->result));
}

#define TEST(name, test, of_signs)                                                                                    \
    bool bcf_define_x86_##name(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {                  \
        return define_test(builder, intrinsic, test, of_signs);                                                       \
    }
TEST(ptestz, NONE_OF_BOTH, false)
TEST(ptestc, NONE_BESIDE, false)
TEST(ptestnzc, SOME_AND_SOME, false)
TEST(vtestz, NONE_OF_BOTH, true)
TEST(vtestc, NONE_BESIDE, true)
TEST(vtestnzc, SOME_AND_SOME, true)
#undef TEST
