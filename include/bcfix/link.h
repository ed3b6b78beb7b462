/* bcfix-link: what a program needs besides the rewriting of one module, with the tools of the machine.
 *
 * SPDX-License-Identifier: Apache-2.0 OR MIT
 *
 * A library of its own (libbcfix-link): unlike libbcfix it reads and writes files and starts other programs. Handles belong
 * to one thread at a time. Everything is linux-x86_64.
 */
#ifndef BCFIX_LINK_H
#define BCFIX_LINK_H

#include <bcfix/bcfix.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- native parts -------------------------------------------------------------------------- */

/** Objects of machine code (from C or assembly) that a program of bitcode needs, and the shared library that is made of
 *  them for it. Objects are taken as a linker takes members of archives: one that defines something that is needed comes with
 *  what it needs itself, and the first one that defines a symbol counts. */
typedef struct bcfix_native bcfix_native;

/** A new set, or NULL when there is no memory. The caller frees it with bcfix_native_free(). Since 0.1. */
BCFIX_API bcfix_native *bcfix_native_new(void);
/** Frees it. NULL is allowed. Since 0.1. */
BCFIX_API void bcfix_native_free(bcfix_native *native);
/** What went wrong in the last call that did not return BCFIX_OK, in one line. Since 0.1. */
BCFIX_API const char *bcfix_native_message(const bcfix_native *native);
/** Adds the objects of a file, an archive (.a, .rlib) or an object, which is read now. Members with bitcode are no native
 *  parts. BCFIX_IO when it cannot be read. Since 0.1. */
BCFIX_API bcfix_status bcfix_native_add_file(bcfix_native *native, const char *path);
/** Needs a symbol: true when an object defines it, which is then taken. When there is no memory for that, bcfix_native_link() says
 *  so. Since 0.1. */
BCFIX_API bool bcfix_native_need(bcfix_native *native, const char *symbol);
/** How many objects were taken. Since 0.1. */
BCFIX_API size_t bcfix_native_count(const bcfix_native *native);
/** The name of the one at `index`, as in "libz.a(inflate.o)"; NULL past the end. Since 0.1. */
BCFIX_API const char *bcfix_native_name(const bcfix_native *native, size_t index);
/** The object that defines this symbol that was needed: its index, or SIZE_MAX. Since 0.1. */
BCFIX_API size_t bcfix_native_definer(const bcfix_native *native, const char *symbol);
/** How many symbols the objects that were taken leave undefined, and their names. Since 0.1. */
BCFIX_API size_t bcfix_native_undefined_count(const bcfix_native *native);
BCFIX_API const char *bcfix_native_undefined(const bcfix_native *native, size_t index);
/** Writes a shared library of the objects that were taken, with the C compiler (`CC` of the environment, else cc). The symbols
 *  that bcfix_native_need() was asked for can be found in it, also when they were hidden. `arguments` (NULL, or a list that
 *  ends with NULL) go to the compiler behind the objects. BCFIX_IO when it cannot be written, BCFIX_UNSUPPORTED when the compiler is
 *  not there or fails. The file is whole or not there: it is made in a folder beside it, and renamed. SIGINT, SIGTERM, SIGHUP and
 *  SIGQUIT are blocked in this thread until the folder is gone, and end the compiler. Since 0.1. */
BCFIX_API bcfix_status bcfix_native_link(bcfix_native *native, const char *output, const char *const *arguments);

/** The symbols of an ELF file's dynamic table that are defined elsewhere, or the libraries that it names as needed. */
typedef enum bcfix_elf_list {
    BCFIX_ELF_IMPORTED = 0,
    BCFIX_ELF_NEEDED = 1
} bcfix_elf_list;

/** Calls `take` with each name of that list of the file; false when it cannot be read, is damaged, or there is no memory for it.
 *  Since 0.1. */
BCFIX_API bool bcfix_elf_each(const char *path, bcfix_elf_list list, void (*take)(void *user, const char *name), void *user);

/** Puts a converted module into an ELF file of linux-x86_64, in the section `.llvmbc`, where GraalVM finds it. With `native` NULL
 *  it is a file of its own that names the libraries `needed` (a list that ends with NULL, or NULL), which GraalVM loads then, from
 *  its folder too. Otherwise it is the native program or library with that section, which still works as it did; `needed` is not
 *  looked at. On BCFIX_OK `*output` is to be freed with free(). Since 0.1. */
BCFIX_API bcfix_status bcfix_elf_container(const void *native, size_t native_size, const char *const *needed, const void *bitcode,
                                           size_t size, void **output, size_t *output_size);

/* ---- linking --------------------------------------------------------------------------------- */

/** Files with bitcode, and one module made of them with LLVM's linker. LLVM is no part of this: it is loaded when it is needed,
 *  and works in a process of its own, so that what it stumbles over ends only that. */
typedef struct bcfix_link bcfix_link;

/** A new one, or NULL when there is no memory. The caller frees it with bcfix_link_free(). Since 0.1. */
BCFIX_API bcfix_link *bcfix_link_new(void);
/** Frees it and its result. NULL is allowed. Since 0.1. */
BCFIX_API void bcfix_link_free(bcfix_link *link);
/** What went wrong in the last call that did not return BCFIX_OK, in one line. Since 0.1. */
BCFIX_API const char *bcfix_link_message(const bcfix_link *link);
/** Adds a file, which is read now: an object or bitcode goes in whole; of an archive (.a, .rlib) go in the members that define
 *  something that is needed, wherever the archive stands. BCFIX_IO when it cannot be read. Since 0.1. */
BCFIX_API bcfix_status bcfix_link_add_file(bcfix_link *link, const char *path);
/** Keeps a symbol, and what it needs. `main` is kept when it is there, and so is what objects define by a name that is not one
 *  of Rust's. All else is dropped when nothing needs it. Since 0.1. */
BCFIX_API bcfix_status bcfix_link_add_root(bcfix_link *link, const char *symbol);
/** Where the native companion goes: a shared library of the members without bitcode that are needed. Without this such a
 *  member is an error. Since 0.1. */
BCFIX_API bcfix_status bcfix_link_set_native(bcfix_link *link, const char *path);
/** The LLVM to use, as a path of its shared library. Without this it is the one of the rustc in PATH, and else the system's.
 *  Since 0.1. */
BCFIX_API bcfix_status bcfix_link_set_llvm(bcfix_link *link, const char *path);
/** How panics end: by unwinding, which is what rustc does without -C panic=abort, or by ending the program. */
typedef enum bcfix_panic {
    BCFIX_PANIC_UNWIND = 0,
    BCFIX_PANIC_ABORT = 1
} bcfix_panic;

/** Which of Rust's crates panic_unwind and panic_abort goes in when both are among the archives; they define the same symbols.
 *  panic_unwind without this. When only panic_abort is there it goes in anyway; BCFIX_PANIC_ABORT without it is an error. Since 0.1. */
BCFIX_API void bcfix_link_set_panic(bcfix_link *link, bcfix_panic panic);
/** After bcfix_link_run(): the name of the member that was left out for that, or NULL. Since 0.1. */
BCFIX_API const char *bcfix_link_panic_left_out(const bcfix_link *link);
/** Sets a limit for reading the files, as bcfix_context_set_limit() does; that of memory holds for LLVM's process too, beside what it
 *  begins with (its default: 2 GiB and 64 bytes for each byte of what is linked). BCFIX_INVALID_ARGUMENT for an unknown limit or the
 *  value 0. Since 0.1. */
BCFIX_API bcfix_status bcfix_link_set_limit(bcfix_link *link, bcfix_limit limit, uint64_t value);
/** Links. LLVM is not hardened against damaged files, so it works in a process that is forked for this call and ended when it is
 *  over; nothing that it does there reaches this one. When it dies the message says of which file or member and at what: with
 *  BCFIX_UNSUPPORTED when it crashed or said no, with BCFIX_LIMIT when it took more memory, or more processor time than 300 s and
 *  30 s for each MiB, and with BCFIX_NO_MEMORY when the system killed it. A program with threads may call this, and the new process
 *  has only the thread that called. On BCFIX_OK the result is the module's bitcode, which belongs to `link`; it has still to be converted. The native
 *  companion is written then. To be called once: BCFIX_INVALID_ARGUMENT after that. Since 0.1. */
BCFIX_API bcfix_status bcfix_link_run(bcfix_link *link, const void **bitcode, size_t *size);

/** After bcfix_link_run(): whether the native companion defines a symbol that the module leaves undefined. Since 0.1. */
BCFIX_API bool bcfix_link_is_native(const bcfix_link *link, const char *symbol);
/** After bcfix_link_run(): the first object or member that needs a symbol which it does not define, or NULL. Since 0.1. */
BCFIX_API const char *bcfix_link_user(const bcfix_link *link, const char *symbol);

#ifdef __cplusplus
}
#endif

#endif
