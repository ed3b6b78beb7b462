/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "target/since.h"

#include <stdbool.h>
#include <string.h>

static const struct {
    unsigned release;
    bool overloaded;
    const char *prefix, *names;
} groups[] = {
#define SINCE(release, overloaded, prefix, names) {release, overloaded, prefix, names},
#include "target/intrinsics_since.def"
#undef SINCE
};

enum { GROUP_COUNT = sizeof groups / sizeof groups[0] };

/* Whether the word is one of `words`, which are sorted and separated by single spaces. */
static bool contains(const char *words, const char *word, size_t size) {
    size_t low = 0, high = strlen(words);
    while (low < high) {
        size_t start = low + (high - low) / 2, length, shorter;
        int order;
        while (start > low && words[start - 1] != ' ')
            start--;
        length = strcspn(words + start, " ");
        shorter = length < size ? length : size;
        order = memcmp(words + start, word, shorter);
        if (order == 0 && length == size)
            return true;
        if (order < 0 || (order == 0 && length < size)) {
            low = start + length + (words[start + length] == ' ');
        } else {
            high = start ? start - 1 : 0;
        }
    }
    return false;
}

/* The release of the name of this size; one that is overloaded or one that is not, whichever is asked for. */
static unsigned release_of(const char *name, size_t size, bool overloaded) {
    for (size_t i = 0; i < GROUP_COUNT; i++) {
        size_t prefix = strlen(groups[i].prefix);
        if (groups[i].overloaded == overloaded && size > prefix && memcmp(name, groups[i].prefix, prefix) == 0 &&
            contains(groups[i].names, name + prefix, size - prefix))
            return groups[i].release;
    }
    return 0;
}

unsigned bcf_intrinsic_since(const char *name, size_t size) {
    static const char llvm[] = "llvm.";
    enum { LLVM_SIZE = sizeof llvm - 1 };
    unsigned release;
    if (size <= LLVM_SIZE || memcmp(name, llvm, LLVM_SIZE) != 0)
        return 0;
    name += LLVM_SIZE;
    size -= LLVM_SIZE;
    release = release_of(name, size, false);
    /* The longest name that fits is the one that is meant. */
    while (!release && size) {
        while (size && name[size - 1] != '.')
            size--;
        if (size)
            release = release_of(name, --size, true);
    }
    return release;
}
