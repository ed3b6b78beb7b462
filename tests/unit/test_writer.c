/* The writer of bitstreams, and that the reader gives back what it wrote.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "bits.h"

enum { BLOCK = 40 };

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

static void open_block(void) {
    bcf_write_enter(&writer, BLOCK, 4, NULL, 0);
}

/* Ends the block and reads its first record. */
static void read_back(void) {
    bcf_write_end(&writer);
    read_bits(&reader, &writer);
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_BLOCK);
    ck_assert(bcf_reader_enter(&reader));
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_RECORD);
}

static void ck_assert_ops(const uint64_t *ops, size_t count) {
    ck_assert_uint_eq(record.count, count);
    for (size_t i = 0; i < count; i++)
        ck_assert_uint_eq(record.ops[i], ops[i]);
}

/* A record of these operands comes back, written with an abbreviation of these encodings. */
static void round_trip(const struct bcf_abbrev *abbrev, const uint64_t *ops, size_t count) {
    open_block();
    bcf_write_define(&writer, abbrev, true);
    bcf_write_record(&writer, 9, ops, count);
    read_back();
    ck_assert_uint_eq(record.abbrev_id, BCF_FIRST_ABBREV);
    ck_assert_uint_eq(record.code, 9);
    ck_assert_ops(ops, count);
}

START_TEST(fixed_width) {
    const uint64_t ops[] = {5, 1};
    round_trip(abbreviation(&arena, {BCF_LITERAL, 9}, {BCF_FIXED, 3}, {BCF_FIXED, 1}), ops, 2);
}
END_TEST

START_TEST(fixed_width_of_64_bits) {
    const uint64_t ops[] = {UINT64_MAX, 0x123456789abcdef0};
    round_trip(abbreviation(&arena, {BCF_LITERAL, 9}, {BCF_FIXED, 64}, {BCF_FIXED, 64}), ops, 2);
}
END_TEST

START_TEST(variable_width) {
    const uint64_t ops[] = {0, 31, 32, 1000000};
    round_trip(abbreviation(&arena, {BCF_LITERAL, 9}, {BCF_VBR, 6}, {BCF_VBR, 6}, {BCF_VBR, 6}, {BCF_VBR, 6}), ops, 4);
}
END_TEST

START_TEST(variable_width_of_64_bits) {
    const uint64_t ops[] = {UINT64_MAX, (uint64_t)1 << 63};
    round_trip(abbreviation(&arena, {BCF_LITERAL, 9}, {BCF_VBR, 2}, {BCF_VBR, 32}), ops, 2);
}
END_TEST

START_TEST(array_of_fixed_width) {
    uint64_t ops[300];
    for (size_t i = 0; i < 300; i++)
        ops[i] = i % 8;
    round_trip(abbreviation(&arena, {BCF_LITERAL, 9}, {BCF_ARRAY_OF, 0}, {BCF_FIXED, 3}), ops, 300);
}
END_TEST

START_TEST(array_of_nothing) {
    round_trip(abbreviation(&arena, {BCF_LITERAL, 9}, {BCF_ARRAY_OF, 0}, {BCF_VBR, 6}), NULL, 0);
}
END_TEST

START_TEST(array_after_a_scalar) {
    const uint64_t ops[] = {77, 1, 2, 3};
    round_trip(abbreviation(&arena, {BCF_LITERAL, 9}, {BCF_VBR, 6}, {BCF_ARRAY_OF, 0}, {BCF_FIXED, 2}), ops, 4);
}
END_TEST

START_TEST(characters_of_six_bits) {
    static const char all[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._";
    uint64_t ops[64];
    for (size_t i = 0; i < 64; i++)
        ops[i] = (unsigned char)all[i];
    round_trip(abbreviation(&arena, {BCF_LITERAL, 9}, {BCF_ARRAY_OF, 0}, {BCF_CHAR6, 0}), ops, 64);
}
END_TEST

START_TEST(only_the_64_characters_have_six_bits) {
    unsigned known = 0;
    for (unsigned c = 0; c < 300; c++)
        known += bcf_char6_encode(c) >= 0;
    ck_assert_uint_eq(known, 64);
}
END_TEST

START_TEST(literal_operands_take_no_bits) {
    const struct bcf_abbrev *all = abbreviation(&arena, {BCF_LITERAL, 9}, {BCF_LITERAL, 1000000}, {BCF_LITERAL, 4});
    const uint64_t ops[] = {1000000, 4};
    size_t before;
    open_block();
    bcf_write_define(&writer, all, true);
    bcf_write_align(&writer);
    before = writer.bytes.count;
    for (int i = 0; i < 8; i++)
        bcf_write_record(&writer, 9, ops, 2);
    ck_assert_uint_eq(writer.bytes.count - before, 4); /* eight ids of four bits */
}
END_TEST

START_TEST(literal_comes_back) {
    const uint64_t ops[] = {1000000};
    round_trip(abbreviation(&arena, {BCF_LITERAL, 9}, {BCF_LITERAL, 1000000}), ops, 1);
}
END_TEST

START_TEST(code_may_be_encoded_too) {
    const uint64_t ops[] = {3};
    round_trip(abbreviation(&arena, {BCF_FIXED, 4}, {BCF_VBR, 6}), ops, 1);
}
END_TEST

START_TEST(blob_comes_back_aligned) {
    const uint64_t ops[] = {6};
    open_block();
    bcf_write_define(&writer, abbreviation(&arena, {BCF_LITERAL, 9}, {BCF_VBR, 6}, {BCF_BLOB, 0}), true);
    bcf_write_blob(&writer, 9, ops, 1, "seven b", 7);
    read_back();
    ck_assert_ops(ops, 1);
    ck_assert_uint_eq(record.blob_size, 7);
    ck_assert_mem_eq(record.blob, "seven b", 7);
    ck_assert_uint_eq((size_t)(record.blob - writer.bytes.data) % 4, 0);
}
END_TEST

START_TEST(what_follows_a_blob_is_aligned_to_words) {
    open_block();
    bcf_write_define(&writer, abbreviation(&arena, {BCF_LITERAL, 9}, {BCF_BLOB, 0}), true);
    bcf_write_blob(&writer, 9, NULL, 0, "seven b", 7);
    put(&writer, 3, 4);
    read_back();
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_RECORD);
    ck_assert_uint_eq(record.bit % 32, 0);
    ck_assert_uint_eq(record.code, 3);
}
END_TEST

START_TEST(empty_blob) {
    open_block();
    bcf_write_define(&writer, abbreviation(&arena, {BCF_LITERAL, 9}, {BCF_BLOB, 0}), true);
    bcf_write_blob(&writer, 9, NULL, 0, NULL, 0);
    read_back();
    ck_assert_ptr_nonnull(record.blob);
    ck_assert_uint_eq(record.blob_size, 0);
}
END_TEST

START_TEST(blob_without_abbreviation_is_a_defect) {
    open_block();
    bcf_write_blob(&writer, 9, NULL, 0, "x", 1);
    ck_assert_error(BCFIX_INTERNAL, "no abbreviation for a blob");
}
END_TEST

START_TEST(record_without_abbreviation) {
    const uint64_t ops[] = {UINT64_MAX, 0, 1};
    open_block();
    bcf_write_record(&writer, 70000, ops, 3);
    read_back();
    ck_assert_uint_eq(record.abbrev_id, BCF_UNABBREV);
    ck_assert_uint_eq(record.code, 70000);
    ck_assert_ops(ops, 3);
}
END_TEST

START_TEST(record_of_many_operands) {
    enum { COUNT = 100000 };
    uint64_t *ops = bcf_arena_take(&arena, COUNT * sizeof *ops);
    for (uint64_t i = 0; i < COUNT; i++)
        ops[i] = i * i * i;
    open_block();
    bcf_write_record(&writer, 9, ops, COUNT);
    read_back();
    ck_assert_ops(ops, COUNT);
}
END_TEST

/* The abbreviation that is chosen for a record of code 9 with these operands, when there are three. */
static uint32_t chosen(const uint64_t *ops, size_t count) {
    open_block();
    bcf_write_define(&writer, abbreviation(&arena, {BCF_LITERAL, 8}, {BCF_VBR, 6}), true);
    bcf_write_define(&writer, abbreviation(&arena, {BCF_LITERAL, 9}, {BCF_FIXED, 2}), true);
    bcf_write_define(&writer, abbreviation(&arena, {BCF_LITERAL, 9}, {BCF_LITERAL, 40}), true);
    bcf_write_define(&writer, abbreviation(&arena, {BCF_LITERAL, 9}, {BCF_VBR, 6}, {BCF_CHAR6, 0}), true);
    bcf_write_record(&writer, 9, ops, count);
    read_back();
    ck_assert_ops(ops, count);
    return record.abbrev_id;
}

START_TEST(first_abbreviation_that_fits_is_used) {
    const uint64_t ops[] = {3};
    ck_assert_uint_eq(chosen(ops, 1), BCF_FIRST_ABBREV + 1);
}
END_TEST

START_TEST(value_that_is_too_wide_takes_another_abbreviation) {
    const uint64_t ops[] = {40};
    ck_assert_uint_eq(chosen(ops, 1), BCF_FIRST_ABBREV + 2);
}
END_TEST

START_TEST(value_that_no_abbreviation_holds_is_written_without) {
    const uint64_t ops[] = {41};
    ck_assert_uint_eq(chosen(ops, 1), BCF_UNABBREV);
}
END_TEST

START_TEST(number_of_operands_chooses_too) {
    const uint64_t ops[] = {3, 'x'};
    ck_assert_uint_eq(chosen(ops, 2), BCF_FIRST_ABBREV + 3);
}
END_TEST

START_TEST(fewer_operands_than_an_abbreviation_has_are_written_without) {
    const uint64_t ops[] = {7, 'x'};
    ck_assert_uint_eq(chosen(ops, 1), BCF_UNABBREV);
}
END_TEST

START_TEST(character_that_has_no_six_bits_is_written_without) {
    const uint64_t ops[] = {3, '-'};
    ck_assert_uint_eq(chosen(ops, 2), BCF_UNABBREV);
}
END_TEST

START_TEST(blocks_inside_blocks_come_back) {
    open_block();
    put(&writer, 1, 10);
    bcf_write_enter(&writer, 41, 7, NULL, 0);
    put(&writer, 2, 20);
    bcf_write_end(&writer);
    put(&writer, 3, 30);
    read_back();
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_BLOCK);
    ck_assert_uint_eq(reader.block, 41);
    ck_assert(bcf_reader_enter(&reader));
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_RECORD);
    ck_assert_uint_eq(record.code, 2);
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_END);
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_RECORD);
    ck_assert_uint_eq(record.code, 3);
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_END);
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_FINISHED);
}
END_TEST

START_TEST(abbreviations_end_with_their_block) {
    const struct bcf_abbrev *inner = abbreviation(&arena, {BCF_LITERAL, 9}, {BCF_VBR, 6});
    open_block();
    bcf_write_enter(&writer, 41, 4, NULL, 0);
    bcf_write_define(&writer, inner, true);
    bcf_write_end(&writer);
    put(&writer, 9, 5);
    bcf_write_end(&writer);
    read_bits(&reader, &writer);
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_BLOCK);
    ck_assert(bcf_reader_enter(&reader));
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_BLOCK);
    ck_assert(bcf_reader_skip(&reader, NULL));
    ck_assert_int_eq(bcf_reader_next(&reader, &record), BCF_ENTRY_RECORD);
    ck_assert_uint_eq(record.abbrev_id, BCF_UNABBREV);
}
END_TEST

START_TEST(abbreviations_of_blockinfo_hold_in_their_block) {
    const struct bcf_abbrev *shared = abbreviation(&arena, {BCF_LITERAL, 9}, {BCF_FIXED, 20});
    const uint64_t block = BLOCK, ops[] = {99999};
    bcf_write_enter(&writer, BCF_BLOCKINFO, 2, NULL, 0);
    bcf_write_record(&writer, BCF_BLOCKINFO_SETBID, &block, 1);
    bcf_write_define(&writer, shared, false);
    bcf_write_end(&writer);
    bcf_write_enter(&writer, BLOCK, 3, &shared, 1);
    bcf_write_record(&writer, 9, ops, 1);
    read_back();
    ck_assert_uint_eq(record.abbrev_id, BCF_FIRST_ABBREV);
    ck_assert_ops(ops, 1);
}
END_TEST

START_TEST(own_abbreviations_come_after_those_of_blockinfo) {
    const struct bcf_abbrev *shared = abbreviation(&arena, {BCF_LITERAL, 9}, {BCF_FIXED, 2});
    const uint64_t block = BLOCK, ops[] = {7};
    bcf_write_enter(&writer, BCF_BLOCKINFO, 2, NULL, 0);
    bcf_write_record(&writer, BCF_BLOCKINFO_SETBID, &block, 1);
    bcf_write_define(&writer, shared, false);
    bcf_write_end(&writer);
    bcf_write_enter(&writer, BLOCK, 3, &shared, 1);
    bcf_write_define(&writer, abbreviation(&arena, {BCF_LITERAL, 9}, {BCF_FIXED, 3}), true);
    bcf_write_record(&writer, 9, ops, 1);
    read_back();
    ck_assert_uint_eq(record.abbrev_id, BCF_FIRST_ABBREV + 1);
    ck_assert_ops(ops, 1);
}
END_TEST

START_TEST(blocks_begin_and_end_on_words) {
    open_block();
    put(&writer, 1, 1);
    bcf_write_end(&writer);
    ck_assert_uint_eq(writer.bit_count, 0);
    ck_assert_uint_eq(writer.bytes.count % 4, 0);
    /* The second word of a block at the top is its length, in the words after it. */
    ck_assert_uint_eq(writer.bytes.data[8], (writer.bytes.count - 12) / 4);
}
END_TEST

START_TEST(output_past_its_limit_is_not_written) {
    bcfix_context_set_limit(context, BCFIX_LIMIT_OUTPUT, 100);
    open_block();
    for (uint64_t i = 0; i < 100; i++)
        put(&writer, 9, i, i, i);
    ck_assert_error(BCFIX_LIMIT, "the output limit of 100 bytes was reached");
    ck_assert_uint_le(writer.bytes.count, 100);
}
END_TEST

START_TEST(writing_without_memory_is_an_error) {
    open_block();
    ledger.fail_at = ledger.calls + 1;
    for (uint64_t i = 0; i < 1000; i++)
        put(&writer, 9, i);
    bcf_write_end(&writer);
    ck_assert_error(BCFIX_NO_MEMORY, "out of memory");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("writer");
    TCase *tests = tcase_create("writer");
    tcase_add_checked_fixture(tests, begin, end);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, fixed_width);
    tcase_add_test(tests, fixed_width_of_64_bits);
    tcase_add_test(tests, variable_width);
    tcase_add_test(tests, variable_width_of_64_bits);
    tcase_add_test(tests, array_of_fixed_width);
    tcase_add_test(tests, array_of_nothing);
    tcase_add_test(tests, array_after_a_scalar);
    tcase_add_test(tests, characters_of_six_bits);
    tcase_add_test(tests, only_the_64_characters_have_six_bits);
    tcase_add_test(tests, literal_operands_take_no_bits);
    tcase_add_test(tests, literal_comes_back);
    tcase_add_test(tests, code_may_be_encoded_too);
    tcase_add_test(tests, blob_comes_back_aligned);
    tcase_add_test(tests, what_follows_a_blob_is_aligned_to_words);
    tcase_add_test(tests, empty_blob);
    tcase_add_test(tests, blob_without_abbreviation_is_a_defect);
    tcase_add_test(tests, record_without_abbreviation);
    tcase_add_test(tests, record_of_many_operands);
    tcase_add_test(tests, first_abbreviation_that_fits_is_used);
    tcase_add_test(tests, value_that_is_too_wide_takes_another_abbreviation);
    tcase_add_test(tests, value_that_no_abbreviation_holds_is_written_without);
    tcase_add_test(tests, number_of_operands_chooses_too);
    tcase_add_test(tests, fewer_operands_than_an_abbreviation_has_are_written_without);
    tcase_add_test(tests, character_that_has_no_six_bits_is_written_without);
    tcase_add_test(tests, blocks_inside_blocks_come_back);
    tcase_add_test(tests, abbreviations_end_with_their_block);
    tcase_add_test(tests, abbreviations_of_blockinfo_hold_in_their_block);
    tcase_add_test(tests, own_abbreviations_come_after_those_of_blockinfo);
    tcase_add_test(tests, blocks_begin_and_end_on_words);
    tcase_add_test(tests, output_past_its_limit_is_not_written);
    tcase_add_test(tests, writing_without_memory_is_an_error);
    return run_suite(suite);
}
