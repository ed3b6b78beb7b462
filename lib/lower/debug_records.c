/* Debug records, and calls of llvm.dbg.* in their place.
 *
 * A record follows, in the file, the instruction that it stands before (writeInstruction and the loop after it in
 * BitcodeWriter.cpp); a call stands where it is meant. LLVM 19 was the first to read records, and Sulong 25.0.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/debug_info.h"
#include "lower/rewrite.h"

/* A record, or what such a call says. The value is metadata, but for VALUE_SIMPLE. */
struct debug_record {
    unsigned code;
    uint64_t location; /* of a record */
    uint64_t variable, expression, value, assign_id, address_expression, address;
};

enum { LOCATION = 0, VARIABLE = 1, EXPRESSION = 2, VALUE = 3, ASSIGN_ID = 4, ADDRESS_EXPRESSION = 5, ADDRESS = 6 };

static bool is_record(unsigned code) {
    return code >= BCF_FUNC_DEBUG_RECORD_VALUE && code <= BCF_FUNC_DEBUG_RECORD_DECLARE_VALUE;
}

bool bcf_is_debug(unsigned code) {
    return is_record(code) || code == BCF_FUNC_DEBUG_LOC || code == BCF_FUNC_DEBUG_LOC_AGAIN;
}

static bool takes(const struct bcf_builder *builder, enum bcf_feature feature) {
    return bcf_takes(builder->lowering->target, feature);
}

bool bcf_debug_becomes_calls(const struct bcf_lowering *lowering) {
    return lowering->debug_calls || !bcf_takes(lowering->target, BCF_TAKES_DEBUG_RECORDS);
}

void bcf_debug_free(struct bcf_debug_walk *walk, struct bcfix_context *context) {
    bcf_free_array(context, &walk->value_nodes);
}

static bool keep(struct bcf_builder *builder, size_t index) {
    return bcf_push(builder->module->context, &builder->out, builder->function->insns.data[index]);
}

/* ---- what a record says, in the target's words ---- */

/* The METADATA_VALUE of a value, as metadata of the function. */
static uint64_t value_node(struct bcf_builder *builder, struct bcf_debug_walk *walk, uint64_t value) {
    struct bcfix_context *context = builder->module->context;
    uint64_t local = value & ~(uint64_t)BCF_LOCAL, ops[2] = {0, value};
    uint32_t node;
    if (value == BCF_NONE) /* after an error */
        return BCF_NONE;
    while ((value & BCF_LOCAL) && walk->value_nodes.count <= local)
        if (!bcf_push(context, &walk->value_nodes, BCF_NONE))
            return BCF_NONE;
    if ((value & BCF_LOCAL) && walk->value_nodes.data[local] != BCF_NONE)
        return walk->value_nodes.data[local];
    ops[0] = bcf_value_type(builder->module, builder->function, (uint32_t)value);
    node = bcf_node_add(builder->lowering, builder->function, BCF_MD_VALUE, ops, 2);
    if (value & BCF_LOCAL)
        walk->value_nodes.data[local] = node;
    return node;
}

/* The type of a value that metadata names; BCF_NONE when it names none, as lists of values do. */
static uint32_t type_of_node(struct bcf_builder *builder, uint64_t node) {
    struct bcf_unpacked *scratch = &builder->function->scratch;
    if (!bcf_node_get(builder->lowering, builder->function, node, scratch) || scratch->code != BCF_MD_VALUE)
        return BCF_NONE;
    return (uint32_t)scratch->ops.data[0];
}

static uint64_t poison_node(struct bcf_builder *builder, struct bcf_debug_walk *walk, uint64_t instead_of) {
    uint32_t type = type_of_node(builder, instead_of);
    if (type == BCF_NONE)
        type = bcf_int_type(builder->module, 32);
    return value_node(builder, walk, bcf_poison(builder, type));
}

/* Whether the target reads the expression, which is in `scratch` after it does not. What is no expression stays. */
static bool reads(struct bcf_builder *builder, uint64_t expression, bool declares) {
    struct bcf_unpacked *scratch = &builder->function->scratch;
    return !bcf_node_get(builder->lowering, builder->function, expression, scratch) || scratch->code != BCF_MD_EXPRESSION ||
           bcf_expression_reads(builder->lowering, scratch->ops.data, scratch->ops.count, declares);
}

/* Where the target cannot read the expression, the variable has no location from there on: a value that is none. The
 * fragment stays, for what is said of the others. */
static bool kill_unreadable(struct bcf_builder *builder, struct bcf_debug_walk *walk, uint64_t *expression, uint64_t *value,
                            bool declares) {
    struct bcf_unpacked *scratch = &builder->function->scratch;
    uint64_t ops[4];
    size_t count;
    if (reads(builder, *expression, declares))
        return !bcf_failed(builder->module->context);
    count = bcf_expression_without_location(scratch->ops.data, scratch->ops.count, ops);
    *expression = bcf_node_add(builder->lowering, builder->function, BCF_MD_EXPRESSION, ops, count);
    *value = poison_node(builder, walk, *value);
    return bcf_note(builder->lowering, BCFIX_BCF033_DEBUG_EXPRESSION, NULL,
                    "a variable has no location where its expression is one that %s cannot read",
                    builder->lowering->target->name);
}

/* #dbg_declare_value is a declaration of an address that may be any value (LLVM 22); a declaration wants a pointer or an
 * integer. */
static bool is_address(struct bcf_builder *builder, uint64_t node) {
    uint32_t type = type_of_node(builder, node);
    return type != BCF_NONE && (bcf_type(builder->module, type)->code == BCF_TYPE_OPAQUE_POINTER ||
                                bcf_type_integer_width(builder->module, type));
}

/* What the target has no word for, in others. `gone` when there are none. */
static bool adapt(struct bcf_builder *builder, struct bcf_debug_walk *walk, struct debug_record *record, bool *gone) {
    *gone = false;
    if (record->code == BCF_FUNC_DEBUG_RECORD_LABEL)
        return true;
    if (record->code == BCF_FUNC_DEBUG_RECORD_DECLARE_VALUE && !takes(builder, BCF_TAKES_DEBUG_DECLARE_VALUE)) {
        *gone = !is_address(builder, record->value);
        if (*gone)
            return bcf_note(builder->lowering, BCFIX_BCF012_DEBUG_VARIABLES, NULL,
                            "the location of a variable that is neither a pointer nor an integer was dropped");
        record->code = BCF_FUNC_DEBUG_RECORD_DECLARE;
    }
    if (record->code == BCF_FUNC_DEBUG_RECORD_ASSIGN && !takes(builder, BCF_TAKES_DEBUG_ASSIGNMENTS))
        record->code = BCF_FUNC_DEBUG_RECORD_VALUE;
    if (record->code == BCF_FUNC_DEBUG_RECORD_ASSIGN &&
        !kill_unreadable(builder, walk, &record->address_expression, &record->address, true))
        return false;
    return kill_unreadable(builder, walk, &record->expression, &record->value,
                           record->code == BCF_FUNC_DEBUG_RECORD_DECLARE);
}

static struct debug_record read_record(struct bcf_builder *builder, struct bcf_debug_walk *walk, size_t index) {
    const struct bcf_insn *insn = &builder->function->insns.data[index];
    struct debug_record record = {.code = insn->code};
    record.location = bcf_op(builder, insn, LOCATION);
    record.variable = bcf_op(builder, insn, VARIABLE);
    record.expression = bcf_op(builder, insn, EXPRESSION);
    record.value = bcf_op(builder, insn, VALUE);
    record.assign_id = bcf_op(builder, insn, ASSIGN_ID);
    record.address_expression = bcf_op(builder, insn, ADDRESS_EXPRESSION);
    record.address = bcf_op(builder, insn, ADDRESS);
    if (insn->code == BCF_FUNC_DEBUG_RECORD_VALUE_SIMPLE) {
        record.code = BCF_FUNC_DEBUG_RECORD_VALUE;
        record.value = value_node(builder, walk, record.value);
    }
    return record;
}

/* ---- calls ---- */

static const struct {
    unsigned code;
    const char *name;
    unsigned arguments;
} functions[] = {
    {BCF_FUNC_DEBUG_RECORD_VALUE, "llvm.dbg.value", 3},
    {BCF_FUNC_DEBUG_RECORD_DECLARE, "llvm.dbg.declare", 3},
    {BCF_FUNC_DEBUG_RECORD_ASSIGN, "llvm.dbg.assign", 6},
    {BCF_FUNC_DEBUG_RECORD_LABEL, "llvm.dbg.label", 1},
};

enum { FUNCTION_COUNT = sizeof functions / sizeof functions[0], MOST_ARGUMENTS = 6 };

/* The call of the function in this row. */
static bool write_call(struct bcf_builder *builder, size_t row, const struct debug_record *record) {
    struct bcf_module *module = builder->module;
    uint32_t metadata = bcf_type_intern(module, BCF_TYPE_METADATA, NULL, 0), function, type;
    uint32_t parameters[MOST_ARGUMENTS] = {metadata, metadata, metadata, metadata, metadata, metadata};
    uint64_t ops[BCF_CALL_FIRST_ARGUMENT + MOST_ARGUMENTS] = {
        0, BCF_CALL_EXPLICIT_TYPE, 0, 0, 0, record->value, record->variable, record->expression, record->assign_id,
        record->address, record->address_expression};
    if (record->code == BCF_FUNC_DEBUG_RECORD_LABEL)
        ops[BCF_CALL_FIRST_ARGUMENT] = record->variable;
    type = bcf_function_type(module, bcf_void_type(module), parameters, functions[row].arguments);
    function = bcf_external(builder->lowering, functions[row].name, type);
    if (function == BCF_NONE)
        return !bcf_failed(module->context) &&
               bcf_fail(module->context, BCFIX_MALFORMED, "%s has another type than LLVM's", functions[row].name);
    ops[BCF_CALL_TYPE] = type;
    ops[BCF_CALL_CALLEE] = function;
    bcf_emit(builder, BCF_FUNC_CALL, BCF_NO_RESULT, "alltRmmmmmm", ops,
             BCF_CALL_FIRST_ARGUMENT + functions[row].arguments);
    return !bcf_failed(module->context);
}

/* A DEBUG_LOC that says what a LOCATION node does. */
static bool write_call_location(struct bcf_builder *builder, struct bcf_debug_walk *walk, uint64_t location) {
    enum { LINE = 1, COLUMN = 2, SCOPE = 3, INLINED_AT = 4, IMPLICIT = 5, OPERANDS = 5 };
    const struct bcf_unpacked *node = &builder->function->scratch;
    uint64_t ops[OPERANDS];
    if (!bcf_node_get(builder->lowering, builder->function, location, &builder->function->scratch) ||
        node->code != BCF_MD_LOCATION)
        return bcf_fail(builder->module->context, BCFIX_MALFORMED, "the location of a debug record is none");
    ops[0] = node->ops.data[LINE];
    ops[1] = node->ops.data[COLUMN];
    ops[2] = node->ops.data[SCOPE] + 1;
    ops[3] = node->ops.data[INLINED_AT];
    ops[4] = node->ops.count > IMPLICIT ? node->ops.data[IMPLICIT] : 0;
    walk->location_out = 0;
    bcf_emit(builder, BCF_FUNC_DEBUG_LOC, BCF_NO_RESULT, "llMMl", ops, OPERANDS);
    return !bcf_failed(builder->module->context);
}

static bool write_as_call(struct bcf_builder *builder, struct bcf_debug_walk *walk, size_t index) {
    struct debug_record record = read_record(builder, walk, index);
    bool gone;
    if (!adapt(builder, walk, &record, &gone))
        return false;
    for (size_t row = 0; row < FUNCTION_COUNT && !gone; row++)
        if (functions[row].code == record.code)
            return write_call(builder, row, &record) && write_call_location(builder, walk, record.location) &&
                   bcf_note(builder->lowering, BCFIX_BCF032_DEBUG_FORM, NULL, "debug records were written as calls of %s",
                            functions[row].name);
    return true;
}

/* Records of a phi, a landing pad and the like stand before it, where no call may be. */
static bool has_no_place_before(unsigned code) {
    return code == BCF_FUNC_PHI || code == BCF_FUNC_LANDINGPAD || code == BCF_FUNC_CATCHPAD ||
           code == BCF_FUNC_CLEANUPPAD || code == BCF_FUNC_CATCHSWITCH;
}

bool bcf_debug_before(struct bcf_builder *builder, struct bcf_debug_walk *walk, size_t index) {
    const bcf_insns *insns = &builder->function->insns;
    size_t first = walk->postponed ? walk->postponed : index + 1;
    if (has_no_place_before(insns->data[index].code)) {
        if (!walk->postponed)
            walk->postponed = index + 1;
        if (insns->data[index].code == BCF_FUNC_CATCHSWITCH) /* it ends its block: there is no place at all */
            walk->postponed = 0;
        return true;
    }
    walk->postponed = 0;
    for (size_t i = first; i < insns->count; i++) {
        unsigned code = insns->data[i].code;
        if (i > index && (bcf_code_is_instruction(code) || code == BCF_FUNC_OPERAND_BUNDLE))
            break;
        if (is_record(code) && !write_as_call(builder, walk, i))
            return false;
    }
    return true;
}

/* The record that such a call stands for; false for others. */
static bool read_call(struct bcf_builder *builder, const struct bcf_insn *insn, struct debug_record *record, size_t *row) {
    uint64_t callee = bcf_op(builder, insn, BCF_CALL_CALLEE);
    struct bcf_string name;
    if (insn->code != BCF_FUNC_CALL || callee >= builder->module->globals.count)
        return false;
    name = bcf_global_name(builder->module, (uint32_t)callee);
    for (*row = 0; *row < FUNCTION_COUNT && !bcf_string_is(name, functions[*row].name); ++*row)
        ;
    if (*row == FUNCTION_COUNT || insn->count != BCF_CALL_FIRST_ARGUMENT + functions[*row].arguments)
        return false;
    for (uint32_t i = BCF_CALL_FIRST_ARGUMENT; i < insn->count; i++)
        if (builder->function->kinds.data[insn->first + i] != BCF_K_METADATA)
            return false;
    record->code = functions[*row].code;
    record->value = bcf_op(builder, insn, BCF_CALL_FIRST_ARGUMENT);
    record->variable = bcf_op(builder, insn, BCF_CALL_FIRST_ARGUMENT + 1);
    record->expression = bcf_op(builder, insn, BCF_CALL_FIRST_ARGUMENT + 2);
    record->assign_id = bcf_op(builder, insn, BCF_CALL_FIRST_ARGUMENT + 3);
    record->address = bcf_op(builder, insn, BCF_CALL_FIRST_ARGUMENT + 4);
    record->address_expression = bcf_op(builder, insn, BCF_CALL_FIRST_ARGUMENT + 5);
    return true;
}

bool bcf_debug_rewrite_call(struct bcf_builder *builder, struct bcf_debug_walk *walk, const struct bcf_insn *insn) {
    struct debug_record record = {0}, before;
    size_t row;
    bool gone;
    if (!read_call(builder, insn, &record, &row))
        return false;
    before = record;
    if (!adapt(builder, walk, &record, &gone))
        return true;
    if (record.code == before.code && record.expression == before.expression &&
        record.address_expression == before.address_expression)
        return false;
    for (row = 0; row < FUNCTION_COUNT; row++)
        if (functions[row].code == record.code)
            return write_call(builder, row, &record), true;
    return false;
}

/* ---- records that stay ---- */

static bool write_as_record(struct bcf_builder *builder, struct bcf_debug_walk *walk, size_t index) {
    struct debug_record record, before;
    bool gone;
    uint64_t ops[7];
    if (builder->function->insns.data[index].code == BCF_FUNC_DEBUG_RECORD_LABEL)
        return keep(builder, index);
    if (builder->function->insns.data[index].code == BCF_FUNC_DEBUG_RECORD_VALUE_SIMPLE &&
        reads(builder, bcf_op(builder, &builder->function->insns.data[index], EXPRESSION), false))
        return keep(builder, index); /* and no metadata is made of its value */
    before = record = read_record(builder, walk, index);
    if (!adapt(builder, walk, &record, &gone) || gone)
        return gone;
    if (record.code == before.code && record.expression == before.expression &&
        record.address_expression == before.address_expression)
        return keep(builder, index);
    ops[LOCATION] = record.location;
    ops[VARIABLE] = record.variable;
    ops[EXPRESSION] = record.expression;
    ops[VALUE] = record.value;
    ops[ASSIGN_ID] = record.assign_id;
    ops[ADDRESS_EXPRESSION] = record.address_expression;
    ops[ADDRESS] = record.address;
    bcf_emit(builder, record.code, BCF_NO_RESULT, "mmmmmmm", ops,
             record.code == BCF_FUNC_DEBUG_RECORD_ASSIGN ? ADDRESS + 1 : VALUE + 1);
    return !bcf_failed(builder->module->context);
}

/* Debug records that stood behind a dropped instruction go behind the next one that stays. */
bool bcf_debug_after(struct bcf_builder *builder, struct bcf_debug_walk *walk, size_t index) {
    size_t first = walk->waiting;
    if (!first || walk->dropped)
        return true;
    walk->waiting = 0;
    for (size_t i = first - 1; i < index; i++)
        if (is_record(builder->function->insns.data[i].code) && !write_as_record(builder, walk, i))
            return false;
    return true;
}

/* "Again" means the last one written, which after a drop, or a call that was put in, is not the last one that was meant. */
static bool write_location(struct bcf_builder *builder, struct bcf_debug_walk *walk, size_t index) {
    enum { WITHOUT_ATOMS = 5 };
    bool again = builder->function->insns.data[index].code == BCF_FUNC_DEBUG_LOC_AGAIN;
    struct bcf_insn insn;
    if (!again)
        walk->location_in = index + 1;
    if (walk->dropped)
        return true;
    if (again && walk->location_in && walk->location_in == walk->location_out)
        return keep(builder, index);
    if (!walk->location_in)
        return bcf_fail(builder->module->context, BCFIX_MALFORMED, "a debug location repeats one that is not there");
    walk->location_out = walk->location_in;
    insn = builder->function->insns.data[walk->location_in - 1];
    if (insn.count > WITHOUT_ATOMS && !takes(builder, BCF_TAKES_DEBUG_ATOMS)) {
        bool lost = bcf_op(builder, &insn, WITHOUT_ATOMS) || bcf_op(builder, &insn, WITHOUT_ATOMS + 1);
        insn.count = WITHOUT_ATOMS;
        if (lost && !bcf_note(builder->lowering, BCFIX_BCF031_DEBUG_DETAILS, NULL,
                              "the atoms of a source location cannot be said to %s and were left out",
                              builder->lowering->target->name))
            return false;
    }
    return bcf_push(builder->module->context, &builder->out, insn);
}

bool bcf_debug_write(struct bcf_builder *builder, struct bcf_debug_walk *walk, size_t index) {
    if (!is_record(builder->function->insns.data[index].code))
        return write_location(builder, walk, index);
    if (walk->becomes_calls) /* bcf_debug_before() has written it */
        return true;
    if (!walk->dropped)
        return write_as_record(builder, walk, index);
    if (!walk->waiting)
        walk->waiting = index + 1;
    return true;
}
