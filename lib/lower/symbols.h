/* Bodies for functions of the environment.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef BCF_LOWER_SYMBOLS_H
#define BCF_LOWER_SYMBOLS_H

#include "lower/builder.h"

/* Gives 0, a null pointer, or nothing. */
bcf_body_fn bcf_body_zero;
/* Gives ENOSYS. */
bcf_body_fn bcf_body_no_such_call;
/* Quotient and remainder of two i64. */
bcf_body_fn bcf_body_ldiv;
bcf_body_fn bcf_body_cbrt, bcf_body_modf;
bcf_body_fn bcf_body_posix_memalign, bcf_body_aligned_alloc;
/* Stacks that the program makes itself. */
bcf_body_fn bcf_body_stack_direction, bcf_body_stack_pointer, bcf_body_on_stack, bcf_body_replace_stack;
/* Gives -1 and sets errno to ENOSYS. */
bcf_body_fn bcf_body_not_possible;
bcf_body_fn bcf_body_kill, bcf_body_pthread_kill, bcf_body_raise, bcf_body_sigaction, bcf_body_sigaltstack, bcf_body_signal;
bcf_body_fn bcf_body_unwind_backtrace, bcf_body_unwind_delete, bcf_body_unwind_resume;
bcf_body_fn bcf_body_abort, bcf_body_exit, bcf_body_exit_at_once, bcf_body_getauxval, bcf_body_pthread_create;
/* After those. */
bool bcf_plan_main(struct bcf_lowering *lowering);
/* The constructor that those need. */
#define BCF_PROCESS_BEGIN "bcfix.process.begin"
/* Keeps a destructor for when the thread ends. */
bcf_body_fn bcf_body_thread_atexit;
bcf_body_fn bcf_body_getname, bcf_body_setname;
/* Takes what the kernel gave; on an error sets errno and gives -1. */
bcf_body_fn bcf_body_syscall_result;
/* Gives a declared function the body that the table has for its name, when it has one. False after an error. */
bool bcf_define_symbol(struct bcf_lowering *lowering, uint32_t global);
/* The name under which the target has a function of libm as the C library has it, for double or for float. */
void bcf_libm_name(const struct bcf_lowering *lowering, const char *name, bool single, char *text, size_t size);
/* A call of that function, of float or double as the first argument is one. */
uint32_t bcf_call_libm(struct bcf_builder *builder, const char *name, uint32_t result, const uint32_t *arguments,
                       size_t count);

#endif
