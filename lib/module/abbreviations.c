/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "module/abbreviations.h"

#include <string.h>

static const struct {
    uint16_t block;
    const char *text;
} table[] = {
#define ABBREVIATION(block, text) {BCF_BLOCK_##block, text},
#include "module/abbreviations.def"
#undef ABBREVIATION
};

enum { TABLE_COUNT = sizeof table / sizeof table[0], MAX_OPS = 40 };

unsigned bcf_width_of(uint64_t count) {
    unsigned width = 1;
    while (width < 32 && count > (uint64_t)1 << width)
        width++;
    return width;
}

static const struct bcf_abbrev *parse(const char *text, struct bcf_arena *arena, unsigned type_width, unsigned value_width) {
    struct bcf_abbrev_op ops[MAX_OPS];
    size_t count = 0;
    struct bcf_abbrev *abbrev;
    while (*text && count < MAX_OPS) {
        struct bcf_abbrev_op op = {0, 0};
        char letter = *text++;
        if (letter == ' ')
            continue;
        for (; *text >= '0' && *text <= '9'; text++)
            op.value = op.value * 10 + (uint64_t)(*text - '0');
        switch (letter) {
        case '=':
            op.encoding = BCF_LITERAL;
            break;
        case 'f':
            op.encoding = BCF_FIXED;
            break;
        case 'v':
            op.encoding = BCF_VBR;
            break;
        case 'c':
            op.encoding = BCF_CHAR6;
            break;
        case 'A':
            op.encoding = BCF_ARRAY_OF;
            break;
        case 'B':
            op.encoding = BCF_BLOB;
            break;
        default: /* T and V */
            op.encoding = BCF_FIXED;
            op.value = letter == 'T' ? type_width : value_width;
        }
        ops[count++] = op;
    }
    abbrev = bcf_arena_take(arena, sizeof *abbrev + count * sizeof ops[0]);
    if (!abbrev)
        return NULL;
    abbrev->count = count;
    memcpy(abbrev->ops, ops, count * sizeof ops[0]);
    return abbrev;
}

bool bcf_abbreviations_init(struct bcf_abbreviations *abbreviations, struct bcf_arena *arena, unsigned type_width,
                            unsigned value_width) {
    memset(abbreviations, 0, sizeof *abbreviations);
    abbreviations->list = bcf_arena_take(arena, TABLE_COUNT * sizeof *abbreviations->list);
    if (!abbreviations->list)
        return false;
    for (size_t i = 0; i < TABLE_COUNT; i++) {
        unsigned block = table[i].block;
        if (abbreviations->count[block]++ == 0)
            abbreviations->first[block] = i;
        abbreviations->list[i] = parse(table[i].text, arena, type_width, value_width);
        if (!abbreviations->list[i])
            return false;
    }
    return true;
}

void bcf_abbreviations_drop(struct bcf_abbreviations *abbreviations, unsigned block) {
    abbreviations->count[block] = 0;
}

void bcf_abbreviations_enter(const struct bcf_abbreviations *abbreviations, struct bcf_writer *writer, unsigned block) {
    size_t count = abbreviations->count[block];
    unsigned width = bcf_width_of(BCF_FIRST_ABBREV + count);
    bcf_write_enter(writer, block, width, abbreviations->list + abbreviations->first[block], count);
}

void bcf_abbreviations_define(const struct bcf_abbreviations *abbreviations, struct bcf_writer *writer, unsigned block) {
    for (size_t i = 0; i < abbreviations->count[block]; i++)
        bcf_write_define(writer, abbreviations->list[abbreviations->first[block] + i], true);
}

/* BLOCKINFO stands inside the module's block, so it comes too late for that one, and does not hold for STRTAB. */
static bool defined_in_place(uint64_t block) {
    return block == BCF_BLOCK_MODULE || block == BCF_BLOCK_STRTAB;
}

void bcf_abbreviations_write(const struct bcf_abbreviations *abbreviations, struct bcf_writer *writer) {
    bcf_write_enter(writer, BCF_BLOCKINFO, 2, NULL, 0);
    for (uint64_t block = 0; block < BCF_BLOCK_COUNT; block++) {
        if (!abbreviations->count[block] || defined_in_place(block))
            continue;
        bcf_write_record(writer, BCF_BLOCKINFO_SETBID, &block, 1);
        for (size_t i = 0; i < abbreviations->count[block]; i++)
            bcf_write_define(writer, abbreviations->list[abbreviations->first[block] + i], false);
    }
    bcf_write_end(writer);
    bcf_abbreviations_define(abbreviations, writer, BCF_BLOCK_MODULE);
}
