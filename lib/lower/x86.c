/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/x86.h"

#include "lower/rewrite.h"

#include <stdio.h>

/* ---- bodies that depend on a number ---- */

struct expansion {
    struct bcf_x86 x86;
    bcf_x86_fn *body;
};

static bool write_body(struct bcf_builder *builder, const void *what) {
    const struct expansion *expansion = what;
    return expansion->body(builder, &expansion->x86);
}

bool bcf_expand_x86(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const struct bcf_insn *call,
                    bcf_x86_fn *body) {
    enum { MAX_ARGUMENTS = 6 };
    struct expansion expansion = {{intrinsic, 0}, body};
    uint32_t types[MAX_ARGUMENTS], arguments[MAX_ARGUMENTS], helper, count = call->count - BCF_CALL_FIRST_ARGUMENT - 1;
    char name[120];
    int64_t immediate;
    if (call->count <= BCF_CALL_FIRST_ARGUMENT || count > MAX_ARGUMENTS ||
        !bcf_constant_int(builder->module, builder->function,
                          (uint32_t)bcf_op(builder, call, BCF_CALL_FIRST_ARGUMENT + count), &immediate))
        return false;
    expansion.x86.immediate = (unsigned)immediate & 0xff;
    for (uint32_t i = 0; i < count; i++) {
        arguments[i] = (uint32_t)bcf_op(builder, call, BCF_CALL_FIRST_ARGUMENT + i);
        types[i] = bcf_type_of(builder, arguments[i]);
    }
    snprintf(name, sizeof name, "bcfix.%.*s.%u", (int)intrinsic->name.size - 5, intrinsic->name.data + 5,
             expansion.x86.immediate);
    helper = bcf_helper(builder->lowering, name, bcf_function_type(builder->module, intrinsic->result, types, count),
                        write_body, &expansion);
    if (helper == BCF_NONE)
        return false;
    bcf_note(builder->lowering, BCFIX_BCF020_INTRINSIC, call, "%.*s with %u became a call of a helper",
             (int)intrinsic->name.size, intrinsic->name.data, expansion.x86.immediate);
    bcf_in_place_of(builder, call);
    bcf_call(builder, helper, arguments, count);
    return true;
}

bool bcf_give(struct bcf_builder *builder, uint32_t value) {
    if (value == BCF_NONE)
        return false;
    bcf_return(builder, value);
    return true;
}

/* ---- vectors ---- */

bool bcf_takes_vectors(const struct bcf_builder *builder, uint32_t count) {
    if (builder->function->argument_count < count)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        const struct bcf_type *type = bcf_type(builder->module, bcf_type_of(builder, bcf_argument(builder, i)));
        uint64_t lanes = type->code == BCF_TYPE_VECTOR && type->count == 2 ? type->ops[0] : 0;
        uint64_t bits = lanes <= BCF_X86_LANES ? lanes * bcf_lane_width(builder, bcf_argument(builder, i)) : 0;
        if (bits != 128 && bits != 256 && bits != 512)
            return false;
    }
    return true;
}

uint32_t bcf_type_lane_width(const struct bcf_module *module, uint32_t type) {
    uint32_t element = type == BCF_NONE ? BCF_NONE : bcf_type_element(module, type);
    if (element == BCF_NONE)
        return 0;
    switch (bcf_type(module, element)->code) {
    case BCF_TYPE_FLOAT:
        return 32;
    case BCF_TYPE_DOUBLE:
        return 64;
    default:
        return (uint32_t)bcf_type_integer_width(module, element);
    }
}

uint32_t bcf_lane_width(const struct bcf_builder *builder, uint32_t value) {
    return bcf_type_lane_width(builder->module, bcf_type_of(builder, value));
}

uint32_t bcf_lane_count(const struct bcf_builder *builder, uint32_t value) {
    return value == BCF_NONE ? 0 : (uint32_t)bcf_type_lanes(builder->module, bcf_type_of(builder, value));
}

static uint32_t lanes_cast(struct bcf_builder *builder, enum bcf_cast cast, uint32_t value, uint32_t width) {
    uint32_t type = bcf_type_of(builder, value);
    if (type == BCF_NONE)
        return BCF_NONE;
    return bcf_cast(builder, cast, value, bcf_type_shaped(builder->module, type, bcf_int_type(builder->module, width)));
}

uint32_t bcf_lanes_zext(struct bcf_builder *builder, uint32_t value, uint32_t width) {
    return lanes_cast(builder, BCF_ZEXT, value, width);
}

uint32_t bcf_lanes_sext(struct bcf_builder *builder, uint32_t value, uint32_t width) {
    return lanes_cast(builder, BCF_SEXT, value, width);
}

uint32_t bcf_lanes_trunc(struct bcf_builder *builder, uint32_t value, uint32_t width) {
    return lanes_cast(builder, BCF_TRUNC, value, width);
}

uint32_t bcf_as_lanes(struct bcf_builder *builder, uint32_t value, uint32_t width) {
    uint32_t bits = bcf_lane_count(builder, value) * bcf_lane_width(builder, value);
    if (value == BCF_NONE || bits < width)
        return BCF_NONE;
    return bcf_cast(builder, BCF_BITCAST, value,
                    bcf_vector_type(builder->module, bits / width, bcf_int_type(builder->module, width)));
}

uint32_t bcf_every(struct bcf_builder *builder, uint32_t vector, uint32_t first, uint32_t step) {
    uint64_t lanes[BCF_X86_LANES], count = bcf_lane_count(builder, vector) / step;
    if (count == 0 || count > BCF_X86_LANES)
        return BCF_NONE;
    for (uint64_t i = 0; i < count; i++)
        lanes[i] = first + i * step;
    return bcf_shuffle(builder, vector, vector, lanes, count);
}

uint32_t bcf_every_second(struct bcf_builder *builder, uint32_t x, uint32_t y, uint32_t first) {
    uint64_t lanes[BCF_X86_LANES], count = bcf_lane_count(builder, x), width = bcf_lane_width(builder, x);
    uint64_t block = width ? 128 / width : 0;
    if (count == 0 || count > BCF_X86_LANES || block == 0)
        return BCF_NONE;
    for (uint64_t i = 0; i < count; i++) {
        uint64_t inside = i % block, of_y = inside >= block / 2;
        lanes[i] = (of_y ? count : 0) + i - inside + 2 * (inside - (of_y ? block / 2 : 0)) + first;
    }
    return bcf_shuffle(builder, x, y, lanes, count);
}

uint32_t bcf_splat(struct bcf_builder *builder, uint32_t type, uint32_t number) {
    uint64_t lanes[BCF_X86_LANES] = {0}, count = bcf_type_lanes(builder->module, type);
    uint32_t vector = bcf_insert_lane(builder, bcf_poison(builder, type), number, 0);
    return count > BCF_X86_LANES ? BCF_NONE : bcf_shuffle(builder, vector, vector, lanes, count);
}

uint32_t bcf_compare_by(struct bcf_builder *builder, enum bcf_predicate predicate, uint32_t x, int64_t number) {
    return bcf_compare(builder, predicate, x, bcf_int(builder, bcf_type_of(builder, x), number));
}

uint32_t bcf_lesser(struct bcf_builder *builder, uint32_t x, uint32_t y, bool is_signed) {
    return bcf_select(builder, bcf_compare(builder, is_signed ? BCF_ICMP_SLT : BCF_ICMP_ULT, x, y), x, y);
}

uint32_t bcf_greater(struct bcf_builder *builder, uint32_t x, uint32_t y, bool is_signed) {
    return bcf_select(builder, bcf_compare(builder, is_signed ? BCF_ICMP_SGT : BCF_ICMP_UGT, x, y), x, y);
}

uint32_t bcf_lanes_clamp(struct bcf_builder *builder, uint32_t x, uint32_t width, bool is_signed) {
    uint32_t type = bcf_type_of(builder, x);
    int64_t most = ((int64_t)1 << (is_signed ? width - 1 : width)) - 1;
    x = bcf_greater(builder, x, bcf_int(builder, type, is_signed ? -most - 1 : 0), true);
    return bcf_lesser(builder, x, bcf_int(builder, type, most), true);
}

uint32_t bcf_bits_of_lanes(struct bcf_builder *builder, uint32_t lanes) {
    struct bcf_module *module = builder->module;
    uint32_t count = bcf_lane_count(builder, lanes), bits = BCF_NONE;
    if (count == 8 || count == 16 || count == 32)
        return bcf_cast(builder, BCF_ZEXT, bcf_cast(builder, BCF_BITCAST, lanes, bcf_int_type(module, count)),
                        bcf_int_type(module, 32));
    for (uint32_t lane = 0; lane < count; lane++) {
        uint32_t bit = bcf_cast(builder, BCF_ZEXT, bcf_extract_lane(builder, lanes, lane), bcf_int_type(module, 32));
        bits = lane ? bcf_binop(builder, BCF_OR, bits, bcf_binop_by(builder, BCF_SHL, bit, lane)) : bit;
    }
    return bits;
}

uint32_t bcf_is_all_zero(struct bcf_builder *builder, uint32_t vector) {
    uint32_t words = bcf_as_lanes(builder, vector, 64), any = BCF_NONE;
    for (uint32_t lane = 0; lane < bcf_lane_count(builder, words); lane++) {
        uint32_t word = bcf_extract_lane(builder, words, lane);
        any = lane ? bcf_binop(builder, BCF_OR, any, word) : word;
    }
    return bcf_compare_by(builder, BCF_ICMP_EQ, any, 0);
}
