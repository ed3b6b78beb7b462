/* Writes the bodies of functions: new ones, and rewritten ones.
 *
 * Values are ids of the model. Errors are sticky in the context: after one, functions return BCF_NONE and can go on being
 * called. Types that are not in the module yet are added while planning.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_BUILDER_H
#define BCF_LOWER_BUILDER_H

#include "lower/lower.h"

struct bcf_builder {
    struct bcf_lowering *lowering;
    struct bcf_module *module;
    struct bcf_function *function;
    bcf_insns out;    /* the new list of instructions */
    bcf_insns entry;  /* what goes before everything else: allocas */
    uint32_t result;  /* the local index that the next result takes, or BCF_NONE for a fresh one */
    uint32_t block;   /* the number of the basic block being written */
    uint32_t personality; /* of a body that is made, or BCF_NONE */
    struct bcf_aggregates *aggregates; /* of a body that is rewritten for GraalVM (aggregates.h), or NULL */
    bcf_u32s replaced; /* by local index: the value to use instead, or BCF_NONE */
    bcf_u32s soft_types; /* by local index: the type of number that it was (soft_floats.h), or BCF_NONE */
    /* Of vectors that are taken apart, by local index (rewrite_vectors.c): */
    bcf_u32s vector_types; /* the type, or BCF_NONE */
    bcf_u32s first_lane;   /* the local index of the first element, when the instruction gives elements, or BCF_NONE */
    bcf_bytes wholes;      /* whether something wants all elements in one integer */
    bcf_bytes far;       /* by local index, as far as there are any: it may be an address like a handle (rewrite_far_steps.c) */
    bcf_bytes wrapped;   /* by local index, once a syscall was met: whether bcfix looks at its result already (symbols.c) */
    bcf_u32s dropped_edges; /* pairs of blocks, from and to, that are no longer connected */
};

/* Operations as they are written (getEncodedBinaryOpcode, getEncodedCastOpcode, CmpInst::Predicate). The first seven
 * binary operations are those of floating point too: ADD is fadd, SDIV is fdiv, SREM is frem. */
enum bcf_binop {
    BCF_ADD = 0, BCF_SUB = 1, BCF_MUL = 2, BCF_UDIV = 3, BCF_SDIV = 4, BCF_UREM = 5, BCF_SREM = 6,
    BCF_SHL = 7, BCF_LSHR = 8, BCF_ASHR = 9, BCF_AND = 10, BCF_OR = 11, BCF_XOR = 12
};
enum bcf_cast {
    BCF_TRUNC = 0, BCF_ZEXT = 1, BCF_SEXT = 2, BCF_FPTOUI = 3, BCF_FPTOSI = 4, BCF_UITOFP = 5, BCF_SITOFP = 6,
    BCF_FPTRUNC = 7, BCF_FPEXT = 8, BCF_PTRTOINT = 9, BCF_INTTOPTR = 10, BCF_BITCAST = 11, BCF_ADDRSPACECAST = 12,
    BCF_PTRTOADDR = 13
};
enum bcf_predicate {
    BCF_FCMP_FALSE = 0, BCF_FCMP_OEQ = 1, BCF_FCMP_OGT = 2, BCF_FCMP_OGE = 3, BCF_FCMP_OLT = 4, BCF_FCMP_OLE = 5, BCF_FCMP_ONE = 6,
    BCF_FCMP_ORD = 7, BCF_FCMP_UNO = 8, BCF_FCMP_UEQ = 9, BCF_FCMP_UGT = 10, BCF_FCMP_UGE = 11, BCF_FCMP_ULT = 12,
    BCF_FCMP_ULE = 13, BCF_FCMP_UNE = 14, BCF_FCMP_TRUE = 15,
    BCF_ICMP_EQ = 32, BCF_ICMP_NE = 33, BCF_ICMP_UGT = 34, BCF_ICMP_UGE = 35, BCF_ICMP_ULT = 36, BCF_ICMP_ULE = 37,
    BCF_ICMP_SGT = 38, BCF_ICMP_SGE = 39, BCF_ICMP_SLT = 40, BCF_ICMP_SLE = 41
};
/* getEncodedOrdering, and the operations of atomicrmw (getEncodedRMWOperation). */
enum bcf_ordering { BCF_NOT_ATOMIC = 0, BCF_UNORDERED = 1, BCF_MONOTONIC = 2, BCF_ACQUIRE = 3, BCF_RELEASE = 4,
                    BCF_ACQ_REL = 5, BCF_SEQ_CST = 6 };
/* A synchronization scope; LLVM writes singlethread as 0. */
enum { BCF_SCOPE_SYSTEM = 1 };

/* ---- types, added when there is none like it ---- */
uint32_t bcf_void_type(struct bcf_module *module);
uint32_t bcf_int_type(struct bcf_module *module, uint64_t width);
uint32_t bcf_float_type(struct bcf_module *module);
uint32_t bcf_double_type(struct bcf_module *module);
uint32_t bcf_ptr_type(struct bcf_module *module);
uint32_t bcf_vector_type(struct bcf_module *module, uint64_t lanes, uint32_t element);
uint32_t bcf_array_type(struct bcf_module *module, uint64_t count, uint32_t element);
uint32_t bcf_struct_type(struct bcf_module *module, const uint32_t *fields, size_t count);
uint32_t bcf_function_type(struct bcf_module *module, uint32_t result, const uint32_t *parameters, size_t count);
/* The type with as many lanes as `like` when that is a vector, else `element` itself. */
uint32_t bcf_type_shaped(struct bcf_module *module, uint32_t like, uint32_t element);

/* ---- constants, of the function ---- */
/* An integer (its low bits; for vectors a splat of it) of up to 64 bits, sign-extended to the type's width. */
uint32_t bcf_int(struct bcf_builder *builder, uint32_t type, int64_t value);
/* An integer of any width from `count` words, least significant first. */
uint32_t bcf_wide_int(struct bcf_builder *builder, uint32_t type, const uint64_t *words, size_t count);
/* A float or double from its bits (for vectors a splat). */
uint32_t bcf_float_bits(struct bcf_builder *builder, uint32_t type, uint64_t bits);
/* A vector of integers of 8 to 64 bits. */
uint32_t bcf_int_vector(struct bcf_builder *builder, uint32_t type, const uint64_t *elements);
/* An array of bytes, of at most 1024. */
uint32_t bcf_text(struct bcf_builder *builder, const char *text, uint64_t size);
uint32_t bcf_null(struct bcf_builder *builder, uint32_t type);
uint32_t bcf_poison(struct bcf_builder *builder, uint32_t type);
/* Any constant of the function, by its record; added when there is none like it. */
uint32_t bcf_constant(struct bcf_builder *builder, uint32_t type, uint32_t code, const uint64_t *ops, size_t count);
/* The record of such an integer: its code, operands and their number. */
enum { BCF_MAX_WORDS = 64 };
size_t bcf_integer_record(uint64_t width, const uint64_t *words, size_t count, uint32_t *code, uint64_t *ops);
/* Numbers with a sign are written with it in the lowest bit. */
uint64_t bcf_sign_rotated(uint64_t value);
int64_t bcf_sign_unrotated(uint64_t op);
/* The lowest bits of a number, and a number of so many bits as one of 64; as it is when the width is 64 or more. */
uint64_t bcf_low_bits(uint64_t value, uint64_t width);
uint64_t bcf_sign_extended(uint64_t value, uint64_t width);
/* Whether the value is an integer constant of up to 64 bits, and which (sign-extended). */
bool bcf_constant_int(const struct bcf_module *module, const struct bcf_function *function, uint32_t value, int64_t *is);

/* ---- constants of the module ---- */
/* The one with this record, whose operands are in the model's ids; added when there is none like it. */
uint32_t bcf_module_constant(struct bcf_module *module, uint32_t type, uint32_t code, const uint64_t *ops, size_t count);

/* ---- instructions; each returns its result ---- */
uint32_t bcf_type_of(const struct bcf_builder *builder, uint32_t value);
uint32_t bcf_argument(const struct bcf_builder *builder, uint32_t index);
uint32_t bcf_binop(struct bcf_builder *builder, enum bcf_binop operation, uint32_t x, uint32_t y);
uint32_t bcf_fneg(struct bcf_builder *builder, uint32_t x);
uint32_t bcf_cast(struct bcf_builder *builder, enum bcf_cast operation, uint32_t x, uint32_t type);
uint32_t bcf_compare(struct bcf_builder *builder, enum bcf_predicate predicate, uint32_t x, uint32_t y);
uint32_t bcf_select(struct bcf_builder *builder, uint32_t condition, uint32_t x, uint32_t y);
uint32_t bcf_freeze(struct bcf_builder *builder, uint32_t x);
/* Alignments are in bytes, a power of two. */
uint32_t bcf_load(struct bcf_builder *builder, uint32_t type, uint32_t pointer, unsigned align, bool is_volatile);
void bcf_store(struct bcf_builder *builder, uint32_t value, uint32_t pointer, unsigned align, bool is_volatile);
/* Memory of the function, taken once however often the place is reached. */
uint32_t bcf_alloca(struct bcf_builder *builder, uint32_t type, unsigned align);
/* The address of element `index` (any integer value) of an array of `type` at `pointer`. */
uint32_t bcf_element_address(struct bcf_builder *builder, uint32_t type, uint32_t pointer, uint32_t index);
uint32_t bcf_extract_lane(struct bcf_builder *builder, uint32_t vector, uint32_t lane);
uint32_t bcf_insert_lane(struct bcf_builder *builder, uint32_t vector, uint32_t element, uint32_t lane);
/* The vector of the elements that `lanes` names, of `x` and `y` one behind the other. */
uint32_t bcf_shuffle(struct bcf_builder *builder, uint32_t x, uint32_t y, const uint64_t *lanes, uint64_t count);
uint32_t bcf_extract_field(struct bcf_builder *builder, uint32_t aggregate, uint64_t field);
uint32_t bcf_insert_field(struct bcf_builder *builder, uint32_t aggregate, uint32_t element, uint64_t field);
/* A call of a function of the module, in the C calling convention unless the function has another. */
uint32_t bcf_call(struct bcf_builder *builder, uint32_t function, const uint32_t *arguments, size_t count);
uint32_t bcf_cmpxchg(struct bcf_builder *builder, uint32_t pointer, uint32_t compared, uint32_t fresh,
                     enum bcf_ordering success, enum bcf_ordering failure, unsigned align);
void bcf_fence(struct bcf_builder *builder, enum bcf_ordering ordering);
/* A call of what a pointer points to, a function of that type. */
uint32_t bcf_call_pointer(struct bcf_builder *builder, uint32_t pointer, uint32_t function_type, const uint32_t *arguments,
                          size_t count);
/* A phi of `count` incoming values that are set afterwards. */
uint32_t bcf_phi(struct bcf_builder *builder, uint32_t type, size_t count);
void bcf_phi_set(struct bcf_builder *builder, uint32_t phi, size_t index, uint32_t value, uint32_t block);
/* Ends of basic blocks. Blocks are numbered in the order they are written, from 0. */
void bcf_return(struct bcf_builder *builder, uint32_t value); /* BCF_NONE: void */
void bcf_branch(struct bcf_builder *builder, uint32_t block);
void bcf_branch_if(struct bcf_builder *builder, uint32_t condition, uint32_t then, uint32_t otherwise);
void bcf_unreachable(struct bcf_builder *builder);

/* Any instruction: its operands in the model's order and the kind of each, as letters of records.def; `type` is that of
 * its result or BCF_NO_RESULT. */
uint32_t bcf_emit(struct bcf_builder *builder, unsigned code, uint32_t type, const char *kinds, const uint64_t *ops,
                  size_t count);

/* ---- rewriting a body ---- */
/* The next result takes the place of the result of `insn`; it must have the same type. */
void bcf_in_place_of(struct bcf_builder *builder, const struct bcf_insn *insn);
/* All uses of the result of `insn` use `value` instead. */
void bcf_replace_with(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t value);

/* ---- helpers: small internal functions, once per module ---- */
typedef bool bcf_body_fn(struct bcf_builder *builder, const void *what);
/* The function of this name ("bcfix.…"). While planning it is made when there is none: its body is written by `body`,
 * which returns false when it cannot (then BCF_NONE comes back without an error). */
uint32_t bcf_helper(struct bcf_lowering *lowering, const char *name, uint32_t function_type, bcf_body_fn *body,
                    const void *what);
/* The internal variable of this name, which is all zero when the program starts. */
uint32_t bcf_helper_variable(struct bcf_lowering *lowering, const char *name, uint32_t type);
/* A function of the environment (libm, libc), declared when there is none. BCF_NONE without an error when the module has
 * something else of that name. */
uint32_t bcf_external(struct bcf_lowering *lowering, const char *name, uint32_t function_type);
/* Gives a declared function a body and makes it internal, without attributes and renamed when its name begins with
 * "llvm.". False without an error when `body` cannot. */
bool bcf_define(struct bcf_lowering *lowering, uint32_t global, bcf_body_fn *body, const void *what);
/* Takes a function out of "llvm.". */
bool bcf_rename_intrinsic(struct bcf_lowering *lowering, uint32_t global);

/* A call that stops the program, with the result type `type` (BCF_NO_RESULT: none): of a function whose name is the message.
 * On GraalVM it is not there, and the runtime says so (External LLVMFunction … cannot be found); for LLVM it writes the
 * message to standard error and traps. Reports the finding `code`; BCF_NONE after an error, also when unsupported things
 * are refused. */
uint32_t bcf_trap(struct bcf_builder *builder, unsigned code, const struct bcf_insn *insn, uint32_t type,
                  const char *format, ...) BCF_PRINTF(5, 6);

/* Gives an empty function the arguments of the type of `global`, whose body it is to be. */
bool bcf_start_body(struct bcf_function *function, uint32_t global);
void bcf_builder_init(struct bcf_builder *builder, struct bcf_lowering *lowering, struct bcf_function *function);
/* Puts the new list in the place of the old one. */
bool bcf_builder_finish(struct bcf_builder *builder);

#endif
