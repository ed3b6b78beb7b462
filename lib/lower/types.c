/* Types that the target does not have: target extension types before LLVM 16. One that nothing uses becomes an opaque
 * type, which keeps the numbers of the others; one that is used has no older form.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/plan.h"

static bool is_gone(const struct bcf_lowering *lowering, uint64_t type) {
    return type < lowering->gone_types.count && lowering->gone_types.data[type];
}

static bool refuse(struct bcf_lowering *lowering, uint64_t type) {
    struct bcf_string name = bcf_type(lowering->module, (uint32_t)type)->name;
    int size = (int)(name.size < 200 ? name.size : 200);
    const char *data = name.data ? name.data : "";
    bcf_note(lowering, BCFIX_BCF065_UNSUPPORTED_TYPE, NULL, "the type target(\"%.*s\") has no form for %s", size, data,
             lowering->target->name);
    return bcf_fail(lowering->context, BCFIX_REFUSED, "block TYPE, record TARGET_TYPE: target(\"%.*s\") has no form for %s",
                    size, data, lowering->target->name);
}

/* Refuses the module when the operands of a record name such a type. */
static bool check_record(struct bcf_lowering *lowering, unsigned block, uint32_t code, const uint64_t *ops, size_t count) {
    const struct bcf_layout *layout = bcf_schema_find(lowering->module->schema, block, code, ops, count, NULL);
    for (size_t i = 0; layout && i < count; i++) {
        const struct bcf_field *field = bcf_layout_field(layout, i);
        if (field && field->kind == BCF_K_TYPE && is_gone(lowering, ops[i]))
            return refuse(lowering, ops[i]);
    }
    return true;
}

static bool check_tables(struct bcf_lowering *lowering) {
    const struct bcf_module *module = lowering->module;
    for (size_t i = 0; i < module->types.count; i++)
        if (!check_record(lowering, BCF_BLOCK_TYPE, module->types.data[i].code, module->types.data[i].ops,
                          module->types.data[i].count))
            return false;
    for (size_t i = 0; i < module->globals.count; i++)
        if (is_gone(lowering, module->globals.data[i].record.ops[BCF_GLOBAL_TYPE]))
            return refuse(lowering, module->globals.data[i].record.ops[BCF_GLOBAL_TYPE]);
    for (size_t i = 0; i < module->constants.types.count; i++)
        if (is_gone(lowering, module->constants.types.data[i]))
            return refuse(lowering, module->constants.types.data[i]);
    return true;
}

bool bcf_plan_types(struct bcf_lowering *lowering) {
    struct bcf_module *module = lowering->module;
    static const uint64_t not_packed[1];
    bool any = false;
    if (bcf_takes(lowering->target, BCF_TAKES_TARGET_TYPES))
        return true;
    for (size_t i = 0; i < module->types.count; i++)
        any |= module->types.data[i].code == BCF_TYPE_TARGET;
    if (!any)
        return true;
    for (size_t i = 0; i < module->types.count; i++)
        if (!bcf_push(lowering->context, &lowering->gone_types, module->types.data[i].code == BCF_TYPE_TARGET))
            return false;
    if (!check_tables(lowering))
        return false;
    for (size_t i = 0; i < module->types.count; i++) {
        struct bcf_type *type = &module->types.data[i];
        if (!is_gone(lowering, i))
            continue;
        type->code = BCF_TYPE_OPAQUE;
        type->ops = not_packed;
        type->count = 1;
        if (!bcf_note(lowering, BCFIX_BCF016_OLDER_FORM, NULL, "the type target(\"%.*s\"), which nothing uses, became opaque",
                      (int)(type->name.size < 200 ? type->name.size : 200), type->name.data ? type->name.data : ""))
            return false;
    }
    return true;
}

bool bcf_check_types(struct bcf_lowering *lowering, const struct bcf_function *function) {
    if (!lowering->gone_types.count)
        return true;
    for (size_t i = 0; i < function->constants.types.count; i++)
        if (is_gone(lowering, function->constants.types.data[i]))
            return refuse(lowering, function->constants.types.data[i]);
    for (size_t i = 0; i < function->insns.count; i++) {
        const struct bcf_insn *insn = &function->insns.data[i];
        if (is_gone(lowering, insn->type))
            return refuse(lowering, insn->type);
        for (uint32_t o = 0; o < insn->count; o++)
            if (function->kinds.data[insn->first + o] == BCF_K_TYPE && is_gone(lowering, function->ops.data[insn->first + o]))
                return refuse(lowering, function->ops.data[insn->first + o]);
    }
    return true;
}
