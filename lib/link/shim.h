/* The allocator that rustc adds in its own final link.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LINK_SHIM_H
#define BCF_LINK_SHIM_H

#include <stdbool.h>
#include <stddef.h>

/* The functions through which crates allocate (`__rust_alloc` and so on) have names with a hash in them. When `symbol` is one of
 * them, writes its definition, as LLVM's assembly, into `text`, and the name of the function that it calls into `callee` ("" for
 * none). `own` says that the program has an allocator of its own (#[global_allocator]). False when it is no such function. */
bool bcf_shim_for(const char *symbol, bool own, char *text, size_t text_size, char *callee, size_t callee_size);

/* Whether a symbol is a function of the program's own allocator. */
bool bcf_shim_is_own_allocator(const char *symbol);

/* Whether a symbol is the function with which a panic runtime, panic_unwind or panic_abort, ends a panic. */
bool bcf_shim_is_panic_runtime(const char *symbol);

#endif
