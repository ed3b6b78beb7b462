/* Which public functions a test has called, so that none of a header is forgotten.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCFIX_TESTS_CALLED_H
#define BCFIX_TESTS_CALLED_H

/* Calls a public function, and keeps that it was called. */
#define CALL(name, ...) (note_call(#name), name(__VA_ARGS__))
#define CALL_NONE(name) (note_call(#name), name())

void note_call(const char *name);

/* All that the header declares, which must be more than `least`. The environment names the header under `variable`. */
void check_that_all_were_called(const char *variable, unsigned least);

#endif
