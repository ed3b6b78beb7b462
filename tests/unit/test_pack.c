/* Records in little memory.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "bits.h"

static struct bcf_pack pack;
static struct bcf_unpacked unpacked;

static void begin(void) {
    test_begin();
    memset(&pack, 0, sizeof pack);
    memset(&unpacked, 0, sizeof unpacked);
}

static void end(void) {
    bcf_pack_free(context, &pack);
    bcf_free_array(context, &unpacked.ops);
    test_end();
}

static void ck_assert_record(size_t index, uint32_t code, const uint64_t *ops, size_t count) {
    ck_assert(bcf_pack_get(context, &pack, index, &unpacked));
    ck_assert_uint_eq(unpacked.code, code);
    ck_assert_uint_eq(unpacked.ops.count, count);
    for (size_t i = 0; i < count; i++)
        ck_assert_uint_eq(unpacked.ops.data[i], ops[i]);
}

START_TEST(record_comes_back) {
    const uint64_t ops[] = {0, 1, 127, 128, 16383, 16384, (uint64_t)1 << 63, UINT64_MAX};
    ck_assert(bcf_pack_add(context, &pack, UINT32_MAX, ops, 8));
    ck_assert_record(0, UINT32_MAX, ops, 8);
}
END_TEST

START_TEST(record_without_operands_comes_back) {
    ck_assert(bcf_pack_add(context, &pack, 7, NULL, 0));
    ck_assert_record(0, 7, NULL, 0);
}
END_TEST

START_TEST(records_are_found_by_index) {
    for (uint64_t i = 0; i < 3000; i++) {
        const uint64_t ops[] = {i, i * i};
        ck_assert(bcf_pack_add(context, &pack, (uint32_t)i, ops, i % 3));
    }
    for (uint64_t i = 3000; i-- > 0;) {
        const uint64_t ops[] = {i, i * i};
        ck_assert_record(i, (uint32_t)i, ops, i % 3);
    }
}
END_TEST

START_TEST(record_may_be_long) {
    enum { COUNT = 50000 };
    uint64_t *ops = bcf_allocate(context, COUNT * sizeof *ops);
    for (uint64_t i = 0; i < COUNT; i++)
        ops[i] = UINT64_MAX - i;
    ck_assert(bcf_pack_add(context, &pack, 1, ops, COUNT));
    ck_assert_record(0, 1, ops, COUNT);
    bcf_release(context, ops, COUNT * sizeof *ops);
}
END_TEST

START_TEST(code_is_known_without_taking_the_record_out) {
    const uint64_t ops[] = {9};
    ck_assert(bcf_pack_add(context, &pack, 5, ops, 1));
    ck_assert(bcf_pack_add(context, &pack, 600, ops, 1));
    ck_assert_uint_eq(bcf_pack_code(&pack, 0), 5);
    ck_assert_uint_eq(bcf_pack_code(&pack, 1), 600);
}
END_TEST

START_TEST(replaced_record_keeps_its_index) {
    const uint64_t old[] = {1, 2}, fresh[] = {3, 4, 5, 6};
    ck_assert(bcf_pack_add(context, &pack, 1, old, 2));
    ck_assert(bcf_pack_add(context, &pack, 2, old, 2));
    ck_assert(bcf_pack_replace(context, &pack, 0, 10, fresh, 4));
    ck_assert_record(0, 10, fresh, 4);
    ck_assert_record(1, 2, old, 2);
}
END_TEST

START_TEST(cleared_pack_is_empty_and_keeps_its_memory) {
    const uint64_t ops[] = {1};
    uint64_t before;
    ck_assert(bcf_pack_add(context, &pack, 1, ops, 1));
    bcf_pack_clear(&pack);
    ck_assert_uint_eq(pack.offsets.count, 0);
    before = ledger.calls;
    ck_assert(bcf_pack_add(context, &pack, 2, ops, 1));
    ck_assert_uint_eq(ledger.calls, before);
    ck_assert_record(0, 2, ops, 1);
}
END_TEST

START_TEST(small_records_take_little_memory) {
    const uint64_t ops[] = {1, 2, 3};
    for (int i = 0; i < 1000; i++)
        ck_assert(bcf_pack_add(context, &pack, 1, ops, 3));
    ck_assert_uint_eq(pack.bytes.count, 1000 * 5); /* code, count and operands, a byte each */
}
END_TEST

START_TEST(without_memory_nothing_is_added) {
    const uint64_t ops[] = {1};
    ledger.fail_at = ledger.calls + 2;
    ck_assert(!bcf_pack_add(context, &pack, 1, ops, 1));
    ck_assert_error(BCFIX_NO_MEMORY, "out of memory");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("pack");
    TCase *tests = tcase_create("pack");
    tcase_add_checked_fixture(tests, begin, end);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, record_comes_back);
    tcase_add_test(tests, record_without_operands_comes_back);
    tcase_add_test(tests, records_are_found_by_index);
    tcase_add_test(tests, record_may_be_long);
    tcase_add_test(tests, code_is_known_without_taking_the_record_out);
    tcase_add_test(tests, replaced_record_keeps_its_index);
    tcase_add_test(tests, cleared_pack_is_empty_and_keeps_its_memory);
    tcase_add_test(tests, small_records_take_little_memory);
    tcase_add_test(tests, without_memory_nothing_is_added);
    return run_suite(suite);
}
