/* The records of a module as text, a line each, so that a change of a byte is a change of a record and the stream stays sound:
 *
 *     = 3 0              the target and the other options, see fuzz_options()
 *     8 {                a block with its id
 *       1 2              a record: its code, then its operands
 *       2 'x86_64\0A'    characters, with \ and two hexadecimal digits for what is none
 *       35 1 2 "..."     a blob, which comes last
 *     }
 *
 * What is no such line is passed over.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCFIX_TESTS_FUZZ_RECORD_TEXT_H
#define BCFIX_TESTS_FUZZ_RECORD_TEXT_H

#include "bitstream/reader.h"
#include "bitstream/writer.h"

#include <stdio.h>

struct record_text {
    unsigned target, options; /* as the last line with "=" says */
    struct bcf_writer writer; /* the module, with its magic number */
    struct bcf_arena arena;
};

/* Makes the module of a text; the blocks that are open at its end are closed. To be freed, also after an error of the context. */
bool record_text_read(struct record_text *module, bcfix_context *context, const uint8_t *text, size_t size);
void record_text_free(struct record_text *module);

/* Writes the text of raw bitcode, but for what is places in the file: they are wrong after the first change. */
bool record_text_write(FILE *file, bcfix_context *context, const void *bitcode, size_t size);

#endif
