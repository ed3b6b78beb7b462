#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Writes files that were made to cost as much as they can: hostile.py KIND N FILE. Without arguments lists the kinds.

What grows with N is named by the kind; the file grows like N. Kinds of bitstreams are written bit by bit here, kinds of text
are LLVM assembly (FILE.ll), which is to be assembled."""
import sys
import zlib

# ---- bitstreams ----

class Bits:
    def __init__(self):
        self.bytes, self.word, self.count = bytearray(), 0, 0
        self.widths, self.places = [2], []

    def fixed(self, value, width):
        self.word |= value << self.count
        self.count += width
        while self.count >= 32:
            self.bytes += (self.word & 0xFFFFFFFF).to_bytes(4, "little")
            self.word >>= 32
            self.count -= 32

    def vbr(self, value, width):
        high = 1 << (width - 1)
        while value >= high:
            self.fixed(value & (high - 1) | high, width)
            value >>= width - 1
        self.fixed(value, width)

    def align(self):
        if self.count:
            self.fixed(0, 32 - self.count)

    def id(self, number):
        self.fixed(number, self.widths[-1])

    def enter(self, block, width=5):
        self.id(1)
        self.vbr(block, 8)
        self.vbr(width, 4)
        self.align()
        self.places.append(len(self.bytes))
        self.fixed(0, 32)
        self.widths.append(width)

    def end(self):
        self.id(0)
        self.align()
        place = self.places.pop()
        self.widths.pop()
        self.bytes[place:place + 4] = ((len(self.bytes) - place - 4) // 4).to_bytes(4, "little")

    def record(self, code, *operands):
        self.id(3)
        self.vbr(code, 6)
        self.vbr(len(operands), 6)
        for operand in operands:
            self.vbr(operand, 6)

    def define(self, *operands):
        """Literals are numbers; encodings are pairs, or names of those without a value."""
        self.id(2)
        self.vbr(len(operands), 5)
        for operand in operands:
            if isinstance(operand, int):
                self.fixed(1, 1)
                self.vbr(operand, 8)
                continue
            self.fixed(0, 1)
            name, *value = operand if isinstance(operand, tuple) else (operand,)
            self.fixed({"fixed": 1, "vbr": 2, "array": 3, "char6": 4, "blob": 5}[name], 3)
            if value:
                self.vbr(value[0], 5)

    def blob(self, code, data):
        self.define(code, "blob")
        self.id(4)
        self.vbr(len(data), 6)
        self.align()
        self.bytes += data
        self.bytes += bytes(-len(data) % 4)

IDENTIFICATION, MODULE, PARAMATTR, GROUP, CONSTANTS, FUNCTION, METADATA, TYPE, STRTAB = 13, 8, 9, 10, 11, 12, 15, 17, 23
TRIPLE = b"x86_64-unknown-linux-gnu"

def begin():
    bits = Bits()
    bits.fixed(0xDEC04342, 32)
    bits.enter(IDENTIFICATION)
    bits.record(1, *b"LLVM22.1.2")
    bits.record(2, 0)
    bits.end()
    bits.enter(MODULE, 3)
    bits.record(1, 2)
    return bits

def types(bits, *more):
    """0: void, 1: ptr, 2: i32, 3: void ()"""
    bits.enter(TYPE, 4)
    bits.record(1, 4 + len(more))
    bits.record(2)
    bits.record(25, 0)
    bits.record(7, 32)
    bits.record(21, 0, 0)
    for record in more:
        bits.record(*record)
    bits.end()

def finish(bits, names=b""):
    while bits.places:
        bits.end()
    bits.enter(STRTAB, 3)
    bits.blob(1, names)
    bits.end()
    return bytes(bits.bytes)

def function(offset, size, is_declared, type=3):
    return (8, offset, size, type, 0, is_declared, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)

def literals(n):
    """A long abbreviation of literals, and records of three bits that use it."""
    bits = begin()
    bits.define(4, *[7] * n)
    for _ in range(n * 3):
        bits.id(4)
    return finish(bits)

def array_of_2_32(n):
    bits = begin()
    types(bits)
    bits.enter(CONSTANTS, 4)
    bits.define(22, "array", ("fixed", 1))
    for _ in range(n):
        bits.record(1, 2)
    bits.id(4)
    bits.vbr(1 << 32, 6)
    return finish(bits)

def array_of_bits(n):
    """One array that is really there, eight elements a byte."""
    bits = begin()
    types(bits)
    bits.enter(CONSTANTS, 4)
    bits.define(8, "array", ("fixed", 1))
    bits.record(1, 1)
    bits.id(4)
    bits.vbr(n * 32, 6)
    bits.align()
    bits.bytes += bytes(n * 4)
    return finish(bits)

def abbreviations(n):
    bits = begin()
    for _ in range(n):
        bits.define(1, ("fixed", 1))
    return finish(bits)

def abbreviations_for_blocks(n):
    """As many abbreviations for a block as may be, and blocks of that kind."""
    bits = begin()
    bits.enter(0)
    bits.record(1, CONSTANTS)
    for _ in range(2000):
        bits.define(1, ("fixed", 1))
    bits.end()
    for _ in range(n):
        bits.enter(CONSTANTS)
        bits.end()
    return finish(bits)

def blocks_in_blockinfo(n):
    bits = begin()
    bits.enter(0)
    for i in range(n):
        bits.record(1, 100 + i)
    bits.end()
    for _ in range(n):
        bits.enter(CONSTANTS)
        bits.end()
    return finish(bits)

def nested(n):
    bits = begin()
    for _ in range(n):
        bits.enter(MODULE)
    return finish(bits)

def types_that_are_said(n):
    bits = begin()
    bits.enter(TYPE, 4)
    for _ in range(n):
        bits.record(1, 0xFFFFFFFF)
    return finish(bits)

def types_many(n):
    bits = begin()
    types(bits, *[(11, i + 1, 2) for i in range(n)])
    return finish(bits)

def types_nested(n):
    """Each struct has the one before it twice: 2^N fields."""
    bits = begin()
    types(bits, *[(18, 0, i + 3 if i else 2, i + 3 if i else 2) for i in range(n)])
    bits.record(7, 0, 1, 3 + n, 2, 0, 0, 0, 0)
    bits.record(*function(0, 1, 1))
    return finish(bits, b"ab")

def globals_short(n):
    """Records of globals that take few bits, from an abbreviation."""
    bits = begin()
    types(bits)
    bits.define(7, ("fixed", 1), ("fixed", 1), ("fixed", 2), ("fixed", 2), ("fixed", 1), ("fixed", 1), ("fixed", 1), ("fixed", 1))
    for _ in range(n):
        bits.id(4)
        for value, width in ((0, 1), (1, 1), (2, 2), (2, 2), (0, 1), (0, 1), (0, 1), (0, 1)):
            bits.fixed(value, width)
    return finish(bits, b"ab")

def names_over_each_other(n):
    bits = begin()
    types(bits)
    for i in range(n):
        bits.record(*function(i, 8 * n, 1))
    return finish(bits, b"name" * (3 * n))

def constants_nested(n):
    """Each aggregate has the one before it twice."""
    bits = begin()
    types(bits, *[(18, 0, i + 3 if i else 2, i + 3 if i else 2) for i in range(n)])
    bits.record(7, 0, 1, 3 + n, 3, 2 + n, 0, 0, 0)
    bits.enter(CONSTANTS, 4)
    bits.record(1, 2)
    bits.record(4, 2)
    for i in range(n):
        bits.record(1, 4 + i)
        bits.record(7, 1 + i, 1 + i)
    bits.end()
    return finish(bits, b"ab")

def metadata_chain(n):
    """Each node has the next one twice."""
    bits = begin()
    types(bits)
    bits.enter(METADATA, 3)
    for i in range(n):
        bits.record(3, i + 2, i + 2)
    bits.record(3)
    bits.end()
    return finish(bits)

def metadata_strings_said(n):
    bits = begin()
    bits.enter(METADATA, 3)
    bits.define(35, ("vbr", 6), ("vbr", 6), "blob")
    bits.id(4)
    bits.vbr(1 << 40, 6)
    bits.vbr(n, 6)
    bits.vbr(n, 6)
    bits.align()
    bits.bytes += bytes(n + -n % 4)
    return finish(bits)

def metadata_strings(n):
    """Empty strings, and flags of the module that name them."""
    bits = begin()
    types(bits)
    bits.enter(CONSTANTS, 4)
    bits.record(1, 2)
    bits.record(4, 2)
    bits.end()
    bits.enter(METADATA, 3)
    bits.define(35, ("vbr", 6), ("vbr", 6), "blob")
    bits.id(4)
    size = (n * 6 + 31) // 32 * 4
    bits.vbr(n, 6)
    bits.vbr(size, 6)
    bits.vbr(size, 6)
    bits.align()
    bits.bytes += bytes(size)
    bits.record(2, 2, 0)
    for _ in range(n // 4):
        bits.record(3, n + 1, n, n + 1)
    bits.record(4, *b"llvm.module.flags")
    bits.record(10, *[n + 1 + i for i in range(n // 4)])
    bits.end()
    return finish(bits)

def attribute_groups(n):
    """A group each, lists that name one each, and functions with one each."""
    bits = begin()
    bits.enter(GROUP, 3)
    for i in range(n):
        bits.record(3, i + 1, 0xFFFFFFFF, 0, 18)
    bits.end()
    bits.enter(PARAMATTR, 3)
    for i in range(n):
        bits.record(2, i + 1)
    bits.end()
    types(bits)
    for i in range(n):
        record = list(function(0, 1, 1))
        record[7] = i + 1
        bits.record(*record)
    return finish(bits, b"ab")

def attribute_lists(n):
    """Lists of all groups."""
    bits = begin()
    count = max(1, int(n ** 0.5))
    bits.enter(GROUP, 3)
    for i in range(count):
        bits.record(3, i + 1, i + 1, 0, 18)
    bits.end()
    bits.enter(PARAMATTR, 3)
    for i in range(count):
        bits.record(2, *range(1, count + 1))
    bits.end()
    return finish(bits)

def modules(n):
    """Small modules in one file, each with a table of names that is for all before it."""
    one = finish(begin())
    return one[:4] + one[4:] * n

def modules_without_names(n):
    bits = begin()
    while bits.places:
        bits.end()
    one = bytes(bits.bytes)[4:]
    bits = Bits()
    bits.fixed(0xDEC04342, 32)
    bits.bytes += one * n
    for _ in range(n):
        bits.enter(STRTAB, 3)
        bits.blob(1, b"ab")
        bits.end()
    return bytes(bits.bytes)

def triple(n):
    """A long text for what each trap looks at, and places that stop."""
    return f'''target triple = "{'x' * 8 * n}-unknown-linux"
''' + "".join(f'define void @f{i}() {{\n  call void asm sideeffect "hlt {i}", ""()\n  ret void\n}}\n' for i in range(n))

# ---- containers ----

def archive(members):
    out = bytearray(b"!<arch>\n")
    for name, data in members:
        out += f"{name:<16}{0:<12}{0:<6}{0:<6}{644:<8}{len(data):<10}`\n".encode() + data + b"\n" * (len(data) % 2)
    return bytes(out)

def members(n):
    return archive([("a.o/", b"")] * n)

def member_names(n):
    """Each member has the same long name."""
    return archive([("//", b"x" * 32 * n + b"/\n")] + [("/0", b"")] * n)

def elf(sections, data):
    """Sections .llvmbc that are given as (flags, offset, size)."""
    names = b"\0.llvmbc\0.shstrtab\0"
    table = 64 + len(data) + len(names)
    header = lambda name, type, flags, offset, size: (name.to_bytes(4, "little") + type.to_bytes(4, "little") + b"".join(
        x.to_bytes(8, "little") for x in (flags, 0, offset, size)) + bytes(8) + (1).to_bytes(8, "little") + bytes(8))
    out = b"\x7fELF\2\1\1" + bytes(9) + bytes.fromhex("01003e0001000000") + bytes(16) + table.to_bytes(8, "little") + bytes(4)
    out += bytes.fromhex("4000000000004000") + (0).to_bytes(2, "little") + (1).to_bytes(2, "little")
    count = len(sections) + 2
    out += data + names
    out += bytes(32) + count.to_bytes(8, "little") + bytes(24)  # the number of sections, where 16 bits are too few
    out += header(9, 3, 0, 64 + len(data), len(names))
    for flags, offset, size in sections:
        out += header(1, 1, flags, 64 + offset, size)
    return out

def sections_over_each_other(n):
    bitcode = finish(begin()) + bytes(64 * n)
    return elf([(0, 0, len(bitcode))] * n, bitcode)

def inflated(n):
    """Sections that are one compressed run of zeros."""
    size = 64 * n * 1000
    packed = (1).to_bytes(4, "little") + bytes(4) + size.to_bytes(8, "little") + (1).to_bytes(8, "little") + zlib.compress(bytes(size), 9)
    return elf([(0x800, 0, len(packed))] * n, packed)

def inflated_rust_object(n):
    packed = zlib.compress(bytes(64 * n * 1000), 9)[2:-4]
    body = b"RUST_OBJECT\2" + (0).to_bytes(4, "little") + len(packed).to_bytes(8, "little") + packed
    return archive([("a.o/", body)])

# ---- text ----

HEAD = 'target triple = "x86_64-unknown-linux-gnu"\n'

def aliases(n):
    return HEAD + "@a0 = global i32 0\n" + "".join(f"@a{i + 1} = alias i32, ptr @a{i}\n" for i in range(n))

def structs_nested(n):
    """Each struct has the one before it twice; functions with values of it."""
    return (HEAD + "%t0 = type { i24, i128 }\n" + "".join(f"%t{i + 1} = type {{ %t{i}, %t{i} }}\n" for i in range(60)) +
            "@g = global %t30 zeroinitializer\n" + "".join(
        f"define void @f{i}(ptr %p, ptr %q) {{\n  %v = load %t{i % 20 + 20}, ptr %p\n  store i8 0, ptr %p\n  store %t{i % 20 + 20} %v, ptr %q\n"
        f"  %a = getelementptr %t{i % 20 + 20}, ptr %p, i64 1\n  %w = alloca %t12\n  %u = load %t12, ptr %p\n  store %t12 %u, ptr %w\n"
        f"  ret void\n}}\ndeclare void @e{i}(%t{i % 30})\n" for i in range(n)))

def structs_of_vectors(n):
    """A vector that the target lacks, in structs that have each other twice."""
    return (HEAD + "%t0 = type { <3 x i24>, half, i128 }\n" + "".join(f"%t{i + 1} = type {{ %t{i}, %t{i} }}\n" for i in range(40)) +
            "@g = global %t30 zeroinitializer\n" + "".join(
        f"define %t{i % 10 + 10} @f{i}(%t{i % 10 + 10} %x, ptr %p) {{\n  %a = getelementptr %t{i % 10 + 10}, ptr %p, i64 1, i32 0\n"
        f"  store %t8 zeroinitializer, ptr %a\n  ret %t{i % 10 + 10} %x\n}}\n" for i in range(n)))

def syscalls(n):
    return (HEAD + "declare i64 @syscall(i64, ...)\ndefine void @main() {\n" +
            "".join(f"  %v{i} = call i64 (i64, ...) @syscall(i64 {i})\n" for i in range(n)) + "  ret void\n}\n")

def stops(n):
    """Places that stop, in a module with a long triple, which says where messages go to."""
    return f'target triple = "{"x" * 8 * n}-unknown-linux"\n' + "declare i32 @llvm.nothing.knows(i32)\n" + "".join(
        f"define i32 @f{i}() {{\n  %x = call i32 @llvm.nothing.knows(i32 {i})\n  ret i32 %x\n}}\n" for i in range(n))

def switch(n):
    return (HEAD + "define i32 @main(i128 %x) {\n  switch i128 %x, label %end [\n" + "".join(f"    i128 {i}, label %end\n" for i in range(n)) +
            "  ]\nend:\n  ret i32 0\n}\n")

def phis(n):
    """Each names the next one, and the last one the first."""
    return (HEAD + "define i32 @main(i1 %c) {\n  br label %loop\nloop:\n" +
            "".join(f"  %p{i} = phi i32 [ 0, %0 ], [ %p{(i + 1) % n}, %loop ]\n" for i in range(n)) +
            "  br i1 %c, label %loop, label %end\nend:\n  ret i32 %p0\n}\n")

def forward(n):
    """Blocks in an order in which each value is defined behind its use."""
    out = [HEAD, "define i64 @main(i64 %x) {\n", f"  br label %b{n - 1}\n"]
    for i in range(n):
        out.append(f"b{i}:\n  %v{i} = add i64 {f'%v{i + 1}' if i + 1 < n else '%x'}, 1\n")
        out.append(f"  br label %b{i - 1}\n" if i else "  ret i64 %v0\n")
    return "".join(out) + "}\n"

def findings_alike(n):
    return HEAD + "define void @main() {\n" + '  call void asm sideeffect "hlt", ""()\n' * n + "  ret void\n}\n"

def findings_of_a_function(n):
    return (HEAD + "define void @main() {\n" + "".join(f'  call void asm sideeffect "hlt {i}", ""()\n' for i in range(n)) +
            "  ret void\n}\n")

def functions_that_are_lowered(n):
    """Intrinsics of many widths, each of which gets a body, and functions that call them."""
    widths = range(7, 519, 8)
    return (HEAD + "".join(f"declare i{w} @llvm.fshl.i{w}(i{w}, i{w}, i{w})\n" for w in widths) + "".join(
        f"define i{w} @f{i}(i{w} %x, i{w} %y) {{\n  %z = call i{w} @llvm.fshl.i{w}(i{w} %x, i{w} %y, i{w} {i % w})\n  ret i{w} %z\n}}\n"
        for i, w in ((i, widths[i % len(widths)]) for i in range(n))))

def constants_of_a_function(n):
    """Different constants, and operations that need more of them."""
    return (HEAD + "define i128 @main(i128 %x) {\n  %v0 = add i128 %x, 0\n" + "".join(
        f"  %s{i} = call i128 @llvm.sadd.sat.i128(i128 %v{i}, i128 {i * 7 + 1})\n  %v{i + 1} = srem i128 %s{i}, {i * 11 + 3}\n" for i in range(n)) +
            f"  ret i128 %v{n}\n}}\ndeclare i128 @llvm.sadd.sat.i128(i128, i128)\n")

def removed_chain(n):
    return (HEAD + "define ptr @main(ptr %v0) {\n" + "".join(
        f"  %v{i + 1} = call ptr @llvm.launder.invariant.group.p0(ptr %v{i})\n" for i in range(n)) +
            f"  ret ptr %v{n}\n}}\ndeclare ptr @llvm.launder.invariant.group.p0(ptr)\n")

def assembly_long(n):
    """A long text, named by many calls."""
    text = "nop; " * n
    return HEAD + f'define void @main() {{\n' + f'  call void asm sideeffect "{text}hlt", ""()\n' * 20 + "".join(
        f'  call void asm sideeffect "{text}hlt", ""()\n' for _ in range(n // 8)) + "  ret void\n}\n"

def assembly_of_the_module(n):
    return HEAD + "".join(f'module asm ".globl f{i}"\nmodule asm "f{i}: ret"\n' for i in range(n)) + "".join(
        f"declare void @f{i}()\n" for i in range(n))

def aggregates_large(n):
    """A struct of many fields, and functions that load and store it whole."""
    fields = ", ".join(["i8"] * n)
    return (HEAD + f"%t = type {{ {fields} }}\n" +
            "".join(f"define void @f{i}(ptr %p, ptr %q) {{\n  %v = load %t, ptr %p\n  store i8 0, ptr %p\n  store %t %v, ptr %q\n  ret void\n}}\n" for i in range(n // 8)))

def vectors_large(n):
    return HEAD + "".join(f"define <65536 x i64> @f{i}(<65536 x i64> %x) {{\n  %y = add <65536 x i64> %x, %x\n  ret <65536 x i64> %y\n}}\n" for i in range(n))

def integers_wide(n):
    return HEAD + "".join(f"define i8388608 @f{i}(i8388608 %x) {{\n  %y = mul i8388608 %x, %x\n  %z = udiv i8388608 %y, %x\n  ret i8388608 %z\n}}\n" for i in range(n))

def undefined(n):
    return HEAD + "define void @main() {\n" + "".join(f"  call void @u{i}()\n" for i in range(n)) + "  ret void\n}\n" + "".join(
        f"declare void @u{i}()\n" for i in range(n))

def constructors(n):
    return (HEAD + f"@llvm.global_ctors = appending global [{n} x {{ i32, ptr, ptr }}] [" + ", ".join(
        f"{{ i32, ptr, ptr }} {{ i32 {65535 - i % 60000}, ptr @f, ptr null }}" for i in range(n)) + "]\ndefine void @f() {\n  ret void\n}\n")

def debug_files(n):
    out = [HEAD, "!llvm.dbg.cu = !{!0}\n!llvm.module.flags = !{!1}\n", '!1 = !{i32 2, !"Debug Info Version", i32 3}\n',
           "!0 = distinct !DICompileUnit(language: DW_LANG_C, file: !2, emissionKind: FullDebug)\n", '!2 = !DIFile(filename: "a", directory: "b")\n',
           "!3 = !DISubroutineType(types: !4)\n!4 = !{}\n"]
    for i in range(n):
        k = 5 + 3 * i
        out.append(f'define void @f{i}() !dbg !{k} {{\n  call void asm sideeffect "hlt", ""(), !dbg !{k + 1}\n  ret void\n}}\n'
                   f'!{k} = distinct !DISubprogram(name: "f{i}", file: !{k + 2}, line: 1, type: !3, unit: !0, spFlags: DISPFlagDefinition)\n'
                   f'!{k + 1} = !DILocation(line: 1, scope: !{k})\n!{k + 2} = !DIFile(filename: "f{i}", directory: "d")\n')
    return "".join(out)

def scopes_nested(n):
    """Blocks of debug info, each in the one before."""
    out = [HEAD, "!llvm.dbg.cu = !{!0}\n!llvm.module.flags = !{!1}\n", '!1 = !{i32 2, !"Debug Info Version", i32 3}\n',
           "!0 = distinct !DICompileUnit(language: DW_LANG_C, file: !2, emissionKind: FullDebug)\n", '!2 = !DIFile(filename: "a", directory: "b")\n',
           "!3 = !DISubroutineType(types: !4)\n!4 = !{}\n",
           "!5 = distinct !DISubprogram(name: \"f\", file: !2, line: 1, type: !3, unit: !0, spFlags: DISPFlagDefinition)\n",
           "define void @f() !dbg !5 {\n"]
    for i in range(n):
        out.append(f'  call void asm sideeffect "hlt", ""(), !dbg !{6 + 2 * i + 1}\n')
    out.append("  ret void\n}\n")
    for i in range(n):
        k = 6 + 2 * i
        out.append(f"!{k} = distinct !DILexicalBlock(scope: !{k - 2 if i else 5}, file: !2, line: 2)\n!{k + 1} = !DILocation(line: 1, scope: !{k})\n")
    return "".join(out)

def reach_chain(n):
    """Each function calls the next one."""
    return HEAD + "".join(f"define void @f{i}() {{\n  call void @f{i + 1}()\n  ret void\n}}\n" for i in range(n)) + (
        f'define void @f{n}() {{\n  call void asm sideeffect "hlt", ""()\n  ret void\n}}\n')

def blocks_chain(n):
    return HEAD + "define void @main() {\n  br label %b0\n" + "".join(f"b{i}:\n  br label %b{i + 1}\n" for i in range(n)) + f"b{n}:\n  ret void\n}}\n"

def expressions(n):
    """Each constant expression has the one before it."""
    out = HEAD + "@g = global i8 0\n@h = global ptr "
    return out + "getelementptr (i8, ptr " * n + "@g" + ", i64 1)" * n + "\n"

def allocas(n):
    return HEAD + "define void @main() {\n" + "".join(f"  %a{i} = alloca i128\n  store i128 {i}, ptr %a{i}\n" for i in range(n)) + "  ret void\n}\n"

def atomics(n):
    return HEAD + "define void @main(ptr %p) {\n" + "".join(f"  %a{i} = atomicrmw nand ptr %p, i128 {i} seq_cst\n" for i in range(n)) + "  ret void\n}\n"

STREAMS = (literals, array_of_2_32, array_of_bits, abbreviations, abbreviations_for_blocks, blocks_in_blockinfo, nested, types_that_are_said,
           types_many, types_nested, globals_short, names_over_each_other, constants_nested, metadata_chain, metadata_strings_said,
           metadata_strings, attribute_groups, attribute_lists, modules, modules_without_names, members, member_names,
           sections_over_each_other, inflated, inflated_rust_object)
TEXTS = (triple, aliases, structs_nested, structs_of_vectors, syscalls, stops, switch, phis, forward, findings_alike, findings_of_a_function, functions_that_are_lowered,
         constants_of_a_function, removed_chain, assembly_long, assembly_of_the_module, aggregates_large, vectors_large,
         integers_wide, undefined, constructors, debug_files, scopes_nested, reach_chain, blocks_chain, expressions, allocas, atomics)

def main():
    if len(sys.argv) != 4:
        for kind in STREAMS + TEXTS:
            print("text" if kind in TEXTS else "stream", kind.__name__)
        return
    kind = {kind.__name__: kind for kind in STREAMS + TEXTS}[sys.argv[1]]
    made = kind(int(sys.argv[2]))
    with open(sys.argv[3], "wb") as file:
        file.write(made.encode() if isinstance(made, str) else made)

main()
