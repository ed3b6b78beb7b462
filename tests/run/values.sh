#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# Operations over many values (tests/lowering/values.py): what the module prints natively, what it prints natively after it
# was converted, and what it prints in Sulong are the same; a second conversion changes nothing.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

# native MODULE OUTPUT: compiles the module and keeps what it prints.
native() {
    llc-22 -O0 -relocation-model=pic -filetype=obj "$1" -o "$1.o" && gcc "$1.o" -o "$1.exe" -lm && "$1.exe" > "$2"
}

# compare NAME FILE FILE: one test for each operation (the first words of its lines).
compare() {
    python3 - "$@" <<'PYTHON'
import itertools, re, sys
name, *paths = sys.argv[1:]
lines = [open(path, encoding="utf-8", errors="replace").read().splitlines() for path in paths]
wrong, seen = {}, {}
for i, (expected, given) in enumerate(itertools.zip_longest(*lines, fillvalue="(end)")):
    operation = re.sub(r"( [0-9a-f]{16})+$", "", expected).replace(" ", "_")
    seen[operation] = True
    if expected != given:
        wrong.setdefault(operation, f"line {i + 1}: {expected[-60:]} became {given[-60:]}")
for operation in seen:
    print(f"FAIL {name}/{operation}: {wrong[operation]}" if operation in wrong else f"ok {name}/{operation}")
sys.exit(bool(wrong) or not seen)
PYTHON
    [[ $? == 0 ]] || failures=$((failures + 1))
}

command -v llc-22 > /dev/null || { not_run values "there is no llc-22"; finish; }
python3 "$tests/lowering/values.py" "$scratch"
: > "$scratch/jobs"
for source in "$scratch"/*.ll; do
    name=$(basename "$source" .ll)
    llvm-as-22 "$source" -o "$scratch/$name.bc" && "$bcfix" convert -q "$scratch/$name.bc" "$scratch/$name-converted.bc" ||
        { fail "values/$name" "it does not assemble or convert"; continue; }
    check "values/$name/verify" "LLVM does not accept the converted module" \
        verifies "$scratch/$name-converted.bc"
    check "values/$name/twice" "the second conversion gives other bytes" idempotent graalvm-25.0 "$scratch/$name.bc"
    native "$scratch/$name.bc" "$scratch/$name.native" || fail "values/$name" "it does not run natively"
    native "$scratch/$name-converted.bc" "$scratch/$name.converted" || fail "values/$name" "converted, it does not run natively"
    compare "values/converted/$name" "$scratch/$name.native" "$scratch/$name.converted"
    echo "{\"file\": \"$scratch/$name-converted.bc\", \"timeout\": 300}" >> "$scratch/jobs"
done
"$tests/oracle/sulong/sulong" --jobs="$scratch/jobs" --results="$scratch/results"
python3 - "$scratch" <<'PYTHON'
import json, os, sys
for line in open(os.path.join(sys.argv[1], "results"), encoding="utf-8"):
    result = json.loads(line)
    with open(result["file"].replace("-converted.bc", ".sulong"), "w", encoding="utf-8") as file:
        file.write(result["stdout"] + (result["failure"] + "\n" if result["failure"] else ""))
PYTHON
for output in "$scratch"/*.native; do
    name=$(basename "$output" .native)
    compare "values/sulong/$name" "$output" "$scratch/$name.sulong"
done
finish
