/* What the builder does to a body that is there: constants, results that take another's place, operands.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/builder.h"

#include "bits.h"

static struct made made;
static struct decoded decoded;
static struct bcf_module *module;
static struct bcf_function *function;
static struct bcf_findings findings;
static struct bcf_lowering lowering;
static struct bcf_builder builder;

enum { NUMBER, NOTHING, ADD, LEFT = (int)BCF_LOCAL, RIGHT, FORTY_ONE, SUM, MORE, WAS };

static void begin(void) {
    test_begin();
    make_small_module(&made);
    ck_assert(decode(&decoded, made.writer.bytes.data, made.writer.bytes.count));
    module = &decoded.module;
    function = &decoded.function;
    ck_assert(bcf_decode_function(function, &decoded.bodies, ADD));
    bcf_findings_init(&findings, context, NULL, NULL);
    memset(&lowering, 0, sizeof lowering);
    lowering.module = module;
    lowering.context = context;
    lowering.target = bcf_default_target();
    lowering.findings = &findings;
    bcf_arena_init(&lowering.arena, context);
    bcf_builder_init(&builder, &lowering, function);
}

static void end(void) {
    bcf_free_array(context, &builder.out);
    bcf_free_array(context, &builder.replaced);
    bcf_lowering_free(&lowering);
    bcf_findings_free(&findings);
    free_decoded(&decoded);
    bcf_writer_free(&made.writer);
    test_end();
}

/* The record of a constant of the function. */
static struct bcf_unpacked constant(uint32_t value) {
    struct bcf_unpacked unpacked = {0};
    for (size_t i = 0; i < function->constant_ids.count; i++)
        if ((BCF_LOCAL | function->constant_ids.data[i]) == value) {
            ck_assert(bcf_pack_get(context, &function->constants.pack, i, &unpacked));
            return unpacked;
        }
    ck_abort_msg("value %u is no constant", value);
}

static void ck_assert_constant(uint32_t value, uint32_t code, const uint64_t *ops, size_t count) {
    struct bcf_unpacked unpacked = constant(value);
    ck_assert_uint_eq(unpacked.code, code);
    ck_assert_uint_eq(unpacked.ops.count, count);
    for (size_t i = 0; i < count; i++)
        ck_assert_uint_eq(unpacked.ops.data[i], ops[i]);
    bcf_free_array(context, &unpacked.ops);
}

#define ck_assert_integer(type, value, op)                                                                            \
    ck_assert_constant(bcf_int(&builder, (type), (value)), BCF_CST_INTEGER, (const uint64_t[]){op}, 1)

/* ---- constants ---- */

START_TEST(same_constant_is_one_value) {
    uint32_t first = bcf_int(&builder, T_I64, 5);
    ck_assert_uint_eq(bcf_int(&builder, T_I64, 5), first);
    ck_assert_uint_ne(bcf_int(&builder, T_I64, 6), first);
    ck_assert_uint_ne(bcf_int(&builder, T_I32, 5), first);
}
END_TEST

START_TEST(constant_that_the_body_has_is_used) {
    ck_assert_uint_eq(bcf_int(&builder, T_I32, 41), (uint32_t)FORTY_ONE);
}
END_TEST

START_TEST(zero_is_null) {
    ck_assert_constant(bcf_int(&builder, T_I64, 0), BCF_CST_NULL, NULL, 0);
}
END_TEST

START_TEST(sign_is_in_the_lowest_bit) {
    ck_assert_integer(T_I64, 3, 6);
    ck_assert_integer(T_I64, -3, 7);
    ck_assert_integer(T_I64, INT64_MIN, 1);
    ck_assert_integer(T_I64, INT64_MAX, UINT64_MAX - 1);
}
END_TEST

START_TEST(integers_are_extended_from_their_width) {
    ck_assert_integer(T_I1, 1, 3); /* -1 */
    ck_assert_integer(bcf_int_type(module, 8), 200, 56 << 1 | 1);
    ck_assert_integer(T_I32, 0xffffffff, 3);
}
END_TEST

START_TEST(integer_of_a_vector_is_in_all_lanes) {
    uint32_t splat = bcf_int(&builder, T_V4I32, 9), one = bcf_int(&builder, T_I32, 9);
    ck_assert_constant(splat, BCF_CST_AGGREGATE, (const uint64_t[]){one, one, one, one}, 4);
}
END_TEST

START_TEST(wide_integers_have_the_words_that_count) {
    uint32_t wide = bcf_int_type(module, 128), wider = bcf_int_type(module, 130);
    ck_assert_constant(bcf_int(&builder, wide, 5), BCF_CST_WIDE_INTEGER, (const uint64_t[]){10}, 1);
    ck_assert_constant(bcf_int(&builder, wide, -1), BCF_CST_WIDE_INTEGER, (const uint64_t[]){3, 3}, 2);
    ck_assert_constant(bcf_int(&builder, wider, -1), BCF_CST_WIDE_INTEGER, (const uint64_t[]){3, 3, 6}, 3);
    ck_assert_constant(bcf_int(&builder, wide, 0), BCF_CST_NULL, NULL, 0);
}
END_TEST

START_TEST(float_is_its_bits) {
    uint32_t type = bcf_double_type(module);
    ck_assert_constant(bcf_float_bits(&builder, type, 0x3ff0000000000000), BCF_CST_FLOAT,
                       (const uint64_t[]){0x3ff0000000000000}, 1);
    ck_assert_constant(bcf_float_bits(&builder, type, 0), BCF_CST_NULL, NULL, 0);
}
END_TEST

START_TEST(vector_that_is_too_long_for_a_constant_is_not_supported) {
    ck_assert_uint_eq(bcf_int(&builder, bcf_vector_type(module, 100000, T_I32), 1), BCF_NONE);
    ck_assert_error(BCFIX_UNSUPPORTED, "a vector of 100000 elements");
}
END_TEST

static bool is_int(uint32_t value, int64_t expected) {
    int64_t is;
    return bcf_constant_int(module, function, value, &is) && is == expected;
}

START_TEST(integer_constants_are_read_back) {
    ck_assert(is_int(bcf_int(&builder, T_I64, -3), -3));
    ck_assert(is_int(bcf_int(&builder, T_I64, INT64_MIN), INT64_MIN));
    ck_assert(is_int(bcf_int(&builder, T_I64, 0), 0));
    ck_assert(is_int(BCF_CONSTANT, 7));
}
END_TEST

START_TEST(what_is_no_integer_constant_is_not_read) {
    int64_t is;
    ck_assert(!bcf_constant_int(module, function, (uint32_t)LEFT, &is));
    ck_assert(!bcf_constant_int(module, function, NUMBER, &is));
    ck_assert(!bcf_constant_int(module, function, bcf_poison(&builder, T_I32), &is));
}
END_TEST

/* ---- instructions ---- */

START_TEST(cast_to_the_same_type_is_the_value) {
    ck_assert_uint_eq(bcf_cast(&builder, BCF_TRUNC, (uint32_t)LEFT, T_I32), (uint32_t)LEFT);
    ck_assert_uint_eq(builder.out.count, 0);
}
END_TEST

START_TEST(result_takes_the_place_of_another) {
    bcf_in_place_of(&builder, &function->insns.data[0]);
    ck_assert_uint_eq(bcf_binop(&builder, BCF_XOR, (uint32_t)LEFT, (uint32_t)RIGHT), (uint32_t)SUM);
    ck_assert_uint_ne(bcf_binop(&builder, BCF_XOR, (uint32_t)LEFT, (uint32_t)RIGHT), (uint32_t)SUM);
}
END_TEST

START_TEST(result_of_another_type_cannot_take_a_place) {
    bcf_in_place_of(&builder, &function->insns.data[0]);
    ck_assert_uint_eq(bcf_cast(&builder, BCF_ZEXT, (uint32_t)LEFT, T_I64), BCF_NONE);
    ck_assert_error(BCFIX_INTERNAL, "a rewrite gives a value another type (record CAST)");
}
END_TEST

/* The list as it is, but for what the test replaces. */
static void copy_body(void) {
    for (size_t i = 0; i < function->insns.count; i++)
        ck_assert(bcf_push(context, &builder.out, function->insns.data[i]));
}

START_TEST(replaced_value_is_used_nowhere) {
    copy_body();
    bcf_replace_with(&builder, &function->insns.data[0], (uint32_t)RIGHT);
    ck_assert(bcf_builder_finish(&builder));
    ck_assert_uint_eq(bcf_insn_ops(function, &function->insns.data[1])[0], (uint32_t)RIGHT); /* icmp */
    ck_assert_uint_eq(bcf_insn_ops(function, &function->insns.data[4])[1], (uint32_t)RIGHT); /* store */
}
END_TEST

START_TEST(replacements_follow_each_other) {
    copy_body();
    bcf_replace_with(&builder, &function->insns.data[0], (uint32_t)WAS);
    bcf_replace_with(&builder, &function->insns.data[6], (uint32_t)LEFT);
    ck_assert(bcf_builder_finish(&builder));
    ck_assert_uint_eq(bcf_insn_ops(function, &function->insns.data[1])[0], (uint32_t)LEFT);
    ck_assert_uint_eq(bcf_insn_ops(function, &function->insns.data[7])[0], (uint32_t)LEFT);
}
END_TEST

START_TEST(replaced_value_is_gone_from_metadata_too) {
    const uint64_t value[] = {T_I32, (uint32_t)SUM};
    struct bcf_unpacked unpacked = {0};
    ck_assert(bcf_pack_add(context, &function->metadata.nodes, BCF_MD_VALUE, value, 2));
    copy_body();
    bcf_replace_with(&builder, &function->insns.data[0], bcf_int(&builder, T_I64, 1));
    ck_assert(bcf_builder_finish(&builder));
    ck_assert(bcf_pack_get(context, &function->metadata.nodes, 0, &unpacked));
    ck_assert_uint_eq(unpacked.ops.data[0], T_I64);
    ck_assert(is_int((uint32_t)unpacked.ops.data[1], 1));
    bcf_free_array(context, &unpacked.ops);
}
END_TEST

START_TEST(call_with_too_many_arguments_is_a_defect) {
    uint32_t arguments[17] = {0};
    ck_assert_uint_eq(bcf_call(&builder, NOTHING, arguments, 17), BCF_NONE);
    ck_assert_error(BCFIX_INTERNAL, "a made call has too many arguments");
}
END_TEST

START_TEST(after_an_error_nothing_is_written) {
    bcf_fail(context, BCFIX_NO_MEMORY, "gone");
    ck_assert_uint_eq(bcf_binop(&builder, BCF_ADD, (uint32_t)LEFT, (uint32_t)RIGHT), BCF_NONE);
    ck_assert_uint_eq(bcf_int(&builder, T_I64, 77), BCF_NONE);
    ck_assert_uint_eq(builder.out.count, 0);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("rewriting");
    TCase *tests = tcase_create("rewriting");
    tcase_add_checked_fixture(tests, begin, end);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, same_constant_is_one_value);
    tcase_add_test(tests, constant_that_the_body_has_is_used);
    tcase_add_test(tests, zero_is_null);
    tcase_add_test(tests, sign_is_in_the_lowest_bit);
    tcase_add_test(tests, integers_are_extended_from_their_width);
    tcase_add_test(tests, integer_of_a_vector_is_in_all_lanes);
    tcase_add_test(tests, wide_integers_have_the_words_that_count);
    tcase_add_test(tests, float_is_its_bits);
    tcase_add_test(tests, vector_that_is_too_long_for_a_constant_is_not_supported);
    tcase_add_test(tests, integer_constants_are_read_back);
    tcase_add_test(tests, what_is_no_integer_constant_is_not_read);
    tcase_add_test(tests, cast_to_the_same_type_is_the_value);
    tcase_add_test(tests, result_takes_the_place_of_another);
    tcase_add_test(tests, result_of_another_type_cannot_take_a_place);
    tcase_add_test(tests, replaced_value_is_used_nowhere);
    tcase_add_test(tests, replacements_follow_each_other);
    tcase_add_test(tests, replaced_value_is_gone_from_metadata_too);
    tcase_add_test(tests, call_with_too_many_arguments_is_a_defect);
    tcase_add_test(tests, after_an_error_nothing_is_written);
    return run_suite(suite);
}
