/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "module/pack.h"

enum { LONGEST = 10 }; /* bytes of a 64-bit number */

static inline void put(bcf_bytes *bytes, uint64_t value) {
    uint8_t *to = bytes->data + bytes->count;
    for (; value >= 0x80; value >>= 7)
        *to++ = (uint8_t)(value | 0x80);
    *to++ = (uint8_t)value;
    bytes->count = (size_t)(to - bytes->data);
}

static inline const uint8_t *get(const uint8_t *from, uint64_t *value) {
    unsigned shift = 0;
    *value = 0;
    for (; *from & 0x80; shift += 7)
        *value |= (uint64_t)(*from++ & 0x7f) << shift;
    *value |= (uint64_t)*from++ << shift;
    return from;
}

static bool append(struct bcfix_context *context, struct bcf_pack *pack, uint32_t code, const uint64_t *ops, size_t count) {
    enum { AT_ONCE = 64 };
    /* Each operand takes LONGEST bytes at most; most take one, so room is made for a few at a time. */
    if (!bcf_reserve(context, &pack->bytes, 2 * LONGEST))
        return false;
    put(&pack->bytes, code);
    put(&pack->bytes, count);
    for (size_t i = 0; i < count;) {
        size_t end = count - i < AT_ONCE ? count : i + AT_ONCE;
        if (!bcf_reserve(context, &pack->bytes, (end - i) * LONGEST))
            return false;
        for (; i < end; i++)
            put(&pack->bytes, ops[i]);
    }
    return true;
}

static bool offset_fits(struct bcfix_context *context, const struct bcf_pack *pack) {
    return pack->bytes.count <= UINT32_MAX ||
           bcf_fail(context, BCFIX_LIMIT, "a table of the module is larger than 4 GiB");
}

bool bcf_pack_add(struct bcfix_context *context, struct bcf_pack *pack, uint32_t code, const uint64_t *ops, size_t count) {
    return offset_fits(context, pack) && bcf_push(context, &pack->offsets, (uint32_t)pack->bytes.count) &&
           append(context, pack, code, ops, count);
}

bool bcf_pack_replace(struct bcfix_context *context, struct bcf_pack *pack, size_t index, uint32_t code,
                      const uint64_t *ops, size_t count) {
    if (!offset_fits(context, pack))
        return false;
    pack->offsets.data[index] = (uint32_t)pack->bytes.count;
    return append(context, pack, code, ops, count);
}

bool bcf_pack_get(struct bcfix_context *context, const struct bcf_pack *pack, size_t index, struct bcf_unpacked *to) {
    const uint8_t *from = pack->bytes.data + pack->offsets.data[index];
    uint64_t code, count;
    from = get(from, &code);
    from = get(from, &count);
    to->code = (uint32_t)code;
    to->ops.count = 0;
    if (!bcf_reserve(context, &to->ops, count))
        return false;
    for (uint64_t i = 0; i < count; i++)
        from = get(from, &to->ops.data[i]);
    to->ops.count = count;
    return true;
}

bool bcf_pack_is(const struct bcf_pack *pack, size_t index, uint32_t code, const uint64_t *ops, size_t count) {
    const uint8_t *from = pack->bytes.data + pack->offsets.data[index];
    uint64_t known, known_count, op;
    from = get(from, &known);
    from = get(from, &known_count);
    if (known != code || known_count != count)
        return false;
    for (size_t i = 0; i < count; i++) {
        from = get(from, &op);
        if (op != ops[i])
            return false;
    }
    return true;
}

static uint64_t mix(uint64_t hash, uint64_t value) {
    hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 32;
}

uint64_t bcf_record_hash(uint32_t code, const uint64_t *ops, size_t count) {
    uint64_t hash = mix(code, count);
    for (size_t i = 0; i < count; i++)
        hash = mix(hash, ops[i]);
    return hash;
}

uint64_t bcf_pack_hash(const struct bcf_pack *pack, size_t index) {
    const uint8_t *from = pack->bytes.data + pack->offsets.data[index];
    uint64_t code, count, op, hash;
    from = get(from, &code);
    from = get(from, &count);
    hash = mix(code, count);
    for (uint64_t i = 0; i < count; i++) {
        from = get(from, &op);
        hash = mix(hash, op);
    }
    return hash;
}

uint32_t bcf_pack_code(const struct bcf_pack *pack, size_t index) {
    uint64_t code;
    get(pack->bytes.data + pack->offsets.data[index], &code);
    return (uint32_t)code;
}

void bcf_pack_clear(struct bcf_pack *pack) {
    pack->bytes.count = 0;
    pack->offsets.count = 0;
}

void bcf_pack_free(struct bcfix_context *context, struct bcf_pack *pack) {
    bcf_free_array(context, &pack->bytes);
    bcf_free_array(context, &pack->offsets);
}
