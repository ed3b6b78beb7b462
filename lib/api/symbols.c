/* bcfix_symbols: what modules define for others, and need of them.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "api/symbols.h"
#include "module/decode.h"

#include <string.h>

struct symbol {
    const char *name;
    bool defined, weak, function;
    BCF_ARRAY(const char *) users;
};

struct bcfix_symbols {
    bcfix_context *context;
    struct bcf_arena arena;
    BCF_ARRAY(struct symbol) list;
    size_t modules;
    bool users;        /* they are looked for */
    bcf_u32s index_of; /* by the value id of a global of the module at hand: index in `list` + 1 of a symbol that is not defined,
                        * else 0 */
};

static const char *copy(struct bcfix_symbols *symbols, struct bcf_string text) {
    return bcf_arena_copy(&symbols->arena, text.data, text.size);
}

static bool is_weak(uint64_t linkage) {
    static const uint8_t weak[] = {1, 4, 5, 7, 10, 11, 16, 17, 18, 19}; /* weak, linkonce and extern_weak, old and new */
    return memchr(weak, (int)linkage, sizeof weak) != NULL;
}

static bool add_symbol(struct bcfix_symbols *symbols, const struct bcf_module *module, uint32_t global) {
    const struct bcf_global *data = &module->globals.data[global];
    uint64_t linkage = bcf_global_operand(data, BCF_VAR_LINKAGE); /* at the same place in all records of globals */
    struct bcf_string name = bcf_global_name(module, global);
    struct symbol symbol = {.defined = bcf_global_is_exported(module, global), .weak = linkage < 32 && is_weak(linkage)};

    symbols->index_of.data[global] = 0;
    /* A name with a zero in it is none that a linker has. */
    if (linkage == BCF_LINKAGE_INTERNAL || linkage == BCF_LINKAGE_PRIVATE || name.size == 0 ||
        bcf_string_begins(name, "llvm.") || memchr(name.data, 0, name.size))
        return true;
    symbol.name = copy(symbols, name);
    symbol.function = data->record.code == BCF_MODULE_FUNCTION;
    if (symbol.name == NULL || !bcf_push(symbols->context, &symbols->list, symbol))
        return false;
    if (!symbol.defined)
        symbols->index_of.data[global] = (uint32_t)symbols->list.count;
    return true;
}

static bool add_symbols(struct bcfix_symbols *symbols, const struct bcf_module *module) {
    if (!bcf_reserve(symbols->context, &symbols->index_of, module->globals.count))
        return false;
    for (uint32_t i = 0; i < module->globals.count; i++)
        if (!add_symbol(symbols, module, i))
            return false;
    return true;
}

static bool add_user(struct bcfix_symbols *symbols, struct symbol *symbol, const char *user) {
    if (symbol->users.count > 0 && symbol->users.data[symbol->users.count - 1] == user)
        return true;
    return bcf_push(symbols->context, &symbol->users, user);
}

static bool add_users(struct bcfix_symbols *symbols, const struct bcf_module *module, const struct bcf_function *function) {
    const char *user = copy(symbols, bcf_global_name(module, function->global));
    if (user == NULL)
        return false;
    for (size_t i = 0; i < function->ops.count; i++) {
        uint64_t value = function->ops.data[i];
        if (!bcf_kind_is_value(function->kinds.data[i]) || value >= module->globals.count ||
            symbols->index_of.data[value] == 0)
            continue;
        if (!add_user(symbols, &symbols->list.data[symbols->index_of.data[value] - 1], user))
            return false;
    }
    return true;
}

static bool walk_bodies(struct bcfix_symbols *symbols, struct bcf_module *module, struct bcf_reader *reader) {
    struct bcf_function function;
    bool good = true;
    bcf_function_init(&function, module);
    for (uint32_t i = 0; good && i < module->globals.count; i++)
        if (module->globals.data[i].body.end != 0)
            good = bcf_decode_function(&function, reader, i) && add_users(symbols, module, &function);
    bcf_function_free(&function);
    return good;
}

static bool read_module(struct bcfix_symbols *symbols, const struct bcf_schema *schema, struct bcf_span bitcode,
                        const struct bcf_place *place) {
    struct bcf_module module;
    struct bcf_reader reader, bodies;
    bcf_module_init(&module, symbols->context, schema);
    bcf_reader_init(&reader, symbols->context, &bcf_namer, bitcode.data, bitcode.size, 0);
    bcf_reader_init(&bodies, symbols->context, &bcf_namer, bitcode.data, bitcode.size, 0);
    bool good = bcf_decode_module(&module, &reader, place) && add_symbols(symbols, &module) &&
                (!symbols->users || walk_bodies(symbols, &module, &bodies));
    symbols->modules++;
    bcf_reader_free(&bodies);
    bcf_reader_free(&reader);
    bcf_module_free(&module);
    return good;
}

static bool read_modules(struct bcfix_symbols *symbols, const struct bcf_schema *schema, struct bcf_span bitcode) {
    bcf_places places = {0};
    size_t dropped = 0;
    bool good = bcf_find_modules(symbols->context, &symbols->arena, bitcode.data, bitcode.size, &places, &dropped);
    for (size_t i = 0; good && i < places.count; i++)
        good = read_module(symbols, schema, bitcode, &places.data[i]);
    bcf_free_array(symbols->context, &places);
    return good;
}

bool bcf_symbols_read(bcfix_symbols *symbols, const struct bcf_schema *schema, const struct bcf_container *container) {
    for (size_t i = 0; i < container->pieces.count; i++)
        if (!read_modules(symbols, schema, container->pieces.data[i].bitcode))
            return false;
    return true;
}

bcfix_symbols *bcf_symbols_new(bcfix_context *context, bool users) {
    bcfix_symbols *symbols = bcf_allocate(context, sizeof *symbols);
    if (symbols == NULL)
        return NULL;
    memset(symbols, 0, sizeof *symbols);
    symbols->context = context;
    symbols->users = users;
    bcf_arena_init(&symbols->arena, context);
    return symbols;
}

static bool read_input(struct bcfix_symbols *symbols, const void *input, size_t size) {
    struct bcf_container container = {0};
    struct bcf_schema schema = {0};
    struct bcf_span only;
    /* Where there is no bitcode, asking for the only one says why. */
    bool good = bcf_container_open(symbols->context, &symbols->arena, input, size, &container) &&
                (container.pieces.count != 0 || bcf_container_only(&container, &only)) &&
                bcf_schema_init(&schema, symbols->context) && bcf_symbols_read(symbols, &schema, &container);
    bcf_schema_free(&schema);
    bcf_container_free(&container);
    return good;
}

bcfix_status bcfix_symbols_new(bcfix_context *context, const void *input, size_t size, bool users, bcfix_symbols **symbols) {
    *symbols = NULL;
    bcf_context_begin(context, size);
    bcfix_symbols *fresh = bcf_symbols_new(context, users);
    if (fresh == NULL)
        return context->status;
    if (!read_input(fresh, input, size)) {
        bcfix_symbols_free(fresh);
        return context->status;
    }
    *symbols = fresh;
    return BCFIX_OK;
}

void bcfix_symbols_free(bcfix_symbols *symbols) {
    if (symbols == NULL)
        return;
    for (size_t i = 0; i < symbols->list.count; i++)
        bcf_free_array(symbols->context, &symbols->list.data[i].users);
    bcf_free_array(symbols->context, &symbols->list);
    bcf_free_array(symbols->context, &symbols->index_of);
    bcf_arena_free(&symbols->arena);
    bcf_release(symbols->context, symbols, sizeof *symbols);
}

size_t bcfix_symbols_module_count(const bcfix_symbols *symbols) {
    return symbols->modules;
}

size_t bcfix_symbols_count(const bcfix_symbols *symbols) {
    return symbols->list.count;
}

const char *bcfix_symbols_name(const bcfix_symbols *symbols, size_t index) {
    return index < symbols->list.count ? symbols->list.data[index].name : NULL;
}

bool bcfix_symbols_is_defined(const bcfix_symbols *symbols, size_t index) {
    return index < symbols->list.count && symbols->list.data[index].defined;
}

bool bcfix_symbols_is_weak(const bcfix_symbols *symbols, size_t index) {
    return index < symbols->list.count && symbols->list.data[index].weak;
}

bool bcfix_symbols_is_function(const bcfix_symbols *symbols, size_t index) {
    return index < symbols->list.count && symbols->list.data[index].function;
}

size_t bcfix_symbols_user_count(const bcfix_symbols *symbols, size_t index) {
    return index < symbols->list.count ? symbols->list.data[index].users.count : 0;
}

const char *bcfix_symbols_user(const bcfix_symbols *symbols, size_t index, size_t user) {
    return user < bcfix_symbols_user_count(symbols, index) ? symbols->list.data[index].users.data[user] : NULL;
}
