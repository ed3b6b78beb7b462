/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/aggregates.h"

#include "lower/layout.h"

static bool has_place(const struct bcf_module *module, uint32_t type) {
    return bcf_is_aggregate(module, type) && bcf_field_count(module, type) != 0;
}

/* ---- what is known of a body ---- */

/* Blocks that a jump backwards spans may be in one cycle with each other; such spans that overlap count as one. Each cycle
 * lies in one, since what leads from its last block to its first are jumps backwards that overlap. */
static bool find_cycles(struct bcf_builder *builder, const bcf_u32s *farthest) {
    uint32_t cycle = BCF_NONE, end = 0;
    for (uint32_t b = 0; b < farthest->count; b++) {
        if (cycle != BCF_NONE && b > end)
            cycle = BCF_NONE;
        if (farthest->data[b] != BCF_NONE) {
            end = cycle == BCF_NONE || farthest->data[b] > end ? farthest->data[b] : end;
            cycle = cycle == BCF_NONE ? b : cycle;
        }
        if (!bcf_push(builder->module->context, &builder->aggregates->cycles, cycle))
            return false;
    }
    return true;
}

static void look_at(struct bcf_builder *builder, uint32_t index, uint32_t block, bcf_u32s *farthest) {
    const struct bcf_function *function = builder->function;
    const struct bcf_insn *insn = &function->insns.data[index];
    struct bcf_aggregates *aggregates = builder->aggregates;
    aggregates->blocks.data[aggregates->blocks.count++] = block;
    if (insn->result != BCF_NONE && insn->result < aggregates->makers.count)
        aggregates->makers.data[insn->result] = index;
    for (uint32_t o = 0; o < insn->count; o++) {
        uint64_t op = function->ops.data[insn->first + o], local = op & ~(uint64_t)BCF_LOCAL;
        uint8_t kind = function->kinds.data[insn->first + o];
        if (bcf_kind_is_value(kind) && (op & BCF_LOCAL) && local < aggregates->uses.count) {
            struct bcf_use *use = &aggregates->uses.data[local];
            *use = (struct bcf_use){use->count + 1, index, o};
        }
        if (kind == BCF_K_BASIC_BLOCK && bcf_code_is_terminator(insn->code) && op <= block && op < farthest->count)
            farthest->data[op] = block;
    }
}

static bool know(struct bcf_builder *builder) {
    const struct bcf_function *function = builder->function;
    struct bcf_aggregates *aggregates = builder->aggregates;
    struct bcfix_context *context = builder->module->context;
    bcf_u32s farthest = {0}; /* by block: the last one that jumps back to it, or BCF_NONE */
    bool good = true;
    uint32_t block = 0;
    if (aggregates->known)
        return true;
    aggregates->known = true;
    good = bcf_reserve(context, &aggregates->makers, function->types.count) &&
           bcf_reserve(context, &aggregates->uses, function->types.count) &&
           bcf_reserve(context, &aggregates->blocks, function->insns.count) && bcf_reserve(context, &farthest, function->block_count);
    for (size_t i = 0; good && i < function->types.count; i++) {
        aggregates->makers.data[aggregates->makers.count++] = BCF_NONE;
        aggregates->uses.data[aggregates->uses.count++] = (struct bcf_use){0};
    }
    for (uint32_t b = 0; good && b < function->block_count; b++)
        farthest.data[farthest.count++] = BCF_NONE;
    for (uint32_t i = 0; good && i < function->insns.count; i++) {
        look_at(builder, i, block, &farthest);
        block += bcf_code_is_terminator(function->insns.data[i].code);
    }
    good = good && find_cycles(builder, &farthest);
    bcf_free_array(context, &farthest);
    return good;
}

/* The index of the instruction that gives a value, or BCF_NONE. */
static uint32_t maker_of(const struct bcf_builder *builder, uint64_t value) {
    uint64_t local = value & ~(uint64_t)BCF_LOCAL;
    return (value & BCF_LOCAL) && local < builder->aggregates->makers.count ? builder->aggregates->makers.data[local]
                                                                           : BCF_NONE;
}

static struct bcf_use use_of(const struct bcf_builder *builder, uint32_t local) {
    return local < builder->aggregates->uses.count ? builder->aggregates->uses.data[local] : (struct bcf_use){0};
}

static bool is_alloca(const struct bcf_builder *builder, uint64_t value) {
    uint32_t maker = maker_of(builder, value);
    return maker != BCF_NONE && builder->function->insns.data[maker].code == BCF_FUNC_ALLOCA;
}

/* The next instruction from `index` on. */
static size_t instruction_from(const struct bcf_function *function, size_t index) {
    while (index < function->insns.count && !bcf_code_is_instruction(function->insns.data[index].code))
        index++;
    return index;
}

static unsigned code_at(const struct bcf_function *function, size_t index) {
    return index < function->insns.count ? function->insns.data[index].code : 0;
}

/* ---- loads ---- */

enum { POINTER = 0, VALUE = 1 }; /* the operands of a store */

/* Whether the only use of what the instruction at `index` gives is that the next one, behind a fence at most, stores it. */
static bool is_stored_at_once(const struct bcf_builder *builder, size_t index) {
    const struct bcf_function *function = builder->function;
    struct bcf_use use = use_of(builder, function->insns.data[index].result);
    size_t next = instruction_from(function, index + 1);
    if (code_at(function, next) == BCF_FUNC_FENCE)
        next = instruction_from(function, next + 1);
    return use.count == 1 && use.user == next && use.operand == VALUE && code_at(function, next) == BCF_FUNC_STORE;
}

/* How many of the uses of an address are stores to it that stand, with nothing else but addresses of its fields and stores to
 * those, right before the load at `index`; looked at are as many records as bcfix's own insertions take. */
static uint32_t stores_before(const struct bcf_builder *builder, uint64_t address, size_t index) {
    enum { FEW = 24 };
    const struct bcf_function *function = builder->function;
    uint32_t stores = 0;
    for (size_t i = index; i-- > 0 && index - i < FEW;) {
        const struct bcf_insn *insn = &function->insns.data[i];
        uint64_t pointer = bcf_op(builder, insn, POINTER);
        if (!bcf_code_is_instruction(insn->code))
            continue;
        if (insn->code == BCF_FUNC_GEP) {
            struct bcf_use use = use_of(builder, insn->result);
            if (bcf_op(builder, insn, 2) == address && use.count == 1 && use.operand == POINTER &&
                code_at(function, use.user) == BCF_FUNC_STORE && use.user < index)
                stores++;
            continue;
        }
        if (insn->code != BCF_FUNC_STORE)
            break;
        stores += pointer == address;
    }
    return stores;
}

/* No when it is stored at once, and when the memory is an alloca that this load alone reads, and that is written just before. */
bool bcf_load_is_lazy(struct bcf_builder *builder, const struct bcf_insn *load) {
    uint64_t pointer = bcf_op(builder, load, 0);
    uint32_t at;
    if (!has_place(builder->module, load->type) || !know(builder))
        return false;
    at = maker_of(builder, BCF_LOCAL | load->result);
    if (at == BCF_NONE || is_stored_at_once(builder, at))
        return false;
    return !is_alloca(builder, pointer) || stores_before(builder, pointer, at) + 1 !=
                                               use_of(builder, (uint32_t)(pointer & ~(uint64_t)BCF_LOCAL)).count;
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

/* ---- phis ---- */

/* What an incoming value of a phi in `cycle` is made by: nothing that can be reached again while the phi is in use, an
 * instruction that can, or one that hands on a place of another, which is not looked for. */
enum source { SOURCE_FIXED, SOURCE_CHANGES, SOURCE_PASSED_ON };

static enum source source_of(const struct bcf_builder *builder, uint64_t value, uint32_t cycle) {
    uint32_t maker = maker_of(builder, value);
    if (maker == BCF_NONE)
        return SOURCE_FIXED; /* a constant or an argument */
    switch (builder->function->insns.data[maker].code) {
    case BCF_FUNC_PHI:
    case BCF_FUNC_VSELECT:
    case BCF_FUNC_EXTRACTVAL:
    case BCF_FUNC_FREEZE:
        return SOURCE_PASSED_ON;
    default:
        return builder->aggregates->cycles.data[builder->aggregates->blocks.data[maker]] == cycle ? SOURCE_CHANGES
                                                                                                  : SOURCE_FIXED;
    }
}

static bool stays_before_copies(unsigned code) {
    return code == BCF_FUNC_PHI || code == BCF_FUNC_LANDINGPAD || code == BCF_FUNC_CLEANUPPAD || code == BCF_FUNC_CATCHPAD;
}

/* Whether the value is used once, by a store of it into an alloca. */
static bool is_stored_once(const struct bcf_builder *builder, uint32_t local) {
    struct bcf_use use = use_of(builder, local);
    return use.count == 1 && use.operand == VALUE && code_at(builder->function, use.user) == BCF_FUNC_STORE &&
           is_alloca(builder, bcf_op(builder, &builder->function->insns.data[use.user], POINTER));
}

/* Finds what comes after the phis of the block that the one at `index` is in. */
static void look_behind(struct bcf_builder *builder, size_t index) {
    struct bcf_aggregates *aggregates = builder->aggregates;
    if (aggregates->behind > index)
        return;
    while (code_at(builder->function, index) == BCF_FUNC_PHI)
        index = instruction_from(builder->function, index + 1);
    aggregates->behind = index;
    while (stays_before_copies(code_at(builder->function, index)))
        index = instruction_from(builder->function, index + 1);
    aggregates->pair = index;
}

/* Whether bcfix has copied the phi already: what follows the phis are pairs, in their order, of a store of one and a load of
 * that, whose value is only stored again. */
static bool is_copied(struct bcf_builder *builder, const struct bcf_insn *phi) {
    const struct bcf_function *function = builder->function;
    size_t at = builder->aggregates->pair, next = instruction_from(function, at + 1);
    const struct bcf_insn *store, *load;
    uint64_t place;
    if (code_at(function, at) != BCF_FUNC_STORE || code_at(function, next) != BCF_FUNC_LOAD)
        return false;
    store = &function->insns.data[at];
    load = &function->insns.data[next];
    place = bcf_op(builder, store, POINTER);
    if (bcf_op(builder, store, VALUE) != (BCF_LOCAL | phi->result) || !is_stored_once(builder, phi->result) ||
        bcf_op(builder, load, 0) != place || use_of(builder, (uint32_t)(place & ~(uint64_t)BCF_LOCAL)).count != 2 ||
        !is_stored_once(builder, load->result))
        return false;
    builder->aggregates->pair = instruction_from(function, next + 1);
    return true;
}

bool bcf_aggregate_phi(struct bcf_builder *builder, size_t index) {
    struct bcf_function *function = builder->function;
    struct bcf_aggregates *aggregates = builder->aggregates;
    struct bcfix_context *context = builder->module->context;
    struct bcf_insn copy = function->insns.data[index];
    const struct bcf_insn *behind;
    bool changes = false, own_pad = false;
    uint32_t block, cycle;
    if (!has_place(builder->module, copy.type) || !know(builder))
        return false;
    look_behind(builder, index);
    behind = aggregates->behind < function->insns.count ? &function->insns.data[aggregates->behind] : &copy;
    block = aggregates->blocks.data[index];
    cycle = block < aggregates->cycles.count ? aggregates->cycles.data[block] : BCF_NONE;
    for (uint32_t i = 1; cycle != BCF_NONE && i + 1 < copy.count; i += 2) { /* type, then pairs of value and block */
        uint64_t value = function->ops.data[copy.first + i];
        enum source source = source_of(builder, value, cycle);
        changes = changes || source != SOURCE_FIXED;
        own_pad = own_pad || source == SOURCE_PASSED_ON ||
                  (source == SOURCE_CHANGES && aggregates->blocks.data[maker_of(builder, value)] == block);
    }
    if (!changes || is_copied(builder, &copy) || behind->code == BCF_FUNC_CATCHSWITCH)
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
void bcf_aggregate_copies(struct bcf_builder *builder, unsigned code) {
    struct bcf_aggregates *aggregates = builder->aggregates;
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
    bcf_free_array(context, &aggregates->uses);
    bcf_free_array(context, &aggregates->makers);
    bcf_free_array(context, &aggregates->blocks);
    bcf_free_array(context, &aggregates->cycles);
    bcf_free_array(context, &aggregates->phis);
    bcf_free_array(context, &aggregates->results);
}
