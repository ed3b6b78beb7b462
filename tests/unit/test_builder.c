/* Bodies that bcfix writes: they are encoded, and decode again to what was meant.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/builder.h"

#include "bits.h"

static struct made made;
static struct decoded decoded, again;
static struct bcf_module *module;
static struct bcf_findings findings;
static struct bcf_lowering lowering;
static struct heard heard;
static bool encoded;

enum { NUMBER, NOTHING, ADD, EXTRA };

static void begin(void) {
    test_begin();
    memset(&heard, 0, sizeof heard);
    make_small_module(&made);
    ck_assert(decode(&decoded, made.writer.bytes.data, made.writer.bytes.count));
    module = &decoded.module;
    bcf_findings_init(&findings, context, hear, &heard);
    memset(&lowering, 0, sizeof lowering);
    lowering.module = module;
    lowering.context = context;
    lowering.target = bcf_default_target();
    lowering.findings = &findings;
    bcf_arena_init(&lowering.arena, context);
    encoded = false;
}

static void end(void) {
    if (encoded)
        free_decoded(&again);
    bcf_lowering_free(&lowering);
    bcf_findings_free(&findings);
    free_decoded(&decoded);
    bcf_writer_free(&made.writer);
    test_end();
}

/* Encodes the module with its new bodies, which replaces the bytes of `made`, and decodes the body of `global` again. */
static const struct bcf_function *written(uint32_t global) {
    struct bcf_encoder encoder;
    struct bcf_writer writer;
    ck_assert_str_eq(context->message, "");
    bcf_writer_init(&writer, context);
    ck_assert(bcf_encode_begin(&encoder, module, &writer, module->producer));
    for (uint32_t i = 0; i < module->globals.count; i++) {
        const struct bcf_global *g = &module->globals.data[i];
        if (g->body.end)
            ck_assert(bcf_decode_function(&decoded.function, &decoded.bodies, i) &&
                      bcf_encode_function(&encoder, &decoded.function));
        else if (g->made)
            ck_assert(bcf_encode_function(&encoder, g->made));
    }
    ck_assert(bcf_encode_end(&encoder));
    bcf_encoder_free(&encoder);
    bcf_writer_free(&made.writer);
    made.writer = writer;
    encoded = true;
    ck_assert(decode(&again, writer.bytes.data, writer.bytes.count));
    ck_assert(bcf_decode_function(&again.function, &again.bodies, global));
    return &again.function;
}

static void ck_assert_codes(const struct bcf_function *function, const unsigned *codes, size_t count) {
    ck_assert_uint_eq(function->insns.count, count);
    for (size_t i = 0; i < count; i++)
        ck_assert_uint_eq(function->insns.data[i].code, codes[i]);
}

static uint32_t declare(const char *name, uint32_t type) {
    return bcf_global_add_function(module, bcf_string_of(name), type);
}

/* ---- bodies ---- */

static bool larger(struct bcf_builder *builder, const void *what) {
    uint32_t x = bcf_argument(builder, 0), y = bcf_argument(builder, 1);
    (void)what;
    bcf_return(builder, bcf_select(builder, bcf_compare(builder, BCF_ICMP_SGT, x, y), x, y));
    return true;
}

START_TEST(defined_function_decodes_to_its_instructions) {
    const unsigned codes[] = {BCF_FUNC_CMP2, BCF_FUNC_VSELECT, BCF_FUNC_RET};
    uint32_t global = declare("larger", T_BINARY);
    ck_assert(bcf_define(&lowering, global, larger, NULL));
    ck_assert_codes(written(global), codes, 3);
}
END_TEST

START_TEST(defined_function_is_internal_and_has_a_body) {
    uint32_t global = declare("larger", T_BINARY);
    module->globals.data[global].record.ops[BCF_FN_VISIBILITY] = 1;
    ck_assert(bcf_define(&lowering, global, larger, NULL));
    written(global);
    ck_assert(bcf_global_is_defined(&again.module, global));
    ck_assert_uint_eq(bcf_global_operand(&again.module.globals.data[global], BCF_FN_LINKAGE), BCF_LINKAGE_INTERNAL);
    ck_assert_uint_eq(bcf_global_operand(&again.module.globals.data[global], BCF_FN_VISIBILITY), 0);
}
END_TEST

START_TEST(defined_intrinsic_has_another_name) {
    uint32_t global = declare("llvm.larger.i32", T_BINARY);
    ck_assert(bcf_define(&lowering, global, larger, NULL));
    ck_assert_uint_eq(bcf_global_find(module, "llvm.larger.i32"), BCF_NONE);
    ck_assert_uint_eq(bcf_global_find(module, "bcfix.larger.i32"), global);
}
END_TEST

START_TEST(name_of_a_defined_intrinsic_is_one_that_is_free) {
    uint32_t global;
    declare("bcfix.larger.i32", T_BINARY);
    global = declare("llvm.larger.i32", T_BINARY);
    ck_assert(bcf_define(&lowering, global, larger, NULL));
    ck_assert_uint_eq(bcf_global_find(module, "bcfix.larger.i32.2"), global);
}
END_TEST

static bool cannot(struct bcf_builder *builder, const void *what) {
    (void)what;
    bcf_unreachable(builder);
    return false;
}

START_TEST(function_whose_body_cannot_be_written_stays_declared) {
    uint32_t global = declare("llvm.larger.i32", T_BINARY);
    ck_assert(!bcf_define(&lowering, global, cannot, NULL));
    ck_assert_str_eq(context->message, "");
    ck_assert(!bcf_global_is_defined(module, global));
    ck_assert_uint_eq(bcf_global_find(module, "llvm.larger.i32"), global);
}
END_TEST

/* for (i = 0; i < x; i++); return i */
static bool counts(struct bcf_builder *builder, const void *what) {
    uint32_t zero = bcf_int(builder, T_I32, 0), i, next;
    (void)what;
    bcf_branch(builder, 1);
    i = bcf_phi(builder, T_I32, 2);
    next = bcf_binop(builder, BCF_ADD, i, bcf_int(builder, T_I32, 1));
    bcf_phi_set(builder, i, 0, zero, 0);
    bcf_phi_set(builder, i, 1, next, 1);
    bcf_branch_if(builder, bcf_compare(builder, BCF_ICMP_SLT, next, bcf_argument(builder, 0)), 1, 2);
    bcf_return(builder, i);
    return true;
}

START_TEST(loop_decodes_with_its_phi) {
    const unsigned codes[] = {BCF_FUNC_BR, BCF_FUNC_PHI, BCF_FUNC_BINOP, BCF_FUNC_CMP2, BCF_FUNC_BR, BCF_FUNC_RET};
    uint32_t global = declare("counts", T_BINARY);
    const struct bcf_function *function;
    ck_assert(bcf_define(&lowering, global, counts, NULL));
    function = written(global);
    ck_assert_codes(function, codes, 6);
    ck_assert_uint_eq(function->block_count, 3);
    ck_assert_uint_eq(function->ops.data[function->insns.data[1].first + 3], BCF_LOCAL | function->insns.data[2].result);
}
END_TEST

static bool memory(struct bcf_builder *builder, const void *what) {
    uint32_t place = bcf_alloca(builder, T_I32, 4), fields[2] = {T_I32, T_I1}, pair, old;
    (void)what;
    bcf_store(builder, bcf_argument(builder, 0), place, 4, false);
    bcf_fence(builder, BCF_SEQ_CST);
    pair = bcf_cmpxchg(builder, place, bcf_argument(builder, 0), bcf_argument(builder, 1), BCF_SEQ_CST, BCF_SEQ_CST, 4);
    ck_assert_uint_eq(bcf_type_of(builder, pair), bcf_struct_type(builder->module, fields, 2));
    old = bcf_extract_field(builder, pair, 0);
    bcf_call(builder, NOTHING, NULL, 0);
    bcf_return(builder, bcf_binop(builder, BCF_XOR, old, bcf_load(builder, T_I32, place, 4, false)));
    return true;
}

START_TEST(memory_and_calls_decode) {
    const unsigned codes[] = {BCF_FUNC_ALLOCA, BCF_FUNC_STORE, BCF_FUNC_FENCE, BCF_FUNC_CMPXCHG, BCF_FUNC_EXTRACTVAL,
                              BCF_FUNC_CALL, BCF_FUNC_LOAD, BCF_FUNC_BINOP, BCF_FUNC_RET};
    uint32_t global = declare("memory", T_BINARY);
    ck_assert(bcf_define(&lowering, global, memory, NULL));
    ck_assert_codes(written(global), codes, 9);
}
END_TEST

static bool lanes(struct bcf_builder *builder, const void *what) {
    uint32_t vector = bcf_poison(builder, T_V4I32);
    (void)what;
    vector = bcf_insert_lane(builder, vector, bcf_argument(builder, 0), 3);
    vector = bcf_binop(builder, BCF_MUL, vector, bcf_int(builder, T_V4I32, 3));
    ck_assert_uint_eq(bcf_type_of(builder, bcf_compare(builder, BCF_ICMP_EQ, vector, vector)), T_V4I1);
    bcf_return(builder, bcf_extract_lane(builder, vector, 3));
    return true;
}

START_TEST(vectors_decode) {
    const unsigned codes[] = {BCF_FUNC_INSERTELT, BCF_FUNC_BINOP, BCF_FUNC_CMP2, BCF_FUNC_EXTRACTELT, BCF_FUNC_RET};
    uint32_t global = declare("lanes", T_BINARY);
    ck_assert(bcf_define(&lowering, global, lanes, NULL));
    ck_assert_codes(written(global), codes, 5);
}
END_TEST

/* ---- helpers ---- */

START_TEST(helper_is_made_once) {
    uint32_t first = bcf_helper(&lowering, "bcfix.larger", T_BINARY, larger, NULL);
    ck_assert_uint_eq(first, EXTRA);
    ck_assert_uint_eq(bcf_helper(&lowering, "bcfix.larger", T_BINARY, larger, NULL), first);
    ck_assert_uint_eq(module->globals.count, EXTRA + 1);
}
END_TEST

START_TEST(helper_that_cannot_be_written_is_none) {
    ck_assert_uint_eq(bcf_helper(&lowering, "bcfix.cannot", T_BINARY, cannot, NULL), BCF_NONE);
    ck_assert_str_eq(context->message, "");
}
END_TEST

START_TEST(helper_that_the_plan_did_not_foresee_is_a_defect) {
    module->frozen = true;
    ck_assert_uint_eq(bcf_helper(&lowering, "bcfix.larger", T_BINARY, larger, NULL), BCF_NONE);
    ck_assert_int_eq(context->status, BCFIX_INTERNAL);
}
END_TEST

START_TEST(external_function_is_declared_once) {
    uint32_t first = bcf_external(&lowering, "fmod", T_BINARY);
    ck_assert_uint_eq(bcf_external(&lowering, "fmod", T_BINARY), first);
    ck_assert(!bcf_global_is_defined(module, first));
}
END_TEST

START_TEST(variable_with_the_name_of_a_function_is_not_called) {
    uint32_t found = bcf_external(&lowering, "number", T_BINARY);
    ck_assert_uint_ne(found, NUMBER);
}
END_TEST

START_TEST(function_of_another_type_is_not_called) {
    uint32_t found = bcf_external(&lowering, "nothing", T_BINARY);
    ck_assert_uint_ne(found, NOTHING);
}
END_TEST

/* ---- traps and notes ---- */

static uint32_t trap(bool refuse) {
    struct bcf_builder builder;
    uint32_t result;
    lowering.refuse_unsupported = refuse;
    ck_assert(bcf_decode_function(&decoded.function, &decoded.bodies, ADD));
    bcf_builder_init(&builder, &lowering, &decoded.function);
    result = bcf_trap(&builder, BCFIX_BCF040_UNSUPPORTED_INTRINSIC, NULL, T_I32, "%s is not here", "llvm.some\xc3\xa9");
    bcf_free_array(context, &builder.out);
    return result;
}

START_TEST(trap_calls_a_function_whose_name_is_the_message) {
    ck_assert_uint_ne(trap(false), BCF_NONE);
    ck_assert_uint_ne(bcf_global_find(module, "bcfix: llvm.some?? is not here (in add)"), BCF_NONE);
}
END_TEST

START_TEST(trap_is_a_finding) {
    trap(false);
    ck_assert(bcf_findings_flush(&findings));
    ck_assert_str_eq(heard.text, "BCF040 1 - -: llvm.some\xc3\xa9 is not here\n");
}
END_TEST

START_TEST(trap_is_an_error_when_what_is_unsupported_is_refused) {
    ck_assert_uint_eq(trap(true), BCF_NONE);
    ck_assert_error(BCFIX_REFUSED, "function add, bit 0: llvm.some\xc3\xa9 is not here");
}
END_TEST

START_TEST(notes_are_told_by_the_plan_only) {
    module->frozen = true;
    ck_assert(bcf_note(&lowering, BCFIX_BCF020_INTRINSIC, NULL, "again"));
    ck_assert(bcf_findings_flush(&findings));
    ck_assert_uint_eq(heard.count, 0);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("builder");
    TCase *tests = tcase_create("builder");
    tcase_add_checked_fixture(tests, begin, end);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, defined_function_decodes_to_its_instructions);
    tcase_add_test(tests, defined_function_is_internal_and_has_a_body);
    tcase_add_test(tests, defined_intrinsic_has_another_name);
    tcase_add_test(tests, name_of_a_defined_intrinsic_is_one_that_is_free);
    tcase_add_test(tests, function_whose_body_cannot_be_written_stays_declared);
    tcase_add_test(tests, loop_decodes_with_its_phi);
    tcase_add_test(tests, memory_and_calls_decode);
    tcase_add_test(tests, vectors_decode);
    tcase_add_test(tests, helper_is_made_once);
    tcase_add_test(tests, helper_that_cannot_be_written_is_none);
    tcase_add_test(tests, helper_that_the_plan_did_not_foresee_is_a_defect);
    tcase_add_test(tests, external_function_is_declared_once);
    tcase_add_test(tests, variable_with_the_name_of_a_function_is_not_called);
    tcase_add_test(tests, function_of_another_type_is_not_called);
    tcase_add_test(tests, trap_calls_a_function_whose_name_is_the_message);
    tcase_add_test(tests, trap_is_a_finding);
    tcase_add_test(tests, trap_is_an_error_when_what_is_unsupported_is_refused);
    tcase_add_test(tests, notes_are_told_by_the_plan_only);
    return run_suite(suite);
}
