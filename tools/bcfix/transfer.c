/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "transfer.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <unistd.h>

#include "progress.h"

/* Small enough for a progress line that moves, large enough to cost nothing. */
enum { LARGEST_PIECE = 1 << 22 };

/* Whether a call that failed with the present errno is worth another try. Standard streams are shared with other
 * programs, any of which may have made them non-blocking. */
static bool try_again(int descriptor, short event) {
    struct pollfd wanted = {.fd = descriptor, .events = event};

    if (errno == EINTR)
        return true;
    if (errno != EAGAIN && errno != EWOULDBLOCK)
        return false;
    return poll(&wanted, 1, -1) >= 0 || errno == EINTR;
}

ssize_t cli_read(int descriptor, void *data, size_t size) {
    for (;;) {
        ssize_t got = read(descriptor, data, size < LARGEST_PIECE ? size : LARGEST_PIECE);
        if (got >= 0 || !try_again(descriptor, POLLIN))
            return got;
    }
}

bool cli_write_all(int descriptor, const void *data, size_t size) {
    const char *from = data;

    for (size_t done = 0; done < size;) {
        size_t piece = size - done < LARGEST_PIECE ? size - done : LARGEST_PIECE;
        ssize_t wrote = write(descriptor, from + done, piece);
        if (wrote < 0 && !try_again(descriptor, POLLOUT))
            return false;
        done += wrote > 0 ? (size_t)wrote : 0;
        cli_progress_tick(done, size);
    }
    return true;
}
