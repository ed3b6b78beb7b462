#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# The verdicts of bcfix check against what GraalVM's LLVM runtime really does, on every line: the probes, the programs and
# modules with planted blockers, these as libraries too, as they are and converted. The newest line gets all of them, the
# others each planted one and a third of the rest. When all lines have run, the tables go to docs/results/verdicts.md.
#
#   tests/corpus/verdicts.sh [LINE...]    default: all lines
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
. "$tests/programs/run.sh"

# describe NAME KIND FILE [EXIT STDOUT ARGUMENT...]: a module for tests/verdicts/run.py, with what it gives natively.
describe() {
    python3 - "$@" <<'PYTHON'
import json, sys
name, kind, file, *native = sys.argv[1:]
print(json.dumps({"name": name, "kind": kind, "file": file, "args": native[2:], "exit": int(native[0]) if native else None,
                  "stdout": open(native[1], encoding="utf-8", errors="replace").read() if native else None}))
PYTHON
}

# assembled NAME KIND SOURCE: a module whose main, or for a library whose entry, is to give 1.
assembled() {
    if assemble "$3" "$scratch/modules/$1.bc" 2> "$scratch/why"; then describe "$1" "$2" "$scratch/modules/$1.bc" >> "$scratch/list"; else
        fail "verdicts/$1" "it does not assemble: $(head -1 "$scratch/why")"
    fi
}

mkdir "$scratch/planted" "$scratch/modules"
python3 "$tests/verdicts/blockers.py" "$scratch/planted"
assemble "$tests/verdicts/driver.ll" "$scratch/driver.bc" || exit 1
for source in "$scratch"/planted/planted-*.ll; do assembled "$(basename "$source" .ll)" planted "$source"; done
for source in "$scratch"/planted/library-*.ll; do assembled "$(basename "$source" .ll)" library "$source"; done
for source in "$tests"/probes/*.ll; do assembled "$(basename "$source" .ll)" probe "$source"; done
llvm-cat-22 -b -o "$scratch/modules/planted-several-modules.bc" "$scratch/modules"/planted-{feature-that-is-not-used,constructor}.bc
describe planted-several-modules planted "$scratch/modules/planted-several-modules.bc" >> "$scratch/list"
for name in $(usual_programs); do
    built=$(built_program "$name") || { fail "verdicts/$name" "it does not compile"; continue; }
    IFS=$'\t' read -ra arguments < <(runs_of "$name")
    code=0
    "$built" "${arguments[@]}" > "$scratch/$name.out" 2> /dev/null < /dev/null || code=$?
    describe "$name" program "$built.bc" $code "$scratch/$name.out" "${arguments[@]}" >> "$scratch/list"
done

lines=(25.0 24.2 24.1 24.0 23.1)
for line in "${@:-${lines[@]}}"; do
    mkdir "$scratch/$line"
    python3 "$tests/verdicts/run.py" "$bcfix" "$tests/oracle/sulong/sulong" "$line" "$scratch/$line" "$scratch/list" "$scratch/driver.bc" ||
        failures=$((failures + 1))
done
[[ $# == 0 ]] && {
    echo "# Verdicts"
    echo
    echo "Made by \`tests/corpus/verdicts.sh\`: what \`bcfix check\` says of modules, and what GraalVM's LLVM runtime then does with them."
    echo "Raw are the modules as they are, converted what bcfix made of them; those called convertible or traps are run converted, in"
    echo "both columns. Ran: to the end, with the result of the native program."
    echo
    echo "$(date +%F), $("$bcfix" --version | head -1), $(rustc -V)."
    for line in "${lines[@]}"; do cat "$scratch/$line/table"; done
} > "$root/docs/results/verdicts.md"
finish
