/* LLVM, in a process of its own.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LINK_LLVM_H
#define BCF_LINK_LLVM_H

#include <stdbool.h>
#include <stddef.h>

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
};

/* Links the inputs to one module without what no root needs. True with its bitcode, which is to be freed, else with a message
 * in its place. NULL when there is no memory. */
bool bcf_llvm_merge(const struct bcf_merge *merge, char **result, size_t *size);

#endif
