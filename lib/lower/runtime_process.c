/* How a process ends.
 *
 * Sulong's exit and abort throw LLVMExitException, which ends the program when the thread that main runs on throws it. In any
 * other thread it ends that thread only (LLVMThreadStart), and the program goes on. There the process is ended by the C
 * library's quick_exit, which Sulong does not have of its own; the JVM goes with it, as it would natively. Which thread main
 * runs on is noted by a constructor, as constructors run on it.
 *
 * And when the program ends, Sulong waits for its threads (LLVMPThreadContext.joinAllThreads), which may wait for ever: a pool,
 * or one that sleeps. So threads are counted, and where some are left the process is ended in that way too.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/symbols.h"

enum { ABORTED = 134 }; /* what shells and Sulong say of SIGABRT */

static uint32_t external(struct bcf_builder *builder, const char *name, uint32_t result, const uint32_t *parameters,
                         size_t count) {
    return bcf_external(builder->lowering, name, bcf_function_type(builder->module, result, parameters, count));
}

static uint32_t main_thread(struct bcf_builder *builder) {
    return bcf_helper_variable(builder->lowering, "bcfix.process.main_thread", bcf_int_type(builder->module, 64));
}

/* How many threads there are besides that of main, and pthread's key whose destructor counts them down. */
static uint32_t thread_count(struct bcf_builder *builder) {
    return bcf_helper_variable(builder->lowering, "bcfix.process.threads", bcf_int_type(builder->module, 64));
}

static uint32_t thread_key(struct bcf_builder *builder) {
    return bcf_helper_variable(builder->lowering, "bcfix.process.thread_key", bcf_int_type(builder->module, 32));
}

static void count_threads(struct bcf_builder *builder, int64_t by) {
    enum { RMW_ADD = 1, ALIGN_8 = 4 };
    uint32_t i64 = bcf_int_type(builder->module, 64);
    uint64_t ops[] = {thread_count(builder), bcf_int(builder, i64, by), RMW_ADD, 0, BCF_SEQ_CST, BCF_SCOPE_SYSTEM, ALIGN_8};
    bcf_emit(builder, BCF_FUNC_ATOMICRMW, i64, "RRlllyl", ops, 7);
}

/* void end(ptr): a thread ends. */
static bool end_body(struct bcf_builder *builder, const void *what) {
    (void)what;
    if (thread_count(builder) == BCF_NONE)
        return false;
    count_threads(builder, -1);
    bcf_return(builder, BCF_NONE);
    return true;
}

/* void begin(): notes the thread, and makes the key. */
static bool begin_body(struct bcf_builder *builder, const void *what) {
    struct bcf_module *module = builder->module;
    uint32_t i32 = bcf_int_type(module, 32), i64 = bcf_int_type(module, 64), ptr = bcf_ptr_type(module), self, create, end;
    uint32_t parameters[2] = {ptr, ptr}, arguments[2];
    (void)what;
    end = bcf_helper(builder->lowering, "bcfix.process.thread_end", bcf_function_type(module, bcf_void_type(module), &ptr, 1),
                     end_body, NULL);
    self = external(builder, "pthread_self", i64, NULL, 0);
    create = external(builder, "pthread_key_create", i32, parameters, 2);
    arguments[0] = thread_key(builder);
    arguments[1] = end;
    if (main_thread(builder) == BCF_NONE || arguments[0] == BCF_NONE || self == BCF_NONE || create == BCF_NONE || end == BCF_NONE)
        return false;
    bcf_store(builder, bcf_call(builder, self, NULL, 0), main_thread(builder), 8, false);
    bcf_call(builder, create, arguments, 2);
    bcf_return(builder, BCF_NONE);
    return true;
}

/* Goes to block 1 in another thread than that of main, to block 2 in that, and where it is not known. */
static bool ask_for_thread(struct bcf_builder *builder) {
    uint32_t i64 = bcf_int_type(builder->module, 64), variable = main_thread(builder), known, other, self;
    uint32_t nothing = bcf_function_type(builder->module, bcf_void_type(builder->module), NULL, 0);
    self = external(builder, "pthread_self", i64, NULL, 0);
    if (variable == BCF_NONE || self == BCF_NONE ||
        bcf_helper(builder->lowering, BCF_PROCESS_BEGIN, nothing, begin_body, NULL) == BCF_NONE)
        return false;
    known = bcf_load(builder, i64, variable, 8, false);
    other = bcf_compare(builder, BCF_ICMP_NE, known, bcf_call(builder, self, NULL, 0));
    known = bcf_compare(builder, BCF_ICMP_NE, known, bcf_int(builder, i64, 0));
    bcf_branch_if(builder, bcf_binop(builder, BCF_AND, known, other), 1, 2);
    return true;
}

static void end_with(struct bcf_builder *builder, const char *function, uint32_t code) {
    uint32_t none = bcf_void_type(builder->module), i32 = bcf_int_type(builder->module, 32);
    if (code == BCF_NONE)
        bcf_call(builder, external(builder, function, none, NULL, 0), NULL, 0);
    else
        bcf_call(builder, external(builder, function, none, &i32, 1), &code, 1);
}

static bool has_type(const struct bcf_builder *builder, bool code) {
    const struct bcf_global *global = &builder->module->globals.data[builder->function->global];
    uint32_t i32 = bcf_int_type(builder->module, 32), none = bcf_void_type(builder->module);
    return global->record.ops[BCF_GLOBAL_TYPE] == bcf_function_type(builder->module, none, &i32, code);
}

bool bcf_body_abort(struct bcf_builder *builder, const void *what) {
    (void)what;
    if (!has_type(builder, false) || !ask_for_thread(builder))
        return false;
    end_with(builder, "quick_exit", bcf_int(builder, bcf_int_type(builder->module, 32), ABORTED)); /* block 1 */
    bcf_unreachable(builder);
    end_with(builder, "__sulong_abort", BCF_NONE); /* block 2 */
    bcf_unreachable(builder);
    return true;
}

/* What was given to atexit, the destructors of modules, and the buffers of the C library. */
static void end_in_order(struct bcf_builder *builder) {
    struct bcf_module *module = builder->module;
    uint32_t ptr = bcf_ptr_type(module), null = bcf_null(builder, ptr), destructors;
    uint64_t variadic[2] = {1, bcf_void_type(module)};
    end_with(builder, "__sulong_funcs_on_exit", BCF_NONE);
    destructors = bcf_external(builder->lowering, "__sulong_destructor_functions",
                               bcf_type_intern(module, BCF_TYPE_FUNCTION, variadic, 2));
    bcf_call(builder, destructors, NULL, 0);
    bcf_call(builder, external(builder, "fflush", bcf_int_type(module, 32), &ptr, 1), &null, 1);
    end_with(builder, "quick_exit", bcf_argument(builder, 0));
    bcf_unreachable(builder);
}

/* void exit(i32 code) */
static bool exit_body(struct bcf_builder *builder, const void *what) {
    uint32_t i64 = bcf_int_type(builder->module, 64), count = thread_count(builder);
    (void)what;
    if (count == BCF_NONE || !ask_for_thread(builder))
        return false;
    end_in_order(builder); /* block 1 */
    end_with(builder, "__sulong_funcs_on_exit", BCF_NONE); /* block 2; they may wait for threads */
    count = bcf_compare(builder, BCF_ICMP_SGT, bcf_load(builder, i64, count, 8, true), bcf_int(builder, i64, 0));
    bcf_branch_if(builder, count, 3, 4);
    end_in_order(builder); /* block 3 */
    end_with(builder, "__sulong_exit", bcf_argument(builder, 0)); /* block 4 */
    bcf_unreachable(builder);
    return true;
}

static uint32_t exit_function(struct bcf_builder *builder) {
    uint32_t i32 = bcf_int_type(builder->module, 32);
    return bcf_helper(builder->lowering, "bcfix.process.exit",
                      bcf_function_type(builder->module, bcf_void_type(builder->module), &i32, 1), exit_body, NULL);
}

bool bcf_body_exit(struct bcf_builder *builder, const void *what) {
    uint32_t code = bcf_argument(builder, 0), helper;
    (void)what;
    if (!has_type(builder, true))
        return false;
    helper = exit_function(builder);
    if (helper == BCF_NONE)
        return false;
    bcf_call(builder, helper, &code, 1);
    bcf_unreachable(builder);
    return true;
}

/* _exit and _Exit: at once. */
bool bcf_body_exit_at_once(struct bcf_builder *builder, const void *what) {
    enum { SYSCALL_EXIT_GROUP = 231 };
    struct bcf_module *module = builder->module;
    uint32_t i64 = bcf_int_type(module, 64), arguments[2], syscall;
    uint64_t variadic[3] = {1, i64, i64};
    (void)what;
    syscall = bcf_external(builder->lowering, "syscall", bcf_type_intern(module, BCF_TYPE_FUNCTION, variadic, 3));
    if (syscall == BCF_NONE || !has_type(builder, true) || !ask_for_thread(builder))
        return false;
    end_with(builder, "quick_exit", bcf_argument(builder, 0)); /* block 1 */
    bcf_unreachable(builder);
    arguments[0] = bcf_int(builder, i64, SYSCALL_EXIT_GROUP); /* block 2 */
    arguments[1] = bcf_cast(builder, BCF_SEXT, bcf_argument(builder, 0), i64);
    bcf_call(builder, syscall, arguments, 2);
    bcf_unreachable(builder);
    return true;
}

/* ---- threads ---- */

/* What a thread begins with: [function, argument]. */
enum { FUNCTION = 0, ARGUMENT = 1, START_SIZE = 16 };

static uint32_t part(struct bcf_builder *builder, uint32_t start, int64_t which) {
    uint32_t i64 = bcf_int_type(builder->module, 64);
    return bcf_element_address(builder, i64, start, bcf_int(builder, i64, which));
}

/* ptr start(ptr start): sets the key, so that the end is noticed, and does what the thread was made for. */
static bool start_body(struct bcf_builder *builder, const void *what) {
    struct bcf_module *module = builder->module;
    uint32_t i32 = bcf_int_type(module, 32), ptr = bcf_ptr_type(module), start = bcf_argument(builder, 0), set, release;
    uint32_t parameters[2] = {i32, ptr}, arguments[2], function, argument;
    (void)what;
    set = external(builder, "pthread_setspecific", i32, parameters, 2);
    release = external(builder, "free", bcf_void_type(module), &ptr, 1);
    if (set == BCF_NONE || release == BCF_NONE || thread_key(builder) == BCF_NONE)
        return false;
    arguments[0] = bcf_load(builder, i32, thread_key(builder), 4, false);
    arguments[1] = start;
    bcf_call(builder, set, arguments, 2);
    function = bcf_load(builder, ptr, part(builder, start, FUNCTION), 8, false);
    argument = bcf_load(builder, ptr, part(builder, start, ARGUMENT), 8, false);
    bcf_call(builder, release, &start, 1);
    bcf_return(builder, bcf_call_pointer(builder, function, bcf_function_type(module, ptr, &ptr, 1), &argument, 1));
    return true;
}

bool bcf_body_pthread_create(struct bcf_builder *builder, const void *what) {
    struct bcf_module *module = builder->module;
    uint32_t i32 = bcf_int_type(module, 32), i64 = bcf_int_type(module, 64), ptr = bcf_ptr_type(module), size, allocate, create;
    uint32_t types[4] = {ptr, ptr, ptr, ptr}, start, arguments[3], failed, result, release;
    const struct bcf_global *global = &module->globals.data[builder->function->global];
    (void)what;
    if (global->record.ops[BCF_GLOBAL_TYPE] != bcf_function_type(module, i32, types, 4))
        return false;
    arguments[1] = bcf_helper(builder->lowering, "bcfix.process.thread_start", bcf_function_type(module, ptr, &ptr, 1), start_body,
                              NULL);
    allocate = external(builder, "malloc", ptr, &i64, 1);
    release = external(builder, "free", bcf_void_type(module), &ptr, 1);
    create = external(builder, "__sulong_thread_create", i32, types, 3);
    if (arguments[1] == BCF_NONE || allocate == BCF_NONE || release == BCF_NONE || create == BCF_NONE ||
        thread_count(builder) == BCF_NONE || exit_function(builder) == BCF_NONE)
        return false;
    size = bcf_int(builder, i64, START_SIZE);
    start = bcf_call(builder, allocate, &size, 1);
    bcf_store(builder, bcf_argument(builder, 2), part(builder, start, FUNCTION), 8, false);
    bcf_store(builder, bcf_argument(builder, 3), part(builder, start, ARGUMENT), 8, false);
    count_threads(builder, 1);
    arguments[0] = bcf_argument(builder, 0);
    arguments[2] = start;
    result = bcf_call(builder, create, arguments, 3);
    failed = bcf_compare(builder, BCF_ICMP_NE, result, bcf_int(builder, i32, 0));
    bcf_branch_if(builder, failed, 1, 2);
    count_threads(builder, -1); /* block 1 */
    bcf_call(builder, release, &start, 1);
    bcf_branch(builder, 2);
    bcf_return(builder, result); /* block 2 */
    return true;
}

/* ---- main ---- */

static bool main_body(struct bcf_builder *builder, const void *what) {
    struct bcf_module *module = builder->module;
    uint32_t function = *(const uint32_t *)what, count = builder->function->argument_count, arguments[8], code;
    uint32_t i32 = bcf_int_type(module, 32), exit = exit_function(builder);
    uint64_t width;
    if (exit == BCF_NONE || count > sizeof arguments / sizeof arguments[0])
        return false;
    for (uint32_t i = 0; i < count; i++)
        arguments[i] = bcf_argument(builder, i);
    code = bcf_call(builder, function, arguments, count);
    width = code == BCF_NONE ? 0 : bcf_type_integer_width(module, bcf_type_of(builder, code));
    if (!width)
        code = bcf_int(builder, i32, 0);
    else if (width != 32)
        code = bcf_cast(builder, width < 32 ? BCF_SEXT : BCF_TRUNC, code, i32);
    bcf_call(builder, exit, &code, 1);
    bcf_unreachable(builder);
    return true;
}

/* A program that makes threads leaves main by exit. */
bool bcf_plan_main(struct bcf_lowering *lowering) {
    struct bcf_module *module = lowering->module;
    uint32_t create = bcf_global_find(module, "pthread_create"), old = bcf_global_find(module, "main"), fresh;
    if (create == BCF_NONE || !module->globals.data[create].made || old == BCF_NONE ||
        module->globals.data[old].record.code != BCF_MODULE_FUNCTION || !bcf_global_is_defined(module, old) ||
        bcf_type(module, (uint32_t)module->globals.data[old].record.ops[BCF_GLOBAL_TYPE])->ops[0])
        return !bcf_failed(lowering->context);
    if (!bcf_global_rename(module, old, bcf_string_of("bcfix.main")))
        return false;
    fresh = bcf_global_add_function(module, bcf_string_of("main"),
                                    (uint32_t)module->globals.data[old].record.ops[BCF_GLOBAL_TYPE]);
    if (fresh == BCF_NONE)
        return false;
    module->globals.data[fresh].record.ops[BCF_FN_CC] = module->globals.data[old].record.ops[BCF_FN_CC];
    if (!bcf_define(lowering, fresh, main_body, &old))
        return !bcf_failed(lowering->context) && bcf_global_rename(module, fresh, bcf_string_of("bcfix.unused.main")) &&
               bcf_global_rename(module, old, bcf_string_of("main"));
    module->globals.data[fresh].record.ops[BCF_FN_LINKAGE] = BCF_LINKAGE_EXTERNAL;
    module->globals.data[old].record.ops[BCF_FN_LINKAGE] = BCF_LINKAGE_INTERNAL;
    module->globals.data[old].record.ops[BCF_FN_VISIBILITY] = 0;
    return bcf_note(lowering, BCFIX_BCF025_RUNTIME_SYMBOL, NULL, "main ends the process also when threads are left");
}

/* ---- what the kernel tells a process ---- */

/* Sulong's own knows three entries. The C library has the same function under another name; where the program is, and the
 * kernel's own code, are the JVM's there, and not told. */
bool bcf_body_getauxval(struct bcf_builder *builder, const void *what) {
    enum { ENTRY_EXECFN = 31, ENTRY_SYSINFO_EHDR = 33 };
    struct bcf_module *module = builder->module;
    uint32_t i64 = bcf_int_type(module, 64), kind = bcf_argument(builder, 0), other, real;
    const struct bcf_global *global = &module->globals.data[builder->function->global];
    (void)what;
    if (global->record.ops[BCF_GLOBAL_TYPE] != bcf_function_type(module, i64, &i64, 1))
        return false;
    real = external(builder, "__getauxval", i64, &i64, 1);
    other = bcf_binop(builder, BCF_OR, bcf_compare(builder, BCF_ICMP_EQ, kind, bcf_int(builder, i64, ENTRY_EXECFN)),
                      bcf_compare(builder, BCF_ICMP_EQ, kind, bcf_int(builder, i64, ENTRY_SYSINFO_EHDR)));
    bcf_return(builder, bcf_select(builder, other, bcf_int(builder, i64, 0), bcf_call(builder, real, &kind, 1)));
    return true;
}
