# SPDX-License-Identifier: Apache-2.0 OR MIT
# Probes: one construct a module, whose main returns 1 when it works. To be sourced after tests/lib.sh.
#
# Converted with --unsupported=refuse each must return 1 in Sulong, or be refused with the finding that stands beside its
# name in tests/probes/refused.txt. One that says "; CONVERTS-ONLY:" cannot be linked natively; it must only be converted or
# refused. What is converted passes LLVM's verifier and stays the same when it is converted again.

# convert_probe LINE NAME: says what is wrong, or nothing. A job for Sulong goes to the jobs of the line.
convert_probe() {
    local line=$1 name=$2 wanted made=$scratch/$1/$2.bc code=0
    wanted=$(sed -n "s/^$name //p" "$tests/probes/refused.txt")
    "$bcfix" convert -v --unsupported=refuse --target="graalvm-$line" "$scratch/$name.bc" "$made" 2> "$scratch/stderr" || code=$?
    if [[ $code != 0 ]]; then
        [[ -n $wanted ]] || { echo "it is refused: $(tail -1 "$scratch/stderr")"; return; }
        [[ $code == 1 ]] && grep -q " $wanted " "$scratch/stderr" || echo "it is not refused with $wanted: $(tail -1 "$scratch/stderr")"
        return
    fi
    [[ -z $wanted ]] || { echo "it is not refused, though refused.txt has it"; return; }
    ! verifies "$scratch/$name.bc" 2> /dev/null || verifies "$made" 2> /dev/null || { echo "LLVM does not accept what it became"; return; }
    "$bcfix" convert -q --unsupported=refuse --target="graalvm-$line" "$made" "$scratch/again.bc" && cmp -s "$made" "$scratch/again.bc" ||
        { echo "converting it again gives other bytes"; return; }
    grep -q '^; CONVERTS-ONLY:' "$tests/probes/$name.ll" || echo "{\"file\": \"$made\", \"timeout\": 30}" >> "$scratch/$line.jobs"
}

# run_probes LINE...
run_probes() {
    local line source name why
    for source in "$tests"/probes/*.ll; do
        name=$(basename "$source" .ll)
        assemble "$source" "$scratch/$name.bc" || fail "probes/$name" "it does not assemble"
    done
    for line in "$@"; do
        mkdir -p "$scratch/$line"
        : > "$scratch/$line.jobs"
        for source in "$tests"/probes/*.ll; do
            name=$(basename "$source" .ll)
            why=$(convert_probe "$line" "$name")
            check "probes/$line/convert/$name" "$why" test -z "$why"
        done
        "$tests/oracle/sulong/sulong" --line="$line" --jobs="$scratch/$line.jobs" --results="$scratch/$line.results" ||
            fail "probes/$line" "the Sulong runner does not start"
        python3 - "$line" "$scratch/$line.jobs" "$scratch/$line.results" <<'PYTHON' || failures=$((failures + 1))
import json, os, sys
line, jobs, results = sys.argv[1:]
failed = sum(1 for _ in open(jobs, encoding="utf-8")) - sum(1 for _ in open(results, encoding="utf-8"))
if failed:
    print(f"FAIL probes/{line}: {failed} gave no result")
for result in map(json.loads, open(results, encoding="utf-8")):
    name = os.path.basename(result["file"])[:-3]
    if result["exit"] == 1 and not result["failure"]:
        print(f"ok probes/{line}/run/{name}")
    else:
        failed += 1
        print(f"FAIL probes/{line}/run/{name}: it returns {result['exit']} {result['failure'][:200]}")
sys.exit(failed != 0)
PYTHON
    done
}
