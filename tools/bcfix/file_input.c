/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "file_input.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exit_code.h"
#include "progress.h"
#include "report.h"
#include "transfer.h"

enum { FIRST_CAPACITY = 1 << 16 };

/* Why a file could not be read. */
struct reason {
    char *text;
    size_t size;
};

static int fail(struct reason why, int error) {
    snprintf(why.text, why.size, "cannot be read: %s", strerror(error));
    return CLI_IO;
}

static int too_large(struct reason why, uint64_t limit) {
    snprintf(why.text, why.size, "larger than the limit of %" PRIu64 " bytes; --limit-memory=SIZE sets it", limit);
    return CLI_LIMIT;
}

static bool grow(struct cli_input *input, size_t *capacity) {
    size_t larger = *capacity > SIZE_MAX / 2 ? SIZE_MAX : *capacity * 2;
    unsigned char *data = larger > *capacity ? realloc(input->data, larger) : NULL;

    if (data == NULL)
        return false;
    input->data = data;
    *capacity = larger;
    return true;
}

/* `expected` bytes are announced, 0 when nothing is. */
static int read_all(struct cli_input *input, int descriptor, struct reason why, uint64_t expected, uint64_t limit) {
    /* One byte more than announced, so that the end is seen without growing. */
    size_t capacity = expected > 0 && expected < SIZE_MAX ? (size_t)expected + 1 : FIRST_CAPACITY;

    input->data = malloc(capacity);
    if (input->data == NULL)
        goto no_memory;
    for (;;) {
        if (input->size == capacity && !grow(input, &capacity))
            goto no_memory;
        ssize_t got = cli_read(descriptor, input->data + input->size, capacity - input->size);
        if (got < 0)
            return fail(why, errno);
        if (got == 0)
            return CLI_DONE;
        input->size += (size_t)got;
        if (input->size > limit)
            return too_large(why, limit);
        cli_progress_tick(input->size, expected);
    }

no_memory:
    snprintf(why.text, why.size, "not enough memory to read it");
    return CLI_LIMIT;
}

static int read_descriptor(struct cli_input *input, int descriptor, struct reason why, uint64_t limit) {
    struct stat before, after;

    if (fstat(descriptor, &before) != 0)
        return fail(why, errno);
    if (S_ISDIR(before.st_mode)) {
        snprintf(why.text, why.size, "is a folder; bcfix takes one file");
        return CLI_IO;
    }
    uint64_t expected = S_ISREG(before.st_mode) && before.st_size > 0 ? (uint64_t)before.st_size : 0;
    if (expected > limit)
        return too_large(why, limit);

    off_t start = lseek(descriptor, 0, SEEK_CUR);
    int result = read_all(input, descriptor, why, expected, limit);
    if (result != CLI_DONE || expected == 0 || start != 0)
        return result;
    /* A compiler that is still writing the file is the usual cause. */
    if (fstat(descriptor, &after) != 0 || after.st_size != before.st_size || input->size != expected) {
        snprintf(why.text, why.size, "changed its size while it was read; try again when nothing writes to it");
        return CLI_IO;
    }
    return CLI_DONE;
}

int cli_input_load(struct cli_input *input, const char *operand, uint64_t limit, char *text, size_t size) {
    bool standard = strcmp(operand, "-") == 0;
    struct reason why = {text, size};
    int descriptor = standard ? STDIN_FILENO : open(operand, O_RDONLY | O_CLOEXEC | O_NOCTTY);

    *input = (struct cli_input){0};
    if (descriptor < 0)
        return fail(why, errno);
    int result = read_descriptor(input, descriptor, why, limit);
    if (!standard)
        close(descriptor);
    if (result != CLI_DONE)
        cli_input_free(input);
    return result;
}

int cli_input_read(struct cli_input *input, const char *operand, uint64_t limit, bool quiet) {
    char why[300];

    cli_progress_start("reading", quiet);
    int result = cli_input_load(input, operand, limit, why, sizeof why);
    cli_progress_end();
    if (result != CLI_DONE)
        cli_error(cli_shown_input(operand), "%s", why);
    return result;
}

void cli_input_free(struct cli_input *input) {
    free(input->data);
    *input = (struct cli_input){0};
}
