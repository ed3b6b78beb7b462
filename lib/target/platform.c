/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "target/platform.h"

#include <string.h>

static const struct bcfix_platform platforms[] = {
#define PLATFORM(name, is_tested, triple, pointer) {name, is_tested, triple, pointer},
#define DATA_LAYOUT(platform, llvm, text)
#include "target/platforms.def"
#undef DATA_LAYOUT
#undef PLATFORM
};

static const struct {
    const char *platform;
    unsigned llvm;
    const char *text;
} layouts[] = {
#define PLATFORM(name, is_tested, triple, pointer)
#define DATA_LAYOUT(platform, llvm, text) {platform, llvm, text},
#include "target/platforms.def"
#undef DATA_LAYOUT
#undef PLATFORM
};

enum { PLATFORM_COUNT = sizeof platforms / sizeof platforms[0], LAYOUT_COUNT = sizeof layouts / sizeof layouts[0] };

size_t bcfix_platform_count(void) {
    return PLATFORM_COUNT;
}

const bcfix_platform *bcfix_platform_at(size_t index) {
    return index < PLATFORM_COUNT ? &platforms[index] : NULL;
}

const bcfix_platform *bcfix_platform_find(const char *name) {
    for (size_t i = 0; name && i < PLATFORM_COUNT; i++)
        if (strcmp(platforms[i].name, name) == 0)
            return &platforms[i];
    return NULL;
}

const char *bcfix_platform_name(const bcfix_platform *platform) {
    return platform ? platform->name : NULL;
}

const char *bcfix_platform_triple(const bcfix_platform *platform) {
    return platform ? platform->triple : NULL;
}

bool bcfix_platform_is_tested(const bcfix_platform *platform) {
    return platform && platform->is_tested;
}

const struct bcfix_platform *bcf_default_platform(void) {
    return &platforms[0];
}

/* ---- data layouts ---- */

const char *bcf_platform_layout(const struct bcfix_platform *platform, unsigned llvm) {
    const char *found = "";
    for (size_t i = 0; i < LAYOUT_COUNT; i++)
        if (strcmp(layouts[i].platform, platform->name) == 0 && layouts[i].llvm <= llvm)
            found = layouts[i].text;
    return found;
}

const struct bcfix_platform *bcf_platform_of_layout(struct bcf_string layout, unsigned *llvm) {
    for (size_t i = 0; i < LAYOUT_COUNT; i++)
        if (bcf_string_is(layout, layouts[i].text)) {
            *llvm = layouts[i].llvm;
            return bcfix_platform_find(layouts[i].platform);
        }
    return NULL;
}

/* ---- triples ---- */

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

static const struct {
    const char *other, *plain;
} spellings[] = {{"arm64", "aarch64"}, {"macos", "macosx"}, {"darwin", "macosx"}};

static struct bcf_string plain_spelling(struct bcf_string text) {
    for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++)
        if (bcf_string_is(text, spellings[i].other))
            return bcf_string_of(spellings[i].plain);
    return text;
}

static struct bcf_string without_version(struct bcf_string text) {
    size_t size = 0;
    while (size < text.size && (text.data[size] < '0' || text.data[size] > '9'))
        size++;
    text.size = size;
    return text;
}

/* "linux-gnu" may stand without a vendor. */
struct bcf_triple bcf_parse_triple(struct bcf_string text) {
    bool short_form = bcf_string_is(part(text, 1), "linux");
    struct bcf_triple triple = {.architecture = plain_spelling(part(text, 0)),
                                .system = plain_spelling(without_version(part(text, short_form ? 1 : 2))),
                                .environment = part(text, short_form ? 2 : 3),
                                .vendor = part(text, 1)};
    if (short_form)
        triple.vendor = bcf_string_of("unknown");
    return triple;
}

static bool same(struct bcf_string a, struct bcf_string b) {
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

bool bcf_same_machine(const struct bcf_triple *a, const struct bcf_triple *b) {
    return same(a->architecture, b->architecture) && same(a->system, b->system);
}

/* clang writes "pc" for a vendor that is unknown. */
bool bcf_same_platform(const struct bcf_triple *a, const struct bcf_triple *b) {
    struct bcf_string unknown = bcf_string_of("unknown");
    struct bcf_string first = bcf_string_is(a->vendor, "pc") ? unknown : a->vendor;
    struct bcf_string second = bcf_string_is(b->vendor, "pc") ? unknown : b->vendor;
    return bcf_same_machine(a, b) && same(a->environment, b->environment) && same(first, second);
}

const struct bcfix_platform *bcf_platform_of_triple(struct bcf_string triple) {
    struct bcf_triple wanted = bcf_parse_triple(triple);
    for (size_t i = 0; i < PLATFORM_COUNT; i++) {
        struct bcf_triple have = bcf_parse_triple(bcf_string_of(platforms[i].triple));
        if (bcf_same_machine(&wanted, &have))
            return &platforms[i];
    }
    return NULL;
}
