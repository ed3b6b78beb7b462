#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Random C programs that print a checksum, made by csmith: csmith.py BCFIX LINE FOLDER SEED...

Each program is compiled at -O0, -O2 and -O3, run natively, converted for the GraalVM line and run there. Prints a JSON object
for each seed: {"seed", "outcome", "why"}. The outcomes: "same"; "different"; "refused" (a finding says so); "endless" (natively
it does not end within SECONDS of processor time at one of the levels: such programs loop for ever by their nature, and
nobody runs them); "undefined" (it converts a floating point number that is out of range to an integer, so that any checksum
is right: natively it differs by the level).
"""
import json
import os
import resource
import signal
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
LEVELS = ["-O0", "-O2", "-O3"]
SECONDS = 2
INTERPRETED_SECONDS = 30  # what takes longer is run again with the Graal compiler
SULONG_SECONDS = 900  # for what takes two seconds natively, on a machine with other work
TIMED_OUT = 124  # of the runner
INCLUDE = "/usr/include/csmith"
CLANG = "clang-22"


def options_of(seed):
    """Every fourth program calculates with floating point numbers too."""
    return ["--seed", str(seed)] + (["--float"] if seed % 4 == 0 else [])


def limit():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(*command, **options):
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          errors="replace", **options)


def is_undefined(source, folder):
    """Of programs with floating point numbers: csmith leaves nothing else undefined."""
    trapping = os.path.join(folder, "trapping")
    must("gcc", "-w", "-O1", "-fsanitize=float-cast-overflow", "-fsanitize-undefined-trap-on-error", "-I" + INCLUDE, "-o", trapping,
         source)
    return -run(trapping, preexec_fn=limit).returncode == signal.SIGILL


def must(*command, **options):
    done = run(*command, **options)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: {done.returncode} {done.stderr.strip()[-300:]}")


def prepare(bcfix, line, folder, seed):
    """Compiles, runs natively, converts. Gives an outcome that is decided already, or the files and what is expected."""
    source = os.path.join(folder, f"{seed}.c")
    # csmith writes platform.info beside itself.
    must("csmith", *options_of(seed), "--output", source, cwd=folder)
    if "--float" in options_of(seed) and is_undefined(source, folder):
        return {"outcome": "undefined", "why": "a floating point number is out of range"}, []
    jobs = []
    for level in LEVELS:
        base = os.path.join(folder, f"{seed}{level}")
        must(CLANG, "-w", "-Wno-incompatible-pointer-types", level, "-I" + INCLUDE, "-c", "-emit-llvm", "-o", base + ".raw.bc", source)
        must(CLANG, "-w", "-o", base, base + ".raw.bc")
        native = run(base, preexec_fn=limit)
        if -native.returncode in (signal.SIGXCPU, signal.SIGKILL):
            return {"outcome": "endless", "why": f"{level}: more than {SECONDS} s"}, []
        converted = run(bcfix, "convert", "-q", f"--target=graalvm-{line}", base + ".raw.bc", base + ".bc")
        if converted.returncode == 1:
            return {"outcome": "refused", "why": f"{level}: {converted.stderr.strip()[-300:]}"}, []
        if converted.returncode:
            return {"outcome": "different", "why": f"{level}: bcfix: {converted.returncode} {converted.stderr.strip()[-300:]}"}, []
        jobs.append({"file": base + ".bc", "level": level, "stdout": native.stdout, "exit": native.returncode})
    return None, jobs


def compare(job, result):
    if result["failure"] or result["exit"] != job["exit"]:
        return f"{job['level']}: exit {result['exit']}, natively {job['exit']} {result['failure']}"
    if result["stdout"] != job["stdout"]:
        return f"{job['level']}: {result['stdout']!r}, natively {job['stdout']!r}"
    return ""


def run_there(jobs, line, folder, seconds, *options):
    """Runs the jobs in Sulong; gives a result for each."""
    jobs_file, results_file = os.path.join(folder, "jobs"), os.path.join(folder, "results")
    with open(jobs_file, "w", encoding="utf-8") as file:
        for job in jobs:
            file.write(json.dumps({"file": job["file"], "timeout": seconds}) + "\n")
    must(os.path.join(os.path.dirname(HERE), "oracle", "sulong", "sulong"), f"--line={line}", *options, f"--jobs={jobs_file}",
         f"--results={results_file}")
    with open(results_file, encoding="utf-8") as file:
        results = [json.loads(text) for text in file]
    if len(results) != len(jobs):
        sys.exit(f"{len(jobs)} programs were to run, and {len(results)} have results")
    return results


def main():
    bcfix, line, folder, *seeds = sys.argv[1:]
    outcomes, wanted = {}, []
    for seed in map(int, seeds):
        outcome, jobs = prepare(bcfix, line, folder, seed)
        outcomes[seed] = outcome or {"outcome": "same", "why": ""}
        wanted += [dict(job, seed=seed) for job in jobs]
    results = run_there(wanted, line, folder, INTERPRETED_SECONDS)
    slow = [i for i, result in enumerate(results) if result["exit"] == TIMED_OUT]
    for i, result in zip(slow, run_there([wanted[i] for i in slow], line, folder, SULONG_SECONDS, "--graal") if slow else []):
        results[i] = result
    for job, result in zip(wanted, results):
        why = compare(job, result)
        if why and outcomes[job["seed"]]["outcome"] == "same":
            outcomes[job["seed"]] = {"outcome": "different", "why": why}
    for seed, outcome in outcomes.items():
        print(json.dumps(dict(outcome, seed=seed)))


if __name__ == "__main__":
    main()
