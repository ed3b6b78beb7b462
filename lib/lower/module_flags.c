/* Module flags: the nodes [behavior, key, value] that the named metadata llvm.module.flags lists.
 *
 * The behavior says what a linker does with the values of two modules. Min, the smaller one counts, is new in LLVM 15;
 * LLVM 14 refuses a module that has it.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/builder.h"
#include "lower/plan.h"

enum { ERROR = 1, MAX = 7, MIN = 8 };

/* What LLVM 14 has for flags that are Min since. Any other is an error for the linker when its values differ, so that it
 * is never linked wrongly. */
static const struct {
    const char *key;
    uint64_t behavior;
} older[] = {
    {"PIC Level", MAX},
    {"PIE Level", MAX},
};

struct flags {
    struct bcf_lowering *lowering;
    struct bcf_metadata *metadata;
    struct bcf_unpacked list, node, value;
};

/* The node with that metadata id + 1, taken out into `to`. */
static bool node_of(struct flags *flags, uint64_t id_or_none, struct bcf_unpacked *to) {
    uint64_t first = flags->metadata->string_count;
    if (id_or_none <= first || id_or_none - 1 - first >= flags->metadata->nodes.offsets.count)
        return false;
    return bcf_pack_get(flags->lowering->context, &flags->metadata->nodes, id_or_none - 1 - first, to);
}

/* The number of a METADATA_VALUE, or 0. */
static int64_t number_of(struct flags *flags, uint64_t id_or_none) {
    int64_t number;
    if (!node_of(flags, id_or_none, &flags->value) || flags->value.code != BCF_MD_VALUE ||
        !bcf_constant_int(flags->lowering->module, NULL, (uint32_t)flags->value.ops.data[1], &number))
        return 0;
    return number;
}

/* The metadata id + 1 of that number as a value; 0 after an error. */
static uint64_t value_of(struct flags *flags, uint64_t number) {
    struct bcf_lowering *lowering = flags->lowering;
    struct bcf_pack *nodes = &flags->metadata->nodes;
    uint64_t ops[2], written = bcf_sign_rotated(number);
    ops[1] = bcf_module_constant(lowering->module, bcf_int_type(lowering->module, 32), BCF_CST_INTEGER, &written, 1);
    if (ops[1] == BCF_NONE)
        return 0;
    ops[0] = bcf_value_type(lowering->module, NULL, (uint32_t)ops[1]);
    for (size_t i = 0; i < nodes->offsets.count; i++)
        if (bcf_pack_code(nodes, i) == BCF_MD_VALUE && bcf_pack_get(lowering->context, nodes, i, &flags->value) &&
            flags->value.ops.data[1] == ops[1])
            return flags->metadata->string_count + i + 1;
    if (!bcf_pack_add(lowering->context, nodes, BCF_MD_VALUE, ops, 2))
        return 0;
    if (lowering->strip_debug && !bcf_push(lowering->context, &lowering->marks, 1)) /* what is named stays */
        return 0;
    return flags->metadata->string_count + nodes->offsets.count;
}

static bool write_flag(struct flags *flags, uint64_t id) {
    struct bcf_lowering *lowering = flags->lowering;
    uint64_t behavior = ERROR;
    struct bcf_string key;
    if (!node_of(flags, id + 1, &flags->node) || flags->node.ops.count != 3 ||
        number_of(flags, flags->node.ops.data[0]) != MIN)
        return true;
    /* The strings before it are gone through. */
    if (!bcf_count_record(lowering->context, flags->node.ops.data[1] / BCF_BYTES_OF_A_STEP))
        return false;
    key = bcf_metadata_string(flags->metadata, flags->node.ops.data[1]);
    for (size_t i = 0; i < sizeof older / sizeof older[0]; i++)
        if (bcf_string_is(key, older[i].key))
            behavior = older[i].behavior;
    flags->node.ops.data[0] = value_of(flags, behavior);
    return flags->node.ops.data[0] &&
           bcf_pack_replace(lowering->context, &flags->metadata->nodes, id - flags->metadata->string_count,
                            flags->node.code, flags->node.ops.data, flags->node.ops.count) &&
           bcf_note(lowering, BCFIX_BCF016_OLDER_FORM, NULL, "the module flag %.*s has the behavior %s instead of min",
                    (int)(key.size < 200 ? key.size : 200), key.data, behavior == MAX ? "max" : "error");
}

static bool is_flags(const struct bcf_unpacked *name) {
    static const char wanted[] = "llvm.module.flags";
    if (name->ops.count != sizeof wanted - 1)
        return false;
    for (size_t i = 0; i < sizeof wanted - 1; i++)
        if (name->ops.data[i] != (unsigned char)wanted[i])
            return false;
    return true;
}

bool bcf_plan_module_flags(struct bcf_lowering *lowering) {
    struct flags flags = {.lowering = lowering, .metadata = &lowering->module->metadata};
    bool good = true, named = false;
    if (bcf_takes(lowering->target, BCF_TAKES_FLAG_MIN))
        return true;
    for (size_t i = 0; good && i < flags.metadata->others.offsets.count; i++) {
        good = bcf_pack_get(lowering->context, &flags.metadata->others, i, &flags.list);
        if (good && flags.list.code == BCF_MD_NAMED_NODE && named)
            for (size_t o = 0; good && o < flags.list.ops.count; o++)
                good = write_flag(&flags, flags.list.ops.data[o]);
        named = good && flags.list.code == BCF_MD_NAME && is_flags(&flags.list);
    }
    bcf_free_array(lowering->context, &flags.list.ops);
    bcf_free_array(lowering->context, &flags.node.ops);
    bcf_free_array(lowering->context, &flags.value.ops);
    return good;
}
