/* What holds bitcode, and what is no bitcode.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "bits.h"

#include "container/container.h"

static struct bcf_container container;

/* Bytes from a text with zeros in it. */
#define open(text) bcf_container_open(context, (text), sizeof(text) - 1, &container)
#define RAW "BC\xC0\xDE"
#define REFUSED(name, status, message, text)                                                                          \
    START_TEST(name) {                                                                                                \
        ck_assert(!open(text));                                                                                       \
        ck_assert_error((status), "top level, " message);                                                             \
    }                                                                                                                 \
    END_TEST

START_TEST(raw_bitcode_is_taken_as_it_is) {
    static const char text[] = RAW "rest";
    ck_assert(open(text));
    ck_assert_str_eq(container.kind, "raw bitcode");
    ck_assert_ptr_eq(container.data, text);
    ck_assert_uint_eq(container.size, 8);
}
END_TEST

START_TEST(wrapper_says_where_bitcode_is) {
    static const char text[] = "\xDE\xC0\x17\x0B\0\0\0\0\x18\0\0\0\x08\0\0\0\0\0\0\x01----" RAW "restpadding";
    ck_assert(open(text));
    ck_assert_str_eq(container.kind, "bitcode wrapper");
    ck_assert_ptr_eq(container.data, text + 24);
    ck_assert_uint_eq(container.size, 8);
}
END_TEST

START_TEST(wrapper_may_end_with_the_file) {
    ck_assert(open("\xDE\xC0\x17\x0B\0\0\0\0\x14\0\0\0\x04\0\0\0\0\0\0\x01" RAW));
    ck_assert_uint_eq(container.size, 4);
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
REFUSED(wrapper_around_something_else, BCFIX_UNSUPPORTED,
        "bit 0: this is an ELF object, not a module: build with --emit=llvm-bc",
        "\xDE\xC0\x17\x0B\0\0\0\0\x14\0\0\0\x04\0\0\0\0\0\0\x01\177ELF")
REFUSED(wrapper_around_nothing, BCFIX_MALFORMED, "bit 0: the file is empty",
        "\xDE\xC0\x17\x0B\0\0\0\0\x14\0\0\0\0\0\0\0\0\0\0\x01")
REFUSED(empty_file, BCFIX_MALFORMED, "bit 0: the file is empty", "")
REFUSED(file_of_three_bytes, BCFIX_MALFORMED,
        "bit 0: this is not bitcode: it does not begin with 'BC' 0xC0DE", "BC\xC0")
REFUSED(text_file, BCFIX_MALFORMED, "bit 0: this is not bitcode: it does not begin with 'BC' 0xC0DE", "fn main() {}")
REFUSED(archive, BCFIX_UNSUPPORTED,
        "bit 0: this is an archive (.a or .rlib), not a module: extract its members, or build with -C lto=fat "
        "--emit=llvm-bc",
        "!<arch>\nlib.rmeta/")
REFUSED(thin_archive, BCFIX_UNSUPPORTED, "bit 0: this is a thin archive, not a module", "!<thin>\n/")
REFUSED(elf_object, BCFIX_UNSUPPORTED, "bit 0: this is an ELF object, not a module: build with --emit=llvm-bc",
        "\177ELF\2\1\1")
REFUSED(macho_object, BCFIX_UNSUPPORTED, "bit 0: this is a Mach-O object, not a module: build with --emit=llvm-bc",
        "\xCF\xFA\xED\xFE\7\0\0\1")
REFUSED(assembly_as_text, BCFIX_UNSUPPORTED,
        "bit 0: this is LLVM assembly as text, not bitcode: assemble it with llvm-as", "; ModuleID = 'x'\n")
REFUSED(rust_metadata, BCFIX_UNSUPPORTED, "bit 0: this is metadata of rustc, not a module", "rust\0\0\0\x09")

START_TEST(no_data_at_all) {
    ck_assert(!bcf_container_open(context, NULL, 0, &container));
    ck_assert_error(BCFIX_MALFORMED, "top level, bit 0: the file is empty");
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
    tcase_add_test(tests, wrapper_around_something_else);
    tcase_add_test(tests, wrapper_around_nothing);
    tcase_add_test(tests, empty_file);
    tcase_add_test(tests, file_of_three_bytes);
    tcase_add_test(tests, text_file);
    tcase_add_test(tests, archive);
    tcase_add_test(tests, thin_archive);
    tcase_add_test(tests, elf_object);
    tcase_add_test(tests, macho_object);
    tcase_add_test(tests, assembly_as_text);
    tcase_add_test(tests, rust_metadata);
    tcase_add_test(tests, no_data_at_all);
    return run_suite(suite);
}
