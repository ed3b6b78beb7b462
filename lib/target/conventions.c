/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "target/conventions.h"

static const struct {
    unsigned id;
    const char *name;
    unsigned llvm;
} conventions[] = {
#define CALLINGCONV(id, name, llvm) {id, name, llvm},
#include "target/callingconvs.def"
#undef CALLINGCONV
};

const char *bcf_newer_convention(const struct bcfix_target *target, uint64_t id) {
    if (bcf_family(target) != BCF_FAMILY_LLVM)
        return NULL;
    for (size_t i = 0; i < sizeof conventions / sizeof conventions[0]; i++)
        if (conventions[i].id == id)
            return conventions[i].llvm > target->llvm_major ? conventions[i].name : NULL;
    return NULL;
}
