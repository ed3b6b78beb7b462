/* The walk over one body.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/aggregates.h"
#include "lower/call_forms.h"
#include "lower/carriers.h"
#include "lower/debug_info.h"
#include "lower/plan.h"
#include "lower/rewrite.h"
#include "lower/soft_floats.h"

#include <string.h>

/* By the code of an instruction: what rewrites it for each family, where something does. */
static const struct {
    bcf_rewrite_fn *graalvm, *llvm;
} rewrites[BCF_CODE_COUNT] = {
    [BCF_FUNC_CALL] = {bcf_rewrite_call, bcf_rewrite_call},
    [BCF_FUNC_INVOKE] = {bcf_rewrite_invoke, bcf_rewrite_invoke},
    [BCF_FUNC_CALLBR] = {bcf_rewrite_callbr, bcf_rewrite_callbr},
    [BCF_FUNC_CAST] = {bcf_rewrite_cast, NULL},
    [BCF_FUNC_BINOP] = {bcf_rewrite_binop, NULL},
    [BCF_FUNC_INSERTVAL] = {bcf_rewrite_insertval, NULL},
    [BCF_FUNC_LOAD] = {bcf_rewrite_load, NULL},
    [BCF_FUNC_LOADATOMIC] = {bcf_rewrite_atomic_access, bcf_rewrite_atomic_vector},
    [BCF_FUNC_STORE] = {bcf_rewrite_store, NULL},
    [BCF_FUNC_STOREATOMIC] = {bcf_rewrite_atomic_access, bcf_rewrite_atomic_vector},
    [BCF_FUNC_ALLOCA] = {NULL, bcf_rewrite_alloca},
    [BCF_FUNC_GEP] = {bcf_rewrite_gep, NULL},
    [BCF_FUNC_ATOMICRMW] = {bcf_rewrite_atomicrmw, bcf_rewrite_atomicrmw},
    [BCF_FUNC_CMPXCHG] = {bcf_rewrite_cmpxchg, NULL},
};

/* Where the walk is. */
struct walk {
    struct bcf_builder builder;
    struct bcf_debug_walk debug;
    struct bcf_aggregates aggregates;
    bcf_rewrite_fn *alone; /* this is a walk of its own that does this and nothing else, or NULL */
    size_t bundles; /* how many operand bundles wait for their call */
};

static bool keep(struct walk *walk, size_t index) {
    return bcf_push(walk->builder.module->context, &walk->builder.out, walk->builder.function->insns.data[index]);
}

static bool write_bundles(struct walk *walk, size_t before, const struct bcf_insn *call) {
    for (size_t i = before - walk->bundles; i < before; i++) {
        if (walk->alone ||
            bcf_bundle_fate(&walk->builder, &walk->builder.function->insns.data[i], call) == BCF_BUNDLE_STAYS) {
            if (!keep(walk, i))
                return false;
        } else if (!bcf_note(walk->builder.lowering, BCFIX_BCF014_OPERAND_BUNDLE, call, "an operand bundle was dropped")) {
            return false;
        }
    }
    return true;
}

static enum bcf_rewritten rewrite(struct walk *walk, const struct bcf_insn *insn) {
    bool graalvm = bcf_lowers_for(walk->builder.lowering, BCF_FAMILY_GRAALVM);
    enum bcf_rewritten outcome = BCF_KEPT;
    bcf_rewrite_fn *of_code;
    if (walk->alone)
        return walk->alone(&walk->builder, insn);
    if (walk->builder.lowering->debug_calls && bcf_debug_rewrite_call(&walk->builder, &walk->debug, insn))
        return BCF_REWRITTEN;
    if (graalvm && (insn->code == BCF_FUNC_BINOP || insn->code == BCF_FUNC_CAST || insn->code == BCF_FUNC_CMP2))
        outcome = bcf_rewrite_odd_integer(&walk->builder, insn);
    if (graalvm && !bcf_takes(walk->builder.lowering->target, BCF_TAKES_FAR_STEPS))
        bcf_follow_far(&walk->builder, insn);
    of_code = graalvm ? rewrites[insn->code].graalvm : rewrites[insn->code].llvm;
    return outcome == BCF_KEPT && of_code ? of_code(&walk->builder, insn) : outcome;
}

/* Whether the instruction was put aside. */
static bool copy_aggregates(struct walk *walk, size_t index) {
    unsigned code = walk->builder.function->insns.data[index].code;
    if (!walk->builder.aggregates)
        return false;
    bcf_aggregate_copies(&walk->builder, code);
    return code == BCF_FUNC_PHI && bcf_aggregate_phi(&walk->builder, index);
}

static bool write_instruction(struct walk *walk, size_t index) {
    struct bcf_insn insn;
    enum bcf_rewritten outcome = copy_aggregates(walk, index) ? BCF_REWRITTEN : BCF_KEPT;
    if (!walk->alone)
        bcf_fit_instruction(&walk->builder, &walk->builder.function->insns.data[index]);
    if (walk->debug.becomes_calls && !bcf_debug_before(&walk->builder, &walk->debug, index))
        return false;
    insn = walk->builder.function->insns.data[index];
    if (bcf_code_is_call(insn.code) && !walk->alone && outcome == BCF_KEPT)
        outcome = bcf_rewrite_call_form(&walk->builder, &insn, index - walk->bundles, index);
    if (outcome == BCF_KEPT)
        outcome = rewrite(walk, &insn);
    if (bcf_failed(walk->builder.module->context))
        return false;
    walk->debug.dropped = outcome == BCF_DROPPED;
    if (outcome == BCF_KEPT) {
        if (!write_bundles(walk, index, &insn) || !keep(walk, index))
            return false;
        walk->builder.block += bcf_code_is_terminator(insn.code);
    }
    walk->bundles = 0;
    return !walk->debug.waiting || bcf_debug_after(&walk->builder, &walk->debug, index);
}

static bool write_record(struct walk *walk, size_t index) {
    unsigned code = walk->builder.function->insns.data[index].code;
    if (code == BCF_FUNC_OPERAND_BUNDLE) {
        walk->bundles++;
        return true;
    }
    if (code == BCF_FUNC_BLOCKADDR_USERS && !bcf_takes(walk->builder.lowering->target, BCF_TAKES_BLOCKADDR_USERS))
        return bcf_note(walk->builder.lowering, BCFIX_BCF037_INSTRUCTION_FORM, NULL,
                        "the list of functions that take the address of a block was left out");
    if (bcf_is_debug(code))
        return bcf_debug_write(&walk->builder, &walk->debug, index);
    return keep(walk, index);
}

static void cut_phi(struct bcf_function *function, struct bcf_insn *phi, uint32_t from) {
    uint64_t *ops = function->ops.data + phi->first;
    uint8_t *kinds = function->kinds.data + phi->first;
    for (uint32_t i = 1; i + 1 < phi->count; i += 2) {
        if (ops[i + 1] != from)
            continue;
        memmove(ops + i, ops + i + 2, (phi->count - i - 2) * sizeof *ops);
        memmove(kinds + i, kinds + i + 2, phi->count - i - 2);
        phi->count -= 2;
        return;
    }
}

bool bcf_drop_edge(struct bcf_builder *builder, uint32_t to) {
    return bcf_push(builder->module->context, &builder->dropped_edges, builder->block) &&
           bcf_push(builder->module->context, &builder->dropped_edges, to);
}

static void cut_edges(struct bcf_builder *builder) {
    uint32_t block = 0;
    for (size_t i = 0; i < builder->out.count; i++) {
        struct bcf_insn *insn = &builder->out.data[i];
        for (size_t e = 0; insn->code == BCF_FUNC_PHI && e < builder->dropped_edges.count; e += 2)
            if (builder->dropped_edges.data[e + 1] == block)
                cut_phi(builder->function, insn, builder->dropped_edges.data[e]);
        block += bcf_code_is_terminator(insn->code);
    }
}

static bool write_body(struct walk *walk) {
    const struct bcf_function *function = walk->builder.function;
    walk->debug.becomes_calls = bcf_debug_becomes_calls(walk->builder.lowering);
    for (size_t i = 0; i < function->insns.count; i++)
        if (bcf_code_is_instruction(function->insns.data[i].code) ? !write_instruction(walk, i) : !write_record(walk, i))
            return false;
    if (walk->builder.dropped_edges.count)
        cut_edges(&walk->builder);
    return true;
}

static bool finish(struct walk *walk, bool good) {
    struct bcfix_context *context = walk->builder.module->context;
    bcf_debug_free(&walk->debug, context);
    bcf_aggregates_free(&walk->aggregates, context);
    bcf_free_array(context, &walk->builder.dropped_edges);
    bcf_free_array(context, &walk->builder.soft_types);
    bcf_free_array(context, &walk->builder.vector_types);
    bcf_free_array(context, &walk->builder.first_lane);
    bcf_free_array(context, &walk->builder.wholes);
    bcf_free_array(context, &walk->builder.wrapped);
    bcf_free_array(context, &walk->builder.far);
    if (good)
        return bcf_builder_finish(&walk->builder);
    bcf_free_array(context, &walk->builder.out);
    bcf_free_array(context, &walk->builder.entry);
    bcf_free_array(context, &walk->builder.replaced);
    return false;
}

/* Numbers and vectors that the target lacks go first and by themselves, so that what they become is rewritten like anything
 * else. */
static bool write_bits_of_numbers(struct bcf_lowering *lowering, struct bcf_function *function) {
    struct walk walk = {.alone = bcf_rewrite_soft};
    bool needed, good;
    if (!bcf_carry_types(lowering))
        return false;
    if (!lowering->softens)
        return true;
    bcf_builder_init(&walk.builder, lowering, function);
    good = bcf_prepare_soft(&walk.builder, &needed);
    if (good && !needed)
        return true; /* nothing was built or asked for */
    return finish(&walk, good && write_body(&walk));
}

static bool take_vectors_apart(struct bcf_lowering *lowering, struct bcf_function *function) {
    struct walk walk = {.alone = bcf_rewrite_vectors};
    bool needed, good;
    if (!bcf_carry_types(lowering) || !bcf_check_vectors(lowering, function))
        return false;
    if (!lowering->carries)
        return true;
    bcf_builder_init(&walk.builder, lowering, function);
    good = bcf_prepare_vectors(&walk.builder, &needed);
    if (good && !needed)
        return true; /* nothing was built or asked for */
    return finish(&walk, good && write_body(&walk) && bcf_finish_vectors(&walk.builder));
}

bool bcf_lower_function(struct bcf_lowering *lowering, struct bcf_function *function) {
    enum { SPARE = 32 }; /* what few rewrites of a body take */
    struct walk walk = {0};
    bool graalvm = bcf_lowers_for(lowering, BCF_FAMILY_GRAALVM);
    const char *lacking = graalvm ? bcf_lacking_type(lowering, function) : NULL;
    if (lacking)
        return bcf_trap_body(lowering, function, lacking);
    bcf_builder_init(&walk.builder, lowering, function);
    walk.builder.aggregates = graalvm ? &walk.aggregates : NULL;
    if (!bcf_check_types(lowering, function) || !bcf_look_at_data_layout(lowering, function) ||
        !bcf_lower_metadata(lowering, function) || !bcf_lower_constants(&walk.builder) ||
        (graalvm && (!write_bits_of_numbers(lowering, function) || !take_vectors_apart(lowering, function))))
        return false;
    walk.builder.out = lowering->spare;
    walk.builder.out.count = 0;
    memset(&lowering->spare, 0, sizeof lowering->spare);
    if (!finish(&walk, bcf_reserve(lowering->context, &walk.builder.out, function->insns.count + SPARE) && write_body(&walk)))
        return false;
    if (!function->use_lists.list.count)
        return true;
    function->use_lists.list.count = 0; /* positions of uses, which are other ones now */
    return bcf_note(lowering, BCFIX_BCF013_USE_LIST_ORDER, NULL, "the order of uses was dropped");
}
