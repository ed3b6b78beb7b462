#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Writes lib/target/intrinsics_since.def: since which LLVM an intrinsic is what it is in the newest.

  tools/gen-intrinsics.py VERSION=LIBRARY... > lib/target/intrinsics_since.def

A library is a libLLVM with the LLVM-C API, asked in a process of its own. Each gives the names of its intrinsics, the types
that they have when all overloaded types are <16 x i32>, and of the others which operands must be immediate. The release in the table is
the first from which on all have the name with that type, and ask for no immediate that the newest does not ask for. A name
that the newest has no longer counts from its first release: readers upgrade it. Give every release: one that is left out
counts as if it lacked what the one before it lacks.
"""
import ctypes
import re
import subprocess
import sys

MAX_OVERLOADS, MAX_OPERANDS = 16, 24
MAX_LITERAL = 4000  # C11 promises literals of 4095 characters


def load(path):
    llvm = ctypes.CDLL(path)
    pointer, size, number = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_uint
    for name, result, arguments in [
        ("LLVMContextCreate", pointer, []), ("LLVMModuleCreateWithNameInContext", pointer, [ctypes.c_char_p, pointer]),
        ("LLVMInt32TypeInContext", pointer, [pointer]), ("LLVMVectorType", pointer, [pointer, number]),
        ("LLVMIntrinsicGetName", pointer, [number, pointer]), ("LLVMLookupIntrinsicID", number, [ctypes.c_char_p, size]),
        ("LLVMIntrinsicIsOverloaded", ctypes.c_int, [number]),
        ("LLVMGetIntrinsicDeclaration", pointer, [pointer, number, pointer, size]),
        ("LLVMGlobalGetValueType", pointer, [pointer]), ("LLVMPrintTypeToString", pointer, [pointer]),
        ("LLVMGetEnumAttributeKindForName", number, [ctypes.c_char_p, size]),
        ("LLVMGetEnumAttributeAtIndex", pointer, [pointer, number, number]),
    ]:
        function = getattr(llvm, name)
        function.restype, function.argtypes = result, arguments
    return llvm


def opaque(text):
    """The text of a type with the pointers of LLVM 14 to 16 written as they are since."""
    before = None
    while before != text:
        before = text
        text = re.sub(r"(<[^<>]*>|\{[^{}]*\}|[\w.%]+(?: \([^()]*\))?)( addrspace\(\d+\))?\*", r"ptr\2", text)
    return text


def tell(path):
    """A line for each intrinsic: name, whether it is overloaded, type, immediate operands."""
    llvm = load(path)
    context = llvm.LLVMContextCreate()
    module = llvm.LLVMModuleCreateWithNameInContext(b"", context)
    vector = llvm.LLVMVectorType(llvm.LLVMInt32TypeInContext(context), 16)
    types = (ctypes.c_void_p * MAX_OVERLOADS)(*[vector] * MAX_OVERLOADS)
    immediate = llvm.LLVMGetEnumAttributeKindForName(b"immarg", 6)
    number = 0
    while True:
        number += 1
        size = ctypes.c_size_t()
        text = llvm.LLVMIntrinsicGetName(number, ctypes.byref(size))
        name = ctypes.string_at(text, size.value) if text and size.value < 256 else b""
        if not name.startswith(b"llvm."):
            return
        if llvm.LLVMLookupIntrinsicID(name, len(name)) != number:
            continue  # LLVM 18 sorts four names so that it does not find them itself
        overloaded = llvm.LLVMIntrinsicIsOverloaded(number)
        function = llvm.LLVMGetIntrinsicDeclaration(module, number, types, MAX_OVERLOADS if overloaded else 0)
        kind = ctypes.string_at(llvm.LLVMPrintTypeToString(llvm.LLVMGlobalGetValueType(function))).decode()
        # LLVM 21 and later know the operands of an overloaded one only with types that it takes.
        wanted = [str(i) for i in range(MAX_OPERANDS) if not overloaded and llvm.LLVMGetEnumAttributeAtIndex(function, i + 1, immediate)]
        print(name.decode(), int(bool(overloaded)), opaque(kind), ",".join(wanted), sep="\t", flush=True)


def ask(path):
    # The number of intrinsics is not to be had: the process may die behind the last one.
    told = subprocess.run([sys.executable, __file__, "--tell", path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    known = {}
    for line in told.stdout.split("\n"):
        fields = line.split("\t")
        if len(fields) == 4:
            known[fields[0], fields[1]] = fields[2], set(fields[3].split(",")) - {""}
    if len(known) < 5000:
        sys.exit(f"{path}: told of {len(known)} intrinsics only")
    return known


def since(key, releases, known):
    """The first release from which on all have the intrinsic as the newest has it."""
    newest = known[releases[-1]].get(key)
    if newest is None:
        return min(r for r in releases if key in known[r])
    first = releases[-1]
    for release in reversed(releases):
        here = known[release].get(key)
        if here is None or here[0] != newest[0] or here[1] - newest[1]:
            break
        first = release
    return first


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "--tell":
        return tell(arguments[1])
    if not arguments or arguments[0].startswith("-"):
        sys.exit(__doc__)
    libraries = {int(version): path for version, path in (a.split("=", 1) for a in arguments)}
    releases = sorted(libraries)
    known = {release: ask(libraries[release]) for release in releases}
    groups = {}
    for name, overloaded in sorted(set().union(*known.values())):
        short = name[len("llvm."):]
        groups.setdefault((since((name, overloaded), releases, known), overloaded), []).append(short)
    print("/* Since which LLVM an intrinsic has the form that it has in LLVM %d: SINCE(RELEASE, OVERLOADED, PREFIX, NAMES)." % releases[-1])
    print(" * %d stands for what is as old or older. A name is \"llvm.\", the prefix, and one of the names; types follow it when it" % releases[0])
    print(" * is overloaded. Names are sorted. Made by tools/gen-intrinsics.py from LLVM %s." % ", ".join(map(str, releases)))
    print(" * SPDX-License-Identifier: Apache-2.0 OR MIT */")
    for (release, overloaded), names in sorted(groups.items()):
        for prefix, rest in by_prefix(names):
            write(release, overloaded, prefix, rest)


def by_prefix(names):
    """Names with the beginnings that they share, a word or two, where that saves something."""
    prefixes = {}
    for name in names:
        words = name.split(".")
        for count in (1, 2):
            if len(words) > count:
                prefixes.setdefault(".".join(words[:count]) + ".", []).append(name)
    groups, done = [], set()
    for prefix in sorted(prefixes, key=lambda p: -p.count(".")):
        rest = [name for name in prefixes[prefix] if name not in done]
        if len(rest) >= (8 if prefix.count(".") == 1 else 16):
            groups.append((prefix, [name[len(prefix):] for name in rest]))
            done.update(rest)
    return sorted(groups + [("", [name for name in names if name not in done])])


def write(release, overloaded, prefix, names):
    if not names:
        return
    if sum(len(name) + 1 for name in names) > MAX_LITERAL:
        half = len(names) // 2
        write(release, overloaded, prefix, sorted(names)[:half])
        return write(release, overloaded, prefix, sorted(names)[half:])
    print(f'SINCE({release}, {overloaded}, "{prefix}",')
    line = '     "'
    for name in sorted(names):
        if len(line) + len(name) > 118:
            print(line + '"')
            line = '     "'
        line += name + " "
    print(line.rstrip() + '")')


main(sys.argv[1:])
