/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/pointer_size.h"

bool bcf_is_plain_pointer(struct bcf_module *module, uint32_t type) {
    const struct bcf_type *pointer = bcf_type(module, type);
    return pointer->code == BCF_TYPE_OPAQUE_POINTER && pointer->ops[0] < BCF_FIRST_SPACE_OF_X86 &&
           bcf_pointer_bits(module, pointer->ops[0]) == 64;
}

/* A number of at most 24 bits at `*at`, which is put behind it. */
static uint64_t number(struct bcf_string text, size_t *at) {
    uint64_t value = 0;
    for (; *at < text.size && text.data[*at] >= '0' && text.data[*at] <= '9' && value < 1 << 24; ++*at)
        value = value * 10 + (uint64_t)(text.data[*at] - '0');
    return value;
}

/* "p:32:32", "p270:32:32": the space and the size; since LLVM 22 letters may stand behind the p. */
uint32_t bcf_pointer_bits(struct bcf_module *module, uint64_t space) {
    struct bcf_string layout = bcf_header_text(module, BCF_MODULE_DATALAYOUT);
    uint64_t bits = 64, given;
    for (size_t i = 0; i < layout.size; i++) {
        if (layout.data[i] != 'p' || (i && layout.data[i - 1] != '-'))
            continue;
        for (i++; i < layout.size && (layout.data[i] == 'e' || layout.data[i] == 'u'); i++)
            ;
        given = number(layout, &i);
        if (i >= layout.size || layout.data[i] != ':')
            continue;
        i++;
        if (given == space)
            return (uint32_t)number(layout, &i);
        if (given == 0)
            bits = number(layout, &i);
    }
    return (uint32_t)bits;
}
