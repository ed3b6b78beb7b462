/* Records in little memory: code, number of operands and operands, each as a variable-length number.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_MODULE_PACK_H
#define BCF_MODULE_PACK_H

#include "base/array.h"

struct bcf_pack {
    bcf_bytes bytes;
    bcf_u32s offsets; /* of each record in `bytes` */
};

/* One record taken out of a pack. */
struct bcf_unpacked {
    uint32_t code;
    bcf_u64s ops;
};

bool bcf_pack_add(struct bcfix_context *context, struct bcf_pack *pack, uint32_t code, const uint64_t *ops, size_t count);
/* Puts another record in the place of the one at `index`. */
bool bcf_pack_replace(struct bcfix_context *context, struct bcf_pack *pack, size_t index, uint32_t code,
                      const uint64_t *ops, size_t count);
/* The record at `index`; `to` is reused. False when there is no memory. */
bool bcf_pack_get(struct bcfix_context *context, const struct bcf_pack *pack, size_t index, struct bcf_unpacked *to);
/* Whether it is the record at `index`. */
bool bcf_pack_is(const struct bcf_pack *pack, size_t index, uint32_t code, const uint64_t *ops, size_t count);
/* The hash of a record, and of the one at `index`. */
uint64_t bcf_record_hash(uint32_t code, const uint64_t *ops, size_t count);
uint64_t bcf_pack_hash(const struct bcf_pack *pack, size_t index);
uint32_t bcf_pack_code(const struct bcf_pack *pack, size_t index);
void bcf_pack_clear(struct bcf_pack *pack);
void bcf_pack_free(struct bcfix_context *context, struct bcf_pack *pack);

#endif
