/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "output_path.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef PATH_MAX
#define PATH_MAX 4096
#endif

enum { MOST_LINKS = 40 }; /* as the Linux kernel allows */

/* `target` as seen from the folder of `path`. */
static char *join(const char *path, const char *target) {
    const char *slash = *target == '/' ? NULL : strrchr(path, '/');
    size_t folder = slash != NULL ? (size_t)(slash + 1 - path) : 0;
    char *joined = malloc(folder + strlen(target) + 1);

    if (joined == NULL)
        return NULL;
    memcpy(joined, path, folder);
    strcpy(joined + folder, target);
    return joined;
}

/* realpath() does not do this for a link to a file that is not there yet. */
char *cli_follow_links(const char *path) {
    char target[PATH_MAX];
    struct stat found;
    char *now = strdup(path);

    for (int i = 0; now != NULL && i < MOST_LINKS; i++) {
        if (lstat(now, &found) != 0 || !S_ISLNK(found.st_mode))
            return now;
        ssize_t length = readlink(now, target, sizeof target - 1);
        char *next = NULL;
        if (length >= 0) {
            target[length] = '\0';
            next = join(now, target);
        }
        free(now);
        now = next;
    }
    if (now != NULL)
        errno = ELOOP;
    free(now);
    return NULL;
}

char *cli_folder_of(const char *path) {
    const char *slash = strrchr(path, '/');

    if (slash == NULL)
        return strdup(".");
    return strndup(path, slash == path ? 1 : (size_t)(slash - path));
}
