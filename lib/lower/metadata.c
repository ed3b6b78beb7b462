/* Nodes of debug info that the target cannot read, or misreads.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/debug_info.h"
#include "lower/plan.h"

#include <stdlib.h>
#include <string.h>

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
    uint64_t tag;
    unsigned llvm;
    uint64_t instead;
    const char *what;
} tags[] = {
#define TAG(record, tag, llvm, instead, what) {BCF_MD_##record, tag, llvm, instead, what},
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

static bool write_tag(struct cleaning *cleaning) {
    enum { TAG = 1 };
    uint64_t *ops = cleaning->node.ops.data;
    for (size_t i = 0; i < COUNT(tags); i++) {
        if (tags[i].code != cleaning->node.code || tags[i].tag != ops[TAG] ||
            cleaning->lowering->target->llvm_major >= tags[i].llvm)
            continue;
        ops[TAG] = tags[i].instead;
        cleaning->changed = true;
        return lose(cleaning, tags[i].what);
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

/* Before LLVM 17 what a function imports is listed by the unit; its verifier wants nothing else in RETAINED_NODES than
 * variables and labels, or takes all debug info of the module for invalid. */
static bool cut_retained_imports(struct cleaning *cleaning) {
    enum { RETAINED_NODES = 15 };
    struct bcf_lowering *lowering = cleaning->lowering;
    uint64_t *list = &cleaning->node.ops.data[RETAINED_NODES];
    struct bcf_unpacked nodes = {0};
    bool good = true;
    size_t kept = 0;
    if (lowering->strip_debug || !*list || !bcf_node_get(lowering, cleaning->function, *list - 1, &nodes) ||
        nodes.code != BCF_MD_NODE) {
        bcf_free_array(lowering->context, &nodes.ops);
        return !bcf_failed(lowering->context);
    }
    for (size_t i = 0; i < nodes.ops.count; i++) {
        bool is_import = nodes.ops.data[i] &&
                         bcf_node_get(lowering, cleaning->function, nodes.ops.data[i] - 1, &cleaning->other) &&
                         cleaning->other.code == BCF_MD_IMPORTED_ENTITY;
        if (!is_import)
            nodes.ops.data[kept++] = nodes.ops.data[i];
    }
    if (kept != nodes.ops.count) {
        uint32_t shorter = bcf_node_add(lowering, cleaning->function, BCF_MD_NODE, nodes.ops.data, kept);
        *list = (uint64_t)shorter + 1;
        cleaning->changed = true;
        good = shorter != BCF_NONE && lose(cleaning, "what a function imports");
    }
    bcf_free_array(lowering->context, &nodes.ops);
    return good;
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

/* [flags 4 | unsigned, bit width, name, words…] with words as those of a constant, which Sulong's MDEnumerator.java takes for
 * [flags, value, name]. There the value is of 64 bits, and a negative one stands as its complement. */
static bool write_narrow_enumerator(struct cleaning *cleaning) {
    enum { FLAGS, WIDTH, NAME, WORDS, IS_UNSIGNED = 2, IS_WIDE = 4, BITS = 64 };
    bcf_u64s *ops = &cleaning->node.ops;
    bool is_unsigned = ops->data[FLAGS] & IS_UNSIGNED, fits = true;
    uint64_t number, width, above;
    if (!(ops->data[FLAGS] & IS_WIDE) || ops->count <= WORDS)
        return true;
    width = ops->data[WIDTH];
    number = (uint64_t)bcf_sign_unrotated(ops->data[WORDS]);
    number = is_unsigned ? bcf_low_bits(number, width) : bcf_sign_extended(number, width);
    above = !is_unsigned && number >> (BITS - 1) ? UINT64_MAX : 0;
    for (size_t i = WORDS + 1; i <= ops->count && BITS * (i - WORDS) < width; i++) { /* those that are zero may not be there */
        uint64_t word = i < ops->count ? (uint64_t)bcf_sign_unrotated(ops->data[i]) : 0;
        fits = fits && word == bcf_low_bits(above, width - BITS * (i - WORDS));
    }
    ops->data[FLAGS] &= ~(uint64_t)IS_WIDE;
    ops->data[WIDTH] = number >> (BITS - 1) ? ~(number << 1) : number << 1;
    ops->count = WORDS;
    cleaning->changed = true;
    return fits || lose(cleaning, "what of an enumerator is above 64 bits");
}

/* The release whose writer the module is of. What bcfix wrote is in the form of its target, which the producer names last. */
static unsigned writer_of(const struct bcf_module *module) {
    struct bcf_string producer = module->producer;
    const bcfix_target *target;
    char name[32] = "";
    size_t last = producer.size;
    while (last > 0 && producer.data[last - 1] != ' ')
        last--;
    if (producer.size - last < sizeof name)
        memcpy(name, producer.data + last, producer.size - last);
    target = bcfix_target_find(name);
    if (last && target)
        return target->llvm_major;
    return bcf_string_begins(producer, "LLVM") ? (unsigned)strtoul(producer.data + 4, NULL, 10) : 0;
}

/* LLVM 22 takes the getter and the setter for each other in what older ones wrote, and they in what it writes. */
static void exchange_accessors(struct cleaning *cleaning) {
    enum { FIRST = 4, SECOND = 5, EXCHANGED = 22 };
    uint64_t *ops = cleaning->node.ops.data, first = ops[FIRST];
    if (takes(cleaning, BCF_TAKES_DI_PROPERTY_ORDER) || writer_of(cleaning->lowering->module) < EXCHANGED)
        return;
    ops[FIRST] = ops[SECOND];
    ops[SECOND] = first;
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
    case BCF_MD_OBJC_PROPERTY:
        exchange_accessors(cleaning);
        break;
    case BCF_MD_SUBPROGRAM:
        if (!takes(cleaning, BCF_TAKES_DI_RETAINED_IMPORTS) && !cut_retained_imports(cleaning))
            return false;
        break;
    case BCF_MD_ENUMERATOR:
        if (!takes(cleaning, BCF_TAKES_DI_WIDE_ENUMERATOR) && !write_narrow_enumerator(cleaning))
            return false;
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
    return cut_details(cleaning) && write_tag(cleaning) && clear_flags(cleaning) && write_base_type(cleaning);
}

/* ---- all nodes ---- */

/* Whether something of a node with that code may have to change for the target. Most need not be looked at. */
static bool is_concerned(const struct cleaning *cleaning, uint32_t code) {
    unsigned llvm = cleaning->lowering->target->llvm_major;
    switch (code) { /* rewrite_node() */
    case BCF_MD_COMPILE_UNIT:
    case BCF_MD_OBJC_PROPERTY:
    case BCF_MD_SUBPROGRAM:
    case BCF_MD_ENUMERATOR:
    case BCF_MD_GENERIC_SUBRANGE:
    case BCF_MD_ASSIGN_ID:
    case BCF_MD_LABEL: /* clear_flags() */
        return true;
    default:
        break;
    }
    for (size_t i = 0; i < COUNT(sizes) && !takes(cleaning, BCF_TAKES_DI_SIZE_METADATA); i++)
        if (sizes[i].code == code)
            return true;
    for (size_t i = 0; i < COUNT(details); i++)
        if (details[i].code == code && llvm < details[i].llvm)
            return true;
    for (size_t i = 0; i < COUNT(tags); i++)
        if (tags[i].code == code && llvm < tags[i].llvm)
            return true;
    for (size_t i = 0; i < COUNT(flags) && !takes(cleaning, BCF_TAKES_DI_SIMPLIFIED_NAMES); i++)
        if (flags[i].code == code)
            return true;
    for (size_t i = 0; i < COUNT(replaced); i++)
        if (replaced[i].code == code && !takes(cleaning, replaced[i].feature))
            return true;
    return false;
}

static bool clean_all(struct cleaning *cleaning, struct bcf_metadata *metadata) {
    enum { UNKNOWN, CONCERNED, UNCONCERNED };
    struct bcfix_context *context = cleaning->lowering->context;
    size_t count = metadata->nodes.offsets.count; /* those that are added are right as they are */
    uint8_t known[BCF_CODE_COUNT] = {UNKNOWN};
    for (size_t i = 0; i < count; i++) {
        uint32_t code = bcf_pack_code(&metadata->nodes, i);
        if (known[code] == UNKNOWN)
            known[code] = is_concerned(cleaning, code) ? CONCERNED : UNCONCERNED;
        if (known[code] == UNCONCERNED)
            continue;
        if (!bcf_pack_get(context, &metadata->nodes, i, &cleaning->node))
            return false;
        cleaning->changed = false;
        if (cleaning->node.ops.count && !rewrite_node(cleaning))
            return false;
        if (cleaning->changed && !bcf_pack_replace(context, &metadata->nodes, i, cleaning->node.code,
                                                   cleaning->node.ops.data, cleaning->node.ops.count))
            return false;
    }
    return !bcf_failed(context);
}

static bool clean(struct bcf_lowering *lowering, struct bcf_function *function, struct bcf_metadata *metadata) {
    struct cleaning cleaning = {.lowering = lowering, .function = function};
    bool good = clean_all(&cleaning, metadata) && bcf_cut_expressions(lowering, function, metadata);
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
