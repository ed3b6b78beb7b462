/* What a target has of LLVM's intrinsics, and what is done about the others.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_INTRINSICS_H
#define BCF_LOWER_INTRINSICS_H

#include "lower/builder.h"

/* An intrinsic that a module declares. */
struct bcf_intrinsic {
    struct bcf_lowering *lowering;
    uint32_t global;
    struct bcf_string name;   /* the whole */
    struct bcf_string suffix; /* what follows the row's name and a dot: the types */
    uint32_t type;            /* of the function */
    uint32_t result;          /* type, or that of void */
    uint32_t parameter;       /* type of the first parameter, or BCF_NONE */
};

/* Writes the body of the function that the intrinsic becomes. False when it cannot for these types. */
typedef bool bcf_define_fn(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic);
/* Rewrites one call in place: writes instructions instead of it. False when it cannot. */
typedef bool bcf_expand_fn(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const struct bcf_insn *call);

/* The same, of one that has a definition for the calls that it cannot rewrite. */
typedef bool bcf_in_place_fn(struct bcf_builder *builder, const struct bcf_insn *call);

/* What one call stands for: the call goes, and its uses get the value. */
typedef uint32_t bcf_value_fn(struct bcf_builder *builder, const struct bcf_insn *call);

struct bcf_intrinsic_row {
    const char *name;  /* without the suffix of types; the longest that fits counts */
    const char *has;   /* suffixes that GraalVM has and gets right, separated by spaces; "*": all; "@241": since 24.1 */
    enum { BCF_HINT, BCF_DEFINE, BCF_EXPAND, BCF_VALUE, BCF_TRAPS } how;
    bcf_define_fn *define;
    bcf_expand_fn *expand;
    bcf_value_fn *value;
    bcf_in_place_fn *in_place;
};

/* The row for a name, or NULL; and what follows the row's name. */
const struct bcf_intrinsic_row *bcf_intrinsic_find(struct bcf_string name, struct bcf_string *suffix);
/* Whether the target has it with these types. */
bool bcf_intrinsic_has(const struct bcfix_target *target, const struct bcf_intrinsic_row *row, struct bcf_string suffix);

/* Every function that intrinsics.def names. */
#define INTRINSIC(name, has, how, function) INTRINSIC_##how(function)
#define INTRINSIC_HINT(function)
#define INTRINSIC_TRAPS(function)
#define INTRINSIC_DEFINE(function) bool function(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic);
#define INTRINSIC_EXPAND(function)                                                                                    \
    bool function(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const struct bcf_insn *call);
#define INTRINSIC_VALUE(function) uint32_t function(struct bcf_builder *builder, const struct bcf_insn *call);
#define INTRINSIC_EITHER(function)                                                                                    \
    INTRINSIC_DEFINE(bcf_define_##function)                                                                           \
    bool bcf_in_place_##function(struct bcf_builder *builder, const struct bcf_insn *call);
#include "target/intrinsics.def"
#undef INTRINSIC
#undef INTRINSIC_EITHER
#undef INTRINSIC_VALUE
#undef INTRINSIC_HINT
#undef INTRINSIC_TRAPS
#undef INTRINSIC_DEFINE
#undef INTRINSIC_EXPAND

#endif
