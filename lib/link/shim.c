/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "link/shim.h"

#include <stdio.h>
#include <string.h>

/* As rustc_codegen_llvm/src/allocator.rs makes them, in 1.95. The names end so, behind the crate that they belong to
 * ("_RNvCs" HASH "_7___rustc"); what is called has the same beginning. */
static const struct {
    const char *name, *std, *own; /* NULL: it calls nothing */
    const char *result, *parameters, *arguments;
} functions[] = {
    {"12___rust_alloc", "11___rdl_alloc", "10___rg_alloc", "ptr", "i64, i64", "i64 %0, i64 %1"},
    {"14___rust_dealloc", "13___rdl_dealloc", "12___rg_dealloc", "void", "ptr, i64, i64", "ptr %0, i64 %1, i64 %2"},
    {"14___rust_realloc", "13___rdl_realloc", "12___rg_realloc", "ptr", "ptr, i64, i64, i64", "ptr %0, i64 %1, i64 %2, i64 %3"},
    {"19___rust_alloc_zeroed", "18___rdl_alloc_zeroed", "17___rg_alloc_zeroed", "ptr", "i64, i64", "i64 %0, i64 %1"},
    {"26___rust_alloc_error_handler", "25___rdl_alloc_error_handler", NULL, "void", "i64, i64", "i64 %0, i64 %1"},
    {"35___rust_no_alloc_shim_is_unstable_v2", NULL, NULL, "void", "", ""},
    {"42___rust_alloc_error_handler_should_panic_v2", NULL, NULL, "i8", "", ""},
};

/* The length of what is in front of `end`, or 0. */
static size_t begins_before(const char *symbol, const char *end) {
    size_t length = strlen(symbol), tail = strlen(end);

    if (strncmp(symbol, "_RNvC", 5) != 0 || length <= tail || strcmp(symbol + length - tail, end) != 0)
        return 0;
    length -= tail;
    return length > 9 && strncmp(symbol + length - 9, "7___rustc", 9) == 0 ? length : 0;
}

bool bcf_shim_is_own_allocator(const char *symbol) {
    return begins_before(symbol, "10___rg_alloc") > 0;
}

bool bcf_shim_is_panic_runtime(const char *symbol) {
    return begins_before(symbol, "18___rust_start_panic") > 0;
}

bool bcf_shim_for(const char *symbol, bool own, char *text, size_t text_size, char *callee, size_t callee_size) {
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        size_t begin = begins_before(symbol, functions[i].name);
        const char *called = own && functions[i].own != NULL ? functions[i].own : functions[i].std;
        const char *result = functions[i].result;
        bool gives = strcmp(result, "void") != 0;
        if (begin == 0)
            continue;
        if (called == NULL) {
            snprintf(text, text_size, "define %s @%s() {\n  ret %s%s\n}\n", result, symbol, result, gives ? " 0" : "");
            snprintf(callee, callee_size, "%s", "");
            return true;
        }
        snprintf(callee, callee_size, "%.*s%s", (int)begin, symbol, called);
        snprintf(text, text_size, "define %s @%s(%s) {\n  %scall %s @%s(%s)\n  ret %s%s\n}\ndeclare %s @%s(%s)\n", result, symbol,
                 functions[i].parameters, gives ? "%r = " : "", result, callee, functions[i].arguments, result, gives ? " %r" : "",
                 result, callee, functions[i].parameters);
        return true;
    }
    return false;
}
