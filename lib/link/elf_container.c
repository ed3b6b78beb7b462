/* A module in an ELF file: in one of its own, or in a native program or library.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <bcfix/link.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "link/elf_symbols.h"

/* Elf64_Ehdr, Elf64_Shdr, Elf64_Dyn: sizes, and where the fields are. */
enum { EHDR = 64, SHDR = 64, DYN = 16, EHDR_SHOFF = 40, EHDR_SHNUM = 60, EHDR_SHSTRNDX = 62, SHDR_OFFSET = 24, SHDR_BYTES = 32,
       ET_DYN = 3, EM_X86_64 = 62, SHT_PROGBITS = 1, SHT_STRTAB = 3, SHT_DYNAMIC = 6, SHF_ALLOC = 2, DT_NEEDED = 1, DT_STRTAB = 5, DT_STRSZ = 10, DT_RUNPATH = 29,
       SHN_LORESERVE = 0xff00 };

static const char bitcode_section[] = ".llvmbc";

/* A file that is written from the beginning to the end; its size is known before. */
struct writer {
    uint8_t *data;
    size_t size;
};

static void put(struct writer *writer, const void *data, size_t size) {
    memcpy(writer->data + writer->size, data, size);
    writer->size += size;
}

static void put_number(struct writer *writer, uint64_t value, unsigned bytes) {
    for (unsigned i = 0; i < bytes; i++)
        writer->data[writer->size++] = (uint8_t)(value >> (8 * i));
}

static void align(struct writer *writer) {
    while (writer->size % 8 != 0)
        writer->data[writer->size++] = 0;
}

/* `address` is 0 for what is not loaded. */
static void put_section(struct writer *writer, uint32_t name, uint32_t type, uint64_t address, uint64_t offset, uint64_t size, uint32_t link,
                        uint64_t entry) {
    put_number(writer, name, 4);
    put_number(writer, type, 4);
    put_number(writer, address != 0 ? SHF_ALLOC : 0, 8);
    put_number(writer, address, 8);
    put_number(writer, offset, 8);
    put_number(writer, size, 8);
    put_number(writer, link, 4);
    put_number(writer, 0, 4);
    put_number(writer, entry != 0 ? 8 : 1, 8);
    put_number(writer, entry, 8);
}

static void set_number(uint8_t *at, uint64_t value, unsigned bytes) {
    for (unsigned i = 0; i < bytes; i++)
        at[i] = (uint8_t)(value >> (8 * i));
}

static uint64_t number(const uint8_t *at, unsigned bytes) {
    uint64_t value = 0;

    for (unsigned i = 0; i < bytes; i++)
        value |= (uint64_t)at[i] << (8 * i);
    return value;
}

/* ---- in a file of its own ---- */

/* What its dynamic section says: the libraries, to be looked for in its folder too. GraalVM reads that, and no program headers. */
static void put_own(struct writer *writer, const char *const *needed, const void *bitcode, size_t size) {
    static const char names[] = "\0.dynstr\0.dynamic\0.llvmbc\0.shstrtab", origin[] = "$ORIGIN";
    static const uint8_t ident[16] = {0x7f, 'E', 'L', 'F', 2, 1, 1};
    size_t name = 1 + sizeof origin, strings = EHDR, count = 0;

    writer->size = EHDR; /* the header comes last */
    put(writer, "", 1);
    put(writer, origin, sizeof origin);
    for (; needed != NULL && needed[count] != NULL; count++)
        put(writer, needed[count], strlen(needed[count]) + 1);
    size_t strings_size = writer->size - strings;
    align(writer);
    size_t dynamic = writer->size;
    for (size_t i = 0; i < count; i++) {
        put_number(writer, DT_NEEDED, 8);
        put_number(writer, name, 8);
        name += strlen(needed[i]) + 1;
    }
    put_number(writer, DT_RUNPATH, 8);
    put_number(writer, 1, 8);
    /* GraalVM finds the texts by this address, which is that of a section. */
    put_number(writer, DT_STRTAB, 8);
    put_number(writer, strings, 8);
    put_number(writer, DT_STRSZ, 8);
    put_number(writer, strings_size, 8);
    put_number(writer, 0, 8); /* DT_NULL */
    put_number(writer, 0, 8);
    size_t dynamic_size = writer->size - dynamic, module = writer->size;
    put(writer, bitcode, size);
    size_t section_names = writer->size;
    put(writer, names, sizeof names);
    align(writer);
    size_t headers = writer->size;
    put_section(writer, 0, 0, 0, 0, 0, 0, 0);
    put_section(writer, 1, SHT_STRTAB, strings, strings, strings_size, 0, 0);
    put_section(writer, 9, SHT_DYNAMIC, dynamic, dynamic, dynamic_size, 1, DYN);
    put_section(writer, 18, SHT_PROGBITS, 0, module, size, 0, 0);
    put_section(writer, 26, SHT_STRTAB, 0, section_names, sizeof names, 0, 0);
    size_t whole = writer->size;
    writer->size = 0;
    put(writer, ident, sizeof ident);
    put_number(writer, ET_DYN, 2);
    put_number(writer, EM_X86_64, 2);
    put_number(writer, 1, 4);
    put_number(writer, 0, 8);
    put_number(writer, 0, 8);
    put_number(writer, headers, 8);
    put_number(writer, 0, 4);
    put_number(writer, EHDR, 2);
    put_number(writer, 0, 4);
    put_number(writer, SHDR, 2);
    put_number(writer, 5, 2);
    put_number(writer, 4, 2);
    writer->size = whole;
}

/* ---- in a native file ---- */

/* The section headers and their names go behind everything else, longer by one; the old ones stay as dead bytes. */
static bcfix_status put_into(struct writer *writer, const struct bcf_elf *elf, const void *bitcode, size_t size) {
    uint64_t names_index = number(elf->data + EHDR_SHSTRNDX, 2);

    if (elf->count == 0 || elf->count + 1 >= SHN_LORESERVE || names_index >= elf->count)
        return BCFIX_UNSUPPORTED;
    const uint8_t *names_header = elf->data + elf->sections + names_index * SHDR;
    uint64_t names = number(names_header + SHDR_OFFSET, 8), names_size = number(names_header + SHDR_BYTES, 8);
    if (names > elf->size || names_size > elf->size - names)
        return BCFIX_MALFORMED;
    put(writer, elf->data, elf->size);
    size_t module = writer->size;
    put(writer, bitcode, size);
    size_t new_names = writer->size;
    put(writer, elf->data + names, names_size);
    put(writer, bitcode_section, sizeof bitcode_section);
    align(writer);
    size_t headers = writer->size;
    put(writer, elf->data + elf->sections, elf->count * SHDR);
    put_section(writer, (uint32_t)names_size, SHT_PROGBITS, 0, module, size, 0, 0);
    set_number(writer->data + headers + names_index * SHDR + SHDR_OFFSET, new_names, 8);
    set_number(writer->data + headers + names_index * SHDR + SHDR_BYTES, names_size + sizeof bitcode_section, 8);
    set_number(writer->data + EHDR_SHOFF, headers, 8);
    set_number(writer->data + EHDR_SHNUM, elf->count + 1, 2);
    return BCFIX_OK;
}

bcfix_status bcfix_elf_container(const void *native, size_t native_size, const char *const *needed, const void *bitcode, size_t size,
                                 void **output, size_t *output_size) {
    struct writer writer = {0};
    struct bcf_elf elf = {0};
    size_t room = 2 * EHDR + 16 * SHDR + size;
    bcfix_status status = BCFIX_OK;

    *output = NULL;
    *output_size = 0;
    if (native != NULL && !bcf_elf_open(&elf, native, native_size))
        return BCFIX_MALFORMED;
    for (size_t i = 0; needed != NULL && needed[i] != NULL; i++)
        room += strlen(needed[i]) + 1 + DYN;
    room += 3 * native_size; /* the names and headers lie inside of it, and are written once more */
    writer.data = calloc(1, room);
    if (writer.data == NULL)
        return BCFIX_NO_MEMORY;
    if (native == NULL)
        put_own(&writer, needed, bitcode, size);
    else
        status = put_into(&writer, &elf, bitcode, size);
    if (status != BCFIX_OK) {
        free(writer.data);
        return status;
    }
    *output = writer.data;
    *output_size = writer.size;
    return BCFIX_OK;
}
