/* Vectors that the target lacks, and the integers that carry them.
 *
 * Sulong has vectors of i1, i8, i16, i32, i64, float, double and pointers (VectorType.createNullConstant: "i128 vectors not
 * supported"; nor of fp128). A vector of anything else is carried by one integer with the bits of all its elements, the first one lowest,
 * and whole bytes: what a bitcast or memory make of it. So it can be an argument, a result, a phi, a field. The model keeps the vector type
 * while bodies are lowered; the integer is written in its place (module->carriers).
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_CARRIERS_H
#define BCF_LOWER_CARRIERS_H

#include "lower/builder.h"

enum { BCF_MAX_CARRIED_LANES = 256 };

struct bcf_carried {
    uint32_t lanes, element, width; /* how many elements, their type, and the bits of one */
    uint32_t carrier;               /* the type of the integer */
};

/* Gives every vector type that the target lacks its carrier, also those that the module gained. */
bool bcf_carry_types(struct bcf_lowering *lowering);
/* Refuses a body with such vectors that are too large for that. */
bool bcf_check_vectors(struct bcf_lowering *lowering, const struct bcf_function *function);
/* Whether it is a vector that the target lacks, and what carries it. `is` may be NULL. */
bool bcf_is_carried(const struct bcf_module *module, uint32_t type, struct bcf_carried *is);
/* What a type is, or an aggregate has in it: such a vector; a number that the target has none of (soft_floats.h), which a type
 * of functions may have in it too. */
enum bcf_held { BCF_HELD_CARRIED = 1, BCF_HELD_SOFT = 2 };
bool bcf_type_holds(const struct bcf_module *module, uint32_t type, enum bcf_held what);
/* Whether the type is such a vector, or an aggregate that holds one. */
bool bcf_holds_carried(const struct bcf_module *module, uint32_t type);
/* Whether memory of that type looks the same to the target with the integer in place of each such vector. */
bool bcf_same_in_memory(const struct bcf_module *module, uint32_t type);

/* The record of a constant of the module or the function, taken out; false when the value is none. */
bool bcf_constant_record(const struct bcf_module *module, const struct bcf_function *function, uint32_t value,
                         struct bcf_unpacked *record);
/* Writes the constants of carried types as integers. Those of a function that have an element without a number, such as
 * an address, stay as they are. False after an error: there is a constant that has no form. */
bool bcf_carry_constants(struct bcf_lowering *lowering, struct bcf_function *function);

/* Variables of a type that would be another one with integers in it get one in which all stands where it stood. Their
 * constants are carried already. */
bool bcf_pad_variables(struct bcf_lowering *lowering);

#endif
