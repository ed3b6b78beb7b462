/* Values that are structs or arrays, for Sulong.
 *
 * Sulong has no such values: it hands on the address of the memory that they are in. A load gives the address that it was
 * given (LLVMStructLoadNode: "we do not actually load the struct into a virtual register"), so that what is stored there
 * afterwards changes the value; every other instruction has one place of its own in the frame for what it makes, so that a
 * phi, which gives the place on, changes when that instruction is reached again. A copy into a place that nothing else
 * writes to keeps the value.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_AGGREGATES_H
#define BCF_LOWER_AGGREGATES_H

#include "lower/rewrite.h"

/* How often a local value is used, and where last: the instruction and its operand. */
struct bcf_use {
    uint32_t count, user, operand;
};

/* What the walk over a body knows of them. */
struct bcf_aggregates {
    bool known; /* the tables of the body are made; each is by the old list */
    BCF_ARRAY(struct bcf_use) uses; /* by local value */
    bcf_u32s makers;  /* by local value: the index of the instruction that gives it, or BCF_NONE */
    bcf_u32s blocks;  /* by instruction: its block */
    bcf_u32s cycles;  /* by block: a number that the blocks of a cycle share, or BCF_NONE */
    bcf_insns phis;   /* of the block at hand: those whose values are to be copied, each with a fresh result */
    bcf_u32s results; /* and the results that they had */
    size_t behind;    /* what comes after the phis of the block at hand */
    size_t pair;      /* the store of the next phi there that was copied before */
    bool traps;       /* what is copied may be that of a landing pad that comes first */
};

/* Whether a load is one of a struct or array whose memory something else may write to. */
bool bcf_load_is_lazy(struct bcf_builder *builder, const struct bcf_insn *load);
/* Copies what is loaded; the copy takes the place of the result of `insn`. */
void bcf_keep_value(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t value);

/* A phi of the body, before it is written: true when it was put aside. */
bool bcf_aggregate_phi(struct bcf_builder *builder, size_t index);
/* Before any other instruction: copies what was put aside. */
void bcf_aggregate_copies(struct bcf_builder *builder, unsigned code);
void bcf_aggregates_free(struct bcf_aggregates *aggregates, struct bcfix_context *context);

#endif
