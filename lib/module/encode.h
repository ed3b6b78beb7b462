/* From the model to a bitstream.
 *
 * The tables are written first, with the numbers that everything else uses; then the bodies in the order of their
 * functions; then the string table. From bcf_encode_begin() on the module is frozen.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_MODULE_ENCODE_H
#define BCF_MODULE_ENCODE_H

#include "module/abbreviations.h"
#include "module/model.h"

struct bcf_encoder {
    struct bcf_module *module;
    struct bcf_writer *writer;
    struct bcf_arena arena; /* abbreviations */
    struct bcf_abbreviations abbreviations;
    bcf_bytes strtab;
    uint64_t locals, metadata; /* file numbers of the first that are local */
    bcf_u32s type_numbers; /* of types that are written alike, the first; empty when all have their own */
    struct bcf_unpacked scratch;
    bcf_u64s record;
    /* of the function at hand */
    const struct bcf_function *function;
    bcf_u32s local_numbers; /* file number of each local value, from `locals` */
    uint64_t next_value;
};

/* `producer` goes into the IDENTIFICATION block. */
bool bcf_encode_begin(struct bcf_encoder *encoder, struct bcf_module *module, struct bcf_writer *writer,
                      struct bcf_string producer);
/* Writes one body; to be called for each defined function in the order of the globals. */
bool bcf_encode_function(struct bcf_encoder *encoder, const struct bcf_function *function);
bool bcf_encode_end(struct bcf_encoder *encoder);
void bcf_encoder_free(struct bcf_encoder *encoder);

/* One operand from the model's form to the file's; not for names. */
uint64_t bcf_encode_operand(const struct bcf_encoder *encoder, enum bcf_kind kind, uint64_t op);

/* Blocks that the module and a function both have. */
void bcf_encode_constants(struct bcf_encoder *encoder, const struct bcf_constants *constants);
void bcf_encode_metadata(struct bcf_encoder *encoder, const struct bcf_metadata *metadata);
void bcf_encode_use_lists(struct bcf_encoder *encoder, const struct bcf_records *list);

#endif
