/* Vectors whose elements the target has no vectors of: each element becomes a value of its own.
 *
 * Sulong has vectors of i1, i8, i16, i32, i64, float, double and pointers (VectorType.createNullConstant: "i128 not yet
 * supported"). LLVM's optimizer puts wide integers side by side all the same. Before the walk each such result gets the
 * local indices of its elements, so uses may stand before what they use.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/conversions.h"
#include "lower/rewrite.h"

#include <string.h>

enum { MAX_LANES = 64 };

/* Whether it is a vector of fixed length that has to be taken apart. */
static bool is_wide_vector(const struct bcf_module *module, uint32_t type) {
    const struct bcf_type *vector;
    uint64_t width;
    if (type == BCF_NONE)
        return false;
    vector = bcf_type(module, type);
    if (vector->code != BCF_TYPE_VECTOR || (vector->count > 2 && vector->ops[2]) || vector->ops[0] > MAX_LANES)
        return false;
    width = bcf_type_integer_width(module, (uint32_t)vector->ops[1]);
    return width && width != 1 && width != 8 && width != 16 && width != 32 && width != 64;
}

bool bcf_module_has_wide_vectors(const struct bcf_module *module) {
    for (uint32_t i = 0; i < module->types.count; i++)
        if (is_wide_vector(module, i))
            return true;
    return false;
}

bool bcf_prepare_wide_vectors(struct bcf_builder *builder) {
    struct bcf_function *function = builder->function;
    struct bcfix_context *context = builder->module->context;
    size_t locals = function->types.count;
    if (!bcf_reserve(context, &builder->first_lane, locals))
        return false;
    builder->first_lane.count = locals;
    if (locals)
        memset(builder->first_lane.data, 0xff, locals * sizeof(uint32_t)); /* BCF_NONE */
    for (size_t i = 0; i < function->insns.count; i++) {
        const struct bcf_insn *insn = &function->insns.data[i];
        uint32_t element;
        if (insn->result == BCF_NONE || !is_wide_vector(builder->module, insn->type))
            continue;
        element = bcf_type_element(builder->module, insn->type);
        builder->first_lane.data[insn->result] = (uint32_t)function->types.count;
        for (uint64_t lane = 0; lane < bcf_type_lanes(builder->module, insn->type); lane++)
            if (!bcf_push(context, &function->types, element))
                return false;
    }
    return true;
}

/* The record of a constant of the module or the function, taken out; false when the value is none. */
static bool constant_record(struct bcf_builder *builder, uint32_t value, struct bcf_unpacked *record) {
    struct bcf_function *function = builder->function;
    struct bcfix_context *context = builder->module->context;
    if (value & BCF_CONSTANT)
        return !(value & BCF_LOCAL) &&
               bcf_pack_get(context, &builder->module->constants.pack, value & ~BCF_CONSTANT, record);
    for (size_t i = 0; (value & BCF_LOCAL) && i < function->constant_ids.count; i++)
        if (function->constant_ids.data[i] == (value & ~BCF_LOCAL))
            return bcf_pack_get(context, &function->constants.pack, i, record);
    return false;
}

/* Element `lane` of a constant vector. */
static uint32_t constant_lane(struct bcf_builder *builder, uint32_t value, uint32_t type, uint32_t lane) {
    uint32_t element = bcf_type_element(builder->module, type), result = BCF_NONE;
    struct bcf_unpacked record = {0};
    if (constant_record(builder, value, &record)) {
        switch (record.code) {
        case BCF_CST_NULL:
            result = bcf_null(builder, element);
            break;
        case BCF_CST_UNDEF:
        case BCF_CST_POISON:
            result = bcf_poison(builder, element);
            break;
        case BCF_CST_AGGREGATE:
            result = lane < record.ops.count ? (uint32_t)record.ops.data[lane] : BCF_NONE;
            break;
        default:
            break;
        }
    }
    bcf_free_array(builder->module->context, &record.ops);
    return result;
}

/* Element `lane` of any value of a wide vector type; BCF_NONE when it is not known. */
static uint32_t lane_of(struct bcf_builder *builder, uint32_t value, uint32_t lane) {
    uint32_t local = value & ~BCF_LOCAL;
    if ((value & BCF_LOCAL) && local < builder->first_lane.count && builder->first_lane.data[local] != BCF_NONE)
        return BCF_LOCAL | (builder->first_lane.data[local] + lane);
    return constant_lane(builder, value, bcf_type_of(builder, value), lane);
}

/* The element of an operand: of a wide vector, or of one that the target has. */
static uint32_t operand_lane(struct bcf_builder *builder, uint32_t value, uint32_t lane) {
    uint32_t type = bcf_type_of(builder, value);
    if (is_wide_vector(builder->module, type))
        return lane_of(builder, value, lane);
    return bcf_type_lanes(builder->module, type) ? bcf_extract_lane(builder, value, lane) : value;
}

/* The next result is element `lane` of the instruction, when that is a wide vector. */
static void result_lane(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t lane) {
    builder->result = builder->first_lane.data[insn->result] + lane;
}

/* Element `lane` of the instruction is a value that is there already. */
static void forward_lane(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t lane, uint32_t value) {
    struct bcf_insn element = {.result = builder->first_lane.data[insn->result] + lane};
    bcf_replace_with(builder, &element, value);
}

static bool gives_wide(const struct bcf_builder *builder, const struct bcf_insn *insn) {
    return insn->result != BCF_NONE && is_wide_vector(builder->module, insn->type);
}

/* ---- instructions that do the same to each element ---- */

static uint32_t one_lane(struct bcf_builder *builder, const struct bcf_insn *insn, const uint32_t *operands, uint32_t type) {
    uint64_t ops[4];
    const char *kinds = insn->code == BCF_FUNC_CAST ? "Rtll" : insn->code == BCF_FUNC_VSELECT ? "RrRl" : "Rrll";
    for (uint32_t i = 0; i < insn->count; i++)
        ops[i] = operands[i];
    if (insn->code == BCF_FUNC_CAST && operands[2] == BCF_SEXT && bcf_type_integer_width(builder->module, type) > 64)
        return bcf_sign_extend(builder, operands[0], (uint32_t)bcf_type_integer_width(builder->module, type));
    if (insn->code == BCF_FUNC_CAST && bcf_needs_conversion(builder->module, operands[2], bcf_type_of(builder, operands[0]), type))
        return bcf_call_conversion(builder, operands[2], operands[0], type);
    if (insn->code == BCF_FUNC_FREEZE)
        kinds = "R";
    return bcf_emit(builder, insn->code, type, kinds, ops, insn->count);
}

static bool each_lane(struct bcf_builder *builder, const struct bcf_insn *insn) {
    uint64_t lanes = bcf_type_lanes(builder->module, insn->type);
    uint32_t element = bcf_type_element(builder->module, insn->type), result = BCF_NONE, ops[4];
    bool wide = gives_wide(builder, insn);
    if (insn->count > 4)
        return false;
    if (!wide)
        result = bcf_poison(builder, insn->type);
    for (uint32_t lane = 0; lane < lanes; lane++) {
        uint32_t one;
        for (uint32_t i = 0; i < insn->count; i++) {
            uint8_t kind = builder->function->kinds.data[insn->first + i];
            ops[i] = (uint32_t)bcf_op(builder, insn, i);
            if (kind == BCF_K_RELATIVE || kind == BCF_K_RELATIVE_TYPED)
                ops[i] = operand_lane(builder, ops[i], lane);
            else if (kind == BCF_K_TYPE)
                ops[i] = element;
            if (ops[i] == BCF_NONE)
                return false;
        }
        if (wide)
            result_lane(builder, insn, lane);
        one = one_lane(builder, insn, ops, element);
        if (wide)
            continue;
        if (lane + 1 == lanes)
            bcf_in_place_of(builder, insn);
        result = bcf_insert_lane(builder, result, one, lane);
    }
    return true;
}

/* ---- instructions that move elements ---- */

static bool constant_index(struct bcf_builder *builder, uint64_t value, uint64_t lanes, uint32_t *index) {
    int64_t number;
    if (!bcf_constant_int(builder->module, builder->function, (uint32_t)value, &number) || number < 0 ||
        (uint64_t)number >= lanes)
        return false;
    *index = (uint32_t)number;
    return true;
}

static bool insert(struct bcf_builder *builder, const struct bcf_insn *insn) {
    uint64_t lanes = bcf_type_lanes(builder->module, insn->type);
    uint32_t vector = (uint32_t)bcf_op(builder, insn, 0), element = (uint32_t)bcf_op(builder, insn, 1), index;
    if (!constant_index(builder, bcf_op(builder, insn, 2), lanes, &index))
        return false;
    for (uint32_t lane = 0; lane < lanes; lane++) {
        uint32_t value = lane == index ? element : lane_of(builder, vector, lane);
        if (value == BCF_NONE)
            return false;
        forward_lane(builder, insn, lane, value);
    }
    return true;
}

static bool extract(struct bcf_builder *builder, const struct bcf_insn *insn) {
    uint32_t vector = (uint32_t)bcf_op(builder, insn, 0), index, value;
    uint64_t lanes = bcf_type_lanes(builder->module, bcf_type_of(builder, vector));
    if (!constant_index(builder, bcf_op(builder, insn, 1), lanes, &index))
        return false;
    value = lane_of(builder, vector, index);
    bcf_replace_with(builder, insn, value);
    return value != BCF_NONE;
}

static bool shuffle(struct bcf_builder *builder, const struct bcf_insn *insn) {
    uint32_t x = (uint32_t)bcf_op(builder, insn, 0), y = (uint32_t)bcf_op(builder, insn, 1);
    uint32_t mask = (uint32_t)bcf_op(builder, insn, 2), half, element = bcf_type_element(builder->module, insn->type);
    half = (uint32_t)bcf_type_lanes(builder->module, bcf_type_of(builder, x));
    for (uint32_t lane = 0; lane < bcf_type_lanes(builder->module, insn->type); lane++) {
        struct bcf_unpacked record = {0};
        uint32_t value = BCF_NONE;
        int64_t from = -1;
        if (!constant_record(builder, mask, &record))
            return false;
        if (record.code == BCF_CST_NULL)
            from = 0;
        else if (record.code == BCF_CST_DATA && lane < record.ops.count)
            from = (int64_t)record.ops.data[lane];
        else if (record.code == BCF_CST_AGGREGATE && lane < record.ops.count &&
                 !bcf_constant_int(builder->module, builder->function, (uint32_t)record.ops.data[lane], &from))
            from = -1; /* a poison element of the mask */
        bcf_free_array(builder->module->context, &record.ops);
        if (from < 0 || from >= 2 * (int64_t)half)
            value = bcf_poison(builder, element);
        else
            value = lane_of(builder, from < half ? x : y, (uint32_t)(from < half ? from : from - half));
        if (value == BCF_NONE)
            return false;
        forward_lane(builder, insn, lane, value);
    }
    return true;
}

static bool phi(struct bcf_builder *builder, const struct bcf_insn *insn) {
    uint32_t element = bcf_type_element(builder->module, insn->type), pairs = (insn->count - 1) / 2;
    if (pairs > 16)
        return false;
    for (uint32_t lane = 0; lane < bcf_type_lanes(builder->module, insn->type); lane++) {
        uint32_t made;
        result_lane(builder, insn, lane);
        made = bcf_phi(builder, element, pairs);
        for (uint32_t i = 0; i < pairs; i++) {
            uint32_t value = lane_of(builder, (uint32_t)bcf_op(builder, insn, 1 + 2 * i), lane);
            if (value == BCF_NONE)
                return false;
            bcf_phi_set(builder, made, i, value, (uint32_t)bcf_op(builder, insn, 2 + 2 * i));
        }
    }
    return true;
}

/* ---- memory: elements of whole bytes stand side by side, as in an array without gaps ---- */

static uint32_t lane_address(struct bcf_builder *builder, uint32_t pointer, uint32_t element, uint32_t lane) {
    uint32_t bytes = (uint32_t)bcf_type_integer_width(builder->module, element) / 8;
    return bcf_element_address(builder, bcf_int_type(builder->module, 8), pointer,
                               bcf_int(builder, bcf_int_type(builder->module, 64), (int64_t)lane * bytes));
}

static bool load(struct bcf_builder *builder, const struct bcf_insn *insn) {
    uint32_t element = bcf_type_element(builder->module, insn->type), pointer = (uint32_t)bcf_op(builder, insn, 0);
    bool is_volatile = bcf_op(builder, insn, 3) != 0;
    if (bcf_type_integer_width(builder->module, element) % 8)
        return false;
    for (uint32_t lane = 0; lane < bcf_type_lanes(builder->module, insn->type); lane++) {
        uint32_t address = lane_address(builder, pointer, element, lane);
        result_lane(builder, insn, lane);
        bcf_load(builder, element, address, 1, is_volatile);
    }
    return true;
}

static bool store(struct bcf_builder *builder, const struct bcf_insn *insn) {
    uint32_t pointer = (uint32_t)bcf_op(builder, insn, 0), value = (uint32_t)bcf_op(builder, insn, 1);
    uint32_t type = bcf_type_of(builder, value), element = bcf_type_element(builder->module, type);
    bool is_volatile = bcf_op(builder, insn, 3) != 0;
    if (bcf_type_integer_width(builder->module, element) % 8)
        return false;
    for (uint32_t lane = 0; lane < bcf_type_lanes(builder->module, type); lane++) {
        uint32_t one = lane_of(builder, value, lane);
        if (one == BCF_NONE)
            return false;
        bcf_store(builder, one, lane_address(builder, pointer, element, lane), 1, is_volatile);
    }
    return true;
}

/* ---- the whole ---- */

static const struct {
    unsigned code;
    bool (*rewrite)(struct bcf_builder *builder, const struct bcf_insn *insn);
} rewrites[] = {
    {BCF_FUNC_BINOP, each_lane},  {BCF_FUNC_CAST, each_lane},  {BCF_FUNC_CMP2, each_lane}, {BCF_FUNC_VSELECT, each_lane},
    {BCF_FUNC_FREEZE, each_lane}, {BCF_FUNC_INSERTELT, insert}, {BCF_FUNC_EXTRACTELT, extract},
    {BCF_FUNC_SHUFFLEVEC, shuffle}, {BCF_FUNC_PHI, phi},        {BCF_FUNC_LOAD, load},      {BCF_FUNC_STORE, store},
};

/* Only debug info still names the vectors themselves; it gets a value that says nothing. */
void bcf_finish_wide_vectors(struct bcf_builder *builder) {
    for (uint32_t i = 0; i < builder->first_lane.count; i++) {
        struct bcf_insn gone = {.result = i};
        if (builder->first_lane.data[i] != BCF_NONE)
            bcf_replace_with(builder, &gone, bcf_poison(builder, bcf_int_type(builder->module, 8)));
    }
}

bool bcf_touches_wide_vector(const struct bcf_builder *builder, const struct bcf_insn *insn) {
    if (gives_wide(builder, insn))
        return true;
    for (uint32_t i = 0; i < insn->count; i++) {
        uint8_t kind = builder->function->kinds.data[insn->first + i];
        if ((kind == BCF_K_RELATIVE || kind == BCF_K_RELATIVE_TYPED) &&
            is_wide_vector(builder->module, bcf_type_of(builder, (uint32_t)bcf_op(builder, insn, i))))
            return true;
    }
    return false;
}

static enum bcf_rewritten trap(struct bcf_builder *builder, const struct bcf_insn *insn) {
    bool wide = gives_wide(builder, insn);
    uint32_t type = insn->result == BCF_NONE ? BCF_NO_RESULT : insn->type;
    builder->result = BCF_NONE;
    if (!wide)
        bcf_in_place_of(builder, insn);
    bcf_trap(builder, BCFIX_BCF041_UNSUPPORTED_INSTRUCTION, insn, wide ? BCF_NO_RESULT : type,
             "%s on vectors of such integers has no form for %s", bcf_record_name(BCF_BLOCK_FUNCTION, insn->code),
             builder->lowering->target->name);
    for (uint32_t lane = 0; wide && lane < bcf_type_lanes(builder->module, insn->type); lane++)
        forward_lane(builder, insn, lane, bcf_poison(builder, bcf_type_element(builder->module, insn->type)));
    return BCF_REWRITTEN;
}

enum bcf_rewritten bcf_rewrite_wide_vector(struct bcf_builder *builder, const struct bcf_insn *insn) {
    size_t before = builder->out.count;
    for (size_t i = 0; i < sizeof rewrites / sizeof rewrites[0]; i++) {
        if (rewrites[i].code != insn->code)
            continue;
        if (!rewrites[i].rewrite(builder, insn))
            break;
        bcf_note(builder->lowering, BCFIX_BCF028_VECTOR, insn, "a vector of integers that %s lacks was taken apart",
                 builder->lowering->target->name);
        return builder->out.count > before ? BCF_REWRITTEN : BCF_DROPPED;
    }
    trap(builder, insn);
    if (bcf_code_is_terminator(insn->code)) /* a function that returns such a vector */
        bcf_unreachable(builder);
    return BCF_REWRITTEN;
}
