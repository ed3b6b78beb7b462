/* Names of Rust as people write them.
 *
 * Names come from files: nothing is believed of them. The work, the depth and the output are bounded; a name that is not
 * wholly understood is not demangled.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_DEMANGLE_DEMANGLE_H
#define BCF_DEMANGLE_DEMANGLE_H

#include <stdbool.h>
#include <stddef.h>

/* Writes the demangled form of a name of `size` bytes, of either scheme of rustc (v0: "_R…", legacy: "_ZN…17h…E"),
 * without hashes. False, with an empty text, when it is none or does not fit. */
bool bcf_demangle(const char *name, size_t size, char *text, size_t room);

/* The crate that a demangled name belongs to: of "core::fmt::write" core, of "<alloc::vec::Vec<T> as Drop>::drop" alloc.
 * Gives its length and where it begins; 0 when there is none. */
size_t bcf_crate_of(const char *demangled, size_t *start);

/* ---- for the two schemes ---- */

/* Text that is written into a bounded buffer; too much of it is an error that stays. */
struct bcf_text {
    char *data;
    size_t used, room;
    bool failed, muted; /* muted: it is parsed, and nothing is written */
};

void bcf_text_add(struct bcf_text *text, const char *piece, size_t size);
void bcf_text_string(struct bcf_text *text, const char *string);
/* A code point as UTF-8; one that is none is an error. */
void bcf_text_character(struct bcf_text *text, unsigned long character);

bool bcf_demangle_v0(const char *name, size_t size, struct bcf_text *text);
bool bcf_demangle_legacy(const char *name, size_t size, struct bcf_text *text);

#endif
