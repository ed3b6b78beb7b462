/* Steps from addresses that Sulong takes for handles.
 *
 * Of an address with its two upper bits set Sulong believes that it stands for a foreign object (LLVMHandleMemoryBase). A load or
 * store of an integer reads through a getelementptr in one node (LLVMWithElementPtrLoadNode), and that asks the base alone, not
 * the sum; since 25.0 it also asks when there is no such object (LLVMNode.isAutoDerefHandle). LLVM's optimizer writes such
 * bases: `getelementptr i8, ptr inttoptr (i64 -1 to ptr), i64 %end` is the last element before an end (SCEVExpander). So the
 * sum is made of integers.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/carriers.h"
#include "lower/rewrite.h"

#include <string.h>

/* Whether a constant is an integer as an address, and one that is that far up. CE_CAST is [operation, type, value]. */
static bool is_far_constant(const struct bcf_builder *builder, uint32_t value) {
    struct bcf_unpacked constant = {0};
    int64_t number;
    bool far = bcf_constant_record(builder->module, builder->function, value, &constant) && constant.code == BCF_CST_CE_CAST &&
               constant.ops.data[0] == BCF_INTTOPTR &&
               bcf_constant_int(builder->module, builder->function, (uint32_t)constant.ops.data[2], &number) && number < 0;
    bcf_free_array(builder->module->context, &constant.ops);
    return far;
}

static bool is_far(const struct bcf_builder *builder, uint32_t value) {
    size_t index = value & ~BCF_LOCAL;
    return is_far_constant(builder, value) || ((value & BCF_LOCAL) && index < builder->far.count && builder->far.data[index]);
}

/* Whether the result may be such an address, since an operand may be. What becomes an address when the program runs is a place. */
static bool leads_far(const struct bcf_builder *builder, const struct bcf_insn *insn) {
    if (insn->code == BCF_FUNC_GEP)
        return is_far(builder, (uint32_t)bcf_op(builder, insn, 2));
    if (insn->code == BCF_FUNC_FREEZE)
        return is_far(builder, (uint32_t)bcf_op(builder, insn, 0));
    if (insn->code == BCF_FUNC_VSELECT)
        return is_far(builder, (uint32_t)bcf_op(builder, insn, 0)) || is_far(builder, (uint32_t)bcf_op(builder, insn, 1));
    for (uint32_t i = 1; insn->code == BCF_FUNC_PHI && i + 1 < insn->count; i += 2)
        if (is_far(builder, (uint32_t)bcf_op(builder, insn, i)))
            return true;
    return false;
}

void bcf_follow_far(struct bcf_builder *builder, const struct bcf_insn *insn) {
    if (insn->result == BCF_NONE || bcf_type(builder->module, insn->type)->code != BCF_TYPE_OPAQUE_POINTER ||
        !leads_far(builder, insn))
        return;
    while (builder->far.count <= insn->result)
        if (!bcf_push(builder->module->context, &builder->far, false))
            return;
    builder->far.data[insn->result] = true;
}

/* The step from null, as a number, and the base to it. */
bool bcf_rewrite_far_step(struct bcf_builder *builder, const struct bcf_insn *insn) {
    enum { MOST = 32 };
    uint64_t ops[MOST];
    uint8_t kinds[MOST + 1] = {0};
    uint32_t base = (uint32_t)bcf_op(builder, insn, 2), i64, sum;
    if (insn->count > MOST || !is_far(builder, base) ||
        bcf_type(builder->module, insn->type)->code != BCF_TYPE_OPAQUE_POINTER)
        return false;
    memcpy(ops, builder->function->ops.data + insn->first, insn->count * sizeof *ops);
    memcpy(kinds, builder->function->kinds.data + insn->first, insn->count);
    i64 = bcf_int_type(builder->module, 64);
    ops[0] = 0; /* no step from null is within an object */
    ops[2] = bcf_null(builder, insn->type);
    sum = bcf_emit(builder, BCF_FUNC_GEP, insn->type, (const char *)kinds, ops, insn->count);
    sum = bcf_cast(builder, BCF_PTRTOINT, sum, i64);
    base = bcf_cast(builder, BCF_PTRTOINT, base, i64);
    sum = bcf_binop(builder, BCF_ADD, sum, base);
    bcf_in_place_of(builder, insn);
    bcf_cast(builder, BCF_INTTOPTR, sum, insn->type);
    bcf_note(builder->lowering, BCFIX_BCF081_FAR_STEP, insn, "an address was calculated with integers");
    return true;
}
