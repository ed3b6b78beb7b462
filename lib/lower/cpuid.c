/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/cpuid.h"

#include "lower/lanes.h"

#include <string.h>

static const struct {
    uint32_t leaf, registers[4];
} leaves[] = {
#define CPU_LEAF(leaf, eax, ebx, ecx, edx) {leaf, {eax, ebx, ecx, edx}},
#define CPU_FEATURE(name, leaf, place, bit, reported, intrinsics, why)
#define CPU_EXCEPTION(intrinsics, why)
#include "target/cpu_features.def"
#undef CPU_LEAF
#undef CPU_FEATURE
#undef CPU_EXCEPTION
};

static const struct {
    const char *name;
    uint32_t leaf;
    enum bcf_register place;
    unsigned bit;
    bool reported;
} features[] = {
#define CPU_LEAF(leaf, eax, ebx, ecx, edx)
#define CPU_FEATURE(name, leaf, place, bit, reported, intrinsics, why) {name, leaf, BCF_##place, bit, reported},
#define CPU_EXCEPTION(intrinsics, why)
#include "target/cpu_features.def"
#undef CPU_LEAF
#undef CPU_FEATURE
#undef CPU_EXCEPTION
};

enum { LEAF_COUNT = sizeof leaves / sizeof leaves[0], FEATURE_COUNT = sizeof features / sizeof features[0] };
enum { FEATURES_LEAF = 7 }; /* it has other things in its sub-leaves, and is the only one that has any here */

static uint32_t features_of(uint32_t leaf, enum bcf_register which) {
    uint32_t bits = 0;
    for (size_t i = 0; i < FEATURE_COUNT; i++)
        if (features[i].leaf == leaf && features[i].place == which && features[i].reported)
            bits |= 1u << features[i].bit;
    return bits;
}

static uint32_t answer(struct bcf_builder *builder, uint32_t leaf, uint32_t sub_leaf, enum bcf_register which) {
    uint32_t i32 = bcf_int_type(builder->module, 32), result = bcf_int(builder, i32, 0);
    uint32_t bits = features_of(FEATURES_LEAF, which);
    for (size_t i = 0; i < LEAF_COUNT; i++) {
        uint32_t here = bcf_compare(builder, BCF_ICMP_EQ, leaf, bcf_int(builder, i32, (int32_t)leaves[i].leaf));
        uint32_t value = leaves[i].registers[which] | features_of(leaves[i].leaf, which);
        if (value)
            result = bcf_select(builder, here, bcf_int(builder, i32, (int32_t)value), result);
    }
    if (bits) {
        uint32_t here = bcf_compare(builder, BCF_ICMP_EQ, leaf, bcf_int(builder, i32, FEATURES_LEAF));
        here = bcf_binop(builder, BCF_AND, here, bcf_compare(builder, BCF_ICMP_EQ, sub_leaf, bcf_int(builder, i32, 0)));
        result = bcf_select(builder, here, bcf_int(builder, i32, (int32_t)bits), result);
    }
    return result;
}

static bool cpuid_body(struct bcf_builder *builder, const void *what) {
    uint32_t result = bcf_poison(builder, *(const uint32_t *)what);
    for (uint32_t i = 0; i < 4; i++)
        result = bcf_insert_field(builder, result, answer(builder, bcf_argument(builder, 0), bcf_argument(builder, 1), i), i);
    bcf_return(builder, result);
    return true;
}

void bcf_call_cpuid(struct bcf_builder *builder, uint32_t leaf, uint32_t sub_leaf, uint32_t registers[4]) {
    struct bcf_module *module = builder->module;
    uint32_t i32 = bcf_int_type(module, 32), types[4] = {i32, i32, i32, i32}, result = bcf_struct_type(module, types, 4), all;
    uint32_t arguments[2] = {leaf, sub_leaf};
    all = bcf_helper(builder->lowering, "bcfix.cpuid", bcf_function_type(module, result, types, 2), cpuid_body, &result);
    all = bcf_call(builder, all, arguments, 2);
    for (uint32_t i = 0; i < 4; i++)
        registers[i] = bcf_extract_field(builder, all, i);
}

uint64_t bcf_kept_state(void) {
    enum { X87 = 1, SSE = 2, AVX = 4 };
    for (size_t i = 0; i < FEATURE_COUNT; i++)
        if (features[i].reported && strcmp(features[i].name, "avx") == 0)
            return X87 | SSE | AVX;
    return X87 | SSE;
}
