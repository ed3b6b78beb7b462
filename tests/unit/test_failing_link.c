/* Memory that ends: each allocation of each public function of libbcfix-link fails in turn, on modules of LLVM, archives and
 * objects of the C compiler. Whatever fails, the call ends with a status that says so, loses nothing, and writes nothing.
 *
 * The library is compiled with the functions below in the place of those that allocate, which the contexts that it makes use
 * too. What LLVM, the C compiler, the dynamic linker and glob() allocate, in the processes that the
 * library starts, is not reached.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "called.h"
#include "support.h"

#include <bcfix/link.h>

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- memory ---- */

void *failing_malloc(size_t size);
void *failing_calloc(size_t count, size_t size);
void *failing_realloc(void *memory, size_t size);
void failing_free(void *memory);
char *failing_strdup(const char *text);
char *failing_realpath(const char *path, char *resolved);
bcfix_context *failing_bcfix_context_new(const bcfix_allocator *allocator);
void failing__exit(int code);

static void *with_reason(void *memory) {
    if (!memory)
        errno = ENOMEM;
    return memory;
}

void *failing_malloc(size_t size) {
    return with_reason(ledger_allocator(&ledger).allocate(&ledger, size));
}

void *failing_calloc(size_t count, size_t size) {
    void *memory = failing_malloc(count * size);
    return memory ? memset(memory, 0, count * size) : NULL;
}

void *failing_realloc(void *memory, size_t size) {
    return with_reason(ledger_allocator(&ledger).reallocate(&ledger, memory, size));
}

void failing_free(void *memory) {
    ledger_allocator(&ledger).release(&ledger, memory);
}

char *failing_strdup(const char *text) {
    size_t size = strlen(text) + 1;
    char *copy = failing_malloc(size);
    return copy ? memcpy(copy, text, size) : NULL;
}

char *failing_realpath(const char *path, char *resolved) {
    char *room = resolved ? resolved : failing_malloc(PATH_MAX);
    char *result = room ? realpath(path, room) : NULL;
    if (!result && !resolved)
        failing_free(room);
    return result;
}

bcfix_context *failing_bcfix_context_new(const bcfix_allocator *allocator) {
    bcfix_allocator failing = ledger_allocator(&ledger);
    return allocator ? NULL : bcfix_context_new(&failing);
}

/* A build that counts which lines run writes the counts at exit(), which LLVM's process does not come to. */
int __llvm_profile_write_file(void) __attribute__((weak));

void failing__exit(int code) {
    if (__llvm_profile_write_file)
        __llvm_profile_write_file();
    _exit(code);
}

/* ---- files ---- */

static char work[] = "/tmp/bcfix-failing-link-XXXXXX";
static char main_file[sizeof work + 32], parts[sizeof work + 32], panics[sizeof work + 32], natives[sizeof work + 32], output[sizeof work + 32];

static void write_file(char *path, const char *name, const void *data, size_t size) {
    snprintf(path, sizeof work + 32, "%s/%s", work, name);
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(data, 1, size, file), size);
    fclose(file);
}

static void copy_file(char *path, const char *name, const char *variable) {
    struct bytes bytes = file_from(variable, "llvm-as was not found, so there is no module to link");
    write_file(path, name, bytes.data, bytes.size);
    free(bytes.data);
}

/* An archive of two files that the environment names. */
static void write_archive(char *path, const char *name, const char *const variables[2], const char *const members[2]) {
    static char archive[1 << 16];
    size_t size = (size_t)snprintf(archive, sizeof archive, "!<arch>\n");
    for (int i = 0; i < 2; i++) {
        struct bytes bytes = file_from(variables[i], "llvm-as and cc were not found, so there is nothing to link");
        ck_assert_uint_lt(size + bytes.size + 100, sizeof archive);
        size += (size_t)snprintf(archive + size, 100, "%-16s%-12d%-6d%-6d%-8o%-10zu`\n", members[i], 0, 0, 0, 0644u, bytes.size);
        memcpy(archive + size, bytes.data, bytes.size);
        size += bytes.size;
        if (size % 2 != 0)
            archive[size++] = '\n';
        free(bytes.data);
    }
    write_file(path, name, archive, size);
}

static unsigned count_files(void) {
    unsigned files = 0;
    DIR *folder = opendir(work);
    ck_assert_ptr_nonnull(folder);
    while (readdir(folder))
        files++;
    closedir(folder);
    return files;
}

static unsigned input_files; /* in the folder, with "." and ".." */

static void make_inputs(void) {
    memset(&ledger, 0, sizeof ledger);
    ck_assert_ptr_nonnull(mkdtemp(work));
    copy_file(main_file, "main.bc", "BCFIX_FAILING_MAIN");
    write_archive(parts, "libparts.a", (const char *const[]){"BCFIX_FAILING_PART", "BCFIX_FAILING_PANIC"}, (const char *const[]){"part.bc/", "panic_unwind.o/"});
    write_archive(panics, "libpanics.a", (const char *const[]){"BCFIX_FAILING_PANIC", "BCFIX_FAILING_PANIC"}, (const char *const[]){"panic_abort.o/", "again.o/"});
    write_archive(natives, "libnative.a", (const char *const[]){"BCFIX_FAILING_FIRST", "BCFIX_FAILING_SECOND"}, (const char *const[]){"first.o/", "second.o/"});
    snprintf(output, sizeof output, "%s/libmade.so", work);
    input_files = count_files();
}

static void remove_inputs(void) {
    char *const files[] = {main_file, parts, panics, natives, output};
    ck_assert_uint_eq(ledger.live_blocks, 0);
    ck_assert_uint_eq(ledger.overruns, 0);
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        unlink(files[i]);
    ck_assert_int_eq(rmdir(work), 0);
}

/* Nothing is left beside the inputs but the output, and that only when the call went well. */
static void check_files(bcfix_status status) {
    ck_assert_uint_eq(count_files(), input_files + (status == BCFIX_OK));
    ck_assert_int_eq(access(output, F_OK), status == BCFIX_OK ? 0 : -1);
}

/* ---- what fails ---- */

static size_t seen;
static bool output_is_there; /* a link to a file, so that its path is resolved */

static void check_message(bcfix_status status, const char *message) {
    ck_assert_msg(status != BCFIX_NO_MEMORY || strstr(message, "memory") != NULL, "it says: %s", message);
}

/* Linking as a whole, up to what fails first. */
static bcfix_status run_link(bcfix_link *link) {
    const char *const files[] = {parts, main_file, panics, natives};
    const void *bitcode = work;
    size_t size = 1;
    bcfix_status status = CALL(bcfix_link_set_limit, link, BCFIX_LIMIT_MEMORY, UINT64_C(1) << 32);

    CALL(bcfix_link_set_panic, link, BCFIX_PANIC_ABORT);
    if (status == BCFIX_OK)
        status = CALL(bcfix_link_set_native, link, output);
    if (status == BCFIX_OK)
        status = CALL(bcfix_link_set_llvm, link, getenv("BCFIX_LLVM"));
    if (status == BCFIX_OK)
        status = CALL(bcfix_link_add_root, link, "part");
    for (size_t i = 0; i < sizeof files / sizeof files[0] && status == BCFIX_OK; i++)
        status = CALL(bcfix_link_add_file, link, files[i]);
    if (status != BCFIX_OK)
        return status;
    status = CALL(bcfix_link_run, link, &bitcode, &size);
    ck_assert((bitcode != NULL) == (status == BCFIX_OK) && (size != 0) == (status == BCFIX_OK));
    if (status != BCFIX_OK)
        return status;
    ck_assert_str_eq(CALL(bcfix_link_panic_left_out, link), "libparts.a(panic_unwind.o)");
    ck_assert(CALL(bcfix_link_is_native, link, "triple"));
    ck_assert_str_eq(CALL(bcfix_link_user, link, "triple"), "main.bc");
    return status;
}

/* Files that are no LLVM, and no file at all: LLVM's process says so. Without a name it is that of rustc. */
static void refuse_library(const char *path, const char *why) {
    bcfix_link *link = bcfix_link_new();
    const void *bitcode;
    size_t size;

    ck_assert_int_eq(bcfix_link_set_llvm(link, path), BCFIX_OK);
    ck_assert_int_eq(bcfix_link_add_file(link, panics), BCFIX_OK);
    ck_assert_int_eq(bcfix_link_add_root(link, "_RNvCs1_7___rustc18___rust_start_panic"), BCFIX_OK);
    bcfix_link_set_panic(link, BCFIX_PANIC_ABORT);
    ck_assert_int_eq(bcfix_link_run(link, &bitcode, &size), BCFIX_UNSUPPORTED);
    ck_assert_msg(strstr(bcfix_link_message(link), why) != NULL, "it says: %s", bcfix_link_message(link));
    bcfix_link_free(link);
}

static bcfix_status link_all(void) {
    bcfix_link *link = CALL_NONE(bcfix_link_new);
    bcfix_status status = link ? run_link(link) : BCFIX_NO_MEMORY;

    if (link)
        check_message(status, CALL(bcfix_link_message, link));
    CALL(bcfix_link_free, link);
    check_files(status);
    unlink(output);
    return status;
}

static bcfix_status run_native(bcfix_native *native) {
    static const char *const arguments[] = {"-Wl,--as-needed", NULL};
    bcfix_status status = CALL(bcfix_native_add_file, native, natives);

    if (status != BCFIX_OK)
        return status;
    ck_assert(CALL(bcfix_native_need, native, "triple"));
    ck_assert(!bcfix_native_need(native, "of_nobody"));
    status = CALL(bcfix_native_link, native, output, arguments);
    if (status != BCFIX_OK)
        return status;
    ck_assert_uint_eq(CALL(bcfix_native_count, native), 2);
    ck_assert_uint_eq(CALL(bcfix_native_definer, native, "triple"), 0);
    ck_assert_str_eq(CALL(bcfix_native_name, native, 1), "libnative.a(second.o)");
    ck_assert_uint_eq(CALL(bcfix_native_undefined_count, native), 1);
    ck_assert_str_eq(CALL(bcfix_native_undefined, native, 0), "of_nobody");
    return status;
}

static bcfix_status native(void) {
    if (output_is_there)
        write_file(output, "libmade.so", "old", 3);
    bcfix_native *made = CALL_NONE(bcfix_native_new);
    bcfix_status status = made ? run_native(made) : BCFIX_NO_MEMORY;

    if (made)
        check_message(status, CALL(bcfix_native_message, made));
    CALL(bcfix_native_free, made);
    check_files(output_is_there ? BCFIX_OK : status);
    unlink(output);
    return status;
}

static void take_name(void *user, const char *name) {
    (void)user;
    seen += strlen(name);
}

/* It gives no status: what cannot be read is no ELF file. */
static bcfix_status each_name(void) {
    return CALL(bcfix_elf_each, getenv("BCFIX_FAILING_FIRST"), BCFIX_ELF_IMPORTED, take_name, NULL) ? BCFIX_OK : BCFIX_NO_MEMORY;
}

static bcfix_status container(void) {
    static const char *const needed[] = {"libc.so.6", NULL};
    void *made = work;
    size_t size = 1;
    bcfix_status status = CALL(bcfix_elf_container, NULL, 0, needed, "bitcode", 7, &made, &size);

    ck_assert((made != NULL) == (status == BCFIX_OK) && (size != 0) == (status == BCFIX_OK));
    failing_free(made);
    return status;
}

/* ---- tests ---- */

/* Each allocation alone, where one that is not looked at would be lost without a word, and then with all behind it. */
static void fail_link(bcfix_status (*call)(void), const char *what) {
    fail_each(call, BCFIX_OK, what, 0);
    fail_each(call, BCFIX_OK, what, 1);
}

START_TEST(each_public_function) {
    fail_link(link_all, "link");
    fail_link(native, "native");
    output_is_there = true;
    fail_link(native, "native, over a file");
    fail_link(each_name, "names of an ELF file");
    fail_link(container, "ELF file of its own");
    check_that_all_were_called("BCFIX_LINK_HEADER", 20);
}
END_TEST

START_TEST(llvm_is_looked_for) {
    const void *bitcode;
    size_t size;
    bcfix_link *link = bcfix_link_new();
    refuse_library("/nowhere.so", "/nowhere.so");
    refuse_library("libc.so.6", "it is no LLVM");
    ck_assert_int_eq(bcfix_link_set_native(link, output), BCFIX_OK);
    for (size_t i = 0; i < 4; i++)
        ck_assert_int_eq(bcfix_link_add_file(link, ((const char *const[]){parts, main_file, panics, natives})[i]), BCFIX_OK);
    ck_assert_msg(bcfix_link_run(link, &bitcode, &size) == BCFIX_OK, "it says: %s", bcfix_link_message(link));
    bcfix_link_free(link);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("memory that ends, in links");
    TCase *tests = tcase_create("failing");
    tcase_set_timeout(tests, 300);
    suite_add_tcase(suite, tests);
    free(file_from("BCFIX_FAILING_MAIN", "llvm-as was not found, so there is no module to link").data);
    free(file_from("BCFIX_LLVM", "there is no LLVM to link with").data);
    tcase_add_checked_fixture(tests, make_inputs, remove_inputs);
    tcase_add_test(tests, each_public_function);
    tcase_add_test(tests, llvm_is_looked_for);
    return run_suite(suite);
}
