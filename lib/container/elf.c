/* ELF: bitcode in the section .llvmbc, where rustc's -C embed-bitcode and clang's -fembed-bitcode put it.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "container/container.h"

/* Where the fields are in the two classes of the format (Elf32_Ehdr, Elf64_Ehdr, and their section headers). */
struct layout {
    unsigned word; /* bytes of an address or offset */
    unsigned header, section_header;
    unsigned shoff, shentsize, shnum, shstrndx;
    unsigned sh_flags, sh_offset, sh_size, sh_link;
    unsigned chdr, ch_size;
};

static const struct layout layouts[2] = {
    {4, 52, 40, 32, 46, 48, 50, 8, 16, 20, 24, 12, 4},
    {8, 64, 64, 40, 58, 60, 62, 8, 24, 32, 40, 24, 8},
};

enum { SHT_NOBITS = 8, SHF_COMPRESSED = 0x800, ELFCOMPRESS_ZLIB = 1, SHN_XINDEX = 0xffff };

struct elf {
    struct bcf_span file;
    const struct layout *layout;
    bool big;
    uint64_t table, entry, count, names;
};

struct section {
    uint64_t name, type, flags, offset, size, link;
};

static bool is_elf(struct bcf_span file) {
    return bcf_span_begins(file, "\177ELF", 4);
}

static uint64_t number(const struct elf *elf, uint64_t offset, unsigned bytes) {
    return bcf_span_number(elf->file, offset, bytes, elf->big);
}

static struct section section_at(const struct elf *elf, uint64_t index) {
    uint64_t at = elf->table + index * elf->entry;
    const struct layout *l = elf->layout;
    struct section section = {number(elf, at, 4), number(elf, at + 4, 4), number(elf, at + l->sh_flags, l->word),
                              number(elf, at + l->sh_offset, l->word), number(elf, at + l->sh_size, l->word),
                              number(elf, at + l->sh_link, 4)};
    return section;
}

static bool open_elf(struct bcf_container *container, struct elf *elf) {
    const struct layout *l;
    uint8_t class, order;
    if (elf->file.size < 16)
        return bcf_container_fail(container, BCFIX_MALFORMED, "the header of the ELF file ends in the middle");
    class = elf->file.data[4];
    order = elf->file.data[5];
    if (class < 1 || class > 2 || order < 1 || order > 2)
        return bcf_container_fail(container, BCFIX_UNSUPPORTED, "an ELF file of unknown class %u or byte order %u", class, order);
    l = elf->layout = &layouts[class - 1];
    elf->big = order == 2;
    if (elf->file.size < l->header)
        return bcf_container_fail(container, BCFIX_MALFORMED, "the header of the ELF file ends in the middle");
    elf->table = number(elf, l->shoff, l->word);
    elf->entry = number(elf, l->shentsize, 2);
    elf->count = number(elf, l->shnum, 2);
    elf->names = number(elf, l->shstrndx, 2);
    if (!elf->table)
        return true; /* no sections at all */
    if (elf->entry < l->section_header || !bcf_span_has(elf->file, elf->table, elf->entry))
        return bcf_container_fail(container, BCFIX_MALFORMED, "the sections of the ELF file are outside it");
    /* Numbers that do not fit stand in the first section header. */
    if (elf->count == 0)
        elf->count = section_at(elf, 0).size;
    if (elf->names == SHN_XINDEX)
        elf->names = section_at(elf, 0).link;
    if (elf->count > (elf->file.size - elf->table) / elf->entry || elf->names >= elf->count)
        return bcf_container_fail(container, BCFIX_MALFORMED, "the sections of the ELF file are outside it");
    return true;
}

static bool is_named(const struct elf *elf, const struct section *names, const struct section *section, const char *text) {
    size_t size = strlen(text) + 1;
    if (section->name >= names->size || size > names->size - section->name)
        return false;
    return memcmp(elf->file.data + names->offset + section->name, text, size) == 0;
}

static bool take_section(struct bcf_container *container, const struct elf *elf, const struct section *section) {
    const struct layout *l = elf->layout;
    struct bcf_span bytes;
    if (section->type == SHT_NOBITS || section->size == 0)
        return true;
    if (!bcf_span_has(elf->file, section->offset, section->size))
        return bcf_container_fail(container, BCFIX_MALFORMED, "the section .llvmbc is outside the ELF file");
    bytes = bcf_span_part(elf->file, section->offset, section->size);
    if (section->flags & SHF_COMPRESSED) {
        uint64_t size;
        if (bytes.size < l->chdr)
            return bcf_container_fail(container, BCFIX_MALFORMED, "the compressed section .llvmbc ends in the middle");
        if (bcf_span_number(bytes, 0, 4, elf->big) != ELFCOMPRESS_ZLIB)
            return bcf_container_fail(container, BCFIX_UNSUPPORTED,
                                      "the section .llvmbc is compressed with method %u; zlib (1) is known",
                                      (unsigned)bcf_span_number(bytes, 0, 4, elf->big));
        size = bcf_span_number(bytes, l->ch_size, l->word, elf->big);
        bytes = bcf_inflate(container, bcf_span_part(bytes, l->chdr, bytes.size - l->chdr), size, false);
        if (!bytes.data)
            return false;
    }
    return bcf_container_add_section(container, ".llvmbc", bytes);
}

static bool read_elf(struct bcf_container *container, struct bcf_span file) {
    struct elf elf = {.file = file};
    struct section names;
    if (!open_elf(container, &elf))
        return false;
    if (!elf.table)
        return true;
    names = section_at(&elf, elf.names);
    if (!bcf_span_has(file, names.offset, names.size))
        return bcf_container_fail(container, BCFIX_MALFORMED, "the names of sections are outside the ELF file");
    for (uint64_t i = 0; i < elf.count; i++) {
        struct section section = section_at(&elf, i);
        if (is_named(&elf, &names, &section, ".llvmbc") && !take_section(container, &elf, &section))
            return false;
    }
    return true;
}

const struct bcf_format bcf_format_elf = {"ELF file", is_elf, read_elf};
