/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/symbols.h"

#include "lower/conversions.h"

static uint32_t result_type(const struct bcf_builder *builder) {
    const struct bcf_global *global = &builder->module->globals.data[builder->function->global];
    return (uint32_t)bcf_type(builder->module, (uint32_t)global->record.ops[BCF_GLOBAL_TYPE])->ops[1];
}

static void return_zero(struct bcf_builder *builder) {
    uint32_t type = result_type(builder);
    bool is_void = bcf_type(builder->module, type)->code == BCF_TYPE_VOID;
    bcf_return(builder, is_void ? BCF_NONE : bcf_null(builder, type));
}

/* A function of the same name may be another one. */
static bool is_pointer(const struct bcf_builder *builder, uint32_t argument) {
    uint32_t type = bcf_type_of(builder, bcf_argument(builder, argument));
    return bcf_type(builder->module, type)->code == BCF_TYPE_OPAQUE_POINTER;
}

bool bcf_body_zero(struct bcf_builder *builder, const void *what) {
    (void)what;
    return_zero(builder);
    return true;
}

bool bcf_body_no_such_call(struct bcf_builder *builder, const void *what) {
    enum { LINUX_ENOSYS = 38 };
    (void)what;
    if (!bcf_type_integer_width(builder->module, result_type(builder)))
        return false;
    bcf_return(builder, bcf_int(builder, result_type(builder), LINUX_ENOSYS));
    return true;
}

bool bcf_body_modf(struct bcf_builder *builder, const void *what) {
    uint32_t type = result_type(builder), results[2];
    (void)what;
    if (builder->function->argument_count != 2 || !bcf_is_float(builder->module, type) ||
        bcf_type_of(builder, bcf_argument(builder, 0)) != type || !is_pointer(builder, 1))
        return false;
    bcf_split_number(builder, bcf_argument(builder, 0), results);
    bcf_store(builder, results[1], bcf_argument(builder, 1), bcf_type(builder->module, type)->code == BCF_TYPE_FLOAT ? 4 : 8,
              false);
    bcf_return(builder, results[0]);
    return true;
}

bool bcf_body_ldiv(struct bcf_builder *builder, const void *what) {
    uint32_t i64 = bcf_int_type(builder->module, 64), fields[2] = {i64, i64}, pair = result_type(builder), value;
    (void)what;
    if (builder->function->argument_count != 2 || bcf_type_of(builder, bcf_argument(builder, 0)) != i64 ||
        bcf_type_of(builder, bcf_argument(builder, 1)) != i64 || pair != bcf_struct_type(builder->module, fields, 2))
        return false;
    value = bcf_binop(builder, BCF_SDIV, bcf_argument(builder, 0), bcf_argument(builder, 1));
    pair = bcf_insert_field(builder, bcf_poison(builder, pair), value, 0);
    value = bcf_binop(builder, BCF_SREM, bcf_argument(builder, 0), bcf_argument(builder, 1));
    bcf_return(builder, bcf_insert_field(builder, pair, value, 1));
    return true;
}

bool bcf_body_not_possible(struct bcf_builder *builder, const void *what) {
    enum { LINUX_ENOSYS = 38 };
    struct bcf_module *module = builder->module;
    uint32_t i32 = bcf_int_type(module, 32), location;
    (void)what;
    location = bcf_external(builder->lowering, "__errno_location", bcf_function_type(module, bcf_ptr_type(module), NULL, 0));
    if (location == BCF_NONE || result_type(builder) != i32)
        return false;
    bcf_store(builder, bcf_int(builder, i32, LINUX_ENOSYS), bcf_call(builder, location, NULL, 0), 4, false);
    bcf_return(builder, bcf_int(builder, i32, -1));
    return true;
}

bool bcf_body_unwind_backtrace(struct bcf_builder *builder, const void *what) {
    enum { URC_END_OF_STACK = 5 };
    (void)what;
    if (!bcf_type_integer_width(builder->module, result_type(builder)))
        return false;
    bcf_return(builder, bcf_int(builder, result_type(builder), URC_END_OF_STACK));
    return true;
}

/* struct _Unwind_Exception: 8 bytes of class, then the function that frees it: void (*)(int reason, exception *). */
bool bcf_body_unwind_delete(struct bcf_builder *builder, const void *what) {
    enum { URC_FOREIGN_EXCEPTION_CAUGHT = 1 };
    struct bcf_module *module = builder->module;
    uint32_t i32 = bcf_int_type(module, 32), i64 = bcf_int_type(module, 64), ptr = bcf_ptr_type(module);
    uint32_t parameters[2] = {i32, ptr}, type, cleanup, exception;
    uint32_t call[2];
    (void)what;
    if (builder->function->argument_count != 1 || !is_pointer(builder, 0))
        return false;
    exception = bcf_argument(builder, 0);
    type = bcf_function_type(module, bcf_void_type(module), parameters, 2);
    cleanup = bcf_load(builder, ptr, bcf_element_address(builder, i64, exception, bcf_int(builder, i64, 1)), 8, false);
    bcf_branch_if(builder, bcf_compare(builder, BCF_ICMP_EQ, cleanup, bcf_null(builder, ptr)), 2, 1);
    call[0] = bcf_int(builder, i32, URC_FOREIGN_EXCEPTION_CAUGHT);
    call[1] = exception;
    bcf_call_pointer(builder, cleanup, type, call, 2);
    bcf_branch(builder, 2);
    return_zero(builder);
    return true;
}

/* A function with resume must have a personality; Sulong looks at neither it nor the selector. */
static bool set_personality(struct bcf_builder *builder) {
    struct bcf_module *module = builder->module;
    uint32_t personality = bcf_global_find(module, "rust_eh_personality");
    uint64_t vararg[2] = {1, bcf_int_type(module, 32)};
    struct bcf_global *global;
    if (personality == BCF_NONE)
        personality = bcf_external(builder->lowering, "__gcc_personality_v0",
                                   bcf_type_intern(module, BCF_TYPE_FUNCTION, vararg, 2));
    global = &module->globals.data[builder->function->global];
    if (personality == BCF_NONE || global->record.count <= BCF_FN_PERSONALITY)
        return false;
    builder->personality = personality;
    return true;
}

bool bcf_body_unwind_resume(struct bcf_builder *builder, const void *what) {
    struct bcf_module *module = builder->module;
    uint32_t i32 = bcf_int_type(module, 32), fields[2] = {bcf_ptr_type(module), i32}, pair;
    uint64_t op;
    (void)what;
    if (builder->function->argument_count != 1 || !is_pointer(builder, 0) || !set_personality(builder))
        return false;
    pair = bcf_poison(builder, bcf_struct_type(module, fields, 2));
    pair = bcf_insert_field(builder, pair, bcf_argument(builder, 0), 0);
    pair = bcf_insert_field(builder, pair, bcf_int(builder, i32, 0), 1);
    op = pair;
    bcf_emit(builder, BCF_FUNC_RESUME, BCF_NO_RESULT, "R", &op, 1);
    return true;
}

bool bcf_body_syscall_result(struct bcf_builder *builder, const void *what) {
    enum { LAST_ERRNO = 4095 };
    struct bcf_module *module = builder->module;
    uint32_t i32 = bcf_int_type(module, 32), i64 = bcf_int_type(module, 64), result = bcf_argument(builder, 0), location;
    uint32_t failed, number;
    (void)what;
    location = bcf_external(builder->lowering, "__errno_location",
                            bcf_function_type(module, bcf_ptr_type(module), NULL, 0));
    failed = bcf_compare(builder, BCF_ICMP_UGE, result, bcf_int(builder, i64, -LAST_ERRNO));
    bcf_branch_if(builder, failed, 1, 2);
    number = bcf_cast(builder, BCF_TRUNC, bcf_binop(builder, BCF_SUB, bcf_int(builder, i64, 0), result), i32);
    bcf_store(builder, number, bcf_call(builder, location, NULL, 0), 4, false);
    bcf_return(builder, bcf_int(builder, i64, -1));
    bcf_return(builder, result);
    return true;
}
