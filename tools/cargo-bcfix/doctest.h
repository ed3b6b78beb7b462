/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CB_DOCTEST_H
#define CB_DOCTEST_H

#include "build.h"

/* The tests in documentation are programs that rustdoc compiles and starts. For that it is this program that cargo starts as
 * rustdoc, by the name of a link to it: it starts the real one with what leaves each test's module beside it, and lets it
 * start each test through "cargo-bcfix doctest". */

/* Runs the tests in the documentation of a library. `built` are the other tests, which know more crates than the library.
 * What cargo ended with. */
int cb_test_documentation(const struct cb_folders *folders, const struct cb_options *options, struct cb_unit *library, const struct cb_units *built);

/* Whether this program was started as rustdoc. */
bool cb_is_rustdoc(const char *program);
/* Becomes the real one, with these arguments; comes back with the exit code when that failed. */
int cb_become_rustdoc(char **arguments);

#endif
