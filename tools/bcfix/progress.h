/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

/* One line on a terminal's stderr while a step takes longer than a second. There is one terminal, so there is one
 * line; it vanishes when the step ends or a message is written. */

/* Starts a step, as in "converting". Without a terminal, or when `quiet`, all of this does nothing. */
void cli_progress_start(const char *step, bool quiet);

/* `done` of `total` bytes; `total` 0 when it is not known. */
void cli_progress_tick(uint64_t done, uint64_t total);

/* Takes the line off the terminal; the next tick may bring it back. */
void cli_progress_clear(void);

/* Ends the step. */
void cli_progress_end(void);

#endif
