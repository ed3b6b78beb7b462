/* What in a module refers to what, and what of it a program can reach.
 *
 * Nodes are the globals of the input, then its constants. References are those of the input, before anything is rewritten:
 * what a rewrite adds is reached where the rewritten place is.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_CHECK_REFERENCES_H
#define BCF_CHECK_REFERENCES_H

#include "module/model.h"

/* Set in a reference that is only used where the CPU was asked for a feature (guards.c). */
#define BCF_GUARDED 0x80000000u

struct bcf_references {
    struct bcfix_context *context;
    const struct bcf_module *module;
    uint32_t globals, nodes;
    bcf_u32s targets; /* of all nodes, one node after the other, BCF_GUARDED set or not */
    struct bcf_reference_range {
        uint32_t first, count;
    } *of; /* by node */
    uint32_t *seen;    /* by node: a number of the walk that met it last */
    uint32_t walk;
    uint8_t *reach;    /* by node: bcfix_reach */
    uint8_t *untold;   /* by global: a function for CPU features that the program is not told of */
    size_t untold_count;
    const char *untold_feature; /* one of them, for messages */
    int untold_feature_size;
    struct bcf_arena arena;
    struct bcf_unpacked scratch;
};

/* Takes the tables of a module that was decoded and not yet changed. */
bool bcf_references_init(struct bcf_references *references, struct bcfix_context *context, const struct bcf_module *module);
/* Takes a body that was decoded and not yet changed. */
bool bcf_references_add(struct bcf_references *references, const struct bcf_function *function);
/* After all bodies: finds what can be reached. */
bool bcf_references_reach(struct bcf_references *references);
void bcf_references_free(struct bcf_references *references);

/* The node of a value id of the input; BCF_NONE for a local value and for what was added. */
uint32_t bcf_node_of(const struct bcf_references *references, uint64_t value);

/* ---- untold.c ---- */

/* Finds the functions for CPU features that programs are not told of. */
bool bcf_find_untold(struct bcf_references *references);

/* ---- guards.c ---- */

/* A body as it runs when the CPU has none of the features that it asks for. */
struct bcf_guards {
    uint8_t *open;    /* by block: it is met then */
    size_t *ends;     /* by block: the instruction that ends it */
    uint8_t *answers; /* by local value */
};
/* The memory is the arena's. */
bool bcf_find_guards(struct bcf_references *references, const struct bcf_function *function, struct bcf_arena *arena,
                     struct bcf_guards *guards);
/* Whether it goes from the block `from` to the block `to` then. */
bool bcf_goes_on(const struct bcf_function *function, const struct bcf_guards *guards, uint64_t from, uint32_t to);
/* Whether a VSELECT [true, false, condition] may give its operand `op`, 0 or 1, then. */
bool bcf_is_chosen(const struct bcf_function *function, const struct bcf_guards *guards, const uint64_t *select, uint32_t op);

/* ---- undefined.c ---- */

struct bcf_lowering;

/* Who else has symbols. */
struct bcf_others {
    bcfix_symbol_fn has;                                    /* or NULL */
    const char *(*native_of)(void *user, const char *name); /* the machine code that defines it, or NULL; itself may be NULL */
    void *user;
};

/* Tells of what is used and is neither in the module nor in the target's environment. */
bool bcf_tell_undefined(struct bcf_references *references, struct bcf_lowering *lowering, const struct bcf_others *others);

#endif
