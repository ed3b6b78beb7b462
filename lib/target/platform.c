/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <bcfix/bcfix.h>

struct bcfix_platform {
    const char *name;
    bool is_tested;
};

static const struct bcfix_platform platforms[] = {
#define PLATFORM(name, is_tested) {name, is_tested},
#include "target/platforms.def"
#undef PLATFORM
};

enum { PLATFORM_COUNT = sizeof platforms / sizeof platforms[0] };

size_t bcfix_platform_count(void) {
    return PLATFORM_COUNT;
}

const bcfix_platform *bcfix_platform_at(size_t index) {
    return index < PLATFORM_COUNT ? &platforms[index] : NULL;
}

const char *bcfix_platform_name(const bcfix_platform *platform) {
    return platform ? platform->name : NULL;
}

bool bcfix_platform_is_tested(const bcfix_platform *platform) {
    return platform && platform->is_tested;
}
