/* Writes a module to a file: make_module small|large|newer FILE. The tests of the public API, which do not see the writer, read
 * it.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "bits.h"

#include <stdio.h>
#include <stdlib.h>

static FILE *file;
static const char *kind;

/* A test, since assertions hold inside tests only. */
START_TEST(module_is_written) {
    struct made made;
    if (strcmp(kind, "large") == 0)
        make_large_module(&made);
    else if (strcmp(kind, "newer") == 0)
        make_newer_module(&made);
    else
        make_small_module(&made);
    ck_assert_uint_eq(fwrite(made.writer.bytes.data, 1, made.writer.bytes.count, file), made.writer.bytes.count);
    ck_assert_int_eq(fflush(file), 0);
    bcf_writer_free(&made.writer);
}
END_TEST

int main(int count, char **arguments) {
    Suite *suite = suite_create("module for the public API");
    int code;
    kind = count == 3 ? arguments[1] : "";
    file = count == 3 ? fopen(arguments[2], "wb") : NULL;
    if (!file) {
        fprintf(stderr, "usage: make_module small|large|newer FILE\n");
        return EXIT_FAILURE;
    }
    tcase_add_test(tests_with_context(suite, "writing"), module_is_written);
    code = run_suite(suite);
    return fclose(file) == 0 ? code : EXIT_FAILURE;
}
