/* LLVM, in a process of its own.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LINK_LLVM_H
#define BCF_LINK_LLVM_H

#include <bcfix/bcfix.h>

/* One module to be linked; `name` is for messages. `text` says that it is LLVM's assembly and no bitcode. */
struct bcf_input {
    const char *name;
    const void *data;
    size_t size;
    bool text;
};

struct bcf_merge {
    const char *library; /* the path of LLVM, or NULL to look for one */
    const struct bcf_input *inputs;
    size_t count;
    bool (*is_root)(void *user, const char *symbol); /* what stays visible */
    void *user;
    uint64_t memory; /* that LLVM's process may take, beside what it begins with; 0: as much as the inputs make likely */
};

/* Links the inputs to one module without what no root needs. On BCFIX_OK `*result` is its bitcode, otherwise a message, or NULL
 * when there is no memory for one; either is to be freed. BCFIX_UNSUPPORTED when LLVM says no, or dies of it; BCFIX_LIMIT when it
 * took more memory or time than it may; BCFIX_NO_MEMORY. */
bcfix_status bcf_llvm_merge(const struct bcf_merge *merge, char **result, size_t *size);

#endif
