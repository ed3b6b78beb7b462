/* Names of Rust, of both schemes.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "input.h"

#include "demangle/demangle.h"

#include <string.h>

static void demangle(const char *name, size_t size, size_t room) {
    char text[2000];
    size_t start, crate;
    bool good;
    memset(text, 'x', sizeof text);
    good = bcf_demangle(name, size, text, room);
    fuzz_require(memchr(text, '\0', room) != NULL, "the text ends inside its room");
    fuzz_require(good || text[0] == '\0', "a name that is none gives no text");
    for (size_t i = room; i < sizeof text; i++)
        fuzz_require(text[i] == 'x', "nothing is written behind the room");
    if (!good)
        return;
    crate = bcf_crate_of(text, &start);
    fuzz_require(crate == 0 || (start < strlen(text) && crate <= strlen(text) - start), "the crate is a part of the text");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    bcfix_context *context = fuzz_begin(data, size);
    demangle((const char *)data, size, 1900);
    demangle((const char *)data, size, 40);
    fuzz_end(context);
    return 0;
}
