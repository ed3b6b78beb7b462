/* Files that hold bitcode: archives, ELF, Mach-O, COFF, wrappers, what is compressed in them.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "input.h"

#include "container/container.h"

#include <string.h>

static bool is_inside(struct bcf_span inner, const uint8_t *data, size_t size) {
    return inner.data >= data && inner.data <= data + size && inner.size <= (size_t)(data + size - inner.data);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    bcfix_context *context = fuzz_begin(data, size);
    struct bcf_container container;
    struct bcf_arena arena;
    bcfix_info *info;
    unsigned sum = 0;
    fuzz_begin_call(context);
    bcf_arena_init(&arena, context);
    if (bcf_container_open(context, &arena, data, size, &container)) {
        for (size_t i = 0; i < container.pieces.count; i++) {
            struct bcf_span piece = container.pieces.data[i].bitcode;
            fuzz_require(piece.size >= 4 && memcmp(piece.data, "BC\xC0\xDE", 4) == 0, "a piece has its magic number");
            for (size_t byte = 0; byte < piece.size; byte += 64)
                sum += piece.data[byte];
        }
        for (size_t i = 0; i < container.others.count; i++)
            fuzz_require(is_inside(container.others.data[i].bytes, data, size), "a member lies in the file");
    }
    fuzz_called(context, context->status);
    bcf_container_free(&container);
    bcf_arena_free(&arena);
    fuzz_called(context, bcfix_info_new(context, data, size, &info));
    for (size_t i = 0; info && i < bcfix_info_modules(info); i++)
        sum += (unsigned char)bcfix_info_producer(info, i)[0];
    bcfix_info_free(info);
    fuzz_end(context);
    return sum == UINT32_MAX ? -1 : 0;
}
