/* The module model: typed tables, and one function at a time.
 *
 * Ids of values, types and metadata are those of the model. The numbers that a file has for them (relative, forward,
 * signed, counted on from the module's) exist only in decode and encode.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_MODULE_MODEL_H
#define BCF_MODULE_MODEL_H

#include "module/codes.h"
#include "module/pack.h"
#include "module/schema.h"

/* No id. */
#define BCF_NONE UINT32_MAX
/* Set in the id of a value or of metadata that belongs to the function at hand; the rest is its local index. */
#define BCF_LOCAL 0x80000000u
/* Set in the id of a value that is a constant of the module; the rest is its index there. A global's id is its index. */
#define BCF_CONSTANT 0x40000000u
/* What bcf_insn_result_type() gives for an instruction without a result. */
#define BCF_NO_RESULT (UINT32_MAX - 1)

struct bcf_string {
    const char *data;
    size_t size;
};

/* A record of the module's tables with its operands, which are in the model's ids. */
struct bcf_entry_record {
    uint32_t code;
    uint32_t count;
    uint64_t *ops;
    uint64_t bit; /* in the input; UINT64_MAX when bcfix made it */
};

struct bcf_type {
    uint32_t code, count;
    const uint64_t *ops;
    struct bcf_string name; /* of a named struct, opaque or target type; data NULL when it has none */
};

/* A global variable, function, alias or ifunc. Its value id is its index in the module's `globals`. */
struct bcf_global {
    struct bcf_entry_record record; /* a BCF_MODULE_... code */
    struct bcf_body body;           /* in the input; end 0 when there is none */
    struct bcf_function *made;      /* a body that bcfix made, or NULL */
};

struct bcf_constants {
    bcf_u32s types;
    struct bcf_pack pack;
    bcf_u32s slots; /* of the first `entered` ones, once one was looked for */
    size_t entered;
};

/* The index of the first one like it, or BCF_NONE; also after a sticky error. */
uint32_t bcf_constants_find(struct bcfix_context *context, struct bcf_constants *constants, uint32_t type, uint32_t code,
                            const uint64_t *ops, size_t count);
void bcf_constants_clear(struct bcf_constants *constants);
void bcf_constants_free(struct bcfix_context *context, struct bcf_constants *constants);

struct bcf_metadata {
    /* METADATA_STRINGS, as it is in the input. */
    uint64_t string_count, string_offset;
    const uint8_t *strings;
    size_t strings_size;
    struct bcf_pack nodes;  /* they take the ids after the strings */
    struct bcf_pack others; /* named metadata and attachments of globals, which take none */
};

/* The size of the string whose length begins at `bit` of the strings; `bit` moves to the next one. */
uint64_t bcf_metadata_string_size(const struct bcf_metadata *metadata, uint64_t *bit);
/* The string with the id + 1 that is given; an empty one when it is no string. */
struct bcf_string bcf_metadata_string(const struct bcf_metadata *metadata, uint64_t id_or_none);

struct bcf_records {
    BCF_ARRAY(struct bcf_entry_record) list;
};

/* Something that only a newer LLVM can say, and that decoding left out: "the operand prefalign". */
struct bcf_left_out {
    unsigned block;
    uint32_t code;
    char what[52];
    uint64_t bit, count; /* the first place, and how many there are */
};

/* A record of the header as text. */
struct bcf_header_text {
    const uint64_t *ops;
    uint32_t count;
    struct bcf_string text;
};

struct bcf_module {
    struct bcfix_context *context;
    const struct bcf_schema *schema;
    struct bcf_arena arena;
    struct bcf_reader *reader; /* of the input; gives abbreviations to the readers of bodies */
    struct bcf_string producer;
    uint64_t version;
    BCF_ARRAY(struct bcf_string) strings; /* names of globals, comdats and partitions */
    struct bcf_records header;            /* TRIPLE, DATALAYOUT, ASM, SECTIONNAME, DEPLIB, GCNAME, COMDAT … in order */
    BCF_ARRAY(struct bcf_type) types;
    bcf_u32s carriers; /* by type: the integer that is written instead of a number or vector that the target lacks, or BCF_NONE */
    bcf_bytes held;    /* by type: what it has in it (lower/carriers.h) */
    bcf_u32s type_slots; /* a hash table over `types`: index + 1, or 0 */
    uint32_t often[2]; /* index + 1 of types that are looked for most, or 0 */
    bcf_u32s name_slots; /* a hash table over the names of `globals`: index + 1, or 0 */
    size_t names_indexed, renamed;
    struct bcf_records attribute_groups, attribute_lists;
    BCF_ARRAY(struct bcf_global) globals;
    struct bcf_constants constants;
    struct bcf_metadata metadata;
    struct bcf_records metadata_kinds, bundle_tags, sync_scopes, use_lists;
    size_t input_globals, input_constants, input_metadata; /* how many there were when decoding ended */
    uint64_t alloca_addrspace;
    bcf_u32s metadata_map; /* when metadata was left out: by id, the number in the output, or BCF_NONE */
    bool frozen; /* no table may grow any more: the numbers are in use */
    struct bcf_header_text header_texts[4]; /* those that were asked for last */
    bool groups_in_order; /* the ids of attribute groups rise, as LLVM writes them */
    size_t dropped_tables; /* summaries, symbol tables, hashes and offsets that are not carried */
    BCF_ARRAY(struct bcf_left_out) left_out; /* of the tables, or of the bodies since it was emptied */
};

/* A record of a function block: an instruction, a debug location or record, an operand bundle … in file order. */
struct bcf_insn {
    uint16_t code;
    uint32_t type;   /* of the result, or BCF_NONE */
    uint32_t result; /* its local index, or BCF_NONE */
    uint32_t first, count; /* operands in the function's `ops` and `kinds` */
    uint32_t attachment;   /* index + 1 in the function's `attachments`, 0 = none */
    uint64_t bit;
};

/* Metadata of one instruction, or of the function itself: pairs of kind and node in `ops`. */
struct bcf_attachment {
    uint32_t first, count;
};

struct bcf_name {
    bool is_block;
    uint32_t id; /* a local index, or a block */
    struct bcf_string text;
};

typedef BCF_ARRAY(struct bcf_insn) bcf_insns;

struct bcf_function {
    struct bcf_module *module;
    struct bcf_arena arena; /* strings and use lists */
    uint32_t global;        /* its value id */
    uint32_t block_count;
    uint32_t argument_count;
    bcf_u32s types; /* of the local values: arguments, constants, results */
    struct bcf_constants constants;
    bcf_u32s constant_ids; /* the local index of each, which rises */
    struct bcf_metadata metadata;
    bcf_u32s metadata_map; /* as in the module */
    bcf_insns insns;
    bcf_u64s ops;
    bcf_bytes kinds; /* enum bcf_kind of each operand in the model */
    BCF_ARRAY(struct bcf_attachment) attachments;
    struct bcf_attachment own_attachment;
    BCF_ARRAY(struct bcf_name) names;
    struct bcf_records use_lists;
    struct bcf_unpacked scratch;
};

/* ---- modules ---- */

void bcf_module_init(struct bcf_module *module, struct bcfix_context *context, const struct bcf_schema *schema);
void bcf_module_free(struct bcf_module *module);

bool bcf_string_is(struct bcf_string string, const char *text);
/* Whether `string` begins with `text`. */
bool bcf_string_begins(struct bcf_string string, const char *text);
struct bcf_string bcf_string_of(const char *text);

/* The name of a global. */
struct bcf_string bcf_global_name(const struct bcf_module *module, uint32_t global);
/* Gives a global another name, which is copied. */
bool bcf_global_rename(struct bcf_module *module, uint32_t global, struct bcf_string name);
/* Whether it is a function with a body, of the input or made. */
bool bcf_global_is_defined(const struct bcf_module *module, uint32_t global);
/* Whether a linker finds a definition in it: it is defined, for others too, and not only a copy for the optimizer. */
bool bcf_global_is_exported(const struct bcf_module *module, uint32_t global);
/* The operand at `index`, or 0 when the record is shorter. */
static inline uint64_t bcf_global_operand(const struct bcf_global *global, size_t index) {
    return index < global->record.count ? global->record.ops[index] : 0;
}
/* The function, alias or variable of that name, or BCF_NONE. */
uint32_t bcf_global_find(struct bcf_module *module, const char *name);
uint32_t bcf_global_named(struct bcf_module *module, struct bcf_string name);
/* Adds the declaration of an external function without attributes. BCF_NONE after an error. */
uint32_t bcf_global_add_function(struct bcf_module *module, struct bcf_string name, uint32_t type);
/* Adds a variable that is zero. BCF_NONE after an error. */
uint32_t bcf_global_add_variable(struct bcf_module *module, struct bcf_string name, uint32_t type, uint64_t linkage);
/* Makes another global, with its name, an external function of a type that is declared. */
bool bcf_global_become_function(struct bcf_module *module, uint32_t global, uint32_t type);

/* The text of the first header record with that code (TRIPLE …), or an empty string. It lives in `arena`. */
struct bcf_string bcf_header_text(struct bcf_module *module, uint32_t code);
bool bcf_header_set_text(struct bcf_module *module, uint32_t code, struct bcf_string text);

/* ---- types ---- */

/* The id of a type, added when there is none like it; BCF_NONE after an error, or when the module is frozen and has
 * none. `bcf_type_find` only looks. */
uint32_t bcf_type_find(const struct bcf_module *module, uint32_t code, const uint64_t *ops, size_t count);
uint32_t bcf_type_intern(struct bcf_module *module, uint32_t code, const uint64_t *ops, size_t count);
/* Whether two ids are one type: itself, or another number for what is written alike. */
bool bcf_type_same(const struct bcf_module *module, uint32_t a, uint32_t b);
/* Adds a type at the end, with or without a name. False after an error. */
bool bcf_type_add(struct bcf_module *module, uint32_t code, const uint64_t *ops, size_t count, struct bcf_string name);

/* What bcf_type() gives for an id that is none, as builders pass on after an error: a type without operands. */
extern const struct bcf_type bcf_no_type;

static inline const struct bcf_type *bcf_type(const struct bcf_module *module, uint32_t type) {
    return type < module->types.count ? &module->types.data[type] : &bcf_no_type;
}
/* Adds the types of the addresses of globals where they are missing: LLVM writes them all, but no record names them. */
bool bcf_types_of_globals(struct bcf_module *module);
/* The type of a value id that is not local. */
uint32_t bcf_module_value_type(const struct bcf_module *module, uint32_t value);
/* The type of the value id in the module, or of a local value of `function`. BCF_NONE when not known yet. */
static inline uint32_t bcf_value_type(const struct bcf_module *module, const struct bcf_function *function, uint32_t value) {
    uint32_t index = value & ~BCF_LOCAL;
    if (!(value & BCF_LOCAL))
        return bcf_module_value_type(module, value);
    return function && index < function->types.count ? function->types.data[index] : BCF_NONE;
}
/* The number of bits of an integer type, else 0. */
static inline uint64_t bcf_type_integer_width(const struct bcf_module *module, uint32_t type) {
    const struct bcf_type *t = bcf_type(module, type);
    return t->code == BCF_TYPE_INTEGER ? t->ops[0] : 0;
}
/* A vector's element type, any other type itself; and the number of elements, 0 when it is no vector. */
uint32_t bcf_type_element(const struct bcf_module *module, uint32_t type);
uint64_t bcf_type_lanes(const struct bcf_module *module, uint32_t type);
/* The type of what the indices lead to inside an aggregate; BCF_NONE when they lead nowhere. */
uint32_t bcf_type_inside(const struct bcf_module *module, uint32_t type, const uint64_t *indices, size_t count);

/* The id of a new constant, of the function or (NULL) of the module, which takes the next one and so moves no other. BCF_NONE
 * without a type, or after a sticky error. */
uint32_t bcf_constant_add(struct bcf_module *module, struct bcf_function *function, uint32_t type, uint32_t code,
                          const uint64_t *ops, size_t count);

/* ---- functions ---- */

void bcf_function_init(struct bcf_function *function, struct bcf_module *module);
/* Empties it and keeps the memory. */
void bcf_function_clear(struct bcf_function *function);
void bcf_function_free(struct bcf_function *function);

static inline uint64_t *bcf_insn_ops(struct bcf_function *function, const struct bcf_insn *insn) {
    return function->ops.data + insn->first;
}

/* The index among the constants of the function of a local value (without BCF_LOCAL); SIZE_MAX when it is none. */
size_t bcf_constant_index(const struct bcf_function *function, uint64_t local);

/* Whether a record of the function block is an instruction, and whether it ends a basic block. */
static inline bool bcf_code_is_instruction(unsigned code) {
    switch (code) {
    case BCF_FUNC_DECLAREBLOCKS:
    case BCF_FUNC_DEBUG_LOC:
    case BCF_FUNC_DEBUG_LOC_AGAIN:
    case BCF_FUNC_OPERAND_BUNDLE:
    case BCF_FUNC_BLOCKADDR_USERS:
    case BCF_FUNC_DEBUG_RECORD_VALUE:
    case BCF_FUNC_DEBUG_RECORD_DECLARE:
    case BCF_FUNC_DEBUG_RECORD_ASSIGN:
    case BCF_FUNC_DEBUG_RECORD_VALUE_SIMPLE:
    case BCF_FUNC_DEBUG_RECORD_LABEL:
    case BCF_FUNC_DEBUG_RECORD_DECLARE_VALUE:
        return false;
    default:
        return true;
    }
}

/* Whether a constant is an address in something: getelementptr, in any of its forms. */
static inline bool bcf_constant_is_step(unsigned code) {
    return code == BCF_CST_CE_GEP || code == BCF_CST_CE_GEP_WITH_INRANGE || code == BCF_CST_CE_GEP_OLD ||
           code == BCF_CST_CE_INBOUNDS_GEP || code == BCF_CST_CE_GEP_WITH_INRANGE_INDEX_OLD;
}

/* CALL, or one that ends its block. */
static inline bool bcf_code_is_call(unsigned code) {
    return code == BCF_FUNC_CALL || code == BCF_FUNC_INVOKE || code == BCF_FUNC_CALLBR;
}

static inline bool bcf_code_is_terminator(unsigned code) {
    switch (code) {
    case BCF_FUNC_RET:
    case BCF_FUNC_BR:
    case BCF_FUNC_SWITCH:
    case BCF_FUNC_INVOKE:
    case BCF_FUNC_UNREACHABLE:
    case BCF_FUNC_INDIRECTBR:
    case BCF_FUNC_RESUME:
    case BCF_FUNC_CLEANUPRET:
    case BCF_FUNC_CATCHRET:
    case BCF_FUNC_CATCHSWITCH:
    case BCF_FUNC_CALLBR:
        return true;
    default:
        return false;
    }
}

/* The type of an instruction's result, from its operands in the model. BCF_NO_RESULT when it has none, BCF_NONE when
 * the operands' types do not go together. */
uint32_t bcf_insn_result_type(const struct bcf_module *module, const struct bcf_function *function, unsigned code,
                              const uint64_t *ops, size_t count);

#endif
