#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""How many of the variables that the debug info of one object describes another one describes too.

    debug_variables.py DWARFDUMP ORIGINAL OTHER

A variable or parameter is described when it has a location or a constant value. It is the same one in both when its name and
the names of all functions around it, inlined ones with the line of the call, are the same; as often as it is there."""
import collections
import re
import subprocess
import sys

VARIABLES = {"DW_TAG_variable", "DW_TAG_formal_parameter"}
SCOPES = {"DW_TAG_subprogram", "DW_TAG_inlined_subroutine"}


def described(dwarfdump, path):
    """Counts of names of described variables, each with the names of the functions around it."""
    found, around = collections.Counter(), []  # around: depth, names

    def end_of(entry):
        if entry["tag"] in SCOPES:
            around.append((entry["depth"], (entry["linkage"] or entry["name"], entry["call"])))
        elif entry["tag"] in VARIABLES and entry["described"]:
            found[tuple(names for _, names in around) + (entry["linkage"] or entry["name"],)] += 1

    entry = None
    dump = subprocess.Popen([dwarfdump, "--debug-info", path], stdout=subprocess.PIPE, text=True, errors="replace")
    for line in dump.stdout:
        if start := re.match(r"0x[0-9a-f]+:( +)(\w+)", line):
            if entry:
                end_of(entry)
            depth = len(start[1])
            while around and around[-1][0] >= depth:
                around.pop()
            entry = {"tag": start[2], "depth": depth, "name": "", "linkage": "", "call": "", "described": False}
        elif entry and (at := re.match(r" +(DW_AT_\w+)\t\((.*)", line)):
            name, value = at[1], at[2]
            if name in ("DW_AT_name", "DW_AT_abstract_origin", "DW_AT_specification"):
                quoted = re.search(r'"(.*)"', value)
                entry["name"] = quoted[1] if quoted else entry["name"]
            elif name == "DW_AT_linkage_name":
                entry["linkage"] = value
            elif name == "DW_AT_call_line":
                entry["call"] = value
            elif name in ("DW_AT_location", "DW_AT_const_value"):
                entry["described"] = True
    if entry:
        end_of(entry)
    if dump.wait() != 0:
        sys.exit(f"{dwarfdump} cannot read {path}")
    return found


def main():
    dwarfdump, original, other = sys.argv[1:]
    wanted, got = described(dwarfdump, original), described(dwarfdump, other)
    total, kept = sum(wanted.values()), sum((wanted & got).values())
    if total == 0:
        sys.exit(f"{original} describes no variable")
    print(f"{100 * kept / total:.1f} {kept} {total}")


if __name__ == "__main__":
    main()
