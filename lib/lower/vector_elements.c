/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/vectors.h"

bool bcf_was_vector(const struct bcf_builder *builder, uint32_t value, struct bcf_carried *vector) {
    uint32_t local = value & ~BCF_LOCAL;
    if (!(value & BCF_LOCAL))
        return bcf_is_carried(builder->module, bcf_type_of(builder, value), vector);
    return local < builder->vector_types.count && bcf_is_carried(builder->module, builder->vector_types.data[local], vector);
}

bool bcf_has_lanes(const struct bcf_builder *builder, uint32_t value) {
    uint32_t local = value & ~BCF_LOCAL;
    return (value & BCF_LOCAL) && local < builder->first_lane.count && builder->first_lane.data[local] != BCF_NONE;
}

/* Element `lane` of a constant, or BCF_NONE when it is not known: `record` is what bcf_carry_constants() left. */
static uint32_t constant_lane(struct bcf_builder *builder, const struct bcf_carried *vector,
                              const struct bcf_unpacked *record, uint32_t lane) {
    uint64_t words[BCF_MAX_WORDS] = {0}, at = (uint64_t)lane * vector->width;
    switch (record->code) {
    case BCF_CST_POISON:
        return bcf_poison(builder, vector->element);
    case BCF_CST_NULL:
    case BCF_CST_UNDEF: /* any number will do */
        return bcf_null(builder, vector->element);
    case BCF_CST_AGGREGATE:
        return lane < record->ops.count ? (uint32_t)record->ops.data[lane] : BCF_NONE;
    case BCF_CST_INTEGER:
    case BCF_CST_WIDE_INTEGER:
        for (uint64_t bit = 0; bit < vector->width && (at + bit) / 64 < record->ops.count; bit++) {
            uint64_t word = (uint64_t)bcf_sign_unrotated(record->ops.data[(at + bit) / 64]);
            words[bit / 64] |= (word >> (at + bit) % 64 & 1) << bit % 64;
        }
        return bcf_wide_int(builder, vector->element, words, (vector->width + 63) / 64);
    default:
        return BCF_NONE;
    }
}

/* Element `lane` out of the integer with all. */
static uint32_t cut_out(struct bcf_builder *builder, uint32_t whole, const struct bcf_carried *vector, uint32_t lane) {
    if (lane)
        whole = bcf_binop(builder, BCF_LSHR, whole, bcf_int(builder, vector->carrier, (int64_t)lane * vector->width));
    return bcf_cast(builder, BCF_TRUNC, whole, vector->element);
}

uint32_t bcf_lane(struct bcf_builder *builder, uint32_t value, uint32_t lane) {
    struct bcf_unpacked record = {0};
    struct bcf_carried vector = {0};
    uint32_t result = BCF_NONE;
    if (!bcf_was_vector(builder, value, &vector))
        return bcf_type_lanes(builder->module, bcf_type_of(builder, value)) ? bcf_extract_lane(builder, value, lane) : value;
    if (bcf_has_lanes(builder, value))
        return BCF_LOCAL | (builder->first_lane.data[value & ~BCF_LOCAL] + lane);
    if (bcf_constant_record(builder->module, builder->function, value, &record))
        result = constant_lane(builder, &vector, &record, lane);
    bcf_free_array(builder->module->context, &record.ops);
    return result == BCF_NONE ? cut_out(builder, bcf_whole(builder, value), &vector, lane) : result;
}

/* The integer with all elements; it takes the place of `insn` when that is not NULL. */
static uint32_t put_together(struct bcf_builder *builder, const struct bcf_insn *insn, const struct bcf_carried *vector,
                             const uint32_t *values) {
    uint32_t whole = bcf_cast(builder, BCF_ZEXT, values[0], vector->carrier);
    for (uint32_t lane = 1; lane < vector->lanes; lane++) {
        uint32_t part = bcf_cast(builder, BCF_ZEXT, values[lane], vector->carrier);
        part = bcf_binop(builder, BCF_SHL, part, bcf_int(builder, vector->carrier, (int64_t)lane * vector->width));
        if (insn && lane + 1 == vector->lanes)
            bcf_in_place_of(builder, insn);
        whole = bcf_binop(builder, BCF_OR, whole, part);
    }
    if (insn && vector->lanes == 1)
        bcf_replace_with(builder, insn, whole);
    return whole;
}

/* A constant of the function that has the address of something for an element has no number; a constant of the module
 * still has the type of the vector. */
uint32_t bcf_whole(struct bcf_builder *builder, uint32_t value) {
    struct bcf_unpacked record = {0};
    uint64_t words[BCF_MAX_WORDS];
    uint32_t values[BCF_MAX_CARRIED_LANES] = {0}, result = value;
    struct bcf_carried vector;
    if (!bcf_was_vector(builder, value, &vector) ||
        !bcf_constant_record(builder->module, builder->function, value, &record))
        return value;
    if (record.code == BCF_CST_AGGREGATE && record.ops.count == vector.lanes) {
        for (uint32_t lane = 0; lane < vector.lanes; lane++)
            values[lane] = (uint32_t)record.ops.data[lane];
        result = put_together(builder, NULL, &vector, values);
    } else if (!(value & BCF_LOCAL) && (record.code == BCF_CST_INTEGER || record.code == BCF_CST_WIDE_INTEGER)) {
        for (size_t i = 0; i < BCF_MAX_WORDS; i++)
            words[i] = i < record.ops.count ? (uint64_t)bcf_sign_unrotated(record.ops.data[i]) : 0;
        result = bcf_wide_int(builder, vector.carrier, words,
                              (bcf_type_integer_width(builder->module, vector.carrier) + 63) / 64);
    } else if (!(value & BCF_LOCAL)) {
        result = record.code == BCF_CST_POISON ? bcf_poison(builder, vector.carrier) : bcf_null(builder, vector.carrier);
    }
    bcf_free_array(builder->module->context, &record.ops);
    return result;
}

void bcf_set_lanes(struct bcf_builder *builder, const struct bcf_insn *insn, const uint32_t *values) {
    uint64_t lanes = bcf_type_lanes(builder->module, insn->type);
    struct bcf_carried vector;
    uint32_t made;
    if (bcf_gives_vector(builder, insn, &vector)) {
        for (uint32_t lane = 0; lane < vector.lanes; lane++) {
            struct bcf_insn element = {.result = builder->first_lane.data[insn->result] + lane};
            bcf_replace_with(builder, &element, values[lane]);
        }
        if (builder->wholes.data[insn->result])
            put_together(builder, insn, &vector, values);
        return;
    }
    made = bcf_poison(builder, insn->type);
    for (uint32_t lane = 0; lane < lanes; lane++) {
        if (lane + 1 == lanes)
            bcf_in_place_of(builder, insn);
        made = bcf_insert_lane(builder, made, values[lane], lane);
    }
}
