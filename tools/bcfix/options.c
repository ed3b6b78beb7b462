/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "arguments.h"
#include "commands.h"

static bool set_target(struct cli_arguments *arguments, const char *value) {
    arguments->target = value;
    return true;
}

static bool set_platform(struct cli_arguments *arguments, const char *value) {
    arguments->platform = value;
    return true;
}

static bool set_triple(struct cli_arguments *arguments, const char *value) {
    arguments->triple = value;
    return true;
}

static bool set_unsupported(struct cli_arguments *arguments, const char *value) {
    if (strcmp(value, "trap") != 0 && strcmp(value, "refuse") != 0)
        return false;
    arguments->unsupported = *value == 't' ? BCFIX_UNSUPPORTED_TRAP : BCFIX_UNSUPPORTED_REFUSE;
    return true;
}

static bool set_strip_debug(struct cli_arguments *arguments, const char *value) {
    (void)value;
    arguments->strip_debug = true;
    return true;
}

/* Digits, then K, M, G or T for powers of 1024, or nothing. */
static bool set_limit(struct cli_arguments *arguments, bcfix_limit limit, const char *value) {
    static const char units[] = "KkMmGgTt";
    char *end;

    if (*value < '0' || *value > '9')
        return false;
    errno = 0;
    unsigned long long size = strtoull(value, &end, 10);
    if (errno != 0 || size == 0)
        return false;
    if (*end != '\0') {
        const char *unit = strchr(units, *end);
        if (unit == NULL || end[1] != '\0')
            return false;
        unsigned shift = 10 * (unsigned)((unit - units) / 2 + 1);
        if (size > UINT64_MAX >> shift)
            return false;
        size <<= shift;
    }
    arguments->limits[limit] = size;
    return true;
}

static bool set_memory_limit(struct cli_arguments *arguments, const char *value) {
    return set_limit(arguments, BCFIX_LIMIT_MEMORY, value);
}

static bool set_output_limit(struct cli_arguments *arguments, const char *value) {
    return set_limit(arguments, BCFIX_LIMIT_OUTPUT, value);
}

static bool set_nesting_limit(struct cli_arguments *arguments, const char *value) {
    return set_limit(arguments, BCFIX_LIMIT_NESTING, value);
}

static bool set_records_limit(struct cli_arguments *arguments, const char *value) {
    return set_limit(arguments, BCFIX_LIMIT_RECORDS, value);
}

static bool set_abbreviations_limit(struct cli_arguments *arguments, const char *value) {
    return set_limit(arguments, BCFIX_LIMIT_ABBREVIATIONS, value);
}

static bool set_quiet(struct cli_arguments *arguments, const char *value) {
    (void)value;
    arguments->quiet = true;
    arguments->verbose = false;
    return true;
}

static bool set_verbose(struct cli_arguments *arguments, const char *value) {
    (void)value;
    arguments->verbose = true;
    arguments->quiet = false;
    return true;
}

static bool set_force(struct cli_arguments *arguments, const char *value) {
    (void)value;
    arguments->force = true;
    return true;
}

static bool set_format(struct cli_arguments *arguments, const char *value) {
    if (strcmp(value, "text") != 0 && strcmp(value, "json") != 0)
        return false;
    arguments->json = *value == 'j';
    return true;
}

static bool add_target(struct cli_arguments *arguments, const char *value) {
    if (arguments->target_count == CLI_MOST_TARGETS)
        return false;
    arguments->targets[arguments->target_count++] = value;
    return true;
}

static bool set_check_format(struct cli_arguments *arguments, const char *value) {
    static const char *const names[] = {[CLI_TEXT] = "text", [CLI_JSON] = "json", [CLI_SARIF] = "sarif", [CLI_GITHUB] = "github"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(value, names[i]) == 0) {
            arguments->format = (enum cli_format)i;
            return true;
        }
    }
    return false;
}

static bool set_strict(struct cli_arguments *arguments, const char *value) {
    (void)value;
    arguments->strict = true;
    return true;
}

/* That the code is one is checked here, so that a slip of the pen does not let everything pass. */
static bool add_allowed(struct cli_arguments *arguments, const char *value) {
    char code[32];
    size_t length = strcspn(value, ":");

    if (length >= sizeof code || arguments->allowed_count == CLI_MOST_ALLOWED)
        return false;
    memcpy(code, value, length);
    code[length] = '\0';
    if (cli_finding_code(code) == 0 || strcmp(value + length, ":") == 0)
        return false;
    arguments->allowed[arguments->allowed_count++] = value;
    return true;
}

static bool set_report(struct cli_arguments *arguments, const char *value) {
    arguments->report = value;
    return *value != '\0';
}

static bool set_all(struct cli_arguments *arguments, const char *value) {
    (void)value;
    arguments->all = true;
    return true;
}

static bool set_jobs(struct cli_arguments *arguments, const char *value) {
    enum { MOST = 256 };
    char *end;

    if (*value < '0' || *value > '9')
        return false;
    unsigned long jobs = strtoul(value, &end, 10);
    if (*end != '\0' || jobs == 0 || jobs > MOST)
        return false;
    arguments->jobs = (unsigned)jobs;
    return true;
}

static bool set_output(struct cli_arguments *arguments, const char *value) {
    arguments->output = value;
    return *value != '\0';
}

static bool add_root(struct cli_arguments *arguments, const char *value) {
    if (arguments->root_count == CLI_MOST_ROOTS || *value == '\0')
        return false;
    arguments->roots[arguments->root_count++] = value;
    return true;
}

static bool set_container(struct cli_arguments *arguments, const char *value) {
    if (strcmp(value, "bitcode") != 0 && strcmp(value, "elf") != 0)
        return false;
    arguments->elf = *value == 'e';
    return true;
}

static bool set_panic(struct cli_arguments *arguments, const char *value) {
    if (strcmp(value, "unwind") != 0 && strcmp(value, "abort") != 0)
        return false;
    arguments->panic_abort = *value == 'a';
    return true;
}

static bool add_needed(struct cli_arguments *arguments, const char *value) {
    if (arguments->needed_count + 1 >= CLI_MOST_ROOTS || *value == '\0')
        return false;
    arguments->needed[arguments->needed_count++] = value;
    return true;
}

static bool set_native(struct cli_arguments *arguments, const char *value) {
    arguments->native = value;
    return *value != '\0';
}

static bool set_llvm(struct cli_arguments *arguments, const char *value) {
    arguments->llvm = value;
    return *value != '\0';
}

static bool set_help(struct cli_arguments *arguments, const char *value) {
    (void)value;
    arguments->help = true;
    return true;
}

static bool set_version(struct cli_arguments *arguments, const char *value) {
    (void)value;
    arguments->version = true;
    return true;
}

const struct cli_option cli_option_target = {
    "target", 't', "NAME", "What to make the bitcode for; 'bcfix targets' lists the names.", set_target,
};
const struct cli_option cli_option_platform = {
    "platform", 0, "NAME",
    "The platform that the module is for; 'bcfix targets' lists the names. A module for another one is refused. The "
    "triple and the data layout are written as those of the platform.",
    set_platform,
};
const struct cli_option cli_option_triple = {
    "triple", 0, "TRIPLE",
    "The target triple to write, whatever the module is for. A GraalVM target takes only that of a platform.", set_triple,
};
const struct cli_option cli_option_unsupported = {
    "unsupported", 0, "trap|refuse",
    "What to do with a place that has no exact form for the target. trap (the default): it stops the program with a "
    "message that names it, when it is reached. refuse: nothing is written, and bcfix ends with 1.",
    set_unsupported,
};
const struct cli_option cli_option_strip_debug = {
    "strip-debug", 0, NULL, "Leave out all debug info.", set_strip_debug,
};
const struct cli_option cli_option_limit_memory = {
    "limit-memory", 0, "SIZE",
    "End with 5 rather than take more memory than this, the input not counted, or read a larger input. Bytes, or with "
    "K, M, G or T: powers of 1024.",
    set_memory_limit,
};
const struct cli_option cli_option_limit_output = {
    "limit-output", 0, "SIZE", "End with 5 rather than make an output that is larger than this.", set_output_limit,
};
const struct cli_option cli_option_limit_nesting = {
    "limit-nesting", 0, "N", "End with 5 when blocks of the input are nested deeper than this.", set_nesting_limit,
};
const struct cli_option cli_option_limit_records = {
    "limit-records", 0, "N",
    "End with 5 rather than read and make more records than this, their operands counted: what bounds the time.",
    set_records_limit,
};
const struct cli_option cli_option_limit_abbreviations = {
    "limit-abbreviations", 0, "N", "End with 5 when the input has more abbreviations than this at one time.",
    set_abbreviations_limit,
};
const struct cli_option cli_option_quiet = {
    "quiet", 'q', NULL, "Say nothing but errors. The last one of -q and -v counts.", set_quiet,
};
const struct cli_option cli_option_verbose = {
    "verbose", 'v', NULL, "Show each finding with its place, and sizes.", set_verbose,
};
const struct cli_option cli_option_force = {
    "force", 'f', NULL, "Write bitcode even to a terminal.", set_force,
};
const struct cli_option cli_option_format = {
    "format", 0, "text|json", "How to write the list. text (the default): for people. json: one JSON document, for programs.",
    set_format,
};
const struct cli_option cli_option_targets = {
    "target", 't', "NAME", "A target to check for; 'bcfix targets' lists the names. May stand more than once.", add_target,
};
const struct cli_option cli_option_check_format = {
    "format", 0, "text|json|sarif|github",
    "How to write the report. text (the default): for people. json: one JSON document (docs/check-schema.json). sarif: SARIF "
    "2.1.0. github: commands that GitHub shows beside the code.",
    set_check_format,
};
const struct cli_option cli_option_strict = {
    "strict", 0, NULL, "End with 1 also when something is lost.", set_strict,
};
const struct cli_option cli_option_allow = {
    "allow", 0, "CODE[:PATTERN]",
    "Leave findings of this code out of the verdict: all of them, or those whose function or symbol matches the pattern, in "
    "which * stands for any text. Functions match by either of their names. May stand more than once.",
    add_allowed,
};
const struct cli_option cli_option_report = {
    "report", 0, "FILE", "Write the report in the format to FILE, and as text to standard output.", set_report,
};
const struct cli_option cli_option_all = {
    "all", 'a', NULL, "List each finding, also those that are alike.", set_all,
};
const struct cli_option cli_option_jobs = {
    "jobs", 'j', "N", "How many files to check at the same time; the default is the number of processors.", set_jobs,
};
const struct cli_option cli_option_output = {
    "output", 'o', "OUT", "The file to write.", set_output,
};
const struct cli_option cli_option_root = {
    "root", 0, "NAME", "Keep this symbol and what it needs. May stand more than once.", add_root,
};
const struct cli_option cli_option_container = {
    "container", 0, "bitcode|elf", "What to write: bitcode (the default), or an ELF file with it, which names the native libraries it needs.",
    set_container,
};
const struct cli_option cli_option_needed = {
    "needed", 0, "LIBRARY", "A library that brings symbols to the program; an ELF file names it, so that GraalVM loads it. May stand more than once.", add_needed,
};
const struct cli_option cli_option_native = {
    "native", 0, "FILE.so", "Make a shared library of the members without bitcode that are needed, with the C compiler.", set_native,
};
const struct cli_option cli_option_llvm = {
    "llvm", 0, "FILE", "The shared library of LLVM to link with, instead of that of rustc or of the system.", set_llvm,
};
const struct cli_option cli_option_panic = {
    "panic", 0, "unwind|abort", "Which of the crates panic_unwind (the default) and panic_abort goes in when both are there.", set_panic,
};
const struct cli_option cli_option_help = {
    "help", 'h', NULL, "Show this text.", set_help,
};
const struct cli_option cli_option_version = {
    "version", 'V', NULL, "Show the versions of the program and of the library.", set_version,
};
