#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# The verdicts of bcfix check against what GraalVM's LLVM runtime really does, on every line: the probes, the programs and
# modules with planted blockers, as they are and converted.
#
#   tests/corpus/verdicts.sh [LINE...]    default: all lines
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
. "$tests/programs/run.sh"

# describe NAME FILE EXIT STDOUT ARGUMENT...: a program for tests/verdicts/run.py, with what it gives natively.
describe() {
    python3 - "$@" <<'PYTHON'
import json, sys
name, file, code, stdout = sys.argv[1:5]
print(json.dumps({"name": name, "file": file, "args": sys.argv[5:], "exit": int(code),
                  "stdout": open(stdout, encoding="utf-8", errors="replace").read()}))
PYTHON
}

mkdir "$scratch/planted" "$scratch/modules"
python3 "$tests/verdicts/blockers.py" "$scratch/planted"
for source in "$scratch"/planted/*.ll "$tests"/probes/*.ll; do
    name=$(basename "$source" .ll)
    assemble "$source" "$scratch/modules/$name.bc" || { fail "verdicts/$name" "it does not assemble"; continue; }
    printf '%s\n' "$name"
done > "$scratch/names"
python3 - "$scratch" > "$scratch/list" <<'PYTHON'
import json, sys
for name in open(f"{sys.argv[1]}/names", encoding="utf-8").read().split():
    print(json.dumps({"name": name, "file": f"{sys.argv[1]}/modules/{name}.bc", "args": [], "exit": None, "stdout": None}))
PYTHON
for name in $(usual_programs); do
    built=$(built_program "$name") || { fail "verdicts/$name" "it does not compile"; continue; }
    IFS=$'\t' read -ra arguments < <(runs_of "$name")
    code=0
    "$built" "${arguments[@]}" > "$scratch/$name.out" 2> /dev/null < /dev/null || code=$?
    describe "$name" "$built.bc" $code "$scratch/$name.out" "${arguments[@]}" >> "$scratch/list"
done
if [[ $# == 0 ]]; then set -- 25.0 24.2 24.1 24.0 23.1; fi
for line in "$@"; do
    mkdir "$scratch/$line"
    python3 "$tests/verdicts/run.py" "$bcfix" "$tests/oracle/sulong/sulong" "$line" "$scratch/$line" "$scratch/list" ||
        failures=$((failures + 1))
done
finish
