/* What the public functions cost for files: measure < NAMES-OF-FILES
 *
 * Prints a line for each file and function: "FILE FUNCTION STATUS MICROSECONDS PEAK SIZE MESSAGE". The time is that of the
 * processor, and PEAK the most memory that was held beside the SIZE bytes of input.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <bcfix/bcfix.h>

#include "file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static bool hear(void *user, const bcfix_finding *finding) {
    *(size_t *)user += strlen(bcfix_finding_message(finding));
    return true;
}

static bool read_text(void *user, const char *text, size_t size) {
    (void)text;
    *(size_t *)user += size;
    return true;
}

static bcfix_options *options_for(bcfix_context *context, const char *target, size_t *read) {
    bcfix_options *options = bcfix_options_new(context);
    if (!options)
        exit(EXIT_FAILURE);
    bcfix_options_set_target(options, target);
    bcfix_options_set_findings(options, hear, read);
    return options;
}

static bcfix_status convert(bcfix_context *context, const char *target, struct bytes input, size_t *read) {
    bcfix_options *options = options_for(context, target, read);
    struct bytes output;
    bcfix_status status = bcfix_convert(context, options, input.data, input.size, &output.data, &output.size);
    bcfix_buffer_free(context, output.data, output.size);
    bcfix_options_free(options);
    return status;
}

static bcfix_status check(bcfix_context *context, const char *target, struct bytes input, size_t *read) {
    bcfix_options *options = options_for(context, target, read);
    bcfix_checked *checked;
    bcfix_status status = bcfix_check(context, options, input.data, input.size, &checked);
    bcfix_checked_free(checked);
    bcfix_options_free(options);
    return status;
}

static bcfix_status info(bcfix_context *context, const char *target, struct bytes input, size_t *read) {
    bcfix_info *found;
    bcfix_status status = bcfix_info_new(context, input.data, input.size, &found);
    (void)target;
    (void)read;
    bcfix_info_free(found);
    return status;
}

static bcfix_status symbols(bcfix_context *context, const char *target, struct bytes input, size_t *read) {
    bcfix_symbols *found;
    bcfix_status status = bcfix_symbols_new(context, input.data, input.size, true, &found);
    (void)target;
    (void)read;
    bcfix_symbols_free(found);
    return status;
}

static bcfix_status dump(bcfix_context *context, const char *target, struct bytes input, size_t *read) {
    (void)target;
    return bcfix_dump(context, input.data, input.size, read_text, read);
}

static const struct {
    const char *name;
    bcfix_status (*run)(bcfix_context *context, const char *target, struct bytes input, size_t *read);
    const char *target;
} functions[] = {
    {"convert-graalvm", convert, "graalvm-25.0"}, {"convert-llvm-14", convert, "llvm-14"}, {"convert-llvm-22", convert, "llvm-22"},
    {"check-graalvm", check, "graalvm-23.1"},     {"info", info, NULL},                    {"symbols", symbols, NULL},
    {"dump", dump, NULL},
};

static long long processor_time(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec * 1000000ll + now.tv_nsec / 1000;
}

int main(void) {
    char path[4096];
    while (fgets(path, sizeof path, stdin)) {
        struct bytes input;
        path[strcspn(path, "\n")] = '\0';
        input = read_file(path);
        for (size_t f = 0; f < sizeof functions / sizeof functions[0]; f++) {
            bcfix_context *context = bcfix_context_new(NULL);
            size_t read = 0;
            long long before = processor_time();
            bcfix_status status;
            if (!context)
                return EXIT_FAILURE;
            status = functions[f].run(context, functions[f].target, input, &read);
            printf("%s %s %d %lld %llu %zu %s\n", path, functions[f].name, (int)status, processor_time() - before,
                   (unsigned long long)bcfix_context_peak_memory(context), input.size, bcfix_context_message(context));
            fflush(stdout);
            bcfix_context_free(context);
        }
        free(input.data);
    }
    return EXIT_SUCCESS;
}
