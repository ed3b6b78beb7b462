/* Functions that the module gains: helpers, declarations of the environment, traps.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/builder.h"
#include "lower/pointer_size.h"
#include "lower/symbols.h"

#include <stdio.h>
#include <string.h>

bool bcf_note(struct bcf_lowering *lowering, unsigned code, const struct bcf_insn *insn, const char *format, ...) {
    const char *record = insn ? bcf_schema_name(lowering->module->schema, BCF_BLOCK_FUNCTION, insn->code) : NULL;
    va_list arguments;
    bool good;
    if (lowering->module->frozen)
        return !bcf_failed(lowering->context);
    va_start(arguments, format);
    good = bcf_find_list(lowering->findings, code, record, insn ? insn->bit : UINT64_MAX, format, arguments);
    va_end(arguments);
    return good;
}

/* "llvm.ctpop.i8" becomes "bcfix.ctpop.i8": LLVM's verifier refuses definitions under "llvm.". With a number behind it
 * when the module has that name already. */
bool bcf_rename_intrinsic(struct bcf_lowering *lowering, uint32_t global) {
    struct bcf_string old = bcf_global_name(lowering->module, global), fresh;
    size_t size = old.size + 32;
    char *name = bcf_arena_take(&lowering->arena, size);
    if (!name)
        return false;
    snprintf(name, size, "bcfix.%.*s", (int)old.size - 5, old.data + 5);
    for (unsigned i = 2; bcf_global_find(lowering->module, name) != BCF_NONE; i++)
        snprintf(name, size, "bcfix.%.*s.%u", (int)old.size - 5, old.data + 5, i);
    fresh = bcf_string_of(name);
    return bcf_global_rename(lowering->module, global, fresh);
}

bool bcf_start_body(struct bcf_function *function, uint32_t global) {
    const struct bcf_module *module = function->module;
    const struct bcf_type *type =
        bcf_type(module, (uint32_t)module->globals.data[global].record.ops[BCF_GLOBAL_TYPE]);
    function->global = global;
    for (size_t i = 2; i < type->count; i++)
        if (!bcf_push(module->context, &function->types, (uint32_t)type->ops[i]))
            return false;
    function->argument_count = (uint32_t)function->types.count;
    return true;
}

/* An internal definition without attributes, comdat, section or visibility. */
static void become_internal(struct bcf_global *global) {
    uint64_t name = global->record.ops[BCF_GLOBAL_NAME], type = global->record.ops[BCF_GLOBAL_TYPE];
    uint64_t cc = global->record.ops[BCF_FN_CC];
    uint64_t partition = global->record.count > BCF_FN_OPERANDS - 2 ? global->record.ops[BCF_FN_OPERANDS - 2] : 0;
    for (uint32_t i = 0; i < global->record.count; i++)
        global->record.ops[i] = 0;
    global->record.ops[BCF_GLOBAL_NAME] = name;
    global->record.ops[BCF_GLOBAL_TYPE] = type;
    global->record.ops[BCF_FN_CC] = cc;
    global->record.ops[BCF_FN_LINKAGE] = BCF_LINKAGE_INTERNAL;
    if (global->record.count > BCF_FN_DSO_LOCAL)
        global->record.ops[BCF_FN_DSO_LOCAL] = 1;
    if (global->record.count > BCF_FN_OPERANDS - 2)
        global->record.ops[BCF_FN_OPERANDS - 2] = partition;
}

bool bcf_define(struct bcf_lowering *lowering, uint32_t global, bcf_body_fn *body, const void *what) {
    struct bcf_module *module = lowering->module;
    struct bcf_function *function = bcf_arena_take(&module->arena, sizeof *function);
    struct bcf_builder builder;
    bool made;
    if (!function)
        return false;
    bcf_function_init(function, module);
    bcf_builder_init(&builder, lowering, function);
    made = bcf_start_body(function, global) && body(&builder, what);
    made = bcf_builder_finish(&builder) && made;
    if (!made) {
        bcf_function_free(function);
        return false;
    }
    function->block_count = builder.block;
    /* What it is made of is rewritten like any other body, so that converting again changes nothing. */
    if (!bcf_lower_function(lowering, function)) {
        bcf_function_free(function);
        return false;
    }
    become_internal(&module->globals.data[global]);
    if (builder.personality != BCF_NONE)
        module->globals.data[global].record.ops[BCF_FN_PERSONALITY] = (uint64_t)builder.personality + 1;
    module->globals.data[global].made = function;
    if (bcf_string_begins(bcf_global_name(module, global), "llvm."))
        return bcf_rename_intrinsic(lowering, global);
    return true;
}

static bool is_function_of_type(const struct bcf_module *module, uint32_t global, uint32_t type) {
    const struct bcf_entry_record *record = &module->globals.data[global].record;
    return record->code == BCF_MODULE_FUNCTION && record->ops[BCF_GLOBAL_TYPE] == type;
}

uint32_t bcf_external(struct bcf_lowering *lowering, const char *name, uint32_t function_type) {
    uint32_t found;
    if (function_type == BCF_NONE)
        return BCF_NONE;
    found = bcf_global_find(lowering->module, name);
    if (found == BCF_NONE && !bcf_failed(lowering->context)) {
        found = bcf_global_add_function(lowering->module, bcf_string_of(name), function_type);
        /* What the target breaks is broken for helpers too. */
        return found != BCF_NONE && bcf_define_symbol(lowering, found) ? found : BCF_NONE;
    }
    if (found == BCF_NONE)
        return BCF_NONE;
    /* Something else of that name in the module hides the function. */
    return is_function_of_type(lowering->module, found, function_type) ? found : BCF_NONE;
}

/* The name, with a number behind it when a function of that name has another type: the types of operands that a name does
 * not tell, or another module that was linked in after it was converted. */
static uint32_t find_helper(struct bcf_lowering *lowering, const char *name, uint32_t function_type, char *unique,
                            size_t size) {
    uint32_t found;
    snprintf(unique, size, "%s", name);
    for (unsigned i = 2; (found = bcf_global_find(lowering->module, unique)) != BCF_NONE; i++) {
        if (is_function_of_type(lowering->module, found, function_type))
            return found;
        snprintf(unique, size, "%s.%u", name, i);
    }
    return BCF_NONE;
}

uint32_t bcf_helper(struct bcf_lowering *lowering, const char *name, uint32_t function_type, bcf_body_fn *body,
                    const void *what) {
    char unique[1024];
    uint32_t found;
    if (function_type == BCF_NONE)
        return BCF_NONE;
    found = find_helper(lowering, name, function_type, unique, sizeof unique);
    if (found != BCF_NONE || bcf_failed(lowering->context))
        return found;
    found = bcf_global_add_function(lowering->module, bcf_string_of(unique), function_type);
    if (found == BCF_NONE)
        return BCF_NONE;
    return bcf_define(lowering, found, body, what) ? found : BCF_NONE;
}

uint32_t bcf_helper_variable(struct bcf_lowering *lowering, const char *name, uint32_t type) {
    struct bcf_module *module = lowering->module;
    uint32_t found = bcf_global_find(module, name);
    if (found != BCF_NONE) {
        const struct bcf_entry_record *record = &module->globals.data[found].record;
        return record->code == BCF_MODULE_GLOBALVAR && record->ops[BCF_GLOBAL_TYPE] == type ? found : BCF_NONE;
    }
    if (bcf_failed(lowering->context))
        return BCF_NONE;
    return bcf_global_add_variable(module, bcf_string_of(name), type, BCF_LINKAGE_INTERNAL);
}

/* ---- places that stop the program ---- */

/* Whether the platform of the module has the function write of POSIX. */
static bool has_write(struct bcf_lowering *lowering) {
    static const char *const systems[] = {"linux", "darwin", "macos", "bsd", "solaris", "android"};
    struct bcf_string triple = bcf_header_text(lowering->module, BCF_MODULE_TRIPLE);
    bool has = false;
    if (lowering->knows_write)
        return lowering->has_write;
    for (size_t i = 0; i < sizeof systems / sizeof systems[0]; i++)
        has = has || strstr(triple.data, systems[i]) != NULL;
    lowering->knows_write = true;
    return lowering->has_write = has;
}

/* Writes the text to standard error: write(2, text, size), with the text on the stack, as the module need gain no variable
 * for it. */
static void write_text(struct bcf_builder *builder, const char *text) {
    struct bcf_module *module = builder->module;
    uint32_t i8 = bcf_int_type(module, 8), i32 = bcf_int_type(module, 32), ptr = bcf_ptr_type(module), place, function;
    uint32_t word = bcf_int_type(module, bcf_pointer_bits(module, 0)), types[3] = {i32, ptr, word}, arguments[3];
    uint64_t size = strlen(text);
    if (!has_write(builder->lowering) || module->alloca_addrspace)
        return;
    function = bcf_external(builder->lowering, "write", bcf_function_type(module, word, types, 3));
    if (function == BCF_NONE)
        return;
    place = bcf_alloca(builder, bcf_array_type(module, size, i8), 1);
    bcf_store(builder, bcf_text(builder, text, size), place, 1, false);
    arguments[0] = bcf_int(builder, i32, 2);
    arguments[1] = place;
    arguments[2] = bcf_int(builder, word, (int64_t)size);
    bcf_call(builder, function, arguments, 3);
}

static bool trap_body(struct bcf_builder *builder, const void *what) {
    char text[1024];
    uint32_t trap;
    snprintf(text, sizeof text, "%s\n", (const char *)what);
    write_text(builder, text);
    trap = bcf_external(builder->lowering, "llvm.trap",
                        bcf_function_type(builder->module, bcf_void_type(builder->module), NULL, 0));
    bcf_call(builder, trap, NULL, 0);
    bcf_unreachable(builder);
    return true;
}

/* The function of that name, without operands: one that is not there for GraalVM, one that tells its name for LLVM. */
static uint32_t trap_function(struct bcf_lowering *lowering, const char *name, uint32_t result) {
    uint32_t type = bcf_function_type(lowering->module, result, NULL, 0);
    return bcf_lowers_for(lowering, BCF_FAMILY_LLVM) ? bcf_helper(lowering, name, type, trap_body, name)
                                                     : bcf_external(lowering, name, type);
}

/* Only intrinsics may give tokens: the place stops the program all the same, and its uses get none. */
static uint32_t trap_without_token(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t function,
                                   uint32_t type) {
    builder->result = BCF_NONE;
    bcf_call(builder, function, NULL, 0);
    if (insn)
        bcf_replace_with(builder, insn, bcf_null(builder, type));
    return bcf_null(builder, type);
}

uint32_t bcf_trap(struct bcf_builder *builder, unsigned code, const struct bcf_insn *insn, uint32_t type,
                  const char *format, ...) {
    struct bcf_lowering *lowering = builder->lowering;
    struct bcf_string in = bcf_global_name(builder->module, builder->function->global);
    char reason[400], name[900];
    bool token = type < BCF_NO_RESULT && bcf_type(builder->module, type)->code == BCF_TYPE_TOKEN;
    uint32_t function, result = type == BCF_NO_RESULT || token ? bcf_void_type(builder->module) : type;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(reason, sizeof reason, format, arguments);
    va_end(arguments);
    if (!bcf_note(lowering, code, insn, "%s", reason))
        return BCF_NONE;
    if (lowering->refuse_unsupported) {
        bcf_fail(lowering->context, BCFIX_REFUSED, "function %.*s, bit %llu: %s", (int)(in.size < 300 ? in.size : 300),
                 in.data, (unsigned long long)(insn ? insn->bit : 0), reason);
        return BCF_NONE;
    }
    snprintf(name, sizeof name, "bcfix: %s (in %.*s)", reason, (int)(in.size < 300 ? in.size : 300), in.data);
    for (char *c = name; *c; c++) /* Sulong's StringTable.java counts characters where the file counts bytes */
        if ((unsigned char)*c < ' ' || (unsigned char)*c > '~')
            *c = '?';
    /* One declaration for each message and type. */
    for (unsigned i = 0; i < 64; i++) {
        size_t used = strlen(name);
        function = bcf_global_find(builder->module, name);
        if (function == BCF_NONE ||
            bcf_type(builder->module, (uint32_t)builder->module->globals.data[function].record.ops[BCF_GLOBAL_TYPE])
                    ->ops[1] == result)
            break;
        snprintf(name + used, sizeof name - used, "'");
    }
    function = trap_function(lowering, name, result);
    return token ? trap_without_token(builder, insn, function, type) : bcf_call(builder, function, NULL, 0);
}
