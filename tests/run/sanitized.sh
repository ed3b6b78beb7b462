#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# The unit tests, the scripts that ask something of bcfix itself, and modules that have everything that is lowered, with a
# build that has the address and undefined behaviour sanitizers; and how many of lib's lines they run together, which must be
# 92 of 100.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

floor=92
scripts=(cases bad-input forms containers check demangle cli link-failures)

checked=$(checked_build clang 2> "$scratch/why") || { fail sanitized "$(tail -1 "$scratch/why")"; finish; }

# run_script NAME
run_script() {
    local arguments=()
    [[ $1 != cli ]] || arguments=("$checked")
    BCFIX=$checked/tools/bcfix sanitized bash "$tests/run/$1.sh" "${arguments[@]}" > "$scratch/$1.said" 2>&1
    echo $? > "$scratch/$1.code"
}

# convert_modules: the probes, the modules of values (a few rows of each kind) and some programs, for targets of both families.
convert_modules() {
    local text name built
    mkdir "$scratch/values" "$scratch/modules" "$scratch/results"
    BCFIX_VALUES_EVERY=20 python3 "$tests/lowering/values.py" "$scratch/values" || return 1
    for text in "$tests"/probes/*.ll "$scratch"/values/*.ll; do
        printf 'as\t%s\t%s\n' "$text" "$scratch/modules/$(basename "$text" .ll).bc"
    done | llvm_job "$llvm_major" batch | grep -v '^0' > "$scratch/not-assembled"
    [[ ! -s $scratch/not-assembled ]] || { echo "FAIL $(head -1 "$scratch/not-assembled" | cut -f3) is not assembled"; return 1; }
    {
        find "$scratch/modules" -name '*.bc' | sort
        for name in assembly pthreads signals simd; do built=$(program $name) && echo "$built.bc"; done
    } > "$scratch/list"
    sanitized "$checked/tests/convert_each" "$scratch/place" "$scratch/results" graalvm-25.0 graalvm-23.1 llvm-14 < "$scratch/list" || {
        echo "FAIL at $(cat "$scratch/place")"
        return 1
    }
    sed 's/^/ok /' "$scratch/list"
}

# The cases take as long as all that is behind them.
run_script cases &
CK_TIMEOUT_MULTIPLIER=5 sanitized meson test -C "$checked" --suite unit --no-rebuild --num-processes 1 --timeout-multiplier 5 --logbase sanitized > "$scratch/unit.said" 2>&1
echo $? > "$scratch/unit.code"
convert_modules > "$scratch/modules.said" 2>&1
echo $? > "$scratch/modules.code"
for script in "${scripts[@]:1}"; do run_script "$script"; done
wait

for script in unit modules "${scripts[@]}"; do
    good=$(grep -cE '^ok |^ *[0-9]+/[0-9]+ .* OK ' "$scratch/$script.said")
    bad=$(grep -m1 -E '^FAIL |^ *[0-9]+/[0-9]+ .* (FAIL|TIMEOUT|ERROR) ' "$scratch/$script.said" || tail -1 "$scratch/$script.said")
    grep '^not run: ' "$scratch/$script.said" | sed "s|^not run: |not run: sanitized/|"
    check "sanitized/$script ($good tests)" "$bad" test "$(cat "$scratch/$script.code")" = 0 -a "$good" -gt 0
done
sanitizer_reports > "$scratch/all-reports"
check sanitized/reports "there are $(wc -l < "$scratch/all-reports"): $(head -1 "$scratch/all-reports")" test ! -s "$scratch/all-reports"

"llvm-profdata-$llvm_major" merge -o "$scratch/all.profdata" "$scratch"/profiles/*.profraw &&
    "llvm-cov-$llvm_major" export -summary-only -instr-profile "$scratch/all.profdata" "$checked/lib/libbcfix.so" -object "$checked/lib/libbcfix-link.so" \
        > "$scratch/coverage.json" || fail sanitized/coverage "the counters cannot be read"
python3 - "$scratch/coverage.json" "$root/lib/" $floor <<'PYTHON' || failures=$((failures + 1))
import json, sys
report, folder, floor = sys.argv[1], sys.argv[2], float(sys.argv[3])
files = {file["filename"].removeprefix(folder): file["summary"]["lines"] for file in json.load(open(report))["data"][0]["files"]
         if file["filename"].startswith(folder)}
lines, ran = (sum(file[what] for file in files.values()) for what in ("count", "covered"))
percent = 100 * ran / max(lines, 1)
print(f"coverage: {percent:.1f} % of lib's lines, {ran} of {lines}; the lowest files:")
for name, file in sorted((item for item in files.items() if item[1]["count"] > 0), key=lambda item: item[1]["percent"])[:10]:
    print(f"coverage: {file['percent']:5.1f} %  {name} ({file['count'] - file['covered']} lines not run)")
good = percent >= floor and lines > 10000
print("ok sanitized/coverage" if good else f"FAIL sanitized/coverage: {percent:.1f} % of lib's lines run, not {floor} %")
sys.exit(not good)
PYTHON
finish
