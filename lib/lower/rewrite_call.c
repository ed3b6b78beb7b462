/* Calls and invokes: what the plan of the callee says.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/intrinsics.h"
#include "lower/plan.h"
#include "lower/rewrite.h"
#include "lower/signatures.h"

/* Whether the callee is a global that has a plan, and which. */
static bool planned(const struct bcf_builder *builder, uint64_t callee, struct bcf_global_plan *plan) {
    if (callee >= builder->lowering->plans.count)
        return false;
    *plan = builder->lowering->plans.data[callee];
    return true;
}

static bool is_inline_asm(const struct bcf_builder *builder, uint64_t callee) {
    const struct bcf_function *function = builder->function;
    size_t index;
    if (callee & BCF_CONSTANT)
        return bcf_pack_code(&builder->module->constants.pack, callee & ~(uint64_t)BCF_CONSTANT) == BCF_CST_INLINEASM;
    if (!(callee & BCF_LOCAL))
        return false;
    index = bcf_constant_index(function, callee & ~(uint64_t)BCF_LOCAL);
    return index != SIZE_MAX && bcf_pack_code(&function->constants.pack, index) == BCF_CST_INLINEASM;
}

static enum bcf_rewritten drop_call(struct bcf_builder *builder, const struct bcf_insn *insn, struct bcf_string name) {
    unsigned code = bcf_string_begins(name, "llvm.lifetime") ? BCFIX_BCF011_LIFETIME_MARKERS : BCFIX_BCF015_HINT;
    bcf_note(builder->lowering, code, insn, "calls of %.*s were dropped", (int)name.size, name.data);
    if (insn->result != BCF_NONE) /* a token, of which there is one that means none */
        bcf_replace_with(builder, insn, bcf_null(builder, insn->type));
    return BCF_DROPPED;
}

static uint32_t result_type(const struct bcf_insn *insn) {
    return insn->result == BCF_NONE ? BCF_NO_RESULT : insn->type;
}

static enum bcf_rewritten trap_call(struct bcf_builder *builder, const struct bcf_insn *insn, struct bcf_string name) {
    bcf_in_place_of(builder, insn);
    bcf_trap(builder, BCFIX_BCF040_UNSUPPORTED_INTRINSIC, insn, result_type(insn), "%.*s is not available on %s",
             (int)name.size, name.data, builder->lowering->target->name);
    return BCF_REWRITTEN;
}

static enum bcf_rewritten trap_unknown(struct bcf_builder *builder, const struct bcf_insn *insn, struct bcf_string name) {
    bcf_in_place_of(builder, insn);
    bcf_trap(builder, BCFIX_BCF044_UNKNOWN_INTRINSIC, insn, result_type(insn), "no LLVM has %.*s", (int)name.size, name.data);
    return BCF_REWRITTEN;
}

static enum bcf_rewritten call_older(struct bcf_builder *builder, const struct bcf_insn *insn, struct bcf_string name,
                                     const struct bcf_signature *signature) {
    if (!bcf_signature_call(builder, signature, insn))
        return trap_call(builder, insn, name);
    bcf_note(builder->lowering, BCFIX_BCF038_INTRINSIC_SIGNATURE, insn, "%.*s was called with the operands of LLVM %u",
             (int)name.size, name.data, builder->lowering->target->llvm_major);
    return BCF_REWRITTEN;
}

/* A call of an intrinsic that could not become a definition. */
static enum bcf_rewritten lower_call(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t callee,
                                     struct bcf_global_plan plan) {
    struct bcf_string name = plan.name.size ? plan.name : bcf_global_name(builder->module, callee);
    struct bcf_intrinsic intrinsic;
    switch (plan.call) {
    case BCF_CALL_DROPPED:
        return drop_call(builder, insn, name);
    case BCF_CALL_EXPANDED:
        intrinsic = bcf_intrinsic_of(builder->lowering, callee);
        if (plan.row->expand(builder, &intrinsic, insn))
            return BCF_REWRITTEN;
        return trap_call(builder, insn, name);
    case BCF_CALL_EITHER:
        return plan.row->in_place(builder, insn) ? BCF_REWRITTEN : BCF_KEPT;
    case BCF_CALL_VALUE:
        bcf_note(builder->lowering, BCFIX_BCF020_INTRINSIC, insn, "calls of %.*s were replaced by what they give",
                 (int)name.size, name.data);
        bcf_replace_with(builder, insn, plan.row->value(builder, insn));
        return BCF_DROPPED;
    case BCF_CALL_OLDER:
        return call_older(builder, insn, name, plan.signature);
    case BCF_CALL_TRAPS:
        return trap_call(builder, insn, name);
    case BCF_CALL_UNKNOWN:
        return trap_unknown(builder, insn, name);
    default:
        return BCF_KEPT;
    }
}

/* Which only calls of intrinsics may have; lists are many times the same. */
static bool has_immarg(struct bcf_lowering *lowering, uint64_t list) {
    enum { IMMARG = 60, NO = 1, YES = 2 };
    bcf_bytes *known = &lowering->immarg;
    size_t lists = lowering->module->attribute_lists.list.count;
    if (list == 0 || list > lists)
        return false;
    if (known->count <= lists && !bcf_reserve(lowering->context, known, lists + 1 - known->count))
        return false;
    while (known->count <= lists)
        known->data[known->count++] = 0;
    if (!known->data[list])
        known->data[list] = bcf_list_has(lowering->module, list, IMMARG) ? YES : NO;
    return known->data[list] == YES;
}

/* A call of what was an intrinsic: that an argument is immarg is said no more. Other facts may go with it. */
static void call_definition(struct bcf_builder *builder, const struct bcf_insn *insn, const struct bcf_global_plan *plan,
                            uint32_t callee) {
    if (plan->row && bcf_global_is_defined(builder->module, callee) &&
        has_immarg(builder->lowering, bcf_op(builder, insn, BCF_CALL_ATTRIBUTES)))
        builder->function->ops.data[insn->first + BCF_CALL_ATTRIBUTES] = 0;
}

static bool is_syscall(const struct bcf_builder *builder, uint64_t callee) {
    return callee < builder->module->globals.count && bcf_string_is(bcf_global_name(builder->module, (uint32_t)callee), "syscall");
}

enum bcf_rewritten bcf_rewrite_call(struct bcf_builder *builder, const struct bcf_insn *insn) {
    uint64_t callee = bcf_op(builder, insn, BCF_CALL_CALLEE);
    bool graalvm = bcf_lowers_for(builder->lowering, BCF_FAMILY_GRAALVM);
    struct bcf_global_plan plan;
    if (is_inline_asm(builder, callee))
        return graalvm ? bcf_rewrite_inline_asm(builder, insn) : BCF_KEPT;
    if (!planned(builder, callee, &plan)) /* a function that the module gained has no plan */
        return graalvm && is_syscall(builder, callee) ? bcf_rewrite_syscall(builder, insn) : BCF_KEPT;
    if (graalvm && plan.call == BCF_CALL_KEPT)
        bcf_limit_sizes(builder, insn, (uint32_t)callee);
    if (plan.instead) {
        callee = plan.instead - 1;
        builder->function->ops.data[insn->first + BCF_CALL_CALLEE] = callee;
        planned(builder, callee, &plan);
    }
    if (graalvm && plan.call == BCF_CALL_KEPT && is_syscall(builder, callee))
        return bcf_rewrite_syscall(builder, insn);
    call_definition(builder, insn, &plan, (uint32_t)callee);
    return lower_call(builder, insn, (uint32_t)callee, plan);
}

/* The CALL with the operands of an INVOKE. */
static bool call_instead(struct bcf_builder *builder, const struct bcf_insn *invoke) {
    struct bcf_function *function = builder->function;
    uint64_t cc = bcf_op(builder, invoke, BCF_CALL_CC);
    size_t first = function->ops.count;
    struct bcf_insn call = *invoke;
    /* An invoke has its calling convention in the low bits, a call one bit higher. */
    uint64_t head[] = {bcf_op(builder, invoke, BCF_CALL_ATTRIBUTES),
                       (cc & ~(uint64_t)BCF_INVOKE_EXPLICIT_TYPE) << 1 | BCF_CALL_EXPLICIT_TYPE, 0};
    if (!bcf_reserve(builder->module->context, &function->ops, invoke->count) ||
        !bcf_reserve(builder->module->context, &function->kinds, invoke->count))
        return false;
    for (uint32_t i = 0; i < 3; i++) {
        function->ops.data[function->ops.count++] = head[i];
        function->kinds.data[function->kinds.count++] = i ? BCF_K_LITERAL : BCF_K_ATTRIBUTES;
    }
    for (uint32_t i = BCF_INVOKE_TYPE; i < invoke->count; i++) {
        function->ops.data[function->ops.count++] = function->ops.data[invoke->first + i];
        function->kinds.data[function->kinds.count++] = function->kinds.data[invoke->first + i];
    }
    call.code = BCF_FUNC_CALL;
    call.first = (uint32_t)first;
    call.count = (uint32_t)(function->ops.count - first);
    call.attachment = 0;
    if (bcf_rewrite_call(builder, &call) == BCF_KEPT)
        return bcf_push(builder->module->context, &builder->out, call);
    return true;
}

/* Sulong resolves the callee of an invoke like that of any function, and finds no intrinsics that way (measured:
 * "External LLVMFunction llvm.donothing cannot be found."). None of them unwinds, so a call and a branch do the same. */
enum bcf_rewritten bcf_rewrite_invoke(struct bcf_builder *builder, const struct bcf_insn *insn) {
    uint64_t callee = bcf_op(builder, insn, BCF_INVOKE_CALLEE);
    uint32_t normal = (uint32_t)bcf_op(builder, insn, BCF_INVOKE_NORMAL);
    uint32_t unwind = (uint32_t)bcf_op(builder, insn, BCF_INVOKE_UNWIND);
    struct bcf_global_plan plan;
    struct bcf_string name;
    if (bcf_lowers_for(builder->lowering, BCF_FAMILY_LLVM) && (!planned(builder, callee, &plan) || plan.call == BCF_CALL_KEPT))
        return BCF_KEPT;
    if (!is_inline_asm(builder, callee)) {
        if (!planned(builder, callee, &plan))
            return BCF_KEPT;
        name = bcf_global_name(builder->module, (uint32_t)callee);
        if (plan.call == BCF_CALL_KEPT && !bcf_string_begins(name, "llvm."))
            return BCF_KEPT;
        bcf_note(builder->lowering, BCFIX_BCF030_INVOKE_OF_INTRINSIC, insn, "an invoke of %.*s became a call",
                 (int)name.size, name.data);
    }
    if (!call_instead(builder, insn) || !bcf_drop_edge(builder, unwind))
        return BCF_REWRITTEN;
    bcf_branch(builder, normal);
    return BCF_REWRITTEN;
}

/* callbr is for assembly with jumps; Sulong's Function.java has no case for it. */
enum bcf_rewritten bcf_rewrite_callbr(struct bcf_builder *builder, const struct bcf_insn *insn) {
    const struct bcfix_target *target = builder->lowering->target;
    uint64_t others = bcf_op(builder, insn, 3), callee = bcf_op(builder, insn, (uint32_t)(5 + others));
    uint32_t next = (uint32_t)bcf_op(builder, insn, 2);
    if (bcf_takes(target, BCF_TAKES_CALLBR_LABELS) &&
        (insn->result == BCF_NONE || bcf_takes(target, BCF_TAKES_CALLBR_OUTPUTS)) &&
        (is_inline_asm(builder, callee) || bcf_takes(target, BCF_TAKES_CALLBR_INTRINSICS)))
        return BCF_KEPT;
    if (insn->result == BCF_NONE && is_inline_asm(builder, callee) && bcf_assembly_is_empty(builder, callee)) {
        bcf_note(builder->lowering, BCFIX_BCF024_INLINE_ASSEMBLY, insn, "inline assembly that is empty jumps nowhere");
    } else {
        bcf_in_place_of(builder, insn);
        bcf_trap(builder, BCFIX_BCF041_UNSUPPORTED_INSTRUCTION, insn, result_type(insn), "callbr is not available on %s",
                 target->name);
    }
    for (uint64_t i = 0; i < others; i++)
        if (!bcf_drop_edge(builder, (uint32_t)bcf_op(builder, insn, (uint32_t)(4 + i))))
            return BCF_REWRITTEN;
    bcf_branch(builder, next);
    return BCF_REWRITTEN;
}
