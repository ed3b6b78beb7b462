/* A body while it is decoded.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_MODULE_DECODE_BODY_H
#define BCF_MODULE_DECODE_BODY_H

#include "module/decode.h"
#include "module/decode_operands.h"

struct bcf_decoded_body {
    struct bcf_decoder decoder;
    struct bcf_function *function;
    struct bcf_reader *reader;
    bcf_u32s instructions; /* where each instruction is in `insns`, for attachments: those among the first `mapped` records */
    size_t mapped;
    uint32_t next_local;
    size_t blocks_ended;
    bool has_bundle; /* the next instruction must be a call */
};

static inline bool bcf_body_malformed(struct bcf_decoded_body *body, const char *why) {
    return bcf_reader_fail(body->reader, BCFIX_MALFORMED, "%s", why);
}

/* The next local value has that type. */
bool bcf_body_add_local(struct bcf_decoded_body *body, uint32_t type);

/* Makes room for the operands of a record; one more is kept where a call says nothing of flags. */
static inline bool bcf_body_reserve_operands(struct bcf_decoded_body *body, size_t count) {
    struct bcfix_context *context = body->function->module->context;
    return bcf_reserve(context, &body->function->ops, count + 1) && bcf_reserve(context, &body->function->kinds, count + 1);
}

static inline bool bcf_body_keep_operand(struct bcf_decoded_body *body, enum bcf_kind kind, uint64_t op) {
    struct bcf_function *function = body->function;
    function->ops.data[function->ops.count++] = op;
    function->kinds.data[function->kinds.count++] = (uint8_t)kind;
    return true;
}

/* decode_body_blocks.c: reads the block inside the body that the reader is at. */
bool bcf_body_read_block(struct bcf_decoded_body *body);

#endif
