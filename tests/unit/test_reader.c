/* The reader of bitstreams, on what is well formed. That it gives back what the writer wrote is in test_writer.c.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "bits.h"

enum { BLOCK = 40, BODY = 96 }; /* the body of a block that comes first begins at bit 96 */

static struct bcf_writer writer;
static struct bcf_reader reader;
static struct bcf_record record;
static struct bcf_arena arena;

static void begin(void) {
    test_begin();
    begin_bits(&writer);
    memset(&reader, 0, sizeof reader);
    reader.context = context;
    bcf_arena_init(&reader.arena, context);
    bcf_arena_init(&arena, context);
}

static void end(void) {
    bcf_reader_free(&reader);
    bcf_writer_free(&writer);
    bcf_arena_free(&arena);
    test_end();
}

static void write_block(void) {
    bcf_write_enter(&writer, BLOCK, 4, NULL, 0);
    put(&writer, 9, 1, 2, 3);
    bcf_write_end(&writer);
}

/* One block with a record, and the reader inside it. */
static void enter_block(void) {
    write_block();
    read_bits(&reader, &writer);
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_BLOCK);
    ck_assert(bcf_reader_enter(&reader));
}

START_TEST(nothing_after_the_magic_number_is_finished) {
    read_bits(&reader, &writer);
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_FINISHED);
}
END_TEST

START_TEST(zeros_after_the_last_block_are_padding) {
    write_block();
    bcf_write_fixed(&writer, 0, 64);
    read_bits(&reader, &writer);
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_BLOCK);
    ck_assert(bcf_reader_skip(&reader, NULL));
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_FINISHED);
}
END_TEST

START_TEST(block_tells_its_id_and_place) {
    enter_block();
    ck_assert_uint_eq(reader.block, BLOCK);
    ck_assert_uint_eq(reader.block_bit, 32);
}
END_TEST

START_TEST(record_tells_where_it_begins) {
    enter_block();
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_RECORD);
    ck_assert_uint_eq(record.bit, BODY);
}
END_TEST

START_TEST(block_at_hand_is_the_innermost) {
    ck_assert_uint_eq(bcf_reader_block(&reader), ~0u);
    enter_block();
    ck_assert_uint_eq(bcf_reader_block(&reader), BLOCK);
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_RECORD);
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_END);
    ck_assert_uint_eq(bcf_reader_block(&reader), ~0u);
}
END_TEST

START_TEST(skipped_block_tells_its_body) {
    struct bcf_body body;
    write_block();
    read_bits(&reader, &writer);
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_BLOCK);
    ck_assert(bcf_reader_skip(&reader, &body));
    ck_assert_uint_eq(body.position, BODY);
    ck_assert_uint_eq(body.end, writer.bytes.count * 8);
    ck_assert_uint_eq(body.abbrev_width, 4);
}
END_TEST

START_TEST(body_is_read_by_another_reader) {
    struct bcf_reader other;
    struct bcf_body body;
    write_block();
    read_bits(&reader, &writer);
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_BLOCK);
    ck_assert(bcf_reader_skip(&reader, &body));
    bcf_reader_init(&other, context, &bcf_namer, NULL, 0, 0);
    bcf_reader_open(&other, &reader, BLOCK, body);
    ck_assert_int_eq(bcf_reader_next(&other, &record), BCF_ENTRY_RECORD);
    ck_assert_uint_eq(record.ops[2], 3);
    ck_assert_int_eq(bcf_reader_next(&other, &record), BCF_ENTRY_END);
    bcf_reader_free(&other);
}
END_TEST

START_TEST(body_knows_the_abbreviations_of_the_outer_blockinfo) {
    const struct bcf_abbrev *shared = abbreviation(&arena, {BCF_LITERAL, 9}, {BCF_FIXED, 20});
    struct bcf_reader other;
    struct bcf_body body;
    bcf_write_enter(&writer, BCF_BLOCKINFO, 2, NULL, 0);
    put(&writer, BCF_BLOCKINFO_SETBID, BLOCK);
    bcf_write_define(&writer, shared, false);
    bcf_write_end(&writer);
    bcf_write_enter(&writer, BLOCK, 3, &shared, 1);
    put(&writer, 9, 99999);
    bcf_write_end(&writer);
    read_bits(&reader, &writer);
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_BLOCK);
    ck_assert(bcf_reader_skip(&reader, &body));
    bcf_reader_init(&other, context, &bcf_namer, NULL, 0, 0);
    bcf_reader_open(&other, &reader, BLOCK, body);
    ck_assert_int_eq(bcf_reader_next(&other, &record), BCF_ENTRY_RECORD);
    ck_assert_uint_eq(record.ops[0], 99999);
    bcf_reader_free(&other);
}
END_TEST

START_TEST(reader_of_bodies_forgets_the_body_before) {
    struct bcf_body bodies[2];
    bcf_write_enter(&writer, BLOCK, 3, NULL, 0);
    bcf_write_define(&writer, abbreviation(&arena, {BCF_LITERAL, 9}, {BCF_FIXED, 2}), true);
    put(&writer, 9, 1);
    bcf_write_end(&writer);
    bcf_write_enter(&writer, BLOCK, 3, NULL, 0);
    bcf_write_define(&writer, abbreviation(&arena, {BCF_LITERAL, 9}, {BCF_FIXED, 7}), true);
    put(&writer, 9, 100);
    bcf_write_end(&writer);
    read_bits(&reader, &writer);
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_BLOCK);
        ck_assert(bcf_reader_skip(&reader, &bodies[i]));
    }
    bcf_reader_open(&reader, NULL, BLOCK, bodies[0]);
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_RECORD);
    bcf_reader_open(&reader, NULL, BLOCK, bodies[1]);
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_RECORD);
    ck_assert_uint_eq(record.ops[0], 100);
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_END);
    ck_assert_uint_eq(bcf_reader_block(&reader), ~0u);
}
END_TEST

START_TEST(names_in_blockinfo_are_passed_over) {
    bcf_write_enter(&writer, BCF_BLOCKINFO, 2, NULL, 0);
    put(&writer, BCF_BLOCKINFO_SETBID, BLOCK);
    put(&writer, 2, 'n', 'a', 'm', 'e'); /* BLOCKNAME */
    put(&writer, 3, 9, 'n', 'a', 'm', 'e'); /* SETRECORDNAME */
    bcf_write_end(&writer);
    enter_block();
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_RECORD);
    ck_assert_uint_eq(record.code, 9);
}
END_TEST

/* A field of no bits: the writer would never choose it, so the bits are put one by one. */
static void read_field_without_bits(enum bcf_encoding encoding) {
    bcf_write_enter(&writer, BLOCK, 4, NULL, 0);
    bcf_write_fixed(&writer, BCF_DEFINE_ABBREV, 4);
    bcf_write_vbr(&writer, 3, 5);
    bcf_write_fixed(&writer, 1, 1);
    bcf_write_vbr(&writer, 9, 8);
    bcf_write_fixed(&writer, 0, 1);
    bcf_write_fixed(&writer, encoding, 3);
    bcf_write_vbr(&writer, 0, 5);
    bcf_write_fixed(&writer, 0, 1);
    bcf_write_fixed(&writer, BCF_FIXED, 3);
    bcf_write_vbr(&writer, 3, 5);
    bcf_write_fixed(&writer, BCF_FIRST_ABBREV, 4);
    bcf_write_fixed(&writer, 5, 3);
    bcf_write_end(&writer);
    read_bits(&reader, &writer);
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_BLOCK);
    ck_assert(bcf_reader_enter(&reader));
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_RECORD);
    ck_assert_uint_eq(record.count, 2);
    ck_assert_uint_eq(record.ops[0], 0);
    ck_assert_uint_eq(record.ops[1], 5);
}

START_TEST(fixed_field_of_no_bits_is_zero) {
    read_field_without_bits(BCF_FIXED);
}
END_TEST

START_TEST(variable_field_of_no_bits_is_zero) {
    read_field_without_bits(BCF_VBR);
}
END_TEST

START_TEST(nesting_up_to_the_limit_is_read) {
    bcfix_context_set_limit(context, BCFIX_LIMIT_NESTING, 10);
    for (int i = 0; i < 10; i++)
        bcf_write_enter(&writer, BLOCK, 4, NULL, 0);
    for (int i = 0; i < 10; i++)
        bcf_write_end(&writer);
    read_bits(&reader, &writer);
    for (int i = 0; i < 10; i++) {
        ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_BLOCK);
        ck_assert(bcf_reader_enter(&reader));
    }
    for (int i = 0; i < 10; i++)
        ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_END);
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_FINISHED);
}
END_TEST

START_TEST(after_an_error_there_is_nothing_more) {
    enter_block();
    bcf_reader_fail(&reader, BCFIX_MALFORMED, "stop");
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_FAILED);
}
END_TEST

START_TEST(error_names_block_and_record_by_number_when_they_have_no_name) {
    enter_block();
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_RECORD);
    bcf_reader_fail(&reader, BCFIX_MALFORMED, "%d things", 3);
    ck_assert_error(BCFIX_MALFORMED, "block 40, record 9, bit 96: 3 things");
}
END_TEST

START_TEST(error_names_block_and_record) {
    bcf_write_enter(&writer, BCF_BLOCK_MODULE, 4, NULL, 0);
    put(&writer, BCF_MODULE_TRIPLE, 'x');
    bcf_write_end(&writer);
    read_bits(&reader, &writer);
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_BLOCK);
    ck_assert(bcf_reader_enter(&reader));
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_RECORD);
    bcf_reader_fail(&reader, BCFIX_UNSUPPORTED, "no");
    ck_assert_error(BCFIX_UNSUPPORTED, "block MODULE, record TRIPLE, bit 96: no");
}
END_TEST

START_TEST(error_outside_blocks_is_at_the_top_level) {
    read_bits(&reader, &writer);
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_FINISHED);
    bcf_reader_fail(&reader, BCFIX_MALFORMED, "no");
    ck_assert_error(BCFIX_MALFORMED, "top level, bit 32: no");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("reader");
    TCase *tests = tcase_create("reader");
    tcase_add_checked_fixture(tests, begin, end);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, nothing_after_the_magic_number_is_finished);
    tcase_add_test(tests, zeros_after_the_last_block_are_padding);
    tcase_add_test(tests, block_tells_its_id_and_place);
    tcase_add_test(tests, record_tells_where_it_begins);
    tcase_add_test(tests, block_at_hand_is_the_innermost);
    tcase_add_test(tests, skipped_block_tells_its_body);
    tcase_add_test(tests, body_is_read_by_another_reader);
    tcase_add_test(tests, body_knows_the_abbreviations_of_the_outer_blockinfo);
    tcase_add_test(tests, reader_of_bodies_forgets_the_body_before);
    tcase_add_test(tests, names_in_blockinfo_are_passed_over);
    tcase_add_test(tests, fixed_field_of_no_bits_is_zero);
    tcase_add_test(tests, variable_field_of_no_bits_is_zero);
    tcase_add_test(tests, nesting_up_to_the_limit_is_read);
    tcase_add_test(tests, after_an_error_there_is_nothing_more);
    tcase_add_test(tests, error_names_block_and_record_by_number_when_they_have_no_name);
    tcase_add_test(tests, error_names_block_and_record);
    tcase_add_test(tests, error_outside_blocks_is_at_the_top_level);
    return run_suite(suite);
}
