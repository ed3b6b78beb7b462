/* Intrinsics that an older LLVM knows with other operands.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_SIGNATURES_H
#define BCF_LOWER_SIGNATURES_H

#include "lower/builder.h"

enum bcf_signature_how { BCF_SIGNATURE_SIZE, BCF_SIGNATURE_ALIGN_0, BCF_SIGNATURE_ALIGN_1, BCF_SIGNATURE_LIKE_RESULT,
                         BCF_SIGNATURE_WORDS, BCF_SIGNATURE_MMX, BCF_SIGNATURE_SAME };

struct bcf_signature {
    const char *name;
    unsigned old, llvm; /* from `old` on, and below `llvm` */
    enum bcf_signature_how how;
};

/* The row for an intrinsic that the target has in an older form, or NULL. */
const struct bcf_signature *bcf_signature_find(const struct bcfix_target *target, struct bcf_string name);
/* The older type for a type of the newest; that type itself when it is the older one already. */
uint32_t bcf_signature_type(struct bcf_module *module, const struct bcf_signature *signature, uint32_t type);
/* Writes a call with the older operands, whose callee has the older type now. False when there is no such. */
bool bcf_signature_call(struct bcf_builder *builder, const struct bcf_signature *signature, const struct bcf_insn *call);

#endif
