/* The memory sanitizer does not see what zlib writes, which is not compiled with it. With -Wl,--wrap=inflate it is told.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <zlib.h>

#if defined(__has_feature)
#if __has_feature(memory_sanitizer)
#include <sanitizer/msan_interface.h>

int __real_inflate(z_stream *stream, int flush);
int __wrap_inflate(z_stream *stream, int flush);

int __wrap_inflate(z_stream *stream, int flush) {
    unsigned char *to = stream->next_out;
    int status = __real_inflate(stream, flush);
    __msan_unpoison(to, (size_t)(stream->next_out - to));
    return status;
}
#endif
#endif
