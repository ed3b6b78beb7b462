/* What a link knows: files, the modules in them, and which symbols and modules are needed.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LINK_LINKING_H
#define BCF_LINK_LINKING_H

#include <bcfix/link.h>

#include "link/name_table.h"

struct bcf_link_file {
    char *path;
    void *data;
    bcfix_info *info;
    bool has_native; /* machine code without bitcode */
};

/* One module, of an object or of a member. */
struct bcf_link_part {
    char *name; /* "libx.rlib(x.o)" */
    const void *bitcode;
    size_t size;
    bcfix_symbols *symbols;
    bool taken;
};

struct bcfix_link {
    bcfix_context *context;
    struct bcf_link_file *files;
    size_t file_count;
    struct bcf_link_part *parts;
    size_t part_count;
    struct bcf_names definers; /* parts by symbol, the first one that counts */
    struct bcf_names defined;  /* the same of those taken, strong definitions only */
    struct bcf_names roots, wanted; /* what is wanted, with the part that wants it */
    struct bcf_names native;        /* of those, what the companion has */
    size_t *taken, taken_count;
    char **root_names;
    size_t root_count;
    char *native_path, *llvm_path;
    uint64_t memory_limit; /* of LLVM; 0: the default */
    char *shim;
    size_t shim_size;
    bool own_allocator, no_memory, ran;
    bcfix_panic panic;
    size_t panic_runtimes[2]; /* the first part of each, by enum bcfix_panic, or SIZE_MAX */
    const char *panic_left_out;
    char *result;
    size_t result_size;
    char message[2000];
};

/* Keeps what went wrong, and gives the status back. */
bcfix_status bcf_link_fail(bcfix_link *link, bcfix_status status, const char *format, ...);
bcfix_status bcf_link_no_memory(bcfix_link *link);

/* Whether this is the name of something that rustc made, so that no library of the system has it. */
bool bcf_link_is_of_rust(const char *name);

/* parts.c: what the part at `index` defines can be found from now on; when it goes in `whole`, its own names stay. */
void bcf_link_add_definitions(bcfix_link *link, size_t index, bool whole);
/* The part at `index` goes in. */
void bcf_link_take(bcfix_link *link, size_t index);

/* needed.c: takes the parts that are needed, and makes the functions of the allocator. */
bcfix_status bcf_link_take_needed(bcfix_link *link);

/* companion.c: says what the linked module lacks, and writes the library of native parts that it needs. */
bcfix_status bcf_link_companion(bcfix_link *link);

#endif
