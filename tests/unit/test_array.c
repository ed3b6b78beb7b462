/* Arrays that grow.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "bits.h"

START_TEST(growing_keeps_what_is_there) {
    bcf_u64s array = {0};
    for (uint64_t i = 0; i < 5000; i++)
        ck_assert(bcf_push(context, &array, i * 3));
    ck_assert_uint_eq(array.count, 5000);
    for (uint64_t i = 0; i < 5000; i++)
        ck_assert_uint_eq(array.data[i], i * 3);
    bcf_free_array(context, &array);
}
END_TEST

START_TEST(growing_by_one_takes_few_allocations) {
    bcf_u32s array = {0};
    uint64_t before = ledger.calls;
    for (uint32_t i = 0; i < 100000; i++)
        ck_assert(bcf_push(context, &array, i));
    ck_assert_uint_lt(ledger.calls - before, 50);
    bcf_free_array(context, &array);
}
END_TEST

START_TEST(reserve_makes_room_and_adds_nothing) {
    bcf_bytes array = {0};
    ck_assert(bcf_reserve(context, &array, 1000));
    ck_assert_uint_eq(array.count, 0);
    ck_assert_uint_ge(array.capacity, 1000);
    bcf_free_array(context, &array);
}
END_TEST

START_TEST(reserve_of_what_fits_allocates_nothing) {
    bcf_bytes array = {0};
    uint64_t before;
    ck_assert(bcf_reserve(context, &array, 1000));
    before = ledger.calls;
    ck_assert(bcf_reserve(context, &array, 1000));
    ck_assert_uint_eq(ledger.calls, before);
    bcf_free_array(context, &array);
}
END_TEST

START_TEST(a_size_that_overflows_is_past_the_limit) {
    bcf_u64s array = {0};
    ck_assert(!bcf_reserve(context, &array, SIZE_MAX / 8));
    ck_assert_error(BCFIX_LIMIT, "a table is too large for this machine");
    bcf_free_array(context, &array);
}
END_TEST

START_TEST(an_array_that_cannot_grow_stays_as_it_is) {
    bcf_u32s array = {0};
    for (uint32_t i = 0; i < 8; i++)
        ck_assert(bcf_push(context, &array, i));
    ck_assert_uint_eq(array.capacity, 8);
    ledger.fail_at = ledger.calls + 1;
    ck_assert(!bcf_push(context, &array, 8));
    ck_assert_int_eq(context->status, BCFIX_NO_MEMORY);
    ck_assert_uint_eq(array.count, 8);
    ck_assert_uint_eq(array.data[7], 7);
    bcf_free_array(context, &array);
}
END_TEST

START_TEST(a_freed_array_is_empty_and_can_be_used_again) {
    bcf_u32s array = {0};
    ck_assert(bcf_push(context, &array, 1));
    bcf_free_array(context, &array);
    ck_assert_ptr_null(array.data);
    ck_assert_uint_eq(array.count + array.capacity, 0);
    ck_assert_uint_eq(context->used, 0);
    ck_assert(bcf_push(context, &array, 2));
    ck_assert_uint_eq(array.data[0], 2);
    bcf_free_array(context, &array);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("array");
    TCase *tests = tests_with_context(suite, "array");
    tcase_add_test(tests, growing_keeps_what_is_there);
    tcase_add_test(tests, growing_by_one_takes_few_allocations);
    tcase_add_test(tests, reserve_makes_room_and_adds_nothing);
    tcase_add_test(tests, reserve_of_what_fits_allocates_nothing);
    tcase_add_test(tests, a_size_that_overflows_is_past_the_limit);
    tcase_add_test(tests, an_array_that_cannot_grow_stays_as_it_is);
    tcase_add_test(tests, a_freed_array_is_empty_and_can_be_used_again);
    return run_suite(suite);
}
