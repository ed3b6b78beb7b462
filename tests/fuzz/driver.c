/* Runs a fuzz target without an engine: TARGET FILE-OR-FOLDER...
 *
 * Writes the name of each file before it is run, so that the last line names the one that the program died of; the very last
 * one counts.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "input.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static unsigned long long files;

static void fail(const char *path) {
    perror(path);
    exit(EXIT_FAILURE);
}

static void run_file(const char *path, size_t size) {
    /* A piece of memory of its size, so that reading past it is seen. */
    uint8_t *data = malloc(size ? size : 1);
    FILE *file = fopen(path, "rb");
    if (!data || !file || fread(data, 1, size, file) != size)
        fail(path);
    fclose(file);
    printf("%s\n", path);
    fflush(stdout);
    LLVMFuzzerTestOneInput(data, size);
    free(data);
    files++;
}

static void run(const char *path);

static void run_folder(const char *path) {
    struct dirent **entries;
    int count = scandir(path, &entries, NULL, alphasort);
    if (count < 0)
        fail(path);
    for (int i = 0; i < count; i++) {
        char inner[4096];
        snprintf(inner, sizeof inner, "%s/%s", path, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.')
            run(inner);
        free(entries[i]);
    }
    free(entries);
}

static void run(const char *path) {
    struct stat status;
    if (stat(path, &status) != 0)
        fail(path);
    if (S_ISDIR(status.st_mode))
        run_folder(path);
    else
        run_file(path, (size_t)status.st_size);
}

int main(int count, char **arguments) {
    if (count < 2) {
        fprintf(stderr, "usage: %s FILE-OR-FOLDER...\n", arguments[0]);
        return EXIT_FAILURE;
    }
    for (int i = 1; i < count; i++)
        run(arguments[i]);
    printf("%llu files\n", files);
    return EXIT_SUCCESS;
}
