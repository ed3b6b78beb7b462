#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Writes modules that print what operations give over many values: values.py FOLDER [SUBJECT]...

With BCFIX_VALUES_EVERY=N in the environment only every Nth row of each operation is written.

Each module is about one subject. Its inputs come from volatile loads, so that nothing is known before it runs. Results are
printed as bits, NaNs all alike.
"""
import os
import random
import struct
import sys

import x86_values

INTEGERS = [0, 1, 2, 3, 7, 0x55, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xabcd, 0xffffff, 0x7fffffff, 0x80000000, 0xffffffff,
            0x123456789, 0x7fffffffffffffff, 0x8000000000000000, 0xffffffffffffffff, 0x10000000000000000, 0xdeadbeefcafef00d12345678,
            (1 << 96) - 1, 1 << 126, (1 << 127) - 1, 1 << 127, (1 << 128) - 1, (1 << 128) - 2, 0x0123456789abcdeffedcba9876543210,
            # what rounds once, and not twice, to 24 bits
            0x7fffffbfffffffff, 0xffffff7fffffffff, 0x8000008000000001, 0x4000004000000001, 0x10000010000001, 0x01000001, 0x7fffff7f, 0xffffff7f,
            # and to 53 bits
            0xfffffffffffffbff, 0x8000000000000401, 0xc000000000000401]
DOUBLES = [0.0, -0.0, 0.25, 0.5, -0.5, 1.0, -1.0, 1.5, -1.5, 2.5, -2.5, 3.5, 0.49999999999999994, 126.9, 127.0, 128.0, -128.0, -129.0, 255.9,
           256.0, 32767.9, -32769.0, 65535.5, 2147483647.0, 2147483647.5, 2147483648.0, -2147483649.0, 4294967295.5, 4294967296.0, 9007199254740993.0,
           4503599627370495.5, 9.3e18, -9.3e18, 1.8e19, 2.0e19, 1.7e38, -1.7e38, 1.8e38, 3.5e38, 1e300, 5e-324, 1e-310, float("inf"),
           float("-inf"), float("nan")]
# zero, subnormal, normal and infinite numbers of 16 bits, and what is beside them
HALVES = [0, 1, 2, 3, 0x1ff, 0x3fe, 0x3ff, 0x400, 0x401, 0x7ff, 0x800, 0x3bff, 0x3c00, 0x3c01, 0x5555, 0x7bfe, 0x7bff, 0x7c00,
          0x8000, 0x8001, 0x83ff, 0x8400, 0xbc00, 0xfbff, 0xfc00, 0x7e00]
FLOAT_BITS = {"float": 32, "double": 64}
EVERY = int(os.environ.get("BCFIX_VALUES_EVERY", "1"))
# Numbers that Sulong has none of, by their bits: of 16 bits those above and some that say more as bfloat.
SHORT_BITS = HALVES + [0x007f, 0x0080, 0x3f80, 0x3f81, 0x4049, 0xc2f7, 0x7f7f, 0x7f80, 0xff80, 0x7fc0, 0x3555, 0xb800, 0x4248, 0x6400, 0x1400]
QUAD_BITS = [0, 1, 2, 1 << 111, (1 << 112) - 1, 1 << 112, (1 << 112) + 1, 0x3fff << 112, (0x3fff << 112) + 1, 0x3ffe << 112, 0x3ffd5555555555555555555555555555,
             0x4000921fb54442d18469898cc51701b8, 0x40008000000000000000000000000000, 0x4070ffffffffffffffffffffffffffff, 0x406f << 112, (0x406e << 112) + 1,
             0x3fc7abcdef0123456789abcdef012345, 0x1fff << 112, (0x2000 << 112) - 1, 0x5ffe << 112, 0x7ffeffffffffffffffffffffffffffff, 0x7ffd << 112, 0x7fff << 112,
             0x7fff8 << 108, 0x403effffffffffffffffffffffffffff, 0x4007ff << 104, 0x400effe << 100, 0x3f8f << 112]
QUAD_BITS += [bits | 1 << 127 for bits in QUAD_BITS[:23:2] + [0x4000921fb54442d18469898cc51701b8, 0x7fff << 112]]
SOFT_BITS = {"half": 16, "bfloat": 16, "fp128": 128}
NUMBER_BITS = {**FLOAT_BITS, **SOFT_BITS}
# Bits of NaNs, quiet and signaling ones, of both signs, that say something; as float (in each half) and as double.
PATTERNS = [0x7fc000017f800001, 0xffc1234592345678, 0x7f8000013f800000, 0xff923456ffc00001, 0x7ff0000000000001, 0xfff8000000001234,
            0x7fffffffffffffff, 0xfff0000100000000, 0x3ff0000000000000, 0x8000000000000000, 0xff800000c0490fdb]


def mangled(kind):
    """A type as it stands in an intrinsic's name."""
    if kind.startswith("<"):
        lanes, element = kind[1:-1].split(" x ")
        return f"v{lanes}{mangled(element)}"
    return {"float": "f32", "double": "f64", "half": "f16", "bfloat": "bf16", "fp128": "f128", "ptr": "p0"}.get(kind, kind)


class Module:
    """The text of one module, made function by function."""

    def __init__(self):
        self.text = ['target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"\n'
                     'target triple = "x86_64-unknown-linux-gnu"', '@format = private constant [9 x i8] c"%s %016lx\\00"',
                     '@line = private constant [7 x i8] c" %016lx"', "declare i32 @printf(ptr, ...)", "declare i32 @putchar(i32)"]
        self.text[1] = '@name = private constant [3 x i8] c"%s\\00"'
        self.text[2] = '@word = private constant [8 x i8] c" %016lx\\00"'
        self.text.append("@integers = global [%d x i128] [%s]" % (len(INTEGERS), ", ".join(f"i128 {v}" for v in INTEGERS)))
        bits = [struct.unpack("<Q", struct.pack("<d", v))[0] for v in DOUBLES]
        self.text.append("@doubles = global [%d x i64] [%s]" % (len(bits), ", ".join(f"i64 {v}" for v in bits)))
        self.text.append("@patterns = global [%d x i64] [%s]" % (len(PATTERNS), ", ".join(f"i64 {v}" for v in PATTERNS)))
        self.text.append("@shorts = global [%d x i16] [%s]" % (len(SHORT_BITS), ", ".join(f"i16 {v}" for v in SHORT_BITS)))
        self.text.append("@quads = global [%d x i128] [%s]" % (len(QUAD_BITS), ", ".join(f"i128 {v}" for v in QUAD_BITS)))
        self.declared, self.cases, self.count, self.names = set(), [], 0, {}

    def declare(self, line):
        if line not in self.declared:
            self.declared.add(line)
            self.text.append(line)

    def fresh(self):
        self.count += 1
        return f"%t{self.count}"

    def emit(self, line):
        self.body.append("  " + line)

    def value(self, instruction):
        name = self.fresh()
        self.emit(f"{name} = {instruction}")
        return name

    def input(self, kind, index):
        """A value of a type, from the table."""
        if kind.startswith("<"):
            lanes, element = kind[1:-1].split(" x ")
            vector = "poison"
            for lane in range(int(lanes)):
                one = self.input(element, index + 3 * lane)
                vector = self.value(f"insertelement {kind} {vector}, {element} {one}, i32 {lane}")
            return vector
        if kind in SOFT_BITS:
            table, name, width = (SHORT_BITS, "shorts", "i16") if SOFT_BITS[kind] == 16 else (QUAD_BITS, "quads", "i128")
            place = f"getelementptr inbounds ([{len(table)} x {width}], ptr @{name}, i64 0, i64 {index % len(table)})"
            return self.value(f"bitcast {width} {self.value(f'load volatile {width}, ptr {place}')} to {kind}")
        if kind in FLOAT_BITS:
            place = f"getelementptr inbounds ([{len(DOUBLES)} x i64], ptr @doubles, i64 0, i64 {index % len(DOUBLES)})"
            number = self.value(f"load volatile i64, ptr {place}")
            number = self.value(f"bitcast i64 {number} to double")
            return number if kind == "double" else self.value(f"fptrunc double {number} to float")
        place = f"getelementptr inbounds ([{len(INTEGERS)} x i128], ptr @integers, i64 0, i64 {index % len(INTEGERS)})"
        number = self.value(f"load volatile i128, ptr {place}")
        return number if kind == "i128" else self.value(f"trunc i128 {number} to {kind}")

    def pattern(self, kind, index):
        """A value of a type of up to 128 bits, as it lies in the table of patterns."""
        place = f"getelementptr inbounds ([{len(PATTERNS)} x i64], ptr @patterns, i64 0, i64 {index % (len(PATTERNS) - 1)})"
        return self.value(f"load volatile {kind}, ptr {place}, align 1")

    def show_memory(self, kind, value, words):
        """Prints the bits of a value as it lies in memory, NaNs too."""
        place = self.value("alloca [2 x i64], align 16")
        self.emit(f"store [2 x i64] zeroinitializer, ptr {place}")
        self.emit(f"store volatile {kind} {value}, ptr {place}")
        for word in range(words):
            self.show("i64", self.value(f"load volatile i64, ptr {self.value(f'getelementptr i64, ptr {place}, i64 {word}')}"))

    def show(self, kind, value):
        """Prints the bits of a value."""
        if kind.startswith("{"):
            for i, field in enumerate(kind[1:-1].split(", ")):
                self.show(field, self.value(f"extractvalue {kind} {value}, {i}"))
        elif kind.startswith("<"):
            lanes, element = kind[1:-1].split(" x ")
            for lane in range(int(lanes)):
                self.show(element, self.value(f"extractelement {kind} {value}, i32 {lane}"))
        elif kind in NUMBER_BITS:
            width = NUMBER_BITS[kind]
            bits = self.value(f"bitcast {kind} {value} to i{width}")
            nan = self.value(f"fcmp uno {kind} {value}, {value}")
            self.show(f"i{width}", self.value(f"select i1 {nan}, i{width} 1, i{width} {bits}"))
        else:
            width = int(kind[1:])
            for low in range(0, width, 64):
                word = self.value(f"lshr {kind} {value}, {low}") if low else value
                if width != 64:
                    word = self.value(f"{'trunc' if width > 64 else 'zext'} {kind} {word} to i64")
                self.value(f"call i32 (ptr, ...) @printf(ptr @word, i64 {word})")

    def case(self, name, tuples, write):
        """A function that writes one line for each tuple; `write` gives a list of pairs of type and value."""
        self.body = []
        label = name.encode()
        self.text.append(f"@n{len(self.cases)} = private constant [{len(label) + 1} x i8] c\"{name}\\00\"")
        for inputs in tuples[::EVERY]:
            self.value(f"call i32 (ptr, ...) @printf(ptr @name, ptr @n{len(self.cases)})")
            for kind, result in write(inputs):
                self.show(kind, result)
            self.value("call i32 @putchar(i32 10)")
        self.text += [f"define void @case{len(self.cases)}() noinline optnone \"target-features\"=\"+ssse3\" {{"] + self.body + ["  ret void", "}"]
        self.cases.append(name)

    def intrinsic(self, name, result, kinds, constants=(), tuples=None, fix=None):
        """A case for llvm.NAME.TYPES over tuples of inputs; `constants` are arguments that must be known."""
        self.declare(f"declare {result} @{name}({', '.join(list(kinds) + [c.split()[0] for c in constants])})")

        def write(inputs):
            arguments = [self.input(kind, index) for kind, index in zip(kinds, inputs)]
            if fix:
                arguments = fix(self, arguments)
            listed = [f"{kind} {argument}" for kind, argument in zip(kinds, arguments)] + list(constants)
            return [(result, self.value(f"call {result} @{name}({', '.join(listed)})"))]

        self.case(name + "".join("/" + c.split()[1] for c in constants), tuples or default_tuples(len(kinds), kinds[0]), write)

    def operation(self, name, result, kinds, instruction, tuples=None, fix=None):
        """A case for an instruction, whose operands stand as {0}, {1} … in its text."""
        def write(inputs):
            arguments = [self.input(kind, index) for kind, index in zip(kinds, inputs)]
            if fix:
                arguments = fix(self, arguments)
            return [(result, self.value(instruction.format(*arguments)))]

        self.case(name, tuples or default_tuples(len(kinds), kinds[0]), write)

    def finish(self):
        """All cases, or the one whose number is the argument."""
        count = range(len(self.cases))
        calls = [f"  call void @case{i}()" for i in count]
        self.declare("declare i32 @atoi(ptr)")
        switch = [f"    i32 {i}, label %one{i}" for i in count]
        ones = [f"one{i}:\n  call void @case{i}()\n  ret i32 0" for i in count]
        return "\n".join(self.text + ["define i32 @main(i32 %argc, ptr %argv) {", "  %chosen = icmp eq i32 %argc, 2",
                                      "  br i1 %chosen, label %one, label %all", "all:"] + calls + ["  ret i32 0", "one:",
                                      "  %place = getelementptr ptr, ptr %argv, i64 1", "  %text = load ptr, ptr %place",
                                      "  %number = call i32 @atoi(ptr %text)", "  switch i32 %number, label %none ["] +
                         switch + ["  ]", "none:", "  ret i32 1"] + ones + ["}", ""])


def table_size(kind):
    element = kind[1:-1].split(" x ")[1] if kind.startswith("<") else kind
    if element in SOFT_BITS:
        return len(SHORT_BITS if SOFT_BITS[element] == 16 else QUAD_BITS)
    return len(DOUBLES) if element in FLOAT_BITS else len(INTEGERS)


def default_tuples(count, kind):
    size = table_size(kind)
    if count == 1:
        return [(i,) for i in range(size)]
    if count == 2:
        return [(i, (i * 7 + k * 11) % size) for i in range(size) for k in range(3)]
    return [(i, (i * 5 + 2) % size, (i * 11 + k * 13) % size) for i in range(size) for k in range(3)]


WIDTHS = ["i3", "i8", "i16", "i24", "i32", "i48", "i64", "i96", "i128"]
VECTORS = ["<4 x i32>", "<8 x i16>", "<16 x i8>", "<2 x i64>", "<3 x i32>"]


def known_funnels(module, kind):
    """Funnel shifts whose amounts are known: in the range, at its ends and beyond; of vectors also different ones."""
    lanes, element = kind[1:-1].split(" x ") if kind.startswith("<") else ("1", kind)
    width = int(element[1:])
    for first, step in ((1, 0), (width - 1, 0), (width // 2 + 1, 0), (0, 0), (width, 0), (width + 5, 0), (3, 5), (0, 1)):
        amounts = [(first + lane * step) % (1 << width) for lane in range(int(lanes))]
        constant = "<" + ", ".join(f"{element} {amount}" for amount in amounts) + ">" if kind.startswith("<") else str(first)
        if step and len(amounts) == 1:
            continue
        for name in ("fshl", "fshr"):
            module.operation(f"{name} {kind} by {first} and {step} more", kind, [kind] * 2,
                             f"call {kind} @llvm.{name}.{mangled(kind)}({kind} {{0}}, {kind} {{1}}, {kind} {constant})",
                             tuples=default_tuples(2, kind)[::16])


def bits(module):
    for kind in WIDTHS + VECTORS:
        for name in ("ctpop", "bitreverse"):
            module.intrinsic(f"llvm.{name}.{mangled(kind)}", kind, [kind])
        for name in ("ctlz", "cttz", "abs"):
            module.intrinsic(f"llvm.{name}.{mangled(kind)}", kind, [kind], ["i1 false"])
        for name in ("fshl", "fshr"):
            module.intrinsic(f"llvm.{name}.{mangled(kind)}", kind, [kind] * 3)
    for kind in ["i8", "i16", "i32", "i64", "<16 x i8>", "<4 x i32>", "<2 x i64>"]:
        known_funnels(module, kind)
    for kind in ["i16", "i32", "i48", "i64", "i96", "i128", "<4 x i32>", "<8 x i16>"]:
        module.intrinsic(f"llvm.bswap.{mangled(kind)}", kind, [kind])


def arithmetic(module):
    for kind in WIDTHS + VECTORS:
        for name in ("smax", "smin", "umax", "umin", "sadd.sat", "ssub.sat", "uadd.sat", "usub.sat"):
            module.intrinsic(f"llvm.{name}.{mangled(kind)}", kind, [kind] * 2)
        result = "i8" if not kind.startswith("<") else kind.split(" x ")[0] + " x i8>"
        for name in ("scmp", "ucmp"):
            module.intrinsic(f"llvm.{name}.{mangled(result)}.{mangled(kind)}", result, [kind] * 2)
    for kind in WIDTHS[1:]:
        for name in ("sadd", "ssub", "smul", "uadd", "usub", "umul"):
            module.intrinsic(f"llvm.{name}.with.overflow.{kind}", "{" + kind + ", i1}", [kind] * 2)
        width = int(kind[1:])

        def in_range(m, arguments, kind=kind, width=width):
            return [arguments[0], m.value(f"urem {kind} {arguments[1]}, {width}")]

        for name in ("sshl.sat", "ushl.sat"):
            module.intrinsic(f"llvm.{name}.{kind}", kind, [kind] * 2, fix=in_range)


def wide(module):
    def not_zero(kind):
        return lambda m, a: [a[0], m.value(f"or {kind} {a[1]}, 1")]

    for kind in ["i17", "i24", "i33", "i63", "i65", "i96", "i100", "i128"]:
        width = int(kind[1:])
        for name in ("add", "sub", "mul", "and", "or", "xor"):
            module.operation(f"{name} {kind}", kind, [kind] * 2, name + f" {kind} {{0}}, {{1}}")
        for name in ("udiv", "urem"):
            module.operation(f"{name} {kind}", kind, [kind] * 2, name + f" {kind} {{0}}, {{1}}", fix=not_zero(kind))
        # The least number by -1 overflows; with the divisor odd and positive it cannot.
        positive = lambda m, a, kind=kind: [a[0], m.value(f"or {kind} {m.value(f'lshr {kind} {a[1]}, 1')}, 1")]
        for name in ("sdiv", "srem"):
            module.operation(f"{name} {kind}", kind, [kind] * 2, name + f" {kind} {{0}}, {{1}}", fix=positive)
        amount = lambda m, a, kind=kind, width=width: [a[0], m.value(f"urem {kind} {a[1]}, {width}")]
        for name in ("shl", "lshr", "ashr"):
            module.operation(f"{name} {kind}", kind, [kind] * 2, name + f" {kind} {{0}}, {{1}}", fix=amount)
        for name in ("eq", "ult", "ule", "slt", "sge"):
            module.operation(f"icmp {name} {kind}", "i1", [kind] * 2, f"icmp {name} {kind} {{0}}, {{1}}")
        for real in FLOAT_BITS:
            for name in ("uitofp", "sitofp"):
                module.operation(f"{name} {kind} {real}", real, [kind], f"{name} {kind} {{0}} to {real}")
            small = [(i,) for i, v in enumerate(DOUBLES) if abs(v) < 2.0 ** min(width - 2, 120)]
            module.operation(f"fptosi {real} {kind}", kind, [real], f"fptosi {real} {{0}} to {kind}", small)
            positive_only = [(i,) for (i,) in small if DOUBLES[i] >= 0]
            module.operation(f"fptoui {real} {kind}", kind, [real], f"fptoui {real} {{0}} to {kind}", positive_only)
    for kind in ["i8", "i16", "i32", "i64"]:
        for real in FLOAT_BITS:
            for name in ("uitofp", "sitofp"):
                module.operation(f"{name} {kind} {real}", real, [kind], f"{name} {kind} {{0}} to {real}")
            # half of a bit less, so that the number still fits when it is rounded to float
            small = [(i,) for i, v in enumerate(DOUBLES) if abs(v) < 2.0 ** (int(kind[1:]) - 1) * 0.999]
            module.operation(f"fptosi {real} {kind}", kind, [real], f"fptosi {real} {{0}} to {kind}", small)
            positive_only = [(i,) for i, v in enumerate(DOUBLES) if 0 <= v < 2.0 ** int(kind[1:]) * 0.999]
            module.operation(f"fptoui {real} {kind}", kind, [real], f"fptoui {real} {{0}} to {kind}", positive_only)
    for kind in ["<2 x i64>", "<4 x i32>"]:
        lanes = kind.split(" ")[0]
        for real in FLOAT_BITS:
            module.operation(f"uitofp {kind} {real}", f"{lanes} x {real}>", [kind], f"uitofp {kind} {{0}} to {lanes} x {real}>")
            module.operation(f"sitofp {kind} {real}", f"{lanes} x {real}>", [kind], f"sitofp {kind} {{0}} to {lanes} x {real}>")
    for source in ["i1", "i8", "i24", "i32", "i64", "i65", "i96"]:
        for to in ["i65", "i96", "i128", "i256"]:
            if int(source[1:]) < int(to[1:]):
                for name in ("sext", "zext"):
                    module.operation(f"{name} {source} {to}", to, [source], f"{name} {source} {{0}} to {to}")
    module.operation("bitcast i128 <4 x i32>", "<4 x i32>", ["i128"], "bitcast i128 {0} to <4 x i32>")
    module.operation("bitcast <2 x i64> i128", "i128", ["<2 x i64>"], "bitcast <2 x i64> {0} to i128")

    def divide(inputs):
        low, by = module.input("i64", inputs[1]), module.value(f"or i64 {module.input('i64', inputs[2])}, 1")
        high = module.value(f"urem i64 {module.input('i64', inputs[0])}, {by}") # so that the quotient has 64 bits
        return [("{i64, i64}", module.value('call {i64, i64} asm inteldialect "div ${2:q}", "=&{dx},=&{ax},r,0,1,~{dirflag},~{fpsr},'
                                            '~{flags}"' + f"(i64 {by}, i64 {high}, i64 {low})"))]

    module.case("div 128 by 64", default_tuples(3, "i64"), divide)
    for kind in ["i7", "i17", "i65", "i129"]:
        def through_memory(inputs, kind=kind):
            number = module.input("i128", inputs[0])
            number = module.value(f"{'trunc' if int(kind[1:]) < 128 else 'zext'} i128 {number} to {kind}")
            place = module.value(f"alloca {kind}")
            module.emit(f"store volatile {kind} {number}, ptr {place}")
            return [(kind, module.value(f"load volatile {kind}, ptr {place}"))]
        module.case(f"memory {kind}", default_tuples(1, "i128"), through_memory)


def lacking_vectors(module):
    """Vectors that Sulong has none of. (One element would show an error of llc -O0 instead, where it does not clear what is
    above odd integers.)"""
    few = [(i, (i * 7 + 3) % len(INTEGERS), (i * 5 + 1) % len(INTEGERS)) for i in range(0, len(INTEGERS), 3)]

    def splat(kind, number):
        return "splat (" + kind.split(" x ")[1][:-1] + f" {number})"

    for lanes, element in ((2, "i128"), (4, "i24"), (2, "i65"), (3, "i7"), (2, "i96")):
        kind, width, bits = f"<{lanes} x {element}>", int(element[1:]), lanes * int(element[1:])
        short = f"v{lanes}{element}"

        def run(name, result, kinds, text, fix=None, kind=kind):
            module.operation(f"{name} {kind}", result, kinds, text, few, fix)

        for name in ("add", "sub", "mul", "xor"):
            run(name, kind, [kind] * 2, f"{name} {kind} {{0}}, {{1}}")
        odd = lambda m, a, kind=kind: [a[0], m.value(f"or {kind} {m.value(f'lshr {kind} {a[1]}, ' + splat(kind, 1))}, {splat(kind, 1)}")]
        for name in ("udiv", "urem", "sdiv", "srem"):
            run(name, kind, [kind] * 2, f"{name} {kind} {{0}}, {{1}}", odd)
        amount = lambda m, a, kind=kind, width=width: [a[0], m.value(f"urem {kind} {a[1]}, {splat(kind, width)}")]
        for name in ("shl", "lshr", "ashr"):
            run(name, kind, [kind] * 2, f"{name} {kind} {{0}}, {{1}}", amount)
        for name in ("eq", "ult", "sge"):
            run(f"icmp {name}", f"<{lanes} x i1>", [kind] * 2, f"icmp {name} {kind} {{0}}, {{1}}")
        run("select", kind, [f"<{lanes} x i1>", kind, kind], f"select <{lanes} x i1> {{0}}, {kind} {{1}}, {kind} {{2}}")
        run("select whole", kind, ["i1", kind, kind], f"select i1 {{0}}, {kind} {{1}}, {kind} {{2}}")
        for other in ("i8", "i64", "i128", "i256"):
            if int(other[1:]) > width:
                for name in ("zext", "sext"):
                    run(f"{name} {other}", f"<{lanes} x {other}>", [kind], f"{name} {kind} {{0}} to <{lanes} x {other}>")
            elif int(other[1:]) < width:
                run(f"trunc {other}", f"<{lanes} x {other}>", [kind], f"trunc {kind} {{0}} to <{lanes} x {other}>")
                run(f"sext from {other}", kind, [f"<{lanes} x {other}>"], f"sext <{lanes} x {other}> {{0}} to {kind}")
        for name in ("uitofp", "sitofp"):
            run(f"{name} double", f"<{lanes} x double>", [kind], f"{name} {kind} {{0}} to <{lanes} x double>")
        for name in ("fptoui", "fptosi"):
            run(f"{name} float", kind, ["<%d x i5>" % lanes], f"{name} <{lanes} x float> {{0}} to {kind}",
                lambda m, a, lanes=lanes: [m.value(f"uitofp <{lanes} x i5> {a[0]} to <{lanes} x float>")])
        run("bitcast to integer", f"i{bits}", [kind], f"bitcast {kind} {{0}} to i{bits}")
        as_integer = lambda m, a, kind=kind, bits=bits: [m.value(f"bitcast {kind} {a[0]} to i{bits}")]
        run("bitcast from integer", kind, [kind], f"bitcast i{bits} {{0}} to {kind}", as_integer)
        if bits < 200:
            as_bits = lambda m, a, kind=kind, bits=bits: [m.value(f"bitcast {kind} {a[0]} to <{bits} x i1>")]
            back = lambda m, a, bits=bits, first=as_integer: [m.value(f"bitcast i{bits} {first(m, a)[0]} to <{bits} x i1>")]
            run("bitcast to bits", f"i{bits}", [kind], f"bitcast <{bits} x i1> {{0}} to i{bits}", as_bits)
            run("bitcast from bits", kind, [kind], f"bitcast <{bits} x i1> {{0}} to {kind}", back)
        if bits % 32 == 0:
            words = f"<{bits // 32} x i32>"
            run("bitcast to words", words, [kind], f"bitcast {kind} {{0}} to {words}")
            run("bitcast from words", kind, [words], f"bitcast {words} {{0}} to {kind}")
        place = lambda m, a, lanes=lanes: a[:-1] + [m.value(f"urem i32 {a[-1]}, {lanes}")]
        run("insertelement", kind, [kind, element, "i32"], f"insertelement {kind} {{0}}, {element} {{1}}, i32 {{2}}", place)
        run("extractelement", element, [kind, "i32"], f"extractelement {kind} {{0}}, i32 {{1}}", place)
        run("shuffle longer", f"<5 x {element}>", [kind] * 2,
            f"shufflevector {kind} {{0}}, {kind} {{1}}, <5 x i32> <i32 {lanes}, i32 0, i32 1, i32 {2 * lanes - 1}, i32 0>")
        run("shuffle constant", kind, [kind], f"shufflevector {kind} {{0}}, {kind} <{', '.join(f'{element} {5 + i}' for i in range(lanes))}>, "
            f"<{lanes} x i32> <{', '.join(f'i32 {i if i % 2 else lanes + i}' for i in range(lanes))}>")
        run("freeze", kind, [kind], f"freeze {kind} {{0}}")
        for name in ("umax", "smin", "uadd.sat", "ssub.sat"):
            module.intrinsic(f"llvm.{name}.{short}", kind, [kind] * 2, tuples=few)
        for name in ("ctpop", "bitreverse"):
            module.intrinsic(f"llvm.{name}.{short}", kind, [kind], tuples=few)
        module.intrinsic(f"llvm.fshl.{short}", kind, [kind] * 3, tuples=few)
        for name in ("uadd", "ssub", "umul"):
            module.intrinsic(f"llvm.{name}.with.overflow.{short}", f"{{{kind}, <{lanes} x i1>}}", [kind] * 2, tuples=few)
        for name in ("add", "umax"):
            module.intrinsic(f"llvm.vector.reduce.{name}.{short}", element, [kind], tuples=few)
        around(module, kind, lanes, element, few)


    module.text += ["@short = global <4 x i24> <i24 1, i24 -2, i24 3, i24 4>", "@three = global [2 x <3 x i128>] [<3 x i128> <i128 1, i128 -2, i128 3>, "
                    "<3 x i128> <i128 4, i128 5, i128 6>]", "@record = global {i8, <4 x i24>, i16, <3 x i128>, i8} {i8 1, <4 x i24> <i24 7, i24 8, i24 9, i24 10>, "
                    "i16 11, <3 x i128> <i128 12, i128 13, i128 14>, i8 15}"]

    def bytewise(inputs):
        """Variables, element by element where LLVM has them, and one that is written as a whole."""
        results = [("i8", module.value(f"load volatile i8, ptr {module.value(f'getelementptr i8, ptr @record, i64 {at}')}"))
                   for at in (0, 16, 19, 22, 25, 32, 64, 80, 96, 128)]
        results += [("i8", module.value(f"load volatile i8, ptr {module.value(f'getelementptr i8, ptr @three, i64 {at}')}")) for at in (0, 16, 32, 64, 80)]
        results += [("<4 x i24>", module.value("load volatile <4 x i24>, ptr @short"))]
        module.emit(f"store <4 x i24> {module.input('<4 x i24>', inputs[0])}, ptr @short")
        return results + [("i24", module.value(f"load i24, ptr {module.value(f'getelementptr i8, ptr @short, i64 {at}')}, align 1")) for at in (0, 3, 6, 9)]

    module.case("variables", [(i,) for i in range(5)], bytewise)


def fixed_point(module):
    """Fixed point numbers, masks with gaps, numbers of elements."""
    for kind in ("i8", "i16", "i32", "i64", "<4 x i16>"):
        width = int(kind.split("i")[-1].rstrip(">"))
        for scale in (1, width // 2, width - 1):
            for sign in "su":
                for name in ("mul.fix", "mul.fix.sat"):
                    module.intrinsic(f"llvm.{sign}{name}.{mangled(kind)}", kind, [kind] * 2, [f"i32 {scale}"], tuples=default_tuples(2, kind)[::3])
        if kind == "<4 x i16>":
            continue
        # the dividend small enough that the quotient fits, the divisor not 0; saturating ones need neither
        small = lambda m, a, kind=kind, width=width: [m.value(f"lshr {kind} {a[0]}, {width // 2 + 2}"), m.value(f"or {kind} {a[1]}, 1")]
        for sign in "su":
            module.intrinsic(f"llvm.{sign}div.fix.{kind}", kind, [kind] * 2, [f"i32 {width // 2}"], tuples=default_tuples(2, kind)[::3], fix=small)
            odd = lambda m, a, kind=kind: [a[0], m.value(f"or {kind} {a[1]}, 1")]
            if kind != "i64":  # llc has none of 64 bits
                module.intrinsic(f"llvm.{sign}div.fix.sat.{kind}", kind, [kind] * 2, [f"i32 {width // 2}"], tuples=default_tuples(2, kind)[::3], fix=odd)
    module.text.append("@many = global [8 x i32] [i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 8]")
    module.declare("declare void @llvm.masked.compressstore.v8i32(<8 x i32>, ptr, <8 x i1>)")
    module.declare("declare <8 x i32> @llvm.masked.expandload.v8i32(ptr, <8 x i1>, <8 x i32>)")

    def packed(inputs):
        mask, other = module.input("<8 x i1>", inputs[0]), module.input("<8 x i32>", inputs[1])
        first = module.value(f"call <8 x i32> @llvm.masked.expandload.v8i32(ptr align 4 @many, <8 x i1> {mask}, <8 x i32> {other})")
        module.emit(f"call void @llvm.masked.compressstore.v8i32(<8 x i32> {other}, ptr align 4 @many, <8 x i1> {mask})")
        return [("<8 x i32>", first), ("<8 x i32>", module.value("load volatile <8 x i32>, ptr @many"))]

    module.case("packed", default_tuples(2, "i32")[::2], packed)
    for kind in ("i8", "i32", "i64"):
        module.intrinsic(f"llvm.get.active.lane.mask.v4i1.{kind}", "<4 x i1>", [kind] * 2)
    module.intrinsic("llvm.arithmetic.fence.f64", "double", ["double"])
    module.intrinsic("llvm.stepvector.v4i32", "<4 x i32>", [], tuples=[()])
    module.intrinsic("llvm.get.rounding", "i32", [], tuples=[()])


def around(module, kind, lanes, element, few):
    """Such vectors as arguments, results, fields, phis and in memory."""
    pair, short = f"{{{kind}, i32}}", f"v{lanes}{element}"
    record = f"{{i8, {kind}, i16, {kind}}}"
    module.text += [f"define {pair} @pair.{short}({kind} %x, i32 %i, {kind} %y) noinline {{", f"  %z = sub {kind} %x, %y",
                    f"  %a = insertvalue {pair} poison, {kind} %z, 0", f"  %b = insertvalue {pair} %a, i32 %i, 1", f"  ret {pair} %b", "}",
                    f"define {kind} @phi.{short}(i1 %c, {kind} %x, {kind} %y) noinline {{", "entry:", "  br i1 %c, label %sum, label %done",
                    "sum:", f"  %s = add {kind} %x, %y", "  br label %next", "next:", f"  %t = phi {kind} [ %s, %sum ], [ %u, %next ]",
                    "  %n = phi i32 [ 0, %sum ], [ %m, %next ]", f"  %u = sub {kind} %y, %t", "  %m = add i32 %n, 1", "  %again = icmp ult i32 %m, 3",
                    "  br i1 %again, label %next, label %done", "done:",
                    f"  %p = phi {kind} [ %u, %next ], [ <{', '.join(f'{element} {9 + i}' for i in range(lanes))}>, %entry ]",
                    f"  ret {kind} %p", "}"]

    def passed(inputs):
        x, y = module.input(kind, inputs[0]), module.input(kind, inputs[1])
        both = module.value(f"call {pair} @pair.{short}({kind} {x}, i32 7, {kind} {y})")
        first = module.value(f"extractvalue {pair} {both}, 0")
        condition = module.input("i1", inputs[2])
        return [(pair, both), (kind, module.value(f"call {kind} @phi.{short}(i1 {condition}, {kind} {first}, {kind} {y})"))]

    def stored(inputs):
        x, y = module.input(kind, inputs[0]), module.input(kind, inputs[1])
        place, copy, row = (module.value(f"alloca {t}") for t in (record, record, f"[3 x {kind}]"))
        fields = [module.value(f"getelementptr {record}, ptr {place}, i64 0, i32 {i}") for i in range(4)]
        module.emit(f"store i8 1, ptr {fields[0]}")
        module.emit(f"store {kind} {x}, ptr {fields[1]}")
        module.emit(f"store i16 2, ptr {fields[2]}")
        module.emit(f"store volatile {kind} {y}, ptr {fields[3]}")
        whole = module.value(f"load {record}, ptr {place}")
        module.emit(f"store {record} {whole}, ptr {copy}")
        last = module.value(f"getelementptr {record}, ptr {copy}, i64 0, i32 3")
        index = module.value(f"urem i64 {module.input('i64', inputs[2])}, 3")
        for i, value in enumerate((x, y, x)):
            module.emit(f"store {kind} {value}, ptr {module.value(f'getelementptr {kind}, ptr {row}, i64 {i}')}")
        middle = module.value(f"getelementptr [3 x {kind}], ptr {row}, i64 0, i64 {index}")
        results = [(kind, module.value(f"extractvalue {record} {whole}, 1")), (kind, module.value(f"load {kind}, ptr {last}")),
                   (kind, module.value(f"load volatile {kind}, ptr {middle}"))]
        if int(element[1:]) % 8 == 0:
            lane = module.value(f"getelementptr {kind}, ptr {row}, i64 1, i64 1")
            results.append((element, module.value(f"load {element}, ptr {lane}")))
        return results

    module.case(f"passed {kind}", few, passed)
    module.case(f"stored {kind}", few, stored)


def conversions(module):
    for kind in ["i1", "i3", "i8", "i16", "i17", "i32", "i33", "i63", "i64"]:
        width = int(kind[1:])
        for lanes in (0, 2) if width < 8 else (2,): # other scalars stand in wide()
            for real in FLOAT_BITS:
                integer, number = (f"<{lanes} x {kind}>", f"<{lanes} x {real}>") if lanes else (kind, real)
                for name in ("uitofp", "sitofp"):
                    module.operation(f"{name} {integer} {number}", number, [integer], f"{name} {integer} {{0}} to {number}")
                for name, least, most in (("fptoui", -1, 1 << width), ("fptosi", -(1 << (width - 1)) - 1, 1 << (width - 1))):
                    # a bit less, so that the number still fits when it is rounded to float
                    fits = [i for i, v in enumerate(DOUBLES) if least * 0.999 < v < most * 0.999 or abs(v) < 1]
                    fits += [DOUBLES.index(2147483647.5)] if width == 32 and name == "fptoui" and real == "double" else []

                    def convert(inputs, name=name, integer=integer, number=number, real=real, lanes=lanes, fits=fits):
                        value = module.input(real, fits[inputs[0]])
                        vector = "poison"
                        for lane in range(lanes):
                            value = module.input(real, fits[(inputs[0] + lane) % len(fits)])
                            vector = module.value(f"insertelement {number} {vector}, {real} {value}, i32 {lane}")
                        return [(integer, module.value(f"{name} {number} {vector if lanes else value} to {integer}"))]

                    module.case(f"{name} {number} {integer}", [(i,) for i in range(len(fits))], convert)
    same_size = [["float", "i32", "<1 x float>", "<1 x i32>", "<2 x i16>", "<4 x i8>"],
                 ["double", "i64", "<1 x double>", "<1 x i64>", "<2 x float>", "<2 x i32>", "<4 x i16>", "<8 x i8>"],
                 ["<2 x double>", "<4 x float>", "<2 x i64>", "<4 x i32>", "<8 x i16>", "<16 x i8>", "i128"]]
    for size, kinds in enumerate(same_size):
        for source in kinds:
            for to in kinds:
                if source == to:
                    continue

                def reinterpret(inputs, source=source, to=to, size=size):
                    value = module.value(f"bitcast {source} {module.pattern(source, inputs[0])} to {to}")
                    module.show_memory(to, value, 2 if size == 2 else 1)
                    return []

                module.case(f"bitcast {source} {to}", [(i,) for i in range(len(PATTERNS) - 1)], reinterpret)
    for kind in ["float", "double", "<2 x float>", "<4 x float>", "<2 x double>"]:
        for name in ("fabs", "copysign", "fneg"):
            count = 2 if name == "copysign" else 1
            full = f"llvm.{name}.{mangled(kind)}"
            if name != "fneg":
                module.declare(f"declare {kind} @{full}({', '.join([kind] * count)})")

            def sign(inputs, name=name, kind=kind, full=full, count=count):
                arguments = ", ".join(f"{kind} {module.pattern(kind, inputs[0] + 3 * i)}" for i in range(count))
                value = module.value(f"fneg {arguments}" if name == "fneg" else f"call {kind} @{full}({arguments})")
                module.show_memory(kind, value, 2 if kind in ("<4 x float>", "<2 x double>") else 1)
                return []

            module.case(f"bits of {full}", [(i,) for i in range(len(PATTERNS) - 1)], sign)
    module.declare("declare i1 @llvm.is.fpclass.f32(float, i32)")
    for mask in (1, 2, 3):
        module.case(f"class of bits {mask}", [(i,) for i in range(len(PATTERNS) - 1)], lambda inputs, mask=mask: [
            ("i1", module.value(f"call i1 @llvm.is.fpclass.f32(float {module.pattern('float', inputs[0])}, i32 {mask})"))])
    for name in ("smax", "smin", "umax", "umin"):
        module.intrinsic(f"llvm.{name}.i1", "i1", ["i1"] * 2)
    for kind in ["float", "double", "<2 x double>"]:
        name = f"llvm.powi.{mangled(kind)}.i32"
        module.declare(f"declare {kind} @{name}({kind}, i32)")
        exponents = [0, 1, 2, 3, 5, 10, 31, 64, 127, 1000, -1, -2, -3, -10, -64, 2147483647, -2147483648]

        def power(inputs, kind=kind, name=name):
            exponent = module.value(f"load volatile i32, ptr getelementptr ([{len(exponents)} x i32], ptr @exponents, i64 0, i64 {inputs[1]})")
            return [(kind, module.value(f"call {kind} @{name}({kind} {module.input(kind, inputs[0])}, i32 {exponent})"))]

        module.case(name, [(i, e) for i in list(range(12)) + [40, 42, 43] for e in range(len(exponents))], power)
    module.text.append("@exponents = global [%d x i32] [%s]" % (len(exponents), ", ".join(f"i32 {e}" for e in exponents)))


def floats(module):
    unary = ("ceil", "fabs", "floor", "nearbyint", "rint", "round", "roundeven", "sqrt", "trunc", "canonicalize")
    for kind in ["float", "double", "<4 x float>", "<2 x double>"]:
        for name in unary:
            module.intrinsic(f"llvm.{name}.{mangled(kind)}", kind, [kind])
        for name in ("copysign", "maximum", "minimum", "maximumnum", "minimumnum"):
            module.intrinsic(f"llvm.{name}.{mangled(kind)}", kind, [kind] * 2)
        module.intrinsic(f"llvm.fma.{mangled(kind)}", kind, [kind] * 3)
    for kind in ["float", "double", "<4 x float>"]:
        result = "i1" if not kind.startswith("<") else "<4 x i1>"
        for mask in (1, 2, 3, 4, 8, 16, 32, 64, 128, 256, 512, 504, 1023):
            module.intrinsic(f"llvm.is.fpclass.{mangled(kind)}", result, [kind], [f"i32 {mask}"])
    for kind in FLOAT_BITS:
        for width in ("i1", "i3", "i8", "i16", "i24", "i32", "i48", "i64", "i96", "i128"):
            for sign in "su":
                module.intrinsic(f"llvm.fpto{sign}i.sat.{width}.{mangled(kind)}", width, [kind])
    for sign in "su":
        module.intrinsic(f"llvm.fpto{sign}i.sat.v4i32.v4f32", "<4 x i32>", ["<4 x float>"])
        module.intrinsic(f"llvm.fpto{sign}i.sat.v8i8.v8f32", "<8 x i8>", ["<8 x float>"])


def libm(module):
    one = ["acos", "asin", "atan", "cos", "cosh", "exp", "exp2", "expm1", "log", "log10", "log1p", "log2", "sin", "sinh", "tan", "tanh"]
    intrinsics = ["acos", "asin", "atan", "cos", "cosh", "exp", "exp2", "log", "log10", "log2", "sin", "sinh", "tan", "tanh"]
    two = ["atan2", "pow"]
    numbers = random.Random(1)
    reals = [2.0 ** i for i in range(-40, 64, 3)] + [numbers.uniform(-1, 1) for _ in range(60)]
    reals += [numbers.uniform(-10, 10) for _ in range(40)] + [numbers.uniform(0, 2) ** 20 for _ in range(20)]
    reals += [0.0, -0.0, 1.0, float("inf"), float("-inf"), float("nan"), 5e-324, 1e300]
    # Where Java rounds the last bit of exp, exp2, log, log2 and pow otherwise than glibc, which random numbers seldom meet;
    # then of cos, sin, tan, expm1 and log1p.
    apart = list(map(float.fromhex, ["-0x1.282d5ap-4", "-0x1.d716aep-2", "0x1.caa09ep-3", "-0x1.015d84p3", "0x1.e6eabep-1", "0x1.125b8ep-2",
                                     "0x1.f64f9ep-1", "0x1.ee760ap-1", "-0x1.7d2bb78476858p-1", "-0x1.a865e0958008bp-6",
                                     "0x1.dd05765c1dbe1p4", "-0x1.ae939e9cda8ebp-1", "0x1.dcc60f04cede6p-1", "0x1.86169f9591f44p3"]))
    apart += map(float.fromhex, ["-0x1.864a9b0a592acp12", "0x1.e7ed5ac96f59cp2", "-0x1.d5eaeac0e2cfp14", "0x1.4444c01b770b5p-3",
                                 "0x1.24e08451a8d1ap9", "0x1.a99bcc1fe0307p0", "0x1.0255b09132334p5", "0x1.72d3adabbd22bp-2",
                                 "0x1.e15f177b63545p-2", "0x1.63993ec57be54p3"])
    powers_apart = [tuple(map(float.fromhex, pair)) for pair in (("0x1.1f1d2ap-1", "-0x1.6744a2p5"), ("0x1.c7b8f6p-6", "0x1.18a732p-7"),
                    ("0x1.b98a3d533195ap-4", "-0x1.f984dd18e98bfp0"), ("0x1.ecd74b6cda981p-2", "-0x1.41ce2f2f7bb15p-4"))]
    reals += apart + [number for pair in powers_apart for number in pair]
    pairs_apart = [(len(reals) - 2 * i - 2, len(reals) - 2 * i - 1) for i in range(len(powers_apart))]
    module.text.append("@reals = global [%d x i64] [%s]" % (
        len(reals), ", ".join("i64 %d" % struct.unpack("<Q", struct.pack("<d", v))[0] for v in reals)))

    def real(kind, index):
        place = f"getelementptr inbounds ([{len(reals)} x i64], ptr @reals, i64 0, i64 {index % len(reals)})"
        number = module.value(f"load volatile double, ptr {place}")
        return number if kind == "double" else module.value(f"fptrunc double {number} to float")

    def case(name, kind, count):
        module.declare(f"declare {kind} @{name}({', '.join([kind] * count)})")

        def call(inputs):
            arguments = ", ".join(f"{kind} {real(kind, index)}" for index in inputs)
            return [(kind, module.value(f"call {kind} @{name}({arguments})"))]

        chosen = [(i, i * 7 + 5) for i in range(len(reals))] + pairs_apart
        module.case(name, [(i,) for i in range(len(reals))] if count == 1 else chosen, call)

    for kind in FLOAT_BITS:
        for count, names in ((1, one), (2, two)):
            for name in names:
                case(name + ("f" if kind == "float" else ""), kind, count)
        for name in intrinsics:
            case(f"llvm.{name}.{mangled(kind)}", kind, 1)
        for name in two:
            case(f"llvm.{name}.{mangled(kind)}", kind, 2)
        scale = f"ldexp{'f' if kind == 'float' else ''}"
        module.declare(f"declare {kind} @{scale}({kind}, i32)")
        powers = [0, 1, -1, 100, -100, 1000, -1000, 1074, -1074, 2000, -2000, -149, -126]

        def scaled(inputs, kind=kind, scale=scale):
            power = module.value(f"load volatile i32, ptr getelementptr ([{len(powers)} x i32], ptr @powers, i64 0, i64 {inputs[1]})")
            return [(kind, module.value(f"call {kind} @{scale}({kind} {real(kind, inputs[0])}, i32 {power})"))]

        module.case(scale, [(i, p) for i in list(range(0, len(reals), 9)) + [len(reals) - 2] for p in range(len(powers))], scaled)
    module.text.append("@powers = global [%d x i32] [%s]" % (len(powers), ", ".join(f"i32 {p}" for p in powers)))
    for name in ("sin", "log2"):
        kind = "<2 x double>"
        full = f"llvm.{name}.v2f64"
        module.declare(f"declare {kind} @{full}({kind})")

        def both(inputs, kind=kind, full=full):
            vector = "poison"
            for lane in range(2):
                vector = module.value(f"insertelement {kind} {vector}, double {real('double', inputs[0] + lane)}, i32 {lane}")
            return [(kind, module.value(f"call {kind} @{full}({kind} {vector})"))]

        module.case(full, [(i,) for i in range(0, len(reals), 2)], both)


def vectors(module):
    for kind in VECTORS + ["<8 x i8>", "<8 x i32>", "<4 x i64>", "<32 x i8>", "<1 x i32>"]:
        element = kind.split(" x ")[1][:-1]
        for name in ("add", "mul", "and", "or", "xor", "smax", "smin", "umax", "umin"):
            module.intrinsic(f"llvm.vector.reduce.{name}.{mangled(kind)}", element, [kind])
        module.intrinsic(f"llvm.vector.reverse.{mangled(kind)}", kind, [kind])
    for kind in ["<4 x float>", "<2 x double>"]:
        element = kind.split(" x ")[1][:-1]
        for name in ("fmax", "fmin"):
            module.intrinsic(f"llvm.vector.reduce.{name}.{mangled(kind)}", element, [kind],
                             tuples=[(i,) for i in range(2, len(DOUBLES) - 12)])
        for name in ("fadd", "fmul"):
            module.intrinsic(f"llvm.vector.reduce.{name}.{mangled(kind)}", element, [element, kind])
    module.intrinsic("llvm.vector.extract.v2i32.v8i32", "<2 x i32>", ["<8 x i32>"], ["i64 4"])
    module.intrinsic("llvm.vector.insert.v8i32.v2i32", "<8 x i32>", ["<8 x i32>", "<2 x i32>"], ["i64 2"])
    module.text.append("@memory = global [8 x i32] [i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 8]")
    module.declare("declare <4 x i32> @llvm.masked.load.v4i32.p0(ptr, <4 x i1>, <4 x i32>)")
    module.declare("declare void @llvm.masked.store.v4i32.p0(<4 x i32>, ptr, <4 x i1>)")

    def masked(inputs):
        mask = module.input("<4 x i1>", inputs[0])
        other = module.input("<4 x i32>", inputs[1])
        first = module.value(f"call <4 x i32> @llvm.masked.load.v4i32.p0(ptr align 4 @memory, <4 x i1> {mask}, <4 x i32> {other})")
        module.emit(f"call void @llvm.masked.store.v4i32.p0(<4 x i32> {other}, ptr align 4 @memory, <4 x i1> {mask})")
        return [("<4 x i32>", first), ("<4 x i32>", module.value("load volatile <4 x i32>, ptr @memory"))]

    module.case("masked", default_tuples(2, "i32"), masked)
    for width in (32, 64):
        kind = f"i{width}"
        for name in ("addcarry", "subborrow"):
            full = f"llvm.x86.{name}.{width}"
            module.declare(f"declare {{i8, {kind}}} @{full}(i8, {kind}, {kind})")

            def carry(inputs, full=full, kind=kind):
                bit = module.value(f"and i8 {module.input('i8', inputs[0])}, 1")
                x, y = module.input(kind, inputs[1]), module.input(kind, inputs[2])
                return [(f"{{i8, {kind}}}", module.value(f"call {{i8, {kind}}} @{full}(i8 {bit}, {kind} {x}, {kind} {y})"))]

            module.case(full, default_tuples(3, kind), carry)
    module.intrinsic("llvm.x86.sse2.pmadd.wd", "<4 x i32>", ["<8 x i16>"] * 2)
    module.intrinsic("llvm.x86.sse2.psad.bw", "<2 x i64>", ["<16 x i8>"] * 2)


def atomics(module):
    def exchange(operation, kind, inputs):
        place = module.value(f"alloca {kind}")
        module.emit(f"store {kind} {module.input(kind, inputs[0])}, ptr {place}")
        by = module.input(kind, inputs[1])
        old = module.value(f"atomicrmw {operation} ptr {place}, {kind} {by} seq_cst")
        return [(kind, old), (kind, module.value(f"load atomic {kind}, ptr {place} acquire, align 8"))]

    for kind in ("i8", "i16", "i32", "i64"):
        for operation in ("xchg", "add", "sub", "and", "nand", "or", "xor", "max", "min", "umax", "umin", "uinc_wrap", "udec_wrap",
                          "usub_cond", "usub_sat"):
            module.case(f"atomicrmw {operation} {kind}", default_tuples(2, kind),
                        lambda inputs, o=operation, k=kind: exchange(o, k, inputs))
    for kind in FLOAT_BITS:
        for operation in ("xchg", "fadd", "fsub", "fmax", "fmin"):
            module.case(f"atomicrmw {operation} {kind}", [(i, j) for i, j in default_tuples(2, kind) if i > 1 and j > 1],
                        lambda inputs, o=operation, k=kind: exchange(o, k, inputs))
    nested = "{i32, {i64, [2 x i8]}}"

    def insert(inputs):
        whole = module.value(f"insertvalue {nested} zeroinitializer, i32 {module.input('i32', inputs[0])}, 0")
        whole = module.value(f"insertvalue {nested} {whole}, i64 {module.input('i64', inputs[1])}, 1, 0")
        whole = module.value(f"insertvalue {nested} {whole}, i8 {module.input('i8', inputs[1])}, 1, 1, 1")
        inner = module.value(f"extractvalue {nested} {whole}, 1")
        again = module.value(f"insertvalue {nested} {whole}, {{i64, [2 x i8]}} {inner}, 1")
        return [("i32", module.value(f"extractvalue {nested} {again}, 0")), ("i64", module.value(f"extractvalue {nested} {again}, 1, 0")),
                ("i8", module.value(f"extractvalue {nested} {again}, 1, 1, 0")), ("i8", module.value(f"extractvalue {nested} {again}, 1, 1, 1"))]

    module.case("insertvalue", default_tuples(2, "i32"), insert)


def newer(module):
    """What LLVM 14, or a later one, lacks."""
    finite = [(i,) for i, v in enumerate(DOUBLES) if abs(v) < 3e38]
    for kind in ["i8", "i32", "i64", "i128", "<4 x i32>"]:
        result = "i8" if not kind.startswith("<") else "<4 x i8>"
        for name in ("scmp", "ucmp"):
            module.intrinsic(f"llvm.{name}.{mangled(result)}.{mangled(kind)}", result, [kind] * 2)
    for kind in ["i8", "i16", "i32", "i64", "<4 x i32>"]:
        module.intrinsic(f"llvm.clmul.{mangled(kind)}", kind, [kind] * 2)
    for kind in ["float", "double", "<4 x float>"]:
        result = "i1" if not kind.startswith("<") else "<4 x i1>"
        for mask in (1, 2, 3, 16, 96, 512, 504):
            module.intrinsic(f"llvm.is.fpclass.{mangled(kind)}", result, [kind], [f"i32 {mask}"])
        for name in ("maximumnum", "minimumnum"):
            module.intrinsic(f"llvm.{name}.{mangled(kind)}", kind, [kind] * 2)
        for name in ("acos", "asin", "atan", "cosh", "exp10", "sinh", "tan", "tanh"):
            module.intrinsic(f"llvm.{name}.{mangled(kind)}", kind, [kind])
        module.intrinsic(f"llvm.atan2.{mangled(kind)}", kind, [kind] * 2)
        for name in ("sincos", "modf"):
            module.intrinsic(f"llvm.{name}.{mangled(kind)}", f"{{{kind}, {kind}}}", [kind], tuples=finite)
    for kind in FLOAT_BITS:
        module.intrinsic(f"llvm.ldexp.{mangled(kind)}.i32", kind, [kind, "i32"], tuples=[(i, 1 + i % 9) for (i,) in finite])
        module.intrinsic(f"llvm.frexp.{mangled(kind)}.i32", "{" + kind + ", i32}", [kind], tuples=finite)
    for kind in ["<4 x float>", "<2 x double>"]:
        for name in ("fmaximum", "fminimum"):
            module.intrinsic(f"llvm.vector.reduce.{name}.{mangled(kind)}", kind.split(" x ")[1][:-1], [kind])
    two = "<2 x i32>"
    module.intrinsic("llvm.vector.interleave2.v4i32", "<4 x i32>", [two] * 2, tuples=default_tuples(2, "i32")[::8])
    module.intrinsic("llvm.vector.deinterleave2.v4i32", f"{{{two}, {two}}}", ["<4 x i32>"])
    for offset in (0, 1, 3):
        for name in ("left", "right"):
            module.intrinsic(f"llvm.vector.splice.{name}.v4i32", "<4 x i32>", ["<4 x i32>"] * 2, [f"i32 {offset}"],
                             tuples=default_tuples(2, "i32")[::8])
    module.intrinsic("llvm.experimental.cttz.elts.i32.v4i32", "i32", ["<4 x i32>"], ["i1 false"])
    module.declare("declare <4 x i32> @llvm.vector.partial.reduce.add.v4i32.v16i32(<4 x i32>, <16 x i32>)")
    module.declare("declare i32 @llvm.vector.reduce.add.v4i32(<4 x i32>)")

    def partial(inputs):  # which elements are added to which is not said
        start, more = module.input("<4 x i32>", inputs[0]), module.input("<16 x i32>", inputs[1])
        sums = module.value("call <4 x i32> @llvm.vector.partial.reduce.add.v4i32.v16i32(<4 x i32> "
                            f"{start}, <16 x i32> {more})")
        return [("i32", module.value(f"call i32 @llvm.vector.reduce.add.v4i32(<4 x i32> {sums})"))]

    module.case("partial.reduce.add", default_tuples(2, "i32"), partial)
    module.text.append("@local = thread_local global i64 7")
    module.declare("declare ptr @llvm.threadlocal.address.p0(ptr)")

    def local(inputs):
        place = module.value("call ptr @llvm.threadlocal.address.p0(ptr @local)")
        module.emit(f"store i64 {module.input('i64', inputs[0])}, ptr {place}")
        return [("i64", module.value("load volatile i64, ptr @local"))]

    module.case("threadlocal.address", default_tuples(1, "i64"), local)
    pairs = [(i, j) for i, j in default_tuples(2, "double")]
    for kind in FLOAT_BITS:
        for operation in ("fmaximum", "fminimum"):
            def extreme(inputs, operation=operation, kind=kind):
                place = module.value(f"alloca {kind}")
                module.emit(f"store {kind} {module.input(kind, inputs[0])}, ptr {place}")
                old = module.value(f"atomicrmw {operation} ptr {place}, {kind} {module.input(kind, inputs[1])} acq_rel")
                return [(kind, old), (kind, module.value(f"load volatile {kind}, ptr {place}"))]
            module.case(f"atomicrmw {operation} {kind}", pairs, extreme)


def pairs(module):
    """What gives two results, moves elements, or is of x86; numbers of 16 bits; assembly that is left to the target."""
    for kind in FLOAT_BITS:  # of vectors, llc-22 -O0 selects no instructions; tests/probes has some
        finite = [(i,) for i in range(len(DOUBLES) - 6)]
        module.intrinsic(f"llvm.frexp.{mangled(kind)}.i32", "{" + kind + ", i32}", [kind], tuples=finite)
        module.intrinsic(f"llvm.modf.{mangled(kind)}", "{" + kind + ", " + kind + "}", [kind])
        module.intrinsic(f"llvm.sincos.{mangled(kind)}", "{" + kind + ", " + kind + "}", [kind])
    module.intrinsic("llvm.vector.interleave2.v8i16", "<8 x i16>", ["<4 x i16>"] * 2)
    module.intrinsic("llvm.vector.deinterleave2.v8i32", "{<4 x i32>, <4 x i32>}", ["<8 x i32>"])
    module.intrinsic("llvm.x86.sse.movmsk.ps", "i32", ["<4 x float>"])
    module.intrinsic("llvm.x86.sse2.movmsk.pd", "i32", ["<2 x double>"])
    module.intrinsic("llvm.x86.sse2.pmovmskb.128", "i32", ["<16 x i8>"])
    module.intrinsic("llvm.x86.ssse3.pshuf.b.128", "<16 x i8>", ["<16 x i8>"] * 2)
    for kind in FLOAT_BITS:
        module.intrinsic(f"llvm.convert.to.fp16.{mangled(kind)}", "i16", [kind],
                         tuples=[(i,) for i in range(len(DOUBLES)) if DOUBLES[i] == DOUBLES[i]])
        module.declare(f"declare {kind} @llvm.convert.from.fp16.{mangled(kind)}(i16)")
        module.declare(f"declare i16 @llvm.convert.to.fp16.{mangled(kind)}({kind})")

        def every(inputs, kind=kind):
            """All numbers of 16 bits, and what is beside the middle of two of them."""
            results = []
            for low in HALVES:
                number = module.value(f"add i16 {module.input('i16', 0)}, {low}")
                wide = module.value(f"call {kind} @llvm.convert.from.fp16.{mangled(kind)}(i16 {number})")
                results.append((kind, wide))
                bits = module.value(f"bitcast {kind} {wide} to i{FLOAT_BITS[kind]}")
                for beside in (1 << (FLOAT_BITS[kind] - {"float": 20, "double": 23}[kind]), 1, -1, -3):
                    other = module.value(f"add i{FLOAT_BITS[kind]} {bits}, {beside}")
                    other = module.value(f"bitcast i{FLOAT_BITS[kind]} {other} to {kind}")
                    is_nan = module.value(f"fcmp uno {kind} {other}, {other}")
                    other = module.value(f"call i16 @llvm.convert.to.fp16.{mangled(kind)}({kind} {other})")
                    results.append(("i16", module.value(f"select i1 {is_nan}, i16 0, i16 {other}")))
            return results

        module.case(f"fp16 {kind}", [(0,)], every)
    for kind, text in [("i32", "bswapl $0"), ("i64", "bswapq $0")]:
        module.operation(f"assembly {text}".replace("$", ""), kind, [kind], f'call {kind} asm "{text}", "=r,0"({kind} {{0}})')
    for kind, text in [("i32", "mov $1, $0"), ("i32", "movl $1, $0"), ("i64", "mov $1, $0"), ("i64", "movq $1, $0")]:
        module.operation(f"assembly {text} {kind}".replace("$", ""), kind, [kind], f'call {kind} asm "{text}", "=r,r"({kind} {{0}})')


# The C library of the compiler has these only since GCC 13. That of double rounds to float toward the odd number first.
ROUND_TO_BFLOAT = """
define bfloat @__truncsfbf2(float %x) noinline {
  %bits = bitcast float %x to i32
  %last = lshr i32 %bits, 16
  %odd = and i32 %last, 1
  %more = add i32 %bits, 32767
  %up = add i32 %more, %odd
  %nan = fcmp uno float %x, %x
  %quiet = or i32 %bits, 4194304
  %picked = select i1 %nan, i32 %quiet, i32 %up
  %high = lshr i32 %picked, 16
  %short = trunc i32 %high to i16
  %result = bitcast i16 %short to bfloat
  ret bfloat %result
}
define bfloat @__truncdfbf2(double %x) noinline {
  %near = fptrunc double %x to float
  %back = fpext float %near to double
  %exact = fcmp ueq double %back, %x
  %size = call double @llvm.fabs.f64(double %x)
  %backsize = call double @llvm.fabs.f64(double %back)
  %beyond = fcmp ogt double %backsize, %size
  %bits = bitcast float %near to i32
  %one = zext i1 %beyond to i32
  %below = sub i32 %bits, %one
  %odd = or i32 %below, 1
  %picked = select i1 %exact, i32 %bits, i32 %odd
  %number = bitcast i32 %picked to float
  %result = call bfloat @__truncsfbf2(float %number)
  ret bfloat %result
}
declare double @llvm.fabs.f64(double)
""".strip().split("\n")


def soft_floats(module):
    """Numbers of half, bfloat and fp128, and vectors of them."""
    module.text += ROUND_TO_BFLOAT
    for real in SOFT_BITS:
        size = table_size(real)
        every = [(i, j) for i in range(size) for j in range(size)][::5]
        for name in ("fadd", "fsub", "fmul", "fdiv", "frem"):
            module.operation(f"{name} {real}", real, [real] * 2, f"{name} {real} {{0}}, {{1}}", every)
        module.operation(f"fneg {real}", real, [real], f"fneg {real} {{0}}")
        for name in ("oeq", "ogt", "oge", "olt", "ole", "one", "ord", "uno", "ueq", "ugt", "uge", "ult", "ule", "une"):
            module.operation(f"fcmp {name} {real}", "i1", [real] * 2, f"fcmp {name} {real} {{0}}, {{1}}", every[::6])
        for other in FLOAT_BITS:
            if real == "fp128":
                module.operation(f"fptrunc {real} {other}", other, [real], f"fptrunc {real} {{0}} to {other}")
                module.operation(f"fpext {other} {real}", real, [other], f"fpext {other} {{0}} to {real}")
            else:
                module.operation(f"fpext {real} {other}", other, [real], f"fpext {real} {{0}} to {other}")
                module.operation(f"fptrunc {other} {real}", real, [other], f"fptrunc {other} {{0}} to {real}")
        for kind in ("i1", "i8", "i16", "i32", "i64", "i128"):
            for name in ("uitofp", "sitofp"):
                module.operation(f"{name} {kind} {real}", real, [kind], f"{name} {kind} {{0}} to {real}")
        numbers = {"half": "<4 x half>", "bfloat": "<3 x bfloat>", "fp128": "<2 x fp128>"}[real]
        lanes, width = int(numbers[1]), SOFT_BITS[real]
        bits, words = f"i{lanes * width}", f"<{lanes} x i{width}>"
        for name in ("fadd", "fmul", "fdiv"):
            module.operation(f"{name} {numbers}", numbers, [numbers] * 2, f"{name} {numbers} {{0}}, {{1}}")
        module.operation(f"fneg {numbers}", numbers, [numbers], f"fneg {numbers} {{0}}")
        module.operation(f"fcmp olt {numbers}", f"<{lanes} x i1>", [numbers] * 2, f"fcmp olt {numbers} {{0}}, {{1}}")
        module.operation(f"select {numbers}", numbers, [numbers] * 2,
                         f"select <{lanes} x i1> <{', '.join(f'i1 {i % 2}' for i in range(lanes))}>, {numbers} {{0}}, {numbers} {{1}}")
        module.operation(f"insertelement {numbers}", numbers, [numbers, real], f"insertelement {numbers} {{0}}, {real} {{1}}, i32 1")
        module.operation(f"shufflevector {numbers}", numbers, [numbers] * 2,
                         f"shufflevector {numbers} {{0}}, {numbers} {{1}}, <{lanes} x i32> <{', '.join(f'i32 {2 * lanes - 1 - i}' for i in range(lanes))}>")
        module.operation(f"bitcast {numbers} {bits}", bits, [numbers], f"bitcast {numbers} {{0}} to {bits}")
        module.operation(f"bitcast {words} {numbers}", numbers, [words], f"bitcast {words} {{0}} to {numbers}")
        module.operation(f"sitofp {words} {numbers}", numbers, [words], f"sitofp {words} {{0}} to {numbers}")
        soft_constants(module, real, numbers, lanes)
        soft_memory(module, real, numbers)
    soft_intrinsics(module)
    for real, wide in (("half", "float"), ("bfloat", "double")):
        module.operation(f"fpext <4 x {real}>", f"<4 x {wide}>", [f"<4 x {real}>"], f"fpext <4 x {real}> {{0}} to <4 x {wide}>")
        module.operation(f"fptrunc <4 x {real}>", f"<4 x {real}>", [f"<4 x {wide}>"], f"fptrunc <4 x {wide}> {{0}} to <4 x {real}>")
    for real, table in (("half", [v for v in SHORT_BITS]), ("fp128", QUAD_BITS)):
        exponents = {"half": (10, 15, 0x1f), "fp128": (112, 16383, 0x7fff)}[real]
        for kind in ("i8", "i16", "i32", "i64") + (("i128",) if real == "fp128" else ()):
            written = [(v >> exponents[0]) & exponents[2] for v in table]
            fits = [(i,) for i, v in enumerate(written) if v - exponents[1] < int(kind[1:]) - 1 and v != exponents[2]]
            module.operation(f"fptosi {real} {kind}", kind, [real], f"fptosi {real} {{0}} to {kind}", fits)
            positive = [(i,) for (i,) in fits if not table[i] >> (SOFT_BITS[real] - 1)]
            module.operation(f"fptoui {real} {kind}", kind, [real], f"fptoui {real} {{0}} to {kind}", positive)


def soft_intrinsics(module):
    """Intrinsics on such numbers."""
    for kind in ("half", "bfloat", "<4 x half>", "fp128"):
        few = default_tuples(1, kind)[::4]
        for name in ("ceil", "floor", "nearbyint", "rint", "round", "roundeven", "trunc", "sqrt", "canonicalize"):
            if (name, kind) != ("canonicalize", "fp128"):
                module.intrinsic(f"llvm.{name}.{mangled(kind)}", kind, [kind], tuples=few if kind.startswith("<") else None)
        module.intrinsic(f"llvm.fabs.{mangled(kind)}", kind, [kind], tuples=few)
        module.intrinsic(f"llvm.copysign.{mangled(kind)}", kind, [kind] * 2)
        if kind in ("half", "bfloat", "<4 x half>"):
            for name in ("maximum", "minimum", "maximumnum", "minimumnum"):
                module.intrinsic(f"llvm.{name}.{mangled(kind)}", kind, [kind] * 2)
            module.intrinsic(f"llvm.fma.{mangled(kind)}", kind, [kind] * 3)
    for kind in ("half", "bfloat", "fp128"):
        for width in ("i8", "i16", "i32", "i64"):
            for sign in "su":
                module.intrinsic(f"llvm.fpto{sign}i.sat.{width}.{mangled(kind)}", width, [kind])
        if kind != "fp128":
            for mask in (1, 2, 3, 16, 96, 504, 516):
                module.intrinsic(f"llvm.is.fpclass.{mangled(kind)}", "i1", [kind], [f"i32 {mask}"])
    module.intrinsic("llvm.ldexp.f16.i32", "half", ["half", "i32"], tuples=[(i, 1 + i % 9) for i in range(len(SHORT_BITS))])
    module.intrinsic("llvm.sin.f16", "half", ["half"])
    finite = [(i,) for i, v in enumerate(SHORT_BITS) if v & 0x7c00 != 0x7c00]
    module.intrinsic("llvm.frexp.f16.i32", "{half, i32}", ["half"], tuples=finite)
    module.intrinsic("llvm.vector.reduce.fadd.v4f16", "half", ["half", "<4 x half>"])
    module.intrinsic("llvm.vector.reduce.fmul.v2f128", "fp128", ["fp128", "<2 x fp128>"])

    def exchange(inputs, operation="fadd"):
        place = module.value("alloca half")
        module.emit(f"store half {module.input('half', inputs[0])}, ptr {place}")
        old = module.value(f"atomicrmw {operation} ptr {place}, half {module.input('half', inputs[1])} seq_cst")
        return [("half", old), ("half", module.value(f"load atomic half, ptr {place} acquire, align 2"))]

    for operation in ("xchg", "fadd", "fsub", "fmax"):
        module.case(f"atomicrmw {operation} half", [t for t in default_tuples(2, "half")[::3] if operation != "fmax" or t[0] * t[1]],
                    lambda inputs, operation=operation: exchange(inputs, operation))


def soft_constants(module, real, numbers, lanes):
    """Constants of such types, in globals and in functions."""
    ones = {"half": ("0xH3C00", "0xH7C00", "0xH0001"), "bfloat": ("0xR3F80", "0xRFF80", "0xR0001"),
            "fp128": ("0xL00000000000000013FFF000000000000", "0xL00000000000000007FFF000000000000", "0xL00000000000000010000000000000000")}[real]
    listed = ", ".join(f"{real} {ones[i % 3]}" for i in range(lanes))
    module.text += [f"@one.{real} = global {real} {ones[0]}", f"@several.{real} = global [3 x {real}] [{', '.join(f'{real} {c}' for c in ones)}]",
                    f"@vector.{real} = global {numbers} <{listed}>", f"@record.{real} = global {{i8, {real}, i8}} {{i8 1, {real} {ones[1]}, i8 2}}"]

    def read(inputs):
        places = [f"@one.{real}", f"getelementptr ([3 x {real}], ptr @several.{real}, i64 0, i64 2)",
                  f"getelementptr ({{i8, {real}, i8}}, ptr @record.{real}, i64 0, i32 1)"]
        results = [(real, module.value(f"load volatile {real}, ptr {place}")) for place in places]
        results.append((numbers, module.value(f"load volatile {numbers}, ptr @vector.{real}")))
        results.append((real, module.value(f"fadd {real} {module.input(real, inputs[0])}, {ones[0]}")))
        results.append((numbers, module.value(f"fadd {numbers} {module.input(numbers, inputs[0])}, <{listed}>")))
        results.append((real, module.value(f"select i1 {module.input('i1', inputs[0])}, {real} {ones[1]}, {real} {ones[2]}")))
        return results

    module.case(f"constants {real}", [(i,) for i in range(6)], read)


def soft_memory(module, real, numbers):
    """As arguments, results, fields and phis, and in memory."""
    pair, record = f"{{{real}, {numbers}}}", f"{{i8, {real}, i16, {numbers}}}"
    module.text += [f"define {pair} @pair.{real}({real} %x, {numbers} %y) noinline {{", f"  %s = fadd {real} %x, %x", f"  %t = fsub {numbers} %y, %y",
                    f"  %a = insertvalue {pair} poison, {real} %s, 0", f"  %b = insertvalue {pair} %a, {numbers} %t, 1", f"  ret {pair} %b", "}",
                    f"define {real} @phi.{real}(i1 %c, {real} %x) noinline {{", "entry:", "  br i1 %c, label %sum, label %done", "sum:",
                    f"  %s = fmul {real} %x, %x", "  br label %done", "done:", f"  %p = phi fast {real} [ %s, %sum ], [ %x, %entry ]",
                    f"  ret {real} %p", "}"]

    def passed(inputs):
        x, y = module.input(real, inputs[0]), module.input(numbers, inputs[1])
        both = module.value(f"call {pair} @pair.{real}({real} {x}, {numbers} {y})")
        place, copy = module.value(f"alloca {record}"), module.value(f"alloca {record}")
        for i, (kind, value) in enumerate((("i8", 3), (real, x), ("i16", 4), (numbers, y))):
            module.emit(f"store {kind} {value}, ptr {module.value(f'getelementptr {record}, ptr {place}, i64 0, i32 {i}')}")
        whole = module.value(f"load {record}, ptr {place}")
        module.emit(f"store {record} {whole}, ptr {copy}")
        results = [(kind, module.value(f"load {kind}, ptr {module.value(f'getelementptr {record}, ptr {copy}, i64 0, i32 {i}')}"))
                   for i, kind in ((1, real), (3, numbers))]
        condition = module.input("i1", inputs[1])
        return [(real, module.value(f"extractvalue {pair} {both}, 0")), (numbers, module.value(f"extractvalue {pair} {both}, 1")),
                (real, module.value(f"call fast {real} @phi.{real}(i1 {condition}, {real} {x})"))] + results

    module.case(f"passed {real}", default_tuples(2, real)[::4], passed)


SUBJECTS = {"bits": bits, "arithmetic": arithmetic, "wide": wide, "lacking_vectors": lacking_vectors,
            "conversions": conversions, "floats": floats, "libm": libm, "vectors": vectors, "atomics": atomics,
             "newer": newer, "pairs": pairs, "soft_floats": soft_floats, "fixed_point": fixed_point, **x86_values.SUBJECTS}


def main():
    if len(sys.argv) < 2 or sys.argv[1] == "--help":
        print(__doc__)
        return
    for subject in sys.argv[2:] or SUBJECTS:
        module = Module()
        SUBJECTS[subject](module)
        with open(os.path.join(sys.argv[1], subject + ".ll"), "w", encoding="utf-8") as file:
            file.write(module.finish())


if __name__ == "__main__":
    main()
