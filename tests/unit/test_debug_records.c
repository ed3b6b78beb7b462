/* Debug records in a body: where they go, and in which form.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/debug_info.h"

#include "bits.h"

static struct made made;
static struct decoded decoded;
static struct bcf_function *function;
static struct bcf_findings findings;
static struct bcf_lowering lowering;

enum { ADD = 2 };
#define LEFT ((uint64_t)BCF_LOCAL) /* the first argument */

/* The body of "add" begins: binop, comparison, branch. */
static void begin(const char *target) {
    test_begin();
    make_small_module(&made);
    ck_assert(decode(&decoded, made.writer.bytes.data, made.writer.bytes.count));
    function = &decoded.function;
    ck_assert(bcf_decode_function(function, &decoded.bodies, ADD));
    bcf_findings_init(&findings, context, NULL, NULL);
    memset(&lowering, 0, sizeof lowering);
    lowering.module = &decoded.module;
    lowering.context = context;
    lowering.target = bcfix_target_find(target);
    lowering.findings = &findings;
    bcf_arena_init(&lowering.arena, context);
}

static void end(void) {
    bcf_lowering_free(&lowering);
    bcf_findings_free(&findings);
    free_decoded(&decoded);
    bcf_writer_free(&made.writer);
    test_end();
}

/* Puts a record of the function block behind the one at `after`. */
static void insert(size_t after, unsigned code, const char *kinds, const uint64_t *ops) {
    struct bcf_insn insn = {(uint16_t)code, BCF_NONE, BCF_NONE, (uint32_t)function->ops.count, (uint32_t)strlen(kinds), 0, 0};
    for (size_t i = 0; kinds[i]; i++) {
        ck_assert(bcf_push(context, &function->ops, ops[i]));
        ck_assert(bcf_push(context, &function->kinds, (uint8_t)kinds[i]));
    }
    ck_assert(bcf_push(context, &function->insns, insn));
    memmove(&function->insns.data[after + 2], &function->insns.data[after + 1],
            (function->insns.count - after - 2) * sizeof insn);
    function->insns.data[after + 1] = insn;
}

static uint64_t node(uint32_t code, const uint64_t *ops, size_t count) {
    return bcf_node_add(&lowering, function, code, ops, count);
}

/* A record of the first argument at line 10, behind the instruction at `after`. */
static void insert_value(size_t after) {
    uint64_t scope = node(BCF_MD_DISTINCT_NODE, NULL, 0), expression = node(BCF_MD_EXPRESSION, (const uint64_t[]){6}, 1);
    uint64_t location = node(BCF_MD_LOCATION, (const uint64_t[]){0, 10, 5, scope, 0, 0, 0, 0}, 8);
    insert(after, BCF_FUNC_DEBUG_RECORD_VALUE_SIMPLE, "mmmR", (const uint64_t[]){location, scope, expression, LEFT});
}

static unsigned code_at(size_t index) {
    ck_assert_uint_lt(index, function->insns.count);
    return function->insns.data[index].code;
}

static void ck_assert_codes(const unsigned *codes, size_t count) {
    for (size_t i = 0; i < count; i++)
        ck_assert_uint_eq(code_at(i), codes[i]);
}

#define CK_ASSERT_CODES(...)                                                                                            \
    ck_assert_codes((const unsigned[]){__VA_ARGS__}, sizeof(const unsigned[]){__VA_ARGS__} / sizeof(unsigned))

START_TEST(record_stays_where_it_is_read) {
    begin("llvm-19");
    insert_value(1);
    ck_assert_msg(bcf_lower_function(&lowering, function), "%s", bcfix_context_message(context));
    CK_ASSERT_CODES(BCF_FUNC_BINOP, BCF_FUNC_CMP2, BCF_FUNC_DEBUG_RECORD_VALUE_SIMPLE, BCF_FUNC_BR);
    end();
}
END_TEST

START_TEST(call_stands_before_the_instruction) {
    const uint64_t *ops;
    begin("llvm-18");
    insert_value(1);
    ck_assert_msg(bcf_lower_function(&lowering, function), "%s", bcfix_context_message(context));
    CK_ASSERT_CODES(BCF_FUNC_BINOP, BCF_FUNC_CALL, BCF_FUNC_DEBUG_LOC, BCF_FUNC_CMP2, BCF_FUNC_BR);
    ops = bcf_insn_ops(function, &function->insns.data[1]);
    ck_assert(bcf_string_is(bcf_global_name(&decoded.module, (uint32_t)ops[BCF_CALL_CALLEE]), "llvm.dbg.value"));
    ops = bcf_insn_ops(function, &function->insns.data[2]);
    ck_assert_uint_eq(ops[0], 10);
    ck_assert_uint_eq(ops[1], 5);
    end();
}
END_TEST

/* No reader takes both in one module. */
START_TEST(record_beside_calls_becomes_one) {
    begin("llvm-20");
    lowering.debug_calls = true;
    insert_value(1);
    ck_assert_msg(bcf_lower_function(&lowering, function), "%s", bcfix_context_message(context));
    CK_ASSERT_CODES(BCF_FUNC_BINOP, BCF_FUNC_CALL, BCF_FUNC_DEBUG_LOC, BCF_FUNC_CMP2, BCF_FUNC_BR);
    end();
}
END_TEST

/* The call has its own location between. */
START_TEST(same_location_again_is_written_out) {
    begin("llvm-16");
    insert_value(1);
    insert(1, BCF_FUNC_DEBUG_LOC_AGAIN, "", NULL);
    insert(0, BCF_FUNC_DEBUG_LOC, "llMMl", (const uint64_t[]){20, 1, 0, 0, 0});
    ck_assert_msg(bcf_lower_function(&lowering, function), "%s", bcfix_context_message(context));
    CK_ASSERT_CODES(BCF_FUNC_BINOP, BCF_FUNC_DEBUG_LOC, BCF_FUNC_CALL, BCF_FUNC_DEBUG_LOC, BCF_FUNC_CMP2, BCF_FUNC_DEBUG_LOC,
                    BCF_FUNC_BR);
    ck_assert_uint_eq(bcf_insn_ops(function, &function->insns.data[5])[0], 20);
    end();
}
END_TEST

/* Before a phi stands none. */
START_TEST(record_of_a_phi_goes_behind_it) {
    begin("llvm-16");
    function->insns.data[0].code = BCF_FUNC_PHI;
    function->insns.data[0].count = 1;
    function->ops.data[function->insns.data[0].first] = T_I32;
    function->kinds.data[function->insns.data[0].first] = BCF_K_TYPE;
    insert_value(0);
    ck_assert_msg(bcf_lower_function(&lowering, function), "%s", bcfix_context_message(context));
    CK_ASSERT_CODES(BCF_FUNC_PHI, BCF_FUNC_CALL, BCF_FUNC_DEBUG_LOC, BCF_FUNC_CMP2);
    end();
}
END_TEST

/* The metadata of a value is made once. */
START_TEST(two_records_of_a_value_share_its_node) {
    uint64_t first, second;
    begin("llvm-14");
    insert_value(1);
    insert_value(0);
    ck_assert_msg(bcf_lower_function(&lowering, function), "%s", bcfix_context_message(context));
    first = bcf_insn_ops(function, &function->insns.data[0])[BCF_CALL_FIRST_ARGUMENT];
    CK_ASSERT_CODES(BCF_FUNC_CALL, BCF_FUNC_DEBUG_LOC, BCF_FUNC_BINOP, BCF_FUNC_CALL);
    second = bcf_insn_ops(function, &function->insns.data[3])[BCF_CALL_FIRST_ARGUMENT];
    ck_assert_uint_eq(first, second);
    end();
}
END_TEST

START_TEST(location_that_is_none_is_refused) {
    uint64_t other;
    begin("llvm-16");
    other = node(BCF_MD_DISTINCT_NODE, NULL, 0);
    insert(1, BCF_FUNC_DEBUG_RECORD_LABEL, "mm", (const uint64_t[]){other, other});
    ck_assert(!bcf_lower_function(&lowering, function));
    ck_assert_int_eq(context->status, BCFIX_MALFORMED);
    end();
}
END_TEST

int main(void) {
    Suite *suite = suite_create("debug records");
    TCase *tests = tcase_create("debug records");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, record_stays_where_it_is_read);
    tcase_add_test(tests, call_stands_before_the_instruction);
    tcase_add_test(tests, record_beside_calls_becomes_one);
    tcase_add_test(tests, same_location_again_is_written_out);
    tcase_add_test(tests, record_of_a_phi_goes_behind_it);
    tcase_add_test(tests, two_records_of_a_value_share_its_node);
    tcase_add_test(tests, location_that_is_none_is_refused);
    return run_suite(suite);
}
