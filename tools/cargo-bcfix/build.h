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

/* "cargo SUBCOMMAND" for a package, with all options but those that choose a target of it. */
void cb_cargo_command(struct cb_words *command, const struct cb_folders *folders, const struct cb_options *options,
                      const struct cb_package *package, const char *subcommand, const char *profile);
/* The profile that the user wants. */
const char *cb_profile(const struct cb_options *options);

/* Lets cargo build a library as it is, for the lists of crates and native archives in the unit. */
int cb_cargo_build_library(const struct cb_folders *folders, const struct cb_options *options, const char *profile, struct cb_unit *unit);

/* Converts the module of a unit and writes the result, where the unit says or where results go. */
int cb_convert(const struct cb_folders *folders, const struct cb_options *options, struct cb_unit *unit);

/* The line of GraalVM that a result was made for, as the module in it says; NULL when there is no such file. */
const char *cb_line_of(const char *path);

/* Makes a folder with those above it. False after a message. */
bool cb_make_folder(const char *path);

/* What a cargo that could not build ends with, and so do we. */
enum { CB_CARGO_FAILED = 101 };

#endif
