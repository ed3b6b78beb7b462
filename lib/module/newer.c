/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "module/newer.h"

#include "module/attribute.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define U(x) ((unsigned long long)(x))

bool bcf_leave_out(struct bcf_decoder *decoder, unsigned block, uint32_t code, const char *format, ...) {
    struct bcf_module *module = decoder->module;
    struct bcf_left_out left_out = {.block = block, .code = code, .bit = decoder->reader->record_bit, .count = 1};
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(left_out.what, sizeof left_out.what, format, arguments);
    va_end(arguments);
    for (size_t i = 0; i < module->left_out.count; i++) {
        struct bcf_left_out *known = &module->left_out.data[i];
        if (known->block == block && known->code == code && strcmp(known->what, left_out.what) == 0) {
            known->count++;
            return true;
        }
    }
    return bcf_push(module->context, &module->left_out, left_out);
}

bool bcf_check_newer(struct bcf_decoder *decoder, const struct bcf_layout *layout, const struct bcf_field *field,
                     uint64_t op) {
    if (field->below && op >= field->below)
        return bcf_reader_fail(decoder->reader, BCFIX_UNSUPPORTED, "%.*s=%llu, which LLVM 22 does not have",
                               (int)field->name_size, field->name, U(op));
    if (!field->newer || op == 0)
        return true;
    if (field->newer == BCF_NEWER_REFUSED)
        return bcf_reader_fail(decoder->reader, BCFIX_UNSUPPORTED,
                               "it is %.*s, which LLVM has since 23: no target has a form of it", (int)field->name_size,
                               field->name);
    return bcf_leave_out(decoder, layout->block, layout->code, "the operand %.*s", (int)field->name_size, field->name);
}

/* ---- attributes ---- */

/* The last one of LLVM 22. */
enum { LAST_ATTRIBUTE = 105, MEMORY = 86 };

static const struct {
    uint64_t kind, form;
    const char *name;
} newer_attributes[] = {
#define NEWER_ATTRIBUTE(kind, form, name) {kind, BCF_ATTRIBUTE_##form, name},
#define NEWER_FLAGS(opcode, known, name)
#include "module/newer.def"
#undef NEWER_FLAGS
#undef NEWER_ATTRIBUTE
};

static const char *newer_attribute(uint64_t form, uint64_t kind) {
    for (size_t i = 0; i < sizeof newer_attributes / sizeof newer_attributes[0]; i++)
        if (newer_attributes[i].kind == kind && newer_attributes[i].form == form)
            return newer_attributes[i].name;
    return NULL;
}

static bool check_attribute(struct bcf_decoder *decoder, const uint64_t *ops, bool *dropped) {
    uint64_t form = ops[0], kind = ops[1];
    const char *newer;
    *dropped = false;
    if (form == BCF_ATTRIBUTE_STRING || form == BCF_ATTRIBUTE_STRING_VALUE)
        return true;
    newer = newer_attribute(form, kind);
    if (newer) {
        *dropped = true;
        return bcf_leave_out(decoder, BCF_BLOCK_PARAMATTR_GROUP, BCF_PARAMATTR_GROUP_ENTRY, "the attribute %s", newer);
    }
    if (kind > LAST_ATTRIBUTE)
        return bcf_reader_fail(decoder->reader, BCFIX_UNSUPPORTED, "the attribute of kind %llu is unknown: LLVM 22 has %d",
                               U(kind), LAST_ATTRIBUTE);
    /* The highest byte is the version of the layout: 0 up to LLVM 21, 1 in 22, 2 in 23 with the same bits. */
    if (kind == MEMORY && form == BCF_ATTRIBUTE_INTEGER && ops[2] >> 56 > 2)
        return bcf_reader_fail(decoder->reader, BCFIX_UNSUPPORTED, "a memory attribute of layout %llu", U(ops[2] >> 56));
    return true;
}

bool bcf_check_attributes(struct bcf_decoder *decoder, struct bcf_record *group) {
    size_t kept = 2;
    if (group->count < 3)
        return bcf_reader_fail(decoder->reader, BCFIX_MALFORMED, "a group without attributes");
    for (size_t at = 2; at < group->count;) {
        size_t size = bcf_attribute_size(group->ops, group->count, at);
        bool dropped;
        if (!size)
            return bcf_reader_fail(decoder->reader, BCFIX_UNSUPPORTED, "an attribute of unknown form %llu",
                                   U(group->ops[at]));
        if (!check_attribute(decoder, group->ops + at, &dropped))
            return false;
        if (!dropped) {
            memmove(group->ops + kept, group->ops + at, size * sizeof *group->ops);
            kept += size;
        }
        at += size;
    }
    group->count = kept;
    return true;
}

static int compare_ids(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* Takes groups that are empty out of the lists. */
static void drop_from_lists(struct bcf_module *module, const bcf_u64s *empty) {
    for (size_t i = 0; i < module->attribute_lists.list.count; i++) {
        struct bcf_entry_record *list = &module->attribute_lists.list.data[i];
        uint32_t kept = 0;
        for (uint32_t o = 0; o < list->count; o++)
            if (!bsearch(&list->ops[o], empty->data, empty->count, sizeof *empty->data, compare_ids))
                list->ops[kept++] = list->ops[o];
        list->count = kept;
    }
}

bool bcf_drop_empty_groups(struct bcf_module *module) {
    struct bcf_entry_record *groups = module->attribute_groups.list.data;
    bcf_u64s empty = {0};
    size_t kept = 0;
    bool good = true;
    for (size_t i = 0; good && i < module->attribute_groups.list.count; i++)
        good = groups[i].count != 2 || bcf_push(module->context, &empty, groups[i].ops[0]);
    if (good && empty.count) {
        qsort(empty.data, empty.count, sizeof *empty.data, compare_ids);
        drop_from_lists(module, &empty);
        for (size_t i = 0; i < module->attribute_groups.list.count; i++)
            if (groups[i].count != 2)
                groups[kept++] = groups[i];
        module->attribute_groups.list.count = kept;
    }
    bcf_free_array(module->context, &empty);
    module->groups_in_order = true;
    for (size_t i = 1; i < module->attribute_groups.list.count; i++)
        module->groups_in_order &= groups[i - 1].ops[0] <= groups[i].ops[0];
    return good;
}

/* ---- assembly ---- */

bool bcf_join_assembly(struct bcf_decoder *decoder, const struct bcf_record *record, bool *joined) {
    struct bcf_module *module = decoder->module;
    struct bcf_string text = bcf_header_text(module, BCF_MODULE_ASM);
    bool new_line = text.size && text.data[text.size - 1] != '\n';
    char *both;
    *joined = text.size != 0;
    if (!*joined)
        return true;
    both = bcf_arena_take(&module->arena, text.size + 1 + record->count);
    if (!both)
        return false;
    memcpy(both, text.data, text.size);
    if (new_line)
        both[text.size++] = '\n';
    for (size_t i = 0; i < record->count; i++)
        both[text.size++] = (char)record->ops[i];
    text.data = both;
    return bcf_header_set_text(module, BCF_MODULE_ASM, text);
}

/* ---- flags ---- */

static const struct {
    uint64_t opcode, known;
    const char *name;
} newer_flags[] = {
#define NEWER_ATTRIBUTE(kind, form, name)
#define NEWER_FLAGS(opcode, known, name) {opcode, known, name},
#include "module/newer.def"
#undef NEWER_FLAGS
#undef NEWER_ATTRIBUTE
};

bool bcf_check_cast(struct bcf_decoder *decoder, uint64_t *ops, uint32_t *count) {
    enum { OPCODE = 2, FLAGS = 3 };
    for (size_t i = 0; *count > FLAGS && i < sizeof newer_flags / sizeof newer_flags[0]; i++) {
        if (newer_flags[i].opcode != ops[OPCODE] || !(ops[FLAGS] & ~newer_flags[i].known))
            continue;
        ops[FLAGS] &= newer_flags[i].known;
        if (!ops[FLAGS])
            *count = FLAGS;
        return bcf_leave_out(decoder, BCF_BLOCK_FUNCTION, BCF_FUNC_CAST, "the fast-math flags of %s", newer_flags[i].name);
    }
    return true;
}
