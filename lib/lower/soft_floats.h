/* Floating point numbers that the target has none of, and the integers with their bits that stand for them.
 *
 * Sulong knows no constants of half ("Unsupported Floating Point Type: half"), takes bfloat for an unknown type (MetaType),
 * and has of fp128 neither arithmetic (it asks for a native library) nor vectors. So i16 and i128 are written in their
 * place (module->carriers), which are as large and stand where they stood, and helpers do the operations. The model keeps
 * the types while bodies are lowered: what is added tells whether it is a number or its bits.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_SOFT_FLOATS_H
#define BCF_LOWER_SOFT_FLOATS_H

#include "lower/builder.h"

/* Whether it is such a type, or a vector of it; and whether something of such a type is in it. */
bool bcf_is_soft(const struct bcf_module *module, uint32_t type);
bool bcf_holds_soft(const struct bcf_module *module, uint32_t type);
/* The integer with the bits of such a number, or the vector of those; BCF_NONE for any other type. */
uint32_t bcf_soft_bits(struct bcf_module *module, uint32_t type);
/* The same when the module has it already. */
uint32_t bcf_soft_bits_find(const struct bcf_module *module, uint32_t type);

/* What the module's own tables have of such types: its constants as integers. False after an error: something has no form. */
bool bcf_plan_soft(struct bcf_lowering *lowering);
/* The constants of a function. */
bool bcf_soft_constants(struct bcf_lowering *lowering, struct bcf_function *function);

/* Calls of helpers, on the bits of numbers that are no vectors; `type`, `from` and `to` say what they are the bits of.
 * BCF_NONE without an error when there is none for the types. */
uint32_t bcf_soft_binop(struct bcf_builder *builder, enum bcf_binop operation, uint32_t type, uint32_t x, uint32_t y);
uint32_t bcf_soft_compare(struct bcf_builder *builder, uint32_t predicate, uint32_t type, uint32_t x, uint32_t y);
uint32_t bcf_soft_cast(struct bcf_builder *builder, enum bcf_cast operation, uint32_t from, uint32_t to, uint32_t value);
/* The sum, product, quotient or rest of two numbers of fp128, in a body without blocks; a rest ends the body. */
uint32_t bcf_quad_operation(struct bcf_builder *builder, enum bcf_binop operation, uint32_t x, uint32_t y);
/* A function of libm on a number of fp128; BCF_NONE when there is none here. */
uint32_t bcf_quad_function(struct bcf_builder *builder, const char *name, uint32_t value);

/* A walk of its own, before that for vectors. Preparing says whether the body has any such number. */
bool bcf_prepare_soft(struct bcf_builder *builder, bool *needed);

#endif
