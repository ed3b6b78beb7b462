/* Intrinsics of x86 that round floating point numbers and convert them.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/conversions.h"
#include "lower/x86.h"

#include <stdio.h>

static bool is_vector_of_floats(const struct bcf_builder *builder, uint32_t value) {
    return bcf_is_float(builder->module, bcf_type_element(builder->module, bcf_type_of(builder, value)));
}

/* ---- rounding ---- */

/* A function of libm, with an f behind its name for float. A NaN is added to itself, which makes it quiet and no other:
 * what libm, or Java, gives for it is not said. */
static uint32_t rounded(struct bcf_builder *builder, uint32_t number, const char *function) {
    uint32_t type = bcf_type_of(builder, number), result;
    char name[16];
    if (type == BCF_NONE)
        return BCF_NONE;
    snprintf(name, sizeof name, "%s%s", function, bcf_type(builder->module, type)->code == BCF_TYPE_FLOAT ? "f" : "");
    result = bcf_call(builder, bcf_external(builder->lowering, name, bcf_function_type(builder->module, type, &type, 1)),
                      &number, 1);
    return bcf_select(builder, bcf_compare(builder, BCF_FCMP_UNO, number, number),
                      bcf_binop(builder, BCF_ADD, number, number), result);
}

/* round: to the nearest, ties to even, down, up or toward zero; by bit 2 as the processor is set, which is to the nearest. */
static bool round_body(struct bcf_builder *builder, const struct bcf_x86 *x86) {
    static const char *const functions[] = {"rint", "floor", "ceil", "trunc"};
    const char *function = functions[x86->immediate & 4 ? 0 : x86->immediate & 3];
    uint32_t count = builder->function->argument_count, from = bcf_argument(builder, count - 1), result, lanes;
    if (!bcf_takes_vectors(builder, count) || !count || count > 2 || !is_vector_of_floats(builder, from))
        return false;
    lanes = count == 2 ? 1 : bcf_lane_count(builder, from); /* of scalars the rest is that of the first argument */
    result = bcf_argument(builder, 0);
    for (uint32_t lane = 0; lane < lanes; lane++)
        result = bcf_insert_lane(builder, result, rounded(builder, bcf_extract_lane(builder, from, lane), function), lane);
    return bcf_give(builder, result);
}

bool bcf_expand_x86_round(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const struct bcf_insn *call) {
    return bcf_expand_x86(builder, intrinsic, call, round_body);
}

/* ---- to integers ---- */

/* The bits of the doubles that are just out of the reach of 32 bits (-2147483649 and 2147483648) and of 64. */
static const struct {
    uint64_t below, above;
} limits[] = {
    {0xC1E0000000200000, 0x41E0000000000000},
    {0xC3E0000000000001, 0x43E0000000000000},
};

/* To the nearest or toward zero; the least number of all where it does not fit, or is NaN. */
static uint32_t to_integer(struct bcf_builder *builder, uint32_t number, uint32_t width, bool nearest) {
    struct bcf_module *module = builder->module;
    uint32_t real = bcf_double_type(module), type = bcf_int_type(module, width), fits, result;
    size_t row = width == 64;
    if (number == BCF_NONE)
        return BCF_NONE;
    number = bcf_cast(builder, BCF_FPEXT, number, real);
    if (nearest)
        number = rounded(builder, number, "rint");
    fits = bcf_binop(builder, BCF_AND,
                     bcf_compare(builder, BCF_FCMP_OGT, number, bcf_float_bits(builder, real, limits[row].below)),
                     bcf_compare(builder, BCF_FCMP_OLT, number, bcf_float_bits(builder, real, limits[row].above)));
    result = bcf_cast(builder, BCF_FPTOSI, bcf_select(builder, fits, number, bcf_float_bits(builder, real, 0)), type);
    return bcf_select(builder, fits, result, bcf_int(builder, type, (int64_t)((uint64_t)1 << (width - 1))));
}

/* Of the first element when the result is no vector; else of each, and 0 in what is left. */
static bool define_to_integer(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, bool nearest) {
    uint32_t from = bcf_argument(builder, 0), lanes, results, result, width;
    if (!bcf_takes_vectors(builder, 1) || !is_vector_of_floats(builder, from))
        return false;
    width = bcf_type_lane_width(builder->module, intrinsic->result);
    results = (uint32_t)bcf_type_lanes(builder->module, intrinsic->result);
    if (width != 32 && width != 64)
        return false;
    if (!results)
        return bcf_give(builder, to_integer(builder, bcf_extract_lane(builder, from, 0), width, nearest));
    lanes = bcf_lane_count(builder, from);
    result = bcf_null(builder, intrinsic->result);
    for (uint32_t lane = 0; lane < lanes && lane < results; lane++)
        result = bcf_insert_lane(builder, result,
                                 to_integer(builder, bcf_extract_lane(builder, from, lane), width, nearest), lane);
    return bcf_give(builder, result);
}

bool bcf_define_x86_cvt(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return define_to_integer(builder, intrinsic, true);
}

bool bcf_define_x86_cvtt(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return define_to_integer(builder, intrinsic, false);
}

/* ---- to float ---- */

/* cvtsd2ss: the first element of the second argument, in the place of that of the first. */
bool bcf_define_x86_cvtsd2ss(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t number;
    (void)intrinsic;
    if (!bcf_takes_vectors(builder, 2) || !is_vector_of_floats(builder, bcf_argument(builder, 1)))
        return false;
    number = bcf_extract_lane(builder, bcf_argument(builder, 1), 0);
    number = bcf_cast(builder, BCF_FPTRUNC, number, bcf_float_type(builder->module));
    return bcf_give(builder, bcf_insert_lane(builder, bcf_argument(builder, 0), number, 0));
}

/* cvtpd2ps: each element, and 0 in what is left. */
bool bcf_define_x86_cvtpd2ps(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t from = bcf_argument(builder, 0), result = bcf_null(builder, intrinsic->result), results;
    if (!bcf_takes_vectors(builder, 1) || !is_vector_of_floats(builder, from))
        return false;
    results = (uint32_t)bcf_type_lanes(builder->module, intrinsic->result);
    for (uint32_t lane = 0; lane < bcf_lane_count(builder, from) && lane < results; lane++) {
        uint32_t number = bcf_extract_lane(builder, from, lane);
        number = bcf_cast(builder, BCF_FPTRUNC, number, bcf_float_type(builder->module));
        result = bcf_insert_lane(builder, result, number, lane);
    }
    return results && bcf_give(builder, result);
}
