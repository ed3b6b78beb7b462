#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What LLVM makes of damaged modules, and of those that bcfix wrote from them.

    judge_damaged.py --job=PROGRAM --library=LIBRARY --major=N --results=FOLDER --work=FOLDER < NAMES-OF-FILES

The file with the number N of the list was converted to RESULTS/N (six digits), if it was. The rules, for each result:
    * LLVM reads it or refuses it with a message. It may die of it, or take longer than a minute, only where it did so with
      the damaged file too.
    * Where LLVM reads the damaged file and its verifier accepts it, the result has the same text.
A line for each result against a rule. The last line has the numbers of results, of those with the text of a file that LLVM
accepts, of those that LLVM refuses, of the files among them that LLVM dies of, and of results against a rule; ends with 0
when there are none of these."""
import argparse
import os
import re
import subprocess
import sys

DIED = 128


def run_jobs(options, jobs):
    """The codes of the jobs (command, in, out), which run in as many programs as there are processors."""
    workers = max(1, min(len(os.sched_getaffinity(0)), len(jobs)))
    running = []
    for i in range(workers):
        lines = "".join("\t".join(words) + "\n" for words in jobs[i::workers])
        path = os.path.join(options.work, f"jobs-{i}")
        with open(path, "w", encoding="utf-8") as file:
            file.write(lines)
        running.append(subprocess.Popen([options.job, options.library, str(options.major), "batch"], stdin=open(path, encoding="utf-8"),
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True))
    codes = [0] * len(jobs)
    for i, program in enumerate(running):
        said = [int(line.split("\t")[0]) for line in program.communicate()[0].splitlines()]
        assert len(said) == len(jobs[i::workers]), "a job is missing"
        codes[i::workers] = said
    return codes


def text_of(path):
    """The lines but for what is not of the module: its name, summaries, and addresses of LLVM's own that stand for metadata."""
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        return [re.sub(r"<0x[0-9a-f]+>", "<>", line) for line in file if not line.startswith(("; ModuleID", "^"))]


def first_difference(own, converted):
    pairs = zip(own + ["(end)"] * len(converted), converted + ["(end)"] * len(own))
    return next(f"{a.strip()[:200]!r}, converted {b.strip()[:200]!r}" for a, b in pairs if a != b)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--job", required=True)
    parser.add_argument("--library", required=True)
    parser.add_argument("--major", required=True, type=int)
    parser.add_argument("--results", required=True)
    parser.add_argument("--work", required=True)
    options = parser.parse_args()
    files = [line.rstrip("\n") for line in sys.stdin]
    numbers = [i for i in range(len(files)) if os.path.exists(os.path.join(options.results, f"{i:06d}"))]
    before = [os.path.join(options.work, f"{i:06d}.before") for i in numbers]
    after = [os.path.join(options.work, f"{i:06d}.after") for i in numbers]
    read_before = run_jobs(options, [("dis", files[i], path) for i, path in zip(numbers, before)])
    right_before = run_jobs(options, [("verify", files[i], "") for i in numbers])
    read_after = run_jobs(options, [("dis", os.path.join(options.results, f"{i:06d}"), path) for i, path in zip(numbers, after)])
    against = same = refused = died = 0
    for i, was, right, now, own, converted in zip(numbers, read_before, right_before, read_after, before, after):
        why = None
        died += was >= DIED
        refused += 0 < now < DIED
        if now >= DIED and was < DIED:
            why = f"LLVM dies of the result with {now}, but not of the file, which ends with {was}"
        elif was == 0 and right == 0:
            if now != 0:
                why = "LLVM refuses the result, but not the file"
            elif text_of(own) != text_of(converted):
                why = "the text is another: " + first_difference(text_of(own), text_of(converted))
            else:
                same += 1
        if why:
            against += 1
            print(f"{files[i]}: {why}")
        for path in (own, converted):
            if os.path.exists(path):
                os.remove(path)
    print(len(numbers), same, refused, died, against)
    sys.exit(against != 0)


if __name__ == "__main__":
    main()
