/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "module/decode_body.h"
#include "module/newer.h"

#include <string.h>

/* ---- local values ---- */

static bool set_type(struct bcf_decoded_body *body, uint32_t local, uint32_t type) {
    bcf_u32s *types = &body->function->types;
    if (types->count == local)
        return bcf_push(body->function->module->context, types, type);
    while (types->count <= local)
        if (!bcf_push(body->function->module->context, types, BCF_NONE))
            return false;
    if (types->data[local] != BCF_NONE && types->data[local] != type)
        return bcf_body_malformed(body, "a value was named before with another type");
    types->data[local] = type;
    return true;
}

bool bcf_body_add_local(struct bcf_decoded_body *body, uint32_t type) {
    return set_type(body, body->next_local, type) && (body->next_local++, true);
}

static bool unlike(struct bcf_decoded_body *body) {
    return bcf_body_malformed(body, "the types of its operands do not go together");
}

/* The value must have that type; one that comes later gets it. Rewrites rely on what the readers of LLVM check here. */
static bool expect_type(struct bcf_decoded_body *body, uint64_t value, uint32_t type) {
    uint32_t known = bcf_value_type(body->function->module, body->function, (uint32_t)value);
    if (type == BCF_NONE)
        return true;
    if (known == BCF_NONE)
        return !(value & BCF_LOCAL) || set_type(body, (uint32_t)value & ~BCF_LOCAL, type);
    return bcf_type_same(body->function->module, known, type) || unlike(body);
}

/* ---- operands of instructions ---- */

static uint64_t last_operand(const struct bcf_decoded_body *body) {
    return body->function->ops.data[body->function->ops.count - 1];
}

/* Takes the next operand of the file, and the type after it where there is one. */
static bool take_any(struct bcf_decoded_body *body, const struct bcf_record *record, size_t *next, enum bcf_kind kind) {
    uint64_t op;
    if (*next >= record->count)
        return bcf_body_malformed(body, "operands are missing");
    op = record->ops[(*next)++];
    if (!bcf_decode_operand(&body->decoder, kind, &op))
        return false;
    if (kind == BCF_K_RELATIVE_TYPED && (op & BCF_LOCAL) && (op & ~(uint64_t)BCF_LOCAL) >= body->next_local) {
        uint64_t type;
        if (*next >= record->count)
            return bcf_body_malformed(body, "a forward reference has no type");
        type = record->ops[(*next)++];
        if (!bcf_decode_operand(&body->decoder, BCF_K_TYPE, &type) ||
            !set_type(body, (uint32_t)(op & ~(uint64_t)BCF_LOCAL), (uint32_t)type))
            return false;
    }
    return bcf_body_keep_operand(body, kind, op);
}

/* The same; most are values that the body has made before, or nothing but numbers. */
static inline bool take(struct bcf_decoded_body *body, const struct bcf_record *record, size_t *next, enum bcf_kind kind) {
    const struct bcf_decoder *decoder = &body->decoder;
    uint64_t local;
    if (*next >= record->count)
        return bcf_body_malformed(body, "operands are missing");
    if (kind == BCF_K_LITERAL || (kind == BCF_K_TYPE && record->ops[*next] < body->function->module->types.count))
        return bcf_body_keep_operand(body, kind, record->ops[(*next)++]);
    local = (uint32_t)(decoder->next_value - record->ops[*next]) - decoder->locals;
    if ((kind != BCF_K_RELATIVE && kind != BCF_K_RELATIVE_TYPED) || local >= body->next_local) /* or a global, or a constant */
        return take_any(body, record, next, kind);
    ++*next;
    return bcf_body_keep_operand(body, kind, BCF_LOCAL | local);
}

/* Metadata among values, whose number is relative like theirs. */
static bool take_relative_metadata(struct bcf_decoded_body *body, const struct bcf_record *record, size_t *next) {
    uint64_t op;
    if (*next >= record->count)
        return bcf_body_malformed(body, "operands are missing");
    op = (uint32_t)(body->decoder.next_value - record->ops[(*next)++]);
    return bcf_decode_operand(&body->decoder, BCF_K_METADATA, &op) && bcf_body_keep_operand(body, BCF_K_METADATA, op);
}

/* The arguments of a call, which are laid out by the callee's type. */
static bool take_arguments(struct bcf_decoded_body *body, const struct bcf_record *record, size_t *next, uint32_t type_id) {
    const struct bcf_module *module = body->function->module;
    const struct bcf_type *type = bcf_type(module, type_id);
    if (type->code != BCF_TYPE_FUNCTION)
        return bcf_body_malformed(body, "the type of the callee is not that of a function");
    for (size_t i = 2; i < type->count; i++) {
        const struct bcf_type *parameter = bcf_type(module, (uint32_t)type->ops[i]);
        if (parameter->code == BCF_TYPE_METADATA) {
            if (!take_relative_metadata(body, record, next))
                return false;
        } else if (parameter->code == BCF_TYPE_LABEL) {
            if (!take(body, record, next, BCF_K_BASIC_BLOCK))
                return false;
        } else if (!take(body, record, next, BCF_K_RELATIVE) ||
                   !expect_type(body, last_operand(body), (uint32_t)type->ops[i])) {
            return false;
        }
    }
    while (type->ops[0] && *next < record->count) /* variable arguments carry their types */
        if (!take(body, record, next, BCF_K_RELATIVE_TYPED))
            return false;
    return *next == record->count || bcf_body_malformed(body, "there are too many arguments");
}

static bool take_callee(struct bcf_decoded_body *body, const struct bcf_record *record, size_t *next) {
    uint32_t type;
    if (!take(body, record, next, BCF_K_TYPE))
        return false;
    type = (uint32_t)last_operand(body);
    return take(body, record, next, BCF_K_RELATIVE_TYPED) && take_arguments(body, record, next, type);
}

static bool take_call(struct bcf_decoded_body *body, const struct bcf_record *record) {
    size_t next = 0;
    if (!take(body, record, &next, BCF_K_ATTRIBUTES) || !take(body, record, &next, BCF_K_LITERAL))
        return false;
    if (!(record->ops[1] & BCF_CALL_EXPLICIT_TYPE))
        return bcf_body_malformed(body, "a call without the type of its callee");
    if (record->ops[1] & BCF_CALL_HAS_FMF ? !take(body, record, &next, BCF_K_LITERAL)
                                          : !bcf_body_keep_operand(body, BCF_K_LITERAL, 0))
        return false;
    return take_callee(body, record, &next);
}

static bool take_invoke(struct bcf_decoded_body *body, const struct bcf_record *record) {
    size_t next = 0;
    if (!take(body, record, &next, BCF_K_ATTRIBUTES) || !take(body, record, &next, BCF_K_LITERAL) ||
        !take(body, record, &next, BCF_K_BASIC_BLOCK) || !take(body, record, &next, BCF_K_BASIC_BLOCK))
        return false;
    if (!(record->ops[1] & BCF_INVOKE_EXPLICIT_TYPE))
        return bcf_body_malformed(body, "an invoke without the type of its callee");
    return take_callee(body, record, &next);
}

static bool take_callbr(struct bcf_decoded_body *body, const struct bcf_record *record) {
    size_t next = 0;
    if (!take(body, record, &next, BCF_K_ATTRIBUTES) || !take(body, record, &next, BCF_K_LITERAL) ||
        !take(body, record, &next, BCF_K_BASIC_BLOCK) || !take(body, record, &next, BCF_K_LITERAL))
        return false;
    if (!(record->ops[1] & BCF_CALL_EXPLICIT_TYPE))
        return bcf_body_malformed(body, "a callbr without the type of its callee");
    if (record->ops[3] > record->count)
        return bcf_body_malformed(body, "operands are missing");
    for (uint64_t i = 0; i < record->ops[3]; i++)
        if (!take(body, record, &next, BCF_K_BASIC_BLOCK))
            return false;
    return take_callee(body, record, &next);
}

/* PHI: [type, (value, block)…, flags when the count is even]. */
static bool take_phi(struct bcf_decoded_body *body, const struct bcf_record *record) {
    size_t next = 0;
    if (!take(body, record, &next, BCF_K_TYPE))
        return false;
    while (record->count - next >= 2)
        if (!take(body, record, &next, BCF_K_RELATIVE_SIGNED) || !take(body, record, &next, BCF_K_BASIC_BLOCK))
            return false;
    return next == record->count || take(body, record, &next, BCF_K_LITERAL);
}

/* OPERAND_BUNDLE: [tag, values]; since LLVM 22 metadata may stand for a value, behind a mark. */
static bool take_bundle(struct bcf_decoded_body *body, const struct bcf_record *record) {
    size_t next = 0;
    if (!take(body, record, &next, BCF_K_BUNDLE_TAG))
        return false;
    while (next < record->count) {
        bool metadata = record->ops[next] == BCF_BUNDLE_METADATA;
        next += metadata;
        if (metadata ? !take_relative_metadata(body, record, &next) : !take(body, record, &next, BCF_K_RELATIVE_TYPED))
            return false;
    }
    return true;
}

static bool take_by_table(struct bcf_decoded_body *body, const struct bcf_record *record, const struct bcf_layout *layout) {
    size_t next = 0, first = body->function->ops.count;
    const struct bcf_field *field = layout->field_count ? layout->fields : NULL;
    for (; next < record->count; field = bcf_layout_next(layout, field)) {
        if (!field)
            return bcf_body_malformed(body, "there are too many operands");
        if (bcf_may_be_newer(field) && !bcf_check_newer(&body->decoder, layout, field, record->ops[next]))
            return false;
        if (field->newer) {
            next++;
            continue;
        }
        if (!take(body, record, &next, bcf_field_kind(field, record->ops[0])))
            return false;
    }
    /* Types of forward references are in the record's count, not among the operands. */
    return body->function->ops.count - first >= layout->required || bcf_body_malformed(body, "operands are missing");
}

static bool take_operands(struct bcf_decoded_body *body, const struct bcf_record *record) {
    const struct bcf_layout *layout = bcf_decode_layout(&body->decoder, BCF_BLOCK_FUNCTION, record);
    if (!layout)
        return false;
    switch (record->code) {
    case BCF_FUNC_CALL:
        return take_call(body, record);
    case BCF_FUNC_INVOKE:
        return take_invoke(body, record);
    case BCF_FUNC_CALLBR:
        return take_callbr(body, record);
    case BCF_FUNC_PHI:
        return take_phi(body, record);
    case BCF_FUNC_OPERAND_BUNDLE:
        return take_bundle(body, record);
    default:
        return take_by_table(body, record, layout);
    }
}

/* Operands that have one type: the second, when it is not 0, has that of the one before it. It may come later. */
static const uint8_t second_of_pair[BCF_CODE_COUNT] = {
    [BCF_FUNC_BINOP] = 1, [BCF_FUNC_CMP2] = 1, [BCF_FUNC_VSELECT] = 1, [BCF_FUNC_SHUFFLEVEC] = 1, [BCF_FUNC_CMPXCHG] = 2,
};

/* What INSERTELT and INSERTVAL put into a value has the type of what is there. */
static bool check_part(struct bcf_decoded_body *body, const struct bcf_insn *insn) {
    const struct bcf_module *module = body->function->module;
    const uint64_t *ops = bcf_insn_ops(body->function, insn);
    uint32_t whole = bcf_value_type(module, body->function, (uint32_t)ops[0]), part;
    if (whole == BCF_NONE) /* it comes later, which is refused further on */
        return true;
    part = insn->code == BCF_FUNC_INSERTELT ? bcf_type_element(module, whole) : bcf_type_inside(module, whole, ops + 2, insn->count - 2);
    return part == BCF_NONE ? unlike(body) : expect_type(body, ops[1], part);
}

static bool check_pairs(struct bcf_decoded_body *body, const struct bcf_insn *insn) {
    const uint64_t *ops = bcf_insn_ops(body->function, insn);
    unsigned second = second_of_pair[insn->code];
    if (second)
        return expect_type(body, ops[second],
                           bcf_value_type(body->function->module, body->function, (uint32_t)ops[second - 1]));
    if (insn->code == BCF_FUNC_INSERTELT || insn->code == BCF_FUNC_INSERTVAL)
        return check_part(body, insn);
    for (uint32_t i = 1; insn->code == BCF_FUNC_PHI && i + 1 < insn->count; i += 2)
        if (!expect_type(body, ops[i], (uint32_t)ops[0]))
            return false;
    return true;
}

/* ---- records ---- */

static bool take_record(struct bcf_decoded_body *body, const struct bcf_record *record) {
    struct bcf_function *function = body->function;
    struct bcf_module *module = function->module;
    struct bcf_insn insn = {(uint16_t)record->code, BCF_NONE, BCF_NONE, (uint32_t)function->ops.count, 0, 0, record->bit};
    uint32_t type;
    if (record->code == BCF_FUNC_DECLAREBLOCKS)
        return record->count == 1 && record->ops[0] > 0 && record->ops[0] < body->decoder.local_limit
                   ? (function->block_count = (uint32_t)record->ops[0], true)
                   : bcf_body_malformed(body, "an impossible number of basic blocks");
    if (!bcf_body_reserve_operands(body, record->count) || !take_operands(body, record))
        return false;
    insn.count = (uint32_t)function->ops.count - insn.first;
    if (!check_pairs(body, &insn))
        return false;
    if (record->code == BCF_FUNC_CAST && !bcf_check_cast(&body->decoder, bcf_insn_ops(function, &insn), &insn.count))
        return false;
    if (record->code == BCF_FUNC_OPERAND_BUNDLE)
        body->has_bundle = true;
    if (bcf_code_is_instruction(record->code)) {
        if (body->has_bundle && record->code != BCF_FUNC_CALL && record->code != BCF_FUNC_INVOKE &&
            record->code != BCF_FUNC_CALLBR)
            return bcf_body_malformed(body, "an operand bundle is for no call");
        body->has_bundle = false;
        if (body->blocks_ended == function->block_count)
            return bcf_body_malformed(body, "an instruction after the last basic block");
        type = bcf_insn_result_type(module, function, record->code, function->ops.data + insn.first, insn.count);
        if (type == BCF_NONE)
            return unlike(body);
        if (type != BCF_NO_RESULT) {
            insn.type = type;
            insn.result = body->next_local;
            if (!bcf_body_add_local(body, type))
                return false;
            body->decoder.next_value++;
        }
        body->blocks_ended += bcf_code_is_terminator(record->code);
    }
    return bcf_push(module->context, &function->insns, insn);
}

/* ---- the whole ---- */

static bool begin(struct bcf_decoded_body *body, uint32_t global) {
    struct bcf_function *function = body->function;
    struct bcf_module *module = function->module;
    const struct bcf_global *g = &module->globals.data[global];
    const struct bcf_type *type = bcf_type(module, (uint32_t)g->record.ops[BCF_GLOBAL_TYPE]);
    struct bcf_decoder *decoder = &body->decoder;
    bcf_function_clear(function);
    function->global = global;
    decoder->module = module;
    decoder->function = function;
    decoder->reader = body->reader;
    decoder->globals = module->input_globals;
    decoder->locals = module->input_globals + module->input_constants;
    decoder->metadata = module->input_metadata;
    /* Each value and each block takes at least the id of an abbreviation, 2 bits or more. */
    decoder->local_limit = (g->body.end - g->body.position) / 2 + type->count;
    decoder->next_value = decoder->locals;
    if (decoder->local_limit > BCF_CONSTANT)
        decoder->local_limit = BCF_CONSTANT;
    for (size_t i = 2; i < type->count; i++, decoder->next_value++)
        if (!bcf_body_add_local(body, (uint32_t)type->ops[i]))
            return false;
    function->argument_count = body->next_local;
    bcf_reader_open(body->reader, module->reader, BCF_BLOCK_FUNCTION, g->body);
    return !bcf_failed(module->context);
}

static bool check_named(struct bcf_decoded_body *body) {
    const struct bcf_function *function = body->function;
    const struct bcf_decoder *decoder = &body->decoder;
    const struct bcf_module *module = function->module;
    if (body->has_bundle)
        return bcf_body_malformed(body, "an operand bundle is for no call");
    if (body->blocks_ended != function->block_count)
        return bcf_body_malformed(body, "the number of basic blocks is not the one that was declared");
    if (decoder->locals_named > body->next_local || function->types.count > body->next_local)
        return bcf_body_malformed(body, "a value is named that no instruction makes");
    if (decoder->constants_named > module->input_constants || decoder->metadata_named > module->input_metadata ||
        decoder->local_metadata_named > function->metadata.string_count + function->metadata.nodes.offsets.count)
        return bcf_body_malformed(body, "metadata is named that is not there");
    return bcf_check_aggregates(&body->decoder, &function->constants);
}

bool bcf_decode_function(struct bcf_function *function, struct bcf_reader *reader, uint32_t global) {
    struct bcf_decoded_body body = {.function = function, .reader = reader};
    struct bcf_record record;
    bool good = begin(&body, global);
    while (good) {
        enum bcf_entry entry = bcf_reader_next(reader, &record);
        if (entry == BCF_ENTRY_END)
            break;
        good = entry == BCF_ENTRY_BLOCK ? bcf_body_read_block(&body) : entry == BCF_ENTRY_RECORD && take_record(&body, &record);
    }
    good = good && check_named(&body);
    bcf_free_array(function->module->context, &body.instructions);
    return good;
}
