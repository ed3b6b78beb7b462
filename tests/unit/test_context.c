/* The context: memory with a limit and an account, and the sticky first error.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "bits.h"

START_TEST(context_is_null_when_the_allocator_gives_nothing) {
    struct ledger empty = {.fail_at = 1};
    bcfix_allocator allocator = ledger_allocator(&empty);
    ck_assert_ptr_null(bcfix_context_new(&allocator));
}
END_TEST

START_TEST(context_comes_from_the_allocator) {
    ck_assert_uint_eq(ledger.live_blocks, 1);
}
END_TEST

START_TEST(memory_comes_from_the_allocator) {
    void *memory = bcf_allocate(context, 100);
    ck_assert_ptr_nonnull(memory);
    ck_assert_uint_eq(ledger.live_blocks, 2);
    bcf_release(context, memory, 100);
    ck_assert_uint_eq(ledger.live_blocks, 1);
}
END_TEST

START_TEST(no_bytes_are_memory_too) {
    void *memory = bcf_allocate(context, 0);
    ck_assert_ptr_nonnull(memory);
    bcf_release(context, memory, 0);
}
END_TEST

START_TEST(memory_up_to_the_limit_is_given) {
    void *memory;
    bcfix_context_set_limit(context, BCFIX_LIMIT_MEMORY, 1000);
    memory = bcf_allocate(context, 1000);
    ck_assert_ptr_nonnull(memory);
    bcf_release(context, memory, 1000);
}
END_TEST

START_TEST(memory_past_the_limit_is_not_given) {
    bcfix_context_set_limit(context, BCFIX_LIMIT_MEMORY, 1000);
    ck_assert_ptr_null(bcf_allocate(context, 1001));
    ck_assert_error(BCFIX_LIMIT, "the memory limit of 1000 bytes was reached");
}
END_TEST

START_TEST(limit_counts_what_is_held_at_one_time) {
    void *first, *second;
    bcfix_context_set_limit(context, BCFIX_LIMIT_MEMORY, 1000);
    first = bcf_allocate(context, 600);
    bcf_release(context, first, 600);
    second = bcf_allocate(context, 600);
    ck_assert_ptr_nonnull(second);
    ck_assert_ptr_null(bcf_allocate(context, 401));
    ck_assert_int_eq(context->status, BCFIX_LIMIT);
    bcf_release(context, second, 600);
}
END_TEST

START_TEST(limit_holds_when_it_is_set_below_what_is_held) {
    void *memory = bcf_allocate(context, 600);
    bcfix_context_set_limit(context, BCFIX_LIMIT_MEMORY, 500);
    ck_assert_ptr_null(bcf_allocate(context, 1));
    ck_assert_int_eq(context->status, BCFIX_LIMIT);
    bcf_release(context, memory, 600);
}
END_TEST

START_TEST(growing_counts_the_difference_only) {
    void *memory;
    bcfix_context_set_limit(context, BCFIX_LIMIT_MEMORY, 1000);
    memory = bcf_reallocate(context, bcf_allocate(context, 600), 600, 1000);
    ck_assert_ptr_nonnull(memory);
    ck_assert_uint_eq(context->used, 1000);
    bcf_release(context, memory, 1000);
}
END_TEST

START_TEST(failed_growing_keeps_the_old_memory) {
    char *memory = bcf_allocate(context, 4);
    memcpy(memory, "old", 4);
    ledger.fail_at = ledger.calls + 1;
    ck_assert_ptr_null(bcf_reallocate(context, memory, 4, 100));
    ck_assert_error(BCFIX_NO_MEMORY, "out of memory");
    ck_assert_str_eq(memory, "old");
    ck_assert_uint_eq(context->used, 4);
    bcf_release(context, memory, 4);
}
END_TEST

START_TEST(shrinking_gives_back) {
    void *memory = bcf_reallocate(context, bcf_allocate(context, 600), 600, 100);
    ck_assert_uint_eq(context->used, 100);
    bcf_release(context, memory, 100);
    ck_assert_uint_eq(context->used, 0);
}
END_TEST

START_TEST(an_allocator_that_gives_nothing_is_out_of_memory) {
    ledger.fail_at = ledger.calls + 1;
    ck_assert_ptr_null(bcf_allocate(context, 1));
    ck_assert_error(BCFIX_NO_MEMORY, "out of memory");
    ck_assert_uint_eq(context->used, 0);
}
END_TEST

START_TEST(releasing_null_does_nothing) {
    bcf_release(context, NULL, 100);
    ck_assert_uint_eq(context->used, 0);
}
END_TEST

START_TEST(peak_is_the_most_that_was_held_at_one_time) {
    void *first, *second;
    bcf_context_begin(context, 0);
    first = bcf_allocate(context, 300);
    second = bcf_allocate(context, 200);
    bcf_release(context, first, 300);
    first = bcf_allocate(context, 100);
    ck_assert_uint_eq(bcfix_context_peak_memory(context), 500);
    bcf_release(context, first, 100);
    bcf_release(context, second, 200);
}
END_TEST

START_TEST(peak_of_the_next_call_begins_with_what_is_held) {
    void *kept = bcf_allocate(context, 10), *gone = bcf_allocate(context, 300);
    bcf_release(context, gone, 300);
    bcf_context_begin(context, 0);
    ck_assert_uint_eq(bcfix_context_peak_memory(context), 10);
    bcf_release(context, kept, 10);
}
END_TEST

START_TEST(the_first_error_stays) {
    ck_assert(!bcf_fail(context, BCFIX_MALFORMED, "the %s", "first"));
    ck_assert(!bcf_fail(context, BCFIX_INTERNAL, "the second"));
    ck_assert_error(BCFIX_MALFORMED, "the first");
}
END_TEST

START_TEST(the_next_call_begins_without_an_error) {
    bcf_fail(context, BCFIX_MALFORMED, "gone");
    bcf_context_begin(context, 0);
    ck_assert_error(BCFIX_OK, "");
}
END_TEST

START_TEST(a_message_that_is_too_long_is_cut) {
    char text[2000];
    memset(text, 'x', sizeof text);
    text[sizeof text - 1] = '\0';
    bcf_fail(context, BCFIX_MALFORMED, "%s", text);
    ck_assert_uint_eq(strlen(context->message), sizeof context->message - 1);
}
END_TEST

START_TEST(limits_have_the_documented_defaults) {
    ck_assert_uint_eq(bcfix_context_limit(context, BCFIX_LIMIT_MEMORY), UINT64_C(4) << 30);
    ck_assert_uint_eq(bcfix_context_limit(context, BCFIX_LIMIT_OUTPUT), UINT64_C(4) << 30);
    ck_assert_uint_eq(bcfix_context_limit(context, BCFIX_LIMIT_NESTING), 64);
    ck_assert_uint_eq(bcfix_context_limit(context, BCFIX_LIMIT_RECORDS), UINT64_C(1) << 40);
    ck_assert_uint_eq(bcfix_context_limit(context, BCFIX_LIMIT_ABBREVIATIONS), 4096);
}
END_TEST

START_TEST(memory_and_records_depend_on_the_input) {
    void *held = bcf_allocate(context, 1000);
    bcf_context_begin(context, 1 << 20);
    ck_assert_uint_eq(context->memory_limit, 1000 + (64u << 20) + (32u << 20));
    ck_assert_uint_eq(context->records_limit, (8u << 20) + (32u << 20));
    bcf_context_begin(context, UINT64_MAX);
    ck_assert_uint_eq(context->memory_limit, UINT64_C(4) << 30);
    ck_assert_uint_eq(context->records_limit, UINT64_C(1) << 40);
    bcf_release(context, held, 1000);
}
END_TEST

START_TEST(a_limit_that_is_set_depends_on_no_input) {
    bcfix_context_set_limit(context, BCFIX_LIMIT_MEMORY, 7);
    bcfix_context_set_limit(context, BCFIX_LIMIT_RECORDS, UINT64_C(1) << 50);
    bcf_context_begin(context, 1 << 20);
    ck_assert_uint_eq(context->memory_limit, 7);
    ck_assert_uint_eq(context->records_limit, UINT64_C(1) << 50);
}
END_TEST

START_TEST(records_and_their_operands_are_counted) {
    bcfix_context_set_limit(context, BCFIX_LIMIT_RECORDS, 10);
    bcf_context_begin(context, 0);
    ck_assert(bcf_count_record(context, 9));
    ck_assert(!bcf_count_record(context, 0));
    ck_assert_error(BCFIX_LIMIT, "the records limit of 10 records and operands was reached");
    bcf_context_begin(context, 0);
    ck_assert(bcf_count_record(context, 9));
}
END_TEST

START_TEST(each_limit_is_set_by_itself) {
    for (int limit = BCFIX_LIMIT_MEMORY; limit <= BCFIX_LIMIT_ABBREVIATIONS; limit++)
        ck_assert_int_eq(bcfix_context_set_limit(context, (bcfix_limit)limit, 1000 + (uint64_t)limit), BCFIX_OK);
    for (int limit = BCFIX_LIMIT_MEMORY; limit <= BCFIX_LIMIT_ABBREVIATIONS; limit++)
        ck_assert_uint_eq(bcfix_context_limit(context, (bcfix_limit)limit), 1000 + (uint64_t)limit);
}
END_TEST

START_TEST(a_limit_of_nothing_is_refused) {
    ck_assert_int_eq(bcfix_context_set_limit(context, BCFIX_LIMIT_NESTING, 0), BCFIX_INVALID_ARGUMENT);
    ck_assert_uint_eq(bcfix_context_limit(context, BCFIX_LIMIT_NESTING), 64);
}
END_TEST

START_TEST(an_unknown_limit_is_refused) {
    ck_assert_int_eq(bcfix_context_set_limit(context, (bcfix_limit)5, 1), BCFIX_INVALID_ARGUMENT);
    ck_assert_uint_eq(bcfix_context_limit(context, (bcfix_limit)5), 0);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("context");
    TCase *memory = tests_with_context(suite, "memory"), *errors = tests_with_context(suite, "errors");
    TCase *limits = tests_with_context(suite, "limits");
    tcase_add_test(memory, context_is_null_when_the_allocator_gives_nothing);
    tcase_add_test(memory, context_comes_from_the_allocator);
    tcase_add_test(memory, memory_comes_from_the_allocator);
    tcase_add_test(memory, no_bytes_are_memory_too);
    tcase_add_test(memory, memory_up_to_the_limit_is_given);
    tcase_add_test(memory, memory_past_the_limit_is_not_given);
    tcase_add_test(memory, limit_counts_what_is_held_at_one_time);
    tcase_add_test(memory, limit_holds_when_it_is_set_below_what_is_held);
    tcase_add_test(memory, growing_counts_the_difference_only);
    tcase_add_test(memory, failed_growing_keeps_the_old_memory);
    tcase_add_test(memory, shrinking_gives_back);
    tcase_add_test(memory, an_allocator_that_gives_nothing_is_out_of_memory);
    tcase_add_test(memory, releasing_null_does_nothing);
    tcase_add_test(memory, peak_is_the_most_that_was_held_at_one_time);
    tcase_add_test(memory, peak_of_the_next_call_begins_with_what_is_held);
    tcase_add_test(errors, the_first_error_stays);
    tcase_add_test(errors, the_next_call_begins_without_an_error);
    tcase_add_test(errors, a_message_that_is_too_long_is_cut);
    tcase_add_test(limits, limits_have_the_documented_defaults);
    tcase_add_test(limits, memory_and_records_depend_on_the_input);
    tcase_add_test(limits, a_limit_that_is_set_depends_on_no_input);
    tcase_add_test(limits, records_and_their_operands_are_counted);
    tcase_add_test(limits, each_limit_is_set_by_itself);
    tcase_add_test(limits, a_limit_of_nothing_is_refused);
    tcase_add_test(limits, an_unknown_limit_is_refused);
    return run_suite(suite);
}
