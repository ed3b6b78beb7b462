/* Atomic operations of more than 64 bits, under a lock.
 *
 * Sulong exchanges 64 bits at most ("UnsupportedSpecialization"), and reads and writes wider integers byte by byte. As in the
 * libatomic that native programs call where the processor has no such instruction, a lock makes them one: every atomic load,
 * store, cmpxchg and atomicrmw of such a width takes it, in all modules, since the variable is one by its name. What it does
 * not see: narrower atomic operations on parts of the same memory, and native code.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/atomics.h"

#include <stdio.h>

static const char lock_name[] = "bcfix.lock";

static uint32_t lock_variable(struct bcf_lowering *lowering) {
    uint32_t found = bcf_global_find(lowering->module, lock_name);
    if (found != BCF_NONE)
        return found;
    return bcf_global_add_variable(lowering->module, bcf_string_of(lock_name), bcf_int_type(lowering->module, 32),
                                   BCF_LINKAGE_LINKONCE_ODR);
}

static uint32_t swap(struct bcf_builder *builder, int64_t value, enum bcf_ordering ordering) {
    uint32_t i32 = bcf_int_type(builder->module, 32);
    /* pointer, value, xchg, volatile, ordering, scope, alignment */
    uint64_t ops[] = {lock_variable(builder->lowering), bcf_int(builder, i32, value), 0, 0, ordering, BCF_SCOPE_SYSTEM, 3};
    return bcf_emit(builder, BCF_FUNC_ATOMICRMW, i32, "RRlllyl", ops, 7);
}

/* block 0: begins; block 1: tries; block 2: lets others go on; block 3: has it. */
static bool take_body(struct bcf_builder *builder, const void *what) {
    struct bcf_module *module = builder->module;
    uint32_t i32 = bcf_int_type(module, 32), before;
    (void)what;
    bcf_branch(builder, 1);
    before = swap(builder, 1, BCF_ACQUIRE);
    bcf_branch_if(builder, bcf_compare(builder, BCF_ICMP_EQ, before, bcf_int(builder, i32, 0)), 3, 2);
    bcf_call(builder, bcf_external(builder->lowering, "sched_yield", bcf_function_type(module, i32, NULL, 0)), NULL, 0);
    bcf_branch(builder, 1);
    bcf_return(builder, BCF_NONE);
    return true;
}

static bool release_body(struct bcf_builder *builder, const void *what) {
    (void)what;
    swap(builder, 0, BCF_RELEASE);
    bcf_return(builder, BCF_NONE);
    return true;
}

static void call_lock(struct bcf_builder *builder, const char *name, bcf_body_fn *body) {
    uint32_t type = bcf_function_type(builder->module, bcf_void_type(builder->module), NULL, 0);
    bcf_call(builder, bcf_helper(builder->lowering, name, type, body, NULL), NULL, 0);
}

static void take(struct bcf_builder *builder) {
    call_lock(builder, "bcfix.lock.take", take_body);
}

static void release(struct bcf_builder *builder) {
    call_lock(builder, "bcfix.lock.release", release_body);
}

/* What a helper does: an instruction, for atomicrmw with its operation, on values of a type. */
struct locked {
    unsigned code;
    uint32_t operation, type;
};

/* The arguments are the operands: the pointer; what is stored, or what is compared and what is stored then. */
static bool locked_body(struct bcf_builder *builder, const void *what) {
    const struct locked *locked = what;
    uint32_t pointer = bcf_argument(builder, 0), value = bcf_argument(builder, 1), old = BCF_NONE, same, result;
    uint32_t fields[2] = {locked->type, bcf_int_type(builder->module, 1)};
    take(builder);
    if (locked->code != BCF_FUNC_STOREATOMIC)
        old = result = bcf_load(builder, locked->type, pointer, 1, false);
    else
        result = BCF_NONE;
    if (locked->code == BCF_FUNC_STOREATOMIC)
        bcf_store(builder, value, pointer, 1, false);
    if (locked->code == BCF_FUNC_ATOMICRMW)
        bcf_store(builder, bcf_exchanged(builder, locked->operation, old, value), pointer, 1, false);
    if (locked->code == BCF_FUNC_CMPXCHG) {
        same = bcf_compare(builder, BCF_ICMP_EQ, old, value);
        bcf_store(builder, bcf_select(builder, same, bcf_argument(builder, 2), old), pointer, 1, false);
        result = bcf_insert_field(builder, bcf_poison(builder, bcf_struct_type(builder->module, fields, 2)), old, 0);
        result = bcf_insert_field(builder, result, same, 1);
    }
    release(builder);
    bcf_return(builder, result);
    return true;
}

/* How many operands are arguments, and whether there is a result. */
static const struct {
    unsigned code;
    uint32_t arguments;
    const char *name;
} kinds[] = {
    {BCF_FUNC_LOADATOMIC, 1, "load"},
    {BCF_FUNC_STOREATOMIC, 2, "store"},
    {BCF_FUNC_ATOMICRMW, 2, NULL},
    {BCF_FUNC_CMPXCHG, 3, "cmpxchg"},
};

static uint32_t result_type(struct bcf_module *module, const struct locked *locked) {
    uint32_t fields[2] = {locked->type, bcf_int_type(module, 1)};
    if (locked->code == BCF_FUNC_STOREATOMIC)
        return bcf_void_type(module);
    return locked->code == BCF_FUNC_CMPXCHG ? bcf_struct_type(module, fields, 2) : locked->type;
}

enum bcf_rewritten bcf_rewrite_locked(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t type) {
    struct locked locked = {insn->code, (uint32_t)bcf_op(builder, insn, 2), type};
    uint32_t arguments[3], types[3], helper, bits = bcf_element_bits(builder->module, type);
    bool number = bcf_type_integer_width(builder->module, type) == 0;
    char name[80];
    size_t kind = 0;
    while (kinds[kind].code != insn->code)
        kind++;
    for (uint32_t i = 0; i < kinds[kind].arguments; i++) {
        arguments[i] = (uint32_t)bcf_op(builder, insn, i);
        types[i] = i ? type : bcf_type_of(builder, arguments[i]);
    }
    snprintf(name, sizeof name, "bcfix.locked.%s.%c%u", kinds[kind].name ? kinds[kind].name : bcf_exchange_name(locked.operation),
             number ? 'f' : 'i', bits);
    helper = bcf_helper(builder->lowering, name,
                        bcf_function_type(builder->module, result_type(builder->module, &locked), types, kinds[kind].arguments),
                        locked_body, &locked);
    bcf_replace_with(builder, insn, bcf_call(builder, helper, arguments, kinds[kind].arguments));
    bcf_note(builder->lowering, BCFIX_BCF073_LOCKED_ATOMIC, insn, "an atomic operation of %u bits takes a lock", bits);
    return BCF_REWRITTEN;
}
