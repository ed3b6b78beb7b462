/* Inline assembly.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/assembly.h"
#include "lower/cpuid.h"

#include <string.h>

typedef bool asm_fn(struct bcf_builder *builder, const struct bcf_insn *call);

/* ---- cpuid ---- */

/* Which register an output is, from its constraint: 0 eax, 1 ebx, 2 ecx, 3 edx; ebx comes in a register of choice. */
static int output_register(const char *constraint) {
    static const struct {
        const char *text;
        int which;
    } known[] = {{"{ax}", 0}, {"{eax}", 0}, {"{bx}", 1},  {"{ebx}", 1}, {"{cx}", 2},
                 {"{ecx}", 2}, {"{dx}", 3}, {"{edx}", 3}, {"r", 1}};
    constraint += constraint[1] == '&' ? 2 : 1; /* '=', and '&' for one that is written early */
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        size_t size = strlen(known[i].text);
        if (strncmp(constraint, known[i].text, size) == 0 && (constraint[size] == ',' || !constraint[size]))
            return known[i].which;
    }
    return -1;
}

struct cpuid {
    uint32_t result; /* the type: a struct of registers */
    int registers[4];
    uint32_t count;
    bool has_sub_leaf; /* as the second argument */
};

static bool cpuid_body(struct bcf_builder *builder, const void *what) {
    const struct cpuid *cpuid = what;
    uint32_t result = bcf_poison(builder, cpuid->result);
    for (uint32_t i = 0; i < cpuid->count; i++) {
        uint32_t type = (uint32_t)bcf_type(builder->module, cpuid->result)->ops[1 + i];
        uint32_t sub_leaf = cpuid->has_sub_leaf ? bcf_argument(builder, 1) : BCF_NONE;
        uint32_t value =
            bcf_cpuid_answer(builder, bcf_argument(builder, 0), sub_leaf, (enum bcf_register)cpuid->registers[i]);
        value = bcf_resize(builder, value, (uint32_t)bcf_type_integer_width(builder->module, type));
        result = bcf_insert_field(builder, result, value, i);
    }
    bcf_return(builder, result);
    return true;
}

/* The outputs are a struct in the order of the constraints; the leaf is the first input, the sub-leaf the second. */
static bool bcf_asm_cpuid(struct bcf_builder *builder, const struct bcf_insn *call) {
    struct bcf_module *module = builder->module;
    uint32_t i32 = bcf_int_type(module, 32), leaves[2] = {BCF_NONE, BCF_NONE}, types[2] = {i32, i32}, helper;
    struct cpuid cpuid = {.result = call->type};
    struct bcf_assembly assembly;
    char name[48] = "bcfix.cpuid.";
    const char *at;
    if (call->result == BCF_NONE || bcf_type(module, call->type)->code != BCF_TYPE_STRUCT_ANON ||
        call->count <= BCF_CALL_FIRST_ARGUMENT || call->count > BCF_CALL_FIRST_ARGUMENT + 2 ||
        !bcf_read_assembly(builder, bcf_op(builder, call, BCF_CALL_CALLEE), &assembly))
        return false;
    for (at = assembly.constraints; at && *at == '='; at = strchr(at, ','), at = at ? at + 1 : NULL) {
        int which = output_register(at);
        if (which < 0 || cpuid.count == 4)
            return false;
        strcat(name, (const char *[]){"a", "b", "c", "d"}[which]);
        cpuid.registers[cpuid.count++] = which;
    }
    if (cpuid.count != bcf_type(module, call->type)->count - 1)
        return false;
    for (uint32_t i = 0; i < cpuid.count; i++) {
        uint64_t width = bcf_type_integer_width(module, (uint32_t)bcf_type(module, call->type)->ops[1 + i]);
        if (width != 32 && width != 64)
            return false;
        strcat(name, width == 64 ? "64" : "32");
    }
    cpuid.has_sub_leaf = call->count == BCF_CALL_FIRST_ARGUMENT + 2;
    for (uint32_t i = 0; i < (cpuid.has_sub_leaf ? 2u : 1u); i++) {
        leaves[i] = (uint32_t)bcf_op(builder, call, BCF_CALL_FIRST_ARGUMENT + i);
        if (bcf_type_of(builder, leaves[i]) != i32)
            return false;
    }
    strcat(name, cpuid.has_sub_leaf ? ".sub" : "");
    helper = bcf_helper(builder->lowering, name,
                        bcf_function_type(module, call->type, types, cpuid.has_sub_leaf ? 2 : 1), cpuid_body, &cpuid);
    bcf_in_place_of(builder, call);
    bcf_call(builder, helper, leaves, cpuid.has_sub_leaf ? 2 : 1);
    return true;
}

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

static const struct {
    const char *text;
    asm_fn *write;
} table[] = {
#define ASSEMBLY(text, write) {text, write},
#define PASSES(text, constraints)
#include "target/assembly.def"
#undef ASSEMBLY
#undef PASSES
};

/* What the target's own parser takes. */
static const struct {
    const char *text, *constraints;
} passes[] = {
#define ASSEMBLY(text, write)
#define PASSES(text, constraints) {text, constraints},
#include "target/assembly.def"
#undef ASSEMBLY
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
    for (size_t i = 0; i < function->constant_ids.count; i++)
        if ((callee & BCF_LOCAL) && function->constant_ids.data[i] == (callee & ~(uint64_t)BCF_LOCAL)) {
            if (!bcf_pack_get(builder->module->context, &function->constants.pack, i, &function->scratch))
                return false;
            function->scratch.ops.data[1] &= ~(uint64_t)UNWINDS;
            return bcf_pack_replace(builder->module->context, &function->constants.pack, i, function->scratch.code,
                                    function->scratch.ops.data, function->scratch.ops.count);
        }
    return true;
}

bool bcf_assembly_is_empty(struct bcf_builder *builder, uint64_t callee) {
    struct bcf_assembly assembly;
    return bcf_read_assembly(builder, callee, &assembly) && assembly.folded[0] == '\0';
}

enum bcf_rewritten bcf_rewrite_inline_asm(struct bcf_builder *builder, const struct bcf_insn *insn) {
    struct bcf_assembly assembly;
    size_t before = builder->out.count;
    bool written = false;
    if (!bcf_read_assembly(builder, bcf_op(builder, insn, BCF_CALL_CALLEE), &assembly))
        return BCF_KEPT;
    if (assembly.unwinds && !clear_unwind_flag(builder, bcf_op(builder, insn, BCF_CALL_CALLEE)))
        return BCF_KEPT;
    if (assembly.folded[0] == '\0')
        written = write_empty(builder, insn, &assembly);
    for (size_t i = 0; !written && i < sizeof table / sizeof table[0]; i++)
        if (strcmp(table[i].text, assembly.folded) == 0)
            written = table[i].write(builder, insn);
    if (!written && target_parses(&assembly))
        return BCF_KEPT;
    if (written || bcf_translate_assembly(builder, insn, &assembly)) {
        bcf_note(builder->lowering, BCFIX_BCF024_INLINE_ASSEMBLY, insn, "inline assembly \"%.80s\" was replaced",
                 assembly.folded);
        return builder->out.count > before ? BCF_REWRITTEN : BCF_DROPPED;
    }
    bcf_in_place_of(builder, insn);
    bcf_trap(builder, BCFIX_BCF042_UNSUPPORTED_ASSEMBLY, insn, insn->result == BCF_NONE ? BCF_NO_RESULT : insn->type,
             "inline assembly has no form: %.200s", assembly.folded);
    return BCF_REWRITTEN;
}
