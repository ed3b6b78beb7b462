/* Inline assembly of x86: what a call says, and instructions in its place.
 *
 * The instructions work on registers, each of which holds the value that was last written to it. Operands that the compiler
 * may put anywhere have registers of their own; a program must be right for any choice of them. Where the state of the
 * flags or of a register is not known and something reads it, or an instruction is not in the table, there is no form.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_ASSEMBLY_H
#define BCF_LOWER_ASSEMBLY_H

#include "lower/lanes.h"
#include "lower/rewrite.h"

/* What a call of inline assembly says. The texts are in the arena of the lowering. */
struct bcf_assembly {
    char *text;        /* the template */
    char *folded;      /* in one line, for tables (target/assembly.def) */
    char *constraints; /* separated by commas */
    const char *obstacle; /* why it is not read, or NULL; then there are no texts */
    bool intel, aligns_stack, unwinds;
};

/* False after an error. */
bool bcf_read_assembly(struct bcf_builder *builder, uint64_t callee, struct bcf_assembly *assembly);

enum {
    BCF_RAX, BCF_RCX, BCF_RDX, BCF_RBX, BCF_RSP, BCF_RBP, BCF_RSI, BCF_RDI, BCF_R8, BCF_R9, BCF_R10, BCF_R11, BCF_R15 = 15,
    BCF_ASM_OPERANDS = 32,
    BCF_ASM_OWN = 16, /* the first register of an operand that has no particular one */
    BCF_ASM_REGISTERS = BCF_ASM_OWN + BCF_ASM_OPERANDS,
    BCF_ASM_ITEMS = 4
};

/* An operand of the call: an output or an input of the assembly. */
struct bcf_asm_operand {
    enum { BCF_ASM_REGISTER, BCF_ASM_VECTOR, BCF_ASM_NUMBER, BCF_ASM_MEMORY, BCF_ASM_FLAG } kind;
    uint32_t place;      /* the register */
    uint32_t type;       /* of the result or the argument */
    uint32_t value;      /* the argument: of memory, its address */
    int64_t number;
    char condition[8];   /* of a flag: what is asked */
};

/* What an instruction names. */
struct bcf_asm_item {
    enum { BCF_ITEM_REGISTER, BCF_ITEM_VECTOR, BCF_ITEM_NUMBER, BCF_ITEM_MEMORY } kind;
    uint32_t place; /* the register */
    uint32_t width; /* in bits; 0 when it does not say */
    bool high;      /* the second byte of the register */
    int64_t number; /* or what is added to an address */
    uint32_t base, index, scale; /* registers or BCF_NONE */
    uint32_t address; /* a value instead of a base, or BCF_NONE */
};

struct bcf_asm_statement {
    char name[16];
    bool lock;
    uint32_t width; /* that the name says, or 0 */
    uint32_t from_width; /* of movzx and movsx in AT&T's form */
    struct bcf_asm_item items[BCF_ASM_ITEMS]; /* the one that is written first */
    uint32_t count;
};

struct bcf_machine {
    struct bcf_builder *builder;
    bool intel;
    struct bcf_asm_operand operands[BCF_ASM_OPERANDS];
    uint32_t operand_count, output_count;
    struct {
        uint32_t full, last; /* all 64 bits, and what was written last when nothing else is set; each may be BCF_NONE */
    } registers[BCF_ASM_REGISTERS];
    uint32_t vectors[BCF_ASM_REGISTERS];   /* of any type */
    uint32_t carry;                        /* i1, or BCF_NONE */
    uint32_t result;                       /* that the flags of zero, sign and parity are of, or BCF_NONE */
    uint32_t overflow;                     /* i1, or BCF_NONE; when of_sum or of_difference, it is to be made of these */
    bool of_sum, of_difference;
    uint32_t x, y, of;
};

/* assembly_text.c */
/* The next statement of the template; false at its end, or when it cannot be read, and then *bad is set. */
bool bcf_asm_next(const struct bcf_machine *machine, const char **text, struct bcf_asm_statement *statement, bool *bad);
/* The register of that name ("rax", "al"), its width and whether it is a second byte. */
bool bcf_asm_register(const char *name, size_t size, struct bcf_asm_item *item);

/* assembly_state.c: values of registers and flags. BCF_NONE when they are not known. */
uint32_t bcf_asm_width(const struct bcf_asm_statement *statement);
uint32_t bcf_asm_address(struct bcf_machine *machine, const struct bcf_asm_item *item);
uint32_t bcf_asm_read(struct bcf_machine *machine, const struct bcf_asm_item *item, uint32_t width);
bool bcf_asm_write(struct bcf_machine *machine, const struct bcf_asm_item *item, uint32_t width, uint32_t value);
uint32_t bcf_asm_read_register(struct bcf_machine *machine, uint32_t place, uint32_t width);
/* All 64 bits; and what nothing is known of any more. */
uint32_t bcf_asm_full(struct bcf_machine *machine, uint32_t place);
void bcf_asm_forget(struct bcf_machine *machine, uint32_t place);
bool bcf_asm_write_register(struct bcf_machine *machine, uint32_t place, uint32_t width, uint32_t value);
uint32_t bcf_asm_condition(struct bcf_machine *machine, const char *name);
void bcf_asm_forget_flags(struct bcf_machine *machine);
void bcf_asm_flags_of_logic(struct bcf_machine *machine, uint32_t result);
/* x + y or x - y, with what is carried in (i1) or BCF_NONE; sets all flags. */
uint32_t bcf_asm_sum(struct bcf_machine *machine, uint32_t x, uint32_t y, uint32_t carried);
uint32_t bcf_asm_difference(struct bcf_machine *machine, uint32_t x, uint32_t y, uint32_t carried);

/* One instruction; false when there is no form. */
typedef bool bcf_asm_fn(struct bcf_machine *machine, const struct bcf_asm_statement *statement);
struct bcf_asm_row {
    const char *name;
    bcf_asm_fn *write;
};
/* By their names, each ended by a row without one: assembly_instructions.c, _bits.c, _memory.c, _vectors.c. */
extern const struct bcf_asm_row bcf_asm_arithmetic[], bcf_asm_bits[], bcf_asm_memory[], bcf_asm_vectors[];
extern const struct bcf_asm_row bcf_asm_locked[]; /* those that a lock may stand before */
/* What writes an instruction, or NULL. */
bcf_asm_fn *bcf_asm_find(const char *name, bool lock);
/* "cmov" and "set" with a condition behind them. */
bcf_asm_fn bcf_asm_conditional;

/* The quotient and the rest of {high, low} by a number of 64 bits, {rest, quotient}; ends the program when that is more. */
uint32_t bcf_asm_divide(struct bcf_builder *builder, uint32_t high, uint32_t low, uint32_t by);

/* Instructions in the place of the call; false, and none, when there is no form. */
bool bcf_translate_assembly(struct bcf_builder *builder, const struct bcf_insn *call, const struct bcf_assembly *assembly);

#endif
