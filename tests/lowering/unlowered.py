#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Shows that the values of an operation tell whether it is lowered: unlowered.py BCFIX LINE FOLDER SUBJECT...

Of each subject in the folder (SUBJECT.ll, SUBJECT.bc and the native program SUBJECT.bc.exe, made from values.py), each operation
that bcfix rewrites for the line runs in Sulong as it is. At least one of its rows has to be wrong there, or the program
stops: otherwise the values show nothing, or the rewrite is not needed. One line each: ok NAME, FAIL NAME: why.
"""
import json
import os
import re
import subprocess
import sys

# Right in 25.0 with these types, and rewritten as the others of their row in intrinsics.def are.
RIGHT = {"llvm.bswap.v4i32", "llvm.bswap.v8i16", "llvm.x86.sse2.pmovmskb.128"}
HERE = os.path.dirname(os.path.abspath(__file__))
SULONG = os.path.join(os.path.dirname(HERE), "oracle", "sulong", "sulong")


def rewritten(bcfix, line, module, names):
    """The numbers of the cases that findings are about: by the function that they are in, or the intrinsic that they name."""
    done = subprocess.run([bcfix, "convert", "-v", f"--target=graalvm-{line}", module, os.devnull], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace")
    if done.returncode:
        sys.exit(f"{module} does not convert: {done.stdout[-300:]}")
    # The inputs of all come from volatile loads, which get a fence (tests/corpus/memory-order.sh).
    told = [text for text in done.stdout.splitlines() if "a fence keeps" not in text]
    wanted = {int(number) for text in told for number in re.findall(r"\bcase(\d+)\b", text)}
    defined = set(re.findall(r"(llvm\.\S+) was defined", done.stdout))
    return sorted(wanted | {i for i, name in enumerate(names) if name.split("/")[0] in defined})


def main():
    bcfix, line, folder, *subjects = sys.argv[1:]
    failed = False
    for subject in subjects:
        base = os.path.join(folder, subject)
        with open(base + ".ll", encoding="utf-8") as file:
            names = re.findall(r'^@n\d+ = private constant \[\d+ x i8\] c"(.*)\\00"$', file.read(), re.M)
        cases = rewritten(bcfix, line, base + ".bc", names)
        with open(base + ".jobs", "w", encoding="utf-8") as file:
            for case in cases:
                file.write(json.dumps({"file": base + ".bc", "args": [str(case)], "timeout": 400}) + "\n")
        subprocess.run([SULONG, f"--line={line}", f"--jobs={base}.jobs", f"--results={base}.results"], check=True)
        with open(base + ".results", encoding="utf-8") as file:
            results = [json.loads(text) for text in file]
        if not cases or len(results) != len(cases):
            print(f"FAIL unlowered/{subject}: {len(cases)} operations, {len(results)} results")
            failed = True
            continue
        for case, result in zip(cases, results):
            native = subprocess.run([base + ".bc.exe", str(case)], stdout=subprocess.PIPE, text=True, check=True).stdout
            name = f"unlowered/{subject}/{names[case].replace(' ', '_')}"
            same = names[case] not in RIGHT and not result["failure"] and result["stdout"] == native
            failed |= same
            print(f"FAIL {name}: all {len(native.splitlines())} rows are right without lowering" if same else f"ok {name}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
