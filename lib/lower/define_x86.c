/* Intrinsics of x86 that have an exact form in plain IR.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/lanes.h"

/* addcarry(carry, x, y) and subborrow: {carry out, result}. */
static bool define_carry(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, bool subtract) {
    uint32_t carry = bcf_argument(builder, 0), x = bcf_argument(builder, 1), y = bcf_argument(builder, 2);
    enum bcf_binop operation = subtract ? BCF_SUB : BCF_ADD;
    uint32_t in, first, second, over, again, pair;
    in = bcf_compare(builder, BCF_ICMP_NE, carry, bcf_int(builder, bcf_type_of(builder, carry), 0));
    in = bcf_cast(builder, BCF_ZEXT, in, bcf_type_of(builder, x));
    first = bcf_binop(builder, operation, x, y);
    second = bcf_binop(builder, operation, first, in);
    /* A sum that wraps is below what was added to; a difference that wraps, above. */
    over = bcf_compare(builder, subtract ? BCF_ICMP_UGT : BCF_ICMP_ULT, first, x);
    again = bcf_compare(builder, subtract ? BCF_ICMP_UGT : BCF_ICMP_ULT, second, first);
    over = bcf_cast(builder, BCF_ZEXT, bcf_binop(builder, BCF_OR, over, again), bcf_int_type(builder->module, 8));
    pair = bcf_insert_field(builder, bcf_poison(builder, intrinsic->result), over, 0);
    pair = bcf_insert_field(builder, pair, second, 1);
    bcf_return(builder, pair);
    return true;
}

bool bcf_define_x86_addcarry(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return define_carry(builder, intrinsic, false);
}

bool bcf_define_x86_subborrow(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return define_carry(builder, intrinsic, true);
}

/* movmsk and pmovmskb: the sign of each element, the first one lowest. */
bool bcf_define_x86_movmsk(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    struct bcf_module *module = builder->module;
    uint32_t lanes = (uint32_t)bcf_type_lanes(module, intrinsic->parameter), signs, element, width;
    if (!lanes || lanes > 32 || bcf_type_integer_width(module, intrinsic->result) != 32)
        return false;
    element = bcf_type_element(module, intrinsic->parameter);
    width = bcf_type(module, element)->code == BCF_TYPE_DOUBLE  ? 64
            : bcf_type(module, element)->code == BCF_TYPE_FLOAT ? 32
                                                                : (uint32_t)bcf_type_integer_width(module, element);
    signs = bcf_int(builder, intrinsic->result, 0);
    for (uint32_t lane = 0; lane < lanes; lane++) {
        uint32_t bits = bcf_extract_lane(builder, bcf_argument(builder, 0), lane);
        if (!bcf_type_integer_width(module, element))
            bits = bcf_cast(builder, BCF_BITCAST, bits, bcf_int_type(module, width));
        bits = bcf_resize(builder, bcf_binop_by(builder, BCF_LSHR, bits, width - 1), 32);
        signs = bcf_binop(builder, BCF_OR, signs, lane ? bcf_binop_by(builder, BCF_SHL, bits, lane) : bits);
    }
    bcf_return(builder, signs);
    return true;
}

/* pshuf.b: bytes of the first by the low four bits of the second, within each 16 bytes; 0 where its sign is set. */
bool bcf_define_x86_pshuf_b(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    struct bcf_module *module = builder->module;
    uint32_t lanes = (uint32_t)bcf_type_lanes(module, intrinsic->result), i8 = bcf_int_type(module, 8);
    uint32_t result = bcf_poison(builder, intrinsic->result), from = bcf_alloca(builder, intrinsic->result, 16);
    bcf_store(builder, bcf_argument(builder, 0), from, 16, false);
    for (uint32_t lane = 0; lane < lanes; lane++) {
        uint32_t which = bcf_extract_lane(builder, bcf_argument(builder, 1), lane), at, byte, off;
        off = bcf_compare(builder, BCF_ICMP_SLT, which, bcf_int(builder, i8, 0));
        at = bcf_zero_extend(builder, bcf_binop_by(builder, BCF_AND, which, 15), 64);
        at = bcf_binop_by(builder, BCF_OR, at, lane & ~15u);
        byte = bcf_load(builder, i8, bcf_element_address(builder, i8, from, at), 1, false);
        result = bcf_insert_lane(builder, result, bcf_select(builder, off, bcf_int(builder, i8, 0), byte), lane);
    }
    bcf_return(builder, result);
    return lanes != 0;
}

/* xgetbv: what the system keeps of a processor that has no more than SSE (cpuid in rewrite_inline_asm.c): x87 and SSE. */
bool bcf_define_x86_xgetbv(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t first = bcf_compare(builder, BCF_ICMP_EQ, bcf_argument(builder, 0),
                                 bcf_int(builder, intrinsic->parameter, 0));
    bcf_return(builder, bcf_select(builder, first, bcf_int(builder, intrinsic->result, 3),
                                   bcf_int(builder, intrinsic->result, 0)));
    return true;
}

/* pmadd.wd: products of signed 16-bit elements, neighbours added as 32 bits. */
bool bcf_define_x86_pmadd_wd(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t lanes = (uint32_t)bcf_type_lanes(builder->module, intrinsic->result);
    uint32_t result = bcf_poison(builder, intrinsic->result);
    for (uint32_t lane = 0; lane < lanes; lane++) {
        uint32_t sum = BCF_NONE;
        for (uint32_t half = 0; half < 2; half++) {
            uint32_t x = bcf_sign_extend(builder, bcf_extract_lane(builder, bcf_argument(builder, 0), 2 * lane + half), 32);
            uint32_t y = bcf_sign_extend(builder, bcf_extract_lane(builder, bcf_argument(builder, 1), 2 * lane + half), 32);
            uint32_t product = bcf_binop(builder, BCF_MUL, x, y);
            sum = half ? bcf_binop(builder, BCF_ADD, sum, product) : product;
        }
        result = bcf_insert_lane(builder, result, sum, lane);
    }
    bcf_return(builder, result);
    return lanes != 0;
}

/* psad.bw: in each 64 bits, the sum of the distances of eight unsigned bytes. */
bool bcf_define_x86_psad_bw(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t lanes = (uint32_t)bcf_type_lanes(builder->module, intrinsic->result);
    uint32_t result = bcf_poison(builder, intrinsic->result);
    for (uint32_t lane = 0; lane < lanes; lane++) {
        uint32_t sum = bcf_int(builder, bcf_int_type(builder->module, 64), 0);
        for (uint32_t byte = 0; byte < 8; byte++) {
            uint32_t x = bcf_zero_extend(builder, bcf_extract_lane(builder, bcf_argument(builder, 0), 8 * lane + byte), 64);
            uint32_t y = bcf_zero_extend(builder, bcf_extract_lane(builder, bcf_argument(builder, 1), 8 * lane + byte), 64);
            uint32_t greater = bcf_compare(builder, BCF_ICMP_UGT, x, y);
            uint32_t distance = bcf_select(builder, greater, bcf_binop(builder, BCF_SUB, x, y),
                                           bcf_binop(builder, BCF_SUB, y, x));
            sum = bcf_binop(builder, BCF_ADD, sum, distance);
        }
        result = bcf_insert_lane(builder, result, sum, lane);
    }
    bcf_return(builder, result);
    return lanes != 0;
}
