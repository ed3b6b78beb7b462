/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "commands.h"
#include "file_input.h"

enum { MOST_THREADS = 256 };

/* What threads take from each other. */
struct queue {
    struct cli_check *check;
    pthread_mutex_t lock;
    size_t next, end;
    bool no_memory;
    void (*work)(struct queue *queue, size_t index);
};

static void *take_work(void *user) {
    struct queue *queue = user;

    for (;;) {
        pthread_mutex_lock(&queue->lock);
        size_t index = queue->no_memory ? queue->end : queue->next;
        queue->next = index < queue->end ? index + 1 : queue->end;
        pthread_mutex_unlock(&queue->lock);
        if (index >= queue->end)
            return NULL;
        queue->work(queue, index);
    }
}

static void lack_memory(struct queue *queue) {
    pthread_mutex_lock(&queue->lock);
    queue->no_memory = true;
    pthread_mutex_unlock(&queue->lock);
}

static size_t thread_count(const struct cli_arguments *arguments, size_t work) {
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t count = arguments->jobs > 0 ? arguments->jobs : processors > 0 ? (size_t)processors : 1;

    count = count < work ? count : work;
    return count < MOST_THREADS ? count : MOST_THREADS;
}

/* This thread works too, so that all gets done when no other can be had. */
static int run(struct cli_check *check, size_t end, void (*work)(struct queue *queue, size_t index)) {
    struct queue queue = {.check = check, .end = end, .work = work};
    pthread_t threads[MOST_THREADS];
    size_t started = 0, count = thread_count(check->arguments, end);

    pthread_mutex_init(&queue.lock, NULL);
    while (started + 1 < count && pthread_create(&threads[started], NULL, take_work, &queue) == 0)
        started++;
    take_work(&queue);
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    pthread_mutex_destroy(&queue.lock);
    return queue.no_memory ? CLI_LIMIT : CLI_DONE;
}

static bcfix_context *new_context(struct queue *queue) {
    bcfix_context *context = bcfix_context_new(NULL);

    if (context == NULL)
        lack_memory(queue);
    else
        cli_context_set_limits(context, queue->check->arguments);
    return context;
}

/* ---- symbols ---- */

static bool take_symbol(struct queue *queue, const char *name) {
    struct cli_check *check = queue->check;
    char *copy = strdup(name);
    bool good = copy != NULL;

    pthread_mutex_lock(&queue->lock);
    if (good && check->symbol_count == check->symbol_capacity) {
        size_t larger = check->symbol_capacity > 0 ? check->symbol_capacity * 2 : 1024;
        char **symbols = realloc(check->symbols, larger * sizeof *symbols);
        good = symbols != NULL;
        if (good) {
            check->symbols = symbols;
            check->symbol_capacity = larger;
        }
    }
    if (good)
        check->symbols[check->symbol_count++] = copy;
    else
        queue->no_memory = true;
    pthread_mutex_unlock(&queue->lock);
    if (!good)
        free(copy);
    return good;
}

/* A file that cannot be read or is damaged defines nothing; checking it says why. */
static void collect_symbols(struct queue *queue, size_t index) {
    bcfix_context *context = new_context(queue);
    bcfix_symbols *symbols = NULL;
    struct cli_input input;
    char why[300];

    if (context == NULL)
        return;
    if (cli_input_load(&input, queue->check->inputs.list[index].path, bcfix_context_limit(context, BCFIX_LIMIT_MEMORY), why,
                       sizeof why) == CLI_DONE) {
        bool good = bcfix_symbols_new(context, input.data, input.size, false, &symbols) == BCFIX_OK;
        for (size_t i = 0; good && i < bcfix_symbols_count(symbols); i++)
            good = !bcfix_symbols_is_defined(symbols, i) || take_symbol(queue, bcfix_symbols_name(symbols, i));
        bcfix_symbols_free(symbols);
        cli_input_free(&input);
    }
    bcfix_context_free(context);
}

static int compare_symbols(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool has_symbol(void *user, const char *name) {
    const struct cli_check *check = user;

    return check->symbol_count > 0 &&
           bsearch(&name, check->symbols, check->symbol_count, sizeof *check->symbols, compare_symbols) != NULL;
}

/* ---- findings ---- */

struct keeping {
    const struct cli_check *check;
    struct cli_checked *checked;
};

/* NULL stays NULL. */
static bool copy_text(char **to, const char *text) {
    *to = text != NULL ? strdup(text) : NULL;
    return text == NULL || *to != NULL;
}

void cli_check_finding_free(struct cli_check_finding *finding) {
    char *texts[] = {finding->message, finding->function, finding->demangled, finding->crate,
                     finding->member,  finding->symbol,   finding->record,    finding->file};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        free(texts[i]);
}

static bool add_finding(struct cli_checked *checked, const struct cli_check_finding *finding) {
    if (checked->count == checked->capacity) {
        size_t larger = checked->capacity > 0 ? checked->capacity * 2 : 64;
        struct cli_check_finding *findings = realloc(checked->findings, larger * sizeof *findings);
        if (findings == NULL)
            return false;
        checked->findings = findings;
        checked->capacity = larger;
    }
    checked->findings[checked->count++] = *finding;
    return true;
}

static bool keep_finding(void *user, const bcfix_finding *finding) {
    struct keeping *keeping = user;
    struct cli_checked *checked = keeping->checked;
    struct cli_check_finding copy = {
        .code = bcfix_finding_code(finding),
        .bit = bcfix_finding_bit(finding),
        .count = bcfix_finding_count(finding),
        .functions = 1,
        .line = bcfix_finding_line(finding),
        .column = bcfix_finding_column(finding),
        .reach = bcfix_finding_reach(finding),
    };

    bool good = copy_text(&copy.message, bcfix_finding_message(finding)) &&
                copy_text(&copy.function, bcfix_finding_function(finding)) &&
                copy_text(&copy.demangled, bcfix_finding_demangled(finding)) &&
                copy_text(&copy.crate, bcfix_finding_crate(finding)) &&
                copy_text(&copy.member, bcfix_finding_member(finding)) &&
                copy_text(&copy.symbol, bcfix_finding_symbol(finding)) &&
                copy_text(&copy.record, bcfix_finding_record(finding)) && copy_text(&copy.file, bcfix_finding_file(finding));
    if (good) {
        copy.allowed = cli_check_allows(keeping->check->arguments, &copy);
        good = add_finding(checked, &copy);
    }
    if (!good) {
        cli_check_finding_free(&copy);
        return false;
    }
    if (!copy.allowed) {
        checked->verdict = bcfix_verdict_with(checked->verdict, finding);
        checked->lost = checked->lost || bcfix_finding_severity(finding) == BCFIX_LOSS;
    }
    return true;
}

/* ---- one file and target ---- */

/* Whether it is a file without any, which is left out when it was found in a folder. */
static bool is_without_bitcode(bcfix_context *context, const struct cli_input *input) {
    bcfix_info *info = NULL;
    bool without = bcfix_info_new(context, input->data, input->size, &info) == BCFIX_OK && bcfix_info_modules(info) == 0;

    bcfix_info_free(info);
    return without;
}

static int take_outcome(struct cli_checked *checked, bcfix_context *context, const bcfix_checked *outcome) {
    bcfix_verdict verdict = bcfix_checked_verdict(outcome);

    if (!copy_text(&checked->container, bcfix_checked_container(outcome)) ||
        !copy_text(&checked->producer, bcfix_checked_producer(outcome)) ||
        !copy_text(&checked->triple, bcfix_checked_triple(outcome)))
        return CLI_LIMIT;
    /* That it is refused is so whatever is allowed. */
    if (verdict == BCFIX_NOT_CONVERTIBLE) {
        checked->verdict = verdict;
        snprintf(checked->why, sizeof checked->why, "%s", bcfix_context_message(context));
    }
    return CLI_DONE;
}

static int check_input(const struct cli_check *check, struct cli_checked *checked, bcfix_context *context,
                       const struct cli_input *input) {
    bcfix_options *options = bcfix_options_new(context);
    struct keeping keeping = {check, checked};
    bcfix_checked *outcome = NULL;
    int result;

    if (options == NULL)
        return CLI_LIMIT;
    bcfix_options_set_target(options, checked->target);
    if (check->arguments->platform != NULL)
        bcfix_options_set_platform(options, check->arguments->platform);
    bcfix_options_set_findings(options, keep_finding, &keeping);
    bcfix_options_set_symbols(options, has_symbol, (void *)check);
    bcfix_status status = bcfix_check(context, options, input->data, input->size, &outcome);
    if (status == BCFIX_OK)
        result = take_outcome(checked, context, outcome);
    else if (status == BCFIX_CANCELLED)
        result = CLI_LIMIT; /* a finding could not be kept */
    else
        result = cli_explain_status(status, bcfix_context_message(context), checked->why, sizeof checked->why);
    bcfix_checked_free(outcome);
    bcfix_options_free(options);
    if (status == BCFIX_UNSUPPORTED && checked->found_in_folder)
        checked->without_bitcode = is_without_bitcode(context, input);
    return result;
}

static void check_one(struct queue *queue, size_t index) {
    struct cli_check *check = queue->check;
    struct cli_checked *checked = &check->results[index];
    bcfix_context *context = new_context(queue);
    struct cli_input input;

    if (context == NULL)
        return;
    checked->code = cli_input_load(&input, checked->path, bcfix_context_limit(context, BCFIX_LIMIT_MEMORY), checked->why,
                                   sizeof checked->why);
    if (checked->code == CLI_DONE) {
        checked->code = check_input(check, checked, context, &input);
        cli_input_free(&input);
    }
    if (checked->code == CLI_LIMIT && checked->why[0] == '\0')
        snprintf(checked->why, sizeof checked->why, "not enough memory");
    if (!check->arguments->all)
        cli_check_group(checked);
    bcfix_context_free(context);
}

void cli_checked_free(struct cli_checked *checked) {
    for (size_t i = 0; i < checked->count; i++)
        cli_check_finding_free(&checked->findings[i]);
    free(checked->findings);
    free(checked->container);
    free(checked->producer);
    free(checked->triple);
}

int cli_check_work(struct cli_check *check) {
    int result = check->inputs.count > 1 ? run(check, check->inputs.count, collect_symbols) : CLI_DONE;

    if (check->symbol_count > 0)
        qsort(check->symbols, check->symbol_count, sizeof *check->symbols, compare_symbols);
    return result == CLI_DONE ? run(check, check->count, check_one) : result;
}
