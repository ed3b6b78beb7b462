#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Shows that the values of an operation tell whether it is lowered: unlowered.py [--each] BCFIX LINE FOLDER SUBJECT...

Of each subject in the folder (SUBJECT.ll, SUBJECT.bc and the native program SUBJECT.bc.exe, made from values.py), each operation
that bcfix rewrites for the line runs in Sulong as it is. At least one of its rows has to be wrong there, or the program
stops: otherwise the values show nothing, or the rewrite is not needed. With --each, in each type that it is rewritten in. One
line each: ok NAME, FAIL NAME: why.
"""
import json
import os
import re
import subprocess
import sys

# Right in 25.0 with these types, and rewritten as the others of their row in intrinsics.def are.
RIGHT = {"llvm.bswap.v4i32", "llvm.bswap.v8i16", "llvm.x86.sse2.pmovmskb.128"}
# What is rewritten in the places that fetch the inputs (fences: tests/corpus/memory-order.sh) and print the results, unless it is the
# operation itself.
HARNESS = [("a fence keeps", ()), ("a bitcast from float to i32 was done with vectors", ("bitcast",)),
           ("the bits above an", ("zext", "trunc", "sext", "uitofp", "sitofp", "fptoui", "fptosi"))]
TYPES = re.compile(r"[ ./<(]*\b(v\d+)?(\d+ x )?(i\d+|f\d+|bf16|half|float|double|fp128|bfloat|ptr|[0-9]+)\b.*")
HERE = os.path.dirname(os.path.abspath(__file__))
SULONG = os.path.join(os.path.dirname(HERE), "oracle", "sulong", "sulong")


def rewritten(bcfix, line, module, names):
    """The numbers of the cases that findings are about: by the function that they are in, or the intrinsic that they name."""
    done = subprocess.run([bcfix, "convert", "-v", f"--target=graalvm-{line}", module, os.devnull], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace")
    if done.returncode:
        sys.exit(f"{module} does not convert: {done.stdout[-300:]}")
    wanted = {int(number) for text in done.stdout.splitlines() for number in re.findall(r"\bcase(\d+)\b", text)
              if not any(harness in text and not names[int(number)].startswith(casts) for harness, casts in HARNESS)}
    defined = set(re.findall(r"(\S+) was defined in the module", done.stdout))
    return sorted(wanted | {i for i, name in enumerate(names) if name.split("/")[0] in defined})


def operation(name):
    """Without the types."""
    return TYPES.sub("", name) or name


class Subject:
    """The cases of one module: which are about an operation, and what became of those that ran."""

    def __init__(self, folder, subject, bcfix, line, each):
        self.base, self.line, self.name = os.path.join(folder, subject), line, subject
        with open(self.base + ".ll", encoding="utf-8") as file:
            self.names = re.findall(r'^@n\d+ = private constant \[\d+ x i8\] c"(.*)\\00"$', file.read(), re.M)
        self.todo = {}
        for case in rewritten(bcfix, line, self.base + ".bc", self.names):
            self.todo.setdefault(self.names[case] if each else operation(self.names[case]), []).append(case)

    def wrong(self, cases):
        """Runs the cases as they are; those of which a row is wrong, or that stop."""
        with open(self.base + ".jobs", "w", encoding="utf-8") as file:
            for case in cases:
                file.write(json.dumps({"file": self.base + ".bc", "args": [str(case)], "timeout": 400}) + "\n")
        subprocess.run([SULONG, f"--line={self.line}", f"--jobs={self.base}.jobs", f"--results={self.base}.results"], check=True)
        with open(self.base + ".results", encoding="utf-8") as file:
            results = [json.loads(text) for text in file]
        if len(results) != len(cases):
            sys.exit(f"{self.name}: {len(cases)} cases, {len(results)} results")
        natives = [subprocess.run([self.base + ".bc.exe", str(case)], stdout=subprocess.PIPE, text=True, check=True).stdout for case in cases]
        return {case for case, result, native in zip(cases, results, natives)
                if self.names[case] in RIGHT or result["failure"] or result["stdout"] != native}

    def run(self):
        """Of each operation one case, then another of those that were right, until one is wrong. Gives whether all had one."""
        if not self.todo:
            print(f"FAIL unlowered/{self.name}: no operation of it is rewritten")
            return False
        tried = 0
        while True:
            cases = {cases[tried]: text for text, cases in self.todo.items() if len(cases) > tried}
            if not cases:
                break
            for case in self.wrong(list(cases)):
                print(f"ok unlowered/{self.name}/{cases[case].replace(' ', '_')}", flush=True)
                del self.todo[cases[case]]
            tried += 1
        for text, cases in self.todo.items():
            print(f"FAIL unlowered/{self.name}/{text.replace(' ', '_')}: all rows are right without lowering, in each of {len(cases)} types")
        return not self.todo


def main():
    arguments = sys.argv[1:]
    each = arguments[0] == "--each"
    bcfix, line, folder, *subjects = arguments[each:]
    done = [Subject(folder, subject, bcfix, line, each).run() for subject in subjects]
    sys.exit(not all(done))


if __name__ == "__main__":
    main()
