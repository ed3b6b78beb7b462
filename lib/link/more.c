/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "link/more.h"

#include <stdlib.h>

bool bcf_more(void *array, size_t count, size_t size) {
    void **data = array;

    if ((count & (count - 1)) != 0)
        return true;
    void *larger = realloc(*data, (count > 0 ? 2 * count : 1) * size);
    if (larger == NULL)
        return false;
    *data = larger;
    return true;
}
