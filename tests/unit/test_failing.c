/* Memory that ends: each allocation of each public function of libbcfix fails in turn, on modules of rustc and of LLVM.
 *
 * Whatever fails, the call ends with a status that says so, gives nothing, and loses nothing; and what allocates nothing is
 * known. The header says which functions there are, so that none is forgotten.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "called.h"
#include "support.h"

#include <stdlib.h>

/* ---- what fails ---- */

static struct bytes input;
static bcfix_options *options; /* of `context`, made before memory ends */
static size_t read;

static bool hear_all(void *user, const bcfix_finding *finding) {
    (void)user;
    read += strlen(CALL(bcfix_finding_message, finding)) + CALL(bcfix_finding_code, finding) + CALL(bcfix_finding_line, finding) +
            CALL(bcfix_finding_column, finding) + CALL(bcfix_finding_count, finding) + CALL(bcfix_finding_bit, finding) +
            CALL(bcfix_finding_severity, finding) + CALL(bcfix_finding_reach, finding) +
            CALL(bcfix_verdict_with, BCFIX_ACCEPTED, finding);
    read += CALL(bcfix_finding_function, finding) != NULL;
    read += CALL(bcfix_finding_record, finding) != NULL;
    read += CALL(bcfix_finding_member, finding) != NULL;
    read += CALL(bcfix_finding_demangled, finding) != NULL;
    read += CALL(bcfix_finding_crate, finding) != NULL;
    read += CALL(bcfix_finding_symbol, finding) != NULL;
    read += CALL(bcfix_finding_file, finding) != NULL;
    return true;
}

static bool has_symbol(void *user, const char *name) {
    (void)user;
    return name[0] == 'm';
}

static bool go_on(void *user, uint64_t done, uint64_t total) {
    (void)user;
    return done <= total;
}

static bool take_text(void *user, const char *text, size_t size) {
    (void)user;
    read += (unsigned char)text[0] + size;
    return true;
}

/* Each of these makes one call, and frees what it gave. When it failed it gave nothing. */
static bcfix_status new_context(void) {
    bcfix_allocator allocator = ledger_allocator(&ledger);
    bcfix_context *another = CALL(bcfix_context_new, &allocator);
    if (!another)
        return BCFIX_NO_MEMORY;
    CALL(bcfix_context_free, another);
    return BCFIX_OK;
}

static bcfix_status new_options(void) {
    bcfix_options *another = CALL(bcfix_options_new, context);
    if (!another)
        return BCFIX_NO_MEMORY;
    CALL(bcfix_options_free, another);
    return BCFIX_OK;
}

static bcfix_status set_triple(void) {
    bcfix_options *another = bcfix_options_new(context);
    bcfix_status status = another ? CALL(bcfix_options_set_triple, another, "x86_64-unknown-linux-gnu") : BCFIX_NO_MEMORY;
    bcfix_options_free(another);
    return status;
}

static bcfix_status convert(void) {
    void *output = &input;
    size_t size = 1;
    bcfix_status status = CALL(bcfix_convert, context, options, input.data, input.size, &output, &size);
    ck_assert_msg((output != NULL) == (status == BCFIX_OK) && (size != 0) == (status == BCFIX_OK), "a result beside status %d", status);
    CALL(bcfix_buffer_free, context, output, size);
    return status;
}

static bcfix_status check(void) {
    bcfix_checked *checked = (bcfix_checked *)&input;
    bcfix_status status = CALL(bcfix_check, context, options, input.data, input.size, &checked);
    ck_assert((checked != NULL) == (status == BCFIX_OK));
    if (checked)
        read += strlen(CALL(bcfix_checked_container, checked)) + strlen(CALL(bcfix_checked_producer, checked)) +
                strlen(CALL(bcfix_checked_triple, checked)) + CALL(bcfix_checked_verdict, checked);
    CALL(bcfix_checked_free, checked);
    return status;
}

static bcfix_status dump(void) {
    return CALL(bcfix_dump, context, input.data, input.size, take_text, NULL);
}

static void look_at(const bcfix_info *found) {
    size_t size;
    for (size_t i = 0; i <= CALL(bcfix_info_modules, found); i++) {
        read += CALL(bcfix_info_producer, found, i) != NULL;
        read += CALL(bcfix_info_triple, found, i) != NULL;
        read += CALL(bcfix_info_data_layout, found, i) != NULL;
        read += CALL(bcfix_info_source_file, found, i) != NULL;
        read += CALL(bcfix_info_member, found, i) != NULL;
        read += CALL(bcfix_info_section, found, i) != NULL;
        read += CALL(bcfix_info_bitcode, found, i, &size) != NULL;
        read += CALL(bcfix_info_count, found, i, BCFIX_COUNT_FUNCTIONS);
    }
    for (size_t i = 0; i <= CALL(bcfix_info_others, found); i++) {
        read += CALL(bcfix_info_other_name, found, i) != NULL;
        read += CALL(bcfix_info_other_kind, found, i) != NULL;
        read += CALL(bcfix_info_other_is_native, found, i);
        read += CALL(bcfix_info_other_bytes, found, i, &size) != NULL;
    }
    read += strlen(CALL(bcfix_info_container, found));
}

static bcfix_status info(void) {
    bcfix_info *found = (bcfix_info *)&input;
    bcfix_status status = CALL(bcfix_info_new, context, input.data, input.size, &found);
    ck_assert((found != NULL) == (status == BCFIX_OK));
    if (found)
        look_at(found);
    CALL(bcfix_info_free, found);
    return status;
}

static bcfix_status symbols_with(bool users) {
    bcfix_symbols *found = (bcfix_symbols *)&input;
    bcfix_status status = CALL(bcfix_symbols_new, context, input.data, input.size, users, &found);
    ck_assert((found != NULL) == (status == BCFIX_OK));
    read += found ? CALL(bcfix_symbols_module_count, found) : 0;
    for (size_t i = 0; found && i <= CALL(bcfix_symbols_count, found); i++) {
        read += CALL(bcfix_symbols_name, found, i) != NULL;
        read += CALL(bcfix_symbols_is_defined, found, i);
        read += CALL(bcfix_symbols_is_weak, found, i);
        read += CALL(bcfix_symbols_is_function, found, i);
        for (size_t u = 0; u <= CALL(bcfix_symbols_user_count, found, i); u++)
            read += CALL(bcfix_symbols_user, found, i, u) != NULL;
    }
    CALL(bcfix_symbols_free, found);
    return status;
}

static bcfix_status symbols(void) {
    return symbols_with(false);
}

static bcfix_status symbols_and_users(void) {
    return symbols_with(true);
}

/* ---- failing ---- */

static const char *const targets[] = {"graalvm-25.0", "llvm-14", "llvm-22", "graalvm-23.1"};
enum { ALL_TARGETS = sizeof targets / sizeof targets[0], TWO_TARGETS = 2 };

static void set_up(const char *variable) {
    test_begin();
    input = file_from(variable, "rustc and llvm-as were not found, so there is no real module");
    options = bcfix_options_new(context);
    ck_assert_ptr_nonnull(options);
    CALL(bcfix_options_set_findings, options, hear_all, NULL);
    CALL(bcfix_options_set_symbols, options, has_symbol, NULL);
    CALL(bcfix_options_set_progress, options, go_on, NULL);
}

static void tear_down(void) {
    bcfix_options_free(options);
    free(input.data);
    test_end();
}

static void fail_for_targets(const char *variable, size_t count) {
    set_up(variable);
    for (size_t t = 0; t < count; t++) {
        for (int strip = 0; strip < (t < 1 ? 2 : 1); strip++) {
            ck_assert_int_eq(CALL(bcfix_options_set_target, options, targets[t]), BCFIX_OK);
            CALL(bcfix_options_set_strip_debug, options, strip != 0);
            fail_each(convert, BCFIX_OK, targets[t], 2);
        }
        fail_each(check, BCFIX_OK, targets[t], 2);
    }
    tear_down();
}

static void fail_looking(const char *variable) {
    set_up(variable);
    fail_each(info, BCFIX_OK, "info", 2);
    fail_each(dump, BCFIX_OK, "dump", 2);
    fail_each(symbols, BCFIX_OK, "symbols", 2);
    fail_each(symbols_and_users, BCFIX_OK, "symbols and users", 2);
    tear_down();
}

START_TEST(archives_of_rustc) {
    fail_for_targets("BCFIX_RUST_ARCHIVE", TWO_TARGETS);
    fail_looking("BCFIX_RUST_ARCHIVE");
}
END_TEST

START_TEST(everything_in_a_module) {
    fail_looking("BCFIX_REAL_MODULE");
}
END_TEST

/* What gives no status and makes no objects takes no memory. */
static void call_the_rest(void) {
    uint64_t before = ledger.calls;
    bcfix_options *none = NULL;
    for (size_t i = 0; i <= CALL_NONE(bcfix_target_count); i++) {
        const bcfix_target *target = CALL(bcfix_target_at, i);
        if (target)
            read += strlen(CALL(bcfix_target_name, target)) + strlen(CALL(bcfix_target_description, target)) +
                    CALL(bcfix_target_llvm_major, target) + CALL(bcfix_target_is_default, target) +
                    CALL(bcfix_target_takes_any_platform, target) + CALL(bcfix_target_provides, target, "malloc");
    }
    for (size_t i = 0; i <= CALL_NONE(bcfix_platform_count); i++) {
        const bcfix_platform *platform = CALL(bcfix_platform_at, i);
        if (platform)
            read += strlen(CALL(bcfix_platform_name, platform)) + strlen(CALL(bcfix_platform_triple, platform)) +
                    CALL(bcfix_platform_is_tested, platform);
    }
    for (size_t i = 0; i < CALL_NONE(bcfix_registry_count); i++) {
        unsigned code = CALL(bcfix_registry_code, i);
        read += strlen(CALL(bcfix_registry_name, code)) + strlen(CALL(bcfix_registry_title, code)) +
                strlen(CALL(bcfix_registry_since, code)) + strlen(CALL(bcfix_registry_explanation, code)) +
                strlen(CALL(bcfix_registry_remedy, code)) + strlen(CALL(bcfix_action_text, CALL(bcfix_registry_action, code))) +
                strlen(CALL(bcfix_severity_text, CALL(bcfix_registry_severity, code)));
    }
    read += strlen(CALL(bcfix_status_text, BCFIX_OK)) + strlen(CALL_NONE(bcfix_version_string)) +
            strlen(CALL(bcfix_reach_text, BCFIX_REACH_NO)) + strlen(CALL(bcfix_verdict_text, BCFIX_TRAPS)) +
            strlen(CALL(bcfix_context_message, context)) + CALL(bcfix_context_peak_memory, context) +
            CALL(bcfix_context_limit, context, BCFIX_LIMIT_MEMORY);
    ck_assert_ptr_nonnull(CALL(bcfix_target_find, "llvm-22"));
    ck_assert_ptr_nonnull(CALL(bcfix_platform_find, "linux-x86_64"));
    ck_assert_ptr_nonnull(CALL(bcfix_options_target, options));
    ck_assert_int_eq(CALL(bcfix_context_set_limit, context, BCFIX_LIMIT_NESTING, 60), BCFIX_OK);
    ck_assert_int_eq(CALL(bcfix_options_set_unsupported, options, BCFIX_UNSUPPORTED_TRAP), BCFIX_OK);
    ck_assert_int_eq(CALL(bcfix_options_set_platform, options, "linux-x86_64"), BCFIX_OK);
    bcfix_options_free(none);
    ck_assert_uint_eq(ledger.calls, before);
}

START_TEST(each_public_function) {
    fail_for_targets("BCFIX_RUST_MODULE", ALL_TARGETS);
    fail_looking("BCFIX_RUST_MODULE");
    set_up("BCFIX_RUST_MODULE");
    fail_each(new_context, BCFIX_OK, "context", 2);
    fail_each(new_options, BCFIX_OK, "options", 2);
    fail_each(set_triple, BCFIX_OK, "triple", 2);
    call_the_rest();
    tear_down();
    check_that_all_were_called("BCFIX_HEADER", 80);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("memory that ends");
    TCase *tests = tcase_create("failing");
    tcase_set_timeout(tests, 600);
    suite_add_tcase(suite, tests);
    free(file_from("BCFIX_RUST_MODULE", "rustc was not found, so there is no module of it").data);
    free(file_from("BCFIX_REAL_MODULE", "llvm-as was not found, so there is no module of LLVM's own").data);
    tcase_add_test(tests, each_public_function);
    tcase_add_test(tests, archives_of_rustc);
    tcase_add_test(tests, everything_in_a_module);
    return run_suite(suite);
}
