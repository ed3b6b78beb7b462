/* Instructions.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/builder.h"

#include <string.h>

void bcf_builder_init(struct bcf_builder *builder, struct bcf_lowering *lowering, struct bcf_function *function) {
    memset(builder, 0, sizeof *builder);
    builder->lowering = lowering;
    builder->module = lowering->module;
    builder->function = function;
    builder->result = BCF_NONE;
    builder->personality = BCF_NONE;
}

/* Whether another value is used instead of it. */
static bool is_replaced(const struct bcf_builder *builder, uint64_t value) {
    return (value & BCF_LOCAL) && (value & ~(uint64_t)BCF_LOCAL) < builder->replaced.count &&
           builder->replaced.data[value & ~(uint64_t)BCF_LOCAL] != BCF_NONE;
}

/* What is used instead of a value. A chain that was followed is made shorter, so that it is followed once. */
static uint64_t replacement(struct bcf_builder *builder, uint64_t value) {
    while (is_replaced(builder, value)) {
        uint32_t *next = &builder->replaced.data[value & ~(uint64_t)BCF_LOCAL];
        if (is_replaced(builder, *next))
            *next = builder->replaced.data[*next & ~BCF_LOCAL];
        value = *next;
    }
    return value;
}

static void replace_operands(struct bcf_builder *builder) {
    struct bcf_function *function = builder->function;
    for (size_t i = 0; i < builder->out.count; i++) {
        const struct bcf_insn *insn = &builder->out.data[i];
        for (uint32_t o = insn->first; o < insn->first + insn->count; o++) {
            if (bcf_kind_is_value(function->kinds.data[o]))
                function->ops.data[o] = replacement(builder, function->ops.data[o]);
        }
    }
}

/* Metadata of the function names values too: METADATA_VALUE is [type, value]. */
static void replace_in_metadata(struct bcf_builder *builder) {
    struct bcf_function *function = builder->function;
    struct bcf_pack *nodes = &function->metadata.nodes;
    struct bcfix_context *context = builder->module->context;
    for (size_t i = 0; i < nodes->offsets.count; i++) {
        uint64_t value;
        if (bcf_pack_code(nodes, i) != BCF_MD_VALUE || !bcf_pack_get(context, nodes, i, &function->scratch))
            continue;
        value = replacement(builder, function->scratch.ops.data[1]);
        if (value == function->scratch.ops.data[1])
            continue;
        function->scratch.ops.data[0] = bcf_value_type(builder->module, function, (uint32_t)value);
        function->scratch.ops.data[1] = value;
        if (!bcf_pack_replace(context, nodes, i, BCF_MD_VALUE, function->scratch.ops.data, function->scratch.ops.count))
            return;
    }
}

/* Puts the allocas before the first instruction, which is no phi. */
static void put_entry_first(struct bcf_builder *builder) {
    size_t count = builder->entry.count;
    if (count && bcf_reserve(builder->module->context, &builder->out, count)) {
        memmove(builder->out.data + count, builder->out.data, builder->out.count * sizeof *builder->out.data);
        memcpy(builder->out.data, builder->entry.data, count * sizeof *builder->out.data);
        builder->out.count += count;
    }
    bcf_free_array(builder->module->context, &builder->entry);
}

bool bcf_builder_finish(struct bcf_builder *builder) {
    struct bcf_function *function = builder->function;
    bcf_insns old = function->insns;
    put_entry_first(builder);
    if (builder->replaced.count) {
        replace_operands(builder);
        replace_in_metadata(builder);
    }
    function->insns = builder->out;
    bcf_free_array(builder->module->context, &builder->lowering->spare);
    builder->lowering->spare = old;
    bcf_free_array(builder->module->context, &builder->replaced);
    memset(&builder->out, 0, sizeof builder->out);
    return !bcf_failed(builder->module->context);
}

uint32_t bcf_emit(struct bcf_builder *builder, unsigned code, uint32_t type, const char *kinds, const uint64_t *ops,
                  size_t count) {
    struct bcf_function *function = builder->function;
    struct bcfix_context *context = builder->module->context;
    struct bcf_insn insn = {(uint16_t)code, BCF_NONE, BCF_NONE, (uint32_t)function->ops.count, (uint32_t)count, 0,
                            UINT64_MAX};
    if (bcf_failed(context) || type == BCF_NONE || !bcf_count_record(context, count))
        return BCF_NONE;
    for (size_t i = 0; i < count; i++)
        if (!bcf_push(context, &function->ops, ops[i]) || !bcf_push(context, &function->kinds, (uint8_t)kinds[i]))
            return BCF_NONE;
    if (type != BCF_NO_RESULT) {
        insn.type = type;
        insn.result = builder->result;
        builder->result = BCF_NONE;
        if (insn.result == BCF_NONE) {
            insn.result = (uint32_t)function->types.count;
            if (!bcf_push(context, &function->types, type))
                return BCF_NONE;
        } else if (function->types.data[insn.result] != type) {
            bcf_fail(context, BCFIX_INTERNAL, "a rewrite gives a value another type (record %s)",
                     bcf_record_name(BCF_BLOCK_FUNCTION, code));
            return BCF_NONE;
        }
    }
    if (bcf_code_is_terminator(code))
        builder->block++;
    if (!bcf_push(context, &builder->out, insn))
        return BCF_NONE;
    return insn.result == BCF_NONE ? BCF_NONE : BCF_LOCAL | insn.result;
}

uint32_t bcf_type_of(const struct bcf_builder *builder, uint32_t value) {
    return value == BCF_NONE ? BCF_NONE : bcf_value_type(builder->module, builder->function, value);
}

uint32_t bcf_argument(const struct bcf_builder *builder, uint32_t index) {
    (void)builder;
    return BCF_LOCAL | index;
}

uint32_t bcf_binop(struct bcf_builder *builder, enum bcf_binop operation, uint32_t x, uint32_t y) {
    uint64_t ops[] = {x, y, operation};
    return bcf_emit(builder, BCF_FUNC_BINOP, bcf_type_of(builder, x), "Rrl", ops, 3);
}

uint32_t bcf_fneg(struct bcf_builder *builder, uint32_t x) {
    uint64_t ops[] = {x, 0};
    return bcf_emit(builder, BCF_FUNC_UNOP, bcf_type_of(builder, x), "Rl", ops, 2);
}

uint32_t bcf_cast(struct bcf_builder *builder, enum bcf_cast operation, uint32_t x, uint32_t type) {
    uint64_t ops[] = {x, type, operation};
    if (bcf_type_of(builder, x) == type && builder->result == BCF_NONE)
        return x;
    return bcf_emit(builder, BCF_FUNC_CAST, type, "Rtl", ops, 3);
}

uint32_t bcf_compare(struct bcf_builder *builder, enum bcf_predicate predicate, uint32_t x, uint32_t y) {
    uint64_t ops[] = {x, y, predicate};
    uint32_t bit = bcf_int_type(builder->module, 1), type = bcf_type_of(builder, x);
    if (bit == BCF_NONE || type == BCF_NONE)
        return BCF_NONE;
    return bcf_emit(builder, BCF_FUNC_CMP2, bcf_type_shaped(builder->module, type, bit), "Rrl", ops, 3);
}

uint32_t bcf_select(struct bcf_builder *builder, uint32_t condition, uint32_t x, uint32_t y) {
    uint64_t ops[] = {x, y, condition};
    return bcf_emit(builder, BCF_FUNC_VSELECT, bcf_type_of(builder, x), "RrR", ops, 3);
}

uint32_t bcf_freeze(struct bcf_builder *builder, uint32_t x) {
    uint64_t ops[] = {x};
    return bcf_emit(builder, BCF_FUNC_FREEZE, bcf_type_of(builder, x), "R", ops, 1);
}

/* Alignments are written as their logarithm + 1. */
static uint64_t written_align(unsigned align) {
    uint64_t written = 1;
    while (align > 1) {
        align >>= 1;
        written++;
    }
    return written;
}

uint32_t bcf_load(struct bcf_builder *builder, uint32_t type, uint32_t pointer, unsigned align, bool is_volatile) {
    uint64_t ops[] = {pointer, type, written_align(align), is_volatile};
    return bcf_emit(builder, BCF_FUNC_LOAD, type, "Rtll", ops, 4);
}

void bcf_store(struct bcf_builder *builder, uint32_t value, uint32_t pointer, unsigned align, bool is_volatile) {
    uint64_t ops[] = {pointer, value, written_align(align), is_volatile};
    bcf_emit(builder, BCF_FUNC_STORE, BCF_NO_RESULT, "RRll", ops, 4);
}

uint32_t bcf_alloca(struct bcf_builder *builder, uint32_t type, unsigned align) {
    uint32_t i32 = bcf_int_type(builder->module, 32), one = bcf_int(builder, i32, 1);
    uint64_t ops[] = {type, i32, one, written_align(align) | 1 << 6}; /* bit 6: the type is explicit */
    uint32_t result = builder->result, place;
    bcf_insns out = builder->out;
    builder->result = BCF_NONE;
    builder->out = builder->entry;
    place = bcf_emit(builder, BCF_FUNC_ALLOCA, bcf_ptr_type(builder->module), "ttvl", ops, 4);
    builder->entry = builder->out;
    builder->out = out;
    builder->result = result;
    return place;
}

uint32_t bcf_element_address(struct bcf_builder *builder, uint32_t type, uint32_t pointer, uint32_t index) {
    uint64_t ops[] = {0, type, pointer, index};
    return bcf_emit(builder, BCF_FUNC_GEP, bcf_type_of(builder, pointer), "ltRR", ops, 4);
}

uint32_t bcf_extract_lane(struct bcf_builder *builder, uint32_t vector, uint32_t lane) {
    uint32_t i32 = bcf_int_type(builder->module, 32), type = bcf_type_of(builder, vector);
    uint64_t ops[] = {vector, bcf_int(builder, i32, lane)};
    if (type == BCF_NONE)
        return BCF_NONE;
    return bcf_emit(builder, BCF_FUNC_EXTRACTELT, bcf_type_element(builder->module, type), "RR", ops, 2);
}

uint32_t bcf_insert_lane(struct bcf_builder *builder, uint32_t vector, uint32_t element, uint32_t lane) {
    uint32_t i32 = bcf_int_type(builder->module, 32);
    uint64_t ops[] = {vector, element, bcf_int(builder, i32, lane)};
    return bcf_emit(builder, BCF_FUNC_INSERTELT, bcf_type_of(builder, vector), "RrR", ops, 3);
}

uint32_t bcf_shuffle(struct bcf_builder *builder, uint32_t x, uint32_t y, const uint64_t *lanes, uint64_t count) {
    struct bcf_module *module = builder->module;
    uint32_t mask = bcf_int_vector(builder, bcf_vector_type(module, count, bcf_int_type(module, 32)), lanes);
    uint64_t ops[] = {x, y, mask};
    if (x == BCF_NONE || y == BCF_NONE || mask == BCF_NONE)
        return BCF_NONE;
    return bcf_emit(builder, BCF_FUNC_SHUFFLEVEC,
                    bcf_vector_type(module, count, bcf_type_element(module, bcf_type_of(builder, x))), "RrR", ops, 3);
}

uint32_t bcf_extract_field(struct bcf_builder *builder, uint32_t aggregate, uint64_t field) {
    uint64_t ops[] = {aggregate, field};
    if (bcf_failed(builder->module->context) || aggregate == BCF_NONE)
        return BCF_NONE;
    return bcf_emit(builder, BCF_FUNC_EXTRACTVAL,
                    bcf_insn_result_type(builder->module, builder->function, BCF_FUNC_EXTRACTVAL, ops, 2), "Rl", ops, 2);
}

uint32_t bcf_insert_field(struct bcf_builder *builder, uint32_t aggregate, uint32_t element, uint64_t field) {
    uint64_t ops[] = {aggregate, element, field};
    return bcf_emit(builder, BCF_FUNC_INSERTVAL, bcf_type_of(builder, aggregate), "RRl", ops, 3);
}

enum { MAX_ARGUMENTS = 16 };

/* A call in the calling convention `cc` of the function at `callee`, a global or a pointer. */
static uint32_t call_at(struct bcf_builder *builder, uint32_t callee, uint32_t type, uint64_t cc, const uint32_t *arguments,
                        size_t count) {
    struct bcf_module *module = builder->module;
    uint64_t ops[BCF_CALL_FIRST_ARGUMENT + MAX_ARGUMENTS];
    char kinds[BCF_CALL_FIRST_ARGUMENT + MAX_ARGUMENTS] = "alltR";
    uint32_t result;
    if (bcf_failed(module->context) || callee == BCF_NONE || type == BCF_NONE)
        return BCF_NONE;
    if (count > MAX_ARGUMENTS) {
        bcf_fail(module->context, BCFIX_INTERNAL, "a made call has too many arguments");
        return BCF_NONE;
    }
    result = (uint32_t)bcf_type(module, type)->ops[1];
    ops[BCF_CALL_ATTRIBUTES] = 0;
    /* The calling convention is shifted by one: bit 0 says tail. */
    ops[BCF_CALL_CC] = BCF_CALL_EXPLICIT_TYPE | cc << 1;
    ops[BCF_CALL_FMF] = 0;
    ops[BCF_CALL_TYPE] = type;
    ops[BCF_CALL_CALLEE] = callee;
    for (size_t i = 0; i < count; i++) {
        if (arguments[i] == BCF_NONE)
            return BCF_NONE;
        ops[BCF_CALL_FIRST_ARGUMENT + i] = arguments[i];
        kinds[BCF_CALL_FIRST_ARGUMENT + i] = BCF_K_RELATIVE;
    }
    if (bcf_type(module, result)->code == BCF_TYPE_VOID)
        result = BCF_NO_RESULT;
    return bcf_emit(builder, BCF_FUNC_CALL, result, kinds, ops, BCF_CALL_FIRST_ARGUMENT + count);
}

uint32_t bcf_call(struct bcf_builder *builder, uint32_t function, const uint32_t *arguments, size_t count) {
    const struct bcf_entry_record *record;
    if (bcf_failed(builder->module->context) || function == BCF_NONE)
        return BCF_NONE;
    record = &builder->module->globals.data[function].record;
    return call_at(builder, function, (uint32_t)record->ops[BCF_GLOBAL_TYPE], record->ops[BCF_FN_CC], arguments, count);
}

uint32_t bcf_call_pointer(struct bcf_builder *builder, uint32_t pointer, uint32_t function_type, const uint32_t *arguments,
                          size_t count) {
    return call_at(builder, pointer, function_type, 0, arguments, count);
}

uint32_t bcf_cmpxchg(struct bcf_builder *builder, uint32_t pointer, uint32_t compared, uint32_t fresh,
                     enum bcf_ordering success, enum bcf_ordering failure, unsigned align) {
    uint32_t type = bcf_type_of(builder, compared);
    uint32_t fields[2] = {type, bcf_int_type(builder->module, 1)};
    /* pointer, compared, new, volatile, success, scope (1: system), failure, weak, alignment */
    uint64_t ops[] = {pointer, compared, fresh, 0, success, 1, failure, 0, written_align(align)};
    return bcf_emit(builder, BCF_FUNC_CMPXCHG, bcf_struct_type(builder->module, fields, 2), "RRrllylll", ops, 9);
}

void bcf_fence(struct bcf_builder *builder, enum bcf_ordering ordering) {
    uint64_t ops[] = {ordering, 1};
    bcf_emit(builder, BCF_FUNC_FENCE, BCF_NO_RESULT, "ly", ops, 2);
}

enum { MAX_INCOMING = 16 };

uint32_t bcf_phi(struct bcf_builder *builder, uint32_t type, size_t count) {
    uint64_t ops[1 + 2 * MAX_INCOMING] = {type};
    char kinds[1 + 2 * MAX_INCOMING] = "t";
    for (size_t i = 0; i < count; i++) {
        kinds[1 + 2 * i] = BCF_K_RELATIVE_SIGNED;
        kinds[2 + 2 * i] = BCF_K_BASIC_BLOCK;
    }
    return bcf_emit(builder, BCF_FUNC_PHI, type, kinds, ops, 1 + 2 * count);
}

void bcf_phi_set(struct bcf_builder *builder, uint32_t phi, size_t index, uint32_t value, uint32_t block) {
    for (size_t i = builder->out.count; i-- > 0;) {
        const struct bcf_insn *insn = &builder->out.data[i];
        if (insn->code != BCF_FUNC_PHI || (BCF_LOCAL | insn->result) != phi)
            continue;
        builder->function->ops.data[insn->first + 1 + 2 * index] = value;
        builder->function->ops.data[insn->first + 2 + 2 * index] = block;
        return;
    }
}

void bcf_return(struct bcf_builder *builder, uint32_t value) {
    uint64_t ops[] = {value};
    bcf_emit(builder, BCF_FUNC_RET, BCF_NO_RESULT, "R", ops, value == BCF_NONE ? 0 : 1);
}

void bcf_branch(struct bcf_builder *builder, uint32_t block) {
    uint64_t ops[] = {block};
    bcf_emit(builder, BCF_FUNC_BR, BCF_NO_RESULT, "b", ops, 1);
}

void bcf_branch_if(struct bcf_builder *builder, uint32_t condition, uint32_t then, uint32_t otherwise) {
    uint64_t ops[] = {then, otherwise, condition};
    bcf_emit(builder, BCF_FUNC_BR, BCF_NO_RESULT, "bbr", ops, 3);
}

void bcf_unreachable(struct bcf_builder *builder) {
    bcf_emit(builder, BCF_FUNC_UNREACHABLE, BCF_NO_RESULT, "", NULL, 0);
}

void bcf_in_place_of(struct bcf_builder *builder, const struct bcf_insn *insn) {
    builder->result = insn->result;
}

void bcf_replace_with(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t value) {
    if (insn->result == BCF_NONE)
        return;
    if (replacement(builder, value) == (BCF_LOCAL | insn->result)) /* only where nothing leads to: it stands for itself */
        value = bcf_poison(builder, builder->function->types.data[insn->result]);
    while (builder->replaced.count <= insn->result)
        if (!bcf_push(builder->module->context, &builder->replaced, BCF_NONE))
            return;
    builder->replaced.data[insn->result] = value;
}
