/* Statements of assembly, in the dialects of AT&T and Intel.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/assembly.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- registers ---- */

static const char *const names[][4] = {
    {"rax", "eax", "ax", "al"}, {"rcx", "ecx", "cx", "cl"}, {"rdx", "edx", "dx", "dl"}, {"rbx", "ebx", "bx", "bl"},
    {"rsp", "esp", "sp", "spl"}, {"rbp", "ebp", "bp", "bpl"}, {"rsi", "esi", "si", "sil"}, {"rdi", "edi", "di", "dil"},
};

bool bcf_asm_register(const char *name, size_t size, struct bcf_asm_item *item) {
    static const char *const high[] = {"ah", "ch", "dh", "bh"};
    item->kind = BCF_ITEM_REGISTER;
    item->high = false;
    for (uint32_t i = 0; i < sizeof names / sizeof names[0]; i++)
        for (uint32_t n = 0; n < 4; n++)
            if (strlen(names[i][n]) == size && memcmp(names[i][n], name, size) == 0) {
                item->place = i;
                item->width = 64u >> n;
                return true;
            }
    for (uint32_t i = 0; i < 4; i++)
        if (size == 2 && memcmp(high[i], name, 2) == 0) {
            item->place = i;
            item->width = 8;
            item->high = true;
            return true;
        }
    if (size >= 2 && size <= 4 && name[0] == 'r' && isdigit((unsigned char)name[1])) { /* r8, r10d, r15b */
        char *end;
        unsigned long number = strtoul(name + 1, &end, 10);
        size_t left = size - (size_t)(end - name);
        if (number < 8 || number > 15 || left > 1 || end > name + size)
            return false;
        item->place = (uint32_t)number;
        item->width = !left ? 64 : *end == 'd' ? 32 : *end == 'w' ? 16 : *end == 'b' ? 8 : 0;
        return item->width != 0;
    }
    if (size >= 4 && size <= 5 && memcmp(name, "xmm", 3) == 0 && isdigit((unsigned char)name[3])) {
        item->kind = BCF_ITEM_VECTOR;
        item->place = (uint32_t)strtoul(name + 3, NULL, 10);
        item->width = 128;
        return item->place < 16;
    }
    return false;
}

/* ---- words ---- */

struct reader {
    const struct bcf_machine *machine;
    const char *at, *end; /* of one statement */
};

static void skip_space(struct reader *reader) {
    while (reader->at < reader->end && isspace((unsigned char)*reader->at))
        reader->at++;
}

static bool take(struct reader *reader, char c) {
    skip_space(reader);
    if (reader->at >= reader->end || *reader->at != c)
        return false;
    reader->at++;
    return true;
}

static size_t word_size(const struct reader *reader) {
    const char *at = reader->at;
    while (at < reader->end && (isalnum((unsigned char)*at) || *at == '_' || *at == '.'))
        at++;
    return (size_t)(at - reader->at);
}

static bool take_number(struct reader *reader, int64_t *number) {
    bool negative = take(reader, '-');
    char *end;
    skip_space(reader);
    if (reader->at >= reader->end || !isdigit((unsigned char)*reader->at))
        return false;
    *number = (int64_t)strtoull(reader->at, &end, 0);
    if (end > reader->end || isalnum((unsigned char)*end)) /* a label, "1f" */
        return false;
    if (negative)
        *number = (int64_t)(0 - (uint64_t)*number);
    reader->at = end;
    return true;
}

static uint32_t width_of_type(const struct bcf_machine *machine, uint32_t type) {
    const struct bcf_module *module = machine->builder->module;
    uint64_t width = bcf_type_integer_width(module, type);
    if (bcf_type(module, type)->code == BCF_TYPE_OPAQUE_POINTER)
        return 64;
    return width <= 8 ? 8 : width <= 16 ? 16 : width <= 32 ? 32 : 64;
}

/* "$0", or "${0:k}": an operand of the call, and how much of it. */
static bool take_operand(struct reader *reader, struct bcf_asm_item *item) {
    static const struct {
        char letter;
        uint32_t width;
    } modifiers[] = {{'b', 8}, {'h', 8}, {'w', 16}, {'k', 32}, {'e', 32}, {'q', 64}, {'r', 64}};
    const struct bcf_asm_operand *operand;
    bool braces = take(reader, '{');
    char modifier = 0;
    int64_t which;
    if (braces) {
        char *end;
        if (!isdigit((unsigned char)*reader->at))
            return false;
        which = (int64_t)strtoul(reader->at, &end, 10);
        reader->at = end;
        if (take(reader, ':') && reader->at < reader->end)
            modifier = *reader->at++;
        if (!take(reader, '}'))
            return false;
    } else if (!take_number(reader, &which)) {
        return false;
    }
    if (which < 0 || which >= (int64_t)reader->machine->operand_count)
        return false;
    operand = &reader->machine->operands[which];
    switch (operand->kind) {
    case BCF_ASM_REGISTER:
        item->kind = BCF_ITEM_REGISTER;
        item->place = operand->place;
        item->width = width_of_type(reader->machine, operand->type);
        item->high = modifier == 'h';
        for (size_t i = 0; i < sizeof modifiers / sizeof modifiers[0]; i++)
            if (modifiers[i].letter == modifier)
                item->width = modifiers[i].width;
        return true;
    case BCF_ASM_VECTOR:
        item->kind = BCF_ITEM_VECTOR;
        item->place = operand->place;
        item->width = modifier == 't' ? 256 : 128;
        return modifier == 0 || modifier == 'x' || modifier == 't';
    case BCF_ASM_NUMBER:
        item->kind = BCF_ITEM_NUMBER;
        item->number = operand->number;
        return true;
    case BCF_ASM_MEMORY:
        item->kind = BCF_ITEM_MEMORY;
        item->address = operand->value;
        return true;
    default:
        return false;
    }
}

/* A register, by its name or as an operand; in an address. */
static bool take_register(struct reader *reader, struct bcf_asm_item *item) {
    size_t size;
    skip_space(reader);
    if (take(reader, '$'))
        return take_operand(reader, item) && item->kind == BCF_ITEM_REGISTER;
    if (!reader->machine->intel && !take(reader, '%'))
        return false;
    size = word_size(reader);
    if (!bcf_asm_register(reader->at, size, item))
        return false;
    reader->at += size;
    return true;
}

/* ---- addresses ---- */

static bool add_part(struct bcf_asm_item *memory, uint32_t place, uint32_t scale) {
    if (memory->base == BCF_NONE && scale == 1) {
        memory->base = place;
        return true;
    }
    if (memory->index != BCF_NONE)
        return false;
    memory->index = place;
    memory->scale = scale;
    return true;
}

/* "[base + index*scale + number]" behind the bracket. */
static bool intel_address(struct reader *reader, struct bcf_asm_item *memory) {
    bool minus = false;
    while (!take(reader, ']')) {
        struct bcf_asm_item part = {.base = BCF_NONE};
        int64_t number, scale = 1;
        if (take(reader, '+'))
            minus = false;
        else if (take(reader, '-'))
            minus = true;
        if (take_number(reader, &number)) {
            memory->number += minus ? -number : number;
        } else if (!minus && take_register(reader, &part) && part.width == 64) {
            if (take(reader, '*') && !take_number(reader, &scale))
                return false;
            if (!add_part(memory, part.place, (uint32_t)scale))
                return false;
        } else {
            return false;
        }
        if (reader->at >= reader->end)
            return false;
    }
    return true;
}

/* "(base, index, scale)" behind the bracket. */
static bool att_address(struct reader *reader, struct bcf_asm_item *memory) {
    struct bcf_asm_item part;
    int64_t scale = 1;
    if (!take_register(reader, &part) || part.width != 64)
        return false;
    memory->base = part.place;
    if (take(reader, ',')) {
        if (!take_register(reader, &part) || part.width != 64)
            return false;
        memory->index = part.place;
        if (take(reader, ',') && !take_number(reader, &scale))
            return false;
        memory->scale = (uint32_t)scale;
    }
    return take(reader, ')');
}

/* ---- what an instruction names ---- */

static bool take_size(struct reader *reader, uint32_t *width) {
    static const struct {
        const char *name;
        uint32_t width;
    } sizes[] = {{"byte", 8}, {"word", 16}, {"dword", 32}, {"qword", 64}, {"xmmword", 128}};
    size_t size;
    skip_space(reader);
    size = word_size(reader);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        if (size == strlen(sizes[i].name) && memcmp(sizes[i].name, reader->at, size) == 0) {
            *width = sizes[i].width;
            reader->at += size;
            skip_space(reader);
            if (word_size(reader) != 3 || memcmp(reader->at, "ptr", 3) != 0)
                return false;
            reader->at += 3;
            return true;
        }
    return true;
}

static bool take_intel_item(struct reader *reader, struct bcf_asm_item *item) {
    uint32_t width = 0;
    if (!take_size(reader, &width))
        return false;
    if (take(reader, '[')) {
        item->kind = BCF_ITEM_MEMORY;
        item->width = width;
        return intel_address(reader, item);
    }
    if (take(reader, '$')) {
        if (!take_operand(reader, item))
            return false;
        if (item->kind == BCF_ITEM_MEMORY)
            item->width = width;
        return true;
    }
    item->kind = BCF_ITEM_NUMBER;
    return take_number(reader, &item->number) || take_register(reader, item);
}

static bool take_att_item(struct reader *reader, struct bcf_asm_item *item) {
    skip_space(reader);
    if (reader->at + 1 < reader->end && reader->at[0] == '$' && reader->at[1] == '$') {
        reader->at += 2;
        item->kind = BCF_ITEM_NUMBER;
        return take_number(reader, &item->number);
    }
    if (take(reader, '$'))
        return take_operand(reader, item);
    if (reader->at < reader->end && *reader->at == '%')
        return take_register(reader, item);
    item->kind = BCF_ITEM_MEMORY;
    if (!take(reader, '(')) {
        if (!take_number(reader, &item->number) || !take(reader, '('))
            return false;
    }
    return att_address(reader, item);
}

/* ---- statements ---- */

static void reverse_items(struct bcf_asm_statement *statement) {
    for (uint32_t i = 0; i < statement->count / 2; i++) {
        struct bcf_asm_item item = statement->items[i];
        statement->items[i] = statement->items[statement->count - 1 - i];
        statement->items[statement->count - 1 - i] = item;
    }
}

static uint32_t suffix_width(char c) {
    return c == 'b' ? 8 : c == 'w' ? 16 : c == 'l' ? 32 : c == 'q' ? 64 : 0;
}

/* AT&T's names have the width behind them, and those of movzx and movsx two. */
static void split_name(struct bcf_asm_statement *statement) {
    size_t size = strlen(statement->name);
    if (size == 6 && (memcmp(statement->name, "movz", 4) == 0 || memcmp(statement->name, "movs", 4) == 0) &&
        suffix_width(statement->name[4]) && suffix_width(statement->name[5])) {
        statement->from_width = suffix_width(statement->name[4]);
        statement->width = suffix_width(statement->name[5]);
        memcpy(statement->name + 4, "x", 2);
        return;
    }
    if (bcf_asm_find(statement->name, statement->lock) || size < 3 || !suffix_width(statement->name[size - 1]))
        return;
    statement->width = suffix_width(statement->name[size - 1]);
    statement->name[size - 1] = '\0';
}

static bool take_name(struct reader *reader, char *name) {
    size_t size;
    skip_space(reader);
    size = word_size(reader);
    if (size == 0 || size > 15)
        return false;
    for (size_t i = 0; i < size; i++)
        name[i] = (char)tolower((unsigned char)reader->at[i]);
    name[size] = '\0';
    reader->at += size;
    return true;
}

static bool read_statement(struct reader *reader, struct bcf_asm_statement *statement) {
    bool intel = reader->machine->intel;
    memset(statement, 0, sizeof *statement);
    if (!take_name(reader, statement->name))
        return false;
    if (strcmp(statement->name, "lock") == 0) {
        statement->lock = true;
        if (!take_name(reader, statement->name))
            return false;
    }
    intel = intel || statement->name[0] == '.'; /* the numbers of directives are written alike */
    for (skip_space(reader); reader->at < reader->end; skip_space(reader)) {
        struct bcf_asm_item *item = &statement->items[statement->count];
        if (statement->count == BCF_ASM_ITEMS || (statement->count && !take(reader, ',')))
            return false;
        item->base = item->index = item->address = BCF_NONE;
        item->scale = 1;
        if (intel ? !take_intel_item(reader, item) : !take_att_item(reader, item))
            return false;
        statement->count++;
    }
    if (!intel) {
        split_name(statement);
        reverse_items(statement);
    }
    return true;
}

/* The end of what starts at `text`: of a comment, a blank, or a statement. */
static const char *end_of_part(const char *text, bool *blank) {
    *blank = true;
    if (isspace((unsigned char)*text) || *text == ';')
        return text + 1;
    if (*text == '#' || (text[0] == '/' && text[1] == '/'))
        return text + strcspn(text, "\n");
    if (text[0] == '/' && text[1] == '*') {
        const char *end = strstr(text + 2, "*/");
        return end ? end + 2 : text + strlen(text);
    }
    *blank = false;
    while (*text && *text != '\n' && *text != ';' && *text != '#' && !(text[0] == '/' && (text[1] == '/' || text[1] == '*')))
        text++;
    return text;
}

bool bcf_asm_next(const struct bcf_machine *machine, const char **text, struct bcf_asm_statement *statement, bool *bad) {
    while (**text) {
        bool blank;
        struct reader reader = {machine, *text, NULL};
        *text = reader.end = end_of_part(reader.at, &blank);
        if (blank)
            continue;
        *bad = !read_statement(&reader, statement);
        return !*bad;
    }
    return false;
}
