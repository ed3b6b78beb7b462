/* Intrinsics that the target knows under an older name.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/plan.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name, *old;
    unsigned llvm, line;
} rows[] = {
#define RENAMED(name, old, llvm, line) {name, old, llvm, line},
#include "target/intrinsic_names.def"
#undef RENAMED
};

/* Whether the row is for this name, alone or with suffixes, on a target that does not know it. */
static bool is_for(const struct bcf_lowering *lowering, size_t row, struct bcf_string name) {
    const struct bcfix_target *target = lowering->target;
    size_t size = strlen(rows[row].name);
    if (target->line ? target->line >= rows[row].line : target->llvm_major >= rows[row].llvm)
        return false;
    return bcf_string_begins(name, rows[row].name) && (name.size == size || name.data[size] == '.');
}

const char *bcf_known_name(const struct bcf_lowering *lowering, const char *name) {
    for (size_t row = 0; row < sizeof rows / sizeof rows[0]; row++)
        if (strcmp(rows[row].name, name) == 0 && is_for(lowering, row, bcf_string_of(name)))
            return rows[row].old;
    return name;
}

/* A module that has the old name too, which no LLVM writes: calls go there, and this declaration is left over. */
static bool call_other(struct bcf_lowering *lowering, uint32_t global, uint32_t other) {
    const struct bcf_entry_record *records[2] = {&lowering->module->globals.data[global].record,
                                                 &lowering->module->globals.data[other].record};
    if (records[1]->code != BCF_MODULE_FUNCTION || records[0]->ops[BCF_GLOBAL_TYPE] != records[1]->ops[BCF_GLOBAL_TYPE])
        return bcf_fail(lowering->context, BCFIX_MALFORMED, "block MODULE, bit %llu: an intrinsic of another type than LLVM's",
                        (unsigned long long)records[1]->bit);
    lowering->plans.data[global].instead = other + 1;
    return true;
}

static bool name_anew(struct bcf_lowering *lowering, uint32_t global, size_t row) {
    struct bcf_string name = bcf_global_name(lowering->module, global);
    size_t known = strlen(rows[row].name), size = name.size + strlen(rows[row].old) + 1;
    char *old = bcf_arena_take(&lowering->arena, size);
    uint32_t other;
    if (!old)
        return false;
    snprintf(old, size, "%s%.*s", rows[row].old, (int)(name.size - known), name.data + known);
    if (!bcf_note(lowering, BCFIX_BCF050_INTRINSIC_NAME, NULL, "%.*s was named %s", (int)name.size, name.data, old))
        return false;
    other = bcf_global_find(lowering->module, old);
    if (other != BCF_NONE)
        return call_other(lowering, global, other);
    return !bcf_failed(lowering->context) && bcf_global_rename(lowering->module, global, bcf_string_of(old));
}

bool bcf_plan_intrinsic_names(struct bcf_lowering *lowering) {
    size_t count = lowering->plans.count;
    for (uint32_t i = 0; i < count; i++) {
        if (lowering->module->globals.data[i].record.code != BCF_MODULE_FUNCTION)
            continue;
        for (size_t row = 0; row < sizeof rows / sizeof rows[0]; row++)
            if (is_for(lowering, row, bcf_global_name(lowering->module, i))) {
                if (!name_anew(lowering, i, row))
                    return false;
                break;
            }
    }
    return true;
}
