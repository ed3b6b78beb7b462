/* Each way in which the tables of a module can be malformed, or not known: its message and status. Where the place is an
 * offset in bits, N stands for it.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "bits.h"

#include <stdio.h>

static struct made made;
static struct bcf_writer *const writer = &made.writer;

static void begin(void) {
    test_begin();
    memset(&made, 0, sizeof made);
}

static void end(void) {
    bcf_writer_free(writer);
    test_end();
}

static void refused(bcfix_status status, const char *message) {
    struct decoded decoded;
    char got[sizeof context->message + 8];
    char *bit;
    ck_assert(!decode(&decoded, writer->bytes.data, writer->bytes.count));
    snprintf(got, sizeof got, "%s", context->message);
    bit = strstr(got, "bit ");
    if (bit)
        memmove(bit + 5, bit + 4 + strspn(bit + 4, "0123456789"), strlen(bit + 4) + 1), bit[4] = 'N';
    ck_assert_str_eq(got, message);
    ck_assert_int_eq(context->status, status);
    free_decoded(&decoded);
}

/* A module with these records behind its version is refused. */
#define MODULE_TEST(name, status, message, ...)                                                                       \
    START_TEST(name) {                                                                                                \
        make_begin(&made);                                                                                            \
        __VA_ARGS__;                                                                                                  \
        make_end(&made);                                                                                              \
        refused((status), (message));                                                                                 \
    }                                                                                                                 \
    END_TEST

static void enter(unsigned block) {
    bcf_write_enter(writer, block, 3, NULL, 0);
}

static void leave(void) {
    bcf_write_end(writer);
}

/* ---- the file ---- */

START_TEST(file_without_a_module) {
    begin_bits(writer);
    refused(BCFIX_MALFORMED, "top level, bit N: there is no module in this bitcode");
}
END_TEST

START_TEST(unknown_block_at_the_top) {
    begin_bits(writer);
    enter(40), leave();
    refused(BCFIX_UNSUPPORTED, "top level, bit N: unknown block 40");
}
END_TEST

START_TEST(epoch_of_another_bitcode) {
    begin_bits(writer);
    enter(BCF_BLOCK_IDENTIFICATION), put(writer, BCF_IDENTIFICATION_EPOCH, 1), leave();
    refused(BCFIX_UNSUPPORTED, "block IDENTIFICATION, record EPOCH, bit N: bitcode of epoch 1; only epoch 0 is known");
}
END_TEST

START_TEST(string_table_without_a_blob) {
    begin_bits(writer);
    enter(BCF_BLOCK_STRTAB), put(writer, 1, 'x'), leave();
    refused(BCFIX_MALFORMED, "block STRTAB, record BLOB, bit N: the string table is no blob");
}
END_TEST

START_TEST(module_without_a_version) {
    begin_bits(writer);
    enter(BCF_BLOCK_MODULE);
    make_end(&made);
    refused(BCFIX_UNSUPPORTED, "block MODULE, bit N: a module without a version, older than LLVM 5");
}
END_TEST

/* ---- the module ---- */

MODULE_TEST(module_of_an_old_version, BCFIX_UNSUPPORTED,
            "block MODULE, record VERSION, bit N: a module of version 1; LLVM writes version 2 since release 5",
            put(writer, BCF_MODULE_VERSION, 1))
MODULE_TEST(unknown_block, BCFIX_UNSUPPORTED, "block MODULE, bit N: unknown block 40", enter(40), leave())
MODULE_TEST(unknown_record_names_the_producer, BCFIX_UNSUPPORTED,
            "block MODULE, record 80, bit N: unknown record code 80, written by a test", put(writer, 80, 1))
MODULE_TEST(old_record, BCFIX_UNSUPPORTED,
            "block MODULE, record ALIAS_OLD, bit N: an old form that no LLVM since 15 writes", put(writer, 9, 1))
MODULE_TEST(record_with_too_few_operands, BCFIX_MALFORMED,
            "block MODULE, record COMDAT, bit N: 2 operands are not what this record has",
            put(writer, BCF_MODULE_COMDAT, 0, 0))
MODULE_TEST(record_with_too_many_operands, BCFIX_MALFORMED,
            "block MODULE, record COMDAT, bit N: 4 operands are more than this record has",
            put(writer, BCF_MODULE_COMDAT, 0, 0, 1, 1))
MODULE_TEST(name_without_its_size, BCFIX_MALFORMED, "block MODULE, record FUNCTION, bit N: a name without its size",
            make_types(&made),
            put(writer, BCF_MODULE_FUNCTION, 0, 0, T_NOTHING, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
MODULE_TEST(type_with_too_many_operands, BCFIX_MALFORMED,
            "block TYPE, record INTEGER, bit N: 2 operands are more than this record has",
            enter(BCF_BLOCK_TYPE), put(writer, BCF_TYPE_INTEGER, 8, 0), leave())
MODULE_TEST(vector_without_elements, BCFIX_MALFORMED, "block TYPE, record VECTOR, bit N: a vector without elements",
            enter(BCF_BLOCK_TYPE), put(writer, BCF_TYPE_INTEGER, 8), put(writer, BCF_TYPE_VECTOR, 0, 0), leave())
MODULE_TEST(vector_of_too_many_elements, BCFIX_LIMIT,
            "block TYPE, record VECTOR, bit N: a vector of 1048577 elements; 1048576 are the most",
            enter(BCF_BLOCK_TYPE), put(writer, BCF_TYPE_INTEGER, 8), put(writer, BCF_TYPE_VECTOR, 1048577, 0), leave())
MODULE_TEST(name_outside_the_string_table, BCFIX_MALFORMED,
            "block MODULE, record COMDAT, bit N: a name is outside the string table",
            make_types(&made), make_function(&made, "abc", T_NOTHING, true), put(writer, BCF_MODULE_COMDAT, 1, 3, 1))

/* ---- types ---- */

MODULE_TEST(type_of_a_type_that_is_not_there, BCFIX_MALFORMED,
            "block MODULE, bit N: a type names a type that is not there",
            enter(BCF_BLOCK_TYPE), put(writer, BCF_TYPE_ARRAY, 4, 1), leave())
MODULE_TEST(target_type_of_a_type_that_is_not_there, BCFIX_MALFORMED,
            "block MODULE, bit N: a type names a type that is not there",
            enter(BCF_BLOCK_TYPE), put(writer, BCF_TYPE_TARGET, 1, 7), leave())
MODULE_TEST(target_type_without_its_types, BCFIX_MALFORMED,
            "block TYPE, record TARGET_TYPE, bit N: a target type lacks operands",
            enter(BCF_BLOCK_TYPE), put(writer, BCF_TYPE_TARGET, 2, 0), leave())
MODULE_TEST(integer_without_bits, BCFIX_MALFORMED, "block TYPE, record INTEGER, bit N: an integer of 0 bits",
            enter(BCF_BLOCK_TYPE), put(writer, BCF_TYPE_INTEGER, 0), leave())
MODULE_TEST(integer_that_is_too_wide, BCFIX_MALFORMED,
            "block TYPE, record INTEGER, bit N: an integer of 8388609 bits",
            enter(BCF_BLOCK_TYPE), put(writer, BCF_TYPE_INTEGER, (1 << 23) + 1), leave())
MODULE_TEST(typed_pointer, BCFIX_UNSUPPORTED,
            "block TYPE, record POINTER, bit N: an old form that no LLVM since 15 writes",
            enter(BCF_BLOCK_TYPE), put(writer, 8, 0, 0), leave())
MODULE_TEST(block_inside_the_types, BCFIX_UNSUPPORTED, "block TYPE, bit N: unknown block 40",
            enter(BCF_BLOCK_TYPE), enter(40), leave(), leave())

/* ---- globals ---- */

MODULE_TEST(function_of_a_type_that_is_not_there, BCFIX_MALFORMED,
            "block MODULE, record FUNCTION, bit N: there is no type 99",
            make_types(&made), make_function(&made, "f", 99, true))
MODULE_TEST(function_whose_type_is_none_of_a_function, BCFIX_MALFORMED,
            "block MODULE, record FUNCTION, bit N: its type is not that of a function",
            make_types(&made), make_function(&made, "f", T_I32, true))
MODULE_TEST(variable_with_a_typed_pointer, BCFIX_UNSUPPORTED,
            "block MODULE, record GLOBALVAR, bit N: typed pointers, which no LLVM since 17 writes",
            make_types(&made), put(writer, BCF_MODULE_GLOBALVAR, 0, 0, T_PTR, 1, 0, 0, 1, 0))
MODULE_TEST(attribute_lists_after_a_function, BCFIX_MALFORMED, "block PARAMATTR, bit N: lists of attributes come after globals",
            make_types(&made), make_function(&made, "nothing", T_NOTHING, true), enter(BCF_BLOCK_PARAMATTR), leave())
MODULE_TEST(attribute_groups_after_the_lists, BCFIX_MALFORMED, "block PARAMATTR_GROUP, bit N: groups of attributes come after the lists",
            enter(BCF_BLOCK_PARAMATTR), put(writer, 2, 1), leave(), enter(BCF_BLOCK_PARAMATTR_GROUP), leave())
MODULE_TEST(function_with_an_attribute_list_that_is_not_there, BCFIX_MALFORMED,
            "block MODULE, record FUNCTION, bit N: there is no attribute list 1",
            make_types(&made), put(writer, BCF_MODULE_FUNCTION, 0, 0, T_NOTHING, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
MODULE_TEST(global_after_the_constants, BCFIX_UNSUPPORTED,
            "block MODULE, record FUNCTION, bit N: a global comes after constants or metadata",
            make_types(&made), enter(BCF_BLOCK_CONSTANTS), put(writer, BCF_CST_SETTYPE, T_I32),
            put_empty(writer, BCF_CST_NULL), leave(), make_function(&made, "f", T_NOTHING, true))
MODULE_TEST(defined_function_without_a_body, BCFIX_MALFORMED,
            "block MODULE, bit N: a function that is defined has no body",
            make_types(&made), make_function(&made, "f", T_NOTHING, false))
MODULE_TEST(body_without_a_function, BCFIX_MALFORMED,
            "block MODULE, bit N: there are more function bodies than functions",
            make_types(&made), make_function(&made, "f", T_NOTHING, true), make_body(&made, 1), leave())
MODULE_TEST(initializer_that_is_not_there, BCFIX_MALFORMED, "block MODULE, bit N: value 9 is named, and is not there",
            make_types(&made), make_variable(&made, "v", T_I32, 10))

/* ---- constants ---- */

MODULE_TEST(constant_without_a_type, BCFIX_MALFORMED, "block CONSTANTS, record NULL, bit N: a constant has no type",
            enter(BCF_BLOCK_CONSTANTS), put_empty(writer, BCF_CST_NULL), leave())
MODULE_TEST(constant_of_a_type_that_is_not_there, BCFIX_MALFORMED,
            "block CONSTANTS, record SETTYPE, bit N: there is no type 99",
            make_types(&made), enter(BCF_BLOCK_CONSTANTS), put(writer, BCF_CST_SETTYPE, 99), leave())
MODULE_TEST(integer_of_a_type_that_is_none, BCFIX_MALFORMED,
            "block CONSTANTS, record INTEGER, bit N: an integer of a type that is none",
            make_types(&made), enter(BCF_BLOCK_CONSTANTS), put(writer, BCF_CST_SETTYPE, T_PTR),
            put(writer, BCF_CST_INTEGER, 2), leave())
MODULE_TEST(block_address_in_what_is_no_global, BCFIX_MALFORMED,
            "block CONSTANTS, record BLOCKADDRESS, bit N: the address of a block is in no function",
            make_types(&made), enter(BCF_BLOCK_CONSTANTS), put(writer, BCF_CST_SETTYPE, T_PTR),
            put(writer, BCF_CST_BLOCKADDRESS, T_PTR, 5, 0), leave())
MODULE_TEST(constant_of_a_value_that_is_not_there, BCFIX_MALFORMED,
            "block MODULE, bit N: value 50 is named, and is not there",
            make_types(&made), enter(BCF_BLOCK_CONSTANTS), put(writer, BCF_CST_SETTYPE, T_V4I32),
            put(writer, BCF_CST_AGGREGATE, 50, 50, 50, 50), leave())
MODULE_TEST(constant_of_an_impossible_value, BCFIX_MALFORMED,
            "block CONSTANTS, record AGGREGATE, bit N: there is no value 18446744073709551615",
            make_types(&made), enter(BCF_BLOCK_CONSTANTS), put(writer, BCF_CST_SETTYPE, T_V4I32),
            put(writer, BCF_CST_AGGREGATE, UINT64_MAX), leave())
MODULE_TEST(constants_after_metadata, BCFIX_UNSUPPORTED, "block CONSTANTS, bit N: constants come after metadata",
            enter(BCF_BLOCK_METADATA), put_empty(writer, BCF_MD_NODE), leave(), enter(BCF_BLOCK_CONSTANTS), leave())

/* ---- metadata ---- */

/* METADATA_STRINGS with these lengths (bits of them) and characters. */
static void put_strings(uint64_t count, uint64_t offset, const char *blob, size_t size) {
    struct bcf_arena arena;
    const uint64_t ops[] = {count, offset};
    bcf_arena_init(&arena, context);
    enter(BCF_BLOCK_METADATA);
    bcf_write_define(writer, abbreviation(&arena, {BCF_LITERAL, BCF_MD_STRINGS}, {BCF_VBR, 6}, {BCF_VBR, 6}, {BCF_BLOB, 0}),
                     true);
    bcf_write_blob(writer, BCF_MD_STRINGS, ops, 2, blob, size);
    leave();
    bcf_arena_free(&arena);
}

#define STRINGS "block METADATA, record STRINGS, bit N: "
MODULE_TEST(metadata_that_is_not_there, BCFIX_MALFORMED, "block MODULE, bit N: metadata 7 is named, and is not there",
            enter(BCF_BLOCK_METADATA), put(writer, BCF_MD_NODE, 8), leave())
MODULE_TEST(impossible_metadata, BCFIX_MALFORMED,
            "block METADATA, record NODE, bit N: there is no metadata 2147483648",
            enter(BCF_BLOCK_METADATA), put(writer, BCF_MD_NODE, 0x80000001), leave())
MODULE_TEST(strings_after_other_metadata, BCFIX_MALFORMED, STRINGS "strings come after other metadata",
            enter(BCF_BLOCK_METADATA), put_empty(writer, BCF_MD_NODE), leave(), put_strings(1, 4, "\1\0\0\0a", 5))
MODULE_TEST(strings_without_a_blob, BCFIX_MALFORMED, STRINGS "the strings are outside the record",
            enter(BCF_BLOCK_METADATA), put(writer, BCF_MD_STRINGS, 0, 0), leave())
MODULE_TEST(strings_that_begin_outside, BCFIX_MALFORMED, STRINGS "the strings are outside the record",
            put_strings(1, 6, "\1\0\0\0a", 5))
MODULE_TEST(fewer_strings_than_are_said_to_be, BCFIX_MALFORMED, STRINGS "there are fewer strings than are said to be",
            put_strings(6, 4, "\1\0\0\0a", 5))
MODULE_TEST(string_that_is_too_long, BCFIX_MALFORMED, STRINGS "a string is outside the record",
            put_strings(1, 4, "\2\0\0\0a", 5))
MODULE_TEST(string_whose_length_does_not_end, BCFIX_MALFORMED, STRINGS "the length of a string is damaged",
            put_strings(1, 4, "\xff\xff\xff\xff", 4))

/* ---- orders of uses ---- */

MODULE_TEST(order_of_one_use, BCFIX_MALFORMED, "block USELIST, record DEFAULT, bit N: an order of fewer than two uses",
            enter(BCF_BLOCK_USELIST), put(writer, 1, 0, 0), leave())

int main(void) {
    Suite *suite = suite_create("malformed modules");
    TCase *tests = tcase_create("module");
    tcase_add_checked_fixture(tests, begin, end);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, file_without_a_module);
    tcase_add_test(tests, unknown_block_at_the_top);
    tcase_add_test(tests, epoch_of_another_bitcode);
    tcase_add_test(tests, string_table_without_a_blob);
    tcase_add_test(tests, module_without_a_version);
    tcase_add_test(tests, module_of_an_old_version);
    tcase_add_test(tests, unknown_block);
    tcase_add_test(tests, unknown_record_names_the_producer);
    tcase_add_test(tests, old_record);
    tcase_add_test(tests, record_with_too_few_operands);
    tcase_add_test(tests, record_with_too_many_operands);
    tcase_add_test(tests, name_without_its_size);
    tcase_add_test(tests, type_with_too_many_operands);
    tcase_add_test(tests, vector_without_elements);
    tcase_add_test(tests, vector_of_too_many_elements);
    tcase_add_test(tests, name_outside_the_string_table);
    tcase_add_test(tests, type_of_a_type_that_is_not_there);
    tcase_add_test(tests, target_type_of_a_type_that_is_not_there);
    tcase_add_test(tests, target_type_without_its_types);
    tcase_add_test(tests, integer_without_bits);
    tcase_add_test(tests, integer_that_is_too_wide);
    tcase_add_test(tests, typed_pointer);
    tcase_add_test(tests, block_inside_the_types);
    tcase_add_test(tests, function_of_a_type_that_is_not_there);
    tcase_add_test(tests, function_whose_type_is_none_of_a_function);
    tcase_add_test(tests, variable_with_a_typed_pointer);
    tcase_add_test(tests, attribute_lists_after_a_function);
    tcase_add_test(tests, attribute_groups_after_the_lists);
    tcase_add_test(tests, function_with_an_attribute_list_that_is_not_there);
    tcase_add_test(tests, global_after_the_constants);
    tcase_add_test(tests, defined_function_without_a_body);
    tcase_add_test(tests, body_without_a_function);
    tcase_add_test(tests, initializer_that_is_not_there);
    tcase_add_test(tests, constant_without_a_type);
    tcase_add_test(tests, constant_of_a_type_that_is_not_there);
    tcase_add_test(tests, integer_of_a_type_that_is_none);
    tcase_add_test(tests, block_address_in_what_is_no_global);
    tcase_add_test(tests, constant_of_a_value_that_is_not_there);
    tcase_add_test(tests, constant_of_an_impossible_value);
    tcase_add_test(tests, constants_after_metadata);
    tcase_add_test(tests, metadata_that_is_not_there);
    tcase_add_test(tests, impossible_metadata);
    tcase_add_test(tests, strings_after_other_metadata);
    tcase_add_test(tests, strings_without_a_blob);
    tcase_add_test(tests, strings_that_begin_outside);
    tcase_add_test(tests, fewer_strings_than_are_said_to_be);
    tcase_add_test(tests, string_that_is_too_long);
    tcase_add_test(tests, string_whose_length_does_not_end);
    tcase_add_test(tests, order_of_one_use);
    return run_suite(suite);
}
