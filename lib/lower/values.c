/* Types and constants for the builder.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/builder.h"

#include <string.h>

static uint32_t simple_type(struct bcf_module *module, uint32_t code) {
    return bcf_type_intern(module, code, NULL, 0);
}

uint32_t bcf_void_type(struct bcf_module *module) {
    return simple_type(module, BCF_TYPE_VOID);
}

uint32_t bcf_float_type(struct bcf_module *module) {
    return simple_type(module, BCF_TYPE_FLOAT);
}

uint32_t bcf_double_type(struct bcf_module *module) {
    return simple_type(module, BCF_TYPE_DOUBLE);
}

uint32_t bcf_int_type(struct bcf_module *module, uint64_t width) {
    return bcf_type_intern(module, BCF_TYPE_INTEGER, &width, 1);
}

uint32_t bcf_ptr_type(struct bcf_module *module) {
    uint64_t space = 0;
    return bcf_type_intern(module, BCF_TYPE_OPAQUE_POINTER, &space, 1);
}

uint32_t bcf_vector_type(struct bcf_module *module, uint64_t lanes, uint32_t element) {
    uint64_t ops[] = {lanes, element};
    return element == BCF_NONE ? BCF_NONE : bcf_type_intern(module, BCF_TYPE_VECTOR, ops, 2);
}

uint32_t bcf_array_type(struct bcf_module *module, uint64_t count, uint32_t element) {
    uint64_t ops[] = {count, element};
    return element == BCF_NONE ? BCF_NONE : bcf_type_intern(module, BCF_TYPE_ARRAY, ops, 2);
}

enum { MAX_PARTS = 32 };

static uint32_t listed_type(struct bcf_module *module, uint32_t code, uint64_t *ops, size_t fixed, const uint32_t *parts,
                            size_t count) {
    if (count > MAX_PARTS) {
        bcf_fail(module->context, BCFIX_INTERNAL, "a made type has too many parts");
        return BCF_NONE;
    }
    for (size_t i = 0; i < count; i++) {
        if (parts[i] == BCF_NONE)
            return BCF_NONE;
        ops[fixed + i] = parts[i];
    }
    return bcf_type_intern(module, code, ops, fixed + count);
}

uint32_t bcf_struct_type(struct bcf_module *module, const uint32_t *fields, size_t count) {
    uint64_t ops[1 + MAX_PARTS] = {0};
    return listed_type(module, BCF_TYPE_STRUCT_ANON, ops, 1, fields, count);
}

uint32_t bcf_function_type(struct bcf_module *module, uint32_t result, const uint32_t *parameters, size_t count) {
    uint64_t ops[2 + MAX_PARTS] = {0, result};
    return result == BCF_NONE ? BCF_NONE : listed_type(module, BCF_TYPE_FUNCTION, ops, 2, parameters, count);
}

uint32_t bcf_type_shaped(struct bcf_module *module, uint32_t like, uint32_t element) {
    const struct bcf_type *vector = bcf_type(module, like);
    uint64_t ops[3];
    if (element == BCF_NONE || vector->code != BCF_TYPE_VECTOR)
        return element;
    memcpy(ops, vector->ops, vector->count * sizeof *ops);
    ops[1] = element;
    return bcf_type_intern(module, BCF_TYPE_VECTOR, ops, vector->count);
}

/* ---- constants ---- */

uint32_t bcf_constant(struct bcf_builder *builder, uint32_t type, uint32_t code, const uint64_t *ops, size_t count) {
    struct bcf_function *function = builder->function;
    struct bcfix_context *context = builder->module->context;
    uint32_t known;
    if (type == BCF_NONE)
        return BCF_NONE;
    known = bcf_constants_find(context, &function->constants, type, code, ops, count);
    if (known != BCF_NONE)
        return BCF_LOCAL | function->constant_ids.data[known];
    return bcf_failed(context) ? BCF_NONE : bcf_constant_add(builder->module, function, type, code, ops, count);
}

uint32_t bcf_module_constant(struct bcf_module *module, uint32_t type, uint32_t code, const uint64_t *ops, size_t count) {
    uint32_t known;
    if (type == BCF_NONE)
        return BCF_NONE;
    known = bcf_constants_find(module->context, &module->constants, type, code, ops, count);
    if (known != BCF_NONE)
        return BCF_CONSTANT | known;
    return module->frozen || bcf_failed(module->context) ? BCF_NONE : bcf_constant_add(module, NULL, type, code, ops, count);
}

enum { MAX_LANES = 256 };

/* A vector of the same element in all lanes. */
static uint32_t splat(struct bcf_builder *builder, uint32_t type, uint32_t element) {
    uint64_t ops[MAX_LANES], lanes = bcf_type_lanes(builder->module, type);
    if (element == BCF_NONE)
        return BCF_NONE;
    if (lanes > MAX_LANES) {
        bcf_fail(builder->module->context, BCFIX_UNSUPPORTED, "a vector of %llu elements", (unsigned long long)lanes);
        return BCF_NONE;
    }
    for (uint64_t i = 0; i < lanes; i++)
        ops[i] = element;
    return bcf_constant(builder, type, BCF_CST_AGGREGATE, ops, lanes);
}

uint64_t bcf_sign_rotated(uint64_t value) {
    if ((int64_t)value >= 0)
        return value << 1;
    return value == (uint64_t)1 << 63 ? 1 : (0 - value) << 1 | 1;
}

int64_t bcf_sign_unrotated(uint64_t op) {
    if (!(op & 1))
        return (int64_t)(op >> 1);
    return op == 1 ? INT64_MIN : -(int64_t)(op >> 1);
}

uint64_t bcf_low_bits(uint64_t value, uint64_t width) {
    return width < 64 ? value & (((uint64_t)1 << width) - 1) : value;
}

/* LLVM writes integers of up to 64 bits sign-extended from their width. */
uint64_t bcf_sign_extended(uint64_t value, uint64_t width) {
    uint64_t sign;
    if (width == 0 || width >= 64)
        return value;
    sign = (uint64_t)1 << (width - 1);
    return (bcf_low_bits(value, width) ^ sign) - sign;
}

size_t bcf_integer_record(uint64_t width, const uint64_t *words, size_t count, uint32_t *code, uint64_t *ops) {
    uint64_t any = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t word = words[i];
        if (width <= 64)
            word = bcf_sign_extended(word, width);
        else if (i == width / 64 && width % 64) /* the bits above the width are zero, as in an APInt */
            word = bcf_low_bits(word, width % 64);
        ops[i] = bcf_sign_rotated(word);
        any |= word;
    }
    *code = !any ? BCF_CST_NULL : width <= 64 ? BCF_CST_INTEGER : BCF_CST_WIDE_INTEGER;
    while (any && count > 1 && ops[count - 1] == 0) /* LLVM writes the active words only */
        count--;
    return any ? count : 0;
}

uint32_t bcf_int(struct bcf_builder *builder, uint32_t type, int64_t value) {
    uint64_t words[BCF_MAX_WORDS];
    if (type == BCF_NONE)
        return BCF_NONE;
    if (bcf_type_lanes(builder->module, type))
        return splat(builder, type, bcf_int(builder, bcf_type_element(builder->module, type), value));
    for (size_t i = 0; i < BCF_MAX_WORDS; i++)
        words[i] = i ? (value < 0 ? UINT64_MAX : 0) : (uint64_t)value;
    return bcf_wide_int(builder, type, words, (bcf_type_integer_width(builder->module, type) + 63) / 64);
}

uint32_t bcf_wide_int(struct bcf_builder *builder, uint32_t type, const uint64_t *words, size_t count) {
    uint64_t ops[BCF_MAX_WORDS];
    uint32_t code;
    if (type == BCF_NONE || count == 0 || count > BCF_MAX_WORDS)
        return BCF_NONE;
    count = bcf_integer_record(bcf_type_integer_width(builder->module, type), words, count, &code, ops);
    return bcf_constant(builder, type, code, ops, count);
}

uint32_t bcf_float_bits(struct bcf_builder *builder, uint32_t type, uint64_t bits) {
    if (type == BCF_NONE)
        return BCF_NONE;
    if (bcf_type_lanes(builder->module, type))
        return splat(builder, type, bcf_float_bits(builder, bcf_type_element(builder->module, type), bits));
    if (bits == 0)
        return bcf_constant(builder, type, BCF_CST_NULL, NULL, 0);
    return bcf_constant(builder, type, BCF_CST_FLOAT, &bits, 1);
}

uint32_t bcf_int_vector(struct bcf_builder *builder, uint32_t type, const uint64_t *elements) {
    uint64_t ops[MAX_LANES], lanes = bcf_type_lanes(builder->module, type), any = 0, width;
    if (type == BCF_NONE || lanes == 0 || lanes > MAX_LANES)
        return BCF_NONE;
    width = bcf_type_integer_width(builder->module, bcf_type_element(builder->module, type));
    for (uint64_t i = 0; i < lanes; i++) {
        ops[i] = bcf_low_bits(elements[i], width);
        any |= ops[i];
    }
    return any ? bcf_constant(builder, type, BCF_CST_DATA, ops, lanes) : bcf_null(builder, type);
}

uint32_t bcf_text(struct bcf_builder *builder, const char *text, uint64_t size) {
    uint32_t type = bcf_array_type(builder->module, size, bcf_int_type(builder->module, 8));
    uint64_t ops[1024];
    if (size > sizeof ops / sizeof ops[0])
        return BCF_NONE;
    for (uint64_t i = 0; i < size; i++)
        ops[i] = (unsigned char)text[i];
    return bcf_constant(builder, type, BCF_CST_STRING, ops, size);
}

uint32_t bcf_null(struct bcf_builder *builder, uint32_t type) {
    return bcf_constant(builder, type, BCF_CST_NULL, NULL, 0);
}

uint32_t bcf_poison(struct bcf_builder *builder, uint32_t type) {
    return bcf_constant(builder, type, BCF_CST_POISON, NULL, 0);
}

static bool read_int(const struct bcf_constants *constants, size_t index, struct bcfix_context *context, int64_t *is) {
    struct bcf_unpacked unpacked = {0};
    uint32_t code = bcf_pack_code(&constants->pack, index);
    bool known = code == BCF_CST_NULL;
    *is = 0;
    if (code == BCF_CST_INTEGER && bcf_pack_get(context, &constants->pack, index, &unpacked)) {
        *is = bcf_sign_unrotated(unpacked.ops.data[0]);
        known = true;
    }
    bcf_free_array(context, &unpacked.ops);
    return known;
}

bool bcf_constant_int(const struct bcf_module *module, const struct bcf_function *function, uint32_t value, int64_t *is) {
    if (value & BCF_LOCAL) {
        size_t index = bcf_constant_index(function, value & ~BCF_LOCAL);
        return index != SIZE_MAX && read_int(&function->constants, (uint32_t)index, module->context, is);
    }
    return (value & BCF_CONSTANT) && read_int(&module->constants, value & ~BCF_CONSTANT, module->context, is);
}
