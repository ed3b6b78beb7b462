/* Converting, for the target and with the options that the last two bytes choose.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    bcfix_context *context = fuzz_begin(data, size);
    bcfix_options *options = fuzz_options_at_end(context, data, &size);
    void *output;
    size_t output_size;
    bcfix_status status = bcfix_convert(context, options, data, size, &output, &output_size);
    fuzz_called(context, status);
    fuzz_require((status == BCFIX_OK) == (output != NULL), "there is a result without an error only");
    bcfix_buffer_free(context, output, output_size);
    bcfix_options_free(options);
    fuzz_end(context);
    return 0;
}
