/* The symbols of a file that is open.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_API_SYMBOLS_H
#define BCF_API_SYMBOLS_H

#include "container/container.h"
#include "module/schema.h"

/* An empty list; NULL after a sticky error. */
bcfix_symbols *bcf_symbols_new(bcfix_context *context, bool users);
/* Adds those of all modules in the container. False after a sticky error. */
bool bcf_symbols_read(bcfix_symbols *symbols, const struct bcf_schema *schema, const struct bcf_container *container);

#endif
