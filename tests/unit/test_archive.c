/* Archives, and sections with several pieces of bitcode.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "bits.h"

#include "container/container.h"

#include <stdio.h>

static struct bcf_container container;
static struct bcf_arena arena;
static char file[4096];
static size_t size;

#define RAW "BC\xC0\xDE"

static void begin(void) {
    bcf_arena_init(&arena, context);
    memcpy(file, "!<arch>\n", 8);
    size = 8;
}

/* A member with its header; the name as it is written there. */
static void member(const char *name, const char *contents, size_t length) {
    size += (size_t)snprintf(file + size, 61, "%-16s%-12s%-6s%-6s%-8s%-10zu`\n", name, "0", "0", "0", "644", length);
    memcpy(file + size, contents, length);
    size += length;
    if (length % 2)
        file[size++] = '\n';
}

#define add(name, contents) member((name), (contents), sizeof(contents) - 1)

static bool look(void) {
    return bcf_container_open(context, &arena, file, size, &container);
}

static void done(void) {
    bcf_container_free(&container);
    bcf_arena_free(&arena);
}

START_TEST(names_of_gnu) {
    begin();
    add("/", "\0\0\0\0");
    add("//", "a name that is longer than fifteen.o/\nb.o/\n");
    add("short.o/", RAW "1");
    add("/0", RAW "22");
    add("/38", RAW "333");
    ck_assert(look());
    ck_assert_str_eq(container.kind, "archive");
    ck_assert_uint_eq(container.pieces.count, 3);
    ck_assert_str_eq(container.pieces.data[0].member, "short.o");
    ck_assert_str_eq(container.pieces.data[1].member, "a name that is longer than fifteen.o");
    ck_assert_str_eq(container.pieces.data[2].member, "b.o");
    ck_assert_uint_eq(container.pieces.data[2].bitcode.size, 7);
    ck_assert_uint_eq(container.others.count, 0);
    done();
}
END_TEST

START_TEST(names_of_bsd) {
    begin();
    add("#1/12", "__.SYMDEF\0\0\0symbols");
    add("#1/20", "a long name.bsd.o\0\0\0" RAW "x");
    add("plain.o", RAW "yy");
    ck_assert(look());
    ck_assert_uint_eq(container.pieces.count, 2);
    ck_assert_str_eq(container.pieces.data[0].member, "a long name.bsd.o");
    ck_assert_uint_eq(container.pieces.data[0].bitcode.size, 5);
    ck_assert_str_eq(container.pieces.data[1].member, "plain.o");
    done();
}
END_TEST

START_TEST(members_without_bitcode_are_named) {
    begin();
    add("lib.rmeta/", "rust\0\0\0\x09");
    add("native.o/", "\177ELF\2\1\1\0\0\0\0\0\0\0\0\0\1\0\x3e\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
                     "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
    add("text/", "hello");
    add("inner/", "!<arch>\n");
    ck_assert(look());
    ck_assert_uint_eq(container.pieces.count, 0);
    ck_assert_uint_eq(container.others.count, 4);
    ck_assert_str_eq(container.others.data[0].is, "metadata of rustc");
    ck_assert(!container.others.data[0].native);
    ck_assert_str_eq(container.others.data[1].member, "native.o");
    ck_assert(container.others.data[1].native);
    ck_assert(!container.others.data[2].native);
    ck_assert(!container.others.data[3].native);
    done();
}
END_TEST

START_TEST(only_piece_of_none_and_of_several) {
    struct bcf_span only;
    begin();
    ck_assert(look());
    ck_assert(!bcf_container_only(&container, &only));
    ck_assert_int_eq(context->status, BCFIX_UNSUPPORTED);
    ck_assert_ptr_nonnull(strstr(context->message, "holds no bitcode: build with -C embed-bitcode=yes"));
    done();
    bcf_context_begin(context, 0);
    begin();
    add("a.o/", RAW "1");
    ck_assert(look());
    ck_assert(bcf_container_only(&container, &only));
    ck_assert_uint_eq(only.size, 5);
    done();
    begin();
    add("a.o/", RAW "1");
    add("b.o/", RAW "2");
    ck_assert(look());
    ck_assert(!bcf_container_only(&container, &only));
    ck_assert_ptr_nonnull(strstr(context->message, "this archive holds 2 modules: link them to one first"));
    done();
}
END_TEST

/* Raw deflate streams, as Python's zlib gives them with wbits=-15. */
START_TEST(bytecode_of_old_rustc_is_inflated) {
    begin();
    add("crate.bc.z/", "RUST_OBJECT\2\5\0\0\0crate\x08\0\0\0\0\0\0\0sr>p\xaf\x12\x08\0");
    ck_assert(look());
    ck_assert_uint_eq(container.pieces.count, 1);
    ck_assert_uint_eq(container.pieces.data[0].bitcode.size, 8);
    ck_assert_mem_eq(container.pieces.data[0].bitcode.data, RAW "yyyy", 8);
    done();
}
END_TEST

#define REFUSED(name, wanted, ...)                                                                                   \
    START_TEST(name) {                                                                                                \
        begin();                                                                                                      \
        __VA_ARGS__;                                                                                                  \
        ck_assert(!look());                                                                                           \
        ck_assert_str_eq(context->message, (wanted));                                                                 \
        done();                                                                                                       \
    }                                                                                                                 \
    END_TEST

REFUSED(header_that_is_cut, "top level, byte 8 of the archive: the header of a member ends in the middle", (size = 40))
REFUSED(header_without_its_end, "top level, byte 8 of the archive: this is no header of a member", add("a.o/", RAW),
        (file[8 + 58] = 'x'))
REFUSED(size_that_is_no_number, "top level, byte 8 of the archive: this is no header of a member", add("a.o/", RAW),
        (file[8 + 48] = '-'))
REFUSED(member_longer_than_the_archive, "top level, byte 8 of the archive: a member is longer than the archive",
        add("a.o/", RAW), (size -= 1))
REFUSED(name_outside_the_table, "top level, byte 8 of the archive: the name of a member is not in the table of names",
        add("/7", RAW))
REFUSED(name_longer_than_the_member, "top level, byte 8 of the archive: the name of a member is longer than the member",
        add("#1/5", RAW))
REFUSED(thin_archive, "top level, a thin archive, which names files and holds none: give bcfix the files",
        memcpy(file, "!<thin>\n", 8))
REFUSED(bytecode_that_is_cut, "member crate.bc.z, the bytecode of rustc ends in the middle",
        add("crate.bc.z/", "RUST_OBJECT\2\5\0\0\0crate\x0a\0\0\0\0\0\0\0sr>p\xaf"))
REFUSED(bytecode_that_is_damaged, "member crate.bc.z, compressed bitcode: it is damaged",
        add("crate.bc.z/", "RUST_OBJECT\2\5\0\0\0crate\x04\0\0\0\0\0\0\0\xff\xff\xff\xff"))
REFUSED(bytecode_of_another_version, "member crate.bc.z, bytecode of rustc in a form other than version 2",
        add("crate.bc.z/", "RUST_OBJECT\3\5\0\0\0crate"))
REFUSED(wrapped_member_of_nothing, "member a.o, the wrapper holds something that is no bitcode",
        add("a.o/", "\xDE\xC0\x17\x0B\0\0\0\0\x14\0\0\0\0\0\0\0\0\0\0\0"))
REFUSED(wrapped_member_of_something_else, "member a.o, the wrapper holds something that is no bitcode",
        add("a.o/", "\xDE\xC0\x17\x0B\0\0\0\0\x14\0\0\0\4\0\0\0\0\0\0\0text"))

/* ---- sections ---- */

/* A block of `words` words after its head, as far as the container looks. */
#define BLOCK "\x35\0\0\0\1\0\0\0\0\0\0\0"

static bool section(const char *bytes, size_t length) {
    struct bcf_span span = {(const uint8_t *)bytes, length};
    memset(&container, 0, sizeof container);
    container.most = length;
    bcf_arena_init(&arena, context);
    container.context = context;
    container.arena = &arena;
    return bcf_container_add_section(&container, ".llvmbc", span);
}

START_TEST(pieces_stand_in_a_row_with_zeros_between) {
    static const char bytes[] = RAW BLOCK BLOCK "\0\0\0\0" RAW BLOCK RAW "\0\0";
    ck_assert(section(bytes, sizeof bytes - 1));
    ck_assert_uint_eq(container.pieces.count, 3);
    ck_assert_uint_eq(container.pieces.data[0].bitcode.size, 28);
    ck_assert_uint_eq(container.pieces.data[1].bitcode.size, 16);
    ck_assert_uint_eq(container.pieces.data[2].bitcode.size, 4);
    ck_assert_str_eq(container.pieces.data[2].section, ".llvmbc");
    done();
}
END_TEST

START_TEST(wrapped_pieces_in_a_section) {
    static const char bytes[] = "\xDE\xC0\x17\x0B\0\0\0\0\x14\0\0\0\4\0\0\0\0\0\0\0" RAW RAW BLOCK;
    ck_assert(section(bytes, sizeof bytes - 1));
    ck_assert_uint_eq(container.pieces.count, 2);
    ck_assert_uint_eq(container.pieces.data[1].bitcode.size, 16);
    done();
}
END_TEST

START_TEST(section_of_zeros_has_no_pieces) {
    ck_assert(section("\0\0\0", 3));
    ck_assert_uint_eq(container.pieces.count, 0);
    done();
}
END_TEST

START_TEST(sections_that_lie_over_each_other) {
    static const char bytes[] = RAW BLOCK;
    struct bcf_span span = {(const uint8_t *)bytes, sizeof bytes - 1};
    ck_assert(section(bytes, sizeof bytes - 1));
    ck_assert(!bcf_container_add_section(&container, ".llvmbc", span));
    ck_assert_error(BCFIX_MALFORMED, "top level, sections with bitcode lie over each other");
    done();
}
END_TEST

START_TEST(section_of_something_else) {
    ck_assert(!section("text", 4));
    ck_assert_str_eq(context->message, "top level, the section .llvmbc holds something that is no bitcode");
    done();
}
END_TEST

int main(void) {
    Suite *suite = suite_create("archive");
    TCase *tests = tests_with_context(suite, "archive");
    tcase_add_test(tests, names_of_gnu);
    tcase_add_test(tests, names_of_bsd);
    tcase_add_test(tests, members_without_bitcode_are_named);
    tcase_add_test(tests, only_piece_of_none_and_of_several);
    tcase_add_test(tests, bytecode_of_old_rustc_is_inflated);
    tcase_add_test(tests, header_that_is_cut);
    tcase_add_test(tests, header_without_its_end);
    tcase_add_test(tests, size_that_is_no_number);
    tcase_add_test(tests, member_longer_than_the_archive);
    tcase_add_test(tests, name_outside_the_table);
    tcase_add_test(tests, name_longer_than_the_member);
    tcase_add_test(tests, thin_archive);
    tcase_add_test(tests, bytecode_that_is_cut);
    tcase_add_test(tests, bytecode_that_is_damaged);
    tcase_add_test(tests, bytecode_of_another_version);
    tcase_add_test(tests, wrapped_member_of_nothing);
    tcase_add_test(tests, wrapped_member_of_something_else);
    tcase_add_test(tests, pieces_stand_in_a_row_with_zeros_between);
    tcase_add_test(tests, wrapped_pieces_in_a_section);
    tcase_add_test(tests, section_of_zeros_has_no_pieces);
    tcase_add_test(tests, section_of_something_else);
    tcase_add_test(tests, sections_that_lie_over_each_other);
    return run_suite(suite);
}
