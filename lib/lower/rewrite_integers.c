/* Instructions on integers that the target lacks or gets wrong.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/conversions.h"
#include "lower/rewrite.h"

#include <stdio.h>

/* What a helper for a cast is about. */
struct cast {
    enum bcf_cast operation;
    uint32_t to;
};

static void return_wide_float(struct bcf_builder *builder, const struct cast *cast) {
    bool is_signed = cast->operation == BCF_SITOFP;
    bcf_return(builder, bcf_integer_to_float(builder, bcf_argument(builder, 0), cast->to, is_signed));
}

/* uitofp from i64 to float, of one value or of each element. */
static bool u64_body(struct bcf_builder *builder, const void *what) {
    const struct cast *cast = what;
    uint32_t value = bcf_argument(builder, 0), result;
    uint64_t lanes = bcf_type_lanes(builder->module, cast->to);
    if (!lanes) {
        bcf_return(builder, bcf_u64_to_float(builder, value));
        return true;
    }
    result = bcf_poison(builder, cast->to);
    for (uint32_t lane = 0; lane < lanes; lane++)
        result = bcf_insert_lane(builder, result, bcf_u64_to_float(builder, bcf_extract_lane(builder, value, lane)), lane);
    bcf_return(builder, result);
    return true;
}

static bool cast_body(struct bcf_builder *builder, const void *what) {
    const struct cast *cast = what;
    uint32_t value = bcf_argument(builder, 0);
    if (cast->operation == BCF_UITOFP || cast->operation == BCF_SITOFP)
        return_wide_float(builder, cast);
    else
        bcf_return(builder, bcf_float_to_integer(builder, value,
                                                 (uint32_t)bcf_type_integer_width(builder->module, cast->to)));
    return true;
}

static const char *const cast_names[] = {"trunc", "zext", "sext", "fptoui", "fptosi", "uitofp", "sitofp"};

/* "i128", "f64": for the names of helpers. */
static void type_name(const struct bcf_module *module, uint32_t type, char *text, size_t size) {
    uint64_t width = bcf_type_integer_width(module, type);
    if (width)
        snprintf(text, size, "i%llu", (unsigned long long)width);
    else
        snprintf(text, size, bcf_type(module, type)->code == BCF_TYPE_FLOAT ? "f32" : "f64");
}

static enum bcf_rewritten cast_by_helper(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t value,
                                         struct cast cast) {
    struct bcf_module *module = builder->module;
    uint32_t from = bcf_type_of(builder, value), helper;
    char name[80], from_name[24], to_name[24];
    type_name(module, from, from_name, sizeof from_name);
    type_name(module, cast.to, to_name, sizeof to_name);
    snprintf(name, sizeof name, "bcfix.%s.%s.%s", cast_names[cast.operation], from_name, to_name);
    helper = bcf_helper(builder->lowering, name, bcf_function_type(module, cast.to, &from, 1), cast_body, &cast);
    if (bcf_is_odd_width(bcf_type_integer_width(module, cast.to))) {
        value = bcf_call(builder, helper, &value, 1);
        bcf_in_place_of(builder, insn);
        bcf_clear_above(builder, value);
    } else {
        bcf_in_place_of(builder, insn);
        bcf_call(builder, helper, &value, 1);
    }
    bcf_note(builder->lowering, BCFIX_BCF022_WIDE_INTEGER, insn, "%s from %s to %s became a call of a helper",
             cast_names[cast.operation], from_name, to_name);
    return BCF_REWRITTEN;
}

/* Sulong's conversion from unsigned i64 to float is off by one in the last place for some numbers from 2^63 on (measured:
 * 0xdeadbeef…). The one to double is right. */
static bool is_u64_to_float(const struct bcf_module *module, uint32_t from, uint32_t to) {
    const struct bcf_type *type = bcf_type(module, from);
    bool scalable = type->code == BCF_TYPE_VECTOR && type->count > 2 && type->ops[2];
    return !scalable && bcf_type_integer_width(module, bcf_type_element(module, from)) == 64 &&
           bcf_type(module, bcf_type_element(module, to))->code == BCF_TYPE_FLOAT;
}

static enum bcf_rewritten u64_to_float(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t value,
                                       struct cast cast) {
    uint32_t from = bcf_type_of(builder, value), helper;
    char name[64];
    snprintf(name, sizeof name, "bcfix.uitofp.v%llui64.f32",
             (unsigned long long)bcf_type_lanes(builder->module, from));
    helper = bcf_helper(builder->lowering, name, bcf_function_type(builder->module, cast.to, &from, 1), u64_body, &cast);
    bcf_in_place_of(builder, insn);
    bcf_call(builder, helper, &value, 1);
    bcf_note(builder->lowering, BCFIX_BCF029_FLOAT, insn, "uitofp from i64 to float became a call of a helper");
    return BCF_REWRITTEN;
}

/* The widths that Sulong converts to and from floating point; any other is UnsupportedSpecializationException. */
static bool converts(uint64_t width) {
    return width == 1 || width == 8 || width == 16 || width == 32 || width == 64;
}

static enum bcf_rewritten sign_extension(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t value,
                                         uint64_t width) {
    if (width <= 64 || bcf_type_lanes(builder->module, bcf_type_of(builder, value)))
        return BCF_KEPT;
    bcf_in_place_of(builder, insn);
    bcf_sign_extend(builder, value, (uint32_t)width);
    bcf_note(builder->lowering, BCFIX_BCF022_WIDE_INTEGER, insn, "sext to i%llu was written with shifts",
             (unsigned long long)width);
    return BCF_REWRITTEN;
}

static enum bcf_rewritten trap(struct bcf_builder *builder, const struct bcf_insn *insn, const char *what) {
    bcf_in_place_of(builder, insn);
    bcf_trap(builder, BCFIX_BCF041_UNSUPPORTED_INSTRUCTION, insn, insn->type, "%s has no form for %s", what,
             builder->lowering->target->name);
    return BCF_REWRITTEN;
}

static bool is_vector(const struct bcf_module *module, uint32_t type) {
    return bcf_type(module, type)->code == BCF_TYPE_VECTOR;
}

/* A bitcast between a wide integer and a vector goes through memory. */
static enum bcf_rewritten bitcast(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t value, uint32_t to) {
    uint32_t from = bcf_type_of(builder, value), place;
    bool wide = bcf_type_integer_width(builder->module, from) > 64 || bcf_type_integer_width(builder->module, to) > 64;
    if (!wide || (!is_vector(builder->module, from) && !is_vector(builder->module, to)))
        return BCF_KEPT;
    place = bcf_alloca(builder, from, 16);
    bcf_store(builder, value, place, 16, false);
    bcf_in_place_of(builder, insn);
    bcf_load(builder, to, place, 16, false);
    bcf_note(builder->lowering, BCFIX_BCF022_WIDE_INTEGER, insn, "a bitcast of a wide integer went through memory");
    return BCF_REWRITTEN;
}

enum bcf_rewritten bcf_rewrite_cast(struct bcf_builder *builder, const struct bcf_insn *insn) {
    struct bcf_module *module = builder->module;
    uint32_t value = (uint32_t)bcf_op(builder, insn, 0), to = (uint32_t)bcf_op(builder, insn, 1);
    uint32_t from = bcf_type_of(builder, value), operation = (uint32_t)bcf_op(builder, insn, 2);
    uint64_t from_width = bcf_type_integer_width(module, from), to_width = bcf_type_integer_width(module, to);
    struct cast cast = {(enum bcf_cast)operation, to};
    switch (operation) {
    case BCF_SEXT:
        return sign_extension(builder, insn, value, to_width);
    case BCF_UITOFP:
        if (is_u64_to_float(module, from, to))
            return u64_to_float(builder, insn, value, cast);
        /* fall through */
    case BCF_SITOFP:
        if (from_width && !converts(from_width) && bcf_is_float(module, to))
            return cast_by_helper(builder, insn, value, cast);
        return BCF_KEPT;
    case BCF_FPTOUI:
    case BCF_FPTOSI:
        if (to_width && !converts(to_width) && bcf_is_float(module, from))
            return cast_by_helper(builder, insn, value, cast);
        return BCF_KEPT;
    case BCF_BITCAST:
        return bitcast(builder, insn, value, to);
    case BCF_ADDRSPACECAST:
        return trap(builder, insn, "addrspacecast");
    default:
        return BCF_KEPT;
    }
}

/* ---- aggregates ---- */

static uint32_t field_type(const struct bcf_module *module, uint32_t type, uint64_t index) {
    const struct bcf_type *t = bcf_type(module, type);
    return (uint32_t)(t->code == BCF_TYPE_ARRAY ? t->ops[1] : t->ops[1 + index]);
}

static uint64_t field_count(const struct bcf_module *module, uint32_t type) {
    const struct bcf_type *t = bcf_type(module, type);
    if (t->code == BCF_TYPE_ARRAY)
        return t->ops[0];
    return t->code == BCF_TYPE_STRUCT_ANON || t->code == BCF_TYPE_STRUCT_NAMED ? t->count - 1 : 0;
}

static bool is_aggregate(const struct bcf_module *module, uint32_t type) {
    uint32_t code = bcf_type(module, type)->code;
    return code == BCF_TYPE_ARRAY || code == BCF_TYPE_STRUCT_ANON || code == BCF_TYPE_STRUCT_NAMED;
}

/* Sulong inserts one scalar at one index (Function.java: "Multiple indices for insertvalue are not yet supported!";
 * BasicNodeFactory.createInsertValue). Anything else goes through memory: the aggregate is stored, the element is
 * stored into its place, and the whole is loaded again. */
enum bcf_rewritten bcf_rewrite_insertval(struct bcf_builder *builder, const struct bcf_insn *insn) {
    struct bcf_module *module = builder->module;
    uint32_t aggregate = (uint32_t)bcf_op(builder, insn, 0), value = (uint32_t)bcf_op(builder, insn, 1);
    uint32_t type = bcf_type_of(builder, aggregate), i32 = bcf_int_type(module, 32), place, address, at = type;
    uint64_t ops[16];
    char kinds[16] = "ltRR";
    if (insn->count == 3 && !is_aggregate(module, bcf_type_of(builder, value)))
        return BCF_KEPT;
    if (insn->count > 14)
        return trap(builder, insn, "insertvalue with that many indices");
    place = bcf_alloca(builder, type, 16);
    bcf_store(builder, aggregate, place, 16, false);
    ops[0] = 0;
    ops[1] = type;
    ops[2] = place;
    ops[3] = bcf_int(builder, i32, 0);
    for (uint32_t i = 2; i < insn->count; i++) {
        uint64_t index = bcf_op(builder, insn, i);
        if (index >= field_count(module, at))
            return trap(builder, insn, "insertvalue");
        at = field_type(module, at, index);
        ops[2 + i] = bcf_int(builder, i32, (int64_t)index);
        kinds[2 + i] = BCF_K_RELATIVE_TYPED;
    }
    address = bcf_emit(builder, BCF_FUNC_GEP, bcf_ptr_type(module), kinds, ops, insn->count + 2);
    bcf_store(builder, value, address, 1, false);
    bcf_in_place_of(builder, insn);
    bcf_load(builder, type, place, 16, false);
    bcf_note(builder->lowering, BCFIX_BCF023_AGGREGATE, insn, "insertvalue went through memory");
    return BCF_REWRITTEN;
}

/* Whether the highest bit of the value is known to be 0: it is a zero extension, or a small number. */
static bool is_widened(const struct bcf_builder *builder, uint32_t value) {
    const struct bcf_function *function = builder->function;
    int64_t number;
    if (bcf_constant_int(builder->module, function, value, &number))
        return number >= 0;
    for (size_t i = 0; (value & BCF_LOCAL) && i < function->insns.count; i++) {
        const struct bcf_insn *insn = &function->insns.data[i];
        if (insn->result == (value & ~BCF_LOCAL))
            return insn->code == BCF_FUNC_CAST && bcf_op(builder, insn, 2) == BCF_ZEXT;
    }
    return false;
}

/* Sulong's LLVMIVarBitLarge divides as if numbers had a sign: 1 / (2^128 - 1) gives 2^128 - 1 (measured on 25.0). With more
 * bits above, the numbers have none. */
enum bcf_rewritten bcf_rewrite_binop(struct bcf_builder *builder, const struct bcf_insn *insn) {
    uint32_t x = (uint32_t)bcf_op(builder, insn, 0), y = (uint32_t)bcf_op(builder, insn, 1), quotient;
    enum bcf_binop operation = (enum bcf_binop)bcf_op(builder, insn, 2);
    uint32_t width = bcf_width(builder, x);
    if (width <= 64 || (operation != BCF_UDIV && operation != BCF_UREM))
        return BCF_KEPT;
    if (is_widened(builder, x) && is_widened(builder, y)) /* bcfix's own work */
        return BCF_KEPT;
    x = bcf_zero_extend(builder, x, (width / 64 + 1) * 64);
    y = bcf_zero_extend(builder, y, (width / 64 + 1) * 64);
    quotient = bcf_binop(builder, operation, x, y);
    bcf_in_place_of(builder, insn);
    bcf_truncate(builder, quotient, width);
    bcf_note(builder->lowering, BCFIX_BCF022_WIDE_INTEGER, insn, "an unsigned division of i%u was done with more bits", width);
    return BCF_REWRITTEN;
}
