/* Atomic operations that the target lacks: a loop with cmpxchg in a helper.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/atomics.h"
#include "lower/pointer_size.h"

#include <stdio.h>

enum operation {
#define OPERATION(id, name, llvm, sulong) id,
#include "target/atomics.def"
#undef OPERATION
    OPERATION_COUNT
};

static const struct {
    const char *name;
    unsigned llvm;
    bool sulong;
} operations[] = {
#define OPERATION(id, name, llvm, sulong) {name, llvm, sulong},
#include "target/atomics.def"
#undef OPERATION
};

/* One ATOMICRMW: its operands are pointer, value, operation, volatile, ordering, scope, alignment. */
struct exchange {
    uint32_t operation, type, bits;
    uint64_t is_volatile, ordering, scope, align; /* as they are written */
};

/* ---- what is stored, from what was there and the operand (LangRef: atomicrmw) ---- */

static uint32_t picked(struct bcf_builder *builder, enum bcf_predicate predicate, uint32_t x, uint32_t y) {
    return bcf_select(builder, bcf_compare(builder, predicate, x, y), x, y);
}

/* A NaN gives way to a number. */
static uint32_t float_pick(struct bcf_builder *builder, enum bcf_predicate predicate, uint32_t x, uint32_t y) {
    uint32_t first = bcf_binop(builder, BCF_OR, bcf_compare(builder, predicate, x, y),
                               bcf_compare(builder, BCF_FCMP_UNO, y, y));
    return bcf_select(builder, first, x, y);
}

const char *bcf_exchange_name(uint32_t operation) {
    return operations[operation].name;
}

uint32_t bcf_exchanged(struct bcf_builder *builder, uint32_t operation, uint32_t old, uint32_t by) {
    uint32_t type = bcf_type_of(builder, old);
    switch ((enum operation)operation) {
    case XCHG:
        return by;
    case ADD:
    case FADD:
        return bcf_binop(builder, BCF_ADD, old, by);
    case SUB:
    case FSUB:
        return bcf_binop(builder, BCF_SUB, old, by);
    case AND:
        return bcf_binop(builder, BCF_AND, old, by);
    case NAND:
        return bcf_binop_by(builder, BCF_XOR, bcf_binop(builder, BCF_AND, old, by), -1);
    case OR:
        return bcf_binop(builder, BCF_OR, old, by);
    case XOR:
        return bcf_binop(builder, BCF_XOR, old, by);
    case MAX:
        return picked(builder, BCF_ICMP_SGT, old, by);
    case MIN:
        return picked(builder, BCF_ICMP_SLT, old, by);
    case UMAX:
        return picked(builder, BCF_ICMP_UGT, old, by);
    case UMIN:
        return picked(builder, BCF_ICMP_ULT, old, by);
    case FMAX:
        return float_pick(builder, BCF_FCMP_OGT, old, by);
    case FMIN:
        return float_pick(builder, BCF_FCMP_OLT, old, by);
    case UINC_WRAP:
        return bcf_select(builder, bcf_compare(builder, BCF_ICMP_UGE, old, by), bcf_int(builder, type, 0),
                          bcf_binop_by(builder, BCF_ADD, old, 1));
    case UDEC_WRAP: {
        uint32_t wraps = bcf_binop(builder, BCF_OR, bcf_compare(builder, BCF_ICMP_EQ, old, bcf_int(builder, type, 0)),
                                   bcf_compare(builder, BCF_ICMP_UGT, old, by));
        return bcf_select(builder, wraps, by, bcf_binop_by(builder, BCF_SUB, old, 1));
    }
    case USUB_COND:
        return bcf_select(builder, bcf_compare(builder, BCF_ICMP_UGE, old, by), bcf_binop(builder, BCF_SUB, old, by), old);
    case USUB_SAT:
        return bcf_select(builder, bcf_compare(builder, BCF_ICMP_UGE, old, by), bcf_binop(builder, BCF_SUB, old, by),
                          bcf_int(builder, type, 0));
    case FMAXIMUM:
        return bcf_extreme(builder, old, by, true);
    case FMINIMUM:
        return bcf_extreme(builder, old, by, false);
    case OPERATION_COUNT:
        break;
    }
    return BCF_NONE;
}

/* ---- the loop ---- */

static uint32_t bits_in(struct bcf_module *module, uint32_t type) {
    const struct bcf_type *t = bcf_type(module, type);
    uint64_t lanes = bcf_type_lanes(module, type);
    if (t->code == BCF_TYPE_OPAQUE_POINTER)
        return bcf_pointer_bits(module, t->ops[0]);
    if (t->code == BCF_TYPE_VECTOR && ((t->count > 2 && t->ops[2]) || lanes > 1024))
        return 0;
    return bcf_element_bits(module, type) * (uint32_t)(lanes ? lanes : 1);
}

static bool is_pointer(const struct bcf_module *module, uint32_t type) {
    return bcf_type(module, type)->code == BCF_TYPE_OPAQUE_POINTER;
}

/* The number of an address. To Sulong a ptrtoint of a function is still the function, which LLVMCMPXCHInternalNode does not
 * take (UnsupportedSpecializationException); what is read from memory is a number. */
static uint32_t number_of_address(struct bcf_builder *builder, uint32_t value, uint32_t integer) {
    uint32_t place = bcf_alloca(builder, integer, 8);
    bcf_store(builder, value, place, 8, false);
    return bcf_load(builder, integer, place, 8, false);
}

/* Between a type and the integer of its size. */
static uint32_t as_integer(struct bcf_builder *builder, uint32_t value, uint32_t integer) {
    uint32_t type = bcf_type_of(builder, value);
    /* A bitcast of Sulong does not keep every NaN; bcf_bits_of() does. */
    if (bcf_lowers_for(builder->lowering, BCF_FAMILY_GRAALVM) && bcf_is_float(builder->module, type))
        return bcf_bits_of(builder, value);
    if (bcf_lowers_for(builder->lowering, BCF_FAMILY_GRAALVM) && is_pointer(builder->module, type))
        return number_of_address(builder, value, integer);
    return bcf_cast(builder, is_pointer(builder->module, type) ? BCF_PTRTOINT : BCF_BITCAST, value, integer);
}

static uint32_t from_integer(struct bcf_builder *builder, uint32_t value, uint32_t type) {
    return bcf_cast(builder, is_pointer(builder->module, type) ? BCF_INTTOPTR : BCF_BITCAST, value, type);
}

/* The failure ordering that goes with a success ordering, and loses nothing of it. */
static uint64_t on_failure(uint64_t success) {
    if (success == BCF_ACQ_REL)
        return BCF_ACQUIRE;
    return success == BCF_RELEASE ? BCF_MONOTONIC : success;
}

/* The first look at what is there. For LLVM it must be atomic: what a plain load gives is undefined while others store. */
static uint32_t first_look(struct bcf_builder *builder, const struct exchange *exchange, uint32_t pointer, uint32_t integer) {
    uint64_t ops[] = {pointer, integer, exchange->align, exchange->is_volatile, BCF_MONOTONIC, exchange->scope};
    bool atomic = bcf_lowers_for(builder->lowering, BCF_FAMILY_LLVM);
    return bcf_emit(builder, atomic ? BCF_FUNC_LOADATOMIC : BCF_FUNC_LOAD, integer, "Rtllly", ops, atomic ? 6 : 4);
}

static uint32_t try_exchange(struct bcf_builder *builder, const struct exchange *exchange, uint32_t seen, uint32_t fresh) {
    struct bcf_module *module = builder->module;
    uint32_t fields[2] = {bcf_type_of(builder, seen), bcf_int_type(module, 1)};
    uint64_t ops[] = {bcf_argument(builder, 0), seen, fresh, exchange->is_volatile, exchange->ordering, exchange->scope,
                      on_failure(exchange->ordering), 0, exchange->align};
    return bcf_emit(builder, BCF_FUNC_CMPXCHG, bcf_struct_type(module, fields, 2), "RRrllylll", ops, 9);
}

/* block 0: look; block 1: try until nobody came between; block 2: what was there. */
static bool exchange_body(struct bcf_builder *builder, const void *what) {
    const struct exchange *exchange = what;
    uint32_t pointer = bcf_argument(builder, 0), by = bcf_argument(builder, 1), first, seen, old, fresh, tried;
    uint32_t integer = bcf_int_type(builder->module, exchange->bits);
    first = first_look(builder, exchange, pointer, integer);
    bcf_branch(builder, 1);
    seen = bcf_phi(builder, integer, 2);
    old = from_integer(builder, seen, exchange->type);
    fresh = as_integer(builder, bcf_exchanged(builder, exchange->operation, old, by), integer);
    tried = try_exchange(builder, exchange, seen, fresh);
    bcf_phi_set(builder, seen, 0, first, 0);
    bcf_phi_set(builder, seen, 1, bcf_extract_field(builder, tried, 0), 1);
    bcf_branch_if(builder, bcf_extract_field(builder, tried, 1), 2, 1);
    bcf_return(builder, old);
    return true;
}

/* ---- the instruction ---- */

static enum bcf_rewritten trap(struct bcf_builder *builder, const struct bcf_insn *insn, const char *what, uint32_t bits) {
    bcf_in_place_of(builder, insn);
    bcf_trap(builder, BCFIX_BCF041_UNSUPPORTED_INSTRUCTION, insn, insn->type,
             "atomic %s of %u bits has no form for %s", what, bits, builder->lowering->target->name);
    return BCF_REWRITTEN;
}

static bool is_vector(const struct bcf_module *module, uint32_t type) {
    return bcf_type(module, type)->code == BCF_TYPE_VECTOR;
}

/* Whether the target has the operation for this type. */
static bool has(const struct bcf_builder *builder, const struct exchange *exchange) {
    const struct bcf_module *module = builder->module;
    const struct bcfix_target *target = builder->lowering->target;
    if (bcf_lowers_for(builder->lowering, BCF_FAMILY_GRAALVM))
        return operations[exchange->operation].sulong && bcf_type_integer_width(module, exchange->type) &&
               exchange->bits <= 64;
    return operations[exchange->operation].llvm <= target->llvm_major &&
           (!is_vector(module, exchange->type) || bcf_takes(target, BCF_TAKES_RMW_VECTORS)) &&
           (!is_pointer(module, exchange->type) || bcf_takes(target, BCF_TAKES_RMW_POINTERS));
}

/* Whether a loop can be made of it. Sulong exchanges 64 bits at most. */
static bool has_loop(const struct bcf_builder *builder, const struct exchange *exchange) {
    uint32_t bits = exchange->bits, code = bcf_type(builder->module, exchange->type)->code;
    bool plain = bits == 8 || bits == 16 || bits == 32 || bits == 64;
    if (bcf_lowers_for(builder->lowering, BCF_FAMILY_GRAALVM))
        return plain && code != BCF_TYPE_VECTOR;
    return plain || bits == 128 || bits == 256;
}

/* More bits than Sulong exchanges, in one number. */
static bool needs_lock(const struct bcf_builder *builder, uint32_t type) {
    return bcf_lowers_for(builder->lowering, BCF_FAMILY_GRAALVM) && !bcf_type_lanes(builder->module, type) &&
           bcf_element_bits(builder->module, type) > 64;
}

/* An exchange of pointers is one of integers. */
static void exchange_integers(struct bcf_builder *builder, const struct bcf_insn *insn, const struct exchange *exchange) {
    uint32_t integer = bcf_int_type(builder->module, exchange->bits), value = (uint32_t)bcf_op(builder, insn, 1), old;
    uint64_t ops[7];
    for (uint32_t i = 0; i < 7; i++)
        ops[i] = bcf_op(builder, insn, i);
    ops[1] = bcf_cast(builder, BCF_PTRTOINT, value, integer);
    old = bcf_emit(builder, BCF_FUNC_ATOMICRMW, integer, "RRlllyl", ops, 7);
    bcf_in_place_of(builder, insn);
    bcf_cast(builder, BCF_INTTOPTR, old, exchange->type);
}

/* "bcfix.atomic.max.i32.6", and behind it what is not as usual. */
static void name_helper(const struct bcf_module *module, const struct exchange *exchange, char *name, size_t size) {
    static const char *const letters[] = {"i", "p", "f", "v"};
    unsigned kind = is_pointer(module, exchange->type)               ? 1
                    : is_vector(module, exchange->type)              ? 3
                    : bcf_type_integer_width(module, exchange->type) ? 0
                                                                     : 2;
    char scope[32] = "", align[32] = "";
    uint64_t natural = 1;
    for (uint32_t bytes = exchange->bits / 8; bytes > 1; bytes /= 2)
        natural++;
    if (exchange->scope != BCF_SCOPE_SYSTEM)
        snprintf(scope, sizeof scope, ".scope%llu", (unsigned long long)exchange->scope);
    if (exchange->align != natural)
        snprintf(align, sizeof align, ".align%llu", 1ull << (exchange->align - 1));
    snprintf(name, size, "bcfix.atomic.%s.%s%u.%llu%s%s%s", operations[exchange->operation].name, letters[kind],
             exchange->bits, (unsigned long long)exchange->ordering, exchange->is_volatile ? ".volatile" : "", scope, align);
}

enum bcf_rewritten bcf_rewrite_exchange(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t type) {
    struct bcf_module *module = builder->module;
    uint32_t arguments[2] = {(uint32_t)bcf_op(builder, insn, 0), (uint32_t)bcf_op(builder, insn, 1)};
    uint32_t types[2] = {bcf_type_of(builder, arguments[0]), type}, helper;
    struct exchange exchange = {(uint32_t)bcf_op(builder, insn, 2), type, bits_in(module, type), bcf_op(builder, insn, 3),
                                bcf_op(builder, insn, 4), bcf_op(builder, insn, 5), bcf_op(builder, insn, 6)};
    char name[120];
    if (exchange.operation >= OPERATION_COUNT)
        return trap(builder, insn, "operation", exchange.bits);
    if (has(builder, &exchange))
        return BCF_KEPT;
    if (needs_lock(builder, type))
        return bcf_rewrite_locked(builder, insn, type);
    if (!has_loop(builder, &exchange) || exchange.align < 1 || exchange.align > 32)
        return trap(builder, insn, operations[exchange.operation].name, exchange.bits);
    if (bcf_lowers_for(builder->lowering, BCF_FAMILY_LLVM) && is_pointer(module, type) && exchange.operation == XCHG) {
        exchange_integers(builder, insn, &exchange);
        bcf_note(builder->lowering, BCFIX_BCF021_ATOMIC, insn, "atomicrmw xchg of pointers became one of integers");
        return BCF_REWRITTEN;
    }
    name_helper(module, &exchange, name, sizeof name);
    helper = bcf_helper(builder->lowering, name, bcf_function_type(module, type, types, 2), exchange_body, &exchange);
    bcf_replace_with(builder, insn, bcf_call(builder, helper, arguments, 2));
    bcf_note(builder->lowering, BCFIX_BCF021_ATOMIC, insn, "atomicrmw %s became a loop with cmpxchg",
             operations[exchange.operation].name);
    return BCF_REWRITTEN;
}

enum bcf_rewritten bcf_rewrite_atomicrmw(struct bcf_builder *builder, const struct bcf_insn *insn) {
    return bcf_rewrite_exchange(builder, insn, bcf_type_of(builder, (uint32_t)bcf_op(builder, insn, 1)));
}

/* With the numbers of addresses it does the same, and functions can be exchanged. */
static enum bcf_rewritten compare_addresses(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t type) {
    struct bcf_module *module = builder->module;
    uint32_t integer = bcf_int_type(module, 64), fields[2] = {integer, bcf_int_type(module, 1)}, both, pair, done;
    uint64_t ops[9];
    if (insn->count != 9)
        return BCF_KEPT;
    for (uint32_t i = 0; i < 9; i++)
        ops[i] = bcf_op(builder, insn, i);
    ops[1] = number_of_address(builder, (uint32_t)ops[1], integer);
    ops[2] = number_of_address(builder, (uint32_t)ops[2], integer);
    both = bcf_emit(builder, BCF_FUNC_CMPXCHG, bcf_struct_type(module, fields, 2), "RRrllylll", ops, 9);
    pair = bcf_insert_field(builder, bcf_poison(builder, insn->type),
                            bcf_cast(builder, BCF_INTTOPTR, bcf_extract_field(builder, both, 0), type), 0);
    done = bcf_extract_field(builder, both, 1);
    bcf_in_place_of(builder, insn);
    bcf_insert_field(builder, pair, done, 1);
    bcf_note(builder->lowering, BCFIX_BCF021_ATOMIC, insn, "cmpxchg of pointers became one of integers");
    return BCF_REWRITTEN;
}

enum bcf_rewritten bcf_rewrite_cmpxchg(struct bcf_builder *builder, const struct bcf_insn *insn) {
    uint32_t type = bcf_type_of(builder, (uint32_t)bcf_op(builder, insn, 1));
    if (bcf_lowers_for(builder->lowering, BCF_FAMILY_GRAALVM) && is_pointer(builder->module, type) && insn->code == BCF_FUNC_CMPXCHG)
        return compare_addresses(builder, insn, type);
    return needs_lock(builder, type) ? bcf_rewrite_locked(builder, insn, type) : BCF_KEPT;
}

enum bcf_rewritten bcf_rewrite_atomic_access(struct bcf_builder *builder, const struct bcf_insn *insn) {
    bool load = insn->code == BCF_FUNC_LOADATOMIC;
    uint32_t type = load ? (uint32_t)bcf_op(builder, insn, 1) : bcf_type_of(builder, (uint32_t)bcf_op(builder, insn, 1));
    if (needs_lock(builder, type))
        return bcf_rewrite_locked(builder, insn, type);
    return load ? bcf_rewrite_load(builder, insn) : bcf_rewrite_store(builder, insn);
}

/* ---- loads and stores of vectors, atomic since LLVM 22 ---- */

/* The integer type that has the bits of a vector, or BCF_NONE. */
static uint32_t integer_for(struct bcf_builder *builder, uint32_t type) {
    uint32_t bits = is_vector(builder->module, type) ? bits_in(builder->module, type) : 0;
    return bits && bits % 8 == 0 ? bcf_int_type(builder->module, bits) : BCF_NONE;
}

enum bcf_rewritten bcf_rewrite_atomic_vector(struct bcf_builder *builder, const struct bcf_insn *insn) {
    bool store = insn->code == BCF_FUNC_STOREATOMIC;
    uint32_t type, integer, value;
    uint64_t ops[6];
    for (uint32_t i = 0; i < 6; i++)
        ops[i] = bcf_op(builder, insn, i);
    type = store ? bcf_type_of(builder, (uint32_t)ops[1]) : (uint32_t)ops[1];
    if (!is_vector(builder->module, type) || bcf_takes(builder->lowering->target, BCF_TAKES_ATOMIC_VECTORS))
        return BCF_KEPT;
    integer = integer_for(builder, type);
    if (integer == BCF_NONE) {
        bcf_in_place_of(builder, insn);
        bcf_trap(builder, BCFIX_BCF041_UNSUPPORTED_INSTRUCTION, insn, store ? BCF_NO_RESULT : type,
                 "an atomic %s of such a vector has no form for %s", store ? "store" : "load", builder->lowering->target->name);
        return BCF_REWRITTEN;
    }
    bcf_note(builder->lowering, BCFIX_BCF021_ATOMIC, insn, "an atomic %s of a vector became one of an integer",
             store ? "store" : "load");
    if (store) {
        ops[1] = bcf_cast(builder, BCF_BITCAST, (uint32_t)ops[1], integer);
        bcf_emit(builder, BCF_FUNC_STOREATOMIC, BCF_NO_RESULT, "RRllly", ops, 6);
        return BCF_REWRITTEN;
    }
    ops[1] = integer;
    value = bcf_emit(builder, BCF_FUNC_LOADATOMIC, integer, "Rtllly", ops, 6);
    bcf_in_place_of(builder, insn);
    bcf_cast(builder, BCF_BITCAST, value, type);
    return BCF_REWRITTEN;
}
