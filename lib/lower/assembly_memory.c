/* Instructions of assembly that are atomic, order memory, or ask the system.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/assembly.h"
#include "lower/cpuid.h"
#include "lower/x86.h"

#include <string.h>

typedef struct bcf_machine machine_t;
typedef struct bcf_asm_statement statement_t;

enum { RMW_XCHG = 0, RMW_ADD = 1, RMW_SUB = 2, RMW_AND = 3, RMW_OR = 5, RMW_XOR = 6 };

static uint64_t written_align(uint32_t width) {
    return width == 64 ? 4 : width == 32 ? 3 : width == 16 ? 2 : 1;
}

static uint32_t exchange(machine_t *machine, unsigned operation, uint32_t address, uint32_t value) {
    uint32_t type = bcf_type_of(machine->builder, value);
    uint64_t ops[] = {address, value, operation, 0, BCF_SEQ_CST, BCF_SCOPE_SYSTEM,
                      written_align(bcf_width(machine->builder, value))};
    return bcf_emit(machine->builder, BCF_FUNC_ATOMICRMW, type, "RRlllyl", ops, 7);
}

/* The address of the first operand, which is memory, when the whole is one that a lock may stand before. */
static uint32_t locked_address(machine_t *machine, const statement_t *statement, uint32_t count) {
    uint32_t width = bcf_asm_width(statement);
    if (statement->count != count || statement->items[0].kind != BCF_ITEM_MEMORY || !width || width > 64)
        return BCF_NONE;
    return bcf_asm_address(machine, &statement->items[0]);
}

/* ---- with a lock ---- */

/* add, sub, and, or, xor: what was there, and the flags of the result. */
static bool locked(machine_t *machine, const statement_t *statement, unsigned operation) {
    struct bcf_builder *builder = machine->builder;
    uint32_t address = locked_address(machine, statement, 2), old, value;
    value = bcf_asm_read(machine, &statement->items[1], bcf_asm_width(statement));
    if (address == BCF_NONE || value == BCF_NONE)
        return false;
    old = exchange(machine, operation, address, value);
    if (operation == RMW_ADD)
        return bcf_asm_sum(machine, old, value, BCF_NONE) != BCF_NONE;
    if (operation == RMW_SUB)
        return bcf_asm_difference(machine, old, value, BCF_NONE) != BCF_NONE;
    value = bcf_binop(builder, operation == RMW_AND ? BCF_AND : operation == RMW_OR ? BCF_OR : BCF_XOR, old, value);
    bcf_asm_flags_of_logic(machine, value);
    return true;
}

/* inc, dec and not: of one number that is known. */
static bool locked_step(machine_t *machine, const statement_t *statement, unsigned operation, int64_t number) {
    uint32_t address = locked_address(machine, statement, 1), carry = machine->carry, old, value;
    if (address == BCF_NONE)
        return false;
    value = bcf_int(machine->builder, bcf_int_type(machine->builder->module, bcf_asm_width(statement)), number);
    old = exchange(machine, operation, address, value);
    if (operation == RMW_ADD)
        bcf_asm_sum(machine, old, value, BCF_NONE);
    if (operation == RMW_SUB)
        bcf_asm_difference(machine, old, value, BCF_NONE);
    machine->carry = carry;
    return true;
}

/* Block 0: look; block 1: try until nobody came between; block 2: what was there. */
static bool negate_body(struct bcf_builder *builder, const void *what) {
    uint32_t type = *(const uint32_t *)what, first, seen, tried;
    first = bcf_load(builder, type, bcf_argument(builder, 0), 1, false);
    bcf_branch(builder, 1);
    seen = bcf_phi(builder, type, 2);
    tried = bcf_cmpxchg(builder, bcf_argument(builder, 0), seen, bcf_binop(builder, BCF_SUB, bcf_int(builder, type, 0), seen),
                        BCF_SEQ_CST, BCF_SEQ_CST, (unsigned)bcf_type_integer_width(builder->module, type) / 8);
    bcf_phi_set(builder, seen, 0, first, 0);
    bcf_phi_set(builder, seen, 1, bcf_extract_field(builder, tried, 0), 1);
    bcf_branch_if(builder, bcf_extract_field(builder, tried, 1), 2, 1);
    bcf_return(builder, seen);
    return true;
}

static bool locked_neg(machine_t *machine, const statement_t *statement) {
    static const char *const helpers[] = {"bcfix.lock.neg.i8", "bcfix.lock.neg.i16", "bcfix.lock.neg.i32", "bcfix.lock.neg.i64"};
    struct bcf_module *module = machine->builder->module;
    uint32_t address = locked_address(machine, statement, 1), width = bcf_asm_width(statement), type, ptr = bcf_ptr_type(module);
    uint32_t helper, old;
    if (address == BCF_NONE)
        return false;
    type = bcf_int_type(module, width);
    helper = bcf_helper(machine->builder->lowering, helpers[written_align(width) - 1], bcf_function_type(module, type, &ptr, 1),
                        negate_body, &type);
    old = bcf_call(machine->builder, helper, &address, 1);
    return bcf_asm_difference(machine, bcf_int(machine->builder, type, 0), old, BCF_NONE) != BCF_NONE;
}

static bool locked_xadd(machine_t *machine, const statement_t *statement) {
    uint32_t address = locked_address(machine, statement, 2), width = bcf_asm_width(statement), value, old;
    value = bcf_asm_read(machine, &statement->items[1], width);
    if (address == BCF_NONE || value == BCF_NONE)
        return false;
    old = exchange(machine, RMW_ADD, address, value);
    bcf_asm_sum(machine, old, value, BCF_NONE);
    return bcf_asm_write(machine, &statement->items[1], width, old);
}

/* rax gets what was there when that is another number. */
static bool locked_cmpxchg(machine_t *machine, const statement_t *statement) {
    struct bcf_builder *builder = machine->builder;
    uint32_t address = locked_address(machine, statement, 2), width = bcf_asm_width(statement), expected, fresh, both, old;
    fresh = bcf_asm_read(machine, &statement->items[1], width);
    expected = bcf_asm_read_register(machine, BCF_RAX, width);
    if (address == BCF_NONE || fresh == BCF_NONE || expected == BCF_NONE)
        return false;
    both = bcf_cmpxchg(builder, address, expected, fresh, BCF_SEQ_CST, BCF_SEQ_CST, width / 8);
    old = bcf_asm_full(machine, BCF_RAX);
    bcf_asm_difference(machine, expected, bcf_extract_field(builder, both, 0), BCF_NONE);
    bcf_asm_write_register(machine, BCF_RAX, width, bcf_extract_field(builder, both, 0));
    old = bcf_select(builder, bcf_extract_field(builder, both, 1), old, bcf_asm_full(machine, BCF_RAX));
    return bcf_asm_write_register(machine, BCF_RAX, 64, old);
}

/* Of memory it is atomic, also without a lock. What stands in the register need not be known: some want the order only. */
static bool exchange_memory(machine_t *machine, const statement_t *statement) {
    uint32_t width = bcf_asm_width(statement), memory = statement->items[0].kind == BCF_ITEM_MEMORY ? 0 : 1, address, value;
    const struct bcf_asm_item *other = &statement->items[1 - memory];
    if (statement->count != 2 || other->kind != BCF_ITEM_REGISTER || other->width != width)
        return false;
    value = bcf_asm_read(machine, other, width);
    if (statement->items[memory].kind == BCF_ITEM_REGISTER) {
        uint32_t second = bcf_asm_read(machine, &statement->items[memory], width);
        return !statement->lock && bcf_asm_write(machine, other, width, second) &&
               bcf_asm_write(machine, &statement->items[memory], width, value);
    }
    address = bcf_asm_address(machine, &statement->items[memory]);
    if (address == BCF_NONE)
        return false;
    if (value == BCF_NONE)
        value = bcf_int(machine->builder, bcf_int_type(machine->builder->module, width), 0);
    return bcf_asm_write(machine, other, width, exchange(machine, RMW_XCHG, address, value));
}

static bool with_lock(machine_t *machine, const statement_t *statement) {
    static const struct {
        const char *name;
        unsigned operation;
    } two[] = {{"add", RMW_ADD}, {"sub", RMW_SUB}, {"and", RMW_AND}, {"or", RMW_OR}, {"xor", RMW_XOR}};
    for (size_t i = 0; i < sizeof two / sizeof two[0]; i++)
        if (strcmp(two[i].name, statement->name) == 0)
            return locked(machine, statement, two[i].operation);
    if (strcmp(statement->name, "inc") == 0)
        return locked_step(machine, statement, RMW_ADD, 1);
    if (strcmp(statement->name, "dec") == 0)
        return locked_step(machine, statement, RMW_SUB, 1);
    return strcmp(statement->name, "not") == 0 && locked_step(machine, statement, RMW_XOR, -1);
}

/* ---- order, and what has no operands ---- */

static bool nothing(machine_t *machine, const statement_t *statement) {
    (void)machine;
    return !statement->lock;
}

/* A byte that is the instruction nop. */
static bool byte_of_code(machine_t *machine, const statement_t *statement) {
    enum { NOP = 0x90 };
    (void)machine;
    return statement->count == 1 && statement->items[0].kind == BCF_ITEM_NUMBER && statement->items[0].number == NOP;
}

static bool fence(machine_t *machine, const statement_t *statement) {
    bcf_fence(machine->builder, BCF_SEQ_CST);
    return statement->count == 0 && !statement->lock;
}

static bool stop(machine_t *machine, const statement_t *statement) {
    struct bcf_module *module = machine->builder->module;
    bcf_call(machine->builder, bcf_external(machine->builder->lowering, "llvm.trap",
                                            bcf_function_type(module, bcf_void_type(module), NULL, 0)), NULL, 0);
    return statement->count == 0 && !statement->lock;
}

/* A store that goes past the caches. */
static bool store_past(machine_t *machine, const statement_t *statement) {
    uint32_t width = statement->items[1].width, address, value;
    bool vector = statement->items[1].kind == BCF_ITEM_VECTOR;
    if (statement->count != 2 || statement->items[0].kind != BCF_ITEM_MEMORY || statement->lock)
        return false;
    if (!vector)
        return bcf_asm_write(machine, &statement->items[0], width, bcf_asm_read(machine, &statement->items[1], width));
    address = bcf_asm_address(machine, &statement->items[0]);
    value = machine->vectors[statement->items[1].place];
    if (address == BCF_NONE || value == BCF_NONE)
        return false;
    bcf_store(machine->builder, value, address, 1, false);
    return true;
}

/* ---- the system ---- */

/* A call of the function syscall with all seven numbers, from a helper: there it keeps what the kernel gives
 * (bcf_rewrite_syscall). */
static bool syscall_body(struct bcf_builder *builder, const void *what) {
    struct bcf_module *module = builder->module;
    uint32_t i64 = bcf_int_type(module, 64), function = bcf_global_find(module, "syscall"), type;
    uint64_t variadic[] = {1, i64, i64}, ops[BCF_CALL_FIRST_ARGUMENT + 7] = {0};
    (void)what;
    type = bcf_type_intern(module, BCF_TYPE_FUNCTION, variadic, 3);
    if (function == BCF_NONE)
        function = bcf_external(builder->lowering, "syscall", type);
    if (function == BCF_NONE || module->globals.data[function].record.code != BCF_MODULE_FUNCTION)
        return false;
    type = (uint32_t)module->globals.data[function].record.ops[BCF_GLOBAL_TYPE];
    if (bcf_type(module, type)->count != 3 || !bcf_type(module, type)->ops[0] || bcf_type(module, type)->ops[1] != i64 ||
        bcf_type(module, type)->ops[2] != i64)
        return false;
    ops[BCF_CALL_CC] = BCF_CALL_EXPLICIT_TYPE;
    ops[BCF_CALL_TYPE] = type;
    ops[BCF_CALL_CALLEE] = function;
    for (uint32_t i = 0; i < 7; i++)
        ops[BCF_CALL_FIRST_ARGUMENT + i] = bcf_argument(builder, i);
    bcf_return(builder, bcf_emit(builder, BCF_FUNC_CALL, i64, "alltRrRRRRRR", ops, BCF_CALL_FIRST_ARGUMENT + 7));
    return true;
}

static bool system_call(machine_t *machine, const statement_t *statement) {
    static const uint32_t places[] = {BCF_RAX, BCF_RDI, BCF_RSI, BCF_RDX, BCF_R10, BCF_R8, BCF_R9};
    struct bcf_builder *builder = machine->builder;
    uint32_t i64 = bcf_int_type(builder->module, 64), types[7], arguments[7], helper;
    if (statement->count || statement->lock || bcf_asm_full(machine, BCF_RAX) == BCF_NONE)
        return false;
    for (uint32_t i = 0; i < 7; i++) {
        types[i] = i64;
        arguments[i] = bcf_asm_full(machine, places[i]);
        if (arguments[i] == BCF_NONE)
            arguments[i] = bcf_int(builder, i64, 0);
    }
    helper = bcf_helper(builder->lowering, BCF_KERNEL_HELPER, bcf_function_type(builder->module, i64, types, 7), syscall_body,
                        NULL);
    if (helper == BCF_NONE)
        return false;
    bcf_asm_forget(machine, BCF_RCX);
    bcf_asm_forget(machine, BCF_R11);
    return bcf_asm_write_register(machine, BCF_RAX, 64, bcf_call(builder, helper, arguments, 7));
}

/* rdtsc and rdtscp: edx and eax, and in ecx the number of the processor. */
static bool counter(machine_t *machine, const statement_t *statement) {
    struct bcf_builder *builder = machine->builder;
    uint32_t value = bcf_read_counter(builder);
    bcf_asm_write_register(machine, BCF_RAX, 64, bcf_binop_by(builder, BCF_AND, value, 0xffffffff));
    bcf_asm_write_register(machine, BCF_RDX, 64, bcf_binop_by(builder, BCF_LSHR, value, 32));
    if (statement->name[5])
        bcf_asm_write_register(machine, BCF_RCX, 64, bcf_int(builder, bcf_int_type(builder->module, 64), 0));
    return statement->count == 0 && !statement->lock;
}

static bool cpuid(machine_t *machine, const statement_t *statement) {
    static const uint32_t places[] = {BCF_RAX, BCF_RBX, BCF_RCX, BCF_RDX};
    struct bcf_builder *builder = machine->builder;
    uint32_t leaf = bcf_asm_read_register(machine, BCF_RAX, 32), sub_leaf = bcf_asm_read_register(machine, BCF_RCX, 32), all[4];
    if (leaf == BCF_NONE || statement->count || statement->lock)
        return false;
    if (sub_leaf == BCF_NONE)
        sub_leaf = bcf_int(builder, bcf_int_type(builder->module, 32), 0);
    bcf_call_cpuid(builder, leaf, sub_leaf, all);
    for (uint32_t i = 0; i < 4; i++)
        bcf_asm_write_register(machine, places[i], 32, all[i]);
    return true;
}

/* xgetbv: edx and eax. */
static bool xgetbv(machine_t *machine, const statement_t *statement) {
    struct bcf_builder *builder = machine->builder;
    uint32_t i32 = bcf_int_type(builder->module, 32), which = bcf_asm_read_register(machine, BCF_RCX, 32), kept;
    if (which == BCF_NONE || statement->count || statement->lock)
        return false;
    kept = bcf_select(builder, bcf_compare(builder, BCF_ICMP_EQ, which, bcf_int(builder, i32, 0)),
                      bcf_int(builder, i32, (int64_t)bcf_kept_state()), bcf_int(builder, i32, 0));
    return bcf_asm_write_register(machine, BCF_RAX, 32, kept) &&
           bcf_asm_write_register(machine, BCF_RDX, 32, bcf_int(builder, i32, 0));
}

const struct bcf_asm_row bcf_asm_memory[] = {
    {".byte", byte_of_code}, {".p2align", nothing}, {"xchg", exchange_memory}, {"cld", nothing}, {"cpuid", cpuid}, {"endbr64", nothing}, {"lfence", fence}, {"mfence", fence},
    {"movntdq", store_past}, {"movnti", store_past}, {"movntpd", store_past}, {"movntps", store_past}, {"nop", nothing},
    {"pause", nothing}, {"rdtsc", counter}, {"rdtscp", counter}, {"sfence", fence}, {"syscall", system_call}, {"ud2", stop},
    {"vmovntdq", store_past}, {"vmovntpd", store_past}, {"vmovntps", store_past}, {"vzeroupper", nothing}, {"xgetbv", xgetbv}, {NULL, NULL},
};

const struct bcf_asm_row bcf_asm_locked[] = {
    {"add", with_lock}, {"and", with_lock}, {"cmpxchg", locked_cmpxchg}, {"dec", with_lock}, {"inc", with_lock},
    {"neg", locked_neg}, {"not", with_lock}, {"or", with_lock}, {"sub", with_lock}, {"xadd", locked_xadd},
    {"xchg", exchange_memory}, {"xor", with_lock}, {NULL, NULL},
};
