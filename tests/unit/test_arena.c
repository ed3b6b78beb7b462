/* Memory that is freed together.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "bits.h"

#include <stddef.h>

static struct bcf_arena arena;

static void begin(void) {
    test_begin();
    bcf_arena_init(&arena, context);
}

static void end(void) {
    bcf_arena_free(&arena);
    test_end();
}

START_TEST(pieces_are_aligned_for_any_type) {
    for (size_t size = 1; size < 40; size++)
        ck_assert_uint_eq((uintptr_t)bcf_arena_take(&arena, size) % _Alignof(max_align_t), 0);
}
END_TEST

START_TEST(pieces_do_not_overlap) {
    unsigned char *pieces[2000];
    for (size_t i = 0; i < 2000; i++) {
        pieces[i] = bcf_arena_take(&arena, 1 + i % 50);
        memset(pieces[i], (int)(i % 251), 1 + i % 50);
    }
    for (size_t i = 0; i < 2000; i++)
        for (size_t byte = 0; byte < 1 + i % 50; byte++)
            ck_assert_uint_eq(pieces[i][byte], i % 251);
}
END_TEST

START_TEST(many_pieces_take_few_allocations) {
    uint64_t before = ledger.calls;
    for (size_t i = 0; i < 100000; i++)
        ck_assert_ptr_nonnull(bcf_arena_take(&arena, 16));
    ck_assert_uint_lt(ledger.calls - before, 20);
}
END_TEST

START_TEST(a_piece_may_be_larger_than_a_chunk) {
    size_t size = (size_t)5 << 20;
    ck_assert_ptr_nonnull(bcf_arena_take(&arena, 4000));
    for (int i = 0; i < 3; i++) {
        char *piece = bcf_arena_take(&arena, size);
        ck_assert_ptr_nonnull(piece);
        memset(piece, 1, size);
    }
}
END_TEST

START_TEST(a_piece_ends_before_the_end_of_its_chunk) {
    unsigned char *before = NULL;
    for (size_t size = 4080; size < 4120; size++) {
        unsigned char *piece = bcf_arena_take(&arena, size);
        ck_assert_ptr_nonnull(piece);
        memset(piece, (int)(size % 256), size); /* past the end it would be in another piece, or nobody's */
        if (before)
            ck_assert(before[0] == (size - 1) % 256 && before[size - 2] == (size - 1) % 256);
        before = piece;
    }
}
END_TEST

START_TEST(zeroed_pieces_are_zero_also_where_memory_is_used_again) {
    unsigned char *piece = bcf_arena_take(&arena, 1000);
    memset(piece, 0xff, 1000);
    bcf_arena_reset(&arena);
    piece = bcf_arena_take_zeroed(&arena, 100, 10);
    for (size_t i = 0; i < 1000; i++)
        ck_assert_uint_eq(piece[i], 0);
}
END_TEST

START_TEST(a_copy_ends_with_a_zero_byte) {
    char *copy = bcf_arena_copy(&arena, "text and more", 4);
    ck_assert_str_eq(copy, "text");
}
END_TEST

START_TEST(a_copy_of_nothing_is_an_empty_text) {
    ck_assert_str_eq(bcf_arena_copy(&arena, NULL, 0), "");
}
END_TEST

START_TEST(reset_keeps_memory_for_what_comes_next) {
    uint64_t before;
    for (size_t i = 0; i < 1000; i++)
        bcf_arena_take(&arena, 100);
    bcf_arena_reset(&arena);
    ck_assert_uint_eq(ledger.live_blocks, 2); /* the context and one chunk */
    before = ledger.calls;
    ck_assert_ptr_nonnull(bcf_arena_take(&arena, 100));
    ck_assert_uint_eq(ledger.calls, before);
}
END_TEST

START_TEST(reset_of_an_empty_arena_does_nothing) {
    bcf_arena_reset(&arena);
    ck_assert_uint_eq(ledger.live_blocks, 1);
}
END_TEST

START_TEST(free_gives_all_back) {
    for (size_t i = 0; i < 1000; i++)
        bcf_arena_take(&arena, 1000);
    bcf_arena_free(&arena);
    ck_assert_uint_eq(context->used, 0);
    ck_assert_uint_eq(ledger.live_blocks, 1);
}
END_TEST

START_TEST(a_size_that_overflows_is_past_the_limit) {
    ck_assert_ptr_null(bcf_arena_take(&arena, SIZE_MAX - 3));
    ck_assert_error(BCFIX_LIMIT, "a table is too large for this machine");
}
END_TEST

START_TEST(a_count_that_overflows_is_past_the_limit) {
    ck_assert_ptr_null(bcf_arena_take_zeroed(&arena, SIZE_MAX / 8 + 2, 8));
    ck_assert_error(BCFIX_LIMIT, "a table is too large for this machine");
}
END_TEST

START_TEST(without_memory_there_is_no_piece) {
    ck_assert_ptr_nonnull(bcf_arena_take(&arena, 8));
    ledger.fail_at = ledger.calls + 1;
    ck_assert_ptr_null(bcf_arena_take(&arena, 1 << 20));
    ck_assert_error(BCFIX_NO_MEMORY, "out of memory");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("arena");
    TCase *tests = tcase_create("arena");
    tcase_add_checked_fixture(tests, begin, end);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, pieces_are_aligned_for_any_type);
    tcase_add_test(tests, pieces_do_not_overlap);
    tcase_add_test(tests, many_pieces_take_few_allocations);
    tcase_add_test(tests, a_piece_may_be_larger_than_a_chunk);
    tcase_add_test(tests, a_piece_ends_before_the_end_of_its_chunk);
    tcase_add_test(tests, zeroed_pieces_are_zero_also_where_memory_is_used_again);
    tcase_add_test(tests, a_copy_ends_with_a_zero_byte);
    tcase_add_test(tests, a_copy_of_nothing_is_an_empty_text);
    tcase_add_test(tests, reset_keeps_memory_for_what_comes_next);
    tcase_add_test(tests, reset_of_an_empty_arena_does_nothing);
    tcase_add_test(tests, free_gives_all_back);
    tcase_add_test(tests, a_size_that_overflows_is_past_the_limit);
    tcase_add_test(tests, a_count_that_overflows_is_past_the_limit);
    tcase_add_test(tests, without_memory_there_is_no_piece);
    return run_suite(suite);
}
