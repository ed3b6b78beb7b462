/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/assembly.h"
#include "lower/conversions.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_TEXT = 1 << 16 };

/* ---- reading ---- */

/* INLINEASM: [type, flags, size, template…, size, constraints…]. NULL with an obstacle, or when memory or time ends. */
static char *read_text(struct bcf_builder *builder, const uint64_t *ops, size_t count, size_t *at, const char **obstacle) {
    uint64_t size = *at < count ? ops[(*at)++] : UINT64_MAX;
    char *text;
    if (size > count - *at)
        *obstacle = "it is damaged";
    else if (size > MAX_TEXT)
        *obstacle = "it is longer than 65536 characters";
    if (*obstacle)
        return NULL;
    if (!bcf_count_record(builder->module->context, size)) /* many calls may name one long text */
        return NULL;
    text = bcf_arena_take(&builder->lowering->arena, size + 1);
    if (!text)
        return NULL;
    for (uint64_t i = 0; i < size; i++)
        text[i] = (char)ops[*at + i];
    text[size] = '\0';
    *at += size;
    if (memchr(text, '\0', size)) /* what stands behind it counts too */
        *obstacle = "it has a zero byte";
    return text;
}

/* Spaces, ends of lines and ';' between words become one space; comments go. */
static void fold_space(char *text) {
    char *to = text;
    bool space = true;
    for (const char *from = text; *from; from++) {
        bool comment = *from == '#';
        while (comment && from[1] && from[1] != '\n')
            from++;
        if (from[0] == '/' && from[1] == '*') {
            const char *end = strstr(from + 2, "*/");
            from = end ? end + 1 : from + strlen(from) - 1;
            comment = true;
        }
        if (comment || strchr(" \t\r\n;", *from)) {
            if (!space)
                *to++ = ' ';
            space = true;
            continue;
        }
        *to++ = *from;
        space = false;
    }
    if (to > text && to[-1] == ' ')
        to--;
    *to = '\0';
}

bool bcf_read_assembly(struct bcf_builder *builder, uint64_t callee, struct bcf_assembly *assembly) {
    struct bcf_function *function = builder->function;
    const struct bcf_pack *pack = &builder->module->constants.pack;
    size_t index = callee & ~(uint64_t)BCF_CONSTANT, at = 2, size;
    *assembly = (struct bcf_assembly){0};
    if (callee & BCF_LOCAL) {
        pack = &function->constants.pack;
        index = bcf_constant_index(function, callee & ~(uint64_t)BCF_LOCAL);
    }
    if (!bcf_pack_get(builder->module->context, pack, index, &function->scratch))
        return false;
    if (function->scratch.ops.count < 4) {
        assembly->obstacle = "it is damaged";
        return true;
    }
    assembly->aligns_stack = function->scratch.ops.data[1] & 2;
    assembly->intel = function->scratch.ops.data[1] & 4;
    assembly->unwinds = function->scratch.ops.data[1] & 8;
    assembly->text = read_text(builder, function->scratch.ops.data, function->scratch.ops.count, &at, &assembly->obstacle);
    if (assembly->text && !assembly->obstacle)
        assembly->constraints = read_text(builder, function->scratch.ops.data, function->scratch.ops.count, &at, &assembly->obstacle);
    if (assembly->obstacle || !assembly->constraints)
        return !bcf_failed(builder->module->context);
    size = strlen(assembly->text) + 1;
    assembly->folded = bcf_arena_take(&builder->lowering->arena, size);
    if (!assembly->folded)
        return false;
    memcpy(assembly->folded, assembly->text, size);
    fold_space(assembly->folded);
    return true;
}

/* ---- operands ---- */

/* "{ax}", "{xmm0}": a register of that name, with or without what its width adds to it. */
static bool named_register(const char *name, size_t size, struct bcf_asm_operand *operand) {
    struct bcf_asm_item item = {.place = 0};
    if (!bcf_asm_register(name, size, &item) || item.high)
        return false;
    operand->kind = item.kind == BCF_ITEM_VECTOR ? BCF_ASM_VECTOR : BCF_ASM_REGISTER;
    operand->place = item.place;
    return true;
}

/* One constraint, without '=' and '&'. `own` is the register for an operand that may have any. */
static bool read_constraint(struct bcf_machine *machine, const char *text, size_t size, bool output, uint32_t own,
                            struct bcf_asm_operand *operand) {
    struct bcf_module *module = machine->builder->module;
    operand->place = own;
    if (size > 2 && text[0] == '{' && text[size - 1] == '}') {
        if (output && size >= 6 && memcmp(text, "{@cc", 4) == 0 && size - 5 < sizeof operand->condition) {
            operand->kind = BCF_ASM_FLAG;
            memcpy(operand->condition, text + 4, size - 5);
            operand->condition[size - 5] = '\0';
            return true;
        }
        return named_register(text + 1, size - 2, operand);
    }
    if (!output && size && isdigit((unsigned char)text[0])) { /* where an output stands */
        unsigned long which = strtoul(text, NULL, 10);
        if (which >= machine->output_count)
            return false;
        operand->kind = machine->operands[which].kind;
        operand->place = machine->operands[which].place;
        return operand->kind == BCF_ASM_REGISTER || operand->kind == BCF_ASM_VECTOR;
    }
    if (!output && size == 2 && memcmp(text, "*m", 2) == 0) {
        operand->kind = BCF_ASM_MEMORY;
        return bcf_type(module, operand->type)->code == BCF_TYPE_OPAQUE_POINTER;
    }
    if (size != 1)
        return false;
    if (strchr("rqQRl", text[0])) {
        operand->kind = BCF_ASM_REGISTER;
        return true;
    }
    if (strchr("xv", text[0])) {
        operand->kind = BCF_ASM_VECTOR;
        return true;
    }
    operand->kind = BCF_ASM_NUMBER;
    return !output && strchr("in", text[0]) &&
           bcf_constant_int(module, machine->builder->function, operand->value, &operand->number);
}

/* The type of output `index` of the call. */
static uint32_t output_type(struct bcf_machine *machine, const struct bcf_insn *call, uint32_t index, uint32_t outputs) {
    const struct bcf_type *type;
    if (call->result == BCF_NONE)
        return BCF_NONE;
    if (outputs == 1)
        return call->type;
    type = bcf_type(machine->builder->module, call->type);
    return type->code == BCF_TYPE_STRUCT_ANON && type->count == outputs + 1 ? (uint32_t)type->ops[1 + index] : BCF_NONE;
}

static size_t constraint_size(const char *text) {
    return strcspn(text, ",");
}

static uint32_t count_outputs(const char *constraints) {
    uint32_t count = 0;
    for (const char *at = constraints; *at == '='; at += constraint_size(at), at += *at == ',')
        count++;
    return count;
}

/* A register that holds an argument. */
static bool set_argument(struct bcf_machine *machine, const struct bcf_asm_operand *operand) {
    struct bcf_builder *builder = machine->builder;
    struct bcf_module *module = builder->module;
    uint32_t value = operand->value;
    uint64_t width = bcf_type_integer_width(module, operand->type);
    if (operand->kind == BCF_ASM_VECTOR) {
        machine->vectors[operand->place] = value;
        return bcf_is_float(module, operand->type) || bcf_type_lanes(module, operand->type);
    }
    if (operand->kind != BCF_ASM_REGISTER)
        return true;
    if (bcf_type(module, operand->type)->code == BCF_TYPE_OPAQUE_POINTER)
        value = bcf_cast(builder, BCF_PTRTOINT, value, bcf_int_type(module, 64));
    else if (width != 8 && width != 16 && width != 32 && width != 64)
        return false;
    return bcf_asm_write_register(machine, operand->place, bcf_width(builder, value), value);
}

static bool read_operands(struct bcf_machine *machine, const struct bcf_insn *call, const char *constraints) {
    struct bcf_builder *builder = machine->builder;
    uint32_t argument = BCF_CALL_FIRST_ARGUMENT, outputs = count_outputs(constraints);
    for (const char *at = constraints; *at; at += constraint_size(at), at += *at == ',') {
        uint32_t index = machine->operand_count;
        struct bcf_asm_operand *operand = &machine->operands[index];
        size_t skip = 0, size = constraint_size(at);
        bool output = *at == '=';
        if (*at == '~')
            continue;
        if (index == BCF_ASM_OPERANDS || size == 0)
            return false;
        skip = output ? 1 + (at[1] == '&') : 0;
        if (output) {
            operand->type = output_type(machine, call, index, outputs);
        } else {
            if (argument >= call->count)
                return false;
            operand->value = (uint32_t)bcf_op(builder, call, argument++);
            operand->type = bcf_type_of(builder, operand->value);
        }
        if (operand->type == BCF_NONE || !read_constraint(machine, at + skip, size - skip, output, BCF_ASM_OWN + index, operand))
            return false;
        machine->operand_count++;
        machine->output_count += output;
    }
    for (uint32_t i = machine->output_count; i < machine->operand_count; i++)
        if (!set_argument(machine, &machine->operands[i]))
            return false;
    return argument == call->count && (call->result == BCF_NONE) == (outputs == 0);
}

/* ---- results ---- */

static uint32_t output_value(struct bcf_machine *machine, const struct bcf_asm_operand *operand) {
    struct bcf_builder *builder = machine->builder;
    struct bcf_module *module = builder->module;
    uint64_t width = bcf_type_integer_width(module, operand->type);
    uint32_t value;
    if (operand->kind == BCF_ASM_FLAG) {
        value = bcf_asm_condition(machine, operand->condition);
        return value == BCF_NONE || !width ? BCF_NONE : bcf_zero_extend(builder, value, (uint32_t)width);
    }
    if (operand->kind == BCF_ASM_VECTOR) {
        value = machine->vectors[operand->place];
        if (value == BCF_NONE || bcf_type_of(builder, value) == operand->type)
            return value;
        return bcf_type_lanes(module, operand->type) && bcf_type_lanes(module, bcf_type_of(builder, value))
                   ? bcf_cast(builder, BCF_BITCAST, value, operand->type)
                   : BCF_NONE;
    }
    if (bcf_type(module, operand->type)->code == BCF_TYPE_OPAQUE_POINTER)
        width = 64;
    if (width != 8 && width != 16 && width != 32 && width != 64)
        return BCF_NONE;
    value = bcf_asm_read_register(machine, operand->place, (uint32_t)width);
    if (value == BCF_NONE) /* it was not written: any value will do */
        value = bcf_int(builder, bcf_int_type(module, width), 0);
    return bcf_type_of(builder, value) == operand->type ? value : bcf_cast(builder, BCF_INTTOPTR, value, operand->type);
}

static bool give_results(struct bcf_machine *machine, const struct bcf_insn *call) {
    struct bcf_builder *builder = machine->builder;
    uint32_t whole, values[BCF_ASM_OPERANDS];
    for (uint32_t i = 0; i < machine->output_count; i++) {
        values[i] = output_value(machine, &machine->operands[i]);
        if (values[i] == BCF_NONE)
            return false;
    }
    if (machine->output_count == 1)
        bcf_replace_with(builder, call, values[0]);
    if (machine->output_count < 2)
        return true;
    whole = bcf_poison(builder, call->type);
    for (uint32_t i = 0; i < machine->output_count; i++) {
        if (i + 1 == machine->output_count)
            bcf_in_place_of(builder, call);
        whole = bcf_insert_field(builder, whole, values[i], i);
    }
    return true;
}

/* ---- the whole ---- */

bcf_asm_fn *bcf_asm_find(const char *name, bool lock) {
    const struct bcf_asm_row *const tables[] = {bcf_asm_memory, bcf_asm_arithmetic, bcf_asm_bits, bcf_asm_vectors};
    if (lock) {
        for (const struct bcf_asm_row *row = bcf_asm_locked; row->name; row++)
            if (strcmp(row->name, name) == 0)
                return row->write;
    }
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
        for (const struct bcf_asm_row *row = tables[i]; row->name; row++)
            if (strcmp(row->name, name) == 0)
                return row->write;
    if ((strncmp(name, "cmov", 4) == 0 && name[4]) || (strncmp(name, "set", 3) == 0 && name[3]))
        return bcf_asm_conditional;
    return NULL;
}

static bool translate(struct bcf_machine *machine, const struct bcf_insn *call, const struct bcf_assembly *assembly) {
    const char *text = assembly->text;
    struct bcf_asm_statement statement;
    bool bad = false;
    if (!read_operands(machine, call, assembly->constraints))
        return false;
    while (bcf_asm_next(machine, &text, &statement, &bad)) {
        bcf_asm_fn *write = bcf_asm_find(statement.name, statement.lock);
        if (!write || !write(machine, &statement))
            return false;
    }
    return !bad && give_results(machine, call);
}

bool bcf_translate_assembly(struct bcf_builder *builder, const struct bcf_insn *call, const struct bcf_assembly *assembly) {
    size_t before = builder->out.count, entry = builder->entry.count;
    struct bcf_machine machine;
    memset(&machine, 0, sizeof machine);
    machine.builder = builder;
    machine.intel = assembly->intel;
    for (uint32_t i = 0; i < BCF_ASM_REGISTERS; i++)
        machine.registers[i].full = machine.registers[i].last = machine.vectors[i] = BCF_NONE;
    bcf_asm_forget_flags(&machine);
    /* LLVM keeps rbx for itself; code that needs it saves what it holds, which may be anything. */
    bcf_asm_write_register(&machine, BCF_RBX, 64, bcf_int(builder, bcf_int_type(builder->module, 64), 0));
    if (translate(&machine, call, assembly))
        return true;
    builder->out.count = before; /* what was written stands for nothing */
    builder->entry.count = entry;
    builder->result = BCF_NONE;
    return false;
}
