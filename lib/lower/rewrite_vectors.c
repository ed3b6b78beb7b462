/* Vectors that the target lacks: what is done to their elements is done to values of their own, and what moves them as a
 * whole moves the integer that carries them (carriers.h).
 *
 * Before the walk each result that is given element by element gets the local indices of its elements, so uses may stand
 * before what they use.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/vectors.h"

/* ---- instructions that do the same to each element ---- */

enum { MAX_OPERANDS = 8 };

/* How many elements the instruction is about: of its result, or of an operand. */
static uint32_t lanes_of(const struct bcf_builder *builder, const struct bcf_insn *insn) {
    struct bcf_carried vector;
    if (bcf_gives_vector(builder, insn, &vector))
        return vector.lanes;
    return (uint32_t)bcf_type_lanes(builder->module, insn->type);
}

static bool each_lane(struct bcf_builder *builder, const struct bcf_insn *insn) {
    struct bcf_carried vector;
    uint32_t values[BCF_MAX_CARRIED_LANES], lanes = lanes_of(builder, insn);
    uint32_t type = bcf_gives_vector(builder, insn, &vector) ? vector.element : bcf_type_element(builder->module, insn->type);
    uint64_t ops[MAX_OPERANDS];
    char kinds[MAX_OPERANDS];
    if (insn->count > MAX_OPERANDS || lanes > BCF_MAX_CARRIED_LANES)
        return false;
    for (uint32_t lane = 0; lane < lanes; lane++) {
        for (uint32_t i = 0; i < insn->count; i++) {
            uint8_t kind = builder->function->kinds.data[insn->first + i];
            ops[i] = bcf_op(builder, insn, i);
            kinds[i] = (char)kind;
            if (bcf_kind_is_value(kind))
                ops[i] = bcf_lane(builder, (uint32_t)ops[i], lane);
            else if (kind == BCF_K_TYPE)
                ops[i] = type;
        }
        values[lane] = bcf_emit(builder, insn->code, type, kinds, ops, insn->count);
    }
    bcf_set_lanes(builder, insn, values);
    return true;
}

/* A bitcast is about all bits, and the integer has them, lowest. */
static bool bitcast(struct bcf_builder *builder, const struct bcf_insn *insn) {
    uint32_t value = (uint32_t)bcf_op(builder, insn, 0);
    struct bcf_carried from = {0}, to = {0}, vector;
    bool from_vector = bcf_was_vector(builder, value, &from), to_vector = bcf_gives_vector(builder, insn, &to);
    value = bcf_whole(builder, value);
    vector = from_vector ? from : to;
    if (!from_vector || !to_vector) {
        uint32_t bits = bcf_int_type(builder->module, (uint64_t)vector.lanes * vector.width);
        value = bcf_cast(builder, from_vector ? BCF_TRUNC : BCF_BITCAST, value, bits);
        value = bcf_cast(builder, to_vector ? BCF_ZEXT : BCF_BITCAST, value, insn->type);
    }
    bcf_replace_with(builder, insn, value);
    return true;
}

static bool is_bitcast(const struct bcf_builder *builder, const struct bcf_insn *insn) {
    return insn->code == BCF_FUNC_CAST && bcf_op(builder, insn, 2) == BCF_BITCAST;
}

static bool cast(struct bcf_builder *builder, const struct bcf_insn *insn) {
    return is_bitcast(builder, insn) ? bitcast(builder, insn) : each_lane(builder, insn);
}

/* ---- instructions that move elements ---- */

/* The lanes that an index of this type can name. */
static uint32_t reach(const struct bcf_builder *builder, uint32_t index, uint32_t lanes) {
    uint64_t width = bcf_type_integer_width(builder->module, bcf_type_of(builder, index));
    return width < 9 && lanes > 1u << width ? 1u << width : lanes;
}

static uint32_t is_lane(struct bcf_builder *builder, uint32_t index, uint32_t lane) {
    return bcf_compare(builder, BCF_ICMP_EQ, index, bcf_int(builder, bcf_type_of(builder, index), lane));
}

static bool constant_index(const struct bcf_builder *builder, uint32_t value, int64_t *index) {
    return bcf_constant_int(builder->module, builder->function, value, index);
}

static bool insert(struct bcf_builder *builder, const struct bcf_insn *insn) {
    uint32_t vector = (uint32_t)bcf_op(builder, insn, 0), element = (uint32_t)bcf_op(builder, insn, 1);
    uint32_t index = (uint32_t)bcf_op(builder, insn, 2), values[BCF_MAX_CARRIED_LANES], lanes = lanes_of(builder, insn);
    int64_t at;
    bool known = constant_index(builder, index, &at);
    for (uint32_t lane = 0; lane < lanes; lane++) {
        if (known && lane == at) {
            values[lane] = element;
            continue;
        }
        values[lane] = bcf_lane(builder, vector, lane);
        if (!known && lane < reach(builder, index, lanes))
            values[lane] = bcf_select(builder, is_lane(builder, index, lane), element, values[lane]);
    }
    bcf_set_lanes(builder, insn, values);
    return true;
}

static bool extract(struct bcf_builder *builder, const struct bcf_insn *insn) {
    uint32_t value = (uint32_t)bcf_op(builder, insn, 0), index = (uint32_t)bcf_op(builder, insn, 1), result;
    struct bcf_carried vector;
    int64_t at;
    if (!bcf_was_vector(builder, value, &vector)) /* of one that the target has, at an index that is no vector */
        return false;
    if (constant_index(builder, index, &at)) {
        bool outside = at < 0 || at >= vector.lanes;
        result = outside ? bcf_poison(builder, vector.element) : bcf_lane(builder, value, (uint32_t)at);
    } else {
        result = bcf_lane(builder, value, 0);
        for (uint32_t lane = 1; lane < reach(builder, index, vector.lanes); lane++) {
            uint32_t here = is_lane(builder, index, lane);
            result = bcf_select(builder, here, bcf_lane(builder, value, lane), result);
        }
    }
    bcf_replace_with(builder, insn, result);
    return true;
}

/* Which lane of the two vectors one after the other the mask names, or -1. */
static int64_t masked_lane(const struct bcf_builder *builder, const struct bcf_unpacked *mask, uint32_t lane) {
    int64_t from = -1;
    if (mask->code == BCF_CST_NULL)
        return 0;
    if (mask->code == BCF_CST_DATA && lane < mask->ops.count)
        return (int64_t)mask->ops.data[lane];
    if (mask->code == BCF_CST_AGGREGATE && lane < mask->ops.count && /* else it has elements that are poison */
        bcf_constant_int(builder->module, builder->function, (uint32_t)mask->ops.data[lane], &from))
        return from;
    return -1;
}

static bool shuffle(struct bcf_builder *builder, const struct bcf_insn *insn) {
    uint32_t x = (uint32_t)bcf_op(builder, insn, 0), y = (uint32_t)bcf_op(builder, insn, 1);
    uint32_t values[BCF_MAX_CARRIED_LANES], lanes = lanes_of(builder, insn);
    struct bcf_unpacked mask = {0};
    struct bcf_carried vector;
    bool known = bcf_constant_record(builder->module, builder->function, (uint32_t)bcf_op(builder, insn, 2), &mask);
    known = known && bcf_was_vector(builder, x, &vector);
    for (uint32_t lane = 0; known && lane < lanes; lane++) {
        int64_t from = masked_lane(builder, &mask, lane);
        if (from < 0 || from >= 2 * (int64_t)vector.lanes)
            values[lane] = bcf_poison(builder, vector.element);
        else if (from < vector.lanes)
            values[lane] = bcf_lane(builder, x, (uint32_t)from);
        else
            values[lane] = bcf_lane(builder, y, (uint32_t)from - vector.lanes);
    }
    bcf_free_array(builder->module->context, &mask.ops);
    if (known)
        bcf_set_lanes(builder, insn, values);
    return known;
}

/* ---- the whole ---- */

static const struct {
    unsigned code;
    bcf_vector_fn *rewrite;
    bool gives_lanes, takes_lanes;
} rewrites[] = {
    {BCF_FUNC_BINOP, each_lane, true, true},     {BCF_FUNC_UNOP, each_lane, true, true},
    {BCF_FUNC_CAST, cast, true, true},           {BCF_FUNC_CMP2, each_lane, true, true},
    {BCF_FUNC_VSELECT, each_lane, true, true},   {BCF_FUNC_FREEZE, each_lane, true, true},
    {BCF_FUNC_INSERTELT, insert, true, true},    {BCF_FUNC_EXTRACTELT, extract, false, true},
    {BCF_FUNC_SHUFFLEVEC, shuffle, true, true},  {BCF_FUNC_GEP, bcf_vector_gep, false, true},
    {BCF_FUNC_LOAD, bcf_vector_load, true, true}, {BCF_FUNC_STORE, bcf_vector_store, false, true},
    {BCF_FUNC_ALLOCA, bcf_vector_alloca, false, false},
};

enum { REWRITE_COUNT = sizeof rewrites / sizeof rewrites[0], NO_ROW = REWRITE_COUNT };

static size_t row_of(unsigned code) {
    size_t row = 0;
    while (row < REWRITE_COUNT && rewrites[row].code != code)
        row++;
    return row;
}

static bool gives_lanes(const struct bcf_builder *builder, const struct bcf_insn *insn, const struct bcf_carried *vector) {
    size_t row = row_of(insn->code);
    if (row == NO_ROW || is_bitcast(builder, insn))
        return false;
    return insn->code == BCF_FUNC_LOAD ? bcf_is_split_memory(builder, insn, vector) : rewrites[row].gives_lanes;
}

static bool takes_lanes(const struct bcf_builder *builder, const struct bcf_insn *insn, const struct bcf_carried *vector) {
    size_t row = row_of(insn->code);
    if (row == NO_ROW || is_bitcast(builder, insn))
        return false;
    return insn->code == BCF_FUNC_STORE ? bcf_is_split_memory(builder, insn, vector) : rewrites[row].takes_lanes;
}

/* Whether the body has anything to take apart. */
static bool has_vectors(const struct bcf_builder *builder) {
    const struct bcf_function *function = builder->function;
    for (size_t i = 0; i < function->types.count; i++)
        if (bcf_holds_carried(builder->module, function->types.data[i]))
            return true;
    for (size_t i = 0; i < function->ops.count; i++) {
        uint8_t kind = function->kinds.data[i];
        uint64_t op = function->ops.data[i];
        if ((kind == BCF_K_TYPE && bcf_holds_carried(builder->module, (uint32_t)op)) ||
            (bcf_kind_is_value(kind) && (op & BCF_CONSTANT) &&
             bcf_holds_carried(builder->module, bcf_type_of(builder, (uint32_t)op))))
            return true;
    }
    for (size_t i = 0; i < function->constants.types.count; i++) /* an address in such a vector */
        if (bcf_pack_code(&function->constants.pack, i) == BCF_CST_CE_GEP)
            return true;
    return false;
}

/* Locals get the type of the integer; what they were stays in vector_types. */
static bool retype(struct bcf_builder *builder) {
    struct bcf_function *function = builder->function;
    struct bcfix_context *context = builder->module->context;
    struct bcf_carried vector;
    for (size_t i = 0; i < function->types.count; i++) {
        bool carried = bcf_is_carried(builder->module, function->types.data[i], &vector);
        if (!bcf_push(context, &builder->vector_types, carried ? function->types.data[i] : BCF_NONE) ||
            !bcf_push(context, &builder->first_lane, BCF_NONE) || !bcf_push(context, &builder->wholes, 0))
            return false;
        if (carried)
            function->types.data[i] = vector.carrier;
    }
    for (size_t i = 0; i < function->constants.types.count; i++)
        if (bcf_is_carried(builder->module, function->constants.types.data[i], &vector))
            function->constants.types.data[i] = vector.carrier;
    return true;
}

/* The result and the types that the instruction names. Its metadata (a range, say) may be about elements. */
static bool retype_insn(struct bcf_builder *builder, struct bcf_insn *insn) {
    struct bcf_function *function = builder->function;
    struct bcf_carried vector;
    for (uint32_t i = 0; i < insn->count; i++)
        if (function->kinds.data[insn->first + i] == BCF_K_TYPE && insn->code != BCF_FUNC_ALLOCA &&
            insn->code != BCF_FUNC_GEP && bcf_is_carried(builder->module, (uint32_t)bcf_op(builder, insn, i), &vector))
            function->ops.data[insn->first + i] = vector.carrier;
    if (!bcf_gives_vector(builder, insn, &vector))
        return true;
    insn->type = vector.carrier;
    insn->attachment = 0;
    if (!gives_lanes(builder, insn, &vector))
        return true;
    builder->first_lane.data[insn->result] = (uint32_t)function->types.count;
    for (uint32_t lane = 0; lane < vector.lanes; lane++)
        if (!bcf_push(builder->module->context, &function->types, vector.element))
            return false;
    return true;
}

static void ask_for_wholes(struct bcf_builder *builder, const struct bcf_insn *insn) {
    struct bcf_carried vector;
    for (uint32_t i = 0; i < insn->count; i++) {
        uint32_t value = (uint32_t)bcf_op(builder, insn, i);
        if (bcf_kind_is_value(builder->function->kinds.data[insn->first + i]) && bcf_has_lanes(builder, value) &&
            bcf_was_vector(builder, value, &vector) && !takes_lanes(builder, insn, &vector))
            builder->wholes.data[value & ~BCF_LOCAL] = 1;
    }
}

bool bcf_prepare_vectors(struct bcf_builder *builder, bool *needed) {
    bcf_insns *insns = &builder->function->insns;
    *needed = has_vectors(builder);
    if (!*needed)
        return true;
    if (!bcf_carry_constants(builder->lowering, builder->function) || !retype(builder))
        return false;
    for (size_t i = 0; i < insns->count; i++)
        if (bcf_code_is_instruction(insns->data[i].code) && !retype_insn(builder, &insns->data[i]))
            return false;
    for (size_t i = 0; i < insns->count; i++)
        if (bcf_code_is_instruction(insns->data[i].code))
            ask_for_wholes(builder, &insns->data[i]);
    return true;
}

/* Debug info may still name a vector that nothing gives as a whole; it gets a value that says nothing. A constant that has
 * no number has been put together wherever it is used. */
bool bcf_finish_vectors(struct bcf_builder *builder) {
    struct bcf_function *function = builder->function;
    struct bcfix_context *context = builder->module->context;
    for (uint32_t i = 0; i < builder->first_lane.count; i++) {
        struct bcf_insn gone = {.result = i};
        if (builder->first_lane.data[i] != BCF_NONE && !builder->wholes.data[i])
            bcf_replace_with(builder, &gone, bcf_poison(builder, function->types.data[i]));
    }
    for (size_t i = 0; i < function->constant_ids.count; i++)
        if (bcf_was_vector(builder, BCF_LOCAL | function->constant_ids.data[i], NULL) &&
            bcf_pack_code(&function->constants.pack, i) == BCF_CST_AGGREGATE &&
            !bcf_pack_replace(context, &function->constants.pack, i, BCF_CST_POISON, NULL, 0))
            return false;
    return !bcf_failed(context);
}

static bool touches(const struct bcf_builder *builder, const struct bcf_insn *insn) {
    if (bcf_gives_vector(builder, insn, NULL))
        return true;
    for (uint32_t i = 0; i < insn->count; i++) {
        uint8_t kind = builder->function->kinds.data[insn->first + i];
        uint32_t op = (uint32_t)bcf_op(builder, insn, i);
        if ((bcf_kind_is_value(kind) && bcf_was_vector(builder, op, NULL)) ||
            (bcf_kind_is_value(kind) && insn->code == BCF_FUNC_STORE && bcf_holds_carried(builder->module, bcf_type_of(builder, op))) ||
            (kind == BCF_K_TYPE && bcf_holds_carried(builder->module, op)))
            return true;
    }
    return false;
}

bool bcf_keep_with_wholes(struct bcf_builder *builder, const struct bcf_insn *insn) {
    struct bcf_function *function = builder->function;
    for (uint32_t i = 0; i < insn->count; i++) {
        size_t before = builder->out.count;
        if (!bcf_kind_is_value(function->kinds.data[insn->first + i]))
            continue;
        function->ops.data[insn->first + i] = bcf_whole(builder, (uint32_t)bcf_op(builder, insn, i));
        if (insn->code == BCF_FUNC_PHI && builder->out.count > before) {
            bcf_note(builder->lowering, BCFIX_BCF062_UNSUPPORTED_CONSTANT, insn, "a phi of a vector with the address of "
                     "something for an element has no form for %s", builder->lowering->target->name);
            return bcf_fail(builder->module->context, BCFIX_REFUSED, "record PHI, bit %llu: a vector with the address of "
                            "something for an element has no form for %s", (unsigned long long)insn->bit,
                            builder->lowering->target->name);
        }
    }
    return true;
}

static void trap(struct bcf_builder *builder, const struct bcf_insn *insn) {
    uint32_t values[BCF_MAX_CARRIED_LANES];
    struct bcf_carried vector;
    bool lanes = insn->result != BCF_NONE && bcf_has_lanes(builder, BCF_LOCAL | insn->result);
    builder->result = BCF_NONE;
    if (!lanes)
        bcf_in_place_of(builder, insn);
    bcf_trap(builder, BCFIX_BCF041_UNSUPPORTED_INSTRUCTION, insn,
             lanes || insn->result == BCF_NONE ? BCF_NO_RESULT : insn->type, "%s on such vectors has no form for %s",
             bcf_record_name(BCF_BLOCK_FUNCTION, insn->code), builder->lowering->target->name);
    if (!lanes || !bcf_gives_vector(builder, insn, &vector))
        return;
    for (uint32_t lane = 0; lane < vector.lanes; lane++)
        values[lane] = bcf_poison(builder, vector.element);
    bcf_set_lanes(builder, insn, values);
}

enum bcf_rewritten bcf_rewrite_vectors(struct bcf_builder *builder, const struct bcf_insn *insn) {
    size_t before = builder->out.count, row = row_of(insn->code);
    if (!touches(builder, insn))
        return BCF_KEPT;
    bcf_note(builder->lowering, BCFIX_BCF028_VECTOR, insn, "a vector that %s lacks was taken apart",
             builder->lowering->target->name);
    if (row == NO_ROW) {
        bcf_keep_with_wholes(builder, insn);
        return BCF_KEPT;
    }
    if (!rewrites[row].rewrite(builder, insn))
        trap(builder, insn);
    return builder->out.count > before ? BCF_REWRITTEN : BCF_DROPPED;
}
