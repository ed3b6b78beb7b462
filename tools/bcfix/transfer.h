/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CLI_TRANSFER_H
#define CLI_TRANSFER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* read() that goes on after a signal and waits when the descriptor is in non-blocking mode. -1 with errno. */
ssize_t cli_read(int descriptor, void *data, size_t size);

/* Writes everything, likewise, with progress ticks. False with errno. */
bool cli_write_all(int descriptor, const void *data, size_t size);

#endif
