/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "commands.h"

#include <stdint.h>
#include <string.h>

#include "suggestion.h"

#define LIMIT_OPTIONS                                                                                                  \
    &cli_option_limit_memory, &cli_option_limit_output, &cli_option_limit_nesting, &cli_option_limit_records,         \
        &cli_option_limit_abbreviations

static const struct cli_option *const convert_options[] = {
    &cli_option_container, &cli_option_needed,
    &cli_option_target, &cli_option_platform, &cli_option_triple, &cli_option_unsupported, &cli_option_strip_debug,
    LIMIT_OPTIONS, &cli_option_quiet, &cli_option_verbose, &cli_option_force, &cli_option_help,
    &cli_option_version, NULL,
};
static const struct cli_option *const reading_options[] = {
    LIMIT_OPTIONS, &cli_option_quiet, &cli_option_help, &cli_option_version, NULL,
};
static const struct cli_option *const check_options[] = {
    &cli_option_targets, &cli_option_platform, &cli_option_check_format, &cli_option_report, &cli_option_all, &cli_option_strict,
    &cli_option_allow, &cli_option_jobs, LIMIT_OPTIONS, &cli_option_quiet, &cli_option_help, &cli_option_version, NULL,
};
static const struct cli_option *const link_options[] = {
    &cli_option_output, &cli_option_root, &cli_option_native, &cli_option_panic, &cli_option_llvm, &cli_option_container, &cli_option_needed,
    &cli_option_target, &cli_option_unsupported,
    &cli_option_strip_debug, LIMIT_OPTIONS, &cli_option_quiet, &cli_option_verbose, &cli_option_force,
    &cli_option_help, &cli_option_version, NULL,
};
static const struct cli_option *const list_options[] = {
    &cli_option_format, &cli_option_help, &cli_option_version, NULL,
};
static const struct cli_option *const plain_options[] = {&cli_option_help, &cli_option_version, NULL};

static const struct cli_example convert_examples[] = {
    {"bcfix app.bc app-graalvm.bc", "for the default target"},
    {"bcfix convert --target=llvm-22 app.bc app.bc", "in place: the file is replaced when all went well"},
    {"bcfix --target=llvm-16 --platform=linux-aarch64 app.bc out.bc", "for another machine, which the module is for"},
    {"bcfix --unsupported=refuse -v app.bc out.bc", "nothing that may stop the program; each finding"},
    {"rustc -O --emit=llvm-bc -o - app.rs | bcfix - - > app.bc", "standard input and output"},
    {NULL, NULL},
};
static const struct cli_example check_examples[] = {
    {"bcfix check app.bc", "what will happen on the default target"},
    {"bcfix check --target=graalvm-25.0 --target=graalvm-23.1 app.bc", "on two targets"},
    {"bcfix check --strict target/release/deps", "all bitcode in a folder; nothing may be lost"},
    {"bcfix check --allow='BCF040:*avx2*' app.bc", "what is known is no reason to end with 1"},
    {"bcfix check --format=sarif --report=bcfix.sarif app.bc", "for a pipeline, beside the text"},
    {NULL, NULL},
};
static const struct cli_example link_examples[] = {
    {"bcfix link -o app.bc app.o libdep.rlib $std", "a program, with its crates and std, as bcfix(1) shows"},
    {"bcfix link -o lib.bc --root=add libthing.rlib", "one function of a crate, and what it needs"},
    {"bcfix link -o app.bc --native=app.so app.o libring.rlib", "what is machine code goes into app.so"},
    {NULL, NULL},
};
static const struct cli_example info_examples[] = {
    {"bcfix info app.bc", "who wrote it, for which machine, and how large it is"},
    {"bcfix info libserde.rlib", "which members hold bitcode, and which hold none"},
    {NULL, NULL},
};
static const struct cli_example dump_examples[] = {
    {"bcfix dump app.bc | less", "each block and record"},
    {"diff <(bcfix dump a.bc) <(bcfix dump b.bc)", "what differs between two files"},
    {NULL, NULL},
};
static const struct cli_example targets_examples[] = {
    {"bcfix targets", "the names that --target=NAME takes"},
    {"bcfix targets --format=json | jq -r '.targets[].name'", "the names alone"},
    {NULL, NULL},
};
static const struct cli_example findings_examples[] = {
    {"bcfix findings | grep trap", "what may stop a program"},
    {NULL, NULL},
};
static const struct cli_example explain_examples[] = {
    {"bcfix explain BCF040", "why a place stops, and what to do"},
    {"bcfix explain", "all codes, one after the other"},
    {NULL, NULL},
};
static const struct cli_example help_examples[] = {
    {"bcfix help convert", "the same as bcfix convert --help"},
    {NULL, NULL},
};

static const struct cli_command commands[] = {
    {"convert", "IN OUT", 2, 0, "rewrite the bitcode file IN for a target, into OUT",
     "Reads the LLVM bitcode in the file IN, rewrites what the target does not take, and writes OUT. IN is bitcode, or an "
     "object, program or archive (.o, .so, .a, .rlib) with the bitcode of one module in it. What was rewritten, lost or cannot run is listed on standard error. IN and OUT may be the same file, and '-' is standard "
     "input or output. A regular file OUT is replaced only when all went well, and keeps its mode; when not, it stays "
     "as it was. The word 'convert' may be left out.",
     convert_options, convert_examples, cli_convert},
    {"check", "IN...", SIZE_MAX, SIZE_MAX - 1, "say what will happen on a target, and write no module",
     "Gives a verdict for each file and target. accepted: the target runs it as it is. convertible: converted, it runs. traps: it "
     "converts, and stops at the places that are named when the program gets there. refused: it cannot be converted.\n"
     "IN is whatever 'bcfix convert' takes, an archive of several modules, or a folder, in which files with bitcode are looked "
     "for. The files of one run are taken for parts of one program: what one defines is not missing in another. Functions that "
     "nothing refers to do not count, nor do those for CPU features that the program asks for first and is told not to have. "
     "Ends with 0 when all is accepted or convertible, with 1 when something traps or is refused; when a file could not be "
     "checked, with its code, the highest one.",
     check_options, check_examples, cli_check},
    {"link", "IN...", SIZE_MAX, SIZE_MAX - 1, "link objects, crates and archives, and convert it",
     "Links files with bitcode to one module, rewrites it as 'bcfix convert' does, and writes it to OUT (-o). Objects go in whole; of an "
     "archive (.rlib, .a) go in the members that something needs. 'main' is kept, what objects define by a name that is not one of Rust's, and "
     "each --root; all else is dropped when they do not need it. The functions of the allocator that rustc makes only when it links itself "
     "are made here.\n"
     "Build with -C embed-bitcode=yes or -C linker-plugin-lto; rustc's own crates have bitcode. Linking is done by LLVM, whose "
     "shared library comes with rustc; bcfix itself does not need it.",
     link_options, link_examples, cli_link},
    {"info", "FILE", 1, 0, "show what is in a bitcode file",
     "Shows the producer, triple, data layout and size of each module in FILE ('-': standard input): bitcode, or an "
     "object, program or archive with bitcode in it. Members of an archive that have none are named too.",
     reading_options, info_examples, cli_info},
    {"dump", "FILE", 1, 0, "show each block and record of a bitcode file",
     "Writes the blocks and records of FILE ('-': standard input) as text, with their names.",
     reading_options, dump_examples, cli_dump},
    {"targets", "", 0, 0, "list what bitcode can be made for",
     "Lists the targets: the major version of LLVM whose bitcode each of them reads, what it is, which one is the "
     "default, and the platforms that it runs on. On a platform that is tested, what bcfix writes for it has been run.\n"
     "As JSON it is one object: 'schema' is 1, and is raised when a key changes its meaning or goes; 'bcfix' is the "
     "version; 'targets' has an object each with 'name', 'llvm', 'description', 'default', 'any_platform', and "
     "'platforms', a list of objects with 'name' and 'tested'.",
     list_options, targets_examples, cli_targets},
    {"findings", "", 0, 0, "list the kinds of findings and their codes",
     "Lists what bcfix can say about a module. A code never changes its meaning. Severities: 'note' was rewritten and "
     "means the same; 'loss' was dropped, and a reader of the file may miss it; 'trap' is a place that now stops the "
     "program with a message when it is reached; 'refusal' means that no output can be made.",
     plain_options, findings_examples, cli_list_findings},
    {"explain", "[CODE]", 1, 1, "explain a finding and what to do about it",
     "Says what a code means, why there is such a finding, what converting does, and what to do about it; without a code, of "
     "all codes. CODE is written BCF040, 40, or by its name, unsupported-intrinsic.",
     plain_options, explain_examples, cli_explain},
    {"help", "[COMMAND]", 1, 1, "show the help of a command",
     "Shows the help of a command, or of bcfix.",
     plain_options, help_examples, cli_help},
};

const struct cli_command *cli_command_at(size_t index) {
    return index < sizeof commands / sizeof *commands ? &commands[index] : NULL;
}

const struct cli_command *cli_command_find(const char *name) {
    const struct cli_command *command;

    for (size_t i = 0; (command = cli_command_at(i)) != NULL; i++) {
        if (strcmp(command->name, name) == 0)
            return command;
    }
    return NULL;
}

static const char *command_name(const void *user, size_t index) {
    const struct cli_command *command = cli_command_at(index);

    (void)user;
    return command != NULL ? command->name : NULL;
}

const char *cli_command_nearest(const char *word) {
    return cli_nearest_name(word, command_name, NULL);
}
