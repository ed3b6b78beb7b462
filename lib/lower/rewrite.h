/* Rewrites of instructions, one file a subject.
 *
 * A rewrite looks at one instruction of the body that is being written anew and says what became of it. Operands have to
 * be copied before anything is built: building moves them.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_REWRITE_H
#define BCF_LOWER_REWRITE_H

#include "lower/builder.h"

enum bcf_rewritten {
    BCF_KEPT,     /* nothing was built: the instruction stays */
    BCF_REWRITTEN, /* what was built stands for it */
    BCF_DROPPED   /* it goes, and with it its debug location */
};

typedef enum bcf_rewritten bcf_rewrite_fn(struct bcf_builder *builder, const struct bcf_insn *insn);

/* Changes the operands of an instruction whose form is newer than the target, before it is rewritten. */
void bcf_fit_instruction(struct bcf_builder *builder, struct bcf_insn *insn);
/* Takes the fast-math flags off a call, select or phi; whether it had any. */
bool bcf_drop_math_flags(struct bcf_builder *builder, struct bcf_insn *insn);

bcf_rewrite_fn bcf_rewrite_call, bcf_rewrite_invoke, bcf_rewrite_callbr;
/* The helper whose call of the function syscall keeps what the kernel gives. */
#define BCF_KERNEL_HELPER "bcfix.syscall.kernel"
bcf_rewrite_fn bcf_rewrite_inline_asm, bcf_rewrite_syscall; /* of a CALL */
/* Of a CALL: what it asks memory of is not more than the target understands. */
void bcf_limit_sizes(struct bcf_builder *builder, const struct bcf_insn *call, uint32_t callee);
/* Whether the template of inline assembly, an INLINEASM constant, has no instructions. */
bool bcf_assembly_is_empty(struct bcf_builder *builder, uint64_t callee);
bcf_rewrite_fn bcf_rewrite_odd_integer; /* before the others, of any instruction */
bcf_rewrite_fn bcf_rewrite_cast, bcf_rewrite_binop, bcf_rewrite_insertval;
bcf_rewrite_fn bcf_rewrite_conversion, bcf_rewrite_bitcast; /* of a CAST */
bcf_rewrite_fn bcf_rewrite_load, bcf_rewrite_store;
bcf_rewrite_fn bcf_rewrite_atomicrmw, bcf_rewrite_cmpxchg, bcf_rewrite_atomic_access;
bcf_rewrite_fn bcf_rewrite_alloca, bcf_rewrite_gep, bcf_rewrite_atomic_vector;
/* Of any instruction, before it is rewritten: keeps whether its result may be an address that Sulong takes for a handle. And of a
 * GEP from such a one, whether it was written as an addition. */
void bcf_follow_far(struct bcf_builder *builder, const struct bcf_insn *insn);
bool bcf_rewrite_far_step(struct bcf_builder *builder, const struct bcf_insn *insn);

/* A walk of its own, before the others: it takes apart the vectors that the target lacks (carriers.h). Preparing says
 * whether the body has any. */
bool bcf_prepare_vectors(struct bcf_builder *builder, bool *needed);
bool bcf_finish_vectors(struct bcf_builder *builder);
bcf_rewrite_fn bcf_rewrite_vectors;
/* And one before that, for numbers that the target lacks (soft_floats.h). */
bcf_rewrite_fn bcf_rewrite_soft;
/* An atomicrmw whose value is of that type, whatever its operand has become. */
enum bcf_rewritten bcf_rewrite_exchange(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t type);

/* Constants of the body that the target cannot read. */
bool bcf_lower_constants(struct bcf_builder *builder);

/* The operand at `index` of an instruction of the body. */
static inline uint64_t bcf_op(const struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t index) {
    return index < insn->count ? builder->function->ops.data[insn->first + index] : 0;
}

/* Forgets that the block at hand leads to `to`: takes it out of the phis there, once the body is finished. */
bool bcf_drop_edge(struct bcf_builder *builder, uint32_t to);

#endif
