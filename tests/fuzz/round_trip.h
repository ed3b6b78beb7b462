/* Converting twice, with what has to hold of it.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCFIX_TESTS_FUZZ_ROUND_TRIP_H
#define BCFIX_TESTS_FUZZ_ROUND_TRIP_H

#include "input.h"

void fuzz_round_trip(bcfix_context *context, bcfix_options *options, const uint8_t *data, size_t size);

#endif
