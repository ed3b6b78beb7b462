/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CB_BUILD_H
#define CB_BUILD_H

#include "units.h"

/* Where things go: <target>/bcfix/<profile> for results, <target>/bcfix/build for what cargo makes. */
struct cb_folders {
    const char *results, *cargo, *modules;
};

void cb_folders_of(const struct cb_workspace *workspace, const struct cb_options *options, struct cb_folders *folders);

/* Builds and converts each unit; tells where the results are. CLI_DONE, or what the program is to end with after a message. */
int cb_build_units(const struct cb_folders *folders, const struct cb_options *options, struct cb_units *units);

/* Lets cargo build one unit to a module. */
int cb_cargo_rustc(const struct cb_folders *folders, const struct cb_options *options, struct cb_unit *unit);

/* Converts the module of a unit and writes the result. */
int cb_convert(const struct cb_folders *folders, const struct cb_options *options, struct cb_unit *unit);

/* Makes a folder with those above it. False after a message. */
bool cb_make_folder(const char *path);

/* What a cargo that could not build ends with, and so do we. */
enum { CB_CARGO_FAILED = 101 };

#endif
