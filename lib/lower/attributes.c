/* Attribute groups: [group, index, attributes…].
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/plan.h"

#include <string.h>

/* How an attribute is written (writeAttributeGroupTable). */
enum { ENUM = 0, INTEGER = 1, STRING = 3, STRING_VALUE = 4, TYPE_NONE = 5, TYPE = 6, RANGE = 7, RANGE_LIST = 8 };

/* How many operands the attribute at `at` has, or 0 when it does not fit in the record. */
static size_t attribute_size(const struct bcf_entry_record *group, size_t at) {
    const uint64_t *ops = group->ops;
    size_t left = group->count - at, size, words;
    switch (ops[at]) {
    case ENUM:
    case TYPE_NONE:
        return left >= 2 ? 2 : 0;
    case INTEGER:
    case TYPE:
        return left >= 3 ? 3 : 0;
    case STRING:
    case STRING_VALUE: /* texts that end with 0; the second is the value */
        size = 1;
        for (uint64_t texts = ops[at] == STRING ? 1 : 2; texts && size < left; size++)
            texts -= ops[at + size] == 0;
        return ops[at + size - 1] == 0 ? size : 0;
    case RANGE: /* [7, kind, bits, low, high], or with more than 64 bits [7, kind, bits, word counts, words…] */
        if (left < 5)
            return 0;
        words = ops[at + 2] <= 64 ? 2 : 1 + (size_t)(ops[at + 3] & UINT32_MAX) + (size_t)(ops[at + 3] >> 32);
        return words <= left - 3 ? 3 + words : 0;
    case RANGE_LIST: /* [8, kind, count, bits, (low, high)…] */
        if (left < 4 || ops[at + 2] > left)
            return 0;
        size = 4;
        for (uint64_t i = 0; i < ops[at + 2]; i++) {
            if (size >= left)
                return 0;
            size += ops[at + 3] <= 64 ? 2
                                      : 1 + (size_t)(ops[at + size] & UINT32_MAX) + (size_t)(ops[at + size] >> 32);
        }
        return size <= left ? size : 0;
    default:
        return 0;
    }
}

/* Sulong's ParameterAttributes.java reads the type of these three only, and takes that of any other attribute for the
 * next attribute. */
static bool misread_type(uint64_t how, uint64_t kind) {
    enum { BYVAL = 3, SRET = 29, ELEMENTTYPE = 77 };
    return how == TYPE && kind != BYVAL && kind != SRET && kind != ELEMENTTYPE;
}

static bool clean_group(struct bcf_lowering *lowering, struct bcf_entry_record *group) {
    size_t kept = 2;
    for (size_t at = 2; at < group->count;) {
        size_t size = attribute_size(group, at);
        if (!size)
            return bcf_fail(lowering->context, BCFIX_UNSUPPORTED,
                            "block PARAMATTR_GROUP, record ENTRY, bit %llu: an attribute of unknown form %llu",
                            (unsigned long long)group->bit, (unsigned long long)group->ops[at]);
        if (bcf_lowers_for(lowering, BCF_FAMILY_GRAALVM) && misread_type(group->ops[at], group->ops[at + 1])) {
            if (!bcf_note(lowering, BCFIX_BCF010_ATTRIBUTE, NULL, "the attribute of kind %llu was dropped",
                          (unsigned long long)group->ops[at + 1]))
                return false;
        } else {
            memmove(group->ops + kept, group->ops + at, size * sizeof *group->ops);
            kept += size;
        }
        at += size;
    }
    group->count = (uint32_t)kept;
    return true;
}

/* Readers want groups to have something in them. */
static void drop_empty_group(struct bcf_module *module, size_t index) {
    uint64_t id = module->attribute_groups.list.data[index].ops[0];
    for (size_t i = 0; i < module->attribute_lists.list.count; i++) {
        struct bcf_entry_record *list = &module->attribute_lists.list.data[i];
        uint32_t kept = 0;
        for (uint32_t o = 0; o < list->count; o++)
            if (list->ops[o] != id)
                list->ops[kept++] = list->ops[o];
        list->count = kept;
    }
    module->attribute_groups.list.count--;
    memmove(&module->attribute_groups.list.data[index], &module->attribute_groups.list.data[index + 1],
            (module->attribute_groups.list.count - index) * sizeof module->attribute_groups.list.data[0]);
}

bool bcf_plan_attributes(struct bcf_lowering *lowering) {
    struct bcf_module *module = lowering->module;
    for (size_t i = 0; i < module->attribute_groups.list.count; i++) {
        struct bcf_entry_record *group = &module->attribute_groups.list.data[i];
        if (group->count < 2)
            return bcf_fail(lowering->context, BCFIX_MALFORMED,
                            "block PARAMATTR_GROUP, record ENTRY, bit %llu: a group without attributes",
                            (unsigned long long)group->bit);
        if (!clean_group(lowering, group))
            return false;
        if (group->count == 2)
            drop_empty_group(module, i--);
    }
    return true;
}

bool bcf_group_has(const struct bcf_entry_record *group, uint64_t kind) {
    size_t size;
    for (size_t at = 2; at < group->count && (size = attribute_size(group, at)) != 0; at += size)
        if (group->ops[at] != STRING && group->ops[at] != STRING_VALUE && group->ops[at + 1] == kind)
            return true;
    return false;
}
