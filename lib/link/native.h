/* Objects of machine code, and which of them are needed.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LINK_NATIVE_H
#define BCF_LINK_NATIVE_H

#include <bcfix/link.h>

#include "link/elf_symbols.h"
#include "link/name_table.h"

struct bcf_native_file {
    void *data;
    bcfix_info *info;
};

struct bcf_native_object {
    char *name;
    const uint8_t *bytes;
    size_t size;
    bool taken;
    struct bcf_elf elf;
    struct bcf_elf_table symbols;
};

struct bcfix_native {
    char soname[300];
    bcfix_context *context;
    struct bcf_native_file *files;
    size_t file_count;
    struct bcf_native_object *objects;
    size_t object_count;
    struct bcf_names definers, needed, undefined; /* objects by symbol; the symbols that were asked for; those of `missing` */
    size_t *taken, taken_count;
    const char **missing;
    size_t missing_count;
    bool no_memory;
    char message[1024];
};

/* Keeps what went wrong, and gives the status back. */
bcfix_status bcf_native_fail(bcfix_native *native, bcfix_status status, const char *format, ...);
bcfix_status bcf_native_no_memory(bcfix_native *native);

#endif
