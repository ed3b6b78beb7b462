/* Instructions of assembly that shift, count and test bits.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/assembly.h"

#include <string.h>

typedef struct bcf_machine machine_t;
typedef struct bcf_asm_statement statement_t;

static uint32_t read(machine_t *machine, const statement_t *statement, uint32_t which) {
    return bcf_asm_read(machine, &statement->items[which], bcf_asm_width(statement));
}

static bool write(machine_t *machine, const statement_t *statement, uint32_t which, uint32_t value) {
    return bcf_asm_write(machine, &statement->items[which], bcf_asm_width(statement), value);
}

/* ---- shifts ---- */

/* By how much the first operand is shifted: a number, 1, or cl, of which as many bits count as the width has. Whether it is
 * known, and *by, or the value. */
static bool amount_of(machine_t *machine, const statement_t *statement, uint32_t which, uint32_t width, int64_t *by,
                      uint32_t *value) {
    const struct bcf_asm_item *item = &statement->items[which];
    int64_t mask = width == 64 ? 63 : 31;
    *by = -1;
    *value = BCF_NONE;
    if (statement->count == which) {
        *by = 1;
    } else if (item->kind == BCF_ITEM_NUMBER) {
        *by = item->number & mask;
    } else if (item->kind == BCF_ITEM_REGISTER && item->place == BCF_RCX && item->width == 8 && !item->high) {
        *value = bcf_asm_read_register(machine, BCF_RCX, 8);
        if (*value != BCF_NONE)
            *value = bcf_resize(machine->builder, bcf_binop_by(machine->builder, BCF_AND, *value, mask), width);
    }
    return *by >= 0 || *value != BCF_NONE;
}

static uint32_t low_bit(machine_t *machine, uint32_t value, int64_t which) {
    return bcf_truncate(machine->builder, which ? bcf_binop_by(machine->builder, BCF_LSHR, value, which) : value, 1);
}

static bool shift(machine_t *machine, const statement_t *statement, enum bcf_binop operation) {
    struct bcf_builder *builder = machine->builder;
    struct bcf_asm_statement first = *statement;
    uint32_t width, x, value, result;
    int64_t by;
    if (statement->lock || statement->count < 1 || statement->count > 2)
        return false;
    first.count = 1; /* cl says nothing about the width */
    width = bcf_asm_width(&first);
    x = bcf_asm_read(machine, &statement->items[0], width);
    if (!width || x == BCF_NONE || !amount_of(machine, statement, 1, width, &by, &value) || by >= (int64_t)width)
        return false;
    if (by == 0)
        return bcf_asm_write(machine, &statement->items[0], width, x);
    if (by < 0) {
        if (width < 32) /* 31 places are more than there are */
            return false;
        bcf_asm_forget_flags(machine);
        return bcf_asm_write(machine, &statement->items[0], width, bcf_binop(builder, operation, x, value));
    }
    result = bcf_binop_by(builder, operation, x, by);
    bcf_asm_forget_flags(machine);
    machine->carry = low_bit(machine, x, operation == BCF_SHL ? (int64_t)width - by : by - 1);
    machine->result = result;
    return bcf_asm_write(machine, &statement->items[0], width, result);
}

static bool shl(machine_t *machine, const statement_t *statement) {
    return shift(machine, statement, BCF_SHL);
}

static bool shr(machine_t *machine, const statement_t *statement) {
    return shift(machine, statement, BCF_LSHR);
}

static bool sar(machine_t *machine, const statement_t *statement) {
    return shift(machine, statement, BCF_ASHR);
}

/* The two parts of what is shifted out of one number and into another, by less than the width and more than 0. */
static uint32_t both_parts(machine_t *machine, uint32_t up, uint32_t down, uint32_t width, int64_t by) {
    return bcf_binop(machine->builder, BCF_OR, bcf_binop_by(machine->builder, BCF_SHL, up, by),
                     bcf_binop_by(machine->builder, BCF_LSHR, down, width - by));
}

/* rol, ror, rorx; shld, shrd: by a number. The flags of turning are left alone but for two; they are not known then. */
static bool turn(machine_t *machine, const statement_t *statement, bool left) {
    struct bcf_asm_statement first = *statement;
    bool apart = strcmp(statement->name, "rorx") == 0, two = statement->name[1] == 'h';
    uint32_t width, x, value, other;
    int64_t by;
    first.count = 1;
    width = bcf_asm_width(&first);
    if (statement->lock || statement->count != (apart || two ? 3u : 2u) || width < 32)
        return false;
    x = bcf_asm_read(machine, &statement->items[apart ? 1 : 0], width);
    other = two ? bcf_asm_read(machine, &statement->items[1], width) : x;
    if (x == BCF_NONE || other == BCF_NONE || !amount_of(machine, statement, apart || two ? 2 : 1, width, &by, &value) || by < 0)
        return false;
    if (!apart)
        bcf_asm_forget_flags(machine);
    if (by == 0)
        return bcf_asm_write(machine, &statement->items[0], width, x);
    x = left ? both_parts(machine, x, other, width, by) : both_parts(machine, other, x, width, width - by);
    if (two)
        machine->result = x;
    return bcf_asm_write(machine, &statement->items[0], width, x);
}

static bool rol(machine_t *machine, const statement_t *statement) {
    return turn(machine, statement, true);
}

static bool ror(machine_t *machine, const statement_t *statement) {
    return turn(machine, statement, false);
}

/* shlx, shrx, sarx: by a register; no flags. */
static bool shift_apart(machine_t *machine, const statement_t *statement, enum bcf_binop operation) {
    uint32_t width = bcf_asm_width(statement), x, by;
    if (statement->lock || statement->count != 3 || (width != 32 && width != 64))
        return false;
    x = read(machine, statement, 1);
    by = read(machine, statement, 2);
    if (x == BCF_NONE || by == BCF_NONE)
        return false;
    by = bcf_binop_by(machine->builder, BCF_AND, by, width - 1);
    return write(machine, statement, 0, bcf_binop(machine->builder, operation, x, by));
}

static bool shlx(machine_t *machine, const statement_t *statement) {
    return shift_apart(machine, statement, BCF_SHL);
}

static bool shrx(machine_t *machine, const statement_t *statement) {
    return shift_apart(machine, statement, BCF_LSHR);
}

static bool sarx(machine_t *machine, const statement_t *statement) {
    return shift_apart(machine, statement, BCF_ASHR);
}

/* ---- counts ---- */

static bool count_bits(machine_t *machine, const statement_t *statement, const char *intrinsic, int flag) {
    uint32_t width = bcf_asm_width(statement), x, result, none;
    if (statement->lock || statement->count != 2 || (width != 32 && width != 64))
        return false;
    x = read(machine, statement, 1);
    if (x == BCF_NONE)
        return false;
    result = bcf_call_bits(machine->builder, intrinsic, x, flag);
    none = bcf_compare(machine->builder, BCF_ICMP_EQ, x, bcf_int(machine->builder, bcf_type_of(machine->builder, x), 0));
    bcf_asm_flags_of_logic(machine, result);
    if (flag >= 0) { /* of zeros: what is carried says that all are */
        machine->overflow = BCF_NONE;
        machine->carry = none;
    } else {
        machine->result = x;
    }
    return write(machine, statement, 0, result);
}

static bool popcnt(machine_t *machine, const statement_t *statement) {
    return count_bits(machine, statement, "llvm.ctpop", -1);
}

static bool lzcnt(machine_t *machine, const statement_t *statement) {
    return count_bits(machine, statement, "llvm.ctlz", 0);
}

static bool tzcnt(machine_t *machine, const statement_t *statement) {
    return count_bits(machine, statement, "llvm.cttz", 0);
}

static bool bswap(machine_t *machine, const statement_t *statement) {
    uint32_t width = bcf_asm_width(statement), x = statement->count == 1 ? read(machine, statement, 0) : BCF_NONE;
    return x != BCF_NONE && !statement->lock && (width == 32 || width == 64) &&
           write(machine, statement, 0, bcf_call_bits(machine->builder, "llvm.bswap", x, -1));
}

static bool andn(machine_t *machine, const statement_t *statement) {
    uint32_t x, y, result;
    if (statement->lock || statement->count != 3)
        return false;
    x = read(machine, statement, 1);
    y = read(machine, statement, 2);
    if (x == BCF_NONE || y == BCF_NONE)
        return false;
    result = bcf_binop(machine->builder, BCF_AND, bcf_binop_by(machine->builder, BCF_XOR, x, -1), y);
    bcf_asm_flags_of_logic(machine, result);
    return write(machine, statement, 0, result);
}

/* ---- one bit ---- */

/* Where the bit is in memory: a register may name one of any word before or behind; what is left names it in the word. */
static uint32_t word_of_bit(machine_t *machine, const struct bcf_asm_item *memory, uint32_t width, uint32_t *bit, bool known) {
    struct bcf_builder *builder = machine->builder;
    uint32_t address = bcf_asm_address(machine, memory), words, i64 = bcf_int_type(builder->module, 64);
    if (address == BCF_NONE || known)
        return address;
    words = bcf_binop_by(builder, BCF_ASHR, bcf_cast(builder, BCF_SEXT, *bit, i64), width == 64 ? 6 : width == 32 ? 5 : 4);
    return bcf_element_address(builder, bcf_int_type(builder->module, width), address, words);
}

/* The word with the bit changed, or BCF_NONE when it is only asked for. */
static uint32_t changed(machine_t *machine, char how, uint32_t word, uint32_t mask) {
    struct bcf_builder *builder = machine->builder;
    switch (how) {
    case 's':
        return bcf_binop(builder, BCF_OR, word, mask);
    case 'r':
        return bcf_binop(builder, BCF_AND, word, bcf_binop_by(builder, BCF_XOR, mask, -1));
    case 'c':
        return bcf_binop(builder, BCF_XOR, word, mask);
    default:
        return BCF_NONE;
    }
}

static uint32_t exchange_bit(machine_t *machine, char how, uint32_t address, uint32_t width, uint32_t mask) {
    enum { RMW_AND = 3, RMW_OR = 5, RMW_XOR = 6 };
    struct bcf_builder *builder = machine->builder;
    uint64_t align = width == 64 ? 4 : width == 32 ? 3 : 2; /* the logarithm of the bytes, and 1 */
    uint64_t ops[] = {address, mask, how == 's' ? RMW_OR : how == 'r' ? RMW_AND : RMW_XOR, 0, BCF_SEQ_CST, BCF_SCOPE_SYSTEM, align};
    if (how == 'r')
        ops[1] = bcf_binop_by(builder, BCF_XOR, mask, -1);
    return bcf_emit(builder, BCF_FUNC_ATOMICRMW, bcf_type_of(builder, mask), "RRlllyl", ops, 7);
}

/* bt, bts, btr and btc: the bit is carried, and set, reset or turned over. */
static bool bit_test(machine_t *machine, const statement_t *statement) {
    struct bcf_builder *builder = machine->builder;
    uint32_t width = bcf_asm_width(statement), bit, word, mask, address = BCF_NONE, fresh;
    bool known = statement->items[1].kind == BCF_ITEM_NUMBER, in_memory = statement->items[0].kind == BCF_ITEM_MEMORY;
    char how = statement->name[2];
    if (statement->count != 2 || width < 16 || (statement->lock && (!in_memory || !how)))
        return false;
    bit = read(machine, statement, 1);
    if (bit == BCF_NONE)
        return false;
    if (in_memory && (address = word_of_bit(machine, &statement->items[0], width, &bit, known)) == BCF_NONE)
        return false;
    bit = bcf_binop_by(builder, BCF_AND, bit, width - 1);
    mask = bcf_binop(builder, BCF_SHL, bcf_int(builder, bcf_type_of(builder, bit), 1), bit);
    if (statement->lock)
        word = exchange_bit(machine, how, address, width, mask);
    else if (in_memory)
        word = bcf_load(builder, bcf_type_of(builder, bit), address, 1, false);
    else
        word = read(machine, statement, 0);
    if (word == BCF_NONE)
        return false;
    bcf_asm_forget_flags(machine);
    machine->carry = bcf_truncate(builder, bcf_binop(builder, BCF_LSHR, word, bit), 1);
    fresh = statement->lock ? BCF_NONE : changed(machine, how, word, mask);
    if (fresh == BCF_NONE)
        return true;
    if (!in_memory)
        return write(machine, statement, 0, fresh);
    bcf_store(builder, fresh, address, 1, false);
    return true;
}

const struct bcf_asm_row bcf_asm_bits[] = {
    {"andn", andn}, {"bswap", bswap}, {"bt", bit_test}, {"btc", bit_test}, {"btr", bit_test}, {"bts", bit_test},
    {"lzcnt", lzcnt}, {"popcnt", popcnt}, {"rol", rol}, {"ror", ror}, {"rorx", ror}, {"sal", shl}, {"sar", sar},
    {"sarx", sarx}, {"shl", shl}, {"shld", rol}, {"shlx", shlx}, {"shr", shr}, {"shrd", ror}, {"shrx", shrx},
    {"tzcnt", tzcnt}, {NULL, NULL},
};
