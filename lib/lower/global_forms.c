/* Globals, and types, as an older LLVM has them.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/plan.h"
#include "target/conventions.h"

/* Conventions are part of how a function is called: there is no other way to say one. */
static bool check_convention(struct bcf_lowering *lowering, uint32_t index) {
    const struct bcf_global *global = &lowering->module->globals.data[index];
    const char *convention = bcf_newer_convention(lowering->target, global->record.ops[BCF_FN_CC] & BCF_CONVENTION_MASK);
    struct bcf_string name = bcf_global_name(lowering->module, index);
    int size = (int)(name.size < 200 ? name.size : 200);
    if (!convention)
        return true;
    bcf_note(lowering, BCFIX_BCF066_CALLING_CONVENTION, NULL, "the calling convention %s of %.*s has no form for %s",
             convention, size, name.data, lowering->target->name);
    return bcf_fail(lowering->context, BCFIX_REFUSED,
                    "block MODULE, record FUNCTION, bit %llu: the calling convention %s of %.*s has no form for %s",
                    (unsigned long long)global->record.bit, convention, size, name.data, lowering->target->name);
}

/* The last operands of GLOBALVAR that not every LLVM has; older readers pass over them. */
static const struct {
    uint32_t operand;
    enum bcf_feature feature;
    const char *what;
} variable_operands[] = {
    {BCF_VAR_SANITIZER, BCF_TAKES_VARIABLE_SANITIZER, "what sanitizers do"},
    {BCF_VAR_CODE_MODEL, BCF_TAKES_VARIABLE_CODE_MODEL, "the code model"},
};

static bool cut_variable(struct bcf_lowering *lowering, uint32_t index) {
    struct bcf_entry_record *record = &lowering->module->globals.data[index].record;
    struct bcf_string name = bcf_global_name(lowering->module, index);
    for (size_t i = 0; i < sizeof variable_operands / sizeof variable_operands[0]; i++) {
        uint32_t operand = variable_operands[i].operand;
        if (operand >= record->count || bcf_takes(lowering->target, variable_operands[i].feature))
            continue;
        for (size_t o = i; o < sizeof variable_operands / sizeof variable_operands[0]; o++)
            if (variable_operands[o].operand < record->count && record->ops[variable_operands[o].operand] &&
                !bcf_note(lowering, BCFIX_BCF010_ATTRIBUTE, NULL, "%s with %.*s was dropped", variable_operands[o].what,
                          (int)(name.size < 200 ? name.size : 200), name.data))
                return false;
        record->count = operand;
    }
    return true;
}

bool bcf_plan_global_forms(struct bcf_lowering *lowering) {
    for (uint32_t i = 0; i < lowering->module->globals.count; i++) {
        uint32_t code = lowering->module->globals.data[i].record.code;
        if ((code == BCF_MODULE_FUNCTION && !check_convention(lowering, i)) ||
            (code == BCF_MODULE_GLOBALVAR && !cut_variable(lowering, i)))
            return false;
    }
    return true;
}
