/* Integers of more than 64 bits that are not whole bytes, such as the i65 of closed forms of loops.
 *
 * Sulong's LLVMIVarBitLarge keeps such a value in whole bytes, does not clear the bits above it, and takes the highest bit
 * of the last byte for the sign (measured on 25.0: trunc, add, lshr, icmp and sext of i65 go wrong). So each result is
 * cleared with a mask right after it, and what looks at the sign is done with a width that is whole words.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/lanes.h"
#include "lower/rewrite.h"

bool bcf_is_odd_width(uint64_t width) {
    return width > 64 && width % 8 != 0;
}

/* The next width of whole words with room for a sign above. */
static uint32_t words_above(uint32_t width) {
    return (width / 64 + 1) * 64;
}

static uint32_t mask_of(struct bcf_builder *builder, uint32_t width) {
    uint64_t words[64];
    size_t count = (width + 63) / 64;
    if (count > 64)
        return BCF_NONE;
    for (size_t i = 0; i < count; i++)
        words[i] = UINT64_MAX;
    return bcf_wide_int(builder, bcf_int_type(builder->module, width), words, count);
}

uint32_t bcf_clear_above(struct bcf_builder *builder, uint32_t value) {
    uint32_t width = bcf_width(builder, value);
    return bcf_is_odd_width(width) ? bcf_binop(builder, BCF_AND, value, mask_of(builder, width)) : value;
}

/* Whether the next instruction clears this result: then it is bcfix's own work. */
static bool is_cleared(struct bcf_builder *builder, const struct bcf_insn *insn) {
    const bcf_insns *insns = &builder->function->insns;
    uint32_t mask = mask_of(builder, (uint32_t)bcf_type_integer_width(builder->module, insn->type));
    for (size_t i = 0; i < insns->count; i++) {
        const struct bcf_insn *next = &insns->data[i];
        if (next->result == insn->result)
            continue;
        if (next->code == BCF_FUNC_BINOP && bcf_op(builder, next, 0) == (BCF_LOCAL | insn->result) &&
            bcf_op(builder, next, 2) == BCF_AND && bcf_op(builder, next, 1) == mask)
            return true;
    }
    return false;
}

/* The instruction with a fresh result, then the mask in its place. */
static enum bcf_rewritten cleared(struct bcf_builder *builder, const struct bcf_insn *insn) {
    struct bcf_insn copy = *insn;
    if (is_cleared(builder, insn))
        return BCF_KEPT;
    copy.result = (uint32_t)builder->function->types.count;
    if (!bcf_push(builder->module->context, &builder->function->types, insn->type) ||
        !bcf_push(builder->module->context, &builder->out, copy))
        return BCF_REWRITTEN;
    bcf_in_place_of(builder, insn);
    bcf_clear_above(builder, BCF_LOCAL | copy.result);
    return BCF_REWRITTEN;
}

static enum bcf_rewritten noted(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t width,
                                enum bcf_rewritten outcome) {
    if (outcome != BCF_KEPT)
        bcf_note(builder->lowering, BCFIX_BCF022_WIDE_INTEGER, insn, "the bits above an i%u were cleared", width);
    return outcome;
}

/* Does a signed operation on whole words, and cuts the result. */
static enum bcf_rewritten signed_operation(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t width) {
    enum bcf_binop operation = (enum bcf_binop)bcf_op(builder, insn, 2);
    uint32_t y = (uint32_t)bcf_op(builder, insn, 1), wide = words_above(width), x;
    x = bcf_sign_extend(builder, (uint32_t)bcf_op(builder, insn, 0), wide);
    y = operation == BCF_ASHR ? bcf_zero_extend(builder, y, wide) : bcf_sign_extend(builder, y, wide);
    x = bcf_cast(builder, BCF_TRUNC, bcf_binop(builder, operation, x, y), insn->type);
    bcf_in_place_of(builder, insn);
    bcf_clear_above(builder, x);
    return BCF_REWRITTEN;
}

static enum bcf_rewritten binop(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t width) {
    switch (bcf_op(builder, insn, 2)) {
    case BCF_ADD:
    case BCF_SUB:
    case BCF_MUL:
    case BCF_SHL:
    case BCF_XOR: /* with a constant that is negative */
    case BCF_OR:
        return noted(builder, insn, width, cleared(builder, insn));
    case BCF_ASHR:
    case BCF_SDIV:
    case BCF_SREM:
        return noted(builder, insn, width, signed_operation(builder, insn, width));
    default:
        return BCF_KEPT;
    }
}

static enum bcf_rewritten cast(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t width) {
    uint32_t value = (uint32_t)bcf_op(builder, insn, 0);
    switch (bcf_op(builder, insn, 2)) {
    case BCF_TRUNC:
        return noted(builder, insn, width, cleared(builder, insn));
    case BCF_SEXT:
        value = bcf_sign_extend(builder, value, words_above(width));
        value = bcf_cast(builder, BCF_TRUNC, value, insn->type);
        bcf_in_place_of(builder, insn);
        bcf_clear_above(builder, value);
        return noted(builder, insn, width, BCF_REWRITTEN);
    default:
        return BCF_KEPT;
    }
}

static enum bcf_rewritten compare(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t width) {
    enum bcf_predicate predicate = (enum bcf_predicate)bcf_op(builder, insn, 2);
    uint32_t x = (uint32_t)bcf_op(builder, insn, 0), y = (uint32_t)bcf_op(builder, insn, 1), wide = words_above(width);
    x = predicate < BCF_ICMP_SGT ? bcf_zero_extend(builder, x, wide) : bcf_sign_extend(builder, x, wide);
    y = predicate < BCF_ICMP_SGT ? bcf_zero_extend(builder, y, wide) : bcf_sign_extend(builder, y, wide);
    bcf_in_place_of(builder, insn);
    bcf_compare(builder, predicate, x, y);
    return noted(builder, insn, width, BCF_REWRITTEN);
}

enum bcf_rewritten bcf_rewrite_odd_integer(struct bcf_builder *builder, const struct bcf_insn *insn) {
    uint32_t operand = insn->count ? bcf_type_of(builder, (uint32_t)bcf_op(builder, insn, 0)) : BCF_NONE;
    uint64_t width;
    if (insn->code == BCF_FUNC_CMP2 && operand != BCF_NONE) {
        width = bcf_type_integer_width(builder->module, operand);
        return bcf_is_odd_width(width) ? compare(builder, insn, (uint32_t)width) : BCF_KEPT;
    }
    if ((insn->code != BCF_FUNC_BINOP && insn->code != BCF_FUNC_CAST) || insn->type == BCF_NONE)
        return BCF_KEPT;
    width = bcf_type_integer_width(builder->module, insn->type);
    if (!bcf_is_odd_width(width))
        return BCF_KEPT;
    return insn->code == BCF_FUNC_BINOP ? binop(builder, insn, (uint32_t)width) : cast(builder, insn, (uint32_t)width);
}
