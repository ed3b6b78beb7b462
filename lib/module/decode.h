/* From a bitstream to the model.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_MODULE_DECODE_H
#define BCF_MODULE_DECODE_H

#include "module/model.h"

/* Where one module is in a file. */
struct bcf_place {
    struct bcf_body body; /* of its MODULE block */
    struct bcf_string producer;
    const uint8_t *strtab;
    size_t strtab_size;
};

typedef BCF_ARRAY(struct bcf_place) bcf_places;

/* Finds the modules in raw bitcode (which begins with its magic number). The strings are copied to `arena`. */
bool bcf_find_modules(struct bcfix_context *context, struct bcf_arena *arena, const void *data, size_t size,
                      bcf_places *places, size_t *dropped);

/* Decodes the tables of a module; `module` has been initialised. `reader` has been initialised with the data, is used
 * up, and must stay as long as bodies are decoded. */
bool bcf_decode_module(struct bcf_module *module, struct bcf_reader *reader, const struct bcf_place *place);

/* Decodes the body of the function `global`, which must have one in the input, into `function`, which is cleared
 * before. `reader` is one for bodies, initialised like that of the module. */
bool bcf_decode_function(struct bcf_function *function, struct bcf_reader *reader, uint32_t global);

#endif
