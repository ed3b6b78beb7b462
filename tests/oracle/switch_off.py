#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Rewrites, switched off one by one in a copy of the sources, for tests/corpus/switched-off.sh.

  switch_off.py list TREE          the rows: a name, a tab, the file
  switch_off.py change TREE ROW    changes that file so that every target seems to take what the row is about"""
import os
import re
import sys

# A table, a regular expression for its rows whose group "name" names a row, and what stands for a row that is switched off.
# A row that this leaves as it was has nothing to switch off, and neither has one that no source asks for (it only says in the
# documentation what another table does).
TABLES = [
    ("features.def", r"FEATURE\((?P<name>\w+), \w+, (\w+|BEFORE\(\d+\)),", r"FEATURE(\g<name>, 14, 0,"),
    ("signatures.def", r'SIGNATURE\("(?P<name>[^"]+)", (?P<old>\d+), \d+, (?!SAME)(?P<how>\w+)\)', r'SIGNATURE("\g<name>", \g<old>, 14, \g<how>)'),
    ("atomics.def", r'OPERATION\(\w+, "(?P<name>[^"]+)",(?P<llvm> \d+), (?:true|false)\)', None),
    ("bundles.def", r'BUNDLE\("(?P<name>[^"]+)", \d+, TRAPS\)', r'BUNDLE("\g<name>", 14, GOES)'),
    ("attributes.def", r'ATTRIBUTE\((?P<id>\d+), (?P<form>\w+), "(?P<name>[^"]+)", \w+, (?!KEPT)\w+, "[^"]*"\)',
     r'ATTRIBUTE(\g<id>, \g<form>, "\g<name>", 14, KEPT, "")'),
    ("callingconvs.def", r'CALLINGCONV\((?P<id>\d+), "(?P<name>[^"]+)", \d+\)', ""),
]

# What is no row: its name, the file, the text, and what stands for it.
OTHERS = [
    ("the layout of memory()", "lib/lower/attributes.c", "if (version == 0 || fresh[2] == ops[2])", "if (version == 0 || true)"),
    ("numbers of instructions with attachments", "lib/module/encode_function.c",
     "if (!bcf_code_is_instruction(insn->code))\n            continue;\n        if (insn->attachment)",
     "if (insn->attachment)"),
    ("the release of intrinsics", "lib/target/since.c", "            return groups[i].release;", "            return 14;"),
]


def operation_switched_off(found):
    """An operation of atomicrmw that some LLVM lacks seems to be in all, and one that Sulong lacks to be there: of those of
    floating point numbers it has none, for which no row is asked."""
    there = r"\1" if found["name"].startswith("f") else "true"
    return re.sub(r"\d+, (true|false)\)$", f"14, {there})", found[0])


def sources(tree):
    """The text of all sources but the tables of features."""
    for folder, _, files in os.walk(os.path.join(tree, "lib")):
        for name in files:
            if name.endswith((".c", ".def")) and name != "features.def":
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    yield file.read()


def rows_of(tree):
    words = set(re.findall(r"\w+", "\n".join(sources(tree))))
    for table, pattern, changed in TABLES:
        path = f"lib/target/{table}"
        with open(os.path.join(tree, path), encoding="utf-8") as file:
            text = file.read()
        for found in re.finditer(f"(?m)^{pattern}", text):
            new = found.expand(changed) if changed is not None else operation_switched_off(found)
            asked = table != "features.def" or found["name"] in words or f"BCF_TAKES_{found['name']}" in words
            if new != found[0] and asked:
                form = f"{found['form'].lower()} " if "form" in found.groupdict() else ""
                yield f"{table[:-4]} {form}{found['name']}", path, found[0], new
    yield from OTHERS


def main():
    command, tree = sys.argv[1], sys.argv[2]
    if command == "list":
        for name, path, _, _ in rows_of(tree):
            print(f"{name}\t{path}")
        return
    for name, path, old, new in rows_of(tree):
        if name == sys.argv[3]:
            path = os.path.join(tree, path)
            with open(path, encoding="utf-8") as file:
                text = file.read()
            if text.count(old) != 1:
                sys.exit(f"{path} has this {text.count(old)} times: {old}")
            with open(path, "w", encoding="utf-8") as file:
                file.write(text.replace(old, new))
            return
    sys.exit(f"there is no row {sys.argv[3]}")


if __name__ == "__main__":
    main()
