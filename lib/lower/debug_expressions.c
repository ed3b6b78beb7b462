/* Expressions of debug info.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/debug_info.h"

enum { DW_OP_DEREF = 0x06, DW_OP_LLVM_FRAGMENT = 0x1000, DW_OP_LLVM_ENTRY_VALUE = 0x1003 };

static const struct operator_row {
    uint64_t first, last;
    unsigned operands;
    enum bcf_feature feature;
} operators[] = {
#define OPERATOR(first, last, operands, feature) {first, last, operands, BCF_TAKES_##feature},
#include "target/expressions.def"
#undef OPERATOR
};

static const struct operator_row *operator_of(uint64_t code) {
    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++)
        if (code >= operators[i].first && code <= operators[i].last)
            return &operators[i];
    return NULL;
}

bool bcf_expression_reads(const struct bcf_lowering *lowering, const uint64_t *ops, size_t count, bool declares) {
    for (size_t i = BCF_EXPRESSION_FIRST; i < count;) {
        const struct operator_row *row = operator_of(ops[i]);
        if (!row || !bcf_takes(lowering->target, row->feature))
            return false;
        if (ops[i] == DW_OP_LLVM_ENTRY_VALUE && i != BCF_EXPRESSION_FIRST &&
            !bcf_takes(lowering->target, BCF_TAKES_EXPRESSION_ENTRY_OF_ARGUMENT))
            return false;
        /* Sulong takes the address of a declared variable for that of its value (LLVMBitcodeInstructionVisitor.java). */
        if (ops[i] == DW_OP_DEREF && declares && bcf_lowers_for(lowering, BCF_FAMILY_GRAALVM))
            return false;
        i += 1 + row->operands;
    }
    return true;
}

size_t bcf_expression_without_location(const uint64_t *ops, size_t count, uint64_t to[4]) {
    to[0] = BCF_EXPRESSION_VERSION;
    for (size_t i = BCF_EXPRESSION_FIRST; i < count;) {
        const struct operator_row *row = operator_of(ops[i]);
        if (ops[i] == DW_OP_LLVM_FRAGMENT && i + 2 < count) {
            to[1] = DW_OP_LLVM_FRAGMENT;
            to[2] = ops[i + 1];
            to[3] = ops[i + 2];
            return 4;
        }
        if (!row) /* its length is not known; a fragment comes last */
            return count > 3 && ops[count - 3] == DW_OP_LLVM_FRAGMENT
                       ? bcf_expression_without_location(ops + count - 4, 4, to)
                       : 1;
        i += 1 + row->operands;
    }
    return 1;
}

bool bcf_node_get(const struct bcf_lowering *lowering, const struct bcf_function *function, uint64_t id,
                  struct bcf_unpacked *to) {
    const struct bcf_metadata *metadata = &lowering->module->metadata;
    if (id & BCF_LOCAL) {
        if (!function)
            return false;
        metadata = &function->metadata;
        id &= ~(uint64_t)BCF_LOCAL;
    }
    if (id < metadata->string_count || id - metadata->string_count >= metadata->nodes.offsets.count)
        return false;
    return bcf_pack_get(lowering->context, &metadata->nodes, id - metadata->string_count, to);
}

uint32_t bcf_node_add(struct bcf_lowering *lowering, struct bcf_function *function, uint32_t code, const uint64_t *ops,
                      size_t count) {
    struct bcf_metadata *metadata = function ? &function->metadata : &lowering->module->metadata;
    uint64_t id = metadata->string_count + metadata->nodes.offsets.count;
    if (id >= BCF_LOCAL - 1) {
        bcf_fail(lowering->context, BCFIX_LIMIT, "there is more metadata than ids");
        return BCF_NONE;
    }
    if (!bcf_pack_add(lowering->context, &metadata->nodes, code, ops, count))
        return BCF_NONE;
    return function ? BCF_LOCAL | (uint32_t)id : (uint32_t)id;
}
