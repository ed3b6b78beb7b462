/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "input.h"

#include "base/context.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SLOWER = 10, LIMIT = 64 << 20 };

static bcfix_context *context_of_process;
static size_t size_of_input;
static uint64_t most_memory;
static struct timespec start;

void fuzz_require(bool holds, const char *what) {
    if (holds)
        return;
    fprintf(stderr, "it does not hold: %s\n", what);
    if (context_of_process)
        fprintf(stderr, "the context: status %d, %s; %llu bytes live, %llu at most, %zu of input\n", (int)context_of_process->status,
                context_of_process->message, (unsigned long long)context_of_process->used,
                (unsigned long long)context_of_process->peak, size_of_input);
    abort();
}

bcfix_context *fuzz_begin(const uint8_t *data, size_t size) {
    /* In the text of records there is nothing compressed either. */
    bool is_bitcode = size >= 4 && (memcmp(data, "BC\xC0\xDE", 4) == 0 || data[0] == '=');
    uint64_t factor = FUZZ_MEMORY_FACTOR * (uint64_t)size;
    if (!context_of_process)
        context_of_process = bcfix_context_new(NULL);
    fuzz_require(context_of_process != NULL, "there is memory for a context");
    size_of_input = size;
    most_memory = (is_bitcode ? FUZZ_FIXED_MEMORY : LIMIT) + factor;
    fuzz_require(bcfix_context_set_limit(context_of_process, BCFIX_LIMIT_MEMORY, LIMIT + factor) == BCFIX_OK, "a limit is set");
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
    return context_of_process;
}

void fuzz_begin_call(bcfix_context *context) {
    bcf_context_begin(context, size_of_input);
}

void fuzz_called(bcfix_context *context, bcfix_status status) {
    fuzz_require(status == BCFIX_OK || status == BCFIX_REFUSED || status == BCFIX_MALFORMED || status == BCFIX_UNSUPPORTED ||
                     status == BCFIX_LIMIT,
                 "a status that input can have");
    fuzz_require(status == BCFIX_OK || bcfix_context_message(context)[0] != '\0', "an error says why");
    fuzz_require(bcfix_context_peak_memory(context) <= most_memory, "memory stays within a multiple of the input");
}

void fuzz_end(bcfix_context *context) {
    struct timespec now;
    double ms;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    ms = (double)(now.tv_sec - start.tv_sec) * 1e3 + (double)(now.tv_nsec - start.tv_nsec) / 1e6;
    fuzz_require(context->used == 0, "nothing is live at the end");
    fuzz_require(ms <= (double)SLOWER * ((double)FUZZ_FIXED_MS + (double)size_of_input * (double)FUZZ_NS_FACTOR / 1e6),
                 "time stays within a multiple of the input");
}

bcfix_options *fuzz_options(bcfix_context *context, unsigned target, unsigned rest) {
    bcfix_options *options = bcfix_options_new(context);
    const bcfix_platform *platform = bcfix_platform_at(rest >> 2 & 7), *triple = bcfix_platform_at(rest >> 5 & 7);
    fuzz_require(options != NULL, "there is memory for options");
    fuzz_require(bcfix_options_set_target(options, bcfix_target_name(bcfix_target_at(target % bcfix_target_count()))) == BCFIX_OK,
                 "a target that there is can be chosen");
    bcfix_options_set_unsupported(options, rest & 1 ? BCFIX_UNSUPPORTED_REFUSE : BCFIX_UNSUPPORTED_TRAP);
    bcfix_options_set_strip_debug(options, rest >> 1 & 1);
    /* The first platform stands for no choice; it is the one that modules without a choice are for. */
    if (platform && platform != bcfix_platform_at(0))
        bcfix_options_set_platform(options, bcfix_platform_name(platform));
    if (triple && triple != bcfix_platform_at(0))
        bcfix_options_set_triple(options, bcfix_platform_triple(triple));
    return options;
}

bcfix_options *fuzz_options_at_end(bcfix_context *context, const uint8_t *data, size_t *size) {
    unsigned target = 0, rest = 0;
    if (*size >= 2) {
        *size -= 2;
        target = data[*size];
        rest = data[*size + 1];
    }
    return fuzz_options(context, target, rest);
}

static size_t length(const char *text) {
    return text ? strlen(text) : 0;
}

bool fuzz_hear(void *read, const bcfix_finding *finding) {
    *(size_t *)read += length(bcfix_finding_message(finding)) + length(bcfix_finding_function(finding)) +
                       length(bcfix_finding_record(finding)) + length(bcfix_finding_member(finding)) +
                       length(bcfix_finding_demangled(finding)) + length(bcfix_finding_crate(finding)) +
                       length(bcfix_finding_symbol(finding)) + length(bcfix_finding_file(finding)) + bcfix_finding_line(finding) +
                       bcfix_finding_column(finding);
    fuzz_require(bcfix_finding_count(finding) >= 1, "a finding stands for a place");
    return true;
}
