/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CB_NATIVE_H
#define CB_NATIVE_H

#include <bcfix/bcfix.h>

#include "build.h"

/* Looks at what the converted module needs and does not define: native parts become a library beside the result, libraries of
 * the system are noted in the unit. `bitcode` is the converted module. CLI_DONE, or CLI_REFUSED after a message that names
 * the Rust symbols that nothing defines. */
int cb_native_parts(const struct cb_options *options, struct cb_unit *unit, bcfix_context *context, const void *bitcode, size_t size);

#endif
