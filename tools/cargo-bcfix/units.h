/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CB_UNITS_H
#define CB_UNITS_H

#include "packages.h"

enum cb_kind { CB_LIB, CB_BIN, CB_EXAMPLE, CB_TEST };

/* One thing that becomes one module. */
struct cb_unit {
    const struct cb_package *package;
    const char *name;
    enum cb_kind kind;
    bool test;              /* with its own unit tests, instead of what it is otherwise */
    bool native;            /* of a procedural macro, which rustc itself runs: its tests are no module */
    const char *crate_type; /* of a library: "cdylib" or "staticlib" */
    /* what cargo made */
    const char *module;       /* the bitcode */
    const char *linked;       /* the program or library beside it, or NULL */
    struct cb_words rlibs;    /* of the crates in it */
    struct cb_words archives; /* native ones that build scripts named */
    struct cb_words for_linker; /* what rustc is to link with beside that */
    /* what bcfix made */
    const char *result;
    const char *replaced;  /* the line of GraalVM that the result before was made for, when it was another one */
    const char *companion; /* the library of its native parts, or NULL */
    struct cb_words libraries; /* for the runtime to load: files, or names that the system finds */
};

struct cb_units {
    struct cb_unit *items;
    size_t count, capacity;
};

/* The units that the options choose of the chosen packages; `tests` says that they are those of cargo test.
 * CLI_DONE, or CLI_USAGE after a message. */
int cb_units_choose(const struct cb_workspace *workspace, const struct cb_options *options, bool tests, struct cb_units *units);

/* The libraries of the chosen packages whose documentation cargo would test. CLI_DONE, or CLI_USAGE after a message. */
int cb_documented_choose(const struct cb_workspace *workspace, const struct cb_options *options, struct cb_units *units);

/* "program", "library" …: how messages call it. */
const char *cb_kind_text(const struct cb_unit *unit);

#endif
