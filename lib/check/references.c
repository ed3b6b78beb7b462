/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "check/references.h"

#include <string.h>

uint32_t bcf_node_of(const struct bcf_references *references, uint64_t value) {
    uint64_t node = value & BCF_CONSTANT ? references->globals + (value & ~(uint64_t)BCF_CONSTANT) : value;
    return value & BCF_LOCAL || node >= references->nodes || (!(value & BCF_CONSTANT) && value >= references->globals)
               ? BCF_NONE
               : (uint32_t)node;
}

/* Most constants are numbers, texts and the like, which name nothing. */
static bool names_nothing(uint32_t code) {
    return code <= BCF_CST_FLOAT || code == BCF_CST_STRING || code == BCF_CST_CSTRING || code == BCF_CST_DATA ||
           code == BCF_CST_POISON || code == BCF_CST_INLINEASM;
}

/* What `seen` has for such a constant, which nobody needs to remember. */
#define LEADS_NOWHERE UINT32_MAX

static bool refer(struct bcf_references *references, uint64_t value) {
    uint32_t node = bcf_node_of(references, value);
    if (node == BCF_NONE || references->seen[node] == references->walk || references->seen[node] == LEADS_NOWHERE)
        return true;
    references->seen[node] = references->walk;
    return bcf_push(references->context, &references->targets, node);
}

/* ---- tables ---- */

/* Operands of a constant that name other values, by what records.def says of the record. */
static bool refer_operands(struct bcf_references *references, uint32_t code, const uint64_t *ops, size_t count) {
    const struct bcf_layout *layout = bcf_schema_find(references->module->schema, BCF_BLOCK_CONSTANTS, code, ops, count, NULL);
    for (size_t i = 0; layout && i < count; i++) {
        const struct bcf_field *field = bcf_layout_field(layout, i);
        enum bcf_kind kind = field ? bcf_field_kind(field, ops[0]) : BCF_K_LITERAL;
        if (bcf_kind_is_value(kind) && !refer(references, ops[i]))
            return false;
    }
    return true;
}

static bool refer_constant(struct bcf_references *references, const struct bcf_pack *pack, size_t index) {
    struct bcf_unpacked *constant = &references->scratch;
    uint32_t code = bcf_pack_code(pack, index);
    if (names_nothing(code))
        return true;
    return bcf_pack_get(references->context, pack, index, constant) &&
           refer_operands(references, code, constant->ops.data, constant->ops.count);
}

static void begin(struct bcf_references *references, uint32_t node) {
    references->of[node].first = (uint32_t)references->targets.count;
    references->walk++;
}

static bool end(struct bcf_references *references, uint32_t node, bool good) {
    references->of[node].count = (uint32_t)references->targets.count - references->of[node].first;
    return good;
}

static bool take_tables(struct bcf_references *references) {
    const struct bcf_module *module = references->module;
    for (uint32_t i = references->globals; i < references->nodes; i++)
        if (names_nothing(bcf_pack_code(&module->constants.pack, i - references->globals)))
            references->seen[i] = LEADS_NOWHERE;
    for (uint32_t i = 0; i < references->globals; i++) {
        const struct bcf_global *global = &module->globals.data[i];
        uint64_t initial = global->record.code == BCF_MODULE_GLOBALVAR ? bcf_global_operand(global, BCF_VAR_INIT) : 0;
        if (global->record.code == BCF_MODULE_FUNCTION)
            continue; /* bcf_references_add() */
        begin(references, i);
        if (global->record.code != BCF_MODULE_GLOBALVAR) /* an alias or ifunc */
            initial = bcf_global_operand(global, BCF_ALIAS_VALUE) + 1;
        if (!end(references, i, !initial || refer(references, initial - 1)))
            return false;
    }
    for (uint32_t i = references->globals; i < references->nodes; i++) {
        begin(references, i);
        if (!end(references, i, refer_constant(references, &module->constants.pack, i - references->globals)))
            return false;
    }
    return true;
}

bool bcf_references_init(struct bcf_references *references, struct bcfix_context *context, const struct bcf_module *module) {
    size_t nodes = module->globals.count + module->constants.types.count;
    references->context = context;
    references->module = module;
    bcf_arena_init(&references->arena, context);
    references->globals = (uint32_t)module->globals.count;
    references->nodes = (uint32_t)nodes;
    references->of = bcf_arena_take_zeroed(&references->arena, nodes + 1, sizeof *references->of);
    references->seen = bcf_arena_take_zeroed(&references->arena, nodes + 1, sizeof *references->seen);
    references->reach = bcf_arena_take_zeroed(&references->arena, nodes + 1, 1);
    references->untold = bcf_arena_take_zeroed(&references->arena, nodes + 1, 1);
    return references->of && references->seen && references->reach && references->untold && take_tables(references) &&
           bcf_find_untold(references);
}

void bcf_references_free(struct bcf_references *references) {
    if (!references->context)
        return;
    bcf_free_array(references->context, &references->targets);
    bcf_free_array(references->context, &references->scratch.ops);
    bcf_arena_free(&references->arena);
}

/* ---- bodies ---- */

static bool refers_to_untold(const struct bcf_references *references, uint32_t function) {
    const struct bcf_reference_range *range = &references->of[function];
    for (uint32_t i = 0; i < range->count; i++) {
        uint32_t node = references->targets.data[range->first + i];
        if (node < references->globals && references->untold[node])
            return true;
    }
    return false;
}

/* Whether the operand `op` of an instruction in `block` is only used when the CPU has a feature that the body asks for. */
static bool is_guarded(const struct bcf_function *function, const struct bcf_guards *guards, const struct bcf_insn *insn,
                       uint32_t block, uint32_t op) {
    const uint64_t *ops = function->ops.data + insn->first;
    if (insn->code == BCF_FUNC_PHI && op + 1 < insn->count)
        return !bcf_goes_on(function, guards, ops[op + 1], block);
    if (insn->code == BCF_FUNC_VSELECT && op < 2 && insn->count > 2 && !bcf_is_chosen(function, guards, ops, op))
        return true;
    return block >= function->block_count || !guards->open[block];
}

/* Marks the references to functions for such features of which every one is guarded. */
static bool mark_guarded(struct bcf_references *references, const struct bcf_function *function) {
    struct bcf_reference_range range = references->of[function->global];
    struct bcf_guards guards = {0};
    struct bcf_arena arena;
    uint32_t block = 0;
    bool good;
    bcf_arena_init(&arena, references->context);
    good = bcf_find_guards(references, function, &arena, &guards);
    for (uint32_t i = 0; good && i < range.count; i++) {
        uint32_t node = references->targets.data[range.first + i];
        if (node < references->globals && references->untold[node])
            references->targets.data[range.first + i] |= BCF_GUARDED;
    }
    references->walk++;
    for (size_t i = 0; good && i < function->insns.count; i++) {
        const struct bcf_insn *insn = &function->insns.data[i];
        for (uint32_t op = 0; op < insn->count; op++) {
            uint32_t node = bcf_kind_is_value(function->kinds.data[insn->first + op])
                                ? bcf_node_of(references, function->ops.data[insn->first + op])
                                : BCF_NONE;
            if (node < references->globals && references->untold[node] && !is_guarded(function, &guards, insn, block, op))
                references->seen[node] = references->walk; /* one that is open is enough */
        }
        block += bcf_code_is_terminator(insn->code);
    }
    for (uint32_t i = 0; good && i < range.count; i++) {
        uint32_t *target = &references->targets.data[range.first + i];
        if (references->seen[*target & ~BCF_GUARDED] == references->walk)
            *target &= ~BCF_GUARDED;
    }
    bcf_arena_free(&arena);
    return good;
}

/* The record of a function names its prefix and prologue; and its personality, which is nothing that GraalVM looks for. */
static bool refer_record(struct bcf_references *references, uint32_t global) {
    static const size_t operands[] = {BCF_FN_PROLOGUE, BCF_FN_PREFIX, BCF_FN_PERSONALITY};
    for (size_t i = 0; i < sizeof operands / sizeof operands[0]; i++) {
        uint64_t value = bcf_global_operand(&references->module->globals.data[global], operands[i]);
        uint32_t node = value ? bcf_node_of(references, value - 1) : BCF_NONE;
        if (node == BCF_NONE || (operands[i] == BCF_FN_PERSONALITY && node < references->globals &&
                                 !references->module->globals.data[node].body.end))
            continue;
        if (!refer(references, value - 1))
            return false;
    }
    return true;
}

bool bcf_references_add(struct bcf_references *references, const struct bcf_function *function) {
    bool good;
    begin(references, function->global);
    good = refer_record(references, function->global);
    for (size_t i = 0; good && i < function->constants.types.count; i++)
        good = refer_constant(references, &function->constants.pack, i);
    /* Kinds stand beside the operands; those of debug records name metadata, and never make code run. Most are local. */
    for (size_t i = 0; good && i < function->ops.count; i++)
        if (!(function->ops.data[i] & BCF_LOCAL) && bcf_kind_is_value(function->kinds.data[i]))
            good = refer(references, function->ops.data[i]);
    if (!end(references, function->global, good))
        return false;
    return !refers_to_untold(references, function->global) || mark_guarded(references, function);
}

/* ---- reaching ---- */

enum { HIDDEN = 1 };

static bool is_local(uint64_t linkage) {
    return linkage == BCF_LINKAGE_INTERNAL || linkage == BCF_LINKAGE_PRIVATE;
}

static bool is_discardable(uint64_t linkage) {
    return linkage == BCF_LINKAGE_LINKONCE_ANY || linkage == BCF_LINKAGE_LINKONCE_ODR ||
           linkage == BCF_LINKAGE_AVAILABLE_EXTERNALLY;
}

/* Where a program begins, and what others may call. In a module with main, only what is exported may be called from outside. */
static bool is_root(const struct bcf_references *references, uint32_t global, bool has_main) {
    static const char *const names[] = {"llvm.global_ctors", "llvm.global_dtors", "llvm.used", "main"};
    const struct bcf_global *is = &references->module->globals.data[global];
    struct bcf_string name = bcf_global_name(references->module, global);
    bool function = is->record.code == BCF_MODULE_FUNCTION, variable = is->record.code == BCF_MODULE_GLOBALVAR;
    uint64_t linkage = bcf_global_operand(is, function ? BCF_FN_LINKAGE : variable ? BCF_VAR_LINKAGE : BCF_ALIAS_LINKAGE);
    uint64_t visibility = bcf_global_operand(is, function ? BCF_FN_VISIBILITY : variable ? BCF_VAR_VISIBILITY : 6);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (bcf_string_is(name, names[i]))
            return true;
    if (is_local(linkage) || (function && !is->body.end) || (variable && !bcf_global_operand(is, BCF_VAR_INIT)))
        return false;
    return !has_main || (!is_discardable(linkage) && visibility != HIDDEN);
}

static bool visit(struct bcf_references *references, bcf_u32s *work, uint32_t node, uint8_t reach) {
    if (references->reach[node])
        return true;
    references->reach[node] = reach;
    return bcf_push(references->context, work, node);
}

/* Goes on from what is in `work`; guarded references are followed only when that is what is looked for. */
static bool go_on(struct bcf_references *references, bcf_u32s *work, uint8_t reach) {
    while (work->count) {
        struct bcf_reference_range range = references->of[work->data[--work->count]];
        for (uint32_t i = 0; i < range.count; i++) {
            uint32_t target = references->targets.data[range.first + i];
            if ((!(target & BCF_GUARDED) || reach == BCFIX_REACH_GUARDED) &&
                !visit(references, work, target & ~BCF_GUARDED, reach))
                return false;
        }
    }
    return true;
}

bool bcf_references_reach(struct bcf_references *references) {
    bool has_main = false, good = true;
    bcf_u32s work = {0};
    for (uint32_t i = 0; i < references->globals; i++)
        has_main = has_main || (references->module->globals.data[i].body.end &&
                                bcf_string_is(bcf_global_name(references->module, i), "main"));
    for (uint32_t i = 0; good && i < references->globals; i++)
        if (is_root(references, i, has_main))
            good = visit(references, &work, i, BCFIX_REACH_YES);
    good = good && go_on(references, &work, BCFIX_REACH_YES);
    for (uint32_t i = 0; good && i < references->nodes; i++)
        if (references->reach[i] == BCFIX_REACH_YES)
            good = bcf_push(references->context, &work, i);
    good = good && go_on(references, &work, BCFIX_REACH_GUARDED);
    bcf_free_array(references->context, &work);
    return good;
}
