/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "findings/findings.h"

#include "base/slots.h"
#include "demangle/demangle.h"

#include <stdio.h>
#include <string.h>

void bcf_findings_init(struct bcf_findings *findings, struct bcfix_context *context, bcfix_finding_fn callback, void *user) {
    memset(findings, 0, sizeof *findings);
    findings->context = context;
    findings->callback = callback;
    findings->user = user;
    findings->global = UINT32_MAX;
    bcf_arena_init(&findings->arena, context);
}

/* ---- what is known already ---- */

/* The slot of a finding of the function at hand, or the free one where it would be. */
static size_t slot_of(const struct bcf_findings *findings, unsigned code, const char *message) {
    uint64_t seed = code ^ (uint64_t)findings->first << 32;
    size_t mask = findings->slots.count - 1, slot = bcf_hash(seed, message, strlen(message)) & mask;
    for (; findings->slots.data[slot]; slot = (slot + 1) & mask) {
        size_t index = findings->slots.data[slot] - 1;
        const struct bcfix_finding *known = &findings->pending.data[index];
        if (index >= findings->first && known->code == code && strcmp(known->message, message) == 0)
            break;
    }
    return slot;
}

/* Makes the table larger. Findings of functions before this one stay out: none of them is looked for again. */
static bool grow_slots(struct bcf_findings *findings) {
    bool fresh;
    if (!bcf_slots_grow(findings->context, &findings->slots, findings->pending.count + 1, &fresh))
        return false;
    for (size_t i = findings->first; fresh && i < findings->pending.count; i++)
        findings->slots.data[slot_of(findings, findings->pending.data[i].code, findings->pending.data[i].message)] = (uint32_t)i + 1;
    return true;
}

/* A table that is much larger than what was in it goes, so that emptying it costs no more than filling it did. */
static void empty_slots(struct bcf_findings *findings) {
    if (findings->slots.count > 64 + 8 * findings->pending.count)
        bcf_free_array(findings->context, &findings->slots);
    else if (findings->pending.count && findings->slots.count)
        memset(findings->slots.data, 0, findings->slots.count * sizeof *findings->slots.data);
}

/* ---- handing over ---- */

enum { LONGEST_NAME = 4096 };

static bool hand_over(struct bcf_findings *findings, struct bcfix_finding *finding) {
    char demangled[LONGEST_NAME], crate[256];
    size_t start, size;
    findings->verdict = bcfix_verdict_with(findings->verdict, finding);
    if (!findings->callback)
        return true;
    if (finding->function && bcf_demangle(finding->function, strlen(finding->function), demangled, sizeof demangled)) {
        finding->demangled = demangled;
        size = bcf_crate_of(demangled, &start);
        if (size && size < sizeof crate) {
            memcpy(crate, demangled + start, size);
            crate[size] = '\0';
            finding->crate = crate;
        }
    }
    return findings->callback(findings->user, finding);
}

static bool hand_over_all(struct bcf_findings *findings) {
    bool go_on = true;
    for (size_t i = 0; go_on && i < findings->pending.count; i++)
        go_on = hand_over(findings, &findings->pending.data[i]);
    empty_slots(findings);
    findings->pending.count = 0;
    findings->first = 0;
    findings->function = findings->function_copy = NULL;
    findings->global = UINT32_MAX;
    bcf_arena_reset(&findings->arena);
    return go_on ? !bcf_failed(findings->context)
                 : bcf_fail(findings->context, BCFIX_CANCELLED, "cancelled by the caller");
}

bool bcf_findings_flush(struct bcf_findings *findings) {
    return findings->held ? !bcf_failed(findings->context) : hand_over_all(findings);
}

void bcf_findings_hold(struct bcf_findings *findings) {
    findings->held = true;
}

bool bcf_findings_release(struct bcf_findings *findings) {
    findings->held = false;
    return hand_over_all(findings);
}

/* ---- taking ---- */

bool bcf_findings_enter(struct bcf_findings *findings, const char *function, size_t size) {
    if (!bcf_findings_flush(findings))
        return false;
    findings->function = function;
    findings->function_size = size;
    findings->function_copy = NULL;
    findings->global = UINT32_MAX;
    findings->first = findings->pending.count;
    return true;
}

static const char *function_at_hand(struct bcf_findings *findings) {
    if (findings->function && !findings->function_copy)
        findings->function_copy = bcf_arena_copy(&findings->arena, findings->function, findings->function_size);
    return findings->function_copy;
}

bool bcf_find(struct bcf_findings *findings, unsigned code, const char *record, uint64_t bit, const char *format, ...) {
    va_list arguments;
    bool good;
    va_start(arguments, format);
    good = bcf_find_list(findings, code, record, bit, format, arguments);
    va_end(arguments);
    return good;
}

bool bcf_find_list(struct bcf_findings *findings, unsigned code, const char *record, uint64_t bit, const char *format,
                   va_list arguments) {
    struct bcfix_finding finding = {.code = code, .record = record, .bit = bit, .count = 1, .member = findings->member,
                                    .global = findings->global, .reach = BCFIX_REACH_YES};
    char message[1024];
    size_t slot;
    vsnprintf(message, sizeof message, format, arguments);
    if (!grow_slots(findings))
        return false;
    slot = slot_of(findings, code, message);
    if (findings->slots.data[slot]) {
        findings->pending.data[findings->slots.data[slot] - 1].count++;
        return true;
    }
    finding.message = bcf_arena_copy(&findings->arena, message, strlen(message));
    finding.function = function_at_hand(findings);
    if (bcf_failed(findings->context) || !bcf_push(findings->context, &findings->pending, finding))
        return false;
    findings->slots.data[slot] = (uint32_t)findings->pending.count;
    return true;
}

struct bcfix_finding *bcf_found(struct bcf_findings *findings) {
    return findings->pending.count && !bcf_failed(findings->context) ? &findings->pending.data[findings->pending.count - 1] : NULL;
}

void bcf_findings_free(struct bcf_findings *findings) {
    bcf_free_array(findings->context, &findings->pending);
    bcf_free_array(findings->context, &findings->slots);
    bcf_arena_free(&findings->arena);
}

unsigned bcfix_finding_code(const bcfix_finding *finding) {
    return finding->code;
}

bcfix_severity bcfix_finding_severity(const bcfix_finding *finding) {
    return bcfix_registry_severity(finding->code);
}

const char *bcfix_finding_message(const bcfix_finding *finding) {
    return finding->message;
}

const char *bcfix_finding_function(const bcfix_finding *finding) {
    return finding->function;
}

const char *bcfix_finding_record(const bcfix_finding *finding) {
    return finding->record;
}

uint64_t bcfix_finding_bit(const bcfix_finding *finding) {
    return finding->bit;
}

uint64_t bcfix_finding_count(const bcfix_finding *finding) {
    return finding->count;
}

const char *bcfix_finding_member(const bcfix_finding *finding) {
    return finding->member;
}

const char *bcfix_finding_demangled(const bcfix_finding *finding) {
    return finding->demangled;
}

const char *bcfix_finding_crate(const bcfix_finding *finding) {
    return finding->crate;
}

const char *bcfix_finding_symbol(const bcfix_finding *finding) {
    return finding->symbol;
}

const char *bcfix_finding_file(const bcfix_finding *finding) {
    return finding->file;
}

unsigned bcfix_finding_line(const bcfix_finding *finding) {
    return finding->line;
}

unsigned bcfix_finding_column(const bcfix_finding *finding) {
    return finding->column;
}

bcfix_reach bcfix_finding_reach(const bcfix_finding *finding) {
    return finding->reach;
}

const char *bcfix_reach_text(bcfix_reach reach) {
    static const char *const texts[] = {"no", "guarded", "yes"};
    return (unsigned)reach < sizeof texts / sizeof texts[0] ? texts[reach] : "unknown";
}

/* ---- verdicts ---- */

/* What stops the program counts only where it may get to; the rest says what the file needs, reached or not: a reader stops at
 * a record that it does not know wherever that stands. */
bcfix_verdict bcfix_verdict_with(bcfix_verdict verdict, const bcfix_finding *finding) {
    static const bcfix_verdict of_action[] = {
        [BCFIX_ACTION_NONE] = BCFIX_ACCEPTED,         [BCFIX_ACTION_OMITTED] = BCFIX_ACCEPTED,
        [BCFIX_ACTION_REWRITTEN] = BCFIX_CONVERTIBLE, [BCFIX_ACTION_DROPPED] = BCFIX_CONVERTIBLE,
        [BCFIX_ACTION_STOPS] = BCFIX_TRAPS,           [BCFIX_ACTION_REFUSED] = BCFIX_NOT_CONVERTIBLE,
    };
    bcfix_verdict is = of_action[bcfix_registry_action(finding->code)];
    if (is == BCFIX_TRAPS && finding->reach != BCFIX_REACH_YES)
        is = BCFIX_CONVERTIBLE;
    return is > verdict ? is : verdict;
}

const char *bcfix_verdict_text(bcfix_verdict verdict) {
    static const char *const texts[] = {"accepted", "convertible", "traps", "refused"};
    return (unsigned)verdict < sizeof texts / sizeof texts[0] ? texts[verdict] : "unknown";
}
