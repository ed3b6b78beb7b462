/* Forms of instructions that are newer than the target: flags that go, and operations under an older name. They change the
 * operands of a record in place, before anything else looks at it.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/rewrite.h"

/* The operands of flags, in the model's order, and the bits that mean something. */
static const struct {
    unsigned code;
    enum { ANY, OPERATION, COMPARISON } when; /* which records of that code: any; with that operation; of integers */
    unsigned operation;
    unsigned operand;
    uint64_t bit;
    enum bcf_feature feature;
    const char *flag;
} flags[] = {
    {BCF_FUNC_CAST, OPERATION, BCF_TRUNC, 3, 1, BCF_TAKES_TRUNC_FLAGS, "nuw of trunc"},
    {BCF_FUNC_CAST, OPERATION, BCF_TRUNC, 3, 2, BCF_TAKES_TRUNC_FLAGS, "nsw of trunc"},
    {BCF_FUNC_CAST, OPERATION, BCF_ZEXT, 3, 1, BCF_TAKES_ZEXT_NNEG, "nneg of zext"},
    {BCF_FUNC_CAST, OPERATION, BCF_UITOFP, 3, 1, BCF_TAKES_UITOFP_NNEG, "nneg of uitofp"},
    {BCF_FUNC_CAST, OPERATION, BCF_FPTRUNC, 3, UINT64_MAX, BCF_TAKES_FPCAST_FMF, "fast-math flags of fptrunc"},
    {BCF_FUNC_CAST, OPERATION, BCF_FPEXT, 3, UINT64_MAX, BCF_TAKES_FPCAST_FMF, "fast-math flags of fpext"},
    {BCF_FUNC_BINOP, OPERATION, BCF_OR, 3, 1, BCF_TAKES_OR_DISJOINT, "disjoint of or"},
    {BCF_FUNC_CMP2, COMPARISON, 0, 3, 1, BCF_TAKES_ICMP_SAMESIGN, "samesign of icmp"},
    {BCF_FUNC_GEP, ANY, 0, 0, 4, BCF_TAKES_GEP_NOWRAP, "nuw of getelementptr"},
};

static bool is_meant(size_t row, uint64_t operation) {
    return flags[row].when == ANY || (flags[row].when == OPERATION && operation == flags[row].operation) ||
           (flags[row].when == COMPARISON && operation >= BCF_ICMP_EQ);
}

static void drop_flag(struct bcf_builder *builder, const struct bcf_insn *insn, uint32_t operand, uint64_t bits,
                      const char *flag) {
    uint64_t *op = &builder->function->ops.data[insn->first + operand];
    if (operand >= insn->count || !(*op & bits))
        return;
    *op &= ~bits;
    bcf_note(builder->lowering, BCFIX_BCF036_INSTRUCTION_FLAG, insn, "%s was dropped", flag);
}

static void drop_flags(struct bcf_builder *builder, struct bcf_insn *insn) {
    uint64_t operation = bcf_op(builder, insn, 2);
    if (insn->code != BCF_FUNC_GEP && insn->count < 4) /* it has none */
        return;
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++)
        if (flags[i].code == insn->code && is_meant(i, operation) && !bcf_takes(builder->lowering->target, flags[i].feature))
            drop_flag(builder, insn, flags[i].operand, flags[i].bit, flags[i].flag);
    /* Readers that know no flags of the operation know no operand for them either. */
    if ((insn->code == BCF_FUNC_CAST || insn->code == BCF_FUNC_BINOP || insn->code == BCF_FUNC_CMP2) && insn->count == 4 &&
        bcf_op(builder, insn, 3) == 0)
        insn->count = 3;
}

/* inbounds implies nusw, and is written with it; alone, nusw would be taken for inbounds by older readers. */
static void drop_nusw(struct bcf_builder *builder, const struct bcf_insn *insn) {
    enum { INBOUNDS = 1, NUSW = 2 };
    uint64_t *op = &builder->function->ops.data[insn->first];
    if (bcf_takes(builder->lowering->target, BCF_TAKES_GEP_NOWRAP))
        return;
    if (*op & INBOUNDS)
        *op = INBOUNDS;
    else
        drop_flag(builder, insn, 0, NUSW, "nusw of getelementptr");
}

static void write_ptrtoint(struct bcf_builder *builder, const struct bcf_insn *insn) {
    uint64_t *operation = &builder->function->ops.data[insn->first + 2];
    if (*operation != BCF_PTRTOADDR || bcf_takes(builder->lowering->target, BCF_TAKES_PTRTOADDR))
        return;
    *operation = BCF_PTRTOINT; /* with a type that is narrower than the pointer it gives the lower bits */
    bcf_note(builder->lowering, BCFIX_BCF037_INSTRUCTION_FORM, insn, "ptrtoaddr was written as ptrtoint");
}

bool bcf_drop_math_flags(struct bcf_builder *builder, struct bcf_insn *insn) {
    uint64_t *ops = &builder->function->ops.data[insn->first];
    bool has = false;
    if (insn->code == BCF_FUNC_CALL) {
        has = (ops[BCF_CALL_CC] & BCF_CALL_HAS_FMF) != 0;
        ops[BCF_CALL_CC] &= ~(uint64_t)BCF_CALL_HAS_FMF;
        ops[BCF_CALL_FMF] = 0;
    } else if (insn->code == BCF_FUNC_PHI || insn->code == BCF_FUNC_VSELECT) {
        has = insn->code == BCF_FUNC_PHI ? insn->count % 2 == 0 : insn->count == 4;
        insn->count -= has;
    }
    return has;
}

/* Fast-math flags of a result that is a struct: calls, selects and phis may have them since LLVM 20. */
static void drop_struct_flags(struct bcf_builder *builder, struct bcf_insn *insn) {
    bool of_struct = insn->result != BCF_NONE && bcf_type(builder->module, insn->type)->code == BCF_TYPE_STRUCT_ANON;
    if (!of_struct || bcf_takes(builder->lowering->target, BCF_TAKES_STRUCT_FMF))
        return;
    if (bcf_drop_math_flags(builder, insn))
        bcf_note(builder->lowering, BCFIX_BCF036_INSTRUCTION_FLAG, insn, "fast-math flags of a struct were dropped");
}

void bcf_fit_instruction(struct bcf_builder *builder, struct bcf_insn *insn) {
    switch (insn->code) {
    case BCF_FUNC_CAST:
        write_ptrtoint(builder, insn);
        drop_flags(builder, insn);
        break;
    case BCF_FUNC_GEP:
        drop_flags(builder, insn);
        drop_nusw(builder, insn);
        break;
    case BCF_FUNC_BINOP:
    case BCF_FUNC_CMP2:
        drop_flags(builder, insn);
        break;
    case BCF_FUNC_CALL:
    case BCF_FUNC_VSELECT:
    case BCF_FUNC_PHI:
        drop_struct_flags(builder, insn);
        break;
    default:
        break;
    }
}
