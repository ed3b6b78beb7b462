/* Arrays that grow, of libbcfix-link, which has no context of its own.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LINK_MORE_H
#define BCF_LINK_MORE_H

#include <stdbool.h>
#include <stddef.h>

/* Room for one element more in the array that `*array` points to, with `count` elements of `size` bytes; its room is always a
 * power of two. False when there is no memory; the array is then as it was. */
bool bcf_more(void *array, size_t count, size_t size);

#endif
