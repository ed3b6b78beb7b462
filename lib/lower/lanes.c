/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/lanes.h"

#include <stdio.h>

enum { MAX_ARGUMENTS = 8 };

static uint32_t lane_of(struct bcf_builder *builder, uint32_t value, uint32_t lane) {
    bool vector = bcf_type_lanes(builder->module, bcf_type_of(builder, value)) != 0;
    return vector ? bcf_extract_lane(builder, value, lane) : value;
}

bool bcf_define_by_lanes(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, bcf_element_fn *element) {
    uint64_t lanes = bcf_type_lanes(builder->module, intrinsic->result);
    const struct bcf_type *vector = bcf_type(builder->module, intrinsic->result);
    uint32_t count = builder->function->argument_count, arguments[MAX_ARGUMENTS], result;
    bool scalable = lanes && vector->count > 2 && vector->ops[2];
    if (count > MAX_ARGUMENTS || scalable)
        return false;
    for (uint32_t a = 0; a < count; a++)
        arguments[a] = bcf_argument(builder, a);
    if (!lanes) {
        result = element(builder, intrinsic, arguments);
    } else {
        result = bcf_poison(builder, intrinsic->result);
        for (uint32_t lane = 0; lane < lanes && result != BCF_NONE; lane++) {
            uint32_t one;
            for (uint32_t a = 0; a < count; a++)
                arguments[a] = lane_of(builder, bcf_argument(builder, a), lane);
            one = element(builder, intrinsic, arguments);
            result = one == BCF_NONE ? BCF_NONE : bcf_insert_lane(builder, result, one, lane);
        }
    }
    if (result == BCF_NONE)
        return false;
    bcf_return(builder, result);
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
