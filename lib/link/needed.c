/* Which modules go in.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "link/linking.h"

#include <stdlib.h>
#include <string.h>

#include "link/more.h"
#include "link/shim.h"

void bcf_link_take(bcfix_link *link, size_t index) {
    if (link->parts[index].taken)
        return;
    if (!bcf_more(&link->taken, link->taken_count, sizeof *link->taken)) {
        link->no_memory = true;
        return;
    }
    link->parts[index].taken = true;
    link->taken[link->taken_count++] = index;
}

static bcfix_status add_shim(bcfix_link *link, const char *text) {
    size_t size = strlen(text);
    char *larger = realloc(link->shim, link->shim_size + size + 1);

    if (larger == NULL)
        return bcf_link_no_memory(link);
    link->shim = larger;
    memcpy(link->shim + link->shim_size, text, size + 1);
    link->shim_size += size;
    return BCFIX_OK;
}

/* Takes the part that defines the symbol, or makes the function of the allocator that it is; true when that was so. */
static bool provide(bcfix_link *link, const char *name) {
    char text[1200], callee[300];
    size_t definer = bcf_names_find(&link->definers, name);

    if (definer != SIZE_MAX) {
        bcf_link_take(link, definer);
        return true;
    }
    if (!bcf_shim_for(name, link->own_allocator, text, sizeof text, callee, sizeof callee))
        return false;
    if (add_shim(link, text) != BCFIX_OK)
        link->no_memory = true;
    if (*callee != '\0' && (definer = bcf_names_find(&link->definers, callee)) != SIZE_MAX)
        bcf_link_take(link, definer);
    return true;
}

/* The list grows while it is walked. What nothing provides stays in `wanted` with the part that wants it. */
static void take_users(bcfix_link *link) {
    for (size_t done = 0; done < link->taken_count; done++) {
        size_t index = link->taken[done];
        bcfix_symbols *symbols = link->parts[index].symbols;
        for (size_t i = 0; i < bcfix_symbols_count(symbols); i++) {
            const char *name = bcfix_symbols_name(symbols, i);
            if (bcfix_symbols_is_defined(symbols, i) || bcfix_symbols_is_weak(symbols, i))
                continue;
            int added = bcf_names_add(&link->wanted, name, index);
            if (added == BCF_NAME_NO_MEMORY)
                link->no_memory = true;
            if (added == BCF_NAME_NEW)
                provide(link, name);
        }
    }
}

/* As rustc does: the one that was asked for, and panic_unwind without a word. */
static bcfix_status choose_panic_runtime(bcfix_link *link) {
    size_t wanted = link->panic_runtimes[link->panic], other = link->panic_runtimes[!link->panic];

    if (wanted == SIZE_MAX && link->panic == BCFIX_PANIC_ABORT)
        return bcf_link_fail(link, BCFIX_REFUSED, "panic=abort needs the crate panic_abort, and none of the files is it; rustc's is in its sysroot");
    if (wanted != SIZE_MAX)
        bcf_link_add_definitions(link, wanted, false);
    else if (other != SIZE_MAX)
        bcf_link_add_definitions(link, other, false);
    if (wanted != SIZE_MAX && other != SIZE_MAX)
        link->panic_left_out = link->parts[other].name;
    return BCFIX_OK;
}

static bcfix_status take_roots(bcfix_link *link) {
    size_t main_part = bcf_names_find(&link->definers, "main");

    if (main_part != SIZE_MAX) {
        bcf_link_take(link, main_part);
        if (bcf_names_add(&link->roots, "main", 0) == BCF_NAME_NO_MEMORY)
            return bcf_link_no_memory(link);
    }
    for (size_t i = 0; i < link->root_count; i++)
        if (!provide(link, link->root_names[i]))
            return bcf_link_fail(link, BCFIX_REFUSED, "nothing defines the root %s", link->root_names[i]);
    if (link->taken_count == 0)
        return bcf_link_fail(link, BCFIX_REFUSED, "nothing defines main, and nothing else is a root: --root=NAME keeps a symbol");
    return BCFIX_OK;
}

static bcfix_status check_duplicates(bcfix_link *link) {
    for (size_t i = 0; i < link->taken_count; i++) {
        const struct bcf_link_part *part = &link->parts[link->taken[i]];
        for (size_t j = 0; j < bcfix_symbols_count(part->symbols); j++) {
            const char *name = bcfix_symbols_name(part->symbols, j);
            if (!bcfix_symbols_is_defined(part->symbols, j) || bcfix_symbols_is_weak(part->symbols, j))
                continue;
            int added = bcf_names_add(&link->defined, name, link->taken[i]);
            if (added == BCF_NAME_NO_MEMORY)
                return bcf_link_no_memory(link);
            if (added == BCF_NAME_THERE)
                return bcf_link_fail(link, BCFIX_REFUSED, "%s is defined in %s and in %s", name,
                                     link->parts[bcf_names_find(&link->defined, name)].name, part->name);
        }
    }
    return BCFIX_OK;
}

bcfix_status bcf_link_take_needed(bcfix_link *link) {
    bcfix_status status = choose_panic_runtime(link);

    if (status == BCFIX_OK)
        status = take_roots(link);
    if (status != BCFIX_OK)
        return status;
    take_users(link);
    if (link->no_memory)
        return bcf_link_no_memory(link);
    return check_duplicates(link);
}
