/* What the target's environment lacks or breaks.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/symbols.h"

#include "lower/plan.h"
#include "lower/rewrite.h"

static const struct {
    const char *name;
    bcf_body_fn *body;
} symbols[] = {
#define SYMBOL(name, body) {name, body},
#include "target/symbols.def"
#undef SYMBOL
};

bool bcf_plan_symbols(struct bcf_lowering *lowering) {
    struct bcf_module *module = lowering->module;
    for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++) {
        uint32_t global = bcf_global_find(module, symbols[i].name);
        if (global == BCF_NONE || module->globals.data[global].record.code != BCF_MODULE_FUNCTION ||
            bcf_global_is_defined(module, global))
            continue;
        if (bcf_define(lowering, global, symbols[i].body, NULL) &&
            !bcf_note(lowering, BCFIX_BCF025_RUNTIME_SYMBOL, NULL, "%s was defined in the module", symbols[i].name))
            return false;
        if (bcf_failed(lowering->context))
            return false;
    }
    return true;
}

static const char result_helper[] = "bcfix.syscall.result";

/* Whether the result is looked at by the helper at once: then it is bcfix's own work. */
static bool is_wrapped(const struct bcf_builder *builder, const struct bcf_insn *call) {
    const struct bcf_function *function = builder->function;
    uint32_t helper = bcf_global_find(builder->module, result_helper);
    for (size_t i = 0; i < function->insns.count; i++) {
        const struct bcf_insn *insn = &function->insns.data[i];
        if (insn->code == BCF_FUNC_CALL && insn->count == BCF_CALL_FIRST_ARGUMENT + 1 && helper != BCF_NONE &&
            bcf_op(builder, insn, BCF_CALL_CALLEE) == helper &&
            bcf_op(builder, insn, BCF_CALL_FIRST_ARGUMENT) == (BCF_LOCAL | call->result))
            return true;
    }
    return false;
}

/* Sulong answers syscall() itself, with the kernel's result: -110 where libc's function gives -1 and sets errno. */
enum bcf_rewritten bcf_rewrite_syscall(struct bcf_builder *builder, const struct bcf_insn *call) {
    struct bcf_module *module = builder->module;
    struct bcf_insn copy = *call;
    uint32_t i64 = bcf_int_type(module, 64), type = bcf_function_type(module, i64, &i64, 1), helper, raw;
    if (call->result == BCF_NONE || call->type != i64 || is_wrapped(builder, call))
        return BCF_KEPT;
    helper = bcf_helper(builder->lowering, result_helper, type, bcf_body_syscall_result, NULL);
    copy.result = (uint32_t)builder->function->types.count;
    copy.attachment = 0;
    if (!bcf_push(module->context, &builder->function->types, i64) || !bcf_push(module->context, &builder->out, copy))
        return BCF_REWRITTEN;
    raw = BCF_LOCAL | copy.result;
    bcf_in_place_of(builder, call);
    bcf_call(builder, helper, &raw, 1);
    bcf_note(builder->lowering, BCFIX_BCF025_RUNTIME_SYMBOL, call, "the result of syscall sets errno");
    return BCF_REWRITTEN;
}
