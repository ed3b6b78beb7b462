/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#ifndef PATH_MAX
#define PATH_MAX 4096
#endif

enum { MOST_TRIES = 100 };

static const int ending_signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

/* Changed only while those signals are blocked, so that the handler sees it whole. "" when there is no file. */
static char current[PATH_MAX];

/* The handler was taken off before it ran (SA_RESETHAND), so the program then ends by the signal itself, which is
 * what shells and make look for. */
static void remove_and_end(int number) {
    if (current[0] != '\0')
        unlink(current);
    raise(number);
}

void cli_temporary_start(void) {
    struct sigaction action = {.sa_handler = remove_and_end, .sa_flags = (int)SA_RESETHAND};
    struct sigaction before;

    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof ending_signals / sizeof *ending_signals; i++) {
        /* What nohup and shells set to be ignored stays ignored. */
        if (sigaction(ending_signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(ending_signals[i], &action, NULL);
    }
}

static void block(sigset_t *before) {
    sigset_t set;

    sigemptyset(&set);
    for (size_t i = 0; i < sizeof ending_signals / sizeof *ending_signals; i++)
        sigaddset(&set, ending_signals[i]);
    sigprocmask(SIG_BLOCK, &set, before);
}

int cli_temporary_create(const char *folder, mode_t mode) {
    sigset_t before;
    struct timespec now;
    int descriptor = -1;

    for (unsigned i = 0; i < MOST_TRIES; i++) {
        char path[PATH_MAX];

        /* The name need not be secret, only new: O_EXCL follows no link and takes no file of another's. */
        clock_gettime(CLOCK_MONOTONIC, &now);
        int length = snprintf(path, sizeof path, "%s/.bcfix-%ld-%ld-%u.tmp", folder, (long)getpid(), now.tv_nsec, i);
        if (length >= (int)sizeof path) {
            errno = ENAMETOOLONG;
            return -1;
        }
        block(&before);
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        int error = errno;
        if (descriptor >= 0)
            snprintf(current, sizeof current, "%s", path);
        sigprocmask(SIG_SETMASK, &before, NULL);
        errno = error;
        if (descriptor >= 0 || error != EEXIST)
            break;
    }
    return descriptor;
}

bool cli_temporary_rename(const char *path) {
    sigset_t before;

    block(&before);
    bool renamed = rename(current, path) == 0;
    int error = errno;
    if (renamed)
        current[0] = '\0';
    sigprocmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return renamed;
}

void cli_temporary_remove(void) {
    sigset_t before;
    int error = errno;

    block(&before);
    if (current[0] != '\0')
        unlink(current);
    current[0] = '\0';
    sigprocmask(SIG_SETMASK, &before, NULL);
    errno = error;
}
