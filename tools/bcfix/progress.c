/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "progress.h"

#include <stdio.h>
#include <time.h>

#include "report.h"

enum { FIRST_SHOWN_AFTER_MS = 1000, SHOWN_EVERY_MS = 100 };

static struct {
    const char *step; /* NULL between steps and without a terminal */
    int64_t next_ms;
    bool visible;
} line;

static int64_t now_ms(void) {
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void cli_progress_start(const char *step, bool quiet) {
    cli_progress_end();
    if (quiet || !cli_stderr_is_terminal())
        return;
    line.step = step;
    line.next_ms = now_ms() + FIRST_SHOWN_AFTER_MS;
}

void cli_progress_tick(uint64_t done, uint64_t total) {
    if (line.step == NULL)
        return;
    int64_t now = now_ms();
    if (now < line.next_ms)
        return;

    line.next_ms = now + SHOWN_EVERY_MS;
    line.visible = true;
    if (total > 0)
        fprintf(stderr, "\r\033[Kbcfix: %s, %.0f %%", line.step, 100.0 * (double)done / (double)total);
    else
        fprintf(stderr, "\r\033[Kbcfix: %s, %.1f MiB", line.step, (double)done / 1048576.0);
    fflush(stderr);
}

void cli_progress_clear(void) {
    if (!line.visible)
        return;
    line.visible = false;
    fputs("\r\033[K", stderr);
    fflush(stderr);
}

void cli_progress_end(void) {
    cli_progress_clear();
    line.step = NULL;
}
