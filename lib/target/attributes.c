/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "target/attributes.h"

#include "module/attribute.h"

enum { NEVER = 9999 };

static const struct bcf_attribute_row rows[] = {
#define ATTRIBUTE(id, form, name, llvm, fate, how) {id, llvm, BCF_ATTRIBUTE_##form, BCF_##fate##_ATTRIBUTE, name},
#define TEXT_ATTRIBUTE(key, value, llvm, fate, older)
#include "target/attributes.def"
#undef TEXT_ATTRIBUTE
#undef ATTRIBUTE
};

static const struct bcf_text_attribute_row texts[] = {
#define ATTRIBUTE(id, form, name, llvm, fate, how)
#define TEXT_ATTRIBUTE(key, value, llvm, fate, older) {key, value, older, llvm, BCF_##fate##_ATTRIBUTE},
#include "target/attributes.def"
#undef TEXT_ATTRIBUTE
#undef ATTRIBUTE
};

enum { ROW_COUNT = sizeof rows / sizeof rows[0], TEXT_COUNT = sizeof texts / sizeof texts[0] };

const struct bcf_attribute_row *bcf_attribute_row(uint64_t form, uint64_t id) {
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (rows[i].id == id && rows[i].form == form)
            return &rows[i];
    return NULL;
}

const struct bcf_text_attribute_row *bcf_text_attribute_at(size_t index) {
    return index < TEXT_COUNT ? &texts[index] : NULL;
}
