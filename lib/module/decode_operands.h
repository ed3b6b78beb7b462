/* Operands of records: from the file's numbers to the model's ids.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_MODULE_DECODE_OPERANDS_H
#define BCF_MODULE_DECODE_OPERANDS_H

#include "module/model.h"

struct bcf_decoder {
    struct bcf_module *module;
    struct bcf_function *function; /* NULL for the module's own records */
    struct bcf_reader *reader;
    const uint8_t *strtab;
    size_t strtab_size;
    uint64_t name_bytes; /* of all names so far */
    uint64_t globals, locals;    /* file number of the first value that is no global; that is local */
    uint64_t next_value;         /* file number of the next instruction's result */
    uint64_t metadata;           /* file number of the first metadata that is local */
    uint64_t local_limit;        /* no function of this length can have more local values */
    /* One past the highest that was named, to be checked when all are known. */
    uint64_t constants_named, locals_named, metadata_named, local_metadata_named, types_named;
};

/* The layout of a record, or NULL after an error that says what is unknown about it. */
const struct bcf_layout *bcf_decode_other_layout(struct bcf_decoder *decoder, unsigned block, const struct bcf_record *record);
static inline const struct bcf_layout *bcf_decode_layout(struct bcf_decoder *decoder, unsigned block,
                                                         const struct bcf_record *record) {
    const struct bcf_layout *usual = bcf_schema_usual(decoder->module->schema, block, record->code, record->count);
    return usual ? usual : bcf_decode_other_layout(decoder, block, record);
}

/* Turns one operand into the model's form. `bcf_decode_name` takes a name's two operands. */
bool bcf_decode_operand(struct bcf_decoder *decoder, enum bcf_kind kind, uint64_t *op);
bool bcf_decode_name(struct bcf_decoder *decoder, uint64_t *ops);

/* Turns all operands of a record that has no relative ones. */
bool bcf_decode_record(struct bcf_decoder *decoder, const struct bcf_layout *layout, struct bcf_record *record);

/* The next record of a block that holds no blocks. `*ended` tells its end. False after an error. */
bool bcf_decode_next(struct bcf_reader *reader, struct bcf_record *record, bool *ended);

/* Keeps a record in a list, its operands in `arena`. */
bool bcf_keep_record(struct bcfix_context *context, struct bcf_arena *arena, struct bcf_records *list,
                     const struct bcf_record *record);

/* When all values are known: whether structs, arrays and vectors have the elements that their types say. */
bool bcf_check_aggregates(struct bcf_decoder *decoder, const struct bcf_constants *constants);

/* Blocks that the module and a function both have. The reader is inside the block. */
bool bcf_decode_constants(struct bcf_decoder *decoder, struct bcf_constants *constants);
bool bcf_decode_metadata(struct bcf_decoder *decoder, struct bcf_metadata *metadata);
bool bcf_decode_use_lists(struct bcf_decoder *decoder, struct bcf_arena *arena, struct bcf_records *list);

#endif
