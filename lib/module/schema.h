/* What records.def says, ready for use: which record has which operands, each with its kind.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_MODULE_SCHEMA_H
#define BCF_MODULE_SCHEMA_H

#include "base/arena.h"
#include "bitstream/reader.h"

enum bcf_block_id {
#define BLOCK(id, name) BCF_BLOCK_##name = id,
#include "module/blocks.def"
#undef BLOCK
    BCF_BLOCK_COUNT = 27
};

/* The kinds of operands; the letters of records.def. */
enum bcf_kind {
    BCF_K_LITERAL = 'l',
    BCF_K_SIGNED = 'i', /* sign-rotated literal */
    BCF_K_CHAR = 'c',
    BCF_K_TYPE = 't',
    BCF_K_GROUP = 'g',           /* attribute group */
    BCF_K_ATTRIBUTES = 'a',      /* attribute list + 1, 0 = none */
    BCF_K_VALUE = 'v',           /* value id */
    BCF_K_VALUE_OR_NONE = 'V',   /* value id + 1, 0 = none */
    BCF_K_RELATIVE = 'r',        /* in the file relative to the next instruction; in the model a value id */
    BCF_K_RELATIVE_TYPED = 'R',  /* the same, its type follows in the file when it is a forward reference */
    BCF_K_RELATIVE_SIGNED = 'S', /* the same, sign-rotated in the file */
    BCF_K_BASIC_BLOCK = 'b',
    BCF_K_METADATA = 'm',         /* metadata id */
    BCF_K_METADATA_OR_NONE = 'M', /* metadata id + 1, 0 = none */
    BCF_K_METADATA_KIND = 'k',
    BCF_K_NAME = 'n', /* in the file offset and size in STRTAB; in the model a string of the module, and 0 */
    BCF_K_BUNDLE_TAG = 'u',
    BCF_K_SYNC_SCOPE = 'y',
    BCF_K_BLOB = 'B',
    BCF_K_BY_CODE = '!' /* the rest is laid out by code */
};

/* Whether an operand of the kind is the id of a value, in the model. */
static inline bool bcf_kind_is_value(unsigned kind) {
    return kind == BCF_K_VALUE || kind == BCF_K_RELATIVE || kind == BCF_K_RELATIVE_TYPED || kind == BCF_K_RELATIVE_SIGNED;
}

enum bcf_takes { BCF_TAKES_NO, BCF_TAKES_TYPE, BCF_TAKES_VALUE, BCF_TAKES_RESULT, BCF_TAKES_METADATA, BCF_TAKES_ATTR,
                 BCF_TAKES_GROUP, BCF_TAKES_OLD, BCF_TAKES_NEW, BCF_TAKES_LOST };

/* What becomes of an operand that only an LLVM newer than the model has, when it is not 0. */
enum bcf_newer { BCF_NEWER_NOT, BCF_NEWER_LOST, BCF_NEWER_REFUSED };

struct bcf_field {
    uint8_t kind; /* enum bcf_kind */
    uint8_t mask; /* when not 0: the kind holds only if (operand 0 & mask) != 0, or == 0 with `inverted` */
    uint8_t inverted;
    uint8_t newer;  /* enum bcf_newer */
    uint16_t below; /* when not 0: what is not below it is unknown */
    uint16_t name_size;
    const char *name; /* not terminated */
};

struct bcf_condition {
    char what; /* '=', '<', '>' on the operand count, '%' on its parity, 'F' on operand 0 */
    uint8_t mask;
    uint32_t value;
};

struct bcf_layout {
    uint16_t block, code, since;
    uint8_t takes;    /* enum bcf_takes */
    uint8_t required; /* fields that must be there */
    uint8_t field_count;
    uint8_t repeat_from; /* the fields from here to the end repeat; field_count when none do */
    uint8_t plain_from;  /* from here on all operands are the same in the file and the model; BCF_NEVER_PLAIN */
    uint8_t condition_count;
    bool usual; /* the first row of its code, without conditions, and a record of the model */
    struct bcf_condition conditions[4];
    const char *name;
    const struct bcf_field *fields;
};

enum { BCF_CODE_COUNT = 96, BCF_NEVER_PLAIN = UINT8_MAX };

struct bcf_schema {
    struct bcf_arena arena;
    struct bcf_layout *layouts; /* in the order of the table */
    size_t count;
    uint16_t first[BCF_BLOCK_COUNT][BCF_CODE_COUNT]; /* index + 1 of the first row of a code; 0 = unknown */
};

/* Reads the table. False after a sticky error. */
bool bcf_schema_init(struct bcf_schema *schema, struct bcfix_context *context);
void bcf_schema_free(struct bcf_schema *schema);

/* The layout of a record, or NULL when the code, or its number of operands, is unknown. `known` (may be NULL)
 * is the first row of that code, if there is any. */
const struct bcf_layout *bcf_schema_find(const struct bcf_schema *schema, unsigned block, unsigned code,
                                         const uint64_t *ops, size_t count, const struct bcf_layout **known);

/* The same for nearly all records of the model; NULL says nothing. */
static inline const struct bcf_layout *bcf_schema_usual(const struct bcf_schema *schema, unsigned block, unsigned code,
                                                        size_t count) {
    const struct bcf_layout *layout;
    if (block >= BCF_BLOCK_COUNT || code >= BCF_CODE_COUNT || !schema->first[block][code])
        return NULL;
    layout = &schema->layouts[schema->first[block][code] - 1];
    return layout->usual && count >= layout->required ? layout : NULL;
}

/* The kind of the operand at `index` (of the file's layout without types of forward references). */
static inline const struct bcf_field *bcf_layout_field(const struct bcf_layout *layout, size_t index) {
    if (index < layout->repeat_from)
        return index < layout->field_count ? &layout->fields[index] : NULL;
    if (layout->repeat_from == layout->field_count)
        return NULL;
    return &layout->fields[layout->repeat_from + (index - layout->repeat_from) %
                                                     (size_t)(layout->field_count - layout->repeat_from)];
}

/* The one after `field`, or NULL: quicker where all are gone through. */
static inline const struct bcf_field *bcf_layout_next(const struct bcf_layout *layout, const struct bcf_field *field) {
    if (++field != layout->fields + layout->field_count)
        return field;
    return layout->repeat_from == layout->field_count ? NULL : layout->fields + layout->repeat_from;
}

static inline enum bcf_kind bcf_field_kind(const struct bcf_field *field, uint64_t first_op) {
    if (field->mask && ((first_op & field->mask) != 0) == (field->inverted != 0))
        return BCF_K_LITERAL;
    return (enum bcf_kind)field->kind;
}

/* The name of a record that there is a layout for, or NULL. */
static inline const char *bcf_schema_name(const struct bcf_schema *schema, unsigned block, unsigned code) {
    bool known = block < BCF_BLOCK_COUNT && code < BCF_CODE_COUNT && schema->first[block][code];
    return known ? schema->layouts[schema->first[block][code] - 1].name : NULL;
}

/* The names of blocks and records, or NULL; for messages and for the dump. */
const char *bcf_block_name(unsigned block);
const char *bcf_record_name(unsigned block, unsigned code);
extern const struct bcf_namer bcf_namer;

#endif
