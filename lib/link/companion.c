/* What the linked module leaves undefined, and the library of native parts that has it.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "link/linking.h"
#include "link/native.h"

static bcfix_status native_files(bcfix_link *link, bcfix_native *native) {
    bcfix_status status = BCFIX_OK;

    for (size_t i = 0; i < link->file_count && status == BCFIX_OK; i++)
        if (link->files[i].has_native)
            status = bcfix_native_add_file(native, link->files[i].path);
    return status == BCFIX_OK ? status : bcf_link_fail(link, status, "%s", bcfix_native_message(native));
}

/* A symbol that the linked module leaves undefined: a native part has it, or the machine, or it is missing. */
static bcfix_status check_symbol(bcfix_link *link, bcfix_native *native, const bcfix_symbols *symbols, size_t symbol) {
    const char *name = bcfix_symbols_name(symbols, symbol), *user = bcfix_symbols_user(symbols, symbol, 0);
    size_t wants = bcf_names_find(&link->wanted, name);
    const char *part = wants != SIZE_MAX ? link->parts[wants].name : "the allocator";

    if (user == NULL)
        user = "a constant";
    if (bcfix_native_need(native, name)) {
        if (native->no_memory || (wants != SIZE_MAX && bcf_names_add(&link->native, bcf_names_key(&link->wanted, name), 0) == BCF_NAME_NO_MEMORY))
            return bcf_link_no_memory(link);
        if (link->native_path != NULL)
            return BCFIX_OK;
        return bcf_link_fail(link, BCFIX_REFUSED,
                             "%s has no bitcode, and defines %s, which %s in %s needs: --native=FILE.so makes a native library of such members",
                             bcfix_native_name(native, bcfix_native_definer(native, name)), name, user, part);
    }
    if (bcf_link_is_of_rust(name))
        return bcf_link_fail(link, BCFIX_REFUSED, "nothing defines %s, which %s in %s needs: is a crate missing?", name, user, part);
    return BCFIX_OK;
}

static bcfix_status check_symbols(bcfix_link *link, bcfix_native *native) {
    bcfix_symbols *symbols;
    bcfix_status status = bcfix_symbols_new(link->context, link->result, link->result_size, true, &symbols);

    if (status != BCFIX_OK)
        return bcf_link_fail(link, status, "the linked module: %s", bcfix_context_message(link->context));
    for (size_t i = 0; i < bcfix_symbols_count(symbols) && status == BCFIX_OK; i++)
        if (!bcfix_symbols_is_defined(symbols, i) && !bcfix_symbols_is_weak(symbols, i))
            status = check_symbol(link, native, symbols, i);
    bcfix_symbols_free(symbols);
    return status;
}

bcfix_status bcf_link_companion(bcfix_link *link) {
    bcfix_native *native = bcfix_native_new();

    if (native == NULL)
        return bcf_link_no_memory(link);
    bcfix_status status = native_files(link, native);
    if (status == BCFIX_OK)
        status = check_symbols(link, native);
    if (status == BCFIX_OK && bcfix_native_count(native) > 0) {
        status = bcfix_native_link(native, link->native_path, NULL);
        if (status != BCFIX_OK)
            bcf_link_fail(link, status, "%s", bcfix_native_message(native));
    }
    bcfix_native_free(native);
    return status;
}
