/* Expressions in nodes of debug info that the target cannot read. Records and calls see to theirs themselves.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/debug_info.h"

struct cutting {
    struct bcf_lowering *lowering;
    struct bcf_function *function; /* whose metadata it is, or NULL for the module's */
    struct bcf_unpacked node, other;
    uint32_t empty;    /* id of an empty expression, or BCF_NONE while there is none */
    bcf_u32s homeless; /* GLOBAL_VAR_EXPRs of the module that lost theirs */
    bool changed;
};

static bool has_unreadable_expression(struct cutting *cutting, const struct bcf_metadata *metadata) {
    for (size_t i = 0; i < metadata->nodes.offsets.count; i++)
        if (bcf_pack_code(&metadata->nodes, i) == BCF_MD_EXPRESSION &&
            bcf_pack_get(cutting->lowering->context, &metadata->nodes, i, &cutting->other) &&
            !bcf_expression_reads(cutting->lowering, cutting->other.ops.data, cutting->other.ops.count, false))
            return true;
    return false;
}

static bool is_unreadable_expression(struct cutting *cutting, uint64_t id) {
    return bcf_node_get(cutting->lowering, cutting->function, id, &cutting->other) &&
           cutting->other.code == BCF_MD_EXPRESSION &&
           !bcf_expression_reads(cutting->lowering, cutting->other.ops.data, cutting->other.ops.count, false);
}

/* The expression of a global variable cannot be none. */
static bool write_empty_expression(struct cutting *cutting, uint64_t id, size_t operand) {
    uint64_t version = BCF_EXPRESSION_VERSION;
    if (!cutting->function && !bcf_push(cutting->lowering->context, &cutting->homeless, (uint32_t)id))
        return false;
    if (cutting->empty == BCF_NONE)
        cutting->empty = bcf_node_add(cutting->lowering, cutting->function, BCF_MD_EXPRESSION, &version, 1);
    cutting->node.ops.data[operand] = (uint64_t)cutting->empty + 1;
    return cutting->empty != BCF_NONE;
}

static bool cut_node(struct cutting *cutting, uint64_t id) {
    bcf_u64s *ops = &cutting->node.ops;
    const struct bcf_layout *layout = bcf_schema_find(cutting->lowering->module->schema, BCF_BLOCK_METADATA,
                                                      cutting->node.code, ops->data, ops->count, NULL);
    for (size_t i = 0; layout && i < ops->count; i++) {
        const struct bcf_field *field = bcf_layout_field(layout, i);
        if (!field || bcf_field_kind(field, ops->data[0]) != BCF_K_METADATA_OR_NONE || !ops->data[i] ||
            !is_unreadable_expression(cutting, ops->data[i] - 1))
            continue;
        cutting->changed = true;
        if (cutting->node.code != BCF_MD_GLOBAL_VAR_EXPR)
            ops->data[i] = 0;
        else if (!write_empty_expression(cutting, id, i))
            return false;
        if (!bcf_note(cutting->lowering, BCFIX_BCF031_DEBUG_DETAILS, NULL, "an expression cannot be said to %s and was left out",
                      cutting->lowering->target->name))
            return false;
    }
    return true;
}

static bool is_homeless(const struct cutting *cutting, uint64_t id) {
    for (size_t i = 0; i < cutting->homeless.count; i++)
        if (cutting->homeless.data[i] == id)
            return true;
    return false;
}

/* A variable that is attached to a global is there, unless its expression says something else: what has lost that
 * expression is attached no longer. */
static bool detach(struct cutting *cutting, struct bcf_metadata *metadata) {
    struct bcfix_context *context = cutting->lowering->context;
    for (size_t i = 0; i < metadata->others.offsets.count && cutting->homeless.count; i++) {
        bcf_u64s *ops = &cutting->node.ops;
        size_t kept = 1;
        if (bcf_pack_code(&metadata->others, i) != BCF_MD_GLOBAL_DECL_ATTACHMENT)
            continue;
        if (!bcf_pack_get(context, &metadata->others, i, &cutting->node))
            return false;
        for (size_t o = 1; o + 1 < ops->count; o += 2)
            if (!is_homeless(cutting, ops->data[o + 1])) {
                ops->data[kept++] = ops->data[o];
                ops->data[kept++] = ops->data[o + 1];
            }
        if (kept != ops->count &&
            !bcf_pack_replace(context, &metadata->others, i, cutting->node.code, ops->data, kept))
            return false;
    }
    return true;
}

static bool cut_all(struct cutting *cutting, struct bcf_metadata *metadata) {
    struct bcfix_context *context = cutting->lowering->context;
    size_t count = metadata->nodes.offsets.count;
    for (size_t i = 0; i < count; i++) {
        if (!bcf_pack_get(context, &metadata->nodes, i, &cutting->node))
            return false;
        cutting->changed = false;
        if (cutting->node.ops.count && !cut_node(cutting, metadata->string_count + i))
            return false;
        if (cutting->changed && !bcf_pack_replace(context, &metadata->nodes, i, cutting->node.code,
                                                  cutting->node.ops.data, cutting->node.ops.count))
            return false;
    }
    return detach(cutting, metadata);
}

bool bcf_cut_expressions(struct bcf_lowering *lowering, struct bcf_function *function, struct bcf_metadata *metadata) {
    struct cutting cutting = {.lowering = lowering, .function = function, .empty = BCF_NONE};
    bool good = true, any;
    /* Sulong looks at the expressions of local variables only. */
    if (bcf_lowers_for(lowering, BCF_FAMILY_GRAALVM) || lowering->strip_debug)
        return true;
    any = lowering->unreadable_expressions || has_unreadable_expression(&cutting, metadata);
    if (!function)
        lowering->unreadable_expressions = any;
    if (any)
        good = cut_all(&cutting, metadata);
    bcf_free_array(lowering->context, &cutting.homeless);
    bcf_free_array(lowering->context, &cutting.node.ops);
    bcf_free_array(lowering->context, &cutting.other.ops);
    return good && !bcf_failed(lowering->context);
}
