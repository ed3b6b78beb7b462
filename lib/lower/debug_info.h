/* What the rewrites of debug info share: nodes and expressions.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_DEBUG_INFO_H
#define BCF_LOWER_DEBUG_INFO_H

#include "lower/builder.h"

/* Takes out the node with this id, of the module or of `function` (which may be NULL). False when there is none, as for a
 * string. */
bool bcf_node_get(const struct bcf_lowering *lowering, const struct bcf_function *function, uint64_t id,
                  struct bcf_unpacked *to);
/* Adds a node to the metadata of `function`, or of the module when it is NULL. Its id, or BCF_NONE after an error. */
uint32_t bcf_node_add(struct bcf_lowering *lowering, struct bcf_function *function, uint32_t code, const uint64_t *ops,
                      size_t count);

/* Operands of an EXPRESSION: version and distinct, then the operators. */
enum { BCF_EXPRESSION_FIRST = 1, BCF_EXPRESSION_VERSION = 6 };

/* Whether the target reads this EXPRESSION, and reads it rightly; `declares`: of a variable at an address. */
bool bcf_expression_reads(const struct bcf_lowering *lowering, const uint64_t *ops, size_t count, bool declares);
/* The EXPRESSION that says nothing but which fragment of the variable `ops` is about. Gives its number of operands. */
size_t bcf_expression_without_location(const uint64_t *ops, size_t count, uint64_t to[4]);

/* Leaves out, in all nodes, expressions that the target cannot read (metadata_expressions.c). */
bool bcf_cut_expressions(struct bcf_lowering *lowering, struct bcf_function *function, struct bcf_metadata *metadata);

/* ---- debug records and calls of llvm.dbg.* (debug_records.c) ---- */

/* Where the walk over a body is. Zero to begin with; bcf_debug_free() at the end. */
struct bcf_debug_walk {
    bool becomes_calls;               /* records are written as calls */
    bool dropped;                     /* the last instruction is gone */
    size_t location_in, location_out; /* indices + 1 of the last DEBUG_LOC met, and of the one written last */
    size_t waiting;                   /* index + 1 of the first debug record that waits for an instruction */
    size_t postponed;                 /* index + 1 of a phi or pad whose records go before the next other instruction */
    bcf_u32s value_nodes;             /* by local index: the METADATA_VALUE of it, or BCF_NONE */
};

void bcf_debug_free(struct bcf_debug_walk *walk, struct bcfix_context *context);
/* Whether the record is a debug location or a debug record. */
bool bcf_is_debug(unsigned code);
/* Whether debug records become calls. LLVM 19 and later refuse a module with both ("Mixed debug intrinsics and debug
 * records"). */
bool bcf_debug_becomes_calls(const struct bcf_lowering *lowering);
/* Before the instruction at `index` is written, where records become calls: those that stand before it. */
bool bcf_debug_before(struct bcf_builder *builder, struct bcf_debug_walk *walk, size_t index);
/* Writes the debug location or debug record at `index`. */
bool bcf_debug_write(struct bcf_builder *builder, struct bcf_debug_walk *walk, size_t index);
/* After the instruction at `index` was written: the records of dropped instructions before it. */
bool bcf_debug_after(struct bcf_builder *builder, struct bcf_debug_walk *walk, size_t index);
/* Whether it is a call of llvm.dbg.* that the target cannot read as it is; then it was written in another way. */
bool bcf_debug_rewrite_call(struct bcf_builder *builder, struct bcf_debug_walk *walk, const struct bcf_insn *insn);

#endif
