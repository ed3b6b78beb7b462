/* Instructions of assembly that calculate.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/assembly.h"

#include <string.h>

typedef struct bcf_machine machine_t;
typedef struct bcf_asm_statement statement_t;

static bool names(const statement_t *statement, uint32_t count) {
    return statement->count == count && !statement->lock;
}

static uint32_t read(machine_t *machine, const statement_t *statement, uint32_t which) {
    return bcf_asm_read(machine, &statement->items[which], bcf_asm_width(statement));
}

static bool write(machine_t *machine, const statement_t *statement, uint32_t which, uint32_t value) {
    return bcf_asm_write(machine, &statement->items[which], bcf_asm_width(statement), value);
}

static bool same_register(const statement_t *statement) {
    const struct bcf_asm_item *x = &statement->items[0], *y = &statement->items[1];
    return x->kind == BCF_ITEM_REGISTER && y->kind == BCF_ITEM_REGISTER && x->place == y->place && x->width == y->width &&
           x->high == y->high;
}

/* ---- moves ---- */

static bool mov(machine_t *machine, const statement_t *statement) {
    return names(statement, 2) && write(machine, statement, 0, read(machine, statement, 1));
}

static bool move_wider(machine_t *machine, const statement_t *statement, bool is_signed) {
    uint32_t from = statement->from_width ? statement->from_width : statement->items[1].width, value;
    uint32_t to = statement->items[0].width;
    if (!names(statement, 2) || !from || statement->items[0].kind != BCF_ITEM_REGISTER || from >= to)
        return false;
    value = bcf_asm_read(machine, &statement->items[1], from);
    if (value == BCF_NONE)
        return false;
    value = is_signed ? bcf_sign_extend(machine->builder, value, to) : bcf_zero_extend(machine->builder, value, to);
    return bcf_asm_write(machine, &statement->items[0], to, value);
}

static bool movzx(machine_t *machine, const statement_t *statement) {
    return move_wider(machine, statement, false);
}

static bool movsx(machine_t *machine, const statement_t *statement) {
    return move_wider(machine, statement, true);
}

static bool lea(machine_t *machine, const statement_t *statement) {
    struct bcf_asm_item memory = statement->items[1];
    uint32_t value;
    if (!names(statement, 2) || memory.kind != BCF_ITEM_MEMORY || statement->items[0].kind != BCF_ITEM_REGISTER)
        return false;
    value = bcf_asm_address(machine, &memory);
    if (value == BCF_NONE)
        return false;
    value = bcf_cast(machine->builder, BCF_PTRTOINT, value, bcf_int_type(machine->builder->module, 64));
    return bcf_asm_write(machine, &statement->items[0], statement->items[0].width,
                         bcf_truncate(machine->builder, value, statement->items[0].width));
}

/* ---- sums ---- */

static bool add(machine_t *machine, const statement_t *statement) {
    return names(statement, 2) && write(machine, statement, 0, bcf_asm_sum(machine, read(machine, statement, 0),
                                                                          read(machine, statement, 1), BCF_NONE));
}

static bool adc(machine_t *machine, const statement_t *statement) {
    return names(statement, 2) && machine->carry != BCF_NONE &&
           write(machine, statement, 0,
                 bcf_asm_sum(machine, read(machine, statement, 0), read(machine, statement, 1), machine->carry));
}

/* A register less itself is 0, whatever it holds, or what is carried; the sign of that fills it. */
static uint32_t itself(machine_t *machine, const statement_t *statement, uint32_t which) {
    uint32_t value = read(machine, statement, which);
    if (value == BCF_NONE && same_register(statement))
        return bcf_int(machine->builder, bcf_int_type(machine->builder->module, bcf_asm_width(statement)), 0);
    return value;
}

static bool sub(machine_t *machine, const statement_t *statement) {
    return names(statement, 2) && write(machine, statement, 0, bcf_asm_difference(machine, itself(machine, statement, 0),
                                                                                 itself(machine, statement, 1), BCF_NONE));
}

static bool sbb(machine_t *machine, const statement_t *statement) {
    return names(statement, 2) && machine->carry != BCF_NONE &&
           write(machine, statement, 0,
                 bcf_asm_difference(machine, itself(machine, statement, 0), itself(machine, statement, 1), machine->carry));
}

static bool cmp(machine_t *machine, const statement_t *statement) {
    return names(statement, 2) &&
           bcf_asm_difference(machine, read(machine, statement, 0), read(machine, statement, 1), BCF_NONE) != BCF_NONE;
}

static bool neg(machine_t *machine, const statement_t *statement) {
    uint32_t value = names(statement, 1) ? read(machine, statement, 0) : BCF_NONE;
    if (value == BCF_NONE)
        return false;
    value = bcf_asm_difference(machine, bcf_int(machine->builder, bcf_type_of(machine->builder, value), 0), value, BCF_NONE);
    return write(machine, statement, 0, value);
}

/* inc and dec leave what is carried. */
static bool step(machine_t *machine, const statement_t *statement, bool up) {
    uint32_t value = names(statement, 1) ? read(machine, statement, 0) : BCF_NONE, one, carry = machine->carry;
    if (value == BCF_NONE)
        return false;
    one = bcf_int(machine->builder, bcf_type_of(machine->builder, value), 1);
    value = up ? bcf_asm_sum(machine, value, one, BCF_NONE) : bcf_asm_difference(machine, value, one, BCF_NONE);
    machine->carry = carry;
    return write(machine, statement, 0, value);
}

static bool inc(machine_t *machine, const statement_t *statement) {
    return step(machine, statement, true);
}

static bool dec(machine_t *machine, const statement_t *statement) {
    return step(machine, statement, false);
}

/* adcx carries in the flag of carrying, adox in that of overflowing; each leaves all others. */
static bool add_carried(machine_t *machine, const statement_t *statement, uint32_t *flag) {
    machine_t before = *machine;
    uint32_t sum, carried;
    if (!names(statement, 2) || *flag == BCF_NONE)
        return false;
    sum = bcf_asm_sum(machine, read(machine, statement, 0), read(machine, statement, 1), *flag);
    carried = machine->carry;
    machine->carry = before.carry;
    machine->result = before.result;
    machine->overflow = before.overflow;
    machine->of_sum = before.of_sum;
    machine->of_difference = before.of_difference;
    machine->x = before.x;
    machine->y = before.y;
    machine->of = before.of;
    *flag = carried;
    return write(machine, statement, 0, sum);
}

static bool adcx(machine_t *machine, const statement_t *statement) {
    return add_carried(machine, statement, &machine->carry);
}

static bool adox(machine_t *machine, const statement_t *statement) {
    uint32_t is = bcf_asm_condition(machine, "o");
    machine->overflow = is;
    machine->of_sum = machine->of_difference = false;
    return add_carried(machine, statement, &machine->overflow);
}

/* ---- logic ---- */

static bool logic(machine_t *machine, const statement_t *statement, enum bcf_binop operation, bool keeps) {
    uint32_t x, y, result;
    if (!names(statement, 2))
        return false;
    x = operation == BCF_XOR ? itself(machine, statement, 0) : read(machine, statement, 0);
    y = operation == BCF_XOR ? itself(machine, statement, 1) : read(machine, statement, 1);
    if (x == BCF_NONE || y == BCF_NONE)
        return false;
    result = bcf_binop(machine->builder, operation, x, y);
    bcf_asm_flags_of_logic(machine, result);
    return !keeps || write(machine, statement, 0, result);
}

static bool and(machine_t *machine, const statement_t *statement) {
    return logic(machine, statement, BCF_AND, true);
}

static bool or(machine_t *machine, const statement_t *statement) {
    return logic(machine, statement, BCF_OR, true);
}

static bool xor(machine_t *machine, const statement_t *statement) {
    return logic(machine, statement, BCF_XOR, true);
}

static bool test(machine_t *machine, const statement_t *statement) {
    return logic(machine, statement, BCF_AND, false);
}

static bool not(machine_t *machine, const statement_t *statement) {
    uint32_t value = names(statement, 1) ? read(machine, statement, 0) : BCF_NONE;
    return value != BCF_NONE && write(machine, statement, 0, bcf_binop_by(machine->builder, BCF_XOR, value, -1));
}

/* ---- products ---- */

/* The product in twice the width: its low half, and its high half. */
static void product(machine_t *machine, uint32_t x, uint32_t y, bool is_signed, uint32_t halves[2]) {
    struct bcf_builder *builder = machine->builder;
    uint32_t width = bcf_width(builder, x), twice = 2 * width, wide;
    x = is_signed ? bcf_sign_extend(builder, x, twice) : bcf_zero_extend(builder, x, twice);
    y = is_signed ? bcf_sign_extend(builder, y, twice) : bcf_zero_extend(builder, y, twice);
    wide = bcf_binop(builder, BCF_MUL, x, y);
    halves[0] = bcf_truncate(builder, wide, width);
    halves[1] = bcf_truncate(builder, bcf_binop_by(builder, BCF_LSHR, wide, width), width);
}

static void flags_of_product(machine_t *machine, uint32_t halves[2], bool is_signed) {
    struct bcf_builder *builder = machine->builder;
    uint32_t fits = is_signed ? bcf_binop_by(builder, BCF_ASHR, halves[0], bcf_width(builder, halves[0]) - 1)
                              : bcf_int(builder, bcf_type_of(builder, halves[0]), 0);
    bcf_asm_forget_flags(machine);
    machine->carry = machine->overflow = bcf_compare(builder, BCF_ICMP_NE, halves[1], fits);
}

static bool wide_product(machine_t *machine, const statement_t *statement, bool is_signed) {
    uint32_t width = bcf_asm_width(statement), x, y, halves[2];
    if (!names(statement, 1) || (width != 32 && width != 64))
        return false;
    x = bcf_asm_read_register(machine, BCF_RAX, width);
    y = read(machine, statement, 0);
    if (x == BCF_NONE || y == BCF_NONE)
        return false;
    product(machine, x, y, is_signed, halves);
    flags_of_product(machine, halves, is_signed);
    return bcf_asm_write_register(machine, BCF_RAX, width, halves[0]) &&
           bcf_asm_write_register(machine, BCF_RDX, width, halves[1]);
}

static bool mul(machine_t *machine, const statement_t *statement) {
    return wide_product(machine, statement, false);
}

static bool imul(machine_t *machine, const statement_t *statement) {
    uint32_t x, y, halves[2];
    if (statement->count == 1)
        return wide_product(machine, statement, true);
    if (statement->lock || statement->count > 3)
        return false;
    x = read(machine, statement, statement->count == 3 ? 1 : 0);
    y = read(machine, statement, statement->count - 1);
    if (x == BCF_NONE || y == BCF_NONE)
        return false;
    product(machine, x, y, true, halves);
    flags_of_product(machine, halves, true);
    return write(machine, statement, 0, halves[0]);
}

/* mulx high, low, by: rdx times a number; no flags. The high half stands when both go to one register. */
static bool mulx(machine_t *machine, const statement_t *statement) {
    uint32_t width = bcf_asm_width(statement), x, y, halves[2];
    if (!names(statement, 3) || (width != 32 && width != 64))
        return false;
    x = bcf_asm_read_register(machine, BCF_RDX, width);
    y = read(machine, statement, 2);
    if (x == BCF_NONE || y == BCF_NONE)
        return false;
    product(machine, x, y, false, halves);
    return write(machine, statement, 1, halves[0]) && write(machine, statement, 0, halves[1]);
}

static bool divide(machine_t *machine, const statement_t *statement) {
    struct bcf_builder *builder = machine->builder;
    uint32_t high, low, by, both;
    if (!names(statement, 1) || bcf_asm_width(statement) != 64)
        return false;
    high = bcf_asm_read_register(machine, BCF_RDX, 64);
    low = bcf_asm_read_register(machine, BCF_RAX, 64);
    by = read(machine, statement, 0);
    if (high == BCF_NONE || low == BCF_NONE || by == BCF_NONE)
        return false;
    both = bcf_asm_divide(builder, high, low, by);
    bcf_asm_forget_flags(machine);
    return bcf_asm_write_register(machine, BCF_RDX, 64, bcf_extract_field(builder, both, 0)) &&
           bcf_asm_write_register(machine, BCF_RAX, 64, bcf_extract_field(builder, both, 1));
}

/* ---- by conditions ---- */

bool bcf_asm_conditional(machine_t *machine, const statement_t *statement) {
    struct bcf_builder *builder = machine->builder;
    bool moves = memcmp(statement->name, "cmov", 4) == 0;
    uint32_t is = bcf_asm_condition(machine, statement->name + (moves ? 4 : 3)), x, y;
    if (is == BCF_NONE || !names(statement, moves ? 2 : 1))
        return false;
    if (!moves)
        return bcf_asm_write(machine, &statement->items[0], 8, bcf_zero_extend(builder, is, 8));
    x = read(machine, statement, 0);
    y = read(machine, statement, 1);
    if (x == BCF_NONE || y == BCF_NONE)
        return false;
    return write(machine, statement, 0, bcf_select(builder, is, y, x));
}

static bool clc(machine_t *machine, const statement_t *statement) {
    machine->carry = bcf_int(machine->builder, bcf_int_type(machine->builder->module, 1), 0);
    return names(statement, 0);
}

static bool stc(machine_t *machine, const statement_t *statement) {
    machine->carry = bcf_int(machine->builder, bcf_int_type(machine->builder->module, 1), 1);
    return names(statement, 0);
}

const struct bcf_asm_row bcf_asm_arithmetic[] = {
    {"adc", adc}, {"adcx", adcx}, {"add", add}, {"adox", adox}, {"and", and}, {"clc", clc}, {"cmp", cmp}, {"dec", dec},
    {"div", divide}, {"imul", imul}, {"inc", inc}, {"lea", lea}, {"mov", mov}, {"movabs", mov}, {"movsx", movsx},
    {"movsxd", movsx}, {"movzx", movzx}, {"mul", mul}, {"mulx", mulx}, {"neg", neg}, {"not", not}, {"or", or},
    {"sbb", sbb}, {"stc", stc}, {"sub", sub}, {"test", test}, {"xor", xor}, {NULL, NULL},
};
