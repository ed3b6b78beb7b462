/* Registers, memory and flags of assembly.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/assembly.h"

#include <string.h>

static uint32_t int_type(struct bcf_machine *machine, uint32_t width) {
    return bcf_int_type(machine->builder->module, width);
}

/* The width of an instruction: what its name says, or a register, or the size of memory; 0 when nothing does. */
uint32_t bcf_asm_width(const struct bcf_asm_statement *statement) {
    if (statement->width)
        return statement->width;
    for (uint32_t i = 0; i < statement->count; i++)
        if (statement->items[i].kind == BCF_ITEM_REGISTER)
            return statement->items[i].width;
    for (uint32_t i = 0; i < statement->count; i++)
        if (statement->items[i].width)
            return statement->items[i].width;
    return 0;
}

/* ---- registers ---- */

uint32_t bcf_asm_full(struct bcf_machine *machine, uint32_t place) {
    uint32_t *full = &machine->registers[place].full, last = machine->registers[place].last;
    if (*full == BCF_NONE && last != BCF_NONE)
        *full = bcf_zero_extend(machine->builder, last, 64);
    return *full;
}

void bcf_asm_forget(struct bcf_machine *machine, uint32_t place) {
    machine->registers[place].full = machine->registers[place].last = BCF_NONE;
}

static bool is_known(const struct bcf_machine *machine, uint32_t place) {
    return machine->registers[place].full != BCF_NONE || machine->registers[place].last != BCF_NONE;
}

uint32_t bcf_asm_read_register(struct bcf_machine *machine, uint32_t place, uint32_t width) {
    uint32_t last = machine->registers[place].last;
    if (last != BCF_NONE && bcf_width(machine->builder, last) >= width)
        return bcf_truncate(machine->builder, last, width);
    return is_known(machine, place) ? bcf_truncate(machine->builder, bcf_asm_full(machine, place), width) : BCF_NONE;
}

/* 32 bits clear what is above them; 16 and 8 leave it. */
bool bcf_asm_write_register(struct bcf_machine *machine, uint32_t place, uint32_t width, uint32_t value) {
    struct bcf_builder *builder = machine->builder;
    uint32_t old;
    if (value == BCF_NONE)
        return false;
    if (width < 32 && is_known(machine, place)) {
        old = bcf_binop_by(builder, BCF_AND, bcf_asm_full(machine, place), (int64_t)(UINT64_MAX << width));
        machine->registers[place].full = bcf_binop(builder, BCF_OR, old, bcf_zero_extend(builder, value, 64));
        machine->registers[place].last = BCF_NONE;
        return true;
    }
    machine->registers[place].full = BCF_NONE;
    machine->registers[place].last = value;
    return true;
}

static uint32_t read_second_byte(struct bcf_machine *machine, uint32_t place) {
    if (!is_known(machine, place))
        return BCF_NONE;
    return bcf_truncate(machine->builder, bcf_binop_by(machine->builder, BCF_LSHR, bcf_asm_full(machine, place), 8), 8);
}

static bool write_second_byte(struct bcf_machine *machine, uint32_t place, uint32_t value) {
    struct bcf_builder *builder = machine->builder;
    uint32_t old;
    if (value == BCF_NONE || !is_known(machine, place))
        return false;
    value = bcf_binop_by(builder, BCF_SHL, bcf_zero_extend(builder, value, 64), 8);
    old = bcf_binop_by(builder, BCF_AND, bcf_asm_full(machine, place), ~(int64_t)0xff00);
    machine->registers[place].full = bcf_binop(builder, BCF_OR, old, value);
    machine->registers[place].last = BCF_NONE;
    return true;
}

/* ---- memory ---- */

uint32_t bcf_asm_address(struct bcf_machine *machine, const struct bcf_asm_item *item) {
    struct bcf_builder *builder = machine->builder;
    uint32_t sum = BCF_NONE;
    if (item->address != BCF_NONE)
        return item->number ? BCF_NONE : item->address;
    if (item->base != BCF_NONE && (sum = bcf_asm_full(machine, item->base)) == BCF_NONE)
        return BCF_NONE;
    if (item->index != BCF_NONE) {
        uint32_t index = bcf_asm_full(machine, item->index);
        if (index == BCF_NONE)
            return BCF_NONE;
        if (item->scale != 1)
            index = bcf_binop_by(builder, BCF_MUL, index, item->scale);
        sum = sum == BCF_NONE ? index : bcf_binop(builder, BCF_ADD, sum, index);
    }
    if (sum == BCF_NONE) /* of the module or the system; nothing here knows such addresses */
        return BCF_NONE;
    if (item->number)
        sum = bcf_binop_by(builder, BCF_ADD, sum, item->number);
    return bcf_cast(builder, BCF_INTTOPTR, sum, bcf_ptr_type(builder->module));
}

/* A fence stands behind each load, so that compiled code does not take it out of a loop (rewrite_memory.c). */
static uint32_t load(struct bcf_machine *machine, const struct bcf_asm_item *item, uint32_t width) {
    uint32_t address = bcf_asm_address(machine, item), value;
    if (address == BCF_NONE || !width)
        return BCF_NONE;
    value = bcf_load(machine->builder, int_type(machine, width), address, 1, false);
    bcf_fence(machine->builder, BCF_ACQUIRE);
    return value;
}

/* ---- what an instruction names ---- */

uint32_t bcf_asm_read(struct bcf_machine *machine, const struct bcf_asm_item *item, uint32_t width) {
    switch (item->kind) {
    case BCF_ITEM_REGISTER:
        if (item->width != width)
            return BCF_NONE;
        return item->high ? read_second_byte(machine, item->place) : bcf_asm_read_register(machine, item->place, width);
    case BCF_ITEM_NUMBER:
        return width ? bcf_int(machine->builder, int_type(machine, width), item->number) : BCF_NONE;
    case BCF_ITEM_MEMORY:
        return item->width && item->width != width ? BCF_NONE : load(machine, item, width);
    default:
        return BCF_NONE;
    }
}

bool bcf_asm_write(struct bcf_machine *machine, const struct bcf_asm_item *item, uint32_t width, uint32_t value) {
    uint32_t address;
    if (value == BCF_NONE || (item->width && item->width != width))
        return false;
    if (item->kind == BCF_ITEM_REGISTER)
        return item->high ? write_second_byte(machine, item->place, value)
                          : bcf_asm_write_register(machine, item->place, width, value);
    address = item->kind == BCF_ITEM_MEMORY ? bcf_asm_address(machine, item) : BCF_NONE;
    if (address == BCF_NONE)
        return false;
    bcf_fence(machine->builder, BCF_RELEASE);
    bcf_store(machine->builder, value, address, 1, false);
    return true;
}

/* ---- flags ---- */

void bcf_asm_forget_flags(struct bcf_machine *machine) {
    machine->carry = machine->result = machine->overflow = BCF_NONE;
    machine->of_sum = machine->of_difference = false;
}

static uint32_t no(struct bcf_machine *machine) {
    return bcf_int(machine->builder, int_type(machine, 1), 0);
}

void bcf_asm_flags_of_logic(struct bcf_machine *machine, uint32_t result) {
    bcf_asm_forget_flags(machine);
    machine->carry = machine->overflow = no(machine);
    machine->result = result;
}

/* The flags are those of a sum or difference of `x` and `y`. */
static void remember(struct bcf_machine *machine, uint32_t x, uint32_t y, uint32_t result, uint32_t carry, bool is_sum) {
    bcf_asm_forget_flags(machine);
    machine->carry = carry;
    machine->result = machine->of = result;
    machine->of_sum = is_sum;
    machine->of_difference = !is_sum;
    machine->x = x;
    machine->y = y;
}

uint32_t bcf_asm_sum(struct bcf_machine *machine, uint32_t x, uint32_t y, uint32_t carried) {
    struct bcf_builder *builder = machine->builder;
    uint32_t sum, carry;
    if (x == BCF_NONE || y == BCF_NONE)
        return BCF_NONE;
    sum = bcf_binop(builder, BCF_ADD, x, y);
    carry = bcf_compare(builder, BCF_ICMP_ULT, sum, x);
    if (carried != BCF_NONE) {
        uint32_t more = bcf_binop(builder, BCF_ADD, sum, bcf_zero_extend(builder, carried, bcf_width(builder, x)));
        carry = bcf_binop(builder, BCF_OR, carry, bcf_compare(builder, BCF_ICMP_ULT, more, sum));
        sum = more;
    }
    remember(machine, x, y, sum, carry, true);
    return sum;
}

uint32_t bcf_asm_difference(struct bcf_machine *machine, uint32_t x, uint32_t y, uint32_t carried) {
    struct bcf_builder *builder = machine->builder;
    uint32_t rest, carry;
    if (x == BCF_NONE || y == BCF_NONE)
        return BCF_NONE;
    rest = bcf_binop(builder, BCF_SUB, x, y);
    carry = bcf_compare(builder, BCF_ICMP_ULT, x, y);
    if (carried != BCF_NONE) {
        uint32_t less = bcf_binop(builder, BCF_SUB, rest, bcf_zero_extend(builder, carried, bcf_width(builder, x)));
        carry = bcf_binop(builder, BCF_OR, carry, bcf_compare(builder, BCF_ICMP_UGT, less, rest));
        rest = less;
    }
    remember(machine, x, y, rest, carry, false);
    return rest;
}

static uint32_t is_negative(struct bcf_machine *machine, uint32_t x) {
    return bcf_compare(machine->builder, BCF_ICMP_SLT, x, bcf_int(machine->builder, bcf_type_of(machine->builder, x), 0));
}

/* A sum overflows when its sign differs from that of both operands; a difference, from that of the first while the
 * operands differ. */
static uint32_t overflow(struct bcf_machine *machine) {
    struct bcf_builder *builder = machine->builder;
    uint32_t first, second;
    if (!machine->of_sum && !machine->of_difference)
        return machine->overflow;
    first = bcf_binop(builder, BCF_XOR, machine->x, machine->of);
    second = bcf_binop(builder, BCF_XOR, machine->y, machine->of_sum ? machine->of : machine->x);
    return is_negative(machine, bcf_binop(builder, BCF_AND, first, second));
}

static uint32_t zero(struct bcf_machine *machine) {
    struct bcf_builder *builder = machine->builder;
    if (machine->result == BCF_NONE)
        return BCF_NONE;
    return bcf_compare(builder, BCF_ICMP_EQ, machine->result, bcf_int(builder, bcf_type_of(builder, machine->result), 0));
}

static uint32_t sign(struct bcf_machine *machine) {
    return machine->result == BCF_NONE ? BCF_NONE : is_negative(machine, machine->result);
}

static uint32_t carry(struct bcf_machine *machine) {
    return machine->carry;
}

static uint32_t either(struct bcf_machine *machine, enum bcf_binop operation, uint32_t x, uint32_t y) {
    return x == BCF_NONE || y == BCF_NONE ? BCF_NONE : bcf_binop(machine->builder, operation, x, y);
}

static uint32_t below_or_equal(struct bcf_machine *machine) {
    return either(machine, BCF_OR, carry(machine), zero(machine));
}

static uint32_t less(struct bcf_machine *machine) {
    return either(machine, BCF_XOR, sign(machine), overflow(machine));
}

static uint32_t less_or_equal(struct bcf_machine *machine) {
    return either(machine, BCF_OR, zero(machine), less(machine));
}

static const struct {
    const char *name;
    uint32_t (*is)(struct bcf_machine *);
    bool negated;
} conditions[] = {
    {"o", overflow, false}, {"no", overflow, true}, {"b", carry, false}, {"c", carry, false}, {"nae", carry, false},
    {"ae", carry, true}, {"nb", carry, true}, {"nc", carry, true}, {"e", zero, false}, {"z", zero, false},
    {"ne", zero, true}, {"nz", zero, true}, {"be", below_or_equal, false}, {"na", below_or_equal, false},
    {"a", below_or_equal, true}, {"nbe", below_or_equal, true}, {"s", sign, false}, {"ns", sign, true}, {"l", less, false},
    {"nge", less, false}, {"ge", less, true}, {"nl", less, true}, {"le", less_or_equal, false}, {"ng", less_or_equal, false},
    {"g", less_or_equal, true}, {"nle", less_or_equal, true},
};

uint32_t bcf_asm_condition(struct bcf_machine *machine, const char *name) {
    for (size_t i = 0; i < sizeof conditions / sizeof conditions[0]; i++)
        if (strcmp(conditions[i].name, name) == 0) {
            uint32_t is = conditions[i].is(machine);
            return is == BCF_NONE || !conditions[i].negated ? is : bcf_binop_by(machine->builder, BCF_XOR, is, 1);
        }
    return BCF_NONE;
}
