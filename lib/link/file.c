/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "link/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static bool read_all(int descriptor, unsigned char *data, size_t size) {
    for (size_t done = 0; done < size;) {
        ssize_t got = read(descriptor, data + done, size - done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got == 0)
            errno = EIO; /* it became shorter */
        if (got <= 0)
            return false;
        done += (size_t)got;
    }
    return true;
}

void *bcf_file_read(const char *path, size_t *size) {
    struct stat found;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    void *data = NULL;

    *size = 0;
    if (descriptor < 0)
        return NULL;
    if (fstat(descriptor, &found) == 0 && !S_ISREG(found.st_mode))
        errno = S_ISDIR(found.st_mode) ? EISDIR : EINVAL;
    else if ((data = malloc((size_t)found.st_size + 1)) != NULL && !read_all(descriptor, data, (size_t)found.st_size)) {
        free(data);
        data = NULL;
    }
    int error = errno;
    *size = data != NULL ? (size_t)found.st_size : 0;
    close(descriptor);
    errno = error;
    return data;
}

char *bcf_file_name(const char *path, const char *member) {
    const char *slash = strrchr(path, '/'), *base = slash != NULL ? slash + 1 : path;
    size_t size = strlen(base) + (member != NULL ? strlen(member) : 0) + sizeof "()";
    char *name = malloc(size);

    if (name != NULL)
        snprintf(name, size, member != NULL ? "%s(%s)" : "%s", base, member);
    return name;
}

bool bcf_write_all(int descriptor, const void *data, size_t size) {
    for (size_t done = 0; done < size;) {
        ssize_t wrote = write(descriptor, (const char *)data + done, size - done);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return false;
        done += (size_t)wrote;
    }
    return true;
}

bool bcf_file_write(const char *path, const void *data, size_t size) {
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0666);

    if (descriptor < 0)
        return false;
    bool written = bcf_write_all(descriptor, data, size);
    int error = errno;
    if (close(descriptor) == 0)
        errno = error;
    else
        written = false;
    return written;
}

/* ---- signals ---- */

static const int ending[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

void bcf_signals_hold(struct bcf_signals *held) {
    sigset_t set;

    sigemptyset(&set);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
        sigaddset(&set, ending[i]);
    pthread_sigmask(SIG_BLOCK, &set, &held->before);
}

/* One that is blocked waits also when it is to be ignored. */
static bool is_ignored(int number) {
    struct sigaction action;

    return sigaction(number, NULL, &action) == 0 && (action.sa_flags & SA_SIGINFO) == 0 && action.sa_handler == SIG_IGN;
}

bool bcf_signals_came(const struct bcf_signals *held) {
    sigset_t pending;

    sigpending(&pending);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
        if (sigismember(&pending, ending[i]) == 1 && sigismember(&held->before, ending[i]) == 0 && !is_ignored(ending[i]))
            return true;
    return false;
}

void bcf_signals_let(const struct bcf_signals *held) {
    pthread_sigmask(SIG_SETMASK, &held->before, NULL);
}

/* ---- programs ---- */

static void run_child(char *const *command, const struct bcf_signals *held, const int output[2], const int failure[2]) {
    int nothing = open("/dev/null", O_RDONLY);

    if (held != NULL)
        bcf_signals_let(held);
    signal(SIGPIPE, SIG_DFL);
    if (nothing >= 0)
        dup2(nothing, STDIN_FILENO);
    dup2(output[1], STDOUT_FILENO);
    dup2(output[1], STDERR_FILENO);
    execvp(command[0], command);
    int error = errno;
    (void)!write(failure[1], &error, sizeof error);
    _exit(127);
}

/* The program gets the signal that its starter holds back. */
static void pass_signals_on(int descriptor, pid_t child, const struct bcf_signals *held) {
    struct pollfd from = {.fd = descriptor, .events = POLLIN};
    enum { MILLISECONDS = 100 };

    while (held != NULL && poll(&from, 1, MILLISECONDS) == 0)
        if (bcf_signals_came(held))
            kill(child, SIGTERM);
}

/* What does not fit is read all the same, so that the program does not wait. */
static void collect(int descriptor, pid_t child, const struct bcf_signals *held, char *output, size_t size) {
    char rest[512];
    size_t done = 0;

    for (;;) {
        pass_signals_on(descriptor, child, held);
        bool fits = done + 1 < size;
        ssize_t got = read(descriptor, fits ? output + done : rest, fits ? size - 1 - done : sizeof rest);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        done += fits ? (size_t)got : 0;
    }
    output[done] = '\0';
}

bool bcf_open_pipe(int ends[2]) {
    if (pipe(ends) != 0)
        return false;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return true;
}

int bcf_run(char *const *command, const struct bcf_signals *held, char *output, size_t size) {
    int streams[2], failure[2], status = 0, error = 0;

    if (!bcf_open_pipe(streams))
        return -1;
    if (!bcf_open_pipe(failure)) {
        close(streams[0]);
        close(streams[1]);
        return -1;
    }
    pid_t child = fork();
    if (child == 0)
        run_child(command, held, streams, failure);
    int fork_error = errno;
    close(streams[1]);
    close(failure[1]);
    if (child > 0) {
        collect(streams[0], child, held, output, size);
        if (read(failure[0], &error, sizeof error) != (ssize_t)sizeof error)
            error = 0;
        pid_t ended;
        while ((ended = waitpid(child, &status, 0)) < 0 && errno == EINTR)
            continue;
        if (ended < 0 && error == 0) /* where SIGCHLD is ignored, nobody learns how it ended */
            error = errno;
    }
    close(streams[0]);
    close(failure[0]);
    errno = child < 0 ? fork_error : error;
    if (errno != 0)
        return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
