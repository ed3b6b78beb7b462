/* Each way in which the body of a function can be malformed: its message. N stands for the offset in bits.
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

/* Values: two functions and a constant, then two arguments; so the first instruction is value 5. */
enum { NOTHING, BODY, CONSTANT, LEFT, RIGHT, FIRST, EXPLICIT = 1 << 15, INVOKE_EXPLICIT = 1 << 13 };

static void enter(unsigned block) {
    bcf_write_enter(writer, block, 3, NULL, 0);
}

static void leave(void) {
    bcf_write_end(writer);
}

static void begin_body(uint64_t blocks) {
    make_begin(&made);
    make_types(&made);
    make_function(&made, "nothing", T_NOTHING, true);
    make_function(&made, "body", T_BINARY, false);
    enter(BCF_BLOCK_CONSTANTS), put(writer, BCF_CST_SETTYPE, T_I32), put(writer, BCF_CST_INTEGER, 2), leave();
    enter(BCF_BLOCK_OPERAND_BUNDLE_TAGS), put(writer, 1, 'd', 'e', 'o', 'p', 't'), leave();
    enter(BCF_BLOCK_METADATA_KIND), put(writer, BCF_MD_KIND, 0, 'd', 'b', 'g'), leave();
    make_body(&made, blocks);
}

static void end_body(bcfix_status status, const char *message) {
    struct decoded decoded;
    char got[sizeof context->message + 8];
    char *bit;
    leave();
    make_end(&made);
    ck_assert(decode(&decoded, writer->bytes.data, writer->bytes.count));
    decode_bodies(&decoded);
    snprintf(got, sizeof got, "%s", context->message);
    bit = strstr(got, "bit ");
    if (bit)
        memmove(bit + 5, bit + 4 + strspn(bit + 4, "0123456789"), strlen(bit + 4) + 1), bit[4] = 'N';
    ck_assert_str_eq(got, message);
    ck_assert_int_eq(context->status, status);
    free_decoded(&decoded);
}

/* A body of one block with these records is refused. */
#define BODY_TEST(name, message, ...)                                                                                 \
    START_TEST(name) {                                                                                                \
        begin_body(1);                                                                                                \
        __VA_ARGS__;                                                                                                  \
        end_body(BCFIX_MALFORMED, "block FUNCTION, " message);                                                        \
    }                                                                                                                 \
    END_TEST

static void put_return(void) {
    put_empty(writer, BCF_FUNC_RET);
}

START_TEST(body_of_no_blocks) {
    begin_body(0);
    end_body(BCFIX_MALFORMED, "block FUNCTION, record DECLAREBLOCKS, bit N: an impossible number of basic blocks");
}
END_TEST

START_TEST(body_of_more_blocks_than_it_has_room_for) {
    begin_body(1000000);
    end_body(BCFIX_MALFORMED, "block FUNCTION, record DECLAREBLOCKS, bit N: an impossible number of basic blocks");
}
END_TEST

START_TEST(body_of_fewer_blocks_than_were_declared) {
    begin_body(2);
    put_return();
    end_body(BCFIX_MALFORMED, "block FUNCTION, bit N: the number of basic blocks is not the one that was declared");
}
END_TEST

START_TEST(unknown_block_in_a_body) {
    begin_body(1);
    enter(40), leave();
    end_body(BCFIX_UNSUPPORTED, "block FUNCTION, bit N: unknown block 40");
}
END_TEST

START_TEST(old_instruction) {
    begin_body(1);
    put(writer, BCF_FUNC_CMP, 1, 1, 32);
    end_body(BCFIX_UNSUPPORTED, "block FUNCTION, record CMP, bit N: an old form that no LLVM since 15 writes");
}
END_TEST

START_TEST(unknown_instruction) {
    begin_body(1);
    put(writer, 90, 1);
    end_body(BCFIX_UNSUPPORTED, "block FUNCTION, record 90, bit N: unknown record code 90, written by a test");
}
END_TEST

/* ---- operands ---- */

BODY_TEST(instruction_after_the_last_block, "record RET, bit N: an instruction after the last basic block", put_return(),
          put_return())
BODY_TEST(instruction_with_too_few_operands, "record LOAD, bit N: 3 operands are not what this record has",
          put(writer, BCF_FUNC_LOAD, FIRST - NOTHING, T_I32, 3))
BODY_TEST(instruction_with_too_many_operands, "record LOAD, bit N: there are too many operands",
          put(writer, BCF_FUNC_LOAD, FIRST - NOTHING, T_I32, 3, 0, 0))
BODY_TEST(operands_that_do_not_go_together, "record EXTRACTVAL, bit N: the types of its operands do not go together",
          put(writer, BCF_FUNC_EXTRACTVAL, FIRST - LEFT, 0))
BODY_TEST(element_of_another_type, "record INSERTELT, bit N: the types of its operands do not go together",
          put(writer, BCF_FUNC_INSERTELT, UINT32_MAX, T_V4I32, FIRST - NOTHING, FIRST - CONSTANT))
BODY_TEST(field_of_another_type, "record INSERTVAL, bit N: the types of its operands do not go together",
          put(writer, BCF_FUNC_INSERTVAL, UINT32_MAX, T_PAIR, FIRST - NOTHING, 0))
BODY_TEST(value_far_behind, "record RET, bit N: there is no value 4294967295", put(writer, BCF_FUNC_RET, FIRST + 1))
BODY_TEST(forward_reference_without_a_type, "record RET, bit N: a forward reference has no type",
          put(writer, BCF_FUNC_RET, UINT32_MAX))
BODY_TEST(forward_reference_to_a_type_that_is_not_there, "record RET, bit N: there is no type 99",
          put(writer, BCF_FUNC_RET, UINT32_MAX, 99))
BODY_TEST(operand_missing_behind_a_forward_reference, "record LOAD, bit N: operands are missing",
          put(writer, BCF_FUNC_LOAD, UINT32_MAX, T_PTR, T_I32, 3))
BODY_TEST(forward_references_of_two_types, "record STORE, bit N: a value was named before with another type",
          put(writer, BCF_FUNC_STORE, UINT32_MAX, T_PTR, UINT32_MAX, T_I32, 3, 0))
BODY_TEST(value_of_another_type_than_was_named, "record BINOP, bit N: a value was named before with another type",
          put(writer, BCF_FUNC_STORE, FIRST - NOTHING, 0, T_PTR, 3, 0), put(writer, BCF_FUNC_BINOP, 1, 1, 0))
BODY_TEST(branch_to_a_block_that_is_not_there, "record BR, bit N: there is no basic block 1", put(writer, BCF_FUNC_BR, 1))
BODY_TEST(load_of_a_type_that_is_not_there, "record LOAD, bit N: there is no type 99",
          put(writer, BCF_FUNC_LOAD, FIRST - NOTHING, 99, 3, 0))
BODY_TEST(phi_of_a_block_that_is_not_there, "record PHI, bit N: there is no basic block 5",
          put(writer, BCF_FUNC_PHI, T_I32, (FIRST - LEFT) << 1, 5))
BODY_TEST(bundle_with_a_tag_that_is_not_there, "record OPERAND_BUNDLE, bit N: there is no operand bundle tag 1",
          put(writer, BCF_FUNC_OPERAND_BUNDLE, 1))
BODY_TEST(bundle_with_a_mark_and_no_metadata, "record OPERAND_BUNDLE, bit N: operands are missing",
          put(writer, BCF_FUNC_OPERAND_BUNDLE, 0, BCF_BUNDLE_METADATA))
BODY_TEST(bundle_before_what_is_no_call, "record RET, bit N: an operand bundle is for no call",
          put(writer, BCF_FUNC_OPERAND_BUNDLE, 0), put_return())

BODY_TEST(bundle_behind_the_last_call, "bit N: an operand bundle is for no call", put_return(),
          put(writer, BCF_FUNC_OPERAND_BUNDLE, 0))

START_TEST(value_that_nothing_makes) {
    begin_body(1);
    put(writer, BCF_FUNC_STORE, FIRST - NOTHING, 0, T_I32, 3, 0);
    put_return();
    end_body(BCFIX_MALFORMED, "block FUNCTION, bit N: a value is named that no instruction makes");
}
END_TEST

START_TEST(names_of_metadata_in_a_body) {
    begin_body(1);
    enter(BCF_BLOCK_METADATA);
    put_text(writer, BCF_MD_NAME, "named");
    leave();
    end_body(BCFIX_MALFORMED, "block METADATA, record NAME, bit N: this is no metadata of a function");
}
END_TEST

START_TEST(metadata_that_is_not_there) {
    begin_body(1);
    put(writer, BCF_FUNC_CALL, 0, EXPLICIT, T_HINT, FIRST - NOTHING, FIRST - 0);
    put_return();
    end_body(BCFIX_MALFORMED, "block FUNCTION, bit N: metadata is named that is not there");
}
END_TEST

/* ---- calls ---- */

BODY_TEST(call_without_a_type, "record CALL, bit N: a call without the type of its callee",
          put(writer, BCF_FUNC_CALL, 0, 0, FIRST - NOTHING, 0))
BODY_TEST(invoke_without_a_type, "record INVOKE, bit N: an invoke without the type of its callee",
          put(writer, BCF_FUNC_INVOKE, 0, 0, 0, 0, FIRST - NOTHING))
BODY_TEST(callbr_without_a_type, "record CALLBR, bit N: a callbr without the type of its callee",
          put(writer, BCF_FUNC_CALLBR, 0, 0, 0, 0, FIRST - NOTHING))
BODY_TEST(callbr_with_more_blocks_than_operands, "record CALLBR, bit N: operands are missing",
          put(writer, BCF_FUNC_CALLBR, 0, EXPLICIT, 0, UINT64_MAX, T_NOTHING, FIRST - NOTHING))
BODY_TEST(call_of_a_type_that_is_none_of_a_function,
          "record CALL, bit N: the type of the callee is not that of a function",
          put(writer, BCF_FUNC_CALL, 0, EXPLICIT, T_I32, FIRST - NOTHING))
BODY_TEST(call_with_too_many_arguments, "record CALL, bit N: there are too many arguments",
          put(writer, BCF_FUNC_CALL, 0, EXPLICIT, T_NOTHING, FIRST - NOTHING, FIRST - LEFT))
BODY_TEST(call_with_too_few_arguments, "record CALL, bit N: operands are missing",
          put(writer, BCF_FUNC_CALL, 0, EXPLICIT, T_BINARY, FIRST - NOTHING, FIRST - LEFT))
BODY_TEST(call_without_its_metadata, "record CALL, bit N: operands are missing",
          put(writer, BCF_FUNC_CALL, 0, EXPLICIT, T_HINT, FIRST - NOTHING))
BODY_TEST(call_with_attributes_that_are_not_there, "record CALL, bit N: there is no attribute list 3",
          put(writer, BCF_FUNC_CALL, 3, EXPLICIT, T_NOTHING, FIRST - NOTHING))

/* ---- blocks inside ---- */

START_TEST(attachment_of_an_instruction_that_is_not_there) {
    begin_body(1);
    put_return();
    enter(BCF_BLOCK_METADATA_ATTACHMENT), put(writer, 11, 1, 0, 0), leave();
    end_body(BCFIX_MALFORMED, "block METADATA_ATTACHMENT, record ATTACHMENT, bit N: an attachment of an instruction that "
                              "is not there");
}
END_TEST

START_TEST(attachment_of_a_kind_that_is_not_there) {
    begin_body(1);
    put_return();
    enter(BCF_BLOCK_METADATA_ATTACHMENT), put(writer, 11, UINT64_MAX, 0), leave();
    end_body(BCFIX_MALFORMED, "block METADATA_ATTACHMENT, record ATTACHMENT, bit N: there is no kind of metadata 18446744073709551615");
}
END_TEST

START_TEST(second_attachment_of_the_function) {
    begin_body(1);
    put_return();
    enter(BCF_BLOCK_METADATA_ATTACHMENT), put(writer, 11, 0, 0), put(writer, 11, 0, 0), leave();
    end_body(BCFIX_MALFORMED, "block METADATA_ATTACHMENT, record ATTACHMENT, bit N: a second attachment of the function "
                              "itself");
}
END_TEST

START_TEST(constants_after_instructions) {
    begin_body(1);
    put_return();
    enter(BCF_BLOCK_CONSTANTS), leave();
    end_body(BCFIX_MALFORMED, "block CONSTANTS, bit N: constants come after instructions");
}
END_TEST

START_TEST(name_of_a_global) {
    begin_body(1);
    put_return();
    enter(BCF_BLOCK_VALUE_SYMTAB), put(writer, BCF_VST_ENTRY, NOTHING, 'x'), leave();
    end_body(BCFIX_MALFORMED, "block VALUE_SYMTAB, record ENTRY, bit N: a name for a value outside the function");
}
END_TEST

START_TEST(name_of_a_value_that_is_not_there) {
    begin_body(1);
    put_return();
    enter(BCF_BLOCK_VALUE_SYMTAB), put(writer, BCF_VST_ENTRY, FIRST, 'x'), leave();
    end_body(BCFIX_MALFORMED, "block FUNCTION, bit N: a value is named that no instruction makes");
}
END_TEST

START_TEST(place_of_a_function_among_names) {
    begin_body(1);
    put_return();
    enter(BCF_BLOCK_VALUE_SYMTAB), put(writer, BCF_VST_FNENTRY, 0, 1), leave();
    end_body(BCFIX_MALFORMED, "block VALUE_SYMTAB, record FNENTRY, bit N: a record that is not for the names of a "
                              "function");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("malformed bodies");
    TCase *tests = tcase_create("body");
    tcase_add_checked_fixture(tests, begin, end);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, body_of_no_blocks);
    tcase_add_test(tests, body_of_more_blocks_than_it_has_room_for);
    tcase_add_test(tests, body_of_fewer_blocks_than_were_declared);
    tcase_add_test(tests, unknown_block_in_a_body);
    tcase_add_test(tests, old_instruction);
    tcase_add_test(tests, unknown_instruction);
    tcase_add_test(tests, instruction_after_the_last_block);
    tcase_add_test(tests, instruction_with_too_few_operands);
    tcase_add_test(tests, instruction_with_too_many_operands);
    tcase_add_test(tests, operands_that_do_not_go_together);
    tcase_add_test(tests, element_of_another_type);
    tcase_add_test(tests, field_of_another_type);
    tcase_add_test(tests, value_far_behind);
    tcase_add_test(tests, forward_reference_without_a_type);
    tcase_add_test(tests, forward_reference_to_a_type_that_is_not_there);
    tcase_add_test(tests, operand_missing_behind_a_forward_reference);
    tcase_add_test(tests, forward_references_of_two_types);
    tcase_add_test(tests, value_of_another_type_than_was_named);
    tcase_add_test(tests, branch_to_a_block_that_is_not_there);
    tcase_add_test(tests, load_of_a_type_that_is_not_there);
    tcase_add_test(tests, phi_of_a_block_that_is_not_there);
    tcase_add_test(tests, bundle_with_a_tag_that_is_not_there);
    tcase_add_test(tests, bundle_with_a_mark_and_no_metadata);
    tcase_add_test(tests, bundle_before_what_is_no_call);
    tcase_add_test(tests, bundle_behind_the_last_call);
    tcase_add_test(tests, value_that_nothing_makes);
    tcase_add_test(tests, metadata_that_is_not_there);
    tcase_add_test(tests, names_of_metadata_in_a_body);
    tcase_add_test(tests, call_without_a_type);
    tcase_add_test(tests, invoke_without_a_type);
    tcase_add_test(tests, callbr_without_a_type);
    tcase_add_test(tests, callbr_with_more_blocks_than_operands);
    tcase_add_test(tests, call_of_a_type_that_is_none_of_a_function);
    tcase_add_test(tests, call_with_too_many_arguments);
    tcase_add_test(tests, call_with_too_few_arguments);
    tcase_add_test(tests, call_without_its_metadata);
    tcase_add_test(tests, call_with_attributes_that_are_not_there);
    tcase_add_test(tests, attachment_of_an_instruction_that_is_not_there);
    tcase_add_test(tests, attachment_of_a_kind_that_is_not_there);
    tcase_add_test(tests, second_attachment_of_the_function);
    tcase_add_test(tests, constants_after_instructions);
    tcase_add_test(tests, name_of_a_global);
    tcase_add_test(tests, name_of_a_value_that_is_not_there);
    tcase_add_test(tests, place_of_a_function_among_names);
    return run_suite(suite);
}
