/* Names of Rust as people write them.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "demangle/demangle.h"

#include "support.h"

#include <stdio.h>
#include <string.h>

static char text[4096];

static const char *demangled(const char *name) {
    return bcf_demangle(name, strlen(name), text, sizeof text) ? text : "(none)";
}

static const struct {
    const char *name, *is;
} known[] = {
    /* The examples of RFC 2603, and what rustc makes of generics, closures, traits and constants. */
    {"_RNvCs15kBYyAo9fc_7mycrate3foo", "mycrate::foo"},
    {"_RNvNvC7mycrate3foo3bar", "mycrate::foo::bar"},
    {"_RNCNvC7mycrate3foo0", "mycrate::foo::{closure#0}"},
    {"_RNCNvC7mycrate3foos_0", "mycrate::foo::{closure#1}"},
    {"_RINvC7mycrate3foomE", "mycrate::foo::<u32>"},
    {"_RNvMC7mycrateNtC7mycrate3Foo3bar", "<mycrate::Foo>::bar"},
    {"_RNvXC7mycrateNtC7mycrate3FooNtC4core5Clone5clone", "<mycrate::Foo as core::Clone>::clone"},
    {"_RINvC7mycrate3fooAmj10_E", "mycrate::foo::<[u32; 16]>"},
    {"_RINvC7mycrate3fooKb1_E", "mycrate::foo::<true>"},
    {"_RINvC7mycrate3fooFUKCmEuE", "mycrate::foo::<unsafe extern \"C\" fn(u32)>"},
    {"_RINvC7mycrate3fooDNtC4core5CloneEL_E", "mycrate::foo::<dyn core::Clone>"},
    {"_RINvC7mycrate3fooTmmEB0_E", "mycrate::foo::<(u32, u32), mycrate::foo>"},
    {"_RNvC7mycrateu8gdel_5qa", "mycrate::g\xC3\xB6" "del"},
    {"_RNvC7mycrate3foo.llvm.123", "mycrate::foo"},
    {"_ZN7mycrate3foo17h0123456789abcdefE", "mycrate::foo"},
    {"_ZN60_$LT$alloc..string..String$u20$as$u20$core..fmt..Display$GT$3fmt17h0123456789abcdefE",
     "<alloc::string::String as core::fmt::Display>::fmt"},
    {"_ZN7mycrate3foo17h0123456789abcdefE.llvm.9", "mycrate::foo"},
    /* Constants of all kinds, as the crate rustc-demangle (0.1.28) writes them. */
    {"_RINvC7mycrate3fooKc41_E", "mycrate::foo::<'A'>"},
    {"_RINvC7mycrate3fooKc27_E", "mycrate::foo::<'\\''>"},
    {"_RINvC7mycrate3fooKca_E", "mycrate::foo::<'\\n'>"},
    {"_RINvC7mycrate3fooKc1f980_E", "mycrate::foo::<'\xF0\x9F\xA6\x80'>"},
    {"_RINvC7mycrate3fooKan7f_E", "mycrate::foo::<-127>"},
    {"_RINvC7mycrate3fooKodeadbeefdeadbeefdead_E", "mycrate::foo::<0xdeadbeefdeadbeefdead>"},
    {"_RINvC7mycrate3fooKpE", "mycrate::foo::<_>"},
    {"_RINvC7mycrate3fooKRe616263_E", "mycrate::foo::<\"abc\">"},
    {"_RINvC7mycrate3fooKe616263225c_E", "mycrate::foo::<{*\"abc\\\"\\\\\"}>"},
    {"_RINvC7mycrate3fooKRAm1_m2_EE", "mycrate::foo::<{&[1, 2]}>"},
    {"_RINvC7mycrate3fooKQAm1_m2_EE", "mycrate::foo::<{&mut [1, 2]}>"},
    {"_RINvC7mycrate3fooKRm7_E", "mycrate::foo::<{&7}>"},
    {"_RINvC7mycrate3fooKTm1_b1_EE", "mycrate::foo::<{(1, true)}>"},
    {"_RINvC7mycrate3fooKTm1_EE", "mycrate::foo::<{(1,)}>"},
    {"_RINvC7mycrate3fooKTEE", "mycrate::foo::<{()}>"},
    {"_RINvC7mycrate3fooKTm1_Bh_EE", "mycrate::foo::<{(1, 1)}>"},
    {"_RINvC7mycrate3fooKVNtC7mycrate4NoneUE", "mycrate::foo::<{mycrate::None}>"},
    {"_RINvC7mycrate3fooKVNtC7mycrate4SomeTm7_EE", "mycrate::foo::<{mycrate::Some(7)}>"},
    {"_RINvC7mycrate3fooKVNtC7mycrate5PointS1xm1_1yc41_EE", "mycrate::foo::<{mycrate::Point { x: 1, y: 'A' }}>"},
};

START_TEST(name_is_written_as_in_the_source) {
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        ck_assert_str_eq(demangled(known[i].name), known[i].is);
}
END_TEST

START_TEST(name_of_another_language_is_none) {
    static const char *const others[] = {"_RINvC7mycrate3fooKb2_E", "_RINvC7mycrate3fooKc1000000_E", "_RINvC7mycrate3fooKzE",
                                         "_RINvC7mycrate3fooKVNtC7mycrate5PointXE", "main", "", "_", "_R", "_RN", "_R0NvC1a1b", "_ZN3foo3barE",
                                         "_ZNSt6vectorIiE4pushE", "_Z3foov"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        ck_assert_str_eq(demangled(others[i]), "(none)");
}
END_TEST

START_TEST(cut_name_is_none) {
    const char *whole = "_RNvXC7mycrateNtC7mycrate3FooNtC4core5Clone5clone";
    for (size_t size = 0; size < strlen(whole); size++) {
        ck_assert(!bcf_demangle(whole, size, text, sizeof text));
        ck_assert_str_eq(text, "");
    }
}
END_TEST

/* "B" and where the type begins, counted behind "_R" in base 62, less one. */
static void refer(char *name, size_t at) {
    static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    snprintf(name + strlen(name), 8, "B%c%c_", digits[(at - 1) / 62], digits[(at - 1) % 62]);
}

/* Each type is a pair of the one before: the text would have 2^60 words. */
START_TEST(name_that_grows_without_end_is_none) {
    char name[2000] = "_RINvC1a1bTmmE";
    size_t last = strlen("INvC1a1b");
    for (size_t i = 0; i < 60; i++) {
        size_t here = strlen(name) - strlen("_R");
        strcat(name, "T");
        refer(name, last);
        refer(name, last);
        strcat(name, "E");
        last = here;
        if (i == 0) {
            char small[100];
            snprintf(small, sizeof small, "%sE", name);
            ck_assert_str_eq(demangled(small), "a::b::<(u32, u32), ((u32, u32), (u32, u32))>");
        }
    }
    strcat(name, "E");
    ck_assert_str_eq(demangled(name), "(none)");
}
END_TEST

START_TEST(name_that_is_too_deep_is_none) {
    static char name[100000];
    memset(name, 'R', sizeof name - 1);
    memcpy(name, "_RINvC1a1b", 10);
    ck_assert_str_eq(demangled(name), "(none)");
}
END_TEST

START_TEST(text_that_does_not_fit_is_none) {
    const char *name = "_RNvC7mycrate3foo";
    char small[12];
    ck_assert(!bcf_demangle(name, strlen(name), small, sizeof small));
    ck_assert_str_eq(small, "");
    ck_assert(!bcf_demangle(name, strlen(name), small, 0));
    ck_assert(bcf_demangle(name, strlen(name), text, sizeof "mycrate::foo"));
}
END_TEST

static const struct {
    const char *name, *crate;
} crates[] = {
    {"core::fmt::write", "core"},
    {"<alloc::vec::Vec<T> as core::ops::Drop>::drop", "alloc"},
    {"<&mut T as core::fmt::Debug>::fmt", "core"},
    {"<[u8] as my_crate::Thing>::it", "my_crate"},
    {"main", ""},
    {"", ""},
};

START_TEST(crate_is_the_first_of_a_path) {
    for (size_t i = 0; i < sizeof crates / sizeof crates[0]; i++) {
        size_t start = 0, size = bcf_crate_of(crates[i].name, &start);
        ck_assert_uint_eq(size, strlen(crates[i].crate));
        ck_assert(memcmp(crates[i].name + start, crates[i].crate, size) == 0);
    }
}
END_TEST

int main(void) {
    Suite *suite = suite_create("demangle");
    TCase *tests = tcase_create("demangle");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, name_is_written_as_in_the_source);
    tcase_add_test(tests, name_of_another_language_is_none);
    tcase_add_test(tests, cut_name_is_none);
    tcase_add_test(tests, name_that_grows_without_end_is_none);
    tcase_add_test(tests, name_that_is_too_deep_is_none);
    tcase_add_test(tests, text_that_does_not_fit_is_none);
    tcase_add_test(tests, crate_is_the_first_of_a_path);
    return run_suite(suite);
}
