/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A program that uses an installed libbcfix as any other program would. It is compiled as C11 and as C++.
 *
 * Usage: consumer MODULE.bc EXPECTED-VERSION
 */
#include <bcfix/bcfix.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct bytes {
    unsigned char *data;
    size_t size;
};

struct account {
    size_t held; /* blocks that were given and not taken back */
};

struct tally {
    size_t findings;
    size_t known; /* of those, how many the registry has with the same severity */
    size_t cancel_after;
};

static int failures;

static void check(bool holds, const char *what) {
    if (holds)
        return;
    fprintf(stderr, "consumer: not so: %s\n", what);
    failures++;
}

static void *allocate(void *user, size_t size) {
    struct account *account = (struct account *)user;
    void *memory = malloc(size);

    account->held += memory != NULL;
    return memory;
}

static void *reallocate(void *user, void *memory, size_t size) {
    struct account *account = (struct account *)user;
    void *moved = realloc(memory, size);

    account->held += memory == NULL && moved != NULL;
    return moved;
}

static void release(void *user, void *memory) {
    struct account *account = (struct account *)user;

    account->held -= memory != NULL;
    free(memory);
}

static bool count_finding(void *user, const bcfix_finding *finding) {
    struct tally *tally = (struct tally *)user;
    unsigned code = bcfix_finding_code(finding);

    tally->findings++;
    tally->known += bcfix_registry_name(code) != NULL && bcfix_finding_severity(finding) == bcfix_registry_severity(code)
                 && bcfix_finding_count(finding) > 0 && *bcfix_finding_message(finding) != '\0';
    return tally->cancel_after == 0 || tally->findings < tally->cancel_after;
}

static bool count_text(void *user, const char *text, size_t size) {
    size_t *sum = (size_t *)user;

    *sum += text != NULL ? size : 0;
    return true;
}

static bool read_file(const char *path, struct bytes *bytes) {
    FILE *file = fopen(path, "rb");
    long size;

    if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) <= 0)
        return false;
    rewind(file);
    bytes->size = (size_t)size;
    bytes->data = (unsigned char *)malloc(bytes->size);
    bool whole = bytes->data != NULL && fread(bytes->data, 1, bytes->size, file) == bytes->size;
    fclose(file);
    return whole;
}

static void check_targets(void) {
    size_t defaults = 0;

    for (size_t i = 0; i < bcfix_target_count(); i++) {
        const bcfix_target *target = bcfix_target_at(i);
        check(bcfix_target_find(bcfix_target_name(target)) == target, "a target is found by its name");
        check(*bcfix_target_description(target) != '\0', "a target has a description");
        check(bcfix_target_llvm_major(target) >= 14, "a target has a version of LLVM");
        defaults += bcfix_target_is_default(target);
    }
    check(defaults == 1, "there is one default target");
    check(bcfix_target_at(bcfix_target_count()) == NULL, "there is no target past the end");
    check(bcfix_target_find("no such target") == NULL, "an unknown target is not found");
}

static void check_statuses(void) {
    for (int status = BCFIX_OK; status <= BCFIX_IO; status++)
        check(strcmp(bcfix_status_text((bcfix_status)status), "unknown status") != 0, "each status has a text");
    check(strcmp(bcfix_status_text((bcfix_status)1000), "unknown status") == 0, "an unknown status says so");
    check(bcfix_registry_code(bcfix_registry_count()) == 0, "there is no kind of finding past the end");
    check(strcmp(bcfix_registry_name(BCFIX_BCF011_LIFETIME_MARKERS), "lifetime-markers") == 0, "BCF011 keeps its name");
}

static void check_conversion(bcfix_context *context, const struct bytes *input) {
    struct tally tally = {0, 0, 0};
    void *first = NULL, *second = NULL;
    size_t first_size = 0, second_size = 0;
    bcfix_options *options = bcfix_options_new(context);

    check(options != NULL, "options are made");
    check(bcfix_options_set_target(options, "no such target") == BCFIX_INVALID_ARGUMENT, "an unknown target is refused");
    check(bcfix_options_set_target(options, "graalvm-25.0") == BCFIX_OK, "a target is taken");
    bcfix_options_set_findings(options, count_finding, &tally);
    check(bcfix_convert(context, options, input->data, input->size, &first, &first_size) == BCFIX_OK, "it converts");
    check(strcmp(bcfix_context_message(context), "") == 0, "no error leaves no message");
    check(first != NULL && first_size > 4 && memcmp(first, "BC\xC0\xDE", 4) == 0, "the result is bitcode");
    check(tally.findings > 0 && tally.known == tally.findings, "all findings are of the registry");
    check(bcfix_context_peak_memory(context) > 0, "the memory was counted");

    check(bcfix_convert(context, NULL, first, first_size, &second, &second_size) == BCFIX_OK, "it converts again");
    check(second_size == first_size && second != NULL && memcmp(first, second, first_size) == 0,
          "converting twice gives the same bytes");
    bcfix_buffer_free(context, second, second_size);
    bcfix_buffer_free(context, first, first_size);

    tally.findings = 0;
    tally.cancel_after = 1;
    check(bcfix_convert(context, options, input->data, input->size, &first, &first_size) == BCFIX_CANCELLED,
          "a callback cancels");
    check(first == NULL && first_size == 0, "a cancelled call gives nothing");
    bcfix_options_free(options);
}

static void check_looking(bcfix_context *context, const struct bytes *input) {
    bcfix_info *info = NULL;
    size_t text = 0;

    check(bcfix_info_new(context, input->data, input->size, &info) == BCFIX_OK, "it is looked at");
    check(bcfix_info_modules(info) == 1, "it has one module");
    check(strstr(bcfix_info_triple(info, 0), "linux") != NULL, "its triple is known");
    check(bcfix_info_triple(info, 1) == NULL, "there is no module past the end");
    check(bcfix_info_count(info, 0, BCFIX_COUNT_FUNCTIONS) > 0, "it has functions");
    bcfix_info_free(info);
    check(bcfix_dump(context, input->data, input->size, count_text, &text) == BCFIX_OK && text > 100, "it is dumped");
}

static void check_errors(bcfix_context *context, const struct bytes *input) {
    void *output = NULL;
    size_t size = 0;

    check(bcfix_convert(context, NULL, "no bitcode", 10, &output, &size) == BCFIX_MALFORMED, "other data is refused");
    check(*bcfix_context_message(context) != '\0' && output == NULL, "with a message and without a result");
    check(bcfix_convert(context, NULL, input->data, input->size / 2, &output, &size) == BCFIX_MALFORMED,
          "half a file is refused");
    check(bcfix_context_set_limit(context, BCFIX_LIMIT_MEMORY, 0) == BCFIX_INVALID_ARGUMENT, "no limit is 0");
    check(bcfix_context_set_limit(context, BCFIX_LIMIT_MEMORY, 1000) == BCFIX_OK, "a limit is set");
    check(bcfix_convert(context, NULL, input->data, input->size, &output, &size) == BCFIX_LIMIT && output == NULL,
          "the limit holds");
}

int main(int argc, char **argv) {
    struct account account = {0};
    bcfix_allocator allocator = {allocate, reallocate, release, &account};
    struct bytes input = {NULL, 0};

    if (argc != 3 || !read_file(argv[1], &input)) {
        fprintf(stderr, "usage: consumer MODULE.bc EXPECTED-VERSION\n");
        return 2;
    }
    check(strcmp(bcfix_version_string(), argv[2]) == 0, "the library has the version that pkg-config tells");
    check_statuses();
    check_targets();
    bcfix_context *context = bcfix_context_new(&allocator);
    check(context != NULL, "a context is made");
    check_conversion(context, &input);
    check_looking(context, &input);
    check_errors(context, &input);
    bcfix_context_free(context);
    check(account.held == 0, "all memory was given back");
    free(input.data);
    return failures > 0 ? 1 : 0;
}
