# SPDX-License-Identifier: Apache-2.0 OR MIT
# Programs that give in Sulong what they give natively: output and exit code. To be sourced after tests/lib.sh.

# Arguments of a program that needs some, one a line.
arguments_of() { case $1 in exit_code) printf '%s\n' 123 'x y' ;; esac; }

# built_program NAME: where the program and its module (the same with .bc) are; "demo-PROFILE" is the package.
built_program() {
    local module
    [[ $1 == demo-* ]] || { program "$1"; return; }
    module=$(demo_module "${1#demo-}") && echo "${module%.bc}"
}

# run_programs LINE NAME...
run_programs() {
    local line=$1 name built arguments folder
    shift
    folder=$scratch/$line
    mkdir -p "$folder"
    : > "$folder/jobs"
    for name in "$@"; do
        if ! built=$(built_program "$name"); then
            fail "programs/$line/$name" "it does not compile"
            continue
        fi
        if ! "$bcfix" convert -q --target="graalvm-$line" "$built.bc" "$folder/$name.bc"; then
            fail "programs/$line/$name" "it does not convert"
            continue
        fi
        check "programs/$line/$name/verify" "LLVM does not accept the converted module" verifies "$folder/$name.bc"
        mapfile -t arguments < <(arguments_of "$name")
        "$built" "${arguments[@]}" > "$folder/$name.out" 2> /dev/null
        echo $? > "$folder/$name.code"
        python3 - "$folder/$name.bc" "${arguments[@]}" >> "$folder/jobs" <<'PYTHON'
import json, sys
print(json.dumps({"file": sys.argv[1], "args": sys.argv[2:], "timeout": 120}))
PYTHON
    done
    "$tests/oracle/sulong/sulong" --line="$line" --jobs="$folder/jobs" --results="$folder/results" ||
        fail "programs/$line" "the Sulong runner does not start"
    python3 - "$line" "$folder" <<'PYTHON' || failures=$((failures + 1))
import json, os, sys
line, folder = sys.argv[1:]
failed = 0
for result in map(json.loads, open(os.path.join(folder, "results"), encoding="utf-8")):
    name = os.path.basename(result["file"])[:-3]
    native = open(os.path.join(folder, name + ".out"), encoding="utf-8").read()
    code = int(open(os.path.join(folder, name + ".code")).read())
    if result["failure"] or result["exit"] != code:
        why = f"exit {result['exit']}, natively {code} {result['failure']}"
    elif result["stdout"] != native:
        pairs = zip(native.splitlines() + ["(end)"], result["stdout"].splitlines() + ["(end)"])
        why = "natively %r, in Sulong %r" % next((a, b) for a, b in pairs if a != b)
    else:
        print(f"ok programs/{line}/{name}")
        continue
    failed = 1
    print(f"FAIL programs/{line}/{name}: {why}")
sys.exit(failed)
PYTHON
}

# All programs of tests/programs.
all_programs() { basename -s .rs "$tests"/programs/*.rs; printf '%s\n' demo-release demo-debuginfo; }
