/* Intrinsics on floating point numbers.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/conversions.h"
#include "lower/float_formats.h"
#include "lower/soft_floats.h"
#include "lower/symbols.h"

#include <string.h>

/* ---- functions of libm ---- */

/* LLVM's names, and libm's for double; with an f behind it for float. round is here too: Sulong's own uses Java's
 * Math.round, which rounds -2.5 to -2 and gives 0 for NaN. */
static const struct {
    const char *intrinsic, *function;
} libm[] = {
    {"llvm.acos", "acos"}, {"llvm.asin", "asin"}, {"llvm.atan", "atan"}, {"llvm.atan2", "atan2"}, {"llvm.ceil", "ceil"},
    {"llvm.cos", "cos"}, {"llvm.cosh", "cosh"}, {"llvm.exp", "exp"},
    {"llvm.exp10", "exp10"}, {"llvm.exp2", "exp2"}, {"llvm.floor", "floor"}, {"llvm.fma", "fma"},
    {"llvm.ldexp", "ldexp"}, {"llvm.llrint", "llrint"}, {"llvm.llround", "llround"}, {"llvm.log", "log"},
    {"llvm.log10", "log10"}, {"llvm.log2", "log2"}, {"llvm.lrint", "lrint"}, {"llvm.lround", "lround"},
    {"llvm.nearbyint", "nearbyint"}, {"llvm.pow", "pow"}, {"llvm.rint", "rint"}, {"llvm.round", "round"},
    {"llvm.roundeven", "roundeven"}, {"llvm.sin", "sin"}, {"llvm.sinh", "sinh"}, {"llvm.sqrt", "sqrt"},
    {"llvm.tan", "tan"}, {"llvm.tanh", "tanh"}, {"llvm.trunc", "trunc"},
};

static const char *libm_name(const struct bcf_intrinsic *intrinsic) {
    struct bcf_string suffix;
    const struct bcf_intrinsic_row *row = bcf_intrinsic_find(intrinsic->name, &suffix);
    for (size_t i = 0; row && i < sizeof libm / sizeof libm[0]; i++)
        if (strcmp(libm[i].intrinsic, row->name) == 0)
            return libm[i].function;
    return NULL;
}

static uint32_t call_libm(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) {
    uint32_t count = builder->function->argument_count, result = bcf_type_element(builder->module, intrinsic->result);
    const char *name = libm_name(intrinsic);
    if (name && count == 1 && bcf_type(builder->module, bcf_type_of(builder, arguments[0]))->code == BCF_TYPE_FP128)
        return bcf_quad_function(builder, name, arguments[0]);
    if (!name || !bcf_is_float(builder->module, bcf_type_of(builder, arguments[0])))
        return BCF_NONE;
    return bcf_call_libm(builder, name, result, arguments, count);
}

bool bcf_define_libm(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_by_lanes(builder, intrinsic, call_libm);
}

/* ---- bits ---- */

/* The number without its sign, as bits. */
static uint32_t magnitude(struct bcf_builder *builder, uint32_t value) {
    return bcf_binop_by(builder, BCF_LSHR, bcf_binop_by(builder, BCF_SHL, bcf_bits_of(builder, value), 1), 1);
}

static uint32_t fabs_element(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) {
    uint32_t type = bcf_type_of(builder, arguments[0]);
    (void)intrinsic;
    return bcf_format_of(builder->module, type)
               ? bcf_cast(builder, BCF_BITCAST, magnitude(builder, arguments[0]), type)
               : BCF_NONE;
}

static uint32_t copysign_element(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic,
                                 const uint32_t *arguments) {
    uint32_t type = bcf_type_of(builder, arguments[0]), sign, width;
    (void)intrinsic;
    if (!bcf_format_of(builder->module, type))
        return BCF_NONE;
    sign = bcf_bits_of(builder, arguments[1]);
    width = bcf_width(builder, sign);
    sign = bcf_binop_by(builder, BCF_SHL, bcf_binop_by(builder, BCF_LSHR, sign, width - 1), width - 1);
    return bcf_cast(builder, BCF_BITCAST, bcf_binop(builder, BCF_OR, magnitude(builder, arguments[0]), sign), type);
}

bool bcf_define_copysign(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_by_lanes(builder, intrinsic, copysign_element);
}

bool bcf_define_fabs(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_by_lanes(builder, intrinsic, fabs_element);
}

/* A number stays what it is, also when it is multiplied with one: that makes a NaN quiet. */
static uint32_t canonicalize(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) {
    uint32_t type = bcf_type_of(builder, arguments[0]);
    bool single = bcf_type(builder->module, type)->code == BCF_TYPE_FLOAT;
    (void)intrinsic;
    if (!bcf_is_float(builder->module, type))
        return BCF_NONE;
    return bcf_binop(builder, BCF_MUL, arguments[0],
                     bcf_float_bits(builder, type, single ? 0x3F800000 : 0x3FF0000000000000));
}

bool bcf_define_canonicalize(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_by_lanes(builder, intrinsic, canonicalize);
}

/* fmuladd may round once or twice; twice is what the target does for scalars. */
static uint32_t fmuladd(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) {
    (void)intrinsic;
    return bcf_binop(builder, BCF_ADD, bcf_binop(builder, BCF_MUL, arguments[0], arguments[1]), arguments[2]);
}

bool bcf_define_fmuladd(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_by_lanes(builder, intrinsic, fmuladd);
}

/* The classes of is.fpclass, bit by bit (FPClassTest). */
enum { SIGNALING = 1, QUIET = 2, NEGATIVE_INFINITY = 4, NEGATIVE_NORMAL = 8, NEGATIVE_SUBNORMAL = 16, NEGATIVE_ZERO = 32,
       POSITIVE_ZERO = 64, POSITIVE_SUBNORMAL = 128, POSITIVE_NORMAL = 256, POSITIVE_INFINITY = 512 };

static uint32_t in_range(struct bcf_builder *builder, uint32_t bits, uint64_t first, uint64_t last) {
    uint32_t type = bcf_type_of(builder, bits);
    uint32_t from = bcf_binop(builder, BCF_SUB, bits, bcf_int(builder, type, (int64_t)first));
    return bcf_compare(builder, BCF_ICMP_ULE, from, bcf_int(builder, type, (int64_t)(last - first)));
}

/* Whether the bits of a number of up to 64 are of one of the classes. */
static uint32_t is_of_classes(struct bcf_builder *builder, uint32_t bits, const struct bcf_format *format, uint32_t classes) {
    uint64_t mantissa = format->mantissa, sign = (uint64_t)1 << (format->width - 1), normal = (uint64_t)1 << mantissa;
    uint64_t infinity = (((uint64_t)1 << (format->width - 1 - mantissa)) - 1) << mantissa;
    uint64_t quiet = (uint64_t)1 << (mantissa - 1);
    uint32_t i32 = bcf_int_type(builder->module, 32), found = bcf_int(builder, i32, 0);
    const struct {
        unsigned classes;
        uint64_t sign, first, last;
    } ranges[] = {
        {POSITIVE_ZERO, 0, 0, 0},
        {POSITIVE_SUBNORMAL, 0, 1, normal - 1},
        {POSITIVE_NORMAL, 0, normal, infinity - 1},
        {POSITIVE_INFINITY, 0, infinity, infinity},
        {SIGNALING, 0, infinity + 1, infinity + quiet - 1},
        {QUIET, 0, infinity + quiet, sign - 1},
        {NEGATIVE_ZERO, sign, 0, 0},
        {NEGATIVE_SUBNORMAL, sign, 1, normal - 1},
        {NEGATIVE_NORMAL, sign, normal, infinity - 1},
        {NEGATIVE_INFINITY, sign, infinity, infinity},
        {SIGNALING, sign, infinity + 1, infinity + quiet - 1},
        {QUIET, sign, infinity + quiet, sign - 1},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        uint32_t here = in_range(builder, bits, ranges[i].sign | ranges[i].first, ranges[i].sign | ranges[i].last);
        found = bcf_select(builder, here, bcf_int(builder, i32, ranges[i].classes), found);
    }
    found = bcf_binop(builder, BCF_AND, found, classes);
    return bcf_compare(builder, BCF_ICMP_NE, found, bcf_int(builder, i32, 0));
}

static uint32_t is_fpclass(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) {
    const struct bcf_format *format = bcf_format_of(builder->module, bcf_type_of(builder, arguments[0]));
    (void)intrinsic;
    if (!format || format->width > 64)
        return BCF_NONE;
    return is_of_classes(builder, bcf_bits_of(builder, arguments[0]), format, arguments[1]);
}

bool bcf_define_is_fpclass(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_by_lanes(builder, intrinsic, is_fpclass);
}

/* ---- minimum and maximum ---- */

static uint32_t is_nan(struct bcf_builder *builder, uint32_t x) {
    return bcf_compare(builder, BCF_FCMP_UNO, x, x);
}

/* The lesser of two numbers that are none of them NaN, with -0 below +0. */
static uint32_t lesser(struct bcf_builder *builder, uint32_t x, uint32_t y, bool greater) {
    uint32_t type = bcf_type_of(builder, x), bits, same, first;
    first = bcf_select(builder, bcf_compare(builder, greater ? BCF_FCMP_OGT : BCF_FCMP_OLT, x, y), x, y);
    /* Equal ones differ only as zeros do: the sign is set when either, or both, have it. */
    bits = bcf_binop(builder, greater ? BCF_AND : BCF_OR, bcf_bits_of(builder, x), bcf_bits_of(builder, y));
    same = bcf_compare(builder, BCF_FCMP_OEQ, x, y);
    return bcf_select(builder, same, bcf_cast(builder, BCF_BITCAST, bits, type), first);
}

/* minimum and maximum: NaN when either is. */
static uint32_t propagating(struct bcf_builder *builder, const uint32_t *arguments, bool greater) {
    if (!bcf_format_of(builder->module, bcf_type_of(builder, arguments[0])))
        return BCF_NONE;
    return bcf_extreme(builder, arguments[0], arguments[1], greater);
}

/* minnum, minimumnum …: the other one when one is NaN. */
static uint32_t ignoring(struct bcf_builder *builder, const uint32_t *arguments, bool greater) {
    uint32_t picked;
    if (!bcf_format_of(builder->module, bcf_type_of(builder, arguments[0])))
        return BCF_NONE;
    picked = lesser(builder, arguments[0], arguments[1], greater);
    picked = bcf_select(builder, is_nan(builder, arguments[1]), arguments[0], picked);
    return bcf_select(builder, is_nan(builder, arguments[0]), arguments[1], picked);
}

static uint32_t minimum(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) {
    (void)intrinsic;
    return propagating(builder, arguments, false);
}

static uint32_t maximum(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) {
    (void)intrinsic;
    return propagating(builder, arguments, true);
}

static uint32_t minimumnum(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) {
    (void)intrinsic;
    return ignoring(builder, arguments, false);
}

static uint32_t maximumnum(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) {
    (void)intrinsic;
    return ignoring(builder, arguments, true);
}

bool bcf_define_minimum(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_by_lanes(builder, intrinsic, minimum);
}

bool bcf_define_maximum(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_by_lanes(builder, intrinsic, maximum);
}

bool bcf_define_minimumnum(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_by_lanes(builder, intrinsic, minimumnum);
}

bool bcf_define_maximumnum(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_by_lanes(builder, intrinsic, maximumnum);
}
