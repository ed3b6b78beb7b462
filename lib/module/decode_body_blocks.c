/* Blocks inside a body: constants, metadata, attachments, names, orders of uses.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "module/decode_body.h"

static bool read_constants(struct bcf_decoded_body *body) {
    struct bcf_function *function = body->function;
    size_t first = function->constants.types.count;
    if (function->insns.count)
        return bcf_body_malformed(body, "constants come after instructions");
    if (!bcf_decode_constants(&body->decoder, &function->constants))
        return false;
    for (size_t i = first; i < function->constants.types.count; i++) {
        if (!bcf_push(function->module->context, &function->constant_ids, body->next_local) ||
            !bcf_body_add_local(body, function->constants.types.data[i]))
            return false;
        body->decoder.next_value++;
    }
    return true;
}

static bool read_metadata(struct bcf_decoded_body *body) {
    return bcf_decode_metadata(&body->decoder, &body->function->metadata);
}

static bool map_instructions(struct bcf_decoded_body *body) {
    const bcf_insns *insns = &body->function->insns;
    if (!bcf_reserve(body->function->module->context, &body->instructions, insns->count - body->mapped))
        return false;
    for (; body->mapped < insns->count; body->mapped++)
        if (bcf_code_is_instruction(insns->data[body->mapped].code))
            body->instructions.data[body->instructions.count++] = (uint32_t)body->mapped;
    return true;
}

/* ATTACHMENT: [instruction, (kind, node)…], or [(kind, node)…] for the function itself. */
static bool read_attachments(struct bcf_decoded_body *body) {
    struct bcf_function *function = body->function;
    struct bcfix_context *context = function->module->context;
    struct bcf_record record;
    bool ended;
    while (bcf_decode_next(body->reader, &record, &ended)) {
        struct bcf_attachment attachment = {(uint32_t)function->ops.count, 0};
        size_t i = record.count % 2;
        if (ended)
            return true;
        if (!bcf_decode_layout(&body->decoder, BCF_BLOCK_METADATA_ATTACHMENT, &record) ||
            !bcf_body_reserve_operands(body, record.count))
            return false;
        for (; i < record.count; i += 2)
            if (!bcf_decode_operand(&body->decoder, BCF_K_METADATA_KIND, &record.ops[i]) ||
                !bcf_body_keep_operand(body, BCF_K_METADATA_KIND, record.ops[i]) ||
                !bcf_decode_operand(&body->decoder, BCF_K_METADATA, &record.ops[i + 1]) ||
                !bcf_body_keep_operand(body, BCF_K_METADATA, record.ops[i + 1]))
                return false;
        attachment.count = (uint32_t)function->ops.count - attachment.first;
        if (record.count % 2 == 0) {
            if (function->own_attachment.count)
                return bcf_body_malformed(body, "a second attachment of the function itself");
            function->own_attachment = attachment;
            continue;
        }
        if (!map_instructions(body))
            return false;
        if (record.ops[0] >= body->instructions.count)
            return bcf_body_malformed(body, "an attachment of an instruction that is not there");
        if (!bcf_push(context, &function->attachments, attachment))
            return false;
        function->insns.data[body->instructions.data[record.ops[0]]].attachment = (uint32_t)function->attachments.count;
    }
    return false;
}

static bool read_names(struct bcf_decoded_body *body) {
    struct bcf_function *function = body->function;
    struct bcf_record record;
    bool ended;
    while (bcf_decode_next(body->reader, &record, &ended)) {
        struct bcf_name name = {0};
        char *text;
        if (ended)
            return true;
        if (!bcf_decode_layout(&body->decoder, BCF_BLOCK_VALUE_SYMTAB, &record))
            return false;
        if (record.code != BCF_VST_ENTRY && record.code != BCF_VST_BBENTRY)
            return bcf_body_malformed(body, "a record that is not for the names of a function");
        name.is_block = record.code == BCF_VST_BBENTRY;
        if (!bcf_decode_operand(&body->decoder, name.is_block ? BCF_K_BASIC_BLOCK : BCF_K_VALUE, &record.ops[0]))
            return false;
        if (!name.is_block && !(record.ops[0] & BCF_LOCAL))
            return bcf_body_malformed(body, "a name for a value outside the function");
        name.id = (uint32_t)record.ops[0] & ~(name.is_block ? 0 : BCF_LOCAL);
        text = bcf_arena_take(&function->arena, record.count);
        if (!text)
            return false;
        for (size_t i = 1; i < record.count; i++)
            text[i - 1] = (char)record.ops[i];
        name.text.data = text;
        name.text.size = record.count - 1;
        if (!bcf_push(function->module->context, &function->names, name))
            return false;
    }
    return false;
}

static bool read_use_lists(struct bcf_decoded_body *body) {
    return bcf_decode_use_lists(&body->decoder, &body->function->arena, &body->function->use_lists);
}

static const struct {
    unsigned block;
    bool (*read)(struct bcf_decoded_body *body);
} function_blocks[] = {
    {BCF_BLOCK_CONSTANTS, read_constants},
    {BCF_BLOCK_METADATA, read_metadata},
    {BCF_BLOCK_METADATA_ATTACHMENT, read_attachments},
    {BCF_BLOCK_VALUE_SYMTAB, read_names},
    {BCF_BLOCK_USELIST, read_use_lists},
};

bool bcf_body_read_block(struct bcf_decoded_body *body) {
    for (size_t i = 0; i < sizeof function_blocks / sizeof function_blocks[0]; i++)
        if (function_blocks[i].block == body->reader->block)
            return bcf_reader_enter(body->reader) && function_blocks[i].read(body);
    return bcf_reader_fail(body->reader, BCFIX_UNSUPPORTED, "unknown block %u", body->reader->block);
}
