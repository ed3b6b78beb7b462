/* Progress of a conversion, through the public API.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "support.h"

#include <stdlib.h>

static struct bytes small, large;
static bcfix_options *options;

struct steps {
    uint64_t last, total;
    unsigned count, stop_at;
    bool goes_back, other_total;
};
static struct steps steps;

static bool step(void *user, uint64_t done, uint64_t total) {
    struct steps *kept = user;
    kept->goes_back |= done < kept->last || done > total;
    kept->other_total |= kept->count && total != kept->total;
    kept->last = done;
    kept->total = total;
    return ++kept->count != kept->stop_at;
}

static void begin(void) {
    test_begin();
    options = bcfix_options_new(context);
    ck_assert_ptr_nonnull(options);
    memset(&steps, 0, sizeof steps);
    bcfix_options_set_progress(options, step, &steps);
}

static void end(void) {
    bcfix_options_free(options);
    test_end();
}

static bcfix_status convert(struct bytes module) {
    void *output;
    size_t size;
    bcfix_status status = bcfix_convert(context, options, module.data, module.size, &output, &size);
    ck_assert_int_eq(status == BCFIX_OK, output != NULL);
    bcfix_buffer_free(context, output, size);
    return status;
}

/* Two modules in one file, behind one magic number. */
static struct bytes joined(struct bytes first, struct bytes second) {
    struct bytes both = {malloc(first.size + second.size), first.size + second.size - 4};
    ck_assert_ptr_nonnull(both.data);
    memcpy(both.data, first.data, first.size);
    memcpy((char *)both.data + first.size, (const char *)second.data + 4, second.size - 4);
    return both;
}

static void ck_assert_forward_to_the_end(void) {
    ck_assert(!steps.goes_back);
    ck_assert(!steps.other_total);
    ck_assert_uint_gt(steps.total, 0);
    ck_assert_uint_eq(steps.last, steps.total);
}

START_TEST(progress_of_a_small_module_is_its_end) {
    ck_assert_int_eq(convert(small), BCFIX_OK);
    ck_assert_uint_eq(steps.count, 1);
    ck_assert_forward_to_the_end();
}
END_TEST

START_TEST(progress_of_a_large_module_is_told_now_and_then) {
    ck_assert_int_eq(convert(large), BCFIX_OK);
    ck_assert_uint_gt(steps.count, 3);
    ck_assert_uint_lt(steps.count, 100); /* not for each of its 2000 functions */
    ck_assert_forward_to_the_end();
}
END_TEST

START_TEST(progress_goes_forward_from_a_large_module_to_a_small_one) {
    struct bytes both = joined(large, small);
    ck_assert_int_eq(bcfix_options_set_target(options, "llvm-22"), BCFIX_OK);
    ck_assert_int_eq(convert(both), BCFIX_OK);
    ck_assert_forward_to_the_end();
    free(both.data);
}
END_TEST

START_TEST(progress_goes_forward_from_a_small_module_to_a_large_one) {
    struct bytes both = joined(small, large);
    ck_assert_int_eq(bcfix_options_set_target(options, "llvm-22"), BCFIX_OK);
    ck_assert_int_eq(convert(both), BCFIX_OK);
    ck_assert_forward_to_the_end();
    free(both.data);
}
END_TEST

START_TEST(progress_goes_forward_over_two_large_modules) {
    struct bytes both = joined(large, large);
    ck_assert_int_eq(bcfix_options_set_target(options, "llvm-22"), BCFIX_OK);
    ck_assert_int_eq(convert(both), BCFIX_OK);
    ck_assert_forward_to_the_end();
    free(both.data);
}
END_TEST

START_TEST(each_step_may_cancel) {
    unsigned count;
    ck_assert_int_eq(convert(large), BCFIX_OK);
    count = steps.count;
    for (unsigned i = 1; i <= count; i++) {
        memset(&steps, 0, sizeof steps);
        steps.stop_at = i;
        ck_assert_int_eq(convert(large), BCFIX_CANCELLED);
        ck_assert_str_eq(bcfix_context_message(context), "cancelled by the caller");
        ck_assert_uint_eq(steps.count, i);
        ck_assert_uint_eq(ledger.live_blocks, 2);
    }
}
END_TEST

START_TEST(progress_is_told_to_nobody) {
    bcfix_options_set_progress(options, NULL, NULL);
    ck_assert_int_eq(convert(large), BCFIX_OK);
    ck_assert_uint_eq(steps.count, 0);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("progress");
    TCase *tests = tcase_create("progress");
    tcase_add_checked_fixture(tests, begin, end);
    tcase_set_timeout(tests, 120);
    suite_add_tcase(suite, tests);
    small = file_from("BCFIX_SMALL_MODULE", "BCFIX_SMALL_MODULE names no file; run it with meson test");
    large = file_from("BCFIX_LARGE_MODULE", "BCFIX_LARGE_MODULE names no file; run it with meson test");
    tcase_add_test(tests, progress_of_a_small_module_is_its_end);
    tcase_add_test(tests, progress_of_a_large_module_is_told_now_and_then);
    tcase_add_test(tests, progress_goes_forward_from_a_large_module_to_a_small_one);
    tcase_add_test(tests, progress_goes_forward_from_a_small_module_to_a_large_one);
    tcase_add_test(tests, progress_goes_forward_over_two_large_modules);
    tcase_add_test(tests, each_step_may_cancel);
    tcase_add_test(tests, progress_is_told_to_nobody);
    return run_suite(suite);
}
