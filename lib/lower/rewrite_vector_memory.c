/* Vectors that the target lacks, in memory: elements of whole bytes stand side by side, others make up one integer.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/layout.h"
#include "lower/vectors.h"

bool bcf_is_split_memory(const struct bcf_builder *builder, const struct bcf_insn *insn, const struct bcf_carried *vector) {
    enum { VOLATILE = 3 }; /* of both; such an access is one */
    return vector->width % 8 == 0 && bcf_op(builder, insn, VOLATILE) == 0;
}

static uint32_t lane_address(struct bcf_builder *builder, uint32_t pointer, const struct bcf_carried *vector, uint32_t lane) {
    if (lane == 0)
        return pointer;
    return bcf_element_address(builder, bcf_int_type(builder->module, 8), pointer,
                               bcf_int(builder, bcf_int_type(builder->module, 64), (int64_t)lane * (vector->width / 8)));
}

/* The instruction itself, with integers in it. */
static bool keep(struct bcf_builder *builder, const struct bcf_insn *insn) {
    return bcf_keep_with_wholes(builder, insn) && bcf_push(builder->module->context, &builder->out, *insn);
}

/* ---- aggregates that hold such vectors, field by field ---- */

enum { MAX_FIELDS = 256 }; /* of one access, in all */

struct access {
    uint32_t pointer;
    bool is_volatile;
    unsigned fields; /* so far */
};

static uint32_t address_at(struct bcf_builder *builder, const struct access *access, uint64_t offset) {
    if (offset == 0)
        return access->pointer;
    return bcf_element_address(builder, bcf_int_type(builder->module, 8), access->pointer,
                               bcf_int(builder, bcf_int_type(builder->module, 64), (int64_t)offset));
}

/* The type that a field has once vectors are integers. */
static uint32_t carried_type(const struct bcf_builder *builder, uint32_t type) {
    struct bcf_carried vector;
    return bcf_is_carried(builder->module, type, &vector) ? vector.carrier : type;
}

static bool field_at(const struct bcf_builder *builder, struct access *access, uint32_t type, uint64_t field,
                     uint64_t *offset) {
    uint64_t more;
    if (++access->fields > MAX_FIELDS || !bcf_field_offset(builder->lowering, type, field, &more))
        return false;
    *offset += more;
    return true;
}

static uint32_t load_fields(struct bcf_builder *builder, struct access *access, uint32_t type, uint64_t offset) {
    uint32_t result;
    if (!bcf_is_aggregate(builder->module, type))
        return bcf_load(builder, carried_type(builder, type), address_at(builder, access, offset), 1, access->is_volatile);
    result = bcf_poison(builder, type);
    for (uint64_t i = 0; i < bcf_field_count(builder->module, type); i++) {
        uint64_t at = offset;
        uint32_t field;
        if (!field_at(builder, access, type, i, &at))
            return BCF_NONE;
        field = load_fields(builder, access, bcf_field_type(builder->module, type, i), at);
        if (field == BCF_NONE)
            return BCF_NONE;
        result = bcf_insert_field(builder, result, field, i);
    }
    return result;
}

static bool store_fields(struct bcf_builder *builder, struct access *access, uint32_t value, uint32_t type,
                         uint64_t offset) {
    if (!bcf_is_aggregate(builder->module, type)) {
        bcf_store(builder, value, address_at(builder, access, offset), 1, access->is_volatile);
        return true;
    }
    for (uint64_t i = 0; i < bcf_field_count(builder->module, type); i++) {
        uint32_t field = bcf_field_type(builder->module, type, i);
        uint64_t at = offset, ops[2] = {value, i};
        if (!field_at(builder, access, type, i, &at))
            return false;
        if (!store_fields(builder, access, bcf_emit(builder, BCF_FUNC_EXTRACTVAL, carried_type(builder, field), "Rl", ops, 2),
                          field, at))
            return false;
    }
    return true;
}

/* ---- loads and stores ---- */

enum { VOLATILE_OPERAND = 3 };

bool bcf_vector_load(struct bcf_builder *builder, const struct bcf_insn *insn) {
    uint32_t pointer = (uint32_t)bcf_op(builder, insn, 0), values[BCF_MAX_CARRIED_LANES];
    struct access access = {pointer, bcf_op(builder, insn, VOLATILE_OPERAND) != 0, 0};
    struct bcf_carried vector;
    if (!bcf_gives_vector(builder, insn, &vector)) { /* an aggregate that holds vectors */
        if (bcf_same_in_memory(builder->module, insn->type))
            return keep(builder, insn);
        values[0] = load_fields(builder, &access, insn->type, 0);
        bcf_replace_with(builder, insn, values[0]);
        return values[0] != BCF_NONE;
    }
    if (!bcf_has_lanes(builder, BCF_LOCAL | insn->result))
        return keep(builder, insn);
    for (uint32_t lane = 0; lane < vector.lanes; lane++)
        values[lane] = bcf_load(builder, vector.element, lane_address(builder, pointer, &vector, lane), 1, false);
    bcf_set_lanes(builder, insn, values);
    return true;
}

bool bcf_vector_store(struct bcf_builder *builder, const struct bcf_insn *insn) {
    uint32_t pointer = (uint32_t)bcf_op(builder, insn, 0), value = (uint32_t)bcf_op(builder, insn, 1);
    struct access access = {pointer, bcf_op(builder, insn, VOLATILE_OPERAND) != 0, 0};
    struct bcf_carried vector;
    if (!bcf_was_vector(builder, value, &vector)) {
        uint32_t type = bcf_type_of(builder, value);
        return bcf_same_in_memory(builder->module, type) ? keep(builder, insn)
                                                         : store_fields(builder, &access, value, type, 0);
    }
    if (!bcf_has_lanes(builder, value) || !bcf_is_split_memory(builder, insn, &vector))
        return keep(builder, insn);
    for (uint32_t lane = 0; lane < vector.lanes; lane++)
        bcf_store(builder, bcf_lane(builder, value, lane), lane_address(builder, pointer, &vector, lane), 1, false);
    return true;
}

/* As many bytes as LLVM has for the type: the integer may take less, and make a struct another one. */
bool bcf_vector_alloca(struct bcf_builder *builder, const struct bcf_insn *insn) {
    struct bcf_room room;
    uint32_t type;
    if (!bcf_room_of(builder->lowering, (uint32_t)bcf_op(builder, insn, 0), &room))
        return false;
    type = bcf_array_type(builder->module, room.size, bcf_int_type(builder->module, 8));
    builder->function->ops.data[insn->first] = type;
    return keep(builder, insn);
}

/* ---- addresses ---- */

/* An index that is a vector of such integers, as one of i64: it counts with its sign, and from i64 on modulo 2^64. */
static uint32_t index_of(struct bcf_builder *builder, uint32_t value) {
    uint32_t i64 = bcf_int_type(builder->module, 64), result;
    struct bcf_carried vector;
    if (!bcf_was_vector(builder, value, &vector))
        return value;
    result = bcf_poison(builder, bcf_vector_type(builder->module, vector.lanes, i64));
    for (uint32_t lane = 0; lane < vector.lanes; lane++) {
        uint32_t one = bcf_lane(builder, value, lane);
        one = bcf_cast(builder, vector.width < 64 ? BCF_SEXT : BCF_TRUNC, one, i64);
        result = bcf_insert_lane(builder, result, one, lane);
    }
    return result;
}

/* One step: `index` times `bytes` on from `base`. */
static uint32_t step(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t base, uint64_t bytes, uint32_t index,
                     bool last) {
    struct bcf_module *module = builder->module;
    uint32_t type = bcf_array_type(module, bytes, bcf_int_type(module, 8)), result;
    uint64_t ops[4] = {bcf_op(builder, insn, 0), type, base, index};
    if (type == BCF_NONE || base == BCF_NONE || index == BCF_NONE)
        return BCF_NONE;
    result = bcf_insn_result_type(module, builder->function, BCF_FUNC_GEP, ops, 4);
    if (last)
        bcf_in_place_of(builder, insn);
    return bcf_emit(builder, BCF_FUNC_GEP, result, "ltRR", ops, 4);
}

/* The type that one more index leads into, and by how many bytes it counts; a field of a struct is a number of bytes on. */
static bool step_into(struct bcf_builder *builder, uint32_t *type, uint32_t *index, uint64_t *bytes) {
    struct bcf_module *module = builder->module;
    const struct bcf_type *t = bcf_type(module, *type);
    struct bcf_room room;
    uint64_t offset;
    int64_t field;
    if (t->code == BCF_TYPE_VECTOR) {
        uint64_t width;
        *type = bcf_type_element(module, *type);
        width = bcf_type_integer_width(module, *type);
        if (!bcf_room_of(builder->lowering, *type, &room))
            return false;
        *bytes = width ? width / 8 : room.size; /* elements stand side by side */
        return width % 8 == 0;
    }
    if (t->code != BCF_TYPE_ARRAY) {
        if (!bcf_constant_int(module, builder->function, *index, &field) || field < 0 ||
            !bcf_field_offset(builder->lowering, *type, (uint64_t)field, &offset))
            return false;
        *type = bcf_field_type(module, *type, (uint64_t)field);
        *index = bcf_int(builder, bcf_int_type(module, 64), (int64_t)offset);
        *bytes = 1;
        return true;
    }
    *type = bcf_field_type(module, *type, 0);
    if (!bcf_room_of(builder->lowering, *type, &room))
        return false;
    *bytes = room.size;
    return true;
}

/* The address of something in a type that holds vectors: each index is a step of bytes, since with integers in it the type
 * would be another one. */
static bool address_by_bytes(struct bcf_builder *builder, const struct bcf_insn *insn) {
    uint32_t type = (uint32_t)bcf_op(builder, insn, 1), base = (uint32_t)bcf_op(builder, insn, 2);
    struct bcf_room room;
    if (!bcf_room_of(builder->lowering, type, &room))
        return false;
    for (uint32_t i = 3; i < insn->count; i++) {
        uint32_t index = (uint32_t)bcf_op(builder, insn, i);
        uint64_t bytes = room.size;
        if (i > 3 && !step_into(builder, &type, &index, &bytes))
            return false;
        base = step(builder, insn, base, bytes, index_of(builder, index), i == insn->count - 1);
    }
    if (insn->count == 3)
        bcf_replace_with(builder, insn, base);
    return true;
}

bool bcf_vector_gep(struct bcf_builder *builder, const struct bcf_insn *insn) {
    struct bcf_function *function = builder->function;
    if (bcf_holds_carried(builder->module, (uint32_t)bcf_op(builder, insn, 1)))
        return address_by_bytes(builder, insn);
    for (uint32_t i = 2; i < insn->count; i++) {
        uint32_t index = index_of(builder, (uint32_t)bcf_op(builder, insn, i));
        function->ops.data[insn->first + i] = index;
    }
    return bcf_push(builder->module->context, &builder->out, *insn);
}
