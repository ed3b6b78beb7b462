/* What every fuzz target does around an input: one context for the whole process, and what has to hold whatever the input is.
 *
 * Nothing is live at the end of an input. Each call ends with a status that damaged input can have, and says why when it is an
 * error. For bitcode it holds at most FUZZ_FIXED_MEMORY bytes and FUZZ_MEMORY_FACTOR for each byte of input; what is compressed in
 * a container may become larger, up to the context's limit. All calls together take at most FUZZ_FIXED_MS milliseconds of
 * processor time and FUZZ_NS_FACTOR nanoseconds for each byte of input, and ten times that with sanitizers and counters.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCFIX_TESTS_FUZZ_INPUT_H
#define BCFIX_TESTS_FUZZ_INPUT_H

#include <bcfix/bcfix.h>

enum {
    FUZZ_FIXED_MEMORY = 2 << 20,
    FUZZ_MEMORY_FACTOR = 256,
    FUZZ_FIXED_MS = 200,
    FUZZ_NS_FACTOR = 20000
};

/* The engines call it, and so does driver.c. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The context, which has no memory live; the clock starts. */
bcfix_context *fuzz_begin(const uint8_t *data, size_t size);
/* Begins a call of functions that are not public. */
void fuzz_begin_call(bcfix_context *context);
/* To be called after each call of the library with its status. */
void fuzz_called(bcfix_context *context, bcfix_status status);
/* Asserts what has to hold after all calls. */
void fuzz_end(bcfix_context *context);
/* Ends the program when it does not hold. */
void fuzz_require(bool holds, const char *what);

/* Options that two bytes choose: which target; then what becomes of what has no form there, debug info, platform and triple. */
bcfix_options *fuzz_options(bcfix_context *context, unsigned target, unsigned rest);
/* The same with the last two bytes of the input, which is shorter by them then. */
bcfix_options *fuzz_options_at_end(bcfix_context *context, const uint8_t *data, size_t *size);
/* Reads all texts of each finding. */
bool fuzz_hear(void *read, const bcfix_finding *finding);

#endif
