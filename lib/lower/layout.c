/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/layout.h"

bool bcf_is_aggregate(const struct bcf_module *module, uint32_t type) {
    uint32_t code = bcf_type(module, type)->code;
    return code == BCF_TYPE_ARRAY || code == BCF_TYPE_STRUCT_ANON || code == BCF_TYPE_STRUCT_NAMED;
}

uint64_t bcf_field_count(const struct bcf_module *module, uint32_t type) {
    const struct bcf_type *t = bcf_type(module, type);
    if (!bcf_is_aggregate(module, type))
        return 0;
    return t->code == BCF_TYPE_ARRAY ? t->ops[0] : t->count - 1;
}

uint32_t bcf_field_type(const struct bcf_module *module, uint32_t type, uint64_t field) {
    const struct bcf_type *t = bcf_type(module, type);
    if (field >= bcf_field_count(module, type))
        return BCF_NONE;
    return (uint32_t)(t->code == BCF_TYPE_ARRAY ? t->ops[1] : t->ops[1 + field]);
}

/* In bits, and in bytes of memory. */
static const struct {
    uint32_t code, bits, bytes;
} scalars[] = {
    {BCF_TYPE_HALF, 16, 2},     {BCF_TYPE_BFLOAT, 16, 2}, {BCF_TYPE_FLOAT, 32, 4},          {BCF_TYPE_DOUBLE, 64, 8},
    {BCF_TYPE_X86_FP80, 80, 16}, {BCF_TYPE_FP128, 128, 16}, {BCF_TYPE_OPAQUE_POINTER, 64, 8},
};

enum { MAX_DEPTH = 32, MAX_ALIGN_OF_INTEGERS = 16 };

static uint64_t round_up(uint64_t size, uint64_t align) {
    return (size + align - 1) / align * align;
}

static uint64_t power_above(uint64_t bytes) {
    uint64_t power = 1;
    while (power < bytes)
        power *= 2;
    return power;
}

/* An integer is aligned like the next one that the data layout names, i128 being the last of them. */
static struct bcf_room integer_room(uint64_t width) {
    uint64_t bytes = (width + 7) / 8, align = power_above(bytes);
    if (align > MAX_ALIGN_OF_INTEGERS)
        align = MAX_ALIGN_OF_INTEGERS;
    return (struct bcf_room){round_up(bytes, align), align};
}

static bool scalar_room(const struct bcf_module *module, uint32_t type, struct bcf_room *room, uint64_t *bits) {
    const struct bcf_type *t = bcf_type(module, type);
    if (t->code == BCF_TYPE_INTEGER) {
        *room = integer_room(t->ops[0]);
        *bits = t->ops[0];
        return true;
    }
    for (size_t i = 0; i < sizeof scalars / sizeof scalars[0]; i++)
        if (scalars[i].code == t->code && (t->code != BCF_TYPE_OPAQUE_POINTER || t->ops[0] == 0)) {
            *room = (struct bcf_room){scalars[i].bytes, scalars[i].bytes};
            *bits = scalars[i].bits;
            return true;
        }
    return false;
}

static bool room_of(const struct bcf_module *module, uint32_t type, struct bcf_room *room, unsigned depth);

/* Walks the fields of a struct up to `end`: `offset` is where that one begins, or the end of the last. */
static bool walk_fields(const struct bcf_module *module, const struct bcf_type *t, uint64_t end, uint64_t *offset,
                        uint64_t *align, unsigned depth) {
    bool packed = t->ops[0] != 0;
    *offset = 0;
    *align = 1;
    for (uint64_t i = 0; i < t->count - 1 && i <= end; i++) {
        struct bcf_room field;
        if (!room_of(module, (uint32_t)t->ops[1 + i], &field, depth + 1))
            return false;
        if (!packed) {
            *offset = round_up(*offset, field.align);
            *align = field.align > *align ? field.align : *align;
        }
        if (i < end)
            *offset += field.size;
    }
    return true;
}

static bool room_of(const struct bcf_module *module, uint32_t type, struct bcf_room *room, unsigned depth) {
    const struct bcf_type *t = bcf_type(module, type);
    uint64_t bits;
    if (depth > MAX_DEPTH)
        return false;
    switch (t->code) {
    case BCF_TYPE_VECTOR: /* its elements without gaps, aligned to the whole */
        if ((t->count > 2 && t->ops[2]) || !scalar_room(module, (uint32_t)t->ops[1], room, &bits) ||
            t->ops[0] > UINT32_MAX)
            return false;
        room->size = room->align = power_above((t->ops[0] * bits + 7) / 8);
        return true;
    case BCF_TYPE_ARRAY:
        if (!room_of(module, (uint32_t)t->ops[1], room, depth + 1) || t->ops[0] > UINT32_MAX ||
            room->size > UINT32_MAX)
            return false;
        room->size *= t->ops[0];
        return true;
    case BCF_TYPE_STRUCT_ANON:
    case BCF_TYPE_STRUCT_NAMED:
        if (!walk_fields(module, t, t->count - 1, &room->size, &room->align, depth))
            return false;
        room->size = round_up(room->size, room->align);
        return true;
    default:
        return scalar_room(module, type, room, &bits);
    }
}

bool bcf_room_of(const struct bcf_module *module, uint32_t type, struct bcf_room *room) {
    return room_of(module, type, room, 0);
}

bool bcf_field_offset(const struct bcf_module *module, uint32_t type, uint64_t field, uint64_t *offset) {
    const struct bcf_type *t = bcf_type(module, type);
    struct bcf_room element;
    uint64_t align;
    if (field >= bcf_field_count(module, type))
        return false;
    if (t->code != BCF_TYPE_ARRAY)
        return walk_fields(module, t, field, offset, &align, 0);
    if (!bcf_room_of(module, (uint32_t)t->ops[1], &element))
        return false;
    *offset = element.size * field;
    return true;
}
