/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "round_trip.h"

#include <string.h>

/* The result may be larger than the input was, and so meet a limit that the input did not. */
static void convert_again(bcfix_context *context, bcfix_options *options, const void *first, size_t first_size) {
    void *second;
    size_t second_size;
    bcfix_status status = bcfix_convert(context, options, first, first_size, &second, &second_size);
    fuzz_require(status == BCFIX_OK || status == BCFIX_LIMIT, "what was written can be converted");
    fuzz_require(!second || (second_size == first_size && memcmp(first, second, first_size) == 0),
                 "converting the result again gives the same bytes");
    bcfix_buffer_free(context, second, second_size);
}

static void read_again(bcfix_context *context, const void *output, size_t size) {
    bcfix_info *info;
    bcfix_status status = bcfix_info_new(context, output, size, &info);
    fuzz_require(status == BCFIX_OK || status == BCFIX_LIMIT, "what was written is read");
    bcfix_info_free(info);
}

void fuzz_round_trip(bcfix_context *context, bcfix_options *options, const uint8_t *data, size_t size) {
    void *output;
    size_t output_size, heard = 0;
    bcfix_status status;
    bcfix_options_set_findings(options, fuzz_hear, &heard);
    status = bcfix_convert(context, options, data, size, &output, &output_size);
    fuzz_called(context, status);
    fuzz_require((status == BCFIX_OK) == (output != NULL), "there is a result without an error only");
    if (!output)
        return;
    bcfix_options_set_findings(options, NULL, NULL);
    read_again(context, output, output_size);
    convert_again(context, options, output, output_size);
    bcfix_buffer_free(context, output, output_size);
}
