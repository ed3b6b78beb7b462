/* Inline assembly.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/assembly.h"

#include <string.h>

/* ---- division of 128 by 64 bits ---- */

/* The high half, the low half and the divisor; the rest and the quotient. A quotient that needs more than 64 bits, and so
 * any by 0, ends the program: natively it is SIGFPE. */
static bool divide_body(struct bcf_builder *builder, const void *what) {
    enum { BITS = 128 };
    uint32_t high = bcf_argument(builder, 0), low = bcf_argument(builder, 1), by = bcf_argument(builder, 2), number, result;
    uint32_t nothing = bcf_function_type(builder->module, bcf_void_type(builder->module), NULL, 0);
    uint32_t end = bcf_external(builder->lowering, "abort", nothing);
    if (end == BCF_NONE)
        return false;
    bcf_branch_if(builder, bcf_compare(builder, BCF_ICMP_ULT, high, by), 2, 1);
    bcf_call(builder, end, NULL, 0);
    bcf_unreachable(builder);
    number = bcf_binop_by(builder, BCF_SHL, bcf_zero_extend(builder, high, BITS), 64);
    number = bcf_binop(builder, BCF_OR, number, bcf_zero_extend(builder, low, BITS));
    by = bcf_zero_extend(builder, by, BITS);
    result = bcf_poison(builder, *(const uint32_t *)what);
    result = bcf_insert_field(builder, result, bcf_truncate(builder, bcf_binop(builder, BCF_UREM, number, by), 64), 0);
    result = bcf_insert_field(builder, result, bcf_truncate(builder, bcf_binop(builder, BCF_UDIV, number, by), 64), 1);
    bcf_return(builder, result);
    return true;
}

uint32_t bcf_asm_divide(struct bcf_builder *builder, uint32_t high, uint32_t low, uint32_t by) {
    struct bcf_module *module = builder->module;
    uint32_t i64 = bcf_int_type(module, 64), fields[2] = {i64, i64}, types[3] = {i64, i64, i64}, arguments[3] = {high, low, by};
    uint32_t result = bcf_struct_type(module, fields, 2), helper;
    helper = bcf_helper(builder->lowering, "bcfix.divide.128.64", bcf_function_type(module, result, types, 3), divide_body,
                        &result);
    return bcf_call(builder, helper, arguments, 3);
}

/* ---- the rest ---- */

/* What the target's own parser takes. */
static const struct {
    const char *text, *constraints;
} passes[] = {
#define PASSES(text, constraints) {text, constraints},
#include "target/assembly.def"
#undef PASSES
};

/* An empty template with outputs gives each the input that is tied to it; "=r,0" is how a value is hidden. */
static bool write_empty(struct bcf_builder *builder, const struct bcf_insn *call, const struct bcf_assembly *assembly) {
    if (call->result == BCF_NONE)
        return true;
    if (strncmp(assembly->constraints, "=r,0", 4) != 0 && strncmp(assembly->constraints, "=&r,0", 5) != 0)
        return false;
    if (call->count <= BCF_CALL_FIRST_ARGUMENT ||
        bcf_type_of(builder, (uint32_t)bcf_op(builder, call, BCF_CALL_FIRST_ARGUMENT)) != call->type)
        return false;
    bcf_replace_with(builder, call, (uint32_t)bcf_op(builder, call, BCF_CALL_FIRST_ARGUMENT));
    return true;
}

static bool target_parses(const struct bcf_assembly *assembly) {
    for (size_t i = 0; i < sizeof passes / sizeof passes[0]; i++) {
        size_t size = strlen(passes[i].constraints);
        const char *rest = assembly->constraints + size;
        if (strcmp(assembly->folded, passes[i].text) == 0 &&
            strncmp(assembly->constraints, passes[i].constraints, size) == 0 &&
            (!*rest || strncmp(rest, ",~{", 3) == 0))
            return !assembly->intel && !assembly->aligns_stack && !assembly->unwinds;
    }
    return false;
}

/* Sulong's AsmDialect.java takes all but the two lowest of four flags for the dialect, and the function does not load when
 * one is set that it does not know: also when no call is left. Assembly that is run here unwinds nothing. */
static bool clear_unwind_flag(struct bcf_builder *builder, uint64_t callee) {
    struct bcf_function *function = builder->function;
    enum { UNWINDS = 8 };
    size_t index = callee & BCF_LOCAL ? bcf_constant_index(function, callee & ~(uint64_t)BCF_LOCAL) : SIZE_MAX;
    if (index == SIZE_MAX)
        return true;
    if (!bcf_pack_get(builder->module->context, &function->constants.pack, index, &function->scratch))
        return false;
    function->scratch.ops.data[1] &= ~(uint64_t)UNWINDS;
    return bcf_pack_replace(builder->module->context, &function->constants.pack, index, function->scratch.code,
                            function->scratch.ops.data, function->scratch.ops.count);
}

bool bcf_assembly_is_empty(struct bcf_builder *builder, uint64_t callee) {
    struct bcf_assembly assembly;
    return bcf_read_assembly(builder, callee, &assembly) && !assembly.obstacle && assembly.folded[0] == '\0';
}

enum bcf_rewritten bcf_rewrite_inline_asm(struct bcf_builder *builder, const struct bcf_insn *insn) {
    struct bcf_assembly assembly;
    size_t before = builder->out.count;
    bool written = false;
    if (!bcf_read_assembly(builder, bcf_op(builder, insn, BCF_CALL_CALLEE), &assembly))
        return BCF_KEPT;
    if (assembly.unwinds && !clear_unwind_flag(builder, bcf_op(builder, insn, BCF_CALL_CALLEE)))
        return BCF_KEPT;
    if (!assembly.obstacle && assembly.folded[0] == '\0')
        written = write_empty(builder, insn, &assembly);
    if (!assembly.obstacle && !written && target_parses(&assembly))
        return BCF_KEPT;
    if (!assembly.obstacle && (written || bcf_translate_assembly(builder, insn, &assembly))) {
        bcf_note(builder->lowering, BCFIX_BCF024_INLINE_ASSEMBLY, insn, "inline assembly \"%.80s\" was replaced",
                 assembly.folded);
        return builder->out.count > before ? BCF_REWRITTEN : BCF_DROPPED;
    }
    bcf_in_place_of(builder, insn);
    bcf_trap(builder, BCFIX_BCF042_UNSUPPORTED_ASSEMBLY, insn, insn->result == BCF_NONE ? BCF_NO_RESULT : insn->type,
             "inline assembly has no form: %.200s", assembly.obstacle ? assembly.obstacle : assembly.folded);
    return BCF_REWRITTEN;
}
