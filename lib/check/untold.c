/* Functions for CPU features that programs are not told of.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "check/references.h"

#include "module/attribute.h"

#include <string.h>

static const struct {
    const char *name;
    bool told;
} known_features[] = {
#define CPU_LEAF(leaf, eax, ebx, ecx, edx)
#define CPU_FEATURE(name, leaf, place, bit, reported, intrinsics, why) {name, reported},
#define CPU_EXCEPTION(intrinsics, why)
#include "target/cpu_features.def"
#undef CPU_LEAF
#undef CPU_FEATURE
#undef CPU_EXCEPTION
};

/* What LLVM calls otherwise (X86.td). */
static const struct {
    const char *llvm, *name;
} other_names[] = {
    {"bmi", "bmi1"}, {"crc32", "sse4.2"}, {"cx16", "cmpxchg16b"}, {"pclmul", "pclmulqdq"}, {"rdrnd", "rdrand"},
};

/* What every x86-64 has, and what is no instruction: how code is written, and hints for the scheduler. */
static const char *const plain[] = {
    "64bit", "64bit-mode", "cmov", "cx8", "mmx", "nopl", "retpoline", "x87", "fast-", "slow-", "false-deps-", "prefer-", "tuning-",
    "branchfusion", "macrofusion", "idivq-to-divl", "idivl-to-divb", "allow-light-256-bit", "ermsb", "fsrm", "harden-sls", "lvi-",
    "no-bypass-delay", "sbb-dep-breaking", "soft-float", "use-", "vzeroupper", "zu", "nf", "sahf", "prfchw", "invpcid", "clzero",
};

static bool is_name(const char *name, const char *word, size_t size) {
    return strlen(name) == size && memcmp(name, word, size) == 0;
}

static bool is_plain(const char *word, size_t size) {
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
        size_t length = strlen(plain[i]);
        bool begins = size >= length && memcmp(plain[i], word, length) == 0;
        if (begins && (size == length || plain[i][length - 1] == '-' || is_name("retpoline", plain[i], length)))
            return true;
    }
    return false;
}

/* Whether programs are told that they have it; what no table knows they are not. */
static bool is_told(const char *word, size_t size) {
    const char *name = NULL;
    if (is_plain(word, size))
        return true;
    for (size_t i = 0; i < sizeof other_names / sizeof other_names[0]; i++)
        if (is_name(other_names[i].llvm, word, size))
            name = other_names[i].name;
    for (size_t i = 0; i < sizeof known_features / sizeof known_features[0]; i++)
        if (name ? strcmp(known_features[i].name, name) == 0 : is_name(known_features[i].name, word, size))
            return known_features[i].told;
    return false;
}

/* "+avx2,-sse4a": the first feature that is added and that programs are not told of. */
static const char *untold_feature(const char *features, int *size) {
    for (const char *at = features; *at;) {
        size_t length = strcspn(at, ",");
        if (*at == '+' && !is_told(at + 1, length - 1)) {
            *size = (int)length - 1;
            return at + 1;
        }
        at += length + (at[length] == ',');
    }
    return NULL;
}

/* The value of target-features in a group; in the arena, or NULL. */
static const char *features_of(struct bcf_references *references, const struct bcf_entry_record *group) {
    static const char key[] = "target-features";
    for (size_t at = 2, size; at < group->count; at += size) {
        size_t i = 0, length;
        char *text;
        size = bcf_attribute_size(group->ops, group->count, at);
        if (!size)
            return NULL;
        if (group->ops[at] != BCF_ATTRIBUTE_STRING_VALUE || size < sizeof key + 2)
            continue;
        while (i < sizeof key && group->ops[at + 1 + i] == (unsigned char)key[i])
            i++;
        if (i < sizeof key)
            continue;
        length = size - 1 - sizeof key;
        text = bcf_arena_take(&references->arena, length + 1);
        for (i = 0; text && i < length; i++)
            text[i] = (char)group->ops[at + 1 + sizeof key + i];
        if (text)
            text[length] = '\0';
        return text;
    }
    return NULL;
}

/* Groups have numbers of their own, which are small: LLVM counts them from 1. */
static bool find_groups(struct bcf_references *references, uint8_t **by_id, uint64_t *most) {
    const struct bcf_module *module = references->module;
    size_t groups = module->attribute_groups.list.count;
    for (size_t g = 0; g < groups; g++)
        if (module->attribute_groups.list.data[g].ops[0] > *most && module->attribute_groups.list.data[g].ops[0] <= 4 * groups)
            *most = module->attribute_groups.list.data[g].ops[0];
    *by_id = bcf_arena_take_zeroed(&references->arena, *most + 1, 1);
    if (!*by_id)
        return false;
    for (size_t g = 0; g < groups; g++) {
        const struct bcf_entry_record *group = &module->attribute_groups.list.data[g];
        const char *features = features_of(references, group), *feature;
        int size = 0;
        feature = features ? untold_feature(features, &size) : NULL;
        if (!feature || group->ops[0] > *most)
            continue;
        (*by_id)[group->ops[0]] = 1;
        if (!references->untold_feature) {
            references->untold_feature = feature;
            references->untold_feature_size = size;
        }
    }
    return !bcf_failed(references->context);
}

static bool has_untold_group(const struct bcf_module *module, uint64_t list, const uint8_t *by_id, uint64_t most) {
    const struct bcf_entry_record *record;
    if (!list || list > module->attribute_lists.list.count)
        return false;
    record = &module->attribute_lists.list.data[list - 1];
    for (uint32_t i = 0; i < record->count; i++)
        if (record->ops[i] <= most && by_id[record->ops[i]])
            return true;
    return false;
}

bool bcf_find_untold(struct bcf_references *references) {
    uint64_t most = 0;
    uint8_t *by_id;
    if (!find_groups(references, &by_id, &most))
        return false;
    for (uint32_t i = 0; references->untold_feature && i < references->globals; i++) {
        const struct bcf_global *global = &references->module->globals.data[i];
        if (global->record.code == BCF_MODULE_FUNCTION && global->body.end &&
            has_untold_group(references->module, bcf_global_operand(global, BCF_FN_ATTRIBUTES), by_id, most)) {
            references->untold[i] = 1;
            references->untold_count++;
        }
    }
    return true;
}
