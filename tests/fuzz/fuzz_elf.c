/* The ELF files that libbcfix-link reads: their symbols and needed libraries, and a section of bitcode put into them.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "input.h"

#include "link/elf_symbols.h"
#include "link/shim.h"

#include <bcfix/link.h>

#include <stdlib.h>
#include <string.h>

static void take_name(const char *name) {
    char text[4096], callee[256];
    if (bcf_shim_for(name, strlen(name) % 2 == 0, text, sizeof text, callee, sizeof callee))
        fuzz_require(strlen(text) > 0 && strlen(callee) < sizeof callee, "an allocator's function has a body");
    bcf_shim_is_own_allocator(name);
}

static void read_symbols(const uint8_t *data, size_t size) {
    static const uint32_t tables[] = {BCF_SHT_SYMTAB, BCF_SHT_DYNSYM};
    struct bcf_elf elf;
    struct bcf_elf_table table;
    struct bcf_elf_symbol symbol;
    if (!bcf_elf_open(&elf, data, size))
        return;
    for (int t = 0; t < 2; t++) {
        if (!bcf_elf_table_of(&elf, tables[t], BCF_ELF_SYMBOL_SIZE, &table))
            continue;
        for (uint64_t i = 0; i < table.count; i++) {
            if (!bcf_elf_symbol_at(&elf, &table, i, &symbol))
                continue;
            fuzz_require(symbol.other < size, "the visibility of a symbol lies in the file");
            take_name(symbol.name);
        }
    }
    if (!bcf_elf_table_of(&elf, BCF_SHT_DYNAMIC, BCF_ELF_DYNAMIC_SIZE, &table))
        return;
    for (uint64_t i = 0; i < table.count; i++) {
        const char *name = bcf_elf_needed_at(&table, i);
        if (name)
            take_name(name);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char bitcode[] = {'B', 'C', '\xC0', '\xDE', 5, 6, 7, 8};
    bcfix_context *context = fuzz_begin(data, size);
    void *output;
    size_t output_size;
    read_symbols(data, size);
    if (bcfix_elf_container(data, size, NULL, bitcode, sizeof bitcode, &output, &output_size) == BCFIX_OK) {
        bcfix_info *info;
        fuzz_require(output_size > size, "the file has become larger");
        /* The module is none; that there is one must be seen, unless the file has others already. */
        fuzz_require(bcfix_info_new(context, output, output_size, &info) != BCFIX_OK || bcfix_info_modules(info) > 0,
                     "the section of bitcode is found");
        bcfix_info_free(info);
        free(output);
    }
    fuzz_end(context);
    return 0;
}
