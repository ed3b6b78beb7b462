/* The type table, and the types of values and results.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "bits.h"

/* The small module, with its function decoded. */
static struct made made;
static struct decoded decoded;
static struct bcf_module *module;

enum { NUMBER, NOTHING, ADD, SEVEN = BCF_CONSTANT, LEFT = (int)BCF_LOCAL, RIGHT, FORTY_ONE, SUM, MORE, WAS };

static void begin(void) {
    test_begin();
    make_small_module(&made);
    ck_assert(decode(&decoded, made.writer.bytes.data, made.writer.bytes.count));
    module = &decoded.module;
    ck_assert(bcf_decode_function(&decoded.function, &decoded.bodies, ADD));
}

static void end(void) {
    free_decoded(&decoded);
    bcf_writer_free(&made.writer);
    test_end();
}

static uint32_t type_of(int value) {
    return bcf_value_type(module, &decoded.function, (uint32_t)value);
}

#define result_of(code, ...)                                                                                          \
    bcf_insn_result_type(module, &decoded.function, (code), (const uint64_t[]){__VA_ARGS__},                          \
                         sizeof(const uint64_t[]){__VA_ARGS__} / sizeof(uint64_t))
#define intern(code, ...)                                                                                             \
    bcf_type_intern(module, (code), (const uint64_t[]){__VA_ARGS__},                                                  \
                    sizeof(const uint64_t[]){__VA_ARGS__} / sizeof(uint64_t))

/* An argument of another type than the module's function has. */
static uint32_t local_of(uint32_t type) {
    ck_assert(bcf_push(context, &decoded.function.types, type));
    return BCF_LOCAL | (uint32_t)(decoded.function.types.count - 1);
}

/* ---- the table ---- */

START_TEST(type_that_is_there_is_found) {
    ck_assert_uint_eq(intern(BCF_TYPE_INTEGER, 32), T_I32);
    ck_assert_uint_eq(intern(BCF_TYPE_VECTOR, 4, T_I32), T_V4I32);
    ck_assert_uint_eq(module->types.count, T_COUNT);
}
END_TEST

START_TEST(type_that_is_new_is_added_once) {
    uint32_t added = intern(BCF_TYPE_INTEGER, 77);
    ck_assert_uint_eq(added, T_COUNT);
    ck_assert_uint_eq(intern(BCF_TYPE_INTEGER, 77), added);
    ck_assert_uint_eq(bcf_type_integer_width(module, added), 77);
}
END_TEST

START_TEST(finding_adds_nothing) {
    uint64_t width = 77;
    ck_assert_uint_eq(bcf_type_find(module, BCF_TYPE_INTEGER, &width, 1), BCF_NONE);
    ck_assert_uint_eq(module->types.count, T_COUNT);
}
END_TEST

START_TEST(many_types_are_all_found) {
    for (uint64_t width = 1000; width < 3000; width++)
        ck_assert_uint_eq(intern(BCF_TYPE_INTEGER, width), T_COUNT + width - 1000);
    for (uint64_t width = 1000; width < 3000; width++)
        ck_assert_uint_eq(intern(BCF_TYPE_INTEGER, width), T_COUNT + width - 1000);
}
END_TEST

START_TEST(named_struct_is_never_another) {
    const uint64_t ops[] = {0, T_I32};
    struct bcf_string name = {"one", 3};
    ck_assert(bcf_type_add(module, BCF_TYPE_STRUCT_NAMED, ops, 2, name));
    ck_assert(bcf_type_add(module, BCF_TYPE_STRUCT_NAMED, ops, 2, name));
    ck_assert_uint_eq(module->types.count, T_COUNT + 2);
    ck_assert_uint_eq(bcf_type_find(module, BCF_TYPE_STRUCT_NAMED, ops, 2), BCF_NONE);
}
END_TEST

START_TEST(first_of_two_equal_types_is_found) {
    const uint64_t width = 32;
    struct bcf_string none = {NULL, 0};
    ck_assert(bcf_type_add(module, BCF_TYPE_INTEGER, &width, 1, none));
    ck_assert_uint_eq(intern(BCF_TYPE_INTEGER, 32), T_I32);
}
END_TEST

START_TEST(frozen_module_gains_no_type) {
    module->frozen = true;
    ck_assert_uint_eq(intern(BCF_TYPE_INTEGER, 32), T_I32);
    ck_assert_uint_eq(intern(BCF_TYPE_INTEGER, 77), BCF_NONE);
    ck_assert_error(BCFIX_INTERNAL, "a type was needed that the plan did not foresee");
}
END_TEST

START_TEST(parts_of_types) {
    ck_assert_uint_eq(bcf_type_integer_width(module, T_I64), 64);
    ck_assert_uint_eq(bcf_type_integer_width(module, T_PTR), 0);
    ck_assert_uint_eq(bcf_type_lanes(module, T_V4I32), 4);
    ck_assert_uint_eq(bcf_type_lanes(module, T_I32), 0);
    ck_assert_uint_eq(bcf_type_element(module, T_V4I32), T_I32);
    ck_assert_uint_eq(bcf_type_element(module, T_I32), T_I32);
}
END_TEST

/* ---- values ---- */

START_TEST(global_is_a_pointer) {
    ck_assert_uint_eq(type_of(NUMBER), T_PTR);
    ck_assert_uint_eq(type_of(ADD), T_PTR);
}
END_TEST

START_TEST(constant_has_the_type_it_was_given) {
    ck_assert_uint_eq(type_of(SEVEN), T_I32);
    ck_assert_uint_eq(type_of(FORTY_ONE), T_I32);
}
END_TEST

START_TEST(local_value_has_the_type_of_its_instruction) {
    ck_assert_uint_eq(type_of(LEFT), T_I32);
    ck_assert_uint_eq(type_of(MORE), T_I1);
    ck_assert_uint_eq(type_of(WAS), T_I32);
}
END_TEST

START_TEST(value_that_is_not_there_has_no_type) {
    ck_assert_uint_eq(type_of(ADD + 1), BCF_NONE);
    ck_assert_uint_eq(type_of(SEVEN + 1), BCF_NONE);
    ck_assert_uint_eq(type_of(WAS + 1), BCF_NONE);
    ck_assert_uint_eq(bcf_value_type(module, NULL, BCF_LOCAL), BCF_NONE);
}
END_TEST

/* ---- results ---- */

START_TEST(result_of_arithmetic_is_its_operand) {
    ck_assert_uint_eq(result_of(BCF_FUNC_BINOP, BCF_LOCAL, BCF_LOCAL, 0), T_I32);
}
END_TEST

START_TEST(result_of_a_comparison_is_a_bit) {
    ck_assert_uint_eq(result_of(BCF_FUNC_CMP2, BCF_LOCAL, BCF_LOCAL, 32), T_I1);
}
END_TEST

START_TEST(result_of_a_comparison_of_vectors_is_as_long) {
    ck_assert_uint_eq(result_of(BCF_FUNC_CMP2, local_of(T_V4I32), BCF_LOCAL, 32), T_V4I1);
}
END_TEST

START_TEST(result_of_a_load_is_what_it_says) {
    ck_assert_uint_eq(result_of(BCF_FUNC_LOAD, NUMBER, T_I64, 1, 0), T_I64);
}
END_TEST

START_TEST(result_of_a_store_is_none) {
    ck_assert_uint_eq(result_of(BCF_FUNC_STORE, NUMBER, BCF_LOCAL, 1, 0), BCF_NO_RESULT);
}
END_TEST

START_TEST(result_of_a_call_is_that_of_the_function) {
    ck_assert_uint_eq(result_of(BCF_FUNC_CALL, 0, 0, 0, T_BINARY, ADD), T_I32);
}
END_TEST

START_TEST(result_of_a_call_of_nothing_is_none) {
    ck_assert_uint_eq(result_of(BCF_FUNC_CALL, 0, 0, 0, T_NOTHING, NOTHING), BCF_NO_RESULT);
}
END_TEST

START_TEST(result_of_a_call_of_what_is_no_function_is_unknown) {
    ck_assert_uint_eq(result_of(BCF_FUNC_CALL, 0, 0, 0, T_I32, NOTHING), BCF_NONE);
}
END_TEST

START_TEST(result_of_an_address_is_a_pointer) {
    ck_assert_uint_eq(result_of(BCF_FUNC_GEP, 0, T_I32, NUMBER, BCF_LOCAL), T_PTR);
}
END_TEST

START_TEST(result_of_an_address_with_a_vector_of_indices_is_a_vector) {
    uint32_t pointers = intern(BCF_TYPE_VECTOR, 4, T_PTR);
    ck_assert_uint_eq(result_of(BCF_FUNC_GEP, 0, T_I32, NUMBER, local_of(T_V4I32)), pointers);
}
END_TEST

START_TEST(result_of_a_field_is_its_type) {
    uint32_t nested = intern(BCF_TYPE_STRUCT_ANON, 0, T_I64, T_PAIR);
    ck_assert_uint_eq(result_of(BCF_FUNC_EXTRACTVAL, local_of(nested), 0), T_I64);
    ck_assert_uint_eq(result_of(BCF_FUNC_EXTRACTVAL, local_of(nested), 1), T_PAIR);
    ck_assert_uint_eq(result_of(BCF_FUNC_EXTRACTVAL, local_of(nested), 1, 1), T_I1);
}
END_TEST

START_TEST(result_of_an_element_of_an_array_is_its_type) {
    uint32_t array = intern(BCF_TYPE_ARRAY, 10, T_I64);
    ck_assert_uint_eq(result_of(BCF_FUNC_EXTRACTVAL, local_of(array), 9), T_I64);
}
END_TEST

START_TEST(result_of_a_field_that_is_not_there_is_unknown) {
    ck_assert_uint_eq(result_of(BCF_FUNC_EXTRACTVAL, local_of(T_PAIR), 2), BCF_NONE);
    ck_assert_uint_eq(result_of(BCF_FUNC_EXTRACTVAL, local_of(T_PAIR), 0, 0), BCF_NONE);
}
END_TEST

START_TEST(result_of_a_lane_is_the_element) {
    ck_assert_uint_eq(result_of(BCF_FUNC_EXTRACTELT, local_of(T_V4I32), BCF_LOCAL), T_I32);
    ck_assert_uint_eq(result_of(BCF_FUNC_EXTRACTELT, BCF_LOCAL, BCF_LOCAL), BCF_NONE);
}
END_TEST

START_TEST(result_of_a_shuffle_is_as_long_as_its_mask) {
    uint32_t two = intern(BCF_TYPE_VECTOR, 2, T_I32), eight = intern(BCF_TYPE_VECTOR, 8, T_I64);
    uint32_t mask = local_of(two), from = local_of(eight), both = intern(BCF_TYPE_VECTOR, 2, T_I64);
    ck_assert_uint_eq(result_of(BCF_FUNC_SHUFFLEVEC, from, from, mask), both);
}
END_TEST

START_TEST(result_of_an_exchange_is_the_value_and_a_bit) {
    ck_assert_uint_eq(result_of(BCF_FUNC_CMPXCHG, NUMBER, BCF_LOCAL, BCF_LOCAL, 0, 6, 1, 6, 0, 3), T_PAIR);
}
END_TEST

START_TEST(result_of_atomic_arithmetic_is_its_operand) {
    ck_assert_uint_eq(result_of(BCF_FUNC_ATOMICRMW, NUMBER, BCF_LOCAL, 1, 0, 6, 1, 3), T_I32);
}
END_TEST

START_TEST(result_of_an_alloca_is_in_the_address_space_of_the_data_layout) {
    uint32_t other = intern(BCF_TYPE_OPAQUE_POINTER, 5);
    ck_assert_uint_eq(result_of(BCF_FUNC_ALLOCA, T_I32, T_I32, SEVEN, 67), T_PTR);
    ck_assert_uint_eq(result_of(BCF_FUNC_ALLOCA, T_I32, T_I32, SEVEN, 67, 5), other);
    module->alloca_addrspace = 5;
    ck_assert_uint_eq(result_of(BCF_FUNC_ALLOCA, T_I32, T_I32, SEVEN, 67), other);
}
END_TEST

START_TEST(result_of_an_operand_that_is_not_there_is_unknown) {
    ck_assert_uint_eq(result_of(BCF_FUNC_BINOP, BCF_LOCAL | 99, BCF_LOCAL, 0), BCF_NONE);
}
END_TEST

START_TEST(only_instructions_are_instructions) {
    ck_assert(bcf_code_is_instruction(BCF_FUNC_RET));
    ck_assert(bcf_code_is_instruction(BCF_FUNC_CALL));
    ck_assert(!bcf_code_is_instruction(BCF_FUNC_DEBUG_LOC));
    ck_assert(!bcf_code_is_instruction(BCF_FUNC_OPERAND_BUNDLE));
    ck_assert(!bcf_code_is_instruction(BCF_FUNC_DEBUG_RECORD_DECLARE_VALUE));
}
END_TEST

START_TEST(terminators_end_a_block) {
    ck_assert(bcf_code_is_terminator(BCF_FUNC_INVOKE));
    ck_assert(bcf_code_is_terminator(BCF_FUNC_CALLBR));
    ck_assert(!bcf_code_is_terminator(BCF_FUNC_CALL));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("types");
    TCase *tests = tcase_create("types");
    tcase_add_checked_fixture(tests, begin, end);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, type_that_is_there_is_found);
    tcase_add_test(tests, type_that_is_new_is_added_once);
    tcase_add_test(tests, finding_adds_nothing);
    tcase_add_test(tests, many_types_are_all_found);
    tcase_add_test(tests, named_struct_is_never_another);
    tcase_add_test(tests, first_of_two_equal_types_is_found);
    tcase_add_test(tests, frozen_module_gains_no_type);
    tcase_add_test(tests, parts_of_types);
    tcase_add_test(tests, global_is_a_pointer);
    tcase_add_test(tests, constant_has_the_type_it_was_given);
    tcase_add_test(tests, local_value_has_the_type_of_its_instruction);
    tcase_add_test(tests, value_that_is_not_there_has_no_type);
    tcase_add_test(tests, result_of_arithmetic_is_its_operand);
    tcase_add_test(tests, result_of_a_comparison_is_a_bit);
    tcase_add_test(tests, result_of_a_comparison_of_vectors_is_as_long);
    tcase_add_test(tests, result_of_a_load_is_what_it_says);
    tcase_add_test(tests, result_of_a_store_is_none);
    tcase_add_test(tests, result_of_a_call_is_that_of_the_function);
    tcase_add_test(tests, result_of_a_call_of_nothing_is_none);
    tcase_add_test(tests, result_of_a_call_of_what_is_no_function_is_unknown);
    tcase_add_test(tests, result_of_an_address_is_a_pointer);
    tcase_add_test(tests, result_of_an_address_with_a_vector_of_indices_is_a_vector);
    tcase_add_test(tests, result_of_a_field_is_its_type);
    tcase_add_test(tests, result_of_an_element_of_an_array_is_its_type);
    tcase_add_test(tests, result_of_a_field_that_is_not_there_is_unknown);
    tcase_add_test(tests, result_of_a_lane_is_the_element);
    tcase_add_test(tests, result_of_a_shuffle_is_as_long_as_its_mask);
    tcase_add_test(tests, result_of_an_exchange_is_the_value_and_a_bit);
    tcase_add_test(tests, result_of_atomic_arithmetic_is_its_operand);
    tcase_add_test(tests, result_of_an_alloca_is_in_the_address_space_of_the_data_layout);
    tcase_add_test(tests, result_of_an_operand_that_is_not_there_is_unknown);
    tcase_add_test(tests, only_instructions_are_instructions);
    tcase_add_test(tests, terminators_end_a_block);
    return run_suite(suite);
}
