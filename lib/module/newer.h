/* What the input says that only an LLVM newer than 22 can say. The model has the form of LLVM 22, and no target is newer,
 * so decoding leaves it out and remembers that, or refuses it.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_MODULE_NEWER_H
#define BCF_MODULE_NEWER_H

#include "module/decode_operands.h"

/* Remembers that something of the record at hand is left out: "the fast-math flags of uitofp". */
bool bcf_leave_out(struct bcf_decoder *decoder, unsigned block, uint32_t code, const char *format, ...) BCF_PRINTF(4, 5);

/* Looks at the value of an operand that LLVM 22 does not have, or that has a value which it does not know. Gives false
 * after an error; the operand is to be left out when its field is a newer one. */
bool bcf_check_newer(struct bcf_decoder *decoder, const struct bcf_layout *layout, const struct bcf_field *field,
                     uint64_t op);
static inline bool bcf_may_be_newer(const struct bcf_field *field) {
    return field->newer || field->below;
}

/* Drops the newer attributes from a group, and refuses those that cannot be dropped. What is left may be empty: such
 * groups go when all are known, since readers want groups to have something in them. */
bool bcf_check_attributes(struct bcf_decoder *decoder, struct bcf_record *group);
bool bcf_drop_empty_groups(struct bcf_module *module);

/* Adds a second piece of module-level assembly to the first one. LLVM writes several since 23, for different processors;
 * those before take the last one for all. */
bool bcf_join_assembly(struct bcf_decoder *decoder, const struct bcf_record *record, bool *joined);

/* Drops the newer flags of a CAST, whose operands in the model are given, and corrects their number. */
bool bcf_check_cast(struct bcf_decoder *decoder, uint64_t *ops, uint32_t *count);

#endif
