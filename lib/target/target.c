/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "target/target.h"

#include "target/environment.h"

#include <string.h>

static const struct bcfix_target targets[] = {
#define TARGET(name, llvm, line, is_default, description) {name, description, llvm, line, is_default},
#include "target/targets.def"
#undef TARGET
};

enum { TARGET_COUNT = sizeof targets / sizeof targets[0] };

enum { NEVER = 9999, LINES_BEFORE = 10000 };
#define BEFORE(line) (LINES_BEFORE + (line))

static const struct {
    unsigned llvm, line; /* the first that take it; or the first line that does not */
} features[] = {
#define FEATURE(id, llvm, line, what, fate, how) {llvm, line},
#include "target/features.def"
#undef FEATURE
};

bool bcf_takes(const struct bcfix_target *target, enum bcf_feature feature) {
    unsigned line = features[feature].line;
    if (!target->line)
        return target->llvm_major >= features[feature].llvm;
    return line > LINES_BEFORE ? target->line < line - LINES_BEFORE : target->line >= line;
}

size_t bcfix_target_count(void) {
    return TARGET_COUNT;
}

const bcfix_target *bcfix_target_at(size_t index) {
    return index < TARGET_COUNT ? &targets[index] : NULL;
}

const bcfix_target *bcfix_target_find(const char *name) {
    for (size_t i = 0; name && i < TARGET_COUNT; i++)
        if (strcmp(targets[i].name, name) == 0)
            return &targets[i];
    return NULL;
}

const struct bcfix_target *bcf_default_target(void) {
    size_t i = 0;
    while (!targets[i].is_default)
        i++;
    return &targets[i];
}

const char *bcfix_target_name(const bcfix_target *target) {
    return target ? target->name : NULL;
}

const char *bcfix_target_description(const bcfix_target *target) {
    return target ? target->description : NULL;
}

unsigned bcfix_target_llvm_major(const bcfix_target *target) {
    return target ? target->llvm_major : 0;
}

bool bcfix_target_takes_any_platform(const bcfix_target *target) {
    return target && target->line == 0;
}

bool bcfix_target_provides(const bcfix_target *target, const char *symbol) {
    return target && symbol && target->line && bcf_environment_has(symbol);
}

bool bcfix_target_is_default(const bcfix_target *target) {
    return target && target->is_default;
}
