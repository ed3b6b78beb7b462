/* Code for CPU features that a program asks for before it runs it.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "check/references.h"

#include "module/attribute.h"

#include <string.h>

/* ---- functions for features ---- */

static const char *const told[] = {
#define CPU_FEATURE(name) name,
#include "target/cpu_features.def"
#undef CPU_FEATURE
};

static bool is_told(const char *name, size_t size) {
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++)
        if (strlen(told[i]) == size && memcmp(told[i], name, size) == 0)
            return true;
    /* Hints for the scheduler: "fast-gather", "false-deps-popcnt", "prefer-256-bit", "tuning-…". */
    static const char *const hints[] = {"fast", "slow", "false-deps", "prefer", "tuning", "branch", "macrofusion", "idivq", "idivl"};
    for (size_t i = 0; i < sizeof hints / sizeof hints[0]; i++)
        if (size >= strlen(hints[i]) && memcmp(name, hints[i], strlen(hints[i])) == 0)
            return true;
    return false;
}

/* "+avx2,-sse4a": the first feature that is added and that programs are not told of. */
static const char *untold_feature(const char *features, int *size) {
    for (const char *at = features; *at;) {
        size_t length = strcspn(at, ",");
        if (*at == '+' && !is_told(at + 1, length - 1)) {
            *size = (int)length - 1;
            return at + 1;
        }
        at += length + (at[length] == ',');
    }
    return NULL;
}

/* The value of target-features in a group; in the arena, or NULL. */
static const char *features_of(struct bcf_references *references, const struct bcf_entry_record *group) {
    static const char key[] = "target-features";
    for (size_t at = 2, size; at < group->count; at += size) {
        size_t i = 0, length;
        char *text;
        size = bcf_attribute_size(group->ops, group->count, at);
        if (!size)
            return NULL;
        if (group->ops[at] != BCF_ATTRIBUTE_STRING_VALUE || size < sizeof key + 2)
            continue;
        while (i < sizeof key && group->ops[at + 1 + i] == (unsigned char)key[i])
            i++;
        if (i < sizeof key)
            continue;
        length = size - 1 - sizeof key;
        text = bcf_arena_take(&references->arena, length + 1);
        for (i = 0; text && i < length; i++)
            text[i] = (char)group->ops[at + 1 + sizeof key + i];
        if (text)
            text[length] = '\0';
        return text;
    }
    return NULL;
}

/* Groups have numbers of their own, which are small: LLVM counts them from 1. */
static bool find_groups(struct bcf_references *references, uint8_t **by_id, uint64_t *most) {
    const struct bcf_module *module = references->module;
    size_t groups = module->attribute_groups.list.count;
    for (size_t g = 0; g < groups; g++)
        if (module->attribute_groups.list.data[g].ops[0] > *most && module->attribute_groups.list.data[g].ops[0] <= 4 * groups)
            *most = module->attribute_groups.list.data[g].ops[0];
    *by_id = bcf_arena_take_zeroed(&references->arena, *most + 1, 1);
    if (!*by_id)
        return false;
    for (size_t g = 0; g < groups; g++) {
        const struct bcf_entry_record *group = &module->attribute_groups.list.data[g];
        const char *features = features_of(references, group), *feature;
        int size = 0;
        feature = features ? untold_feature(features, &size) : NULL;
        if (!feature || group->ops[0] > *most)
            continue;
        (*by_id)[group->ops[0]] = 1;
        if (!references->untold_feature) {
            references->untold_feature = feature;
            references->untold_feature_size = size;
        }
    }
    return !bcf_failed(references->context);
}

static bool has_untold_group(const struct bcf_module *module, uint64_t list, const uint8_t *by_id, uint64_t most) {
    const struct bcf_entry_record *record;
    if (!list || list > module->attribute_lists.list.count)
        return false;
    record = &module->attribute_lists.list.data[list - 1];
    for (uint32_t i = 0; i < record->count; i++)
        if (record->ops[i] <= most && by_id[record->ops[i]])
            return true;
    return false;
}

bool bcf_find_untold(struct bcf_references *references) {
    uint64_t most = 0;
    uint8_t *by_id;
    if (!find_groups(references, &by_id, &most))
        return false;
    for (uint32_t i = 0; references->untold_feature && i < references->globals; i++) {
        const struct bcf_global *global = &references->module->globals.data[i];
        if (global->record.code == BCF_MODULE_FUNCTION && global->body.end &&
            has_untold_group(references->module, bcf_global_operand(global, BCF_FN_ATTRIBUTES), by_id, most)) {
            references->untold[i] = 1;
            references->untold_count++;
        }
    }
    return true;
}

/* ---- branches on what the CPU can do ---- */

static bool contains(struct bcf_string name, const char *part) {
    size_t size = strlen(part);
    for (size_t i = 0; i + size <= name.size; i++)
        if (memcmp(name.data + i, part, size) == 0)
            return true;
    return false;
}

/* std_detect keeps what cpuid said in std_detect::detect::cache::CACHE, and asks in functions beside it; cpuid itself is one of
 * bcfix's own in a module that was converted. */
static bool tells_of_cpu(const struct bcf_references *references, uint32_t node, unsigned depth) {
    enum { DEEPEST = 8 };
    struct bcf_reference_range range;
    if (node == BCF_NONE)
        return false;
    if (node < references->globals) {
        struct bcf_string name = bcf_global_name(references->module, node);
        return contains(name, "std_detect6detect") || bcf_string_begins(name, "bcfix.cpuid");
    }
    range = references->of[node]; /* a step into the variable */
    return depth < DEEPEST && range.count == 1 &&
           tells_of_cpu(references, references->targets.data[range.first] & ~BCF_GUARDED, depth + 1);
}

/* "cpuid" in inline assembly: characters are operands of the constant. */
static bool is_cpuid(struct bcf_references *references, const struct bcf_function *function, uint64_t callee) {
    static const char word[] = "cpuid";
    const struct bcf_pack *pack = &references->module->constants.pack;
    size_t index = callee & ~(uint64_t)(BCF_CONSTANT | BCF_LOCAL), i = 0, matched = 0;
    if (callee & BCF_LOCAL) {
        while (i < function->constant_ids.count && function->constant_ids.data[i] != index)
            i++;
        if (i == function->constant_ids.count)
            return false;
        pack = &function->constants.pack;
        index = i;
    } else if (!(callee & BCF_CONSTANT)) {
        return false;
    }
    if (index >= pack->offsets.count || bcf_pack_code(pack, index) != BCF_CST_INLINEASM ||
        !bcf_pack_get(references->context, pack, index, &references->scratch))
        return false;
    for (i = 3; i < references->scratch.ops.count && matched < sizeof word - 1; i++)
        matched = references->scratch.ops.data[i] == (unsigned char)word[matched] ? matched + 1
                  : references->scratch.ops.data[i] == 'c'                       ? 1
                                                                                  : 0;
    return matched == sizeof word - 1;
}

static bool is_source(struct bcf_references *references, const struct bcf_function *function, const struct bcf_insn *insn) {
    const uint64_t *ops = function->ops.data + insn->first;
    switch (insn->code) {
    case BCF_FUNC_LOAD:
    case BCF_FUNC_LOADATOMIC:
        return tells_of_cpu(references, bcf_node_of(references, ops[0]), 0);
    case BCF_FUNC_CALL:
        return insn->count > BCF_CALL_CALLEE && (tells_of_cpu(references, bcf_node_of(references, ops[BCF_CALL_CALLEE]), 0) ||
                                                 is_cpuid(references, function, ops[BCF_CALL_CALLEE]));
    case BCF_FUNC_INVOKE:
        return insn->count > BCF_INVOKE_CALLEE && tells_of_cpu(references, bcf_node_of(references, ops[BCF_INVOKE_CALLEE]), 0);
    default:
        return false;
    }
}

/* What is computed from values alone: memory and other calls end the trace, so that what is unsure is not guarded. */
static bool passes_on(unsigned code) {
    return code == BCF_FUNC_BINOP || code == BCF_FUNC_CAST || code == BCF_FUNC_CMP2 || code == BCF_FUNC_PHI ||
           code == BCF_FUNC_VSELECT || code == BCF_FUNC_EXTRACTVAL || code == BCF_FUNC_FREEZE;
}

static bool is_tainted(const struct bcf_function *function, const struct bcf_guards *guards, uint64_t value) {
    uint64_t local = value & ~(uint64_t)BCF_LOCAL;
    return (value & BCF_LOCAL) && local < function->types.count && guards->tainted[local];
}

static bool has_tainted(const struct bcf_function *function, const struct bcf_guards *guards, const struct bcf_insn *insn) {
    for (uint32_t i = 0; i < insn->count; i++)
        if (bcf_kind_is_value((enum bcf_kind)function->kinds.data[insn->first + i]) &&
            is_tainted(function, guards, function->ops.data[insn->first + i]))
            return true;
    return false;
}

static void taint(struct bcf_references *references, const struct bcf_function *function, struct bcf_guards *guards) {
    enum { MOST_ROUNDS = 4 }; /* loops may carry it back; a trace that is longer ends */
    bool changed = true;
    for (unsigned round = 0; changed && round < MOST_ROUNDS; round++) {
        changed = false;
        for (size_t i = 0; i < function->insns.count; i++) {
            const struct bcf_insn *insn = &function->insns.data[i];
            if (insn->result == BCF_NONE || insn->result >= function->types.count || guards->tainted[insn->result])
                continue;
            if ((round == 0 && is_source(references, function, insn)) ||
                (passes_on(insn->code) && has_tainted(function, guards, insn))) {
                guards->tainted[insn->result] = 1;
                changed = true;
            }
        }
    }
}

/* From the first block on, without leaving a block that ends in such a branch. */
static bool open_blocks(struct bcf_references *references, const struct bcf_function *function, const size_t *ends,
                        struct bcf_guards *guards) {
    bcf_u32s work = {0};
    bool good = bcf_push(references->context, &work, 0);
    guards->open[0] = 1;
    while (good && work.count) {
        uint32_t block = work.data[--work.count];
        const struct bcf_insn *insn = &function->insns.data[ends[block]];
        if (guards->branches[block])
            continue;
        for (uint32_t i = 0; good && i < insn->count; i++) {
            uint64_t to = function->ops.data[insn->first + i];
            if (function->kinds.data[insn->first + i] != BCF_K_BASIC_BLOCK || to >= function->block_count || guards->open[to])
                continue;
            guards->open[to] = 1;
            good = bcf_push(references->context, &work, (uint32_t)to);
        }
    }
    bcf_free_array(references->context, &work);
    return good;
}

bool bcf_find_guards(struct bcf_references *references, const struct bcf_function *function, struct bcf_arena *arena,
                     struct bcf_guards *guards) {
    size_t *ends = bcf_arena_take_zeroed(arena, function->block_count + 1, sizeof *ends);
    uint32_t block = 0;
    guards->open = bcf_arena_take_zeroed(arena, function->block_count + 1, 1);
    guards->branches = bcf_arena_take_zeroed(arena, function->block_count + 1, 1);
    guards->tainted = bcf_arena_take_zeroed(arena, function->types.count + 1, 1);
    if (!ends || !guards->open || !guards->branches || !guards->tainted)
        return false;
    taint(references, function, guards);
    for (size_t i = 0; i < function->insns.count && block < function->block_count; i++) {
        const struct bcf_insn *insn = &function->insns.data[i];
        if (!bcf_code_is_terminator(insn->code))
            continue;
        ends[block] = i;
        guards->branches[block++] = (insn->code == BCF_FUNC_BR || insn->code == BCF_FUNC_SWITCH) &&
                                    has_tainted(function, guards, insn);
    }
    return !bcf_failed(references->context) && open_blocks(references, function, ends, guards);
}
