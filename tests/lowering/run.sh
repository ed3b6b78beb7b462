# SPDX-License-Identifier: Apache-2.0 OR MIT
# Operations over many values (tests/lowering/values.py): what a module prints natively and what it prints in Sulong after it
# was converted are the same. To be sourced after tests/lib.sh.

# native MODULE OUTPUT: compiles the module and keeps what it prints. Those about x86 are for a processor that has it all. What a
# converted module asks of the runtime to end the program is here, since it ends outside of it.
native() {
    local features=
    case $(basename "$1") in x86_*) features=-mattr=$(python3 -c "import sys; sys.path.insert(0, '$tests/lowering')
import x86_values; print(x86_values.FEATURES)") ;; esac
    llc-22 -O0 $features -relocation-model=pic -filetype=obj "$1" -o "$1.o" &&
        echo 'void __sulong_abort(void) { __builtin_trap(); }' | gcc -c -x c - -o "$1.abort.o" &&
        gcc "$1.o" "$1.abort.o" -o "$1.exe" -lm && "$1.exe" > "$2"
}

# compare NAME FILE FILE: one test for each operation (the first words of its lines).
compare() {
    python3 - "$@" <<'PYTHON' || failures=$((failures + 1))
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
}

# make_values: writes and assembles the modules of all subjects in the scratch folder, and what they print natively. Those about
# x86 are left out where the processor cannot run them.
make_values() {
    local source name missing
    python3 "$tests/lowering/values.py" "$scratch"
    missing=$(python3 "$tests/lowering/x86_values.py")
    if [[ $missing ]]; then
        left_out values/x86 "this processor has no $missing"
        rm -f "$scratch"/x86_*.ll
    fi
    for source in "$scratch"/*.ll; do
        name=$(basename "$source" .ll)
        llvm-as-22 "$source" -o "$scratch/$name.bc" || fail "values/$name" "it does not assemble"
        native "$scratch/$name.bc" "$scratch/$name.native" || fail "values/$name" "it does not run natively"
    done
}

# values_natively LINE: converted for the line, they print the same natively; a second conversion changes nothing.
values_natively() {
    local source name converted=$scratch/$1-natively.bc
    for source in "$scratch"/*.ll; do
        name=$(basename "$source" .ll)
        "$bcfix" convert -q --target="graalvm-$1" "$scratch/$name.bc" "$converted" ||
            { fail "values/$name" "it does not convert"; continue; }
        check "values/$name/verify" "LLVM does not accept the converted module" verifies "$converted"
        check "values/$name/twice" "the second conversion gives other bytes" idempotent "graalvm-$1" "$scratch/$name.bc"
        native "$converted" "$scratch/converted" || fail "values/$name" "converted, it does not run natively"
        compare "values/converted/$name" "$scratch/$name.native" "$scratch/converted"
    done
}

# values_in_sulong LINE: converted for the line, they print the same there. With COMPILED=1, where the Graal compiler compiles
# each function before it is called.
values_in_sulong() {
    local line=$1 source name folder=$scratch/$1
    mkdir -p "$folder"
    : > "$folder/jobs"
    for source in "$scratch"/*.ll; do
        name=$(basename "$source" .ll)
        "$bcfix" convert -q --target="graalvm-$line" "$scratch/$name.bc" "$folder/$name.bc" ||
            { fail "values/$line/$name" "it does not convert"; continue; }
        echo "{\"file\": \"$folder/$name.bc\", \"timeout\": ${COMPILED:+2}400}" >> "$folder/jobs"
    done
    "$tests/oracle/sulong/sulong" --line="$line" ${COMPILED:+--compile-at-once} --jobs="$folder/jobs" --results="$folder/results" ||
        fail "values/$line" "the Sulong runner does not start"
    python3 - "$folder" <<'PYTHON'
import json, os, sys
for result in map(json.loads, open(os.path.join(sys.argv[1], "results"), encoding="utf-8")):
    with open(result["file"][:-3] + ".sulong", "w", encoding="utf-8") as file:
        file.write(result["stdout"] + (result["failure"] + "\n" if result["failure"] else ""))
PYTHON
    for source in "$scratch"/*.ll; do
        name=$(basename "$source" .ll)
        compare "values/$line${COMPILED:+-compiled}/$name" "$scratch/$name.native" "$folder/$name.sulong"
    done
}
