#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# The verdicts of bcfix check against what GraalVM's LLVM runtime really does, on every line: the probes, the programs and
# modules with planted blockers, these as libraries too, as they are and converted. The newest line gets all of them, the
# others each planted one and a quarter of the rest. When all lines have run, the tables go to docs/results/verdicts.md.
#
#   tests/corpus/verdicts.sh [LINE...]    default: all lines
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
. "$tests/programs/run.sh"

mkdir "$scratch/planted" "$scratch/modules"
python3 "$tests/verdicts/blockers.py" "$scratch/planted"
assemble "$tests/verdicts/driver.ll" "$scratch/driver.bc" || exit 1

# NAME, kind, file, and for what ran natively its exit code, the file with its output, and its arguments; separated by tabs.
assembled() {
    local kind=$1 source name
    shift
    for source in "$@"; do
        name=$(basename "$source" .ll)
        if assemble "$source" "$scratch/modules/$name.bc" 2> "$scratch/why"; then
            printf '%s\t%s\t%s\n' "$name" "$kind" "$scratch/modules/$name.bc" >> "$scratch/rows"
        else
            fail "verdicts/$name" "it does not assemble: $(head -1 "$scratch/why")"
        fi
    done
}
assembled planted "$scratch"/planted/planted-*.ll
assembled library "$scratch"/planted/library-*.ll
assembled probe "$tests"/probes/*.ll
llvm-cat-22 -b -o "$scratch/modules/planted-several-modules.bc" "$scratch/modules"/planted-{feature-that-is-not-used,constructor}.bc
printf '%s\t%s\t%s\n' planted-several-modules planted "$scratch/modules/planted-several-modules.bc" >> "$scratch/rows"
for name in $(usual_programs); do
    built=$(built_program "$name") || { fail "verdicts/$name" "it does not compile"; continue; }
    run=$(runs_of "$name" | head -1)
    IFS=$'\t' read -ra arguments <<< "$run"
    code=0
    "$built" "${arguments[@]}" > "$scratch/$name.out" 2> /dev/null < /dev/null || code=$?
    printf '%s\t%s\t%s\t%s\t%s%s\n' "$name" program "$built.bc" $code "$scratch/$name.out" "${run:+$'\t'$run}" >> "$scratch/rows"
done
python3 - "$scratch/rows" > "$scratch/list" <<'PYTHON'
import json, sys
for row in open(sys.argv[1], encoding="utf-8"):
    name, kind, file, *native = row.rstrip("\n").split("\t")
    print(json.dumps({"name": name, "kind": kind, "file": file, "args": native[2:], "exit": int(native[0]) if native else None,
                      "stdout": open(native[1], encoding="utf-8", errors="replace").read() if native else None}))
PYTHON

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
