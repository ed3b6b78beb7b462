/* The plan for a module's own tables.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/layout.h"
#include "lower/plan.h"
#include "lower/rewrite.h"

#include <string.h>

/* The release whose bitcode the model is of. */
enum { NEWEST_LLVM = 22 };

bool bcf_needs_lowering(const struct bcfix_target *target) {
    return bcf_family(target) == BCF_FAMILY_GRAALVM || target->llvm_major < NEWEST_LLVM;
}

static bool make_plans(struct bcf_lowering *lowering) {
    size_t count = lowering->module->globals.count;
    if (!bcf_reserve(lowering->context, &lowering->plans, count))
        return false;
    lowering->plans.count = count;
    if (count)
        memset(lowering->plans.data, 0, count * sizeof *lowering->plans.data);
    return true;
}

static bool plan_intrinsics(struct bcf_lowering *lowering) {
    size_t count = lowering->plans.count;
    for (uint32_t i = 0; i < count; i++)
        if (lowering->module->globals.data[i].record.code == BCF_MODULE_FUNCTION &&
            !bcf_global_is_defined(lowering->module, i) &&
            bcf_string_begins(bcf_global_name(lowering->module, i), "llvm.") && !bcf_plan_intrinsic(lowering, i))
            return false;
    return true;
}

static bool drop_use_lists(struct bcf_lowering *lowering) {
    struct bcf_records *orders = &lowering->module->use_lists;
    if (!orders->list.count)
        return true;
    orders->list.count = 0;
    return bcf_note(lowering, BCFIX_BCF013_USE_LIST_ORDER, NULL, "the order of uses was dropped");
}

static bool declares_debug_calls(const struct bcf_module *module) {
    for (uint32_t i = 0; i < module->globals.count; i++)
        if (module->globals.data[i].record.code == BCF_MODULE_FUNCTION &&
            bcf_string_begins(bcf_global_name(module, i), "llvm.dbg."))
            return true;
    return false;
}

/* What is done to the module's tables, in this order, and for whom. */
static const struct {
    enum bcf_family family;
    bool (*plan)(struct bcf_lowering *lowering);
} plans[] = {
    {BCF_FAMILY_GRAALVM, bcf_plan_platform},
    {BCF_FAMILY_ANY, bcf_plan_attributes},
    {BCF_FAMILY_GRAALVM, bcf_plan_globals},
    {BCF_FAMILY_ANY, bcf_plan_constants},
    {BCF_FAMILY_GRAALVM, bcf_plan_constant_types},
    {BCF_FAMILY_GRAALVM, bcf_plan_carriers},
    {BCF_FAMILY_ANY, bcf_plan_metadata},
    {BCF_FAMILY_ANY, make_plans},
    {BCF_FAMILY_LLVM, bcf_plan_data_layout},
    {BCF_FAMILY_LLVM, bcf_plan_types},
    {BCF_FAMILY_LLVM, bcf_plan_global_forms},
    {BCF_FAMILY_LLVM, bcf_plan_module_flags},
    {BCF_FAMILY_ANY, bcf_plan_intrinsic_names},
    {BCF_FAMILY_ANY, plan_intrinsics},
    {BCF_FAMILY_GRAALVM, bcf_plan_symbols},
    {BCF_FAMILY_GRAALVM, bcf_plan_stand_ins},
    {BCF_FAMILY_ANY, drop_use_lists},
};

bool bcf_lower_module(struct bcf_lowering *lowering) {
    lowering->debug_calls = declares_debug_calls(lowering->module);
    for (size_t i = 0; i < sizeof plans / sizeof plans[0]; i++)
        if (bcf_lowers_for(lowering, plans[i].family) && !plans[i].plan(lowering))
            return false;
    return true;
}

bool bcf_finish_module(struct bcf_lowering *lowering) {
    return (!bcf_lowers_for(lowering, BCF_FAMILY_GRAALVM) || bcf_plan_constructors(lowering)) && bcf_finish_data_layout(lowering);
}

void bcf_lowering_free(struct bcf_lowering *lowering) {
    bcf_free_array(lowering->context, &lowering->plans);
    bcf_free_array(lowering->context, &lowering->spare);
    bcf_free_array(lowering->context, &lowering->marks);
    bcf_free_array(lowering->context, &lowering->immarg);
    bcf_free_array(lowering->context, &lowering->whole_types);
    bcf_free_array(lowering->context, &lowering->gone_types);
    bcf_layout_free(lowering);
    bcf_arena_free(&lowering->arena);
}
