/* What only looks at a file: its text, what is inside, its symbols.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "input.h"

static bool take_text(void *size, const char *text, size_t more) {
    *(size_t *)size += more + (more ? text[more - 1] == '\n' : 0);
    return true;
}

static void take_name(size_t *size, const char *name) {
    *size += name[0] != '\0';
}

static void look_inside(bcfix_context *context, const uint8_t *data, size_t size) {
    bcfix_info *info;
    bcfix_status status = bcfix_info_new(context, data, size, &info);
    fuzz_called(context, status);
    fuzz_require((status == BCFIX_OK) == (info != NULL), "there is a result without an error only");
    for (size_t i = 0; info && i < bcfix_info_modules(info); i++) {
        size_t inner;
        fuzz_require(bcfix_info_producer(info, i) && bcfix_info_triple(info, i) && bcfix_info_bitcode(info, i, &inner) && inner >= 4,
                     "a module has texts and bitcode");
    }
    bcfix_info_free(info);
}

static void look_for_symbols(bcfix_context *context, const uint8_t *data, size_t size) {
    bcfix_symbols *symbols;
    size_t read = 0;
    fuzz_called(context, bcfix_symbols_new(context, data, size, true, &symbols));
    for (size_t i = 0; symbols && i < bcfix_symbols_count(symbols); i++) {
        take_name(&read, bcfix_symbols_name(symbols, i));
        for (size_t user = 0; user < bcfix_symbols_user_count(symbols, i); user++)
            take_name(&read, bcfix_symbols_user(symbols, i, user));
    }
    bcfix_symbols_free(symbols);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    bcfix_context *context = fuzz_begin(data, size);
    size_t written = 0;
    fuzz_called(context, bcfix_dump(context, data, size, take_text, &written));
    look_inside(context, data, size);
    look_for_symbols(context, data, size);
    fuzz_end(context);
    return 0;
}
