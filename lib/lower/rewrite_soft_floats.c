/* Instructions on numbers that the target has none of: their bits are what is moved, and helpers do what is computed.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/carriers.h"
#include "lower/rewrite.h"
#include "lower/soft_floats.h"
#include "lower/vectors.h"

/* What the value was before it became an integer, or BCF_NONE. */
static uint32_t soft_type(const struct bcf_builder *builder, uint32_t value) {
    uint32_t local = value & ~BCF_LOCAL, type;
    if (value & BCF_LOCAL)
        return local < builder->soft_types.count ? builder->soft_types.data[local] : BCF_NONE;
    type = bcf_type_of(builder, value);
    return type != BCF_NONE && bcf_is_soft(builder->module, type) ? type : BCF_NONE;
}

/* That, or the type that the value has. */
static uint32_t type_before(const struct bcf_builder *builder, uint32_t value) {
    uint32_t type = soft_type(builder, value);
    return type == BCF_NONE ? bcf_type_of(builder, value) : type;
}

/* ---- before the walk ---- */

static bool has_soft(const struct bcf_builder *builder) {
    const struct bcf_function *function = builder->function;
    for (size_t i = 0; i < function->types.count; i++)
        if (bcf_is_soft(builder->module, function->types.data[i]))
            return true;
    for (size_t i = 0; i < function->ops.count; i++) {
        uint64_t op = function->ops.data[i];
        uint8_t kind = function->kinds.data[i];
        if ((kind == BCF_K_TYPE && bcf_holds_soft(builder->module, (uint32_t)op)) ||
            (bcf_kind_is_value(kind) && (op & BCF_CONSTANT) && soft_type(builder, (uint32_t)op) != BCF_NONE))
            return true;
    }
    return false;
}

static bool retype(struct bcf_builder *builder) {
    struct bcf_function *function = builder->function;
    for (size_t i = 0; i < function->types.count; i++) {
        uint32_t type = function->types.data[i], bits = bcf_soft_bits(builder->module, type);
        if (!bcf_push(builder->module->context, &builder->soft_types, bits == BCF_NONE ? BCF_NONE : type))
            return false;
        if (bits != BCF_NONE)
            function->types.data[i] = bits;
    }
    for (size_t i = 0; i < function->constants.types.count; i++)
        if (bcf_is_soft(builder->module, function->constants.types.data[i]))
            function->constants.types.data[i] = bcf_soft_bits(builder->module, function->constants.types.data[i]);
    return true;
}

/* The result and the types that the instruction names. What is only said of floating point numbers goes: fast-math flags,
 * and metadata. */
static void retype_insn(struct bcf_builder *builder, struct bcf_insn *insn) {
    struct bcf_function *function = builder->function;
    if (insn->result != BCF_NONE && bcf_holds_soft(builder->module, insn->type)) {
        bcf_drop_math_flags(builder, insn);
        insn->attachment = 0;
    }
    if (insn->result != BCF_NONE)
        insn->type = function->types.data[insn->result];
    for (uint32_t i = 0; i < insn->count; i++) {
        uint64_t *op = &function->ops.data[insn->first + i];
        if (function->kinds.data[insn->first + i] == BCF_K_TYPE && bcf_is_soft(builder->module, (uint32_t)*op))
            *op = bcf_soft_bits(builder->module, (uint32_t)*op);
    }
}

bool bcf_prepare_soft(struct bcf_builder *builder, bool *needed) {
    bcf_insns *insns = &builder->function->insns;
    *needed = has_soft(builder);
    if (!*needed)
        return true;
    if (!bcf_soft_constants(builder->lowering, builder->function) || !retype(builder))
        return false;
    for (size_t i = 0; i < insns->count; i++)
        if (bcf_code_is_instruction(insns->data[i].code))
            retype_insn(builder, &insns->data[i]);
    return !bcf_failed(builder->module->context);
}

/* ---- operands ---- */

/* A constant of the module still has the type of the number; the function gets one that is its bits. */
static uint32_t plain(struct bcf_builder *builder, uint32_t value) {
    struct bcf_unpacked record = {0};
    uint32_t type = (value & BCF_LOCAL) ? BCF_NONE : soft_type(builder, value), result = value;
    if (type != BCF_NONE && bcf_constant_record(builder->module, builder->function, value, &record))
        result = bcf_constant(builder, bcf_soft_bits(builder->module, type), record.code, record.ops.data, record.ops.count);
    bcf_free_array(builder->module->context, &record.ops);
    return result;
}

static void make_operands_plain(struct bcf_builder *builder, const struct bcf_insn *insn) {
    struct bcf_function *function = builder->function;
    for (uint32_t i = 0; i < insn->count; i++)
        if (bcf_kind_is_value(function->kinds.data[insn->first + i]))
            function->ops.data[insn->first + i] = plain(builder, (uint32_t)bcf_op(builder, insn, i));
}

/* ---- what is computed ---- */

/* One operation, its operands and the types that are elements of theirs and of the result. */
struct operation {
    unsigned code, what; /* the record, and which operation, predicate or cast */
    uint32_t from, to;
};

static uint32_t of_one(struct bcf_builder *builder, const struct operation *operation, const uint32_t values[2]) {
    switch (operation->code) {
    case BCF_FUNC_BINOP:
        return bcf_soft_binop(builder, (enum bcf_binop)operation->what, operation->from, values[0], values[1]);
    case BCF_FUNC_CMP2:
        return bcf_soft_compare(builder, operation->what, operation->from, values[0], values[1]);
    default:
        return bcf_soft_cast(builder, (enum bcf_cast)operation->what, operation->from, operation->to, values[0]);
    }
}

/* Of vectors, element by element. False when there is no helper. */
static bool compute(struct bcf_builder *builder, const struct bcf_insn *insn, const struct operation *operation,
                    const uint32_t values[2]) {
    const struct bcf_type *vector = bcf_type(builder->module, insn->type);
    uint64_t lanes = bcf_type_lanes(builder->module, insn->type);
    bool two = operation->code != BCF_FUNC_CAST;
    uint32_t result;
    if (!lanes) {
        result = of_one(builder, operation, values);
        bcf_replace_with(builder, insn, result);
        return result != BCF_NONE;
    }
    if (vector->count > 2 && vector->ops[2])
        return false;
    result = bcf_poison(builder, insn->type);
    for (uint32_t lane = 0; lane < lanes && result != BCF_NONE; lane++) {
        uint32_t ones[2], one;
        ones[0] = bcf_extract_lane(builder, values[0], lane);
        ones[1] = two ? bcf_extract_lane(builder, values[1], lane) : BCF_NONE;
        one = of_one(builder, operation, ones);
        if (one == BCF_NONE)
            return false;
        if (lane + 1 == lanes)
            bcf_in_place_of(builder, insn);
        result = bcf_insert_lane(builder, result, one, lane);
    }
    return true;
}

static enum bcf_rewritten trap(struct bcf_builder *builder, const struct bcf_insn *insn, const char *what) {
    builder->result = BCF_NONE;
    bcf_in_place_of(builder, insn);
    bcf_trap(builder, BCFIX_BCF041_UNSUPPORTED_INSTRUCTION, insn, insn->type, "%s has no form for %s", what,
             builder->lowering->target->name);
    return BCF_REWRITTEN;
}

static enum bcf_rewritten rewrite_computation(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t before) {
    bool cast = insn->code == BCF_FUNC_CAST;
    uint32_t values[2] = {(uint32_t)bcf_op(builder, insn, 0), (uint32_t)bcf_op(builder, insn, 1)};
    struct operation operation = {insn->code, (unsigned)bcf_op(builder, insn, 2), bcf_type_element(builder->module, before), 0};
    operation.to = bcf_type_element(builder->module, type_before(builder, BCF_LOCAL | insn->result));
    if (cast && operation.what == BCF_BITCAST) {
        bcf_replace_with(builder, insn, bcf_cast(builder, BCF_BITCAST, values[0], insn->type));
        return BCF_REWRITTEN;
    }
    bcf_note(builder->lowering, BCFIX_BCF071_SOFT_FLOAT, insn, "%s of %s was done on bits",
             cast ? "a conversion" : insn->code == BCF_FUNC_CMP2 ? "a comparison" : "arithmetic",
             "half, bfloat or fp128");
    return compute(builder, insn, &operation, values) ? BCF_REWRITTEN
                                                      : trap(builder, insn, "such an operation on half, bfloat or fp128");
}

static enum bcf_rewritten rewrite_negation(struct bcf_builder *builder, const struct bcf_insn *insn) {
    uint32_t value = (uint32_t)bcf_op(builder, insn, 0), element = bcf_type_element(builder->module, insn->type);
    uint64_t width = bcf_type_integer_width(builder->module, element), words[2] = {0}, lanes, ops[BCF_MAX_CARRIED_LANES];
    uint32_t sign;
    words[width / 64 - (width % 64 == 0)] = (uint64_t)1 << (width - 1) % 64;
    sign = bcf_wide_int(builder, element, words, (width + 63) / 64);
    lanes = bcf_type_lanes(builder->module, insn->type);
    if (lanes > BCF_MAX_CARRIED_LANES)
        return trap(builder, insn, "fneg of such a vector");
    for (uint64_t lane = 0; lane < lanes; lane++)
        ops[lane] = sign;
    if (lanes)
        sign = bcf_constant(builder, insn->type, BCF_CST_AGGREGATE, ops, lanes);
    bcf_in_place_of(builder, insn);
    bcf_binop(builder, BCF_XOR, value, sign);
    return BCF_REWRITTEN;
}

/* ---- calls ---- */

/* Whether numbers go to or come from a function that no bitcode here defines. Native code takes them in registers of
 * floating point, so it would get something else. */
static bool leaves_the_bitcode(const struct bcf_builder *builder, uint64_t callee, uint64_t type) {
    const struct bcf_lowering *lowering = builder->lowering;
    const struct bcf_module *module = builder->module;
    if (callee >= module->globals.count || module->globals.data[callee].record.code != BCF_MODULE_FUNCTION ||
        bcf_global_is_defined(module, (uint32_t)callee) || !bcf_holds_soft(module, (uint32_t)type))
        return false;
    return (callee >= lowering->plans.count || lowering->plans.data[callee].call == BCF_CALL_KEPT) &&
           !bcf_string_begins(bcf_global_name(module, (uint32_t)callee), "bcfix: ");
}

static enum bcf_rewritten rewrite_call(struct bcf_builder *builder, const struct bcf_insn *insn) {
    bool invoke = insn->code == BCF_FUNC_INVOKE;
    uint64_t callee = bcf_op(builder, insn, invoke ? BCF_INVOKE_CALLEE : BCF_CALL_CALLEE);
    uint32_t normal = (uint32_t)bcf_op(builder, insn, BCF_INVOKE_NORMAL);
    uint32_t unwind = (uint32_t)bcf_op(builder, insn, BCF_INVOKE_UNWIND);
    struct bcf_string name;
    if (!leaves_the_bitcode(builder, callee, bcf_op(builder, insn, invoke ? BCF_INVOKE_TYPE : BCF_CALL_TYPE)))
        return BCF_KEPT;
    name = bcf_global_name(builder->module, (uint32_t)callee);
    bcf_in_place_of(builder, insn);
    bcf_trap(builder, BCFIX_BCF070_SOFT_FLOAT_CALL, insn, insn->result == BCF_NONE ? BCF_NO_RESULT : insn->type,
             "%.*s takes or gives half, bfloat or fp128, which has no form for %s",
             (int)(name.size < 200 ? name.size : 200), name.data, builder->lowering->target->name);
    if (invoke && bcf_drop_edge(builder, unwind))
        bcf_branch(builder, normal);
    return BCF_REWRITTEN;
}

enum bcf_rewritten bcf_rewrite_soft(struct bcf_builder *builder, const struct bcf_insn *insn) {
    enum { XCHG = 0 }; /* bits for bits (getEncodedRMWOperation) */
    uint32_t first = insn->count ? (uint32_t)bcf_op(builder, insn, 0) : BCF_NONE;
    bool soft_result = insn->result != BCF_NONE && soft_type(builder, BCF_LOCAL | insn->result) != BCF_NONE, soft = false;
    uint32_t before = BCF_NONE, value = BCF_NONE;
    if (insn->count && bcf_kind_is_value(builder->function->kinds.data[insn->first])) {
        before = type_before(builder, first);
        soft = soft_type(builder, first) != BCF_NONE;
    }
    if (insn->code == BCF_FUNC_ATOMICRMW && bcf_op(builder, insn, 2) != XCHG)
        value = soft_type(builder, (uint32_t)bcf_op(builder, insn, 1));
    make_operands_plain(builder, insn);
    switch (insn->code) {
    case BCF_FUNC_CALL:
    case BCF_FUNC_INVOKE:
        return rewrite_call(builder, insn);
    case BCF_FUNC_UNOP:
        return soft_result ? rewrite_negation(builder, insn) : BCF_KEPT;
    case BCF_FUNC_BINOP:
    case BCF_FUNC_CAST:
    case BCF_FUNC_CMP2:
        return soft || soft_result ? rewrite_computation(builder, insn, before) : BCF_KEPT;
    case BCF_FUNC_ATOMICRMW:
        return value == BCF_NONE ? BCF_KEPT : bcf_rewrite_exchange(builder, insn, value);
    default:
        return BCF_KEPT;
    }
}
