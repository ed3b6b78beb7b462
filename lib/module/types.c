/* The type table, and the types of values.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "module/model.h"

#include "base/slots.h"

#include <string.h>

static const uint64_t no_operands[4];
const struct bcf_type bcf_no_type = {0, 0, no_operands, {NULL, 0}};

/* Types may be chosen so that they meet in the table, and may be long. */
static void count_probes(const struct bcf_module *module, size_t probes, size_t operands) {
    if (probes + operands >= BCF_BYTES_OF_A_STEP)
        (void)bcf_count_record(module->context, (probes + operands) / BCF_BYTES_OF_A_STEP);
}

/* Types with an identity of their own are never the same as another. */
static bool has_identity(uint32_t code) {
    return code == BCF_TYPE_STRUCT_NAMED || code == BCF_TYPE_OPAQUE || code == BCF_TYPE_TARGET;
}

static bool same_type(const struct bcf_type *type, uint32_t code, const uint64_t *ops, size_t count) {
    return type->code == code && type->count == count && (count == 0 || memcmp(type->ops, ops, count * sizeof *ops) == 0);
}

/* The types of addresses and of comparisons, which nearly every instruction asks for. */
enum { OFTEN_POINTER, OFTEN_BIT };

static int often(uint32_t code, const uint64_t *ops) {
    return code == BCF_TYPE_OPAQUE_POINTER && ops[0] == 0 ? OFTEN_POINTER
           : code == BCF_TYPE_INTEGER && ops[0] == 1      ? OFTEN_BIT
                                                          : -1;
}

uint32_t bcf_type_find(const struct bcf_module *module, uint32_t code, const uint64_t *ops, size_t count) {
    size_t mask = module->type_slots.count - 1, slot, first;
    int which = count == 1 ? often(code, ops) : -1;
    if (!module->type_slots.count)
        return BCF_NONE;
    if (which >= 0 && module->often[which] && same_type(&module->types.data[module->often[which] - 1], code, ops, count))
        return module->often[which] - 1;
    first = slot = bcf_record_hash(code, ops, count) & mask;
    for (; module->type_slots.data[slot]; slot = (slot + 1) & mask)
        if (same_type(&module->types.data[module->type_slots.data[slot] - 1], code, ops, count))
            break;
    count_probes(module, (slot - first) & mask, count);
    return module->type_slots.data[slot] ? module->type_slots.data[slot] - 1 : BCF_NONE;
}

static void enter_slot(struct bcf_module *module, uint32_t index) {
    const struct bcf_type *type = &module->types.data[index];
    size_t mask = module->type_slots.count - 1, slot = bcf_record_hash(type->code, type->ops, type->count) & mask, first = slot;
    if (has_identity(type->code))
        return;
    while (module->type_slots.data[slot]) {
        if (same_type(&module->types.data[module->type_slots.data[slot] - 1], type->code, type->ops, type->count))
            return; /* the first of two equal types is the one that is found */
        slot = (slot + 1) & mask;
    }
    count_probes(module, (slot - first) & mask, type->count);
    module->type_slots.data[slot] = index + 1;
    if (type->count == 1 && often(type->code, type->ops) >= 0)
        module->often[often(type->code, type->ops)] = index + 1;
}

static bool grow_slots(struct bcf_module *module) {
    bool fresh;
    if (!bcf_slots_grow(module->context, &module->type_slots, module->types.count, &fresh))
        return false;
    for (uint32_t i = 0; fresh && i + 1 < module->types.count; i++)
        enter_slot(module, i);
    return true;
}

bool bcf_type_add(struct bcf_module *module, uint32_t code, const uint64_t *ops, size_t count, struct bcf_string name) {
    struct bcf_type type = {code, (uint32_t)count, NULL, name};
    type.ops = (const uint64_t *)(const void *)bcf_arena_copy(&module->arena, ops, count * sizeof *ops);
    if (!type.ops || !bcf_push(module->context, &module->types, type) || !grow_slots(module))
        return false;
    enter_slot(module, (uint32_t)module->types.count - 1);
    return true;
}

uint32_t bcf_type_intern(struct bcf_module *module, uint32_t code, const uint64_t *ops, size_t count) {
    struct bcf_string no_name = {NULL, 0};
    uint32_t found = bcf_type_find(module, code, ops, count);
    if (found != BCF_NONE)
        return found;
    if (code == BCF_TYPE_INTEGER && ops[0] == 0) {
        bcf_fail(module->context, BCFIX_MALFORMED, "something that is for integers has operands of another type");
        return BCF_NONE;
    }
    if (module->frozen) {
        bcf_fail(module->context, BCFIX_INTERNAL, "a type was needed that the plan did not foresee");
        return BCF_NONE;
    }
    return bcf_type_add(module, code, ops, count, no_name) ? (uint32_t)module->types.count - 1 : BCF_NONE;
}

bool bcf_type_same(const struct bcf_module *module, uint32_t a, uint32_t b) {
    const struct bcf_type *first = bcf_type(module, a), *second = bcf_type(module, b);
    return a == b || (!has_identity(first->code) && same_type(first, second->code, second->ops, second->count));
}

uint32_t bcf_type_element(const struct bcf_module *module, uint32_t type) {
    const struct bcf_type *t = bcf_type(module, type);
    return t->code == BCF_TYPE_VECTOR ? (uint32_t)t->ops[1] : type;
}

uint64_t bcf_type_lanes(const struct bcf_module *module, uint32_t type) {
    const struct bcf_type *t = bcf_type(module, type);
    return t->code == BCF_TYPE_VECTOR ? t->ops[0] : 0;
}

static uint64_t address_space(const struct bcf_global *global) {
    switch (global->record.code) {
    case BCF_MODULE_GLOBALVAR:
        return bcf_global_operand(global, BCF_VAR_FLAGS) >> 2;
    case BCF_MODULE_FUNCTION:
        return bcf_global_operand(global, BCF_FN_ADDRSPACE);
    default:
        return bcf_global_operand(global, BCF_ALIAS_ADDRSPACE);
    }
}

bool bcf_types_of_globals(struct bcf_module *module) {
    for (size_t i = 0; i < module->globals.count; i++) {
        uint64_t space = address_space(&module->globals.data[i]);
        if (bcf_type_intern(module, BCF_TYPE_OPAQUE_POINTER, &space, 1) == BCF_NONE)
            return false;
    }
    return true;
}

static uint32_t global_type(const struct bcf_module *module, const struct bcf_global *global) {
    uint64_t space = address_space(global);
    return bcf_type_find(module, BCF_TYPE_OPAQUE_POINTER, &space, 1);
}

uint32_t bcf_module_value_type(const struct bcf_module *module, uint32_t value) {
    if (value & BCF_CONSTANT) {
        uint32_t index = value & ~BCF_CONSTANT;
        return index < module->constants.types.count ? module->constants.types.data[index] : BCF_NONE;
    }
    return value < module->globals.count ? global_type(module, &module->globals.data[value]) : BCF_NONE;
}

/* A vector of `element` with the number of elements of the vector type `like`. */
static uint32_t vector_like(const struct bcf_module *module, uint32_t like, uint32_t element) {
    const struct bcf_type *vector = bcf_type(module, like);
    uint64_t ops[3] = {vector->ops[0], element, vector->count > 2 ? vector->ops[2] : 0};
    return bcf_type_find(module, BCF_TYPE_VECTOR, ops, vector->count);
}

static uint32_t comparison_type(const struct bcf_module *module, uint32_t operand) {
    uint64_t one = 1;
    uint32_t bit = bcf_type_find(module, BCF_TYPE_INTEGER, &one, 1);
    if (bit == BCF_NONE || bcf_type(module, operand)->code != BCF_TYPE_VECTOR)
        return bit;
    return vector_like(module, operand, bit);
}

static uint32_t gep_type(const struct bcf_module *module, const struct bcf_function *function, const uint64_t *ops,
                         size_t count) {
    uint32_t base = bcf_value_type(module, function, (uint32_t)ops[2]);
    if (base == BCF_NONE || bcf_type(module, base)->code == BCF_TYPE_VECTOR)
        return base;
    for (size_t i = 3; i < count; i++) {
        uint32_t index = bcf_value_type(module, function, (uint32_t)ops[i]);
        if (index != BCF_NONE && bcf_type(module, index)->code == BCF_TYPE_VECTOR)
            return vector_like(module, index, base);
    }
    return base;
}

uint32_t bcf_type_inside(const struct bcf_module *module, uint32_t type, const uint64_t *indices, size_t count) {
    for (size_t i = 0; i < count && type != BCF_NONE; i++) {
        const struct bcf_type *t = bcf_type(module, type);
        if (t->code == BCF_TYPE_ARRAY)
            type = (uint32_t)t->ops[1];
        else if ((t->code == BCF_TYPE_STRUCT_ANON || t->code == BCF_TYPE_STRUCT_NAMED) && indices[i] < t->count - 1)
            type = (uint32_t)t->ops[1 + indices[i]];
        else
            return BCF_NONE;
    }
    return type;
}

static uint32_t returned_type(const struct bcf_module *module, uint64_t type) {
    const struct bcf_type *function = bcf_type(module, (uint32_t)type);
    uint32_t returned;
    if (function->code != BCF_TYPE_FUNCTION)
        return BCF_NONE;
    returned = (uint32_t)function->ops[1];
    return bcf_type(module, returned)->code == BCF_TYPE_VOID ? BCF_NO_RESULT : returned;
}

static uint32_t alloca_type(const struct bcf_module *module, const uint64_t *ops, size_t count) {
    uint64_t space = count > 4 ? ops[4] : module->alloca_addrspace;
    return bcf_type_find(module, BCF_TYPE_OPAQUE_POINTER, &space, 1);
}

static uint32_t cmpxchg_type(const struct bcf_module *module, uint32_t compared) {
    uint64_t one = 1, fields[3] = {0, compared, 0};
    fields[2] = bcf_type_find(module, BCF_TYPE_INTEGER, &one, 1);
    return bcf_type_find(module, BCF_TYPE_STRUCT_ANON, fields, 3);
}

static uint32_t token_type(const struct bcf_module *module) {
    return bcf_type_find(module, BCF_TYPE_TOKEN, NULL, 0);
}

static uint32_t shuffle_type(const struct bcf_module *module, uint32_t from, uint32_t mask) {
    if (mask == BCF_NONE || bcf_type(module, mask)->code != BCF_TYPE_VECTOR)
        return BCF_NONE;
    return vector_like(module, mask, bcf_type_element(module, from));
}

static uint32_t vector_element(const struct bcf_module *module, uint32_t type) {
    return bcf_type(module, type)->code == BCF_TYPE_VECTOR ? bcf_type_element(module, type) : BCF_NONE;
}

uint32_t bcf_insn_result_type(const struct bcf_module *module, const struct bcf_function *function, unsigned code,
                              const uint64_t *ops, size_t count) {
    uint32_t first;
    switch (code) { /* those whose result does not come from the first operand */
    case BCF_FUNC_RET:
    case BCF_FUNC_BR:
    case BCF_FUNC_SWITCH:
    case BCF_FUNC_INDIRECTBR:
    case BCF_FUNC_UNREACHABLE:
    case BCF_FUNC_FENCE:
    case BCF_FUNC_RESUME:
    case BCF_FUNC_STORE:
    case BCF_FUNC_STOREATOMIC:
    case BCF_FUNC_CLEANUPRET:
    case BCF_FUNC_CATCHRET:
        return BCF_NO_RESULT;
    case BCF_FUNC_CAST:
    case BCF_FUNC_LOAD:
    case BCF_FUNC_LOADATOMIC:
        return (uint32_t)ops[1];
    case BCF_FUNC_VAARG:
        return (uint32_t)ops[2];
    case BCF_FUNC_PHI:
    case BCF_FUNC_LANDINGPAD:
        return (uint32_t)ops[0];
    case BCF_FUNC_GEP:
        return gep_type(module, function, ops, count);
    case BCF_FUNC_ALLOCA:
        return alloca_type(module, ops, count);
    case BCF_FUNC_CALL:
        return returned_type(module, ops[BCF_CALL_TYPE]);
    case BCF_FUNC_INVOKE:
        return returned_type(module, ops[BCF_INVOKE_TYPE]);
    case BCF_FUNC_CALLBR:
        return returned_type(module, ops[4 + ops[3]]);
    case BCF_FUNC_CATCHPAD:
    case BCF_FUNC_CLEANUPPAD:
    case BCF_FUNC_CATCHSWITCH:
        return token_type(module);
    case BCF_FUNC_ATOMICRMW:
        return bcf_value_type(module, function, (uint32_t)ops[1]);
    case BCF_FUNC_CMPXCHG:
        return cmpxchg_type(module, bcf_value_type(module, function, (uint32_t)ops[1]));
    default:
        break;
    }
    first = count ? bcf_value_type(module, function, (uint32_t)ops[0]) : BCF_NONE;
    if (first == BCF_NONE)
        return BCF_NONE;
    switch (code) {
    case BCF_FUNC_CMP:
    case BCF_FUNC_CMP2:
        return comparison_type(module, first);
    case BCF_FUNC_EXTRACTELT:
        return vector_element(module, first);
    case BCF_FUNC_EXTRACTVAL:
        return bcf_type_inside(module, first, ops + 1, count - 1);
    case BCF_FUNC_SHUFFLEVEC:
        return shuffle_type(module, first, bcf_value_type(module, function, (uint32_t)ops[2]));
    default: /* BINOP, UNOP, FREEZE, VSELECT, INSERTELT, INSERTVAL */
        return first;
    }
}
