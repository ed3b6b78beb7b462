/* Debug info that the target misreads.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/plan.h"

#include <string.h>

/* Sizes and offsets that LLVM 21 and later write as metadata: in operand 0 the flag, then where they stand. Sulong's
 * Metadata.java reads numbers there, whatever the flag says. */
static const struct {
    uint32_t code;
    uint64_t flag;
    unsigned operands[2];
} sizes[] = {
    {BCF_MD_BASIC_TYPE, 2, {3, 0}},
    {BCF_MD_DERIVED_TYPE, 2, {7, 9}},
    {BCF_MD_COMPOSITE_TYPE, 4, {7, 9}},
};

/* Nodes that Metadata.java has no case for, in any version. A base type without size has their place and name. */
static const struct {
    uint32_t code;
    unsigned name;
} unreadable[] = {
    {41, 2}, /* STRING_TYPE */
    {48, 1}, /* SUBRANGE_TYPE */
    {49, 2}, /* FIXED_POINT_TYPE */
};

struct cleaning {
    struct bcf_lowering *lowering;
    const struct bcf_function *function; /* whose metadata it is, or NULL for the module's */
    struct bcf_unpacked node, other;
};

/* The node with this id, taken out into `other`. */
static bool node_at(struct cleaning *cleaning, uint64_t id) {
    const struct bcf_metadata *metadata = &cleaning->lowering->module->metadata;
    if (id & BCF_LOCAL) {
        if (!cleaning->function)
            return false;
        metadata = &cleaning->function->metadata;
        id &= ~(uint64_t)BCF_LOCAL;
    }
    if (id < metadata->string_count || id - metadata->string_count >= metadata->nodes.offsets.count)
        return false;
    return bcf_pack_get(cleaning->lowering->context, &metadata->nodes, id - metadata->string_count, &cleaning->other);
}

/* The number that a size stands for; 0 when it is none, or is computed when the program runs. */
static uint64_t size_of(struct cleaning *cleaning, uint64_t id_or_none) {
    int64_t number;
    if (!id_or_none || !node_at(cleaning, id_or_none - 1) || cleaning->other.code != BCF_MD_VALUE)
        return 0;
    if (!bcf_constant_int(cleaning->lowering->module, cleaning->function, (uint32_t)cleaning->other.ops.data[1], &number))
        return 0;
    return (uint64_t)number;
}

static bool write_sizes(struct cleaning *cleaning, struct bcf_pack *nodes, size_t index, size_t row) {
    struct bcf_unpacked *node = &cleaning->node;
    if (!bcf_pack_get(cleaning->lowering->context, nodes, index, node))
        return false;
    if (!(node->ops.data[0] & sizes[row].flag))
        return true;
    node->ops.data[0] &= ~sizes[row].flag;
    for (unsigned i = 0; i < 2; i++) {
        unsigned at = sizes[row].operands[i];
        if (at && at < node->ops.count)
            node->ops.data[at] = size_of(cleaning, node->ops.data[at]);
    }
    return bcf_pack_replace(cleaning->lowering->context, nodes, index, node->code, node->ops.data, node->ops.count);
}

static bool write_base_type(struct cleaning *cleaning, struct bcf_pack *nodes, size_t index, unsigned name) {
    enum { DW_TAG_BASE_TYPE = 0x24 };
    uint64_t ops[6] = {0, DW_TAG_BASE_TYPE, 0, 0, 0, 0};
    if (!bcf_pack_get(cleaning->lowering->context, nodes, index, &cleaning->node))
        return false;
    ops[0] = cleaning->node.ops.data[0] & 1;
    ops[2] = name < cleaning->node.ops.count ? cleaning->node.ops.data[name] : 0;
    return bcf_pack_replace(cleaning->lowering->context, nodes, index, BCF_MD_BASIC_TYPE, ops, 6) &&
           bcf_note(cleaning->lowering, BCFIX_BCF012_DEBUG_VARIABLES, NULL,
                    "debug info of a type that %s cannot read was written as a base type",
                    cleaning->lowering->target->name);
}

static bool clean_node(struct cleaning *cleaning, struct bcf_pack *nodes, size_t index) {
    uint32_t code = bcf_pack_code(nodes, index);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        if (sizes[i].code == code)
            return write_sizes(cleaning, nodes, index, i);
    for (size_t i = 0; i < sizeof unreadable / sizeof unreadable[0]; i++)
        if (unreadable[i].code == code)
            return write_base_type(cleaning, nodes, index, unreadable[i].name);
    return true;
}

static bool clean(struct bcf_lowering *lowering, const struct bcf_function *function, struct bcf_metadata *metadata) {
    struct cleaning cleaning = {.lowering = lowering, .function = function};
    bool good = true;
    if (bcf_lowers_for(lowering, BCF_FAMILY_LLVM))
        return true;
    for (size_t i = 0; good && i < metadata->nodes.offsets.count; i++)
        good = clean_node(&cleaning, &metadata->nodes, i);
    bcf_free_array(lowering->context, &cleaning.node.ops);
    bcf_free_array(lowering->context, &cleaning.other.ops);
    return good;
}

bool bcf_plan_metadata(struct bcf_lowering *lowering) {
    return clean(lowering, NULL, &lowering->module->metadata);
}

bool bcf_lower_metadata(struct bcf_lowering *lowering, struct bcf_function *function) {
    return clean(lowering, function, &function->metadata);
}
