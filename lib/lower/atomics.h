/* Atomic operations.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_ATOMICS_H
#define BCF_LOWER_ATOMICS_H

#include "lower/conversions.h"
#include "lower/rewrite.h"

/* What an operation of atomicrmw stores, from what was there and the operand (LangRef: atomicrmw); and its name. */
uint32_t bcf_exchanged(struct bcf_builder *builder, uint32_t operation, uint32_t old, uint32_t by);
const char *bcf_exchange_name(uint32_t operation);

/* An atomic operation on an integer, or a number, of more than 64 bits, for a target that has none. */
enum bcf_rewritten bcf_rewrite_locked(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t type);

#endif
