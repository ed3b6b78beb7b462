/* The elements of vectors that are taken apart, for the files that rewrite instructions on them.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_VECTORS_H
#define BCF_LOWER_VECTORS_H

#include "lower/carriers.h"
#include "lower/rewrite.h"

/* Whether the value is, or was before it became an integer, a vector that the target lacks. */
bool bcf_was_vector(const struct bcf_builder *builder, uint32_t value, struct bcf_carried *vector);
static inline bool bcf_gives_vector(const struct bcf_builder *builder, const struct bcf_insn *insn,
                                    struct bcf_carried *vector) {
    return insn->result != BCF_NONE && bcf_was_vector(builder, BCF_LOCAL | insn->result, vector);
}

/* Element `lane` of a value: of a vector that is taken apart, of one that the target has, or the value itself. */
uint32_t bcf_lane(struct bcf_builder *builder, uint32_t value, uint32_t lane);
/* Whether the elements of the value are values of their own. */
bool bcf_has_lanes(const struct bcf_builder *builder, uint32_t value);
/* The integer with all elements. It must have been asked for before the walk when the value has lanes. */
uint32_t bcf_whole(struct bcf_builder *builder, uint32_t value);
/* The elements of the result of an instruction, which is such a vector or one that the target has. */
void bcf_set_lanes(struct bcf_builder *builder, const struct bcf_insn *insn, const uint32_t *values);

/* Whether a load or store is done element by element. */
bool bcf_is_split_memory(const struct bcf_builder *builder, const struct bcf_insn *insn, const struct bcf_carried *vector);

/* Rewrites of one instruction; false when there is no form. What they build may be nothing. */
typedef bool bcf_vector_fn(struct bcf_builder *builder, const struct bcf_insn *insn);
bcf_vector_fn bcf_vector_load, bcf_vector_store, bcf_vector_alloca, bcf_vector_gep;

/* The instruction stays, with integers for such vectors. */
bool bcf_keep_with_wholes(struct bcf_builder *builder, const struct bcf_insn *insn);

#endif
