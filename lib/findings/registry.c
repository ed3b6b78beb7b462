/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <bcfix/bcfix.h>

static const struct {
    unsigned code;
    const char *name;
    bcfix_severity severity;
    const char *title;
    bcfix_action action;
    const char *since, *explanation, *remedy;
} registry[] = {
#define FINDING(code, name, severity, title, action, since, explanation, remedy)                                                 \
    {code, name, severity, title, action, since, explanation, remedy},
#include "findings_table.inc"
#undef FINDING
};

enum { COUNT = sizeof registry / sizeof registry[0] };

static size_t place(unsigned code) {
    size_t i = 0;
    while (i < COUNT && registry[i].code != code)
        i++;
    return i;
}

size_t bcfix_registry_count(void) {
    return COUNT;
}

unsigned bcfix_registry_code(size_t index) {
    return index < COUNT ? registry[index].code : 0;
}

const char *bcfix_registry_name(unsigned code) {
    size_t i = place(code);
    return i < COUNT ? registry[i].name : NULL;
}

const char *bcfix_registry_title(unsigned code) {
    size_t i = place(code);
    return i < COUNT ? registry[i].title : NULL;
}

bcfix_severity bcfix_registry_severity(unsigned code) {
    size_t i = place(code);
    return i < COUNT ? registry[i].severity : BCFIX_NOTE;
}

bcfix_action bcfix_registry_action(unsigned code) {
    size_t i = place(code);
    return i < COUNT ? registry[i].action : BCFIX_ACTION_REWRITTEN;
}

const char *bcfix_registry_since(unsigned code) {
    size_t i = place(code);
    return i < COUNT ? registry[i].since : NULL;
}

const char *bcfix_registry_explanation(unsigned code) {
    size_t i = place(code);
    return i < COUNT ? registry[i].explanation : NULL;
}

const char *bcfix_registry_remedy(unsigned code) {
    size_t i = place(code);
    return i < COUNT ? registry[i].remedy : NULL;
}

const char *bcfix_action_text(bcfix_action action) {
    static const char *const texts[] = {"none", "omitted", "rewritten", "dropped", "stops", "refused"};
    return (unsigned)action < sizeof texts / sizeof texts[0] ? texts[action] : "unknown";
}

const char *bcfix_severity_text(bcfix_severity severity) {
    static const char *const texts[] = {"note", "loss", "trap", "refusal"};
    return (unsigned)severity < 4 ? texts[severity] : "unknown";
}
