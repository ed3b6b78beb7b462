/* Attribute groups: [group, index, attributes…].
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/plan.h"
#include "module/attribute.h"
#include "module/newer.h"
#include "target/attributes.h"

#include <stdio.h>
#include <string.h>

/* A group that is being written anew. */
struct regroup {
    struct bcf_lowering *lowering;
    const struct bcf_entry_record *group;
    bcf_u64s kept;
};

static bool keep(struct regroup *regroup, const uint64_t *ops, size_t count) {
    if (!bcf_reserve(regroup->lowering->context, &regroup->kept, count))
        return false;
    memcpy(regroup->kept.data + regroup->kept.count, ops, count * sizeof *ops);
    regroup->kept.count += count;
    return true;
}

static bool keep_enum(struct regroup *regroup, uint64_t kind) {
    uint64_t ops[2] = {BCF_ATTRIBUTE_ENUM, kind};
    return keep(regroup, ops, 2);
}

static bool keep_text(struct regroup *regroup, const char *key, const char *value) {
    uint64_t form = BCF_ATTRIBUTE_STRING_VALUE;
    const char *texts[2] = {key, value};
    if (!keep(regroup, &form, 1))
        return false;
    for (int t = 0; t < 2; t++)
        for (size_t i = 0; i <= strlen(texts[t]); i++) {
            uint64_t op = (unsigned char)texts[t][i];
            if (!keep(regroup, &op, 1))
                return false;
        }
    return true;
}

/* ---- what becomes of one ---- */

static bool drop_fact(struct regroup *regroup, const char *name) {
    return bcf_note(regroup->lowering, BCFIX_BCF017_FACT, NULL, "the attribute %s was dropped: %s does not have it", name,
                    regroup->lowering->target->name);
}

static bool lose(struct regroup *regroup, const char *name) {
    return bcf_note(regroup->lowering, BCFIX_BCF010_ATTRIBUTE, NULL, "the attribute %s was dropped: %s does not have it",
                    name, regroup->lowering->target->name);
}

static bool tell_rewritten(struct regroup *regroup, const char *name, const char *how) {
    return bcf_note(regroup->lowering, BCFIX_BCF016_OLDER_FORM, NULL, "the attribute %s was written as %s", name, how);
}

static bool refuse(struct regroup *regroup, const char *what) {
    struct bcf_lowering *lowering = regroup->lowering;
    bcf_note(lowering, BCFIX_BCF064_UNSUPPORTED_ATTRIBUTE, NULL, "%s has no form for %s", what, lowering->target->name);
    return bcf_fail(lowering->context, BCFIX_REFUSED, "block PARAMATTR_GROUP, record ENTRY, bit %llu: %s has no form for %s",
                    (unsigned long long)regroup->group->bit, what, lowering->target->name);
}

/* ---- those that are rewritten ---- */

static bool write_uwtable(struct regroup *regroup, const uint64_t *ops) {
    return keep_enum(regroup, ops[1]) && tell_rewritten(regroup, "uwtable", "one without a value");
}

static bool write_presplit_coroutine(struct regroup *regroup, const uint64_t *ops) {
    (void)ops;
    return keep_text(regroup, "coroutine.presplit", "0") && tell_rewritten(regroup, "presplitcoroutine", "a text");
}

/* LLVM 20 reads both, and its passes look for nocapture. */
static bool write_captures(struct regroup *regroup, const uint64_t *ops) {
    enum { NOCAPTURE = 11, READS_IT = 20 };
    if (ops[2] == 0)
        return keep_enum(regroup, NOCAPTURE) && tell_rewritten(regroup, "captures(none)", "nocapture");
    return regroup->lowering->target->llvm_major >= READS_IT ? keep(regroup, ops, 3) : drop_fact(regroup, "captures");
}

/* What a function does to memory: two bits for each kind of it, 1 it may read, 2 it may write. */
struct effects {
    uint64_t argument, inaccessible, errno_, target, other;
};

/* In the highest byte stands the version of the layout. Version 0 (LLVM 16 to 20) has no errno, which was a part of the
 * other memory; what targets keep for themselves was inaccessible memory (up to LLVM 21). */
static struct effects read_effects(uint64_t memory) {
    bool first_layout = memory >> 56 == 0;
    struct effects effects = {.argument = memory & 3, .inaccessible = memory >> 2 & 3, .other = memory >> 4 & 3};
    effects.errno_ = memory >> 4 & 3;
    if (!first_layout) {
        effects.other = memory >> 6 & 3;
        effects.target = (memory >> 8 | memory >> 10) & 3;
    }
    return effects;
}

/* LLVM 14 and 15 have an attribute for each of a few cases; together they may allow the function more than it does. */
static bool write_old_effects(struct regroup *regroup, struct effects effects) {
    enum { READNONE = 20, READONLY = 21, ARGMEMONLY = 45, INACCESSIBLEMEMONLY = 49, INACCESSIBLEMEM_OR_ARGMEMONLY = 50,
           WRITEONLY = 52, READS = 1, WRITES = 2 };
    uint64_t hidden = effects.inaccessible | effects.target, rest = effects.other | effects.errno_;
    uint64_t all = hidden | rest | effects.argument;
    size_t before = regroup->kept.count;
    if (!all)
        return keep_enum(regroup, READNONE) && tell_rewritten(regroup, "memory", "readnone");
    if (!rest && !keep_enum(regroup, !hidden             ? ARGMEMONLY
                                     : !effects.argument ? INACCESSIBLEMEMONLY
                                                         : INACCESSIBLEMEM_OR_ARGMEMONLY))
        return false;
    if (all == READS ? !keep_enum(regroup, READONLY) : all == WRITES && !keep_enum(regroup, WRITEONLY))
        return false;
    return regroup->kept.count == before ? drop_fact(regroup, "memory")
                                         : tell_rewritten(regroup, "memory", "those of older releases");
}

static bool write_memory(struct regroup *regroup, const uint64_t *ops) {
    struct effects effects = read_effects(ops[2]);
    uint64_t hidden = effects.inaccessible | effects.target, version = ops[2] >> 56, fresh[3] = {ops[0], ops[1], 0};
    unsigned llvm = regroup->lowering->target->llvm_major;
    if (llvm < 16)
        return write_old_effects(regroup, effects);
    if (llvm < 21)
        fresh[2] = effects.argument | hidden << 2 | (effects.other | effects.errno_) << 4;
    else
        fresh[2] = UINT64_C(1) << 56 | effects.argument | hidden << 2 | effects.errno_ << 4 | effects.other << 6;
    if (version == 0 || fresh[2] == ops[2]) /* the first layout is read by all that have the attribute */
        return keep(regroup, ops, 3);
    return keep(regroup, fresh, 3) && tell_rewritten(regroup, "memory", "the layout of the target has it");
}

static const struct {
    uint64_t id;
    bool (*write)(struct regroup *regroup, const uint64_t *ops);
} rewritten[] = {
    {33, write_uwtable},
    {83, write_presplit_coroutine},
    {86, write_memory},
    {102, write_captures},
};

/* ---- a group ---- */

/* Sulong's ParameterAttributes.java reads the type of these three only, and takes that of any other attribute for the
 * next attribute. It knows no ranges before 25.0. All else is read, and means nothing to it. */
static bool write_for_graalvm(struct regroup *regroup, const uint64_t *ops, size_t size) {
    enum { BYVAL = 3, SRET = 29, ELEMENTTYPE = 77 };
    const struct bcf_attribute_row *row = bcf_attribute_row(ops[0], ops[1]);
    char number[32];
    snprintf(number, sizeof number, "of kind %llu", (unsigned long long)ops[1]);
    if (ops[0] == BCF_ATTRIBUTE_TYPE && ops[1] != BYVAL && ops[1] != SRET && ops[1] != ELEMENTTYPE)
        return lose(regroup, row ? row->name : number);
    if ((ops[0] == BCF_ATTRIBUTE_RANGE || ops[0] == BCF_ATTRIBUTE_RANGE_LIST) &&
        !bcf_takes(regroup->lowering->target, BCF_TAKES_RANGE_ATTRIBUTES))
        return drop_fact(regroup, row ? row->name : number);
    return keep(regroup, ops, size);
}

/* alignstack on a result, since LLVM 21: the verifiers before refuse it, and it changes how the result is handed over. */
static bool is_aligned_result(const struct bcf_entry_record *group, const uint64_t *ops) {
    enum { ALIGNSTACK = 25, RESULT = 0 };
    return group->ops[1] == RESULT && ops[0] == BCF_ATTRIBUTE_INTEGER && ops[1] == ALIGNSTACK;
}

static bool write_for_llvm(struct regroup *regroup, const uint64_t *ops, size_t size) {
    const struct bcf_attribute_row *row = bcf_attribute_row(ops[0], ops[1]);
    char what[96];
    if (!row) {
        snprintf(what, sizeof what, "the attribute of kind %llu in the form %llu", (unsigned long long)ops[1],
                 (unsigned long long)ops[0]);
        return refuse(regroup, what);
    }
    if (is_aligned_result(regroup->group, ops) && !bcf_takes(regroup->lowering->target, BCF_TAKES_ALIGNED_RESULTS))
        return refuse(regroup, "the attribute alignstack on a result");
    if (row->llvm <= regroup->lowering->target->llvm_major)
        return keep(regroup, ops, size);
    for (size_t i = 0; i < sizeof rewritten / sizeof rewritten[0]; i++)
        if (row->fate == BCF_REWRITTEN_ATTRIBUTE && rewritten[i].id == row->id)
            return rewritten[i].write(regroup, ops);
    if (row->fate == BCF_DROPPED_ATTRIBUTE)
        return drop_fact(regroup, row->name);
    if (row->fate == BCF_LOST_ATTRIBUTE)
        return lose(regroup, row->name);
    snprintf(what, sizeof what, "the attribute %s", row->name);
    return refuse(regroup, what);
}

/* Whether the operands at *ops are this text and a zero; steps behind it. */
static bool is_text(const uint64_t **ops, const char *text) {
    for (size_t i = 0; i <= strlen(text); i++)
        if ((*ops)[i] != (unsigned char)text[i])
            return false;
    *ops += strlen(text) + 1;
    return true;
}

static bool is_text_attribute(const uint64_t *ops, const struct bcf_text_attribute_row *row) {
    const uint64_t *at = ops + 1;
    if (!is_text(&at, row->key))
        return false;
    if (strcmp(row->value, "*") == 0)
        return true;
    return ops[0] == BCF_ATTRIBUTE_STRING ? !row->value[0] : is_text(&at, row->value);
}

static bool write_text(struct regroup *regroup, const uint64_t *ops, size_t size) {
    const struct bcf_text_attribute_row *row;
    for (size_t i = 0; (row = bcf_text_attribute_at(i)) != NULL; i++) {
        char how[96];
        if (row->llvm <= regroup->lowering->target->llvm_major || !is_text_attribute(ops, row))
            continue;
        if (row->fate == BCF_LOST_ATTRIBUTE)
            return lose(regroup, row->key);
        if (row->fate == BCF_DROPPED_ATTRIBUTE)
            return drop_fact(regroup, row->key);
        snprintf(how, sizeof how, "\"%s\"=\"%s\"", row->key, row->older);
        return keep_text(regroup, row->key, row->older) && tell_rewritten(regroup, row->key, how);
    }
    return keep(regroup, ops, size);
}

static bool write_group(struct regroup *regroup) {
    const struct bcf_entry_record *group = regroup->group;
    regroup->kept.count = 0;
    if (!keep(regroup, group->ops, 2))
        return false;
    for (size_t at = 2; at < group->count;) {
        const uint64_t *ops = group->ops + at;
        size_t size = bcf_attribute_size(group->ops, group->count, at);
        bool good;
        if (!size)
            return bcf_fail(regroup->lowering->context, BCFIX_INTERNAL, "an attribute of unknown form");
        if (bcf_lowers_for(regroup->lowering, BCF_FAMILY_GRAALVM))
            good = write_for_graalvm(regroup, ops, size);
        else if (ops[0] == BCF_ATTRIBUTE_STRING || ops[0] == BCF_ATTRIBUTE_STRING_VALUE)
            good = write_text(regroup, ops, size);
        else
            good = write_for_llvm(regroup, ops, size);
        if (!good)
            return false;
        at += size;
    }
    return true;
}

/* What was written stands for the group; its operands are in the module's memory when they are more than before. */
static bool take_over(struct regroup *regroup, struct bcf_entry_record *group) {
    size_t count = regroup->kept.count;
    if (count > group->count) {
        group->ops = bcf_arena_take(&regroup->lowering->module->arena, count * sizeof *group->ops);
        if (!group->ops)
            return false;
    }
    memcpy(group->ops, regroup->kept.data, count * sizeof *group->ops);
    group->count = (uint32_t)count;
    return true;
}

bool bcf_plan_attributes(struct bcf_lowering *lowering) {
    struct bcf_records *groups = &lowering->module->attribute_groups;
    struct regroup regroup = {.lowering = lowering};
    bool good = true;
    for (size_t i = 0; good && i < groups->list.count; i++) {
        regroup.group = &groups->list.data[i];
        good = write_group(&regroup) && take_over(&regroup, &groups->list.data[i]);
    }
    bcf_free_array(lowering->context, &regroup.kept);
    return good && bcf_drop_empty_groups(lowering->module); /* readers want groups to have something in them */
}

bool bcf_group_has(const struct bcf_entry_record *group, uint64_t kind) {
    size_t size;
    for (size_t at = 2; at < group->count && (size = bcf_attribute_size(group->ops, group->count, at)) != 0; at += size)
        if (group->ops[at] != BCF_ATTRIBUTE_STRING && group->ops[at] != BCF_ATTRIBUTE_STRING_VALUE && group->ops[at + 1] == kind)
            return true;
    return false;
}

/* The first group of this id at `at` or behind, or the number of groups. */
static size_t group_from(const struct bcf_module *module, size_t at, uint64_t id) {
    const struct bcf_entry_record *groups = module->attribute_groups.list.data;
    size_t low = at, high = module->attribute_groups.list.count, count = high;
    if (!module->groups_in_order) {
        (void)bcf_count_record(module->context, (count - at) / BCF_BYTES_OF_A_STEP);
        while (low < count && groups[low].ops[0] != id)
            low++;
        return low;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (groups[middle].ops[0] < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && groups[low].ops[0] == id ? low : count;
}

size_t bcf_group_next(const struct bcf_module *module, size_t at, uint64_t list, uint32_t *entry) {
    const struct bcf_entry_record *ids = &module->attribute_lists.list.data[list - 1];
    for (; *entry < ids->count; *entry += 1, at = 0) {
        at = group_from(module, at, ids->ops[*entry]);
        if (at < module->attribute_groups.list.count)
            return at;
    }
    return SIZE_MAX;
}

bool bcf_list_has(const struct bcf_module *module, uint64_t list, uint64_t kind) {
    uint32_t entry = 0;
    if (!list || list > module->attribute_lists.list.count)
        return false;
    for (size_t g = bcf_group_next(module, 0, list, &entry); g != SIZE_MAX; g = bcf_group_next(module, g + 1, list, &entry))
        if (bcf_group_has(&module->attribute_groups.list.data[g], kind))
            return true;
    return false;
}
