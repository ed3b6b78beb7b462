/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "link/elf_symbols.h"

#include <string.h>

/* Elf64_Ehdr and Elf64_Shdr: where their fields are. */
enum { EHDR_SIZE = 64, EHDR_SHOFF = 40, EHDR_SHENTSIZE = 58, EHDR_SHNUM = 60, SHDR_SIZE = 64, SHDR_TYPE = 4, SHDR_OFFSET = 24,
       SHDR_SIZE_FIELD = 32, SHDR_LINK = 40, SHT_NOBITS = 8 };
/* Elf64_Sym. */
enum { SYM_INFO = 4, SYM_OTHER = 5, SYM_SHNDX = 6, STB_WEAK = 2, SHN_UNDEF = 0 };

static uint64_t number(const uint8_t *at, unsigned bytes) {
    uint64_t value = 0;

    for (unsigned i = 0; i < bytes; i++)
        value |= (uint64_t)at[i] << (8 * i);
    return value;
}

static bool inside(const struct bcf_elf *elf, uint64_t offset, uint64_t size) {
    return offset <= elf->size && size <= elf->size - offset;
}

bool bcf_elf_open(struct bcf_elf *elf, const void *data, size_t size) {
    static const uint8_t magic[] = {0x7f, 'E', 'L', 'F', 2, 1};

    *elf = (struct bcf_elf){data, size, 0, 0};
    if (size < EHDR_SIZE || memcmp(data, magic, sizeof magic) != 0 || number(elf->data + EHDR_SHENTSIZE, 2) != SHDR_SIZE)
        return false;
    elf->sections = number(elf->data + EHDR_SHOFF, 8);
    elf->count = number(elf->data + EHDR_SHNUM, 2);
    /* More sections than the field can say are counted in the first header. */
    if (elf->count == 0 && elf->sections != 0 && inside(elf, elf->sections, SHDR_SIZE))
        elf->count = number(elf->data + elf->sections + SHDR_SIZE_FIELD, 8);
    return elf->count <= elf->size / SHDR_SIZE && inside(elf, elf->sections, elf->count * SHDR_SIZE);
}

static const uint8_t *section(const struct bcf_elf *elf, uint64_t index, uint64_t *size) {
    const uint8_t *header = elf->data + elf->sections + index * SHDR_SIZE;
    uint64_t offset = number(header + SHDR_OFFSET, 8);

    *size = number(header + SHDR_TYPE, 4) == SHT_NOBITS ? 0 : number(header + SHDR_SIZE_FIELD, 8);
    return inside(elf, offset, *size) ? elf->data + offset : NULL;
}

bool bcf_elf_table_of(const struct bcf_elf *elf, uint32_t type, uint64_t entry_size, struct bcf_elf_table *table) {
    *table = (struct bcf_elf_table){0};
    for (uint64_t i = 0; i < elf->count; i++) {
        const uint8_t *header = elf->data + elf->sections + i * SHDR_SIZE;
        uint64_t size, link = number(header + SHDR_LINK, 4);
        if (number(header + SHDR_TYPE, 4) != type)
            continue;
        table->entries = section(elf, i, &size);
        table->count = size / entry_size;
        if (table->entries == NULL || link >= elf->count)
            return false;
        table->names = (const char *)section(elf, link, &table->names_size);
        return table->names != NULL;
    }
    return true;
}

static const char *name_at(const struct bcf_elf_table *table, uint64_t offset) {
    if (offset >= table->names_size || memchr(table->names + offset, '\0', table->names_size - offset) == NULL)
        return NULL;
    return table->names + offset;
}

bool bcf_elf_symbol_at(const struct bcf_elf *elf, const struct bcf_elf_table *table, uint64_t index, struct bcf_elf_symbol *symbol) {
    const uint8_t *entry = table->entries + index * BCF_ELF_SYMBOL_SIZE;
    unsigned binding = entry[SYM_INFO] >> 4;

    symbol->name = name_at(table, number(entry, 4));
    symbol->defined = number(entry + SYM_SHNDX, 2) != SHN_UNDEF;
    symbol->weak = binding == STB_WEAK;
    symbol->global = binding != 0 && symbol->name != NULL && *symbol->name != '\0';
    symbol->other = (size_t)(entry - elf->data) + SYM_OTHER;
    return symbol->name != NULL;
}

const char *bcf_elf_needed_at(const struct bcf_elf_table *table, uint64_t index) {
    const uint8_t *entry = table->entries + index * BCF_ELF_DYNAMIC_SIZE;

    return number(entry, 8) == BCF_DT_NEEDED ? name_at(table, number(entry + 8, 8)) : NULL;
}
