/* Functions of libm that a program made by rustc does not take from libm.
 *
 * rustc links its own compiler_builtins before the C library, whose symbols are weak and hidden: cbrt, ceil, copysign, fabs,
 * fdim, floor, fma, fmax, fmaximum, fmin, fminimum, fmod, rint, round, roundeven, sqrt, trunc (seen in 1.95). All but cbrt
 * have one right result that both give. Rust's cbrt gives the nearest number; glibc's is off by a few places: 2.36 gives
 * another number for half of all doubles, and a tenth of all floats.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/conversions.h"
#include "lower/symbols.h"

#include <string.h>

/* What is known of float and double: bits, bits of the fraction. */
struct format {
    uint32_t type, word, bits, fraction;
};

enum { WIDE = 192 }; /* has the cube of four times a fraction of double */

static uint32_t number(struct bcf_builder *builder, const struct format *format, uint64_t value) {
    return bcf_int(builder, format->word, (int64_t)value);
}

/* The exponent as it is written, and the fraction with the bit before it, of bits without a sign: 0 and 1 are alike. */
static void take_apart(struct bcf_builder *builder, const struct format *format, uint32_t bits, uint32_t *exponent,
                       uint32_t *fraction) {
    uint64_t one = 1ull << format->fraction;
    uint32_t small;
    *exponent = bcf_binop_by(builder, BCF_LSHR, bits, format->fraction);
    *fraction = bcf_binop(builder, BCF_AND, bits, number(builder, format, one - 1));
    small = bcf_compare(builder, BCF_ICMP_EQ, *exponent, number(builder, format, 0));
    *exponent = bcf_select(builder, small, number(builder, format, 1), *exponent);
    *fraction = bcf_binop(builder, BCF_OR, *fraction,
                          bcf_select(builder, small, number(builder, format, 0), number(builder, format, one)));
}

static uint32_t cube(struct bcf_builder *builder, uint32_t value) {
    value = bcf_zero_extend(builder, value, WIDE);
    return bcf_binop(builder, BCF_MUL, bcf_binop(builder, BCF_MUL, value, value), value);
}

/* Whether the root of `bits` is below and above what rounds to `guess`, both without a sign. With x = m * 2^(e - b), b the
 * bias and the fraction, and the guess g * 2^(f - b), the root is r * 2^(f - b) where r^3 = m * 2^(e - 3f + 2b). The middle
 * between the guess and the next is g + 1/2, that to the last one g - 1/2, or g - 1/4 at a power of two. */
static void compare_root(struct bcf_builder *builder, const struct format *format, uint32_t bits, uint32_t guess,
                         uint32_t *below, uint32_t *above) {
    uint64_t bias = (1ull << (format->bits - format->fraction - 2)) - 1 + format->fraction;
    uint32_t e, m, f, g, shift, root, four, step;
    take_apart(builder, format, bits, &e, &m);
    take_apart(builder, format, guess, &f, &g);
    shift = bcf_binop(builder, BCF_SUB, e, bcf_binop(builder, BCF_MUL, f, number(builder, format, 3)));
    shift = bcf_binop(builder, BCF_ADD, shift, number(builder, format, 2 * bias + 6)); /* and 4^3, as both are times 4 */
    root = bcf_binop(builder, BCF_SHL, bcf_zero_extend(builder, m, WIDE), bcf_zero_extend(builder, shift, WIDE));
    four = bcf_binop_by(builder, BCF_SHL, g, 2);
    step = bcf_compare(builder, BCF_ICMP_EQ, g, number(builder, format, 1ull << format->fraction));
    step = bcf_select(builder, step, number(builder, format, 1), number(builder, format, 2));
    *below = bcf_compare(builder, BCF_ICMP_ULT, root, cube(builder, bcf_binop(builder, BCF_SUB, four, step)));
    *above = bcf_compare(builder, BCF_ICMP_UGT, root,
                         cube(builder, bcf_binop(builder, BCF_ADD, four, number(builder, format, 2))));
}

/* Whether rustc made the module: LLVM22.1.2-rust-1.95.0-stable. */
static bool is_rust(const struct bcf_module *module) {
    static const char mark[] = "-rust-";
    for (size_t i = 0; i + sizeof mark - 1 <= module->producer.size; i++)
        if (memcmp(module->producer.data + i, mark, sizeof mark - 1) == 0)
            return true;
    return false;
}

/* The C library's result, one up or one down until it is the nearest. */
bool bcf_body_cbrt(struct bcf_builder *builder, const void *what) {
    struct bcf_module *module = builder->module;
    uint32_t x = bcf_argument(builder, 0), type = bcf_type_of(builder, x), bits, sign, near, guess, below, above, next, special;
    struct format format = {.type = type};
    const struct bcf_global *global = &module->globals.data[builder->function->global];
    uint64_t infinity;
    (void)what;
    if (!is_rust(module) || builder->function->argument_count != 1 || !bcf_is_float(module, type) ||
        global->record.ops[BCF_GLOBAL_TYPE] != bcf_function_type(module, type, &type, 1))
        return false;
    format.bits = bcf_type(module, type)->code == BCF_TYPE_FLOAT ? 32 : 64;
    format.fraction = format.bits == 32 ? 23 : 52;
    format.word = bcf_int_type(module, format.bits);
    infinity = ((1ull << (format.bits - 1 - format.fraction)) - 1) << format.fraction;
    near = bcf_external(builder->lowering, format.bits == 32 ? "cbrtf32" : "cbrtf64", bcf_function_type(module, type, &type, 1));
    if (near == BCF_NONE)
        return false;
    near = bcf_call(builder, near, &x, 1);
    sign = number(builder, &format, 1ull << (format.bits - 1));
    bits = bcf_bits_of(builder, x);
    sign = bcf_binop(builder, BCF_AND, bits, sign);
    bits = bcf_binop(builder, BCF_XOR, bits, sign);
    special = bcf_binop(builder, BCF_OR, bcf_compare(builder, BCF_ICMP_EQ, bits, number(builder, &format, 0)),
                        bcf_compare(builder, BCF_ICMP_UGE, bits, number(builder, &format, infinity)));
    next = bcf_binop(builder, BCF_AND, bcf_bits_of(builder, near), number(builder, &format, (1ull << (format.bits - 1)) - 1));
    bcf_branch_if(builder, special, 1, 2);
    bcf_return(builder, near);                     /* block 1 */
    guess = bcf_phi(builder, format.word, 2);      /* block 2 */
    bcf_phi_set(builder, guess, 0, next, 0);
    compare_root(builder, &format, bits, guess, &below, &above);
    next = bcf_binop(builder, BCF_ADD, guess, bcf_zero_extend(builder, above, format.bits));
    next = bcf_binop(builder, BCF_SUB, next, bcf_zero_extend(builder, below, format.bits));
    bcf_phi_set(builder, guess, 1, next, 2);
    bcf_branch_if(builder, bcf_binop(builder, BCF_OR, below, above), 2, 3);
    bcf_return(builder, bcf_cast(builder, BCF_BITCAST, bcf_binop(builder, BCF_OR, guess, sign), type)); /* block 3 */
    return true;
}
