/* Decoding a module to the model, and encoding it again.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "bits.h"

#include <stdio.h>

static struct made made;
static struct decoded decoded;
static struct bcf_module *module;
static struct bcf_function *function;

enum { NUMBER, NOTHING, ADD, SEVEN = BCF_CONSTANT, LEFT = (int)BCF_LOCAL, RIGHT, FORTY_ONE, SUM, MORE, WAS };

static void begin(void) {
    test_begin();
    make_small_module(&made);
    ck_assert(decode(&decoded, made.writer.bytes.data, made.writer.bytes.count));
    module = &decoded.module;
    function = &decoded.function;
}

static void end(void) {
    free_decoded(&decoded);
    bcf_writer_free(&made.writer);
    test_end();
}

static void ck_assert_string(struct bcf_string string, const char *text) {
    ck_assert_uint_eq(string.size, strlen(text));
    ck_assert_mem_eq(string.data, text, string.size);
}

/* The operand of the instruction at `index` in the body of @add. */
static uint64_t operand(size_t index, size_t which) {
    ck_assert(bcf_decode_function(function, &decoded.bodies, ADD));
    ck_assert_uint_lt(which, function->insns.data[index].count);
    return bcf_insn_ops(function, &function->insns.data[index])[which];
}

/* Writes what was decoded. */
static void encode(struct decoded *from, struct bcf_writer *writer) {
    struct bcf_encoder encoder;
    bcf_writer_init(writer, context);
    ck_assert(bcf_encode_begin(&encoder, &from->module, writer, from->module.producer));
    for (uint32_t i = 0; i < from->module.globals.count; i++)
        if (from->module.globals.data[i].body.end)
            ck_assert(bcf_decode_function(&from->function, &from->bodies, i) &&
                      bcf_encode_function(&encoder, &from->function));
    ck_assert(bcf_encode_end(&encoder));
    bcf_encoder_free(&encoder);
}

START_TEST(producer_is_kept) {
    ck_assert_string(module->producer, "a test");
}
END_TEST

START_TEST(header_texts_are_found) {
    ck_assert_string(bcf_header_text(module, BCF_MODULE_TRIPLE), "x86_64-unknown-linux-gnu");
    ck_assert_string(bcf_header_text(module, BCF_MODULE_SOURCE_FILENAME), "small.ll");
    ck_assert_string(bcf_header_text(module, BCF_MODULE_DATALAYOUT), "");
}
END_TEST

START_TEST(header_text_is_replaced) {
    ck_assert(bcf_header_set_text(module, BCF_MODULE_TRIPLE, bcf_string_of("other")));
    ck_assert_string(bcf_header_text(module, BCF_MODULE_TRIPLE), "other");
    ck_assert_uint_eq(module->header.list.count, 2);
}
END_TEST

START_TEST(header_text_is_added_when_there_is_none) {
    ck_assert(bcf_header_set_text(module, BCF_MODULE_DATALAYOUT, bcf_string_of("e")));
    ck_assert_string(bcf_header_text(module, BCF_MODULE_DATALAYOUT), "e");
}
END_TEST

START_TEST(globals_have_their_names_and_kinds) {
    ck_assert_uint_eq(module->globals.count, 3);
    ck_assert_string(bcf_global_name(module, NUMBER), "number");
    ck_assert_string(bcf_global_name(module, NOTHING), "nothing");
    ck_assert_string(bcf_global_name(module, ADD), "add");
    ck_assert_uint_eq(module->globals.data[NUMBER].record.code, BCF_MODULE_GLOBALVAR);
    ck_assert_uint_eq(module->globals.data[ADD].record.code, BCF_MODULE_FUNCTION);
}
END_TEST

START_TEST(only_what_has_a_body_or_a_value_is_defined) {
    ck_assert(bcf_global_is_defined(module, NUMBER));
    ck_assert(!bcf_global_is_defined(module, NOTHING));
    ck_assert(bcf_global_is_defined(module, ADD));
}
END_TEST

START_TEST(globals_are_found_by_name) {
    ck_assert_uint_eq(bcf_global_find(module, "add"), ADD);
    ck_assert_uint_eq(bcf_global_find(module, "ad"), BCF_NONE);
    ck_assert_uint_eq(bcf_global_find(module, "addn"), BCF_NONE);
}
END_TEST

START_TEST(renamed_global_is_found_by_its_new_name_only) {
    ck_assert(bcf_global_rename(module, ADD, bcf_string_of("plus")));
    ck_assert_uint_eq(bcf_global_find(module, "plus"), ADD);
    ck_assert_uint_eq(bcf_global_find(module, "add"), BCF_NONE);
}
END_TEST

START_TEST(added_functions_are_found) {
    char name[20];
    for (unsigned i = 0; i < 500; i++) {
        snprintf(name, sizeof name, "added.%u", i);
        ck_assert_uint_eq(bcf_global_add_function(module, bcf_string_of(name), T_NOTHING), 3 + i);
    }
    ck_assert_uint_eq(bcf_global_find(module, "added.0"), 3);
    ck_assert_uint_eq(bcf_global_find(module, "added.499"), 502);
    ck_assert_uint_eq(bcf_global_find(module, "added.500"), BCF_NONE);
}
END_TEST

START_TEST(frozen_module_gains_no_function) {
    module->frozen = true;
    ck_assert_uint_eq(bcf_global_add_function(module, bcf_string_of("late"), T_NOTHING), BCF_NONE);
    ck_assert_error(BCFIX_INTERNAL, "a global was needed that the plan did not foresee");
}
END_TEST

START_TEST(initializer_is_a_constant_of_the_model) {
    ck_assert_uint_eq(bcf_global_operand(&module->globals.data[NUMBER], BCF_VAR_INIT), (uint64_t)SEVEN + 1);
}
END_TEST

START_TEST(metadata_is_kept_with_and_without_ids) {
    ck_assert_uint_eq(module->metadata.nodes.offsets.count, 2);
    ck_assert_uint_eq(module->metadata.others.offsets.count, 2);
}
END_TEST

START_TEST(body_has_its_values_in_order) {
    ck_assert(bcf_decode_function(function, &decoded.bodies, ADD));
    ck_assert_uint_eq(function->argument_count, 2);
    ck_assert_uint_eq(function->block_count, 3);
    ck_assert_uint_eq(function->insns.count, 8);
    ck_assert_uint_eq(function->types.count, 6);
}
END_TEST

START_TEST(relative_operands_become_values) {
    ck_assert_uint_eq(operand(0, 0), (uint32_t)LEFT);
    ck_assert_uint_eq(operand(0, 1), (uint32_t)RIGHT);
    ck_assert_uint_eq(operand(1, 1), (uint32_t)FORTY_ONE);
}
END_TEST

START_TEST(operands_reach_back_to_globals) {
    ck_assert_uint_eq(operand(3, BCF_CALL_CALLEE), NOTHING);
    ck_assert_uint_eq(operand(4, 0), NUMBER);
}
END_TEST

START_TEST(call_without_fast_math_flags_has_none) {
    ck_assert_uint_eq(operand(3, BCF_CALL_FMF), 0);
}
END_TEST

START_TEST(attachment_belongs_to_its_instruction) {
    ck_assert(bcf_decode_function(function, &decoded.bodies, ADD));
    ck_assert_uint_eq(function->insns.data[3].attachment, 1);
    ck_assert_uint_eq(function->ops.data[function->attachments.data[0].first + 1], 1);
}
END_TEST

START_TEST(names_of_values_and_blocks_are_kept) {
    ck_assert(bcf_decode_function(function, &decoded.bodies, ADD));
    ck_assert_uint_eq(function->names.count, 2);
    ck_assert_string(function->names.data[0].text, "left");
    ck_assert(function->names.data[1].is_block);
    ck_assert_string(function->names.data[1].text, "end");
}
END_TEST

START_TEST(body_may_be_decoded_again) {
    ck_assert(bcf_decode_function(function, &decoded.bodies, ADD));
    ck_assert(bcf_decode_function(function, &decoded.bodies, ADD));
    ck_assert_uint_eq(function->insns.count, 8);
    ck_assert_uint_eq(function->names.count, 2);
}
END_TEST

START_TEST(encoded_module_decodes_to_the_same) {
    struct bcf_writer first;
    struct decoded again;
    encode(&decoded, &first);
    ck_assert(decode(&again, first.bytes.data, first.bytes.count));
    ck_assert_uint_eq(again.module.globals.count, module->globals.count);
    ck_assert_uint_eq(again.module.types.count, module->types.count);
    ck_assert(bcf_decode_function(&again.function, &again.bodies, ADD));
    ck_assert(bcf_decode_function(function, &decoded.bodies, ADD));
    ck_assert_uint_eq(again.function.ops.count, function->ops.count);
    ck_assert_mem_eq(again.function.ops.data, function->ops.data, function->ops.count * sizeof(uint64_t));
    free_decoded(&again);
    bcf_writer_free(&first);
}
END_TEST

START_TEST(encoding_again_gives_the_same_bytes) {
    struct bcf_writer first, second;
    struct decoded again;
    encode(&decoded, &first);
    ck_assert(decode(&again, first.bytes.data, first.bytes.count));
    encode(&again, &second);
    ck_assert_uint_eq(first.bytes.count, second.bytes.count);
    ck_assert_mem_eq(first.bytes.data, second.bytes.data, first.bytes.count);
    free_decoded(&again);
    bcf_writer_free(&first);
    bcf_writer_free(&second);
}
END_TEST

START_TEST(encoding_freezes_the_module) {
    struct bcf_writer writer;
    encode(&decoded, &writer);
    ck_assert(module->frozen);
    bcf_writer_free(&writer);
}
END_TEST

START_TEST(value_that_nothing_makes_cannot_be_encoded) {
    struct bcf_encoder encoder;
    struct bcf_writer writer;
    bcf_writer_init(&writer, context);
    ck_assert(bcf_decode_function(function, &decoded.bodies, ADD));
    function->insns.data[0].result = BCF_NONE; /* %sum, which is used */
    ck_assert(bcf_encode_begin(&encoder, module, &writer, module->producer));
    ck_assert(!bcf_encode_function(&encoder, function));
    ck_assert_error(BCFIX_INTERNAL, "a value is used that no instruction makes any more");
    bcf_encoder_free(&encoder);
    bcf_writer_free(&writer);
}
END_TEST

START_TEST(value_that_is_not_there_cannot_be_encoded) {
    struct bcf_encoder encoder;
    struct bcf_writer writer;
    bcf_writer_init(&writer, context);
    ck_assert(bcf_decode_function(function, &decoded.bodies, ADD));
    function->ops.data[function->insns.data[0].first] = BCF_NONE;
    ck_assert(bcf_encode_begin(&encoder, module, &writer, module->producer));
    ck_assert(!bcf_encode_function(&encoder, function));
    ck_assert_error(BCFIX_INTERNAL, "a value is used that no instruction makes any more");
    bcf_encoder_free(&encoder);
    bcf_writer_free(&writer);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("module");
    TCase *tests = tcase_create("module");
    tcase_add_checked_fixture(tests, begin, end);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, producer_is_kept);
    tcase_add_test(tests, header_texts_are_found);
    tcase_add_test(tests, header_text_is_replaced);
    tcase_add_test(tests, header_text_is_added_when_there_is_none);
    tcase_add_test(tests, globals_have_their_names_and_kinds);
    tcase_add_test(tests, only_what_has_a_body_or_a_value_is_defined);
    tcase_add_test(tests, globals_are_found_by_name);
    tcase_add_test(tests, renamed_global_is_found_by_its_new_name_only);
    tcase_add_test(tests, added_functions_are_found);
    tcase_add_test(tests, frozen_module_gains_no_function);
    tcase_add_test(tests, initializer_is_a_constant_of_the_model);
    tcase_add_test(tests, metadata_is_kept_with_and_without_ids);
    tcase_add_test(tests, body_has_its_values_in_order);
    tcase_add_test(tests, relative_operands_become_values);
    tcase_add_test(tests, operands_reach_back_to_globals);
    tcase_add_test(tests, call_without_fast_math_flags_has_none);
    tcase_add_test(tests, attachment_belongs_to_its_instruction);
    tcase_add_test(tests, names_of_values_and_blocks_are_kept);
    tcase_add_test(tests, body_may_be_decoded_again);
    tcase_add_test(tests, encoded_module_decodes_to_the_same);
    tcase_add_test(tests, encoding_again_gives_the_same_bytes);
    tcase_add_test(tests, encoding_freezes_the_module);
    tcase_add_test(tests, value_that_nothing_makes_cannot_be_encoded);
    tcase_add_test(tests, value_that_is_not_there_cannot_be_encoded);
    return run_suite(suite);
}
