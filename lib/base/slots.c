/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "base/slots.h"

#include <string.h>

bool bcf_slots_grow(struct bcfix_context *context, bcf_u32s *slots, size_t indices, bool *fresh) {
    size_t wanted = slots->count ? slots->count : 64;
    while (wanted < indices * 2)
        wanted *= 2;
    *fresh = wanted != slots->count;
    if (!*fresh)
        return true;
    slots->count = 0;
    if (!bcf_reserve(context, slots, wanted))
        return false;
    slots->count = wanted;
    memset(slots->data, 0, wanted * sizeof *slots->data);
    return true;
}

uint64_t bcf_hash(uint64_t seed, const char *data, size_t size) {
    uint64_t hash = 0xCBF29CE484222325u ^ seed;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)data[i]) * 0x100000001B3u;
    return hash ^ hash >> 29;
}
