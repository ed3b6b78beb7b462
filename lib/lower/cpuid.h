/* What a program is told of its processor (target/cpu_features.def).
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_CPUID_H
#define BCF_LOWER_CPUID_H

#include "lower/builder.h"

enum bcf_register { BCF_EAX, BCF_EBX, BCF_ECX, BCF_EDX };

/* A call of a helper that gives what cpuid leaves in the four registers, as i32. */
void bcf_call_cpuid(struct bcf_builder *builder, uint32_t leaf, uint32_t sub_leaf, uint32_t registers[4]);
/* What xgetbv gives for register 0: the state that the system keeps. */
uint64_t bcf_kept_state(void);

#endif
