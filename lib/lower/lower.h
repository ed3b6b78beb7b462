/* Rewriting a module for a target.
 *
 * Two walks. The plan decides what becomes of each global, and lowers each body once and throws it away, so that every
 * type and function that a rewrite needs is in the module's tables. Then the tables are written, and each body is
 * lowered again, in the same way, and encoded; now nothing may be added (the module is frozen).
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_LOWER_H
#define BCF_LOWER_LOWER_H

#include "findings/findings.h"
#include "module/model.h"
#include "target/target.h"

struct bcf_intrinsic_row;
struct bcf_extent;
struct bcf_signature;

/* What becomes of the calls of a function that is declared. */
enum bcf_call_plan {
    BCF_CALL_KEPT,
    BCF_CALL_DROPPED, /* it has no result, and no meaning for the target */
    BCF_CALL_TRAPS,   /* the target has no form of it: the place stops the program */
    BCF_CALL_UNKNOWN, /* so does a name that no LLVM has */
    BCF_CALL_EXPANDED, /* the row's function rewrites each call in place */
    BCF_CALL_EITHER,   /* one of the row's functions does, when it can */
    BCF_CALL_VALUE,    /* the row's function gives what stands for each call */
    BCF_CALL_OLDER     /* the target has it with other operands */
};

struct bcf_global_plan {
    uint8_t call; /* enum bcf_call_plan */
    const struct bcf_intrinsic_row *row;
    const struct bcf_signature *signature; /* of BCF_CALL_OLDER */
    uint32_t instead; /* index + 1 of the function that is called instead, 0 = none */
    struct bcf_string name; /* that it had, when it was renamed: for messages */
};

struct bcf_lowering {
    struct bcf_module *module;
    struct bcfix_context *context;
    const struct bcfix_target *target;
    const struct bcfix_platform *platform; /* that the caller chose, or NULL */
    const char *triple;                    /* that the caller chose, or NULL */
    bool refuse_unsupported, strip_debug;
    bool debug_calls;            /* the module declares llvm.dbg.*: no reader takes records beside them */
    bool unreadable_expressions; /* the module's metadata has expressions that the target cannot read */
    bool carries;                /* the module has types of vectors that are carried by integers (carriers.h) */
    bool softens;                /* and types of numbers that are written as integers (soft_floats.h) */
    bool large_vectors;          /* and some that are too large for that */
    struct bcf_findings *findings;
    struct bcf_arena arena;
    const char *older_layout; /* the data layout that is to be written, or NULL */
    bool layout_differs;      /* it aligns wide integers otherwise */
    bool layout_matters;      /* something in the module depends on what that one does not say */
    BCF_ARRAY(struct bcf_extent) extents; /* by type (layout.h) */
    bcf_bytes gone_types; /* by type: it was replaced, and nothing may use it */
    bcf_bytes marks; /* of the module's metadata: what stays when debug info is stripped */
    BCF_ARRAY(struct bcf_global_plan) plans; /* by global; those added later have none */
    struct bcf_function *scratch;            /* bodies that are made go through here */
};

/* Whether a rewrite for these families is for the target at hand. */
static inline bool bcf_lowers_for(const struct bcf_lowering *lowering, enum bcf_family family) {
    return (bcf_family(lowering->target) & family) != 0;
}

/* The plan for the module's own tables. False after a sticky error, which is BCFIX_REFUSED when the module cannot be
 * made acceptable. */
bool bcf_lower_module(struct bcf_lowering *lowering);
/* Writes the triple and data layout of the platform that the caller chose, for an LLVM target. */
bool bcf_choose_platform(struct bcf_lowering *lowering);
/* After all bodies were planned. */
bool bcf_finish_module(struct bcf_lowering *lowering);
/* Lowers one body in place. */
bool bcf_lower_function(struct bcf_lowering *lowering, struct bcf_function *function);
void bcf_lowering_free(struct bcf_lowering *lowering);

/* Whether this target needs lowering at all. */
bool bcf_needs_lowering(const struct bcfix_target *target);

/* Adds a finding about the place at hand; only the plan does, so that each is told once. */
bool bcf_note(struct bcf_lowering *lowering, unsigned code, const struct bcf_insn *insn, const char *format, ...)
    BCF_PRINTF(4, 5);

#endif
