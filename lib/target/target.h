/* The targets, and what they take.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_TARGET_TARGET_H
#define BCF_TARGET_TARGET_H

#include <bcfix/bcfix.h>

/* Bits, so that a rewrite can say whom it is for. */
enum bcf_family { BCF_FAMILY_LLVM = 1, BCF_FAMILY_GRAALVM = 2, BCF_FAMILY_ANY = 3 };

struct bcfix_target {
    const char *name, *description;
    unsigned llvm_major; /* whose bitcode it reads */
    unsigned line;       /* of GraalVM: 241 is 24.1; 0 for LLVM */
    bool is_default;
};

static inline enum bcf_family bcf_family(const struct bcfix_target *target) {
    return target->line ? BCF_FAMILY_GRAALVM : BCF_FAMILY_LLVM;
}

/* The one that is_default. */
const struct bcfix_target *bcf_default_target(void);

/* What bitcode can say; features.def has the rows. */
enum bcf_feature {
#define FEATURE(id, llvm, line, what, fate, how) BCF_TAKES_##id,
#include "target/features.def"
#undef FEATURE
    BCF_FEATURE_COUNT
};

/* Whether the target takes it as LLVM 22 writes it. */
bool bcf_takes(const struct bcfix_target *target, enum bcf_feature feature);

#endif
