/* What the bodies of x86's intrinsics have in common.
 *
 * They work on whole vectors where they can: in Sulong one operation on 16 elements takes about as long as four on
 * single numbers (measured, without the compiler).
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_X86_H
#define BCF_LOWER_X86_H

#include "lower/lanes.h"

enum { BCF_X86_LANES = 64 }; /* no vector has more elements */

/* One whose last argument is a number that is known where it is called: its body depends on that. */
struct bcf_x86 {
    const struct bcf_intrinsic *intrinsic;
    unsigned immediate;
};

typedef bool bcf_x86_fn(struct bcf_builder *builder, const struct bcf_x86 *x86);
/* Calls a helper for that number, whose body is written by `body`. */
bool bcf_expand_x86(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const struct bcf_insn *call,
                    bcf_x86_fn *body);

/* ---- types and vectors ---- */
/* Whether there are `count` arguments at least, and the first ones are vectors of 128, 256 or 512 bits, as those that LLVM
 * checks are; a damaged module may have anything there. */
bool bcf_takes_vectors(const struct bcf_builder *builder, uint32_t count);
uint32_t bcf_lane_count(const struct bcf_builder *builder, uint32_t value);
/* The width of an integer, or of the elements of a vector; 32 and 64 for float and double. */
uint32_t bcf_lane_width(const struct bcf_builder *builder, uint32_t value);
uint32_t bcf_type_lane_width(const struct bcf_module *module, uint32_t type);
/* Integers of another width in as many lanes. */
uint32_t bcf_lanes_zext(struct bcf_builder *builder, uint32_t value, uint32_t width);
uint32_t bcf_lanes_sext(struct bcf_builder *builder, uint32_t value, uint32_t width);
uint32_t bcf_lanes_trunc(struct bcf_builder *builder, uint32_t value, uint32_t width);
/* The same bits as a vector of integers of that width. */
uint32_t bcf_as_lanes(struct bcf_builder *builder, uint32_t value, uint32_t width);
/* Every `step`th element of a vector, from `first` on. */
uint32_t bcf_every(struct bcf_builder *builder, uint32_t vector, uint32_t first, uint32_t step);
/* Every second element of both vectors, in each 128 bits first those of `x` and then those of `y`; from `first` on. */
uint32_t bcf_every_second(struct bcf_builder *builder, uint32_t x, uint32_t y, uint32_t first);
/* A vector of the type with the number in all lanes. */
uint32_t bcf_splat(struct bcf_builder *builder, uint32_t type, uint32_t number);
/* A comparison with a number that is known, and a choice by a comparison. */
uint32_t bcf_compare_by(struct bcf_builder *builder, enum bcf_predicate predicate, uint32_t x, int64_t number);
uint32_t bcf_lesser(struct bcf_builder *builder, uint32_t x, uint32_t y, bool is_signed);
uint32_t bcf_greater(struct bcf_builder *builder, uint32_t x, uint32_t y, bool is_signed);
/* Cut to the ends that a number of `width` bits with or without a sign has; the value has a sign. */
uint32_t bcf_lanes_clamp(struct bcf_builder *builder, uint32_t x, uint32_t width, bool is_signed);
/* Bits of a vector of i1, the first one lowest, as an i32. */
uint32_t bcf_bits_of_lanes(struct bcf_builder *builder, uint32_t lanes);
/* Whether all bits of a vector are 0. */
uint32_t bcf_is_all_zero(struct bcf_builder *builder, uint32_t vector);
/* Returns the value, unless it could not be made. */
bool bcf_give(struct bcf_builder *builder, uint32_t value);

/* A counter that grows with time, as an i64 (define_simple.c). */
uint32_t bcf_read_counter(struct bcf_builder *builder);
/* A product without carries, of 64 bits: its low and its high half. */
void bcf_carryless(struct bcf_builder *builder, uint32_t x, uint32_t y, uint32_t halves[2]);

#endif
