/* Intrinsics that look at single bits, for the widths that the target lacks.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/lanes.h"

/* The width in which Sulong has the operations on bits: 32 or 64, or as many words of 64 as are needed. */
static uint32_t word_width(uint32_t width) {
    return width <= 32 ? 32 : 64;
}

static uint32_t words_of(uint32_t width) {
    return (width + 63) / 64;
}

/* Word `index` of 64 bits, counted from the lowest. */
static uint32_t word_at(struct bcf_builder *builder, uint32_t value, uint32_t index) {
    uint32_t shifted = index ? bcf_binop_by(builder, BCF_LSHR, value, 64 * (int64_t)index) : value;
    return bcf_truncate(builder, shifted, 64);
}

/* The value in whole words. */
static uint32_t in_words(struct bcf_builder *builder, uint32_t value) {
    return bcf_resize(builder, value, 64 * words_of(bcf_width(builder, value)));
}

static uint32_t ctpop(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) {
    uint32_t width = bcf_width(builder, arguments[0]), sum = BCF_NONE, wide;
    (void)intrinsic;
    if (width <= 64)
        return bcf_resize(
            builder, bcf_call_bits(builder, "llvm.ctpop", bcf_zero_extend(builder, arguments[0], word_width(width)), -1),
            width);
    wide = in_words(builder, arguments[0]);
    for (uint32_t i = 0; i < words_of(width); i++) {
        uint32_t count = bcf_call_bits(builder, "llvm.ctpop", word_at(builder, wide, i), -1);
        sum = i ? bcf_binop(builder, BCF_ADD, sum, count) : count;
    }
    return bcf_resize(builder, sum, width);
}

bool bcf_define_ctpop(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_by_lanes(builder, intrinsic, ctpop);
}

bool bcf_in_place_ctpop(struct bcf_builder *builder, const struct bcf_insn *call) {
    return bcf_in_place_by_element(builder, call, ctpop);
}

uint32_t bcf_leading_zeros(struct bcf_builder *builder, uint32_t value) {
    uint32_t width = bcf_width(builder, value), words = words_of(width), count = BCF_NONE, wide;
    if (width <= 64) {
        uint32_t word = bcf_call_bits(builder, "llvm.ctlz", bcf_zero_extend(builder, value, word_width(width)), 0);
        return bcf_resize(builder, bcf_binop_by(builder, BCF_SUB, word, word_width(width) - width), width);
    }
    wide = in_words(builder, value);
    for (uint32_t i = 0; i < words; i++) { /* a higher word that is not zero decides */
        uint32_t word = word_at(builder, wide, i), here, empty;
        here = bcf_binop_by(builder, BCF_ADD, bcf_call_bits(builder, "llvm.ctlz", word, 0), 64 * (int64_t)(words - 1 - i));
        empty = bcf_compare(builder, BCF_ICMP_EQ, word, bcf_int(builder, bcf_type_of(builder, word), 0));
        count = i ? bcf_select(builder, empty, count, here) : here;
    }
    return bcf_resize(builder, bcf_binop_by(builder, BCF_SUB, count, 64 * (int64_t)words - width), width);
}

static uint32_t ctlz(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) {
    (void)intrinsic;
    return bcf_leading_zeros(builder, arguments[0]);
}

bool bcf_define_ctlz(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_by_lanes(builder, intrinsic, ctlz);
}

/* Zeros below the lowest bit that is set; the width for zero. */
static uint32_t cttz(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) {
    uint32_t width = bcf_width(builder, arguments[0]), words = words_of(width), count = BCF_NONE, wide, least;
    (void)intrinsic;
    if (width <= 64) {
        uint32_t word = word_width(width);
        wide = bcf_zero_extend(builder, arguments[0], word);
        if (width < word) /* a bit just above stops the count at the width */
            wide = bcf_binop_by(builder, BCF_OR, wide, (int64_t)((uint64_t)1 << width));
        return bcf_resize(builder, bcf_call_bits(builder, "llvm.cttz", wide, 0), width);
    }
    wide = in_words(builder, arguments[0]);
    for (uint32_t i = words; i-- > 0;) { /* a lower word that is not zero decides */
        uint32_t word = word_at(builder, wide, i), here, empty;
        here = bcf_binop_by(builder, BCF_ADD, bcf_call_bits(builder, "llvm.cttz", word, 0), 64 * (int64_t)i);
        empty = bcf_compare(builder, BCF_ICMP_EQ, word, bcf_int(builder, bcf_type_of(builder, word), 0));
        count = i + 1 < words ? bcf_select(builder, empty, count, here) : here;
    }
    least = bcf_int(builder, bcf_type_of(builder, count), width);
    count = bcf_select(builder, bcf_compare(builder, BCF_ICMP_ULT, count, least), count, least);
    return bcf_resize(builder, count, width);
}

bool bcf_define_cttz(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_by_lanes(builder, intrinsic, cttz);
}

/* The index of the first element that is not zero, or their number. */
bool bcf_define_cttz_elts(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint64_t lanes = intrinsic->parameter == BCF_NONE ? 0 : bcf_type_lanes(builder->module, intrinsic->parameter);
    uint32_t result = bcf_int(builder, intrinsic->result, (int64_t)lanes), vector = bcf_argument(builder, 0);
    const struct bcf_type *type = bcf_type(builder->module, intrinsic->parameter);
    if (!lanes || (type->count > 2 && type->ops[2]))
        return false;
    for (uint32_t lane = (uint32_t)lanes; lane-- > 0;) {
        uint32_t element = bcf_extract_lane(builder, vector, lane);
        uint32_t zero = bcf_compare(builder, BCF_ICMP_EQ, element, bcf_int(builder, bcf_type_of(builder, element), 0));
        result = bcf_select(builder, zero, result, bcf_int(builder, intrinsic->result, lane));
    }
    bcf_return(builder, result);
    return true;
}

/* Swaps neighbouring groups of `bits` bits in a word of 64: the mask has the lower group of each pair. */
static uint32_t swap_groups(struct bcf_builder *builder, uint32_t word, unsigned bits, uint64_t mask) {
    uint32_t high = bcf_binop_by(builder, BCF_AND, bcf_binop_by(builder, BCF_LSHR, word, bits), (int64_t)mask);
    uint32_t low = bcf_binop_by(builder, BCF_SHL, bcf_binop_by(builder, BCF_AND, word, (int64_t)mask), bits);
    return bcf_binop(builder, BCF_OR, high, low);
}

static uint32_t reverse_bytes(struct bcf_builder *builder, uint32_t word) {
    return bcf_call_bits(builder, "llvm.bswap", word, -1);
}

static uint32_t reverse_bits(struct bcf_builder *builder, uint32_t word) {
    word = swap_groups(builder, word, 1, 0x5555555555555555);
    word = swap_groups(builder, word, 2, 0x3333333333333333);
    word = swap_groups(builder, word, 4, 0x0F0F0F0F0F0F0F0F);
    return reverse_bytes(builder, word);
}

/* Reverses each word of 64, and the order of the words; what was above the value is then below, and is shifted out. */
static uint32_t reverse(struct bcf_builder *builder, uint32_t value,
                        uint32_t (*reverse_word)(struct bcf_builder *, uint32_t)) {
    uint32_t width = bcf_width(builder, value), words = words_of(width), wide = in_words(builder, value), result = BCF_NONE;
    for (uint32_t i = 0; i < words; i++) {
        uint32_t word = bcf_resize(builder, reverse_word(builder, word_at(builder, wide, i)), 64 * words);
        uint32_t shift = 64 * (words - 1 - i);
        word = shift ? bcf_binop_by(builder, BCF_SHL, word, shift) : word;
        result = i ? bcf_binop(builder, BCF_OR, result, word) : word;
    }
    if (64 * words > width)
        result = bcf_binop_by(builder, BCF_LSHR, result, 64 * words - width);
    return bcf_resize(builder, result, width);
}

static uint32_t bitreverse(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) {
    (void)intrinsic;
    return reverse(builder, arguments[0], reverse_bits);
}

bool bcf_define_bitreverse(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_by_lanes(builder, intrinsic, bitreverse);
}

static uint32_t bswap(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *arguments) {
    (void)intrinsic;
    return reverse(builder, arguments[0], reverse_bytes);
}

bool bcf_define_bswap(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_define_by_lanes(builder, intrinsic, bswap);
}
