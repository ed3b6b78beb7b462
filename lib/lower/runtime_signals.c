/* Signals that a program sends itself.
 *
 * The JVM needs its signals, and Sulong's own sigaction and signal take no null action and call handlers from another
 * thread. So what a program installs is kept in a table here, and raise and kill look it up and call the handler at once, on
 * the thread that asks, as the kernel would. What comes from outside finds the JVM's own handlers.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/symbols.h"

/* struct sigaction of glibc on x86_64: 8 bytes of handler, 128 of mask, 4 of flags, 4 of nothing, 8 of restorer. */
enum { ACTION_SIZE = 152, ACTION_WORDS = 19, MASK_WORD = 1, FLAGS_WORD = 17, SIGNALS = 65 };
enum { SIG_IGNORE = 1, LINUX_EINVAL = 22, LINUX_ENOSYS = 38, SIGNUM_KILL = 9, SIGNUM_STOP = 19 };
enum { FLAG_SIGINFO = 4, FLAG_RESTORER = 0x04000000, FLAG_RESTART = 0x10000000 };
/* siginfo_t: signal, errno, code, then the process and user that sent it. */
enum { INFO_SIZE = 128, INFO_CODE = 2, INFO_PROCESS = 4, INFO_USER = 5, CODE_USER = 0, CODE_THREAD = -6, CONTEXT_SIZE = 968 };

struct types {
    uint32_t none, i1, i8, i32, i64, ptr;
};

static struct types types_of(struct bcf_module *module) {
    return (struct types){bcf_void_type(module),      bcf_int_type(module, 1),  bcf_int_type(module, 8),
                          bcf_int_type(module, 32),   bcf_int_type(module, 64), bcf_ptr_type(module)};
}

static uint32_t external(struct bcf_builder *builder, const char *name, uint32_t result, const uint32_t *parameters,
                         size_t count) {
    return bcf_external(builder->lowering, name, bcf_function_type(builder->module, result, parameters, count));
}

static uint32_t word_of(struct bcf_builder *builder, uint32_t action, int64_t word) {
    uint32_t i64 = bcf_int_type(builder->module, 64);
    return bcf_element_address(builder, i64, action, bcf_int(builder, i64, word));
}

static void set_errno(struct bcf_builder *builder, int64_t number) {
    struct types t = types_of(builder->module);
    uint32_t location = external(builder, "__errno_location", t.ptr, NULL, 0);
    bcf_store(builder, bcf_int(builder, t.i32, number), bcf_call(builder, location, NULL, 0), 4, false);
}

static void copy(struct bcf_builder *builder, uint32_t to, uint32_t from) {
    struct types t = types_of(builder->module);
    uint32_t parameters[3] = {t.ptr, t.ptr, t.i64}, arguments[3] = {to, from, bcf_int(builder, t.i64, ACTION_SIZE)};
    bcf_call(builder, external(builder, "memcpy", t.ptr, parameters, 3), arguments, 3);
}

static void clear(struct bcf_builder *builder, uint32_t place, int64_t size) {
    struct types t = types_of(builder->module);
    uint32_t parameters[3] = {t.ptr, t.i32, t.i64};
    uint32_t arguments[3] = {place, bcf_int(builder, t.i32, 0), bcf_int(builder, t.i64, size)};
    bcf_call(builder, external(builder, "memset", t.ptr, parameters, 3), arguments, 3);
}

static uint32_t is(struct bcf_builder *builder, uint32_t value, int64_t number) {
    return bcf_compare(builder, BCF_ICMP_EQ, value, bcf_int(builder, bcf_type_of(builder, value), number));
}

static uint32_t either(struct bcf_builder *builder, uint32_t x, uint32_t y) {
    return bcf_binop(builder, BCF_OR, x, y);
}

/* ---- the table ---- */

/* ptr action(i32 signal, i1 changed): where its action is; null, and EINVAL, when there is no such signal, or it is to be
 * changed and cannot be. 32 and 33 are the C library's own. */
static bool action_body(struct bcf_builder *builder, const void *what) {
    struct bcf_module *module = builder->module;
    struct types t = types_of(module);
    uint32_t row = bcf_array_type(module, ACTION_WORDS, t.i64), number = bcf_argument(builder, 0), bad, fixed, table;
    (void)what;
    table = bcf_helper_variable(builder->lowering, "bcfix.signal.actions", bcf_array_type(module, SIGNALS, row));
    if (table == BCF_NONE)
        return false;
    bad = bcf_compare(builder, BCF_ICMP_UGE, bcf_binop(builder, BCF_SUB, number, bcf_int(builder, t.i32, 1)),
                      bcf_int(builder, t.i32, SIGNALS - 1));
    bad = either(builder, bad, either(builder, is(builder, number, 32), is(builder, number, 33)));
    fixed = either(builder, is(builder, number, SIGNUM_KILL), is(builder, number, SIGNUM_STOP));
    fixed = bcf_binop(builder, BCF_AND, fixed, bcf_argument(builder, 1));
    bcf_branch_if(builder, either(builder, bad, fixed), 1, 2);
    set_errno(builder, LINUX_EINVAL); /* block 1 */
    bcf_return(builder, bcf_null(builder, t.ptr));
    number = bcf_cast(builder, BCF_ZEXT, number, t.i64); /* block 2 */
    bcf_return(builder, bcf_element_address(builder, row, table, number));
    return true;
}

/* The address of the signal's action; goes to block 1 when it is null, else on in block 2. */
static uint32_t find_action(struct bcf_builder *builder, uint32_t number, uint32_t changed) {
    struct types t = types_of(builder->module);
    uint32_t parameters[2] = {t.i32, t.i1}, arguments[2] = {number, changed}, action;
    uint32_t helper = bcf_helper(builder->lowering, "bcfix.signal.action",
                                 bcf_function_type(builder->module, t.ptr, parameters, 2), action_body, NULL);
    action = bcf_call(builder, helper, arguments, 2);
    bcf_branch_if(builder, bcf_compare(builder, BCF_ICMP_EQ, action, bcf_null(builder, t.ptr)), 1, 2);
    return action;
}

static bool has_type(const struct bcf_builder *builder, uint32_t result, const uint32_t *parameters, size_t count) {
    const struct bcf_global *global = &builder->module->globals.data[builder->function->global];
    uint32_t type = bcf_function_type(builder->module, result, parameters, count);
    return type != BCF_NONE && global->record.ops[BCF_GLOBAL_TYPE] == type;
}

bool bcf_body_sigaction(struct bcf_builder *builder, const void *what) {
    struct types t = types_of(builder->module);
    uint32_t parameters[3] = {t.i32, t.ptr, t.ptr}, fresh = bcf_argument(builder, 1), old = bcf_argument(builder, 2), null;
    uint32_t action, place, flags, changed;
    (void)what;
    if (!has_type(builder, t.i32, parameters, 3))
        return false;
    null = bcf_null(builder, t.ptr);
    place = bcf_alloca(builder, bcf_array_type(builder->module, ACTION_WORDS, t.i64), 8);
    changed = bcf_compare(builder, BCF_ICMP_NE, fresh, null);
    action = find_action(builder, bcf_argument(builder, 0), changed);
    bcf_return(builder, bcf_int(builder, t.i32, -1)); /* block 1 */
    bcf_branch_if(builder, changed, 3, 4);            /* block 2 */
    copy(builder, place, fresh);                      /* block 3: the old one may be written over it */
    bcf_branch(builder, 4);
    bcf_branch_if(builder, bcf_compare(builder, BCF_ICMP_NE, old, null), 5, 6); /* block 4 */
    copy(builder, old, action);                                                 /* block 5 */
    bcf_branch(builder, 6);
    bcf_branch_if(builder, changed, 7, 8); /* block 6 */
    copy(builder, action, place);          /* block 7 */
    flags = word_of(builder, action, FLAGS_WORD);
    bcf_store(builder, bcf_binop(builder, BCF_OR, bcf_load(builder, t.i32, flags, 4, false), bcf_int(builder, t.i32, FLAG_RESTORER)),
              flags, 4, false);
    bcf_branch(builder, 8);
    bcf_return(builder, bcf_int(builder, t.i32, 0)); /* block 8 */
    return true;
}

/* As an integer or a pointer, which it may be. */
static uint32_t as_type(struct bcf_builder *builder, uint32_t value, uint32_t type) {
    bool pointer = bcf_type(builder->module, type)->code == BCF_TYPE_OPAQUE_POINTER;
    if (bcf_type_of(builder, value) == type)
        return value;
    return bcf_cast(builder, pointer ? BCF_INTTOPTR : BCF_PTRTOINT, value, type);
}

bool bcf_body_signal(struct bcf_builder *builder, const void *what) {
    struct types t = types_of(builder->module);
    uint32_t with_pointers[2] = {t.i32, t.ptr}, with_integers[2] = {t.i32, t.i64}, number = bcf_argument(builder, 0), type;
    uint32_t handler, action, old, mask, given;
    bool pointers = has_type(builder, t.ptr, with_pointers, 2);
    (void)what;
    if (!pointers && !has_type(builder, t.i64, with_integers, 2))
        return false;
    type = pointers ? t.ptr : t.i64;
    handler = as_type(builder, bcf_argument(builder, 1), t.i64);
    /* SIG_ERR is no handler: as if the signal were none. */
    given = bcf_select(builder, is(builder, handler, -1), bcf_int(builder, t.i32, 0), number);
    action = find_action(builder, given, bcf_int(builder, t.i1, 1));
    bcf_return(builder, as_type(builder, bcf_int(builder, t.i64, -1), type)); /* block 1 */
    old = bcf_load(builder, t.i64, action, 8, false);                         /* block 2 */
    clear(builder, action, ACTION_SIZE);
    bcf_store(builder, handler, action, 8, false);
    mask = bcf_binop(builder, BCF_SUB, bcf_cast(builder, BCF_ZEXT, number, t.i64), bcf_int(builder, t.i64, 1));
    mask = bcf_binop(builder, BCF_SHL, bcf_int(builder, t.i64, 1), mask);
    bcf_store(builder, mask, word_of(builder, action, MASK_WORD), 8, false);
    bcf_store(builder, bcf_int(builder, t.i32, FLAG_RESTART | FLAG_RESTORER), word_of(builder, action, FLAGS_WORD), 4, false);
    bcf_return(builder, as_type(builder, old, type));
    return true;
}

/* ---- sending ---- */

/* The C library's raise under its other name: what the kernel does by default, or keeps while it is blocked. */
static uint32_t raise_really(struct bcf_builder *builder, uint32_t number) {
    uint32_t i32 = bcf_int_type(builder->module, 32);
    return bcf_call(builder, external(builder, "gsignal", i32, &i32, 1), &number, 1);
}

static uint32_t bit_of(struct bcf_builder *builder, uint32_t set, uint32_t number) {
    uint32_t i64 = bcf_int_type(builder->module, 64), shift;
    shift = bcf_binop(builder, BCF_SUB, bcf_cast(builder, BCF_ZEXT, number, i64), bcf_int(builder, i64, 1));
    set = bcf_binop(builder, BCF_AND, bcf_binop(builder, BCF_LSHR, set, shift), bcf_int(builder, i64, 1));
    return bcf_compare(builder, BCF_ICMP_NE, set, bcf_int(builder, i64, 0));
}

static uint32_t has_flag(struct bcf_builder *builder, uint32_t flags, int64_t flag) {
    uint32_t i32 = bcf_int_type(builder->module, 32);
    flags = bcf_binop(builder, BCF_AND, flags, bcf_int(builder, i32, flag));
    return bcf_compare(builder, BCF_ICMP_NE, flags, bcf_int(builder, i32, 0));
}

static void store_number(struct bcf_builder *builder, uint32_t info, int64_t at, uint32_t value) {
    uint32_t i32 = bcf_int_type(builder->module, 32);
    bcf_store(builder, value, bcf_element_address(builder, i32, info, bcf_int(builder, bcf_int_type(builder->module, 64), at)), 4,
              false);
}

/* A handler that was installed with SA_SIGINFO: (signal, siginfo, ucontext). */
static void call_with_info(struct bcf_builder *builder, uint32_t handler, uint32_t number, uint32_t code) {
    struct types t = types_of(builder->module);
    uint32_t parameters[3] = {t.i32, t.ptr, t.ptr}, arguments[3] = {number, BCF_NONE, BCF_NONE};
    arguments[1] = bcf_alloca(builder, bcf_array_type(builder->module, INFO_SIZE / 8, t.i64), 8);
    arguments[2] = bcf_alloca(builder, bcf_array_type(builder->module, CONTEXT_SIZE / 8, t.i64), 16);
    clear(builder, arguments[1], INFO_SIZE);
    clear(builder, arguments[2], CONTEXT_SIZE);
    store_number(builder, arguments[1], 0, number);
    store_number(builder, arguments[1], INFO_CODE, code);
    store_number(builder, arguments[1], INFO_PROCESS, bcf_call(builder, external(builder, "getpid", t.i32, NULL, 0), NULL, 0));
    store_number(builder, arguments[1], INFO_USER, bcf_call(builder, external(builder, "getuid", t.i32, NULL, 0), NULL, 0));
    bcf_call_pointer(builder, handler, bcf_function_type(builder->module, t.none, parameters, 3), arguments, 3);
}

/* i32 send(i32 signal, i32 code) */
static bool send_body(struct bcf_builder *builder, const void *what) {
    /* What is ignored by default: SIGCHLD, SIGCONT, SIGURG, SIGWINCH. */
    static const int64_t ignored = 1 << (17 - 1) | 1 << (18 - 1) | 1 << (23 - 1) | 1 << (28 - 1);
    struct types t = types_of(builder->module);
    uint32_t parameters[3] = {t.i32, t.ptr, t.ptr}, number = bcf_argument(builder, 0), zero, action, handler, set, flags;
    uint32_t arguments[3], sigmask, pointer;
    (void)what;
    sigmask = external(builder, "pthread_sigmask", t.i32, parameters, 3);
    if (sigmask == BCF_NONE)
        return false;
    zero = bcf_int(builder, t.i32, 0);
    set = bcf_alloca(builder, bcf_array_type(builder->module, 16, t.i64), 8);
    action = find_action(builder, number, bcf_int(builder, t.i1, 0));
    bcf_branch_if(builder, is(builder, number, 0), 3, 4); /* block 1: 0 is no signal, but no mistake */
    handler = bcf_load(builder, t.i64, action, 8, false); /* block 2 */
    bcf_branch_if(builder, bcf_compare(builder, BCF_ICMP_UGT, handler, bcf_int(builder, t.i64, SIG_IGNORE)), 6, 5);
    bcf_return(builder, zero);                         /* block 3 */
    bcf_return(builder, bcf_int(builder, t.i32, -1));  /* block 4 */
    bcf_branch_if(builder, either(builder, is(builder, handler, SIG_IGNORE),
                                  bit_of(builder, bcf_int(builder, t.i64, ignored), number)), 3, 7); /* block 5 */
    arguments[0] = zero; /* block 6: is it blocked? */
    arguments[1] = bcf_null(builder, t.ptr);
    arguments[2] = set;
    bcf_call(builder, sigmask, arguments, 3);
    bcf_branch_if(builder, bit_of(builder, bcf_load(builder, t.i64, set, 8, false), number), 7, 8);
    bcf_return(builder, raise_really(builder, number)); /* block 7 */
    flags = bcf_load(builder, t.i32, word_of(builder, action, FLAGS_WORD), 4, false); /* block 8 */
    bcf_branch_if(builder, bcf_compare(builder, BCF_ICMP_SLT, flags, zero), 9, 10);   /* SA_RESETHAND is the highest bit */
    bcf_store(builder, bcf_int(builder, t.i64, 0), action, 8, false);                 /* block 9 */
    bcf_branch(builder, 10);
    pointer = bcf_cast(builder, BCF_INTTOPTR, handler, t.ptr); /* block 10 */
    bcf_branch_if(builder, has_flag(builder, flags, FLAG_SIGINFO), 11, 12);
    call_with_info(builder, pointer, number, bcf_argument(builder, 1)); /* block 11 */
    bcf_branch(builder, 3);
    bcf_call_pointer(builder, pointer, bcf_function_type(builder->module, t.none, &t.i32, 1), &number, 1); /* block 12 */
    bcf_branch(builder, 3);
    return true;
}

static uint32_t send(struct bcf_builder *builder, uint32_t number, int64_t code) {
    uint32_t i32 = bcf_int_type(builder->module, 32), parameters[2] = {i32, i32}, arguments[2] = {number, BCF_NONE}, helper;
    helper = bcf_helper(builder->lowering, "bcfix.signal.send", bcf_function_type(builder->module, i32, parameters, 2), send_body,
                        NULL);
    arguments[1] = bcf_int(builder, i32, code);
    return bcf_call(builder, helper, arguments, 2);
}

bool bcf_body_raise(struct bcf_builder *builder, const void *what) {
    uint32_t i32 = bcf_int_type(builder->module, 32);
    (void)what;
    if (!has_type(builder, i32, &i32, 1))
        return false;
    bcf_return(builder, send(builder, bcf_argument(builder, 0), CODE_THREAD));
    return true;
}

/* kill(process, signal): of itself as raise, of others by the kernel. */
bool bcf_body_kill(struct bcf_builder *builder, const void *what) {
    enum { SYSCALL_KILL = 62 };
    struct types t = types_of(builder->module);
    uint32_t parameters[2] = {t.i32, t.i32}, arguments[3], process = bcf_argument(builder, 0), own, syscall;
    uint64_t variadic[3] = {1, t.i64, t.i64};
    (void)what;
    syscall = bcf_external(builder->lowering, "syscall", bcf_type_intern(builder->module, BCF_TYPE_FUNCTION, variadic, 3));
    if (!has_type(builder, t.i32, parameters, 2) || syscall == BCF_NONE)
        return false;
    own = bcf_call(builder, external(builder, "getpid", t.i32, NULL, 0), NULL, 0);
    bcf_branch_if(builder, bcf_compare(builder, BCF_ICMP_EQ, process, own), 1, 2);
    bcf_return(builder, send(builder, bcf_argument(builder, 1), CODE_USER)); /* block 1 */
    arguments[0] = bcf_int(builder, t.i64, SYSCALL_KILL);                    /* block 2 */
    arguments[1] = bcf_cast(builder, BCF_SEXT, process, t.i64);
    arguments[2] = bcf_cast(builder, BCF_SEXT, bcf_argument(builder, 1), t.i64);
    bcf_return(builder, bcf_cast(builder, BCF_TRUNC, bcf_call(builder, syscall, arguments, 3), t.i32));
    return true;
}

/* pthread_kill(thread, signal): of the own thread as raise. Others have ids of Sulong's own, which the kernel does not know. */
bool bcf_body_pthread_kill(struct bcf_builder *builder, const void *what) {
    struct types t = types_of(builder->module);
    uint32_t parameters[2] = {t.i64, t.i32}, own;
    (void)what;
    if (!has_type(builder, t.i32, parameters, 2))
        return false;
    own = bcf_call(builder, external(builder, "pthread_self", t.i64, NULL, 0), NULL, 0);
    bcf_branch_if(builder, bcf_compare(builder, BCF_ICMP_EQ, bcf_argument(builder, 0), own), 1, 2);
    own = send(builder, bcf_argument(builder, 1), CODE_THREAD); /* block 1; its errors are given, not set */
    bcf_return(builder, bcf_select(builder, is(builder, own, 0), own, bcf_int(builder, t.i32, LINUX_EINVAL)));
    bcf_return(builder, bcf_int(builder, t.i32, LINUX_ENOSYS)); /* block 2 */
    return true;
}

bool bcf_body_sigaltstack(struct bcf_builder *builder, const void *what) {
    enum { STACK_SIZE = 24 };
    struct types t = types_of(builder->module);
    uint32_t parameters[2] = {t.ptr, t.ptr}, old = bcf_argument(builder, 1);
    (void)what;
    if (!has_type(builder, t.i32, parameters, 2))
        return false;
    bcf_branch_if(builder, bcf_compare(builder, BCF_ICMP_EQ, old, bcf_null(builder, t.ptr)), 2, 1);
    clear(builder, old, STACK_SIZE); /* block 1: there is none */
    bcf_branch(builder, 2);
    bcf_return(builder, bcf_int(builder, t.i32, 0)); /* block 2 */
    return true;
}
