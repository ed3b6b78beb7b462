/* Intrinsics that give two results at once, a struct.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/conversions.h"
#include "lower/symbols.h"

/* Writes the two results for one element. */
typedef void pair_fn(struct bcf_builder *builder, uint32_t value, const uint32_t types[2], uint32_t results[2]);

static uint32_t call_libm(struct bcf_builder *builder, const char *name, uint32_t result, const uint32_t *arguments,
                          size_t count) {
    struct bcf_module *module = builder->module;
    uint32_t types[2], function;
    char full[32];
    for (size_t i = 0; i < count; i++)
        types[i] = bcf_type_of(builder, arguments[i]);
    bcf_libm_name(builder->lowering, name, bcf_type(module, types[0])->code == BCF_TYPE_FLOAT, full, sizeof full);
    function = bcf_external(builder->lowering, full, bcf_function_type(module, result, types, count));
    return bcf_call(builder, function, arguments, count);
}

static void sincos_pair(struct bcf_builder *builder, uint32_t value, const uint32_t types[2], uint32_t results[2]) {
    results[0] = call_libm(builder, "sin", types[0], &value, 1);
    results[1] = call_libm(builder, "cos", types[1], &value, 1);
}

/* frexp gives the exponent as an int, through a pointer. */
static void frexp_pair(struct bcf_builder *builder, uint32_t value, const uint32_t types[2], uint32_t results[2]) {
    uint32_t i32 = bcf_int_type(builder->module, 32), width = (uint32_t)bcf_type_integer_width(builder->module, types[1]);
    uint32_t arguments[2] = {value, bcf_alloca(builder, i32, 4)}, exponent;
    bcf_store(builder, bcf_int(builder, i32, 0), arguments[1], 4, false);
    results[0] = call_libm(builder, "frexp", types[0], arguments, 2);
    exponent = bcf_load(builder, i32, arguments[1], 4, false);
    results[1] = width == 32 ? exponent
                             : width < 32 ? bcf_truncate(builder, exponent, width) : bcf_sign_extend(builder, exponent, width);
}

/* Not by libm's modf, which Sulong answers itself: with 0.0 for -0.0. */
void bcf_split_number(struct bcf_builder *builder, uint32_t value, uint32_t results[2]) {
    uint32_t types[2] = {bcf_type_of(builder, value), bcf_type_of(builder, value)};
    uint32_t width = bcf_type(builder->module, types[0])->code == BCF_TYPE_FLOAT ? 32 : 64;
    uint32_t bits = bcf_cast(builder, BCF_BITCAST, value, bcf_int_type(builder->module, width)), zero, whole;
    results[1] = call_libm(builder, "trunc", types[1], &value, 1);
    zero = bcf_binop_by(builder, BCF_SHL, bcf_binop_by(builder, BCF_LSHR, bits, width - 1), width - 1);
    zero = bcf_cast(builder, BCF_BITCAST, zero, types[0]);
    whole = bcf_compare(builder, BCF_FCMP_OEQ, value, results[1]); /* infinity too */
    results[0] = bcf_select(builder, whole, zero, bcf_binop(builder, BCF_SUB, value, results[1]));
}

static void modf_pair(struct bcf_builder *builder, uint32_t value, const uint32_t types[2], uint32_t results[2]) {
    (void)types;
    bcf_split_number(builder, value, results);
}

static bool define_pair(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, pair_fn *pair) {
    struct bcf_module *module = builder->module;
    const struct bcf_type *result = bcf_type(module, intrinsic->result);
    uint32_t argument = bcf_argument(builder, 0), fields[2], elements[2], wholes[2], whole;
    uint64_t lanes = bcf_type_lanes(module, intrinsic->parameter);
    const struct bcf_type *vector = bcf_type(module, intrinsic->parameter);
    if (result->code != BCF_TYPE_STRUCT_ANON || result->count != 3 || (lanes && vector->count > 2 && vector->ops[2]) ||
        !bcf_is_float(module, bcf_type_element(module, intrinsic->parameter)))
        return false;
    for (int i = 0; i < 2; i++) {
        fields[i] = (uint32_t)result->ops[1 + i];
        elements[i] = bcf_type_element(module, fields[i]);
        if (bcf_is_odd_width(bcf_type_integer_width(module, elements[i])))
            return false;
    }
    if (lanes) {
        wholes[0] = bcf_poison(builder, fields[0]);
        wholes[1] = bcf_poison(builder, fields[1]);
        for (uint32_t lane = 0; lane < lanes; lane++) {
            uint32_t ones[2];
            pair(builder, bcf_extract_lane(builder, argument, lane), elements, ones);
            wholes[0] = bcf_insert_lane(builder, wholes[0], ones[0], lane);
            wholes[1] = bcf_insert_lane(builder, wholes[1], ones[1], lane);
        }
    } else {
        pair(builder, argument, fields, wholes);
    }
    whole = bcf_insert_field(builder, bcf_poison(builder, intrinsic->result), wholes[0], 0);
    bcf_return(builder, bcf_insert_field(builder, whole, wholes[1], 1));
    return true;
}

bool bcf_define_sincos(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return define_pair(builder, intrinsic, sincos_pair);
}

bool bcf_define_frexp(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return define_pair(builder, intrinsic, frexp_pair);
}

bool bcf_define_modf(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return define_pair(builder, intrinsic, modf_pair);
}
