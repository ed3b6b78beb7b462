/* Memory with an alignment.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/conversions.h"
#include "lower/symbols.h"

static bool has_type(const struct bcf_builder *builder, uint32_t argument, uint32_t type) {
    return bcf_type_of(builder, bcf_argument(builder, argument)) == type;
}

static uint32_t result_type(const struct bcf_builder *builder) {
    const struct bcf_global *global = &builder->module->globals.data[builder->function->global];
    return (uint32_t)bcf_type(builder->module, (uint32_t)global->record.ops[BCF_GLOBAL_TYPE])->ops[1];
}

/* The C library's memalign of two arguments, from number `first` on; BCF_NONE when the module has another thing of that name. */
static uint32_t memalign(struct bcf_builder *builder, uint32_t first) {
    uint32_t i64 = bcf_int_type(builder->module, 64), parameters[2] = {i64, i64}, arguments[2], function;
    function = bcf_external(builder->lowering, "memalign",
                            bcf_function_type(builder->module, bcf_ptr_type(builder->module), parameters, 2));
    if (function == BCF_NONE)
        return BCF_NONE;
    arguments[0] = bcf_argument(builder, first);
    arguments[1] = bcf_argument(builder, first + 1);
    return bcf_call(builder, function, arguments, 2);
}

bool bcf_body_aligned_alloc(struct bcf_builder *builder, const void *what) {
    uint32_t i64 = bcf_int_type(builder->module, 64), memory;
    (void)what;
    if (builder->function->argument_count != 2 || !has_type(builder, 0, i64) || !has_type(builder, 1, i64) ||
        result_type(builder) != bcf_ptr_type(builder->module))
        return false;
    memory = memalign(builder, 0);
    bcf_return(builder, memory);
    return memory != BCF_NONE;
}

/* (where the address goes, alignment, size): the alignment is a power of two of 8 or more. */
bool bcf_body_posix_memalign(struct bcf_builder *builder, const void *what) {
    enum { LINUX_ENOMEM = 12, LINUX_EINVAL = 22 };
    struct bcf_module *module = builder->module;
    uint32_t i32 = bcf_int_type(module, 32), i64 = bcf_int_type(module, 64), ptr = bcf_ptr_type(module), align, odd, memory;
    (void)what;
    if (builder->function->argument_count != 3 || !has_type(builder, 0, ptr) || !has_type(builder, 1, i64) ||
        !has_type(builder, 2, i64) || result_type(builder) != i32)
        return false;
    align = bcf_argument(builder, 1);
    odd = bcf_binop(builder, BCF_AND, align, bcf_binop_by(builder, BCF_ADD, align, -1));
    odd = bcf_binop(builder, BCF_OR, odd, bcf_binop_by(builder, BCF_AND, align, 7));
    odd = bcf_compare(builder, BCF_ICMP_NE, odd, bcf_int(builder, i64, 0));
    odd = bcf_binop(builder, BCF_OR, odd, bcf_compare(builder, BCF_ICMP_EQ, align, bcf_int(builder, i64, 0)));
    bcf_branch_if(builder, odd, 1, 2);
    bcf_return(builder, bcf_int(builder, i32, LINUX_EINVAL));
    memory = memalign(builder, 1); /* block 2 */
    if (memory == BCF_NONE)
        return false;
    bcf_branch_if(builder, bcf_compare(builder, BCF_ICMP_EQ, memory, bcf_null(builder, ptr)), 3, 4);
    bcf_return(builder, bcf_int(builder, i32, LINUX_ENOMEM));
    bcf_store(builder, memory, bcf_argument(builder, 0), 8, false);
    bcf_return(builder, bcf_int(builder, i32, 0));
    return true;
}
