/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "module/encode.h"

#include <string.h>

static bool number_locals(struct bcf_encoder *encoder, const struct bcf_function *function) {
    bcf_u32s *numbers = &encoder->local_numbers;
    uint32_t next = 0;
    numbers->count = 0;
    if (!bcf_reserve(encoder->module->context, numbers, function->types.count))
        return false;
    numbers->count = function->types.count;
    for (size_t i = 0; i < numbers->count; i++)
        numbers->data[i] = BCF_NONE;
    for (uint32_t i = 0; i < function->argument_count; i++)
        numbers->data[i] = next++;
    for (size_t i = 0; i < function->constant_ids.count; i++)
        numbers->data[function->constant_ids.data[i]] = next++;
    encoder->next_value = encoder->locals + next;
    for (size_t i = 0; i < function->insns.count; i++)
        if (function->insns.data[i].result != BCF_NONE)
            numbers->data[function->insns.data[i].result] = next++;
    return true;
}

static void put(struct bcf_encoder *encoder, uint64_t op) {
    (void)bcf_push(encoder->module->context, &encoder->record, op);
}

static bool is_forward(const struct bcf_encoder *encoder, uint64_t op) {
    uint64_t local = op & ~(uint64_t)BCF_LOCAL;
    return (op & BCF_LOCAL) && local < encoder->local_numbers.count &&
           encoder->locals + encoder->local_numbers.data[local] >= encoder->next_value;
}

static void put_operand(struct bcf_encoder *encoder, enum bcf_kind kind, uint64_t op) {
    put(encoder, bcf_encode_operand(encoder, kind, op));
    if (kind == BCF_K_RELATIVE_TYPED && is_forward(encoder, op))
        put(encoder, bcf_encode_operand(encoder, BCF_K_TYPE, encoder->function->types.data[op & ~(uint64_t)BCF_LOCAL]));
}

/* Records in which metadata stands among the values, and has a relative number as they have. */
static bool mixes_metadata(unsigned code) {
    return bcf_code_is_call(code) || code == BCF_FUNC_OPERAND_BUNDLE;
}

static void put_relative_metadata(struct bcf_encoder *encoder, unsigned code, uint64_t op) {
    if (code == BCF_FUNC_OPERAND_BUNDLE)
        put(encoder, BCF_BUNDLE_METADATA);
    put(encoder, (uint32_t)(encoder->next_value - bcf_encode_operand(encoder, BCF_K_METADATA, op)));
}

/* Whether the operand at `index` is left out: a call's fast-math flags, when it has none. */
static bool is_left_out(const struct bcf_insn *insn, const uint64_t *ops, uint32_t index) {
    return insn->code == BCF_FUNC_CALL && index == BCF_CALL_FMF && !(ops[BCF_CALL_CC] & BCF_CALL_HAS_FMF);
}

static void write_insn(struct bcf_encoder *encoder, const struct bcf_insn *insn) {
    const uint64_t *ops = encoder->function->ops.data + insn->first;
    const uint8_t *kinds = encoder->function->kinds.data + insn->first;
    encoder->record.count = 0;
    for (uint32_t i = 0; i < insn->count; i++) {
        if (is_left_out(insn, ops, i))
            continue;
        if (kinds[i] == BCF_K_METADATA && mixes_metadata(insn->code))
            put_relative_metadata(encoder, insn->code, ops[i]);
        else
            put_operand(encoder, (enum bcf_kind)kinds[i], ops[i]);
    }
    bcf_write_record(encoder->writer, insn->code, encoder->record.data, encoder->record.count);
    if (insn->result != BCF_NONE)
        encoder->next_value++;
}

/* Whether what it names is still there. */
static bool names_something(const struct bcf_encoder *encoder, const struct bcf_name *name) {
    return name->is_block || encoder->local_numbers.data[name->id] != BCF_NONE;
}

static bool has_names(const struct bcf_encoder *encoder) {
    for (size_t i = 0; i < encoder->function->names.count; i++)
        if (names_something(encoder, &encoder->function->names.data[i]))
            return true;
    return false;
}

static void write_names(struct bcf_encoder *encoder) {
    const struct bcf_function *function = encoder->function;
    if (!has_names(encoder))
        return;
    bcf_abbreviations_enter(&encoder->abbreviations, encoder->writer, BCF_BLOCK_VALUE_SYMTAB);
    for (size_t i = 0; i < function->names.count; i++) {
        const struct bcf_name *name = &function->names.data[i];
        if (!names_something(encoder, name))
            continue;
        encoder->record.count = 0;
        put(encoder, name->is_block ? name->id : encoder->locals + encoder->local_numbers.data[name->id]);
        for (size_t c = 0; c < name->text.size; c++)
            put(encoder, (unsigned char)name->text.data[c]);
        bcf_write_record(encoder->writer, name->is_block ? BCF_VST_BBENTRY : BCF_VST_ENTRY, encoder->record.data,
                         encoder->record.count);
    }
    bcf_write_end(encoder->writer);
}

enum { ATTACHMENT_CODE = 11 };

static void write_attachment(struct bcf_encoder *encoder, struct bcf_attachment attachment) {
    for (uint32_t i = 0; i < attachment.count; i++)
        put(encoder, bcf_encode_operand(encoder, (enum bcf_kind)encoder->function->kinds.data[attachment.first + i],
                                        encoder->function->ops.data[attachment.first + i]));
    bcf_write_record(encoder->writer, ATTACHMENT_CODE, encoder->record.data, encoder->record.count);
}

static bool has_attachments(const struct bcf_function *function) {
    if (function->own_attachment.count)
        return true;
    for (size_t i = 0; function->attachments.count && i < function->insns.count; i++)
        if (function->insns.data[i].attachment)
            return true;
    return false;
}

static void write_attachments(struct bcf_encoder *encoder) {
    const struct bcf_function *function = encoder->function;
    uint64_t instruction = 0;
    if (!has_attachments(function))
        return;
    bcf_abbreviations_enter(&encoder->abbreviations, encoder->writer, BCF_BLOCK_METADATA_ATTACHMENT);
    if (function->own_attachment.count) {
        encoder->record.count = 0;
        write_attachment(encoder, function->own_attachment);
    }
    for (size_t i = 0; i < function->insns.count; i++) {
        const struct bcf_insn *insn = &function->insns.data[i];
        if (!bcf_code_is_instruction(insn->code))
            continue;
        if (insn->attachment) {
            encoder->record.count = 0;
            put(encoder, instruction);
            write_attachment(encoder, function->attachments.data[insn->attachment - 1]);
        }
        instruction++;
    }
    bcf_write_end(encoder->writer);
}

bool bcf_encode_function(struct bcf_encoder *encoder, const struct bcf_function *function) {
    uint64_t blocks = function->block_count;
    encoder->function = function;
    if (!number_locals(encoder, function))
        return false;
    bcf_abbreviations_enter(&encoder->abbreviations, encoder->writer, BCF_BLOCK_FUNCTION);
    bcf_write_record(encoder->writer, BCF_FUNC_DECLAREBLOCKS, &blocks, 1);
    bcf_encode_constants(encoder, &function->constants);
    bcf_encode_metadata(encoder, &function->metadata);
    for (size_t i = 0; i < function->insns.count && !bcf_failed(encoder->module->context); i++)
        write_insn(encoder, &function->insns.data[i]);
    write_names(encoder);
    write_attachments(encoder);
    bcf_encode_use_lists(encoder, &function->use_lists);
    bcf_write_end(encoder->writer);
    encoder->function = NULL;
    return !bcf_failed(encoder->module->context);
}
