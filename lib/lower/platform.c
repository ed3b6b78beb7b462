/* Triple and data layout, as the target or the caller wants them.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/plan.h"
#include "target/platform.h"

#include <string.h>

static int shown(struct bcf_string text) {
    return (int)(text.size < 200 ? text.size : 200);
}

static bool refuse(struct bcf_lowering *lowering, const char *record, struct bcf_string is, const char *wanted) {
    bcf_note(lowering, BCFIX_BCF061_PLATFORM, NULL, "the module is for %.*s; %s runs %s", shown(is), is.data,
             lowering->target->name, wanted);
    return bcf_fail(lowering->context, BCFIX_REFUSED, "block MODULE, record %s: the module is for %.*s; %s runs %s", record,
                    shown(is), is.data, lowering->target->name, wanted);
}

static bool note_untested(struct bcf_lowering *lowering, const struct bcfix_platform *platform) {
    return !platform || platform->is_tested ||
           bcf_note(lowering, BCFIX_BCF018_UNTESTED_PLATFORM, NULL, "nothing was tested on the platform %s",
                    platform->name);
}

/* ---- GraalVM ---- */

/* A specification of pointers in the data layout: "p:64:64:64", or "p1:32:32" of an address space. */
static bool is_other_space(struct bcf_string spec) {
    return spec.size > 1 && spec.data[1] != ':' && spec.data[1] != '0';
}

/* "pe7:…" and "pu7:…": pointers of an address space that are no plain numbers, since LLVM 21. */
static bool is_no_number(struct bcf_string spec) {
    return spec.size > 1 && (spec.data[1] == 'e' || spec.data[1] == 'u');
}

static bool is_wide_pointer(struct bcf_string spec) {
    static const char *const sizes[] = {"p:64:64", "p0:64:64", "p:64:64:64", "p0:64:64:64"};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        if (bcf_string_is(spec, sizes[i]) || (i > 1 && bcf_string_begins(spec, sizes[i]) && spec.data[strlen(sizes[i])] == ':'))
            return true;
    return false;
}

/* Sulong's DataLayoutParser.java takes neither big machines nor pointers of another width, and fails on "pe" and "pu". It
 * ignores all address spaces but 0, so that those can go. */
static bool fix_layout(struct bcf_lowering *lowering) {
    struct bcf_string layout = bcf_header_text(lowering->module, BCF_MODULE_DATALAYOUT), fixed = {NULL, 0};
    char *text = bcf_arena_take(&lowering->arena, layout.size + 1);
    if (!text)
        return false;
    for (size_t at = 0; at < layout.size;) {
        struct bcf_string spec = {layout.data + at, 0};
        const char *dash = memchr(spec.data, '-', layout.size - at);
        spec.size = dash ? (size_t)(dash - spec.data) : layout.size - at;
        at += spec.size + 1;
        if (bcf_string_is(spec, "E"))
            return refuse(lowering, "DATALAYOUT", layout, "machines that have the lowest byte first");
        if (spec.size && spec.data[0] == 'p') {
            if (is_no_number(spec))
                continue;
            if (!is_other_space(spec) && !is_wide_pointer(spec))
                return refuse(lowering, "DATALAYOUT", layout, "pointers of 64 bits");
        }
        if (fixed.size)
            text[fixed.size++] = '-';
        memcpy(text + fixed.size, spec.data, spec.size);
        fixed.size += spec.size;
    }
    fixed.data = text;
    if (fixed.size == layout.size)
        return true;
    return bcf_header_set_text(lowering->module, BCF_MODULE_DATALAYOUT, fixed) &&
           bcf_note(lowering, BCFIX_BCF016_OLDER_FORM, NULL,
                    "what the data layout says of pointers that are no numbers was dropped: %s cannot read it",
                    lowering->target->name);
}

/* The caller says that the module is for this one, whatever it says itself. */
static bool note_other_platform(struct bcf_lowering *lowering, struct bcf_string is, const char *written) {
    return bcf_note(lowering, BCFIX_BCF019_OTHER_PLATFORM, NULL, "the module was made for %.*s, and was written for %s",
                    shown(is), is.data, written);
}

/* Sulong's TargetTriple.java compares architecture, vendor, system and environment with its own, without the version of
 * macOS. */
bool bcf_plan_platform(struct bcf_lowering *lowering) {
    struct bcf_string triple = bcf_header_text(lowering->module, BCF_MODULE_TRIPLE);
    const struct bcfix_platform *platform = lowering->platform ? lowering->platform : bcf_default_platform();
    struct bcf_triple is = bcf_parse_triple(triple), wanted;
    if (lowering->triple && !lowering->platform && bcf_platform_of_triple(bcf_string_of(lowering->triple)))
        platform = bcf_platform_of_triple(bcf_string_of(lowering->triple));
    wanted = bcf_parse_triple(bcf_string_of(platform->triple));
    if (lowering->triple) {
        struct bcf_triple chosen = bcf_parse_triple(bcf_string_of(lowering->triple));
        if (!bcf_same_platform(&chosen, &wanted))
            return refuse(lowering, "TRIPLE", bcf_string_of(lowering->triple), platform->triple);
    }
    if (!note_untested(lowering, platform) || !fix_layout(lowering))
        return false;
    if ((triple.size == 0 && !lowering->triple) || bcf_string_is(triple, platform->triple))
        return true; /* a module without a triple is taken as it is */
    if (triple.size && !bcf_same_platform(&is, &wanted)) {
        if (!lowering->triple)
            return refuse(lowering, "TRIPLE", triple, platform->triple);
        if (!note_other_platform(lowering, triple, platform->triple))
            return false;
    }
    return bcf_header_set_text(lowering->module, BCF_MODULE_TRIPLE, bcf_string_of(platform->triple)) &&
           bcf_note(lowering, BCFIX_BCF001_TARGET_TRIPLE, NULL, "the triple %.*s was written as %s", shown(triple),
                    triple.data, platform->triple);
}

/* ---- LLVM ---- */

/* How many bits the data layout says that a pointer has; 64 when it says nothing, as LLVM does. */
static uint64_t pointer_width(struct bcf_string layout) {
    uint64_t width = 0;
    for (size_t i = 0; i + 2 < layout.size; i++) {
        size_t at = i + 1;
        if (layout.data[i] != 'p' || (i && layout.data[i - 1] != '-'))
            continue;
        at += layout.data[at] == '0';
        if (layout.data[at] != ':')
            continue;
        for (at++; at < layout.size && layout.data[at] >= '0' && layout.data[at] <= '9' && width < 1 << 16; at++)
            width = width * 10 + (uint64_t)(layout.data[at] - '0');
        return width;
    }
    return 64;
}

/* The layout of the platform that was chosen. When it only differs by what the LLVM that wrote the module has, it is left
 * to bcf_plan_data_layout. */
static bool choose_layout(struct bcf_lowering *lowering, const struct bcfix_platform *platform) {
    struct bcf_string layout = bcf_header_text(lowering->module, BCF_MODULE_DATALAYOUT);
    const char *wanted = bcf_platform_layout(platform, lowering->target->llvm_major);
    unsigned llvm;
    if (bcf_platform_of_layout(layout, &llvm) == platform)
        return true;
    if (layout.size && pointer_width(layout) != platform->pointer)
        return refuse(lowering, "DATALAYOUT", layout, platform->triple);
    if (layout.size && !note_other_platform(lowering, layout, wanted))
        return false;
    return bcf_header_set_text(lowering->module, BCF_MODULE_DATALAYOUT, bcf_string_of(wanted));
}

bool bcf_choose_platform(struct bcf_lowering *lowering) {
    struct bcf_string triple = bcf_header_text(lowering->module, BCF_MODULE_TRIPLE), wanted;
    const struct bcfix_platform *platform = lowering->platform;
    struct bcf_triple is = bcf_parse_triple(triple), chosen;
    if (bcf_family(lowering->target) != BCF_FAMILY_LLVM || (!platform && !lowering->triple))
        return true;
    wanted = bcf_string_of(lowering->triple ? lowering->triple : platform->triple);
    chosen = bcf_parse_triple(wanted);
    if (!platform)
        platform = bcf_platform_of_triple(wanted);
    else if (bcf_platform_of_triple(wanted) != platform)
        return refuse(lowering, "TRIPLE", wanted, platform->triple);
    if (triple.size && !bcf_same_machine(&is, &chosen)) {
        if (!lowering->triple) /* a platform is one that the module is for; only a triple is what the caller makes it */
            return refuse(lowering, "TRIPLE", triple, platform->triple);
        if (!note_other_platform(lowering, triple, lowering->triple))
            return false;
    }
    if (!note_untested(lowering, platform) || (platform && !choose_layout(lowering, platform)))
        return false;
    if (triple.size == wanted.size && bcf_string_is(wanted, triple.data))
        return true;
    return bcf_header_set_text(lowering->module, BCF_MODULE_TRIPLE, wanted) &&
           bcf_note(lowering, BCFIX_BCF001_TARGET_TRIPLE, NULL, "the triple %.*s was written as %.*s", shown(triple),
                    triple.data, shown(wanted), wanted.data);
}
