/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CB_COMMANDS_H
#define CB_COMMANDS_H

#include "options.h"

/* What the commands do. Each gives the exit code, after messages. */
int cb_build(const struct cb_options *options);
int cb_run_program(const struct cb_options *options);
int cb_test(const struct cb_options *options);
int cb_exec(const struct cb_options *options);
int cb_setup(const struct cb_options *options);
int cb_doctest(const struct cb_options *options);

#endif
