/* What a call carries besides its callee and arguments: operand bundles and a calling convention.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/call_forms.h"

#include "target/conventions.h"

#include <string.h>

static const struct {
    const char *tag;
    unsigned llvm;
    enum bcf_bundle_fate fate;
} bundles[] = {
#define BUNDLE(tag, llvm, fate) {tag, llvm, BCF_BUNDLE_##fate},
#include "target/bundles.def"
#undef BUNDLE
};

static bool is_tag(const struct bcf_entry_record *tag, const char *text) {
    size_t size = strlen(text);
    if (tag->count != size)
        return false;
    for (size_t i = 0; i < size; i++)
        if (tag->ops[i] != (unsigned char)text[i])
            return false;
    return true;
}

static uint64_t callee_of(const struct bcf_builder *builder, const struct bcf_insn *call) {
    switch (call->code) {
    case BCF_FUNC_CALL:
        return bcf_op(builder, call, BCF_CALL_CALLEE);
    case BCF_FUNC_INVOKE:
        return bcf_op(builder, call, BCF_INVOKE_CALLEE);
    default: /* CALLBR: the other blocks, the type, the callee */
        return bcf_op(builder, call, (uint32_t)(5 + bcf_op(builder, call, 3)));
    }
}

static bool is_assume(const struct bcf_builder *builder, uint64_t callee) {
    return callee < builder->module->globals.count &&
           bcf_string_is(bcf_global_name(builder->module, (uint32_t)callee), "llvm.assume");
}

enum bcf_bundle_fate bcf_bundle_fate(const struct bcf_builder *builder, const struct bcf_insn *bundle,
                                     const struct bcf_insn *call) {
    const struct bcf_entry_record *tag = &builder->module->bundle_tags.list.data[bcf_op(builder, bundle, 0)];
    bool graalvm = bcf_lowers_for(builder->lowering, BCF_FAMILY_GRAALVM);
    if (is_assume(builder, callee_of(builder, call)))
        return BCF_BUNDLE_STAYS;
    for (size_t i = 0; i < sizeof bundles / sizeof bundles[0]; i++)
        if (is_tag(tag, bundles[i].tag))
            return !graalvm && bundles[i].llvm <= builder->lowering->target->llvm_major ? BCF_BUNDLE_STAYS
                                                                                       : bundles[i].fate;
    return graalvm ? BCF_BUNDLE_TRAPS : BCF_BUNDLE_STAYS;
}

/* CALL and CALLBR have the convention above a bit for tail calls, INVOKE has it in the lowest bits. */
static const char *unknown_convention(const struct bcf_builder *builder, const struct bcf_insn *insn) {
    uint64_t cc = bcf_op(builder, insn, BCF_CALL_CC);
    if (insn->code != BCF_FUNC_INVOKE)
        cc >>= 1;
    return bcf_newer_convention(builder->lowering->target, cc & BCF_CONVENTION_MASK);
}

/* The place stops the program; what goes on to another block goes on to the normal one, which keeps the shape. */
static enum bcf_rewritten trap(struct bcf_builder *builder, const struct bcf_insn *insn, const char *format,
                               const char *what) {
    uint32_t type = insn->result == BCF_NONE ? BCF_NO_RESULT : insn->type, normal = BCF_NONE;
    uint64_t others = 0;
    if (insn->code != BCF_FUNC_CALL)
        normal = (uint32_t)bcf_op(builder, insn, BCF_INVOKE_NORMAL);
    if (insn->code == BCF_FUNC_CALLBR)
        others = bcf_op(builder, insn, 3);
    bcf_in_place_of(builder, insn);
    bcf_trap(builder, BCFIX_BCF041_UNSUPPORTED_INSTRUCTION, insn, type, format, what, builder->lowering->target->name);
    if (insn->code == BCF_FUNC_INVOKE && !bcf_drop_edge(builder, (uint32_t)bcf_op(builder, insn, BCF_INVOKE_UNWIND)))
        return BCF_REWRITTEN;
    for (uint64_t i = 0; i < others; i++)
        if (!bcf_drop_edge(builder, (uint32_t)bcf_op(builder, insn, (uint32_t)(4 + i))))
            return BCF_REWRITTEN;
    if (normal != BCF_NONE)
        bcf_branch(builder, normal);
    return BCF_REWRITTEN;
}

enum bcf_rewritten bcf_rewrite_call_form(struct bcf_builder *builder, const struct bcf_insn *insn, size_t first_bundle,
                                         size_t end) {
    const char *convention;
    for (size_t i = first_bundle; i < end; i++)
        if (bcf_bundle_fate(builder, &builder->function->insns.data[i], insn) == BCF_BUNDLE_TRAPS)
            return trap(builder, insn, "the %s of a call has no form for %s", "operand bundle");
    convention = unknown_convention(builder, insn);
    return convention ? trap(builder, insn, "the calling convention %s of a call has no form for %s", convention)
                      : BCF_KEPT;
}
