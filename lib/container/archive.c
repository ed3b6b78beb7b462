/* Archives of ar, which .a and .rlib files are: the names of GNU and of BSD.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "container/container.h"

enum { MAGIC = 8, HEADER = 60, NAME = 16, SIZE = 48, SIZE_DIGITS = 10 };

static bool is_archive(struct bcf_span file) {
    return bcf_span_begins(file, "!<arch>\n", MAGIC) || bcf_span_begins(file, "!<thin>\n", MAGIC);
}

/* A number in decimal digits with spaces behind it. */
static bool decimal(const uint8_t *text, size_t size, uint64_t *number) {
    size_t i = 0;
    *number = 0;
    for (; i < size && text[i] >= '0' && text[i] <= '9'; i++)
        *number = *number * 10 + (uint64_t)(text[i] - '0'); /* at most 15 digits */
    if (i == 0)
        return false;
    while (i < size && text[i] == ' ')
        i++;
    return i == size;
}

struct archive {
    struct bcf_container *container;
    struct bcf_span file, long_names; /* of GNU: the member "//" */
};

static const char *copied(struct archive *archive, const uint8_t *text, size_t size) {
    return bcf_arena_copy(archive->container->arena, text, size);
}

/* "/123": a name in the table, which ends with "/\n". */
static const char *long_name(struct archive *archive, uint64_t offset) {
    size_t size = 0;
    if (offset >= archive->long_names.size)
        return NULL;
    while (offset + size < archive->long_names.size && archive->long_names.data[offset + size] != '\n')
        size++;
    if (size && archive->long_names.data[offset + size - 1] == '/')
        size--;
    return copied(archive, archive->long_names.data + offset, size);
}

/* "name/" of GNU, or "name" with spaces behind it of BSD. */
static const char *short_name(struct archive *archive, const uint8_t *text) {
    size_t size = NAME;
    while (size && text[size - 1] == ' ')
        size--;
    if (size > 1 && text[size - 1] == '/')
        size--;
    return copied(archive, text, size);
}

static bool malformed(struct archive *archive, uint64_t at, const char *why) {
    return bcf_container_fail(archive->container, BCFIX_MALFORMED, "byte %llu of the archive: %s", (unsigned long long)at, why);
}

/* The name of the member whose header is at `at`; BSD keeps long ones in front of the contents. */
static bool take_name(struct archive *archive, uint64_t at, struct bcf_span *contents, const char **name) {
    const uint8_t *text = archive->file.data + at;
    uint64_t number;
    if (memcmp(text, "#1/", 3) == 0) {
        size_t size;
        if (!decimal(text + 3, NAME - 3, &number) || number > contents->size)
            return malformed(archive, at, "the name of a member is longer than the member");
        size = (size_t)number;
        while (size && contents->data[size - 1] == 0)
            size--;
        *name = copied(archive, contents->data, size);
        *contents = bcf_span_part(*contents, number, contents->size - number);
    } else if (text[0] == '/' && decimal(text + 1, NAME - 1, &number)) {
        *name = long_name(archive, number);
        if (!*name && !bcf_failed(archive->container->context))
            return malformed(archive, at, "the name of a member is not in the table of names");
    } else {
        *name = short_name(archive, text);
    }
    return *name != NULL;
}

/* Members that are about the archive: tables of symbols. */
static bool is_symbol_table(const char *name) {
    return strcmp(name, "/") == 0 || strcmp(name, "/SYM64") == 0 || strncmp(name, "__.SYMDEF", 9) == 0;
}

static bool take_member(struct archive *archive, uint64_t at, uint64_t size) {
    struct bcf_span contents = bcf_span_part(archive->file, at + HEADER, size);
    const char *name;
    if (memcmp(archive->file.data + at, "//              ", NAME) == 0) {
        archive->long_names = contents;
        return true;
    }
    if (!take_name(archive, at, &contents, &name))
        return false;
    return is_symbol_table(name) || bcf_container_add_member(archive->container, name, contents);
}

static bool read_archive(struct bcf_container *container, struct bcf_span file) {
    struct archive archive = {.container = container, .file = file};
    uint64_t at = MAGIC, size;
    if (bcf_span_begins(file, "!<thin>\n", MAGIC))
        return bcf_container_fail(container, BCFIX_UNSUPPORTED,
                                  "a thin archive, which names files and holds none: give bcfix the files");
    while (at < file.size) {
        if (!bcf_span_has(file, at, HEADER))
            return malformed(&archive, at, "the header of a member ends in the middle");
        if (memcmp(file.data + at + HEADER - 2, "`\n", 2) != 0 || !decimal(file.data + at + SIZE, SIZE_DIGITS, &size))
            return malformed(&archive, at, "this is no header of a member");
        if (!bcf_span_has(file, at + HEADER, size))
            return malformed(&archive, at, "a member is longer than the archive");
        if (!take_member(&archive, at, size))
            return false;
        at += HEADER + size + size % 2; /* members begin at even bytes */
    }
    return true;
}

const struct bcf_format bcf_format_archive = {"archive", is_archive, read_archive};
