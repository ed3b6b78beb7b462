/* COFF objects and PE files: bitcode in the section .llvmbc.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "container/container.h"

/* IMAGE_FILE_HEADER, ANON_OBJECT_HEADER_BIGOBJ and IMAGE_SECTION_HEADER. */
enum { HEADER = 20, BIG_HEADER = 56, SECTION = 40, OPTIONAL_SIZE = 16, SECTION_COUNT = 2, BIG_SECTION_COUNT = 44,
       SECTION_NAME = 8, RAW_SIZE = 16, RAW_OFFSET = 20, PE_OFFSET = 0x3c };

/* Processors that LLVM writes COFF for; an object has no other magic number. */
static const uint16_t machines[] = {0x8664, 0x014c, 0xaa64, 0xa641, 0x01c4};

static bool is_machine(uint64_t number) {
    for (size_t i = 0; i < sizeof machines / sizeof machines[0]; i++)
        if (machines[i] == number)
            return true;
    return false;
}

static bool is_big(struct bcf_span file) {
    return bcf_span_begins(file, "\0\0\xff\xff", 4) && file.size >= BIG_HEADER && bcf_span_number(file, 4, 2, false) >= 2 &&
           is_machine(bcf_span_number(file, 6, 2, false));
}

static bool is_object(struct bcf_span file) {
    return file.size >= HEADER && is_machine(bcf_span_number(file, 0, 2, false)) &&
           bcf_span_number(file, OPTIONAL_SIZE, 2, false) == 0;
}

static bool is_coff(struct bcf_span file) {
    return is_object(file) || is_big(file);
}

static bool read_sections(struct bcf_container *container, struct bcf_span file, uint64_t table, uint64_t count) {
    if (table > file.size || count > (file.size - table) / SECTION)
        return bcf_container_fail(container, BCFIX_MALFORMED, "the sections of the COFF file are outside it");
    for (uint64_t i = 0; i < count; i++) {
        uint64_t at = table + i * SECTION, size, offset;
        if (memcmp(file.data + at, ".llvmbc", SECTION_NAME) != 0)
            continue;
        size = bcf_span_number(file, at + RAW_SIZE, 4, false);
        offset = bcf_span_number(file, at + RAW_OFFSET, 4, false);
        if (!bcf_span_has(file, offset, size))
            return bcf_container_fail(container, BCFIX_MALFORMED, "the section .llvmbc is outside the COFF file");
        if (!bcf_container_add_section(container, ".llvmbc", bcf_span_part(file, offset, size)))
            return false;
    }
    return true;
}

static bool read_coff(struct bcf_container *container, struct bcf_span file) {
    if (is_big(file))
        return read_sections(container, file, BIG_HEADER, bcf_span_number(file, BIG_SECTION_COUNT, 4, false));
    return read_sections(container, file, HEADER, bcf_span_number(file, SECTION_COUNT, 2, false));
}

static bool is_pe(struct bcf_span file) {
    return bcf_span_begins(file, "MZ", 2);
}

static bool read_pe(struct bcf_container *container, struct bcf_span file) {
    uint64_t at = bcf_span_has(file, PE_OFFSET, 4) ? bcf_span_number(file, PE_OFFSET, 4, false) : file.size;
    if (!bcf_span_has(file, at, 4 + HEADER) || memcmp(file.data + at, "PE\0\0", 4) != 0)
        return bcf_container_fail(container, BCFIX_UNSUPPORTED, "a program of DOS, which has no bitcode");
    at += 4;
    return read_sections(container, file, at + HEADER + bcf_span_number(file, at + OPTIONAL_SIZE, 2, false),
                         bcf_span_number(file, at + SECTION_COUNT, 2, false));
}

const struct bcf_format bcf_format_coff = {"COFF object", is_coff, read_coff};
const struct bcf_format bcf_format_pe = {"PE file", is_pe, read_pe};
