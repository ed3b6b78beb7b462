/* Intrinsics that the target knows with other operands (signatures.def): the declaration gets the older type, and calls
 * the older operands.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/signatures.h"

#include "lower/plan.h"

#include "lower/pointer_size.h"
#include "lower/rewrite.h"
#include "module/attribute.h"

#include <string.h>

static const struct bcf_signature rows[] = {
#define SIGNATURE(name, old, llvm, how) {name, old, llvm, BCF_SIGNATURE_##how},
#include "target/signatures.def"
#undef SIGNATURE
};

static bool is_for(size_t row, struct bcf_string name) {
    size_t size = strlen(rows[row].name);
    if (rows[row].name[size - 1] == '*')
        return name.size >= size && memcmp(name.data, rows[row].name, size - 1) == 0;
    return bcf_string_begins(name, rows[row].name) && (name.size == size || name.data[size] == '.');
}

const struct bcf_signature *bcf_signature_find(const struct bcfix_target *target, struct bcf_string name) {
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (is_for(i, name) && target->llvm_major >= rows[i].old && target->llvm_major < rows[i].llvm)
            return &rows[i];
    return NULL;
}

/* ---- types ---- */

enum { MAX_PARAMETERS = 8 };

/* Whether the type is a vector of elements of that code. */
static bool is_vector_of(const struct bcf_module *module, uint32_t type, uint32_t code) {
    return bcf_type(module, type)->code == BCF_TYPE_VECTOR &&
           bcf_type(module, bcf_type_element(module, type))->code == code;
}

/* What stands for `type` in the older signature of a function with that result. */
static uint32_t older_type(struct bcf_module *module, enum bcf_signature_how how, uint32_t type, uint32_t result) {
    uint64_t lanes = bcf_type_lanes(module, type);
    switch (how) {
    case BCF_SIGNATURE_LIKE_RESULT:
        return is_vector_of(module, type, BCF_TYPE_INTEGER) ? result : type;
    case BCF_SIGNATURE_WORDS:
        if (!is_vector_of(module, type, BCF_TYPE_BFLOAT))
            return type;
        return is_vector_of(module, result, BCF_TYPE_BFLOAT) ? bcf_vector_type(module, lanes, bcf_int_type(module, 16))
                                                             : bcf_vector_type(module, lanes / 2, bcf_int_type(module, 32));
    case BCF_SIGNATURE_MMX:
        return lanes == 1 ? bcf_type_intern(module, BCF_TYPE_X86_MMX, NULL, 0) : type;
    default:
        return type;
    }
}

/* Where an operand is inserted, and how many the older signature has, for those that have one more; else 0 operands. */
static unsigned inserted_at(enum bcf_signature_how how, unsigned *operands) {
    static const struct {
        unsigned at, operands;
    } inserted[] = {[BCF_SIGNATURE_SIZE] = {0, 2}, [BCF_SIGNATURE_ALIGN_0] = {1, 4}, [BCF_SIGNATURE_ALIGN_1] = {2, 4},
                    [BCF_SIGNATURE_SAME] = {0, 0}};
    *operands = inserted[how].operands;
    return inserted[how].at;
}

uint32_t bcf_signature_type(struct bcf_module *module, const struct bcf_signature *signature, uint32_t type) {
    const struct bcf_type *function = bcf_type(module, type);
    unsigned count = function->count - 2, operands, at = inserted_at(signature->how, &operands);
    uint32_t result = (uint32_t)function->ops[1], parameters[MAX_PARAMETERS + 1], given[MAX_PARAMETERS];
    if (count > MAX_PARAMETERS || (operands && count + 1 != operands))
        return type;
    for (unsigned i = 0; i < count; i++)
        given[i] = (uint32_t)function->ops[2 + i];
    for (unsigned i = 0, out = 0; i <= count; i++) {
        if (operands && out == at)
            parameters[out++] = bcf_int_type(module, signature->how == BCF_SIGNATURE_SIZE ? 64 : 32);
        if (i < count)
            parameters[out++] = older_type(module, signature->how, given[i], result);
    }
    return bcf_function_type(module, older_type(module, signature->how, result, result), parameters,
                             count + (operands != 0));
}

/* ---- calls ---- */

/* The alignment that the attribute list of a call gives an argument, as LLVM writes the attribute: [1, 1, bytes]. */
static uint64_t alignment_of(const struct bcf_module *module, uint64_t list, uint64_t argument) {
    enum { ALIGN = 1 };
    uint32_t entry = 0;
    if (!list || list > module->attribute_lists.list.count)
        return 1;
    for (size_t g = bcf_group_next(module, 0, list, &entry); g != SIZE_MAX; g = bcf_group_next(module, g + 1, list, &entry)) {
        const struct bcf_entry_record *group = &module->attribute_groups.list.data[g];
        if (group->count < 2 || group->ops[1] != argument + 1)
            continue;
        for (size_t at = 2, size = 0; at < group->count; at += size) {
            size = bcf_attribute_size(group->ops, group->count, at);
            if (!size)
                return 1;
            if (group->ops[at] == BCF_ATTRIBUTE_INTEGER && group->ops[at + 1] == ALIGN)
                return group->ops[at + 2];
        }
    }
    return 1;
}

static uint32_t inserted_value(struct bcf_builder *builder, const struct bcf_insn *call, enum bcf_signature_how how) {
    uint64_t argument = how == BCF_SIGNATURE_ALIGN_1;
    if (how == BCF_SIGNATURE_SIZE)
        return bcf_int(builder, bcf_int_type(builder->module, 64), -1);
    return bcf_int(builder, bcf_int_type(builder->module, 32),
                   (int64_t)alignment_of(builder->module, bcf_op(builder, call, BCF_CALL_ATTRIBUTES), argument));
}

/* Attributes of the call go: those of arguments would stand at other ones, or at other types. */
bool bcf_signature_call(struct bcf_builder *builder, const struct bcf_signature *signature, const struct bcf_insn *call) {
    struct bcf_module *module = builder->module;
    uint32_t callee = (uint32_t)bcf_op(builder, call, BCF_CALL_CALLEE), result, made;
    uint32_t type = (uint32_t)module->globals.data[callee].record.ops[BCF_GLOBAL_TYPE];
    const struct bcf_type *function = bcf_type(module, type);
    unsigned count = call->count - BCF_CALL_FIRST_ARGUMENT, operands, at = inserted_at(signature->how, &operands);
    uint64_t ops[BCF_CALL_FIRST_ARGUMENT + MAX_PARAMETERS + 1] = {0};
    char kinds[sizeof ops / sizeof ops[0]] = "alltRrrrrrrrr";
    uint32_t types[MAX_PARAMETERS + 1];
    if (count > MAX_PARAMETERS || function->count - 2 != count + (operands != 0))
        return false;
    for (unsigned i = 0; i < function->count - 2; i++)
        types[i] = (uint32_t)function->ops[2 + i];
    result = (uint32_t)function->ops[1];
    ops[BCF_CALL_CC] = bcf_op(builder, call, BCF_CALL_CC);
    ops[BCF_CALL_FMF] = bcf_op(builder, call, BCF_CALL_FMF);
    ops[BCF_CALL_TYPE] = type;
    ops[BCF_CALL_CALLEE] = callee;
    for (unsigned i = 0, out = 0; i <= count; i++) {
        if (operands && out == at)
            ops[BCF_CALL_FIRST_ARGUMENT + out++] = inserted_value(builder, call, signature->how);
        if (i < count) {
            uint32_t argument = (uint32_t)bcf_op(builder, call, BCF_CALL_FIRST_ARGUMENT + i);
            ops[BCF_CALL_FIRST_ARGUMENT + out] = bcf_cast(builder, BCF_BITCAST, argument, types[out]);
            out++;
        }
    }
    if (result == call->type || call->result == BCF_NONE)
        bcf_in_place_of(builder, call);
    made = bcf_emit(builder, BCF_FUNC_CALL, call->result == BCF_NONE ? BCF_NO_RESULT : result, kinds, ops,
                    BCF_CALL_FIRST_ARGUMENT + count + (operands != 0));
    if (builder->out.count)
        builder->out.data[builder->out.count - 1].attachment = call->attachment;
    if (call->result != BCF_NONE && result != call->type) {
        bcf_in_place_of(builder, call);
        bcf_cast(builder, BCF_BITCAST, made, call->type);
    }
    return true;
}
