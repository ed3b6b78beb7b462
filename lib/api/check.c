/* bcfix_check.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "api/conversion.h"
#include "api/symbols.h"
#include "link/elf_symbols.h"

#include <stdlib.h>
#include <string.h>

/* The modules of one piece after the other are at hand. */
static bool next_piece(struct conversion *conversion, size_t index) {
    conversion->bitcode = conversion->container.pieces.data[index].bitcode;
    conversion->findings.member = conversion->container.pieces.data[index].member;
    conversion->places.count = 0;
    conversion->dropped_tables = 0;
    return bcf_conversion_find(conversion);
}

static bool open(struct conversion *conversion, const void *input, size_t size) {
    struct bcf_span only;
    return bcf_container_open(conversion->context, &conversion->arena, input, size, &conversion->container) &&
           (conversion->container.pieces.count || bcf_container_only(&conversion->container, &only)) &&
           bcf_schema_init(&conversion->schema, conversion->context);
}

/* ---- what the members of an archive define for each other ---- */

struct native {
    const char *symbol, *member;
};

struct pool {
    bcfix_context *context;
    BCF_ARRAY(struct native) natives; /* what machine code beside the bitcode defines */
    bcfix_symbols *symbols;           /* of all members with bitcode, when there are several */
    BCF_ARRAY(const char *) names;    /* of those that they define, sorted */
    bcfix_symbol_fn others;           /* of the caller, or NULL */
    void *user;
};

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool pool_has(void *user, const char *name) {
    struct pool *pool = user;
    if (pool->names.count && bsearch(&name, pool->names.data, pool->names.count, sizeof name, compare_names))
        return true;
    return pool->others && pool->others(pool->user, name);
}

static int compare_natives(const void *a, const void *b) {
    return strcmp(((const struct native *)a)->symbol, ((const struct native *)b)->symbol);
}

static const char *native_of(void *user, const char *name) {
    struct pool *pool = user;
    struct native wanted = {name, NULL}, *found = NULL;
    if (pool->natives.count)
        found = bsearch(&wanted, pool->natives.data, pool->natives.count, sizeof wanted, compare_natives);
    return found ? found->member : NULL;
}

/* One that is damaged, or of another format, defines nothing that is known. */
static bool take_natives(struct pool *pool, const struct bcf_other *other) {
    struct bcf_elf elf;
    struct bcf_elf_table table;
    struct bcf_elf_symbol symbol;
    if (!other->native || !bcf_elf_open(&elf, other->bytes.data, other->bytes.size) ||
        !bcf_elf_table_of(&elf, BCF_SHT_SYMTAB, BCF_ELF_SYMBOL_SIZE, &table))
        return true;
    for (uint64_t i = 0; i < table.count; i++) {
        struct native native = {NULL, other->member};
        if (!bcf_elf_symbol_at(&elf, &table, i, &symbol) || !symbol.defined || !symbol.global || !*symbol.name)
            continue;
        native.symbol = symbol.name;
        if (!bcf_push(pool->context, &pool->natives, native))
            return false;
    }
    return true;
}

static bool fill_natives(struct conversion *conversion, struct pool *pool) {
    for (size_t i = 0; i < conversion->container.others.count; i++)
        if (!take_natives(pool, &conversion->container.others.data[i]))
            return false;
    if (pool->natives.count)
        qsort(pool->natives.data, pool->natives.count, sizeof *pool->natives.data, compare_natives);
    return true;
}

static bool fill_pool(struct conversion *conversion, struct pool *pool) {
    if (conversion->container.pieces.count < 2)
        return true;
    pool->symbols = bcf_symbols_new(pool->context, false);
    if (!pool->symbols || !bcf_symbols_read(pool->symbols, &conversion->schema, &conversion->container))
        return false;
    for (size_t i = 0; i < bcfix_symbols_count(pool->symbols); i++)
        if (bcfix_symbols_is_defined(pool->symbols, i) &&
            !bcf_push(pool->context, &pool->names, bcfix_symbols_name(pool->symbols, i)))
            return false;
    if (pool->names.count)
        qsort(pool->names.data, pool->names.count, sizeof *pool->names.data, compare_names);
    return true;
}

/* ---- checking ---- */

/* A module that is refused ends its own check, and no other's. */
static bool check_piece(struct conversion *conversion, size_t index) {
    bcfix_context *context = conversion->context;
    if (next_piece(conversion, index) && bcf_conversion_count(conversion) && bcf_conversion_modules(conversion))
        return true;
    if (context->status != BCFIX_REFUSED)
        return false;
    context->status = BCFIX_OK;
    if (!bcf_findings_release(&conversion->findings))
        return false;
    conversion->findings.verdict = BCFIX_NOT_CONVERTIBLE;
    return true;
}

static struct bcfix_checked *new_checked(bcfix_context *context) {
    struct bcfix_checked *checked = bcf_allocate(context, sizeof *checked);
    if (!checked)
        return NULL;
    memset(checked, 0, sizeof *checked);
    checked->context = context;
    bcf_arena_init(&checked->arena, context);
    return checked;
}

static bool finish(struct conversion *conversion) {
    const char *kind = conversion->container.kind;
    conversion->checked->verdict = conversion->findings.verdict;
    conversion->checked->container = bcf_arena_copy(&conversion->checked->arena, kind, strlen(kind));
    return conversion->checked->container != NULL;
}

static bool check_all(struct conversion *conversion, struct pool *pool, const void *input, size_t size) {
    if (!open(conversion, input, size) || !fill_pool(conversion, pool) || !fill_natives(conversion, pool) || !bcf_conversion_natives(conversion))
        return false;
    for (size_t i = 0; i < conversion->container.pieces.count; i++)
        if (!check_piece(conversion, i))
            return false;
    return true;
}

bcfix_status bcfix_check(bcfix_context *context, const bcfix_options *options, const void *input, size_t size,
                         bcfix_checked **checked) {
    struct bcfix_options copy = options ? *options : bcf_default_options(context);
    struct pool pool = {.context = context, .others = copy.has_symbol, .user = copy.has_symbol_user};
    struct conversion conversion = {.context = context, .options = &copy};
    copy.has_symbol = pool_has;
    copy.native_of = native_of;
    copy.has_symbol_user = &pool;
    bcf_conversion_begin(&conversion, size);
    *checked = conversion.checked = new_checked(context);
    if (!*checked || !check_all(&conversion, &pool, input, size) || !finish(&conversion)) {
        bcfix_checked_free(*checked);
        *checked = NULL;
    }
    bcf_free_array(context, &pool.names);
    bcfix_symbols_free(pool.symbols);
    bcf_free_array(context, &pool.natives);
    bcf_conversion_end(&conversion);
    return context->status;
}

void bcfix_checked_free(bcfix_checked *checked) {
    if (!checked)
        return;
    bcf_arena_free(&checked->arena);
    bcf_release(checked->context, checked, sizeof *checked);
}

bcfix_verdict bcfix_checked_verdict(const bcfix_checked *checked) {
    return checked->verdict;
}

const char *bcfix_checked_container(const bcfix_checked *checked) {
    return checked->container;
}

const char *bcfix_checked_producer(const bcfix_checked *checked) {
    return checked->producer ? checked->producer : "";
}

const char *bcfix_checked_triple(const bcfix_checked *checked) {
    return checked->triple ? checked->triple : "";
}
