/* The data layout of an older LLVM.
 *
 * The code generators of LLVM (llc, and what links with LTO) set their own data layout, whatever the module says. Where a
 * module's differs only by what older releases lack, it is written as theirs, if that changes nothing: since LLVM 18 an
 * integer of 128 bits is aligned to 16 bytes on x86-64 and before to 8, so that structs with such fields have other
 * offsets. Loads, stores and stack slots have their alignment written out, so only the layout of structs in memory, and
 * globals without an alignment, depend on it. In a module with such a use the data layout stays as it is: readers and
 * optimizers take it and do what was meant, and a finding says that a code generator may not.
 * The others: "Fn32" says that addresses of functions are multiples of 4, which is only a fact; "p270" and so on are
 * pointers of 32 bits in address spaces of their own, which nothing but such pointers depends on.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/layout.h"
#include "lower/plan.h"
#include "module/attribute.h"
#include "target/platform.h"

#include <string.h>

/* The layout of the type counts. */
static void look_at(struct bcf_lowering *lowering, uint64_t type) {
    if (!lowering->layout_matters && bcf_extent_of(lowering, (uint32_t)type).differs)
        lowering->layout_matters = true;
}

/* The alignment counts too: it is the type's own. */
static void look_at_placed(struct bcf_lowering *lowering, uint64_t type) {
    if (bcf_extent_of(lowering, (uint32_t)type).wide)
        lowering->layout_matters = true;
}

/* The constants that step through a type, and the types that attributes name. */
static bool look_at_constants(struct bcf_lowering *lowering, const struct bcf_constants *constants) {
    struct bcf_unpacked record = {0};
    bool good = true;
    for (size_t i = 0; good && i < constants->types.count; i++) {
        if (!bcf_constant_is_step(bcf_pack_code(&constants->pack, i)))
            continue;
        good = bcf_pack_get(lowering->context, &constants->pack, i, &record);
        if (good)
            look_at(lowering, record.ops.data[0]);
    }
    bcf_free_array(lowering->context, &record.ops);
    return good;
}

static void look_at_attributes(struct bcf_lowering *lowering) {
    const struct bcf_records *groups = &lowering->module->attribute_groups;
    for (size_t i = 0; i < groups->list.count; i++) {
        const struct bcf_entry_record *group = &groups->list.data[i];
        for (size_t at = 2, size; at < group->count; at += size) {
            size = bcf_attribute_size(group->ops, group->count, at);
            if (!size)
                return;
            if (group->ops[at] == BCF_ATTRIBUTE_TYPE)
                look_at_placed(lowering, group->ops[at + 2]);
        }
    }
}

static bool look_at_tables(struct bcf_lowering *lowering) {
    const struct bcf_module *module = lowering->module;
    for (size_t i = 0; i < module->globals.count; i++) {
        const struct bcf_global *global = &module->globals.data[i];
        if (global->record.code != BCF_MODULE_GLOBALVAR)
            continue;
        look_at(lowering, global->record.ops[BCF_GLOBAL_TYPE]);
        if (bcf_global_operand(global, BCF_VAR_ALIGN) == 0)
            look_at_placed(lowering, global->record.ops[BCF_GLOBAL_TYPE]);
    }
    look_at_attributes(lowering);
    return look_at_constants(lowering, &module->constants);
}

/* Pointers of the address spaces 270 to 272 have another width without what the data layout says of them. */
static bool has_special_pointers(const struct bcf_module *module) {
    for (size_t i = 0; i < module->types.count; i++)
        if (module->types.data[i].code == BCF_TYPE_OPAQUE_POINTER && module->types.data[i].ops[0] >= 270 &&
            module->types.data[i].ops[0] <= 272)
            return true;
    return false;
}

static bool says(const char *layout, const char *what) {
    return strstr(layout, what) != NULL;
}

bool bcf_plan_data_layout(struct bcf_lowering *lowering) {
    struct bcf_module *module = lowering->module;
    struct bcf_string layout = bcf_header_text(module, BCF_MODULE_DATALAYOUT);
    unsigned since = 0;
    const struct bcfix_platform *platform = bcf_platform_of_layout(layout, &since);
    if (!platform || since <= lowering->target->llvm_major)
        return true;
    lowering->older_layout = bcf_platform_layout(platform, lowering->target->llvm_major);
    if (says(layout.data, "-p270:") && !says(lowering->older_layout, "-p270:"))
        lowering->layout_matters = has_special_pointers(module);
    if (!says(layout.data, "-i128:128") || says(lowering->older_layout, "-i128:128"))
        return true;
    lowering->layout_differs = true;
    return look_at_tables(lowering);
}

/* Which operand of an instruction is the type of something in memory. */
static const struct {
    unsigned code, operand;
} memory_types[] = {
    {BCF_FUNC_ALLOCA, 0}, {BCF_FUNC_LOAD, 1}, {BCF_FUNC_LOADATOMIC, 1}, {BCF_FUNC_GEP, 1}, {BCF_FUNC_VAARG, 2},
};

bool bcf_look_at_data_layout(struct bcf_lowering *lowering, const struct bcf_function *function) {
    if (!lowering->layout_differs || lowering->layout_matters || lowering->module->frozen)
        return true;
    for (size_t i = 0; i < function->insns.count; i++) {
        const struct bcf_insn *insn = &function->insns.data[i];
        for (size_t m = 0; m < sizeof memory_types / sizeof memory_types[0]; m++)
            if (memory_types[m].code == insn->code)
                look_at(lowering, function->ops.data[insn->first + memory_types[m].operand]);
        if (insn->code == BCF_FUNC_STORE)
            look_at(lowering, bcf_value_type(lowering->module, function, (uint32_t)function->ops.data[insn->first + 1]));
        if (lowering->layout_matters)
            return true;
    }
    return look_at_constants(lowering, &function->constants);
}

bool bcf_finish_data_layout(struct bcf_lowering *lowering) {
    struct bcf_string layout = bcf_header_text(lowering->module, BCF_MODULE_DATALAYOUT);
    const char *older = lowering->older_layout;
    if (!older)
        return true;
    if (lowering->layout_matters)
        return bcf_note(lowering, BCFIX_BCF019_OTHER_PLATFORM, NULL,
                        "the data layout was kept, since types of the module depend on it; a code generator of LLVM %u lays "
                        "them out as \"%s\" says", lowering->target->llvm_major, older);
    return bcf_header_set_text(lowering->module, BCF_MODULE_DATALAYOUT, bcf_string_of(older)) &&
           bcf_note(lowering, BCFIX_BCF016_OLDER_FORM, NULL, "the data layout \"%.*s\" was written as that of LLVM %u",
                    (int)layout.size, layout.data, lowering->target->llvm_major);
}
