/* Constants that the target cannot read, or reads as something else: the module's, and those of each function.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/carriers.h"
#include "lower/plan.h"
#include "lower/pointer_size.h"
#include "lower/rewrite.h"

/* The constants at hand: of the module, or of the function that `builder` rewrites. */
struct pool {
    struct bcf_lowering *lowering;
    struct bcf_builder *builder; /* NULL for the module's */
    struct bcf_constants *constants;
    struct bcf_unpacked constant, other; /* the one at hand, and one that it names */
};

typedef bool fix_fn(struct pool *pool, size_t index);

static bool replace(struct pool *pool, size_t index, uint32_t code, const uint64_t *ops, size_t count) {
    return bcf_pack_replace(pool->lowering->context, &pool->constants->pack, index, code, ops, count);
}

static bool note(struct pool *pool, const char *what) {
    return bcf_note(pool->lowering, BCFIX_BCF026_CONSTANT, NULL, "%s", what);
}

static bool refuse(struct pool *pool, size_t index, const char *what) {
    struct bcf_lowering *lowering = pool->lowering;
    bcf_note(lowering, BCFIX_BCF062_UNSUPPORTED_CONSTANT, NULL, "%s has no form for %s", what, lowering->target->name);
    return bcf_fail(lowering->context, BCFIX_REFUSED, "block CONSTANTS, constant %zu of the %s: %s has no form for %s", index,
                    pool->builder ? "function" : "module", what, lowering->target->name);
}

/* A constant of the pool. */
static uint32_t add(struct pool *pool, uint32_t type, uint32_t code, const uint64_t *ops, size_t count) {
    return bcf_constant_add(pool->lowering->module, pool->builder ? pool->builder->function : NULL, type, code, ops, count);
}

/* The record of the constant with this id, taken out into `to`; false when it is none. */
static bool find(const struct pool *pool, uint32_t value, struct bcf_unpacked *to) {
    return bcf_constant_record(pool->lowering->module, pool->builder ? pool->builder->function : NULL, value, to);
}

/* ---- addresses inside globals ---- */

/* CE_GEP (32) is [type, flags, (type, value)…], CE_GEP_WITH_INRANGE (31) has a range after the flags: width, low, high.
 * Readers before LLVM 19 take both for undef. The older forms have no flags but inbounds, and no range. */
static bool older_gep(struct pool *pool, size_t index) {
    enum { INBOUNDS = 1, NUSW = 2, NUW = 4 };
    uint64_t *ops = pool->constant.ops.data;
    bool ranged = pool->constant.code == BCF_CST_CE_GEP_WITH_INRANGE;
    uint64_t flags = ops[1];
    size_t skipped = ranged ? 4 : 1, count = pool->constant.ops.count - skipped;
    ops[skipped] = ops[0];
    if (((flags & NUW) || (flags & (INBOUNDS | NUSW)) == NUSW) &&
        !bcf_note(pool->lowering, BCFIX_BCF036_INSTRUCTION_FLAG, NULL, "%s of a constant getelementptr was dropped",
                  flags & NUW ? "nuw" : "nusw"))
        return false;
    if (ranged && !bcf_note(pool->lowering, BCFIX_BCF036_INSTRUCTION_FLAG, NULL,
                            "inrange of a constant getelementptr was dropped"))
        return false;
    return replace(pool, index, flags & INBOUNDS ? BCF_CST_CE_INBOUNDS_GEP : BCF_CST_CE_GEP_OLD, ops + skipped, count) &&
           note(pool, "a constant getelementptr was written in its older form");
}

/* Sulong's GEPs take constant indices of 32 and 64 bits only. An index of another width is extended with its sign, or cut,
 * to that of an index, which is 64 on its platforms. */
static bool is_odd_index(const struct pool *pool, uint64_t type) {
    uint64_t width = bcf_type_integer_width(pool->lowering->module, (uint32_t)type);
    return width && width != 32 && width != 64;
}

static bool is_number(uint32_t code) {
    return code == BCF_CST_NULL || code == BCF_CST_INTEGER || code == BCF_CST_WIDE_INTEGER;
}

static bool widen_indices(struct pool *pool, size_t index, size_t first) {
    struct bcf_unpacked *gep = &pool->constant;
    bool changed = false;
    for (size_t i = first + 2; i + 1 < gep->ops.count; i += 2) {
        uint32_t i64 = bcf_int_type(pool->lowering->module, 64), wide;
        if (!is_odd_index(pool, gep->ops.data[i]))
            continue;
        if (!find(pool, (uint32_t)gep->ops.data[i + 1], &pool->other) || !is_number(pool->other.code))
            return refuse(pool, index, "a constant getelementptr with an index that is computed");
        /* The operand is the same in both widths; that of a wide one is its lowest word. */
        wide = add(pool, i64, pool->other.code == BCF_CST_NULL ? BCF_CST_NULL : BCF_CST_INTEGER, pool->other.ops.data,
                   pool->other.code != BCF_CST_NULL);
        if (wide == BCF_NONE)
            return false;
        gep->ops.data[i] = i64;
        gep->ops.data[i + 1] = wide;
        changed = true;
    }
    return !changed || (replace(pool, index, gep->code, gep->ops.data, gep->ops.count) &&
                        note(pool, "an index of a constant getelementptr was written with 64 bits"));
}

static bool fix_gep(struct pool *pool, size_t index) {
    uint32_t code = pool->constant.code;
    bool has_flags = code == BCF_CST_CE_GEP || code == BCF_CST_CE_GEP_WITH_INRANGE;
    size_t first = code == BCF_CST_CE_GEP_WITH_INRANGE ? 5 : code == BCF_CST_CE_GEP_OLD || code == BCF_CST_CE_INBOUNDS_GEP ? 1 : 2;
    if (bcf_lowers_for(pool->lowering, BCF_FAMILY_GRAALVM) && !widen_indices(pool, index, first))
        return false;
    return !has_flags || bcf_takes(pool->lowering->target, BCF_TAKES_CE_GEP_FLAGS) || older_gep(pool, index);
}

/* ---- others ---- */

/* Sulong passes over address spaces, and has no such casts. Between spaces whose pointers are plain addresses of 64 bits the
 * cast changes nothing, and goes through an integer. */
static bool cast_between_spaces(struct pool *pool, size_t index) {
    struct bcf_module *module = pool->lowering->module;
    const struct bcf_function *function = pool->builder ? pool->builder->function : NULL;
    uint64_t *ops = pool->constant.ops.data, through[3] = {BCF_PTRTOINT, ops[1], ops[2]};
    uint32_t from = bcf_value_type(module, function, (uint32_t)ops[2]), to = pool->constants->types.data[index], i64;
    if (!bcf_lowers_for(pool->lowering, BCF_FAMILY_GRAALVM) || !bcf_is_plain_pointer(module, from) ||
        !bcf_is_plain_pointer(module, to))
        return refuse(pool, index, "a cast between address spaces");
    i64 = bcf_int_type(module, 64);
    ops[0] = BCF_INTTOPTR;
    ops[1] = i64;
    ops[2] = add(pool, i64, BCF_CST_CE_CAST, through, 3);
    return ops[2] != BCF_NONE && replace(pool, index, BCF_CST_CE_CAST, ops, 3) &&
           note(pool, "a cast between address spaces went through an integer");
}

/* CE_CAST is [operation, type, value]; 13 is ptrtoaddr, which gives the bits of an address where ptrtoint gives those of
 * the whole pointer. These are the same, or the higher ones are cut off by the type. */
static bool fix_cast(struct pool *pool, size_t index) {
    uint64_t *ops = pool->constant.ops.data;
    if (ops[0] == BCF_PTRTOADDR && !bcf_takes(pool->lowering->target, BCF_TAKES_CE_PTRTOADDR)) {
        ops[0] = BCF_PTRTOINT;
        return replace(pool, index, BCF_CST_CE_CAST, ops, pool->constant.ops.count) &&
               note(pool, "ptrtoaddr was written as ptrtoint");
    }
    if (ops[0] == BCF_ADDRSPACECAST && !bcf_takes(pool->lowering->target, BCF_TAKES_CE_ADDRSPACECAST))
        return cast_between_spaces(pool, index);
    return true;
}

/* A function that stands for itself: DSO_LOCAL_EQUIVALENT and NO_CFI are [type, function] and have its address. They are
 * written as a cast of it to its own type, which changes no value id. */
static bool fix_name(struct pool *pool, size_t index) {
    uint64_t ops[3] = {BCF_BITCAST, pool->constants->types.data[index], pool->constant.ops.data[1]};
    if (bcf_takes(pool->lowering->target, BCF_TAKES_CE_NAMES))
        return true;
    return replace(pool, index, BCF_CST_CE_CAST, ops, 3) &&
           note(pool, "a function under another name was written as its address");
}

/* PTRAUTH2 has the symbol that switches signing off behind the operands of PTRAUTH. */
static bool fix_signed_pointer(struct pool *pool, size_t index) {
    const struct bcfix_target *target = pool->lowering->target;
    const uint64_t *ops = pool->constant.ops.data;
    if (!bcf_takes(target, BCF_TAKES_CE_PTRAUTH))
        return refuse(pool, index, "a signed pointer");
    if (pool->constant.code == BCF_CST_PTRAUTH || bcf_takes(target, BCF_TAKES_CE_PTRAUTH_DEACTIVATION))
        return true;
    if (!find(pool, (uint32_t)ops[4], &pool->other) || pool->other.code != BCF_CST_NULL)
        return refuse(pool, index, "a signed pointer with a deactivation symbol");
    return replace(pool, index, BCF_CST_PTRAUTH, ops, 4) && note(pool, "a signed pointer was written in its older form");
}

static bool fix_vector(struct pool *pool, size_t index) {
    if (bcf_takes(pool->lowering->target, BCF_TAKES_CE_VECTOR))
        return true;
    return refuse(pool, index, "a constant expression of vectors");
}

/* A number with the type of a vector stands for one with that number in all its elements, since LLVM 19. */
static bool fix_splat(struct pool *pool, size_t index) {
    enum { MAX_LANES = 4096 };
    struct bcf_module *module = pool->lowering->module;
    uint32_t type = pool->constants->types.data[index], element;
    const struct bcf_type *vector = bcf_type(module, type);
    uint64_t *all;
    if (vector->code != BCF_TYPE_VECTOR || bcf_takes(pool->lowering->target, BCF_TAKES_CE_SPLAT))
        return true;
    if ((vector->count > 2 && vector->ops[2]) || vector->ops[0] > MAX_LANES)
        return refuse(pool, index, "a constant vector of that many equal elements");
    element = add(pool, (uint32_t)vector->ops[1], pool->constant.code, pool->constant.ops.data, pool->constant.ops.count);
    if (element == BCF_NONE)
        return false;
    all = bcf_arena_take(&pool->lowering->arena, vector->ops[0] * sizeof *all);
    for (uint64_t i = 0; all && i < vector->ops[0]; i++)
        all[i] = element;
    return all && replace(pool, index, BCF_CST_AGGREGATE, all, vector->ops[0]) &&
           note(pool, "a vector of equal elements was written element by element");
}

static const struct {
    uint32_t code;
    fix_fn *fix;
} rows[] = {
    {BCF_CST_INTEGER, fix_splat},
    {BCF_CST_WIDE_INTEGER, fix_splat},
    {BCF_CST_FLOAT, fix_splat},
    {BCF_CST_CE_CAST, fix_cast},
    {BCF_CST_CE_GEP_OLD, fix_gep},
    {BCF_CST_CE_EXTRACTELT, fix_vector},
    {BCF_CST_CE_INSERTELT, fix_vector},
    {BCF_CST_CE_SHUFFLEVEC, fix_vector},
    {BCF_CST_CE_SHUFVEC_EX, fix_vector},
    {BCF_CST_CE_INBOUNDS_GEP, fix_gep},
    {BCF_CST_CE_GEP_WITH_INRANGE_INDEX_OLD, fix_gep},
    {BCF_CST_DSO_LOCAL_EQUIVALENT, fix_name},
    {BCF_CST_NO_CFI, fix_name},
    {BCF_CST_CE_GEP_WITH_INRANGE, fix_gep},
    {BCF_CST_CE_GEP, fix_gep},
    {BCF_CST_PTRAUTH, fix_signed_pointer},
    {BCF_CST_PTRAUTH2, fix_signed_pointer},
};

static bool fix(struct pool *pool, size_t index) {
    uint32_t code = bcf_pack_code(&pool->constants->pack, index);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].code == code)
            return bcf_pack_get(pool->lowering->context, &pool->constants->pack, index, &pool->constant) &&
                   rows[i].fix(pool, index);
    return true;
}

static bool fix_all(struct pool pool) {
    size_t count = pool.constants->types.count; /* those that are added need nothing */
    bool good = true;
    for (size_t i = 0; good && i < count; i++)
        good = fix(&pool, i);
    bcf_free_array(pool.lowering->context, &pool.constant.ops);
    bcf_free_array(pool.lowering->context, &pool.other.ops);
    return good;
}

bool bcf_plan_constants(struct bcf_lowering *lowering) {
    return fix_all((struct pool){.lowering = lowering, .constants = &lowering->module->constants});
}

bool bcf_lower_constants(struct bcf_builder *builder) {
    return fix_all((struct pool){builder->lowering, builder, &builder->function->constants, {0}, {0}});
}
