/* Loads and stores of the elements of vectors whose bit in a mask is set. No others are touched, so each element is a branch:
 * block 2i asks, 2i + 1 acts.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/lanes.h"

/* What one of them is about. */
struct masked {
    uint32_t pointers; /* one for all, or a vector of them */
    uint32_t mask, lanes, element;
    bool packed;    /* what is touched lies side by side: compressstore, expandload */
    uint32_t count; /* then how many were so far */
};

static bool start(struct bcf_builder *builder, struct masked *masked, uint32_t type, uint32_t pointers, uint32_t mask, bool packed) {
    const struct bcf_type *vector = bcf_type(builder->module, type);
    uint64_t width;
    masked->pointers = bcf_argument(builder, pointers);
    masked->mask = bcf_argument(builder, mask);
    masked->lanes = (uint32_t)bcf_type_lanes(builder->module, type);
    masked->element = bcf_type_element(builder->module, type);
    masked->packed = packed;
    masked->count = packed ? bcf_int(builder, bcf_int_type(builder->module, 64), 0) : BCF_NONE;
    width = bcf_type_integer_width(builder->module, masked->element);
    /* Elements that begin within a byte have no address. */
    return masked->lanes && (vector->count < 3 || !vector->ops[2]) &&
           (width % 8 == 0 || bcf_type_lanes(builder->module, bcf_type_of(builder, masked->pointers)));
}

/* Elements stand side by side in memory, also integers whose addresses in an array have gaps between them. */
static uint32_t address_of(struct bcf_builder *builder, const struct masked *masked, uint32_t lane) {
    struct bcf_module *module = builder->module;
    uint64_t width = bcf_type_integer_width(module, masked->element);
    uint32_t element = masked->element, index;
    if (bcf_type_lanes(module, bcf_type_of(builder, masked->pointers)))
        return bcf_extract_lane(builder, masked->pointers, lane);
    if (width)
        element = bcf_array_type(module, width / 8, bcf_int_type(module, 8));
    index = masked->packed ? masked->count : bcf_int(builder, bcf_int_type(module, 64), lane);
    return bcf_element_address(builder, element, masked->pointers, index);
}

static void ask(struct bcf_builder *builder, const struct masked *masked, uint32_t lane) {
    bcf_branch_if(builder, bcf_extract_lane(builder, masked->mask, lane), 2 * lane + 1, 2 * lane + 2);
}

/* Where both ways meet: `yes` is what the element at hand made, `no` what there was. */
static uint32_t meet(struct bcf_builder *builder, uint32_t lane, uint32_t no, uint32_t yes) {
    uint32_t phi = bcf_phi(builder, bcf_type_of(builder, no), 2);
    bcf_phi_set(builder, phi, 0, no, 2 * lane);
    bcf_phi_set(builder, phi, 1, yes, 2 * lane + 1);
    return phi;
}

static bool load(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic, bool packed) {
    uint32_t result = bcf_argument(builder, 2);
    struct masked masked;
    if (builder->function->argument_count != 3 || !start(builder, &masked, intrinsic->result, 0, 1, packed))
        return false;
    for (uint32_t lane = 0; lane < masked.lanes; lane++) {
        uint32_t loaded, more = BCF_NONE;
        ask(builder, &masked, lane);
        loaded = bcf_load(builder, masked.element, address_of(builder, &masked, lane), 1, false);
        loaded = bcf_insert_lane(builder, result, loaded, lane);
        if (packed)
            more = bcf_binop_by(builder, BCF_ADD, masked.count, 1);
        bcf_branch(builder, 2 * lane + 2);
        result = meet(builder, lane, result, loaded);
        if (packed)
            masked.count = meet(builder, lane, masked.count, more);
    }
    bcf_return(builder, result);
    return true;
}

static bool store(struct bcf_builder *builder, bool packed) {
    uint32_t value = bcf_argument(builder, 0);
    struct masked masked;
    if (builder->function->argument_count != 3 || !start(builder, &masked, bcf_type_of(builder, value), 1, 2, packed))
        return false;
    for (uint32_t lane = 0; lane < masked.lanes; lane++) {
        uint32_t more = BCF_NONE;
        ask(builder, &masked, lane);
        bcf_store(builder, bcf_extract_lane(builder, value, lane), address_of(builder, &masked, lane), 1, false);
        if (packed)
            more = bcf_binop_by(builder, BCF_ADD, masked.count, 1);
        bcf_branch(builder, 2 * lane + 2);
        if (packed)
            masked.count = meet(builder, lane, masked.count, more);
    }
    bcf_return(builder, BCF_NONE);
    return true;
}

bool bcf_define_masked_load(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return load(builder, intrinsic, false);
}

bool bcf_define_expandload(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return load(builder, intrinsic, true);
}

bool bcf_define_masked_store(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    (void)intrinsic;
    return store(builder, false);
}

bool bcf_define_compressstore(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    (void)intrinsic;
    return store(builder, true);
}

/* ---- a pattern over and over ---- */

/* experimental.memset.pattern(to, value, how often, volatile). block 0: whether at all; block 1: once more; block 2: done. */
bool bcf_define_memset_pattern(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    struct bcf_module *module = builder->module;
    uint32_t to = bcf_argument(builder, 0), value = bcf_argument(builder, 1), count = bcf_argument(builder, 2), index, next;
    uint32_t width, zero;
    (void)intrinsic;
    if (builder->function->argument_count != 4 || !bcf_width(builder, count))
        return false;
    width = bcf_width(builder, value);
    if ((width & (width - 1)) != 0 || (width && width < 8)) /* how far apart the others are, is not said */
        return false;
    count = bcf_resize(builder, count, 64);
    zero = bcf_int(builder, bcf_int_type(module, 64), 0);
    bcf_branch_if(builder, bcf_compare(builder, BCF_ICMP_EQ, count, zero), 2, 1);
    index = bcf_phi(builder, bcf_int_type(module, 64), 2);
    bcf_store(builder, value, bcf_element_address(builder, bcf_type_of(builder, value), to, index), 1, false);
    next = bcf_binop_by(builder, BCF_ADD, index, 1);
    bcf_phi_set(builder, index, 0, zero, 0);
    bcf_phi_set(builder, index, 1, next, 1);
    bcf_branch_if(builder, bcf_compare(builder, BCF_ICMP_EQ, next, count), 2, 1);
    bcf_return(builder, BCF_NONE);
    return true;
}
