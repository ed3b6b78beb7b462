/* Findings: their registry, and how they are merged and handed over.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "findings/findings.h"

#include "bits.h"

static struct bcf_findings findings;
static struct heard heard;

static void begin(void) {
    test_begin();
    memset(&heard, 0, sizeof heard);
    bcf_findings_init(&findings, context, hear, &heard);
}

static void end(void) {
    bcf_findings_free(&findings);
    test_end();
}

/* ---- the registry ---- */

START_TEST(codes_are_sorted_and_unique) {
    ck_assert_uint_gt(bcfix_registry_count(), 20);
    for (size_t i = 1; i < bcfix_registry_count(); i++)
        ck_assert_uint_lt(bcfix_registry_code(i - 1), bcfix_registry_code(i));
}
END_TEST

START_TEST(names_are_unique) {
    for (size_t i = 0; i < bcfix_registry_count(); i++)
        for (size_t j = i + 1; j < bcfix_registry_count(); j++)
            ck_assert_str_ne(bcfix_registry_name(bcfix_registry_code(i)), bcfix_registry_name(bcfix_registry_code(j)));
}
END_TEST

START_TEST(names_are_words_with_hyphens) {
    for (size_t i = 0; i < bcfix_registry_count(); i++) {
        const char *name = bcfix_registry_name(bcfix_registry_code(i));
        ck_assert_uint_gt(strlen(name), 0);
        ck_assert_uint_eq(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-"), strlen(name));
    }
}
END_TEST

START_TEST(titles_are_one_line) {
    for (size_t i = 0; i < bcfix_registry_count(); i++) {
        const char *title = bcfix_registry_title(bcfix_registry_code(i));
        ck_assert_uint_gt(strlen(title), 10);
        ck_assert_ptr_null(strchr(title, '\n'));
    }
}
END_TEST

START_TEST(codes_have_the_meaning_they_had_at_first) {
    ck_assert_str_eq(bcfix_registry_name(1), "target-triple");
    ck_assert_str_eq(bcfix_registry_name(11), "lifetime-markers");
    ck_assert_str_eq(bcfix_registry_name(40), "unsupported-intrinsic");
    ck_assert_str_eq(bcfix_registry_name(63), "unsupported-global");
    ck_assert_int_eq(BCFIX_BCF011_LIFETIME_MARKERS, 11);
}
END_TEST

START_TEST(severities_come_from_the_registry) {
    ck_assert_int_eq(bcfix_registry_severity(1), BCFIX_NOTE);
    ck_assert_int_eq(bcfix_registry_severity(10), BCFIX_LOSS);
    ck_assert_int_eq(bcfix_registry_severity(40), BCFIX_TRAP);
    ck_assert_int_eq(bcfix_registry_severity(60), BCFIX_REFUSAL);
}
END_TEST

START_TEST(severities_have_texts) {
    ck_assert_str_eq(bcfix_severity_text(BCFIX_NOTE), "note");
    ck_assert_str_eq(bcfix_severity_text(BCFIX_LOSS), "loss");
    ck_assert_str_eq(bcfix_severity_text(BCFIX_TRAP), "trap");
    ck_assert_str_eq(bcfix_severity_text(BCFIX_REFUSAL), "refusal");
    ck_assert_str_eq(bcfix_severity_text((bcfix_severity)4), "unknown");
}
END_TEST

START_TEST(unknown_code_has_nothing) {
    ck_assert_ptr_null(bcfix_registry_name(999));
    ck_assert_ptr_null(bcfix_registry_title(999));
    ck_assert_int_eq(bcfix_registry_severity(999), BCFIX_NOTE);
    ck_assert_ptr_null(bcfix_registry_since(999));
    ck_assert_ptr_null(bcfix_registry_explanation(999));
    ck_assert_ptr_null(bcfix_registry_remedy(999));
    ck_assert_int_eq(bcfix_registry_action(999), BCFIX_ACTION_REWRITTEN);
    ck_assert_uint_eq(bcfix_registry_code(bcfix_registry_count()), 0);
}
END_TEST

START_TEST(codes_are_explained) {
    for (size_t i = 0; i < bcfix_registry_count(); i++) {
        unsigned code = bcfix_registry_code(i);
        ck_assert_uint_gt(strlen(bcfix_registry_since(code)), 2);
        ck_assert_uint_gt(strlen(bcfix_registry_explanation(code)), 30);
        ck_assert_uint_gt(strlen(bcfix_registry_remedy(code)), 15);
        ck_assert_ptr_null(strchr(bcfix_registry_explanation(code), '\n'));
    }
}
END_TEST

START_TEST(actions_go_with_severities) {
    for (size_t i = 0; i < bcfix_registry_count(); i++) {
        unsigned code = bcfix_registry_code(i);
        ck_assert_int_eq(bcfix_registry_severity(code) == BCFIX_TRAP, bcfix_registry_action(code) == BCFIX_ACTION_STOPS);
        ck_assert_int_eq(bcfix_registry_severity(code) == BCFIX_REFUSAL, bcfix_registry_action(code) == BCFIX_ACTION_REFUSED);
        ck_assert_int_eq(bcfix_registry_severity(code) == BCFIX_LOSS, bcfix_registry_action(code) == BCFIX_ACTION_DROPPED);
    }
}
END_TEST

START_TEST(actions_have_texts) {
    ck_assert_str_eq(bcfix_action_text(BCFIX_ACTION_NONE), "none");
    ck_assert_str_eq(bcfix_action_text(BCFIX_ACTION_REFUSED), "refused");
    ck_assert_str_eq(bcfix_action_text((bcfix_action)6), "unknown");
}
END_TEST

/* ---- on their way ---- */

START_TEST(finding_is_handed_over_as_it_was_told) {
    ck_assert(bcf_findings_enter(&findings, "main and more", 4));
    ck_assert(bcf_find(&findings, BCFIX_BCF020_INTRINSIC, "CALL", 77, "%s was %d", "it", 5));
    ck_assert(bcf_findings_flush(&findings));
    ck_assert_str_eq(heard.text, "BCF020 1 main CALL: it was 5\n");
}
END_TEST

START_TEST(finding_of_the_module_has_no_function) {
    ck_assert(bcf_find(&findings, BCFIX_BCF001_TARGET_TRIPLE, NULL, UINT64_MAX, "spelled"));
    ck_assert(bcf_findings_flush(&findings));
    ck_assert_str_eq(heard.text, "BCF001 1 - -: spelled\n");
}
END_TEST

static bool keep_place(void *user, const bcfix_finding *finding) {
    *(uint64_t *)user = bcfix_finding_bit(finding) + (uint64_t)bcfix_finding_severity(finding);
    return true;
}

START_TEST(finding_knows_its_place_and_severity) {
    uint64_t place = 0;
    findings.callback = keep_place;
    findings.user = &place;
    ck_assert(bcf_find(&findings, BCFIX_BCF040_UNSUPPORTED_INTRINSIC, "CALL", 700, "x"));
    ck_assert(bcf_findings_flush(&findings));
    ck_assert_uint_eq(place, 700 + BCFIX_TRAP);
}
END_TEST

START_TEST(same_finding_in_a_function_is_counted) {
    for (uint64_t bit = 0; bit < 5; bit++)
        ck_assert(bcf_find(&findings, BCFIX_BCF011_LIFETIME_MARKERS, "CALL", bit, "dropped"));
    ck_assert(bcf_findings_flush(&findings));
    ck_assert_str_eq(heard.text, "BCF011 5 - CALL: dropped\n");
}
END_TEST

START_TEST(other_message_is_another_finding) {
    ck_assert(bcf_find(&findings, BCFIX_BCF020_INTRINSIC, NULL, 0, "one"));
    ck_assert(bcf_find(&findings, BCFIX_BCF020_INTRINSIC, NULL, 0, "two"));
    ck_assert(bcf_findings_flush(&findings));
    ck_assert_str_eq(heard.text, "BCF020 1 - -: one\nBCF020 1 - -: two\n");
}
END_TEST

START_TEST(other_code_is_another_finding) {
    ck_assert(bcf_find(&findings, BCFIX_BCF020_INTRINSIC, NULL, 0, "same"));
    ck_assert(bcf_find(&findings, BCFIX_BCF021_ATOMIC, NULL, 0, "same"));
    ck_assert(bcf_findings_flush(&findings));
    ck_assert_uint_eq(heard.count, 2);
}
END_TEST

START_TEST(next_function_hands_over_what_was_before) {
    ck_assert(bcf_findings_enter(&findings, "first", 5));
    ck_assert(bcf_find(&findings, BCFIX_BCF020_INTRINSIC, NULL, 0, "same"));
    ck_assert(bcf_findings_enter(&findings, "second", 6));
    ck_assert_str_eq(heard.text, "BCF020 1 first -: same\n");
    ck_assert(bcf_find(&findings, BCFIX_BCF020_INTRINSIC, NULL, 0, "same"));
    ck_assert(bcf_findings_flush(&findings));
    ck_assert_str_eq(heard.text, "BCF020 1 first -: same\nBCF020 1 second -: same\n");
}
END_TEST

START_TEST(handed_over_once) {
    ck_assert(bcf_find(&findings, BCFIX_BCF020_INTRINSIC, NULL, 0, "once"));
    ck_assert(bcf_findings_flush(&findings));
    ck_assert(bcf_findings_flush(&findings));
    ck_assert_uint_eq(heard.count, 1);
}
END_TEST

START_TEST(callback_that_says_stop_cancels) {
    heard.stop_at = 1;
    ck_assert(bcf_find(&findings, BCFIX_BCF020_INTRINSIC, NULL, 0, "one"));
    ck_assert(bcf_find(&findings, BCFIX_BCF020_INTRINSIC, NULL, 0, "two"));
    ck_assert(!bcf_findings_flush(&findings));
    ck_assert_error(BCFIX_CANCELLED, "cancelled by the caller");
    ck_assert_uint_eq(heard.count, 1);
}
END_TEST

START_TEST(without_callback_nobody_hears) {
    findings.callback = NULL;
    ck_assert(bcf_find(&findings, BCFIX_BCF020_INTRINSIC, NULL, 0, "one"));
    ck_assert(bcf_findings_flush(&findings));
    ck_assert_uint_eq(heard.count, 0);
}
END_TEST

START_TEST(message_that_is_too_long_is_cut) {
    char text[3000];
    memset(text, 'x', sizeof text);
    text[sizeof text - 1] = '\0';
    ck_assert(bcf_find(&findings, BCFIX_BCF020_INTRINSIC, NULL, 0, "%s", text));
    ck_assert(bcf_findings_flush(&findings));
    ck_assert_uint_gt(strlen(heard.text), 500);
    ck_assert_uint_lt(strlen(heard.text), 1100);
}
END_TEST

START_TEST(without_memory_a_finding_is_an_error) {
    ledger.fail_at = ledger.calls + 1;
    ck_assert(!bcf_find(&findings, BCFIX_BCF020_INTRINSIC, NULL, 0, "one"));
    ck_assert_error(BCFIX_NO_MEMORY, "out of memory");
    ck_assert(!bcf_findings_flush(&findings));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("findings");
    TCase *tests = tcase_create("findings");
    tcase_add_checked_fixture(tests, begin, end);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, codes_are_sorted_and_unique);
    tcase_add_test(tests, names_are_unique);
    tcase_add_test(tests, names_are_words_with_hyphens);
    tcase_add_test(tests, titles_are_one_line);
    tcase_add_test(tests, codes_have_the_meaning_they_had_at_first);
    tcase_add_test(tests, severities_come_from_the_registry);
    tcase_add_test(tests, severities_have_texts);
    tcase_add_test(tests, unknown_code_has_nothing);
    tcase_add_test(tests, codes_are_explained);
    tcase_add_test(tests, actions_go_with_severities);
    tcase_add_test(tests, actions_have_texts);
    tcase_add_test(tests, finding_is_handed_over_as_it_was_told);
    tcase_add_test(tests, finding_of_the_module_has_no_function);
    tcase_add_test(tests, finding_knows_its_place_and_severity);
    tcase_add_test(tests, same_finding_in_a_function_is_counted);
    tcase_add_test(tests, other_message_is_another_finding);
    tcase_add_test(tests, other_code_is_another_finding);
    tcase_add_test(tests, next_function_hands_over_what_was_before);
    tcase_add_test(tests, handed_over_once);
    tcase_add_test(tests, callback_that_says_stop_cancels);
    tcase_add_test(tests, without_callback_nobody_hears);
    tcase_add_test(tests, message_that_is_too_long_is_cut);
    tcase_add_test(tests, without_memory_a_finding_is_an_error);
    return run_suite(suite);
}
