/* What converting writes is read again, and converted again without a change; for the target and with the options that the last
 * two bytes choose.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "round_trip.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    bcfix_context *context = fuzz_begin(data, size);
    bcfix_options *options = fuzz_options_at_end(context, data, &size);
    fuzz_round_trip(context, options, data, size);
    bcfix_options_free(options);
    fuzz_end(context);
    return 0;
}
