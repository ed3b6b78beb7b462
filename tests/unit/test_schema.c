/* records.def as the library reads it: which record has which operands.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "bits.h"

static struct bcf_schema schema;

static void begin(void) {
    test_begin();
    ck_assert(bcf_schema_init(&schema, context));
}

static void end(void) {
    bcf_schema_free(&schema);
    test_end();
}

/* The layout of a record whose operands are all 0, but for the first. */
static const struct bcf_layout *layout_of(unsigned block, unsigned code, size_t count, uint64_t first) {
    uint64_t ops[32] = {first};
    return bcf_schema_find(&schema, block, code, ops, count, NULL);
}

static const struct bcf_field *field_of(unsigned block, unsigned code, size_t count, size_t index) {
    const struct bcf_layout *layout = layout_of(block, code, count, 0);
    ck_assert_ptr_nonnull(layout);
    return bcf_layout_field(layout, index);
}

START_TEST(every_row_parses) {
    ck_assert_str_eq(context->message, "");
    ck_assert_uint_gt(schema.count, 200);
    for (size_t i = 0; i < schema.count; i++)
        ck_assert_uint_gt(strlen(schema.layouts[i].name), 0);
}
END_TEST

START_TEST(names_of_records_are_unique_in_their_block) {
    for (size_t i = 0; i < schema.count; i++)
        for (size_t j = i + 1; j < schema.count; j++)
            if (schema.layouts[i].block == schema.layouts[j].block)
                ck_assert_msg((schema.layouts[i].code == schema.layouts[j].code) ==
                                  (strcmp(schema.layouts[i].name, schema.layouts[j].name) == 0),
                              "block %u: %s %u and %s %u", schema.layouts[i].block, schema.layouts[i].name,
                              schema.layouts[i].code, schema.layouts[j].name, schema.layouts[j].code);
}
END_TEST

START_TEST(rows_of_a_code_stand_together) {
    for (size_t i = 1; i < schema.count; i++) {
        const struct bcf_layout *row = &schema.layouts[i], *before = row - 1;
        if (schema.first[row->block][row->code] != i + 1)
            ck_assert_msg(row->block == before->block && row->code == before->code, "%s stands apart", row->name);
    }
}
END_TEST

START_TEST(rows_are_sorted_by_code_in_their_block) {
    for (size_t i = 1; i < schema.count; i++)
        if (schema.layouts[i].block == schema.layouts[i - 1].block)
            ck_assert_msg(schema.layouts[i - 1].code <= schema.layouts[i].code, "%s", schema.layouts[i].name);
}
END_TEST

START_TEST(every_row_says_since_when) {
    for (size_t i = 0; i < schema.count; i++)
        ck_assert_msg(schema.layouts[i].since >= 15 && schema.layouts[i].since <= 23, "%s", schema.layouts[i].name);
}
END_TEST

START_TEST(fields_that_must_be_there_come_first) {
    for (size_t i = 0; i < schema.count; i++)
        ck_assert_uint_le(schema.layouts[i].required, schema.layouts[i].field_count);
}
END_TEST

START_TEST(every_block_has_a_name_of_its_own) {
    unsigned named = 0;
    for (unsigned i = 0; i < BCF_BLOCK_COUNT; i++)
        for (unsigned j = i + 1; bcf_block_name(i) && j < BCF_BLOCK_COUNT; j++)
            ck_assert(!bcf_block_name(j) || strcmp(bcf_block_name(i), bcf_block_name(j)) != 0);
    for (size_t i = 0; i < schema.count; i++)
        ck_assert_ptr_nonnull(bcf_block_name(schema.layouts[i].block));
    for (unsigned i = 0; i < BCF_BLOCK_COUNT; i++)
        named += bcf_block_name(i) != NULL;
    ck_assert_uint_eq(named, 20);
}
END_TEST

START_TEST(block_that_nobody_knows_has_no_name) {
    ck_assert_ptr_null(bcf_block_name(1));
    ck_assert_ptr_null(bcf_block_name(UINT32_MAX));
}
END_TEST

START_TEST(record_that_nobody_knows_has_no_name) {
    ck_assert_str_eq(bcf_record_name(BCF_BLOCK_FUNCTION, BCF_FUNC_RET), "RET");
    ck_assert_ptr_null(bcf_record_name(BCF_BLOCK_FUNCTION, 90));
}
END_TEST

START_TEST(unknown_code_has_no_layout_and_no_row) {
    const struct bcf_layout *known;
    ck_assert_ptr_null(bcf_schema_find(&schema, BCF_BLOCK_FUNCTION, 90, NULL, 0, &known));
    ck_assert_ptr_null(known);
}
END_TEST

START_TEST(code_past_the_table_has_no_layout) {
    ck_assert_ptr_null(layout_of(BCF_BLOCK_FUNCTION, BCF_CODE_COUNT, 0, 0));
    ck_assert_ptr_null(layout_of(BCF_BLOCK_FUNCTION, UINT32_MAX, 0, 0));
}
END_TEST

START_TEST(block_past_the_table_has_no_layout) {
    ck_assert_ptr_null(layout_of(BCF_BLOCK_COUNT, 1, 0, 0));
    ck_assert_ptr_null(layout_of(UINT32_MAX, 1, 0, 0));
}
END_TEST

START_TEST(known_code_with_a_wrong_number_of_operands_has_a_row_but_no_layout) {
    const struct bcf_layout *known;
    uint64_t ops[2] = {0};
    ck_assert_ptr_null(bcf_schema_find(&schema, BCF_BLOCK_FUNCTION, BCF_FUNC_BR, ops, 2, &known));
    ck_assert_ptr_nonnull(known);
    ck_assert_str_eq(known->name, "BR");
}
END_TEST

START_TEST(fewer_operands_than_required_have_no_layout) {
    ck_assert_ptr_null(layout_of(BCF_BLOCK_FUNCTION, BCF_FUNC_LOAD, 3, 0));
    ck_assert_ptr_nonnull(layout_of(BCF_BLOCK_FUNCTION, BCF_FUNC_LOAD, 4, 0));
}
END_TEST

START_TEST(condition_on_the_number_chooses_the_row) {
    ck_assert_uint_eq(layout_of(BCF_BLOCK_FUNCTION, BCF_FUNC_BR, 1, 0)->field_count, 1);
    ck_assert_uint_eq(layout_of(BCF_BLOCK_FUNCTION, BCF_FUNC_BR, 3, 0)->field_count, 3);
}
END_TEST

START_TEST(condition_on_parity_chooses_the_row) {
    ck_assert_int_eq(bcf_layout_field(layout_of(BCF_BLOCK_FUNCTION, BCF_FUNC_PHI, 5, 0), 1)->kind,
                     BCF_K_RELATIVE_SIGNED);
    ck_assert_int_eq(bcf_layout_field(layout_of(BCF_BLOCK_FUNCTION, BCF_FUNC_PHI, 6, 0), 1)->kind, BCF_K_BY_CODE);
}
END_TEST

START_TEST(condition_on_the_first_operand_chooses_the_row) {
    enum { SUBRANGE = 13 };
    ck_assert_uint_eq(layout_of(BCF_BLOCK_METADATA, SUBRANGE, 5, 4)->field_count, 5);
    ck_assert_uint_eq(layout_of(BCF_BLOCK_METADATA, SUBRANGE, 3, 3)->field_count, 3);
    ck_assert_ptr_null(layout_of(BCF_BLOCK_METADATA, SUBRANGE, 5, 6));
}
END_TEST

START_TEST(conditions_on_a_range_choose_the_row) {
    enum { FIXED_POINT_TYPE = 49, SINCE_23 = 23 };
    ck_assert_uint_eq(layout_of(BCF_BLOCK_METADATA, FIXED_POINT_TYPE, 15, 0)->since, 21);
    ck_assert_uint_eq(layout_of(BCF_BLOCK_METADATA, FIXED_POINT_TYPE, 16, 0)->since, SINCE_23);
    ck_assert_ptr_null(layout_of(BCF_BLOCK_METADATA, FIXED_POINT_TYPE, 17, 0));
}
END_TEST

START_TEST(all_conditions_of_a_row_must_hold) {
    enum { ATTACHMENT = 11 };
    ck_assert_ptr_nonnull(layout_of(BCF_BLOCK_METADATA_ATTACHMENT, ATTACHMENT, 2, 0));
    ck_assert_ptr_null(layout_of(BCF_BLOCK_METADATA_ATTACHMENT, ATTACHMENT, 0, 0)); /* even, but not >= 2 */
}
END_TEST

START_TEST(repeated_field_goes_on) {
    ck_assert_int_eq(field_of(BCF_BLOCK_MODULE, BCF_MODULE_TRIPLE, 20, 19)->kind, BCF_K_CHAR);
}
END_TEST

START_TEST(repeated_group_goes_on_in_turn) {
    ck_assert_int_eq(field_of(BCF_BLOCK_FUNCTION, BCF_FUNC_SWITCH, 9, 3)->kind, BCF_K_VALUE);
    ck_assert_int_eq(field_of(BCF_BLOCK_FUNCTION, BCF_FUNC_SWITCH, 9, 4)->kind, BCF_K_BASIC_BLOCK);
    ck_assert_int_eq(field_of(BCF_BLOCK_FUNCTION, BCF_FUNC_SWITCH, 9, 7)->kind, BCF_K_VALUE);
    ck_assert_int_eq(field_of(BCF_BLOCK_FUNCTION, BCF_FUNC_SWITCH, 9, 8)->kind, BCF_K_BASIC_BLOCK);
}
END_TEST

START_TEST(past_the_last_field_there_is_none) {
    ck_assert_ptr_nonnull(field_of(BCF_BLOCK_FUNCTION, BCF_FUNC_LOAD, 4, 3));
    ck_assert_ptr_null(field_of(BCF_BLOCK_FUNCTION, BCF_FUNC_LOAD, 4, 4));
}
END_TEST

START_TEST(name_takes_two_operands) {
    ck_assert_int_eq(field_of(BCF_BLOCK_MODULE, BCF_MODULE_COMDAT, 3, 0)->kind, BCF_K_NAME);
    ck_assert_int_eq(field_of(BCF_BLOCK_MODULE, BCF_MODULE_COMDAT, 3, 1)->kind, BCF_K_LITERAL);
    ck_assert_ptr_null(layout_of(BCF_BLOCK_MODULE, BCF_MODULE_COMDAT, 2, 0));
}
END_TEST

START_TEST(optional_fields_may_be_absent) {
    ck_assert_ptr_nonnull(layout_of(BCF_BLOCK_FUNCTION, BCF_FUNC_DEBUG_LOC, 4, 0));
    ck_assert_ptr_nonnull(layout_of(BCF_BLOCK_FUNCTION, BCF_FUNC_DEBUG_LOC, 7, 0));
    ck_assert_ptr_null(layout_of(BCF_BLOCK_FUNCTION, BCF_FUNC_DEBUG_LOC, 3, 0));
}
END_TEST

START_TEST(flag_says_whether_a_number_is_metadata) {
    const struct bcf_field *size = field_of(BCF_BLOCK_METADATA, BCF_MD_BASIC_TYPE, 6, 3);
    ck_assert_int_eq(bcf_field_kind(size, 0), BCF_K_LITERAL);
    ck_assert_int_eq(bcf_field_kind(size, 1), BCF_K_LITERAL);
    ck_assert_int_eq(bcf_field_kind(size, 2), BCF_K_METADATA_OR_NONE);
}
END_TEST

START_TEST(old_records_are_marked) {
    ck_assert_int_eq(layout_of(BCF_BLOCK_FUNCTION, BCF_FUNC_CMP, 3, 0)->takes, BCF_TAKES_OLD);
    ck_assert_int_eq(layout_of(BCF_BLOCK_FUNCTION, BCF_FUNC_CMP2, 3, 0)->takes, BCF_TAKES_RESULT);
}
END_TEST

START_TEST(without_memory_there_is_no_schema) {
    struct bcf_schema other;
    ledger.fail_at = ledger.calls + 1;
    ck_assert(!bcf_schema_init(&other, context));
    ck_assert_error(BCFIX_NO_MEMORY, "out of memory");
    bcf_schema_free(&other);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("schema");
    TCase *tests = tcase_create("schema");
    tcase_add_checked_fixture(tests, begin, end);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, every_row_parses);
    tcase_add_test(tests, names_of_records_are_unique_in_their_block);
    tcase_add_test(tests, rows_of_a_code_stand_together);
    tcase_add_test(tests, rows_are_sorted_by_code_in_their_block);
    tcase_add_test(tests, every_row_says_since_when);
    tcase_add_test(tests, fields_that_must_be_there_come_first);
    tcase_add_test(tests, every_block_has_a_name_of_its_own);
    tcase_add_test(tests, block_that_nobody_knows_has_no_name);
    tcase_add_test(tests, record_that_nobody_knows_has_no_name);
    tcase_add_test(tests, unknown_code_has_no_layout_and_no_row);
    tcase_add_test(tests, code_past_the_table_has_no_layout);
    tcase_add_test(tests, block_past_the_table_has_no_layout);
    tcase_add_test(tests, known_code_with_a_wrong_number_of_operands_has_a_row_but_no_layout);
    tcase_add_test(tests, fewer_operands_than_required_have_no_layout);
    tcase_add_test(tests, condition_on_the_number_chooses_the_row);
    tcase_add_test(tests, condition_on_parity_chooses_the_row);
    tcase_add_test(tests, condition_on_the_first_operand_chooses_the_row);
    tcase_add_test(tests, conditions_on_a_range_choose_the_row);
    tcase_add_test(tests, all_conditions_of_a_row_must_hold);
    tcase_add_test(tests, repeated_field_goes_on);
    tcase_add_test(tests, repeated_group_goes_on_in_turn);
    tcase_add_test(tests, past_the_last_field_there_is_none);
    tcase_add_test(tests, name_takes_two_operands);
    tcase_add_test(tests, optional_fields_may_be_absent);
    tcase_add_test(tests, flag_says_whether_a_number_is_metadata);
    tcase_add_test(tests, old_records_are_marked);
    tcase_add_test(tests, without_memory_there_is_no_schema);
    return run_suite(suite);
}
