/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/strip_debug.h"

#include "bitstream/writer.h"

#include <string.h>

/* ---- marking ---- */

struct marking {
    struct bcf_lowering *lowering;
    struct bcf_function *function; /* or NULL */
    bcf_bytes local;               /* marks of the function's own metadata */
    bool own;                      /* only the function's own metadata is marked */
    bcf_u32s work;                 /* ids whose node is to be looked at */
    struct bcf_unpacked node;
};

static void mark(struct marking *marking, uint64_t id) {
    bcf_bytes *marks = id & BCF_LOCAL ? &marking->local : &marking->lowering->marks;
    uint64_t index = id & ~(uint64_t)BCF_LOCAL;
    if (index >= marks->count || marks->data[index] || (marking->own && !(id & BCF_LOCAL)))
        return;
    marks->data[index] = 1;
    if ((id & BCF_LOCAL) || !marking->function) /* what the module's metadata names is looked at in the end */
        (void)bcf_push(marking->lowering->context, &marking->work, (uint32_t)id);
}

/* Marks what the operands of a record name. */
static void mark_operands(struct marking *marking, uint32_t code, const uint64_t *ops, size_t count) {
    const struct bcf_layout *layout =
        bcf_schema_find(marking->lowering->module->schema, BCF_BLOCK_METADATA, code, ops, count, NULL);
    for (size_t i = 0; layout && i < count; i++) {
        const struct bcf_field *field = bcf_layout_field(layout, i);
        enum bcf_kind kind = field ? bcf_field_kind(field, ops[0]) : BCF_K_LITERAL;
        if (kind == BCF_K_METADATA)
            mark(marking, ops[i]);
        else if (kind == BCF_K_METADATA_OR_NONE && ops[i])
            mark(marking, ops[i] - 1);
    }
}

static bool mark_all(struct marking *marking) {
    struct bcf_lowering *lowering = marking->lowering;
    while (marking->work.count && !bcf_failed(lowering->context)) {
        uint32_t id = marking->work.data[--marking->work.count], index = id & ~BCF_LOCAL;
        const struct bcf_metadata *metadata =
            id & BCF_LOCAL ? &marking->function->metadata : &lowering->module->metadata;
        if (index < metadata->string_count)
            continue;
        if (bcf_pack_get(lowering->context, &metadata->nodes, index - metadata->string_count, &marking->node))
            mark_operands(marking, marking->node.code, marking->node.ops.data, marking->node.ops.count);
    }
    bcf_free_array(lowering->context, &marking->work);
    bcf_free_array(lowering->context, &marking->node.ops);
    return !bcf_failed(lowering->context);
}

static bool grow_marks(struct bcf_lowering *lowering, bcf_bytes *marks, const struct bcf_metadata *metadata) {
    size_t count = metadata->string_count + metadata->nodes.offsets.count;
    marks->count = 0;
    if (!bcf_reserve(lowering->context, marks, count))
        return false;
    marks->count = count;
    if (count)
        memset(marks->data, 0, count);
    return true;
}

/* ---- leaving out ---- */

/* The strings that are marked, in a new blob of the module's or the function's arena. */
static bool keep_strings(struct bcf_lowering *lowering, struct bcf_arena *arena, struct bcf_metadata *metadata,
                         const uint8_t *marks, uint32_t *map) {
    const uint8_t *chars = metadata->strings + metadata->string_offset;
    struct bcf_writer lengths;
    bcf_bytes kept = {0};
    uint64_t bit = 0, count = 0;
    bool good = true;
    bcf_writer_init(&lengths, lowering->context);
    for (uint64_t i = 0; good && i < metadata->string_count; i++) {
        uint64_t size = bcf_metadata_string_size(metadata, &bit);
        map[i] = marks[i] ? (uint32_t)count++ : BCF_NONE;
        if (marks[i]) {
            bcf_write_vbr(&lengths, size, 6);
            good = bcf_reserve(lowering->context, &kept, size);
            if (good && size)
                memcpy(kept.data + kept.count, chars, size);
            kept.count += good ? size : 0;
        }
        chars += size;
    }
    bcf_write_align(&lengths);
    good = good && !bcf_failed(lowering->context);
    if (good) {
        uint8_t *blob = bcf_arena_take(arena, lengths.bytes.count + kept.count);
        good = blob != NULL;
        if (good && lengths.bytes.count)
            memcpy(blob, lengths.bytes.data, lengths.bytes.count);
        if (good && kept.count)
            memcpy(blob + lengths.bytes.count, kept.data, kept.count);
        metadata->strings = blob;
        metadata->strings_size = lengths.bytes.count + kept.count;
        metadata->string_offset = lengths.bytes.count;
        metadata->string_count = count;
    }
    bcf_writer_free(&lengths);
    bcf_free_array(lowering->context, &kept);
    return good;
}

/* Leaves out what is not marked; `map` gets the new number of each. The nodes keep the old ones, which encode maps. */
static bool keep_marked(struct bcf_lowering *lowering, struct bcf_arena *arena, struct bcf_metadata *metadata,
                        const bcf_bytes *marks, bcf_u32s *map) {
    uint64_t strings = metadata->string_count, next;
    struct bcf_unpacked node = {0};
    struct bcf_pack nodes = {0};
    bool good;
    map->count = 0;
    if (!bcf_reserve(lowering->context, map, marks->count))
        return false;
    map->count = marks->count;
    good = metadata->string_count == 0 || keep_strings(lowering, arena, metadata, marks->data, map->data);
    next = metadata->string_count;
    for (size_t i = 0; good && i < metadata->nodes.offsets.count; i++) {
        map->data[strings + i] = marks->data[strings + i] ? (uint32_t)next++ : BCF_NONE;
        if (marks->data[strings + i])
            good = bcf_pack_get(lowering->context, &metadata->nodes, i, &node) &&
                   bcf_pack_add(lowering->context, &nodes, node.code, node.ops.data, node.ops.count);
    }
    bcf_free_array(lowering->context, &node.ops);
    bcf_pack_free(lowering->context, &metadata->nodes);
    metadata->nodes = nodes;
    return good;
}

/* ---- what leads to debug info ---- */

static bool text_is(const uint64_t *ops, size_t count, const char *text) {
    for (size_t i = 0; i < count; i++)
        if (!text[i] || ops[i] != (unsigned char)text[i])
            return false;
    return text[count] == '\0';
}

static bool text_begins(const uint64_t *ops, size_t count, const char *text) {
    size_t size = strlen(text);
    return count >= size && text_is(ops, size, text);
}

/* The number of the metadata kind "dbg". */
static uint64_t dbg_kind(const struct bcf_module *module) {
    for (size_t i = 0; i < module->metadata_kinds.list.count; i++) {
        const struct bcf_entry_record *kind = &module->metadata_kinds.list.data[i];
        if (kind->count > 1 && text_is(kind->ops + 1, kind->count - 1, "dbg"))
            return kind->ops[0];
    }
    return UINT64_MAX;
}

/* NAME with NAMED_NODE, and GLOBAL_DECL_ATTACHMENT: [global, (kind, node)…]. */
static bool strip_others(struct bcf_lowering *lowering, struct marking *marking) {
    struct bcf_metadata *metadata = &lowering->module->metadata;
    struct bcf_pack kept = {0};
    struct bcf_unpacked record = {0};
    uint64_t dbg = dbg_kind(lowering->module);
    bool good = true, drops = false;
    for (size_t i = 0; good && i < metadata->others.offsets.count; i++) {
        size_t count;
        good = bcf_pack_get(lowering->context, &metadata->others, i, &record);
        count = record.ops.count;
        if (good && record.code == BCF_MD_NAME)
            drops = text_begins(record.ops.data, count, "llvm.dbg.") || text_is(record.ops.data, count, "llvm.gcov");
        if (!good || ((record.code == BCF_MD_NAME || record.code == BCF_MD_NAMED_NODE) && drops))
            continue;
        if (record.code == BCF_MD_GLOBAL_DECL_ATTACHMENT) {
            count = 1;
            for (size_t o = 1; o + 1 < record.ops.count; o += 2) {
                if (record.ops.data[o] == dbg)
                    continue;
                record.ops.data[count++] = record.ops.data[o];
                record.ops.data[count++] = record.ops.data[o + 1];
            }
            if (count == 1)
                continue;
        }
        mark_operands(marking, record.code, record.ops.data, count);
        good = bcf_pack_add(lowering->context, &kept, record.code, record.ops.data, count);
    }
    bcf_free_array(lowering->context, &record.ops);
    bcf_pack_free(lowering->context, &metadata->others);
    metadata->others = kept;
    return good;
}

bool bcf_strip_module(struct bcf_lowering *lowering) {
    struct marking marking = {.lowering = lowering};
    bool good = grow_marks(lowering, &lowering->marks, &lowering->module->metadata) && strip_others(lowering, &marking);
    bcf_free_array(lowering->context, &marking.work);
    return good;
}

/* What is named names more: as it is now, since lowering may have written it in another way. */
bool bcf_strip_finish(struct bcf_lowering *lowering) {
    struct bcf_module *module = lowering->module;
    struct marking marking = {.lowering = lowering};
    while (lowering->marks.count < module->metadata.string_count + module->metadata.nodes.offsets.count) /* what was added */
        if (!bcf_push(lowering->context, &lowering->marks, 1))
            return false;
    for (size_t i = 0; i < lowering->marks.count; i++)
        if (lowering->marks.data[i] && !bcf_push(lowering->context, &marking.work, (uint32_t)i))
            break;
    if (!mark_all(&marking))
        return false;
    return keep_marked(lowering, &module->arena, &module->metadata, &lowering->marks, &module->metadata_map);
}

/* ---- bodies ---- */

static bool is_debug_call(const struct bcf_function *function, const struct bcf_insn *insn) {
    uint64_t callee;
    if (insn->code != BCF_FUNC_CALL)
        return false;
    callee = function->ops.data[insn->first + BCF_CALL_CALLEE];
    return callee < function->module->globals.count &&
           bcf_string_begins(bcf_global_name(function->module, (uint32_t)callee), "llvm.dbg.");
}

static bool goes(const struct bcf_function *function, const struct bcf_insn *insn) {
    return insn->code == BCF_FUNC_DEBUG_LOC || insn->code == BCF_FUNC_DEBUG_LOC_AGAIN ||
           (insn->code >= BCF_FUNC_DEBUG_RECORD_VALUE && insn->code <= BCF_FUNC_DEBUG_RECORD_DECLARE_VALUE) ||
           is_debug_call(function, insn);
}

static void strip_attachment(struct bcf_function *function, struct bcf_attachment *attachment, uint64_t dbg) {
    uint64_t *ops = function->ops.data + attachment->first;
    uint32_t kept = 0;
    for (uint32_t i = 0; i + 1 < attachment->count; i += 2) {
        if (ops[i] == dbg)
            continue;
        ops[kept] = ops[i];
        ops[kept + 1] = ops[i + 1];
        kept += 2;
    }
    attachment->count = kept;
}

static void mark_range(struct marking *marking, uint32_t first, uint32_t count) {
    for (uint32_t i = first; i < first + count; i++)
        if (marking->function->kinds.data[i] == BCF_K_METADATA)
            mark(marking, marking->function->ops.data[i]);
}

/* Marks what the function and its instructions name, and what that names of the function's own. */
static bool mark_function(struct marking *marking) {
    const struct bcf_function *function = marking->function;
    if (!grow_marks(marking->lowering, &marking->local, &function->metadata))
        return false;
    mark_range(marking, function->own_attachment.first, function->own_attachment.count);
    for (size_t i = 0; i < function->insns.count; i++) {
        const struct bcf_insn *insn = &function->insns.data[i];
        const struct bcf_attachment *attachment = insn->attachment ? &function->attachments.data[insn->attachment - 1] : NULL;
        mark_range(marking, insn->first, insn->count);
        if (attachment)
            mark_range(marking, attachment->first, attachment->count);
    }
    return mark_all(marking);
}

/* Nodes that nothing names any more become empty: they keep their numbers while the body is lowered, and have nothing in them
 * that would have to be. */
static bool empty_unmarked(struct marking *marking) {
    struct bcf_metadata *metadata = &marking->function->metadata;
    for (size_t i = 0; i < metadata->nodes.offsets.count; i++)
        if (!marking->local.data[metadata->string_count + i] &&
            !bcf_pack_replace(marking->lowering->context, &metadata->nodes, i, BCF_MD_NODE, NULL, 0))
            return false;
    return true;
}

bool bcf_strip_function(struct bcf_lowering *lowering, struct bcf_function *function) {
    struct marking marking = {.lowering = lowering, .function = function, .own = true};
    uint64_t dbg = dbg_kind(lowering->module);
    size_t kept = 0;
    bool good;
    strip_attachment(function, &function->own_attachment, dbg);
    for (size_t i = 0; i < function->insns.count; i++) {
        struct bcf_insn insn = function->insns.data[i];
        if (goes(function, &insn))
            continue;
        if (insn.attachment) {
            struct bcf_attachment *attachment = &function->attachments.data[insn.attachment - 1];
            strip_attachment(function, attachment, dbg);
            if (!attachment->count)
                insn.attachment = 0;
        }
        function->insns.data[kept++] = insn;
    }
    function->insns.count = kept;
    good = mark_function(&marking) && empty_unmarked(&marking);
    bcf_free_array(lowering->context, &marking.local);
    return good;
}

bool bcf_strip_lowered(struct bcf_lowering *lowering, struct bcf_function *function) {
    struct marking marking = {.lowering = lowering, .function = function};
    bool good = mark_function(&marking) &&
                keep_marked(lowering, &function->arena, &function->metadata, &marking.local, &function->metadata_map);
    bcf_free_array(lowering->context, &marking.local);
    return good;
}
