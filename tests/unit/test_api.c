/* The public API, through the shared library, on a small module.
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
    output = &heard; /* not NULL, so that convert is seen to clear it */
    size = 1;
}

static void end(void) {
    bcfix_options_free(options);
    test_end();
}

static bcfix_status convert(void) {
    return bcfix_convert(context, options, module.data, module.size, &output, &size);
}

static void free_output(void) {
    bcfix_buffer_free(context, output, size);
}

#define ck_assert_message(text) ck_assert_str_eq(bcfix_context_message(context), (text))
#define ck_assert_no_output()                                                                                         \
    do {                                                                                                              \
        ck_assert_ptr_null(output);                                                                                   \
        ck_assert_uint_eq(size, 0);                                                                                   \
    } while (0)

/* ---- converting ---- */

START_TEST(module_is_converted) {
    ck_assert_int_eq(convert(), BCFIX_OK);
    ck_assert_message("");
    ck_assert_uint_gt(size, 100);
    ck_assert_mem_eq(output, "BC\xC0\xDE", 4);
    free_output();
}
END_TEST

START_TEST(module_is_converted_without_options) {
    void *with;
    size_t with_size;
    ck_assert_int_eq(bcfix_convert(context, NULL, module.data, module.size, &output, &size), BCFIX_OK);
    ck_assert_int_eq(bcfix_convert(context, options, module.data, module.size, &with, &with_size), BCFIX_OK);
    ck_assert_uint_eq(size, with_size);
    ck_assert_mem_eq(output, with, size);
    bcfix_buffer_free(context, with, with_size);
    free_output();
}
END_TEST

START_TEST(module_is_converted_with_the_allocator_of_malloc) {
    bcfix_context *own = bcfix_context_new(NULL);
    ck_assert_int_eq(bcfix_convert(own, NULL, module.data, module.size, &output, &size), BCFIX_OK);
    bcfix_buffer_free(own, output, size);
    bcfix_context_free(own);
}
END_TEST

START_TEST(output_is_converted_to_itself) {
    void *first, *second;
    size_t first_size, second_size;
    ck_assert_int_eq(bcfix_convert(context, NULL, module.data, module.size, &first, &first_size), BCFIX_OK);
    ck_assert_int_eq(bcfix_convert(context, NULL, first, first_size, &second, &second_size), BCFIX_OK);
    ck_assert_uint_eq(first_size, second_size);
    ck_assert_mem_eq(first, second, first_size);
    bcfix_buffer_free(context, first, first_size);
    bcfix_buffer_free(context, second, second_size);
}
END_TEST

START_TEST(producer_says_who_and_for_what) {
    bcfix_info *info;
    ck_assert_int_eq(bcfix_options_set_target(options, "llvm-22"), BCFIX_OK);
    ck_assert_int_eq(convert(), BCFIX_OK);
    ck_assert_int_eq(bcfix_info_new(context, output, size, &info), BCFIX_OK);
    ck_assert_ptr_nonnull(strstr(bcfix_info_producer(info, 0), "a test bcfix "));
    ck_assert_ptr_nonnull(strstr(bcfix_info_producer(info, 0), bcfix_version_string()));
    ck_assert_ptr_nonnull(strstr(bcfix_info_producer(info, 0), " llvm-22"));
    bcfix_info_free(info);
    free_output();
}
END_TEST

START_TEST(empty_input_is_malformed) {
    ck_assert_int_eq(bcfix_convert(context, options, NULL, 0, &output, &size), BCFIX_MALFORMED);
    ck_assert_message("top level, bit 0: the file is empty");
    ck_assert_no_output();
}
END_TEST

START_TEST(every_beginning_of_a_module_is_an_error) {
    for (size_t cut = 0; cut < module.size; cut++) {
        /* A copy of its own, so that tools for memory see what is read past the end. */
        void *part = malloc(cut ? cut : 1);
        memcpy(part, module.data, cut);
        ck_assert_int_ne(bcfix_convert(context, options, part, cut, &output, &size), BCFIX_OK);
        ck_assert_str_ne(bcfix_context_message(context), "");
        ck_assert_no_output();
        free(part);
    }
}
END_TEST

START_TEST(every_damaged_byte_ends_with_a_status) {
    unsigned char *damaged = malloc(module.size);
    unsigned refused = 0;
    memcpy(damaged, module.data, module.size);
    for (size_t i = 0; i < module.size; i++) {
        bcfix_status status;
        damaged[i] ^= (unsigned char)(1 << i % 8);
        status = bcfix_convert(context, options, damaged, module.size, &output, &size);
        ck_assert_int_ne(status, BCFIX_INTERNAL);
        ck_assert_int_eq(status == BCFIX_OK, output != NULL);
        refused += status != BCFIX_OK;
        free_output();
        memcpy(damaged, module.data, module.size);
    }
    ck_assert_uint_gt(refused, module.size / 10);
    free(damaged);
}
END_TEST

START_TEST(error_is_forgotten_by_the_next_call) {
    ck_assert_int_eq(bcfix_convert(context, options, "x", 1, &output, &size), BCFIX_MALFORMED);
    ck_assert_int_eq(convert(), BCFIX_OK);
    ck_assert_message("");
    free_output();
}
END_TEST

START_TEST(freeing_no_buffer_does_nothing) {
    bcfix_buffer_free(context, NULL, 0);
    ck_assert_uint_eq(ledger.live_blocks, 2); /* context and options */
}
END_TEST

START_TEST(output_is_the_only_thing_left) {
    ck_assert_int_eq(convert(), BCFIX_OK);
    ck_assert_uint_eq(ledger.live_blocks, 3);
    free_output();
}
END_TEST

/* ---- options ---- */

START_TEST(default_target_is_the_one_that_is_said_to_be) {
    ck_assert(bcfix_target_is_default(bcfix_options_target(options)));
}
END_TEST

START_TEST(unknown_target_is_refused_and_changes_nothing) {
    ck_assert_int_eq(bcfix_options_set_target(options, "llvm-22"), BCFIX_OK);
    ck_assert_int_eq(bcfix_options_set_target(options, "llvm-1"), BCFIX_INVALID_ARGUMENT);
    ck_assert_int_eq(bcfix_options_set_target(options, NULL), BCFIX_INVALID_ARGUMENT);
    ck_assert_str_eq(bcfix_target_name(bcfix_options_target(options)), "llvm-22");
}
END_TEST

START_TEST(unknown_platform_is_refused) {
    ck_assert_int_eq(bcfix_options_set_platform(options, "linux-x86_64"), BCFIX_OK);
    ck_assert_int_eq(bcfix_options_set_platform(options, NULL), BCFIX_OK);
    ck_assert_int_eq(bcfix_options_set_platform(options, "linux"), BCFIX_INVALID_ARGUMENT);
    ck_assert_ptr_null(bcfix_platform_find("linux"));
    ck_assert_ptr_null(bcfix_platform_find(NULL));
}
END_TEST

START_TEST(platforms_are_found_by_name) {
    const bcfix_platform *platform;
    for (size_t i = 0; (platform = bcfix_platform_at(i)) != NULL; i++)
        ck_assert_ptr_eq(bcfix_platform_find(bcfix_platform_name(platform)), platform);
    ck_assert_str_eq(bcfix_platform_triple(bcfix_platform_find("linux-aarch64")), "aarch64-unknown-linux-gnu");
    ck_assert_ptr_null(bcfix_platform_triple(NULL));
}
END_TEST

START_TEST(triple_is_copied_and_written) {
    char triple[] = "x86_64-pc-linux-gnu";
    bcfix_info *info;
    ck_assert_int_eq(bcfix_options_set_target(options, "llvm-22"), BCFIX_OK);
    ck_assert_int_eq(bcfix_options_set_triple(options, "wasm32"), BCFIX_OK);
    ck_assert_int_eq(bcfix_options_set_triple(options, triple), BCFIX_OK);
    triple[0] = '?';
    ck_assert_int_eq(convert(), BCFIX_OK);
    ck_assert_int_eq(bcfix_info_new(context, output, size, &info), BCFIX_OK);
    ck_assert_str_eq(bcfix_info_triple(info, 0), "x86_64-pc-linux-gnu");
    bcfix_info_free(info);
    free_output();
}
END_TEST

START_TEST(what_is_no_triple_is_refused) {
    ck_assert_int_eq(bcfix_options_set_triple(options, ""), BCFIX_INVALID_ARGUMENT);
    ck_assert_int_eq(bcfix_options_set_triple(options, "x86_64 linux"), BCFIX_INVALID_ARGUMENT);
    ck_assert_int_eq(bcfix_options_set_triple(options, NULL), BCFIX_OK);
    ledger.fail_at = ledger.calls + 1;
    ck_assert_int_eq(bcfix_options_set_triple(options, "x86_64-pc-linux-gnu"), BCFIX_NO_MEMORY);
}
END_TEST

START_TEST(unknown_way_with_the_unsupported_is_refused) {
    ck_assert_int_eq(bcfix_options_set_unsupported(options, BCFIX_UNSUPPORTED_REFUSE), BCFIX_OK);
    ck_assert_int_eq(bcfix_options_set_unsupported(options, BCFIX_UNSUPPORTED_TRAP), BCFIX_OK);
    ck_assert_int_eq(bcfix_options_set_unsupported(options, (bcfix_unsupported)2), BCFIX_INVALID_ARGUMENT);
}
END_TEST

START_TEST(no_memory_gives_no_options) {
    ledger.fail_at = ledger.calls + 1;
    ck_assert_ptr_null(bcfix_options_new(context));
    ck_assert_message("out of memory");
}
END_TEST

START_TEST(nothing_is_freed_without_complaint) {
    bcfix_options_free(NULL);
    bcfix_info_free(NULL);
    bcfix_context_free(NULL);
    ck_assert_uint_eq(ledger.live_blocks, 2);
}
END_TEST

/* ---- limits ---- */

START_TEST(memory_limit_stops_a_conversion) {
    bcfix_context_set_limit(context, BCFIX_LIMIT_MEMORY, 20000);
    ck_assert_int_eq(convert(), BCFIX_LIMIT);
    ck_assert_message("the memory limit of 20000 bytes was reached");
    ck_assert_no_output();
}
END_TEST

START_TEST(peak_is_enough_as_a_limit_and_less_is_not) {
    uint64_t peak;
    ck_assert_int_eq(convert(), BCFIX_OK);
    free_output();
    peak = bcfix_context_peak_memory(context);
    bcfix_context_set_limit(context, BCFIX_LIMIT_MEMORY, peak);
    ck_assert_int_eq(convert(), BCFIX_OK);
    free_output();
    bcfix_context_set_limit(context, BCFIX_LIMIT_MEMORY, peak - 1);
    ck_assert_int_eq(convert(), BCFIX_LIMIT);
}
END_TEST

START_TEST(nesting_limit_stops_a_conversion) {
    bcfix_context_set_limit(context, BCFIX_LIMIT_NESTING, 1);
    ck_assert_int_eq(convert(), BCFIX_LIMIT);
    ck_assert_ptr_nonnull(strstr(bcfix_context_message(context), "the nesting limit of 1 blocks inside blocks was reached"));
    ck_assert_no_output();
}
END_TEST

START_TEST(output_limit_stops_a_conversion) {
    ck_assert_int_eq(convert(), BCFIX_OK);
    bcfix_context_set_limit(context, BCFIX_LIMIT_OUTPUT, size - 1);
    free_output();
    ck_assert_int_eq(convert(), BCFIX_LIMIT);
    ck_assert_ptr_nonnull(strstr(bcfix_context_message(context), "the output limit of "));
    ck_assert_no_output();
}
END_TEST

START_TEST(output_up_to_its_limit_is_written) {
    ck_assert_int_eq(convert(), BCFIX_OK);
    bcfix_context_set_limit(context, BCFIX_LIMIT_OUTPUT, size);
    free_output();
    ck_assert_int_eq(convert(), BCFIX_OK);
    free_output();
}
END_TEST

/* ---- texts ---- */

START_TEST(every_status_has_a_text_of_its_own) {
    for (int i = BCFIX_OK; i <= BCFIX_IO; i++)
        for (int j = i + 1; j <= BCFIX_IO + 1; j++)
            ck_assert_str_ne(bcfix_status_text((bcfix_status)i), bcfix_status_text((bcfix_status)j));
}
END_TEST

START_TEST(unknown_status_has_a_text) {
    ck_assert_str_eq(bcfix_status_text((bcfix_status)99), "unknown status");
    ck_assert_str_eq(bcfix_status_text((bcfix_status)-1), "unknown status");
}
END_TEST

START_TEST(version_is_three_numbers) {
    const char *version = bcfix_version_string();
    ck_assert_uint_eq(strspn(version, "0123456789."), strlen(version));
    ck_assert_ptr_ne(strchr(version, '.'), strrchr(version, '.'));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("public API");
    TCase *tests = tcase_create("convert");
    tcase_add_checked_fixture(tests, begin, end);
    tcase_set_timeout(tests, 120);
    suite_add_tcase(suite, tests);
    module = file_from("BCFIX_SMALL_MODULE", "BCFIX_SMALL_MODULE names no file; run it with meson test");
    tcase_add_test(tests, module_is_converted);
    tcase_add_test(tests, module_is_converted_without_options);
    tcase_add_test(tests, module_is_converted_with_the_allocator_of_malloc);
    tcase_add_test(tests, output_is_converted_to_itself);
    tcase_add_test(tests, producer_says_who_and_for_what);
    tcase_add_test(tests, empty_input_is_malformed);
    tcase_add_test(tests, every_beginning_of_a_module_is_an_error);
    tcase_add_test(tests, every_damaged_byte_ends_with_a_status);
    tcase_add_test(tests, error_is_forgotten_by_the_next_call);
    tcase_add_test(tests, freeing_no_buffer_does_nothing);
    tcase_add_test(tests, output_is_the_only_thing_left);
    tcase_add_test(tests, default_target_is_the_one_that_is_said_to_be);
    tcase_add_test(tests, unknown_target_is_refused_and_changes_nothing);
    tcase_add_test(tests, unknown_platform_is_refused);
    tcase_add_test(tests, platforms_are_found_by_name);
    tcase_add_test(tests, triple_is_copied_and_written);
    tcase_add_test(tests, what_is_no_triple_is_refused);
    tcase_add_test(tests, unknown_way_with_the_unsupported_is_refused);
    tcase_add_test(tests, no_memory_gives_no_options);
    tcase_add_test(tests, nothing_is_freed_without_complaint);
    tcase_add_test(tests, memory_limit_stops_a_conversion);
    tcase_add_test(tests, peak_is_enough_as_a_limit_and_less_is_not);
    tcase_add_test(tests, nesting_limit_stops_a_conversion);
    tcase_add_test(tests, output_limit_stops_a_conversion);
    tcase_add_test(tests, output_up_to_its_limit_is_written);
    tcase_add_test(tests, every_status_has_a_text_of_its_own);
    tcase_add_test(tests, unknown_status_has_a_text);
    tcase_add_test(tests, version_is_three_numbers);
    return run_suite(suite);
}
