/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "api/options.h"

#include <string.h>

struct bcfix_options bcf_default_options(bcfix_context *context) {
    struct bcfix_options options = {.context = context, .target = bcf_default_target()};
    return options;
}

bcfix_options *bcfix_options_new(bcfix_context *context) {
    bcfix_options *options = bcf_allocate(context, sizeof *options);
    if (options)
        *options = bcf_default_options(context);
    return options;
}

void bcfix_options_free(bcfix_options *options) {
    if (!options)
        return;
    bcf_release(options->context, options->triple, options->triple ? strlen(options->triple) + 1 : 0);
    bcf_release(options->context, options, sizeof *options);
}

bcfix_status bcfix_options_set_target(bcfix_options *options, const char *name) {
    const bcfix_target *target = bcfix_target_find(name);
    if (!target)
        return BCFIX_INVALID_ARGUMENT;
    options->target = target;
    return BCFIX_OK;
}

const bcfix_target *bcfix_options_target(const bcfix_options *options) {
    return options->target;
}

bcfix_status bcfix_options_set_unsupported(bcfix_options *options, bcfix_unsupported what) {
    if (what != BCFIX_UNSUPPORTED_TRAP && what != BCFIX_UNSUPPORTED_REFUSE)
        return BCFIX_INVALID_ARGUMENT;
    options->unsupported = what;
    return BCFIX_OK;
}

bcfix_status bcfix_options_set_platform(bcfix_options *options, const char *name) {
    const bcfix_platform *platform = bcfix_platform_find(name);
    if (name && !platform)
        return BCFIX_INVALID_ARGUMENT;
    options->platform = platform;
    return BCFIX_OK;
}

/* What a triple may have in it: "x86_64-unknown-linux-gnu", "arm64-apple-macosx11.0.0". */
static bool is_triple(const char *text) {
    static const char other[] = "_.-+";
    size_t size = strlen(text);
    for (size_t i = 0; i < size; i++)
        if (!(text[i] >= '0' && text[i] <= '9') && !(text[i] >= 'a' && text[i] <= 'z') &&
            !(text[i] >= 'A' && text[i] <= 'Z') && !strchr(other, text[i]))
            return false;
    return size > 0 && size < 200;
}

bcfix_status bcfix_options_set_triple(bcfix_options *options, const char *triple) {
    char *copy = NULL;
    if (triple && !is_triple(triple))
        return BCFIX_INVALID_ARGUMENT;
    if (triple) {
        copy = bcf_allocate(options->context, strlen(triple) + 1);
        if (!copy)
            return BCFIX_NO_MEMORY;
        memcpy(copy, triple, strlen(triple) + 1);
    }
    bcf_release(options->context, options->triple, options->triple ? strlen(options->triple) + 1 : 0);
    options->triple = copy;
    return BCFIX_OK;
}

void bcfix_options_set_strip_debug(bcfix_options *options, bool strip) {
    options->strip_debug = strip;
}

void bcfix_options_set_symbols(bcfix_options *options, bcfix_symbol_fn has, void *user) {
    options->has_symbol = has;
    options->has_symbol_user = user;
}

void bcfix_options_set_findings(bcfix_options *options, bcfix_finding_fn callback, void *user) {
    options->findings = callback;
    options->findings_user = user;
}

void bcfix_options_set_progress(bcfix_options *options, bcfix_progress_fn callback, void *user) {
    options->progress = callback;
    options->progress_user = user;
}
