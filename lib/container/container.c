/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "container/container.h"

#include <string.h>

/* What else a file given by mistake may be, and what to do about it. */
static const struct {
    const char *magic;
    size_t size;
    const char *is;
} others[] = {
    {"!<arch>\n", 8, "an archive (.a or .rlib), not a module: extract its members, or build with -C lto=fat --emit=llvm-bc"},
    {"!<thin>\n", 8, "a thin archive, not a module"},
    {"\177ELF", 4, "an ELF object, not a module: build with --emit=llvm-bc"},
    {"\xCF\xFA\xED\xFE", 4, "a Mach-O object, not a module: build with --emit=llvm-bc"},
    {"; ModuleID", 10, "LLVM assembly as text, not bitcode: assemble it with llvm-as"},
    {"rust\0\0\0", 7, "metadata of rustc, not a module"},
};

static uint32_t word(const uint8_t *bytes) {
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

static const uint8_t raw_magic[4] = {'B', 'C', 0xC0, 0xDE};

static bool not_bitcode(struct bcfix_context *context, const uint8_t *bytes, size_t size) {
    if (size == 0)
        return bcf_fail(context, BCFIX_MALFORMED, "top level, bit 0: the file is empty");
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (size >= others[i].size && memcmp(bytes, others[i].magic, others[i].size) == 0)
            return bcf_fail(context, BCFIX_UNSUPPORTED, "top level, bit 0: this is %s", others[i].is);
    return bcf_fail(context, BCFIX_MALFORMED, "top level, bit 0: this is not bitcode: it does not begin with 'BC' 0xC0DE");
}

/* The wrapper: magic, version, offset, size, CPU type; five little-endian words (LLVM's BitcodeWrapperHeader). */
static bool open_wrapper(struct bcfix_context *context, const uint8_t *bytes, size_t size, struct bcf_container *container) {
    uint32_t offset, length;
    if (size < 20)
        return bcf_fail(context, BCFIX_MALFORMED, "top level, bit 0: the wrapper header ends in the middle");
    offset = word(bytes + 8);
    length = word(bytes + 12);
    if (offset > size || length > size - offset)
        return bcf_fail(context, BCFIX_MALFORMED, "top level, bit 64: the wrapper says that bitcode is outside the file");
    container->kind = "bitcode wrapper";
    container->data = bytes + offset;
    container->size = length;
    return true;
}

bool bcf_container_open(struct bcfix_context *context, const void *data, size_t size, struct bcf_container *container) {
    const uint8_t *bytes = data;
    container->kind = "raw bitcode";
    container->data = bytes;
    container->size = size;
    if (size >= 4 && word(bytes) == 0x0B17C0DE && !open_wrapper(context, bytes, size, container))
        return false;
    if (container->size < 4 || memcmp(container->data, raw_magic, 4) != 0)
        return not_bitcode(context, container->data, container->size);
    return true;
}
