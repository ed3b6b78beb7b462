/* Intrinsics on floating point numbers with two results, by functions of libm: frexp, modf, sincos.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/conversions.h"
#include "lower/symbols.h"

/* libm's function of that name, or BCF_NONE. */
static uint32_t libm(struct bcf_builder *builder, const char *name, uint32_t real, uint32_t result, uint32_t second) {
    uint32_t types[2] = {real, second};
    char full[32];
    bcf_libm_name(builder->lowering, name, bcf_type(builder->module, real)->code == BCF_TYPE_FLOAT, full, sizeof full);
    return bcf_external(builder->lowering, full, bcf_function_type(builder->module, result, types, second == BCF_NONE ? 1 : 2));
}

/* The two results for one number. */
typedef void pair_fn(struct bcf_builder *builder, uint32_t x, uint32_t second, uint32_t *results);

/* frexp(x, &exponent), where exponent is an int. */
static void frexp_pair(struct bcf_builder *builder, uint32_t x, uint32_t second, uint32_t *results) {
    uint32_t i32 = bcf_int_type(builder->module, 32), real = bcf_type_of(builder, x), place = bcf_alloca(builder, i32, 4);
    uint32_t arguments[2] = {x, place}, function = libm(builder, "frexp", real, real, bcf_ptr_type(builder->module));
    bcf_store(builder, bcf_int(builder, i32, 0), place, 4, false); /* not written for what is not finite */
    results[0] = bcf_call(builder, function, arguments, 2);
    results[1] = bcf_load(builder, i32, place, 4, false);
    if (bcf_type_integer_width(builder->module, second) > 32)
        results[1] = bcf_cast(builder, BCF_SEXT, results[1], second);
    else
        results[1] = bcf_cast(builder, BCF_TRUNC, results[1], second);
}

/* modf(x, &whole): the result is the fraction. */
static void modf_pair(struct bcf_builder *builder, uint32_t x, uint32_t second, uint32_t *results) {
    uint32_t real = bcf_type_of(builder, x), place = bcf_alloca(builder, real, 8), arguments[2] = {x, place};
    uint32_t function = libm(builder, "modf", real, real, bcf_ptr_type(builder->module));
    (void)second;
    results[0] = bcf_call(builder, function, arguments, 2);
    results[1] = bcf_load(builder, real, place, 8, false);
}

static void sincos_pair(struct bcf_builder *builder, uint32_t x, uint32_t second, uint32_t *results) {
    uint32_t real = bcf_type_of(builder, x);
    (void)second;
    results[0] = bcf_call(builder, libm(builder, "sin", real, real, BCF_NONE), &x, 1);
    results[1] = bcf_call(builder, libm(builder, "cos", real, real, BCF_NONE), &x, 1);
}

/* The result is a pair, or a pair of vectors. */
static bool define(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, pair_fn *pair) {
    struct bcf_module *module = builder->module;
    const struct bcf_type *result = bcf_type(module, intrinsic->result), *vector = bcf_type(module, intrinsic->parameter);
    uint64_t lanes = bcf_type_lanes(module, intrinsic->parameter);
    uint32_t x = bcf_argument(builder, 0), fields[2], both, results[2] = {BCF_NONE, BCF_NONE};
    if (result->code != BCF_TYPE_STRUCT_ANON || result->count != 3 || (lanes && vector->count > 2 && vector->ops[2]) ||
        !bcf_is_float(module, bcf_type_element(module, intrinsic->parameter)))
        return false;
    for (int i = 0; i < 2; i++)
        fields[i] = (uint32_t)result->ops[1 + i];
    if (!lanes) {
        pair(builder, x, fields[1], results);
    } else {
        for (int i = 0; i < 2; i++)
            results[i] = bcf_poison(builder, fields[i]);
        for (uint32_t lane = 0; lane < lanes; lane++) {
            uint32_t one[2];
            pair(builder, bcf_extract_lane(builder, x, lane), bcf_type_element(module, fields[1]), one);
            for (int i = 0; i < 2; i++)
                results[i] = bcf_insert_lane(builder, results[i], one[i], lane);
        }
    }
    both = bcf_insert_field(builder, bcf_poison(builder, intrinsic->result), results[0], 0);
    bcf_return(builder, bcf_insert_field(builder, both, results[1], 1));
    return true;
}

bool bcf_define_frexp(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return define(builder, intrinsic, frexp_pair);
}

bool bcf_define_modf(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return define(builder, intrinsic, modf_pair);
}

bool bcf_define_sincos(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return define(builder, intrinsic, sincos_pair);
}
