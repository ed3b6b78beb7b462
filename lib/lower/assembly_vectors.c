/* Instructions of assembly on vectors and floating point numbers.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/assembly.h"
#include "lower/conversions.h"
#include "lower/x86.h"

#include <string.h>

typedef struct bcf_machine machine_t;
typedef struct bcf_asm_statement statement_t;

/* Whether all operands are registers of vectors, and there are so many. */
static bool takes_registers(const statement_t *statement, uint32_t count) {
    for (uint32_t i = 0; i < statement->count; i++)
        if (statement->items[i].kind != BCF_ITEM_VECTOR || statement->items[i].width != 128)
            return false;
    return statement->count == count && !statement->lock;
}

/* What stands in the register, when it is of that type or a vector of as many bits. */
static uint32_t read(machine_t *machine, const statement_t *statement, uint32_t which, uint32_t type) {
    struct bcf_module *module = machine->builder->module;
    uint32_t value = machine->vectors[statement->items[which].place], is = bcf_type_of(machine->builder, value);
    if (value == BCF_NONE || is == type)
        return value;
    if (!bcf_type_lanes(module, is) || !bcf_type_lanes(module, type) ||
        bcf_type_lane_width(module, is) * bcf_type_lanes(module, is) !=
            bcf_type_lane_width(module, type) * bcf_type_lanes(module, type))
        return BCF_NONE;
    return bcf_cast(machine->builder, BCF_BITCAST, value, type);
}

static bool write(machine_t *machine, const statement_t *statement, uint32_t value) {
    machine->vectors[statement->items[0].place] = value;
    return value != BCF_NONE;
}

static uint32_t bytes(machine_t *machine, uint32_t width) {
    return bcf_vector_type(machine->builder->module, width / 8, bcf_int_type(machine->builder->module, 8));
}

/* ---- floating point numbers: the names end in "ss" or "sd" ---- */

static uint32_t number_type(machine_t *machine, const statement_t *statement) {
    bool single = statement->name[strlen(statement->name) - 1] == 's';
    return single ? bcf_float_type(machine->builder->module) : bcf_double_type(machine->builder->module);
}

static bool call_libm(machine_t *machine, const statement_t *statement, const char *name, uint32_t count) {
    struct bcf_builder *builder = machine->builder;
    uint32_t type = number_type(machine, statement), types[3] = {type, type, type}, arguments[3];
    bool single = type == bcf_float_type(builder->module);
    char full[8];
    for (uint32_t i = 0; i < count; i++) {
        arguments[i] = read(machine, statement, count == 1 ? 1 : i, type);
        if (arguments[i] == BCF_NONE)
            return false;
    }
    strcpy(full, name);
    strcat(full, single ? "f" : "");
    return write(machine, statement,
                 bcf_call(builder, bcf_external(builder->lowering, full, bcf_function_type(builder->module, type, types, count)),
                          arguments, count));
}

/* Of a number that stands alone in its register: the rest of the register is that of the first operand, which is the same. */
static bool sqrt_number(machine_t *machine, const statement_t *statement) {
    return takes_registers(statement, 2) && statement->items[0].place == statement->items[1].place &&
           call_libm(machine, statement, "sqrt", 1);
}

/* The first times the second, plus the third. */
static bool fma_number(machine_t *machine, const statement_t *statement) {
    return takes_registers(statement, 3) && call_libm(machine, statement, "fma", 3);
}

/* ---- vectors of 128 bits ---- */

/* In two operands, or in three, of which the first is only written; "v" stands before the name then. */
static bool two_vectors(machine_t *machine, const statement_t *statement, uint32_t type, uint32_t values[2]) {
    uint32_t count = statement->name[0] == 'v' ? 3 : 2;
    if (!takes_registers(statement, count))
        return false;
    for (uint32_t i = 0; i < 2; i++)
        values[i] = read(machine, statement, count - 2 + i, type);
    return values[0] != BCF_NONE && values[1] != BCF_NONE;
}

static bool logic(machine_t *machine, const statement_t *statement, enum bcf_binop operation) {
    uint32_t values[2];
    return two_vectors(machine, statement, bytes(machine, 128), values) &&
           write(machine, statement, bcf_binop(machine->builder, operation, values[0], values[1]));
}

static bool pand(machine_t *machine, const statement_t *statement) {
    return logic(machine, statement, BCF_AND);
}

static bool por(machine_t *machine, const statement_t *statement) {
    return logic(machine, statement, BCF_OR);
}

static bool pxor(machine_t *machine, const statement_t *statement) {
    return logic(machine, statement, BCF_XOR);
}

/* pcmpeqb, pcmpeqw, pcmpeqd */
static bool equal(machine_t *machine, const statement_t *statement) {
    struct bcf_module *module = machine->builder->module;
    char last = statement->name[strlen(statement->name) - 1];
    uint32_t width = last == 'b' ? 8 : last == 'w' ? 16 : 32, values[2], is;
    if (!two_vectors(machine, statement, bcf_vector_type(module, 128 / width, bcf_int_type(module, width)), values))
        return false;
    is = bcf_compare(machine->builder, BCF_ICMP_EQ, values[0], values[1]);
    return write(machine, statement, bcf_lanes_sext(machine->builder, is, width));
}

static bool pmovmskb(machine_t *machine, const statement_t *statement) {
    struct bcf_builder *builder = machine->builder;
    uint32_t value;
    if (statement->count != 2 || statement->items[0].kind != BCF_ITEM_REGISTER || statement->items[1].kind != BCF_ITEM_VECTOR)
        return false;
    value = read(machine, statement, 1, bytes(machine, 128));
    if (value == BCF_NONE)
        return false;
    value = bcf_bits_of_lanes(builder, bcf_compare_by(builder, BCF_ICMP_SLT, value, 0));
    return bcf_asm_write_register(machine, statement->items[0].place, 32, value);
}

/* Between registers, and from memory. What crates write as vmovdqa is to be one read of 16 bytes, which Sulong has none of. */
static bool move(machine_t *machine, const statement_t *statement) {
    uint32_t address;
    if (statement->count != 2 || statement->lock || statement->items[0].kind != BCF_ITEM_VECTOR)
        return false;
    if (statement->items[1].kind == BCF_ITEM_VECTOR)
        return statement->items[0].width == statement->items[1].width &&
               write(machine, statement, machine->vectors[statement->items[1].place]);
    if (statement->items[1].kind != BCF_ITEM_MEMORY || strcmp(statement->name, "vmovdqa") == 0)
        return false;
    address = bcf_asm_address(machine, &statement->items[1]);
    if (address == BCF_NONE)
        return false;
    write(machine, statement, bcf_load(machine->builder, bytes(machine, statement->items[0].width), address, 1, false));
    bcf_fence(machine->builder, BCF_ACQUIRE);
    return true;
}

const struct bcf_asm_row bcf_asm_vectors[] = {
    {"movapd", move}, {"movaps", move}, {"movdqa", move}, {"movdqu", move}, {"movntdqa", move}, {"movupd", move},
    {"movups", move}, {"pand", pand}, {"pcmpeqb", equal}, {"pcmpeqd", equal}, {"pcmpeqw", equal}, {"pmovmskb", pmovmskb},
    {"por", por}, {"pxor", pxor}, {"sqrtsd", sqrt_number}, {"sqrtss", sqrt_number}, {"vfmadd213sd", fma_number},
    {"vfmadd213ss", fma_number}, {"vmovdqa", move}, {"vmovdqu", move}, {"vmovntdqa", move}, {"vpand", pand}, {"vpcmpeqb", equal},
    {"vpcmpeqd", equal}, {"vpcmpeqw", equal}, {"vpor", por}, {"vpxor", pxor}, {NULL, NULL},
};
