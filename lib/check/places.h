/* Where in the source the places of a body are, from debug info.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_CHECK_PLACES_H
#define BCF_CHECK_PLACES_H

#include "findings/findings.h"
#include "lower/lower.h"

/* One instruction that has a location. */
struct bcf_located {
    uint64_t bit;
    uint32_t line, column;
    uint64_t scope; /* id of metadata + 1, 0 = none */
};

struct bcf_source_file {
    uint64_t id; /* of its node */
    const char *name;
};

/* The locations of one body, which are gone when it was rewritten. */
struct bcf_source_places {
    BCF_ARRAY(struct bcf_located) list;
    BCF_ARRAY(struct bcf_source_file) files; /* of the module, that were looked up: strings are found by counting */
    bcf_u32s strings; /* where each of the module's begins; empty until one is asked for */
    struct bcf_unpacked node;
    uint64_t subprogram; /* id of metadata + 1, 0 = none */
};

/* Takes the locations of a body that was decoded and not yet changed. */
bool bcf_places_take(struct bcf_source_places *places, struct bcf_lowering *lowering, const struct bcf_function *function);
/* Says for each finding of the body, those from `first` on, where it is. `function` still has its metadata. */
bool bcf_places_tell(struct bcf_source_places *places, struct bcf_lowering *lowering, const struct bcf_function *function,
                     size_t first);
void bcf_places_free(struct bcf_source_places *places, struct bcfix_context *context);

#endif
