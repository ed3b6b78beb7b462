/* Records that are changed one by one in a sound stream: the input is the text of record_text.h, which becomes a module that is
 * converted twice and checked. With libFuzzer the changes are those of lines and numbers too.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "../oracle/random.h"
#include "record_text.h"
#include "round_trip.h"

#include <string.h>

static void check(bcfix_context *context, bcfix_options *options, const void *module, size_t size) {
    bcfix_checked *checked;
    size_t heard = 0;
    bcfix_options_set_findings(options, fuzz_hear, &heard);
    fuzz_called(context, bcfix_check(context, options, module, size, &checked));
    bcfix_checked_free(checked);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    bcfix_context *context = fuzz_begin(data, size);
    struct record_text module;
    fuzz_begin_call(context);
    if (record_text_read(&module, context, data, size)) {
        bcfix_options *options = fuzz_options(context, module.target, module.options);
        size_t room = module.writer.bytes.capacity;
        uint8_t *bytes = bcf_reallocate(context, module.writer.bytes.data, room, module.writer.bytes.count);
        module.writer.bytes.capacity = module.writer.bytes.count; /* reading past it is seen */
        module.writer.bytes.data = bytes;
        fuzz_round_trip(context, options, bytes, module.writer.bytes.count);
        check(context, options, bytes, module.writer.bytes.count);
        bcfix_options_free(options);
    }
    record_text_free(&module);
    fuzz_end(context);
    return 0;
}

/* ---- libFuzzer's own mutations, with those of records ---- */

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t room) __attribute__((weak));
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size, const uint8_t *other, size_t other_size, uint8_t *data,
                                 size_t room, unsigned seed);

struct piece {
    size_t begin, end;
};

/* A line, with its end. */
static struct piece some_line(const uint8_t *data, size_t size) {
    struct piece line = {below(size), 0};
    while (line.begin > 0 && data[line.begin - 1] != '\n')
        line.begin--;
    for (line.end = line.begin; line.end < size && data[line.end] != '\n';)
        line.end++;
    if (line.end < size)
        line.end++;
    return line;
}

static bool is_digit(uint8_t byte) {
    return byte >= '0' && byte <= '9';
}

/* A number; an empty piece when there is none near. */
static struct piece some_number(const uint8_t *data, size_t size) {
    struct piece number = {below(size), 0};
    while (number.begin < size && !is_digit(data[number.begin]))
        number.begin++;
    while (number.begin > 0 && number.begin < size && is_digit(data[number.begin - 1]))
        number.begin--;
    for (number.end = number.begin; number.end < size && is_digit(data[number.end]);)
        number.end++;
    return number;
}

/* Puts bytes, which lie elsewhere, in the place of a piece. The new size; the old one when there is no room. */
static size_t replace(uint8_t *data, size_t size, size_t room, struct piece piece, const void *bytes, size_t count) {
    size_t rest = size - piece.end;
    if (size - (piece.end - piece.begin) + count > room)
        return size;
    memmove(data + piece.begin + count, data + piece.end, rest);
    memcpy(data + piece.begin, bytes, count);
    return piece.begin + count + rest;
}

static size_t change_number(uint8_t *data, size_t size, size_t room) {
    struct piece number = some_number(data, size);
    uint64_t value = 0;
    char text[24];
    for (size_t i = number.begin; i < number.end; i++)
        value = value * 10 + (uint64_t)(data[i] - '0');
    snprintf(text, sizeof text, "%llu", (unsigned long long)changed(value, 70));
    return replace(data, size, room, number, text, strlen(text));
}

static size_t change_count(uint8_t *data, size_t size, size_t room) {
    struct piece number = some_number(data, size);
    char text[24];
    if (below(2))
        return replace(data, size, room, number, "", 0);
    number.end = number.begin;
    snprintf(text, sizeof text, "%zu ", below(40));
    return replace(data, size, room, number, text, strlen(text));
}

/* A line goes, or comes to where another one begins. */
static size_t change_line(uint8_t *data, size_t size, size_t room) {
    struct piece from = some_line(data, size), to = some_line(data, size);
    uint8_t line[512];
    size_t count = from.end - from.begin;
    if (below(3) == 0)
        return replace(data, size, room, from, "", 0);
    if (count > sizeof line)
        return size;
    memcpy(line, data + from.begin, count);
    if (below(2))
        to.end = to.begin;
    return replace(data, size, room, to, line, count);
}

/* The options of an input are one line of a hundred. */
static size_t change_options(uint8_t *data, size_t size, size_t room) {
    struct piece first = {0, 0};
    char text[60];
    while (first.end < size && data[first.end] != '\n')
        first.end++;
    if (data[0] != '=')
        first.end = 0;
    snprintf(text, sizeof text, "= %zu %zu%s", below(bcfix_target_count()), below(4) ? below(4) : below(256), first.end ? "" : "\n");
    return replace(data, size, room, first, text, strlen(text));
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned seed) {
    random_state = seed;
    if (size == 0 || below(8) == 0)
        return LLVMFuzzerMutate(data, size, room);
    if (below(12) == 0)
        return change_options(data, size, room);
    for (size_t changes = 1 + below(3); changes > 0 && size > 0; changes--) {
        switch (below(4)) {
        case 0:
            size = change_line(data, size, room);
            break;
        case 1:
            size = change_count(data, size, room);
            break;
        default:
            size = change_number(data, size, room);
        }
    }
    return size;
}

/* Some lines in a row of the other input, where a line of this one begins. */
size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size, const uint8_t *other, size_t other_size, uint8_t *data,
                                 size_t room, unsigned seed) {
    struct piece from, to;
    random_state = seed;
    if (one_size == 0 || other_size == 0 || one_size > room)
        return 0;
    memcpy(data, one, one_size);
    from = some_line(other, other_size);
    for (size_t lines = below(12); lines > 0 && from.end < other_size; lines--)
        while (from.end < other_size && other[from.end++] != '\n')
            continue;
    to = some_line(data, one_size);
    to.end = to.begin;
    return replace(data, one_size, room, to, other + from.begin, from.end - from.begin);
}
