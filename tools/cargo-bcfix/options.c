/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "options.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <bcfix/bcfix.h>

#include "exit_code.h"
#include "report.h"
#include "suggestion.h"

enum kind { FLAG, VALUE, LIST };
enum pass { HERE = 0, TO_CARGO = 1, TO_METADATA = 2, TO_BOTH = 3 };

struct row {
    const char *name;
    char letter;
    enum kind kind;
    enum pass pass; /* given on as it is */
    size_t offset;  /* of its member, or NOWHERE */
    const char *value, *help; /* NULL: not for users */
};

#define NOWHERE ((size_t)-1)
#define AT(member) offsetof(struct cb_options, member)

/* In the order of --help; options of cargo mean what they mean there. */
static const struct row rows[] = {
    {"graalvm", 0, VALUE, HERE, AT(line), "LINE", "The line of GraalVM to make it for and to run it in: 25.0 (the default), 24.2, 24.1, 24.0 or 23.1."},
    {"container", 0, VALUE, HERE, AT(container), "bitcode|elf", "What to write: bitcode (the default), or elf: an ELF file that names its native libraries. The one of a program runs natively too."},
    {"unsupported", 0, VALUE, HERE, AT(unsupported), "trap|refuse", "What to do with what has no exact form for GraalVM: stop the program where it is reached (trap, the default), or write nothing (refuse)."},
    {"strip-debug", 0, FLAG, HERE, AT(strip_debug), NULL, "Leave out all debug info."},
    {"java", 0, VALUE, HERE, AT(java), "HOME", "The Java or GraalVM to run in. Also BCFIX_JAVA."},
    {"class-path", 0, VALUE, HERE, AT(class_path), "PATH", "The class path with the LLVM runtime, instead of what 'cargo bcfix setup' fetched. Also BCFIX_CLASS_PATH."},
    {"library", 0, LIST, HERE, AT(libraries), "FILE", "A library for the runtime to load beside the program; may be repeated."},
    {"interpreted", 0, FLAG, HERE, AT(interpreted), NULL, "Run, or set up, without the Graal compiler."},
    {"package", 'p', LIST, HERE, AT(packages), "SPEC", "The package to build; may be repeated."},
    {"workspace", 0, FLAG, HERE, AT(workspace), NULL, "All packages of the workspace."},
    {"all", 0, FLAG, HERE, AT(all), NULL, "The same."},
    {"exclude", 0, LIST, HERE, AT(excluded), "SPEC", "Packages to leave out."},
    {"lib", 0, FLAG, HERE, AT(lib), NULL, "The package's library."},
    {"bins", 0, FLAG, HERE, AT(all_bins), NULL, "All programs."},
    {"bin", 0, LIST, HERE, AT(bins), "NAME", "This program."},
    {"examples", 0, FLAG, HERE, AT(all_examples), NULL, "All examples."},
    {"example", 0, LIST, HERE, AT(examples), "NAME", "This example."},
    {"tests", 0, FLAG, HERE, AT(all_tests), NULL, "All test suites."},
    {"test", 0, LIST, HERE, AT(tests), "NAME", "This test suite."},
    {"all-targets", 0, FLAG, HERE, AT(all_targets), NULL, "Library, programs, examples and test suites."},
    {"doc", 0, FLAG, HERE, AT(doc), NULL, "Only the tests in the library's documentation."},
    {"features", 'F', LIST, HERE, AT(features), "FEATURES", "Features to activate."},
    {"all-features", 0, FLAG, TO_CARGO, AT(all_features), NULL, "All features."},
    {"no-default-features", 0, FLAG, TO_CARGO, AT(no_default_features), NULL, "Not the feature 'default'."},
    {"release", 'r', FLAG, HERE, AT(release), NULL, "With the profile 'release'."},
    {"profile", 0, VALUE, HERE, AT(profile), "NAME", "With this profile."},
    {"jobs", 'j', VALUE, TO_CARGO, NOWHERE, "N", "How many jobs at a time."},
    {"keep-going", 0, FLAG, TO_CARGO, NOWHERE, NULL, "Do not stop at the first crate that does not build."},
    {"target", 0, VALUE, TO_CARGO, NOWHERE, "TRIPLE", "The target to compile for."},
    {"target-dir", 0, VALUE, HERE, AT(target_dir), "FOLDER", "The folder for everything that is built."},
    {"manifest-path", 0, VALUE, TO_BOTH, AT(manifest_path), "PATH", "The Cargo.toml."},
    {"locked", 0, FLAG, TO_BOTH, NOWHERE, NULL, "Cargo.lock stays as it is."},
    {"offline", 0, FLAG, TO_BOTH, NOWHERE, NULL, "Without the network."},
    {"frozen", 0, FLAG, TO_BOTH, NOWHERE, NULL, "Both."},
    {"ignore-rust-version", 0, FLAG, TO_CARGO, NOWHERE, NULL, "Whatever Rust version the packages want."},
    {"config", 0, LIST, TO_BOTH, NOWHERE, "KEY=VALUE", "A setting of cargo's configuration."},
    {"", 'Z', LIST, TO_BOTH, NOWHERE, "FLAG", "An unstable flag of cargo."},
    {"color", 0, VALUE, TO_CARGO, NOWHERE, "WHEN", "Colours: auto, always or never."},
    {"timings", 0, FLAG, TO_CARGO, NOWHERE, NULL, "Let cargo write how long each crate took."},
    {"message-format", 0, VALUE, HERE, AT(message_format), "json", "cargo's messages on standard output, and one with the reason 'bcfix-artifact' for each result."},
    {"no-run", 0, FLAG, HERE, AT(no_run), NULL, "Build the tests, and do not run them."},
    {"no-fail-fast", 0, FLAG, HERE, AT(no_fail_fast), NULL, "Run all test suites, also after one that failed."},
    {"verbose", 'v', FLAG, TO_CARGO, AT(verbose), NULL, "Show each finding, and what is run."},
    {"quiet", 'q', FLAG, TO_CARGO, AT(quiet), NULL, "Nothing but errors."},
    {"part", 0, LIST, HERE, AT(parts), "FILE", NULL}, /* where native parts may be: for "doctest" */
    {"help", 'h', FLAG, HERE, AT(help), NULL, "Show this text."},
    {"version", 'V', FLAG, HERE, AT(version), NULL, "Show the versions of this program and of the library."},
};

enum { ROWS = sizeof rows / sizeof *rows };

int cb_usage_error(const char *format, ...) {
    char line[1024];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    cli_error(NULL, "%s (see 'cargo bcfix --help')", line);
    return CLI_USAGE;
}

static const char *row_name(const void *user, size_t index) {
    (void)user;
    return index < ROWS ? rows[index].name : NULL;
}

static const struct row *find_long(const char *name, size_t length) {
    for (size_t i = 0; i < ROWS; i++)
        if (length > 0 && strlen(rows[i].name) == length && memcmp(rows[i].name, name, length) == 0)
            return &rows[i];
    return NULL;
}

static const struct row *find_letter(char letter) {
    for (size_t i = 0; i < ROWS; i++)
        if (letter != '\0' && rows[i].letter == letter)
            return &rows[i];
    return NULL;
}

static char *spelled(const struct row *row, const char *value) {
    if (*row->name == '\0')
        return cb_text("-%c%s", row->letter, value);
    return value != NULL ? cb_text("--%s=%s", row->name, value) : cb_text("--%s", row->name);
}

static void set(struct cb_options *options, const struct row *row, const char *value) {
    char *member = (char *)options + row->offset;

    if (row->offset != NOWHERE) {
        if (row->kind == FLAG)
            *(bool *)member = true;
        else if (row->kind == VALUE)
            *(const char **)member = value;
        else
            cb_add((struct cb_words *)member, value);
    }
    if ((row->pass & TO_CARGO) != 0)
        cb_add(&options->to_cargo, spelled(row, value));
    if ((row->pass & TO_METADATA) != 0)
        cb_add(&options->to_metadata, spelled(row, value));
}

static int unknown(const char *word) {
    const char *name = word + strspn(word, "-");
    const char *near = cli_nearest_name(cb_text("%.*s", (int)strcspn(name, "="), name), row_name, NULL);

    if (near != NULL)
        return cb_usage_error("unknown option '%s'; did you mean '--%s'?", word, near);
    return cb_usage_error("unknown option '%s'", word);
}

/* Takes "--name", "--name=value" or "--name value"; `*next` is the word behind, and is passed when it is the value. */
static int read_long(struct cb_options *options, const char *word, char ***next) {
    const char *name = word + 2, *equals = strchr(name, '=');
    const struct row *row = find_long(name, equals != NULL ? (size_t)(equals - name) : strlen(name));
    const char *value = equals != NULL ? equals + 1 : NULL;

    if (row == NULL)
        return unknown(word);
    if (row->kind == FLAG && value != NULL)
        return cb_usage_error("the option --%s takes no value", row->name);
    if (row->kind != FLAG && value == NULL && (value = **next) != NULL)
        (*next)++;
    if (row->kind != FLAG && value == NULL)
        return cb_usage_error("the option --%s needs a value: %s", row->name, row->value);
    set(options, row, value);
    return CLI_DONE;
}

/* Takes "-abc", where the last letter may have its value behind it or in the next word. */
static int read_letters(struct cb_options *options, const char *word, char ***next) {
    for (const char *letter = word + 1; *letter != '\0'; letter++) {
        const struct row *row = find_letter(*letter);
        if (row == NULL)
            return cb_usage_error("unknown option '-%c'", *letter);
        if (row->kind == FLAG) {
            set(options, row, NULL);
            continue;
        }
        const char *value = letter[1] != '\0' ? letter + 1 + (letter[1] == '=') : **next;
        if (value == NULL)
            return cb_usage_error("the option -%c needs a value: %s", *letter, row->value);
        *next += letter[1] == '\0';
        set(options, row, value);
        break;
    }
    return CLI_DONE;
}

static const struct cb_command *find_command(const char *name) {
    for (const struct cb_command *command = cb_commands; command->name != NULL; command++)
        if (strcmp(command->name, name) == 0 || (command->short_name != NULL && strcmp(command->short_name, name) == 0))
            return command;
    return NULL;
}

int cb_check_line(const struct cb_options *options) {
    if (bcfix_target_find(cb_text("graalvm-%s", cb_line(options))) == NULL)
        return cb_usage_error("'%s' is no line of GraalVM that bcfix knows; 'bcfix targets' lists them", cb_line(options));
    return CLI_DONE;
}

static int check_values(const struct cb_options *options) {
    if (options->unsupported != NULL && strcmp(options->unsupported, "trap") != 0 && strcmp(options->unsupported, "refuse") != 0)
        return cb_usage_error("'%s' is no value for --unsupported=trap|refuse", options->unsupported);
    if (options->container != NULL && strcmp(options->container, "bitcode") != 0 && strcmp(options->container, "elf") != 0)
        return cb_usage_error("'%s' is no value for --container=bitcode|elf", options->container);
    if (options->message_format != NULL && !cb_begins(options->message_format, "json") &&
        strcmp(options->message_format, "human") != 0 && strcmp(options->message_format, "short") != 0)
        return cb_usage_error("'%s' is no value for --message-format=json", options->message_format);
    if (options->doc && (options->lib || options->all_targets || options->all_bins || options->all_examples || options->all_tests ||
                         options->bins.count + options->examples.count + options->tests.count > 0))
        return cb_usage_error("--doc goes with no other choice of what to test");
    if (options->release && options->profile != NULL)
        return cb_usage_error("--release and --profile=%s exclude each other", options->profile);
    return cb_check_line(options);
}

/* `run` and `exec` give on everything behind their first operand, as cargo run does. */
static bool ends_options(const struct cb_options *options) {
    return options->command != NULL && strstr(options->command->operands, "[ARGUMENT]...") != NULL &&
           strstr(options->command->operands, "[--") == NULL;
}

int cb_options_read(struct cb_options *options, int count, char **words) {
    int result = CLI_DONE;

    /* cargo runs "cargo-bcfix bcfix build" for "cargo bcfix build". */
    char **next = words + (count > 1 && strcmp(words[1], "bcfix") == 0 ? 2 : count > 0);
    if (*next != NULL && **next != '-') {
        options->command = find_command(*next);
        if (options->command == NULL)
            return cb_usage_error("unknown command '%s'", *next);
        next++;
    }
    while (*next != NULL && result == CLI_DONE) {
        const char *word = *next++;
        if (strcmp(word, "--") == 0) {
            while (*next != NULL)
                cb_add(&options->arguments, *next++);
        } else if (word[0] == '-' && word[1] == '-') {
            result = read_long(options, word, &next);
        } else if (word[0] == '-' && word[1] != '\0') {
            result = read_letters(options, word, &next);
        } else {
            cb_add(&options->operands, word);
            while (ends_options(options) && *next != NULL)
                cb_add(&options->arguments, *next++);
        }
    }
    return result == CLI_DONE ? check_values(options) : result;
}

const char *cb_line(const struct cb_options *options) {
    const char *wanted = options->line != NULL ? options->line : getenv("BCFIX_GRAALVM");

    if (wanted != NULL && *wanted != '\0')
        return cb_begins(wanted, "graalvm-") ? wanted + strlen("graalvm-") : wanted;
    for (size_t i = 0; i < bcfix_target_count(); i++)
        if (bcfix_target_is_default(bcfix_target_at(i)))
            return bcfix_target_name(bcfix_target_at(i)) + strlen("graalvm-");
    return "25.0";
}

void cb_show_help(const struct cb_command *command) {
    if (command != NULL) {
        printf("Usage: cargo bcfix %s [OPTION]... %s\n\n%s\n\n", command->name, command->operands, command->text);
    } else {
        puts("Usage: cargo bcfix COMMAND [OPTION]...\n\nBuilds Rust packages for GraalVM, with all they depend on, and runs them there.\n");
        for (command = cb_commands; command->text != NULL; command++)
            printf("  %-6s %s\n\n         %s\n\n", command->name, command->operands, command->text);
    }
    puts("Options; those of cargo mean what they mean there:");
    for (size_t i = 0; i < ROWS; i++) {
        if (rows[i].help == NULL)
            continue;
        char letter[4] = {'-', rows[i].letter, *rows[i].name != '\0' ? ',' : '\0', '\0'};
        printf("  %3s %s%s%s%s\n        %s\n", rows[i].letter != 0 ? letter : "", *rows[i].name != '\0' ? "--" : "", rows[i].name,
               rows[i].value != NULL ? "=" : "", rows[i].value != NULL ? rows[i].value : "", rows[i].help);
    }
}
