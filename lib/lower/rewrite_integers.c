/* Instructions on integers that the target lacks or gets wrong.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/lanes.h"
#include "lower/layout.h"
#include "lower/pointer_size.h"
#include "lower/rewrite.h"

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

/* Sulong's CastOperator has no node for it. Where both pointers are plain addresses nothing changes. */
static enum bcf_rewritten between_spaces(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t value, uint32_t to) {
    struct bcf_module *module = builder->module;
    if (!bcf_is_plain_pointer(module, bcf_type_of(builder, value)) || !bcf_is_plain_pointer(module, to))
        return trap(builder, insn, "addrspacecast");
    value = bcf_cast(builder, BCF_PTRTOINT, value, bcf_int_type(module, 64));
    bcf_in_place_of(builder, insn);
    bcf_cast(builder, BCF_INTTOPTR, value, to);
    bcf_note(builder->lowering, BCFIX_BCF037_INSTRUCTION_FORM, insn, "addrspacecast went through an integer");
    return BCF_REWRITTEN;
}

enum bcf_rewritten bcf_rewrite_cast(struct bcf_builder *builder, const struct bcf_insn *insn) {
    struct bcf_module *module = builder->module;
    uint32_t value = (uint32_t)bcf_op(builder, insn, 0), to = (uint32_t)bcf_op(builder, insn, 1);
    uint32_t operation = (uint32_t)bcf_op(builder, insn, 2);
    switch (operation) {
    case BCF_SEXT:
        return sign_extension(builder, insn, value, bcf_type_integer_width(module, to));
    case BCF_UITOFP:
    case BCF_SITOFP:
    case BCF_FPTOUI:
    case BCF_FPTOSI:
        return bcf_rewrite_conversion(builder, insn);
    case BCF_BITCAST:
        return bcf_rewrite_bitcast(builder, insn);
    case BCF_ADDRSPACECAST:
        return between_spaces(builder, insn, value, to);
    default:
        return BCF_KEPT;
    }
}

/* ---- aggregates ---- */

/* Sulong inserts one scalar at one index (Function.java: "Multiple indices for insertvalue are not yet supported!";
 * BasicNodeFactory.createInsertValue). Anything else goes through memory: the aggregate is stored, the element is
 * stored into its place, and the whole is loaded again. */
enum bcf_rewritten bcf_rewrite_insertval(struct bcf_builder *builder, const struct bcf_insn *insn) {
    struct bcf_module *module = builder->module;
    uint32_t aggregate = (uint32_t)bcf_op(builder, insn, 0), value = (uint32_t)bcf_op(builder, insn, 1);
    uint32_t type = bcf_type_of(builder, aggregate), i32, place, address, at = type;
    uint64_t ops[16];
    char kinds[16] = "ltRR";
    if (insn->count == 3 && !bcf_is_aggregate(module, bcf_type_of(builder, value)))
        return BCF_KEPT;
    if (insn->count > 14)
        return trap(builder, insn, "insertvalue with that many indices");
    i32 = bcf_int_type(module, 32); /* not before: it may be a type that the module gains */
    place = bcf_alloca(builder, type, 16);
    bcf_store(builder, aggregate, place, 16, false);
    ops[0] = 0;
    ops[1] = type;
    ops[2] = place;
    ops[3] = bcf_int(builder, i32, 0);
    for (uint32_t i = 2; i < insn->count; i++) {
        uint64_t index = bcf_op(builder, insn, i);
        if (index >= bcf_field_count(module, at))
            return trap(builder, insn, "insertvalue");
        at = bcf_field_type(module, at, index);
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
