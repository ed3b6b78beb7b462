#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Texts of modules, as printed by LLVM's disassembler, in a form in which they can be compared.

Each rule is a function from lines to lines, and docs/llvm-text.md says why it hides no change of meaning. SAME are the rules
for two texts that one LLVM printed. BRIDGE are those that are needed besides when two versions printed them: what one version
says in other words than the other."""
import collections
import re
import sys

QUOTED = r'"(?:[^"\\]|\\.)*"'


def outside_strings(pattern, replace, line):
    """re.sub, but not in quoted strings."""
    return re.sub(f"{QUOTED}|{pattern}", lambda found: found[0] if found[0][0] == '"' else replace(found), line)


def without_comments(lines):
    """Comments say again what the text says: the name of the file, predecessors, attributes. Empty lines say nothing."""
    lines = (re.sub(r"\s+; (preds = |No predecessors!).*", "", line) for line in lines)
    return [line for line in lines if line and not line.startswith(";")]


def attributes_in_place(lines):
    """A number of an attribute group is replaced by what is in the group, in alphabetical order: the numbers say in which order
    the groups were met, which changes with the order of declarations."""
    groups = {}
    rest = []
    for line in lines:
        found = re.match(r"attributes #(\d+) = \{ (.*) \}$", line)
        if found:
            groups[found[1]] = " ".join(sorted(re.findall(rf"(?:[^\s\"(]|{QUOTED}|\([^)]*\))+", found[2])))
        else:
            rest.append(line)
    return [outside_strings(r" #(\d+)\b", lambda found: f" {{{groups.get(found[1], found[1])}}}", line)
            if line.startswith(("define", "declare", " ", "\t")) else line for line in rest]


def declarations_sorted(lines):
    """Declarations of intrinsics stand at the end, sorted, and only those that are used: a reader adds the ones it needs and
    drops the ones it replaced, and the order of functions means nothing. The reader gives them the attributes that it knows."""
    declared, rest = [], []
    for line in lines:
        found = re.match(rf"declare .*?@(llvm\.[\w.$-]+|\"llvm\.[^\"]*\")\(", line)
        (declared if found else rest).append((found[1] if found else None, line))
    used = set(re.findall(r"@(llvm\.[\w.$-]+|\"llvm\.[^\"]*\")", "\n".join(line for _, line in rest)))
    return [line for _, line in rest] + sorted(re.sub(r" \{[^}]*\}$", "", line) for name, line in declared if name in used)


def lifetime_without_size(lines):
    """LLVM 22 has no size in markers of lifetimes: it is that of the variable, which -1 says too. Reading an older marker it
    writes the call anew, without attributes, and names the variable where a cast of its pointer to the same type stood."""
    call = re.compile(r"(.*call void @llvm\.lifetime\.(?:start|end)\.\w+\()(?:i64 [^,]+, )?"
                      rf"ptr( addrspace\(\d+\))?.* ((?:%|@)(?:[\w.$-]+|{QUOTED})|poison|undef|null)\)(?: \{{[^}}]*\}})?(.*)$")
    cast = re.compile(rf"  (%(?:[\w.$-]+|{QUOTED})) = bitcast (ptr(?: addrspace\(\d+\))?) (%(?:[\w.$-]+|{QUOTED})) to \2(?:,|$)")
    plain, changed = {}, []
    for line in lines:
        if line.startswith("define"):
            plain = {}
        if found := cast.match(line):
            plain[found[1]] = plain.get(found[3], found[3])
        if found := call.match(line):
            line = f"{found[1]}ptr{found[2] or ''} {plain.get(found[3], found[3])}){found[4]}"
        changed.append(line)
    return changed


def debug_calls_plain(lines):
    """A call of llvm.dbg.* makes no code: whether it is a tail call, or has attributes, says nothing. The records that LLVM 22
    has for it cannot say so."""
    return [re.sub(r"^(\s+)(?:tail )?(call void @llvm\.dbg\.\w+\(.*?\))(?: \{[^}]*\})?(, !dbg !\d+|)$", r"\1\2\3", line) for line in lines]


def module_flags(lines):
    """Since LLVM 16 the lowest "PIC Level" of two linked modules is taken (8); before, it was the highest (7). Reading a text
    with 7, LLVM 22 makes it 8, which LLVM 15 takes too."""
    return [re.sub(r'^(!\d+ = !\{i32) 8(, !"(?:PIC|PIE) Level")', r"\1 7\2", line) for line in lines]


def data_layout(lines):
    """Later versions say more: how address spaces 270 to 272, functions, doubles and 128-bit integers are laid out. An older
    backend knows one layout, and takes no other; bcfix drops such a part when nothing in the module is laid out otherwise."""
    added = r"-(?:i128:128|p270:32:32-p271:32:32-p272:64:64|Fn32|Fi\d+|f64:32:64)(?=[-\"])"
    return [re.sub(added, "", line) if line.startswith("target datalayout") else line for line in lines]


SAME = [without_comments, attributes_in_place, declarations_sorted, lifetime_without_size, debug_calls_plain, module_flags,
        data_layout]

# What 22 prints, and what the others print, in words of both.

def attributes_of_newer_form(lines):
    """nocapture is captures(none) since LLVM 21; what functions do to memory has been one attribute since 16: both left out."""
    word = (r" ?(?:\b(?:nocapture|readnone|readonly|writeonly|argmemonly|inaccessiblememonly|inaccessiblemem_or_argmemonly)\b"
            r"|memory\([^)]*\)|captures\([^)]*\))")
    return [re.sub(r" \{\s*\}", "", outside_strings(word, lambda found: "", line)).replace("{ ", "{") for line in lines]


def intrinsics_declared(lines):
    """What each version knows of its intrinsics is its own affair."""
    return [line for line in lines if not re.match(r"declare .*@\"?llvm\.", line)]


def names_of_intrinsics(lines):
    """Some intrinsics are named after the type of a pointer since one version or another, or are no experiment any more."""
    return [re.sub(r"(@llvm\.)(?:experimental\.)?([\w.]+?)(?:\.p\d+)*\(", r"\1\2(", line) for line in lines]


def splats(lines):
    """A vector with one value in all elements is printed as a splat since LLVM 20."""
    element = rf"(?:i\d+|half|float|double|ptr|bfloat) [^,<>]+"
    return [re.sub(rf"<({element})(?:, \1)+>", r"splat (\1)", line) for line in lines]


def debug_records(lines):
    """Since LLVM 19 variables are described by records; before, by calls."""
    def record(line):
        found = re.match(r"\s+call void @llvm\.dbg\.(\w+)\((.*)\), !dbg (![0-9]+)$", line)
        if found:
            line = f"    #dbg_{found[1]}({found[2]}, {found[3]})"
        return re.sub(r"\bmetadata ", "", line) if line.startswith("    #dbg_") else line
    return [record(line) for line in lines]


def stand_ins(lines):
    """What stands in for an intrinsic that the older version lacks is named after it, @bcfix.* for @llvm.*. Its body, and what only
    that body calls, is no addition to what the module says: that it computes the same is shown by the tests of values."""
    kept, inside = [], False
    for line in lines:
        inside = inside or re.match(r"define internal .*@\"?bcfix\.", line) is not None
        if not inside:
            kept.append(re.sub(r"@(\"?)bcfix\.", r"@\1llvm.", line))
        inside = inside and line != "}"
    used = collections.Counter(re.findall(rf"@(?:[\w.$-]+|{QUOTED})", "\n".join(kept)))
    declared = ((re.match(rf"declare .*?(@(?:[\w.$-]+|{QUOTED}))\(", line), line) for line in kept)
    return [line for found, line in declared if not found or used[found[1]] > 1]


BRIDGE = [stand_ins, attributes_of_newer_form, intrinsics_declared, names_of_intrinsics, splats, debug_records]


def normal(text, rules):
    lines = text.split("\n")
    for rule in rules:
        lines = rule(lines)
    return lines


def main():
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            print("\n".join(normal(file.read(), SAME)))


if __name__ == "__main__":
    main()
