/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "suggestion.h"

#include <string.h>

enum { LONGEST = 40 };

static unsigned smaller(unsigned a, unsigned b) {
    return a < b ? a : b;
}

/* How many letters must be added, dropped, changed or swapped with their neighbour to make one word of the other. */
static unsigned distance(const char *a, const char *b) {
    size_t a_length = strlen(a), b_length = strlen(b);
    unsigned rows[3][LONGEST + 1];
    unsigned *before = rows[0], *last = rows[1], *row = rows[2];

    if (a_length > LONGEST || b_length > LONGEST)
        return LONGEST;
    for (unsigned j = 0; j <= b_length; j++)
        last[j] = j;
    for (unsigned i = 1; i <= a_length; i++) {
        row[0] = i;
        for (unsigned j = 1; j <= b_length; j++) {
            row[j] = smaller(smaller(last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = smaller(row[j], before[j - 2] + 1);
        }
        unsigned *free_row = before;
        before = last;
        last = row;
        row = free_row;
    }
    return last[b_length];
}

const char *cli_nearest_name(const char *word, cli_name_fn name_at, const void *user) {
    const char *nearest = NULL, *name;
    unsigned least = (unsigned)strlen(word) / 3 + 1; /* one letter in three may be wrong, and always one */

    if (strlen(word) < 2)
        return NULL;
    for (size_t i = 0; (name = name_at(user, i)) != NULL; i++) {
        unsigned now = distance(word, name);
        if (now < least || (now == least && nearest == NULL)) {
            least = now;
            nearest = name;
        }
    }
    return nearest;
}
