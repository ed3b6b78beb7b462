/* Converts and checks files for every target, in one process: convert_each PLACE < NAMES-OF-FILES
 *
 * Each must end with a result that is the same when it is converted again, or with an error that says something and gives
 * no result, within 10 seconds and 500 MB; and checking it must end as converting does. Where it is stands in the file PLACE, for whoever finds the program dead. The
 * last line has the numbers of results, errors, and of what ended otherwise.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <bcfix/bcfix.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static unsigned long long converted, refused, wrong;
static FILE *place;

struct bytes {
    void *data;
    size_t size;
};

static struct bytes read_file(const char *path) {
    struct bytes bytes = {NULL, 0};
    FILE *file = fopen(path, "rb");
    long size = -1;
    if (file && fseek(file, 0, SEEK_END) == 0)
        size = ftell(file);
    if (size >= 0)
        bytes.data = malloc((size_t)size + 1);
    if (bytes.data) {
        rewind(file);
        bytes.size = fread(bytes.data, 1, (size_t)size, file);
    }
    if (!bytes.data || bytes.size != (size_t)size) {
        fprintf(stderr, "%s: it cannot be read\n", path);
        exit(EXIT_FAILURE);
    }
    fclose(file);
    /* At the end of the block, so that reading past it is seen. */
    bytes.data = realloc(bytes.data, bytes.size ? bytes.size : 1);
    return bytes;
}

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

static void try(const char *path, const bcfix_target *target, struct bytes input) {
    bcfix_context *context = bcfix_context_new(NULL);
    struct bytes output = {NULL, 0};
    bcfix_status status;
    if (!context)
        exit(EXIT_FAILURE);
    rewind(place);
    fprintf(place, "%s for %s\n", path, bcfix_target_name(target));
    fflush(place);
    bcfix_context_set_limit(context, BCFIX_LIMIT_MEMORY, UINT64_C(500) << 20);
    alarm(10);
    status = convert(context, target, input, &output);
    if (status == BCFIX_OK) {
        converted++;
        check_again(context, path, target, output);
    } else if (status == BCFIX_INTERNAL || status == BCFIX_INVALID_ARGUMENT || status == BCFIX_CANCELLED) {
        say_wrong(path, target, bcfix_context_message(context));
    } else if (output.data || !*bcfix_context_message(context)) {
        say_wrong(path, target, output.data ? "an error with a result" : "an error without a message");
    } else {
        refused++;
    }
    check(context, path, target, input, status);
    alarm(0);
    bcfix_buffer_free(context, output.data, output.size);
    bcfix_context_free(context);
}

int main(int count, char **arguments) {
    char path[4096];
    place = count == 2 ? fopen(arguments[1], "w") : NULL;
    if (!place) {
        fprintf(stderr, "usage: convert_each PLACE < NAMES-OF-FILES\n");
        return EXIT_FAILURE;
    }
    while (fgets(path, sizeof path, stdin)) {
        struct bytes input;
        path[strcspn(path, "\n")] = '\0';
        input = read_file(path);
        for (size_t t = 0; t < bcfix_target_count(); t++)
            try(path, bcfix_target_at(t), input);
        free(input.data);
    }
    printf("%llu %llu %llu\n", converted, refused, wrong);
    return fclose(place) == 0 && wrong == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
