/* Funnel shifts. Hashes and ciphers are made of rotations, so that calls of them are written out where they stand: Sulong's
 * interpreter takes several times as long for a call as for an operation (docs/sulong.md).
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/carriers.h"
#include "lower/lanes.h"
#include "lower/rewrite.h"

enum { MOST_LANES = 64 };

/* Remainders of more than 64 bits are taken with a bit more, as in rewrite_integers.c. */
static uint32_t modulo_width(struct bcf_builder *builder, uint32_t amount, uint32_t width) {
    if ((width & (width - 1)) == 0)
        return bcf_binop_by(builder, BCF_AND, amount, (int64_t)width - 1);
    if (width <= 64)
        return bcf_binop_by(builder, BCF_UREM, amount, width);
    amount = bcf_binop_by(builder, BCF_UREM, bcf_zero_extend(builder, amount, width + 64), width);
    return bcf_truncate(builder, amount, width);
}

/* The amount is taken modulo the width (LLVMFunnelShiftNode does not). The other half is shifted by one and then by the
 * rest, so that an amount of 0 shifts nothing in and no shift is as wide as the value. The result takes the place of that of
 * `call` when this is not NULL. */
static uint32_t funnel(struct bcf_builder *builder, const uint32_t *arguments, bool left, const struct bcf_insn *call) {
    uint32_t type = bcf_type_of(builder, arguments[0]), amount, rest;
    uint32_t width = (uint32_t)bcf_type_integer_width(builder->module, bcf_type_element(builder->module, type));
    enum bcf_binop toward = left ? BCF_SHL : BCF_LSHR, back = left ? BCF_LSHR : BCF_SHL;
    uint32_t kept = left ? arguments[0] : arguments[1], entering = left ? arguments[1] : arguments[0];
    amount = modulo_width(builder, arguments[2], width);
    rest = bcf_binop(builder, BCF_SUB, bcf_int(builder, type, (int64_t)width - 1), amount);
    if (width > 1)
        entering = bcf_binop(builder, back, bcf_binop_by(builder, back, entering, 1), rest);
    else
        entering = bcf_int(builder, type, 0);
    kept = bcf_binop(builder, toward, kept, amount);
    if (call)
        bcf_in_place_of(builder, call);
    return bcf_binop(builder, BCF_OR, kept, entering);
}

static uint32_t fshl(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) {
    (void)intrinsic;
    return funnel(builder, arguments, true, NULL);
}

static uint32_t fshr(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) {
    (void)intrinsic;
    return funnel(builder, arguments, false, NULL);
}

bool bcf_define_fshl(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_by_lanes(builder, intrinsic, fshl);
}

bool bcf_define_fshr(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_by_lanes(builder, intrinsic, fshr);
}

/* ---- where a call stands ---- */

/* The amounts for all lanes, modulo the width, when they are known. */
static bool known_amounts(struct bcf_builder *builder, uint32_t value, uint64_t lanes, uint64_t width, uint64_t *amounts) {
    struct bcf_unpacked record = {0};
    int64_t number;
    bool known;
    if (!lanes) {
        known = bcf_constant_int(builder->module, builder->function, value, &number);
        amounts[0] = known ? (uint64_t)number % width : 0;
        return known;
    }
    known = bcf_constant_record(builder->module, builder->function, value, &record) && record.code == BCF_CST_DATA &&
            record.ops.count == lanes;
    for (uint64_t i = 0; known && i < lanes; i++)
        amounts[i] = record.ops.data[i] % width;
    bcf_free_array(builder->module->context, &record.ops);
    return known;
}

/* A constant of the numbers. */
static uint32_t numbers(struct bcf_builder *builder, uint32_t type, uint64_t lanes, const uint64_t *each) {
    return lanes ? bcf_int_vector(builder, type, each) : bcf_int(builder, type, (int64_t)each[0]);
}

/* False when an amount is 0: its rest would be as wide as the value. */
static bool shift_by_known(struct bcf_builder *builder, const struct bcf_insn *call, const uint32_t *arguments, bool left,
                           uint64_t lanes, uint64_t width) {
    uint64_t up[MOST_LANES], down[MOST_LANES];
    uint32_t high, low;
    if (!known_amounts(builder, arguments[2], lanes, width, up))
        return false;
    for (uint64_t i = 0; i < (lanes ? lanes : 1); i++) {
        if (up[i] == 0)
            return false;
        down[i] = width - up[i];
    }
    high = bcf_binop(builder, BCF_SHL, arguments[0], numbers(builder, call->type, lanes, left ? up : down));
    low = bcf_binop(builder, BCF_LSHR, arguments[1], numbers(builder, call->type, lanes, left ? down : up));
    bcf_in_place_of(builder, call);
    bcf_binop(builder, BCF_OR, high, low);
    return true;
}

static bool shift_in_place(struct bcf_builder *builder, const struct bcf_insn *call, bool left) {
    struct bcf_module *module = builder->module;
    const struct bcf_type *type = bcf_type(module, call->type);
    uint64_t lanes = bcf_type_lanes(module, call->type), width = bcf_type_integer_width(module, bcf_type_element(module, call->type));
    uint32_t arguments[3];
    if (!bcf_is_word(width) || lanes > MOST_LANES || (lanes && type->count > 2 && type->ops[2]))
        return false;
    for (uint32_t i = 0; i < 3; i++)
        arguments[i] = (uint32_t)bcf_op(builder, call, BCF_CALL_FIRST_ARGUMENT + i);
    if (!shift_by_known(builder, call, arguments, left, lanes, width))
        funnel(builder, arguments, left, call);
    return true;
}

bool bcf_in_place_fshl(struct bcf_builder *builder, const struct bcf_insn *call) {
    return shift_in_place(builder, call, true);
}

bool bcf_in_place_fshr(struct bcf_builder *builder, const struct bcf_insn *call) {
    return shift_in_place(builder, call, false);
}
