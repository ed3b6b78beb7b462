/* Bodies of intrinsics that do the same to every element.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_LANES_H
#define BCF_LOWER_LANES_H

#include "lower/intrinsics.h"

/* Writes instructions for one element, without branches, and gives the result; BCF_NONE when it cannot for the types of
 * `arguments`. */
typedef uint32_t bcf_element_fn(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic,
                                const uint32_t *arguments);

/* The same for an intrinsic that gives a struct of two values; false when it cannot. */
typedef bool bcf_pair_fn(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments,
                         uint32_t results[2]);

/* Writes the body of an intrinsic: for vectors, element by element. Arguments that are no vectors are the same for each.
 * When it cannot for half or bfloat, the numbers are converted to float and the result back; fma of half goes through
 * double, as in LLVM's code generators: there it is exact. */
bool bcf_define_by_lanes(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, bcf_element_fn *element);
bool bcf_define_pair_by_lanes(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, bcf_pair_fn *pair);

/* Whether an integer of so many bits is one of 8, 16, 32 or 64. */
static inline bool bcf_is_word(uint64_t width) {
    return width == 8 || width == 16 || width == 32 || width == 64;
}

/* What one call gives, written where it stands, of such integers; false for any other type. */
bool bcf_in_place_by_element(struct bcf_builder *builder, const struct bcf_insn *call, bcf_element_fn *element);

/* The width of the argument, and its type. */
static inline uint32_t bcf_width(const struct bcf_builder *builder, uint32_t value) {
    return (uint32_t)bcf_type_integer_width(builder->module, bcf_type_of(builder, value));
}

/* Integers between two widths; exact for every width on every target. Widening to more than 64 bits with the sign is done
 * by shifts, since Sulong's LLVMIVarBitLarge extends with zeros there. */
uint32_t bcf_zero_extend(struct bcf_builder *builder, uint32_t value, uint32_t width);
uint32_t bcf_sign_extend(struct bcf_builder *builder, uint32_t value, uint32_t width);
uint32_t bcf_truncate(struct bcf_builder *builder, uint32_t value, uint32_t width);
/* Truncates or zero-extends. */
uint32_t bcf_resize(struct bcf_builder *builder, uint32_t value, uint32_t width);

/* Zeros above the highest bit that is set, as an integer of the same type; the width for zero. */
uint32_t bcf_leading_zeros(struct bcf_builder *builder, uint32_t value);

/* Whether a width is one that has to be cleared above (rewrite_odd_integers.c), and a value that is. */
bool bcf_is_odd_width(uint64_t width);
uint32_t bcf_clear_above(struct bcf_builder *builder, uint32_t value);

/* An operation with a number for its second operand. */
uint32_t bcf_binop_by(struct bcf_builder *builder, enum bcf_binop operation, uint32_t x, int64_t number);
/* A call of an intrinsic that the target has, for one integer type: "llvm.ctlz" with 64 gives llvm.ctlz.i64. `flag` is
 * the i1 that some take second: 0, 1, or -1 for none. */
uint32_t bcf_call_bits(struct bcf_builder *builder, const char *name, uint32_t value, int flag);

#endif
