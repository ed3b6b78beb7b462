/* libbcfix-link without LLVM and a C compiler: ELF files, whole and damaged, and native members by symbol.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <bcfix/link.h>

#include <check.h>
#include <dirent.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* This program is an ELF file that needs libc. */
static const char self[] = "/proc/self/exe";
static char work[] = "/tmp/bcfix-link-XXXXXX";
static char path[sizeof work + 32];
static unsigned char *bytes;
static size_t size;

static bool read_self(void) {
    FILE *file = fopen(self, "rb");
    bytes = malloc(1 << 24);
    if (file == NULL || bytes == NULL)
        return false;
    size = fread(bytes, 1, 1 << 24, file);
    fclose(file);
    return size > 0;
}

static void write_file(const void *data, size_t count) {
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(data, 1, count, file), count);
    fclose(file);
}

static void look_for(void *user, const char *name) {
    const char **wanted = user;
    if (*wanted != NULL && strncmp(name, *wanted, strlen(*wanted)) == 0)
        *wanted = NULL;
}

static void count(void *user, const char *name) {
    *(size_t *)user += strlen(name) > 0;
}

START_TEST(elf_tells_what_it_imports_and_needs) {
    const char *import = "mkdtemp", *need = "libc.so"; /* of libc in builds with sanitizers too */
    ck_assert(bcfix_elf_each(self, BCFIX_ELF_IMPORTED, look_for, &import));
    ck_assert_ptr_null(import);
    ck_assert(bcfix_elf_each(self, BCFIX_ELF_NEEDED, look_for, &need));
    ck_assert_ptr_null(need);
}
END_TEST

START_TEST(elf_that_is_cut_is_no_elf) {
    size_t found = 0;
    for (size_t part = 0; part < size; part += size / 50 + 1) {
        write_file(bytes, part);
        ck_assert(!bcfix_elf_each(path, BCFIX_ELF_IMPORTED, count, &found));
    }
    ck_assert_uint_eq(found, 0);
    ck_assert(!bcfix_elf_each("/nowhere", BCFIX_ELF_NEEDED, count, &found));
}
END_TEST

/* Nothing is asked of the result but that there is one: whatever the headers say, nothing outside of the file is read. */
START_TEST(elf_with_damaged_headers_is_read_inside_its_bounds) {
    size_t found = 0, headers = 0;
    for (unsigned i = 0; i < 8; i++)
        headers |= (size_t)bytes[40 + i] << (8 * i);
    for (size_t at = headers; at + 1 < size && at < headers + 64 * 40; at += 3) {
        unsigned char before = bytes[at];
        void *output;
        size_t output_size;
        bytes[at] ^= (unsigned char)(0x80 | at);
        write_file(bytes, size);
        bcfix_elf_each(path, at % 2 ? BCFIX_ELF_IMPORTED : BCFIX_ELF_NEEDED, count, &found);
        bcfix_native *native = bcfix_native_new();
        bcfix_native_add_file(native, path);
        bcfix_native_need(native, "main");
        bcfix_native_free(native);
        if (bcfix_elf_container(bytes, size, NULL, "BC", 2, &output, &output_size) == BCFIX_OK)
            free(output);
        bytes[at] = before;
    }
}
END_TEST

START_TEST(container_of_its_own_names_what_it_needs) {
    static const char *const needed[] = {"libone.so", "libtwo.so.2", NULL};
    const char *one = needed[0], *two = needed[1];
    void *output;
    size_t output_size;
    ck_assert_int_eq(bcfix_elf_container(NULL, 0, needed, "bitcode", 7, &output, &output_size), BCFIX_OK);
    write_file(output, output_size);
    free(output);
    ck_assert(bcfix_elf_each(path, BCFIX_ELF_NEEDED, look_for, &one));
    ck_assert(bcfix_elf_each(path, BCFIX_ELF_NEEDED, look_for, &two));
    ck_assert_ptr_null(one);
    ck_assert_ptr_null(two);
}
END_TEST

START_TEST(container_in_a_program_keeps_what_it_is) {
    const char *need = "libc.so";
    void *output;
    size_t output_size;
    ck_assert_int_eq(bcfix_elf_container(bytes, size, NULL, "bitcode", 7, &output, &output_size), BCFIX_OK);
    ck_assert_int_eq(memcmp((unsigned char *)output + 64, bytes + 64, 1000), 0);
    write_file(output, output_size);
    free(output);
    ck_assert(bcfix_elf_each(path, BCFIX_ELF_NEEDED, look_for, &need));
    ck_assert_ptr_null(need);
    ck_assert_int_eq(bcfix_elf_container("no ELF", 6, NULL, "bitcode", 7, &output, &output_size), BCFIX_MALFORMED);
    ck_assert_ptr_null(output);
}
END_TEST

START_TEST(native_set_takes_what_is_needed) {
    bcfix_native *native = bcfix_native_new();
    ck_assert_int_eq(bcfix_native_add_file(native, "/nowhere.a"), BCFIX_IO);
    ck_assert_ptr_nonnull(strstr(bcfix_native_message(native), "/nowhere.a: cannot be read"));
    ck_assert(!bcfix_native_need(native, "main"));
    ck_assert_uint_eq(bcfix_native_count(native), 0);
    ck_assert_ptr_null(bcfix_native_name(native, 0));
    ck_assert_uint_eq(bcfix_native_definer(native, "main"), SIZE_MAX);
    bcfix_native_free(native);
    bcfix_native_free(NULL);
}
END_TEST

START_TEST(native_library_is_not_written_over_a_pipe) {
    bcfix_native *native = bcfix_native_new();
    struct stat found;
    unlink(path);
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    ck_assert_int_eq(bcfix_native_link(native, path, NULL), BCFIX_IO);
    ck_assert_ptr_nonnull(strstr(bcfix_native_message(native), "it is no regular file"));
    ck_assert_int_eq(lstat(path, &found), 0);
    ck_assert(S_ISFIFO(found.st_mode));
    unlink(path);
    bcfix_native_free(native);
}
END_TEST

static volatile sig_atomic_t signals;

static void hear_signal(int number) {
    (void)number;
    signals++;
}

/* A compiler that stops who started it: the signal ends it, and comes when the folder that it works in is gone. */
START_TEST(signals_end_the_compiler_and_wait_for_its_folder) {
    static const char compiler[] = "#!/bin/sh\nkill -TERM $PPID\nexec sleep 60\n";
    char library[sizeof path + 8];
    bcfix_native *native = bcfix_native_new();
    unsigned files = 0;
    write_file(compiler, sizeof compiler - 1);
    ck_assert_int_eq(chmod(path, 0700), 0);
    ck_assert_int_eq(setenv("CC", path, 1), 0);
    snprintf(library, sizeof library, "%s.so", path);
    signal(SIGTERM, hear_signal);
    ck_assert_int_eq(bcfix_native_link(native, library, NULL), BCFIX_UNSUPPORTED);
    ck_assert_int_eq(signals, 1);
    ck_assert_ptr_nonnull(strstr(bcfix_native_message(native), "could not link the native parts"));
    bcfix_native_free(native);
    DIR *folder = opendir(work);
    while (readdir(folder) != NULL)
        files++;
    closedir(folder);
    ck_assert_uint_eq(files, 3); /* with "." and ".." */
    unlink(path);
}
END_TEST

START_TEST(link_of_nothing_says_so) {
    bcfix_link *link = bcfix_link_new();
    const void *bitcode;
    size_t bitcode_size;
    ck_assert_int_eq(bcfix_link_run(link, &bitcode, &bitcode_size), BCFIX_REFUSED);
    ck_assert_ptr_nonnull(strstr(bcfix_link_message(link), "nothing defines main"));
    ck_assert_ptr_null(bitcode);
    ck_assert_int_eq(bcfix_link_run(link, &bitcode, &bitcode_size), BCFIX_INVALID_ARGUMENT);
    ck_assert_ptr_nonnull(strstr(bcfix_link_message(link), "linked before"));
    ck_assert_int_eq(bcfix_link_add_file(link, "/nowhere.a"), BCFIX_IO);
    ck_assert_int_eq(bcfix_link_add_file(link, self), BCFIX_REFUSED);
    ck_assert_ptr_nonnull(strstr(bcfix_link_message(link), "has no bitcode"));
    bcfix_link_free(link);
    bcfix_link_free(NULL);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("link");
    TCase *tests = tcase_create("link");
    tcase_set_timeout(tests, 60);
    suite_add_tcase(suite, tests);
    if (mkdtemp(work) == NULL || !read_self())
        return 1;
    snprintf(path, sizeof path, "%s/file", work);
    tcase_add_test(tests, elf_tells_what_it_imports_and_needs);
    tcase_add_test(tests, elf_that_is_cut_is_no_elf);
    tcase_add_test(tests, elf_with_damaged_headers_is_read_inside_its_bounds);
    tcase_add_test(tests, container_of_its_own_names_what_it_needs);
    tcase_add_test(tests, container_in_a_program_keeps_what_it_is);
    tcase_add_test(tests, native_set_takes_what_is_needed);
    tcase_add_test(tests, native_library_is_not_written_over_a_pipe);
    tcase_add_test(tests, signals_end_the_compiler_and_wait_for_its_folder);
    tcase_add_test(tests, link_of_nothing_says_so);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    unlink(path);
    rmdir(work);
    free(bytes);
    return failed != 0;
}
