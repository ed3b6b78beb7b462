/* Module-level assembly, which Sulong's Module.java skips.
 *
 * Nothing is lost when it only defines what the module does not name: code in the ordinary sections runs when something calls
 * it, and data there is read when something has its address. Directives that are known to do no more than that are passed
 * over; with any other, in another section (constructors, tables that linkers gather), or when it names a global of the
 * module, it counts as used.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/plan.h"

#include <string.h>

/* Directives without a meaning of their own; NAMES: what follows are names of symbols; NAME: first there is one; SECTION:
 * that of a section. */
static const struct {
    const char *name;
    enum { NOTHING, NAMES, NAME, SECTION } what;
} directives[] = {
    {".align", NOTHING},    {".ascii", NOTHING},        {".asciz", NOTHING},         {".att_syntax", NOTHING},
    {".balign", NOTHING},   {".byte", NOTHING},         {".code64", NOTHING},        {".file", NOTHING},
    {".global", NAMES},     {".globl", NAMES},          {".hidden", NAMES},          {".ident", NOTHING},
    {".int", NOTHING},      {".intel_syntax", NOTHING}, {".internal", NAMES},        {".local", NAMES},
    {".long", NOTHING},     {".p2align", NOTHING},      {".popsection", NOTHING},    {".previous", NOTHING},
    {".protected", NAMES},  {".pushsection", SECTION},  {".quad", NOTHING},          {".section", SECTION},
    {".short", NOTHING},    {".size", NAME},            {".skip", NOTHING},          {".space", NOTHING},
    {".string", NOTHING},   {".text", NOTHING},         {".type", NAME},             {".weak", NAMES},
    {".word", NOTHING},     {".zero", NOTHING},         {".data", NOTHING},          {".bss", NOTHING},
};

static const char *const plain_sections[] = {".text", ".rodata", ".data", ".bss", ".debug", ".comment", ".note"};

/* What is known of the text so far. */
struct scan {
    struct bcf_lowering *lowering;
    bool used;
    char symbols[400]; /* that it defines, for the message */
};

static bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '$' ||
           c == '@' || (unsigned char)c > 0x7e;
}

static struct bcf_string trimmed(struct bcf_string text) {
    while (text.size && (text.data[0] == ' ' || text.data[0] == '\t' || text.data[0] == ','))
        text.data++, text.size--;
    while (text.size && (text.data[text.size - 1] == ' ' || text.data[text.size - 1] == '\t' || text.data[text.size - 1] == '\r'))
        text.size--;
    return text;
}

/* The name at the beginning of the text, which goes on behind it. Without the type behind "@". */
static struct bcf_string take_name(struct bcf_string *text) {
    struct bcf_string name = {text->data, 0};
    while (name.size < text->size && is_name_character(text->data[name.size]))
        name.size++;
    text->data += name.size;
    text->size -= name.size;
    return name;
}

/* Whether the module has a global of that name: the assembly defines it, or says something of it. */
static void look_at_name(struct scan *scan, struct bcf_string name) {
    if (name.size && bcf_global_named(scan->lowering->module, name) != BCF_NONE)
        scan->used = true;
}

static void note_symbol(struct scan *scan, struct bcf_string name) {
    size_t used = strlen(scan->symbols);
    if (name.data[0] == '.' || used + name.size + 3 > sizeof scan->symbols) /* ".L…" is the assembler's own */
        return;
    if (used) {
        memcpy(scan->symbols + used, ", ", 2);
        used += 2;
    }
    memcpy(scan->symbols + used, name.data, name.size);
    scan->symbols[used + name.size] = '\0';
}

static bool is_plain_section(struct bcf_string name) {
    if (name.size && name.data[0] == '"')
        name.data++, name.size--;
    for (size_t i = 0; i < sizeof plain_sections / sizeof plain_sections[0]; i++) {
        size_t size = strlen(plain_sections[i]);
        if (bcf_string_begins(name, plain_sections[i]) && (name.size == size || strchr(".,\" \t_", name.data[size])))
            return true;
    }
    return false;
}

static void look_at_directive(struct scan *scan, struct bcf_string name, struct bcf_string rest) {
    size_t row = 0, count = sizeof directives / sizeof directives[0];
    while (row < count && !bcf_string_is(name, directives[row].name))
        row++;
    if (row == count) {
        scan->used |= !bcf_string_begins(name, ".cfi_"); /* for unwinders that look at code */
        return;
    }
    rest = trimmed(rest);
    if (directives[row].what == SECTION)
        scan->used |= !is_plain_section(rest);
    while (rest.size && (directives[row].what == NAMES || directives[row].what == NAME)) {
        struct bcf_string one = take_name(&rest);
        look_at_name(scan, one);
        if (!one.size || directives[row].what == NAME)
            return;
        rest = trimmed(rest);
    }
}

/* One statement: labels, then a directive, an assignment or an instruction. */
static void look_at_statement(struct scan *scan, struct bcf_string text) {
    text = trimmed(text);
    while (text.size) {
        struct bcf_string rest = text, name = take_name(&rest);
        rest = trimmed(rest);
        if (rest.size && rest.data[0] == ':') {
            look_at_name(scan, name);
            if (name.size)
                note_symbol(scan, name);
            text.data = rest.data + 1;
            text.size = rest.size - 1;
            text = trimmed(text);
            continue;
        }
        if ((rest.size && rest.data[0] == '=') || !name.size)
            scan->used = true; /* an assignment, or what nobody knows */
        else if (name.data[0] == '.')
            look_at_directive(scan, name, rest);
        return;
    }
}

/* Lines and statements; quotes and comments may have anything in them. A comment of several lines counts as used. */
static void look_at_text(struct scan *scan, struct bcf_string text) {
    size_t begin = 0;
    bool quoted = false, comment = false;
    for (size_t i = 0; i <= text.size; i++) {
        char c = i < text.size ? text.data[i] : '\n';
        if (c == '"' && !comment && (i == 0 || text.data[i - 1] != '\\'))
            quoted = !quoted;
        if (c == '#' && !quoted && !comment) {
            look_at_statement(scan, (struct bcf_string){text.data + begin, i - begin});
            comment = true;
        }
        if (c == '/' && !quoted && !comment)
            scan->used |= i + 1 < text.size && (text.data[i + 1] == '*' || text.data[i + 1] == '/');
        if (c != '\n' && (c != ';' || quoted || comment))
            continue;
        if (!comment)
            look_at_statement(scan, (struct bcf_string){text.data + begin, i - begin});
        begin = i + 1;
        comment = comment && c != '\n';
    }
    scan->used |= quoted;
}

bool bcf_plan_module_assembly(struct bcf_lowering *lowering) {
    struct bcf_string text = bcf_header_text(lowering->module, BCF_MODULE_ASM);
    struct scan scan = {.lowering = lowering};
    if (!text.size)
        return true;
    look_at_text(&scan, text);
    if (!bcf_note(lowering, BCFIX_BCF043_MODULE_ASSEMBLY, NULL, "module-level assembly is ignored by %s; %s%s%s",
                  lowering->target->name,
                  scan.used ? "symbols that it defines will not be found" : "the module does not use what it defines",
                  scan.symbols[0] ? ": " : "", scan.symbols))
        return false;
    return !scan.used || !lowering->refuse_unsupported ||
           bcf_fail(lowering->context, BCFIX_REFUSED, "block MODULE, record ASM: module-level assembly has no form for %s",
                    lowering->target->name);
}
