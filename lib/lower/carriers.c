/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/carriers.h"

#include "lower/layout.h"
#include "lower/plan.h"
#include "lower/soft_floats.h"

/* ---- types ---- */

/* The bits of an element that the target has no vectors of, else 0. Those of fp128 are integers of 128 bits in all bodies. */
static uint64_t lacked_width(const struct bcf_module *module, uint32_t element) {
    uint64_t width = bcf_type_integer_width(module, element);
    if (bcf_type(module, element)->code == BCF_TYPE_FP128)
        return 128;
    return width == 1 || width == 8 || width == 16 || width == 32 || width == 64 ? 0 : width;
}

/* The bits of what carries a vector that the target lacks, or 0. Sulong has parts of bytes neither in memory nor in the
 * fields of aggregates (LLVMNativeMemory.getIVarBit). */
static uint64_t carrier_bits(const struct bcf_module *module, uint32_t type) {
    const struct bcf_type *vector = bcf_type(module, type);
    bool fixed = vector->code == BCF_TYPE_VECTOR && (vector->count < 3 || !vector->ops[2]);
    uint64_t width = fixed ? lacked_width(module, (uint32_t)vector->ops[1]) : 0, most = (uint64_t)1 << 32;
    return width && vector->ops[0] < most && width < most ? (vector->ops[0] * width + 7) / 8 * 8 : width ? UINT64_MAX : 0;
}

static bool is_too_large(const struct bcf_module *module, uint32_t type) {
    uint64_t bits = carrier_bits(module, type);
    return bits && (bits > BCF_MAX_WORDS * 64 || bcf_type(module, type)->ops[0] > BCF_MAX_CARRIED_LANES);
}

/* What a type holds itself, and its fields do as far as it is known; `deeper`: or can be found so many levels below. */
static uint8_t held_by(const struct bcf_module *module, uint32_t type, unsigned deeper) {
    const struct bcf_type *t = bcf_type(module, type);
    bool function = t->code == BCF_TYPE_FUNCTION;
    uint8_t held = (uint8_t)((bcf_is_carried(module, type, NULL) ? BCF_HELD_CARRIED : 0) | (bcf_is_soft(module, type) ? BCF_HELD_SOFT : 0));
    if (t->code != BCF_TYPE_ARRAY && t->code != BCF_TYPE_STRUCT_ANON && t->code != BCF_TYPE_STRUCT_NAMED && !function)
        return held;
    for (uint32_t i = 1; i < t->count; i++) {
        uint32_t field = (uint32_t)t->ops[i];
        uint8_t more = field < module->held.count ? module->held.data[field] : deeper ? held_by(module, field, deeper - 1) : 0;
        held |= more & (function ? BCF_HELD_SOFT : BCF_HELD_SOFT | BCF_HELD_CARRIED);
    }
    return held;
}

/* What a type has in it stands before it in the table, so that one pass does. For a table where it does not, there are more; each
 * type is looked at once in a pass, since structs may have each other in them many times over. */
static bool hold_types(struct bcf_lowering *lowering) {
    enum { MOST_PASSES = 32 };
    struct bcf_module *module = lowering->module;
    uint32_t first = (uint32_t)module->held.count, count = (uint32_t)module->carriers.count;
    bool changed = true;
    if (!bcf_reserve(lowering->context, &module->held, count - first))
        return false;
    while (module->held.count < count)
        module->held.data[module->held.count++] = 0;
    for (int pass = 0; changed && pass < MOST_PASSES; pass++) {
        changed = false;
        for (uint32_t i = first; i < count; i++) {
            uint32_t type = pass % 2 ? first + count - 1 - i : i;
            uint8_t held = held_by(module, type, 0);
            changed |= held != module->held.data[type];
            module->held.data[type] = held;
        }
    }
    return !bcf_failed(lowering->context);
}

bool bcf_carry_types(struct bcf_lowering *lowering) {
    struct bcf_module *module = lowering->module;
    while (!module->frozen && module->carriers.count < module->types.count) {
        uint32_t type = (uint32_t)module->carriers.count, carrier = BCF_NONE;
        uint64_t bits = carrier_bits(module, type);
        uint32_t soft = bcf_soft_bits(module, type); /* of a vector too, so that it is there when the module is frozen */
        lowering->softens |= soft != BCF_NONE;
        lowering->large_vectors |= is_too_large(module, type);
        if (bits && !is_too_large(module, type))
            carrier = bcf_int_type(module, bits);
        lowering->carries |= carrier != BCF_NONE;
        if (!bcf_type_lanes(module, type))
            carrier = soft;
        if (!bcf_push(lowering->context, &module->carriers, carrier))
            return false;
    }
    return hold_types(lowering);
}

bool bcf_check_vectors(struct bcf_lowering *lowering, const struct bcf_function *function) {
    const struct bcf_module *module = lowering->module;
    for (size_t i = 0; lowering->large_vectors && i < function->types.count; i++) {
        const struct bcf_type *vector = bcf_type(module, function->types.data[i]);
        if (!is_too_large(module, function->types.data[i]))
            continue;
        bcf_note(lowering, BCFIX_BCF065_UNSUPPORTED_TYPE, NULL, "a vector of %llu elements of %llu bits has no form for %s",
                 (unsigned long long)vector->ops[0], (unsigned long long)lacked_width(module, (uint32_t)vector->ops[1]),
                 lowering->target->name);
        return bcf_fail(lowering->context, BCFIX_REFUSED, "block TYPE, record VECTOR: a vector of %llu elements of %llu bits "
                        "has no form for %s", (unsigned long long)vector->ops[0],
                        (unsigned long long)lacked_width(module, (uint32_t)vector->ops[1]), lowering->target->name);
    }
    return true;
}

bool bcf_is_carried(const struct bcf_module *module, uint32_t type, struct bcf_carried *is) {
    const struct bcf_type *vector = bcf_type(module, type);
    uint32_t element;
    if (type >= module->carriers.count || module->carriers.data[type] == BCF_NONE || vector->code != BCF_TYPE_VECTOR)
        return false;
    element = bcf_soft_bits_find(module, (uint32_t)vector->ops[1]);
    if (is)
        *is = (struct bcf_carried){(uint32_t)vector->ops[0], element == BCF_NONE ? (uint32_t)vector->ops[1] : element,
                                   (uint32_t)lacked_width(module, (uint32_t)vector->ops[1]), module->carriers.data[type]};
    return true;
}

/* A type that was added since then is made of those of the module, and hardly of others that were. */
bool bcf_type_holds(const struct bcf_module *module, uint32_t type, enum bcf_held what) {
    enum { ADDED = 4 };
    return ((type < module->held.count ? module->held.data[type] : held_by(module, type, ADDED)) & what) != 0;
}

bool bcf_holds_carried(const struct bcf_module *module, uint32_t type) {
    return bcf_type_holds(module, type, BCF_HELD_CARRIED);
}

enum { MAX_DEPTH = 32 };

/* A vector is aligned to its size, up to a power of two; an integer to 16 bytes at most. Where the bits are a power of two,
 * both take as much memory. In a struct the alignment would show too. */
bool bcf_same_in_memory(const struct bcf_module *module, uint32_t type) {
    struct bcf_carried vector;
    uint64_t bits;
    for (unsigned depth = 0; bcf_type(module, type)->code == BCF_TYPE_ARRAY && depth < MAX_DEPTH; depth++)
        type = (uint32_t)bcf_type(module, type)->ops[1];
    if (!bcf_is_carried(module, type, &vector))
        return !bcf_holds_carried(module, type);
    bits = bcf_type_integer_width(module, vector.carrier);
    return (bits & (bits - 1)) == 0;
}

/* ---- constants ---- */

bool bcf_constant_record(const struct bcf_module *module, const struct bcf_function *function, uint32_t value,
                         struct bcf_unpacked *record) {
    struct bcfix_context *context = module->context;
    size_t index;
    if (value & BCF_CONSTANT)
        return !(value & BCF_LOCAL) && bcf_pack_get(context, &module->constants.pack, value & ~BCF_CONSTANT, record);
    index = function && (value & BCF_LOCAL) ? bcf_constant_index(function, value & ~BCF_LOCAL) : SIZE_MAX;
    return index != SIZE_MAX && bcf_pack_get(context, &function->constants.pack, index, record);
}

/* Puts the bits of one element at bit `at` of words that are 0 there. False when it has no number. */
static bool put_element(const struct bcf_module *module, const struct bcf_function *function, uint64_t value,
                        uint64_t width, uint64_t at, uint64_t *words) {
    struct bcf_unpacked record = {0};
    bool known = bcf_constant_record(module, function, (uint32_t)value, &record);
    bool number = record.code == BCF_CST_INTEGER || record.code == BCF_CST_WIDE_INTEGER;
    known = known && (number || record.code == BCF_CST_NULL || record.code == BCF_CST_UNDEF || record.code == BCF_CST_POISON);
    for (uint64_t bit = 0; known && number && bit < width; bit++) {
        size_t from = bit / 64;
        uint64_t word = from < record.ops.count ? (uint64_t)bcf_sign_unrotated(record.ops.data[from]) : 0;
        words[(at + bit) / 64] |= (word >> bit % 64 & 1) << (at + bit) % 64;
    }
    bcf_free_array(module->context, &record.ops);
    return known;
}

/* The elements of an AGGREGATE as one integer. */
static bool carry_elements(const struct bcf_module *module, const struct bcf_function *function, struct bcf_pack *pack,
                           size_t index, const struct bcf_carried *vector, const struct bcf_unpacked *record, bool *carried) {
    uint64_t words[BCF_MAX_WORDS] = {0}, ops[BCF_MAX_WORDS], bits = bcf_type_integer_width(module, vector->carrier);
    uint32_t code;
    size_t count;
    *carried = record->ops.count == vector->lanes;
    for (uint32_t lane = 0; *carried && lane < vector->lanes; lane++)
        *carried = put_element(module, function, record->ops.data[lane], vector->width, (uint64_t)lane * vector->width, words);
    if (!*carried)
        return !bcf_failed(module->context);
    count = bcf_integer_record(bits, words, (bits + 63) / 64, &code, ops);
    return bcf_pack_replace(module->context, pack, index, code, ops, count);
}

static bool refuse(struct bcf_lowering *lowering, const char *what) {
    bcf_note(lowering, BCFIX_BCF062_UNSUPPORTED_CONSTANT, NULL, "%s has no form for %s", what, lowering->target->name);
    return bcf_fail(lowering->context, BCFIX_REFUSED, "block CONSTANTS: %s has no form for %s", what,
                    lowering->target->name);
}

/* Whether a constant expression means the same when its vectors are integers: a bitcast does, arithmetic does not. */
static bool stays(const struct bcf_module *module, const struct bcf_function *function, uint32_t type,
                  const struct bcf_unpacked *record) {
    enum { BITCAST = 11 };
    uint32_t other = BCF_NONE;
    if (bcf_constant_is_step(record->code))
        return bcf_same_in_memory(module, (uint32_t)record->ops.data[0]) &&
               !bcf_is_carried(module, (uint32_t)record->ops.data[0], NULL);
    if (record->code == BCF_CST_CE_CAST && record->ops.data[0] != BITCAST)
        other = bcf_value_type(module, function, (uint32_t)record->ops.data[2]);
    if (record->code == BCF_CST_CE_CAST && record->ops.data[0] == BITCAST)
        return true;
    return !bcf_is_carried(module, type, NULL) && !bcf_is_carried(module, other, NULL);
}

static bool carry_constant(struct bcf_lowering *lowering, struct bcf_function *function, struct bcf_constants *constants,
                           size_t index, struct bcf_unpacked *record) {
    struct bcf_module *module = lowering->module;
    uint32_t type = constants->types.data[index];
    struct bcf_carried vector;
    bool carried;
    if (!bcf_pack_get(lowering->context, &constants->pack, index, record))
        return false;
    if (!bcf_is_carried(module, type, &vector))
        return stays(module, function, type, record) || refuse(lowering, "a constant of vectors that are taken apart");
    switch (record->code) {
    case BCF_CST_NULL:
    case BCF_CST_UNDEF:
    case BCF_CST_POISON:
        return true;
    case BCF_CST_AGGREGATE:
        if (!carry_elements(module, function, &constants->pack, index, &vector, record, &carried))
            return false;
        return carried || function || refuse(lowering, "a vector with the address of something for an element");
    case BCF_CST_INTEGER: /* done before */
    case BCF_CST_WIDE_INTEGER:
        return true;
    default:
        return stays(module, function, type, record) || refuse(lowering, "a constant of vectors that are taken apart");
    }
}

bool bcf_carry_constants(struct bcf_lowering *lowering, struct bcf_function *function) {
    struct bcf_constants *constants = function ? &function->constants : &lowering->module->constants;
    struct bcf_unpacked record = {0};
    bool good = true;
    for (size_t i = 0; good && i < constants->types.count; i++)
        good = carry_constant(lowering, function, constants, i, &record);
    bcf_free_array(lowering->context, &record.ops);
    return good;
}

/* ---- the module ---- */

/* A variable without an alignment has that of its type, and integers have less. */
static void keep_alignment(struct bcf_lowering *lowering, uint32_t index) {
    const struct bcf_module *module = lowering->module;
    const struct bcf_entry_record *record = &module->globals.data[index].record;
    struct bcf_room room;
    if (record->code != BCF_MODULE_GLOBALVAR || record->ops[BCF_VAR_ALIGN] ||
        !bcf_holds_carried(module, (uint32_t)record->ops[BCF_GLOBAL_TYPE]) ||
        !bcf_room_of(lowering, (uint32_t)record->ops[BCF_GLOBAL_TYPE], &room))
        return;
    for (uint64_t align = 1; align <= room.align; align *= 2) /* its logarithm + 1 is written */
        record->ops[BCF_VAR_ALIGN]++;
}

/* A variable of such a type needs no operation to be written otherwise. */
static bool note_types(struct bcf_lowering *lowering) {
    const char *target = lowering->target->name;
    return (!lowering->softens || bcf_note(lowering, BCFIX_BCF071_SOFT_FLOAT, NULL,
                                           "types of numbers that %s lacks were written as integers", target)) &&
           (!lowering->carries || bcf_note(lowering, BCFIX_BCF028_VECTOR, NULL,
                                           "types of vectors that %s lacks were written as integers", target));
}

bool bcf_plan_carriers(struct bcf_lowering *lowering) {
    if (!bcf_carry_types(lowering) || !note_types(lowering) || (lowering->softens && !bcf_plan_soft(lowering)))
        return false;
    if (!lowering->carries)
        return true;
    for (uint32_t i = 0; i < lowering->module->globals.count; i++)
        keep_alignment(lowering, i);
    return bcf_carry_constants(lowering, NULL) && bcf_pad_variables(lowering);
}
