#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Compares the verdicts of bcfix check with what GraalVM's LLVM runtime does: run.py BCFIX RUNNER LINE FOLDER MODULES DRIVER

MODULES is a file with a JSON object a line: "name", "kind", "file", "args", "exit" and "stdout" of the native program (null when
it cannot be linked natively: then main is to give 1). A library is loaded beside DRIVER, whose main calls its function entry.
Each module is predicted as it is, and again once it was converted. Prints a table, which is also in FOLDER/table, and a line
"ok" or "FAIL" for each rule.
"""
import collections
import concurrent.futures
import json
import os
import shutil
import subprocess
import sys
import zlib

bcfix, runner, line, folder, modules, driver = sys.argv[1:]
target = f"graalvm-{line}"
VERDICTS = ("accepted", "convertible", "traps", "refused")
LINES = ("25.0", "24.2", "24.1", "24.0", "23.1")
# What stops a program or keeps a module from being converted for GraalVM, as tests/verdicts/blockers.py and probes have it.
KINDS = {"BCF040", "BCF041", "BCF042", "BCF052", "BCF060", "BCF061", "BCF062", "BCF063", "BCF065", "BCF070", "BCF095",
         "BCF098", "BCF099"}


def is_for_line(module):
    """The newest line runs all, each of the others another quarter of what is not planted."""
    part = LINES.index(line)
    return part == 0 or module["kind"] in ("planted", "library") or zlib.crc32(module["name"].encode()) % 4 == part - 1


def check(file):
    """What bcfix check says of a file."""
    done = subprocess.run([bcfix, "check", f"--target={target}", "--format=json", "--all", file], capture_output=True, text=True)
    return json.loads(done.stdout)["files"][0]


def convert(file, to):
    return subprocess.run([bcfix, "convert", "-q", f"--target={target}", file, to], capture_output=True, text=True).returncode


class Entry:
    def __init__(self, name, form, module, file):
        self.name, self.form, self.module, self.file = name, form, module, file
        said = check(file)
        self.verdict, self.error = said["verdict"], said["error"]
        self.codes = {f["code"] for f in said["findings"]}
        self.traps = [f for f in said["findings"] if f["severity"] == "trap" and f["reachable"] == "yes"]
        self.run = file
        self.broken = None if self.verdict else f"it is not checked: {self.error}"
        if self.verdict in ("convertible", "traps"):
            self.run = os.path.join(folder, f"{name}.{form}.bc")
            if convert(file, self.run) != 0:
                self.broken = f"it is called {self.verdict}, and does not convert"
        elif self.verdict == "refused" and convert(file, os.path.join(folder, f"{name}.refused.bc")) != 1:
            self.broken = "it is called refused, and converts"
        elif self.verdict == "accepted" and convert(file, os.path.join(folder, f"{name}.{form}.accepted.bc")) != 0:
            self.broken = "it is called accepted, and does not convert"

    def job(self):
        """How it is run: a library beside a program of its own."""
        job = {"file": self.run, "args": self.module["args"], "timeout": 120}
        if self.module["kind"] == "library":
            job.update(file=f"{self.run}.driver.bc", libs=[self.run])
            if self.run == self.file:
                job["file"] = os.path.join(folder, f"{self.name}.{self.form}.driver.bc")
            shutil.copy(driver, job["file"])
        return job

    def outcome(self, result):
        """Whether it ran to the end as natively, and how it failed."""
        module = self.module
        if result is None:
            return False, "no result"
        if result["failure"] or result["exit"] != (1 if module["exit"] is None else module["exit"]):
            return False, result["failure"] or f"exit {result['exit']}"
        if module["stdout"] is not None and result["stdout"] != module["stdout"]:
            return False, "other output"
        return True, ""

    def names_what_stops(self, why):
        return any((f["symbol"] and f["symbol"] in why) or (f["function"] and f"(in {f['function']}" in why) for f in self.traps)


def entries_of(module):
    """The module as it is, and what it was converted to."""
    raw = Entry(module["name"], "raw", module, module["file"])
    converted = raw.run != raw.file and not raw.broken
    return [raw, Entry(module["name"], "converted", module, raw.run)] if converted else [raw]


chosen = [m for m in map(json.loads, open(modules, encoding="utf-8")) if is_for_line(m)]
with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    entries = [entry for some in pool.map(entries_of, chosen) for entry in some]

jobs_file, results = os.path.join(folder, "jobs"), os.path.join(folder, "results")
jobs = {}
for entry in entries:
    if not entry.broken:
        entry.ran = entry.job()
        jobs[entry.ran["file"]] = entry.ran
with open(jobs_file, "w", encoding="utf-8") as out:
    for job in jobs.values():
        out.write(json.dumps(job) + "\n")
subprocess.run([runner, f"--line={line}", f"--jobs={jobs_file}", f"--results={results}"], check=True)
ran = {r["file"]: r for r in map(json.loads, open(results, encoding="utf-8"))}

table, wrong, cautious, runs = collections.Counter(), [], [], 0
for entry in entries:
    if entry.broken:
        wrong.append(f"{entry.name} ({entry.form}): {entry.broken}")
        continue
    good, why = entry.outcome(ran.get(os.path.abspath(entry.ran["file"])))
    table[entry.verdict, entry.form, good] += 1
    runs += good
    if entry.verdict in ("accepted", "convertible") and not good:
        wrong.append(f"{entry.name} ({entry.form}): {entry.verdict}, and fails: {why[:300]}")
    if entry.verdict == "refused" and good:
        wrong.append(f"{entry.name} ({entry.form}): refused, and runs")
    if entry.verdict == "traps" and good:
        cautious.append(f"{entry.name} ({entry.form})")
    if entry.verdict == "traps" and not good and not entry.names_what_stops(why):
        wrong.append(f"{entry.name} ({entry.form}): traps, and what is named is not what stops: {why[:300]}")

of_kind = collections.Counter(e.module["kind"] for e in entries if e.form == "raw")
text = [f"\n## {target}\n", ", ".join(f"{n} of kind {kind}" for kind, n in sorted(of_kind.items())) + ".\n",
        "| verdict | modules | raw: ran | raw: did not | converted: ran | converted: did not |", "|---|---|---|---|---|---|"]
for verdict in VERDICTS:
    counts = [table[verdict, form, good] for form in ("raw", "converted") for good in (True, False)]
    text.append(f"| {verdict} | {sum(counts)} | " + " | ".join(map(str, counts)) + " |")
text.append(f"\nCalled traps, and run, {len(cautious)} of the {runs} that run: {', '.join(cautious) or 'none'}.")
print("\n".join("    " + row for row in "\n".join(text).split("\n")))
with open(os.path.join(folder, "table"), "w", encoding="utf-8") as out:
    out.write("\n".join(text) + "\n")


def rule(name, why):
    print(f"FAIL verdicts/{line}/{name}: {why}" if why else f"ok verdicts/{line}/{name}")
    return bool(why)


seen = {code for entry in entries for code in entry.codes}
failed = [rule("right", "; ".join(wrong)),
          rule("seldom-cautious", "" if len(cautious) * 20 <= runs else f"{len(cautious)} of {runs} that run are called traps"),
          rule("many", "" if len(entries) >= 200 else f"there are only {len(entries)}"),
          rule("every-kind", "" if KINDS <= seen else f"nothing has {', '.join(sorted(KINDS - seen))}"),
          rule("each-verdict", "".join(f"{v} occurs {n} times " for v in VERDICTS
                                       if (n := sum(c for (verdict, _, _), c in table.items() if verdict == v)) < 20))]
sys.exit(any(failed))
