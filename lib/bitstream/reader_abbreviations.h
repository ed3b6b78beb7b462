/* Abbreviations as the reader meets them: definitions, and those that BLOCKINFO gives to blocks.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_BITSTREAM_READER_ABBREVIATIONS_H
#define BCF_BITSTREAM_READER_ABBREVIATIONS_H

#include "bitstream/reader.h"

/* Reads the definition behind DEFINE_ABBREV; NULL after an error. */
const struct bcf_abbrev *bcf_read_abbrev(struct bcf_reader *reader);
/* A block begins: its abbreviations are those that BLOCKINFO gave it. */
bool bcf_begin_abbrevs(struct bcf_reader *reader, unsigned block);
/* The list of BLOCKINFO for a block, which is new when there was none; NULL after an error. */
struct bcf_block_abbrevs *bcf_blockinfo_for(struct bcf_reader *reader, unsigned block);

/* The error that a limit was reached. Always returns false. */
bool bcf_reader_fail_limit(struct bcf_reader *reader, bcfix_limit limit);

#endif
