/* The parts of the plan for a module's tables.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_PLAN_H
#define BCF_LOWER_PLAN_H

#include "lower/intrinsics.h"

/* What is known of an intrinsic that is declared. */
struct bcf_intrinsic bcf_intrinsic_of(struct bcf_lowering *lowering, uint32_t global);

/* Gives intrinsics the names that the target knows (intrinsic_names.def). */
bool bcf_plan_intrinsic_names(struct bcf_lowering *lowering);
/* The name that the target knows for an intrinsic that bcfix calls itself. */
const char *bcf_known_name(const struct bcf_lowering *lowering, const char *name);
/* Decides what becomes of one declared intrinsic. */
bool bcf_plan_intrinsic(struct bcf_lowering *lowering, uint32_t global);
/* Defines what the target's environment lacks or breaks (symbols.def). */
bool bcf_plan_symbols(struct bcf_lowering *lowering);
/* Functions that run before and after main; after the bodies, which may need some. */
bool bcf_plan_constructors(struct bcf_lowering *lowering);
/* Whether a function of that name gets a body. */
bool bcf_symbol_is_defined_here(struct bcf_string name);
/* Triple and platform. */
bool bcf_plan_platform(struct bcf_lowering *lowering);
/* Attribute groups that the target cannot read. */
bool bcf_plan_attributes(struct bcf_lowering *lowering);
/* Whether a group has the attribute of that number. */
bool bcf_group_has(const struct bcf_entry_record *group, uint64_t kind);
/* The same of any group of a list, which is given by its number + 1, 0 for none. */
/* Goes through the groups of a list (which there is), from the one at `at` on; `*entry` begins with 0. SIZE_MAX at the end. */
size_t bcf_group_next(const struct bcf_module *module, size_t at, uint64_t list, uint32_t *entry);
bool bcf_list_has(const struct bcf_module *module, uint64_t list, uint64_t kind);
/* The data layout of an older LLVM: what may be written, and whether one body has something that depends on it. */
bool bcf_plan_data_layout(struct bcf_lowering *lowering);
bool bcf_look_at_data_layout(struct bcf_lowering *lowering, const struct bcf_function *function);
bool bcf_finish_data_layout(struct bcf_lowering *lowering);
/* Types that the target does not have: in the tables, and in one body. */
bool bcf_plan_types(struct bcf_lowering *lowering);
bool bcf_check_types(struct bcf_lowering *lowering, const struct bcf_function *function);
/* Globals that the target does not have in this form. */
bool bcf_plan_global_forms(struct bcf_lowering *lowering);
/* Module flags with a behavior that the target does not have. */
bool bcf_plan_module_flags(struct bcf_lowering *lowering);
/* Functions that stand in for ifuncs, and for a main that the target cannot start. */
bool bcf_plan_stand_ins(struct bcf_lowering *lowering);
/* Refuses the module for one of its globals: "the ifunc f has no form". Always false. */
bool bcf_refuse_global(struct bcf_lowering *lowering, uint32_t index, const char *record, const char *what);
/* Module-level assembly: a finding, and a refusal when the module uses it. */
bool bcf_plan_module_assembly(struct bcf_lowering *lowering);
/* Linkage, visibility and names of globals. */
bool bcf_plan_globals(struct bcf_lowering *lowering);
/* Constants that the target cannot read. */
bool bcf_plan_constants(struct bcf_lowering *lowering);
/* Constants of types that the target has no numbers of. */
bool bcf_plan_constant_types(struct bcf_lowering *lowering);
/* The name of a type of some value of the body that the target lacks, or NULL; and a body instead that says so and ends
 * the program. */
const char *bcf_lacking_type(struct bcf_lowering *lowering, const struct bcf_function *function);
bool bcf_trap_body(struct bcf_lowering *lowering, struct bcf_function *function, const char *type);
/* Vectors that the target lacks, in types, variables and constants (carriers.h). */
bool bcf_plan_carriers(struct bcf_lowering *lowering);
/* Debug info that the target misreads: the module's, and that of one function. */
bool bcf_plan_metadata(struct bcf_lowering *lowering);
bool bcf_lower_metadata(struct bcf_lowering *lowering, struct bcf_function *function);

#endif
