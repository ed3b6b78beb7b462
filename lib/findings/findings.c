/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "findings/findings.h"

#include <stdio.h>
#include <string.h>

void bcf_findings_init(struct bcf_findings *findings, struct bcfix_context *context, bcfix_finding_fn callback, void *user) {
    memset(findings, 0, sizeof *findings);
    findings->context = context;
    findings->callback = callback;
    findings->user = user;
    bcf_arena_init(&findings->arena, context);
}

bool bcf_findings_flush(struct bcf_findings *findings) {
    bool go_on = true;
    for (size_t i = 0; go_on && findings->callback && i < findings->pending.count; i++)
        go_on = findings->callback(findings->user, &findings->pending.data[i]);
    findings->pending.count = 0;
    findings->function = NULL;
    bcf_arena_reset(&findings->arena);
    return go_on ? !bcf_failed(findings->context)
                 : bcf_fail(findings->context, BCFIX_CANCELLED, "cancelled by the caller");
}

bool bcf_findings_enter(struct bcf_findings *findings, const char *function, size_t size) {
    if (!bcf_findings_flush(findings))
        return false;
    if (!function)
        return true;
    findings->function = bcf_arena_copy(&findings->arena, function, size);
    return findings->function != NULL;
}

bool bcf_find(struct bcf_findings *findings, unsigned code, const char *record, uint64_t bit, const char *format, ...) {
    struct bcfix_finding finding = {code, NULL, findings->function, record, bit, 1};
    char message[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    for (size_t i = 0; i < findings->pending.count; i++) {
        struct bcfix_finding *known = &findings->pending.data[i];
        if (known->code == code && strcmp(known->message, message) == 0) {
            known->count++;
            return true;
        }
    }
    finding.message = bcf_arena_copy(&findings->arena, message, strlen(message));
    return finding.message && bcf_push(findings->context, &findings->pending, finding);
}

void bcf_findings_free(struct bcf_findings *findings) {
    bcf_free_array(findings->context, &findings->pending);
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
