/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/aggregates.h"

#include "lower/layout.h"

static bool has_place(const struct bcf_module *module, uint32_t type) {
    return bcf_is_aggregate(module, type) && bcf_field_count(module, type) != 0;
}

static bool is_value(uint8_t kind) {
    return kind == BCF_K_VALUE || kind == BCF_K_RELATIVE || kind == BCF_K_RELATIVE_TYPED || kind == BCF_K_RELATIVE_SIGNED;
}

/* ---- who uses a value ---- */

/* The uses of a local value: how many, and the instruction of the last one. */
struct uses {
    size_t count, user;
    uint32_t operand; /* of that instruction */
};

static struct uses uses_of(const struct bcf_function *function, uint32_t local) {
    struct uses uses = {0};
    for (size_t i = 0; i < function->insns.count; i++) {
        const struct bcf_insn *insn = &function->insns.data[i];
        for (uint32_t o = 0; o < insn->count; o++) {
            if (!is_value(function->kinds.data[insn->first + o]) ||
                function->ops.data[insn->first + o] != (BCF_LOCAL | (uint64_t)local))
                continue;
            uses.count++;
            uses.user = i;
            uses.operand = o;
        }
    }
    return uses;
}

static const struct bcf_insn *maker_of(const struct bcf_function *function, uint64_t value) {
    for (size_t i = 0; (value & BCF_LOCAL) && i < function->insns.count; i++)
        if (function->insns.data[i].result == (value & ~(uint64_t)BCF_LOCAL))
            return &function->insns.data[i];
    return NULL;
}

static size_t index_of(const struct bcf_function *function, uint32_t result) {
    return (size_t)(maker_of(function, BCF_LOCAL | result) - function->insns.data);
}

/* The first record of the block that the instruction at `index` is in. */
static size_t start_of_block(const struct bcf_function *function, size_t index) {
    while (index && !bcf_code_is_terminator(function->insns.data[index - 1].code))
        index--;
    return index;
}

/* ---- loads ---- */

enum { POINTER = 0, VALUE = 1 }; /* the operands of a store */

/* Whether all uses of an address between the start of a block and a load there are stores to it. `depth` is one more for
 * the addresses of fields. */
static bool is_written_only(const struct bcf_function *function, uint32_t local, size_t from, size_t load, unsigned depth) {
    for (size_t i = 0; i < function->insns.count; i++) {
        const struct bcf_insn *insn = &function->insns.data[i];
        for (uint32_t o = 0; o < insn->count; o++) {
            if (!is_value(function->kinds.data[insn->first + o]) ||
                function->ops.data[insn->first + o] != (BCF_LOCAL | (uint64_t)local) || i == load)
                continue;
            if (i < from || i > load)
                return false;
            if (insn->code == BCF_FUNC_STORE && o == POINTER)
                continue;
            if (insn->code != BCF_FUNC_GEP || depth || !is_written_only(function, insn->result, from, load, 1))
                return false;
        }
    }
    return true;
}

/* The next instruction from `index` on. */
static size_t instruction_from(const struct bcf_function *function, size_t index) {
    while (index < function->insns.count && !bcf_code_is_instruction(function->insns.data[index].code))
        index++;
    return index;
}

/* Whether the only use of what the instruction at `index` gives is that the next one, behind a fence at most, stores it. */
static bool is_stored_at_once(const struct bcf_function *function, size_t index) {
    struct uses uses = uses_of(function, function->insns.data[index].result);
    size_t next = instruction_from(function, index + 1);
    if (next < function->insns.count && function->insns.data[next].code == BCF_FUNC_FENCE)
        next = instruction_from(function, next + 1);
    return uses.count == 1 && uses.user == next && uses.operand == VALUE &&
           function->insns.data[next].code == BCF_FUNC_STORE;
}

/* No when it is stored at once, and when the memory is an alloca that this load alone reads, and that is written just before,
 * in the same block. */
bool bcf_load_is_lazy(const struct bcf_builder *builder, const struct bcf_insn *load) {
    const struct bcf_function *function = builder->function;
    const struct bcf_insn *place;
    size_t at;
    if (!has_place(builder->module, load->type))
        return false;
    at = index_of(function, load->result);
    if (is_stored_at_once(function, at))
        return false;
    place = maker_of(function, bcf_op(builder, load, 0));
    return !place || place->code != BCF_FUNC_ALLOCA ||
           !is_written_only(function, place->result, start_of_block(function, at), at, 0);
}

static uint32_t copied(struct bcf_builder *builder, uint32_t value, const struct bcf_insn *result) {
    enum { ALIGNMENT = 16 };
    uint32_t type = bcf_type_of(builder, value), place = bcf_alloca(builder, type, ALIGNMENT);
    bcf_store(builder, value, place, ALIGNMENT, false);
    if (result)
        bcf_in_place_of(builder, result);
    return bcf_load(builder, type, place, ALIGNMENT, false);
}

void bcf_keep_value(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t value) {
    copied(builder, value, insn);
}

/* ---- cycles ---- */

/* Blocks that a jump backwards spans may be in one cycle with each other; such spans that overlap count as one. Each cycle
 * lies in one, since what leads from its last block to its first are jumps backwards that overlap. */
static bool find_cycles(struct bcf_builder *builder, struct bcf_aggregates *aggregates) {
    const struct bcf_function *function = builder->function;
    struct bcfix_context *context = builder->module->context;
    bcf_u32s farthest = {0}; /* by block: the last one that jumps back to it, or BCF_NONE */
    uint32_t block = 0, cycle = BCF_NONE, end = 0;
    for (uint32_t b = 0; b < function->block_count; b++)
        if (!bcf_push(context, &farthest, BCF_NONE))
            return false;
    for (size_t i = 0; i < function->insns.count; i++) {
        const struct bcf_insn *insn = &function->insns.data[i];
        if (!bcf_push(context, &aggregates->blocks, block))
            break;
        while (insn->result != BCF_NONE && aggregates->makers.count <= insn->result)
            if (!bcf_push(context, &aggregates->makers, BCF_NONE))
                break;
        if (bcf_failed(context))
            break;
        if (insn->result != BCF_NONE)
            aggregates->makers.data[insn->result] = (uint32_t)i;
        if (!bcf_code_is_terminator(insn->code))
            continue;
        for (uint32_t o = insn->first; o < insn->first + insn->count; o++)
            if (function->kinds.data[o] == BCF_K_BASIC_BLOCK && function->ops.data[o] <= block)
                farthest.data[function->ops.data[o]] = block;
        block++;
    }
    for (uint32_t b = 0; b < function->block_count && !bcf_failed(context); b++) {
        if (cycle != BCF_NONE && b > end)
            cycle = BCF_NONE;
        if (farthest.data[b] != BCF_NONE) {
            end = cycle == BCF_NONE || farthest.data[b] > end ? farthest.data[b] : end;
            cycle = cycle == BCF_NONE ? b : cycle;
        }
        bcf_push(context, &aggregates->cycles, cycle);
    }
    bcf_free_array(context, &farthest);
    return !bcf_failed(context);
}

/* ---- phis ---- */

/* What an incoming value of a phi in `cycle` is made by: nothing that can be reached again while the phi is in use, an
 * instruction that can, or one that hands on a place of another, which is not looked for. */
enum source { SOURCE_FIXED, SOURCE_CHANGES, SOURCE_PASSED_ON };

static enum source source_of(const struct bcf_builder *builder, const struct bcf_aggregates *aggregates, uint64_t value,
                             uint32_t cycle) {
    uint64_t local = value & ~(uint64_t)BCF_LOCAL;
    uint32_t maker;
    if (!(value & BCF_LOCAL) || local >= aggregates->makers.count || aggregates->makers.data[local] == BCF_NONE)
        return SOURCE_FIXED; /* a constant or an argument */
    maker = aggregates->makers.data[local];
    switch (builder->function->insns.data[maker].code) {
    case BCF_FUNC_PHI:
    case BCF_FUNC_VSELECT:
    case BCF_FUNC_EXTRACTVAL:
    case BCF_FUNC_FREEZE:
        return SOURCE_PASSED_ON;
    default:
        return aggregates->cycles.data[aggregates->blocks.data[maker]] == cycle ? SOURCE_CHANGES : SOURCE_FIXED;
    }
}

static bool stays_before_copies(unsigned code) {
    return code == BCF_FUNC_PHI || code == BCF_FUNC_LANDINGPAD || code == BCF_FUNC_CLEANUPPAD || code == BCF_FUNC_CATCHPAD;
}

/* Whether the value is used once, by a store of it into an alloca; then `store` is its index. */
static bool is_stored_once(const struct bcf_function *function, uint32_t local, size_t *store) {
    struct uses uses = uses_of(function, local);
    const struct bcf_insn *place, *insn = &function->insns.data[uses.user];
    if (uses.count != 1 || insn->code != BCF_FUNC_STORE || uses.operand != VALUE)
        return false;
    place = maker_of(function, function->ops.data[insn->first + POINTER]);
    *store = uses.user;
    return place && place->code == BCF_FUNC_ALLOCA;
}

/* Whether bcfix has copied the phi already: what follows the phis are pairs of a store of one and a load of that, whose
 * value is only stored again; one of the pairs is that of this phi. */
static bool is_copied(const struct bcf_function *function, size_t index) {
    size_t at = instruction_from(function, index), store;
    while (at < function->insns.count && stays_before_copies(function->insns.data[at].code))
        at = instruction_from(function, at + 1);
    for (; at < function->insns.count && function->insns.data[at].code == BCF_FUNC_STORE;) {
        const struct bcf_insn *first = &function->insns.data[at], *load, *value;
        uint64_t place = function->ops.data[first->first + POINTER];
        size_t next = instruction_from(function, at + 1), again;
        value = maker_of(function, function->ops.data[first->first + VALUE]);
        load = next < function->insns.count ? &function->insns.data[next] : NULL;
        if (!value || value->code != BCF_FUNC_PHI || !is_stored_once(function, value->result, &store) || store != at ||
            !load || load->code != BCF_FUNC_LOAD || function->ops.data[load->first] != place ||
            uses_of(function, (uint32_t)(place & ~(uint64_t)BCF_LOCAL)).count != 2 ||
            !is_stored_once(function, load->result, &again))
            return false;
        if (value == &function->insns.data[index])
            return true;
        at = instruction_from(function, next + 1);
    }
    return false;
}

/* What comes after the phis of the block. */
static const struct bcf_insn *behind_phis(const struct bcf_function *function, size_t index) {
    size_t next = index;
    while (next < function->insns.count && function->insns.data[next].code == BCF_FUNC_PHI)
        next = instruction_from(function, next + 1);
    return &function->insns.data[next < function->insns.count ? next : index];
}

bool bcf_aggregate_phi(struct bcf_builder *builder, struct bcf_aggregates *aggregates, size_t index) {
    struct bcf_function *function = builder->function;
    struct bcfix_context *context = builder->module->context;
    const struct bcf_insn *behind = behind_phis(function, index);
    struct bcf_insn copy = function->insns.data[index];
    bool changes = false, own_pad = false;
    uint32_t block, cycle;
    if (!has_place(builder->module, copy.type) || (!aggregates->cycles.count && !find_cycles(builder, aggregates)))
        return false;
    block = aggregates->blocks.data[index];
    cycle = aggregates->cycles.data[block];
    for (uint32_t i = 1; cycle != BCF_NONE && i + 1 < copy.count; i += 2) { /* type, then pairs of value and block */
        uint64_t value = function->ops.data[copy.first + i];
        enum source source = source_of(builder, aggregates, value, cycle);
        changes = changes || source != SOURCE_FIXED;
        own_pad = own_pad || source == SOURCE_PASSED_ON ||
                  (source == SOURCE_CHANGES &&
                   aggregates->blocks.data[aggregates->makers.data[value & ~(uint64_t)BCF_LOCAL]] == block);
    }
    if (!changes || is_copied(function, index) || behind->code == BCF_FUNC_CATCHSWITCH)
        return false;
    aggregates->traps = aggregates->traps || (own_pad && behind->code == BCF_FUNC_LANDINGPAD && behind->type == copy.type);
    if (!bcf_push(context, &aggregates->results, copy.result))
        return false;
    copy.result = (uint32_t)function->types.count;
    copy.attachment = 0;
    return bcf_push(context, &function->types, copy.type) && bcf_push(context, &aggregates->phis, copy) &&
           bcf_push(context, &builder->out, copy);
}

/* All phis of a block have their values at the same time, so that no place that another of them may lead to is written
 * before all were copied once. */
void bcf_aggregate_copies(struct bcf_builder *builder, struct bcf_aggregates *aggregates, unsigned code) {
    size_t count = aggregates->phis.count;
    if (!count || stays_before_copies(code))
        return;
    for (size_t i = 0; i < count; i++)
        aggregates->phis.data[i].type = copied(builder, BCF_LOCAL | aggregates->phis.data[i].result, NULL);
    for (size_t i = 0; i < count; i++) {
        struct bcf_insn phi = {.result = aggregates->results.data[i]};
        copied(builder, aggregates->phis.data[i].type, &phi);
    }
    bcf_note(builder->lowering, BCFIX_BCF080_AGGREGATE_COPY, NULL, "%zu phis of structs or arrays were copied", count);
    if (aggregates->traps)
        bcf_trap(builder, BCFIX_BCF041_UNSUPPORTED_INSTRUCTION, NULL, BCF_NO_RESULT,
                 "a phi of what a landing pad beside it gave before has no form for %s", builder->lowering->target->name);
    aggregates->phis.count = aggregates->results.count = 0;
    aggregates->traps = false;
}

void bcf_aggregates_free(struct bcf_aggregates *aggregates, struct bcfix_context *context) {
    bcf_free_array(context, &aggregates->phis);
    bcf_free_array(context, &aggregates->results);
    bcf_free_array(context, &aggregates->cycles);
    bcf_free_array(context, &aggregates->makers);
    bcf_free_array(context, &aggregates->blocks);
}
