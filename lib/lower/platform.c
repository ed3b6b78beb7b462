/* Triple and platform.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/plan.h"

#include <string.h>

/* Sulong's TargetTriple.java compares architecture, vendor, system and environment with its own. */
static const char wanted[] = "x86_64-unknown-linux-gnu";

/* The part of a triple at `index`, counted from 0; empty when there is none. */
static struct bcf_string part(struct bcf_string triple, unsigned index) {
    struct bcf_string rest = triple, none = {"", 0};
    for (;; index--) {
        const char *dash = rest.size ? memchr(rest.data, '-', rest.size) : NULL;
        size_t size = dash ? (size_t)(dash - rest.data) : rest.size;
        if (index == 0) {
            rest.size = size;
            return rest;
        }
        if (!dash)
            return none;
        rest.data += size + 1;
        rest.size -= size + 1;
    }
}

/* Spellings of the same platform: clang writes "pc" as vendor; "linux-gnu" may stand without a vendor. */
static bool same_platform(struct bcf_string triple) {
    bool short_form = bcf_string_is(part(triple, 1), "linux");
    struct bcf_string system = part(triple, short_form ? 1 : 2), environment = part(triple, short_form ? 2 : 3);
    struct bcf_string vendor = part(triple, 1);
    if (!bcf_string_is(part(triple, 0), "x86_64") || !bcf_string_is(system, "linux") ||
        !bcf_string_is(environment, "gnu"))
        return false;
    return short_form || bcf_string_is(vendor, "unknown") || bcf_string_is(vendor, "pc");
}

bool bcf_plan_platform(struct bcf_lowering *lowering) {
    struct bcf_string triple = bcf_header_text(lowering->module, BCF_MODULE_TRIPLE);
    if (triple.size == 0 || bcf_string_is(triple, wanted)) /* a module without a triple is taken as it is */
        return true;
    if (!same_platform(triple)) {
        bcf_note(lowering, BCFIX_BCF061_PLATFORM, NULL, "the module is for %.*s; %s runs %s", (int)triple.size,
                 triple.data, lowering->target->name, wanted);
        return bcf_fail(lowering->context, BCFIX_REFUSED, "block MODULE, record TRIPLE: the module is for %.*s; %s runs %s",
                        (int)(triple.size < 200 ? triple.size : 200), triple.data, lowering->target->name, wanted);
    }
    return bcf_header_set_text(lowering->module, BCF_MODULE_TRIPLE, bcf_string_of(wanted)) &&
           bcf_note(lowering, BCFIX_BCF001_TARGET_TRIPLE, NULL, "the triple %.*s was written as %s", (int)triple.size,
                    triple.data, wanted);
}
