/* The types, their constants, and the helpers.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/soft_floats.h"

#include "lower/carriers.h"
#include "lower/conversions.h"
#include "lower/float_formats.h"

#include <stdio.h>
#include <string.h>

/* ---- types ---- */

static uint64_t soft_width(const struct bcf_module *module, uint32_t type) {
    switch (bcf_type(module, bcf_type_element(module, type))->code) {
    case BCF_TYPE_HALF:
    case BCF_TYPE_BFLOAT:
        return 16;
    case BCF_TYPE_FP128:
        return 128;
    default:
        return 0;
    }
}

bool bcf_is_soft(const struct bcf_module *module, uint32_t type) {
    return soft_width(module, type) != 0;
}

uint32_t bcf_soft_bits(struct bcf_module *module, uint32_t type) {
    uint64_t width = soft_width(module, type);
    return width ? bcf_type_shaped(module, type, bcf_int_type(module, width)) : BCF_NONE;
}

uint32_t bcf_soft_bits_find(const struct bcf_module *module, uint32_t type) {
    uint64_t width = soft_width(module, type), ops[3];
    uint32_t integer = width ? bcf_type_find(module, BCF_TYPE_INTEGER, &width, 1) : BCF_NONE;
    const struct bcf_type *vector = bcf_type(module, type);
    if (integer == BCF_NONE || vector->code != BCF_TYPE_VECTOR || vector->count > 3)
        return integer;
    for (uint32_t i = 0; i < vector->count; i++)
        ops[i] = i == 1 ? integer : vector->ops[i];
    return bcf_type_find(module, BCF_TYPE_VECTOR, ops, vector->count);
}

bool bcf_holds_soft(const struct bcf_module *module, uint32_t type) {
    return bcf_type_holds(module, type, BCF_HELD_SOFT);
}

/* ---- constants ---- */

static bool refuse(struct bcf_lowering *lowering, size_t index) {
    const char *what = "a constant expression of half, bfloat or fp128";
    bcf_note(lowering, BCFIX_BCF062_UNSUPPORTED_CONSTANT, NULL, "%s has no form for %s", what, lowering->target->name);
    return bcf_fail(lowering->context, BCFIX_REFUSED, "block CONSTANTS, constant %zu: %s has no form for %s", index, what,
                    lowering->target->name);
}

/* Of constant expressions that compute, LLVM has only bitcasts left for such numbers; a reader has made constants of the
 * others, but a file may have them. */
static bool computes(const struct bcf_module *module, const struct bcf_function *function, const struct bcf_unpacked *record,
                     uint32_t type) {
    uint32_t operand = type;
    switch (record->code) {
    case BCF_CST_CE_CAST:
        if (record->ops.data[0] != BCF_BITCAST)
            operand = bcf_value_type(module, function, (uint32_t)record->ops.data[2]);
        return record->ops.data[0] != BCF_BITCAST && (bcf_is_soft(module, type) || bcf_is_soft(module, operand));
    case BCF_CST_CE_CMP:
        return bcf_is_soft(module, (uint32_t)record->ops.data[0]);
    default: /* BINOP, UNOP */
        return bcf_is_soft(module, type);
    }
}

/* FLOAT has the bits as they are, in words of 64; integers are written as signed numbers. */
static bool soften(struct bcf_lowering *lowering, struct bcf_function *function, struct bcf_constants *constants,
                   size_t index, struct bcf_unpacked *record) {
    const struct bcf_module *module = lowering->module;
    uint32_t type = constants->types.data[index], code = bcf_pack_code(&constants->pack, index);
    uint64_t width = soft_width(module, type), words[2] = {0}, ops[2];
    size_t count = width > 64 ? 2 : 1;
    bool expression = code == BCF_CST_CE_CAST || code == BCF_CST_CE_CMP || code == BCF_CST_CE_BINOP || code == BCF_CST_CE_UNOP;
    if (!(code == BCF_CST_FLOAT && width) && !expression)
        return true;
    if (!bcf_pack_get(lowering->context, &constants->pack, index, record))
        return false;
    if (expression)
        return !computes(module, function, record, type) || refuse(lowering, index);
    for (size_t i = 0; i < count && i < record->ops.count; i++)
        words[i] = record->ops.data[i];
    count = bcf_integer_record(width, words, count, &code, ops);
    return bcf_pack_replace(lowering->context, &constants->pack, index, code, ops, count);
}

bool bcf_soft_constants(struct bcf_lowering *lowering, struct bcf_function *function) {
    struct bcf_constants *constants = function ? &function->constants : &lowering->module->constants;
    struct bcf_unpacked record = {0};
    bool good = true;
    for (size_t i = 0; good && i < constants->types.count; i++)
        good = soften(lowering, function, constants, i, &record);
    bcf_free_array(lowering->context, &record.ops);
    return good;
}

/* Before LLVM 18, and in a module that says nothing, an i128 is aligned to 8 bytes or less where fp128 is to 16: then a struct
 * would have its fields elsewhere. */
static bool check_layout(struct bcf_lowering *lowering) {
    struct bcf_module *module = lowering->module;
    bool same = strstr(bcf_header_text(module, BCF_MODULE_DATALAYOUT).data, "-i128:128") != NULL;
    for (uint32_t i = 0; !same && i < module->types.count; i++) {
        const struct bcf_type *type = bcf_type(module, i);
        bool fields = (type->code == BCF_TYPE_STRUCT_ANON || type->code == BCF_TYPE_STRUCT_NAMED) && !type->ops[0];
        for (uint32_t f = 1; fields && f < type->count; f++) {
            if (bcf_type(module, bcf_type_element(module, (uint32_t)type->ops[f]))->code != BCF_TYPE_FP128)
                continue;
            bcf_note(lowering, BCFIX_BCF065_UNSUPPORTED_TYPE, NULL,
                     "a struct with fp128 has no form for %s with this data layout", lowering->target->name);
            return bcf_fail(lowering->context, BCFIX_REFUSED, "block TYPE, type %u: a struct with fp128 has no form for %s "
                            "with this data layout", i, lowering->target->name);
        }
    }
    return true;
}

bool bcf_plan_soft(struct bcf_lowering *lowering) {
    return check_layout(lowering) && bcf_soft_constants(lowering, NULL);
}

/* ---- helpers ---- */

/* What a helper does: an operation on numbers of `from` (a comparison, a cast from it) that gives one of `to`. */
struct soft {
    unsigned operation;
    uint32_t from, to;
};

/* The type that the number has in a body. */
static uint32_t stand_in(struct bcf_module *module, uint32_t type) {
    return bcf_is_soft(module, type) ? bcf_soft_bits(module, type) : type;
}

static bool cast_body(struct bcf_builder *builder, const void *what) {
    const struct soft *soft = what;
    struct bcf_module *module = builder->module;
    const struct bcf_format *from = bcf_format_of(module, soft->from), *to = bcf_format_of(module, soft->to);
    uint32_t value = bcf_argument(builder, 0), width = (uint32_t)bcf_type_integer_width(module, soft->to);
    switch (soft->operation) {
    case BCF_UITOFP:
    case BCF_SITOFP:
        value = bcf_format_integer(builder, value, to, soft->operation == BCF_SITOFP);
        break;
    case BCF_FPTOUI:
    case BCF_FPTOSI:
        value = bcf_integer_of_format(builder, value, from, width);
        break;
    default: /* fptrunc, fpext */
        if (!bcf_is_soft(module, soft->from))
            value = bcf_bits_of(builder, value);
        value = bcf_convert_format(builder, value, from, to);
        value = bcf_cast(builder, BCF_BITCAST, value, stand_in(module, soft->to));
    }
    bcf_return(builder, value);
    return true;
}

/* "i16", "f128": for the names of helpers. */
static void type_name(const struct bcf_module *module, uint32_t type, char *text, size_t size) {
    const struct bcf_format *format = bcf_format_of(module, type);
    if (format)
        snprintf(text, size, "%s", format->name);
    else
        snprintf(text, size, "i%llu", (unsigned long long)bcf_type_integer_width(module, type));
}

uint32_t bcf_soft_cast(struct bcf_builder *builder, enum bcf_cast operation, uint32_t from, uint32_t to, uint32_t value) {
    static const char *const names[] = {
        [BCF_FPTOUI] = "fptoui", [BCF_FPTOSI] = "fptosi",   [BCF_UITOFP] = "uitofp",
        [BCF_SITOFP] = "sitofp", [BCF_FPTRUNC] = "fptrunc", [BCF_FPEXT] = "fpext"};
    struct bcf_module *module = builder->module;
    struct soft soft = {operation, from, to};
    bool from_integer = operation == BCF_UITOFP || operation == BCF_SITOFP;
    bool to_integer = operation == BCF_FPTOUI || operation == BCF_FPTOSI;
    bool known = from_integer || to_integer || operation == BCF_FPTRUNC || operation == BCF_FPEXT;
    uint32_t parameter = stand_in(module, from), type, helper;
    char from_name[24], to_name[24], name[80];
    if (!known || (from_integer ? !bcf_type_integer_width(module, from) : !bcf_format_of(module, from)) ||
        (to_integer ? !bcf_type_integer_width(module, to) : !bcf_format_of(module, to)))
        return BCF_NONE;
    type_name(module, from, from_name, sizeof from_name);
    type_name(module, to, to_name, sizeof to_name);
    snprintf(name, sizeof name, "bcfix.%s.%s.%s", names[operation], from_name, to_name);
    type = bcf_function_type(module, stand_in(module, to), &parameter, 1);
    helper = bcf_helper(builder->lowering, name, type, cast_body, &soft);
    return bcf_call(builder, helper, &value, 1);
}

/* Numbers of 16 bits by those of float, which has more than twice the bits of their mantissas and so rounds as if it were
 * not there. (fmod has no rounding.) */
static bool binop_body(struct bcf_builder *builder, const void *what) {
    const struct soft *soft = what;
    uint32_t x = bcf_argument(builder, 0), y = bcf_argument(builder, 1), single = bcf_float_type(builder->module);
    if (bcf_type(builder->module, soft->from)->code == BCF_TYPE_FP128) {
        x = bcf_quad_operation(builder, (enum bcf_binop)soft->operation, x, y);
    } else {
        x = bcf_soft_cast(builder, BCF_FPEXT, soft->from, single, x);
        y = bcf_soft_cast(builder, BCF_FPEXT, soft->from, single, y);
        x = bcf_binop(builder, (enum bcf_binop)soft->operation, x, y);
        x = bcf_soft_cast(builder, BCF_FPTRUNC, single, soft->from, x);
    }
    bcf_return(builder, x);
    return x != BCF_NONE;
}

uint32_t bcf_soft_binop(struct bcf_builder *builder, enum bcf_binop operation, uint32_t type, uint32_t x, uint32_t y) {
    static const char *const names[] = {
        [BCF_ADD] = "fadd", [BCF_SUB] = "fsub", [BCF_MUL] = "fmul", [BCF_SDIV] = "fdiv", [BCF_SREM] = "frem"};
    struct soft soft = {operation, type, type};
    uint32_t bits = stand_in(builder->module, type), types[2] = {bits, bits}, arguments[2] = {x, y}, helper;
    char type_text[24], name[80];
    if (operation > BCF_SREM || !names[operation])
        return BCF_NONE;
    type_name(builder->module, type, type_text, sizeof type_text);
    snprintf(name, sizeof name, "bcfix.%s.%s", names[operation], type_text);
    helper = bcf_helper(builder->lowering, name, bcf_function_type(builder->module, bits, types, 2), binop_body, &soft);
    return bcf_call(builder, helper, arguments, 2);
}

/* A number as an integer with a sign that is greater when the number is. */
static uint32_t rank(struct bcf_builder *builder, uint32_t bits, uint32_t magnitude) {
    uint32_t zero = bcf_int(builder, bcf_type_of(builder, bits), 0);
    return bcf_select(builder, bcf_compare(builder, BCF_ICMP_SLT, bits, zero), bcf_binop(builder, BCF_SUB, zero, magnitude),
                      magnitude);
}

static bool compare_body(struct bcf_builder *builder, const void *what) {
    enum { UNORDERED = 8 }; /* a predicate is made of 1, equal; 2, greater; 4, less; and this (CmpInst::Predicate) */
    static const enum bcf_predicate by_rank[] = {[1] = BCF_ICMP_EQ,  [2] = BCF_ICMP_SGT, [3] = BCF_ICMP_SGE,
                                                 [4] = BCF_ICMP_SLT, [5] = BCF_ICMP_SLE, [6] = BCF_ICMP_NE};
    const struct soft *soft = what;
    const struct bcf_format *format = bcf_format_of(builder->module, soft->from);
    uint32_t magnitudes[2], infinite, nan[2], unordered, related, bit = bcf_int_type(builder->module, 1);
    unsigned relation = soft->operation & 7;
    infinite = bcf_shifted_number(builder, format->width, 2 * (uint64_t)format->bias + 1, format->mantissa);
    for (uint32_t i = 0; i < 2; i++) {
        magnitudes[i] = bcf_binop_by(builder, BCF_LSHR, bcf_binop_by(builder, BCF_SHL, bcf_argument(builder, i), 1), 1);
        nan[i] = bcf_compare(builder, BCF_ICMP_UGT, magnitudes[i], infinite);
    }
    unordered = bcf_binop(builder, BCF_OR, nan[0], nan[1]);
    if (relation == 0 || relation == 7)
        related = bcf_int(builder, bit, relation == 7);
    else
        related = bcf_compare(builder, by_rank[relation], rank(builder, bcf_argument(builder, 0), magnitudes[0]),
                              rank(builder, bcf_argument(builder, 1), magnitudes[1]));
    bcf_return(builder, bcf_select(builder, unordered, bcf_int(builder, bit, (soft->operation & UNORDERED) != 0), related));
    return true;
}

uint32_t bcf_soft_compare(struct bcf_builder *builder, uint32_t predicate, uint32_t type, uint32_t x, uint32_t y) {
    static const char *const names[] = {"false", "oeq", "ogt", "oge", "olt", "ole", "one", "ord",
                                        "uno",   "ueq", "ugt", "uge", "ult", "ule", "une", "true"};
    struct soft soft = {predicate, type, type};
    uint32_t bits = stand_in(builder->module, type), types[2] = {bits, bits}, arguments[2] = {x, y}, helper;
    char type_text[24], name[80];
    if (predicate >= sizeof names / sizeof names[0])
        return BCF_NONE;
    type_name(builder->module, type, type_text, sizeof type_text);
    snprintf(name, sizeof name, "bcfix.fcmp.%s.%s", names[predicate], type_text);
    helper = bcf_helper(builder->lowering, name,
                        bcf_function_type(builder->module, bcf_int_type(builder->module, 1), types, 2), compare_body, &soft);
    return bcf_call(builder, helper, arguments, 2);
}
