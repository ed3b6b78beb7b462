/* Converts and checks files for targets, in one process: convert_each PLACE RESULTS TARGET... < NAMES-OF-FILES
 *
 * Each must end with a result that is the same when it is converted again, or with an error that says something and gives
 * no result; and checking it must end as converting does. All of that together must take no more than 10 seconds of the
 * processor, and each step no more than 500 MB. Where it is stands in the file PLACE, for whoever finds the program dead.
 * The results for the first target stand in the folder RESULTS, numbered as the files are, from 0.
 *
 * The last line has the numbers of results, errors, those of them that are a limit that was passed, and of what ended
 * otherwise; the most milliseconds of the processor that one file took for one target, and the most kilobytes of memory.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <bcfix/bcfix.h>

#include "file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>

static unsigned long long converted, refused, limited, wrong;
static unsigned long long slowest, largest; /* milliseconds, kilobytes */
static FILE *place;

static void say_wrong(const char *path, const bcfix_target *target, const char *why) {
    wrong++;
    printf("%s for %s: %s\n", path, bcfix_target_name(target), why);
}

static bcfix_status convert(bcfix_context *context, const bcfix_target *target, struct bytes input, struct bytes *output) {
    bcfix_options *options = bcfix_options_new(context);
    bcfix_status status = BCFIX_NO_MEMORY;
    if (options && (status = bcfix_options_set_target(options, bcfix_target_name(target))) == BCFIX_OK)
        status = bcfix_convert(context, options, input.data, input.size, &output->data, &output->size);
    bcfix_options_free(options);
    return status;
}

static void check_again(bcfix_context *context, const char *path, const bcfix_target *target, struct bytes first) {
    struct bytes second = {NULL, 0};
    if (convert(context, target, first, &second) != BCFIX_OK)
        say_wrong(path, target, bcfix_context_message(context));
    else if (second.size != first.size || memcmp(first.data, second.data, first.size) != 0)
        say_wrong(path, target, "converting the result again gives other bytes");
    bcfix_buffer_free(context, second.data, second.size);
}

static bool hear(void *user, const bcfix_finding *finding) {
    *(size_t *)user += strlen(bcfix_finding_message(finding)); /* reads what it is given */
    return true;
}

/* What is converted is not refused, and what is refused is nothing that could be converted. */
static void check(bcfix_context *context, const char *path, const bcfix_target *target, struct bytes input, bcfix_status converts) {
    bcfix_options *options = bcfix_options_new(context);
    bcfix_checked *checked = NULL;
    bcfix_status status = BCFIX_NO_MEMORY, expected = converts == BCFIX_REFUSED ? BCFIX_OK : converts;
    size_t read = 0;
    if (options && (status = bcfix_options_set_target(options, bcfix_target_name(target))) == BCFIX_OK) {
        bcfix_options_set_findings(options, hear, &read);
        status = bcfix_check(context, options, input.data, input.size, &checked);
    }
    if (status != expected && status != BCFIX_LIMIT && converts != BCFIX_LIMIT)
        say_wrong(path, target, "checking it ends otherwise");
    else if (checked && (bcfix_checked_verdict(checked) == BCFIX_NOT_CONVERTIBLE) != (converts == BCFIX_REFUSED))
        say_wrong(path, target, "the verdict is another");
    bcfix_checked_free(checked);
    bcfix_options_free(options);
}

/* Signals SIGPROF, which ends the program, when so many seconds of the processor are used up. */
static void allow_seconds(time_t seconds) {
    struct itimerval timer = {.it_value = {.tv_sec = seconds}};
    if (setitimer(ITIMER_PROF, &timer, NULL) != 0)
        exit(EXIT_FAILURE);
}

static void write_file(const char *path, struct bytes bytes) {
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes.data, 1, bytes.size, file) != bytes.size || fclose(file) != 0) {
        fprintf(stderr, "%s: it cannot be written\n", path);
        exit(EXIT_FAILURE);
    }
}

static void try(const char *path, const bcfix_target *target, struct bytes input, const char *result_path) {
    bcfix_context *context = bcfix_context_new(NULL);
    clock_t start = clock();
    unsigned long long took;
    bcfix_status status;
    struct bytes result = {NULL, 0};
    if (!context)
        exit(EXIT_FAILURE);
    bcfix_context_set_limit(context, BCFIX_LIMIT_MEMORY, UINT64_C(500) << 20);
    allow_seconds(10);
    status = convert(context, target, input, &result);
    if (status == BCFIX_OK) {
        converted++;
        check_again(context, path, target, result);
    } else if (status == BCFIX_INTERNAL || status == BCFIX_INVALID_ARGUMENT || status == BCFIX_CANCELLED) {
        say_wrong(path, target, bcfix_context_message(context));
    } else if (result.data || !*bcfix_context_message(context)) {
        say_wrong(path, target, result.data ? "an error with a result" : "an error without a message");
    } else {
        refused++;
        limited += status == BCFIX_LIMIT;
    }
    check(context, path, target, input, status);
    allow_seconds(0);
    took = (unsigned long long)(clock() - start) / (CLOCKS_PER_SEC / 1000);
    slowest = took > slowest ? took : slowest;
    if (bcfix_context_peak_memory(context) >> 10 > largest)
        largest = bcfix_context_peak_memory(context) >> 10;
    if (result_path && result.data)
        write_file(result_path, result);
    bcfix_buffer_free(context, result.data, result.size);
    bcfix_context_free(context);
}

static const bcfix_target *known_target(const char *name) {
    const bcfix_target *target = bcfix_target_find(name);
    if (!target) {
        fprintf(stderr, "%s is no target\n", name);
        exit(EXIT_FAILURE);
    }
    return target;
}

int main(int count, char **arguments) {
    char path[4096], result_path[4096];
    place = count > 3 ? fopen(arguments[1], "w") : NULL;
    if (!place) {
        fprintf(stderr, "usage: convert_each PLACE RESULTS TARGET... < NAMES-OF-FILES\n");
        return EXIT_FAILURE;
    }
    for (unsigned long long number = 0; fgets(path, sizeof path, stdin); number++) {
        struct bytes input;
        path[strcspn(path, "\n")] = '\0';
        input = read_file(path);
        snprintf(result_path, sizeof result_path, "%s/%06llu", arguments[2], number);
        for (int i = 3; i < count; i++) {
            rewind(place);
            fprintf(place, "%s for %s\n", path, arguments[i]);
            fflush(place);
            try(path, known_target(arguments[i]), input, i == 3 ? result_path : NULL);
        }
        free(input.data);
    }
    printf("%llu %llu %llu %llu %llu %llu\n", converted, refused, limited, wrong, slowest, largest);
    return fclose(place) == 0 && wrong == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
