/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CB_TESTS_H
#define CB_TESTS_H

#include "build.h"

/* Lets cargo itself build, and with `run` also run, what `choice` ("--lib", "--doc") says of the unit's package. What cargo
 * ended with. */
int cb_cargo_test(const struct cb_folders *folders, const struct cb_options *options, const struct cb_unit *unit, const char *choice, bool run);

#endif
