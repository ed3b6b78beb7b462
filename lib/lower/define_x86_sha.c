/* The intrinsics of SHA: rounds and schedules of SHA-1 and SHA-256, on four words of 32 bits.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/x86.h"

static uint32_t rotate(struct bcf_builder *builder, uint32_t x, uint32_t left) {
    return bcf_binop(builder, BCF_OR, bcf_binop_by(builder, BCF_SHL, x, left), bcf_binop_by(builder, BCF_LSHR, x, 32 - left));
}

static uint32_t add(struct bcf_builder *builder, uint32_t x, uint32_t y) {
    return bcf_binop(builder, BCF_ADD, x, y);
}

static uint32_t xor(struct bcf_builder *builder, uint32_t x, uint32_t y) {
    return bcf_binop(builder, BCF_XOR, x, y);
}

/* Whether the arguments and the result are vectors of four i32. */
static bool takes_words(const struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, uint32_t count) {
    uint32_t type = intrinsic->result;
    if (builder->function->argument_count != count || bcf_type_lanes(builder->module, type) != 4 ||
        bcf_type_integer_width(builder->module, bcf_type_element(builder->module, type)) != 32)
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (bcf_type_of(builder, bcf_argument(builder, i)) != type)
            return false;
    return true;
}

static uint32_t word(struct bcf_builder *builder, uint32_t argument, uint32_t lane) {
    return bcf_extract_lane(builder, bcf_argument(builder, argument), lane);
}

static bool give_words(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const uint32_t *words) {
    uint32_t result = bcf_poison(builder, intrinsic->result);
    for (uint32_t lane = 0; lane < 4; lane++)
        result = bcf_insert_lane(builder, result, words[lane], lane);
    return bcf_give(builder, result);
}

/* ---- SHA-1: the words of a block stand from the last element to the first ---- */

bool bcf_define_x86_sha1msg1(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    static const uint64_t two_later[] = {6, 7, 0, 1};
    uint32_t x = bcf_argument(builder, 0);
    return takes_words(builder, intrinsic, 2) &&
           bcf_give(builder, xor(builder, x, bcf_shuffle(builder, x, bcf_argument(builder, 1), two_later, 4)));
}

bool bcf_define_x86_sha1msg2(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t words[4];
    if (!takes_words(builder, intrinsic, 2))
        return false;
    for (uint32_t lane = 4; lane-- > 0;) /* the last of the four needs the first of them */
        words[lane] = rotate(builder, xor(builder, word(builder, 0, lane), lane ? word(builder, 1, lane - 1) : words[3]), 1);
    return give_words(builder, intrinsic, words);
}

bool bcf_define_x86_sha1nexte(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t sum;
    if (!takes_words(builder, intrinsic, 2))
        return false;
    sum = add(builder, word(builder, 1, 3), rotate(builder, word(builder, 0, 3), 30));
    return bcf_give(builder, bcf_insert_lane(builder, bcf_argument(builder, 1), sum, 3));
}

static uint32_t choose(struct bcf_builder *builder, uint32_t which, uint32_t x, uint32_t y) {
    return xor(builder, y, bcf_binop(builder, BCF_AND, which, xor(builder, x, y)));
}

static uint32_t majority(struct bcf_builder *builder, uint32_t x, uint32_t y, uint32_t z) {
    return bcf_binop(builder, BCF_OR, bcf_binop(builder, BCF_AND, x, y),
                     bcf_binop(builder, BCF_AND, z, bcf_binop(builder, BCF_OR, x, y)));
}

static uint32_t parity(struct bcf_builder *builder, uint32_t x, uint32_t y, uint32_t z) {
    return xor(builder, xor(builder, x, y), z);
}

/* Four rounds; the function and its constant by the lowest two bits. */
static bool rounds_body(struct bcf_builder *builder, const struct bcf_x86 *x86) {
    static const struct {
        uint32_t (*function)(struct bcf_builder *, uint32_t, uint32_t, uint32_t);
        uint32_t constant;
    } kinds[] = {{choose, 0x5A827999}, {parity, 0x6ED9EBA1}, {majority, 0x8F1BBCDC}, {parity, 0xCA62C1D6}};
    uint32_t kind = x86->immediate & 3, a, b, c, d, e = BCF_NONE;
    if (!takes_words(builder, x86->intrinsic, 2))
        return false;
    a = word(builder, 0, 3);
    b = word(builder, 0, 2);
    c = word(builder, 0, 1);
    d = word(builder, 0, 0);
    for (uint32_t i = 0; i < 4; i++) {
        uint32_t sum = add(builder, kinds[kind].function(builder, b, c, d), rotate(builder, a, 5));
        sum = bcf_binop_by(builder, BCF_ADD, add(builder, sum, word(builder, 1, 3 - i)), (int32_t)kinds[kind].constant);
        if (i) /* the first word has it already */
            sum = add(builder, sum, e);
        e = d;
        d = c;
        c = rotate(builder, b, 30);
        b = a;
        a = sum;
    }
    return give_words(builder, x86->intrinsic, (uint32_t[]){d, c, b, a});
}

bool bcf_expand_x86_sha1rnds4(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const struct bcf_insn *call) {
    return bcf_expand_x86(builder, intrinsic, call, rounds_body);
}

/* ---- SHA-256: the words of a block stand from the first element to the last ---- */

/* Turned right by two numbers, and turned or shifted right by a third one. */
static uint32_t sigma(struct bcf_builder *builder, uint32_t x, uint32_t first, uint32_t second, uint32_t third, bool shifts) {
    uint32_t last = shifts ? bcf_binop_by(builder, BCF_LSHR, x, third) : rotate(builder, x, 32 - third);
    return parity(builder, rotate(builder, x, 32 - first), rotate(builder, x, 32 - second), last);
}

bool bcf_define_x86_sha256msg1(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    static const uint64_t one_later[] = {1, 2, 3, 4};
    uint32_t x = bcf_argument(builder, 0), next;
    if (!takes_words(builder, intrinsic, 2))
        return false;
    next = bcf_shuffle(builder, x, bcf_argument(builder, 1), one_later, 4);
    return bcf_give(builder, add(builder, x, sigma(builder, next, 7, 18, 3, true)));
}

bool bcf_define_x86_sha256msg2(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t words[4];
    if (!takes_words(builder, intrinsic, 2))
        return false;
    for (uint32_t lane = 0; lane < 4; lane++) { /* the third and fourth need the first and second of them */
        uint32_t before = lane < 2 ? word(builder, 1, 2 + lane) : words[lane - 2];
        words[lane] = add(builder, word(builder, 0, lane), sigma(builder, before, 17, 19, 10, true));
    }
    return give_words(builder, intrinsic, words);
}

/* Two rounds: the state is c, d, g, h from the last element of the first argument to its first, and a, b, e, f in the second. */
bool bcf_define_x86_sha256rnds2(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t a, b, c, d, e, f, g, h;
    if (!takes_words(builder, intrinsic, 3))
        return false;
    a = word(builder, 1, 3);
    b = word(builder, 1, 2);
    c = word(builder, 0, 3);
    d = word(builder, 0, 2);
    e = word(builder, 1, 1);
    f = word(builder, 1, 0);
    g = word(builder, 0, 1);
    h = word(builder, 0, 0);
    for (uint32_t i = 0; i < 2; i++) {
        uint32_t sum = add(builder, choose(builder, e, f, g), sigma(builder, e, 6, 11, 25, false)), more;
        sum = add(builder, add(builder, sum, word(builder, 2, i)), h);
        more = add(builder, majority(builder, a, b, c), sigma(builder, a, 2, 13, 22, false));
        h = g;
        g = f;
        f = e;
        e = add(builder, sum, d);
        d = c;
        c = b;
        b = a;
        a = add(builder, sum, more);
    }
    return give_words(builder, intrinsic, (uint32_t[]){f, e, b, a});
}
