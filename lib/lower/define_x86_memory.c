/* Intrinsics of x86 that load and store.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/x86.h"

/* Each element has a branch, since memory must not be touched where the mask is off: block 2i asks, 2i + 1 acts. */

static bool is_pointer(const struct bcf_builder *builder, uint32_t index) {
    return builder->function->argument_count > index &&
           bcf_type(builder->module, bcf_type_of(builder, bcf_argument(builder, index)))->code == BCF_TYPE_OPAQUE_POINTER;
}

static bool is_vector(const struct bcf_builder *builder, uint32_t index) {
    return builder->function->argument_count > index && bcf_lane_count(builder, bcf_argument(builder, index)) > 0 &&
           bcf_lane_count(builder, bcf_argument(builder, index)) <= BCF_X86_LANES;
}

/* Where the signs of a mask are set. */
static uint32_t signs(struct bcf_builder *builder, uint32_t mask) {
    return bcf_compare_by(builder, BCF_ICMP_SLT, bcf_as_lanes(builder, mask, bcf_lane_width(builder, mask)), 0);
}

static uint32_t address(struct bcf_builder *builder, uint32_t type, uint32_t pointer, uint32_t lane) {
    return bcf_element_address(builder, type, pointer, bcf_int(builder, bcf_int_type(builder->module, 64), lane));
}

static bool masked_store(struct bcf_builder *builder, uint32_t value, uint32_t mask, uint32_t pointer) {
    uint32_t lanes = bcf_lane_count(builder, value), on, type = bcf_type_element(builder->module, bcf_type_of(builder, value));
    if (lanes != bcf_lane_count(builder, mask))
        return false;
    on = signs(builder, mask);
    for (uint32_t lane = 0; lane < lanes; lane++) {
        bcf_branch_if(builder, bcf_extract_lane(builder, on, lane), 2 * lane + 1, 2 * lane + 2);
        bcf_store(builder, bcf_extract_lane(builder, value, lane), address(builder, type, pointer, lane), 1, false);
        bcf_branch(builder, 2 * lane + 2);
    }
    bcf_return(builder, BCF_NONE);
    return true;
}

/* maskmov.dqu(value, mask, pointer). */
bool bcf_define_x86_maskmov(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    (void)intrinsic;
    return bcf_takes_vectors(builder, 2) && is_pointer(builder, 2) &&
           masked_store(builder, bcf_argument(builder, 0), bcf_argument(builder, 1), bcf_argument(builder, 2));
}

/* maskstore(pointer, mask, value). */
bool bcf_define_x86_maskstore(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    (void)intrinsic;
    return is_pointer(builder, 0) && is_vector(builder, 1) && is_vector(builder, 2) &&
           masked_store(builder, bcf_argument(builder, 2), bcf_argument(builder, 1), bcf_argument(builder, 0));
}

/* One element of a load: what `result` is then. Its address stands at the end of block 2i. */
static uint32_t masked_element(struct bcf_builder *builder, uint32_t on, uint32_t result, uint32_t place, uint32_t lane) {
    uint32_t type = bcf_type_of(builder, result), loaded, phi;
    bcf_branch_if(builder, bcf_extract_lane(builder, on, lane), 2 * lane + 1, 2 * lane + 2);
    loaded = bcf_load(builder, bcf_type_element(builder->module, type), place, 1, false);
    loaded = bcf_insert_lane(builder, result, loaded, lane);
    bcf_branch(builder, 2 * lane + 2);
    phi = bcf_phi(builder, type, 2);
    bcf_phi_set(builder, phi, 0, result, 2 * lane);
    bcf_phi_set(builder, phi, 1, loaded, 2 * lane + 1);
    return phi;
}

/* maskload(pointer, mask): 0 where the mask is off. */
bool bcf_define_x86_maskload(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    uint32_t result = bcf_null(builder, intrinsic->result), on, type = bcf_type_element(builder->module, intrinsic->result);
    if (!is_pointer(builder, 0) || !is_vector(builder, 1) ||
        bcf_lane_count(builder, bcf_argument(builder, 1)) != bcf_type_lanes(builder->module, intrinsic->result))
        return false;
    on = signs(builder, bcf_argument(builder, 1));
    for (uint32_t lane = 0; lane < bcf_lane_count(builder, on); lane++)
        result = masked_element(builder, on, result, address(builder, type, bcf_argument(builder, 0), lane), lane);
    return bcf_give(builder, result);
}

/* gather(source, pointer, numbers, mask, scale): the elements that the numbers say, each times the scale in bytes; those of
 * the source where the mask is off; 0 where there is no number for a place. */
bool bcf_define_x86_gather(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    struct bcf_module *module = builder->module;
    uint32_t i64 = bcf_int_type(module, 64), i8 = bcf_int_type(module, 8), result = bcf_argument(builder, 0), on, scale;
    uint32_t lanes, numbers;
    uint64_t kept[BCF_X86_LANES];
    if (builder->function->argument_count != 5 || !is_vector(builder, 0) || !is_pointer(builder, 1) || !is_vector(builder, 2) ||
        !is_vector(builder, 3) || bcf_type_of(builder, bcf_argument(builder, 4)) != i8)
        return false;
    lanes = bcf_lane_count(builder, result);
    numbers = bcf_lane_count(builder, bcf_argument(builder, 2));
    if (bcf_type_of(builder, result) != intrinsic->result || bcf_lane_count(builder, bcf_argument(builder, 3)) != lanes)
        return false;
    for (uint32_t lane = 0; lane < lanes; lane++)
        kept[lane] = lane < numbers ? lane : lanes;
    if (numbers < lanes)
        result = bcf_shuffle(builder, result, bcf_null(builder, intrinsic->result), kept, lanes);
    on = signs(builder, bcf_argument(builder, 3));
    scale = bcf_zero_extend(builder, bcf_argument(builder, 4), 64);
    for (uint32_t lane = 0; lane < lanes && lane < numbers; lane++) {
        uint32_t at = bcf_extract_lane(builder, bcf_argument(builder, 2), lane);
        at = bcf_binop(builder, BCF_MUL, bcf_cast(builder, BCF_SEXT, at, i64), scale);
        result = masked_element(builder, on, result, bcf_element_address(builder, i8, bcf_argument(builder, 1), at), lane);
    }
    return bcf_give(builder, result);
}

/* ldu.dq: a load that need not be aligned. */
bool bcf_define_x86_ldu(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    return is_pointer(builder, 0) &&
           bcf_give(builder, bcf_load(builder, intrinsic->result, bcf_argument(builder, 0), 1, false));
}

/* mfence, lfence and sfence. */
bool bcf_define_x86_fence(struct bcf_builder *builder, const struct bcf_intrinsic *intrinsic) {
    if (bcf_type(builder->module, intrinsic->result)->code != BCF_TYPE_VOID)
        return false;
    bcf_fence(builder, BCF_SEQ_CST);
    bcf_return(builder, BCF_NONE);
    return true;
}
