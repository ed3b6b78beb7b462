/* Functions that run before main and after it.
 *
 * An ELF file has their addresses in sections (.init_array, .fini_array), and the C library calls each with argc, argv and
 * envp. Sulong looks at llvm.global_ctors and llvm.global_dtors only, and calls them without arguments.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/plan.h"
#include "lower/symbols.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST = 0, LAST = 65535 }; /* what a section without a number counts as */

static const struct {
    const char *section, *list;
    unsigned priority;
} sections[] = {
    {".preinit_array", "llvm.global_ctors", FIRST},
    {".init_array", "llvm.global_ctors", LAST},
    {".fini_array", "llvm.global_dtors", LAST},
};

struct entry {
    uint64_t priority, function;
};

struct found {
    struct bcf_lowering *lowering;
    struct bcf_unpacked constant;
    BCF_ARRAY(struct entry) entries;
};

/* ---- the section of a variable ---- */

static const struct bcf_entry_record *section_record(const struct bcf_module *module, uint64_t index) {
    for (size_t i = 0; index && i < module->header.list.count; i++)
        if (module->header.list.data[i].code == BCF_MODULE_SECTIONNAME && --index == 0)
            return &module->header.list.data[i];
    return NULL;
}

/* The row of `sections`, or -1; and the number behind a dot, which is the order. */
static int row_of(const struct bcf_entry_record *section, uint64_t *priority) {
    char name[64] = "";
    if (!section || section->count >= sizeof name)
        return -1;
    for (uint32_t i = 0; i < section->count; i++)
        name[i] = (char)section->ops[i];
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        size_t size = strlen(sections[i].section);
        if (strncmp(name, sections[i].section, size) != 0 || (name[size] && name[size] != '.'))
            continue;
        *priority = name[size] ? strtoul(name + size + 1, NULL, 10) : sections[i].priority;
        if (*priority > LAST)
            *priority = LAST;
        return (int)i;
    }
    return -1;
}

/* ---- what stands in it ---- */

/* The parts of a constant; none when it is no list of them. */
static bool elements_of(struct found *found, uint64_t value, bcf_u64s *elements) {
    const struct bcf_pack *pack = &found->lowering->module->constants.pack;
    if (bcf_pack_code(pack, value & ~(uint64_t)BCF_CONSTANT) != BCF_CST_AGGREGATE)
        return true;
    if (!bcf_pack_get(found->lowering->context, pack, value & ~(uint64_t)BCF_CONSTANT, &found->constant))
        return false;
    for (size_t i = 0; i < found->constant.ops.count; i++)
        if (!bcf_push(found->lowering->context, elements, found->constant.ops.data[i]))
            return false;
    return true;
}

static bool constructor_body(struct bcf_builder *builder, const void *what) {
    struct bcf_module *module = builder->module;
    uint32_t function = *(const uint32_t *)what, arguments[3], count = 0, place;
    const struct bcf_type *type = bcf_type(module, (uint32_t)module->globals.data[function].record.ops[BCF_GLOBAL_TYPE]);
    uint32_t ptr = bcf_ptr_type(module), environment;
    if (type->count > 2) {
        arguments[count++] = bcf_int(builder, (uint32_t)type->ops[2], 0);
        place = bcf_alloca(builder, ptr, 8);
        bcf_store(builder, bcf_null(builder, ptr), place, 8, false);
        environment = bcf_global_find(module, "environ");
        arguments[count++] = place;
        arguments[count++] = environment == BCF_NONE ? place : bcf_load(builder, ptr, environment, 8, false);
    }
    bcf_call(builder, function, arguments, type->count - 2);
    bcf_return(builder, BCF_NONE);
    return true;
}

/* Whether the function can be called with (argc, argv, envp), or with the first of them. */
static bool takes_arguments(const struct bcf_module *module, const struct bcf_type *type) {
    enum { RESULT = 1, PARAMETERS = 2, MOST = 3 };
    if (type->count - PARAMETERS > MOST || type->ops[0])
        return false;
    for (size_t i = PARAMETERS; i < type->count; i++)
        if (i == PARAMETERS ? bcf_type_integer_width(module, (uint32_t)type->ops[i]) != 32
                            : bcf_type(module, (uint32_t)type->ops[i])->code != BCF_TYPE_OPAQUE_POINTER)
            return false;
    return true;
}

/* The function itself when it takes nothing and gives nothing, else one that calls it. BCF_NONE without an error when that
 * cannot be. */
static uint32_t callable(struct bcf_lowering *lowering, uint32_t function) {
    struct bcf_module *module = lowering->module;
    const struct bcf_type *type;
    struct bcf_string name = bcf_global_name(module, function);
    uint32_t simple = bcf_function_type(module, bcf_void_type(module), NULL, 0), wrapper;
    char *text;
    if (module->globals.data[function].record.code != BCF_MODULE_FUNCTION)
        return BCF_NONE;
    if (module->globals.data[function].record.ops[BCF_GLOBAL_TYPE] == simple)
        return function;
    type = bcf_type(module, (uint32_t)module->globals.data[function].record.ops[BCF_GLOBAL_TYPE]);
    text = bcf_arena_take(&lowering->arena, name.size + 32);
    if (!takes_arguments(module, type) || !text)
        return BCF_NONE;
    snprintf(text, name.size + 32, "bcfix.constructor.%.*s", (int)name.size, name.data);
    wrapper = bcf_helper(lowering, text, simple, constructor_body, &function);
    return wrapper;
}

static bool add_entry(struct found *found, uint64_t priority, uint64_t value) {
    struct bcf_lowering *lowering = found->lowering;
    struct entry entry = {priority, BCF_NONE};
    struct bcf_string name = {"", 0};
    if (!(value & BCF_CONSTANT)) {
        name = bcf_global_name(lowering->module, (uint32_t)value);
        entry.function = callable(lowering, (uint32_t)value);
    } else if (bcf_pack_code(&lowering->module->constants.pack, value & ~(uint64_t)BCF_CONSTANT) == BCF_CST_NULL) {
        return true;
    }
    if (bcf_failed(lowering->context))
        return false;
    if (entry.function == BCF_NONE)
        return bcf_note(lowering, BCFIX_BCF086_CONSTRUCTOR_LOST, NULL, "%.*s in .init_array or .fini_array is not called",
                        (int)name.size, name.data);
    return bcf_push(lowering->context, &found->entries, entry) &&
           bcf_note(lowering, BCFIX_BCF085_CONSTRUCTOR, NULL, "%.*s is called through llvm.global_ctors or llvm.global_dtors",
                    (int)name.size, name.data);
}

/* The addresses in a constant: one, or an array or struct of them (one in another is not written by anybody). */
static bool add_entries(struct found *found, uint64_t priority, uint64_t value) {
    const struct bcf_pack *pack = &found->lowering->module->constants.pack;
    bcf_u64s elements = {0};
    bool good;
    if (!(value & BCF_CONSTANT) || bcf_pack_code(pack, value & ~(uint64_t)BCF_CONSTANT) != BCF_CST_AGGREGATE)
        return add_entry(found, priority, value);
    good = elements_of(found, value, &elements);
    for (size_t i = 0; good && i < elements.count; i++)
        good = add_entry(found, priority, elements.data[i]);
    bcf_free_array(found->lowering->context, &elements);
    return good;
}

/* One that was made here, unless the list has it already. */
static bool add_own(struct found *found) {
    struct bcf_module *module = found->lowering->module;
    uint32_t begin = bcf_global_find(module, BCF_PROCESS_BEGIN), list = bcf_global_find(module, "llvm.global_ctors");
    struct entry entry = {FIRST, begin};
    uint64_t value = list == BCF_NONE ? 0 : bcf_global_operand(&module->globals.data[list], BCF_VAR_INIT);
    bcf_u64s elements = {0};
    bool known = begin == BCF_NONE;
    if (value && (value - 1) & BCF_CONSTANT) {
        if (!elements_of(found, value - 1, &elements))
            return false;
        for (size_t i = 0; !known && i < elements.count; i++)
            if (elements.data[i] & BCF_CONSTANT) {
                known = bcf_pack_get(found->lowering->context, &module->constants.pack,
                                     elements.data[i] & ~(uint64_t)BCF_CONSTANT, &found->constant) &&
                        found->constant.ops.count > 1 && found->constant.ops.data[1] == begin;
            }
        bcf_free_array(found->lowering->context, &elements);
    }
    return known || bcf_push(found->lowering->context, &found->entries, entry);
}

static bool look_in(struct found *found, const char *list) {
    struct bcf_module *module = found->lowering->module;
    size_t count = module->globals.count; /* a wrapper is none of them */
    found->entries.count = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint64_t priority = 0, value = bcf_global_operand(&module->globals.data[i], BCF_VAR_INIT);
        const struct bcf_entry_record *section;
        int row;
        if (module->globals.data[i].record.code != BCF_MODULE_GLOBALVAR || !value)
            continue;
        section = section_record(module, bcf_global_operand(&module->globals.data[i], BCF_VAR_SECTION));
        row = row_of(section, &priority);
        if (row < 0 || strcmp(sections[row].list, list) != 0)
            continue;
        if (!add_entries(found, priority, value - 1))
            return false;
        /* It is an ordinary variable now, so that converting again adds nothing. */
        module->globals.data[i].record.ops[BCF_VAR_SECTION] = 0;
    }
    return true;
}

/* ---- the list ---- */

/* Sorted by priority; what has the same keeps its order. */
static void sort(struct found *found) {
    for (size_t i = 1; i < found->entries.count; i++)
        for (size_t j = i; j && found->entries.data[j - 1].priority > found->entries.data[j].priority; j--) {
            struct entry entry = found->entries.data[j];
            found->entries.data[j] = found->entries.data[j - 1];
            found->entries.data[j - 1] = entry;
        }
}

/* {i32 priority, ptr function, ptr what it belongs to}, of which there is none. */
static uint32_t element(struct bcf_module *module, struct entry entry, uint32_t type) {
    uint64_t priority = bcf_sign_rotated(entry.priority), ops[3];
    ops[0] = bcf_module_constant(module, bcf_int_type(module, 32), BCF_CST_INTEGER, &priority, 1);
    ops[1] = entry.function;
    ops[2] = bcf_module_constant(module, bcf_ptr_type(module), BCF_CST_NULL, NULL, 0);
    return ops[0] == BCF_NONE || ops[2] == BCF_NONE ? BCF_NONE : bcf_module_constant(module, type, BCF_CST_AGGREGATE, ops, 3);
}

/* Puts the entries behind those that the module's list has. */
static bool write_list(struct found *found, const char *list) {
    struct bcf_lowering *lowering = found->lowering;
    struct bcf_module *module = lowering->module;
    uint32_t old = bcf_global_find(module, list), ptr = bcf_ptr_type(module), array, value, one;
    uint32_t fields[3] = {bcf_int_type(module, 32), ptr, ptr}, type = bcf_struct_type(module, fields, 3);
    uint64_t initializer = old == BCF_NONE ? 0 : bcf_global_operand(&module->globals.data[old], BCF_VAR_INIT);
    bcf_u64s ops = {0};
    bool good = true;
    if (initializer && (initializer - 1) & BCF_CONSTANT) {
        good = elements_of(found, initializer - 1, &ops);
        if (good && ops.count)
            type = bcf_value_type(module, NULL, (uint32_t)ops.data[0]);
    }
    for (size_t i = 0; good && i < found->entries.count; i++) {
        one = element(module, found->entries.data[i], type);
        good = one != BCF_NONE && bcf_push(lowering->context, &ops, one);
    }
    array = bcf_array_type(module, ops.count, type);
    value = good ? bcf_module_constant(module, array, BCF_CST_AGGREGATE, ops.data, ops.count) : BCF_NONE;
    bcf_free_array(lowering->context, &ops);
    if (value == BCF_NONE)
        return false;
    if (old == BCF_NONE)
        old = bcf_global_add_variable(module, bcf_string_of(list), array, BCF_LINKAGE_APPENDING);
    if (old == BCF_NONE)
        return false;
    module->globals.data[old].record.ops[BCF_GLOBAL_TYPE] = array;
    module->globals.data[old].record.ops[BCF_VAR_INIT] = (uint64_t)value + 1;
    module->globals.data[old].record.ops[BCF_VAR_LINKAGE] = BCF_LINKAGE_APPENDING;
    return true;
}

bool bcf_plan_constructors(struct bcf_lowering *lowering) {
    static const char *const lists[] = {"llvm.global_ctors", "llvm.global_dtors"};
    struct found found = {.lowering = lowering};
    bool good = true;
    for (size_t i = 0; good && i < sizeof lists / sizeof lists[0]; i++) {
        good = look_in(&found, lists[i]) && (i || add_own(&found));
        sort(&found);
        if (good && found.entries.count)
            good = write_list(&found, lists[i]);
    }
    bcf_free_array(lowering->context, &found.entries);
    bcf_free_array(lowering->context, &found.constant.ops);
    return good;
}
