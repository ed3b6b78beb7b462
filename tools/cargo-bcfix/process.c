/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "exit_code.h"
#include "report.h"

/* What main() ignores, a program that is started must not inherit. */
static void restore_signals(void) {
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_DFL);
}

static void say_cannot_start(const char *program) {
    cli_error(NULL, "%s cannot be started: %s", program, strerror(errno));
}

static void run_child(const struct cb_words *command, const char *folder, bool quiet, int output, int failure) {
    restore_signals();
    if (output >= 0)
        dup2(output, STDOUT_FILENO);
    int nowhere = quiet ? open("/dev/null", O_WRONLY | O_CLOEXEC) : -1;
    if (nowhere >= 0)
        dup2(nowhere, STDERR_FILENO);
    if (folder == NULL || chdir(folder) == 0)
        execvp(command->items[0], command->items);
    int error = errno;
    (void)!write(failure, &error, sizeof error);
    _exit(127);
}

static void read_lines(int descriptor, cb_line_fn line, void *user) {
    FILE *stream = fdopen(descriptor, "r");
    char *text = NULL;
    size_t capacity = 0;
    ssize_t length;

    if (stream == NULL) {
        close(descriptor);
        return;
    }
    while ((length = getline(&text, &capacity, stream)) > 0) {
        if (text[length - 1] == '\n')
            text[length - 1] = '\0';
        line(user, text);
    }
    free(text);
    fclose(stream);
}

static int wait_for(pid_t child) {
    int status;

    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int cb_run(const struct cb_words *command, const char *folder, bool quiet, cb_line_fn line, void *user) {
    int output[2] = {-1, -1}, failure[2], error = 0;

    fflush(NULL);
    if (pipe(failure) != 0 || (line != NULL && pipe(output) != 0)) {
        say_cannot_start(command->items[0]);
        return -1;
    }
    for (int i = 0; i < 2; i++) {
        fcntl(failure[i], F_SETFD, FD_CLOEXEC);
        if (output[i] >= 0)
            fcntl(output[i], F_SETFD, FD_CLOEXEC);
    }
    pid_t child = fork();
    if (child == 0)
        run_child(command, folder, quiet, output[1], failure[1]);
    close(failure[1]);
    if (output[1] >= 0)
        close(output[1]);
    if (child < 0)
        error = errno;
    else if (line != NULL)
        read_lines(output[0], line, user);
    if (child >= 0 && read(failure[0], &error, sizeof error) != (ssize_t)sizeof error)
        error = 0;
    close(failure[0]);
    int code = child >= 0 ? wait_for(child) : -1;
    if (error == 0)
        return code;
    errno = error;
    say_cannot_start(command->items[0]);
    return -1;
}

static void append_line(void *user, const char *line) {
    char **all = user;

    *all = cb_text("%s%s\n", *all, line);
}

char *cb_output_of(const struct cb_words *command) {
    char *all = cb_text("%s", "");

    return cb_run(command, NULL, false, append_line, &all) == 0 ? all : NULL;
}

int cb_become(const struct cb_words *command) {
    fflush(NULL);
    restore_signals();
    execvp(command->items[0], command->items);
    say_cannot_start(command->items[0]);
    return CLI_IO;
}

char *cb_which(const char *program) {
    const char *path = getenv("PATH");

    if (strchr(program, '/') != NULL)
        return access(program, X_OK) == 0 ? cb_text("%s", program) : NULL;
    for (path = path != NULL ? path : ""; *path != '\0';) {
        size_t length = strcspn(path, ":");
        char *full = cb_text("%.*s/%s", (int)length, path, program);
        if (length > 0 && access(full, X_OK) == 0)
            return full;
        path += length + (path[length] == ':');
    }
    return NULL;
}
