/* Variables that hold vectors that the target lacks. The integers in their place are shorter, or aligned otherwise, so that
 * bytes stand for such a vector, and what lies between fields is written out, in packed structs.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/carriers.h"
#include "lower/layout.h"
#include "lower/plan.h"

enum { MAX_PARTS = 64, DEEPEST = 32 };

/* What types and constants became, plus 1; 0 where it is not known. They may be in each other many times over. */
struct padding {
    struct bcf_lowering *lowering;
    bcf_u32s types, constants;
};

static void keep(bcf_u32s *list, uint32_t index, uint32_t fresh) {
    if (index < list->count)
        list->data[index] = fresh + 1; /* of BCF_NONE it is 0 */
}

static bool is_kept(const bcf_u32s *list, uint32_t index, uint32_t *fresh) {
    if (index >= list->count || list->data[index] == 0)
        return false;
    *fresh = list->data[index] - 1;
    return true;
}

static uint32_t packed_struct(struct bcf_module *module, const uint64_t *parts, size_t count) {
    uint64_t ops[1 + MAX_PARTS] = {1};
    for (size_t i = 0; i < count; i++) {
        if (parts[i] == BCF_NONE)
            return BCF_NONE;
        ops[1 + i] = parts[i];
    }
    return bcf_type_intern(module, BCF_TYPE_STRUCT_ANON, ops, 1 + count);
}

/* What a struct becomes, part by part: a field of it, or bytes that are no field. */
struct parts {
    uint64_t types[MAX_PARTS];
    uint64_t fields[MAX_PARTS]; /* which, or BCF_NONE */
    size_t count;
    uint64_t end;
};

static bool add_part(struct bcf_module *module, struct parts *parts, uint64_t at, uint32_t type, uint64_t field, uint64_t size) {
    if (parts->count + 2 > MAX_PARTS || at < parts->end)
        return false;
    if (at > parts->end) {
        parts->types[parts->count] = bcf_array_type(module, at - parts->end, bcf_int_type(module, 8));
        parts->fields[parts->count++] = BCF_NONE;
    }
    if (type != BCF_NONE) {
        parts->types[parts->count] = type;
        parts->fields[parts->count++] = field;
    }
    parts->end = at + size;
    return true;
}

static uint32_t padded_type(struct padding *padding, uint32_t type, unsigned depth);

static bool parts_of(struct padding *padding, uint32_t type, struct parts *parts, unsigned depth) {
    struct bcf_lowering *lowering = padding->lowering;
    struct bcf_module *module = lowering->module;
    struct bcf_room room, field;
    uint64_t offset;
    parts->count = 0;
    parts->end = 0;
    if (!bcf_room_of(lowering, type, &room))
        return false;
    for (uint64_t i = 0; i < bcf_field_count(module, type); i++) {
        uint32_t fresh = padded_type(padding, bcf_field_type(module, type, i), depth + 1);
        if (fresh == BCF_NONE || !bcf_field_offset(lowering, type, i, &offset) ||
            !bcf_room_of(lowering, bcf_field_type(module, type, i), &field) ||
            !add_part(module, parts, offset, fresh, i, field.size))
            return false;
    }
    return add_part(module, parts, room.size, BCF_NONE, 0, 0);
}

static uint32_t fresh_type(struct padding *padding, uint32_t type, unsigned depth) {
    struct bcf_module *module = padding->lowering->module;
    uint64_t count = bcf_field_count(module, type);
    struct bcf_room room;
    struct parts parts;
    uint32_t element;
    if (depth > DEEPEST)
        return BCF_NONE;
    if (bcf_is_carried(module, type, NULL))
        return bcf_room_of(padding->lowering, type, &room) ? bcf_array_type(module, room.size, bcf_int_type(module, 8)) : BCF_NONE;
    if (bcf_type(module, type)->code == BCF_TYPE_ARRAY) {
        element = padded_type(padding, bcf_field_type(module, type, 0), depth + 1);
        return count ? bcf_array_type(module, count, element) : BCF_NONE;
    }
    return parts_of(padding, type, &parts, depth) ? packed_struct(module, parts.types, parts.count) : BCF_NONE;
}

/* The type in which all stands where it stands in `type`; BCF_NONE when there is none. */
static uint32_t padded_type(struct padding *padding, uint32_t type, unsigned depth) {
    uint32_t fresh;
    if (bcf_same_in_memory(padding->lowering->module, type))
        return type;
    if (is_kept(&padding->types, type, &fresh))
        return fresh;
    fresh = fresh_type(padding, type, depth);
    keep(&padding->types, type, fresh);
    return fresh;
}

static uint32_t padded_constant(struct padding *padding, uint32_t type, uint64_t value, unsigned depth);

static uint32_t padded_elements(struct padding *padding, uint32_t type, uint32_t padded, const struct bcf_unpacked *record,
                                unsigned depth) {
    struct bcf_module *module = padding->lowering->module;
    uint32_t element = bcf_field_type(module, type, 0), result;
    uint64_t *all = bcf_arena_take(&module->arena, record->ops.count * sizeof *all);
    for (size_t i = 0; all && i < record->ops.count; i++) {
        all[i] = padded_constant(padding, element, record->ops.data[i], depth + 1);
        if (all[i] == BCF_NONE)
            return BCF_NONE;
    }
    result = all ? bcf_constant_add(module, NULL, padded, BCF_CST_AGGREGATE, all, record->ops.count) : BCF_NONE;
    return result;
}

static uint32_t padded_parts(struct padding *padding, uint32_t type, uint32_t padded, const struct bcf_unpacked *record,
                             unsigned depth) {
    struct bcf_module *module = padding->lowering->module;
    uint64_t all[MAX_PARTS];
    struct parts parts;
    if (!parts_of(padding, type, &parts, depth))
        return BCF_NONE;
    for (size_t i = 0; i < parts.count; i++) {
        if (parts.fields[i] == BCF_NONE)
            all[i] = bcf_constant_add(module, NULL, (uint32_t)parts.types[i], BCF_CST_NULL, NULL, 0);
        else
            all[i] = parts.fields[i] >= record->ops.count
                         ? BCF_NONE
                         : padded_constant(padding, bcf_field_type(module, type, parts.fields[i]),
                                           record->ops.data[parts.fields[i]], depth + 1);
        if (all[i] == BCF_NONE)
            return BCF_NONE;
    }
    return bcf_constant_add(module, NULL, padded, BCF_CST_AGGREGATE, all, parts.count);
}

/* The bytes of an integer that carries a vector, as they lie in memory. */
static uint32_t bytes_of(struct bcf_module *module, uint32_t padded, const struct bcf_unpacked *record) {
    uint64_t count = bcf_field_count(module, padded), *bytes = bcf_arena_take(&module->arena, count * sizeof *bytes);
    for (uint64_t i = 0; bytes && i < count; i++) {
        uint64_t word = i / 8 < record->ops.count ? (uint64_t)bcf_sign_unrotated(record->ops.data[i / 8]) : 0;
        bytes[i] = word >> i % 8 * 8 & 0xff;
    }
    return bytes ? bcf_constant_add(module, NULL, padded, BCF_CST_DATA, bytes, count) : BCF_NONE;
}

/* The constant for a place of the padded type. */
static uint32_t padded_constant(struct padding *padding, uint32_t type, uint64_t value, unsigned depth) {
    struct bcf_module *module = padding->lowering->module;
    uint32_t padded = padded_type(padding, type, depth), result = BCF_NONE, constant = (uint32_t)value & ~BCF_CONSTANT;
    struct bcf_unpacked record = {0};
    if (padded == type || padded == BCF_NONE)
        return padded == type ? (uint32_t)value : BCF_NONE;
    if ((value & BCF_CONSTANT) && is_kept(&padding->constants, constant, &result))
        return result;
    if (!bcf_constant_record(module, NULL, (uint32_t)value, &record))
        return BCF_NONE;
    if (record.code == BCF_CST_NULL || record.code == BCF_CST_UNDEF || record.code == BCF_CST_POISON)
        result = bcf_constant_add(module, NULL, padded, record.code, NULL, 0);
    else if (bcf_type(module, type)->code == BCF_TYPE_ARRAY && record.code == BCF_CST_AGGREGATE)
        result = padded_elements(padding, type, padded, &record, depth);
    else if (record.code == BCF_CST_AGGREGATE)
        result = padded_parts(padding, type, padded, &record, depth);
    else if (record.code == BCF_CST_INTEGER || record.code == BCF_CST_WIDE_INTEGER)
        result = bytes_of(module, padded, &record);
    bcf_free_array(module->context, &record.ops);
    if (value & BCF_CONSTANT)
        keep(&padding->constants, constant, result);
    return result;
}

static bool pad_variable(struct padding *padding, uint32_t index) {
    struct bcf_lowering *lowering = padding->lowering;
    struct bcf_module *module = lowering->module;
    struct bcf_entry_record *record = &module->globals.data[index].record;
    uint32_t type = (uint32_t)record->ops[BCF_GLOBAL_TYPE], fresh = padded_type(padding, type, 0), value = BCF_NONE;
    uint64_t initial = record->ops[BCF_VAR_INIT];
    if (initial && fresh != BCF_NONE)
        value = padded_constant(padding, type, initial - 1, 0);
    if (fresh == BCF_NONE || (initial && value == BCF_NONE))
        return !bcf_failed(lowering->context) &&
               bcf_refuse_global(lowering, index, "GLOBALVAR", "vector in the variable");
    record->ops[BCF_GLOBAL_TYPE] = fresh;
    record->ops[BCF_VAR_INIT] = initial ? (uint64_t)value + 1 : 0;
    return bcf_note(lowering, BCFIX_BCF028_VECTOR, NULL, "a variable that holds vectors that the target lacks got another type");
}

static bool pad_variables(struct padding *padding) {
    struct bcf_module *module = padding->lowering->module;
    size_t count = module->globals.count;
    for (uint32_t i = 0; i < count; i++) {
        const struct bcf_entry_record *record = &module->globals.data[i].record;
        if (record->code == BCF_MODULE_GLOBALVAR && !bcf_same_in_memory(module, (uint32_t)record->ops[BCF_GLOBAL_TYPE]) &&
            !pad_variable(padding, i))
            return false;
    }
    return true;
}

/* As many elements as there are of them, all zero. */
static bool begin(struct bcf_lowering *lowering, bcf_u32s *list, size_t count) {
    if (!bcf_reserve(lowering->context, list, count))
        return false;
    while (list->count < count)
        list->data[list->count++] = 0;
    return true;
}

bool bcf_pad_variables(struct bcf_lowering *lowering) {
    struct padding padding = {.lowering = lowering};
    bool good = begin(lowering, &padding.types, lowering->module->types.count) &&
                begin(lowering, &padding.constants, lowering->module->constants.types.count) && pad_variables(&padding);
    bcf_free_array(lowering->context, &padding.types);
    bcf_free_array(lowering->context, &padding.constants);
    return good;
}
