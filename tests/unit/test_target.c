/* What bitcode can be made for.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "support.h"

START_TEST(each_target_is_found_by_its_name) {
    ck_assert_uint_gt(bcfix_target_count(), 0);
    for (size_t i = 0; i < bcfix_target_count(); i++)
        ck_assert_ptr_eq(bcfix_target_find(bcfix_target_name(bcfix_target_at(i))), bcfix_target_at(i));
}
END_TEST

START_TEST(one_target_is_the_default) {
    unsigned defaults = 0;
    for (size_t i = 0; i < bcfix_target_count(); i++)
        defaults += bcfix_target_is_default(bcfix_target_at(i));
    ck_assert_uint_eq(defaults, 1);
}
END_TEST

START_TEST(default_is_graalvm) {
    ck_assert(bcfix_target_is_default(bcfix_target_find("graalvm-25.0")));
}
END_TEST

START_TEST(target_knows_which_llvm_it_reads) {
    ck_assert_uint_eq(bcfix_target_llvm_major(bcfix_target_find("llvm-22")), 22);
    ck_assert_uint_eq(bcfix_target_llvm_major(bcfix_target_find("graalvm-25.0")), 20);
}
END_TEST

START_TEST(every_target_is_described_in_one_line) {
    for (size_t i = 0; i < bcfix_target_count(); i++) {
        ck_assert_uint_gt(strlen(bcfix_target_description(bcfix_target_at(i))), 10);
        ck_assert_ptr_null(strchr(bcfix_target_description(bcfix_target_at(i)), '\n'));
    }
}
END_TEST

START_TEST(past_the_last_target_there_is_none) {
    ck_assert_ptr_null(bcfix_target_at(bcfix_target_count()));
}
END_TEST

START_TEST(unknown_name_is_no_target) {
    ck_assert_ptr_null(bcfix_target_find("graalvm"));
    ck_assert_ptr_null(bcfix_target_find("graalvm-25.0 "));
    ck_assert_ptr_null(bcfix_target_find(""));
    ck_assert_ptr_null(bcfix_target_find(NULL));
}
END_TEST

START_TEST(no_target_has_nothing) {
    ck_assert_ptr_null(bcfix_target_name(NULL));
    ck_assert_ptr_null(bcfix_target_description(NULL));
    ck_assert_uint_eq(bcfix_target_llvm_major(NULL), 0);
    ck_assert(!bcfix_target_is_default(NULL));
}
END_TEST

START_TEST(platforms_have_names_and_one_is_tested) {
    unsigned tested = 0;
    ck_assert_uint_gt(bcfix_platform_count(), 0);
    for (size_t i = 0; i < bcfix_platform_count(); i++) {
        ck_assert_uint_gt(strlen(bcfix_platform_name(bcfix_platform_at(i))), 0);
        tested += bcfix_platform_is_tested(bcfix_platform_at(i));
    }
    ck_assert_uint_ge(tested, 1);
    ck_assert(bcfix_platform_is_tested(bcfix_platform_at(0)));
    ck_assert_str_eq(bcfix_platform_name(bcfix_platform_at(0)), "linux-x86_64");
    ck_assert_ptr_null(bcfix_platform_at(bcfix_platform_count()));
    ck_assert_ptr_null(bcfix_platform_name(NULL));
    ck_assert(!bcfix_platform_is_tested(NULL));
}
END_TEST

START_TEST(llvm_takes_any_platform) {
    ck_assert(bcfix_target_takes_any_platform(bcfix_target_find("llvm-16")));
    ck_assert(!bcfix_target_takes_any_platform(bcfix_target_find("graalvm-25.0")));
    ck_assert(!bcfix_target_takes_any_platform(NULL));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("target");
    TCase *tests = tcase_create("target");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, each_target_is_found_by_its_name);
    tcase_add_test(tests, one_target_is_the_default);
    tcase_add_test(tests, default_is_graalvm);
    tcase_add_test(tests, target_knows_which_llvm_it_reads);
    tcase_add_test(tests, every_target_is_described_in_one_line);
    tcase_add_test(tests, past_the_last_target_there_is_none);
    tcase_add_test(tests, platforms_have_names_and_one_is_tested);
    tcase_add_test(tests, llvm_takes_any_platform);
    tcase_add_test(tests, unknown_name_is_no_target);
    tcase_add_test(tests, no_target_has_nothing);
    return run_suite(suite);
}
