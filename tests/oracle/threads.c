/* Many conversions at once, in one process: threads FILE...
 *
 * Each thread has contexts of its own and does with each file all that the library can, for every target, in an order of its
 * own. What comes out is what one thread alone gets.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <bcfix/bcfix.h>

#include "file.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THREADS = 4, MOST_FILES = 64, MOST_TARGETS = 64 };

static struct bytes files[MOST_FILES];
static size_t file_count, target_count;
static uint64_t expected[MOST_FILES][MOST_TARGETS];

static void *checked(void *pointer) {
    if (!pointer) {
        fprintf(stderr, "threads: out of memory\n");
        exit(EXIT_FAILURE);
    }
    return pointer;
}

static void add(uint64_t *sum, const void *data, size_t size) {
    const unsigned char *bytes = data;
    for (size_t i = 0; i < size; i++)
        *sum = (*sum ^ bytes[i]) * 0x100000001B3u;
}

static bool add_finding(void *user, const bcfix_finding *finding) {
    const char *message = bcfix_finding_message(finding), *name = bcfix_finding_demangled(finding);
    unsigned code = bcfix_finding_code(finding);
    add(user, message, strlen(message));
    add(user, name ? name : "", name ? strlen(name) : 0);
    add(user, &code, sizeof code);
    return true;
}

static bool add_text(void *user, const char *text, size_t size) {
    add(user, text, size);
    return true;
}

static void add_name(uint64_t *sum, const char *name) {
    add(sum, name, strlen(name));
}

static void look(bcfix_context *context, struct bytes file, uint64_t *sum) {
    bcfix_info *info;
    bcfix_symbols *symbols;
    if (bcfix_info_new(context, file.data, file.size, &info) == BCFIX_OK)
        add_name(sum, bcfix_info_container(info));
    if (bcfix_symbols_new(context, file.data, file.size, true, &symbols) == BCFIX_OK)
        for (size_t i = 0; i < bcfix_symbols_count(symbols); i++)
            add_name(sum, bcfix_symbols_name(symbols, i));
    bcfix_info_free(info);
    bcfix_symbols_free(symbols);
    bcfix_dump(context, file.data, file.size, add_text, sum);
}

/* All that is done with one file for one target, as a sum. */
static uint64_t work(struct bytes file, size_t target) {
    bcfix_context *context = checked(bcfix_context_new(NULL));
    bcfix_options *options = checked(bcfix_options_new(context));
    struct bytes output;
    bcfix_checked *outcome;
    uint64_t sum = 1;
    bcfix_options_set_target(options, bcfix_target_name(bcfix_target_at(target)));
    bcfix_options_set_findings(options, add_finding, &sum);
    sum += bcfix_convert(context, options, file.data, file.size, &output.data, &output.size);
    add_name(&sum, bcfix_context_message(context));
    add(&sum, output.data, output.size);
    bcfix_buffer_free(context, output.data, output.size);
    if (bcfix_check(context, options, file.data, file.size, &outcome) == BCFIX_OK)
        sum += bcfix_checked_verdict(outcome);
    bcfix_checked_free(outcome);
    if (target == 0)
        look(context, file, &sum);
    bcfix_options_free(options);
    bcfix_context_free(context);
    return sum;
}

static void *run(void *user) {
    static char another[] = "another result";
    size_t number = *(size_t *)user, jobs = file_count * target_count;
    for (size_t i = 0; i < jobs; i++) {
        size_t job = (i + number * jobs / THREADS) % jobs, file = job % file_count, target = job / file_count;
        if (work(files[file], target) != expected[file][target])
            return another;
    }
    return NULL;
}

int main(int count, char **paths) {
    pthread_t threads[THREADS];
    size_t numbers[THREADS];
    void *why = NULL, *one;
    target_count = bcfix_target_count();
    for (int i = 1; i < count && file_count < MOST_FILES; i++)
        files[file_count++] = read_file(paths[i]);
    if (!file_count || target_count > MOST_TARGETS) {
        fprintf(stderr, "usage: threads FILE...\n");
        return EXIT_FAILURE;
    }
    for (size_t f = 0; f < file_count; f++)
        for (size_t t = 0; t < target_count; t++)
            expected[f][t] = work(files[f], t);
    for (size_t i = 0; i < THREADS; i++) {
        numbers[i] = i;
        if (pthread_create(&threads[i], NULL, run, &numbers[i]) != 0)
            return EXIT_FAILURE;
    }
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(threads[i], &one);
        why = one ? one : why;
    }
    for (size_t f = 0; f < file_count; f++)
        free(files[f].data);
    if (why)
        fprintf(stderr, "threads: a thread got %s\n", (const char *)why);
    return why ? EXIT_FAILURE : EXIT_SUCCESS;
}
