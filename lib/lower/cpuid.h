/* What a program is told of its processor (target/cpu_features.def).
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_CPUID_H
#define BCF_LOWER_CPUID_H

#include "lower/builder.h"

enum bcf_register { BCF_EAX, BCF_EBX, BCF_ECX, BCF_EDX };

/* Instructions that give what cpuid leaves in a register, as an i32, for a leaf and a sub-leaf, which may be BCF_NONE. */
uint32_t bcf_cpuid_answer(struct bcf_builder *builder, uint32_t leaf, uint32_t sub_leaf, enum bcf_register which);
/* What xgetbv gives for register 0: the state that the system keeps. */
uint64_t bcf_kept_state(void);

#endif
