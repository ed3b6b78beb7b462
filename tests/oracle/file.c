/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "file.h"

#include <stdio.h>
#include <stdlib.h>

struct bytes read_file(const char *path) {
    struct bytes bytes = {NULL, 0};
    FILE *file = fopen(path, "rb");
    long size = -1;
    if (file && fseek(file, 0, SEEK_END) == 0)
        size = ftell(file);
    if (size >= 0)
        bytes.data = malloc(size ? (size_t)size : 1);
    if (bytes.data) {
        rewind(file);
        bytes.size = fread(bytes.data, 1, (size_t)size, file);
    }
    if (!bytes.data || bytes.size != (size_t)size) {
        fprintf(stderr, "%s: it cannot be read\n", path);
        exit(EXIT_FAILURE);
    }
    fclose(file);
    return bytes;
}
