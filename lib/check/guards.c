/* Code for CPU features that a program asks for before it runs it.
 *
 * A body is followed as it would run on a CPU that has none of the features that it asks for: what is not met then only runs
 * where one is there.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "check/references.h"

#include "lower/builder.h"
#include "lower/carriers.h"

#include <string.h>

/* ---- questions for what the CPU can do ---- */

static bool contains(struct bcf_string name, const char *part) {
    size_t size = strlen(part);
    for (size_t i = 0; i + size <= name.size; i++)
        if (memcmp(name.data + i, part, size) == 0)
            return true;
    return false;
}

/* std_detect keeps what cpuid said in std_detect::detect::cache::CACHE, and asks in functions beside it; cpuid itself is one of
 * bcfix's own in a module that was converted. */
static bool tells_of_cpu(const struct bcf_references *references, uint32_t node, unsigned depth) {
    enum { DEEPEST = 8 };
    struct bcf_reference_range range;
    if (node == BCF_NONE)
        return false;
    if (node < references->globals) {
        struct bcf_string name = bcf_global_name(references->module, node);
        return contains(name, "std_detect6detect") || bcf_string_begins(name, "bcfix.cpuid");
    }
    range = references->of[node]; /* a step into the variable */
    return depth < DEEPEST && range.count == 1 &&
           tells_of_cpu(references, references->targets.data[range.first] & ~BCF_GUARDED, depth + 1);
}

/* The record of a constant, of the module or of the body, in `scratch`; false when the value is no constant. */
static bool get_constant(struct bcf_references *references, const struct bcf_function *function, uint64_t value) {
    return bcf_constant_record(references->module, function, (uint32_t)value, &references->scratch);
}

/* The address of such a variable, itself or a step into it. */
static bool points_to_cpu(struct bcf_references *references, const struct bcf_function *function, uint64_t value) {
    const struct bcf_unpacked *constant;
    const struct bcf_layout *layout;
    if (!(value & BCF_LOCAL))
        return tells_of_cpu(references, bcf_node_of(references, value), 0);
    if (!get_constant(references, function, value) || !bcf_constant_is_step(references->scratch.code))
        return false;
    constant = &references->scratch;
    layout = bcf_schema_find(references->module->schema, BCF_BLOCK_CONSTANTS, constant->code, constant->ops.data,
                             constant->ops.count, NULL);
    for (size_t i = 0; layout && i < constant->ops.count; i++) {
        const struct bcf_field *field = bcf_layout_field(layout, i);
        if (field && field->kind == BCF_K_VALUE) /* the first is the address, then come indices */
            return tells_of_cpu(references, bcf_node_of(references, constant->ops.data[i]), 0);
    }
    return false;
}

/* "cpuid" in inline assembly: characters are operands of the constant. */
static bool is_cpuid(struct bcf_references *references, const struct bcf_function *function, uint64_t callee) {
    static const char word[] = "cpuid";
    size_t matched = 0;
    if (!get_constant(references, function, callee) || references->scratch.code != BCF_CST_INLINEASM)
        return false;
    for (size_t i = 3; i < references->scratch.ops.count && matched < sizeof word - 1; i++)
        matched = references->scratch.ops.data[i] == (unsigned char)word[matched] ? matched + 1
                  : references->scratch.ops.data[i] == 'c'                       ? 1
                                                                                  : 0;
    return matched == sizeof word - 1;
}

static bool is_source(struct bcf_references *references, const struct bcf_function *function, const struct bcf_insn *insn) {
    const uint64_t *ops = function->ops.data + insn->first;
    switch (insn->code) {
    case BCF_FUNC_LOAD:
    case BCF_FUNC_LOADATOMIC:
        return points_to_cpu(references, function, ops[0]);
    case BCF_FUNC_CALL:
        return insn->count > BCF_CALL_CALLEE && (tells_of_cpu(references, bcf_node_of(references, ops[BCF_CALL_CALLEE]), 0) ||
                                                 is_cpuid(references, function, ops[BCF_CALL_CALLEE]));
    case BCF_FUNC_INVOKE:
        return insn->count > BCF_INVOKE_CALLEE && tells_of_cpu(references, bcf_node_of(references, ops[BCF_INVOKE_CALLEE]), 0);
    default:
        return false;
    }
}

/* What a local value is in a run in which the CPU has none of the features that are asked for. */
enum answer {
    OTHER,   /* nothing that the CPU says */
    SAID,    /* what the CPU says, all of it */
    ABSENT,  /* bits of that which are all 0 */
    IS_FALSE,
    IS_TRUE
};

static enum answer answer_of(const struct bcf_function *function, const struct bcf_guards *guards, uint64_t value) {
    uint64_t local = value & ~(uint64_t)BCF_LOCAL;
    return (value & BCF_LOCAL) && local < function->types.count ? (enum answer)guards->answers[local] : OTHER;
}

/* Of one that is wider than 64 bits and not 0, it only matters that it is neither 0 nor -1. */
static bool constant_value(struct bcf_references *references, const struct bcf_function *function, uint64_t value, int64_t *is) {
    if (bcf_constant_int(references->module, function, (uint32_t)value, is))
        return true;
    *is = INT64_MAX;
    return get_constant(references, function, value) && references->scratch.code == BCF_CST_WIDE_INTEGER;
}

static enum answer truth(bool is) {
    return is ? IS_TRUE : IS_FALSE;
}

static bool is_truth(enum answer answer) {
    return answer == IS_FALSE || answer == IS_TRUE;
}

/* Bits that are asked for are taken out by a mask, or by a shift and a truncation to one bit. */
static enum answer answer_binop(struct bcf_references *references, const struct bcf_function *function,
                                const struct bcf_guards *guards, const uint64_t *ops) {
    enum answer a = answer_of(function, guards, ops[0]), b = answer_of(function, guards, ops[1]);
    int64_t number;
    if (ops[2] == BCF_AND && a != OTHER && constant_value(references, function, ops[1], &number))
        return is_truth(a) ? (number & 1 ? a : IS_FALSE) : ABSENT;
    if (ops[2] == BCF_XOR && is_truth(a) && constant_value(references, function, ops[1], &number))
        return truth((a == IS_TRUE) != (number & 1));
    if (ops[2] == BCF_AND && (a == IS_FALSE || b == IS_FALSE))
        return IS_FALSE;
    if (ops[2] == BCF_OR && (a == IS_TRUE || b == IS_TRUE))
        return IS_TRUE;
    if ((ops[2] == BCF_AND || ops[2] == BCF_OR) && is_truth(a) && is_truth(b))
        return truth(ops[2] == BCF_AND ? a == IS_TRUE && b == IS_TRUE : a == IS_TRUE || b == IS_TRUE);
    if (ops[2] == BCF_OR && a == ABSENT && b == ABSENT)
        return ABSENT;
    if ((ops[2] == BCF_LSHR || ops[2] == BCF_SHL) && (a == SAID || a == ABSENT))
        return a;
    return a == SAID || b == SAID ? SAID : OTHER; /* words that are put together */
}

static enum answer answer_compare(struct bcf_references *references, const struct bcf_function *function,
                                  const struct bcf_guards *guards, const uint64_t *ops) {
    enum answer a = answer_of(function, guards, ops[0]);
    int64_t number;
    if (!constant_value(references, function, ops[1], &number))
        return OTHER;
    if (a == ABSENT && (ops[2] == BCF_ICMP_EQ || ops[2] == BCF_ICMP_NE))
        return truth((number == 0) == (ops[2] == BCF_ICMP_EQ));
    /* The highest bit is asked for by the sign. */
    if ((a == SAID || a == ABSENT) && ops[2] == BCF_ICMP_SLT && number == 0)
        return IS_FALSE;
    if ((a == SAID || a == ABSENT) && ops[2] == BCF_ICMP_SGT && number == -1)
        return IS_TRUE;
    return OTHER;
}

static enum answer answer_cast(struct bcf_references *references, const struct bcf_function *function,
                               const struct bcf_guards *guards, const struct bcf_insn *insn, const uint64_t *ops) {
    enum answer a = answer_of(function, guards, ops[0]);
    bool bit = bcf_type_integer_width(references->module, insn->type) == 1;
    if (ops[2] == BCF_TRUNC && (a == SAID || a == ABSENT))
        return bit ? IS_FALSE : a;
    if (ops[2] == BCF_ZEXT && is_truth(a)) /* a bool in a register: 0 or 1 */
        return a == IS_FALSE ? ABSENT : OTHER;
    return ops[2] == BCF_ZEXT ? a : OTHER;
}

/* One answer on all ways that are known, where there is one at all. */
static enum answer answer_phi(struct bcf_references *references, const struct bcf_function *function,
                              const struct bcf_guards *guards, const struct bcf_insn *insn, const uint64_t *ops) {
    enum answer all = OTHER;
    for (uint32_t i = 1; i + 1 < insn->count; i += 2) {
        enum answer is = answer_of(function, guards, ops[i]);
        int64_t number;
        if (is == OTHER && bcf_type_integer_width(references->module, insn->type) == 1 &&
            constant_value(references, function, ops[i], &number))
            is = truth(number & 1);
        if (is == OTHER || (all != OTHER && all != is))
            return OTHER;
        all = is;
    }
    return all;
}

/* Memory and other calls end the trace, so that what is unsure is not guarded. */
static enum answer answer(struct bcf_references *references, const struct bcf_function *function, const struct bcf_guards *guards,
                          const struct bcf_insn *insn) {
    const uint64_t *ops = function->ops.data + insn->first;
    switch (insn->code) {
    case BCF_FUNC_BINOP:
        return answer_binop(references, function, guards, ops);
    case BCF_FUNC_CMP2:
        return answer_compare(references, function, guards, ops);
    case BCF_FUNC_CAST:
        return answer_cast(references, function, guards, insn, ops);
    case BCF_FUNC_PHI:
        return answer_phi(references, function, guards, insn, ops);
    case BCF_FUNC_FREEZE:
    case BCF_FUNC_EXTRACTVAL:
        return answer_of(function, guards, ops[0]);
    case BCF_FUNC_VSELECT: { /* a short-circuit "and" or "or" */
        uint64_t and_or[] = {ops[2], ops[0], BCF_AND};
        int64_t number;
        if (constant_value(references, function, ops[0], &number) && (number & 1)) {
            and_or[1] = ops[1];
            and_or[2] = BCF_OR;
        } else if (!constant_value(references, function, ops[1], &number) || (number & 1)) {
            return OTHER;
        }
        return answer_binop(references, function, guards, and_or);
    }
    default:
        return OTHER;
    }
}

static void find_answers(struct bcf_references *references, const struct bcf_function *function, struct bcf_guards *guards) {
    enum { MOST_ROUNDS = 4 }; /* a phi may come before what it takes; a trace that is longer ends */
    bool changed = true;
    for (unsigned round = 0; changed && round < MOST_ROUNDS; round++) {
        changed = false;
        for (size_t i = 0; i < function->insns.count; i++) {
            const struct bcf_insn *insn = &function->insns.data[i];
            enum answer is;
            if (insn->result == BCF_NONE || insn->result >= function->types.count || guards->answers[insn->result] != OTHER)
                continue;
            is = round == 0 && is_source(references, function, insn) ? SAID : answer(references, function, guards, insn);
            guards->answers[insn->result] = (uint8_t)is;
            changed = changed || is != OTHER;
        }
    }
}

/* ---- blocks that are left out when no feature is there ---- */

/* The operand of a terminator at `index` when it is a block that there is, else BCF_NONE. */
static uint32_t successor(const struct bcf_function *function, const struct bcf_insn *insn, uint32_t index) {
    uint64_t block = function->ops.data[insn->first + index];
    return function->kinds.data[insn->first + index] == BCF_K_BASIC_BLOCK && block < function->block_count ? (uint32_t)block
                                                                                                          : BCF_NONE;
}

/* Whether the end of a block does not go on with the operand `index`: BR is [true, false, condition]. */
static bool is_left_out(const struct bcf_function *function, const struct bcf_guards *guards, const struct bcf_insn *insn,
                        uint32_t index) {
    enum { TO_TRUE = 0, TO_FALSE = 1, CONDITION = 2, CONDITIONAL = 3 };
    enum answer is;
    if (insn->code != BCF_FUNC_BR || insn->count != CONDITIONAL)
        return false;
    is = answer_of(function, guards, function->ops.data[insn->first + CONDITION]);
    return (index == TO_TRUE && is == IS_FALSE) || (index == TO_FALSE && is == IS_TRUE);
}

static bool open_blocks(struct bcf_references *references, const struct bcf_function *function, struct bcf_guards *guards) {
    bcf_u32s work = {0};
    bool good = bcf_push(references->context, &work, 0);
    guards->open[0] = 1;
    while (good && work.count) {
        const struct bcf_insn *insn = &function->insns.data[guards->ends[work.data[--work.count]]];
        for (uint32_t i = 0; good && i < insn->count; i++) {
            uint32_t to = successor(function, insn, i);
            if (to == BCF_NONE || guards->open[to] || is_left_out(function, guards, insn, i))
                continue;
            guards->open[to] = 1;
            good = bcf_push(references->context, &work, to);
        }
    }
    bcf_free_array(references->context, &work);
    return good;
}

bool bcf_goes_on(const struct bcf_function *function, const struct bcf_guards *guards, uint64_t from, uint32_t to) {
    const struct bcf_insn *insn;
    if (from >= function->block_count || !guards->open[from])
        return false;
    insn = &function->insns.data[guards->ends[from]];
    for (uint32_t i = 0; i < insn->count; i++)
        if (successor(function, insn, i) == to && !is_left_out(function, guards, insn, i))
            return true;
    return false;
}

bool bcf_is_chosen(const struct bcf_function *function, const struct bcf_guards *guards, const uint64_t *select, uint32_t op) {
    enum answer is = answer_of(function, guards, select[2]);
    return !((op == 0 && is == IS_FALSE) || (op == 1 && is == IS_TRUE));
}

bool bcf_find_guards(struct bcf_references *references, const struct bcf_function *function, struct bcf_arena *arena,
                     struct bcf_guards *guards) {
    uint32_t block = 0;
    guards->open = bcf_arena_take_zeroed(arena, function->block_count + 1, 1);
    guards->ends = bcf_arena_take_zeroed(arena, function->block_count + 1, sizeof *guards->ends);
    guards->answers = bcf_arena_take_zeroed(arena, function->types.count + 1, 1);
    if (!guards->ends || !guards->open || !guards->answers)
        return false;
    find_answers(references, function, guards);
    for (size_t i = 0; i < function->insns.count && block < function->block_count; i++)
        if (bcf_code_is_terminator(function->insns.data[i].code))
            guards->ends[block++] = i;
    return !bcf_failed(references->context) && block == function->block_count && open_blocks(references, function, guards);
}
