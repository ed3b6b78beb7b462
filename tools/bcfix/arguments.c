/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "arguments.h"

#include <getopt.h>
#include <string.h>

#include "exit_code.h"
#include "report.h"
#include "suggestion.h"

/* What getopt_long() returns for the option at an index, above all letters. */
enum { FIRST_LONG = 0x100 };

struct parser {
    const char *command;
    const struct cli_option *const *options;
    size_t count;
    struct option long_options[CLI_MOST_OPTIONS + 1];
    char letters[2 * CLI_MOST_OPTIONS + 2];
};

static void build(struct parser *parser) {
    char *letter = parser->letters;

    *letter++ = ':'; /* tell a missing value from an unknown option */
    for (; parser->count < CLI_MOST_OPTIONS && parser->options[parser->count] != NULL; parser->count++) {
        const struct cli_option *option = parser->options[parser->count];
        parser->long_options[parser->count] = (struct option){
            .name = option->name,
            .has_arg = option->value != NULL ? required_argument : no_argument,
            .val = FIRST_LONG + (int)parser->count,
        };
        if (option->letter == 0)
            continue;
        *letter++ = option->letter;
        if (option->value != NULL)
            *letter++ = ':';
    }
}

static const struct cli_option *find(const struct parser *parser, int returned) {
    if (returned >= FIRST_LONG)
        return parser->options[returned - FIRST_LONG];
    for (size_t i = 0; i < parser->count; i++) {
        if (returned != 0 && parser->options[i]->letter == returned)
            return parser->options[i];
    }
    return NULL;
}

static const char *option_name(const void *user, size_t index) {
    const struct cli_option *const *options = user;

    return options[index] != NULL ? options[index]->name : NULL;
}

static int unknown(const struct parser *parser, const char *word) {
    /* For an unknown letter getopt_long() tells the letter, for anything else it has passed the word. */
    if (find(parser, optopt) != NULL)
        return cli_usage_error(parser->command, "the option --%s takes no value", find(parser, optopt)->name);
    if (optopt != 0)
        return cli_usage_error(parser->command, "unknown option '-%c'", optopt);

    const char *name = word + strspn(word, "-");
    size_t length = strcspn(name, "=");
    char bare[64] = "";
    if (length < sizeof bare)
        memcpy(bare, name, length);
    const char *near = cli_nearest_name(bare, option_name, parser->options);
    if (near == NULL)
        return cli_usage_error(parser->command, "unknown option '%s'", word);
    return cli_usage_error(parser->command, "unknown option '%s'; did you mean '--%s'?", word, near);
}

int cli_arguments_read(struct cli_arguments *arguments, const char *command, const struct cli_option *const *options,
                       int count, char **words) {
    struct parser parser = {.command = command, .options = options};
    int returned;

    *arguments = (struct cli_arguments){0};
    build(&parser);
    opterr = 0; /* the messages here say more */
    while ((returned = getopt_long(count, words, parser.letters, parser.long_options, NULL)) != -1) {
        if (returned == '?')
            return unknown(&parser, words[optind - 1]);
        const struct cli_option *option = find(&parser, returned == ':' ? optopt : returned);
        if (returned == ':')
            return cli_usage_error(command, "the option --%s needs a value: %s", option->name, option->value);
        if (!option->set(arguments, optarg))
            return cli_usage_error(command, "'%s' is no value for --%s=%s", optarg, option->name, option->value);
    }
    arguments->operands = words + optind;
    arguments->operand_count = (size_t)(count - optind);
    return CLI_DONE;
}
