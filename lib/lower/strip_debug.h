/* Dropping all debug info (--strip-debug), for any target.
 *
 * What leads to it goes: locations, debug records, attachments of kind dbg, the named metadata llvm.dbg.*. Then metadata
 * that nothing names any more is left out. The plan marks what is named, for the module's metadata across all bodies.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_STRIP_DEBUG_H
#define BCF_LOWER_STRIP_DEBUG_H

#include "lower/lower.h"

/* Before the bodies are planned. */
bool bcf_strip_module(struct bcf_lowering *lowering);
/* Strips one body, before it is lowered. */
bool bcf_strip_function(struct bcf_lowering *lowering, struct bcf_function *function);
/* After it was lowered, which may have taken out more: leaves out its metadata that nothing names; while planning, marks what it
 * names of the module's. */
bool bcf_strip_lowered(struct bcf_lowering *lowering, struct bcf_function *function);
/* After the bodies are planned: leaves out what was not marked. */
bool bcf_strip_finish(struct bcf_lowering *lowering);

#endif
