/* Files that the programs of the tests read.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef TESTS_FILE_H
#define TESTS_FILE_H

#include <stddef.h>

struct bytes {
    void *data;
    size_t size;
};

/* A whole file, to be freed; the program ends when it cannot be read. What is read past its end is seen by sanitizers. */
struct bytes read_file(const char *path);

#endif
