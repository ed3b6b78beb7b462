/* What runs when a thread ends: destructors of thread-local variables.
 *
 * The C library's __cxa_thread_atexit_impl takes them; in the JVM it runs them when there is no context any more. So they are
 * kept here, in a list that hangs on a key of pthread's. Its destructor runs when a thread ends; the thread that calls exit
 * has its destructors run by a function that is given to atexit.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/symbols.h"

/* An element: [destructor, object, next]. */
enum { DESTRUCTOR = 0, OBJECT = 1, NEXT = 2, SIZE = 24 };

static uint32_t pthread_function(struct bcf_builder *builder, const char *name, bool gives_pointer, uint32_t second) {
    struct bcf_module *module = builder->module;
    uint32_t i32 = bcf_int_type(module, 32), ptr = bcf_ptr_type(module), parameters[2] = {i32, second};
    return bcf_external(builder->lowering, name,
                        bcf_function_type(module, gives_pointer ? ptr : i32, parameters, second == BCF_NONE ? 1 : 2));
}

static uint32_t field(struct bcf_builder *builder, uint32_t element, int64_t which) {
    uint32_t i64 = bcf_int_type(builder->module, 64);
    return bcf_element_address(builder, i64, element, bcf_int(builder, i64, which));
}

static uint32_t take(struct bcf_builder *builder, uint32_t element, int64_t which) {
    return bcf_load(builder, bcf_ptr_type(builder->module), field(builder, element, which), 8, false);
}

/* void run(ptr list): calls what is in it, the last one first. A destructor may add others, which are next then. */
static bool run_body(struct bcf_builder *builder, const void *what) {
    struct bcf_module *module = builder->module;
    uint32_t ptr = bcf_ptr_type(module), none = bcf_void_type(module), free_function, set, get, variable, key, call[2];
    uint32_t list, element, destructor, object, next;
    (void)what;
    variable = bcf_helper_variable(builder->lowering, "bcfix.thread.key", bcf_int_type(module, 32));
    free_function = bcf_external(builder->lowering, "free", bcf_function_type(module, none, &ptr, 1));
    set = pthread_function(builder, "pthread_setspecific", false, ptr);
    get = pthread_function(builder, "pthread_getspecific", true, BCF_NONE);
    if (variable == BCF_NONE || free_function == BCF_NONE || set == BCF_NONE || get == BCF_NONE)
        return false;
    key = bcf_load(builder, bcf_int_type(module, 32), variable, 4, false);
    key = bcf_binop(builder, BCF_SUB, key, bcf_int(builder, bcf_int_type(module, 32), 1));
    bcf_branch(builder, 1);
    element = bcf_phi(builder, ptr, 2); /* block 1 */
    bcf_branch_if(builder, bcf_compare(builder, BCF_ICMP_EQ, element, bcf_null(builder, ptr)), 3, 2);
    destructor = take(builder, element, DESTRUCTOR); /* block 2 */
    object = take(builder, element, OBJECT);
    next = take(builder, element, NEXT);
    call[0] = key;
    call[1] = next;
    bcf_call(builder, set, call, 2);
    bcf_call(builder, free_function, &element, 1);
    bcf_call_pointer(builder, destructor, bcf_function_type(module, none, &ptr, 1), &object, 1);
    list = bcf_call(builder, get, &key, 1);
    bcf_branch(builder, 1);
    bcf_return(builder, BCF_NONE); /* block 3 */
    bcf_phi_set(builder, element, 0, bcf_argument(builder, 0), 0);
    bcf_phi_set(builder, element, 1, list, 2);
    return true;
}

static uint32_t run_function(struct bcf_builder *builder) {
    uint32_t ptr = bcf_ptr_type(builder->module);
    return bcf_helper(builder->lowering, "bcfix.thread.run",
                      bcf_function_type(builder->module, bcf_void_type(builder->module), &ptr, 1), run_body, NULL);
}

/* void exit(): the list of the thread that calls exit. */
static bool exit_body(struct bcf_builder *builder, const void *what) {
    struct bcf_module *module = builder->module;
    uint32_t i32 = bcf_int_type(module, 32), variable, key, list, get, run = run_function(builder);
    (void)what;
    variable = bcf_helper_variable(builder->lowering, "bcfix.thread.key", i32);
    get = pthread_function(builder, "pthread_getspecific", true, BCF_NONE);
    if (run == BCF_NONE || get == BCF_NONE || variable == BCF_NONE)
        return false;
    key = bcf_binop(builder, BCF_SUB, bcf_load(builder, i32, variable, 4, false), bcf_int(builder, i32, 1));
    list = bcf_call(builder, get, &key, 1);
    bcf_call(builder, run, &list, 1);
    bcf_return(builder, BCF_NONE);
    return true;
}

/* i32 key(): pthread's key, made by the first that asks. The variable has it, plus one. */
static bool key_body(struct bcf_builder *builder, const void *what) {
    struct bcf_module *module = builder->module;
    uint32_t i32 = bcf_int_type(module, 32), ptr = bcf_ptr_type(module), parameters[2] = {ptr, ptr}, zero, known, place;
    uint32_t create, delete, at_exit, run = run_function(builder), variable, made, call[2], pair, exit_function;
    (void)what;
    exit_function = bcf_helper(builder->lowering, "bcfix.thread.exit", bcf_function_type(module, bcf_void_type(module), NULL, 0),
                               exit_body, NULL);
    variable = bcf_helper_variable(builder->lowering, "bcfix.thread.key", i32);
    create = bcf_external(builder->lowering, "pthread_key_create", bcf_function_type(module, i32, parameters, 2));
    delete = pthread_function(builder, "pthread_key_delete", false, BCF_NONE);
    at_exit = bcf_external(builder->lowering, "atexit", bcf_function_type(module, i32, &ptr, 1));
    if (run == BCF_NONE || exit_function == BCF_NONE || variable == BCF_NONE || create == BCF_NONE || delete == BCF_NONE ||
        at_exit == BCF_NONE)
        return false;
    zero = bcf_int(builder, i32, 0);
    place = bcf_alloca(builder, i32, 4);
    /* An exchange of 0 for 0 reads it, in order. */
    pair = bcf_cmpxchg(builder, variable, zero, zero, BCF_SEQ_CST, BCF_SEQ_CST, 4);
    known = bcf_extract_field(builder, pair, 0);
    bcf_branch_if(builder, bcf_compare(builder, BCF_ICMP_EQ, known, zero), 1, 4);
    call[0] = place; /* block 1 */
    call[1] = run;
    bcf_call(builder, create, call, 2);
    made = bcf_binop(builder, BCF_ADD, bcf_load(builder, i32, place, 4, false), bcf_int(builder, i32, 1));
    pair = bcf_cmpxchg(builder, variable, zero, made, BCF_SEQ_CST, BCF_SEQ_CST, 4);
    bcf_branch_if(builder, bcf_extract_field(builder, pair, 1), 2, 3);
    bcf_call(builder, at_exit, &exit_function, 1); /* block 2: this thread was the first */
    bcf_return(builder, bcf_binop(builder, BCF_SUB, made, bcf_int(builder, i32, 1)));
    call[0] = bcf_binop(builder, BCF_SUB, made, bcf_int(builder, i32, 1)); /* block 3: another was */
    bcf_call(builder, delete, call, 1);
    bcf_return(builder, bcf_binop(builder, BCF_SUB, bcf_extract_field(builder, pair, 0), bcf_int(builder, i32, 1)));
    bcf_return(builder, bcf_binop(builder, BCF_SUB, known, bcf_int(builder, i32, 1))); /* block 4 */
    return true;
}

/* i32 __cxa_thread_atexit_impl(ptr destructor, ptr object, ptr library) */
bool bcf_body_thread_atexit(struct bcf_builder *builder, const void *what) {
    struct bcf_module *module = builder->module;
    uint32_t i32 = bcf_int_type(module, 32), i64 = bcf_int_type(module, 64), ptr = bcf_ptr_type(module), key_function;
    uint32_t parameters[3] = {ptr, ptr, ptr}, get, set, allocate, size, element, key, call[2];
    const struct bcf_global *global = &module->globals.data[builder->function->global];
    (void)what;
    if (global->record.ops[BCF_GLOBAL_TYPE] != bcf_function_type(module, i32, parameters, 3))
        return false;
    key_function = bcf_helper(builder->lowering, "bcfix.thread.new_key", bcf_function_type(module, i32, NULL, 0), key_body, NULL);
    allocate = bcf_external(builder->lowering, "malloc", bcf_function_type(module, ptr, &i64, 1));
    get = pthread_function(builder, "pthread_getspecific", true, BCF_NONE);
    set = pthread_function(builder, "pthread_setspecific", false, ptr);
    if (key_function == BCF_NONE || allocate == BCF_NONE || get == BCF_NONE || set == BCF_NONE)
        return false;
    size = bcf_int(builder, i64, SIZE);
    element = bcf_call(builder, allocate, &size, 1);
    key = bcf_call(builder, key_function, NULL, 0);
    bcf_store(builder, bcf_argument(builder, 0), field(builder, element, DESTRUCTOR), 8, false);
    bcf_store(builder, bcf_argument(builder, 1), field(builder, element, OBJECT), 8, false);
    bcf_store(builder, bcf_call(builder, get, &key, 1), field(builder, element, NEXT), 8, false);
    call[0] = key;
    call[1] = element;
    bcf_call(builder, set, call, 2);
    bcf_return(builder, bcf_int(builder, i32, 0));
    return true;
}

/* ---- names of threads ---- */

/* Sulong knows the names of those that it made. The own thread's is the kernel's to tell, whoever made it. */
enum { SET_NAME = 15, GET_NAME = 16, NAME_SIZE = 16, LINUX_ERANGE = 34 };

/* Goes to block 1 for the own thread, to block 2 for others. */
static bool ask_for_own(struct bcf_builder *builder) {
    uint32_t i64 = bcf_int_type(builder->module, 64);
    uint32_t self = bcf_external(builder->lowering, "pthread_self", bcf_function_type(builder->module, i64, NULL, 0));
    if (self == BCF_NONE)
        return false;
    self = bcf_call(builder, self, NULL, 0);
    bcf_branch_if(builder, bcf_compare(builder, BCF_ICMP_EQ, bcf_argument(builder, 0), self), 1, 2);
    return true;
}

/* In block 1 goes on to 3 when the size will do, else to 4; block 2 is what Sulong does. */
static bool name_body(struct bcf_builder *builder, const char *sulong, uint32_t size, int64_t operation) {
    struct bcf_module *module = builder->module;
    uint32_t i32 = bcf_int_type(module, 32), i64 = bcf_int_type(module, 64), arguments[3], prctl, other, fits;
    uint64_t variadic[3] = {1, i32, i32};
    uint32_t count = builder->function->argument_count, type;
    type = (uint32_t)module->globals.data[builder->function->global].record.ops[BCF_GLOBAL_TYPE];
    prctl = bcf_external(builder->lowering, "prctl", bcf_type_intern(module, BCF_TYPE_FUNCTION, variadic, 3));
    other = bcf_external(builder->lowering, sulong, type);
    if (prctl == BCF_NONE || other == BCF_NONE)
        return false;
    fits = bcf_compare(builder, operation == SET_NAME ? BCF_ICMP_ULT : BCF_ICMP_UGE, size, bcf_int(builder, i64, NAME_SIZE));
    bcf_branch_if(builder, fits, 3, 4);
    for (uint32_t i = 0; i < count; i++)
        arguments[i] = bcf_argument(builder, i);
    bcf_return(builder, bcf_call(builder, other, arguments, count)); /* block 2 */
    arguments[0] = bcf_int(builder, i32, operation);                 /* block 3 */
    arguments[1] = bcf_argument(builder, 1);
    bcf_call(builder, prctl, arguments, 2);
    bcf_return(builder, bcf_int(builder, i32, 0));
    bcf_return(builder, bcf_int(builder, i32, LINUX_ERANGE)); /* block 4 */
    return true;
}

static bool named_type(const struct bcf_builder *builder, bool sized) {
    struct bcf_module *module = builder->module;
    uint32_t i64 = bcf_int_type(module, 64), types[3] = {i64, bcf_ptr_type(module), i64};
    const struct bcf_global *global = &module->globals.data[builder->function->global];
    return global->record.ops[BCF_GLOBAL_TYPE] == bcf_function_type(module, bcf_int_type(module, 32), types, sized ? 3 : 2);
}

bool bcf_body_setname(struct bcf_builder *builder, const void *what) {
    uint32_t ptr = bcf_ptr_type(builder->module), i64 = bcf_int_type(builder->module, 64), name = bcf_argument(builder, 1), length;
    (void)what;
    if (!named_type(builder, false) || !ask_for_own(builder))
        return false;
    length = bcf_external(builder->lowering, "strlen", bcf_function_type(builder->module, i64, &ptr, 1));
    return length != BCF_NONE &&
           name_body(builder, "__sulong_thread_setname_np", bcf_call(builder, length, &name, 1), SET_NAME);
}

bool bcf_body_getname(struct bcf_builder *builder, const void *what) {
    (void)what;
    return named_type(builder, true) && ask_for_own(builder) &&
           name_body(builder, "__sulong_thread_getname_np", bcf_argument(builder, 2), GET_NAME);
}
