/* Symbols and needed libraries of ELF files of 64 bits, lowest byte first.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LINK_ELF_SYMBOLS_H
#define BCF_LINK_ELF_SYMBOLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Section types, and the tag of a needed library. */
enum { BCF_SHT_SYMTAB = 2, BCF_SHT_DYNAMIC = 6, BCF_SHT_DYNSYM = 11, BCF_DT_NEEDED = 1 };

struct bcf_elf {
    const uint8_t *data;
    size_t size;
    uint64_t sections, count; /* offset and number of the section headers */
};

struct bcf_elf_symbol {
    const char *name;
    bool defined, global, weak;
    size_t other; /* where the file has its visibility, in the lowest two bits */
};

/* One table of entries with names in another section. */
struct bcf_elf_table {
    const uint8_t *entries;
    uint64_t count;
    const char *names;
    uint64_t names_size;
};

/* Whether it is such a file with section headers that lie in it. */
bool bcf_elf_open(struct bcf_elf *elf, const void *data, size_t size);
/* The first section of that type, with its names. Its count is 0 when there is none; false when it is damaged. */
bool bcf_elf_table_of(const struct bcf_elf *elf, uint32_t type, uint64_t entry_size, struct bcf_elf_table *table);
/* The symbol at an index. False when its name lies outside. */
bool bcf_elf_symbol_at(const struct bcf_elf *elf, const struct bcf_elf_table *table, uint64_t index, struct bcf_elf_symbol *symbol);
/* The name of the needed library at an index of the dynamic section; NULL when the entry is another one, or damaged. */
const char *bcf_elf_needed_at(const struct bcf_elf_table *table, uint64_t index);

enum { BCF_ELF_SYMBOL_SIZE = 24, BCF_ELF_DYNAMIC_SIZE = 16 };

#endif
