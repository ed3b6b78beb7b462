/* What a program is told of its processor goes with the intrinsics that have an exact form.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/intrinsics.h"

#include "support.h"

#include <stdio.h>

struct feature {
    const char *name;
    bool reported;
    const char *intrinsics, *why;
};

static const struct feature features[] = {
#define CPU_LEAF(leaf, eax, ebx, ecx, edx)
#define CPU_FEATURE(name, leaf, place, bit, reported, intrinsics, why) {name, reported, intrinsics, why},
#define CPU_EXCEPTION(intrinsics, why)
#include "target/cpu_features.def"
#undef CPU_FEATURE
#undef CPU_EXCEPTION
};

static const struct {
    const char *intrinsics, *why;
} exceptions[] = {
#define CPU_FEATURE(name, leaf, place, bit, reported, intrinsics, why)
#define CPU_EXCEPTION(intrinsics, why) {intrinsics, why},
#include "target/cpu_features.def"
#undef CPU_LEAF
#undef CPU_FEATURE
#undef CPU_EXCEPTION
};

/* Every intrinsic that some LLVM has: in groups, each with the beginning of their names. */
static const struct {
    const char *prefix, *names;
} groups[] = {
#define SINCE(release, overloaded, prefix, names) {prefix, names},
#include "target/intrinsics_since.def"
#undef SINCE
};

enum { FEATURES = sizeof features / sizeof features[0], EXCEPTIONS = sizeof exceptions / sizeof exceptions[0],
       GROUPS = sizeof groups / sizeof groups[0] };

/* How much of the name the longest word of the list is that it begins with; 0 for none. */
static size_t matched(const char *list, const char *name) {
    size_t best = 0;
    while (*list) {
        size_t size = strcspn(list, " ");
        if (size > best && strncmp(list, name, size) == 0)
            best = size;
        list += size + strspn(list + size, " ");
    }
    return best;
}

static const struct feature *feature_of(const char *name) {
    const struct feature *best = NULL;
    size_t best_size = 0;
    for (size_t i = 0; i < FEATURES; i++) {
        size_t size = matched(features[i].intrinsics, name);
        if (size > best_size) {
            best = &features[i];
            best_size = size;
        }
    }
    return best;
}

static bool is_exception(const char *name) {
    for (size_t i = 0; i < EXCEPTIONS; i++)
        if (matched(exceptions[i].intrinsics, name))
            return true;
    return false;
}

static bool has_form(const char *name) {
    char full[160];
    struct bcf_string suffix;
    const struct bcf_intrinsic_row *row;
    snprintf(full, sizeof full, "llvm.x86.%s", name);
    row = bcf_intrinsic_find(bcf_string_of(full), &suffix);
    return row && row->how != BCF_TRAPS;
}

/* Calls `visit` for what stands behind "llvm.x86." in each name that there is. */
static unsigned each_intrinsic(void (*visit)(const char *name)) {
    unsigned count = 0;
    for (size_t g = 0; g < GROUPS; g++) {
        const char *names = groups[g].names;
        while (*names) {
            char name[120];
            size_t size = strcspn(names, " ");
            snprintf(name, sizeof name, "%s%.*s", groups[g].prefix, (int)size, names);
            names += size + strspn(names + size, " ");
            if (strncmp(name, "x86.", 4) != 0)
                continue;
            visit(name + 4);
            count++;
        }
    }
    return count;
}

static void check_form(const char *name) {
    const struct feature *feature = feature_of(name);
    if (feature && feature->reported && !is_exception(name))
        ck_assert_msg(has_form(name), "llvm.x86.%s of %s has no form, and programs are told of it", name, feature->name);
}

START_TEST(every_intrinsic_of_a_reported_feature_has_a_form) {
    ck_assert_uint_gt(each_intrinsic(check_form), 500);
}
END_TEST

static const char *looked_for;
static unsigned found;

static void count_those_that_begin_so(const char *name) {
    found += strncmp(name, looked_for, strlen(looked_for)) == 0;
}

static void check_words(const char *list) {
    char word[80];
    while (*list) {
        size_t size = strcspn(list, " ");
        snprintf(word, sizeof word, "%.*s", (int)size, list);
        looked_for = word;
        found = 0;
        each_intrinsic(count_those_that_begin_so);
        ck_assert_msg(found > 0, "no intrinsic begins with llvm.x86.%s", word);
        list += size + strspn(list + size, " ");
    }
}

START_TEST(every_word_of_the_table_is_of_some_intrinsic) {
    for (size_t i = 0; i < FEATURES; i++)
        check_words(features[i].intrinsics);
    for (size_t i = 0; i < EXCEPTIONS; i++)
        check_words(exceptions[i].intrinsics);
}
END_TEST

static void check_exception(const char *name) {
    const struct feature *feature = feature_of(name);
    if (!is_exception(name))
        return;
    ck_assert_msg(feature && feature->reported, "llvm.x86.%s is an exception of nothing", name);
    ck_assert_msg(!has_form(name), "llvm.x86.%s is an exception and has a form", name);
}

START_TEST(exceptions_are_of_reported_features_and_have_no_form) {
    each_intrinsic(check_exception);
}
END_TEST

START_TEST(a_feature_that_is_not_reported_says_why) {
    for (size_t i = 0; i < FEATURES; i++)
        ck_assert_msg(features[i].reported == (features[i].why[0] == '\0'), "%s", features[i].name);
    for (size_t i = 0; i < EXCEPTIONS; i++)
        ck_assert_uint_gt(strlen(exceptions[i].why), 10);
}
END_TEST

static bool reports(const char *name) {
    for (size_t i = 0; i < FEATURES; i++)
        if (strcmp(features[i].name, name) == 0)
            return features[i].reported;
    ck_abort_msg("there is no feature %s", name);
}

START_TEST(what_needs_another_feature_is_reported_with_it) {
    static const char *const needs[][2] = {
        {"sse2", "sse"}, {"sse3", "sse2"}, {"ssse3", "sse3"}, {"sse4.1", "ssse3"}, {"sse4.2", "sse4.1"}, {"avx", "sse4.2"},
        {"avx", "osxsave"}, {"osxsave", "xsave"}, {"avx2", "avx"}, {"fma", "avx"}, {"aes", "sse2"}, {"pclmulqdq", "sse2"},
        {"sha", "sse2"}, {"vaes", "aes"}, {"vaes", "avx"}, {"vpclmulqdq", "pclmulqdq"}, {"vpclmulqdq", "avx"}};
    for (size_t i = 0; i < sizeof needs / sizeof needs[0]; i++)
        ck_assert_msg(!reports(needs[i][0]) || reports(needs[i][1]), "%s without %s", needs[i][0], needs[i][1]);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("cpu_features");
    TCase *table = tcase_create("table");
    tcase_add_test(table, every_intrinsic_of_a_reported_feature_has_a_form);
    tcase_add_test(table, every_word_of_the_table_is_of_some_intrinsic);
    tcase_add_test(table, exceptions_are_of_reported_features_and_have_no_form);
    tcase_add_test(table, a_feature_that_is_not_reported_says_why);
    tcase_add_test(table, what_needs_another_feature_is_reported_with_it);
    suite_add_tcase(suite, table);
    return run_suite(suite);
}
