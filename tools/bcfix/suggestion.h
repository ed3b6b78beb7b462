/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CLI_SUGGESTION_H
#define CLI_SUGGESTION_H

#include <stddef.h>

/* The name at an index, NULL past the end. */
typedef const char *(*cli_name_fn)(const void *user, size_t index);

/* The name that somebody who wrote `word` may have meant, or NULL when none is near. */
const char *cli_nearest_name(const char *word, cli_name_fn name_at, const void *user);

#endif
