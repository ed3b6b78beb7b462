/* Conversions between integers and floating point numbers that the target lacks or gets wrong.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/conversions.h"
#include "lower/rewrite.h"

#include <stdio.h>

enum { I1 = 1, I8 = 2, I16 = 4, I32 = 8, I64 = 16 };

static const struct {
    uint32_t operation, real;      /* the cast, and the code of the floating point type */
    unsigned scalars, vectors;     /* the widths of integers that are right */
} known[] = {
#define CONVERSION(operation, real, scalars, vectors) {operation, real, scalars, vectors},
#include "target/conversions.def"
#undef CONVERSION
};

static unsigned width_bit(uint64_t width) {
    static const struct {
        uint64_t width;
        unsigned bit;
    } bits[] = {{1, I1}, {8, I8}, {16, I16}, {32, I32}, {64, I64}};
    for (size_t i = 0; i < sizeof bits / sizeof bits[0]; i++)
        if (bits[i].width == width)
            return bits[i].bit;
    return 0;
}

static bool is_scalable(const struct bcf_module *module, uint32_t type) {
    const struct bcf_type *t = bcf_type(module, type);
    return t->code == BCF_TYPE_VECTOR && t->count > 2 && t->ops[2];
}

static bool from_integer(uint32_t operation) {
    return operation == BCF_UITOFP || operation == BCF_SITOFP;
}

bool bcf_needs_conversion(const struct bcf_module *module, uint32_t operation, uint32_t from, uint32_t to) {
    uint32_t integer = from_integer(operation) ? from : to, real = from_integer(operation) ? to : from;
    uint64_t width = bcf_type_integer_width(module, bcf_type_element(module, integer));
    bool vector = bcf_type_lanes(module, integer) != 0;
    if (!width || !bcf_is_float(module, bcf_type_element(module, real)) || is_scalable(module, from))
        return false;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (known[i].operation == operation && known[i].real == bcf_type(module, bcf_type_element(module, real))->code)
            return !((vector ? known[i].vectors : known[i].scalars) & width_bit(width));
    return false;
}

/* What a helper does. */
struct conversion {
    uint32_t operation, to;
};

static uint32_t integer_to_real(struct bcf_builder *builder, uint32_t value, uint32_t to, bool is_signed) {
    uint32_t width = bcf_width(builder, value);
    if (width > 64)
        return bcf_integer_to_float(builder, value, to, is_signed);
    if (width == 64 && !is_signed)
        return bcf_u64_to_float(builder, value, to);
    if (width < 64)
        value = is_signed ? bcf_sign_extend(builder, value, 64) : bcf_zero_extend(builder, value, 64);
    return bcf_cast(builder, BCF_SITOFP, value, to);
}

/* A number that is too large for the integer has no result, so one without a sign of less than 64 bits is one of 64 bits
 * with a sign. */
static uint32_t real_to_integer(struct bcf_builder *builder, uint32_t value, uint32_t to, bool is_signed) {
    uint32_t width = (uint32_t)bcf_type_integer_width(builder->module, to);
    if (width > 64)
        return bcf_float_to_integer(builder, value, width);
    if (width == 64)
        return bcf_cast(builder, is_signed ? BCF_FPTOSI : BCF_FPTOUI, value, to);
    return bcf_truncate(builder, bcf_cast(builder, BCF_FPTOSI, value, bcf_int_type(builder->module, 64)), width);
}

static uint32_t convert(struct bcf_builder *builder, uint32_t operation, uint32_t value, uint32_t to) {
    if (from_integer(operation))
        return integer_to_real(builder, value, to, operation == BCF_SITOFP);
    return real_to_integer(builder, value, to, operation == BCF_FPTOSI);
}

static bool conversion_body(struct bcf_builder *builder, const void *what) {
    const struct conversion *conversion = what;
    uint32_t value = bcf_argument(builder, 0), result, to = bcf_type_element(builder->module, conversion->to);
    uint64_t lanes = bcf_type_lanes(builder->module, conversion->to);
    if (!lanes) {
        bcf_return(builder, convert(builder, conversion->operation, value, to));
        return true;
    }
    result = bcf_poison(builder, conversion->to);
    for (uint32_t lane = 0; lane < lanes; lane++) {
        uint32_t one = convert(builder, conversion->operation, bcf_extract_lane(builder, value, lane), to);
        result = bcf_insert_lane(builder, result, one, lane);
    }
    bcf_return(builder, result);
    return true;
}

/* "i128", "v2f64": for the names of helpers. */
static void type_name(const struct bcf_module *module, uint32_t type, char *text, size_t size) {
    uint64_t lanes = bcf_type_lanes(module, type), width;
    uint32_t element = bcf_type_element(module, type);
    bool integer = (width = bcf_type_integer_width(module, element)) != 0;
    if (!integer)
        width = bcf_type(module, element)->code == BCF_TYPE_FLOAT ? 32 : 64;
    if (lanes)
        snprintf(text, size, "v%llu%c%llu", (unsigned long long)lanes, integer ? 'i' : 'f', (unsigned long long)width);
    else
        snprintf(text, size, "%c%llu", integer ? 'i' : 'f', (unsigned long long)width);
}

static const char *operation_name(uint32_t operation) {
    static const char *const names[] = {
        [BCF_FPTOUI] = "fptoui", [BCF_FPTOSI] = "fptosi", [BCF_UITOFP] = "uitofp", [BCF_SITOFP] = "sitofp"};
    return names[operation];
}

uint32_t bcf_call_conversion(struct bcf_builder *builder, uint32_t operation, uint32_t value, uint32_t to) {
    struct conversion conversion = {operation, to};
    uint32_t from = bcf_type_of(builder, value), helper;
    char name[120], from_name[48], to_name[48];
    type_name(builder->module, from, from_name, sizeof from_name);
    type_name(builder->module, to, to_name, sizeof to_name);
    snprintf(name, sizeof name, "bcfix.%s.%s.%s", operation_name(operation), from_name, to_name);
    helper = bcf_helper(builder->lowering, name, bcf_function_type(builder->module, to, &from, 1), conversion_body,
                        &conversion);
    return bcf_call(builder, helper, &value, 1);
}

enum bcf_rewritten bcf_rewrite_conversion(struct bcf_builder *builder, const struct bcf_insn *insn) {
    struct bcf_module *module = builder->module;
    uint32_t value = (uint32_t)bcf_op(builder, insn, 0), to = (uint32_t)bcf_op(builder, insn, 1);
    uint32_t operation = (uint32_t)bcf_op(builder, insn, 2), from = bcf_type_of(builder, value);
    char from_name[48], to_name[48];
    bool wide;
    if (!bcf_needs_conversion(module, operation, from, to))
        return BCF_KEPT;
    if (bcf_is_odd_width(bcf_type_integer_width(module, to))) {
        value = bcf_call_conversion(builder, operation, value, to);
        bcf_in_place_of(builder, insn);
        bcf_clear_above(builder, value);
    } else {
        bcf_in_place_of(builder, insn);
        bcf_call_conversion(builder, operation, value, to);
    }
    type_name(module, from, from_name, sizeof from_name);
    type_name(module, to, to_name, sizeof to_name);
    wide = bcf_type_integer_width(module, from_integer(operation) ? from : to) > 64;
    bcf_note(builder->lowering, wide ? BCFIX_BCF022_WIDE_INTEGER : BCFIX_BCF029_FLOAT, insn,
             "%s from %s to %s became a call of a helper", operation_name(operation), from_name, to_name);
    return BCF_REWRITTEN;
}

/* ---- bits ---- */

/* LLVMBitcastToI32Node has floats' bits from Float.floatToIntBits, which makes all NaNs one, sign and all; from vector to
 * vector LLVMToVectorNode takes floatToRawIntBits, lane by lane. */
uint32_t bcf_bits_of(struct bcf_builder *builder, uint32_t value) {
    struct bcf_module *module = builder->module;
    uint32_t i32 = bcf_int_type(module, 32), result = builder->result, vector, type = bcf_type_of(builder, value);
    if (bcf_type(module, type)->code != BCF_TYPE_FLOAT)
        return bcf_cast(builder, BCF_BITCAST, value, bcf_int_type(module, bcf_element_bits(module, type)));
    builder->result = BCF_NONE; /* the last of the instructions takes the place of the old one */
    vector = bcf_poison(builder, bcf_vector_type(module, 1, bcf_float_type(module)));
    vector = bcf_cast(builder, BCF_BITCAST, bcf_insert_lane(builder, vector, value, 0), bcf_vector_type(module, 1, i32));
    builder->result = result;
    return bcf_extract_lane(builder, vector, 0);
}

/* Bitcasts of vectors that go wrong: castFloatVector and doDoubleVector of LLVMToI64Node make all NaNs one, the
 * LLVMBitcastTo…VectorNode take vectors of float only with as many elements, and LLVMBitcastToFloatVectorNode takes no
 * number of 64 bits. */
static bool loses_bits(const struct bcf_module *module, uint32_t from, uint32_t to) {
    uint64_t lanes = bcf_type_lanes(module, from);
    uint32_t element = bcf_type(module, bcf_type_element(module, from))->code;
    bool to_floats = bcf_type_lanes(module, to) && bcf_type(module, bcf_type_element(module, to))->code == BCF_TYPE_FLOAT;
    if (lanes && element == BCF_TYPE_FLOAT)
        return bcf_type_lanes(module, to) != lanes && bcf_type(module, to)->code != BCF_TYPE_FLOAT;
    if (lanes && element == BCF_TYPE_DOUBLE)
        return bcf_type_integer_width(module, to) == 64;
    return !lanes && to_floats && bcf_type_lanes(module, to) == 2;
}

/* An integer from the bits of a vector of i1, or such a vector from an integer: memory has other ideas of them. */
static void integer_from_bits(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t bits, uint32_t width) {
    uint32_t lanes = (uint32_t)bcf_type_lanes(builder->module, bcf_type_of(builder, bits));
    uint32_t bytes = (width + 7) / 8 * 8, result = BCF_NONE;
    for (uint32_t lane = 0; lane < lanes; lane++) {
        uint32_t one = bcf_zero_extend(builder, bcf_extract_lane(builder, bits, lane), bytes);
        one = lane ? bcf_binop_by(builder, BCF_SHL, one, lane) : one;
        if (lane + 1 == lanes && bytes == width)
            bcf_in_place_of(builder, insn);
        result = lane ? bcf_binop(builder, BCF_OR, result, one) : one;
    }
    if (bytes == width)
        return;
    bcf_in_place_of(builder, insn);
    bcf_truncate(builder, result, width);
}

static void bits_from_integer(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t value, uint32_t to) {
    uint32_t lanes = (uint32_t)bcf_type_lanes(builder->module, to), result = bcf_poison(builder, to);
    for (uint32_t lane = 0; lane < lanes; lane++) {
        uint32_t one = lane ? bcf_binop_by(builder, BCF_LSHR, value, lane) : value;
        one = bcf_cast(builder, BCF_TRUNC, one, bcf_int_type(builder->module, 1));
        if (lane + 1 == lanes)
            bcf_in_place_of(builder, insn);
        result = bcf_insert_lane(builder, result, one, lane);
    }
}

static enum bcf_rewritten bit_by_bit(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t value, uint32_t to) {
    uint64_t width = bcf_type_integer_width(builder->module, to);
    if (width)
        integer_from_bits(builder, insn, value, (uint32_t)width);
    else
        bits_from_integer(builder, insn, value, to);
    bcf_note(builder->lowering, BCFIX_BCF022_WIDE_INTEGER, insn, "a bitcast between an integer and bits was done bit by bit");
    return BCF_REWRITTEN;
}

/* Whether the cast is between a vector and an integer that Sulong has no such cast for: LLVMBitcastToI8VectorNode and the
 * like, and LLVMToI64Node, know integers of 8 to 64 bits. */
static bool is_of_other_integer(const struct bcf_module *module, uint32_t from, uint32_t to) {
    uint64_t width = bcf_type_integer_width(module, bcf_type_lanes(module, from) ? to : from);
    return width && !width_bit(width) && (bcf_type_lanes(module, from) || bcf_type_lanes(module, to));
}

/* A bitcast between such an integer and a vector, and one that would lose bits, goes through memory. */
enum bcf_rewritten bcf_rewrite_bitcast(struct bcf_builder *builder, const struct bcf_insn *insn) {
    struct bcf_module *module = builder->module;
    uint32_t value = (uint32_t)bcf_op(builder, insn, 0), to = (uint32_t)bcf_op(builder, insn, 1);
    uint32_t from = bcf_type_of(builder, value), place;
    bool other = is_of_other_integer(module, from, to);
    uint32_t vector = bcf_type_lanes(module, from) ? from : to;
    if (bcf_type(module, from)->code == BCF_TYPE_FLOAT && bcf_type_integer_width(module, to) == 32) {
        bcf_in_place_of(builder, insn);
        bcf_bits_of(builder, value);
        bcf_note(builder->lowering, BCFIX_BCF029_FLOAT, insn, "a bitcast from float to i32 was done with vectors");
        return BCF_REWRITTEN;
    }
    if (other && bcf_type_integer_width(module, bcf_type_element(module, vector)) == 1)
        return bit_by_bit(builder, insn, value, to);
    if (!other && !loses_bits(module, from, to))
        return BCF_KEPT;
    place = bcf_alloca(builder, from, 16);
    bcf_store(builder, value, place, 16, false);
    bcf_in_place_of(builder, insn);
    bcf_load(builder, to, place, 16, false);
    bcf_note(builder->lowering, other ? BCFIX_BCF022_WIDE_INTEGER : BCFIX_BCF029_FLOAT, insn,
             other ? "a bitcast of a wide integer went through memory" : "a bitcast of a vector went through memory");
    return BCF_REWRITTEN;
}
