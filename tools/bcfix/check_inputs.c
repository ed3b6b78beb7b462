/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"
#include "transfer.h"

enum { DEEPEST = 64, MAGIC = 8 };

static bool add(struct cli_check_inputs *inputs, char *path, bool found) {
    if (path != NULL && inputs->count == inputs->capacity) {
        size_t larger = inputs->capacity > 0 ? inputs->capacity * 2 : 16;
        struct cli_check_path *list = realloc(inputs->list, larger * sizeof *list);
        if (list == NULL) {
            free(path);
            return false;
        }
        inputs->list = list;
        inputs->capacity = larger;
    }
    if (path == NULL)
        return false;
    inputs->list[inputs->count++] = (struct cli_check_path){path, found};
    return true;
}

/* Files that begin like something that bitcode may be in. */
static bool may_hold_bitcode(const char *path) {
    static const char *const magics[] = {"BC\xC0\xDE", "\xDE\xC0\x17\x0B", "\x7F\x45LF", "!<arch>\n", "\xCF\xFA\xED\xFE", "\xCA\xFE\xBA\xBE"};
    char begin[MAGIC] = {0};
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (descriptor < 0)
        return true; /* checking will say why not */
    ssize_t got = cli_read(descriptor, begin, sizeof begin);
    close(descriptor);
    for (size_t i = 0; got > 0 && i < sizeof magics / sizeof *magics; i++) {
        size_t length = strlen(magics[i]);
        if ((size_t)got >= length && memcmp(begin, magics[i], length) == 0)
            return true;
    }
    return false;
}

static char *join(const char *folder, const char *name) {
    size_t length = strlen(folder);
    char *path = malloc(length + strlen(name) + 2);

    if (path == NULL)
        return NULL;
    strcpy(path, folder);
    if (length > 0 && path[length - 1] != '/')
        strcat(path, "/");
    return strcat(path, name);
}

static int is_shown(const struct dirent *entry) {
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

/* In the order of names. Links are not followed: a folder may be in itself. */
static bool walk(struct cli_check_inputs *inputs, const char *folder, unsigned depth) {
    struct dirent **entries;
    bool good = true;
    int count = depth < DEEPEST ? scandir(folder, &entries, is_shown, alphasort) : -1;

    if (count < 0)
        return add(inputs, strdup(folder), true);
    for (int i = 0; i < count; i++) {
        struct stat found;
        char *path = good ? join(folder, entries[i]->d_name) : NULL;
        free(entries[i]);
        good = good && path != NULL;
        if (path != NULL && lstat(path, &found) == 0 && S_ISDIR(found.st_mode)) {
            good = walk(inputs, path, depth + 1);
        } else if (path != NULL && lstat(path, &found) == 0 && S_ISREG(found.st_mode) && may_hold_bitcode(path)) {
            good = add(inputs, path, true);
            continue;
        }
        free(path);
    }
    free(entries);
    return good;
}

int cli_check_find(struct cli_check_inputs *inputs, const struct cli_arguments *arguments) {
    for (size_t i = 0; i < arguments->operand_count; i++) {
        const char *operand = arguments->operands[i];
        struct stat found;
        bool folder = strcmp(operand, "-") != 0 && stat(operand, &found) == 0 && S_ISDIR(found.st_mode);
        if (folder ? !walk(inputs, operand, 0) : !add(inputs, strdup(operand), false))
            return CLI_LIMIT;
    }
    return CLI_DONE;
}

void cli_check_inputs_free(struct cli_check_inputs *inputs) {
    for (size_t i = 0; i < inputs->count; i++)
        free(inputs->list[i].path);
    free(inputs->list);
    *inputs = (struct cli_check_inputs){0};
}
