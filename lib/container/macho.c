/* Mach-O: bitcode in the section __LLVM,__bitcode of an object; and files that hold one Mach-O for each processor.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "container/container.h"

/* mach_header and segment_command in their two sizes. */
struct layout {
    unsigned header, command, segment, word;
    unsigned nsects, section, sect_size, sect_offset;
};

static const struct layout narrow = {28, 0x1, 56, 4, 48, 68, 36, 40}, wide = {32, 0x19, 72, 8, 64, 80, 40, 48};

static const struct {
    const char *magic;
    const struct layout *layout;
    bool big;
} magics[] = {
    {"\xCE\xFA\xED\xFE", &narrow, false}, {"\xCF\xFA\xED\xFE", &wide, false},
    {"\xFE\xED\xFA\xCE", &narrow, true},  {"\xFE\xED\xFA\xCF", &wide, true},
};

enum { MAGIC_COUNT = sizeof magics / sizeof magics[0], NCMDS = 16, NAME = 16 };

static bool is_macho(struct bcf_span file) {
    for (size_t i = 0; i < MAGIC_COUNT; i++)
        if (bcf_span_begins(file, magics[i].magic, 4))
            return true;
    return false;
}

/* The names have 16 bytes, and zeros behind them. */
static bool is_named(struct bcf_span file, uint64_t at, const char *text) {
    size_t size = strlen(text);
    return memcmp(file.data + at, text, size) == 0 && (size == NAME || file.data[at + size] == 0);
}

static bool outside(struct bcf_container *container) {
    return bcf_container_fail(container, BCFIX_MALFORMED, "the load commands or sections of the Mach-O file are outside it");
}

static bool read_segment(struct bcf_container *container, struct bcf_span file, const struct layout *l, bool big, uint64_t at,
                         uint64_t size) {
    uint64_t count = bcf_span_number(file, at + l->nsects, 4, big);
    if (count > (size - l->segment) / l->section)
        return outside(container);
    for (uint64_t i = 0; i < count; i++) {
        uint64_t section = at + l->segment + i * l->section, offset, length;
        if (!is_named(file, section, "__bitcode") || !is_named(file, section + NAME, "__LLVM"))
            continue;
        length = bcf_span_number(file, section + l->sect_size, l->word, big);
        offset = bcf_span_number(file, section + l->sect_offset, 4, big);
        if (!bcf_span_has(file, offset, length))
            return outside(container);
        if (!bcf_container_add_section(container, "__LLVM,__bitcode", bcf_span_part(file, offset, length)))
            return false;
    }
    return true;
}

static bool read_macho(struct bcf_container *container, struct bcf_span file) {
    const struct layout *l;
    uint64_t at, commands;
    size_t which = 0;
    bool big;
    while (!bcf_span_begins(file, magics[which].magic, 4))
        which++;
    l = magics[which].layout;
    big = magics[which].big;
    if (file.size < l->header)
        return bcf_container_fail(container, BCFIX_MALFORMED, "the header of the Mach-O file ends in the middle");
    commands = bcf_span_number(file, NCMDS, 4, big);
    at = l->header;
    for (uint64_t i = 0; i < commands; i++) {
        uint64_t size;
        if (!bcf_span_has(file, at, 8))
            return outside(container);
        size = bcf_span_number(file, at + 4, 4, big);
        if (size < 8 || !bcf_span_has(file, at, size))
            return outside(container);
        if (bcf_span_number(file, at, 4, big) == l->command &&
            (size < l->segment ? !outside(container) : !read_segment(container, file, l, big, at, size)))
            return false;
        at += size;
    }
    return true;
}

/* fat_header and fat_arch: big-endian, and the offset and size of each file in it. */
enum { FAT_HEADER = 8, FAT_ARCH = 20, MOST_ARCHITECTURES = 32 };

/* A class file of Java begins with the same bytes; its version comes where the number of architectures would. */
static bool is_fat(struct bcf_span file) {
    return bcf_span_begins(file, "\xCA\xFE\xBA\xBE", 4) && file.size >= FAT_HEADER &&
           bcf_span_number(file, 4, 4, true) <= MOST_ARCHITECTURES;
}

static bool read_fat(struct bcf_container *container, struct bcf_span file) {
    uint64_t count = bcf_span_number(file, 4, 4, true);
    for (uint64_t i = 0; i < count; i++) {
        uint64_t at = FAT_HEADER + i * FAT_ARCH, offset, size;
        struct bcf_span inner;
        if (!bcf_span_has(file, at, FAT_ARCH))
            return outside(container);
        offset = bcf_span_number(file, at + 8, 4, true);
        size = bcf_span_number(file, at + 12, 4, true);
        if (!bcf_span_has(file, offset, size))
            return outside(container);
        inner = bcf_span_part(file, offset, size);
        if (is_macho(inner) && !read_macho(container, inner))
            return false;
    }
    return true;
}

const struct bcf_format bcf_format_macho = {"Mach-O file", is_macho, read_macho};
const struct bcf_format bcf_format_macho_fat = {"Mach-O file for several processors", is_fat, read_fat};
