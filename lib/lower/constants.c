/* Constants that the target cannot read.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/plan.h"

/* Sulong's Constants.java, 25.0, has no case for these codes, and the module does not load. */
static const struct {
    uint32_t code;
    const char *is;
} unreadable[] = {
    {14, "a constant extractelement"},
    {15, "a constant insertelement"},
    {BCF_CST_CE_SHUFFLEVEC, "a constant shufflevector"},
    {18, "an old form of inline assembly"},
    {19, "a constant shufflevector"},
    {BCF_CST_PTRAUTH, "a signed pointer"},
    {BCF_CST_PTRAUTH2, "a signed pointer"},
};

static bool refuse(struct bcf_lowering *lowering, size_t index, const char *what) {
    bcf_note(lowering, BCFIX_BCF062_UNSUPPORTED_CONSTANT, NULL, "%s has no form for %s", what, lowering->target->name);
    return bcf_fail(lowering->context, BCFIX_REFUSED, "block CONSTANTS, constant %zu of the module: %s has no form for %s",
                    index, what, lowering->target->name);
}

/* A function that stands for itself: DSO_LOCAL_EQUIVALENT and NO_CFI are [type, function] and have its address. They are
 * written as a cast of it to its own type, which changes no value id. */
static bool as_bitcast(struct bcf_lowering *lowering, size_t index, const struct bcf_unpacked *constant) {
    enum { BITCAST = 11 };
    uint64_t ops[3] = {BITCAST, lowering->module->constants.types.data[index], constant->ops.data[1]};
    return bcf_pack_replace(lowering->context, &lowering->module->constants.pack, index, BCF_CST_CE_CAST, ops, 3) &&
           bcf_note(lowering, BCFIX_BCF026_CONSTANT, NULL, "a function under another name was written as its address");
}

/* CE_CAST 13 is ptrtoaddr, new in LLVM 22; on this platform an address is all that a pointer has. */
static bool as_ptrtoint(struct bcf_lowering *lowering, size_t index, struct bcf_unpacked *constant) {
    enum { PTRTOINT = 9 };
    constant->ops.data[0] = PTRTOINT;
    return bcf_pack_replace(lowering->context, &lowering->module->constants.pack, index, BCF_CST_CE_CAST,
                            constant->ops.data, constant->ops.count) &&
           bcf_note(lowering, BCFIX_BCF026_CONSTANT, NULL, "ptrtoaddr was written as ptrtoint");
}

static bool fix(struct bcf_lowering *lowering, size_t index, struct bcf_unpacked *constant) {
    enum { PTRTOADDR = 13, ADDRSPACECAST = 12 };
    struct bcf_module *module = lowering->module;
    uint32_t code = bcf_pack_code(&module->constants.pack, index);
    for (size_t i = 0; i < sizeof unreadable / sizeof unreadable[0]; i++)
        if (unreadable[i].code == code)
            return refuse(lowering, index, unreadable[i].is);
    if (code != BCF_CST_CE_CAST && code != BCF_CST_DSO_LOCAL_EQUIVALENT && code != BCF_CST_NO_CFI)
        return true;
    if (!bcf_pack_get(lowering->context, &module->constants.pack, index, constant))
        return false;
    if (code != BCF_CST_CE_CAST)
        return as_bitcast(lowering, index, constant);
    if (constant->ops.data[0] == PTRTOADDR)
        return as_ptrtoint(lowering, index, constant);
    return constant->ops.data[0] != ADDRSPACECAST || refuse(lowering, index, "a cast between address spaces");
}

bool bcf_plan_constants(struct bcf_lowering *lowering) {
    struct bcf_unpacked constant = {0};
    bool good = true;
    if (bcf_lowers_for(lowering, BCF_FAMILY_LLVM))
        return true;
    for (size_t i = 0; good && i < lowering->module->constants.types.count; i++)
        good = fix(lowering, i, &constant);
    bcf_free_array(lowering->context, &constant.ops);
    return good;
}
