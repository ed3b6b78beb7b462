/* The public API on a module that LLVM's assembler wrote: findings, and each allocation failing in turn.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "support.h"

#include <stdlib.h>

static struct bytes module;
static bcfix_options *options;
static struct heard heard;
static void *output;
static size_t size;

static void begin(void) {
    test_begin();
    options = bcfix_options_new(context);
    ck_assert_ptr_nonnull(options);
    memset(&heard, 0, sizeof heard);
    bcfix_options_set_findings(options, hear, &heard);
}

static void end(void) {
    bcfix_options_free(options);
    test_end();
}

static bcfix_status convert(void) {
    heard.count = 0;
    heard.text[0] = '\0';
    return bcfix_convert(context, options, module.data, module.size, &output, &size);
}

static void free_output(void) {
    bcfix_buffer_free(context, output, size);
}

/* Each allocation of a conversion fails, one after the other, alone or with all that follow. */
static void fail_each_allocation(const char *target, bool strip, bool all_after) {
    uint64_t needed, before = ledger.calls;
    ck_assert_int_eq(bcfix_options_set_target(options, target), BCFIX_OK);
    bcfix_options_set_strip_debug(options, strip);
    ck_assert_int_eq(convert(), BCFIX_OK);
    free_output();
    needed = ledger.calls - before;
    ck_assert_uint_gt(needed, 50);
    for (uint64_t i = 1; i <= needed; i++) {
        output = &module;
        size = 1;
        ledger.fail_at = ledger.calls + i;
        ledger.fail_after = all_after;
        ck_assert_msg(convert() == BCFIX_NO_MEMORY, "allocation %llu of %llu: %s", (unsigned long long)i,
                      (unsigned long long)needed, bcfix_context_message(context));
        ck_assert_ptr_null(output);
        ck_assert_uint_eq(size, 0);
        ck_assert_msg(ledger.live_blocks == 2, "allocation %llu of %llu: %llu blocks are lost", (unsigned long long)i,
                      (unsigned long long)needed, (unsigned long long)ledger.live_blocks - 2);
        ledger.fail_at = 0;
    }
}

/* The same of a check, which must end without memory, give nothing and lose nothing. */
static void fail_each_allocation_of_a_check(const char *target) {
    bcfix_checked *checked = NULL;
    uint64_t needed, before = ledger.calls, live;
    ck_assert_int_eq(bcfix_options_set_target(options, target), BCFIX_OK);
    ck_assert_int_eq(bcfix_check(context, options, module.data, module.size, &checked), BCFIX_OK);
    bcfix_checked_free(checked);
    needed = ledger.calls - before;
    live = ledger.live_blocks;
    ck_assert_uint_gt(needed, 50);
    for (uint64_t i = 1; i <= needed; i++) {
        ledger.fail_at = ledger.calls + i;
        ledger.fail_after = i % 2 == 0;
        ck_assert_msg(bcfix_check(context, options, module.data, module.size, &checked) == BCFIX_NO_MEMORY,
                      "allocation %llu of %llu: %s", (unsigned long long)i, (unsigned long long)needed,
                      bcfix_context_message(context));
        ck_assert_ptr_null(checked);
        ck_assert_msg(ledger.live_blocks == live, "allocation %llu of %llu: %llu blocks are lost", (unsigned long long)i,
                      (unsigned long long)needed, (unsigned long long)(ledger.live_blocks - live));
        ledger.fail_at = 0;
    }
}

START_TEST(each_allocation_of_a_check_fails_for_graalvm) {
    fail_each_allocation_of_a_check("graalvm-25.0");
}
END_TEST

START_TEST(each_allocation_of_a_check_fails_for_llvm) {
    fail_each_allocation_of_a_check("llvm-22");
}
END_TEST

START_TEST(check_gives_the_findings_of_a_conversion) {
    char converted[sizeof heard.text];
    bcfix_checked *checked = NULL;
    ck_assert_int_eq(convert(), BCFIX_OK);
    free_output();
    memcpy(converted, heard.text, sizeof converted);
    heard.text[0] = '\0';
    ck_assert_int_eq(bcfix_check(context, options, module.data, module.size, &checked), BCFIX_OK);
    ck_assert_str_eq(heard.text, converted);
    ck_assert_str_eq(bcfix_checked_container(checked), "raw bitcode");
    ck_assert_uint_gt(strlen(bcfix_checked_producer(checked)), 3);
    ck_assert_uint_gt(strlen(bcfix_checked_triple(checked)), 3);
    ck_assert_int_ge(bcfix_checked_verdict(checked), BCFIX_CONVERTIBLE);
    bcfix_checked_free(checked);
}
END_TEST

static bool stop_after_two(void *user, const bcfix_finding *finding) {
    (void)finding;
    return ++*(unsigned *)user < 2;
}

START_TEST(check_may_be_cancelled) {
    unsigned count = 0;
    bcfix_checked *checked = NULL;
    bcfix_options_set_findings(options, stop_after_two, &count);
    ck_assert_int_eq(bcfix_check(context, options, module.data, module.size, &checked), BCFIX_CANCELLED);
    ck_assert_ptr_null(checked);
    ck_assert_uint_eq(count, 2);
}
END_TEST

START_TEST(each_allocation_fails_for_llvm) {
    fail_each_allocation("llvm-22", false, false);
}
END_TEST

START_TEST(each_allocation_fails_for_graalvm) {
    fail_each_allocation("graalvm-25.0", false, false);
}
END_TEST

START_TEST(each_allocation_fails_while_debug_info_is_stripped) {
    fail_each_allocation("graalvm-25.0", true, false);
}
END_TEST

START_TEST(memory_ends_at_each_allocation_for_llvm) {
    fail_each_allocation("llvm-22", false, true);
}
END_TEST

START_TEST(memory_ends_at_each_allocation_for_graalvm) {
    fail_each_allocation("graalvm-25.0", false, true);
}
END_TEST

START_TEST(same_input_gives_the_same_bytes_and_findings) {
    struct heard first;
    void *bytes;
    size_t count;
    ck_assert_int_eq(convert(), BCFIX_OK);
    first = heard;
    bytes = output;
    count = size;
    ck_assert_int_eq(convert(), BCFIX_OK);
    ck_assert_str_eq(heard.text, first.text);
    ck_assert_uint_eq(size, count);
    ck_assert_mem_eq(output, bytes, count);
    bcfix_buffer_free(context, bytes, count);
    free_output();
}
END_TEST

START_TEST(output_is_converted_to_itself) {
    void *bytes;
    size_t count;
    ck_assert_int_eq(convert(), BCFIX_OK);
    ck_assert_int_eq(bcfix_convert(context, options, output, size, &bytes, &count), BCFIX_OK);
    ck_assert_uint_eq(size, count);
    ck_assert_mem_eq(output, bytes, count);
    bcfix_buffer_free(context, bytes, count);
    free_output();
}
END_TEST

START_TEST(findings_name_function_record_and_count) {
    ck_assert_int_eq(convert(), BCFIX_OK);
    ck_assert_ptr_nonnull(strstr(heard.text, "BCF001 1 - -: "));
    ck_assert_ptr_nonnull(strstr(heard.text, "BCF011 1 main CALL: calls of llvm.lifetime.start.p0 were dropped\n"));
    free_output();
}
END_TEST

START_TEST(llvm_of_the_same_version_has_no_findings) {
    ck_assert_int_eq(bcfix_options_set_target(options, "llvm-22"), BCFIX_OK);
    ck_assert_int_eq(convert(), BCFIX_OK);
    ck_assert_ptr_null(strstr(heard.text, "BCF0"));
    free_output();
}
END_TEST

START_TEST(each_finding_may_cancel) {
    unsigned findings;
    ck_assert_int_eq(convert(), BCFIX_OK);
    free_output();
    findings = heard.count;
    ck_assert_uint_gt(findings, 10);
    for (unsigned i = 1; i <= findings; i++) {
        heard.stop_at = i;
        ck_assert_int_eq(convert(), BCFIX_CANCELLED);
        ck_assert_str_eq(bcfix_context_message(context), "cancelled by the caller");
        ck_assert_uint_eq(heard.count, i);
        ck_assert_ptr_null(output);
    }
}
END_TEST

START_TEST(unsupported_may_be_refused) {
    ck_assert_int_eq(bcfix_options_set_unsupported(options, BCFIX_UNSUPPORTED_REFUSE), BCFIX_OK);
    ck_assert_int_eq(convert(), BCFIX_REFUSED);
    ck_assert_ptr_nonnull(strstr(bcfix_context_message(context), ": llvm.get.fpmode.i32 is not available on graalvm-25.0"));
    ck_assert_ptr_null(output);
}
END_TEST

START_TEST(refusal_is_a_finding_too) {
    bcfix_options_set_unsupported(options, BCFIX_UNSUPPORTED_REFUSE);
    ck_assert_int_eq(convert(), BCFIX_REFUSED);
    ck_assert_ptr_nonnull(strstr(heard.text, ": module-level assembly is ignored by graalvm-25.0"));
}
END_TEST

/* The module twice in one file, behind one magic number. */
static struct bytes two_modules(void) {
    struct bytes twice = {malloc(2 * module.size), 2 * module.size - 4};
    memcpy(twice.data, module.data, module.size);
    memcpy((char *)twice.data + module.size, (const char *)module.data + 4, module.size - 4);
    return twice;
}

START_TEST(two_modules_in_a_file_are_refused_for_graalvm) {
    struct bytes twice = two_modules();
    ck_assert_int_eq(bcfix_convert(context, options, twice.data, twice.size, &output, &size), BCFIX_REFUSED);
    ck_assert_str_eq(heard.text, "BCF060 1 - -: 2 modules in one file: link them to one first\n");
    free(twice.data);
}
END_TEST

START_TEST(check_says_that_two_modules_are_refused) {
    struct bytes twice = two_modules();
    bcfix_checked *checked = NULL;
    ck_assert_int_eq(bcfix_check(context, options, twice.data, twice.size, &checked), BCFIX_OK);
    ck_assert_int_eq(bcfix_checked_verdict(checked), BCFIX_NOT_CONVERTIBLE);
    ck_assert_ptr_nonnull(strstr(bcfix_context_message(context), "2 modules in one file"));
    bcfix_checked_free(checked);
    free(twice.data);
}
END_TEST

START_TEST(two_modules_in_a_file_are_both_written_for_llvm) {
    struct bytes twice = two_modules();
    bcfix_info *info;
    ck_assert_int_eq(bcfix_options_set_target(options, "llvm-22"), BCFIX_OK);
    ck_assert_int_eq(bcfix_convert(context, options, twice.data, twice.size, &output, &size), BCFIX_OK);
    ck_assert_int_eq(bcfix_info_new(context, output, size, &info), BCFIX_OK);
    ck_assert_uint_eq(bcfix_info_modules(info), 2);
    ck_assert_str_eq(bcfix_info_source_file(info, 1), "whole.c");
    bcfix_info_free(info);
    free_output();
    free(twice.data);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("real module");
    TCase *tests = tcase_create("convert");
    tcase_add_checked_fixture(tests, begin, end);
    tcase_set_timeout(tests, 600);
    suite_add_tcase(suite, tests);
    module = file_from("BCFIX_REAL_MODULE", "llvm-as-22 was not found, so there is no module of LLVM's own to convert");
    tcase_add_test(tests, each_allocation_of_a_check_fails_for_graalvm);
    tcase_add_test(tests, each_allocation_of_a_check_fails_for_llvm);
    tcase_add_test(tests, check_gives_the_findings_of_a_conversion);
    tcase_add_test(tests, check_may_be_cancelled);
    tcase_add_test(tests, check_says_that_two_modules_are_refused);
    tcase_add_test(tests, each_allocation_fails_for_llvm);
    tcase_add_test(tests, each_allocation_fails_for_graalvm);
    tcase_add_test(tests, each_allocation_fails_while_debug_info_is_stripped);
    tcase_add_test(tests, memory_ends_at_each_allocation_for_llvm);
    tcase_add_test(tests, memory_ends_at_each_allocation_for_graalvm);
    tcase_add_test(tests, same_input_gives_the_same_bytes_and_findings);
    tcase_add_test(tests, output_is_converted_to_itself);
    tcase_add_test(tests, findings_name_function_record_and_count);
    tcase_add_test(tests, llvm_of_the_same_version_has_no_findings);
    tcase_add_test(tests, each_finding_may_cancel);
    tcase_add_test(tests, unsupported_may_be_refused);
    tcase_add_test(tests, refusal_is_a_finding_too);
    tcase_add_test(tests, two_modules_in_a_file_are_refused_for_graalvm);
    tcase_add_test(tests, two_modules_in_a_file_are_both_written_for_llvm);
    return run_suite(suite);
}
