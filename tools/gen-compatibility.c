/* Writes docs/compatibility.md from the tables of lib, to standard output:
 *
 *   ninja -C build && build/tools/gen-compatibility > docs/compatibility.md
 *
 * A table that is added gets a section here: a function that includes its .def file, and a row in `sections`.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <stdio.h>
#include <string.h>

#include "base/context.h"
#include "module/schema.h"
#include "target/target.h"

/* ---- features by target ---- */

enum fate { REWRITTEN, DROPPED, LOST, TRAPS, REFUSED };

static const struct {
    const char *what, *how;
    enum fate fate;
} features[] = {
#define FEATURE(id, llvm, line, what, fate, how) {what, how, fate},
#include "target/features.def"
#undef FEATURE
};

/* The text without the characters that mean something in a table. */
static void put(const char *text) {
    for (; *text; text++)
        printf(*text == '|' ? "\\|" : "%c", *text);
}

/* A line for each feature and a column for each target. */
static void put_features(void) {
    static const char letters[] = "RDLTX";
    const bcfix_target *target;
    printf("`=` accepted as it is, `R` rewritten with the same meaning, `D` dropped (it only allowed optimization), `L` lost (a\n"
           "consumer may miss it), `T` the place traps, `X` the module is refused. The columns 23.1 to 25.0 are the GraalVM\n"
           "targets, 14 to 22 those of LLVM.\n\n| |");
    for (size_t i = 0; (target = bcfix_target_at(i)) != NULL; i++)
        printf(" %s |", strchr(target->name, '-') + 1);
    printf(" how |\n|---|");
    for (size_t i = 0; i < bcfix_target_count(); i++)
        printf("---|");
    printf("---|\n");
    for (int f = 0; f < BCF_FEATURE_COUNT; f++) {
        printf("| ");
        put(features[f].what);
        printf(" |");
        for (size_t i = 0; (target = bcfix_target_at(i)) != NULL; i++)
            printf(" %c |", bcf_takes(target, (enum bcf_feature)f) ? '=' : letters[features[f].fate]);
        printf(" ");
        put(features[f].how);
        printf(" |\n");
    }
}

/* ---- attributes, calling conventions, bundles ---- */

static const char kept[] = "", rewritten[] = "rewritten", dropped[] = "dropped", lost[] = "**lost**",
                  refused[] = "**refused**", goes[] = "dropped", traps[] = "**the place traps**", all[] = "all targets take it";

/* What all targets take has no line. */
static void put_attribute(const char *name, unsigned llvm, const char *fate, const char *how) {
    if (fate == kept)
        return;
    printf("| `%s` | ", name);
    if (llvm > 22)
        printf("none | %s", fate);
    else
        printf("%u | %s", llvm, fate);
    printf("%s", *how ? ": " : "");
    put(how);
    printf(" |\n");
}

static void put_text_attribute(const char *key, const char *value, unsigned llvm, const char *fate, const char *older) {
    printf("| `\"%s\"=\"%s\"` | %u | %s", key, value, llvm, fate);
    if (*older)
        printf(": `\"%s\"`", older);
    printf(" |\n");
}

static void put_attributes(void) {
    printf("What older LLVMs than these do not take. The attributes that are not here, and other texts, are kept everywhere. On\n"
           "GraalVM all are kept but for the forms that the runtime misreads: types (other than byval, sret and elementtype)\n"
           "everywhere, and ranges before 25.0.\n\n| attribute | since LLVM | what becomes of it before |\n|---|---|---|\n");
#define KEPT kept
#define REWRITTEN rewritten
#define DROPPED dropped
#define LOST lost
#define REFUSED refused
#define NEVER 99
#define ATTRIBUTE(id, form, name, llvm, fate, how) put_attribute(name, llvm, fate, how);
#define TEXT_ATTRIBUTE(key, value, llvm, fate, older) put_text_attribute(key, value, llvm, fate, older);
#include "target/attributes.def"
#undef TEXT_ATTRIBUTE
#undef ATTRIBUTE
#undef NEVER
#undef REFUSED
#undef LOST
#undef DROPPED
#undef REWRITTEN
#undef KEPT
    (void)refused;
}

static void put_conventions(void) {
    printf("A module for an older LLVM is refused when it uses one of these; an indirect call with it traps. GraalVM ignores\n"
           "calling conventions.\n\n| calling convention | since LLVM |\n|---|---|\n");
#define CALLINGCONV(id, name, llvm) printf("| `%s` (%d) | %d |\n", name, id, llvm);
#include "target/callingconvs.def"
#undef CALLINGCONV
}

static void put_bundles(void) {
    printf("GraalVM takes bundles on `llvm.assume`. Elsewhere, and on an older LLVM:\n\n"
           "| operand bundle | since LLVM | what becomes of it without |\n|---|---|---|\n");
#define GOES goes
#define TRAPS traps
#define STAYS all
#define BUNDLE(tag, llvm, fate) printf("| `%s` | %d | %s |\n", tag, llvm, fate);
#include "target/bundles.def"
#undef BUNDLE
#undef STAYS
#undef TRAPS
#undef GOES
}

/* ---- debug info ---- */

static void put_debug_nodes(void) {
    printf("What is at the end of a node, and new tags, on an older LLVM, and on GraalVM by the LLVM that its line is built with. Which\n"
           "nodes are written anew is above.\n\n| node | what is lost | since LLVM |\n|---|---|---|\n");
#define DETAIL(record, first, llvm, what) printf("| `%s` | %s | %d |\n", #record, what, llvm);
#define TAG(record, tag, llvm, instead, what) printf("| `%s` | %s (tag 0x%x) | %d |\n", #record, what, tag, llvm);
#include "target/debug_nodes.def"
}

/* ---- atomics ---- */

static void put_atomics(void) {
    printf("What a target lacks becomes a loop with cmpxchg.\n\n| atomicrmw | since LLVM | GraalVM, integers of 1 to 64 bits |\n"
           "|---|---|---|\n");
#define OPERATION(id, name, llvm, sulong) printf("| `%s` | %d | %s |\n", name, llvm, sulong ? "yes" : "no");
#include "target/atomics.def"
#undef OPERATION
}

/* ---- targets ---- */

static void put_targets(void) {
    const bcfix_target *target;
    const bcfix_platform *platform;
    printf("| target | LLVM | |\n|---|---|---|\n");
    for (size_t i = 0; (target = bcfix_target_at(i)) != NULL; i++) {
        printf("| `%s` | %u | ", bcfix_target_name(target), bcfix_target_llvm_major(target));
        put(bcfix_target_description(target));
        printf("%s |\n", bcfix_target_is_default(target) ? " (the default)" : "");
    }
    printf("\nThe LLVM targets take modules for any machine; those of GraalVM run on:\n\n");
    for (size_t i = 0; (platform = bcfix_platform_at(i)) != NULL; i++)
        printf("* %s, %s\n", bcfix_platform_name(platform), bcfix_platform_is_tested(platform) ? "tested" : "untested");
}

/* ---- input of a newer LLVM ---- */

static void put_newer_operands(const struct bcf_layout *row) {
    for (unsigned f = 0; f < row->field_count; f++)
        if (row->fields[f].newer)
            printf("| %s.%s, operand %.*s | %s |\n", bcf_block_name(row->block), row->name, (int)row->fields[f].name_size,
                   row->fields[f].name,
                   row->fields[f].newer == BCF_NEWER_LOST ? "left out (BCF056)" : "**refused** when it is not 0");
}

static void put_newer(void) {
    struct bcf_schema schema;
    bcfix_context *context = bcfix_context_new(NULL);
    printf("No target is newer than LLVM 22. What LLVM 23 writes beyond that is left out, with a finding, when the program does\n"
           "not need it, and refused with the place of the record otherwise. Records, opcodes and attributes that are not known\n"
           "are refused.\n\n| record of LLVM 23 | what becomes of it |\n|---|---|\n");
    if (!context || !bcf_schema_init(&schema, context))
        return;
#define NEWER_ATTRIBUTE(kind, form, name) printf("| PARAMATTR_GROUP.ENTRY, the attribute %s | left out (BCF056) |\n", name);
#define NEWER_FLAGS(opcode, known, name) printf("| FUNCTION.CAST, the fast-math flags of %s | left out (BCF056) |\n", name);
#include "module/newer.def"
#undef NEWER_FLAGS
#undef NEWER_ATTRIBUTE
    for (size_t i = 0; i < schema.count; i++) {
        const struct bcf_layout *row = &schema.layouts[i];
        if (row->takes == BCF_TAKES_NEW || row->takes == BCF_TAKES_LOST)
            printf("| %s.%s | %s |\n", bcf_block_name(row->block), row->name,
                   row->takes == BCF_TAKES_LOST ? "left out (BCF056)" : "**refused**");
        put_newer_operands(row);
    }
    bcf_schema_free(&schema);
    bcfix_context_free(context);
}

/* ---- GraalVM ---- */

static const char HINT[] = "dropped", DEFINE[] = "defined in the module", EXPAND[] = "rewritten in its place", VALUE[] = "a value in its place",
                  EITHER[] = "rewritten in its place, or defined in the module",
                  STOPS[] = "**traps**";

/* "f32 f64@241" is "f32, f64 since 24.1", and "*" is "all". */
static void put_types(const char *has) {
    if (!*has)
        printf("–");
    for (; *has; has++) {
        if (*has == '@')
            printf(" since %.2s.%c", has + 1, has[3]), has += 3;
        else if (*has == '*')
            printf("all");
        else if (*has == ' ')
            printf(", ");
        else
            putchar(*has);
    }
}

static void put_intrinsic(const char *name, const char *has, const char *how) {
    printf("| `%s` | ", name);
    put_types(has);
    printf(" | %s |\n", strcmp(has, "*") == 0 ? "" : how);
}

static void put_intrinsics(void) {
    printf("Intrinsics that are not here trap where they are reached. `f32` is float and `f64` is double; `v4f32` a vector.\n\n");
    printf("| intrinsic | types that the runtime has and gets right | the others are |\n|---|---|---|\n");
#define TRAPS STOPS
#define INTRINSIC(name, has, how, function) put_intrinsic(name, has, how);
#include "target/intrinsics.def"
#undef INTRINSIC
#undef TRAPS
    (void)EXPAND;
}

/* ---- names ---- */

static void put_renamed_one(const char *name, const char *old, unsigned llvm, unsigned line) {
    printf("| `%s` | `%s` | %u | ", name, old, llvm);
    if (line)
        printf("%u.%u |\n", line / 10, line % 10);
    else
        printf("see below |\n");
}

static void put_signatures(void) {
    static const char SIZE[] = "the size of the object first, -1 for unknown",
                      ALIGN_0[] = "the alignment of the first operand behind it",
                      ALIGN_1[] = "the alignment of the second operand behind it",
                      LIKE_RESULT[] = "all operands are vectors of the result's type",
                      WORDS[] = "vectors of bfloat are of i16, or of i32 where the result is not of bfloat",
                      MMX[] = "vectors of one i64 are x86_mmx", SAME[] = "fewer types in the name, which readers see to";
    printf("LLVM targets older than these get the older operands; those older than the last column have none.\n\n");
    printf("| intrinsic | operands of LLVM 22 since | the older ones | since |\n|---|---|---|---|\n");
#define SIGNATURE(name, old, llvm, how) printf("| `%s` | %d | %s | %d |\n", name, llvm, how, old);
#include "target/signatures.def"
#undef SIGNATURE
}

static void put_renamed(void) {
    printf("Targets older than these get the old name (BCF050), with the types of the suffix where there is one.\n\n");
    printf("| intrinsic | old name | since LLVM | since GraalVM |\n|---|---|---|---|\n");
#define RENAMED(name, old, llvm, line) put_renamed_one(name, old, llvm, line);
#include "target/intrinsic_names.def"
#undef RENAMED
}

/* ---- the environment ---- */

static void put_symbols(void) {
    printf("These functions of the environment get a body in the module:\n\n");
#define SYMBOL(name, function) printf("* `%s`\n", name);
#include "target/symbols.def"
#undef SYMBOL
#define COMPILER_RT(name, kind, operation) printf("* `%s`\n", name);
#include "target/compiler_rt.def"
#undef COMPILER_RT
    printf("\nThese are the C library's, where the runtime would take Java's, also with an f at the end:\n\n");
#define LIBM(name) printf("* `%s`\n", #name);
#include "target/libm.def"
#undef LIBM
}

static void put_weak(void) {
    printf("Symbols that are extern_weak have the address 0 there, also when the C library has them. These are declared as ordinary "
           "functions:");
#define WEAK(name) printf(" `%s`", name);
#include "target/weak.def"
#undef WEAK
    printf("\n");
}

static void put_assembly(void) {
    printf("Inline assembly is written instruction by instruction (the tables in `lib/lower/assembly_*.c`), in both dialects of "
           "x86_64; what jumps, has another instruction, or reads what is not known stops the program. These templates stay, "
           "with the constraints beside them:\n\n");
#define PASSES(template, constraints) printf("* `%s`: `%s`\n", template, constraints);
#include "target/assembly.def"
#undef PASSES
}

static void put_cpu_features(void) {
    printf("What `cpuid` tells a program of its processor (Rust's `is_x86_feature_detected!`): what has a form for every one of "
           "its intrinsics.\n\n| feature | told | why not |\n|---|---|---|\n");
#define CPU_LEAF(leaf, eax, ebx, ecx, edx)
#define CPU_FEATURE(name, leaf, place, bit, reported, intrinsics, why)                                                \
    printf("| %s | %s | %s |\n", name, reported ? "yes" : "no", why);
#define CPU_EXCEPTION(intrinsics, why)
#include "target/cpu_features.def"
#undef CPU_FEATURE
#undef CPU_EXCEPTION
    printf("\nThese of their intrinsics stop the program all the same (the beginnings of their names behind `llvm.x86.`):\n\n");
#define CPU_FEATURE(name, leaf, place, bit, reported, intrinsics, why)
#define CPU_EXCEPTION(intrinsics, why) printf("* `%s`: %s\n", intrinsics, why);
#include "target/cpu_features.def"
#undef CPU_LEAF
#undef CPU_FEATURE
#undef CPU_EXCEPTION
}

/* ---- the page ---- */

static const struct {
    const char *title;
    void (*put)(void);
} sections[] = {
    {"Targets", put_targets},
    {"What LLVM 22 can say", put_features},
    {"Attributes", put_attributes},
    {"Calling conventions", put_conventions},
    {"Operand bundles", put_bundles},
    {"Atomic operations", put_atomics},
    {"Nodes of debug info", put_debug_nodes},
    {"Input of LLVM 23", put_newer},
    {"Intrinsics that were renamed", put_renamed},
    {"Intrinsics whose operands changed", put_signatures},
    {"Intrinsics on GraalVM", put_intrinsics},
    {"Functions of the environment on GraalVM", put_symbols},
    {"Weak symbols on GraalVM", put_weak},
    {"Inline assembly on GraalVM", put_assembly},
    {"Features of the processor on GraalVM", put_cpu_features},
};

int main(void) {
    printf("# What each target takes\n\n<!-- Made by tools/gen-compatibility.c from the tables in lib/target and lib/module: "
           "change those. -->\n");
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        printf("\n## %s\n\n", sections[i].title);
        sections[i].put();
    }
    return ferror(stdout) || fflush(stdout) != 0;
}
