/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "link/file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
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

bool bcf_file_write(const char *path, const void *data, size_t size) {
    FILE *file = fopen(path, "wb");

    if (file == NULL)
        return false;
    bool written = fwrite(data, 1, size, file) == size;
    int error = errno;
    if (fclose(file) == 0)
        errno = error;
    else
        written = false;
    return written;
}

static void run_child(char *const *command, const int output[2], const int failure[2]) {
    int nothing = open("/dev/null", O_RDONLY);

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

/* What does not fit is read all the same, so that the program does not wait. */
static void collect(int descriptor, char *output, size_t size) {
    char rest[512];
    size_t done = 0;

    for (;;) {
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

int bcf_run(char *const *command, char *output, size_t size) {
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
        run_child(command, streams, failure);
    int fork_error = errno;
    close(streams[1]);
    close(failure[1]);
    if (child > 0) {
        collect(streams[0], output, size);
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
