/* Looking at a file through the public API: bcfix_info and bcfix_dump.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "support.h"

#include <stdlib.h>

static struct bytes module;

/* What bcfix_dump() writes. */
static struct {
    char text[20000];
    size_t size, pieces, stop_at;
} dumped;

static bool keep(void *user, const char *text, size_t size) {
    (void)user;
    ck_assert_uint_lt(dumped.size + size, sizeof dumped.text);
    memcpy(dumped.text + dumped.size, text, size);
    dumped.size += size;
    dumped.text[dumped.size] = '\0';
    return ++dumped.pieces != dumped.stop_at;
}

static void begin(void) {
    test_begin();
    memset(&dumped, 0, sizeof dumped);
}

static bcfix_info *info_of(const void *data, size_t size) {
    bcfix_info *info;
    ck_assert_int_eq(bcfix_info_new(context, data, size, &info), BCFIX_OK);
    ck_assert_ptr_nonnull(info);
    return info;
}

START_TEST(info_tells_the_texts_of_a_module) {
    bcfix_info *info = info_of(module.data, module.size);
    ck_assert_uint_eq(bcfix_info_modules(info), 1);
    ck_assert_str_eq(bcfix_info_container(info), "raw bitcode");
    ck_assert_str_eq(bcfix_info_producer(info, 0), "a test");
    ck_assert_str_eq(bcfix_info_triple(info, 0), "x86_64-unknown-linux-gnu");
    ck_assert_str_eq(bcfix_info_source_file(info, 0), "small.ll");
    ck_assert_str_eq(bcfix_info_data_layout(info, 0), "");
    bcfix_info_free(info);
}
END_TEST

START_TEST(info_counts) {
    bcfix_info *info = info_of(module.data, module.size);
    ck_assert_uint_eq(bcfix_info_count(info, 0, BCFIX_COUNT_FUNCTIONS), 1);
    ck_assert_uint_eq(bcfix_info_count(info, 0, BCFIX_COUNT_DECLARATIONS), 1);
    ck_assert_uint_eq(bcfix_info_count(info, 0, BCFIX_COUNT_GLOBALS), 1);
    ck_assert_uint_eq(bcfix_info_count(info, 0, BCFIX_COUNT_ALIASES), 0);
    ck_assert_uint_eq(bcfix_info_count(info, 0, BCFIX_COUNT_TYPES), 14);
    ck_assert_uint_eq(bcfix_info_count(info, 0, BCFIX_COUNT_CONSTANTS), 1);
    ck_assert_uint_eq(bcfix_info_count(info, 0, BCFIX_COUNT_METADATA), 2);
    bcfix_info_free(info);
}
END_TEST

START_TEST(info_has_nothing_past_the_last_module) {
    bcfix_info *info = info_of(module.data, module.size);
    ck_assert_ptr_null(bcfix_info_producer(info, 1));
    ck_assert_ptr_null(bcfix_info_triple(info, 1));
    ck_assert_ptr_null(bcfix_info_data_layout(info, 1));
    ck_assert_ptr_null(bcfix_info_source_file(info, 1));
    ck_assert_uint_eq(bcfix_info_count(info, 1, BCFIX_COUNT_TYPES), 0);
    ck_assert_uint_eq(bcfix_info_count(info, 0, (bcfix_count)7), 0);
    bcfix_info_free(info);
}
END_TEST

START_TEST(info_tells_of_a_wrapper) {
    static const unsigned char header[20] = {0xDE, 0xC0, 0x17, 0x0B, 0, 0, 0, 0, 20};
    unsigned char *wrapped = malloc(sizeof header + module.size);
    bcfix_info *info;
    memcpy(wrapped, header, sizeof header);
    for (int i = 0; i < 4; i++)
        wrapped[12 + i] = (unsigned char)(module.size >> 8 * i);
    memcpy(wrapped + sizeof header, module.data, module.size);
    info = info_of(wrapped, sizeof header + module.size);
    ck_assert_str_eq(bcfix_info_container(info), "bitcode wrapper");
    bcfix_info_free(info);
    free(wrapped);
}
END_TEST

START_TEST(info_of_what_is_no_bitcode_is_none) {
    bcfix_info *info = (bcfix_info *)&dumped;
    ck_assert_int_eq(bcfix_info_new(context, "text", 4, &info), BCFIX_MALFORMED);
    ck_assert_ptr_null(info);
}
END_TEST

START_TEST(info_without_memory_is_none) {
    uint64_t needed;
    bcfix_info *info;
    bcfix_info_free(info_of(module.data, module.size));
    needed = ledger.calls - 1;
    for (uint64_t i = 1; i <= needed; i++) {
        ledger.fail_at = ledger.calls + i;
        ck_assert_int_eq(bcfix_info_new(context, module.data, module.size, &info), BCFIX_NO_MEMORY);
        ck_assert_ptr_null(info);
        ck_assert_uint_eq(ledger.live_blocks, 1);
    }
}
END_TEST

START_TEST(dump_names_blocks_and_records) {
    ck_assert_int_eq(bcfix_dump(context, module.data, module.size, keep, NULL), BCFIX_OK);
    ck_assert_ptr_nonnull(strstr(dumped.text, "MODULE {\n"));
    ck_assert_ptr_nonnull(strstr(dumped.text, "  TRIPLE text=\"x86_64-unknown-linux-gnu\"\n"));
    ck_assert_ptr_nonnull(strstr(dumped.text, "  FUNCTION {\n"));
    ck_assert_ptr_nonnull(strstr(dumped.text, "    DECLAREBLOCKS count=3\n"));
}
END_TEST

START_TEST(dump_closes_what_it_opens) {
    int depth = 0;
    ck_assert_int_eq(bcfix_dump(context, module.data, module.size, keep, NULL), BCFIX_OK);
    for (const char *c = dumped.text; *c; c++) {
        depth += (*c == '{') - (*c == '}');
        ck_assert_int_ge(depth, 0);
    }
    ck_assert_int_eq(depth, 0);
}
END_TEST

START_TEST(dump_gives_what_came_before_an_error) {
    ck_assert_int_eq(bcfix_dump(context, module.data, module.size / 2 / 4 * 4, keep, NULL), BCFIX_MALFORMED);
    ck_assert_ptr_nonnull(strstr(dumped.text, "STRING text=\"a test\"\n"));
}
END_TEST

START_TEST(dump_stops_when_it_is_told_to) {
    dumped.stop_at = 3;
    ck_assert_int_eq(bcfix_dump(context, module.data, module.size, keep, NULL), BCFIX_CANCELLED);
    ck_assert_uint_eq(dumped.pieces, 3);
}
END_TEST

START_TEST(dump_to_nobody_is_refused) {
    ck_assert_int_eq(bcfix_dump(context, module.data, module.size, NULL, NULL), BCFIX_INVALID_ARGUMENT);
}
END_TEST

START_TEST(dump_without_memory_is_an_error) {
    uint64_t needed, before = ledger.calls;
    ck_assert_int_eq(bcfix_dump(context, module.data, module.size, keep, NULL), BCFIX_OK);
    needed = ledger.calls - before;
    for (uint64_t i = 1; i <= needed; i++) {
        memset(&dumped, 0, sizeof dumped);
        ledger.fail_at = ledger.calls + i;
        ck_assert_int_eq(bcfix_dump(context, module.data, module.size, keep, NULL), BCFIX_NO_MEMORY);
        ck_assert_uint_eq(ledger.live_blocks, 1);
    }
}
END_TEST

static size_t symbol_named(const bcfix_symbols *symbols, const char *name) {
    for (size_t i = 0; i < bcfix_symbols_count(symbols); i++)
        if (strcmp(bcfix_symbols_name(symbols, i), name) == 0)
            return i;
    ck_abort_msg("no symbol %s", name);
    return SIZE_MAX;
}

START_TEST(symbols_tell_what_is_defined) {
    bcfix_symbols *symbols;
    ck_assert_int_eq(bcfix_symbols_new(context, module.data, module.size, true, &symbols), BCFIX_OK);
    ck_assert_uint_eq(bcfix_symbols_count(symbols), 3);
    ck_assert(bcfix_symbols_is_defined(symbols, symbol_named(symbols, "number")));
    ck_assert(!bcfix_symbols_is_function(symbols, symbol_named(symbols, "number")));
    ck_assert(!bcfix_symbols_is_defined(symbols, symbol_named(symbols, "nothing")));
    ck_assert(bcfix_symbols_is_function(symbols, symbol_named(symbols, "nothing")));
    ck_assert(bcfix_symbols_is_defined(symbols, symbol_named(symbols, "add")));
    ck_assert(!bcfix_symbols_is_weak(symbols, symbol_named(symbols, "add")));
    bcfix_symbols_free(symbols);
}
END_TEST

START_TEST(symbols_tell_who_needs_them) {
    bcfix_symbols *symbols;
    ck_assert_int_eq(bcfix_symbols_new(context, module.data, module.size, true, &symbols), BCFIX_OK);
    ck_assert_uint_eq(bcfix_symbols_user_count(symbols, symbol_named(symbols, "nothing")), 1);
    ck_assert_str_eq(bcfix_symbols_user(symbols, symbol_named(symbols, "nothing"), 0), "add");
    /* What the module defines itself has no users. */
    ck_assert_uint_eq(bcfix_symbols_user_count(symbols, symbol_named(symbols, "number")), 0);
    bcfix_symbols_free(symbols);
}
END_TEST

START_TEST(symbols_have_nothing_past_the_end) {
    bcfix_symbols *symbols;
    ck_assert_int_eq(bcfix_symbols_new(context, module.data, module.size, true, &symbols), BCFIX_OK);
    ck_assert_ptr_null(bcfix_symbols_name(symbols, 3));
    ck_assert_uint_eq(bcfix_symbols_user_count(symbols, 3), 0);
    ck_assert_ptr_null(bcfix_symbols_user(symbols, symbol_named(symbols, "nothing"), 1));
    bcfix_symbols_free(symbols);
    bcfix_symbols_free(NULL);
}
END_TEST

START_TEST(users_are_looked_for_when_asked) {
    bcfix_symbols *symbols;
    ck_assert_int_eq(bcfix_symbols_new(context, module.data, module.size, false, &symbols), BCFIX_OK);
    ck_assert_uint_eq(bcfix_symbols_count(symbols), 3);
    ck_assert_uint_eq(bcfix_symbols_module_count(symbols), 1);
    ck_assert_uint_eq(bcfix_symbols_user_count(symbols, symbol_named(symbols, "nothing")), 0);
    bcfix_symbols_free(symbols);
}
END_TEST

/* Two modules in one file: the second begins where the first ends. */
START_TEST(symbols_are_of_all_modules) {
    bcfix_symbols *symbols;
    size_t body = module.size - 4;
    uint8_t *two = malloc(module.size + body);
    ck_assert_ptr_nonnull(two);
    memcpy(two, module.data, module.size);
    memcpy(two + module.size, (const uint8_t *)module.data + 4, body); /* without the magic number */
    ck_assert_int_eq(bcfix_symbols_new(context, two, module.size + body, true, &symbols), BCFIX_OK);
    ck_assert_uint_eq(bcfix_symbols_module_count(symbols), 2);
    ck_assert_uint_eq(bcfix_symbols_count(symbols), 6);
    ck_assert_str_eq(bcfix_symbols_name(symbols, 3), bcfix_symbols_name(symbols, 0));
    ck_assert_uint_eq(bcfix_symbols_user_count(symbols, symbol_named(symbols, "nothing")), 1);
    bcfix_symbols_free(symbols);
    free(two);
}
END_TEST

START_TEST(a_target_provides_what_it_brings) {
    const bcfix_target *graalvm = bcfix_target_find("graalvm-25.0"), *llvm = bcfix_target_find("llvm-22");
    ck_assert(bcfix_target_provides(graalvm, "malloc"));
    ck_assert(bcfix_target_provides(graalvm, "__sulong_exit"));
    ck_assert(!bcfix_target_provides(graalvm, "sqlite3_open"));
    ck_assert(!bcfix_target_provides(llvm, "malloc"));
    ck_assert(!bcfix_target_provides(NULL, "malloc"));
    ck_assert(!bcfix_target_provides(graalvm, NULL));
}
END_TEST

START_TEST(symbols_without_memory_are_none) {
    bcfix_symbols *symbols;
    uint64_t needed, before = ledger.calls;
    ck_assert_int_eq(bcfix_symbols_new(context, module.data, module.size, true, &symbols), BCFIX_OK);
    needed = ledger.calls - before;
    bcfix_symbols_free(symbols);
    for (uint64_t i = 1; i <= needed; i++) {
        ledger.fail_at = ledger.calls + i;
        ck_assert_int_eq(bcfix_symbols_new(context, module.data, module.size, true, &symbols), BCFIX_NO_MEMORY);
        ck_assert_ptr_null(symbols);
        ck_assert_uint_eq(ledger.live_blocks, 1);
    }
}
END_TEST

START_TEST(info_gives_the_bitcode) {
    bcfix_info *info = info_of(module.data, module.size);
    size_t size;
    ck_assert_ptr_eq(bcfix_info_bitcode(info, 0, &size), module.data);
    ck_assert_uint_eq(size, module.size);
    ck_assert_ptr_null(bcfix_info_bitcode(info, 1, &size));
    ck_assert_uint_eq(size, 0);
    ck_assert_ptr_null(bcfix_info_other_bytes(info, 0, &size));
    bcfix_info_free(info);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("looking");
    TCase *tests = tcase_create("looking");
    tcase_add_checked_fixture(tests, begin, test_end);
    suite_add_tcase(suite, tests);
    module = file_from("BCFIX_SMALL_MODULE", "BCFIX_SMALL_MODULE names no file; run it with meson test");
    tcase_add_test(tests, info_tells_the_texts_of_a_module);
    tcase_add_test(tests, info_counts);
    tcase_add_test(tests, info_has_nothing_past_the_last_module);
    tcase_add_test(tests, info_tells_of_a_wrapper);
    tcase_add_test(tests, info_of_what_is_no_bitcode_is_none);
    tcase_add_test(tests, info_without_memory_is_none);
    tcase_add_test(tests, dump_names_blocks_and_records);
    tcase_add_test(tests, dump_closes_what_it_opens);
    tcase_add_test(tests, dump_gives_what_came_before_an_error);
    tcase_add_test(tests, dump_stops_when_it_is_told_to);
    tcase_add_test(tests, dump_to_nobody_is_refused);
    tcase_add_test(tests, dump_without_memory_is_an_error);
    tcase_add_test(tests, symbols_tell_what_is_defined);
    tcase_add_test(tests, symbols_tell_who_needs_them);
    tcase_add_test(tests, symbols_have_nothing_past_the_end);
    tcase_add_test(tests, users_are_looked_for_when_asked);
    tcase_add_test(tests, symbols_are_of_all_modules);
    tcase_add_test(tests, a_target_provides_what_it_brings);
    tcase_add_test(tests, symbols_without_memory_are_none);
    tcase_add_test(tests, info_gives_the_bitcode);
    return run_suite(suite);
}
