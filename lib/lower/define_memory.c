/* Copies and fills with lengths of other widths, and those that must be in line.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/lanes.h"

/* Calls the form with a length of 64 bits, which the target has: (to, from or byte, length, volatile). */
static bool call_wide(struct bcf_builder *builder, const char *name) {
    struct bcf_module *module = builder->module;
    uint32_t arguments[4], types[4], function;
    if (builder->function->argument_count != 4)
        return false;
    for (uint32_t i = 0; i < 4; i++)
        arguments[i] = bcf_argument(builder, i);
    if (!bcf_width(builder, arguments[2]))
        return false;
    arguments[2] = bcf_resize(builder, arguments[2], 64);
    arguments[3] = bcf_int(builder, bcf_int_type(module, 1), 0);
    for (uint32_t i = 0; i < 4; i++)
        types[i] = bcf_type_of(builder, arguments[i]);
    function = bcf_external(builder->lowering, name, bcf_function_type(module, bcf_void_type(module), types, 4));
    bcf_call(builder, function, arguments, 4);
    bcf_return(builder, BCF_NONE);
    return true;
}

bool bcf_define_memcpy(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    (void)intrinsic;
    return call_wide(builder, "llvm.memcpy.p0.p0.i64");
}

bool bcf_define_memmove(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    (void)intrinsic;
    return call_wide(builder, "llvm.memmove.p0.p0.i64");
}

bool bcf_define_memset(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    (void)intrinsic;
    return call_wide(builder, "llvm.memset.p0.i64");
}
