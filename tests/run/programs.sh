#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# Each program of tests/programs gives in Sulong what it gives natively: output and exit code.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

# Arguments of a program that needs some, one a line.
arguments_of() { case $1 in exit_code) printf '%s\n' 123 'x y' ;; esac; }

: > "$scratch/jobs"
for source in "$tests"/programs/*.rs; do
    name=$(basename "$source" .rs)
    if ! built=$(program "$name"); then
        fail "programs/$name" "it does not compile"
        continue
    fi
    if ! "$bcfix" convert -q "$built.bc" "$scratch/$name.bc"; then
        fail "programs/$name" "it does not convert"
        continue
    fi
    check "programs/$name/verify" "LLVM does not accept the converted module" \
        verifies "$scratch/$name.bc"
    mapfile -t arguments < <(arguments_of "$name")
    "$built" "${arguments[@]}" > "$scratch/$name.out" 2> /dev/null
    echo $? > "$scratch/$name.code"
    python3 - "$scratch/$name.bc" "${arguments[@]}" >> "$scratch/jobs" <<'PYTHON'
import json, sys
print(json.dumps({"file": sys.argv[1], "args": sys.argv[2:], "timeout": 120}))
PYTHON
done

"$tests/oracle/sulong/sulong" --jobs="$scratch/jobs" --results="$scratch/results" ||
    fail programs "the Sulong runner does not start"
python3 - "$scratch" <<'PYTHON'
import json, os, sys
folder, failed = sys.argv[1], 0
for line in open(os.path.join(folder, "results"), encoding="utf-8"):
    result = json.loads(line)
    name = os.path.basename(result["file"])[:-3]
    native = open(os.path.join(folder, name + ".out"), encoding="utf-8").read()
    code = int(open(os.path.join(folder, name + ".code")).read())
    if result["failure"] or result["exit"] != code:
        why = f"exit {result['exit']}, natively {code} {result['failure']}"
    elif result["stdout"] != native:
        pairs = zip(native.splitlines() + ["(end)"], result["stdout"].splitlines() + ["(end)"])
        why = "natively %r, in Sulong %r" % next((a, b) for a, b in pairs if a != b)
    else:
        print(f"ok programs/{name}")
        continue
    failed = 1
    print(f"FAIL programs/{name}: {why}")
sys.exit(failed)
PYTHON
[[ $? == 0 ]] || failures=$((failures + 1))
finish
