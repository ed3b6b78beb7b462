/* The intrinsics of SSE 4.2 that compare strings: pcmpistr* and pcmpestr*.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/x86.h"

/* The number that says what is done: bits 0 and 1 the elements, 2 and 3 how they are compared, 4 and 5 what is made of the
 * results, 6 which result is given. */
enum { WORDS = 1, HAVE_SIGN = 2, NEGATE = 16, ONLY_WITHIN = 32, LAST_ONE = 64 };
enum { EQUAL_ANY = 0, RANGES = 1, EQUAL_EACH = 2, EQUAL_ORDERED = 3 };

/* Two strings; sets of their elements are numbers with a bit for each, the first one lowest. */
struct strings {
    uint32_t x, y, x_inside, y_inside; /* the elements, and which stand before the end */
    uint32_t count, all;               /* how many there can be, and that many bits */
    unsigned control;
};

static uint32_t and_by(struct bcf_builder *builder, uint32_t x, int64_t number) {
    return bcf_binop_by(builder, BCF_AND, x, number);
}

/* The elements before the first one that is 0. */
static uint32_t before_zero(struct bcf_builder *builder, const struct strings *strings, uint32_t vector) {
    uint32_t zeros = bcf_bits_of_lanes(builder, bcf_compare_by(builder, BCF_ICMP_EQ, vector, 0));
    uint32_t below = bcf_binop(builder, BCF_AND, bcf_binop_by(builder, BCF_SUB, zeros, 1),
                               bcf_binop_by(builder, BCF_XOR, zeros, -1));
    return and_by(builder, below, strings->all);
}

/* As many elements as the length says, with or without its sign. */
static uint32_t before_length(struct bcf_builder *builder, const struct strings *strings, uint32_t length) {
    uint32_t type = bcf_type_of(builder, length), zero = bcf_int(builder, type, 0);
    length = bcf_select(builder, bcf_compare(builder, BCF_ICMP_SLT, length, zero),
                        bcf_binop(builder, BCF_SUB, zero, length), length);
    length = bcf_lesser(builder, length, bcf_int(builder, type, strings->count), false);
    return bcf_binop_by(builder, BCF_SUB, bcf_binop(builder, BCF_SHL, bcf_int(builder, type, 1), length), 1);
}

/* All bits when the element of the first string stands before its end, else none. */
static uint32_t all_if_inside(struct bcf_builder *builder, const struct strings *strings, uint32_t element) {
    uint32_t bit = and_by(builder, bcf_binop_by(builder, BCF_LSHR, strings->x_inside, element), 1);
    return bcf_binop(builder, BCF_SUB, bcf_int(builder, bcf_type_of(builder, bit), 0), bit);
}

/* The elements of the second string that compare so with one of the first. */
static uint32_t compared(struct bcf_builder *builder, const struct strings *strings, enum bcf_predicate predicate,
                         uint32_t element) {
    uint64_t lanes[16];
    for (uint32_t i = 0; i < strings->count; i++)
        lanes[i] = element;
    return bcf_bits_of_lanes(builder, bcf_compare(builder, predicate, strings->y,
                                                  bcf_shuffle(builder, strings->x, strings->x, lanes, strings->count)));
}

static uint32_t equal_any(struct bcf_builder *builder, const struct strings *strings) {
    uint32_t found = BCF_NONE;
    for (uint32_t i = 0; i < strings->count; i++) {
        uint32_t here = bcf_binop(builder, BCF_AND, compared(builder, strings, BCF_ICMP_EQ, i),
                                  all_if_inside(builder, strings, i));
        found = i ? bcf_binop(builder, BCF_OR, found, here) : here;
    }
    return bcf_binop(builder, BCF_AND, found, strings->y_inside);
}

/* Pairs of elements are the ends of ranges; a pair that is not whole is none. */
static uint32_t in_ranges(struct bcf_builder *builder, const struct strings *strings) {
    bool has_sign = strings->control & HAVE_SIGN;
    uint32_t found = BCF_NONE;
    for (uint32_t i = 0; i < strings->count; i += 2) {
        uint32_t here = compared(builder, strings, has_sign ? BCF_ICMP_SGE : BCF_ICMP_UGE, i);
        here = bcf_binop(builder, BCF_AND, here, compared(builder, strings, has_sign ? BCF_ICMP_SLE : BCF_ICMP_ULE, i + 1));
        here = bcf_binop(builder, BCF_AND, here, all_if_inside(builder, strings, i + 1));
        found = i ? bcf_binop(builder, BCF_OR, found, here) : here;
    }
    return bcf_binop(builder, BCF_AND, found, strings->y_inside);
}

/* Equal and before both ends, or behind both. */
static uint32_t equal_each(struct bcf_builder *builder, const struct strings *strings) {
    uint32_t equal = bcf_bits_of_lanes(builder, bcf_compare(builder, BCF_ICMP_EQ, strings->x, strings->y));
    uint32_t both = bcf_binop(builder, BCF_AND, strings->x_inside, strings->y_inside);
    uint32_t neither = bcf_binop(builder, BCF_OR, strings->x_inside, strings->y_inside);
    neither = bcf_binop_by(builder, BCF_XOR, neither, strings->all);
    return bcf_binop(builder, BCF_OR, bcf_binop(builder, BCF_AND, equal, both), neither);
}

/* The places of the second string where the first one begins; what would stand behind the last place is not looked at. */
static uint32_t equal_ordered(struct bcf_builder *builder, const struct strings *strings) {
    uint32_t found = BCF_NONE;
    for (uint32_t i = 0; i < strings->count; i++) {
        uint32_t here = bcf_binop(builder, BCF_AND, compared(builder, strings, BCF_ICMP_EQ, i), strings->y_inside);
        if (i)
            here = bcf_binop_by(builder, BCF_OR, bcf_binop_by(builder, BCF_LSHR, here, i),
                                strings->all & ~(strings->all >> i));
        here = bcf_binop(builder, BCF_OR, here,
                         bcf_binop_by(builder, BCF_XOR, all_if_inside(builder, strings, i), -1));
        found = i ? bcf_binop(builder, BCF_AND, found, here) : here;
    }
    return and_by(builder, found, strings->all);
}

/* The strings are two vectors, or two with a length behind each. */
static bool read_strings(struct bcf_builder *builder, const struct bcf_x86 *x86, struct strings *strings) {
    bool lengths = builder->function->argument_count == 4;
    uint32_t i32 = bcf_int_type(builder->module, 32), second = bcf_argument(builder, lengths ? 2 : 1);
    if (builder->function->argument_count != 2 && !lengths)
        return false;
    if (bcf_lane_count(builder, bcf_argument(builder, 0)) != 16 || bcf_lane_width(builder, bcf_argument(builder, 0)) != 8 ||
        bcf_type_of(builder, second) != bcf_type_of(builder, bcf_argument(builder, 0)) ||
        (lengths && (bcf_type_of(builder, bcf_argument(builder, 1)) != i32 ||
                     bcf_type_of(builder, bcf_argument(builder, 3)) != i32)))
        return false;
    strings->control = x86->immediate;
    strings->count = x86->immediate & WORDS ? 8 : 16;
    strings->all = (1u << strings->count) - 1;
    strings->x = bcf_as_lanes(builder, bcf_argument(builder, 0), x86->immediate & WORDS ? 16 : 8);
    strings->y = bcf_as_lanes(builder, second, x86->immediate & WORDS ? 16 : 8);
    strings->x_inside = lengths ? before_length(builder, strings, bcf_argument(builder, 1))
                                : before_zero(builder, strings, strings->x);
    strings->y_inside = lengths ? before_length(builder, strings, bcf_argument(builder, 3))
                                : before_zero(builder, strings, strings->y);
    return true;
}

static uint32_t results(struct bcf_builder *builder, const struct strings *strings) {
    uint32_t (*const how[])(struct bcf_builder *, const struct strings *) = {
        [EQUAL_ANY] = equal_any, [RANGES] = in_ranges, [EQUAL_EACH] = equal_each, [EQUAL_ORDERED] = equal_ordered};
    uint32_t bits = how[strings->control >> 2 & 3](builder, strings);
    if (!(strings->control & NEGATE))
        return bits;
    return strings->control & ONLY_WITHIN ? bcf_binop(builder, BCF_XOR, bits, strings->y_inside)
                                          : bcf_binop_by(builder, BCF_XOR, bits, strings->all);
}

/* ---- what is given ---- */

/* The place of the first or the last bit that is set; behind all of them when none is. */
static uint32_t place_of(struct bcf_builder *builder, const struct strings *strings, uint32_t bits) {
    uint32_t none, place;
    if (!(strings->control & LAST_ONE))
        return bcf_call_bits(builder, "llvm.cttz", bcf_binop_by(builder, BCF_OR, bits, (int64_t)1 << strings->count), 0);
    none = bcf_compare_by(builder, BCF_ICMP_EQ, bits, 0);
    place = bcf_call_bits(builder, "llvm.ctlz", bits, 0);
    place = bcf_binop(builder, BCF_SUB, bcf_int(builder, bcf_type_of(builder, bits), 31), place);
    return bcf_select(builder, none, bcf_int(builder, bcf_type_of(builder, bits), strings->count), place);
}

/* The bits, or elements that are all ones. */
static uint32_t mask_of(struct bcf_builder *builder, const struct strings *strings, uint32_t bits, uint32_t result) {
    struct bcf_module *module = builder->module;
    uint32_t type = bcf_vector_type(module, 2, bcf_int_type(module, 64)), lanes;
    if (!(strings->control & LAST_ONE)) {
        lanes = bcf_insert_lane(builder, bcf_null(builder, type), bcf_zero_extend(builder, bits, 64), 0);
        return bcf_cast(builder, BCF_BITCAST, lanes, result);
    }
    bits = bcf_truncate(builder, bits, strings->count);
    lanes = bcf_cast(builder, BCF_BITCAST, bits, bcf_vector_type(module, strings->count, bcf_int_type(module, 1)));
    return bcf_cast(builder, BCF_BITCAST, bcf_lanes_sext(builder, lanes, 128 / strings->count), result);
}

/* One flag: what the last letter of the name before "128" says. */
static uint32_t flag_of(struct bcf_builder *builder, const struct strings *strings, uint32_t bits, char flag) {
    uint32_t some = bcf_compare_by(builder, BCF_ICMP_NE, bits, 0);
    uint32_t y_ends = bcf_compare_by(builder, BCF_ICMP_NE, strings->y_inside, strings->all);
    switch (flag) {
    case 'c':
        return some;
    case 'z':
        return y_ends;
    case 's':
        return bcf_compare_by(builder, BCF_ICMP_NE, strings->x_inside, strings->all);
    case 'o':
        return bcf_compare_by(builder, BCF_ICMP_NE, and_by(builder, bits, 1), 0);
    case 'a':
        return bcf_binop_by(builder, BCF_XOR, bcf_binop(builder, BCF_OR, some, y_ends), 1);
    default:
        return BCF_NONE;
    }
}

/* pcmpistri128 and pcmpestri128 give a place, …m128 a mask, and …ia128 and so on a flag. */
static bool strings_body(struct bcf_builder *builder, const struct bcf_x86 *x86) {
    enum { KIND = 4 }; /* from the end: "i128", or "a128" */
    const struct bcf_string name = x86->intrinsic->name;
    uint32_t result = x86->intrinsic->result, bits;
    struct strings strings;
    char kind = name.data[name.size - KIND];
    if (!read_strings(builder, x86, &strings))
        return false;
    bits = results(builder, &strings);
    if (kind == 'm')
        return bcf_give(builder, mask_of(builder, &strings, bits, result));
    if (result != bcf_int_type(builder->module, 32))
        return false;
    if (kind == 'i')
        return bcf_give(builder, place_of(builder, &strings, bits));
    return bcf_give(builder, bcf_cast(builder, BCF_ZEXT, flag_of(builder, &strings, bits, kind), result));
}

bool bcf_expand_x86_strings(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const struct bcf_insn *call) {
    return bcf_expand_x86(builder, intrinsic, call, strings_body);
}
