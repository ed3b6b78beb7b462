/* Linkage, visibility and names of globals.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/plan.h"

#include <stdio.h>
#include <string.h>

static struct bcf_string name_of(const struct bcf_lowering *lowering, uint32_t global) {
    return bcf_global_name(lowering->module, global);
}

static const char *const weak[] = {
#define WEAK(name) name,
#include "target/weak.def"
#undef WEAK
};

/* Sulong's AllocExternalSymbolNode gives the address 0 to a weak symbol that no bitcode defines, whatever the libraries of
 * the process have. */
static bool fix_weak(struct bcf_lowering *lowering, uint32_t index, unsigned linkage) {
    struct bcf_global *global = &lowering->module->globals.data[index];
    struct bcf_string name = name_of(lowering, index);
    for (size_t i = 0; global->record.code == BCF_MODULE_FUNCTION && i < sizeof weak / sizeof weak[0]; i++)
        if (bcf_string_is(name, weak[i])) {
            global->record.ops[linkage] = BCF_LINKAGE_EXTERNAL;
            return bcf_note(lowering, BCFIX_BCF027_LINKAGE, NULL, "%.*s is extern_weak and became external", (int)name.size,
                            name.data);
        }
    if (bcf_symbol_is_defined_here(name))
        return true;
    return bcf_note(lowering, BCFIX_BCF051_WEAK_SYMBOL, NULL,
                    "%.*s is extern_weak: its address is 0 unless other bitcode defines it", (int)name.size, name.data);
}

/* Sulong's Linkage.java takes available_externally for external whatever its body: the call then finds nothing. */
static bool fix_function(struct bcf_lowering *lowering, uint32_t index) {
    struct bcf_global *global = &lowering->module->globals.data[index];
    struct bcf_string name = name_of(lowering, index);
    if (global->record.ops[BCF_FN_LINKAGE] == BCF_LINKAGE_EXTERN_WEAK)
        return fix_weak(lowering, index, BCF_FN_LINKAGE);
    if (global->record.ops[BCF_FN_LINKAGE] != BCF_LINKAGE_AVAILABLE_EXTERNALLY)
        return true;
    global->record.ops[BCF_FN_LINKAGE] = BCF_LINKAGE_INTERNAL;
    return bcf_note(lowering, BCFIX_BCF027_LINKAGE, NULL, "%.*s is available_externally and became internal",
                    (int)name.size, name.data);
}

/* Sulong's GlobalValueSymbol.isExternal takes a hidden variable without an initializer for one that is zero. */
static bool fix_variable(struct bcf_lowering *lowering, uint32_t index) {
    struct bcf_global *global = &lowering->module->globals.data[index];
    struct bcf_string name = name_of(lowering, index);
    enum { HIDDEN = 1 };
    if (global->record.ops[BCF_VAR_LINKAGE] == BCF_LINKAGE_EXTERN_WEAK && !fix_weak(lowering, index, BCF_VAR_LINKAGE))
        return false;
    if (global->record.ops[BCF_VAR_LINKAGE] == BCF_LINKAGE_AVAILABLE_EXTERNALLY)
        global->record.ops[BCF_VAR_LINKAGE] = BCF_LINKAGE_INTERNAL;
    else if (bcf_global_operand(global, BCF_VAR_INIT) == 0 && bcf_global_operand(global, BCF_VAR_VISIBILITY) == HIDDEN)
        global->record.ops[BCF_VAR_VISIBILITY] = 0;
    else
        return true;
    return bcf_note(lowering, BCFIX_BCF027_LINKAGE, NULL, "the linkage or visibility of %.*s was changed", (int)name.size,
                    name.data);
}

static bool is_ascii(struct bcf_string name) {
    for (size_t i = 0; i < name.size; i++)
        if ((unsigned char)name.data[i] > 0x7e)
            return false;
    return true;
}

/* Sulong's StringTable.java counts characters where the file counts bytes: one name that is not ASCII shifts all after
 * it. Such a name is written with its bytes as hexadecimal digits; the same name gives the same one in every module. */
static bool fix_name(struct bcf_lowering *lowering, uint32_t index) {
    struct bcf_string name = name_of(lowering, index), fresh;
    size_t size = name.size * 4 + 1, used = 0;
    char *text;
    if (is_ascii(name))
        return true;
    text = bcf_arena_take(&lowering->arena, size);
    if (!text)
        return false;
    for (size_t i = 0; i < name.size; i++) {
        unsigned char c = (unsigned char)name.data[i];
        used += (size_t)snprintf(text + used, size - used, c > 0x7e ? "$u%02x" : "%c", c);
    }
    fresh.data = text;
    fresh.size = used;
    return bcf_global_rename(lowering->module, index, fresh) &&
           bcf_note(lowering, BCFIX_BCF027_LINKAGE, NULL, "a symbol that is not ASCII was named %s", text);
}

bool bcf_refuse_global(struct bcf_lowering *lowering, uint32_t index, const char *record, const char *what) {
    struct bcf_string name = name_of(lowering, index);
    int size = (int)(name.size < 200 ? name.size : 200);
    bcf_note(lowering, BCFIX_BCF063_UNSUPPORTED_GLOBAL, NULL, "the %s %.*s has no form for %s", what, size, name.data,
             lowering->target->name);
    return bcf_fail(lowering->context, BCFIX_REFUSED, "block MODULE, record %s, bit %llu: %.*s has no form for %s", record,
                    (unsigned long long)lowering->module->globals.data[index].record.bit, size, name.data,
                    lowering->target->name);
}

/* Sulong's LLVMParser.java takes an alias of a global, through casts and steps; a calculation is an "Unknown alias type". */
static bool check_alias(struct bcf_lowering *lowering, uint32_t index) {
    const struct bcf_pack *constants = &lowering->module->constants.pack;
    uint64_t value = bcf_global_operand(&lowering->module->globals.data[index], BCF_ALIAS_VALUE);
    struct bcf_unpacked constant = {0};
    bool good = true;
    /* A cast of a cast ends at last: no constant is made of itself, and LLVM writes few. */
    for (unsigned depth = 0; good && (value & BCF_CONSTANT); depth++) {
        enum { OPERAND = 2, DEEPEST = 1000 };
        uint32_t code = bcf_pack_code(constants, value & ~(uint64_t)BCF_CONSTANT);
        if (bcf_constant_is_step(code))
            break;
        if (code != BCF_CST_CE_CAST || depth == DEEPEST)
            good = bcf_refuse_global(lowering, index, "ALIAS", "alias");
        else if (bcf_pack_get(lowering->context, constants, value & ~(uint64_t)BCF_CONSTANT, &constant))
            value = constant.ops.data[OPERAND];
        else
            good = false;
    }
    bcf_free_array(lowering->context, &constant.ops);
    return good;
}

bool bcf_plan_globals(struct bcf_lowering *lowering) {
    for (uint32_t i = 0; i < lowering->module->globals.count; i++) {
        uint32_t code = lowering->module->globals.data[i].record.code;
        if ((code == BCF_MODULE_ALIAS && !check_alias(lowering, i)) ||
            (code == BCF_MODULE_FUNCTION && !fix_function(lowering, i)) ||
            (code == BCF_MODULE_GLOBALVAR && !fix_variable(lowering, i)) || !fix_name(lowering, i))
            return false;
    }
    return bcf_plan_module_assembly(lowering);
}
