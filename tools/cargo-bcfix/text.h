/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CB_TEXT_H
#define CB_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Texts and lists of them. They stay until the program ends: it starts other programs, and that is where the memory goes. */

#if defined(__GNUC__)
#define CB_FORMAT(text, first) __attribute__((format(printf, text, first)))
#else
#define CB_FORMAT(text, first)
#endif

/* A new text; ends the program with CLI_LIMIT when there is no memory. */
char *cb_text(const char *format, ...) CB_FORMAT(1, 2);
/* `size` bytes of `text`, with a zero behind. */
char *cb_text_part(const char *text, size_t size);

/* A list of texts with NULL behind the last one. All zero is an empty one. */
struct cb_words {
    char **items;
    size_t count, capacity;
};

void cb_add(struct cb_words *words, const char *word);
void cb_add_all(struct cb_words *words, const struct cb_words *more);
bool cb_has(const struct cb_words *words, const char *word);

/* Whether `text` begins, or ends, with `part`. */
bool cb_begins(const char *text, const char *part);
bool cb_ends(const char *text, const char *part);

/* Memory that stays likewise, all zero. */
void *cb_memory(size_t size);

#endif
