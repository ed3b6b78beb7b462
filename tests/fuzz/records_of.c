/* Writes the records of a module as the text that fuzz_records takes: records_of FILE TARGET OPTIONS, or, the other way,
 * records_of --module TEXT.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "record_text.h"

#include "container/container.h"

#include <stdlib.h>
#include <string.h>

static uint8_t data[1 << 22];

static bool to_text(bcfix_context *context, size_t size, const char *target, const char *options) {
    struct bcf_container container;
    struct bcf_arena arena;
    struct bcf_span module;
    bool good;
    bcf_arena_init(&arena, context);
    printf("= %s %s\n", target, options);
    good = bcf_container_open(context, &arena, data, size, &container) && bcf_container_only(&container, &module) &&
           record_text_write(stdout, context, module.data, module.size);
    bcf_container_free(&container);
    bcf_arena_free(&arena);
    return good;
}

static bool to_module(bcfix_context *context, size_t size) {
    struct record_text module;
    bool good = record_text_read(&module, context, data, size) &&
                fwrite(module.writer.bytes.data, 1, module.writer.bytes.count, stdout) == module.writer.bytes.count;
    record_text_free(&module);
    return good;
}

int main(int count, char **arguments) {
    bool back = count == 3 && strcmp(arguments[1], "--module") == 0;
    FILE *file = back ? fopen(arguments[2], "rb") : count == 4 ? fopen(arguments[1], "rb") : NULL;
    bcfix_context *context = bcfix_context_new(NULL);
    bool good;
    size_t size;
    if (!file || !context) {
        fprintf(stderr, "usage: records_of FILE TARGET OPTIONS\n       records_of --module TEXT\n");
        return EXIT_FAILURE;
    }
    size = fread(data, 1, sizeof data, file);
    fclose(file);
    good = back ? to_module(context, size) : to_text(context, size, arguments[2], arguments[3]);
    if (!good)
        fprintf(stderr, "%s\n", bcfix_context_message(context));
    bcfix_context_free(context);
    return good && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
