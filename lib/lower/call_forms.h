/* What a call carries besides its callee and arguments: operand bundles and a calling convention.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_CALL_FORMS_H
#define BCF_LOWER_CALL_FORMS_H

#include "lower/rewrite.h"

enum bcf_bundle_fate { BCF_BUNDLE_STAYS, BCF_BUNDLE_GOES, BCF_BUNDLE_TRAPS };

/* What becomes of an OPERAND_BUNDLE that stands before that call. */
enum bcf_bundle_fate bcf_bundle_fate(const struct bcf_builder *builder, const struct bcf_insn *bundle,
                                     const struct bcf_insn *call);

/* A call whose bundles, from first_bundle to end in the body, or whose convention change what it does and are not known
 * to the target: the place stops the program. Anything else is kept. */
enum bcf_rewritten bcf_rewrite_call_form(struct bcf_builder *builder, const struct bcf_insn *insn, size_t first_bundle,
                                         size_t end);

#endif
