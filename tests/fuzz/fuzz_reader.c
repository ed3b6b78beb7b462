/* The reader of bitstreams: every entry is read once inside its block, and once by a reader that begins at the block.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "input.h"

#include "bitstream/reader.h"
#include "module/schema.h"

static void check_record(const struct bcf_reader *reader, const struct bcf_record *record) {
    uint64_t sum = 0;
    fuzz_require(record->bit < reader->position && reader->position <= reader->end, "a record lies in the stream");
    for (size_t i = 0; i < record->count; i++)
        sum += record->ops[i];
    for (size_t i = 0; i < record->blob_size; i++)
        sum += record->blob[i];
    fuzz_require(sum != 0x123456789abcdef, "the sum is used");
}

/* Bodies of blocks that are read by themselves, as those of functions are. */
static void walk_body(struct bcf_reader *outer, struct bcf_reader *inner, struct bcf_body body) {
    struct bcf_record record;
    bcf_reader_open(inner, outer, outer->block, body);
    for (;;) {
        enum bcf_entry entry = bcf_failed(inner->context) ? BCF_ENTRY_FAILED : bcf_reader_next(inner, &record);
        if (entry == BCF_ENTRY_FAILED || entry == BCF_ENTRY_FINISHED || (entry == BCF_ENTRY_BLOCK && !bcf_reader_enter(inner)) ||
            (entry == BCF_ENTRY_END && inner->scopes.count == 0))
            return;
        if (entry == BCF_ENTRY_RECORD)
            check_record(inner, &record);
    }
}

/* `apart`: blocks inside of the outermost ones are read by themselves. */
static void walk(struct bcf_reader *reader, struct bcf_reader *inner, bool apart) {
    struct bcf_record record;
    struct bcf_body body;
    for (;;) {
        enum bcf_entry entry = bcf_reader_next(reader, &record);
        if (entry == BCF_ENTRY_FAILED || entry == BCF_ENTRY_FINISHED)
            return;
        if (entry == BCF_ENTRY_RECORD)
            check_record(reader, &record);
        if (entry != BCF_ENTRY_BLOCK)
            continue;
        if (!apart || reader->scopes.count == 0) {
            if (!bcf_reader_enter(reader))
                return;
        } else {
            if (!bcf_reader_skip(reader, &body))
                return;
            walk_body(reader, inner, body);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    bcfix_context *context = fuzz_begin(data, size);
    for (int apart = 0; size >= 4 && apart < 2; apart++) {
        struct bcf_reader reader, inner;
        fuzz_begin_call(context);
        bcf_reader_init(&reader, context, &bcf_namer, data, size, 32);
        bcf_reader_init(&inner, context, &bcf_namer, data, size, 32);
        walk(&reader, &inner, apart);
        bcf_reader_free(&inner);
        bcf_reader_free(&reader);
        fuzz_called(context, context->status);
    }
    fuzz_end(context);
    return 0;
}
