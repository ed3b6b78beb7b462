/* Finds bitcode in what a file holds.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_CONTAINER_CONTAINER_H
#define BCF_CONTAINER_CONTAINER_H

#include "base/context.h"

struct bcf_container {
    const char *kind;    /* "raw bitcode" or "bitcode wrapper" */
    const uint8_t *data; /* begins with the magic number of raw bitcode */
    size_t size;
};

/* False after an error that says what the input is instead. */
bool bcf_container_open(struct bcfix_context *context, const void *data, size_t size, struct bcf_container *container);

#endif
