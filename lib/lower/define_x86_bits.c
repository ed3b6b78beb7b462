/* Intrinsics of x86 on bits of single numbers.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/x86.h"

/* Whether the arguments are two integers of 32 or 64 bits, as the result is. */
static bool takes_numbers(const struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint64_t width = bcf_type_integer_width(builder->module, intrinsic->result);
    if (builder->function->argument_count != 2 || (width != 32 && width != 64))
        return false;
    return bcf_type_of(builder, bcf_argument(builder, 0)) == intrinsic->result &&
           bcf_type_of(builder, bcf_argument(builder, 1)) == intrinsic->result;
}

/* ---- runs of bits ---- */

/* The lowest bits, as many as the lowest eight bits of `count` say; all when those say as many as there are or more. */
static uint32_t lowest(struct bcf_builder *builder, uint32_t value, uint32_t count) {
    uint32_t width = bcf_width(builder, value), type = bcf_type_of(builder, value), some, mask;
    count = bcf_binop_by(builder, BCF_AND, count, 0xff);
    some = bcf_compare_by(builder, BCF_ICMP_ULT, count, width);
    mask = bcf_binop(builder, BCF_SHL, bcf_int(builder, type, 1), bcf_select(builder, some, count, bcf_int(builder, type, 0)));
    mask = bcf_binop(builder, BCF_AND, value, bcf_binop_by(builder, BCF_SUB, mask, 1));
    return bcf_select(builder, some, mask, value);
}

bool bcf_define_x86_bzhi(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return takes_numbers(builder, intrinsic) &&
           bcf_give(builder, lowest(builder, bcf_argument(builder, 0), bcf_argument(builder, 1)));
}

/* bextr: from the bit that the lowest eight bits of the second say, as many as the next eight say. */
bool bcf_define_x86_bextr(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t first, count, type = intrinsic->result, inside, value;
    if (!takes_numbers(builder, intrinsic))
        return false;
    first = bcf_binop_by(builder, BCF_AND, bcf_argument(builder, 1), 0xff);
    count = bcf_binop_by(builder, BCF_LSHR, bcf_argument(builder, 1), 8);
    inside = bcf_compare_by(builder, BCF_ICMP_ULT, first, bcf_width(builder, first));
    first = bcf_select(builder, inside, first, bcf_int(builder, type, 0));
    value = bcf_binop(builder, BCF_LSHR, bcf_argument(builder, 0), first);
    value = bcf_select(builder, inside, value, bcf_int(builder, type, 0));
    return bcf_give(builder, lowest(builder, value, count));
}

/* ---- pext and pdep ---- */

enum { MOST_STEPS = 6 };

/* How bits move to their places in steps of 1, 2, 4 …: a bit moves by as many places as there are zeros in the mask below
 * it, and in each step those move whose number of zeros has that power of two. `moving` says, for each step, which bits of
 * the mask move down when it is squeezed. */
static uint32_t steps_of_mask(struct bcf_builder *builder, uint32_t mask, uint32_t moving[MOST_STEPS]) {
    uint32_t width = bcf_width(builder, mask), steps = 0;
    uint32_t zeros = bcf_binop_by(builder, BCF_SHL, bcf_binop_by(builder, BCF_XOR, mask, -1), 1);
    for (uint32_t by = 1; by < width; by *= 2, steps++) {
        uint32_t odd = zeros, stay;
        for (uint32_t reach = 1; reach < width; reach *= 2) /* whether the number of zeros at and below each bit is odd */
            odd = bcf_binop(builder, BCF_XOR, odd, bcf_binop_by(builder, BCF_SHL, odd, reach));
        moving[steps] = bcf_binop(builder, BCF_AND, odd, mask);
        stay = bcf_binop(builder, BCF_XOR, mask, moving[steps]);
        mask = bcf_binop(builder, BCF_OR, stay, bcf_binop_by(builder, BCF_LSHR, moving[steps], by));
        zeros = bcf_binop(builder, BCF_AND, zeros, bcf_binop_by(builder, BCF_XOR, odd, -1)); /* every second zero is done */
    }
    return steps;
}

/* pext: the bits that the mask has, side by side. */
bool bcf_define_x86_pext(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t moving[MOST_STEPS], steps, value;
    if (!takes_numbers(builder, intrinsic))
        return false;
    steps = steps_of_mask(builder, bcf_argument(builder, 1), moving);
    value = bcf_binop(builder, BCF_AND, bcf_argument(builder, 0), bcf_argument(builder, 1));
    for (uint32_t i = 0; i < steps; i++) {
        uint32_t moved = bcf_binop(builder, BCF_AND, value, moving[i]);
        value = bcf_binop(builder, BCF_OR, bcf_binop(builder, BCF_XOR, value, moved),
                          bcf_binop_by(builder, BCF_LSHR, moved, (int64_t)1 << i));
    }
    return bcf_give(builder, value);
}

/* pdep: the lowest bits, each in a place that the mask has; the steps of pext backward. */
bool bcf_define_x86_pdep(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t moving[MOST_STEPS], steps, value;
    if (!takes_numbers(builder, intrinsic))
        return false;
    steps = steps_of_mask(builder, bcf_argument(builder, 1), moving);
    value = bcf_argument(builder, 0);
    for (uint32_t i = steps; i-- > 0;) {
        uint32_t moved = bcf_binop(builder, BCF_AND, bcf_binop_by(builder, BCF_SHL, value, (int64_t)1 << i), moving[i]);
        uint32_t stay = bcf_binop(builder, BCF_AND, value, bcf_binop_by(builder, BCF_XOR, moving[i], -1));
        value = bcf_binop(builder, BCF_OR, stay, moved);
    }
    return bcf_give(builder, bcf_binop(builder, BCF_AND, value, bcf_argument(builder, 1)));
}

/* ---- crc32 ---- */

/* The remainder by the polynomial of Castagnoli, lowest bit first. What each bit of the number and the remainder, added up
 * without carries, becomes at the end is known, so the elements of one vector are chosen by the bits and added up. */
bool bcf_define_x86_crc32(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    enum { REVERSED_POLYNOMIAL = (int)0x82F63B78u, MOST = 64 };
    struct bcf_module *module = builder->module;
    uint32_t i32 = bcf_int_type(module, 32), value, width, rest, result, vector, type, sum;
    uint64_t ends[MOST], remainder = 1;
    if (builder->function->argument_count != 2)
        return false;
    value = bcf_argument(builder, 1);
    width = bcf_width(builder, value);
    rest = bcf_argument(builder, 0);
    if ((width != 8 && width != 16 && width != 32 && width != 64) || !bcf_width(builder, rest) ||
        bcf_width(builder, rest) < 32)
        return false;
    for (uint32_t bit = width; bit-- > 0;) { /* the highest bit is shifted out last, after one step */
        remainder = remainder & 1 ? remainder >> 1 ^ (uint32_t)REVERSED_POLYNOMIAL : remainder >> 1;
        ends[bit] = remainder;
    }
    rest = bcf_resize(builder, rest, 32);
    sum = bcf_binop(builder, BCF_XOR, value, bcf_resize(builder, rest, width));
    type = bcf_vector_type(module, width, i32);
    vector = bcf_cast(builder, BCF_BITCAST, sum, bcf_vector_type(module, width, bcf_int_type(module, 1)));
    vector = bcf_binop(builder, BCF_AND, bcf_cast(builder, BCF_SEXT, vector, type), bcf_int_vector(builder, type, ends));
    for (uint32_t half = width / 2; half > 0; half /= 2) { /* the two halves added up, until one element is left */
        uint64_t low[MOST], high[MOST];
        for (uint32_t i = 0; i < half; i++) {
            low[i] = i;
            high[i] = half + i;
        }
        vector = bcf_binop(builder, BCF_XOR, bcf_shuffle(builder, vector, vector, low, half),
                           bcf_shuffle(builder, vector, vector, high, half));
    }
    result = bcf_extract_lane(builder, vector, 0);
    if (width < 32) /* what is left of the remainder has moved down */
        result = bcf_binop(builder, BCF_XOR, result, bcf_binop_by(builder, BCF_LSHR, rest, width));
    return bcf_give(builder, bcf_resize(builder, result, (uint32_t)bcf_type_integer_width(module, intrinsic->result)));
}
