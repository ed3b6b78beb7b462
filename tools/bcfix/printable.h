/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CLI_PRINTABLE_H
#define CLI_PRINTABLE_H

#include <stddef.h>

/* Names and texts that come from files may hold line ends and terminal commands. This gives them piece by piece,
 * with every control character and every byte that is no UTF-8 as \xHH.
 *
 * Puts the next piece of the string at `*text` into `piece`, moves `*text` behind it and returns the length of the
 * piece; 0 at the end of the string. */
size_t cli_next_printable(const char **text, char piece[8]);

#endif
