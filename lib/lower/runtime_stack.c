/* Functions that change stacks: psm's, as its README and assembly describe them (x86_64.s).
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/plan.h"
#include "lower/symbols.h"

enum { DESCENDING = 2 }; /* of psm's enum StackDirection */

static uint32_t result_type(const struct bcf_builder *builder) {
    const struct bcf_global *global = &builder->module->globals.data[builder->function->global];
    return (uint32_t)bcf_type(builder->module, (uint32_t)global->record.ops[BCF_GLOBAL_TYPE])->ops[1];
}

static bool is_pointer(const struct bcf_builder *builder, uint32_t type) {
    return bcf_type(builder->module, type)->code == BCF_TYPE_OPAQUE_POINTER;
}

static uint32_t stack_save(struct bcf_builder *builder) {
    struct bcf_module *module = builder->module;
    uint32_t type = bcf_function_type(module, bcf_ptr_type(module), NULL, 0);
    return bcf_call(builder, bcf_external(builder->lowering, bcf_known_name(builder->lowering, "llvm.stacksave.p0"), type), NULL,
                    0);
}

static void stack_restore(struct bcf_builder *builder, uint32_t pointer) {
    struct bcf_module *module = builder->module;
    uint32_t parameter = bcf_ptr_type(module), type = bcf_function_type(module, bcf_void_type(module), &parameter, 1);
    bcf_call(builder, bcf_external(builder->lowering, bcf_known_name(builder->lowering, "llvm.stackrestore.p0"), type), &pointer,
             1);
}

bool bcf_body_stack_direction(struct bcf_builder *builder, const void *what) {
    (void)what;
    if (builder->function->argument_count || !bcf_type_integer_width(builder->module, result_type(builder)))
        return false;
    bcf_return(builder, bcf_int(builder, result_type(builder), DESCENDING));
    return true;
}

/* Where the stack is just now, which is where the caller's next variable would be. */
bool bcf_body_stack_pointer(struct bcf_builder *builder, const void *what) {
    (void)what;
    if (builder->function->argument_count || !is_pointer(builder, result_type(builder)))
        return false;
    bcf_return(builder, stack_save(builder));
    return true;
}

/* Calls argument `callee` with the `count` arguments before it. */
static void call_back(struct bcf_builder *builder, uint32_t callee, uint32_t count) {
    struct bcf_module *module = builder->module;
    uint32_t types[2];
    uint64_t ops[BCF_CALL_FIRST_ARGUMENT + 2];
    for (uint32_t i = 0; i < count; i++) {
        types[i] = bcf_type_of(builder, bcf_argument(builder, i));
        ops[BCF_CALL_FIRST_ARGUMENT + i] = bcf_argument(builder, i);
    }
    ops[BCF_CALL_ATTRIBUTES] = 0;
    ops[BCF_CALL_CC] = BCF_CALL_EXPLICIT_TYPE;
    ops[BCF_CALL_FMF] = 0;
    ops[BCF_CALL_TYPE] = bcf_function_type(module, bcf_void_type(module), types, count);
    ops[BCF_CALL_CALLEE] = bcf_argument(builder, callee);
    bcf_emit(builder, BCF_FUNC_CALL, BCF_NO_RESULT, "alltRrr", ops, BCF_CALL_FIRST_ARGUMENT + count);
}

/* (data, result, callback, stack): calls the callback on that stack, and comes back to this one, also when it unwinds:
 * Sulong resets the stack where a function ends. */
bool bcf_body_on_stack(struct bcf_builder *builder, const void *what) {
    uint32_t before;
    (void)what;
    if (builder->function->argument_count != 4 || !is_pointer(builder, bcf_type_of(builder, bcf_argument(builder, 2))) ||
        !is_pointer(builder, bcf_type_of(builder, bcf_argument(builder, 3))) ||
        bcf_type(builder->module, result_type(builder))->code != BCF_TYPE_VOID)
        return false;
    before = stack_save(builder);
    stack_restore(builder, bcf_argument(builder, 3));
    call_back(builder, 2, 2);
    stack_restore(builder, before);
    bcf_return(builder, BCF_NONE);
    return true;
}

/* (data, callback, stack): the same without a way back. */
bool bcf_body_replace_stack(struct bcf_builder *builder, const void *what) {
    (void)what;
    if (builder->function->argument_count != 3 || !is_pointer(builder, bcf_type_of(builder, bcf_argument(builder, 1))) ||
        !is_pointer(builder, bcf_type_of(builder, bcf_argument(builder, 2))))
        return false;
    stack_restore(builder, bcf_argument(builder, 2));
    call_back(builder, 1, 1);
    bcf_unreachable(builder);
    return true;
}
