/* What the unit tests share: memory that counts and fails, one context a test, findings that are kept.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCFIX_TESTS_SUPPORT_H
#define BCFIX_TESTS_SUPPORT_H

#include <bcfix/bcfix.h>

#include <check.h>
#include <string.h>

/* Memory that knows what is live, and gives nothing when it is told to. */
struct ledger {
    uint64_t calls;   /* allocations and reallocations so far */
    uint64_t fail_at; /* the call that gives nothing, counted from 1; 0: none does */
    bool fail_after;  /* nor do those after it */
    uint64_t live_blocks, live_bytes;
    uint64_t overruns; /* blocks that were written past their end */
};

bcfix_allocator ledger_allocator(struct ledger *ledger);

/* The context of the test at hand, in the memory of `ledger`. It is an error when something is still live at
 * its end, or when something was written past the end of its memory. */
extern struct ledger ledger;
extern bcfix_context *context;
void test_begin(void);
void test_end(void);

/* Makes each allocation of a call fail: alone, or with all behind it when its number is a multiple of `every` (0: none is). The
 * call ends with BCFIX_NO_MEMORY then, and loses nothing. What it ends with when memory is there is what it ended with before. */
void fail_each(bcfix_status (*call)(void), bcfix_status expected, const char *what, unsigned every);

/* A test case whose tests have a context, and a longer time than usual (they run under valgrind too). */
TCase *tests_with_context(Suite *suite, const char *name);
/* Runs it; what main() returns. */
int run_suite(Suite *suite);

/* The bytes of the file that the environment names under `variable`. When it names none, says why not and ends the
 * program as skipped, or as failed where CI is set. */
struct bytes {
    void *data;
    size_t size;
};
struct bytes file_from(const char *variable, const char *why_not);

/* Findings as text, one a line: "BCF011 COUNT FUNCTION RECORD: MESSAGE". */
struct heard {
    char text[4000];
    unsigned count, stop_at; /* the finding that is answered with false, counted from 1; 0: none */
};
bool hear(void *heard, const bcfix_finding *finding);

#endif
