/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exit_code.h"
#include "report.h"

/* In front of each piece of memory, so that all are freed at the end. */
struct piece {
    struct piece *next;
};

static struct piece *pieces;

static void free_pieces(void) {
    while (pieces != NULL) {
        struct piece *next = pieces->next;
        free(pieces);
        pieces = next;
    }
}

void *cb_memory(size_t size) {
    struct piece *piece = calloc(1, sizeof *piece + size);

    if (piece == NULL) {
        cli_error(NULL, "not enough memory");
        exit(CLI_LIMIT);
    }
    if (pieces == NULL)
        atexit(free_pieces);
    piece->next = pieces;
    pieces = piece;
    return piece + 1;
}

char *cb_text(const char *format, ...) {
    va_list arguments, again;

    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    char *text = cb_memory((size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    va_end(arguments);
    return text;
}

char *cb_text_part(const char *text, size_t size) {
    char *part = cb_memory(size + 1);

    memcpy(part, text, size);
    return part;
}

void cb_add(struct cb_words *words, const char *word) {
    if (words->count + 1 >= words->capacity) {
        size_t capacity = words->capacity > 0 ? 2 * words->capacity : 8;
        char **items = cb_memory(capacity * sizeof *items);
        if (words->count > 0)
            memcpy(items, words->items, words->count * sizeof *items);
        words->items = items;
        words->capacity = capacity;
    }
    words->items[words->count++] = cb_text_part(word, strlen(word));
    words->items[words->count] = NULL;
}

void cb_add_all(struct cb_words *words, const struct cb_words *more) {
    for (size_t i = 0; i < more->count; i++)
        cb_add(words, more->items[i]);
}

bool cb_has(const struct cb_words *words, const char *word) {
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->items[i], word) == 0)
            return true;
    return false;
}

bool cb_begins(const char *text, const char *part) {
    return strncmp(text, part, strlen(part)) == 0;
}

bool cb_ends(const char *text, const char *part) {
    size_t length = strlen(text), end = strlen(part);

    return length >= end && strcmp(text + length - end, part) == 0;
}
