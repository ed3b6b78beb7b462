/* What becomes of the intrinsics that a module declares.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/intrinsics.h"

#include "lower/carriers.h"
#include "lower/plan.h"
#include "lower/signatures.h"
#include "lower/soft_floats.h"
#include "target/since.h"

#include <stdlib.h>
#include <string.h>

static const struct bcf_intrinsic_row rows[] = {
#define ROW_HINT(function) BCF_HINT, NULL, NULL, NULL, NULL
#define ROW_TRAPS(function) BCF_TRAPS, NULL, NULL, NULL, NULL
#define ROW_DEFINE(function) BCF_DEFINE, function, NULL, NULL, NULL
#define ROW_EXPAND(function) BCF_EXPAND, NULL, function, NULL, NULL
#define ROW_VALUE(function) BCF_VALUE, NULL, NULL, function, NULL
#define ROW_EITHER(function) BCF_DEFINE, bcf_define_##function, NULL, NULL, bcf_in_place_##function
#define INTRINSIC(name, has, how, function) {name, has, ROW_##how(function)},
#include "target/intrinsics.def"
#undef INTRINSIC
};

enum { ROW_COUNT = sizeof rows / sizeof rows[0] };

const struct bcf_intrinsic_row *bcf_intrinsic_find(struct bcf_string name, struct bcf_string *suffix) {
    const struct bcf_intrinsic_row *best = NULL;
    size_t best_size = 0;
    for (size_t i = 0; i < ROW_COUNT; i++) {
        size_t size = strlen(rows[i].name);
        if (size < best_size || !bcf_string_begins(name, rows[i].name) || (name.size > size && name.data[size] != '.'))
            continue;
        best = &rows[i];
        best_size = size;
    }
    if (best && name.size > best_size) {
        suffix->data = name.data + best_size + 1;
        suffix->size = name.size - best_size - 1;
    } else {
        suffix->data = "";
        suffix->size = 0;
    }
    return best;
}

/* Whether "vNi32" stands for the suffix: a vector of any length. */
static bool any_length(const char *word, size_t size, struct bcf_string suffix) {
    size_t digits = 0;
    while (1 + digits < suffix.size && suffix.data[1 + digits] >= '0' && suffix.data[1 + digits] <= '9')
        digits++;
    return size > 2 && word[0] == 'v' && word[1] == 'N' && suffix.size > 1 && suffix.data[0] == 'v' && digits &&
           suffix.size - 1 - digits == size - 2 && memcmp(word + 2, suffix.data + 1 + digits, size - 2) == 0;
}

/* Whether a word of HAS ("i32", "*", "vNi8", "p0@250") is for this suffix and line. */
static bool word_is_for(const char *word, size_t size, struct bcf_string suffix, unsigned line) {
    const char *at = memchr(word, '@', size);
    if (at && (unsigned)strtoul(at + 1, NULL, 10) > line)
        return false;
    if (at)
        size = (size_t)(at - word);
    return (size == 1 && word[0] == '*') || any_length(word, size, suffix) ||
           (size == suffix.size && memcmp(word, suffix.data, size) == 0);
}

bool bcf_intrinsic_has(const struct bcfix_target *target, const struct bcf_intrinsic_row *row, struct bcf_string suffix) {
    const char *word = row->has;
    while (*word) {
        size_t size = strcspn(word, " ");
        if (word_is_for(word, size, suffix, target->line))
            return true;
        word += size + strspn(word + size, " ");
    }
    return false;
}

static bool define(struct bcf_builder *builder, const void *what) {
    const struct bcf_intrinsic *intrinsic = what;
    struct bcf_string suffix;
    const struct bcf_intrinsic_row *row = bcf_intrinsic_find(intrinsic->name, &suffix);
    return row->define(builder, intrinsic);
}

struct bcf_intrinsic bcf_intrinsic_of(struct bcf_lowering *lowering, uint32_t global) {
    struct bcf_intrinsic intrinsic = {.lowering = lowering, .global = global};
    const struct bcf_type *type;
    intrinsic.name = bcf_global_name(lowering->module, global);
    bcf_intrinsic_find(intrinsic.name, &intrinsic.suffix);
    intrinsic.type = (uint32_t)lowering->module->globals.data[global].record.ops[BCF_GLOBAL_TYPE];
    type = bcf_type(lowering->module, intrinsic.type);
    intrinsic.result = (uint32_t)type->ops[1];
    intrinsic.parameter = type->count > 2 ? (uint32_t)type->ops[2] : BCF_NONE;
    return intrinsic;
}

/* What the row says for an intrinsic that the target lacks. */
static bool plan_by_row(struct bcf_lowering *lowering, uint32_t global, struct bcf_intrinsic *intrinsic) {
    struct bcf_global_plan *plan = &lowering->plans.data[global];
    const struct bcf_intrinsic_row *row = plan->row;
    plan->call = BCF_CALL_TRAPS;
    if (!row)
        return true;
    if (row->how == BCF_HINT)
        plan->call = BCF_CALL_DROPPED;
    if (row->how == BCF_EXPAND)
        plan->call = BCF_CALL_EXPANDED;
    if (row->how == BCF_VALUE)
        plan->call = BCF_CALL_VALUE;
    if (row->how != BCF_DEFINE)
        return true;
    if (bcf_define(lowering, global, define, intrinsic)) {
        /* To write it out is faster where it is interpreted; an LLVM inlines the call. */
        bool writes = row->in_place && bcf_lowers_for(lowering, BCF_FAMILY_GRAALVM);
        lowering->plans.data[global].call = writes ? BCF_CALL_EITHER : BCF_CALL_KEPT;
        return bcf_note(lowering, BCFIX_BCF020_INTRINSIC, NULL, "%.*s was defined in the module",
                        (int)intrinsic->name.size, intrinsic->name.data);
    }
    return !bcf_failed(lowering->context);
}

/* The declaration gets the older type, and loses its attributes: readers give intrinsics theirs. */
static bool plan_older(struct bcf_lowering *lowering, uint32_t global, const struct bcf_signature *signature) {
    struct bcf_entry_record *record = &lowering->module->globals.data[global].record;
    uint32_t type = (uint32_t)record->ops[BCF_GLOBAL_TYPE], older = bcf_signature_type(lowering->module, signature, type);
    if (older == BCF_NONE || older == type)
        return older != BCF_NONE;
    record->ops[BCF_GLOBAL_TYPE] = older;
    record->ops[BCF_FN_ATTRIBUTES] = 0;
    lowering->plans.data[global].call = BCF_CALL_OLDER;
    lowering->plans.data[global].signature = signature;
    return true;
}

static const struct {
    const char *name;
    unsigned llvm;
    const char *architecture;
} wrong[] = {
#define WRONG(name, llvm, architecture) {name, llvm, architecture},
#include "target/intrinsics_wrong.def"
#undef WRONG
};

static bool is_wrong(const struct bcf_lowering *lowering, const struct bcf_intrinsic_row *row) {
    for (size_t i = 0; row && i < sizeof wrong / sizeof wrong[0]; i++)
        if (strcmp(wrong[i].name, row->name) == 0 && lowering->target->llvm_major < wrong[i].llvm)
            return bcf_string_begins(bcf_header_text(lowering->module, BCF_MODULE_TRIPLE), wrong[i].architecture);
    return false;
}

/* For LLVM: kept when the release has it; else in its older form, or by what the row says. */
static bool plan_for_llvm(struct bcf_lowering *lowering, uint32_t global, struct bcf_intrinsic *intrinsic) {
    unsigned since = bcf_intrinsic_since(intrinsic->name.data, intrinsic->name.size);
    const struct bcf_signature *signature = bcf_signature_find(lowering->target, intrinsic->name);
    if (!since)
        lowering->plans.data[global].call = BCF_CALL_UNKNOWN;
    if (!since || (since <= lowering->target->llvm_major && !is_wrong(lowering, lowering->plans.data[global].row)))
        return true;
    return signature ? plan_older(lowering, global, signature) : plan_by_row(lowering, global, intrinsic);
}

static bool takes_carried(const struct bcf_module *module, uint32_t function_type) {
    const struct bcf_type *type = bcf_type(module, function_type);
    for (uint32_t i = 1; i < type->count; i++)
        if (bcf_holds_carried(module, (uint32_t)type->ops[i]) || bcf_holds_soft(module, (uint32_t)type->ops[i]))
            return true;
    return false;
}

/* An intrinsic whose types are written otherwise (carriers.h) is none any more, and nothing calls it. */
static bool take_out(struct bcf_lowering *lowering, uint32_t global, const struct bcf_intrinsic *intrinsic) {
    unsigned call = lowering->plans.data[global].call;
    if (call == BCF_CALL_KEPT || call == BCF_CALL_EITHER || !takes_carried(lowering->module, intrinsic->type))
        return true;
    lowering->plans.data[global].name = intrinsic->name;
    lowering->module->globals.data[global].record.ops[BCF_FN_ATTRIBUTES] = 0; /* some hold for intrinsics only */
    return bcf_rename_intrinsic(lowering, global);
}

bool bcf_plan_intrinsic(struct bcf_lowering *lowering, uint32_t global) {
    struct bcf_intrinsic intrinsic = bcf_intrinsic_of(lowering, global);
    struct bcf_global_plan *plan = &lowering->plans.data[global];
    plan->row = bcf_intrinsic_find(intrinsic.name, &intrinsic.suffix);
    if (bcf_lowers_for(lowering, BCF_FAMILY_LLVM))
        return plan_for_llvm(lowering, global, &intrinsic);
    if (plan->row && bcf_intrinsic_has(lowering->target, plan->row, intrinsic.suffix) &&
        !bcf_holds_soft(lowering->module, intrinsic.type))
        return true;
    return plan_by_row(lowering, global, &intrinsic) && take_out(lowering, global, &intrinsic);
}
