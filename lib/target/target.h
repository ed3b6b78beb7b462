/* The targets.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_TARGET_TARGET_H
#define BCF_TARGET_TARGET_H

#include <bcfix/bcfix.h>

enum bcf_family { BCF_FAMILY_LLVM, BCF_FAMILY_GRAALVM };

struct bcfix_target {
    const char *name, *description;
    unsigned llvm_major;
    enum bcf_family family;
    bool is_default;
};

/* The one that is_default. */
const struct bcfix_target *bcf_default_target(void);

#endif
