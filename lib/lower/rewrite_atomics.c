/* Atomic operations that the target lacks: a loop with cmpxchg in a helper.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/conversions.h"
#include "lower/rewrite.h"

#include <stdio.h>

/* The operations of atomicrmw, as they are written. */
static const struct {
    const char *name;
    bool has; /* Sulong has it for integers of 1, 8, 16, 32 and 64 bits (BasicNodeFactory.createReadModifyWrite) */
} operations[] = {
    {"xchg", true},   {"add", true},       {"sub", true},       {"and", true},        {"nand", true},
    {"or", true},     {"xor", true},       {"max", false},      {"min", false},       {"umax", false},
    {"umin", false},  {"fadd", false},     {"fsub", false},     {"fmax", false},      {"fmin", false},
    {"uinc_wrap", false}, {"udec_wrap", false}, {"usub_cond", false}, {"usub_sat", false},
};

enum { XCHG, ADD, SUB, AND, NAND, OR, XOR, MAX, MIN, UMAX, UMIN, FADD, FSUB, FMAX, FMIN, UINC_WRAP, UDEC_WRAP, USUB_COND,
       USUB_SAT, OPERATION_COUNT };

struct exchange {
    uint32_t operation, type;
    enum bcf_ordering ordering;
};

static uint32_t picked(struct bcf_builder *builder, enum bcf_predicate predicate, uint32_t x, uint32_t y) {
    return bcf_select(builder, bcf_compare(builder, predicate, x, y), x, y);
}

/* A NaN gives way to a number. */
static uint32_t float_pick(struct bcf_builder *builder, enum bcf_predicate predicate, uint32_t x, uint32_t y) {
    uint32_t first = bcf_binop(builder, BCF_OR, bcf_compare(builder, predicate, x, y),
                               bcf_compare(builder, BCF_FCMP_UNO, y, y));
    return bcf_select(builder, first, x, y);
}

/* What is stored, from what was there and the operand (LangRef: atomicrmw). */
static uint32_t combined(struct bcf_builder *builder, uint32_t operation, uint32_t old, uint32_t by) {
    uint32_t type = bcf_type_of(builder, old);
    switch (operation) {
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
    default: /* USUB_SAT */
        return bcf_select(builder, bcf_compare(builder, BCF_ICMP_UGE, old, by), bcf_binop(builder, BCF_SUB, old, by),
                          bcf_int(builder, type, 0));
    }
}

static uint32_t bits_in(const struct bcf_module *module, uint32_t type) {
    switch (bcf_type(module, type)->code) {
    case BCF_TYPE_FLOAT:
        return 32;
    case BCF_TYPE_DOUBLE:
    case BCF_TYPE_OPAQUE_POINTER:
        return 64;
    default:
        return (uint32_t)bcf_type_integer_width(module, type);
    }
}

/* Between a type and the integer of its size. */
static uint32_t as_integer(struct bcf_builder *builder, uint32_t value, uint32_t integer) {
    uint32_t type = bcf_type_of(builder, value);
    if (bcf_is_float(builder->module, type))
        return bcf_bits_of(builder, value);
    return bcf_type(builder->module, type)->code == BCF_TYPE_OPAQUE_POINTER
               ? bcf_cast(builder, BCF_PTRTOINT, value, integer)
               : value;
}

static uint32_t from_integer(struct bcf_builder *builder, uint32_t value, uint32_t type) {
    bool pointer = bcf_type(builder->module, type)->code == BCF_TYPE_OPAQUE_POINTER;
    return bcf_cast(builder, pointer ? BCF_INTTOPTR : BCF_BITCAST, value, type);
}

/* The failure ordering that goes with a success ordering, and loses nothing of it. */
static enum bcf_ordering on_failure(enum bcf_ordering success) {
    if (success == BCF_ACQ_REL)
        return BCF_ACQUIRE;
    return success == BCF_RELEASE ? BCF_MONOTONIC : success;
}

/* block 0: load; block 1: try until nobody came between; block 2: what was there. */
static bool exchange_body(struct bcf_builder *builder, const void *what) {
    const struct exchange *exchange = what;
    uint32_t pointer = bcf_argument(builder, 0), by = bcf_argument(builder, 1), first, seen, old, fresh, tried;
    uint32_t bits = bits_in(builder->module, exchange->type), integer = bcf_int_type(builder->module, bits);
    unsigned align = bits / 8 ? bits / 8 : 1;
    first = bcf_load(builder, integer, pointer, align, false);
    bcf_branch(builder, 1);
    seen = bcf_phi(builder, integer, 2);
    old = from_integer(builder, seen, exchange->type);
    fresh = as_integer(builder, combined(builder, exchange->operation, old, by), integer);
    tried = bcf_cmpxchg(builder, pointer, seen, fresh, exchange->ordering, on_failure(exchange->ordering), align);
    bcf_phi_set(builder, seen, 0, first, 0);
    bcf_phi_set(builder, seen, 1, bcf_extract_field(builder, tried, 0), 1);
    bcf_branch_if(builder, bcf_extract_field(builder, tried, 1), 2, 1);
    bcf_return(builder, old);
    return true;
}

static enum bcf_rewritten trap(struct bcf_builder *builder, const struct bcf_insn *insn, const char *what, uint32_t bits) {
    bcf_in_place_of(builder, insn);
    bcf_trap(builder, BCFIX_BCF041_UNSUPPORTED_INSTRUCTION, insn, insn->type,
             "atomic %s of %u bits has no form for %s, which exchanges 64 bits at most", what, bits,
             builder->lowering->target->name);
    return BCF_REWRITTEN;
}

enum bcf_rewritten bcf_rewrite_atomicrmw(struct bcf_builder *builder, const struct bcf_insn *insn) {
    /* pointer, value, operation, volatile, ordering, scope, alignment */
    struct bcf_module *module = builder->module;
    uint32_t arguments[2] = {(uint32_t)bcf_op(builder, insn, 0), (uint32_t)bcf_op(builder, insn, 1)};
    uint32_t operation = (uint32_t)bcf_op(builder, insn, 2), type = bcf_type_of(builder, arguments[1]), types[2], helper;
    struct exchange exchange = {operation, type, (enum bcf_ordering)bcf_op(builder, insn, 4)};
    uint32_t bits = bits_in(module, type);
    bool integer = bcf_type_integer_width(module, type) != 0, plain = bits == 8 || bits == 16 || bits == 32 || bits == 64;
    const char *kind = integer ? "i" : bcf_type(module, type)->code == BCF_TYPE_OPAQUE_POINTER ? "p" : "f";
    char name[80];
    if (operation >= OPERATION_COUNT || !plain)
        return trap(builder, insn, operation < OPERATION_COUNT ? operations[operation].name : "operation", bits);
    if (operations[operation].has && integer)
        return BCF_KEPT;
    types[0] = bcf_type_of(builder, arguments[0]);
    types[1] = type;
    snprintf(name, sizeof name, "bcfix.atomic.%s.%s%u.%u", operations[operation].name, kind, bits, exchange.ordering);
    helper = bcf_helper(builder->lowering, name, bcf_function_type(module, type, types, 2), exchange_body, &exchange);
    bcf_in_place_of(builder, insn);
    bcf_call(builder, helper, arguments, 2);
    bcf_note(builder->lowering, BCFIX_BCF021_ATOMIC, insn, "atomicrmw %s became a loop with cmpxchg",
             operations[operation].name);
    return BCF_REWRITTEN;
}

enum bcf_rewritten bcf_rewrite_cmpxchg(struct bcf_builder *builder, const struct bcf_insn *insn) {
    uint32_t bits = bits_in(builder->module, bcf_type_of(builder, (uint32_t)bcf_op(builder, insn, 1)));
    return bits <= 64 ? BCF_KEPT : trap(builder, insn, "cmpxchg", bits);
}
