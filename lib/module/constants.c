/* Constants by what they are.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "module/model.h"

#include "base/slots.h"

static size_t first_slot(const struct bcf_constants *constants, uint32_t type, uint64_t hash) {
    return (hash ^ (uint64_t)type * 0x9E3779B97F4A7C15u) & (constants->slots.count - 1);
}

/* A constant that is replaced later stays where it was: it is not found as what it was, for records are compared. */
static void enter(struct bcf_constants *constants, size_t index) {
    size_t slot = first_slot(constants, constants->types.data[index], bcf_pack_hash(&constants->pack, index));
    while (constants->slots.data[slot])
        slot = (slot + 1) & (constants->slots.count - 1);
    constants->slots.data[slot] = (uint32_t)index + 1;
}

static bool enter_all(struct bcfix_context *context, struct bcf_constants *constants) {
    bool fresh;
    if (!bcf_slots_grow(context, &constants->slots, constants->types.count, &fresh))
        return false;
    for (constants->entered = fresh ? 0 : constants->entered; constants->entered < constants->types.count; constants->entered++)
        enter(constants, constants->entered);
    return true;
}

uint32_t bcf_constants_find(struct bcfix_context *context, struct bcf_constants *constants, uint32_t type, uint32_t code,
                            const uint64_t *ops, size_t count) {
    size_t probes = 0, mask, slot;
    if (bcf_failed(context) || !enter_all(context, constants))
        return BCF_NONE;
    mask = constants->slots.count - 1;
    slot = first_slot(constants, type, bcf_record_hash(code, ops, count));
    for (; constants->slots.data[slot]; slot = (slot + 1) & mask, probes++) {
        uint32_t index = constants->slots.data[slot] - 1;
        if (constants->types.data[index] == type && bcf_pack_is(&constants->pack, index, code, ops, count))
            return index;
    }
    (void)bcf_count_record(context, probes / BCF_BYTES_OF_A_STEP); /* of which there are few, unless someone sees to it */
    return BCF_NONE;
}

uint32_t bcf_constant_add(struct bcf_module *module, struct bcf_function *function, uint32_t type, uint32_t code,
                          const uint64_t *ops, size_t count) {
    struct bcfix_context *context = module->context;
    struct bcf_constants *constants = function ? &function->constants : &module->constants;
    if (type == BCF_NONE || !bcf_push(context, &constants->types, type) || !bcf_pack_add(context, &constants->pack, code, ops, count))
        return BCF_NONE;
    if (!function)
        return BCF_CONSTANT | (uint32_t)(constants->types.count - 1);
    if (!bcf_push(context, &function->constant_ids, (uint32_t)function->types.count) ||
        !bcf_push(context, &function->types, type))
        return BCF_NONE;
    return BCF_LOCAL | (uint32_t)(function->types.count - 1);
}

void bcf_constants_clear(struct bcf_constants *constants) {
    constants->types.count = 0;
    constants->slots.count = 0;
    constants->entered = 0;
    bcf_pack_clear(&constants->pack);
}

void bcf_constants_free(struct bcfix_context *context, struct bcf_constants *constants) {
    bcf_free_array(context, &constants->types);
    bcf_free_array(context, &constants->slots);
    bcf_pack_free(context, &constants->pack);
}
