/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "target/environment.h"

#include <stdlib.h>
#include <string.h>

static const char *const names[] = {
#define ENVIRONMENT(name) name,
#include "target/environment.def"
#undef ENVIRONMENT
};

static int compare(const void *key, const void *element) {
    return strcmp(key, *(const char *const *)element);
}

bool bcf_environment_has(const char *name) {
    return bsearch(name, names, sizeof names / sizeof names[0], sizeof names[0], compare) != NULL;
}
