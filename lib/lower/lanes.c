/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/lanes.h"

#include "lower/plan.h"
#include "lower/rewrite.h"

#include <stdio.h>

enum { MAX_ARGUMENTS = 8 };

/* What is done to one element: one of the two. */
struct work {
    bcf_element_fn *element;
    bcf_pair_fn *pair;
};

static bool do_one(struct bcf_builder *builder, const struct work *work, const struct bcf_intrinsic *intrinsic,
                   const uint32_t *arguments, uint32_t results[2]) {
    if (work->pair)
        return work->pair(builder, intrinsic, arguments, results);
    results[0] = work->element ? work->element(builder, intrinsic, arguments) : BCF_NONE;
    return results[0] != BCF_NONE;
}

static bool is_short(const struct bcf_module *module, uint32_t type) {
    uint32_t code = bcf_type(module, type)->code;
    return code == BCF_TYPE_HALF || code == BCF_TYPE_BFLOAT;
}

/* With float in the place of half and bfloat, when there is any. */
static bool do_one_wider(struct bcf_builder *builder, const struct work *work, const struct bcf_intrinsic *intrinsic,
                         const uint32_t *arguments, const uint32_t types[2], uint32_t results[2]) {
    struct bcf_module *module = builder->module;
    struct bcf_intrinsic wider = *intrinsic;
    uint32_t wide[MAX_ARGUMENTS], type = bcf_float_type(module);
    bool any = false;
    if (bcf_string_begins(intrinsic->name, "llvm.fma.") && bcf_type(module, types[0])->code == BCF_TYPE_HALF)
        type = bcf_double_type(module);
    for (uint32_t a = 0; a < builder->function->argument_count; a++) {
        bool narrow = is_short(module, bcf_type_of(builder, arguments[a]));
        any |= narrow;
        wide[a] = narrow ? bcf_cast(builder, BCF_FPEXT, arguments[a], type) : arguments[a];
    }
    if (!work->pair && is_short(module, types[0]))
        wider.result = type;
    if (intrinsic->parameter != BCF_NONE && is_short(module, bcf_type_element(module, intrinsic->parameter)))
        wider.parameter = type;
    if (!any || !do_one(builder, work, &wider, wide, results))
        return false;
    for (int i = 0; i < (work->pair ? 2 : 1); i++)
        if (is_short(module, types[i]))
            results[i] = bcf_cast(builder, BCF_FPTRUNC, results[i], types[i]);
    return true;
}

static uint32_t lane_of(struct bcf_builder *builder, uint32_t value, uint32_t lane) {
    bool vector = bcf_type_lanes(builder->module, bcf_type_of(builder, value)) != 0;
    return vector ? bcf_extract_lane(builder, value, lane) : value;
}

/* The results, of which there are one or two, of the types that are given. */
static bool do_all(struct bcf_builder *builder, const struct work *work, const struct bcf_intrinsic *intrinsic,
                   const uint32_t types[2], uint32_t results[2]) {
    struct bcf_module *module = builder->module;
    uint64_t lanes = bcf_type_lanes(module, types[0]);
    uint32_t count = builder->function->argument_count, arguments[MAX_ARGUMENTS] = {0}, elements[2] = {0}, ones[2] = {0};
    const struct bcf_type *vector = bcf_type(module, types[0]);
    if (count > MAX_ARGUMENTS || (lanes && vector->count > 2 && vector->ops[2]))
        return false;
    for (int i = 0; i < (work->pair ? 2 : 1); i++) {
        elements[i] = bcf_type_element(module, types[i]);
        results[i] = lanes ? bcf_poison(builder, types[i]) : BCF_NONE;
    }
    for (uint32_t lane = 0; lane < (lanes ? lanes : 1); lane++) {
        for (uint32_t a = 0; a < count; a++)
            arguments[a] = lanes ? lane_of(builder, bcf_argument(builder, a), lane) : bcf_argument(builder, a);
        if (!do_one(builder, work, intrinsic, arguments, ones) &&
            !do_one_wider(builder, work, intrinsic, arguments, elements, ones))
            return false;
        for (int i = 0; i < (work->pair ? 2 : 1); i++)
            results[i] = lanes ? bcf_insert_lane(builder, results[i], ones[i], lane) : ones[i];
    }
    return true;
}

bool bcf_define_by_lanes(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, bcf_element_fn *element) {
    struct work work = {element, NULL};
    uint32_t types[2] = {intrinsic->result, BCF_NONE}, results[2];
    if (!do_all(builder, &work, intrinsic, types, results))
        return false;
    bcf_return(builder, results[0]);
    return true;
}

bool bcf_define_pair_by_lanes(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, bcf_pair_fn *pair) {
    const struct bcf_type *result = bcf_type(builder->module, intrinsic->result);
    struct work work = {NULL, pair};
    uint32_t types[2], results[2] = {0}, whole;
    if (result->code != BCF_TYPE_STRUCT_ANON || result->count != 3)
        return false;
    for (int i = 0; i < 2; i++)
        types[i] = (uint32_t)result->ops[1 + i];
    /* Sulong keeps no part of a byte in a struct (ShouldNotReachHere in LLVMNativeMemory); i1 it does. */
    for (int i = 0; i < 2; i++) {
        uint64_t width = bcf_type_integer_width(builder->module, types[i]);
        if (width > 1 && width % 8 != 0)
            return false;
    }
    if (!do_all(builder, &work, intrinsic, types, results))
        return false;
    whole = bcf_insert_field(builder, bcf_poison(builder, intrinsic->result), results[0], 0);
    bcf_return(builder, bcf_insert_field(builder, whole, results[1], 1));
    return true;
}

bool bcf_in_place_by_element(struct bcf_builder *builder, const struct bcf_insn *call, bcf_element_fn *element) {
    struct bcf_intrinsic intrinsic = bcf_intrinsic_of(builder->lowering, (uint32_t)bcf_op(builder, call, BCF_CALL_CALLEE));
    uint32_t arguments[MAX_ARGUMENTS], count = call->count - BCF_CALL_FIRST_ARGUMENT, result;
    if (count > MAX_ARGUMENTS || !bcf_is_word(bcf_type_integer_width(builder->module, call->type)))
        return false;
    for (uint32_t i = 0; i < count; i++) {
        arguments[i] = (uint32_t)bcf_op(builder, call, BCF_CALL_FIRST_ARGUMENT + i);
        if (!bcf_is_word(bcf_type_integer_width(builder->module, bcf_type_of(builder, arguments[i]))))
            return false;
    }
    result = element(builder, &intrinsic, arguments);
    if (result == BCF_NONE)
        return false;
    bcf_replace_with(builder, call, result);
    return true;
}

uint32_t bcf_zero_extend(struct bcf_builder *builder, uint32_t value, uint32_t width) {
    return bcf_cast(builder, BCF_ZEXT, value, bcf_int_type(builder->module, width));
}

uint32_t bcf_truncate(struct bcf_builder *builder, uint32_t value, uint32_t width) {
    uint32_t result = builder->result;
    if (!bcf_is_odd_width(width) || bcf_width(builder, value) == width)
        return bcf_cast(builder, BCF_TRUNC, value, bcf_int_type(builder->module, width));
    builder->result = BCF_NONE; /* the mask takes the place of the old instruction */
    value = bcf_cast(builder, BCF_TRUNC, value, bcf_int_type(builder->module, width));
    builder->result = result;
    return bcf_clear_above(builder, value);
}

uint32_t bcf_sign_extend(struct bcf_builder *builder, uint32_t value, uint32_t width) {
    uint32_t from = bcf_width(builder, value), result = builder->result, wide, shift;
    if (width <= 64 || from == width)
        return bcf_cast(builder, BCF_SEXT, value, bcf_int_type(builder->module, width));
    builder->result = BCF_NONE; /* the last of the instructions takes the place of the old one */
    wide = bcf_zero_extend(builder, value, width);
    shift = bcf_int(builder, bcf_int_type(builder->module, width), width - from);
    wide = bcf_binop(builder, BCF_SHL, wide, shift);
    builder->result = result;
    return bcf_binop(builder, BCF_ASHR, wide, shift);
}

uint32_t bcf_resize(struct bcf_builder *builder, uint32_t value, uint32_t width) {
    return bcf_width(builder, value) < width ? bcf_zero_extend(builder, value, width)
                                             : bcf_truncate(builder, value, width);
}

uint32_t bcf_binop_by(struct bcf_builder *builder, enum bcf_binop operation, uint32_t x, int64_t number) {
    return bcf_binop(builder, operation, x, bcf_int(builder, bcf_type_of(builder, x), number));
}

uint32_t bcf_call_bits(struct bcf_builder *builder, const char *name, uint32_t value, int flag) {
    struct bcf_module *module = builder->module;
    uint32_t arguments[2] = {value, BCF_NONE}, types[2] = {bcf_type_of(builder, value), bcf_int_type(module, 1)};
    size_t count = flag < 0 ? 1 : 2;
    char full[64];
    uint32_t function;
    if (value == BCF_NONE)
        return BCF_NONE;
    snprintf(full, sizeof full, "%s.i%u", name, (unsigned)bcf_width(builder, value));
    function = bcf_external(builder->lowering, full, bcf_function_type(module, types[0], types, count));
    if (flag >= 0)
        arguments[1] = bcf_int(builder, types[1], flag);
    return bcf_call(builder, function, arguments, count);
}
