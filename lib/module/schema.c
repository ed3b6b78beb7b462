/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "module/schema.h"

#include <string.h>

struct row {
    uint16_t block, code, since;
    uint8_t takes;
    const char *name, *when, *spec;
};

static const struct row rows[] = {
#define RECORD(block, code, name, since, takes, when, spec)                                                           \
    {BCF_BLOCK_##block, code, since, BCF_TAKES_##takes, #name, when, spec},
#include "module/records.def"
#undef RECORD
};

enum { ROW_COUNT = sizeof rows / sizeof rows[0], MAX_FIELDS = 40 };

/* The table is the library's own: what does not parse is a defect that any test meets at once. */
static bool bad_row(struct bcfix_context *context, const struct row *row) {
    return bcf_fail(context, BCFIX_INTERNAL, "records.def has a bad row for %s", row->name);
}

static const char *read_number(const char *text, uint32_t *number) {
    for (*number = 0; *text >= '0' && *text <= '9'; text++)
        *number = *number * 10 + (uint32_t)(*text - '0');
    return text;
}

/* "N=3", "N<9", "N>=10", "N%2=1", "F4=0", separated by spaces. */
static bool parse_conditions(struct bcfix_context *context, const struct row *row, struct bcf_layout *layout) {
    const char *text = row->when;
    while (*text) {
        struct bcf_condition condition = {0};
        uint32_t mask = 0;
        if (layout->condition_count == 4)
            return bad_row(context, row);
        if (text[0] == 'N' && (text[1] == '=' || text[1] == '<')) {
            condition.what = text[1];
            text += 2;
        } else if (text[0] == 'N' && text[1] == '>' && text[2] == '=') {
            condition.what = '>';
            text += 3;
        } else if (strncmp(text, "N%2=", 4) == 0) {
            condition.what = '%';
            text += 4;
        } else if (text[0] == 'F') {
            text = read_number(text + 1, &mask);
            condition.what = 'F';
            condition.mask = (uint8_t)mask;
            if (*text++ != '=')
                return bad_row(context, row);
        } else {
            return bad_row(context, row);
        }
        text = read_number(text, &condition.value);
        layout->conditions[layout->condition_count++] = condition;
        while (*text == ' ')
            text++;
    }
    return true;
}

/* "name:K", "name:K<8", "name:K?", "name:K*", "name:K@2", "name:K@!2", "name:K?^", "name:K?^!", "( a:K b:K )*", "!",
 * separated by spaces. */
static bool parse_spec(struct bcfix_context *context, const struct row *row, struct bcf_layout *layout,
                       struct bcf_field *fields) {
    const char *text = row->spec;
    bool optional = false;
    int repeat = -1;
    while (*text) {
        struct bcf_field field = {0};
        uint32_t mask = 0;
        const char *name = text;
        if (*text == ' ') {
            text++;
            continue;
        }
        if (*text == '(') {
            repeat = layout->field_count;
            text++;
            continue;
        }
        if (strncmp(text, ")*", 2) == 0) {
            text += 2;
            continue;
        }
        if (layout->field_count == MAX_FIELDS)
            return bad_row(context, row);
        while (*text && *text != ':' && *text != ' ' && *text != '!')
            text++;
        field.name = name;
        field.name_size = (uint16_t)(text - name);
        if (*text == ':')
            text++;
        if (!*text || !strchr("licbtgavVrRSmMknuyB!", *text))
            return bad_row(context, row);
        field.kind = (uint8_t)*text++;
        if (*text == '<') {
            text = read_number(text + 1, &mask);
            field.below = (uint16_t)mask;
        }
        if (*text == '@') {
            field.inverted = text[1] == '!';
            text = read_number(text + 1 + field.inverted, &mask);
            field.mask = (uint8_t)mask;
        }
        if (*text == '?') {
            optional = true;
            text++;
        }
        if (*text == '*') {
            repeat = layout->field_count;
            text++;
        }
        if (*text == '^') {
            field.newer = text[1] == '!' ? BCF_NEWER_REFUSED : BCF_NEWER_LOST;
            text += field.newer;
        }
        /* What is laid out by code is any number of operands. */
        if (field.kind == BCF_K_BY_CODE && repeat < 0)
            repeat = layout->field_count;
        fields[layout->field_count++] = field;
        if (field.kind == BCF_K_NAME) { /* a name is two operands */
            field.kind = BCF_K_LITERAL;
            fields[layout->field_count++] = field;
        }
        if (!optional && repeat < 0)
            layout->required = layout->field_count;
    }
    layout->repeat_from = repeat < 0 ? layout->field_count : (uint8_t)repeat;
    return true;
}

/* Whether the number in the file is that of the model, and any will do. */
static bool is_plain(const struct bcf_field *field) {
    switch (field->kind) {
    case BCF_K_LITERAL:
    case BCF_K_SIGNED:
    case BCF_K_CHAR:
    case BCF_K_GROUP:
    case BCF_K_SYNC_SCOPE:
        return !field->newer && !field->below;
    default:
        return false;
    }
}

static uint8_t plain_from(const struct bcf_layout *layout, const struct bcf_field *fields) {
    uint8_t from = layout->field_count;
    while (from > 0 && is_plain(&fields[from - 1]))
        from--;
    /* What repeats begins again with fields that are not. */
    return layout->repeat_from < layout->field_count && from > layout->repeat_from ? BCF_NEVER_PLAIN : from;
}

bool bcf_schema_init(struct bcf_schema *schema, struct bcfix_context *context) {
    memset(schema, 0, sizeof *schema);
    bcf_arena_init(&schema->arena, context);
    schema->count = ROW_COUNT;
    schema->layouts = bcf_arena_take_zeroed(&schema->arena, ROW_COUNT, sizeof *schema->layouts);
    if (!schema->layouts)
        return false;
    for (size_t i = 0; i < ROW_COUNT; i++) {
        struct bcf_layout *layout = &schema->layouts[i];
        struct bcf_field fields[MAX_FIELDS + 1], *kept;
        layout->block = rows[i].block;
        layout->code = rows[i].code;
        layout->since = rows[i].since;
        layout->takes = rows[i].takes;
        layout->name = rows[i].name;
        if (layout->code >= BCF_CODE_COUNT)
            return bad_row(context, &rows[i]);
        if (!parse_conditions(context, &rows[i], layout) || !parse_spec(context, &rows[i], layout, fields))
            return false;
        kept = bcf_arena_take(&schema->arena, (layout->field_count + 1) * sizeof *kept);
        if (!kept)
            return false;
        memcpy(kept, fields, layout->field_count * sizeof *kept);
        layout->plain_from = plain_from(layout, fields);
        layout->fields = kept;
        if (schema->first[layout->block][layout->code])
            continue;
        schema->first[layout->block][layout->code] = (uint16_t)(i + 1);
        layout->usual = !layout->condition_count && layout->takes != BCF_TAKES_OLD && layout->takes != BCF_TAKES_NEW;
    }
    return true;
}

void bcf_schema_free(struct bcf_schema *schema) {
    bcf_arena_free(&schema->arena);
}

static bool holds(const struct bcf_condition *condition, const uint64_t *ops, size_t count) {
    switch (condition->what) {
    case '=':
        return count == condition->value;
    case '<':
        return count < condition->value;
    case '>':
        return count >= condition->value;
    case '%':
        return count % 2 == condition->value;
    default:
        return count > 0 && (ops[0] & condition->mask) == condition->value;
    }
}

static bool suits(const struct bcf_layout *layout, const uint64_t *ops, size_t count) {
    for (unsigned i = 0; i < layout->condition_count; i++)
        if (!holds(&layout->conditions[i], ops, count))
            return false;
    return count >= layout->required;
}

const struct bcf_layout *bcf_schema_find(const struct bcf_schema *schema, unsigned block, unsigned code,
                                         const uint64_t *ops, size_t count, const struct bcf_layout **known) {
    size_t row;
    if (known)
        *known = NULL;
    if (block >= BCF_BLOCK_COUNT || code >= BCF_CODE_COUNT || !schema->first[block][code])
        return NULL;
    row = (size_t)schema->first[block][code] - 1;
    if (known)
        *known = &schema->layouts[row];
    for (; row < schema->count && schema->layouts[row].block == block && schema->layouts[row].code == code; row++)
        if (suits(&schema->layouts[row], ops, count))
            return &schema->layouts[row];
    return NULL;
}

const char *bcf_block_name(unsigned block) {
    switch (block) {
#define BLOCK(id, name)                                                                                               \
    case id:                                                                                                          \
        return #name;
#include "module/blocks.def"
#undef BLOCK
    default:
        return NULL;
    }
}

const char *bcf_record_name(unsigned block, unsigned code) {
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (rows[i].block == block && rows[i].code == code)
            return rows[i].name;
    return NULL;
}

const struct bcf_namer bcf_namer = {bcf_block_name, bcf_record_name};
