/* The file: its modules, who wrote them, and their string tables.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "module/decode.h"
#include "module/decode_operands.h"

static bool read_identification(struct bcf_reader *reader, struct bcf_arena *arena, struct bcf_string *producer) {
    struct bcf_record record;
    bool ended;
    char *text;
    if (!bcf_reader_enter(reader))
        return false;
    while (bcf_decode_next(reader, &record, &ended)) {
        if (ended)
            return true;
        if (record.code == BCF_IDENTIFICATION_EPOCH && (record.count != 1 || record.ops[0] != 0))
            return bcf_reader_fail(reader, BCFIX_UNSUPPORTED, "bitcode of epoch %llu; only epoch 0 is known",
                                   record.count ? (unsigned long long)record.ops[0] : 0);
        if (record.code != BCF_IDENTIFICATION_STRING)
            continue;
        text = bcf_arena_take(arena, record.count + 1);
        if (!text)
            return false;
        for (size_t i = 0; i < record.count; i++)
            text[i] = (char)record.ops[i];
        text[record.count] = '\0';
        producer->data = text;
        producer->size = record.count;
    }
    return false;
}

static bool read_strtab(struct bcf_reader *reader, bcf_places *places) {
    struct bcf_record record;
    bool ended;
    if (!bcf_reader_enter(reader))
        return false;
    while (bcf_decode_next(reader, &record, &ended)) {
        if (ended)
            return true;
        if (!record.blob)
            return bcf_reader_fail(reader, BCFIX_MALFORMED, "the string table is no blob");
        /* It serves every module before it that has none. */
        for (size_t i = places->count; i > 0 && !places->data[i - 1].strtab; i--) {
            places->data[i - 1].strtab = record.blob;
            places->data[i - 1].strtab_size = record.blob_size;
        }
    }
    return false;
}

bool bcf_find_modules(struct bcfix_context *context, struct bcf_arena *arena, const void *data, size_t size,
                      bcf_places *places, size_t *dropped) {
    struct bcf_reader reader;
    struct bcf_record record;
    struct bcf_string producer = {"", 0};
    bool good = true;
    bcf_reader_init(&reader, context, &bcf_namer, data, size, 32);
    while (good && bcf_reader_next(&reader, &record) == BCF_ENTRY_BLOCK) {
        struct bcf_place place = {.producer = producer};
        switch (reader.block) {
        case BCF_BLOCK_IDENTIFICATION:
            good = read_identification(&reader, arena, &producer);
            break;
        case BCF_BLOCK_MODULE:
            good = bcf_reader_skip(&reader, &place.body) && bcf_push(context, places, place);
            producer.data = "";
            producer.size = 0;
            break;
        case BCF_BLOCK_STRTAB:
            good = read_strtab(&reader, places);
            break;
        case BCF_BLOCK_SYMTAB: /* linkers make it again from the module */
            *dropped += 1;
            good = bcf_reader_skip(&reader, NULL);
            break;
        default:
            good = bcf_reader_fail(&reader, BCFIX_UNSUPPORTED, "unknown block %u", reader.block);
        }
    }
    if (good && !bcf_failed(context) && places->count == 0)
        bcf_fail(context, BCFIX_MALFORMED, "top level, bit 32: there is no module in this bitcode");
    bcf_reader_free(&reader);
    return !bcf_failed(context);
}
