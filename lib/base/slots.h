/* Hash tables of indices: a slot has an index + 1, or 0. What is at an index, and what is equal, is its owner's affair.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_BASE_SLOTS_H
#define BCF_BASE_SLOTS_H

#include "base/array.h"

/* Room for so many indices in a table of which at most half is used. `*fresh` when it was made anew, and is empty: all have to be
 * entered. Its count is a power of two. False after a sticky error. */
bool bcf_slots_grow(struct bcfix_context *context, bcf_u32s *slots, size_t indices, bool *fresh);

/* The hash of some bytes (FNV-1a); `seed` is mixed in. */
uint64_t bcf_hash(uint64_t seed, const char *data, size_t size);

#endif
