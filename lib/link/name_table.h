/* Numbers by name.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LINK_NAME_TABLE_H
#define BCF_LINK_NAME_TABLE_H

#include <stdbool.h>
#include <stddef.h>

/* A hash table. All zero is an empty one. Names are not copied. */
struct bcf_names {
    struct bcf_name_entry {
        const char *name;
        size_t value;
    } *slots;
    size_t count, capacity;
};

enum { BCF_NAME_NEW = 1, BCF_NAME_THERE = 0, BCF_NAME_NO_MEMORY = -1 };

/* Gives `name` a value unless it has one; says which of the three was the case. */
int bcf_names_add(struct bcf_names *names, const char *name, size_t value);
/* The value of a name, or SIZE_MAX. */
size_t bcf_names_find(const struct bcf_names *names, const char *name);
/* The name as it was added, or NULL. */
const char *bcf_names_key(const struct bcf_names *names, const char *name);
void bcf_names_free(struct bcf_names *names);

#endif
