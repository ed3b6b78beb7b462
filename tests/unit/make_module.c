/* Writes the small module to a file: make_module FILE. The tests of the public API, which do not see the writer, read it.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "bits.h"

#include <stdio.h>
#include <stdlib.h>

static FILE *file;

/* A test, since assertions hold inside tests only. */
START_TEST(small_module_is_written) {
    struct made made;
    make_small_module(&made);
    ck_assert_uint_eq(fwrite(made.writer.bytes.data, 1, made.writer.bytes.count, file), made.writer.bytes.count);
    ck_assert_int_eq(fflush(file), 0);
    bcf_writer_free(&made.writer);
}
END_TEST

int main(int count, char **arguments) {
    Suite *suite = suite_create("small module");
    int code;
    file = count == 2 ? fopen(arguments[1], "wb") : NULL;
    if (!file) {
        fprintf(stderr, "usage: make_module FILE\n");
        return EXIT_FAILURE;
    }
    tcase_add_test(tests_with_context(suite, "writing"), small_module_is_written);
    code = run_suite(suite);
    return fclose(file) == 0 ? code : EXIT_FAILURE;
}
