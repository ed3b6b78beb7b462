/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "link/name_table.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* FNV-1a. */
static uint64_t hash(const char *name) {
    uint64_t value = 0xcbf29ce484222325u;

    for (; *name != '\0'; name++)
        value = (value ^ (unsigned char)*name) * 0x100000001b3u;
    return value;
}

/* Where the name is, or where it would go. There is always a free slot. */
static struct bcf_name_entry *slot(const struct bcf_names *names, const char *name) {
    size_t at = (size_t)hash(name) & (names->capacity - 1);

    while (names->slots[at].name != NULL && strcmp(names->slots[at].name, name) != 0)
        at = (at + 1) & (names->capacity - 1);
    return &names->slots[at];
}

static bool grow(struct bcf_names *names) {
    struct bcf_names larger = {.count = names->count, .capacity = names->capacity > 0 ? 2 * names->capacity : 64};

    larger.slots = calloc(larger.capacity, sizeof *larger.slots);
    if (larger.slots == NULL)
        return false;
    for (size_t i = 0; i < names->capacity; i++)
        if (names->slots[i].name != NULL)
            *slot(&larger, names->slots[i].name) = names->slots[i];
    free(names->slots);
    *names = larger;
    return true;
}

int bcf_names_add(struct bcf_names *names, const char *name, size_t value) {
    if (names->count >= names->capacity / 2 && !grow(names))
        return BCF_NAME_NO_MEMORY;
    struct bcf_name_entry *entry = slot(names, name);
    if (entry->name != NULL)
        return BCF_NAME_THERE;
    *entry = (struct bcf_name_entry){name, value};
    names->count++;
    return BCF_NAME_NEW;
}

size_t bcf_names_find(const struct bcf_names *names, const char *name) {
    if (names->count == 0)
        return SIZE_MAX;
    const struct bcf_name_entry *entry = slot(names, name);
    return entry->name != NULL ? entry->value : SIZE_MAX;
}

const char *bcf_names_key(const struct bcf_names *names, const char *name) {
    return names->count > 0 ? slot(names, name)->name : NULL;
}

void bcf_names_free(struct bcf_names *names) {
    free(names->slots);
    *names = (struct bcf_names){0};
}
