/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_API_OPTIONS_H
#define BCF_API_OPTIONS_H

#include "base/context.h"
#include "target/target.h"

struct bcfix_options {
    bcfix_context *context;
    const bcfix_target *target;
    bcfix_unsupported unsupported;
    bool strip_debug;
    const bcfix_platform *platform;
    char *triple;
    bcfix_symbol_fn has_symbol;
    void *has_symbol_user;
    const char *(*native_of)(void *user, const char *name); /* of a check: the machine code that defines it, or NULL */
    bcfix_finding_fn findings;
    void *findings_user;
    bcfix_progress_fn progress;
    void *progress_user;
};

/* What options are when the caller gives none. */
struct bcfix_options bcf_default_options(bcfix_context *context);

#endif
