/* Intrinsics on whole vectors.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/conversions.h"

#include <string.h>

static bool is_scalable(const struct bcf_module *module, uint32_t type) {
    const struct bcf_type *t = bcf_type(module, type);
    return t->code == BCF_TYPE_VECTOR && t->count > 2 && t->ops[2];
}

/* The number of elements of a vector that has a fixed one, else 0. */
static uint32_t fixed_lanes(const struct bcf_module *module, uint32_t type) {
    return type == BCF_NONE || is_scalable(module, type) ? 0 : (uint32_t)bcf_type_lanes(module, type);
}

/* ---- reductions ---- */

static const struct {
    const char *name;
    enum { BY_BINOP, BY_COMPARE, BY_MINIMUM, BY_EXTREME } how;
    unsigned operation; /* binary operation, predicate, or whether the greater one */
    bool starts;        /* the first argument is where it starts */
} reductions[] = {
    {"add", BY_BINOP, BCF_ADD, false},        {"mul", BY_BINOP, BCF_MUL, false},
    {"and", BY_BINOP, BCF_AND, false},        {"or", BY_BINOP, BCF_OR, false},
    {"xor", BY_BINOP, BCF_XOR, false},        {"smax", BY_COMPARE, BCF_ICMP_SGT, false},
    {"smin", BY_COMPARE, BCF_ICMP_SLT, false}, {"umax", BY_COMPARE, BCF_ICMP_UGT, false},
    {"umin", BY_COMPARE, BCF_ICMP_ULT, false}, {"fadd", BY_BINOP, BCF_ADD, true},
    {"fmul", BY_BINOP, BCF_MUL, true},        {"fmax", BY_MINIMUM, BCF_FCMP_OGT, false},
    {"fmin", BY_MINIMUM, BCF_FCMP_OLT, false},  {"fmaximum", BY_EXTREME, true, false},
    {"fminimum", BY_EXTREME, false, false},
};

static uint32_t combine(struct bcf_builder *builder, size_t row, uint32_t x, uint32_t y) {
    uint32_t first;
    if (reductions[row].how == BY_BINOP)
        return bcf_binop(builder, (enum bcf_binop)reductions[row].operation, x, y);
    if (reductions[row].how == BY_EXTREME)
        return bcf_extreme(builder, x, y, reductions[row].operation);
    first = bcf_compare(builder, (enum bcf_predicate)reductions[row].operation, x, y);
    if (reductions[row].how == BY_MINIMUM) /* a NaN gives way to a number */
        first = bcf_binop(builder, BCF_OR, first, bcf_compare(builder, BCF_FCMP_UNO, y, y));
    return bcf_select(builder, first, x, y);
}

/* Element by element from the first: for floating point that is the order that the language asks for. */
bool bcf_define_vector_reduce(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    static const char prefix[] = "llvm.vector.reduce.";
    size_t size = 0, row = 0, left, count = sizeof reductions / sizeof reductions[0];
    uint32_t vector, lanes, result = BCF_NONE;
    const char *name; /* of the operation: some have rows of their own, some do not, so that suffixes differ */
    if (!bcf_string_begins(intrinsic->name, prefix))
        return false;
    name = intrinsic->name.data + sizeof prefix - 1;
    left = intrinsic->name.size - (sizeof prefix - 1);
    while (size < left && name[size] != '.')
        size++;
    while (row < count && (strlen(reductions[row].name) != size || memcmp(reductions[row].name, name, size) != 0))
        row++;
    if (row == count)
        return false;
    vector = bcf_argument(builder, reductions[row].starts ? 1 : 0);
    lanes = fixed_lanes(builder->module, bcf_type_of(builder, vector));
    if (reductions[row].starts)
        result = bcf_argument(builder, 0);
    for (uint32_t lane = 0; lane < lanes; lane++) {
        uint32_t element = bcf_extract_lane(builder, vector, lane);
        result = result == BCF_NONE ? element : combine(builder, row, result, element);
    }
    if (!lanes)
        return false;
    bcf_return(builder, result);
    return true;
}

/* ---- moving elements ---- */

bool bcf_define_vector_reverse(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t lanes = fixed_lanes(builder->module, intrinsic->result), result = bcf_poison(builder, intrinsic->result);
    for (uint32_t i = 0; i < lanes; i++)
        result = bcf_insert_lane(builder, result, bcf_extract_lane(builder, bcf_argument(builder, 0), lanes - 1 - i), i);
    bcf_return(builder, result);
    return lanes != 0;
}

/* The index is an argument; it must be a multiple of the number of elements, so a vector is taken when it matches. */
static uint32_t lane_at(struct bcf_builder *builder, uint32_t vector, uint32_t index, uint32_t step, uint32_t lane) {
    uint32_t lanes = fixed_lanes(builder->module, bcf_type_of(builder, vector)), result = BCF_NONE;
    for (uint32_t at = 0; at + lane < lanes; at += step) {
        uint32_t element = bcf_extract_lane(builder, vector, at + lane), here;
        here = bcf_compare(builder, BCF_ICMP_EQ, index, bcf_int(builder, bcf_type_of(builder, index), at));
        result = result == BCF_NONE ? element : bcf_select(builder, here, element, result);
    }
    return result;
}

bool bcf_define_vector_extract(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t lanes = fixed_lanes(builder->module, intrinsic->result), result = bcf_poison(builder, intrinsic->result);
    if (!lanes || !fixed_lanes(builder->module, intrinsic->parameter))
        return false;
    for (uint32_t lane = 0; lane < lanes; lane++)
        result = bcf_insert_lane(
            builder, result, lane_at(builder, bcf_argument(builder, 0), bcf_argument(builder, 1), lanes, lane), lane);
    bcf_return(builder, result);
    return true;
}

bool bcf_define_vector_insert(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t into = bcf_argument(builder, 0), part = bcf_argument(builder, 1), index = bcf_argument(builder, 2);
    uint32_t lanes = fixed_lanes(builder->module, intrinsic->result), result = into;
    uint32_t parts = fixed_lanes(builder->module, bcf_type_of(builder, part));
    if (!lanes || !parts)
        return false;
    for (uint32_t lane = 0; lane < lanes; lane++) {
        uint32_t old = bcf_extract_lane(builder, into, lane), here, fresh = bcf_extract_lane(builder, part, lane % parts);
        here = bcf_compare(builder, BCF_ICMP_EQ, index,
                           bcf_int(builder, bcf_type_of(builder, index), lane / parts * parts));
        result = bcf_insert_lane(builder, result, bcf_select(builder, here, fresh, old), lane);
    }
    bcf_return(builder, result);
    return true;
}

/* ---- numbers of elements ---- */

/* get.active.lane.mask(base, end): whether base + lane, which does not wrap, is below the end. */
bool bcf_define_active_lane_mask(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t lanes = fixed_lanes(builder->module, intrinsic->result), result = bcf_poison(builder, intrinsic->result);
    uint32_t base = bcf_argument(builder, 0), end = bcf_argument(builder, 1), left, some;
    if (!lanes || builder->function->argument_count != 2 || !bcf_width(builder, base))
        return false;
    left = bcf_binop(builder, BCF_SUB, end, base);
    some = bcf_compare(builder, BCF_ICMP_ULT, base, end);
    for (uint32_t lane = 0; lane < lanes; lane++) {
        uint32_t here, width = bcf_width(builder, base);
        if (width < 32 && lane >> width) /* no number of that width is as high */
            here = bcf_int(builder, bcf_int_type(builder->module, 1), 0);
        else
            here = bcf_compare(builder, BCF_ICMP_UGT, left, bcf_int(builder, bcf_type_of(builder, left), lane));
        result = bcf_insert_lane(builder, result, bcf_binop(builder, BCF_AND, some, here), lane);
    }
    bcf_return(builder, result);
    return true;
}

/* stepvector: 0, 1, 2 … */
bool bcf_define_stepvector(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t lanes = fixed_lanes(builder->module, intrinsic->result), result = bcf_poison(builder, intrinsic->result);
    uint32_t element = bcf_type_element(builder->module, intrinsic->result);
    if (!lanes || !bcf_type_integer_width(builder->module, element))
        return false;
    for (uint32_t lane = 0; lane < lanes; lane++)
        result = bcf_insert_lane(builder, result, bcf_int(builder, element, lane), lane);
    bcf_return(builder, result);
    return true;
}
