/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "file_output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exit_code.h"
#include "output_path.h"
#include "progress.h"
#include "report.h"
#include "temporary.h"
#include "transfer.h"

static int fail(const struct cli_output *output, int error) {
    cli_error(output->shown, "cannot be written: %s", strerror(error));
    return CLI_IO;
}

static int check_terminal(const struct cli_output *output, bool force) {
    if (force || isatty(output->descriptor) != 1)
        return CLI_DONE;
    return cli_usage_error("convert", "%s is a terminal; -f writes bitcode to it all the same", output->shown);
}

/* A device is opened now: only an open one says whether it is a terminal. */
static int open_device(struct cli_output *output, const char *operand, bool force) {
    output->descriptor = open(operand, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (output->descriptor < 0)
        return fail(output, errno);
    return check_terminal(output, force);
}

static int open_regular(struct cli_output *output, const char *operand) {
    struct stat link_target;

    output->path = cli_follow_links(operand);
    output->folder = output->path != NULL ? cli_folder_of(output->path) : NULL;
    if (output->folder == NULL)
        return fail(output, errno);
    if (output->exists) {
        /* A link of /proc can lead to a file that was deleted: then there is no name to rename to. */
        if (lstat(output->path, &link_target) != 0 || link_target.st_ino != output->before.st_ino
            || link_target.st_dev != output->before.st_dev)
            return fail(output, ENOENT);
        /* Renaming would replace it, but a file is made read-only to stay. */
        if (faccessat(AT_FDCWD, output->path, W_OK, AT_EACCESS) != 0)
            return fail(output, errno);
    }
    if (faccessat(AT_FDCWD, output->folder, W_OK | X_OK, AT_EACCESS) != 0) {
        cli_error(output->shown, "cannot be written: no file can be made in the folder %s: %s", output->folder,
                  strerror(errno));
        return CLI_IO;
    }
    return CLI_DONE;
}

int cli_output_open(struct cli_output *output, const char *operand, bool force) {
    *output = (struct cli_output){.shown = cli_shown_output(operand), .descriptor = -1};
    if (strcmp(operand, "-") == 0) {
        output->descriptor = STDOUT_FILENO;
        return check_terminal(output, force);
    }
    output->exists = stat(operand, &output->before) == 0;
    if (!output->exists && errno != ENOENT)
        return fail(output, errno);
    if (!output->exists || S_ISREG(output->before.st_mode))
        return open_regular(output, operand);
    if (S_ISDIR(output->before.st_mode)) {
        cli_error(output->shown, "is a folder; give the name of the file to write");
        return CLI_IO;
    }
    if (S_ISCHR(output->before.st_mode))
        return open_device(output, operand, force);
    /* A named pipe is opened when there is something to write: opening waits for its reader. */
    output->path = strdup(operand);
    return output->path != NULL ? CLI_DONE : fail(output, errno);
}

/* Gives the new file the owner and mode of the one that it will replace. */
static bool keep_mode(int descriptor, const struct stat *before) {
    struct stat made;
    mode_t mode = before->st_mode & 07777;

    if (fstat(descriptor, &made) != 0)
        return false;
    if ((made.st_uid != before->st_uid || made.st_gid != before->st_gid)
        && fchown(descriptor, before->st_uid, before->st_gid) != 0) {
        mode &= 0777;
        /* The rights of a group that the file cannot have must not go to another group. */
        if (fchown(descriptor, (uid_t)-1, before->st_gid) != 0)
            mode = (mode & ~(mode_t)070) | (mode & (mode << 3) & 070);
    }
    return (made.st_mode & 07777) == mode || fchmod(descriptor, mode) == 0;
}

static bool write_temporary(int descriptor, const struct cli_output *output, const void *data, size_t size) {
    bool written = (!output->exists || keep_mode(descriptor, &output->before)) && cli_write_all(descriptor, data, size)
                && (fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP);
    int error = errno;

    if (close(descriptor) == 0)
        errno = error;
    else
        written = false;
    return written;
}

/* After this a power failure cannot undo the renaming. The file itself is safe already, and some file systems cannot
 * do it, so that it fails is no error. */
static void sync_folder(const char *folder) {
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (descriptor < 0)
        return;
    fsync(descriptor);
    close(descriptor);
}

static int write_regular(const struct cli_output *output, const void *data, size_t size) {
    struct stat now;
    int descriptor = cli_temporary_create(output->folder, output->exists ? 0600 : 0666);

    if (descriptor < 0)
        return fail(output, errno);
    if (!write_temporary(descriptor, output, data, size))
        goto failed;
    /* The conversion took its time: what has the name now may no longer be what had it then. */
    if (lstat(output->path, &now) == 0 && !S_ISREG(now.st_mode)) {
        cli_temporary_remove();
        cli_error(output->shown, "is no regular file any more; it was left as it is");
        return CLI_IO;
    }
    if (!cli_temporary_rename(output->path))
        goto failed;
    sync_folder(output->folder);
    return CLI_DONE;

failed:
    cli_temporary_remove();
    return fail(output, errno);
}

static int write_stream(struct cli_output *output, const void *data, size_t size) {
    if (output->descriptor < 0)
        output->descriptor = open(output->path, O_WRONLY | O_CLOEXEC);
    if (output->descriptor < 0 || !cli_write_all(output->descriptor, data, size))
        return fail(output, errno);
    /* Some file systems report a full disk only now. */
    int descriptor = output->descriptor;
    output->descriptor = -1;
    return close(descriptor) == 0 ? CLI_DONE : fail(output, errno);
}

int cli_output_write(struct cli_output *output, const void *data, size_t size, bool quiet) {
    cli_progress_start("writing", quiet);
    int result = output->folder != NULL ? write_regular(output, data, size) : write_stream(output, data, size);
    cli_progress_end();
    return result;
}

void cli_output_free(struct cli_output *output) {
    if (output->descriptor > STDERR_FILENO)
        close(output->descriptor);
    free(output->path);
    free(output->folder);
    *output = (struct cli_output){.descriptor = -1};
}
