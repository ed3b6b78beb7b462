/* The intrinsics of AES-NI and PCLMULQDQ, on 128 bits or several times as many.
 *
 * The table of AES maps a byte to its inverse in a field of 256 elements and then linearly. Here the bits of all bytes are
 * taken apart, so that each operation works on one bit of each byte. The inverse is taken in pairs of elements of a field
 * of 16, in which 1, x, x^2, x^3 with x^4 = x + 1 are the bits, and pairs are h*y + l with y^2 = y + 10.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/x86.h"

enum { BITS = 8, HALF = 4, CONSTANT = 0x63 };

#define EACH_BYTE(byte) ((int64_t)(UINT64_C(0x0101010101010101) * (byte)))

/* Linear maps: for each bit of the result the bits that it is the sum of. Into the pairs, and from the pairs with the linear
 * map of AES behind it; the same for the inverse of the table. */
static const uint8_t into_pairs[BITS] = {0x21, 0x2c, 0xc2, 0xca, 0xdc, 0xac, 0x72, 0xa0};
static const uint8_t from_pairs[BITS] = {0xb1, 0x05, 0x0b, 0x51, 0xb7, 0xb6, 0x90, 0x1e};
static const uint8_t back_into_pairs[BITS] = {0x30, 0x23, 0x32, 0x17, 0x86, 0x71, 0xbe, 0xc6};
static const uint8_t back_from_pairs[BITS] = {0xa3, 0x70, 0xac, 0x0c, 0xc4, 0xa2, 0x56, 0x22};

/* Inverses in the field of 16: for each bit the products that it is the sum of; bit p of a row stands for the product of the
 * bits that are set in p. */
static const uint16_t inverse_products[HALF] = {0x41f6, 0x0d68, 0x2338, 0x5714};
/* Squares there, and squares times 10, each as a linear map. */
static const uint8_t square_map[HALF] = {0x5, 0x4, 0xa, 0x8}, square_by_ten_map[HALF] = {0xc, 0x3, 0x6, 0x7};

static uint32_t add(struct bcf_builder *builder, uint32_t x, uint32_t y) {
    return x == BCF_NONE ? y : bcf_binop(builder, BCF_XOR, x, y);
}

static void map(struct bcf_builder *builder, const uint8_t *rows, uint32_t count, const uint32_t *from, uint32_t *to) {
    for (uint32_t row = 0; row < count; row++) {
        to[row] = BCF_NONE;
        for (uint32_t bit = 0; bit < count; bit++)
            if (rows[row] >> bit & 1)
                to[row] = add(builder, to[row], from[bit]);
    }
}

static void multiply(struct bcf_builder *builder, const uint32_t *x, const uint32_t *y, uint32_t *product) {
    uint32_t sums[2 * HALF - 1];
    for (uint32_t i = 0; i < 2 * HALF - 1; i++)
        sums[i] = BCF_NONE;
    for (uint32_t i = 0; i < HALF; i++)
        for (uint32_t j = 0; j < HALF; j++)
            sums[i + j] = add(builder, sums[i + j], bcf_binop(builder, BCF_AND, x[i], y[j]));
    for (uint32_t i = HALF; i < 2 * HALF - 1; i++) { /* x^4 = x + 1 */
        sums[i - HALF] = add(builder, sums[i - HALF], sums[i]);
        sums[i - HALF + 1] = add(builder, sums[i - HALF + 1], sums[i]);
    }
    for (uint32_t i = 0; i < HALF; i++)
        product[i] = sums[i];
}

static void invert(struct bcf_builder *builder, const uint32_t *from, uint32_t *to) {
    uint32_t products[16] = {BCF_NONE};
    for (uint32_t p = 1; p < 15; p++) {
        uint32_t rest = p & (p - 1); /* without its lowest bit */
        uint32_t bit = p & 1 ? 0 : p & 2 ? 1 : p & 4 ? 2 : 3;
        products[p] = rest ? bcf_binop(builder, BCF_AND, products[rest], from[bit]) : from[bit];
    }
    for (uint32_t row = 0; row < HALF; row++) {
        to[row] = BCF_NONE;
        for (uint32_t p = 1; p < 15; p++)
            if (inverse_products[row] >> p & 1)
                to[row] = add(builder, to[row], products[p]);
    }
}

/* The inverse of h*y + l: with d = 10*h^2 + h*l + l^2 it is h/d*y + (h + l)/d. */
static void invert_pairs(struct bcf_builder *builder, uint32_t *bits) {
    uint32_t *low = bits, *high = bits + HALF, sum[HALF], product[HALF], squares[HALF], more[HALF], inverse[HALF];
    multiply(builder, high, low, product);
    map(builder, square_map, HALF, low, squares);
    map(builder, square_by_ten_map, HALF, high, more);
    for (uint32_t i = 0; i < HALF; i++) {
        product[i] = add(builder, add(builder, product[i], squares[i]), more[i]);
        sum[i] = add(builder, high[i], low[i]);
    }
    invert(builder, product, inverse);
    multiply(builder, high, inverse, high);
    multiply(builder, sum, inverse, low);
}

/* Each byte of words of 64 bits through the table, or back. */
static uint32_t substitute(struct bcf_builder *builder, uint32_t words, bool back) {
    uint32_t bits[BITS], mapped[BITS], result = BCF_NONE;
    if (back)
        words = bcf_binop_by(builder, BCF_XOR, words, EACH_BYTE(CONSTANT));
    for (uint32_t i = 0; i < BITS; i++) {
        bits[i] = i ? bcf_binop_by(builder, BCF_LSHR, words, i) : words;
        bits[i] = bcf_binop_by(builder, BCF_AND, bits[i], EACH_BYTE(1));
    }
    map(builder, back ? back_into_pairs : into_pairs, BITS, bits, mapped);
    invert_pairs(builder, mapped);
    map(builder, back ? back_from_pairs : from_pairs, BITS, mapped, bits);
    for (uint32_t i = 0; i < BITS; i++)
        result = add(builder, result, i ? bcf_binop_by(builder, BCF_SHL, bits[i], i) : bits[i]);
    return back ? result : bcf_binop_by(builder, BCF_XOR, result, EACH_BYTE(CONSTANT));
}

/* The bytes of each 16 in another order: byte i comes from place (i * step) modulo 16, within or across columns. */
static uint32_t reorder(struct bcf_builder *builder, uint32_t words, uint64_t (*from)(uint64_t)) {
    uint64_t lanes[BCF_X86_LANES], count;
    uint32_t bytes = bcf_as_lanes(builder, words, 8);
    count = bcf_lane_count(builder, bytes);
    for (uint64_t i = 0; i < count; i++)
        lanes[i] = i / 16 * 16 + from(i % 16);
    return bcf_as_lanes(builder, bcf_shuffle(builder, bytes, bytes, lanes, count), 64);
}

static uint64_t shifted_row(uint64_t i) { /* byte i is in row i % 4, and comes from as many columns further on */
    return (i + 4 * (i % 4)) % 16;
}

static uint64_t shifted_row_back(uint64_t i) {
    return (i + 12 * (i % 4)) % 16;
}

static uint64_t below(uint64_t i) {
    return i / 4 * 4 + (i + 1) % 4;
}

static uint64_t twice_below(uint64_t i) {
    return i / 4 * 4 + (i + 2) % 4;
}

/* Bytes times x in the field of AES. */
static uint32_t doubled(struct bcf_builder *builder, uint32_t words) {
    enum { POLYNOMIAL = 0x1b };
    uint32_t twice = bcf_binop_by(builder, BCF_SHL, bcf_binop_by(builder, BCF_AND, words, EACH_BYTE(0x7f)), 1);
    uint32_t carries = bcf_binop_by(builder, BCF_AND, bcf_binop_by(builder, BCF_LSHR, words, 7), EACH_BYTE(1));
    return bcf_binop(builder, BCF_XOR, twice, bcf_binop_by(builder, BCF_MUL, carries, POLYNOMIAL));
}

/* MixColumns: each byte doubled, plus three times the one below it, plus the two others. */
static uint32_t mix(struct bcf_builder *builder, uint32_t words) {
    uint32_t next = reorder(builder, words, below), pair = bcf_binop(builder, BCF_XOR, words, next);
    uint32_t others = reorder(builder, pair, twice_below);
    return bcf_binop(builder, BCF_XOR, bcf_binop(builder, BCF_XOR, doubled(builder, pair), next), others);
}

static uint32_t mix_back(struct bcf_builder *builder, uint32_t words) {
    uint32_t pair = bcf_binop(builder, BCF_XOR, words, reorder(builder, words, twice_below));
    return mix(builder, bcf_binop(builder, BCF_XOR, words, doubled(builder, doubled(builder, pair))));
}

static bool give_words(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, uint32_t words) {
    return words != BCF_NONE && bcf_give(builder, bcf_cast(builder, BCF_BITCAST, words, intrinsic->result));
}

static bool define_round(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, bool back, bool mixes) {
    uint32_t words;
    if (!bcf_takes_vectors(builder, 2))
        return false;
    words = reorder(builder, bcf_as_lanes(builder, bcf_argument(builder, 0), 64), back ? shifted_row_back : shifted_row);
    words = substitute(builder, words, back);
    if (mixes)
        words = back ? mix_back(builder, words) : mix(builder, words);
    return give_words(builder, intrinsic, bcf_binop(builder, BCF_XOR, words, bcf_as_lanes(builder, bcf_argument(builder, 1), 64)));
}

bool bcf_define_x86_aesenc(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return define_round(builder, intrinsic, false, true);
}

bool bcf_define_x86_aesenclast(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return define_round(builder, intrinsic, false, false);
}

bool bcf_define_x86_aesdec(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return define_round(builder, intrinsic, true, true);
}

bool bcf_define_x86_aesdeclast(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return define_round(builder, intrinsic, true, false);
}

bool bcf_define_x86_aesimc(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return bcf_takes_vectors(builder, 1) &&
           give_words(builder, intrinsic, mix_back(builder, bcf_as_lanes(builder, bcf_argument(builder, 0), 64)));
}

/* aeskeygenassist: the second and the last of four words through the table, and both also turned by a byte with the number
 * added. */
static bool keygen_body(struct bcf_builder *builder, const struct bcf_x86 *x86) {
    uint64_t from[16], numbers[2] = {(uint64_t)x86->immediate << 32, (uint64_t)x86->immediate << 32};
    uint32_t words, bytes;
    if (!bcf_takes_vectors(builder, 1) || bcf_type_lane_width(builder->module, x86->intrinsic->result) *
                                                  bcf_type_lanes(builder->module, x86->intrinsic->result) != 128)
        return false;
    words = substitute(builder, bcf_as_lanes(builder, bcf_argument(builder, 0), 64), false);
    bytes = bcf_as_lanes(builder, words, 8);
    for (uint64_t i = 0; i < 16; i++)
        from[i] = i / 8 * 8 + 4 + (i % 8 < 4 ? i % 4 : (i + 1) % 4);
    words = bcf_as_lanes(builder, bcf_shuffle(builder, bytes, bytes, from, 16), 64);
    words = bcf_binop(builder, BCF_XOR, words, bcf_int_vector(builder, bcf_type_of(builder, words), numbers));
    return give_words(builder, x86->intrinsic, words);
}

bool bcf_expand_x86_keygen(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const struct bcf_insn *call) {
    return bcf_expand_x86(builder, intrinsic, call, keygen_body);
}

/* ---- products without carries ---- */

/* Of two numbers below 2^32, by ordinary products: with three zeros between any two bits no more than eight ones meet in a
 * place, and what they carry stays in the zeros. */
static uint32_t carryless_32(struct bcf_builder *builder, uint32_t x, uint32_t y) {
    uint32_t parts[2][4], result = BCF_NONE;
    for (uint32_t i = 0; i < 4; i++) {
        parts[0][i] = bcf_binop_by(builder, BCF_AND, x, (int64_t)(UINT64_C(0x1111111111111111) << i));
        parts[1][i] = bcf_binop_by(builder, BCF_AND, y, (int64_t)(UINT64_C(0x1111111111111111) << i));
    }
    for (uint32_t place = 0; place < 4; place++) {
        uint32_t sum = BCF_NONE;
        for (uint32_t i = 0; i < 4; i++)
            sum = add(builder, sum, bcf_binop(builder, BCF_MUL, parts[0][i], parts[1][(place - i) & 3]));
        sum = bcf_binop_by(builder, BCF_AND, sum, (int64_t)(UINT64_C(0x1111111111111111) << place));
        result = place ? bcf_binop(builder, BCF_OR, result, sum) : sum;
    }
    return result;
}

void bcf_carryless(struct bcf_builder *builder, uint32_t x, uint32_t y, uint32_t halves[2]) {
    uint32_t low[2], high[2], products[3], middle;
    low[0] = bcf_binop_by(builder, BCF_AND, x, 0xffffffff);
    low[1] = bcf_binop_by(builder, BCF_AND, y, 0xffffffff);
    high[0] = bcf_binop_by(builder, BCF_LSHR, x, 32);
    high[1] = bcf_binop_by(builder, BCF_LSHR, y, 32);
    products[0] = carryless_32(builder, low[0], low[1]);
    products[2] = carryless_32(builder, high[0], high[1]);
    middle = carryless_32(builder, add(builder, low[0], high[0]), add(builder, low[1], high[1]));
    middle = add(builder, add(builder, middle, products[0]), products[2]);
    halves[0] = add(builder, products[0], bcf_binop_by(builder, BCF_SHL, middle, 32));
    halves[1] = add(builder, products[2], bcf_binop_by(builder, BCF_LSHR, middle, 32));
}

/* pclmulqdq: in each 128 bits, of the halves that bits 0 and 4 choose. */
static bool pclmul_body(struct bcf_builder *builder, const struct bcf_x86 *x86) {
    uint32_t result = bcf_poison(builder, x86->intrinsic->result), count;
    if (!bcf_takes_vectors(builder, 2) || bcf_lane_width(builder, bcf_argument(builder, 0)) != 64 ||
        bcf_type_of(builder, bcf_argument(builder, 0)) != x86->intrinsic->result ||
        bcf_type_of(builder, bcf_argument(builder, 1)) != x86->intrinsic->result)
        return false;
    count = bcf_lane_count(builder, bcf_argument(builder, 0));
    for (uint32_t lane = 0; lane < count; lane += 2) {
        uint32_t halves[2];
        bcf_carryless(builder, bcf_extract_lane(builder, bcf_argument(builder, 0), lane + (x86->immediate & 1)),
                      bcf_extract_lane(builder, bcf_argument(builder, 1), lane + (x86->immediate >> 4 & 1)), halves);
        result = bcf_insert_lane(builder, result, halves[0], lane);
        result = bcf_insert_lane(builder, result, halves[1], lane + 1);
    }
    return bcf_give(builder, result);
}

bool bcf_expand_x86_pclmul(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, const struct bcf_insn *call) {
    return bcf_expand_x86(builder, intrinsic, call, pclmul_body);
}
