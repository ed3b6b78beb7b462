/* Nodes of debug info that the target cannot read, or misreads.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/debug_info.h"
#include "lower/plan.h"

static const struct {
    uint32_t code;
    size_t first;
    unsigned llvm;
    const char *what;
} details[] = {
#define DETAIL(record, first, llvm, what) {BCF_MD_##record, first, llvm, what},
#include "target/debug_nodes.def"
};

static const struct {
    uint32_t code;
    uint64_t flag;
    unsigned operands[2];
} sizes[] = {
#define SIZE(record, flag, size, offset) {BCF_MD_##record, flag, {size, offset}},
#include "target/debug_nodes.def"
};

static const struct {
    uint32_t code;
    unsigned operand;
} flags[] = {
#define FLAGS(record, operand) {BCF_MD_##record, operand},
#include "target/debug_nodes.def"
};

static const struct {
    uint32_t code;
    enum bcf_feature feature;
    unsigned name, size, align, encoding;
    const char *what;
} replaced[] = {
#define REPLACED(record, feature, name, size, align, encoding, what) \
    {BCF_MD_##record, BCF_TAKES_##feature, name, size, align, encoding, what},
#include "target/debug_nodes.def"
};

static const struct {
    uint64_t name, version, language;
} languages[] = {
#define LANGUAGE(name, version, language) {name, version, language},
#include "target/debug_nodes.def"
};

#define COUNT(rows) (sizeof(rows) / sizeof(rows)[0])

/* One node on its way. */
struct cleaning {
    struct bcf_lowering *lowering;
    struct bcf_function *function; /* whose metadata it is, or NULL for the module's */
    struct bcf_unpacked node, other;
    uint32_t empty;    /* id of an empty expression, or BCF_NONE while there is none */
    bcf_u32s homeless; /* GLOBAL_VAR_EXPRs of the module that lost theirs */
    bool changed;
};

static bool takes(const struct cleaning *cleaning, enum bcf_feature feature) {
    return bcf_takes(cleaning->lowering->target, feature);
}

static bool lose(struct cleaning *cleaning, const char *what) {
    return bcf_note(cleaning->lowering, BCFIX_BCF031_DEBUG_DETAILS, NULL, "%s cannot be said to %s and was left out", what,
                    cleaning->lowering->target->name);
}

/* ---- operands ---- */

/* The number that a size stands for. */
static bool number_of(struct cleaning *cleaning, uint64_t id_or_none, uint64_t *number) {
    int64_t is = 0;
    *number = 0;
    if (id_or_none == 0)
        return true;
    if (bcf_node_get(cleaning->lowering, cleaning->function, id_or_none - 1, &cleaning->other) &&
        cleaning->other.code == BCF_MD_VALUE &&
        bcf_constant_int(cleaning->lowering->module, cleaning->function, (uint32_t)cleaning->other.ops.data[1], &is)) {
        *number = (uint64_t)is;
        return true;
    }
    return lose(cleaning, "a size or offset that is computed when the program runs");
}

static bool write_sizes(struct cleaning *cleaning) {
    bcf_u64s *ops = &cleaning->node.ops;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        if (sizes[i].code != cleaning->node.code || !(ops->data[0] & sizes[i].flag))
            continue;
        ops->data[0] &= ~sizes[i].flag;
        cleaning->changed = true;
        for (unsigned o = 0; o < 2; o++) {
            unsigned at = sizes[i].operands[o];
            if (at && at < ops->count && !number_of(cleaning, ops->data[at], &ops->data[at]))
                return false;
        }
    }
    return true;
}

/* Bit 63 says that the language is a DW_LNAME, with its version behind the other operands. */
static bool write_language(struct cleaning *cleaning) {
    enum { LANGUAGE = 1, VERSION = 22, UNKNOWN = 0 };
    const uint64_t is_name = (uint64_t)1 << 63;
    bcf_u64s *ops = &cleaning->node.ops;
    uint64_t name = ops->data[LANGUAGE] & ~is_name, version = ops->count > VERSION ? ops->data[VERSION] : 0, best = UNKNOWN;
    if (!(ops->data[LANGUAGE] & is_name))
        return true;
    for (size_t i = 0; i < COUNT(languages) && best == UNKNOWN; i++)
        if (languages[i].name == name && version >= languages[i].version)
            best = languages[i].language;
    ops->data[LANGUAGE] = best;
    if (ops->count > VERSION)
        ops->count = VERSION;
    cleaning->changed = true;
    return best != UNKNOWN || lose(cleaning, "the source language");
}

/* How LLVM writes that there is nothing: 0, or all ones for what begins with 0. */
static bool says_nothing(uint64_t operand) {
    return operand == 0 || operand == UINT32_MAX || operand == UINT64_MAX;
}

static bool cut_details(struct cleaning *cleaning) {
    bcf_u64s *ops = &cleaning->node.ops;
    for (size_t i = 0; i < COUNT(details); i++) {
        bool lost = false;
        if (details[i].code != cleaning->node.code || cleaning->lowering->target->llvm_major >= details[i].llvm ||
            ops->count <= details[i].first)
            continue;
        for (size_t o = details[i].first; o < ops->count; o++)
            lost |= !says_nothing(ops->data[o]);
        ops->count = details[i].first;
        cleaning->changed = true;
        if (lost && !lose(cleaning, details[i].what))
            return false;
    }
    return true;
}

static bool clear_flags(struct cleaning *cleaning) {
    enum { NAME_IS_SIMPLIFIED = 1 << 30, ARTIFICIAL = 2 };
    bcf_u64s *ops = &cleaning->node.ops;
    if (cleaning->node.code == BCF_MD_LABEL && (ops->data[0] & ARTIFICIAL) &&
        !takes(cleaning, BCF_TAKES_DI_ARTIFICIAL_LABELS)) {
        ops->data[0] &= ~(uint64_t)ARTIFICIAL;
        cleaning->changed = true;
        return lose(cleaning, "that a label is artificial");
    }
    for (size_t i = 0; i < COUNT(flags); i++) {
        if (flags[i].code != cleaning->node.code || flags[i].operand >= ops->count ||
            !(ops->data[flags[i].operand] & NAME_IS_SIMPLIFIED) || takes(cleaning, BCF_TAKES_DI_SIMPLIFIED_NAMES))
            continue;
        ops->data[flags[i].operand] &= ~(uint64_t)NAME_IS_SIMPLIFIED;
        cleaning->changed = true;
        return lose(cleaning, "that a name is simplified");
    }
    return true;
}

/* ---- whole nodes ---- */

static uint64_t operand_or_0(const struct cleaning *cleaning, unsigned index) {
    return index && index < cleaning->node.ops.count ? cleaning->node.ops.data[index] : 0;
}

static bool write_base_type(struct cleaning *cleaning) {
    enum { DW_TAG_BASE_TYPE = 0x24, OPERANDS = 6 };
    struct bcf_unpacked *node = &cleaning->node;
    for (size_t i = 0; i < COUNT(replaced); i++) {
        uint64_t ops[OPERANDS];
        if (replaced[i].code != node->code || takes(cleaning, replaced[i].feature))
            continue;
        ops[0] = node->ops.data[0] & 1;
        ops[1] = DW_TAG_BASE_TYPE;
        ops[2] = operand_or_0(cleaning, replaced[i].name);
        ops[3] = operand_or_0(cleaning, replaced[i].size);
        ops[4] = operand_or_0(cleaning, replaced[i].align);
        ops[5] = operand_or_0(cleaning, replaced[i].encoding);
        for (size_t o = 0; o < OPERANDS; o++) /* each of these records is longer */
            node->ops.data[o] = ops[o];
        node->ops.count = OPERANDS;
        node->code = BCF_MD_BASIC_TYPE;
        cleaning->changed = true;
        return bcf_note(cleaning->lowering, BCFIX_BCF031_DEBUG_DETAILS, NULL, "%s was written as a base type for %s",
                        replaced[i].what, cleaning->lowering->target->name);
    }
    return true;
}

/* [flags 4 | unsigned, bit width, name, words…], which Sulong's MDEnumerator.java takes for [flags, value, name]. */
static void write_narrow_enumerator(struct cleaning *cleaning) {
    enum { WIDE = 4, OPERANDS = 4 };
    bcf_u64s *ops = &cleaning->node.ops;
    if (!(ops->data[0] & WIDE) || ops->count != OPERANDS)
        return;
    ops->data[0] &= ~(uint64_t)WIDE;
    ops->data[1] = ops->data[3];
    ops->count = 3;
    cleaning->changed = true;
}

static bool rewrite_node(struct cleaning *cleaning) {
    struct bcf_unpacked *node = &cleaning->node;
    if (!takes(cleaning, BCF_TAKES_DI_SIZE_METADATA) && !write_sizes(cleaning))
        return false;
    switch (node->code) {
    case BCF_MD_COMPILE_UNIT:
        if (!takes(cleaning, BCF_TAKES_DI_LANGUAGE_NAMES) && !write_language(cleaning))
            return false;
        break;
    case BCF_MD_ENUMERATOR:
        if (!takes(cleaning, BCF_TAKES_DI_WIDE_ENUMERATOR))
            write_narrow_enumerator(cleaning);
        break;
    case BCF_MD_GENERIC_SUBRANGE: /* Sulong takes it for a SUBRANGE of the oldest layout; version 2 has its operands */
        if (!takes(cleaning, BCF_TAKES_DI_GENERIC_SUBRANGE)) {
            node->code = BCF_MD_SUBRANGE;
            node->ops.data[0] = (node->ops.data[0] & 1) | 4;
            cleaning->changed = true;
        }
        break;
    case BCF_MD_ASSIGN_ID: /* what does not take its id shifts those of all nodes behind it */
        if (!takes(cleaning, BCF_TAKES_DEBUG_ASSIGNMENTS)) {
            node->code = BCF_MD_DISTINCT_NODE;
            node->ops.count = 0;
            cleaning->changed = true;
        }
        break;
    default:
        break;
    }
    return cut_details(cleaning) && clear_flags(cleaning) && write_base_type(cleaning);
}

/* ---- expressions ---- */

static bool has_unreadable_expression(struct cleaning *cleaning, const struct bcf_metadata *metadata) {
    for (size_t i = 0; i < metadata->nodes.offsets.count; i++)
        if (bcf_pack_code(&metadata->nodes, i) == BCF_MD_EXPRESSION &&
            bcf_pack_get(cleaning->lowering->context, &metadata->nodes, i, &cleaning->other) &&
            !bcf_expression_reads(cleaning->lowering, cleaning->other.ops.data, cleaning->other.ops.count, false))
            return true;
    return false;
}

static bool is_unreadable_expression(struct cleaning *cleaning, uint64_t id) {
    return bcf_node_get(cleaning->lowering, cleaning->function, id, &cleaning->other) &&
           cleaning->other.code == BCF_MD_EXPRESSION &&
           !bcf_expression_reads(cleaning->lowering, cleaning->other.ops.data, cleaning->other.ops.count, false);
}

/* The expression of a global variable cannot be none. */
static bool write_empty_expression(struct cleaning *cleaning, uint64_t id, size_t operand) {
    uint64_t version = BCF_EXPRESSION_VERSION;
    if (!cleaning->function && !bcf_push(cleaning->lowering->context, &cleaning->homeless, (uint32_t)id))
        return false;
    if (cleaning->empty == BCF_NONE)
        cleaning->empty = bcf_node_add(cleaning->lowering, cleaning->function, BCF_MD_EXPRESSION, &version, 1);
    cleaning->node.ops.data[operand] = (uint64_t)cleaning->empty + 1;
    return cleaning->empty != BCF_NONE;
}

/* Leaves expressions out that the target cannot read. Records and calls do that themselves. */
static bool cut_expressions(struct cleaning *cleaning, uint64_t id) {
    bcf_u64s *ops = &cleaning->node.ops;
    const struct bcf_layout *layout = bcf_schema_find(cleaning->lowering->module->schema, BCF_BLOCK_METADATA,
                                                      cleaning->node.code, ops->data, ops->count, NULL);
    for (size_t i = 0; layout && i < ops->count; i++) {
        const struct bcf_field *field = bcf_layout_field(layout, i);
        if (!field || bcf_field_kind(field, ops->data[0]) != BCF_K_METADATA_OR_NONE || !ops->data[i] ||
            !is_unreadable_expression(cleaning, ops->data[i] - 1))
            continue;
        cleaning->changed = true;
        if (cleaning->node.code != BCF_MD_GLOBAL_VAR_EXPR)
            ops->data[i] = 0;
        else if (!write_empty_expression(cleaning, id, i))
            return false;
        if (!lose(cleaning, "an expression"))
            return false;
    }
    return true;
}

static bool is_homeless(const struct cleaning *cleaning, uint64_t id) {
    for (size_t i = 0; i < cleaning->homeless.count; i++)
        if (cleaning->homeless.data[i] == id)
            return true;
    return false;
}

/* A variable that is attached to a global is there, unless its expression says something else: what has lost that
 * expression is attached no longer. */
static bool detach(struct cleaning *cleaning, struct bcf_metadata *metadata) {
    struct bcfix_context *context = cleaning->lowering->context;
    for (size_t i = 0; i < metadata->others.offsets.count && cleaning->homeless.count; i++) {
        bcf_u64s *ops = &cleaning->node.ops;
        size_t kept = 1;
        if (bcf_pack_code(&metadata->others, i) != BCF_MD_GLOBAL_DECL_ATTACHMENT)
            continue;
        if (!bcf_pack_get(context, &metadata->others, i, &cleaning->node))
            return false;
        for (size_t o = 1; o + 1 < ops->count; o += 2)
            if (!is_homeless(cleaning, ops->data[o + 1])) {
                ops->data[kept++] = ops->data[o];
                ops->data[kept++] = ops->data[o + 1];
            }
        if (kept != ops->count &&
            !bcf_pack_replace(context, &metadata->others, i, cleaning->node.code, ops->data, kept))
            return false;
    }
    return true;
}

/* ---- all nodes ---- */

static bool clean_all(struct cleaning *cleaning, struct bcf_metadata *metadata) {
    struct bcfix_context *context = cleaning->lowering->context;
    /* Sulong looks at the expressions of local variables only. */
    bool looks = bcf_lowers_for(cleaning->lowering, BCF_FAMILY_LLVM) && !cleaning->lowering->strip_debug;
    bool expressions =
        looks && (cleaning->lowering->unreadable_expressions || has_unreadable_expression(cleaning, metadata));
    size_t count = metadata->nodes.offsets.count;
    if (!cleaning->function)
        cleaning->lowering->unreadable_expressions = expressions;
    for (size_t i = 0; i < count; i++) {
        if (!bcf_pack_get(context, &metadata->nodes, i, &cleaning->node))
            return false;
        cleaning->changed = false;
        if (cleaning->node.ops.count &&
            (!rewrite_node(cleaning) ||
             (expressions && !cut_expressions(cleaning, metadata->string_count + i))))
            return false;
        if (cleaning->changed && !bcf_pack_replace(context, &metadata->nodes, i, cleaning->node.code,
                                                   cleaning->node.ops.data, cleaning->node.ops.count))
            return false;
    }
    return !bcf_failed(context);
}

static bool clean(struct bcf_lowering *lowering, struct bcf_function *function, struct bcf_metadata *metadata) {
    struct cleaning cleaning = {.lowering = lowering, .function = function, .empty = BCF_NONE};
    bool good = clean_all(&cleaning, metadata) && detach(&cleaning, metadata);
    bcf_free_array(lowering->context, &cleaning.homeless);
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
