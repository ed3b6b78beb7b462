/* Abbreviations of the bitstream container: how the operands of a record are laid out in bits.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_BITSTREAM_ABBREVIATION_H
#define BCF_BITSTREAM_ABBREVIATION_H

#include "base/array.h"

/* The numbers are those of the container (DEFINE_ABBREV), but for the literal. */
enum bcf_encoding {
    BCF_LITERAL = 0,
    BCF_FIXED = 1,
    BCF_VBR = 2,
    BCF_ARRAY_OF = 3,
    BCF_CHAR6 = 4,
    BCF_BLOB = 5
};

/* Ids that every block knows; its own abbreviations follow from 4. */
enum { BCF_END_BLOCK = 0, BCF_ENTER_SUBBLOCK = 1, BCF_DEFINE_ABBREV = 2, BCF_UNABBREV = 3, BCF_FIRST_ABBREV = 4 };

/* The block that holds abbreviations for other blocks. */
enum { BCF_BLOCKINFO = 0, BCF_BLOCKINFO_SETBID = 1 };

struct bcf_abbrev_op {
    uint8_t encoding; /* enum bcf_encoding */
    uint64_t value;   /* the literal, or the width of FIXED and VBR */
};

/* The first operand is the record's code. */
struct bcf_abbrev {
    size_t count;
    struct bcf_abbrev_op ops[];
};

/* The value of a CHAR6 character, or -1; and back. */
int bcf_char6_encode(uint64_t character);
char bcf_char6_decode(unsigned value);

#endif
