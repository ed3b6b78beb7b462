/* Symbols that are used, and that neither the module nor the target's environment has.
 *
 * Sulong looks a function up when it is called first, and a variable when it is used ("External LLVMFunction … cannot be
 * found."); what stands in the initial value of a variable is looked up while the module is loaded
 * (AllocExternalSymbolNode).
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "check/references.h"
#include "demangle/demangle.h"
#include "lower/lower.h"
#include "target/environment.h"

#include <string.h>

struct search {
    struct bcf_references *references;
    struct bcf_lowering *lowering;
    const struct bcf_others *others;
    bcf_bytes missing; /* by global */
    bool any;
    bcf_u32s work;
};

enum { LONGEST = 4096 };

/* A function that bcfix calls to stop the program has its reason for a name. */
static const char stop_mark[] = "bcfix: ";

static bool is_wanted(const struct bcf_global *global) {
    if (global->record.code == BCF_MODULE_FUNCTION)
        return !global->body.end && !global->made && bcf_global_operand(global, BCF_FN_LINKAGE) == BCF_LINKAGE_EXTERNAL;
    return global->record.code == BCF_MODULE_GLOBALVAR && !bcf_global_operand(global, BCF_VAR_INIT) &&
           bcf_global_operand(global, BCF_VAR_LINKAGE) == BCF_LINKAGE_EXTERNAL;
}

static bool find_missing(struct search *search) {
    const struct bcf_others *others = search->others;
    struct bcf_references *references = search->references;
    const struct bcf_module *module = references->module;
    if (!bcf_reserve(references->context, &search->missing, references->globals + 1))
        return false;
    for (uint32_t i = 0; i < references->globals; i++) {
        struct bcf_string name = bcf_global_name(module, i);
        char text[LONGEST];
        bool missing = is_wanted(&module->globals.data[i]) && name.size && name.size < sizeof text &&
                       !bcf_string_begins(name, "llvm.") && !bcf_string_begins(name, "bcfix.");
        if (missing) {
            memcpy(text, name.data, name.size);
            text[name.size] = '\0';
            missing = !bcf_environment_has(text) && !(others->has && others->has(others->user, text));
        }
        search->missing.data[search->missing.count++] = missing;
        search->any = search->any || missing;
    }
    return true;
}

/* ---- telling ---- */

/* The name of the object with machine code that has the symbol; NULL when there is none. */
static const char *native_of(struct search *search, struct bcf_string name) {
    char text[LONGEST];
    if (!search->others->native_of || name.size >= sizeof text)
        return NULL;
    memcpy(text, name.data, name.size);
    text[name.size] = '\0';
    return search->others->native_of(search->others->user, text);
}

static bool tell(struct search *search, unsigned code, uint32_t symbol, const char *by, int by_size) {
    struct bcf_findings *findings = search->lowering->findings;
    struct bcf_string name = bcf_global_name(search->references->module, symbol);
    char demangled[LONGEST];
    size_t start = 0, size = 0;
    const char *native;
    bool good, is_allocator;
    struct bcfix_finding *finding;
    int shown = (int)(name.size < 600 ? name.size : 600);
    if (bcf_demangle(name.data, name.size, demangled, 600))
        size = bcf_crate_of(demangled, &start);
    /* rustc makes it itself when it links a program: __rustc::__rust_alloc and the like. */
    is_allocator = size == 7 && memcmp(demangled + start, "__rustc", 7) == 0;
    native = native_of(search, name);
    if (native)
        good = bcf_find(findings, BCFIX_BCF095_UNDEFINED_SYMBOL, NULL, UINT64_MAX, "%.*s is used, and is machine code in %s", shown,
                        name.data, native);
    else if (bcf_string_begins(name, stop_mark))
        good = bcf_find(findings, BCFIX_BCF095_UNDEFINED_SYMBOL, NULL, UINT64_MAX, "it was converted to stop here: %.*s", shown, name.data);
    else if (code == BCFIX_BCF099_UNDEFINED_ADDRESS)
        good = bcf_find(findings, code, NULL, UINT64_MAX, "the variable %.*s begins with the address of %.*s, which nothing defines",
                        by_size, by, shown, name.data);
    else if (size)
        good = bcf_find(findings, BCFIX_BCF098_MISSING_CRATE, NULL, UINT64_MAX, "%s is used, and %s%.*s is not in the module", demangled,
                        is_allocator ? "rustc's allocator shim " : "the crate ", (int)size, demangled + start);
    else
        good = bcf_find(findings, code, NULL, UINT64_MAX, "%.*s is used, and nothing defines it", shown, name.data);
    finding = bcf_found(findings);
    if (!good || !finding)
        return false;
    if (!finding->symbol)
        finding->symbol = bcf_arena_copy(&findings->arena, name.data, name.size);
    return finding->symbol != NULL;
}

/* What a function names, itself or through constants: other globals have their own turn. */
static bool follow(struct search *search, uint32_t from, unsigned code, struct bcf_string by) {
    struct bcf_references *references = search->references;
    int by_size = (int)(by.size < 200 ? by.size : 200);
    references->walk++;
    search->work.count = 0;
    if (!bcf_push(references->context, &search->work, from))
        return false;
    while (search->work.count) {
        struct bcf_reference_range range = references->of[search->work.data[--search->work.count]];
        for (uint32_t i = 0; i < range.count; i++) {
            uint32_t node = references->targets.data[range.first + i] & ~BCF_GUARDED;
            if (references->seen[node] == references->walk)
                continue;
            references->seen[node] = references->walk;
            if (node < references->globals ? search->missing.data[node] && !tell(search, code, node, by.data, by_size)
                                           : !bcf_push(references->context, &search->work, node))
                return false;
        }
    }
    return true;
}

static bool tell_all(struct search *search) {
    struct bcf_references *references = search->references;
    struct bcf_findings *findings = search->lowering->findings;
    for (uint32_t i = 0; i < references->globals; i++) {
        const struct bcf_global *global = &references->module->globals.data[i];
        struct bcf_string name = bcf_global_name(references->module, i);
        bool function = global->record.code == BCF_MODULE_FUNCTION;
        if ((function && !global->body.end) || bcf_string_begins(name, "llvm."))
            continue;
        if (!bcf_findings_enter(findings, function ? name.data : NULL, name.size))
            return false;
        findings->global = function ? i : UINT32_MAX;
        if (!follow(search, i, function ? BCFIX_BCF095_UNDEFINED_SYMBOL : BCFIX_BCF099_UNDEFINED_ADDRESS, name))
            return false;
    }
    return bcf_findings_enter(findings, NULL, 0);
}

bool bcf_tell_undefined(struct bcf_references *references, struct bcf_lowering *lowering, const struct bcf_others *others) {
    struct search search = {.references = references, .lowering = lowering, .others = others};
    bool good = find_missing(&search) && (!search.any || tell_all(&search));
    bcf_free_array(references->context, &search.missing);
    bcf_free_array(references->context, &search.work);
    return good;
}
