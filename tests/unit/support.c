/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "support.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- memory ---- */

union header {
    size_t size;
    max_align_t align;
};

/* Stands behind each block, so that writing past its end is seen. */
static const char fence[] = "end of the block";

static bool fails(struct ledger *kept) {
    kept->calls++;
    return kept->fail_at && (kept->calls == kept->fail_at || (kept->fail_after && kept->calls > kept->fail_at));
}

static void *ledger_allocate(void *user, size_t size) {
    struct ledger *kept = user;
    union header *block = fails(kept) ? NULL : malloc(sizeof *block + size + sizeof fence);
    if (!block)
        return NULL;
    block->size = size;
    memcpy((char *)(block + 1) + size, fence, sizeof fence);
    kept->live_blocks++;
    kept->live_bytes += size;
    return block + 1;
}

static void ledger_release(void *user, void *memory) {
    struct ledger *kept = user;
    union header *block = memory;
    if (!memory)
        return;
    kept->overruns += memcmp((char *)memory + block[-1].size, fence, sizeof fence) != 0;
    kept->live_blocks--;
    kept->live_bytes -= block[-1].size;
    free(block - 1);
}

/* Always moves, so that what still points to the old place is found. */
static void *ledger_reallocate(void *user, void *memory, size_t size) {
    union header *block = memory;
    void *moved = ledger_allocate(user, size);
    if (!moved || !memory)
        return moved;
    memcpy(moved, memory, block[-1].size < size ? block[-1].size : size);
    ledger_release(user, memory);
    return moved;
}

bcfix_allocator ledger_allocator(struct ledger *kept) {
    bcfix_allocator allocator = {ledger_allocate, ledger_reallocate, ledger_release, kept};
    return allocator;
}

/* ---- tests ---- */

struct ledger ledger;
bcfix_context *context;

void test_begin(void) {
    bcfix_allocator allocator = ledger_allocator(&ledger);
    memset(&ledger, 0, sizeof ledger);
    context = bcfix_context_new(&allocator);
    ck_assert_ptr_nonnull(context);
}

void test_end(void) {
    bcfix_context_free(context);
    ck_assert_uint_eq(ledger.live_blocks, 0);
    ck_assert_uint_eq(ledger.live_bytes, 0);
    ck_assert_uint_eq(ledger.overruns, 0);
}

static const char *message(void) {
    return context ? bcfix_context_message(context) : "";
}

void fail_each(bcfix_status (*call)(void), bcfix_status expected, const char *what, unsigned every) {
    uint64_t before = ledger.calls, live, needed;
    bcfix_status status = call();
    ck_assert_msg(status == expected, "%s: status %d: %s", what, status, message());
    needed = ledger.calls - before;
    ck_assert_msg(needed > 0, "%s allocates nothing", what);
    live = ledger.live_blocks; /* what the context keeps is no loss */
    for (uint64_t i = 1; i <= needed; i++) {
        ledger.fail_at = ledger.calls + i;
        ledger.fail_after = every != 0 && i % every == 0;
        status = call();
        ck_assert_msg(status == BCFIX_NO_MEMORY, "%s, allocation %llu of %llu: status %d: %s", what, (unsigned long long)i,
                      (unsigned long long)needed, status, message());
        ck_assert_msg(ledger.live_blocks == live, "%s, allocation %llu of %llu: %llu blocks are lost", what,
                      (unsigned long long)i, (unsigned long long)needed, (unsigned long long)(ledger.live_blocks - live));
        ledger.fail_at = 0;
    }
    status = call();
    ck_assert_msg(status == expected, "%s, after it all: status %d: %s", what, status, message());
}

TCase *tests_with_context(Suite *suite, const char *name) {
    TCase *tests = tcase_create(name);
    tcase_add_checked_fixture(tests, test_begin, test_end);
    tcase_set_timeout(tests, 120);
    suite_add_tcase(suite, tests);
    return tests;
}

int run_suite(Suite *suite) {
    SRunner *runner = srunner_create(suite);
    int good;
    srunner_run_all(runner, CK_ENV);
    good = srunner_ntests_run(runner) > 0 && srunner_ntests_failed(runner) == 0;
    srunner_free(runner);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

static void not_run(const char *why) {
    enum { SKIPPED = 77 };
    const char *ci = getenv("CI");
    printf("%s\n", why);
    exit(ci && *ci ? EXIT_FAILURE : SKIPPED);
}

struct bytes file_from(const char *variable, const char *why_not) {
    struct bytes bytes = {NULL, 0};
    const char *path = getenv(variable);
    FILE *file;
    long size;
    if (!path)
        not_run(why_not);
    file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) <= 0) {
        fprintf(stderr, "%s: it cannot be read\n", path);
        exit(EXIT_FAILURE);
    }
    bytes.size = (size_t)size;
    bytes.data = malloc(bytes.size);
    rewind(file);
    if (!bytes.data || fread(bytes.data, 1, bytes.size, file) != bytes.size) {
        fprintf(stderr, "%s: it cannot be read\n", path);
        exit(EXIT_FAILURE);
    }
    fclose(file);
    return bytes;
}

/* ---- findings ---- */

bool hear(void *user, const bcfix_finding *finding) {
    struct heard *heard = user;
    const char *function = bcfix_finding_function(finding), *record = bcfix_finding_record(finding);
    size_t used = strlen(heard->text);
    snprintf(heard->text + used, sizeof heard->text - used, "BCF%03u %llu %s %s: %s\n", bcfix_finding_code(finding),
             (unsigned long long)bcfix_finding_count(finding), function ? function : "-", record ? record : "-",
             bcfix_finding_message(finding));
    return ++heard->count != heard->stop_at;
}
