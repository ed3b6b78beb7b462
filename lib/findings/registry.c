/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <bcfix/bcfix.h>

static const struct {
    unsigned code;
    const char *name;
    bcfix_severity severity;
    const char *title;
} registry[] = {
#define FINDING(code, name, severity, title) {code, name, severity, title},
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

const char *bcfix_severity_text(bcfix_severity severity) {
    static const char *const texts[] = {"note", "loss", "trap", "refusal"};
    return (unsigned)severity < 4 ? texts[severity] : "unknown";
}
