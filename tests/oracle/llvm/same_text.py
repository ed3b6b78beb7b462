#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Converts what LLVM 22 assembled to each older LLVM, and compares the text with what that LLVM assembles itself.

    same_text.py --bcfix=PROGRAM --job=PROGRAM --tests=FOLDER --work=FOLDER [--match=WORD] MAJOR=LIBRARY... 22=LIBRARY

Each .ll below the folder that both versions take is one test. It is
    equal     normal.py makes both texts the same;
    refused   bcfix ends with 1 and names a finding (places without a form are refused too);
    apart     22 itself says something else than the older one, without bcfix, and all that the converted text lacks is
              lacking in 22's own text too; or the older one takes a name of an intrinsic that it does not know, and 22 knows;
              or the file is listed, with the reason, in the page that --excused names, as "| name.ll | reason |";
    FAIL      anything else."""
import argparse
import collections
import multiprocessing
import os
import re
import subprocess

import normal


def run_jobs(job, library, major, jobs, messages=None):
    """The jobs that went well, of (command, in, out). What was said about a file goes to the messages."""
    lines = "".join("\t".join(words) + "\n" for words in jobs)
    ran = subprocess.run([job, library, str(major), "batch"], input=lines, capture_output=True, text=True, errors="replace", check=True)
    for line in ran.stderr.splitlines():
        said = re.match(r"llvm \d+: (\S+): (?:\1: )?(.*)", line)
        if said and messages is not None:
            messages.setdefault(said[1], said[2])
    codes = [line.split("\t")[0] for line in ran.stdout.splitlines()]
    assert len(codes) == len(jobs), "a job is missing"
    return [words for code, words in zip(codes, jobs) if code == "0"]


def assemble(options, major, library, folder, names):
    """Assembles and disassembles; the names that went well."""
    os.makedirs(folder, exist_ok=True)
    flat = {os.path.join(options.tests, name): name for name in names}
    done = run_jobs(options.job, library, major,
                    [("as", path, os.path.join(folder, name.replace("/", "+") + ".bc")) for path, name in flat.items()])
    shown = run_jobs(options.job, library, major, [("dis", out, out[:-3] + ".txt") for _, _, out in done])
    good = {words[1] for words in shown}
    return [flat[path] for _, path, out in done if out in good]


def read(path):
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        return file.read()


def first_difference(expected, got):
    pairs = zip(expected + ["(end)"] * len(got), got + ["(end)"] * len(expected))
    return next((f"{a.strip()!r}, converted {b.strip()!r}" for a, b in pairs if a != b), "")


def lines_of(text):
    """How often each line is there; the numbers of metadata say nothing here."""
    return collections.Counter(re.sub(r"!\d+", "!", line) for line in normal.normal(text, normal.SAME + normal.BRIDGE))


def is_apart(own, of_22, converted):
    both = normal.SAME + normal.BRIDGE
    if normal.normal(own, both) == normal.normal(of_22, both):
        return False
    own, of_22, converted = lines_of(own), lines_of(of_22), lines_of(converted)
    lacks, lacks_22 = own - converted, own - of_22
    return not lacks - lacks_22 and sum((converted - own).values()) <= sum((of_22 - own).values())


def compare(options, major, library, folder_22, names):
    """Lines to print for one version."""
    folder = os.path.join(options.work, str(major))
    names = assemble(options, major, library, folder, names)
    lines, counts, codes = [], collections.Counter(), collections.Counter()
    converted = {}
    for name in names:
        flat = name.replace("/", "+")
        out = os.path.join(folder, flat + ".converted.bc")
        ran = subprocess.run([options.bcfix, "convert", f"--target=llvm-{major}", "--unsupported=refuse",
                              os.path.join(folder_22, flat + ".bc"), out], stderr=subprocess.PIPE, text=True, errors="replace")
        code = re.search(r"\bBCF\d+\b", ran.stderr)
        if ran.returncode == 0:
            converted[out] = name
        elif ran.returncode == 1 and code:
            counts["refused"] += 1
            codes[re.findall(r"\bBCF\d+\b", ran.stderr)[-1]] += 1
            lines.append(f"ok llvm-same-text/{major}/{name} (refused)")
        else:
            lines.append(f"FAIL llvm-same-text/{major}/{name}: bcfix ends with {ran.returncode}: {ran.stderr.strip()[-200:]}")
    said = {}
    verified = {words[1] for words in run_jobs(options.job, library, major, [("verify", out) for out in converted], said)}
    shown = {words[1] for words in run_jobs(options.job, library, major, [("dis", out, out[:-3] + ".txt") for out in converted])}
    own_files = {out: out[:-len(".converted.bc")] + ".bc" for out in converted}
    known = {words[1] for words in run_jobs(options.job, library, major, [("known", path) for pair in own_files.items() for path in pair], said)}
    for out, name in converted.items():
        if out not in shown or out not in verified:
            what = "accept" if out in shown else "read"
            lines.append(f"FAIL llvm-same-text/{major}/{name}: LLVM {major} does not {what} what was converted: "
                         f"{said.get(out, 'it dies')}")
            continue
        if out not in known and own_files[out] in known:
            lines.append(f"FAIL llvm-same-text/{major}/{name}: LLVM {major} does not know {said.get(out, 'an intrinsic')}")
            continue
        own = read(os.path.join(folder, name.replace("/", "+") + ".txt"))
        got = read(out[:-3] + ".txt")
        expected, normal_got = normal.normal(own, normal.SAME), normal.normal(got, normal.SAME)
        if expected == normal_got:
            counts["equal"] += 1
            lines.append(f"ok llvm-same-text/{major}/{name}")
            continue
        difference = first_difference(expected, normal_got)
        unknown = own_files[out] not in known
        if unknown or f"| {name} |" in options.excused or is_apart(own, read(os.path.join(folder_22, name.replace("/", "+") + ".txt")), got):
            counts["apart"] += 1
            lines.append(f"    apart: {major} {name}: {difference}")
            lines.append(f"ok llvm-same-text/{major}/{name} (apart)")
        else:
            lines.append(f"FAIL llvm-same-text/{major}/{name}: {difference}")
    named = ", ".join(f"{code} {count}" for code, count in sorted(codes.items()))
    lines.append(f"llvm-same-text: LLVM {major}: {len(names)} files, {counts['equal']} equal, {counts['apart']} apart, "
                 f"{counts['refused']} refused with a code{' (' + named + ')' if named else ''}")
    # How many may be is said of all files: a few of them can be any.
    for what, limit in (("apart", options.apart), ("refused", options.refused)) if not options.match else ():
        share = 100 * counts[what] / max(1, len(names))
        word = "ok" if share <= limit else "FAIL"
        lines.append(f"{word} llvm-same-text/{major}/{what}: {share:.1f} % are {what}; {limit} % may be")
    if not names:
        lines.append(f"FAIL llvm-same-text/{major}: there is no file")
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bcfix", required=True)
    parser.add_argument("--job", required=True, help="what tests/oracle/llvm/llvm.c was compiled to")
    parser.add_argument("--tests", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--match", default="", help="only files with this in their names")
    parser.add_argument("--apart", type=float, default=3, help="how many may be apart, in percent")
    parser.add_argument("--refused", type=float, default=3, help="how many may be refused, in percent")
    parser.add_argument("libraries", nargs="+", metavar="MAJOR=LIBRARY")
    parser.add_argument("--excused", type=read, default="", help="a page with a table of files that are apart")
    options = parser.parse_args()
    libraries = {int(major): library for major, library in (pair.split("=", 1) for pair in options.libraries)}
    names = sorted(os.path.relpath(os.path.join(folder, file), options.tests)
                   for folder, _, files in os.walk(options.tests) for file in files if file.endswith(".ll"))
    names = [name for name in names if options.match in name]
    folder_22 = os.path.join(options.work, "22")
    half = [names[0::2], names[1::2]]
    with multiprocessing.Pool(2) as pool:
        taken = pool.starmap(assemble, [(options, 22, libraries[22], folder_22, part) for part in half])
        names = sorted(sum(taken, []))
        jobs = [pool.apply_async(compare, (options, major, library, folder_22, names))
                for major, library in sorted(libraries.items(), reverse=True) if major != 22]
        for job in jobs:
            print("\n".join(job.get()), flush=True)


if __name__ == "__main__":
    main()
