/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/conversions.h"

#include "lower/float_formats.h"

bool bcf_is_float(const struct bcf_module *module, uint32_t type) {
    uint32_t code = bcf_type(module, type)->code;
    return code == BCF_TYPE_FLOAT || code == BCF_TYPE_DOUBLE;
}

static uint32_t number(struct bcf_builder *builder, uint32_t like, int64_t value) {
    return bcf_int(builder, bcf_type_of(builder, like), value);
}

uint32_t bcf_float_to_integer(struct bcf_builder *builder, uint32_t value, uint32_t width) {
    const struct bcf_format *format = bcf_format_of(builder->module, bcf_type_of(builder, value));
    return bcf_integer_of_format(builder, bcf_bits_of(builder, value), format, width);
}

uint32_t bcf_integer_to_float(struct bcf_builder *builder, uint32_t value, uint32_t type, bool is_signed) {
    uint32_t bits = bcf_format_integer(builder, value, bcf_format_of(builder->module, type), is_signed);
    return bcf_cast(builder, BCF_BITCAST, bits, type);
}

/* Half of a number of 64 bits has a sign that is free; the bit that is lost stays in the lowest one, where it still tells
 * which way to round. */
uint32_t bcf_u64_to_float(struct bcf_builder *builder, uint32_t value, uint32_t type) {
    uint32_t zero = number(builder, value, 0), large = bcf_compare(builder, BCF_ICMP_SLT, value, zero), half, real;
    half = bcf_binop(builder, BCF_OR, bcf_binop_by(builder, BCF_LSHR, value, 1), bcf_binop_by(builder, BCF_AND, value, 1));
    real = bcf_cast(builder, BCF_SITOFP, bcf_select(builder, large, half, value), type);
    return bcf_select(builder, large, bcf_binop(builder, BCF_ADD, real, real), real);
}

uint32_t bcf_element_bits(const struct bcf_module *module, uint32_t type) {
    switch (bcf_type(module, bcf_type_element(module, type))->code) {
    case BCF_TYPE_HALF:
    case BCF_TYPE_BFLOAT:
        return 16;
    case BCF_TYPE_FLOAT:
        return 32;
    case BCF_TYPE_DOUBLE:
        return 64;
    case BCF_TYPE_FP128:
        return 128;
    default:
        return (uint32_t)bcf_type_integer_width(module, bcf_type_element(module, type));
    }
}

/* Equal numbers differ only as zeros do. */
uint32_t bcf_extreme(struct bcf_builder *builder, uint32_t x, uint32_t y, bool greater) {
    uint32_t type = bcf_type_of(builder, x), bits, integer, zeros, number;
    integer = bcf_type_shaped(builder->module, type, bcf_int_type(builder->module, bcf_element_bits(builder->module, type)));
    bits = bcf_binop(builder, greater ? BCF_AND : BCF_OR, bcf_cast(builder, BCF_BITCAST, x, integer),
                     bcf_cast(builder, BCF_BITCAST, y, integer));
    zeros = bcf_cast(builder, BCF_BITCAST, bits, type);
    number = bcf_select(builder, bcf_compare(builder, greater ? BCF_FCMP_OGT : BCF_FCMP_OLT, x, y), x, y);
    number = bcf_select(builder, bcf_compare(builder, BCF_FCMP_OEQ, x, y), zeros, number);
    return bcf_select(builder, bcf_compare(builder, BCF_FCMP_UNO, x, y), bcf_binop(builder, BCF_ADD, x, y), number);
}
