/* bcfix: makes LLVM bitcode written by rustc run in GraalVM's LLVM runtime.
 *
 * SPDX-License-Identifier: Apache-2.0 OR MIT
 *
 * Everything here is safe to use from several threads as long as each context, and what was made
 * from it, is used by one thread at a time. No function prints, exits, opens files or keeps global
 * state. Strings are UTF-8 and end with a zero byte. Unless a comment says otherwise, strings and
 * handles that the library returns belong to the library.
 */
#ifndef BCFIX_BCFIX_H
#define BCFIX_BCFIX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <bcfix/findings.h>

#if defined(_WIN32) && defined(BCFIX_SHARED)
#define BCFIX_API __declspec(dllimport)
#elif defined(__GNUC__)
#define BCFIX_API __attribute__((visibility("default")))
#else
#define BCFIX_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** What a call ended with. Values are never renumbered; new ones are added at the end. Since 0.1. */
typedef enum bcfix_status {
    BCFIX_OK = 0,
    BCFIX_REFUSED = 1,          /**< the module cannot be made acceptable for the target */
    BCFIX_INVALID_ARGUMENT = 2, /**< the caller passed something impossible, or an unknown name */
    BCFIX_MALFORMED = 3,        /**< the input is damaged, or is not bitcode */
    BCFIX_UNSUPPORTED = 4,      /**< well formed, but from a writer that bcfix does not know */
    BCFIX_NO_MEMORY = 5,        /**< the allocator gave nothing */
    BCFIX_LIMIT = 6,            /**< a limit of the context was reached */
    BCFIX_CANCELLED = 7,        /**< a callback asked to stop */
    BCFIX_INTERNAL = 8,         /**< a defect of bcfix, found by its own checks */
    BCFIX_IO = 9                /**< a file could not be read or written; only libbcfix-link does that */
} bcfix_status;

/** A short text for a status, or "unknown status". Never NULL. Since 0.1. */
BCFIX_API const char *bcfix_status_text(bcfix_status status);

/** The version of the library that is loaded, as "MAJOR.MINOR.PATCH". Since 0.1. */
BCFIX_API const char *bcfix_version_string(void);

/* ---- contexts ---------------------------------------------------------------------------- */

/** The memory of one context. Each function may fail at any call by returning NULL; `release` may be
 *  given NULL. `user` is passed through unchanged. The struct is copied. Since 0.1. */
typedef struct bcfix_allocator {
    void *(*allocate)(void *user, size_t size);
    void *(*reallocate)(void *user, void *memory, size_t size);
    void (*release)(void *user, void *memory);
    void *user;
} bcfix_allocator;

/** Holds the allocator, the limits and the last error. */
typedef struct bcfix_context bcfix_context;

/** A new context, or NULL when the allocator gives nothing. `allocator` NULL means malloc, realloc and
 *  free. The caller frees it with bcfix_context_free(). Since 0.1. */
BCFIX_API bcfix_context *bcfix_context_new(const bcfix_allocator *allocator);

/** Frees a context. Options and buffers made from it must be freed before. NULL is allowed. Since 0.1. */
BCFIX_API void bcfix_context_free(bcfix_context *context);

/** What a context limits. A call that would pass a limit ends with BCFIX_LIMIT, and bcfix_context_message() names the limit and
 *  its value. Values are never renumbered. Since 0.1.
 *
 *  So that a file of any size can be read and none can do harm, the defaults of two limits depend on the input: a call takes no
 *  more memory than 64 MiB and 32 bytes for each byte of input, and no more steps (records) than 8 Mi and 32 for each byte.
 *  Whatever the file says, memory and time stay within these multiples of its size. Modules of rustc take 2 to 15 bytes and at
 *  most 3 steps for each byte. A value that is set holds alone, whatever the input. */
typedef enum bcfix_limit {
    BCFIX_LIMIT_MEMORY = 0,  /**< bytes allocated at one time, without the input. Default: 64 MiB and 32 times the size of the
                                  input beside what was held when the call began, but at most 4 GiB */
    BCFIX_LIMIT_NESTING = 1, /**< blocks inside blocks, the outermost counted. Default: 64 */
    BCFIX_LIMIT_OUTPUT = 2,  /**< bytes of one output. Default: 4 GiB */
    BCFIX_LIMIT_RECORDS = 3, /**< records that one call reads or makes, in all walks over the input together; each counts as one,
                                  and one more for each operand; long texts and searches count too. Default: 8 Mi and 32 times the
                                  size of the input in bytes, but at most 2^40 */
    BCFIX_LIMIT_ABBREVIATIONS = 4 /**< abbreviations that are known at one time, those for other blocks included. Default: 4096 */
} bcfix_limit;

/** Sets a limit for the calls that follow. BCFIX_INVALID_ARGUMENT for an unknown limit or the value 0. Since 0.1. */
BCFIX_API bcfix_status bcfix_context_set_limit(bcfix_context *context, bcfix_limit limit, uint64_t value);

/** The value of a limit, or 0 for an unknown limit; of one whose default depends on the input and that was not set, the
 *  most that it may be. Since 0.1. */
BCFIX_API uint64_t bcfix_context_limit(const bcfix_context *context, bcfix_limit limit);

/** What went wrong in the last call that did not return BCFIX_OK: one line with block, record, bit
 *  offset and reason where there is one, without the file's name. "" when there was no error. Valid
 *  until the next call with this context. Since 0.1. */
BCFIX_API const char *bcfix_context_message(const bcfix_context *context);

/** The largest number of bytes that the last call held at one time, the input not counted. Since 0.1. */
BCFIX_API uint64_t bcfix_context_peak_memory(const bcfix_context *context);

/* ---- targets ----------------------------------------------------------------------------- */

/** One thing that bitcode can be made for. Lives as long as the library. */
typedef struct bcfix_target bcfix_target;

/** How many targets there are. Since 0.1. */
BCFIX_API size_t bcfix_target_count(void);

/** The target at `index`, in the order of `bcfix targets`, or NULL past the end. Since 0.1. */
BCFIX_API const bcfix_target *bcfix_target_at(size_t index);

/** The target of this name, or NULL. Since 0.1. */
BCFIX_API const bcfix_target *bcfix_target_find(const char *name);

/** Its name, as in "graalvm-25.0". Since 0.1. */
BCFIX_API const char *bcfix_target_name(const bcfix_target *target);

/** One sentence about what it is. Since 0.1. */
BCFIX_API const char *bcfix_target_description(const bcfix_target *target);

/** The major version of LLVM whose bitcode it reads. Since 0.1. */
BCFIX_API unsigned bcfix_target_llvm_major(const bcfix_target *target);

/** Whether programs find the symbol in what the target brings, on linux-x86_64: GraalVM's LLVM runtime and the C library. An
 *  LLVM target brings nothing. Since 0.1. */
BCFIX_API bool bcfix_target_provides(const bcfix_target *target, const char *symbol);

/** Whether it is the one that a new options object starts with. Since 0.1. */
BCFIX_API bool bcfix_target_is_default(const bcfix_target *target);

/** Whether it takes modules for any machine, as LLVM does; otherwise it runs on the platforms below. Since 0.1. */
BCFIX_API bool bcfix_target_takes_any_platform(const bcfix_target *target);

/** A machine and its operating system, as a target may run on. Lives as long as the library. */
typedef struct bcfix_platform bcfix_platform;

/** How many platforms there are. Since 0.1. */
BCFIX_API size_t bcfix_platform_count(void);

/** The platform at `index`, in the order of `bcfix targets`, or NULL past the end. Since 0.1. */
BCFIX_API const bcfix_platform *bcfix_platform_at(size_t index);

/** The platform of this name, or NULL. Since 0.1. */
BCFIX_API const bcfix_platform *bcfix_platform_find(const char *name);

/** Its name, as in "linux-x86_64". Since 0.1. */
BCFIX_API const char *bcfix_platform_name(const bcfix_platform *platform);

/** Its target triple, as in "x86_64-unknown-linux-gnu". Since 0.1. */
BCFIX_API const char *bcfix_platform_triple(const bcfix_platform *platform);

/** Whether what bcfix writes for it has been run there. Since 0.1. */
BCFIX_API bool bcfix_platform_is_tested(const bcfix_platform *platform);

/* ---- findings ---------------------------------------------------------------------------- */

/** How bad a finding is. Values are never renumbered. */
typedef enum bcfix_severity {
    BCFIX_NOTE = 0,   /**< rewritten, the meaning is the same */
    BCFIX_LOSS = 1,   /**< something was dropped that a consumer may miss */
    BCFIX_TRAP = 2,   /**< a place in the program now stops it with a message */
    BCFIX_REFUSAL = 3 /**< no output can be made */
} bcfix_severity;

/** What converting does about a finding. Values are never renumbered. Since 0.1. */
typedef enum bcfix_action {
    BCFIX_ACTION_NONE = 0,      /**< it only tells: the target runs it as it is */
    BCFIX_ACTION_OMITTED = 1,   /**< left out, and no reader of the target looks at it */
    BCFIX_ACTION_REWRITTEN = 2, /**< the meaning is the same */
    BCFIX_ACTION_DROPPED = 3,   /**< left out */
    BCFIX_ACTION_STOPS = 4,     /**< the place stops the program when it is reached */
    BCFIX_ACTION_REFUSED = 5    /**< nothing is written */
} bcfix_action;

/** One thing that was changed, lost or cannot be done. Valid during the callback only. */
typedef struct bcfix_finding bcfix_finding;

/** Its permanent code, one of the BCFIX_BCF... values of <bcfix/findings.h>. Since 0.1. */
BCFIX_API unsigned bcfix_finding_code(const bcfix_finding *finding);
/** How bad it is. Since 0.1. */
BCFIX_API bcfix_severity bcfix_finding_severity(const bcfix_finding *finding);
/** What was found and what was done, in one line. Never NULL. Since 0.1. */
BCFIX_API const char *bcfix_finding_message(const bcfix_finding *finding);
/** The function it is in, as named in the module, or NULL. Since 0.1. */
BCFIX_API const char *bcfix_finding_function(const bcfix_finding *finding);
/** The record it is about, as "BLOCK.RECORD", or NULL. Since 0.1. */
BCFIX_API const char *bcfix_finding_record(const bcfix_finding *finding);
/** The offset in bits of that record in the input, or UINT64_MAX when there is none. Since 0.1. */
BCFIX_API uint64_t bcfix_finding_bit(const bcfix_finding *finding);
/** How many places it stands for, at least 1. Since 0.1. */
BCFIX_API uint64_t bcfix_finding_count(const bcfix_finding *finding);

/** The member of the archive it is in, or NULL. Since 0.1. */
BCFIX_API const char *bcfix_finding_member(const bcfix_finding *finding);
/** The function as it is written in the source, or NULL when its name is not one of Rust. Since 0.1. */
BCFIX_API const char *bcfix_finding_demangled(const bcfix_finding *finding);
/** The crate of that function, or NULL. Since 0.1. */
BCFIX_API const char *bcfix_finding_crate(const bcfix_finding *finding);
/** The symbol it is about, as named in the module, when it is about one that is missing; else NULL. Since 0.1. */
BCFIX_API const char *bcfix_finding_symbol(const bcfix_finding *finding);
/** The source file, line and column of the place, or of the function where the place has none, from debug info; NULL and 0
 *  when there is none. Since 0.1. */
BCFIX_API const char *bcfix_finding_file(const bcfix_finding *finding);
BCFIX_API unsigned bcfix_finding_line(const bcfix_finding *finding);
BCFIX_API unsigned bcfix_finding_column(const bcfix_finding *finding);

/** Whether a program gets to a place. Values are never renumbered. Since 0.1. */
typedef enum bcfix_reach {
    BCFIX_REACH_NO = 0,      /**< nothing that runs refers to the function */
    BCFIX_REACH_GUARDED = 1, /**< only code that first asks for a CPU feature, which programs are not told of */
    BCFIX_REACH_YES = 2      /**< the program may get there; also what is about the whole module */
} bcfix_reach;

/** Whether a program gets there. From main, from what is exported, and from constructors; when unsure, yes. Since 0.1. */
BCFIX_API bcfix_reach bcfix_finding_reach(const bcfix_finding *finding);
/** "no", "guarded" or "yes"; "unknown" for anything else. Since 0.1. */
BCFIX_API const char *bcfix_reach_text(bcfix_reach reach);

/** What becomes of a module on a target, best first. Values are never renumbered. Since 0.1. */
typedef enum bcfix_verdict {
    BCFIX_ACCEPTED = 0,    /**< the target runs it as it is */
    BCFIX_CONVERTIBLE = 1, /**< converted, it runs */
    BCFIX_TRAPS = 2,       /**< it converts, and stops at places that the program may get to */
    BCFIX_NOT_CONVERTIBLE = 3 /**< it cannot be converted */
} bcfix_verdict;

/** The verdict when this finding comes to those that gave `verdict`; begin with BCFIX_ACCEPTED. Since 0.1. */
BCFIX_API bcfix_verdict bcfix_verdict_with(bcfix_verdict verdict, const bcfix_finding *finding);
/** "accepted", "convertible", "traps" or "refused"; "unknown" for anything else. Since 0.1. */
BCFIX_API const char *bcfix_verdict_text(bcfix_verdict verdict);

/** Called for each finding, in a fixed order; false stops the call with BCFIX_CANCELLED. */
typedef bool (*bcfix_finding_fn)(void *user, const bcfix_finding *finding);

/** How many kinds of findings there are. Since 0.1. */
BCFIX_API size_t bcfix_registry_count(void);
/** The code of the kind at `index`, or 0 past the end. Since 0.1. */
BCFIX_API unsigned bcfix_registry_code(size_t index);
/** The short name of a code, as in "lifetime-markers", or NULL for an unknown code. Since 0.1. */
BCFIX_API const char *bcfix_registry_name(unsigned code);
/** What a code means, in one line, or NULL for an unknown code. Since 0.1. */
BCFIX_API const char *bcfix_registry_title(unsigned code);
/** The severity of a code; BCFIX_NOTE for an unknown one. Since 0.1. */
BCFIX_API bcfix_severity bcfix_registry_severity(unsigned code);
/** What converting does about it; BCFIX_ACTION_REWRITTEN for an unknown one. Since 0.1. */
BCFIX_API bcfix_action bcfix_registry_action(unsigned code);
/** Which version of bcfix had it first, as in "0.1", or NULL for an unknown code. Since 0.1. */
BCFIX_API const char *bcfix_registry_since(unsigned code);
/** Why there is such a finding, and what a user can do about it, each in some sentences; NULL for an unknown code. Since 0.1. */
BCFIX_API const char *bcfix_registry_explanation(unsigned code);
BCFIX_API const char *bcfix_registry_remedy(unsigned code);
/** "none", "omitted", "rewritten", "dropped", "stops" or "refused"; "unknown" for anything else. Since 0.1. */
BCFIX_API const char *bcfix_action_text(bcfix_action action);
/** "note", "loss", "trap" or "refusal"; "unknown" for anything else. Since 0.1. */
BCFIX_API const char *bcfix_severity_text(bcfix_severity severity);

/* ---- options ----------------------------------------------------------------------------- */

/** What to do, and how. */
typedef struct bcfix_options bcfix_options;

/** What happens to what has no exact form for the target. */
typedef enum bcfix_unsupported {
    BCFIX_UNSUPPORTED_TRAP = 0,  /**< the place stops the program with a message that names it */
    BCFIX_UNSUPPORTED_REFUSE = 1 /**< the call ends with BCFIX_REFUSED */
} bcfix_unsupported;

/** Called with the name of a symbol. */
typedef bool (*bcfix_symbol_fn)(void *user, const char *name);

/** Called now and then with the work done and the work in all, in bytes of input; false stops the call
 *  with BCFIX_CANCELLED. */
typedef bool (*bcfix_progress_fn)(void *user, uint64_t done, uint64_t total);

/** New options: the default target, trap, nothing stripped, no callbacks. NULL when there is no memory. The
 *  caller frees them with bcfix_options_free(), before the context. Since 0.1. */
BCFIX_API bcfix_options *bcfix_options_new(bcfix_context *context);
/** Frees options. NULL is allowed. Since 0.1. */
BCFIX_API void bcfix_options_free(bcfix_options *options);
/** Chooses the target by name. BCFIX_INVALID_ARGUMENT for an unknown one. Since 0.1. */
BCFIX_API bcfix_status bcfix_options_set_target(bcfix_options *options, const char *name);
/** The target chosen. Since 0.1. */
BCFIX_API const bcfix_target *bcfix_options_target(const bcfix_options *options);
/** Chooses what happens to what has no exact form. BCFIX_INVALID_ARGUMENT for another value. Since 0.1. */
BCFIX_API bcfix_status bcfix_options_set_unsupported(bcfix_options *options, bcfix_unsupported what);
/** Chooses the platform by name; NULL for none. A module for another one ends with BCFIX_REFUSED; its triple and data layout
 *  are written as those of the platform. Without a choice a GraalVM target takes modules for the first platform, and an LLVM
 *  target keeps the triple. BCFIX_INVALID_ARGUMENT for an unknown one. Since 0.1. */
BCFIX_API bcfix_status bcfix_options_set_platform(bcfix_options *options, const char *name);
/** Chooses the target triple that is written, whatever the module is for; NULL for none. With another machine or system than
 *  the module's there is a finding. A GraalVM target takes only the triple of a platform. The text is copied.
 *  BCFIX_INVALID_ARGUMENT for what is no triple, BCFIX_NO_MEMORY. Since 0.1. */
BCFIX_API bcfix_status bcfix_options_set_triple(bcfix_options *options, const char *triple);
/** Drops all debug info. Since 0.1. */
BCFIX_API void bcfix_options_set_strip_debug(bcfix_options *options, bool strip);
/** Who knows symbols that neither the module nor the target has: asked for each, true when it will be there when the program
 *  runs, from another module or a library. NULL: none will. Since 0.1. */
BCFIX_API void bcfix_options_set_symbols(bcfix_options *options, bcfix_symbol_fn has, void *user);
/** Who hears of findings; NULL for nobody. Since 0.1. */
BCFIX_API void bcfix_options_set_findings(bcfix_options *options, bcfix_finding_fn callback, void *user);
/** Who hears of progress; NULL for nobody. Since 0.1. */
BCFIX_API void bcfix_options_set_progress(bcfix_options *options, bcfix_progress_fn callback, void *user);

/* ---- converting -------------------------------------------------------------------------- */

/** Rewrites the bitcode in `input` for the target of `options` (NULL: the defaults).
 *
 *  `input` is `size` bytes, read only, and must not change during the call. On BCFIX_OK `*output` is
 *  `*output_size` bytes, which the caller frees with bcfix_buffer_free(); otherwise both are 0.
 *  Ends with any status; bcfix_context_message() says why. Since 0.1. */
BCFIX_API bcfix_status bcfix_convert(bcfix_context *context, const bcfix_options *options, const void *input, size_t size,
                                     void **output, size_t *output_size);

/** What bcfix_check() found. */
typedef struct bcfix_checked bcfix_checked;

/** Gives the findings that bcfix_convert() gives to the callback of `options` (NULL: the defaults), without making a module. An
 *  archive may hold several modules; what one of them defines is not missing in another.
 *
 *  On BCFIX_OK `*checked` is the caller's, freed with bcfix_checked_free() before the context; otherwise it is NULL. BCFIX_OK
 *  also when the module is refused: then the verdict says so, and bcfix_context_message() why. Any other status as from
 *  bcfix_convert(). Since 0.1. */
BCFIX_API bcfix_status bcfix_check(bcfix_context *context, const bcfix_options *options, const void *input, size_t size,
                                   bcfix_checked **checked);
/** Frees it. NULL is allowed. Since 0.1. */
BCFIX_API void bcfix_checked_free(bcfix_checked *checked);
/** The verdict of all findings together. Since 0.1. */
BCFIX_API bcfix_verdict bcfix_checked_verdict(const bcfix_checked *checked);
/** What holds the bitcode, and the producer and triple of the first module; "" when it has none. Since 0.1. */
BCFIX_API const char *bcfix_checked_container(const bcfix_checked *checked);
BCFIX_API const char *bcfix_checked_producer(const bcfix_checked *checked);
BCFIX_API const char *bcfix_checked_triple(const bcfix_checked *checked);

/** Frees the output of a call with this context. NULL is allowed. Since 0.1. */
BCFIX_API void bcfix_buffer_free(bcfix_context *context, void *buffer, size_t size);

/* ---- looking ----------------------------------------------------------------------------- */

/** Takes a piece of text, `size` bytes without a final zero; false stops the call with BCFIX_CANCELLED. */
typedef bool (*bcfix_text_fn)(void *user, const char *text, size_t size);

/** Writes each block and record of `input` as text, with the names bcfix has for them. Ends with any status
 *  but BCFIX_REFUSED; what came before an error has been written. Since 0.1. */
BCFIX_API bcfix_status bcfix_dump(bcfix_context *context, const void *input, size_t size, bcfix_text_fn write, void *user);

/** What `bcfix_info_new` found. */
typedef struct bcfix_info bcfix_info;

/** Looks at what is inside `input` without converting it. On BCFIX_OK `*info` is the caller's, freed with
 *  bcfix_info_free() before the context. Since 0.1. */
BCFIX_API bcfix_status bcfix_info_new(bcfix_context *context, const void *input, size_t size, bcfix_info **info);
/** Frees it. NULL is allowed. Since 0.1. */
BCFIX_API void bcfix_info_free(bcfix_info *info);
/** What holds the bitcode: "raw bitcode", "bitcode wrapper", "archive", "ELF file", "Mach-O file" … Since 0.1. */
BCFIX_API const char *bcfix_info_container(const bcfix_info *info);
/** How many modules there are. Since 0.1. */
BCFIX_API size_t bcfix_info_modules(const bcfix_info *info);
/** A text of the module at `module`: its producer, triple, data layout or source file name. "" when the module
 *  has none, NULL past the end. Since 0.1. */
BCFIX_API const char *bcfix_info_producer(const bcfix_info *info, size_t module);
BCFIX_API const char *bcfix_info_triple(const bcfix_info *info, size_t module);
BCFIX_API const char *bcfix_info_data_layout(const bcfix_info *info, size_t module);
BCFIX_API const char *bcfix_info_source_file(const bcfix_info *info, size_t module);

/** The member of the archive, and the section of the object, that the module at `module` is in; NULL when it is in none,
 *  and past the end. Since 0.1. */
BCFIX_API const char *bcfix_info_member(const bcfix_info *info, size_t module);
BCFIX_API const char *bcfix_info_section(const bcfix_info *info, size_t module);
/** How many members of an archive hold no bitcode. Since 0.1. */
BCFIX_API size_t bcfix_info_others(const bcfix_info *info);
/** The name of such a member, and what it is ("ELF file", "metadata of rustc" …); NULL past the end. Since 0.1. */
BCFIX_API const char *bcfix_info_other_name(const bcfix_info *info, size_t other);
BCFIX_API const char *bcfix_info_other_kind(const bcfix_info *info, size_t other);
/** Whether it is machine code, which a program made of the bitcode alone would miss. Since 0.1. */
BCFIX_API bool bcfix_info_other_is_native(const bcfix_info *info, size_t other);
/** Its bytes, which are a part of the input. NULL past the end. Since 0.1. */
BCFIX_API const void *bcfix_info_other_bytes(const bcfix_info *info, size_t other, size_t *size);

/** What bcfix_info_count() counts. */
typedef enum bcfix_count {
    BCFIX_COUNT_FUNCTIONS = 0,    /**< with a body */
    BCFIX_COUNT_DECLARATIONS = 1, /**< functions without a body */
    BCFIX_COUNT_GLOBALS = 2,
    BCFIX_COUNT_ALIASES = 3, /**< aliases and ifuncs */
    BCFIX_COUNT_TYPES = 4,
    BCFIX_COUNT_CONSTANTS = 5, /**< of the module, without those of its functions */
    BCFIX_COUNT_METADATA = 6   /**< of the module, without that of its functions */
} bcfix_count;

/** How many of these the module at `module` has; 0 past the end or for an unknown count. Since 0.1. */
BCFIX_API uint64_t bcfix_info_count(const bcfix_info *info, size_t module, bcfix_count what);

/** The raw bitcode that the module at `module` is in, also when it was compressed; it may hold further modules. It is a part of
 *  the input, or belongs to `info`. NULL past the end. Since 0.1. */
BCFIX_API const void *bcfix_info_bitcode(const bcfix_info *info, size_t module, size_t *size);

/* ---- symbols ------------------------------------------------------------------------------- */

/** The symbols of all modules of a file, without those that nothing outside of a module can see. */
typedef struct bcfix_symbols bcfix_symbols;

/** Reads the symbols of `input`; with `users`, which takes as long as reading all bodies, also which functions name those that
 *  their module does not define. On BCFIX_OK `*symbols` is the caller's, freed with bcfix_symbols_free() before the context.
 *  Intrinsics are none. Since 0.1. */
BCFIX_API bcfix_status bcfix_symbols_new(bcfix_context *context, const void *input, size_t size, bool users, bcfix_symbols **symbols);
/** Frees them. NULL is allowed. Since 0.1. */
BCFIX_API void bcfix_symbols_free(bcfix_symbols *symbols);
/** How many modules they are of. Since 0.1. */
BCFIX_API size_t bcfix_symbols_module_count(const bcfix_symbols *symbols);
/** How many there are. Since 0.1. */
BCFIX_API size_t bcfix_symbols_count(const bcfix_symbols *symbols);
/** The name of the one at `index`, in the order of the modules and theirs; NULL past the end. Since 0.1. */
BCFIX_API const char *bcfix_symbols_name(const bcfix_symbols *symbols, size_t index);
/** Whether the module defines it; otherwise something else must. Since 0.1. */
BCFIX_API bool bcfix_symbols_is_defined(const bcfix_symbols *symbols, size_t index);
/** Whether it may stay undefined (extern_weak), or give way to another definition. Since 0.1. */
BCFIX_API bool bcfix_symbols_is_weak(const bcfix_symbols *symbols, size_t index);
/** Whether it is a function. Since 0.1. */
BCFIX_API bool bcfix_symbols_is_function(const bcfix_symbols *symbols, size_t index);
/** How many functions of the module name it, when the module does not define it and they were looked for. What only a constant
 *  names has none. Since 0.1. */
BCFIX_API size_t bcfix_symbols_user_count(const bcfix_symbols *symbols, size_t index);
/** The name of one of those functions, or NULL past the end. Since 0.1. */
BCFIX_API const char *bcfix_symbols_user(const bcfix_symbols *symbols, size_t index, size_t user);

#ifdef __cplusplus
}
#endif

#endif
