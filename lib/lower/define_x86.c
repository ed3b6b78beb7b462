/* Intrinsics of x86 about carries and the processor.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/cpuid.h"
#include "lower/x86.h"

/* addcarry(carry, x, y) and subborrow: {carry out, result}. */
static bool define_carry(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, bool subtract) {
    uint32_t carry = bcf_argument(builder, 0), x = bcf_argument(builder, 1), y = bcf_argument(builder, 2);
    enum bcf_binop operation = subtract ? BCF_SUB : BCF_ADD;
    uint32_t in, first, second, over, again, pair;
    in = bcf_compare(builder, BCF_ICMP_NE, carry, bcf_int(builder, bcf_type_of(builder, carry), 0));
    in = bcf_cast(builder, BCF_ZEXT, in, bcf_type_of(builder, x));
    first = bcf_binop(builder, operation, x, y);
    second = bcf_binop(builder, operation, first, in);
    /* A sum that wraps is below what was added to; a difference that wraps, above. */
    over = bcf_compare(builder, subtract ? BCF_ICMP_UGT : BCF_ICMP_ULT, first, x);
    again = bcf_compare(builder, subtract ? BCF_ICMP_UGT : BCF_ICMP_ULT, second, first);
    over = bcf_cast(builder, BCF_ZEXT, bcf_binop(builder, BCF_OR, over, again), bcf_int_type(builder->module, 8));
    pair = bcf_insert_field(builder, bcf_poison(builder, intrinsic->result), over, 0);
    pair = bcf_insert_field(builder, pair, second, 1);
    bcf_return(builder, pair);
    return true;
}

bool bcf_define_x86_addcarry(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return define_carry(builder, intrinsic, false);
}

bool bcf_define_x86_subborrow(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return define_carry(builder, intrinsic, true);
}

/* xgetbv: of register 0, what the system keeps of the processor that cpuid tells of. */
bool bcf_define_x86_xgetbv(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t first;
    if (builder->function->argument_count != 1)
        return false;
    first = bcf_compare(builder, BCF_ICMP_EQ, bcf_argument(builder, 0), bcf_int(builder, intrinsic->parameter, 0));
    bcf_return(builder, bcf_select(builder, first, bcf_int(builder, intrinsic->result, (int64_t)bcf_kept_state()),
                                   bcf_int(builder, intrinsic->result, 0)));
    return true;
}

/* rdtscp: the counter, and the number of the processor, which is the first one. */
bool bcf_define_x86_rdtscp(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    struct bcf_module *module = builder->module;
    uint32_t i32 = bcf_int_type(module, 32), i64 = bcf_int_type(module, 64), fields[2] = {i64, i32}, pair;
    if (intrinsic->result != bcf_struct_type(module, fields, 2))
        return false;
    pair = bcf_insert_field(builder, bcf_poison(builder, intrinsic->result), bcf_read_counter(builder), 0);
    bcf_return(builder, bcf_insert_field(builder, pair, bcf_int(builder, i32, 0), 1));
    return true;
}

/* rdrand and rdseed: a random number from the system, {number, whether there is one}. */
bool bcf_define_x86_random(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    struct bcf_module *module = builder->module;
    uint32_t i32 = bcf_int_type(module, 32), i64 = bcf_int_type(module, 64), arguments[3], types[3], number, given, pair;
    const struct bcf_type *type = bcf_type(module, intrinsic->result);
    uint64_t width = type->code == BCF_TYPE_STRUCT_ANON && type->count == 3
                         ? bcf_type_integer_width(module, (uint32_t)type->ops[1])
                         : 0;
    if ((width != 16 && width != 32 && width != 64) || type->ops[2] != i32)
        return false;
    number = bcf_int_type(module, width);
    arguments[0] = bcf_alloca(builder, number, 8);
    arguments[1] = bcf_int(builder, i64, (int64_t)width / 8);
    arguments[2] = bcf_int(builder, i32, 0);
    types[0] = bcf_ptr_type(module);
    types[1] = i64;
    types[2] = i32;
    bcf_store(builder, bcf_int(builder, number, 0), arguments[0], 8, false);
    given = bcf_call(builder, bcf_external(builder->lowering, "getrandom", bcf_function_type(module, i64, types, 3)), arguments,
                     3);
    given = bcf_cast(builder, BCF_ZEXT, bcf_compare(builder, BCF_ICMP_EQ, given, arguments[1]), i32);
    pair = bcf_insert_field(builder, bcf_poison(builder, intrinsic->result),
                            bcf_load(builder, number, arguments[0], 8, false), 0);
    bcf_return(builder, bcf_insert_field(builder, pair, given, 1));
    return true;
}
