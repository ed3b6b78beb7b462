/* Input of a newer LLVM than the model has the form of: what may be left out is, with a finding; the rest is refused by
 * its name and place, for which N stands.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "bits.h"

#include <stdio.h>

static struct made made;
static struct bcf_writer *const writer = &made.writer;
static struct heard heard;
static void *output;
static size_t size;

static void begin(void) {
    test_begin();
    memset(&made, 0, sizeof made);
    memset(&heard, 0, sizeof heard);
}

static void end(void) {
    bcf_writer_free(writer);
    test_end();
}

static bcfix_status convert(const char *target, const void *input, size_t input_size) {
    bcfix_options *options = bcfix_options_new(context);
    bcfix_status status;
    ck_assert_int_eq(bcfix_options_set_target(options, target), BCFIX_OK);
    bcfix_options_set_findings(options, hear, &heard);
    status = bcfix_convert(context, options, input, input_size, &output, &size);
    bcfix_options_free(options);
    return status;
}

/* What the message is, whichever target the module is for. */
static void ck_assert_refused(const char *message) {
    for (size_t i = 0; i < bcfix_target_count(); i++) {
        char got[sizeof context->message + 8], *bit;
        ck_assert_int_eq(convert(bcfix_target_name(bcfix_target_at(i)), writer->bytes.data, writer->bytes.count),
                         BCFIX_UNSUPPORTED);
        snprintf(got, sizeof got, "%s", context->message);
        bit = strstr(got, "bit ");
        ck_assert_ptr_nonnull(bit);
        memmove(bit + 5, bit + 4 + strspn(bit + 4, "0123456789"), strlen(bit + 4) + 1), bit[4] = 'N';
        ck_assert_str_eq(got, message);
        ck_assert_ptr_null(output);
    }
}

/* ---- what is left out ---- */

/* How often a text is in another. */
static unsigned times(const char *text, const char *part) {
    unsigned count = 0;
    for (; (text = strstr(text, part)) != NULL; text += strlen(part))
        count++;
    return count;
}

START_TEST(each_thing_that_is_left_out_is_told_once) {
    static const char *const told[] = {
        "BCF056 1 - GUIDLIST: dropped the record GUIDLIST, which only LLVM since 23 has\n",
        "BCF056 1 - ASM_PROPERTY: dropped the record ASM_PROPERTY, which only LLVM since 23 has\n",
        "BCF056 2 - ENTRY: dropped the attribute nooutline, which only LLVM since 23 has\n",
        "BCF056 1 - FUNCTION: dropped the operand prefalign, which only LLVM since 23 has\n",
        "BCF056 1 - COMPILE_UNIT: dropped the operand dialect, which only LLVM since 23 has\n",
        "BCF056 1 - BASIC_TYPE: dropped the operand file, which only LLVM since 23 has\n",
        "BCF056 1 - BASIC_TYPE: dropped the operand line, which only LLVM since 23 has\n",
        "BCF056 1 - BASIC_TYPE: dropped the operand scope, which only LLVM since 23 has\n",
        "BCF056 1 newer CAST: dropped the fast-math flags of uitofp, which only LLVM since 23 has\n",
        "BCF056 1 newer CAST: dropped the fast-math flags of sitofp, which only LLVM since 23 has\n",
    };
    const bcfix_target *target = bcfix_target_at((size_t)_i);
    make_newer_module(&made);
    ck_assert_int_eq(convert(bcfix_target_name(target), writer->bytes.data, writer->bytes.count), BCFIX_OK);
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++)
        ck_assert_msg(times(heard.text, told[i]) == 1, "%s: %s in %s", bcfix_target_name(target), told[i], heard.text);
    ck_assert_uint_eq(times(heard.text, "BCF056"), sizeof told / sizeof told[0]);
    bcfix_buffer_free(context, output, size);
}
END_TEST

START_TEST(result_has_nothing_newer) {
    void *first;
    size_t first_size;
    make_newer_module(&made);
    ck_assert_int_eq(convert("llvm-22", writer->bytes.data, writer->bytes.count), BCFIX_OK);
    first = output;
    first_size = size;
    memset(&heard, 0, sizeof heard);
    ck_assert_int_eq(convert("llvm-22", first, first_size), BCFIX_OK);
    ck_assert_str_eq(heard.text, "");
    ck_assert_mem_eq(first, output, size);
    ck_assert_uint_eq(first_size, size);
    bcfix_buffer_free(context, first, first_size);
    bcfix_buffer_free(context, output, size);
}
END_TEST

/* Operands that are there and 0 say nothing, so that there is nothing to tell. */
START_TEST(newer_operand_that_is_0_is_no_loss) {
    make_begin(&made);
    make_types(&made);
    put(writer, BCF_MODULE_FUNCTION, 0, 0, T_NOTHING, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    make_end(&made);
    ck_assert_int_eq(convert("llvm-22", writer->bytes.data, writer->bytes.count), BCFIX_OK);
    ck_assert_str_eq(heard.text, "");
    bcfix_buffer_free(context, output, size);
}
END_TEST

/* ---- what is refused ---- */

static void enter(unsigned block) {
    bcf_write_enter(writer, block, 3, NULL, 0);
}

/* A module whose tables, or whose one function (i32, i32), have these records is refused. */
#define TABLE_TEST(name, message, ...)                                                                                \
    START_TEST(name) {                                                                                                \
        make_begin(&made);                                                                                            \
        make_types(&made);                                                                                            \
        __VA_ARGS__;                                                                                                  \
        make_end(&made);                                                                                              \
        ck_assert_refused(message);                                                                                   \
    }                                                                                                                 \
    END_TEST
#define BODY_TEST(name, message, ...)                                                                                 \
    START_TEST(name) {                                                                                                \
        make_begin(&made);                                                                                            \
        make_types(&made);                                                                                            \
        make_variable(&made, "number", T_I32, 0);                                                                     \
        make_function(&made, "body", T_BINARY, false);                                                                \
        make_body(&made, 1);                                                                                          \
        __VA_ARGS__;                                                                                                  \
        put(writer, BCF_FUNC_RET, 1);                                                                                 \
        bcf_write_end(writer);                                                                                        \
        make_end(&made);                                                                                              \
        ck_assert_refused(message);                                                                                   \
    }                                                                                                                 \
    END_TEST

/* Values of the function that BODY_TEST makes; the next one is number NEXT. */
enum { NUMBER, BODY, LEFT, RIGHT, NEXT };

START_TEST(byte_type) {
    make_begin(&made);
    enter(BCF_BLOCK_TYPE), put(writer, 27, 8), bcf_write_end(writer);
    make_end(&made);
    ck_assert_refused("block TYPE, record BYTE, bit N: LLVM has it since 23: no target has a form of it");
}
END_TEST

TABLE_TEST(byte_constant, "block CONSTANTS, record BYTE, bit N: LLVM has it since 23: no target has a form of it",
           enter(BCF_BLOCK_CONSTANTS), put(writer, BCF_CST_SETTYPE, T_I32), put(writer, 35, 2), bcf_write_end(writer))
TABLE_TEST(wide_byte_constant,
           "block CONSTANTS, record WIDE_BYTE, bit N: LLVM has it since 23: no target has a form of it",
           enter(BCF_BLOCK_CONSTANTS), put(writer, BCF_CST_SETTYPE, T_I32), put(writer, 36, 2, 2), bcf_write_end(writer))
TABLE_TEST(cast_of_an_unknown_constant,
           "block CONSTANTS, record CE_CAST, bit N: opcode=14, which LLVM 22 does not have",
           enter(BCF_BLOCK_CONSTANTS), put(writer, BCF_CST_SETTYPE, T_I32), put(writer, BCF_CST_CE_CAST, 14, T_I32, 0),
           bcf_write_end(writer))
TABLE_TEST(attribute_of_a_newer_kind,
           "block PARAMATTR_GROUP, record ENTRY, bit N: the attribute of kind 106 is unknown: LLVM 22 has 105",
           enter(BCF_BLOCK_PARAMATTR_GROUP), put(writer, BCF_PARAMATTR_GROUP_ENTRY, 1, UINT32_MAX, 1, 106, 3),
           bcf_write_end(writer))
TABLE_TEST(attribute_of_a_newer_form, "block PARAMATTR_GROUP, record ENTRY, bit N: an attribute of unknown form 9",
           enter(BCF_BLOCK_PARAMATTR_GROUP), put(writer, BCF_PARAMATTR_GROUP_ENTRY, 1, 0, 9, 18), bcf_write_end(writer))
TABLE_TEST(memory_attribute_of_a_newer_layout,
           "block PARAMATTR_GROUP, record ENTRY, bit N: a memory attribute of layout 3",
           enter(BCF_BLOCK_PARAMATTR_GROUP),
           put(writer, BCF_PARAMATTR_GROUP_ENTRY, 1, UINT32_MAX, 1, 86, UINT64_C(3) << 56), bcf_write_end(writer))

BODY_TEST(cast_of_a_newer_kind,
          "function body, block FUNCTION, record CAST, bit N: opcode=14, which LLVM 22 does not have",
          put(writer, BCF_FUNC_CAST, NEXT - LEFT, T_I64, 14))
BODY_TEST(atomic_operation_of_a_newer_kind,
          "function body, block FUNCTION, record ATOMICRMW, bit N: operation=21, which LLVM 22 does not have",
          put(writer, BCF_FUNC_ATOMICRMW, NEXT - NUMBER, NEXT - LEFT, 21, 0, 6, 1, 3))
BODY_TEST(atomic_operation_on_elements,
          "function body, block FUNCTION, record ATOMICRMW, bit N: operation=257, which LLVM 22 does not have",
          put(writer, BCF_FUNC_ATOMICRMW, NEXT - NUMBER, NEXT - LEFT, 257, 0, 6, 1, 3))
BODY_TEST(atomic_load_of_elements,
          "function body, block FUNCTION, record LOADATOMIC, bit N: it is elementwise, which LLVM has since 23: no target "
          "has a form of it",
          put(writer, BCF_FUNC_LOADATOMIC, NEXT - NUMBER, T_I32, 3, 0, 6, 1, 1))
BODY_TEST(atomic_store_of_elements,
          "function body, block FUNCTION, record STOREATOMIC, bit N: it is elementwise, which LLVM has since 23: no target "
          "has a form of it",
          put(writer, BCF_FUNC_STOREATOMIC, NEXT - NUMBER, NEXT - LEFT, 3, 0, 6, 1, 1))
BODY_TEST(flags_of_a_newer_kind,
          "function body, block FUNCTION, record GEP, bit N: flags=8, which LLVM 22 does not have",
          put(writer, BCF_FUNC_GEP, 8, T_I32, NEXT - NUMBER, NEXT - LEFT))
BODY_TEST(predicate_of_a_newer_kind,
          "function body, block FUNCTION, record CMP2, bit N: predicate=42, which LLVM 22 does not have",
          put(writer, BCF_FUNC_CMP2, NEXT - LEFT, NEXT - RIGHT, 42))

/* An atomic load that says it is not elementwise is one as before. */
START_TEST(atomic_load_that_is_not_of_elements) {
    make_begin(&made);
    make_types(&made);
    make_variable(&made, "number", T_I32, 0);
    make_function(&made, "body", T_BINARY, false);
    make_body(&made, 1);
    put(writer, BCF_FUNC_LOADATOMIC, NEXT - NUMBER, T_I32, 3, 0, 6, 1, 0);
    put(writer, BCF_FUNC_RET, 1);
    bcf_write_end(writer);
    make_end(&made);
    ck_assert_int_eq(convert("llvm-22", writer->bytes.data, writer->bytes.count), BCFIX_OK);
    ck_assert_str_eq(heard.text, "");
    bcfix_buffer_free(context, output, size);
}
END_TEST

/* ---- the table ---- */

/* Left out is only what no code but that of the module's own records would miss, and operands at the end. */
START_TEST(rows_of_what_is_newer) {
    struct bcf_schema schema;
    unsigned newer = 0;
    ck_assert(bcf_schema_init(&schema, context));
    for (size_t i = 0; i < schema.count; i++) {
        const struct bcf_layout *row = &schema.layouts[i];
        bool seen = false;
        if (row->since > 22)
            ck_assert_msg(row->takes == BCF_TAKES_NEW || row->takes == BCF_TAKES_LOST || row->condition_count, "%s", row->name);
        if (row->takes == BCF_TAKES_LOST)
            ck_assert_msg(row->block == BCF_BLOCK_MODULE, "%s", row->name);
        for (unsigned f = 0; f < row->field_count; f++) {
            ck_assert_msg(!seen || row->fields[f].newer, "%s: newer operands stand at the end", row->name);
            seen |= row->fields[f].newer != 0;
        }
        newer += row->since > 22 || seen;
    }
    ck_assert_uint_ge(newer, 11);
    bcf_schema_free(&schema);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("newer input");
    TCase *tests = tcase_create("newer input");
    tcase_add_checked_fixture(tests, begin, end);
    tcase_set_timeout(tests, 120);
    suite_add_tcase(suite, tests);
    tcase_add_loop_test(tests, each_thing_that_is_left_out_is_told_once, 0, (int)bcfix_target_count());
    tcase_add_test(tests, result_has_nothing_newer);
    tcase_add_test(tests, newer_operand_that_is_0_is_no_loss);
    tcase_add_test(tests, byte_type);
    tcase_add_test(tests, byte_constant);
    tcase_add_test(tests, wide_byte_constant);
    tcase_add_test(tests, cast_of_an_unknown_constant);
    tcase_add_test(tests, attribute_of_a_newer_kind);
    tcase_add_test(tests, attribute_of_a_newer_form);
    tcase_add_test(tests, memory_attribute_of_a_newer_layout);
    tcase_add_test(tests, cast_of_a_newer_kind);
    tcase_add_test(tests, atomic_operation_of_a_newer_kind);
    tcase_add_test(tests, atomic_operation_on_elements);
    tcase_add_test(tests, atomic_load_of_elements);
    tcase_add_test(tests, atomic_store_of_elements);
    tcase_add_test(tests, flags_of_a_newer_kind);
    tcase_add_test(tests, predicate_of_a_newer_kind);
    tcase_add_test(tests, atomic_load_that_is_not_of_elements);
    tcase_add_test(tests, rows_of_what_is_newer);
    return run_suite(suite);
}
