/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "check/places.h"

#include "lower/debug_info.h"

#include <string.h>

enum { DBG_KIND = 0, LOCATION_LINE = 0, LOCATION_COLUMN = 1, LOCATION_SCOPE = 2 };

/* Operands of the nodes that a scope may be: the file, or the scope around it where it has none, and the line. */
static const struct {
    uint32_t code;
    unsigned scope, file, line;
} scopes[] = {
    {BCF_MD_SUBPROGRAM, 1, 4, 5},
    {BCF_MD_LEXICAL_BLOCK, 1, 2, 3},
    {BCF_MD_LEXICAL_BLOCK_FILE, 1, 2, 0},
};

/* The instruction is of the function that was compiled, or of one that was inlined into it: the place is the innermost. */
bool bcf_places_take(struct bcf_source_places *places, struct bcf_lowering *lowering, const struct bcf_function *function) {
    struct bcf_located last = {0};
    uint64_t bit = UINT64_MAX;
    places->list.count = 0;
    places->subprogram = 0;
    for (uint32_t i = 0; i + 1 < function->own_attachment.count; i += 2)
        if (function->ops.data[function->own_attachment.first + i] == DBG_KIND)
            places->subprogram = function->ops.data[function->own_attachment.first + i + 1] + 1;
    if (!places->subprogram) /* LLVM's verifier wants one where there are locations */
        return true;
    for (size_t i = 0; i < function->insns.count; i++) {
        const struct bcf_insn *insn = &function->insns.data[i];
        const uint64_t *ops = function->ops.data + insn->first;
        if (bcf_code_is_instruction(insn->code)) {
            bit = insn->bit;
            continue;
        }
        if (insn->code == BCF_FUNC_DEBUG_LOC && insn->count > LOCATION_SCOPE) {
            last.line = (uint32_t)ops[LOCATION_LINE];
            last.column = (uint32_t)ops[LOCATION_COLUMN];
            last.scope = ops[LOCATION_SCOPE];
        } else if (insn->code != BCF_FUNC_DEBUG_LOC_AGAIN) {
            continue;
        }
        last.bit = bit;
        if (bit != UINT64_MAX && !bcf_push(lowering->context, &places->list, last))
            return false;
        bit = UINT64_MAX;
    }
    return true;
}

/* They are in the order of their bits. */
static const struct bcf_located *place_of(const struct bcf_source_places *places, uint64_t bit) {
    size_t low = 0, high = places->list.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (places->list.data[middle].bit < bit)
            low = middle + 1;
        else
            high = middle;
    }
    return low < places->list.count && places->list.data[low].bit == bit ? &places->list.data[low] : NULL;
}

/* The strings have no index of their own: a search from the first for each would take longer than all else. */
static bool index_strings(struct bcf_source_places *places, struct bcf_lowering *lowering) {
    const struct bcf_metadata *metadata = &lowering->module->metadata;
    uint64_t bit = 0, at = 0;
    if (places->strings.count)
        return true;
    if (!bcf_reserve(lowering->context, &places->strings, metadata->string_count + 1))
        return false;
    for (uint64_t i = 0; i < metadata->string_count; i++) {
        places->strings.data[places->strings.count++] = (uint32_t)at;
        at += bcf_metadata_string_size(metadata, &bit);
    }
    places->strings.data[places->strings.count++] = (uint32_t)at;
    return at <= UINT32_MAX;
}

static struct bcf_string string_of(struct bcf_source_places *places, struct bcf_lowering *lowering,
                                   const struct bcf_function *function, uint64_t id_or_none) {
    const struct bcf_metadata *metadata = &lowering->module->metadata;
    uint64_t id = id_or_none - 1;
    if (!id_or_none)
        return (struct bcf_string){"", 0};
    if (id & BCF_LOCAL && !bcf_count_record(lowering->context, (id & ~(uint64_t)BCF_LOCAL) / BCF_BYTES_OF_A_STEP))
        return (struct bcf_string){"", 0};
    if (id & BCF_LOCAL) /* the function's own are gone through from the first */
        return bcf_metadata_string(&function->metadata, (id & ~(uint64_t)BCF_LOCAL) + 1);
    if (id >= metadata->string_count || !index_strings(places, lowering))
        return (struct bcf_string){"", 0};
    return (struct bcf_string){(const char *)metadata->strings + metadata->string_offset + places->strings.data[id],
                               places->strings.data[id + 1] - places->strings.data[id]};
}

/* The name of a FILE, as the compiler was given it. */
static const char *name_of(struct bcf_source_places *places, struct bcf_lowering *lowering, const struct bcf_function *function,
                           uint64_t file) {
    struct bcf_source_file known = {file, NULL};
    struct bcf_string name;
    for (size_t i = 0; i < places->files.count; i++)
        if (places->files.data[i].id == file)
            return places->files.data[i].name;
    if (!bcf_node_get(lowering, function, file - 1, &places->node) || places->node.code != BCF_MD_FILE)
        return NULL;
    name = string_of(places, lowering, function, places->node.ops.data[1]);
    known.name = name.size ? bcf_arena_copy(&lowering->findings->arena, name.data, name.size) : NULL;
    if (!((file - 1) & BCF_LOCAL))
        (void)bcf_push(lowering->context, &places->files, known);
    return known.name;
}

/* The file of a scope, and the line where it begins. */
static const char *file_of(struct bcf_source_places *places, struct bcf_lowering *lowering, const struct bcf_function *function,
                           uint64_t scope, unsigned *line) {
    enum { DEEPEST = 64 };
    for (unsigned depth = 0; scope && depth < DEEPEST; depth++) {
        size_t i = 0;
        if (!bcf_node_get(lowering, function, scope - 1, &places->node))
            return NULL;
        while (i < sizeof scopes / sizeof scopes[0] && scopes[i].code != places->node.code)
            i++;
        if (i == sizeof scopes / sizeof scopes[0] || places->node.ops.count <= scopes[i].file + (size_t)1)
            return NULL;
        *line = scopes[i].line ? (unsigned)places->node.ops.data[scopes[i].line] : 0;
        if (places->node.ops.data[scopes[i].file])
            return name_of(places, lowering, function, places->node.ops.data[scopes[i].file]);
        scope = places->node.ops.data[scopes[i].scope];
    }
    return NULL;
}

bool bcf_places_tell(struct bcf_source_places *places, struct bcf_lowering *lowering, const struct bcf_function *function,
                     size_t first) {
    bcf_finding_list *findings = &lowering->findings->pending;
    for (size_t i = first; i < findings->count; i++) {
        struct bcfix_finding *finding = &findings->data[i];
        const struct bcf_located *place = finding->bit != UINT64_MAX ? place_of(places, finding->bit) : NULL;
        unsigned begins = 0;
        if (finding->file || !places->subprogram)
            continue;
        finding->file = file_of(places, lowering, function, place && place->scope ? place->scope : places->subprogram, &begins);
        finding->line = finding->file ? place && place->line ? place->line : begins : 0;
        finding->column = finding->file && place && place->line ? place->column : 0;
    }
    return !bcf_failed(lowering->context);
}

void bcf_places_free(struct bcf_source_places *places, struct bcfix_context *context) {
    bcf_free_array(context, &places->list);
    bcf_free_array(context, &places->files);
    bcf_free_array(context, &places->strings);
    bcf_free_array(context, &places->node.ops);
}
