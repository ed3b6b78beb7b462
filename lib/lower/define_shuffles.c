/* Intrinsics that move the elements of vectors, or add parts of them up.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/lanes.h"

enum { MAX_LANES = 64, MAX_PARTS = 8 };

/* The number of elements when it is fixed and not too large, else 0. */
static uint32_t lanes_of(const struct bcf_module *module, uint32_t type) {
    const struct bcf_type *t = bcf_type(module, type);
    bool scalable = t->code == BCF_TYPE_VECTOR && t->count > 2 && t->ops[2];
    uint64_t lanes = bcf_type_lanes(module, type);
    return scalable || lanes > MAX_LANES ? 0 : (uint32_t)lanes;
}

/* interleaveN: the first elements of each argument, then the second ones … */
bool bcf_define_interleave(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t parts = builder->function->argument_count, lanes = lanes_of(builder->module, intrinsic->result);
    uint32_t result = bcf_poison(builder, intrinsic->result);
    if (!lanes || !parts)
        return false;
    for (uint32_t i = 0; i < lanes; i++)
        result = bcf_insert_lane(builder, result,
                                 bcf_extract_lane(builder, bcf_argument(builder, i % parts), i / parts), i);
    bcf_return(builder, result);
    return true;
}

/* deinterleaveN: a struct of N vectors. */
bool bcf_define_deinterleave(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    const struct bcf_type *type = bcf_type(builder->module, intrinsic->result);
    uint32_t lanes = intrinsic->parameter == BCF_NONE ? 0 : lanes_of(builder->module, intrinsic->parameter);
    uint32_t parts = type->count - 1, all = bcf_poison(builder, intrinsic->result), fields[MAX_PARTS];
    if (type->code != BCF_TYPE_STRUCT_ANON || !lanes || !parts || parts > MAX_PARTS)
        return false;
    for (uint32_t part = 0; part < parts; part++)
        fields[part] = (uint32_t)type->ops[1 + part];
    for (uint32_t part = 0; part < parts; part++) {
        uint32_t vector = bcf_poison(builder, fields[part]);
        for (uint32_t i = 0; i * parts + part < lanes; i++)
            vector = bcf_insert_lane(builder, vector,
                                     bcf_extract_lane(builder, bcf_argument(builder, 0), i * parts + part), i);
        all = bcf_insert_field(builder, all, vector, part);
    }
    bcf_return(builder, all);
    return true;
}

/* As many elements as a vector has, out of two that stand one behind the other: from `offset` on, or, counted from the end
 * of the first, as many before it. */
static bool define_splice(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, bool left) {
    uint32_t lanes = lanes_of(builder->module, intrinsic->result), result = bcf_poison(builder, intrinsic->result);
    uint32_t both[2 * MAX_LANES], offset = bcf_argument(builder, 2), type;
    if (!lanes || builder->function->argument_count != 3)
        return false;
    type = bcf_type_of(builder, offset);
    for (uint32_t i = 0; i < 2 * lanes; i++)
        both[i] = bcf_extract_lane(builder, bcf_argument(builder, i / lanes), i % lanes);
    for (uint32_t i = 0; i < lanes; i++) {
        uint32_t element = both[left ? i : lanes + i];
        for (uint32_t by = 1; by <= lanes; by++) {
            uint32_t here = bcf_compare(builder, BCF_ICMP_EQ, offset, bcf_int(builder, type, by));
            element = bcf_select(builder, here, both[left ? i + by : lanes + i - by], element);
        }
        result = bcf_insert_lane(builder, result, element, i);
    }
    bcf_return(builder, result);
    return true;
}

bool bcf_define_splice_left(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return define_splice(builder, intrinsic, true);
}

bool bcf_define_splice_right(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return define_splice(builder, intrinsic, false);
}

/* partial.reduce.add: the elements of a longer vector are added to those of a shorter one, in whichever way. */
bool bcf_define_partial_reduce(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t sum = bcf_argument(builder, 0), from = bcf_argument(builder, 1), lanes, all, result;
    if (builder->function->argument_count != 2)
        return false;
    lanes = lanes_of(builder->module, intrinsic->result);
    all = lanes_of(builder->module, bcf_type_of(builder, from));
    if (!lanes || !all)
        return false;
    result = bcf_poison(builder, intrinsic->result);
    for (uint32_t lane = 0; lane < lanes; lane++) {
        uint32_t one = bcf_extract_lane(builder, sum, lane);
        for (uint32_t i = lane; i < all; i += lanes)
            one = bcf_binop(builder, BCF_ADD, one, bcf_extract_lane(builder, from, i));
        result = bcf_insert_lane(builder, result, one, lane);
    }
    bcf_return(builder, result);
    return true;
}

/* clmul: a product without carries. */
static uint32_t clmul(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) {
    uint32_t width = bcf_width(builder, arguments[0]), type = bcf_type_of(builder, arguments[0]), zero, result;
    (void)intrinsic;
    if (width == 0 || width > 128)
        return BCF_NONE;
    zero = bcf_int(builder, type, 0);
    result = zero;
    for (uint32_t bit = 0; bit < width; bit++) {
        uint32_t mask = bit ? bcf_binop_by(builder, BCF_LSHR, arguments[1], bit) : arguments[1];
        mask = bcf_binop(builder, BCF_SUB, zero, bcf_binop_by(builder, BCF_AND, mask, 1)); /* all ones, or none */
        result = bcf_binop(builder, BCF_XOR, result,
                           bcf_binop(builder, BCF_AND, mask, bcf_binop_by(builder, BCF_SHL, arguments[0], bit)));
    }
    return result;
}

bool bcf_define_clmul(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_by_lanes(builder, intrinsic, clmul);
}
