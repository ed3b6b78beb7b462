/* Each way in which a bitstream can be malformed: its message and status.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "bits.h"

enum { BLOCK = 40 };

static struct bcf_writer writer;

static void begin(void) {
    test_begin();
    begin_bits(&writer);
}

static void end(void) {
    bcf_writer_free(&writer);
    test_end();
}

/* Reads `size` bytes to the end, all blocks entered, and expects this error. */
static void refused_at(size_t size, bcfix_status status, const char *message) {
    struct bcf_reader reader;
    struct bcf_record record;
    enum bcf_entry entry;
    ck_assert_str_eq(context->message, "");
    bcf_reader_init(&reader, context, &bcf_namer, writer.bytes.data, size, 32);
    do {
        entry = bcf_reader_next(&reader, &record);
        if (entry == BCF_ENTRY_BLOCK && !bcf_reader_enter(&reader))
            entry = BCF_ENTRY_FAILED;
    } while (entry != BCF_ENTRY_FAILED && entry != BCF_ENTRY_FINISHED);
    ck_assert_error(status, message);
    bcf_reader_free(&reader);
}

static void malformed(const char *message) {
    bcf_write_align(&writer);
    refused_at(writer.bytes.count, BCFIX_MALFORMED, message);
}

/* The body of a block begins at bit 96. */
static void open_block(void) {
    bcf_write_enter(&writer, BLOCK, 4, NULL, 0);
}

/* Ends the block, whose length is right, and expects this error. */
static void malformed_in_block(const char *message) {
    bcf_write_fixed(&writer, 0, 32);
    bcf_write_end(&writer);
    malformed(message);
}

/* Begins the definition of an abbreviation. */
static void define(uint64_t operands) {
    open_block();
    bcf_write_fixed(&writer, BCF_DEFINE_ABBREV, 4);
    bcf_write_vbr(&writer, operands, 5);
}

static void literal(uint64_t value) {
    bcf_write_fixed(&writer, 1, 1);
    bcf_write_vbr(&writer, value, 8);
}

static void encoded(unsigned encoding) {
    bcf_write_fixed(&writer, 0, 1);
    bcf_write_fixed(&writer, encoding, 3);
}

static void encoded_with(unsigned encoding, uint64_t width) {
    encoded(encoding);
    bcf_write_vbr(&writer, width, 5);
}

/* ---- the top ---- */

START_TEST(what_is_not_a_block_at_the_top) {
    bcf_write_fixed(&writer, BCF_UNABBREV, 2);
    malformed("top level, bit 32: there is something that is not a block");
}
END_TEST

START_TEST(block_with_an_impossible_id) {
    bcf_write_fixed(&writer, BCF_ENTER_SUBBLOCK, 2);
    bcf_write_vbr(&writer, UINT32_MAX, 8);
    malformed("top level, bit 32: a block has an impossible id");
}
END_TEST

START_TEST(data_that_is_not_whole_words_ends_in_the_middle) {
    open_block();
    bcf_write_end(&writer);
    refused_at(9, BCFIX_MALFORMED, "top level, bit 32: the data ends in the middle");
}
END_TEST

START_TEST(block_with_ids_of_one_bit) {
    bcf_write_enter(&writer, BLOCK, 1, NULL, 0);
    bcf_write_fixed(&writer, 0, 32);
    malformed("top level, bit 32: block 40 has abbreviation ids of 1 bits");
}
END_TEST

START_TEST(block_with_ids_of_more_than_32_bits) {
    bcf_write_enter(&writer, BLOCK, 33, NULL, 0);
    malformed("top level, bit 32: block 40 has abbreviation ids of 33 bits");
}
END_TEST

START_TEST(block_longer_than_the_data) {
    open_block();
    bcf_write_fixed(&writer, 0, 64);
    writer.bytes.data[8] = 3;
    malformed("top level, bit 32: block of unknown kind (40) is said to be 3 words long, past the end of the data");
}
END_TEST

START_TEST(block_as_long_as_can_be_said) {
    open_block();
    memset(writer.bytes.data + 8, 0xff, 4);
    malformed("top level, bit 32: block of unknown kind (40) is said to be 4294967295 words long, past the end of the data");
}
END_TEST

START_TEST(block_that_ends_before_its_length) {
    open_block();
    bcf_write_end(&writer);
    bcf_write_fixed(&writer, 0, 32);
    writer.bytes.data[8] = 2;
    malformed("block 40, bit 96: the block does not end where its length says");
}
END_TEST

START_TEST(block_that_ends_after_its_length) {
    open_block();
    put(&writer, 9, UINT64_MAX);
    bcf_write_end(&writer);
    writer.bytes.data[8] = 1;
    malformed("block 40, bit 190: the block does not end where its length says");
}
END_TEST

START_TEST(block_without_an_end) {
    open_block();
    for (int i = 0; i < 2; i++) /* records of code 1 without operands, 16 bits each, to the end of the data */
        bcf_write_fixed(&writer, BCF_UNABBREV | 1 << 4, 16);
    writer.bytes.data[8] = 1;
    malformed("block 40, bit 128: the data ends in the middle");
}
END_TEST

START_TEST(blocks_nested_past_the_limit) {
    bcfix_context_set_limit(context, BCFIX_LIMIT_NESTING, 10);
    for (int i = 0; i < 11; i++)
        open_block();
    for (int i = 0; i < 11; i++)
        bcf_write_end(&writer);
    refused_at(writer.bytes.count, BCFIX_LIMIT, "block 40, bit 672: the nesting limit of 10 blocks inside blocks was reached");
}
END_TEST

/* ---- records ---- */

START_TEST(abbreviation_that_was_never_defined) {
    open_block();
    bcf_write_fixed(&writer, 7, 4);
    malformed_in_block("block 40, bit 96: abbreviation 7 was never defined");
}
END_TEST

START_TEST(record_with_an_impossible_code) {
    open_block();
    bcf_write_fixed(&writer, BCF_UNABBREV, 4);
    bcf_write_vbr(&writer, UINT32_MAX, 6);
    bcf_write_vbr(&writer, 0, 6);
    malformed_in_block("block 40, bit 96: a record has an impossible code");
}
END_TEST

START_TEST(abbreviated_record_with_an_impossible_code) {
    define(1);
    literal((uint64_t)1 << 40);
    bcf_write_fixed(&writer, BCF_FIRST_ABBREV, 4);
    malformed_in_block("block 40, bit 154: a record has an impossible code");
}
END_TEST

START_TEST(record_with_more_operands_than_the_data_holds) {
    open_block();
    bcf_write_fixed(&writer, BCF_UNABBREV, 4);
    bcf_write_vbr(&writer, 9, 6);
    bcf_write_vbr(&writer, UINT64_MAX, 6);
    malformed_in_block("block 40, record 9, bit 96: a record of 18446744073709551615 operands does not fit in the data");
}
END_TEST

START_TEST(array_longer_than_the_data) {
    define(3);
    literal(9);
    encoded(BCF_ARRAY_OF);
    encoded(BCF_CHAR6);
    bcf_write_fixed(&writer, BCF_FIRST_ABBREV, 4);
    bcf_write_vbr(&writer, 100000, 6);
    malformed_in_block("block 40, record 9, bit 122: the data ends in the middle");
}
END_TEST

START_TEST(blob_longer_than_the_data) {
    define(2);
    literal(9);
    encoded(BCF_BLOB);
    bcf_write_fixed(&writer, BCF_FIRST_ABBREV, 4);
    bcf_write_vbr(&writer, UINT64_MAX / 8, 6);
    malformed_in_block("block 40, record 9, bit 118: the data ends in the middle");
}
END_TEST

START_TEST(number_of_more_than_64_bits) {
    open_block();
    bcf_write_fixed(&writer, BCF_UNABBREV, 4);
    bcf_write_vbr(&writer, 9, 6);
    bcf_write_vbr(&writer, 1, 6);
    for (int i = 0; i < 12; i++)
        bcf_write_fixed(&writer, 32, 6);
    bcf_write_fixed(&writer, 16, 6); /* bit 64 */
    malformed_in_block("block 40, record 9, bit 96: a number has more than 64 bits");
}
END_TEST

START_TEST(number_without_an_end) {
    open_block();
    bcf_write_fixed(&writer, BCF_UNABBREV, 4);
    for (int i = 0; i < 300; i++)
        bcf_write_fixed(&writer, 32, 6);
    malformed_in_block("block 40, bit 96: a number does not end");
}
END_TEST

/* ---- abbreviations ---- */

/* A definition with these bits says what is wrong with it. */
#define ABBREVIATION_TEST(name, wrong, bits)                                                                          \
    START_TEST(name) {                                                                                                \
        bits;                                                                                                         \
        malformed_in_block("block 40, bit 96: an abbreviation has " wrong);                                           \
    }                                                                                                                 \
    END_TEST

ABBREVIATION_TEST(abbreviation_without_operands, "0 operands", (define(0)))
ABBREVIATION_TEST(abbreviation_with_more_operands_than_the_data_holds, "100000 operands", (define(100000)))
ABBREVIATION_TEST(unknown_encoding_0, "the unknown encoding 0", (define(1), encoded(0)))
ABBREVIATION_TEST(unknown_encoding_6, "the unknown encoding 6", (define(1), encoded(6)))
ABBREVIATION_TEST(fixed_field_of_65_bits, "a field of 65 bits", (define(1), encoded_with(BCF_FIXED, 65)))
ABBREVIATION_TEST(variable_field_of_33_bits, "a field of 33 bits", (define(1), encoded_with(BCF_VBR, 33)))
ABBREVIATION_TEST(variable_field_of_one_bit, "a VBR field of one bit", (define(1), encoded_with(BCF_VBR, 1)))
ABBREVIATION_TEST(blob_that_is_the_code, "a blob that is not last", (define(1), encoded(BCF_BLOB)))
ABBREVIATION_TEST(blob_before_other_operands, "a blob that is not last",
                  (define(3), literal(9), encoded(BCF_BLOB), literal(1)))
ABBREVIATION_TEST(array_that_is_the_code, "an array that is not last",
                  (define(2), encoded(BCF_ARRAY_OF), encoded(BCF_CHAR6)))
ABBREVIATION_TEST(array_before_other_operands, "an array that is not last",
                  (define(4), literal(9), encoded(BCF_ARRAY_OF), encoded(BCF_CHAR6), literal(1)))
ABBREVIATION_TEST(array_without_an_element, "an array that is not last", (define(2), literal(9), encoded(BCF_ARRAY_OF)))
ABBREVIATION_TEST(array_of_literals, "an array without elements",
                  (define(3), literal(9), encoded(BCF_ARRAY_OF), literal(1)))
ABBREVIATION_TEST(array_of_fields_of_no_bits, "an array without elements",
                  (define(3), literal(9), encoded(BCF_ARRAY_OF), encoded_with(BCF_FIXED, 0)))

/* ---- BLOCKINFO ---- */

START_TEST(blockinfo_with_a_block) {
    bcf_write_enter(&writer, BCF_BLOCKINFO, 2, NULL, 0);
    open_block();
    bcf_write_end(&writer);
    bcf_write_end(&writer);
    malformed("block BLOCKINFO, bit 96: BLOCKINFO holds a block");
}
END_TEST

START_TEST(blockinfo_with_an_abbreviation_for_no_block) {
    bcf_write_enter(&writer, BCF_BLOCKINFO, 2, NULL, 0);
    bcf_write_fixed(&writer, BCF_DEFINE_ABBREV, 2);
    bcf_write_vbr(&writer, 1, 5);
    literal(9);
    bcf_write_end(&writer);
    malformed("block BLOCKINFO, bit 96: an abbreviation is for no block");
}
END_TEST

START_TEST(blockinfo_that_names_no_block) {
    bcf_write_enter(&writer, BCF_BLOCKINFO, 2, NULL, 0);
    put_empty(&writer, BCF_BLOCKINFO_SETBID);
    bcf_write_end(&writer);
    malformed("block BLOCKINFO, record SETBID, bit 96: SETBID names no block");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("malformed bitstreams");
    TCase *tests = tcase_create("reader");
    tcase_add_checked_fixture(tests, begin, end);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, what_is_not_a_block_at_the_top);
    tcase_add_test(tests, block_with_an_impossible_id);
    tcase_add_test(tests, data_that_is_not_whole_words_ends_in_the_middle);
    tcase_add_test(tests, block_with_ids_of_one_bit);
    tcase_add_test(tests, block_with_ids_of_more_than_32_bits);
    tcase_add_test(tests, block_longer_than_the_data);
    tcase_add_test(tests, block_as_long_as_can_be_said);
    tcase_add_test(tests, block_that_ends_before_its_length);
    tcase_add_test(tests, block_that_ends_after_its_length);
    tcase_add_test(tests, block_without_an_end);
    tcase_add_test(tests, blocks_nested_past_the_limit);
    tcase_add_test(tests, abbreviation_that_was_never_defined);
    tcase_add_test(tests, record_with_an_impossible_code);
    tcase_add_test(tests, abbreviated_record_with_an_impossible_code);
    tcase_add_test(tests, record_with_more_operands_than_the_data_holds);
    tcase_add_test(tests, array_longer_than_the_data);
    tcase_add_test(tests, blob_longer_than_the_data);
    tcase_add_test(tests, number_of_more_than_64_bits);
    tcase_add_test(tests, number_without_an_end);
    tcase_add_test(tests, abbreviation_without_operands);
    tcase_add_test(tests, abbreviation_with_more_operands_than_the_data_holds);
    tcase_add_test(tests, unknown_encoding_0);
    tcase_add_test(tests, unknown_encoding_6);
    tcase_add_test(tests, fixed_field_of_65_bits);
    tcase_add_test(tests, variable_field_of_33_bits);
    tcase_add_test(tests, variable_field_of_one_bit);
    tcase_add_test(tests, blob_that_is_the_code);
    tcase_add_test(tests, blob_before_other_operands);
    tcase_add_test(tests, array_that_is_the_code);
    tcase_add_test(tests, array_before_other_operands);
    tcase_add_test(tests, array_without_an_element);
    tcase_add_test(tests, array_of_literals);
    tcase_add_test(tests, array_of_fields_of_no_bits);
    tcase_add_test(tests, blockinfo_with_a_block);
    tcase_add_test(tests, blockinfo_with_an_abbreviation_for_no_block);
    tcase_add_test(tests, blockinfo_that_names_no_block);
    return run_suite(suite);
}
