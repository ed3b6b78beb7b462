/* Intrinsics that are a line or two.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/rewrite.h"
#include "lower/x86.h"

/* Hints that give back what they get: expect, annotation, launder.invariant.group, ssa.copy … */
bool bcf_define_first_argument(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    if (intrinsic->parameter != intrinsic->result)
        return false;
    bcf_return(builder, bcf_argument(builder, 0));
    return true;
}

uint32_t bcf_value_first_argument(struct bcf_builder *builder, const struct bcf_insn *call) {
    return (uint32_t)builder->function->ops.data[call->first + BCF_CALL_FIRST_ARGUMENT];
}

/* Checks that may be left out (allow.runtime.check, allow.ubsan.check) are all made. */
uint32_t bcf_value_true(struct bcf_builder *builder, const struct bcf_insn *call) {
    return bcf_int(builder, call->type, 1);
}

/* is.constant, when nobody knows: no. */
uint32_t bcf_value_false(struct bcf_builder *builder, const struct bcf_insn *call) {
    return bcf_int(builder, call->type, 0);
}

/* get.rounding and flt.rounds: Java rounds to the nearest, which is 1, and nothing can change that. */
uint32_t bcf_value_to_nearest(struct bcf_builder *builder, const struct bcf_insn *call) {
    return bcf_int(builder, call->type, 1);
}

/* ubsantrap says with a number which check failed; the program ends as with llvm.trap. */
bool bcf_define_ubsantrap(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t trap = bcf_external(intrinsic->lowering, "llvm.trap",
                                 bcf_function_type(builder->module, bcf_void_type(builder->module), NULL, 0));
    bcf_call(builder, trap, NULL, 0);
    bcf_unreachable(builder);
    return true;
}

/* A counter that grows with time: it counts nanoseconds, as on a processor of 1 GHz. */
uint32_t bcf_read_counter(struct bcf_builder *builder) {
    enum { CLOCK_IS_MONOTONIC = 1, NANOSECONDS = 1000000000 };
    struct bcf_module *module = builder->module;
    uint32_t i32 = bcf_int_type(module, 32), i64 = bcf_int_type(module, 64), ptr = bcf_ptr_type(module);
    uint32_t types[2] = {i32, ptr}, arguments[2], seconds, nanoseconds;
    arguments[0] = bcf_int(builder, i32, CLOCK_IS_MONOTONIC);
    arguments[1] = bcf_alloca(builder, bcf_array_type(module, 2, i64), 8); /* struct timespec */
    bcf_call(builder, bcf_external(builder->lowering, "clock_gettime", bcf_function_type(module, i32, types, 2)), arguments,
             2);
    seconds = bcf_load(builder, i64, arguments[1], 8, false);
    nanoseconds =
        bcf_load(builder, i64, bcf_element_address(builder, i64, arguments[1], bcf_int(builder, i64, 1)), 8, false);
    return bcf_binop(builder, BCF_ADD, bcf_binop_by(builder, BCF_MUL, seconds, NANOSECONDS), nanoseconds);
}

/* readcyclecounter, readsteadycounter and rdtsc. */
bool bcf_define_counter(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    if (intrinsic->result != bcf_int_type(builder->module, 64))
        return false;
    bcf_return(builder, bcf_read_counter(builder));
    return true;
}

/* The size of an object is not known: 0 when the smallest is asked for, else the largest number. */
bool bcf_define_objectsize(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t unknown = bcf_int(builder, intrinsic->result, -1);
    if (builder->function->argument_count < 2)
        return false;
    bcf_return(builder, bcf_select(builder, bcf_argument(builder, 1), bcf_int(builder, intrinsic->result, 0), unknown));
    return true;
}

/* load.relative(p, offset): p plus the i32 that stands at p + offset. */
static uint32_t load_relative(struct bcf_builder *builder, uint32_t base, uint32_t offset) {
    struct bcf_module *module = builder->module;
    uint32_t i8 = bcf_int_type(module, 8), at = bcf_element_address(builder, i8, base, offset);
    uint32_t distance = bcf_sign_extend(builder, bcf_load(builder, bcf_int_type(module, 32), at, 4, false), 64);
    return bcf_element_address(builder, i8, base, distance);
}

bool bcf_define_load_relative(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    (void)intrinsic;
    bcf_return(builder, load_relative(builder, bcf_argument(builder, 0), bcf_argument(builder, 1)));
    return true;
}

bool bcf_in_place_load_relative(struct bcf_builder *builder, const struct bcf_insn *call) {
    uint32_t base = (uint32_t)bcf_op(builder, call, BCF_CALL_FIRST_ARGUMENT);
    bcf_replace_with(builder, call, load_relative(builder, base, (uint32_t)bcf_op(builder, call, BCF_CALL_FIRST_ARGUMENT + 1)));
    return true;
}

static uint32_t ptrmask(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) {
    uint32_t type = bcf_type_of(builder, arguments[1]);
    uint32_t address = bcf_cast(builder, BCF_PTRTOINT, arguments[0], type);
    return bcf_cast(builder, BCF_INTTOPTR, bcf_binop(builder, BCF_AND, address, arguments[1]),
                    bcf_type_element(builder->module, intrinsic->result));
}

bool bcf_define_ptrmask(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_by_lanes(builder, intrinsic, ptrmask);
}
