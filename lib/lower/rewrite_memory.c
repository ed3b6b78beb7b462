/* Loads and stores.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/aggregates.h"
#include "lower/lanes.h"

/* The width in memory of an integer that is not made of whole bytes, else 0. LLVM keeps such a value in the next whole
 * byte with zeros above it; Sulong's LLVMNativeMemory.getIVarBit has no such widths. i1 it has. */
static uint32_t padded_width(const struct bcf_builder *builder, uint32_t type) {
    uint64_t width = bcf_type_integer_width(builder->module, type);
    if (width == 0 || width == 1 || width % 8 == 0)
        return 0;
    return (uint32_t)((width + 7) / 8 * 8);
}

/* Sulong makes plain reads of atomic and volatile loads (CommonNodeFactory.createLoad), and the Graal compiler then takes
 * them out of loops; a fence in the loop keeps them there (measured: row 31 of the acceptance notes). */
static bool is_hoisted(const struct bcf_builder *builder, const struct bcf_insn *load) {
    return load->code == BCF_FUNC_LOADATOMIC || bcf_op(builder, load, 3) != 0;
}

/* Whether the instruction after this one, which stands in the old list, is a fence already. */
static bool has_fence_behind(const struct bcf_builder *builder, const struct bcf_insn *access) {
    const bcf_insns *insns = &builder->function->insns;
    for (size_t i = 0; i + 1 < insns->count; i++) {
        if (insns->data[i].first != access->first || insns->data[i].code != access->code)
            continue;
        for (i++; i < insns->count; i++)
            if (bcf_code_is_instruction(insns->data[i].code))
                return insns->data[i].code == BCF_FUNC_FENCE;
    }
    return false;
}

/* The instruction itself with a fresh or the old result, in the new list. */
static bool copy(struct bcf_builder *builder, const struct bcf_insn *insn) {
    return bcf_push(builder->module->context, &builder->out, *insn);
}

static enum bcf_ordering fence_for(const struct bcf_builder *builder, const struct bcf_insn *load) {
    enum { ORDERING = 4 };
    bool sequential = load->code == BCF_FUNC_LOADATOMIC && bcf_op(builder, load, ORDERING) == BCF_SEQ_CST;
    return sequential ? BCF_SEQ_CST : BCF_ACQUIRE;
}

/* What a load of a struct or array gives must not be what is there later (aggregates.h). */
static enum bcf_rewritten copy_aggregate(struct bcf_builder *builder, const struct bcf_insn *insn) {
    struct bcf_insn load = *insn;
    load.result = (uint32_t)builder->function->types.count;
    load.attachment = 0;
    if (!bcf_push(builder->module->context, &builder->function->types, insn->type) || !copy(builder, &load))
        return BCF_REWRITTEN;
    if (is_hoisted(builder, insn))
        bcf_fence(builder, BCF_ACQUIRE);
    bcf_keep_value(builder, insn, BCF_LOCAL | load.result);
    bcf_note(builder->lowering, BCFIX_BCF080_AGGREGATE_COPY, insn, "a loaded struct or array was copied");
    return BCF_REWRITTEN;
}

enum bcf_rewritten bcf_rewrite_load(struct bcf_builder *builder, const struct bcf_insn *insn) {
    /* pointer, type, alignment, volatile; for an atomic one also ordering and scope */
    uint32_t pointer = (uint32_t)bcf_op(builder, insn, 0), type = (uint32_t)bcf_op(builder, insn, 1);
    uint32_t padded = padded_width(builder, type);
    uint64_t align = bcf_op(builder, insn, 2);
    bool is_volatile = bcf_op(builder, insn, 3) != 0;
    if (padded) {
        uint32_t wide = bcf_load(builder, bcf_int_type(builder->module, padded), pointer,
                                 align && align < 32 ? 1u << (align - 1) : 1, is_volatile);
        if (is_volatile)
            bcf_fence(builder, BCF_ACQUIRE);
        bcf_in_place_of(builder, insn);
        bcf_truncate(builder, wide, (uint32_t)bcf_type_integer_width(builder->module, type));
        bcf_note(builder->lowering, BCFIX_BCF022_WIDE_INTEGER, insn, "a load of part of a byte became one of whole bytes");
        return BCF_REWRITTEN;
    }
    if (bcf_load_is_lazy(builder, insn))
        return copy_aggregate(builder, insn);
    if (!is_hoisted(builder, insn) || has_fence_behind(builder, insn))
        return BCF_KEPT;
    if (!copy(builder, insn))
        return BCF_REWRITTEN;
    bcf_fence(builder, fence_for(builder, insn));
    bcf_note(builder->lowering, BCFIX_BCF021_ATOMIC, insn, "a fence keeps an atomic or volatile load in its place");
    return BCF_REWRITTEN;
}

/* An atomic store is a plain write too. The processor may put off a write behind the loads that follow it, which none of
 * the orders but sequential consistency forbids: for that, natively, it is an exchange. */
static enum bcf_rewritten order_store(struct bcf_builder *builder, const struct bcf_insn *insn) {
    enum { ORDERING = 4 };
    if (insn->code != BCF_FUNC_STOREATOMIC || bcf_op(builder, insn, ORDERING) != BCF_SEQ_CST || has_fence_behind(builder, insn) ||
        !copy(builder, insn))
        return BCF_KEPT;
    bcf_fence(builder, BCF_SEQ_CST);
    bcf_note(builder->lowering, BCFIX_BCF021_ATOMIC, insn, "a fence keeps a sequentially consistent store before what follows");
    return BCF_REWRITTEN;
}

enum bcf_rewritten bcf_rewrite_store(struct bcf_builder *builder, const struct bcf_insn *insn) {
    /* pointer, value, alignment, volatile */
    uint32_t pointer = (uint32_t)bcf_op(builder, insn, 0), value = (uint32_t)bcf_op(builder, insn, 1);
    uint32_t padded = padded_width(builder, bcf_type_of(builder, value));
    uint64_t align = bcf_op(builder, insn, 2);
    bool is_volatile = bcf_op(builder, insn, 3) != 0;
    if (!padded)
        return order_store(builder, insn);
    bcf_store(builder, bcf_zero_extend(builder, value, padded), pointer, align && align < 32 ? 1u << (align - 1) : 1,
              is_volatile);
    bcf_note(builder->lowering, BCFIX_BCF022_WIDE_INTEGER, insn, "a store of part of a byte became one of whole bytes");
    return BCF_REWRITTEN;
}

/* LLVM 14 reads no fifth operand, the address space when it is not the data layout's. */
enum bcf_rewritten bcf_rewrite_alloca(struct bcf_builder *builder, const struct bcf_insn *insn) {
    if (insn->count <= 4 || bcf_takes(builder->lowering->target, BCF_TAKES_ALLOCA_ADDRSPACE))
        return BCF_KEPT;
    bcf_in_place_of(builder, insn);
    bcf_trap(builder, BCFIX_BCF041_UNSUPPORTED_INSTRUCTION, insn, insn->type,
             "alloca in another address space has no form for %s", builder->lowering->target->name);
    return BCF_REWRITTEN;
}

/* Sulong's GEPs take constant indices of 32 and 64 bits only. Any other is extended with its sign to 64, which is the width
 * of an index on its platforms; of a wider one only the lower 64 bits count. */
enum bcf_rewritten bcf_rewrite_gep(struct bcf_builder *builder, const struct bcf_insn *insn) {
    bool changed = false;
    for (uint32_t i = 3; i < insn->count; i++) { /* flags, type, pointer, indices */
        uint32_t index = (uint32_t)bcf_op(builder, insn, i), fresh;
        uint64_t width = bcf_type_integer_width(builder->module, bcf_type_of(builder, index));
        int64_t number;
        if (!width || width == 32 || width == 64)
            continue;
        if (width > 64)
            fresh = bcf_truncate(builder, index, 64);
        else if (bcf_constant_int(builder->module, builder->function, index, &number))
            fresh = bcf_int(builder, bcf_int_type(builder->module, 64), number);
        else
            continue;
        builder->function->ops.data[insn->first + i] = fresh;
        changed = true;
    }
    if (changed)
        bcf_note(builder->lowering, BCFIX_BCF037_INSTRUCTION_FORM, insn,
                 "an index of getelementptr was written with 64 bits");
    if (!bcf_takes(builder->lowering->target, BCF_TAKES_FAR_STEPS) && bcf_rewrite_far_step(builder, insn))
        return BCF_REWRITTEN;
    return BCF_KEPT;
}
