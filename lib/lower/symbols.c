/* What the target's environment lacks or breaks.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/symbols.h"

#include "lower/conversions.h"
#include "lower/plan.h"
#include "lower/rewrite.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    bcf_body_fn *body;
} symbols[] = {
#define SYMBOL(name, body) {name, body},
#include "target/symbols.def"
#undef SYMBOL
};

bool bcf_symbol_is_defined_here(struct bcf_string name) {
    for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++)
        if (bcf_string_is(name, symbols[i].name))
            return true;
    return false;
}

/* ---- libm ---- */

static const char *const libm[] = {
#define LIBM(name) #name,
#include "target/libm.def"
#undef LIBM
};

enum { LIBM_COUNT = sizeof libm / sizeof libm[0] };

void bcf_libm_name(const struct bcf_lowering *lowering, const char *name, bool single, char *text, size_t size) {
    const char *suffix = single ? "f" : "";
    for (size_t i = 0; bcf_lowers_for(lowering, BCF_FAMILY_GRAALVM) && i < LIBM_COUNT; i++)
        if (strcmp(libm[i], name) == 0)
            suffix = single ? "f32" : "f64";
    snprintf(text, size, "%s%s", name, suffix);
}

uint32_t bcf_call_libm(struct bcf_builder *builder, const char *name, uint32_t result, const uint32_t *arguments,
                       size_t count) {
    enum { MAX_ARGUMENTS = 4 };
    uint32_t types[MAX_ARGUMENTS];
    char full[32];
    if (count == 0 || count > MAX_ARGUMENTS)
        return BCF_NONE;
    for (size_t i = 0; i < count; i++)
        types[i] = bcf_type_of(builder, arguments[i]);
    bcf_libm_name(builder->lowering, name, bcf_type(builder->module, types[0])->code == BCF_TYPE_FLOAT, full, sizeof full);
    return bcf_call(builder,
                    bcf_external(builder->lowering, full, bcf_function_type(builder->module, result, types, count)),
                    arguments, count);
}

/* Calls the function of another name and the same type. */
static bool forward_body(struct bcf_builder *builder, const void *what) {
    const struct bcf_global *global = &builder->module->globals.data[builder->function->global];
    uint32_t type = (uint32_t)global->record.ops[BCF_GLOBAL_TYPE], count = builder->function->argument_count, to;
    uint32_t arguments[2], real = (uint32_t)bcf_type(builder->module, type)->ops[1];
    if (count < 1 || count > 2 || bcf_type(builder->module, type)->ops[0] || !bcf_is_float(builder->module, real) ||
        bcf_type_of(builder, bcf_argument(builder, 0)) != real)
        return false;
    for (uint32_t i = 0; i < count; i++)
        arguments[i] = bcf_argument(builder, i);
    to = bcf_external(builder->lowering, what, type);
    if (to == BCF_NONE)
        return false;
    bcf_return(builder, bcf_call(builder, to, arguments, count));
    return true;
}

bool bcf_define_symbol(struct bcf_lowering *lowering, uint32_t global) {
    struct bcf_string name = bcf_global_name(lowering->module, global);
    for (size_t i = 0; bcf_lowers_for(lowering, BCF_FAMILY_GRAALVM) && i < sizeof symbols / sizeof symbols[0]; i++)
        if (bcf_string_is(name, symbols[i].name)) {
            bcf_define(lowering, global, symbols[i].body, NULL);
            break;
        }
    return !bcf_failed(lowering->context);
}

static bool plan_symbol(struct bcf_lowering *lowering, const char *name, bcf_body_fn *body, const void *what) {
    uint32_t global = bcf_global_find(lowering->module, name);
    if (global == BCF_NONE || lowering->module->globals.data[global].record.code != BCF_MODULE_FUNCTION ||
        bcf_global_is_defined(lowering->module, global))
        return true;
    if (bcf_define(lowering, global, body, what) &&
        !bcf_note(lowering, BCFIX_BCF025_RUNTIME_SYMBOL, NULL, "%s was defined in the module", name))
        return false;
    return !bcf_failed(lowering->context);
}

/* ---- the compiler's own library ---- */

enum compiler_rt_kind { BINARY, SHIFT, CAST, HALF, BITS };

struct compiler_rt {
    const char *name;
    enum compiler_rt_kind kind;
    unsigned operation;
};

static const struct compiler_rt compiler_rt[] = {
#define COMPILER_RT(name, kind, operation) {name, kind, BCF_##operation},
#include "target/compiler_rt.def"
#undef COMPILER_RT
};

/* Whether the declaration has the types that the instruction wants. */
static bool operation_fits(const struct bcf_builder *builder, const struct compiler_rt *row, uint32_t result) {
    const struct bcf_module *module = builder->module;
    uint32_t count = builder->function->argument_count, first = count ? bcf_type_of(builder, bcf_argument(builder, 0)) : BCF_NONE;
    uint64_t width = count ? bcf_type_integer_width(module, first) : 0;
    switch (row->kind) {
    case BINARY:
        return count == 2 && width && result == first && bcf_type_of(builder, bcf_argument(builder, 1)) == first;
    case SHIFT:
        return count == 2 && width > 32 && result == first &&
               bcf_type_integer_width(module, bcf_type_of(builder, bcf_argument(builder, 1))) == 32;
    case HALF:
        return count == 1 && width == 16 && bcf_is_float(module, result);
    case BITS:
        return count == 1 && bcf_is_float(module, first) && bcf_type_integer_width(module, result) == 16;
    default:
        if (row->operation == BCF_FPEXT || row->operation == BCF_FPTRUNC)
            return count == 1 && (bcf_type(module, first)->code == BCF_TYPE_HALF) != (bcf_type(module, result)->code == BCF_TYPE_HALF) &&
                   (bcf_is_float(module, first) || bcf_is_float(module, result));
        return count == 1 && (row->operation == BCF_FPTOSI || row->operation == BCF_FPTOUI
                                  ? bcf_is_float(module, first) && bcf_type_integer_width(module, result)
                                  : width && bcf_is_float(module, result));
    }
}

static bool compiler_rt_body(struct bcf_builder *builder, const void *what) {
    const struct compiler_rt *row = what;
    const struct bcf_global *global = &builder->module->globals.data[builder->function->global];
    uint32_t result = (uint32_t)bcf_type(builder->module, (uint32_t)global->record.ops[BCF_GLOBAL_TYPE])->ops[1];
    uint32_t first = bcf_argument(builder, 0), second = bcf_argument(builder, 1), value, half;
    if (!operation_fits(builder, row, result))
        return false;
    half = bcf_type_intern(builder->module, BCF_TYPE_HALF, NULL, 0);
    if (row->kind == SHIFT)
        second = bcf_zero_extend(builder, second, (uint32_t)bcf_type_integer_width(builder->module, result));
    if (row->kind == BINARY || row->kind == SHIFT)
        value = bcf_binop(builder, (enum bcf_binop)row->operation, first, second);
    else if (row->kind == HALF)
        value = bcf_cast(builder, (enum bcf_cast)row->operation, bcf_cast(builder, BCF_BITCAST, first, half), result);
    else if (row->kind == BITS)
        value = bcf_cast(builder, BCF_BITCAST, bcf_cast(builder, (enum bcf_cast)row->operation, first, half), result);
    else
        value = bcf_cast(builder, (enum bcf_cast)row->operation, first, result);
    bcf_return(builder, value);
    return true;
}

static bool plan_compiler_rt(struct bcf_lowering *lowering) {
    for (size_t i = 0; i < sizeof compiler_rt / sizeof compiler_rt[0]; i++)
        if (!plan_symbol(lowering, compiler_rt[i].name, compiler_rt_body, &compiler_rt[i]))
            return false;
    return true;
}

static bool plan_libm(struct bcf_lowering *lowering) {
    for (size_t i = 0; i < 2 * LIBM_COUNT; i++) {
        bool single = i % 2;
        char name[16], other[16];
        snprintf(name, sizeof name, "%s%s", libm[i / 2], single ? "f" : "");
        bcf_libm_name(lowering, libm[i / 2], single, other, sizeof other);
        if (!plan_symbol(lowering, name, forward_body, other))
            return false;
    }
    return true;
}

/* ---- what no native function can be called with ---- */

static bool is_simple(const struct bcf_module *module, uint64_t type) {
    switch (bcf_type(module, (uint32_t)type)->code) {
    case BCF_TYPE_ARRAY: case BCF_TYPE_STRUCT_ANON: case BCF_TYPE_STRUCT_NAMED: case BCF_TYPE_VECTOR:
        return false;
    default:
        return true;
    }
}

/* A struct or vector handed over by value: LLVMDispatchNode.getSignatureSource knows none (ShouldNotReachHere), and the copy
 * that byval makes is "Cannot convert … to native pointer". Between functions that are bitcode all of them are right. */
static bool plan_native_types(struct bcf_lowering *lowering) {
    enum { BYVAL = 3, RESULT = 1 };
    const struct bcf_module *module = lowering->module;
    for (uint32_t i = 0; i < module->globals.count; i++) {
        struct bcf_string name = bcf_global_name(module, i);
        const struct bcf_type *type;
        bool simple;
        if (module->globals.data[i].record.code != BCF_MODULE_FUNCTION || bcf_global_is_defined(module, i) ||
            bcf_string_begins(name, "llvm.") || bcf_string_begins(name, "bcfix: "))
            continue;
        type = bcf_type(module, (uint32_t)module->globals.data[i].record.ops[BCF_GLOBAL_TYPE]);
        simple = !bcf_list_has(module, bcf_global_operand(&module->globals.data[i], BCF_FN_ATTRIBUTES), BYVAL);
        for (size_t t = RESULT; simple && t < type->count; t++)
            simple = is_simple(module, type->ops[t]);
        if (!simple && !bcf_note(lowering, BCFIX_BCF087_NATIVE_CALL, NULL,
                                 "%.*s takes or gives a struct or vector by value: the target can call it only when other "
                                 "bitcode defines it", (int)name.size, name.data))
            return false;
    }
    return true;
}

bool bcf_plan_symbols(struct bcf_lowering *lowering) {
    for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++)
        if (!plan_symbol(lowering, symbols[i].name, symbols[i].body, NULL))
            return false;
    return bcf_plan_main(lowering) && plan_compiler_rt(lowering) && plan_libm(lowering) && plan_native_types(lowering);
}

/* ---- syscall ---- */

static const char result_helper[] = "bcfix.syscall.result";

/* Finds the results that the helper looks at: that is bcfix's own work. */
static bool find_wrapped(struct bcf_builder *builder) {
    const struct bcf_function *function = builder->function;
    uint32_t helper = bcf_global_find(builder->module, result_helper);
    size_t count = function->types.count;
    if (!bcf_reserve(builder->module->context, &builder->wrapped, count + 1))
        return false;
    memset(builder->wrapped.data, false, count + 1);
    builder->wrapped.count = count + 1;
    for (size_t i = 0; helper != BCF_NONE && i < function->insns.count; i++) {
        const struct bcf_insn *insn = &function->insns.data[i];
        uint64_t argument;
        if (insn->code != BCF_FUNC_CALL || insn->count != BCF_CALL_FIRST_ARGUMENT + 1 ||
            bcf_op(builder, insn, BCF_CALL_CALLEE) != helper)
            continue;
        argument = bcf_op(builder, insn, BCF_CALL_FIRST_ARGUMENT);
        if ((argument & BCF_LOCAL) && (argument & ~(uint64_t)BCF_LOCAL) < count)
            builder->wrapped.data[argument & ~(uint64_t)BCF_LOCAL] = true;
    }
    return true;
}

static bool is_wrapped(struct bcf_builder *builder, const struct bcf_insn *call) {
    if (!builder->wrapped.count && !find_wrapped(builder))
        return false;
    return call->result < builder->wrapped.count && builder->wrapped.data[call->result];
}

/* Sulong answers syscall() itself, with the kernel's result: -110 where libc's function gives -1 and sets errno. */
enum bcf_rewritten bcf_rewrite_syscall(struct bcf_builder *builder, const struct bcf_insn *call) {
    struct bcf_module *module = builder->module;
    struct bcf_insn copy = *call;
    uint32_t i64 = bcf_int_type(module, 64), type, helper, raw;
    if (bcf_string_begins(bcf_global_name(module, builder->function->global), BCF_KERNEL_HELPER))
        return BCF_KEPT;
    if (call->result == BCF_NONE || call->type != i64 || is_wrapped(builder, call))
        return BCF_KEPT;
    type = bcf_function_type(module, i64, &i64, 1);
    helper = bcf_helper(builder->lowering, result_helper, type, bcf_body_syscall_result, NULL);
    copy.result = (uint32_t)builder->function->types.count;
    copy.attachment = 0;
    if (!bcf_push(module->context, &builder->function->types, i64) || !bcf_push(module->context, &builder->out, copy))
        return BCF_REWRITTEN;
    raw = BCF_LOCAL | copy.result;
    bcf_in_place_of(builder, call);
    bcf_call(builder, helper, &raw, 1);
    bcf_note(builder->lowering, BCFIX_BCF025_RUNTIME_SYMBOL, call, "the result of syscall sets errno");
    return BCF_REWRITTEN;
}
