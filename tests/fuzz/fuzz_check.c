/* Checking, for the target and with the options that the last two bytes choose; and what converting says to it.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "input.h"

#include "container/container.h"

/* Checking takes archives with several modules, which are converted one by one. */
static bool has_one_piece(bcfix_context *context, const uint8_t *data, size_t size) {
    struct bcf_container container;
    struct bcf_arena arena;
    bool one;
    fuzz_begin_call(context);
    bcf_arena_init(&arena, context);
    one = bcf_container_open(context, &arena, data, size, &container) && container.pieces.count == 1;
    bcf_container_free(&container);
    bcf_arena_free(&arena);
    return one;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    bcfix_context *context = fuzz_begin(data, size);
    bcfix_options *options = fuzz_options_at_end(context, data, &size);
    bcfix_checked *checked;
    bcfix_status checks, converts;
    bool refused = false;
    size_t heard = 0, output_size;
    void *output;
    bcfix_options_set_findings(options, fuzz_hear, &heard);
    checks = bcfix_check(context, options, data, size, &checked);
    fuzz_called(context, checks);
    fuzz_require((checks == BCFIX_OK) == (checked != NULL), "there is a result without an error only");
    if (checked)
        refused = bcfix_checked_verdict(checked) == BCFIX_NOT_CONVERTIBLE;
    bcfix_checked_free(checked);
    converts = bcfix_convert(context, options, data, size, &output, &output_size);
    fuzz_called(context, converts);
    bcfix_buffer_free(context, output, output_size);
    if (checks != BCFIX_LIMIT && converts != BCFIX_LIMIT && has_one_piece(context, data, size)) {
        fuzz_require(checks == (converts == BCFIX_REFUSED ? BCFIX_OK : converts), "checking ends as converting does");
        fuzz_require(refused == (converts == BCFIX_REFUSED), "the verdict says whether it is converted");
    }
    bcfix_options_free(options);
    fuzz_end(context);
    return 0;
}
