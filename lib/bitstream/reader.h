/* Reads the blocks and records of a bitstream. Knows no meaning of either.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_BITSTREAM_READER_H
#define BCF_BITSTREAM_READER_H

#include "base/arena.h"
#include "bitstream/abbreviation.h"

enum bcf_entry {
    BCF_ENTRY_FAILED,   /* the context has the error */
    BCF_ENTRY_FINISHED, /* the end of the stream, outside every block */
    BCF_ENTRY_BLOCK,    /* a block begins: enter or skip it */
    BCF_ENTRY_END,      /* the block that was entered last ends */
    BCF_ENTRY_RECORD
};

struct bcf_record {
    uint32_t code;
    uint32_t abbrev_id;
    uint64_t bit; /* where it begins, in bits from the start of the stream */
    size_t count;
    uint64_t *ops; /* the reader's, until the next entry */
    const uint8_t *blob;
    size_t blob_size;
};

/* Names for messages; either function may return NULL. */
struct bcf_namer {
    const char *(*block)(unsigned block);
    const char *(*record)(unsigned block, unsigned code);
};

struct bcf_scope {
    unsigned block, abbrev_width;
    size_t first_abbrev; /* index in `abbrevs` */
    uint64_t end;        /* bit */
};

struct bcf_block_abbrevs {
    unsigned block;
    BCF_ARRAY(const struct bcf_abbrev *) list;
};

struct bcf_reader {
    struct bcfix_context *context;
    const struct bcf_namer *namer;
    const uint8_t *data;
    uint64_t position, end; /* bits */
    unsigned abbrev_width;
    unsigned block;     /* of BCF_ENTRY_BLOCK */
    uint64_t block_bit; /* where it begins */
    unsigned opened;    /* the block that bcf_reader_open() began in, or ~0u: messages are about it when it has ended */
    BCF_ARRAY(struct bcf_scope) scopes;
    BCF_ARRAY(const struct bcf_abbrev *) abbrevs; /* of all scopes, innermost last */
    BCF_ARRAY(struct bcf_block_abbrevs) blockinfo;
    const struct bcf_reader *outer; /* whose blockinfo is used beside the own */
    bcf_u64s ops;
    struct bcf_arena arena; /* abbreviations */
    uint64_t begin, given;  /* the bit where it was opened, and how many operands it has given since */
    size_t known;           /* abbreviations for other blocks, in `blockinfo` */
    uint32_t code;          /* of the record being read, for messages */
    uint64_t record_bit;
};

/* A body of a block, to be read later and by itself. */
struct bcf_body {
    uint64_t position, end; /* bits */
    uint32_t abbrev_width;
};

/* Begins at the first block of `size` bytes, which is after the magic number of raw bitcode. `base_bit` is
 * where that is in `data`. */
void bcf_reader_init(struct bcf_reader *reader, struct bcfix_context *context, const struct bcf_namer *namer,
                     const void *data, size_t size, uint64_t base_bit);
/* Forgets everything read but keeps the memory, and begins inside the body of a block that another reader met.
 * The abbreviations that `outer` knows from BLOCKINFO are used, so it must stay. */
void bcf_reader_open(struct bcf_reader *reader, const struct bcf_reader *outer, unsigned block, struct bcf_body body);
void bcf_reader_free(struct bcf_reader *reader);

/* The next entry; definitions of abbreviations and BLOCKINFO are taken in on the way. */
enum bcf_entry bcf_reader_next(struct bcf_reader *reader, struct bcf_record *record);
/* After BCF_ENTRY_BLOCK: enters the block, or goes past it. False after an error. */
bool bcf_reader_enter(struct bcf_reader *reader);
bool bcf_reader_skip(struct bcf_reader *reader, struct bcf_body *body);

/* Records an error that names block, record and bit. Always returns false. */
bool bcf_reader_fail(struct bcf_reader *reader, bcfix_status status, const char *format, ...) BCF_PRINTF(3, 4) BCF_SELDOM;
#ifdef __clang_analyzer__
#define bcf_reader_fail(...) ((void)bcf_reader_fail(__VA_ARGS__), false)
#endif
/* The error that the data ends too early. Always returns false. */
bool bcf_reader_truncated(struct bcf_reader *reader) BCF_SELDOM;

/* The block the reader is in, or ~0u at the top. */
unsigned bcf_reader_block(const struct bcf_reader *reader);

#endif
