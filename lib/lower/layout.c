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

/* ---- what is no aggregate ---- */

/* In bits, and in bytes of memory. */
static const struct {
    uint32_t code, bits, bytes;
} scalars[] = {
    {BCF_TYPE_HALF, 16, 2},      {BCF_TYPE_BFLOAT, 16, 2},  {BCF_TYPE_FLOAT, 32, 4},       {BCF_TYPE_DOUBLE, 64, 8},
    {BCF_TYPE_X86_FP80, 80, 16}, {BCF_TYPE_FP128, 128, 16}, {BCF_TYPE_PPC_FP128, 128, 16}, {BCF_TYPE_OPAQUE_POINTER, 64, 8},
};

static const uint64_t wide_alignments[2] = {[BCF_NARROW] = 8, [BCF_WIDE] = 16};

/* Nested more deeply, a type has no size that anybody asks for. */
enum { DEEPEST = 64 };

static uint64_t round_up(uint64_t size, uint64_t align) {
    return (size + align - 1) / align * align;
}

static uint64_t power_above(uint64_t bytes) {
    uint64_t power = 1;
    while (power < bytes && power < UINT64_C(1) << 40)
        power *= 2;
    return power;
}

/* An integer is aligned like the next one that the data layout names, i64 or i128 being the last of them. */
static void measure_integer(struct bcf_extent *extent, uint64_t bits) {
    uint64_t bytes = (bits + 7) / 8;
    extent->wide = bits > 64;
    for (int i = 0; i < 2; i++) {
        uint64_t align = extent->wide ? wide_alignments[i] : power_above(bytes);
        extent->rooms[i] = (struct bcf_room){round_up(bytes, align), align};
    }
    extent->differs = extent->rooms[BCF_NARROW].size != extent->rooms[BCF_WIDE].size;
}

/* The bits of a scalar type, 0 when it is none. */
static uint64_t measure_scalar(struct bcf_extent *extent, const struct bcf_type *type) {
    if (type->code == BCF_TYPE_INTEGER) {
        measure_integer(extent, type->ops[0]);
        return type->ops[0];
    }
    for (size_t i = 0; i < sizeof scalars / sizeof scalars[0]; i++)
        if (scalars[i].code == type->code) {
            for (int r = 0; r < 2; r++)
                extent->rooms[r] = (struct bcf_room){scalars[i].bytes, scalars[i].bytes};
            extent->sized = type->code != BCF_TYPE_OPAQUE_POINTER || type->ops[0] == 0;
            return scalars[i].bits;
        }
    extent->sized = false;
    return 0;
}

/* ---- aggregates ---- */

static struct bcf_extent extent_of(struct bcf_lowering *lowering, uint32_t type, unsigned depth);

/* Puts one more field behind what there is of a struct; both rooms end where it begins. */
static struct bcf_extent begin_field(struct bcf_lowering *lowering, struct bcf_extent *whole, const struct bcf_type *type,
                                     uint64_t field, unsigned depth) {
    struct bcf_extent part = extent_of(lowering, (uint32_t)type->ops[1 + field], depth);
    bool packed = type->ops[0] != 0;
    whole->differs |= part.differs;
    whole->wide |= part.wide;
    whole->sized &= part.sized;
    for (int i = 0; i < 2; i++) {
        uint64_t align = packed ? 1 : part.rooms[i].align;
        whole->rooms[i].size = round_up(whole->rooms[i].size, align);
        whole->rooms[i].align = align > whole->rooms[i].align ? align : whole->rooms[i].align;
    }
    whole->differs |= whole->rooms[BCF_NARROW].size != whole->rooms[BCF_WIDE].size;
    return part;
}

static void measure_struct(struct bcf_lowering *lowering, struct bcf_extent *extent, uint32_t type, unsigned depth) {
    for (uint64_t f = 0; f < bcf_field_count(lowering->module, type); f++) {
        struct bcf_extent field = begin_field(lowering, extent, bcf_type(lowering->module, type), f, depth);
        for (int i = 0; i < 2; i++)
            extent->rooms[i].size += field.rooms[i].size;
    }
    for (int i = 0; i < 2; i++)
        extent->rooms[i].size = round_up(extent->rooms[i].size, extent->rooms[i].align);
    extent->differs |= extent->rooms[BCF_NARROW].size != extent->rooms[BCF_WIDE].size;
}

static void measure_array(struct bcf_lowering *lowering, struct bcf_extent *extent, const struct bcf_type *type,
                          unsigned depth) {
    uint64_t count = type->ops[0];
    *extent = extent_of(lowering, (uint32_t)type->ops[1], depth);
    extent->sized &= count <= UINT32_MAX && extent->rooms[BCF_WIDE].size <= UINT32_MAX;
    for (int i = 0; i < 2; i++)
        extent->rooms[i].size *= count;
}

/* Its elements without gaps, aligned to the whole. */
static void measure_vector(struct bcf_lowering *lowering, struct bcf_extent *extent, const struct bcf_type *type) {
    uint64_t bits = measure_scalar(extent, bcf_type(lowering->module, (uint32_t)type->ops[1])), size;
    extent->sized &= type->ops[0] <= UINT32_MAX && bits <= UINT32_MAX && (type->count < 3 || !type->ops[2]);
    size = extent->sized ? power_above((type->ops[0] * bits + 7) / 8) : 0;
    for (int i = 0; i < 2; i++)
        extent->rooms[i] = (struct bcf_room){size, size ? size : 1};
    extent->differs = false;
}

static struct bcf_extent measured(struct bcf_lowering *lowering, uint32_t type, unsigned depth) {
    struct bcf_extent extent = {{{0, 1}, {0, 1}}, true, true, false, false};
    const struct bcf_type *t = bcf_type(lowering->module, type);
    if (t->code == BCF_TYPE_STRUCT_ANON || t->code == BCF_TYPE_STRUCT_NAMED)
        measure_struct(lowering, &extent, type, depth + 1);
    else if (t->code == BCF_TYPE_ARRAY)
        measure_array(lowering, &extent, t, depth + 1);
    else if (t->code == BCF_TYPE_VECTOR)
        measure_vector(lowering, &extent, t);
    else
        (void)measure_scalar(&extent, t);
    return extent;
}

static struct bcf_extent extent_of(struct bcf_lowering *lowering, uint32_t type, unsigned depth) {
    struct bcf_extent extent = {{{0, 1}, {0, 1}}, false, false, true, true};
    while (lowering->extents.count < lowering->module->types.count) {
        struct bcf_extent unknown = {{{0, 1}, {0, 1}}, false, false, true, true};
        if (!bcf_push(lowering->context, &lowering->extents, unknown))
            return extent;
    }
    if (depth > DEEPEST || type >= lowering->extents.count)
        return extent;
    if (!lowering->extents.data[type].known) {
        extent = measured(lowering, type, depth);
        lowering->extents.data[type] = extent;
    }
    return lowering->extents.data[type];
}

struct bcf_extent bcf_extent_of(struct bcf_lowering *lowering, uint32_t type) {
    return extent_of(lowering, type, 0);
}

bool bcf_room_of(struct bcf_lowering *lowering, uint32_t type, struct bcf_room *room) {
    struct bcf_extent extent = bcf_extent_of(lowering, type);
    *room = extent.rooms[BCF_WIDE];
    return extent.sized;
}

bool bcf_field_offset(struct bcf_lowering *lowering, uint32_t type, uint64_t field, uint64_t *offset) {
    struct bcf_extent whole = {{{0, 1}, {0, 1}}, true, true, false, false}, part;
    if (field >= bcf_field_count(lowering->module, type))
        return false;
    if (bcf_type(lowering->module, type)->code == BCF_TYPE_ARRAY) {
        part = bcf_extent_of(lowering, bcf_field_type(lowering->module, type, 0));
        *offset = part.rooms[BCF_WIDE].size * field;
        return part.sized;
    }
    if (!bcf_count_record(lowering->context, field / BCF_BYTES_OF_A_STEP))
        return false;
    for (uint64_t f = 0; f <= field; f++) {
        part = begin_field(lowering, &whole, bcf_type(lowering->module, type), f, 0);
        *offset = whole.rooms[BCF_WIDE].size;
        whole.rooms[BCF_WIDE].size += part.rooms[BCF_WIDE].size;
    }
    return whole.sized;
}

void bcf_layout_free(struct bcf_lowering *lowering) {
    bcf_free_array(lowering->context, &lowering->extents);
}
