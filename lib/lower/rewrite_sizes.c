/* Sizes of memory that Sulong takes otherwise.
 *
 * Its malloc, calloc and realloc ask Java (LLVMMemoryIntrinsic, Unsafe.allocateMemory). Above what there is both give null; but Java
 * throws IllegalArgumentException where a size is negative, or would be once it is rounded up: Rust's try_reserve ends there.
 * So what is above 2^62 becomes 2^62. And for no bytes Java gives null, where glibc gives an address: they are one byte.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/rewrite.h"

enum { LIMIT_BIT = 62, LOOKED_AT = 8 };

static const struct {
    const char *name;
    unsigned first, last; /* which of its arguments are sizes */
    bool none_is_one; /* realloc of no bytes frees */
} functions[] = {{"malloc", 0, 0, true}, {"calloc", 0, 1, true}, {"realloc", 1, 1, false}};

/* Whether one of the instructions before gives this value within the limits already; LOOKED_AT are those of two sizes. */
static bool is_limited(const struct bcf_builder *builder, uint32_t value) {
    for (size_t i = 0; i < LOOKED_AT && i < builder->out.count; i++) {
        const struct bcf_insn *insn = &builder->out.data[builder->out.count - 1 - i];
        int64_t limit;
        if (insn->code == BCF_FUNC_VSELECT && insn->result != BCF_NONE && (BCF_LOCAL | insn->result) == value)
            return bcf_constant_int(builder->module, builder->function, (uint32_t)bcf_op(builder, insn, 0), &limit) &&
                   (limit == (int64_t)1 << LIMIT_BIT || limit == 1);
    }
    return false;
}

/* The value to take for a size, which may be itself. */
static uint32_t limited(struct bcf_builder *builder, uint32_t value, bool none_is_one) {
    const int64_t most = (int64_t)1 << LIMIT_BIT, least = none_is_one;
    uint32_t type = bcf_type_of(builder, value), limit, none;
    int64_t number;
    bool constant = bcf_constant_int(builder->module, builder->function, value, &number);
    if (bcf_type_integer_width(builder->module, type) != 64 || is_limited(builder, value) ||
        (constant && number >= least && number <= most))
        return value;
    if (constant)
        return bcf_int(builder, type, number == 0 ? least : most);
    limit = bcf_int(builder, type, most);
    value = bcf_select(builder, bcf_compare(builder, BCF_ICMP_UGT, value, limit), limit, value);
    if (!none_is_one)
        return value;
    none = bcf_compare(builder, BCF_ICMP_EQ, value, bcf_int(builder, type, 0));
    return bcf_select(builder, none, bcf_int(builder, type, 1), value);
}

void bcf_limit_sizes(struct bcf_builder *builder, const struct bcf_insn *call, uint32_t callee) {
    struct bcf_string name = bcf_global_name(builder->module, callee);
    size_t row = 0, count = sizeof functions / sizeof functions[0];
    bool changed = false;
    while (row < count && !bcf_string_is(name, functions[row].name))
        row++;
    if (row == count || bcf_global_is_defined(builder->module, callee))
        return;
    for (uint32_t i = functions[row].first; i <= functions[row].last; i++) {
        uint32_t at = BCF_CALL_FIRST_ARGUMENT + i, value, fresh;
        if (at >= call->count)
            return;
        value = (uint32_t)bcf_op(builder, call, at);
        fresh = limited(builder, value, functions[row].none_is_one);
        builder->function->ops.data[call->first + at] = fresh;
        changed |= fresh != value;
    }
    if (changed)
        bcf_note(builder->lowering, BCFIX_BCF025_RUNTIME_SYMBOL, call, "the size that %s is asked for is at most 2^62, which fails as natively%s",
                 functions[row].name, functions[row].none_is_one ? ", and at least 1" : "");
}
