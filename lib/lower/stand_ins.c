/* Functions that stand in for what the target does not have among globals.
 *
 * Sulong's Module.java passes over an ifunc, which shifts every later value. A function takes its name and its place: it
 * asks the resolver when it is called first, and calls what that gave. Natively the loader asks, before anything runs.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/plan.h"

#include <stdio.h>

enum { MAX_PARAMETERS = 16 };

/* ---- ifuncs ---- */

struct ifunc {
    uint32_t type, resolver, variable; /* the type of the function; globals */
};

/* A call of a pointer, with the arguments that the function at hand has. */
static uint32_t pass_on(struct bcf_builder *builder, uint32_t type, uint32_t callee) {
    uint64_t ops[BCF_CALL_FIRST_ARGUMENT + MAX_PARAMETERS] = {0};
    char kinds[BCF_CALL_FIRST_ARGUMENT + MAX_PARAMETERS] = "alltR";
    uint32_t count = builder->function->argument_count, result = (uint32_t)bcf_type(builder->module, type)->ops[1];
    bool is_void = bcf_type(builder->module, result)->code == BCF_TYPE_VOID;
    ops[BCF_CALL_CC] = BCF_CALL_EXPLICIT_TYPE;
    ops[BCF_CALL_TYPE] = type;
    ops[BCF_CALL_CALLEE] = callee;
    for (uint32_t i = 0; i < count; i++) {
        ops[BCF_CALL_FIRST_ARGUMENT + i] = bcf_argument(builder, i);
        kinds[BCF_CALL_FIRST_ARGUMENT + i] = BCF_K_RELATIVE;
    }
    return bcf_emit(builder, BCF_FUNC_CALL, is_void ? BCF_NO_RESULT : result, kinds, ops, BCF_CALL_FIRST_ARGUMENT + count);
}

/* block 0: whether it was asked; block 1: asks; block 2: calls. */
static bool ifunc_body(struct bcf_builder *builder, const void *what) {
    const struct ifunc *ifunc = what;
    uint32_t ptr = bcf_ptr_type(builder->module), known, given, chosen;
    known = bcf_load(builder, ptr, ifunc->variable, 8, false);
    bcf_branch_if(builder, bcf_compare(builder, BCF_ICMP_EQ, known, bcf_null(builder, ptr)), 1, 2);
    given = bcf_call(builder, ifunc->resolver, NULL, 0);
    bcf_store(builder, given, ifunc->variable, 8, false);
    bcf_branch(builder, 2);
    chosen = bcf_phi(builder, ptr, 2);
    bcf_phi_set(builder, chosen, 0, known, 0);
    bcf_phi_set(builder, chosen, 1, given, 1);
    bcf_return(builder, pass_on(builder, ifunc->type, chosen));
    return true;
}

/* Whether the resolver is a function of this module or another that takes nothing and gives a pointer. */
static bool is_resolver(const struct bcf_module *module, uint64_t value) {
    const struct bcf_type *type;
    if (value >= module->globals.count || module->globals.data[value].record.code != BCF_MODULE_FUNCTION)
        return false;
    type = bcf_type(module, (uint32_t)module->globals.data[value].record.ops[BCF_GLOBAL_TYPE]);
    return type->count == 2 && !type->ops[0] && bcf_type(module, (uint32_t)type->ops[1])->code == BCF_TYPE_OPAQUE_POINTER;
}

static bool stand_in_for_ifunc(struct bcf_lowering *lowering, uint32_t index) {
    enum { RESOLVER = 4, LINKAGE = 5, VISIBILITY = 6, DSO_LOCAL = 7 };
    struct bcf_module *module = lowering->module;
    struct bcf_entry_record old = module->globals.data[index].record, *record;
    struct ifunc ifunc = {(uint32_t)old.ops[BCF_GLOBAL_TYPE], (uint32_t)old.ops[RESOLVER], BCF_NONE};
    struct bcf_string name = bcf_global_name(module, index);
    const struct bcf_type *type = bcf_type(module, ifunc.type);
    char text[300];
    if (type->code != BCF_TYPE_FUNCTION || type->ops[0] || type->count > 2 + MAX_PARAMETERS ||
        !is_resolver(module, old.ops[RESOLVER]) || name.size > 200)
        return bcf_refuse_global(lowering, index, "IFUNC", "ifunc");
    snprintf(text, sizeof text, "bcfix.ifunc.%.*s", (int)name.size, name.data);
    ifunc.variable = bcf_global_add_variable(module, bcf_string_of(text), bcf_ptr_type(module), BCF_LINKAGE_INTERNAL);
    if (ifunc.variable == BCF_NONE || !bcf_global_become_function(module, index, ifunc.type) ||
        !bcf_define(lowering, index, ifunc_body, &ifunc))
        return false;
    record = &module->globals.data[index].record;
    record->ops[BCF_FN_LINKAGE] = old.ops[LINKAGE];
    record->ops[BCF_FN_VISIBILITY] = old.count > VISIBILITY ? old.ops[VISIBILITY] : 0;
    record->ops[BCF_FN_DSO_LOCAL] = old.count > DSO_LOCAL ? old.ops[DSO_LOCAL] : 0;
    return bcf_note(lowering, BCFIX_BCF072_STAND_IN, NULL, "the ifunc %.*s became a function that asks its resolver",
                    (int)name.size, name.data);
}

/* ---- main ---- */

/* The original, and what it gives as an int: of a pointer or another integer the lower bits, of i1 the bit. */
static bool main_body(struct bcf_builder *builder, const void *what) {
    const uint32_t *original = what;
    struct bcf_module *module = builder->module;
    uint32_t arguments[MAX_PARAMETERS], result, i32 = bcf_int_type(module, 32);
    uint64_t width;
    for (uint32_t i = 0; i < builder->function->argument_count; i++)
        arguments[i] = bcf_argument(builder, i);
    result = bcf_call(builder, *original, arguments, builder->function->argument_count);
    if (!bcf_type_integer_width(module, bcf_type_of(builder, result)))
        result = bcf_cast(builder, BCF_PTRTOINT, result, bcf_int_type(module, 64));
    width = bcf_type_integer_width(module, bcf_type_of(builder, result));
    bcf_return(builder, bcf_cast(builder, width < 32 ? BCF_ZEXT : BCF_TRUNC, result, i32));
    return true;
}

/* Sulong's LLVMGlobalRootNode starts a main that gives nothing or an integer of 8 to 64 bits; of others it says
 * "Unexpected main method signature". */
static bool stand_in_for_main(struct bcf_lowering *lowering, uint32_t index) {
    struct bcf_module *module = lowering->module;
    const struct bcf_type *type = bcf_type(module, (uint32_t)module->globals.data[index].record.ops[BCF_GLOBAL_TYPE]);
    uint32_t result = (uint32_t)type->ops[1], code = bcf_type(module, result)->code, parameters[MAX_PARAMETERS], count, fresh;
    uint64_t width = bcf_type_integer_width(module, result);
    if (code == BCF_TYPE_VOID || width == 8 || width == 16 || width == 32 || width == 64)
        return true;
    count = type->count - 2;
    if ((!width && code != BCF_TYPE_OPAQUE_POINTER) || type->ops[0] || count > MAX_PARAMETERS)
        return bcf_refuse_global(lowering, index, "FUNCTION", "type of the function");
    for (uint32_t i = 0; i < count; i++)
        parameters[i] = (uint32_t)type->ops[2 + i];
    if (!bcf_global_rename(module, index, bcf_string_of("bcfix.main")))
        return false;
    fresh = bcf_external(lowering, "main",
                         bcf_function_type(module, bcf_int_type(module, 32), parameters, count));
    if (fresh == BCF_NONE || !bcf_define(lowering, fresh, main_body, &index))
        return false;
    module->globals.data[fresh].record.ops[BCF_FN_LINKAGE] = BCF_LINKAGE_EXTERNAL;
    return bcf_note(lowering, BCFIX_BCF072_STAND_IN, NULL, "main gives another type than the target starts, and is called by "
                    "one that gives i32");
}

bool bcf_plan_stand_ins(struct bcf_lowering *lowering) {
    uint32_t main_function = bcf_global_find(lowering->module, "main");
    size_t count = bcf_takes(lowering->target, BCF_TAKES_IFUNCS) ? 0 : lowering->module->globals.count;
    for (uint32_t i = 0; i < count; i++)
        if (lowering->module->globals.data[i].record.code == BCF_MODULE_IFUNC && !stand_in_for_ifunc(lowering, i))
            return false;
    return main_function == BCF_NONE || lowering->module->globals.data[main_function].record.code != BCF_MODULE_FUNCTION ||
           !bcf_global_is_defined(lowering->module, main_function) || stand_in_for_main(lowering, main_function);
}
