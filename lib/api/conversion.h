/* What bcfix_convert and bcfix_check share: the walks over the modules of a file.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_API_CONVERSION_H
#define BCF_API_CONVERSION_H

#include "api/options.h"
#include "container/container.h"
#include "findings/findings.h"
#include "module/decode.h"
#include "module/encode.h"

struct bcfix_checked {
    bcfix_context *context;
    struct bcf_arena arena;
    bcfix_verdict verdict;
    const char *container, *producer, *triple; /* NULL until they are known */
};

/* One conversion, with what it holds. */
struct conversion {
    bcfix_context *context;
    const struct bcfix_options *options;
    struct bcfix_checked *checked; /* when nothing is written: what is found out */
    struct bcf_container container;
    struct bcf_span bitcode; /* in the container */
    struct bcf_schema schema;
    struct bcf_arena arena;
    bcf_places places;
    size_t dropped_tables;
    struct bcf_findings findings;
    struct bcf_writer writer;
    uint64_t done, total; /* for progress: bytes of bodies, twice when there is a plan */
    uint64_t told, finished; /* what the progress was told last; the weight of the modules that are done */
};

/* Begins a call with so many bytes of input. */
void bcf_conversion_begin(struct conversion *conversion, size_t size);
void bcf_conversion_end(struct conversion *conversion);

/* Tells of machine code beside the bitcode. */
bool bcf_conversion_natives(struct conversion *conversion);
/* Finds the modules in the bitcode at hand. */
bool bcf_conversion_find(struct conversion *conversion);
/* Whether the target takes as many. */
bool bcf_conversion_count(struct conversion *conversion);
/* Converts or checks all of them. */
bool bcf_conversion_modules(struct conversion *conversion);
/* One of them. */
bool bcf_conversion_module(struct conversion *conversion, const struct bcf_place *place);

#endif
