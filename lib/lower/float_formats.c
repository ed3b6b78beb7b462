/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/float_formats.h"

static const struct {
    uint32_t code;
    struct bcf_format format;
} formats[] = {
    {BCF_TYPE_HALF, {"f16", 16, 10, 15}},      {BCF_TYPE_BFLOAT, {"bf16", 16, 7, 127}},
    {BCF_TYPE_FLOAT, {"f32", 32, 23, 127}},    {BCF_TYPE_DOUBLE, {"f64", 64, 52, 1023}},
    {BCF_TYPE_FP128, {"f128", 128, 112, 16383}},
};

const struct bcf_format *bcf_format_by_code(uint32_t type_code) {
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (formats[i].code == type_code)
            return &formats[i].format;
    return NULL;
}

const struct bcf_format *bcf_format_of(const struct bcf_module *module, uint32_t type) {
    const struct bcf_format *format = bcf_format_by_code(bcf_type(module, type)->code);
    /* After an error builders pass on types that are none; what is built then goes nowhere. */
    return format || !bcf_failed(module->context) ? format : &formats[0].format;
}

/* The exponent, as it is written, of infinity and NaN. */
static uint32_t special_exponent(const struct bcf_format *format) {
    return 2 * (uint32_t)format->bias + 1;
}

static uint32_t number(struct bcf_builder *builder, uint32_t like, int64_t value) {
    return bcf_int(builder, bcf_type_of(builder, like), value);
}

static uint32_t is_zero(struct bcf_builder *builder, uint32_t value) {
    return bcf_compare(builder, BCF_ICMP_EQ, value, number(builder, value, 0));
}

uint32_t bcf_shifted_number(struct bcf_builder *builder, uint32_t width, uint64_t value, uint32_t by) {
    uint64_t words[BCF_MAX_WORDS] = {0};
    words[by / 64] = value << by % 64;
    if (by % 64 && by / 64 + 1 < BCF_MAX_WORDS)
        words[by / 64 + 1] = value >> (64 - by % 64);
    return bcf_wide_int(builder, bcf_int_type(builder->module, width), words, (width + 63) / 64);
}

uint32_t bcf_clamp(struct bcf_builder *builder, uint32_t value, int64_t least, int64_t most) {
    uint32_t low = number(builder, value, least), high = number(builder, value, most);
    value = bcf_select(builder, bcf_compare(builder, BCF_ICMP_SLT, value, low), low, value);
    return bcf_select(builder, bcf_compare(builder, BCF_ICMP_SGT, value, high), high, value);
}

uint32_t bcf_shift_out(struct bcf_builder *builder, uint32_t value, uint32_t by) {
    uint32_t width = bcf_width(builder, value), shifted, lost;
    by = bcf_resize(builder, by, width);
    shifted = bcf_binop(builder, BCF_LSHR, value, by);
    lost = bcf_compare(builder, BCF_ICMP_NE, bcf_binop(builder, BCF_SHL, shifted, by), value);
    return bcf_binop(builder, BCF_OR, shifted, bcf_zero_extend(builder, lost, width));
}

void bcf_set_mantissa(struct bcf_builder *builder, struct bcf_number *n, uint32_t mantissa, uint32_t exponent) {
    uint32_t zeros = bcf_leading_zeros(builder, mantissa);
    n->is_zero = is_zero(builder, mantissa);
    zeros = bcf_select(builder, n->is_zero, number(builder, zeros, 0), zeros); /* a shift by the width has no result */
    n->mantissa = bcf_binop(builder, BCF_SHL, mantissa, zeros);
    n->exponent = bcf_binop(builder, BCF_SUB, exponent, bcf_resize(builder, zeros, 32));
}

struct bcf_number bcf_take_apart(struct bcf_builder *builder, uint32_t bits, const struct bcf_format *format, uint32_t room) {
    struct bcf_number n = {.room = room};
    uint32_t wide = bcf_zero_extend(builder, bits, room), written, whole, subnormal, top = bcf_shifted_number(builder, room, 1, room - 1);
    n.negative = bcf_compare(builder, BCF_ICMP_SLT, bits, number(builder, bits, 0));
    written = bcf_resize(builder, bcf_binop_by(builder, BCF_LSHR, wide, format->mantissa), 32);
    written = bcf_binop_by(builder, BCF_AND, written, special_exponent(format));
    /* The mantissa goes up to just below the top bit; the exponent's lowest bit, which is then the top one, is cleared. */
    n.fraction = bcf_binop_by(builder, BCF_SHL, wide, (int64_t)room - 1 - format->mantissa);
    n.fraction = bcf_binop_by(builder, BCF_LSHR, bcf_binop_by(builder, BCF_SHL, n.fraction, 1), 1);
    subnormal = is_zero(builder, written);
    whole = bcf_select(builder, subnormal, n.fraction, bcf_binop(builder, BCF_OR, n.fraction, top));
    n.is_special = bcf_compare(builder, BCF_ICMP_EQ, written, number(builder, written, special_exponent(format)));
    n.is_nan = bcf_compare(builder, BCF_ICMP_NE, n.fraction, number(builder, n.fraction, 0));
    n.is_nan = bcf_binop(builder, BCF_AND, n.is_special, n.is_nan);
    written = bcf_select(builder, subnormal, number(builder, written, 1), written); /* both count the same */
    bcf_set_mantissa(builder, &n, whole, bcf_binop_by(builder, BCF_SUB, written, format->bias));
    return n;
}

/* The sign where the format has it. */
static uint32_t with_sign(struct bcf_builder *builder, uint32_t bits, uint32_t negative, const struct bcf_format *format) {
    uint32_t sign = bcf_shifted_number(builder, format->width, 1, format->width - 1);
    sign = bcf_select(builder, negative, sign, number(builder, sign, 0));
    return bcf_binop(builder, BCF_OR, bcf_truncate(builder, bits, format->width), sign);
}

/* The mantissa, the highest bit of which is written too, is added to the exponent less one: a carry out of the rounded one
 * makes that the next, or infinity. Of subnormal numbers that bit is not set, and neither is anything added. */
uint32_t bcf_put_together(struct bcf_builder *builder, const struct bcf_number *n, const struct bcf_format *format) {
    uint32_t written = bcf_binop_by(builder, BCF_ADD, n->exponent, format->bias), below, kept, rest, half, up, large, bits;
    uint32_t dropped = n->room - 1 - format->mantissa;
    below = bcf_binop(builder, BCF_SUB, number(builder, written, 1), written);
    rest = bcf_shift_out(builder, n->mantissa, bcf_clamp(builder, below, 0, (int64_t)n->room - 1));
    kept = bcf_binop_by(builder, BCF_LSHR, rest, dropped);
    rest = bcf_binop(builder, BCF_SUB, rest, bcf_binop_by(builder, BCF_SHL, kept, dropped));
    half = bcf_shifted_number(builder, n->room, 1, dropped - 1);
    up = bcf_cast(builder, BCF_TRUNC, kept, bcf_int_type(builder->module, 1)); /* odd */
    up = bcf_binop(builder, BCF_AND, up, bcf_compare(builder, BCF_ICMP_EQ, rest, half));
    up = bcf_binop(builder, BCF_OR, up, bcf_compare(builder, BCF_ICMP_UGT, rest, half));
    kept = bcf_binop(builder, BCF_ADD, kept, bcf_zero_extend(builder, up, n->room));
    large = bcf_compare(builder, BCF_ICMP_SGE, written, number(builder, written, special_exponent(format)));
    written = bcf_clamp(builder, bcf_binop_by(builder, BCF_SUB, written, 1), 0, special_exponent(format));
    bits = bcf_binop_by(builder, BCF_SHL, bcf_zero_extend(builder, written, n->room), format->mantissa);
    bits = bcf_binop(builder, BCF_ADD, bits, kept);
    bits = bcf_select(builder, large, bcf_shifted_number(builder, n->room, special_exponent(format), format->mantissa), bits);
    bits = bcf_select(builder, n->is_zero, number(builder, bits, 0), bits);
    return with_sign(builder, bits, n->negative, format);
}

uint32_t bcf_convert_format(struct bcf_builder *builder, uint32_t bits, const struct bcf_format *from,
                            const struct bcf_format *to) {
    uint32_t room = bcf_format_room(from->width > to->width ? from->width : to->width), finite, special, quiet;
    struct bcf_number n = bcf_take_apart(builder, bits, from, room);
    finite = bcf_put_together(builder, &n, to);
    special = bcf_binop_by(builder, BCF_LSHR, n.fraction, (int64_t)room - 1 - to->mantissa);
    special = bcf_binop(builder, BCF_OR, special, bcf_shifted_number(builder, room, special_exponent(to), to->mantissa));
    quiet = bcf_shifted_number(builder, room, 1, to->mantissa - 1);
    quiet = bcf_select(builder, n.is_nan, quiet, number(builder, quiet, 0));
    special = with_sign(builder, bcf_binop(builder, BCF_OR, special, quiet), n.negative, to);
    return bcf_select(builder, n.is_special, special, finite);
}

/* The highest `room` bits of a wider integer, and whether there is more below. */
static uint32_t highest_bits(struct bcf_builder *builder, uint32_t value, uint32_t room) {
    uint32_t width = bcf_width(builder, value), top, below;
    if (width == room)
        return value;
    top = bcf_truncate(builder, bcf_binop_by(builder, BCF_LSHR, value, (int64_t)width - room), room);
    below = bcf_binop_by(builder, BCF_SHL, value, room);
    below = bcf_compare(builder, BCF_ICMP_NE, below, number(builder, below, 0));
    return bcf_binop(builder, BCF_OR, top, bcf_zero_extend(builder, below, room));
}

uint32_t bcf_format_integer(struct bcf_builder *builder, uint32_t value, const struct bcf_format *to, bool is_signed) {
    uint32_t room = bcf_format_room(to->width), from = bcf_width(builder, value), width = (from / 64 + 1) * 64;
    uint32_t i32 = bcf_int_type(builder->module, 32), negated;
    struct bcf_number n = {.room = room};
    if (width < room) /* one bit more than it has, for the most negative, and whole words */
        width = room;
    value = is_signed ? bcf_sign_extend(builder, value, width) : bcf_zero_extend(builder, value, width);
    n.negative = is_signed ? bcf_compare(builder, BCF_ICMP_SLT, value, number(builder, value, 0))
                           : bcf_int(builder, bcf_int_type(builder->module, 1), 0);
    negated = bcf_binop(builder, BCF_SUB, number(builder, value, 0), value);
    value = is_signed ? bcf_select(builder, n.negative, negated, value) : value;
    bcf_set_mantissa(builder, &n, value, bcf_int(builder, i32, (int64_t)width - 1));
    n.mantissa = highest_bits(builder, n.mantissa, room);
    return bcf_put_together(builder, &n, to);
}

uint32_t bcf_integer_of_format(struct bcf_builder *builder, uint32_t bits, const struct bcf_format *from, uint32_t width) {
    uint32_t room = bcf_format_room(from->width), work = width < room ? room : width, left, right, wide, small;
    struct bcf_number n = bcf_take_apart(builder, bits, from, room);
    small = bcf_compare(builder, BCF_ICMP_SLT, n.exponent, number(builder, n.exponent, 0));
    left = bcf_binop_by(builder, BCF_SUB, n.exponent, (int64_t)room - 1);
    right = bcf_clamp(builder, bcf_binop(builder, BCF_SUB, number(builder, left, 0), left), 0, (int64_t)room - 1);
    left = bcf_clamp(builder, left, 0, (int64_t)work - 1);
    wide = bcf_binop(builder, BCF_LSHR, n.mantissa, bcf_resize(builder, right, room));
    wide = bcf_zero_extend(builder, wide, work);
    wide = bcf_binop(builder, BCF_SHL, wide, bcf_resize(builder, left, work));
    wide = bcf_select(builder, small, number(builder, wide, 0), wide);
    wide = bcf_select(builder, n.negative, bcf_binop(builder, BCF_SUB, number(builder, wide, 0), wide), wide);
    return bcf_truncate(builder, wide, width);
}
