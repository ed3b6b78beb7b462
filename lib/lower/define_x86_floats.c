/* Intrinsics of x86 on floating point numbers that compare, choose and add.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/conversions.h"
#include "lower/x86.h"

/* Whether the first arguments are vectors of float or double. */
static bool takes_floats(const struct bcf_builder *builder, uint32_t count) {
    if (!bcf_takes_vectors(builder, count))
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (!bcf_is_float(builder->module, bcf_type_element(builder->module, bcf_type_of(builder, bcf_argument(builder, i)))))
            return false;
    return true;
}

/* Gives the first argument with another first element, when the intrinsic is one of scalars ("ss", "sd"); else the whole. */
static bool is_scalar(const struct bcf_intrinsic *intrinsic) {
    const char *end = intrinsic->name.data + intrinsic->name.size;
    return intrinsic->name.size > 3 && end[-2] == 's' && (end[-1] == 's' || end[-1] == 'd');
}

/* ---- the lesser and the greater ---- */

/* The second whenever the first is not less, or not greater: also where both are 0, or one is NaN. */
static bool define_extreme(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, enum bcf_predicate predicate) {
    uint32_t x = bcf_argument(builder, 0), y = bcf_argument(builder, 1), first;
    if (!takes_floats(builder, 2))
        return false;
    if (!is_scalar(intrinsic))
        return bcf_give(builder, bcf_select(builder, bcf_compare(builder, predicate, x, y), x, y));
    first = bcf_extract_lane(builder, x, 0);
    y = bcf_extract_lane(builder, y, 0);
    first = bcf_select(builder, bcf_compare(builder, predicate, first, y), first, y);
    return bcf_give(builder, bcf_insert_lane(builder, x, first, 0));
}

bool bcf_define_x86_min(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return define_extreme(builder, intrinsic, BCF_FCMP_OLT);
}

bool bcf_define_x86_max(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return define_extreme(builder, intrinsic, BCF_FCMP_OGT);
}

/* ---- comparisons ---- */

/* By the number that says which; from 16 on they are the same, but for exceptions, which are masked. */
static const enum bcf_predicate predicates[16] = {
    BCF_FCMP_OEQ, BCF_FCMP_OLT, BCF_FCMP_OLE, BCF_FCMP_UNO, BCF_FCMP_UNE,   BCF_FCMP_UGE, BCF_FCMP_UGT, BCF_FCMP_ORD,
    BCF_FCMP_UEQ, BCF_FCMP_ULT, BCF_FCMP_ULE, BCF_FCMP_FALSE, BCF_FCMP_ONE, BCF_FCMP_OGE, BCF_FCMP_OGT, BCF_FCMP_TRUE,
};

/* cmp: all bits set where it holds. */
static bool cmp_body(struct bcf_builder *builder, const struct bcf_x86 *x86) {
    uint32_t x = bcf_argument(builder, 0), y = bcf_argument(builder, 1), type = x86->intrinsic->result, bits, width;
    bool scalar = is_scalar(x86->intrinsic);
    if (!takes_floats(builder, 2) || bcf_type_of(builder, x) != type)
        return false;
    width = bcf_lane_width(builder, x);
    bits = bcf_compare(builder, predicates[x86->immediate & 15], x, y);
    bits = bcf_cast(builder, BCF_BITCAST, bcf_lanes_sext(builder, bits, width), type);
    if (scalar)
        bits = bcf_insert_lane(builder, x, bcf_extract_lane(builder, bits, 0), 0);
    return bcf_give(builder, bits);
}

bool bcf_expand_x86_cmp(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const struct bcf_insn *call) {
    return bcf_expand_x86(builder, intrinsic, call, cmp_body);
}

/* comi and ucomi: the first elements; with NaN only "neq" holds. */
static bool define_comi(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, enum bcf_predicate predicate) {
    uint32_t holds;
    if (!takes_floats(builder, 2))
        return false;
    holds = bcf_compare(builder, predicate, bcf_extract_lane(builder, bcf_argument(builder, 0), 0),
                        bcf_extract_lane(builder, bcf_argument(builder, 1), 0));
    return bcf_give(builder, bcf_cast(builder, BCF_ZEXT, holds, intrinsic->result));
}

#define COMI(name, predicate)                                                                                         \
    bool bcf_define_x86_##name(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {                  \
        return define_comi(builder, intrinsic, predicate);                                                            \
    }
COMI(comieq, BCF_FCMP_OEQ)
COMI(comige, BCF_FCMP_OGE)
COMI(comigt, BCF_FCMP_OGT)
COMI(comile, BCF_FCMP_OLE)
COMI(comilt, BCF_FCMP_OLT)
COMI(comineq, BCF_FCMP_UNE)
#undef COMI

/* ---- sums ---- */

static bool define_horizontal(struct bcf_builder *builder, enum bcf_binop operation) {
    uint32_t x = bcf_argument(builder, 0), y = bcf_argument(builder, 1);
    if (!takes_floats(builder, 2))
        return false;
    return bcf_give(builder, bcf_binop(builder, operation, bcf_every_second(builder, x, y, 0),
                                       bcf_every_second(builder, x, y, 1)));
}

bool bcf_define_x86_hadd(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    (void)intrinsic;
    return define_horizontal(builder, BCF_ADD);
}

bool bcf_define_x86_hsub(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    (void)intrinsic;
    return define_horizontal(builder, BCF_SUB);
}

/* addsub: differences in the even elements, sums in the odd ones. */
bool bcf_define_x86_addsub(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t x = bcf_argument(builder, 0), y = bcf_argument(builder, 1);
    uint64_t lanes[BCF_X86_LANES], count;
    (void)intrinsic;
    if (!takes_floats(builder, 2))
        return false;
    count = bcf_lane_count(builder, x);
    for (uint64_t i = 0; i < count; i++)
        lanes[i] = i % 2 ? count + i : i;
    return bcf_give(builder, bcf_shuffle(builder, bcf_binop(builder, BCF_SUB, x, y), bcf_binop(builder, BCF_ADD, x, y),
                                         lanes, count));
}

/* vfmaddsub: x * y - z in the even elements, x * y + z in the odd ones, rounded once. */
bool bcf_define_x86_fmaddsub(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t arguments[3], types[3], type, function, result;
    if (!takes_floats(builder, 3))
        return false;
    type = bcf_type_element(builder->module, intrinsic->result);
    types[0] = types[1] = types[2] = type;
    function = bcf_external(builder->lowering, bcf_lane_width(builder, bcf_argument(builder, 0)) == 32 ? "fmaf" : "fma",
                            bcf_function_type(builder->module, type, types, 3));
    result = bcf_poison(builder, intrinsic->result);
    for (uint32_t lane = 0; lane < bcf_type_lanes(builder->module, intrinsic->result); lane++) {
        for (uint32_t i = 0; i < 3; i++)
            arguments[i] = bcf_extract_lane(builder, bcf_argument(builder, i), lane);
        if (lane % 2 == 0)
            arguments[2] = bcf_fneg(builder, arguments[2]);
        result = bcf_insert_lane(builder, result, bcf_call(builder, function, arguments, 3), lane);
    }
    return bcf_give(builder, result);
}

/* dpps and dppd: in each 128 bits the products that bits 4 to 7 choose, +0 for the others, are added, neighbours first; the
 * sum stands where bits 0 to 3 say, and +0 elsewhere. */
static bool dot_body(struct bcf_builder *builder, const struct bcf_x86 *x86) {
    uint64_t chosen[BCF_X86_LANES], order[BCF_X86_LANES], placed[BCF_X86_LANES], count, block;
    uint32_t type, zero, terms;
    if (!takes_floats(builder, 2))
        return false;
    type = bcf_type_of(builder, bcf_argument(builder, 0));
    count = bcf_lane_count(builder, bcf_argument(builder, 0));
    block = 128 / bcf_lane_width(builder, bcf_argument(builder, 0));
    zero = bcf_null(builder, type);
    for (uint64_t i = 0; i < count; i++) {
        chosen[i] = x86->immediate >> (4 + i % block) & 1 ? i : count;
        placed[i] = x86->immediate >> i % block & 1 ? i / block * block : count;
    }
    terms = bcf_shuffle(builder, bcf_binop(builder, BCF_MUL, bcf_argument(builder, 0), bcf_argument(builder, 1)), zero,
                        chosen, count);
    for (uint64_t step = 1; step < block; step *= 2) { /* to each element its neighbour, then to each pair the other one */
        for (uint64_t i = 0; i < count; i++)
            order[i] = i ^ step;
        terms = bcf_binop(builder, BCF_ADD, terms, bcf_shuffle(builder, terms, terms, order, count));
    }
    return bcf_give(builder, bcf_shuffle(builder, terms, zero, placed, count));
}

bool bcf_expand_x86_dot(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const struct bcf_insn *call) {
    return bcf_expand_x86(builder, intrinsic, call, dot_body);
}
