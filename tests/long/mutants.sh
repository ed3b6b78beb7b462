#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# 10,000 damaged copies of the modules in rustc's sysroot, for both targets: bcfix ends with an error or a result, within 10
# seconds and the memory limit, and leaves no file after an error. Blocks of 500 that are done are remembered, so that a run
# that was stopped goes on; the figures go to docs/results/mutants.md.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

version=$("$bcfix" --version | head -1)
state=$cache/long/mutants-$(sha256sum < "$bcfix" | cut -c1-16)
mkdir -p "$state"
python3 "$tests/oracle/llvm/members.py" "$scratch/members" > /dev/null
mapfile -t files < <(find "$scratch/members" -name '*.bc' -size -100k | sort)

# block NUMBER: prints how many were converted, refused, and ended otherwise.
block() {
    local converted=0 refused=0 wrong=0 i file code target
    for ((i = $1 * 500; i < ($1 + 1) * 500; i++)); do
        file=${files[$((i % ${#files[@]}))]}
        python3 "$tests/oracle/llvm/damage.py" "$file" "$scratch/mutant" 1 "$i"
        for target in llvm-22 graalvm-25.0; do
            rm -f "$scratch/out.bc"
            timeout 10 "$bcfix" convert -q --limit-memory=500M --target=$target "$scratch/mutant/00000" "$scratch/out.bc" 2> "$scratch/stderr"
            code=$?
            case $code in
            0) converted=$((converted + 1)) ;;
            1 | 3 | 5) if [[ -e $scratch/out.bc ]]; then wrong=$((wrong + 1)); else refused=$((refused + 1)); fi ;;
            *) wrong=$((wrong + 1)) && cp "$scratch/mutant/00000" "$state/ended-with-$code-$i.bc" ;;
            esac
        done
    done
    echo "$converted $refused $wrong"
}

for ((number = 0; number < ${BCFIX_MUTANT_BLOCKS:-20}; number++)); do
    if [[ ! -s $state/block-$number ]]; then
        block "$number" > "$state/block-$number.new" && mv "$state/block-$number.new" "$state/block-$number"
    fi
    read -r converted refused wrong < "$state/block-$number"
    check "mutants/block $number ($converted converted, $refused refused)" "$wrong ended otherwise, kept in $state" test "$wrong" = 0
done
read -r converted refused wrong < <(cat "$state"/block-*[0-9] | awk '{c += $1; r += $2; w += $3} END {print c, r, w}')
{
    echo "# Damaged modules"
    echo
    echo "Made by \`tools/test --long mutants\`: $((number * 500)) damaged copies of modules of rustc's sysroot, for both targets."
    echo
    echo "| date | bcfix | rustc | converted | refused | ended otherwise |"
    echo "|---|---|---|---|---|---|"
    echo "| $(date +%F) | $version | $(rustc --version | cut -d' ' -f2) | $converted | $refused | $wrong |"
} > "$root/docs/results/mutants.md"
finish
