/* What holds bitcode, and what is no bitcode.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "bits.h"

#include "container/container.h"

static struct bcf_container container;
static struct bcf_arena arena;

static bool open_bytes(const void *bytes, size_t size) {
    bcf_arena_init(&arena, context);
    return bcf_container_open(context, &arena, bytes, size, &container);
}

static void done(void) {
    bcf_container_free(&container);
    bcf_arena_free(&arena);
}

/* Bytes from a text with zeros in it. */
#define open(text) open_bytes((text), sizeof(text) - 1)
#define RAW "BC\xC0\xDE"
#define REFUSED(name, status, message, text)                                                                          \
    START_TEST(name) {                                                                                                \
        ck_assert(!open(text));                                                                                       \
        ck_assert_error((status), "top level, " message);                                                             \
        done();                                                                                                       \
    }                                                                                                                 \
    END_TEST

START_TEST(raw_bitcode_is_taken_as_it_is) {
    static const char text[] = RAW "rest";
    ck_assert(open(text));
    ck_assert_str_eq(container.kind, "raw bitcode");
    ck_assert_uint_eq(container.pieces.count, 1);
    ck_assert_ptr_null(container.pieces.data[0].member);
    ck_assert_ptr_eq(container.pieces.data[0].bitcode.data, text);
    ck_assert_uint_eq(container.pieces.data[0].bitcode.size, 8);
    done();
}
END_TEST

START_TEST(wrapper_says_where_bitcode_is) {
    static const char text[] = "\xDE\xC0\x17\x0B\0\0\0\0\x18\0\0\0\x08\0\0\0\0\0\0\x01----" RAW "restpadding";
    ck_assert(open(text));
    ck_assert_str_eq(container.kind, "bitcode wrapper");
    ck_assert_uint_eq(container.pieces.count, 1);
    ck_assert_ptr_eq(container.pieces.data[0].bitcode.data, text + 24);
    ck_assert_uint_eq(container.pieces.data[0].bitcode.size, 8);
    done();
}
END_TEST

START_TEST(wrapper_may_end_with_the_file) {
    ck_assert(open("\xDE\xC0\x17\x0B\0\0\0\0\x14\0\0\0\x04\0\0\0\0\0\0\x01" RAW));
    ck_assert_uint_eq(container.pieces.data[0].bitcode.size, 4);
    done();
}
END_TEST

REFUSED(wrapper_that_is_cut, BCFIX_MALFORMED, "bit 0: the wrapper header ends in the middle",
        "\xDE\xC0\x17\x0B\0\0\0\0\x14\0\0\0\x04\0\0\0\0\0\0")
REFUSED(wrapper_with_an_offset_outside, BCFIX_MALFORMED,
        "bit 64: the wrapper says that bitcode is outside the file",
        "\xDE\xC0\x17\x0B\0\0\0\0\x19\0\0\0\0\0\0\0\0\0\0\x01" RAW)
REFUSED(wrapper_with_a_size_outside, BCFIX_MALFORMED, "bit 64: the wrapper says that bitcode is outside the file",
        "\xDE\xC0\x17\x0B\0\0\0\0\x14\0\0\0\x05\0\0\0\0\0\0\x01" RAW)
REFUSED(wrapper_whose_end_overflows, BCFIX_MALFORMED, "bit 64: the wrapper says that bitcode is outside the file",
        "\xDE\xC0\x17\x0B\0\0\0\0\x14\0\0\0\xFF\xFF\xFF\xFF\0\0\0\x01" RAW)
REFUSED(wrapper_that_begins_in_its_header, BCFIX_MALFORMED,
        "bit 64: the wrapper says that bitcode is outside the file",
        "\xDE\xC0\x17\x0B\0\0\0\0\0\0\0\0\x04\0\0\0\0\0\0\x01" RAW)
REFUSED(wrapper_around_something_else, BCFIX_MALFORMED,
        "bit 0: this is not bitcode: it does not begin with 'BC' 0xC0DE",
        "\xDE\xC0\x17\x0B\0\0\0\0\x14\0\0\0\x04\0\0\0\0\0\0\x01\177ELF")
REFUSED(wrapper_around_nothing, BCFIX_MALFORMED, "bit 0: the file is empty",
        "\xDE\xC0\x17\x0B\0\0\0\0\x14\0\0\0\0\0\0\0\0\0\0\x01")
REFUSED(empty_file, BCFIX_MALFORMED, "bit 0: the file is empty", "")
REFUSED(file_of_three_bytes, BCFIX_MALFORMED,
        "bit 0: this is not bitcode: it does not begin with 'BC' 0xC0DE", "BC\xC0")
REFUSED(text_file, BCFIX_MALFORMED, "bit 0: this is not bitcode: it does not begin with 'BC' 0xC0DE", "fn main() {}")
REFUSED(assembly_as_text, BCFIX_UNSUPPORTED,
        "bit 0: this is LLVM assembly as text, not a module: assemble it with llvm-as", "; ModuleID = 'x'\n")
REFUSED(rust_metadata, BCFIX_UNSUPPORTED, "bit 0: this is metadata of rustc, not a module: it has no code",
        "rust\0\0\0\x09")
REFUSED(class_file, BCFIX_UNSUPPORTED, "bit 0: this is a class file of Java, not a module: it is no bitcode",
        "\xCA\xFE\xBA\xBE\0\0\0\x3d\0")

START_TEST(no_data_at_all) {
    ck_assert(!open_bytes(NULL, 0));
    ck_assert_error(BCFIX_MALFORMED, "top level, bit 0: the file is empty");
    done();
}
END_TEST

int main(void) {
    Suite *suite = suite_create("container");
    TCase *tests = tests_with_context(suite, "container");
    tcase_add_test(tests, raw_bitcode_is_taken_as_it_is);
    tcase_add_test(tests, wrapper_says_where_bitcode_is);
    tcase_add_test(tests, wrapper_may_end_with_the_file);
    tcase_add_test(tests, wrapper_that_is_cut);
    tcase_add_test(tests, wrapper_with_an_offset_outside);
    tcase_add_test(tests, wrapper_with_a_size_outside);
    tcase_add_test(tests, wrapper_whose_end_overflows);
    tcase_add_test(tests, wrapper_that_begins_in_its_header);
    tcase_add_test(tests, wrapper_around_something_else);
    tcase_add_test(tests, wrapper_around_nothing);
    tcase_add_test(tests, empty_file);
    tcase_add_test(tests, file_of_three_bytes);
    tcase_add_test(tests, text_file);
    tcase_add_test(tests, assembly_as_text);
    tcase_add_test(tests, rust_metadata);
    tcase_add_test(tests, class_file);
    tcase_add_test(tests, no_data_at_all);
    return run_suite(suite);
}
