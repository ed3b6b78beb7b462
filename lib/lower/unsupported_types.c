/* Types that the target has no numbers of.
 *
 * Sulong builds a whole function when it is called first, so one constant or value of such a type stops it wherever it
 * stands: "x86_fp80 vectors not supported" (VectorType.java); amx and target types are MetaType.UNKNOWN. A body with one
 * stops the program at its beginning, by name. (half, bfloat and fp128 are written as integers: soft_floats.h.)
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/plan.h"
#include "lower/pointer_size.h"
#include "lower/rewrite.h"

/* Scalars, and the elements of vectors. */
static const struct {
    uint32_t code;
    const char *name;
    bool scalar; /* false: only vectors of it are lacking */
} lacking[] = {
    {BCF_TYPE_X86_AMX, "x86_amx", true},
    {BCF_TYPE_TARGET, "target", true},
    {BCF_TYPE_PPC_FP128, "ppc_fp128", true},
    {BCF_TYPE_X86_FP80, "vector of x86_fp80", false},
};

static const char *lacks(struct bcf_lowering *lowering, uint32_t type, bool in_vector, unsigned depth);

static const char *fields_lack(struct bcf_lowering *lowering, const struct bcf_type *type, unsigned depth) {
    const char *name = NULL;
    for (uint32_t i = 1; !name && i < type->count; i++)
        name = lacks(lowering, (uint32_t)type->ops[i], false, depth);
    return name;
}

/* Structs may have many fields, and each other many times, so it is kept which of them lack nothing. */
static const char *struct_lacks(struct bcf_lowering *lowering, uint32_t type, unsigned depth) {
    const struct bcf_type *is = bcf_type(lowering->module, type);
    bcf_bytes *whole = &lowering->whole_types;
    const char *name;
    if (!bcf_reserve(lowering->context, whole, lowering->module->types.count - whole->count))
        return NULL;
    while (whole->count < lowering->module->types.count)
        whole->data[whole->count++] = false;
    if (whole->data[type])
        return NULL;
    name = fields_lack(lowering, is, depth);
    whole->data[type] = !name;
    return name;
}

/* The name of what the type has in it that is lacking, or NULL. */
static const char *lacks(struct bcf_lowering *lowering, uint32_t type, bool in_vector, unsigned depth) {
    enum { DEEPEST = 32 };
    const struct bcf_type *is = bcf_type(lowering->module, type);
    for (size_t i = 0; i < sizeof lacking / sizeof lacking[0]; i++)
        if (lacking[i].code == is->code && (lacking[i].scalar || in_vector))
            return lacking[i].name;
    if (is->code == BCF_TYPE_OPAQUE_POINTER && is->ops[0] >= BCF_FIRST_SPACE_OF_X86) /* it would be read as any other */
        return "a pointer to a segment";
    if (depth == DEEPEST)
        return NULL;
    if (is->code == BCF_TYPE_ARRAY || is->code == BCF_TYPE_VECTOR)
        return lacks(lowering, (uint32_t)is->ops[1], is->code == BCF_TYPE_VECTOR, depth + 1);
    if (is->code == BCF_TYPE_STRUCT_ANON || is->code == BCF_TYPE_STRUCT_NAMED)
        return struct_lacks(lowering, type, depth + 1);
    return NULL;
}

/* A constant with bits of such a type; that all are zero or undefined, is read. */
bool bcf_plan_constant_types(struct bcf_lowering *lowering) {
    struct bcf_module *module = lowering->module;
    for (size_t i = 0; i < module->constants.types.count; i++) {
        uint32_t code = bcf_pack_code(&module->constants.pack, i);
        const char *name = code == BCF_CST_FLOAT || code == BCF_CST_DATA ? lacks(lowering, module->constants.types.data[i], false, 0)
                                                                         : NULL;
        if (!name)
            continue;
        bcf_note(lowering, BCFIX_BCF062_UNSUPPORTED_CONSTANT, NULL, "a constant of type %s has no form for %s", name,
                 lowering->target->name);
        return bcf_fail(lowering->context, BCFIX_REFUSED,
                        "block CONSTANTS, constant %zu of the module: a constant of type %s has no form for %s", i, name,
                        lowering->target->name);
    }
    return true;
}

/* Whether the body is what bcf_trap_body() made; its message may have an older name of the function in it. */
static bool is_trap_body(const struct bcf_function *function) {
    const struct bcf_insn *call = function->insns.data;
    uint64_t callee;
    if (function->insns.count < 2 || call->code != BCF_FUNC_CALL || call[1].code != BCF_FUNC_UNREACHABLE)
        return false;
    callee = function->ops.data[call->first + BCF_CALL_CALLEE];
    return callee < function->module->globals.count &&
           bcf_string_begins(bcf_global_name(function->module, (uint32_t)callee), "bcfix: ");
}

const char *bcf_lacking_type(struct bcf_lowering *lowering, const struct bcf_function *function) {
    const char *name = NULL;
    if (is_trap_body(function))
        return NULL;
    for (size_t i = 0; !name && i < function->types.count; i++)
        name = lacks(lowering, function->types.data[i], false, 0);
    return name;
}

bool bcf_trap_body(struct bcf_lowering *lowering, struct bcf_function *function, const char *type) {
    struct bcf_builder builder;
    uint32_t blocks = function->block_count, global = function->global;
    bcf_function_clear(function);
    if (!bcf_start_body(function, global))
        return false;
    bcf_builder_init(&builder, lowering, function);
    bcf_trap(&builder, BCFIX_BCF052_UNSUPPORTED_VALUE, NULL, BCF_NO_RESULT, "%s has no form for %s", type,
             lowering->target->name);
    bcf_unreachable(&builder);
    while (builder.block < blocks && !bcf_failed(lowering->context)) /* constants may have their addresses */
        bcf_unreachable(&builder);
    function->block_count = blocks;
    return bcf_builder_finish(&builder) && !bcf_failed(lowering->context);
}
