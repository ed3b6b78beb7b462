/* Platforms and their data layouts, as platforms.def has them, and triples.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_TARGET_PLATFORM_H
#define BCF_TARGET_PLATFORM_H

#include "module/model.h"

#include <bcfix/bcfix.h>

struct bcfix_platform {
    const char *name;
    bool is_tested;
    const char *triple;
    unsigned pointer;
};

/* The one that GraalVM targets run on when nothing else is chosen: the first. */
const struct bcfix_platform *bcf_default_platform(void);

/* The data layout that the code generator of that LLVM has. */
const char *bcf_platform_layout(const struct bcfix_platform *platform, unsigned llvm);
/* The platform with that data layout in some LLVM, and the first such LLVM; NULL when there is none. */
const struct bcfix_platform *bcf_platform_of_layout(struct bcf_string layout, unsigned *llvm);

/* A triple without its vendor: architecture, system without version, environment. Other spellings are made the same. */
struct bcf_triple {
    struct bcf_string architecture, system, environment, vendor;
};

struct bcf_triple bcf_parse_triple(struct bcf_string text);
/* Whether they are for the same machine and system, and whether they also have the same environment. */
bool bcf_same_machine(const struct bcf_triple *a, const struct bcf_triple *b);
bool bcf_same_platform(const struct bcf_triple *a, const struct bcf_triple *b);
/* The platform of a triple, or NULL. */
const struct bcfix_platform *bcf_platform_of_triple(struct bcf_string triple);

#endif
