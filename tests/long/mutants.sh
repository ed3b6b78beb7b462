#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# 10,000 damaged copies of real modules (the members of rustc's sysroot, and the programs of tests/programs by themselves, up
# to 300 kB each) and of the modules in tests/cases, for llvm-22, graalvm-25.0 and one other target, under the address and
# undefined behaviour sanitizers: bcfix ends with an error or a result, within 10 seconds and the memory limit of 500 MB, and
# LLVM reads or refuses its result as tests/oracle/llvm/judge_damaged.py says. llvm-dis gets the same files, for comparison.
#
# Blocks of about 500 that are done are remembered, so that a run that was stopped goes on; the figures go to
# docs/results/mutants.md. BCFIX_MUTANT_BLOCKS: how many blocks of the 20.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
. "$tests/damaged.sh"

blocks=20
checked=$(checked_build clang 2> "$scratch/why") || { fail mutants "the build with sanitizers: $(tail -1 "$scratch/why")"; finish; }
state=$cache/long/mutants-$(cat "$bcfix" "$built_in"/lib/libbcfix.so "$tests/oracle/llvm/damage.py" "$tests/oracle/damage_records.c" | sha256sum | cut -c1-16)
mkdir -p "$state"

# sources: lines "COUNT FILE": of how many copies each module has, damaged in either way; more of those that are large.
sources() {
    local case source
    mkdir -p "$scratch/programs" "$scratch/cases"
    python3 "$tests/oracle/llvm/members.py" "$scratch/members" > /dev/null
    for source in "$tests"/programs/*.rs; do
        rustc -O -C codegen-units=1 --emit=llvm-bc -o "$scratch/programs/$(basename "$source" .rs).bc" "$source" 2> /dev/null
    done
    for case in "$tests"/cases/*.ll; do
        assemble "$case" "$scratch/cases/$(basename "$case" .ll).bc"
    done
    find "$scratch/members" "$scratch/programs" "$scratch/cases" -name '*.bc' -size -300k -printf '%s %p\n' | sort -k2 |
        awk '{print ($1 < 20000 ? 6 : 50), $2}'
}

# llvm_dis_deaths FOLDER: of how many files of the list llvm-dis dies, or takes longer than 10 seconds.
llvm_dis_deaths() {
    local file code deaths=0
    while read -r file; do
        code=0
        timeout 10 "llvm-dis-$llvm_major" -o /dev/null "$file" > /dev/null 2>&1 || code=$?
        [[ $code -lt 124 ]] || deaths=$((deaths + 1))
    done < "$1/files"
    echo "$deaths"
}

# block NUMBER: remembers the numbers of files, what convert_damaged counted, and of how many files llvm-dis died; and what
# was not as it should be, with the files.
block() {
    local folder=$scratch/block-$1 count file i=0
    mkdir -p "$folder"
    while read -r count file; do
        damage "$file" "$folder/damaged/$((i++))" "$count" "$1" || { fail "mutants/block $1" "no damaged copies of $file were made"; return; }
    done < <(awk "NR % $blocks == $1" "$scratch/sources")
    find "$folder/damaged" -type f | sort > "$folder/files"
    convert_damaged "$folder" "llvm-$llvm_major" graalvm-25.0 "${targets[$(($1 % ${#targets[@]}))]}"
    grep -oE "$folder/damaged/[0-9]*/r?[0-9]*" "$folder/against" | while read -r file; do
        cp "$file" "$state/block-$1-$(tr / - <<< "${file#"$folder/damaged/"}").bc"
    done
    sed "s|$folder/damaged/||g" "$folder/against" > "$state/block-$1.against"
    echo "$(wc -l < "$folder/files") $(cat "$folder/counts") $(llvm_dis_deaths "$folder")" > "$state/block-$1.new"
    mv "$state/block-$1.new" "$state/block-$1"
    rm -rf "$folder"
}

mapfile -t targets < <("$bcfix" targets | sed -n 's/^\([a-z]*-[0-9.]*\) .*/\1/p' | grep -vxE "llvm-$llvm_major|graalvm-25.0")
sources > "$scratch/sources"
last=$((${BCFIX_MUTANT_BLOCKS:-$blocks} - 1))
for number in $(seq 0 "$last"); do
    [[ -s $state/block-$number ]] && continue
    block "$number" &
    [[ $(jobs -rp | wc -l) -lt $(nproc) ]] || wait -n
done
wait

# The columns of the sums: files; converted, refused, of them by a limit, ended otherwise, slowest, largest; results that LLVM
# was asked about, with the text of the file, refused by it, of files that it dies of, against the rules; deaths of llvm-dis.
for number in $(seq 0 "$last"); do
    [[ -s $state/block-$number ]] || { fail "mutants/block $number" "it did not end"; continue; }
    cat "$state/block-$number" >> "$scratch/all"
    check "mutants/block $number" "$(wc -l < "$state/block-$number.against") are against the rules, kept in $state: $(head -1 "$state/block-$number.against")" \
        test ! -s "$state/block-$number.against"
done
[[ -s $scratch/all ]] || finish
read -r files converted refused limited slowest largest judged same not_read against deaths < <(awk '
    {f += $1; c += $2; r += $3; l += $4; w += $5 + $12; s = $6 > s ? $6 : s; m = $7 > m ? $7 : m; j += $8; t += $9; n += $10; d += $13}
    END {print f, c, r, l, s, m, j, t, n, w, d}' "$scratch/all")
{
    echo "# Damaged modules"
    echo
    echo "Made by \`tools/test --long mutants\`, which says what is done: $files damaged copies of $(wc -l < "$scratch/sources") modules, each for"
    echo "\`llvm-$llvm_major\`, \`graalvm-25.0\` and one other target, with the address and undefined behaviour sanitizers of clang. A crash, a report"
    echo "of a sanitizer, more than 10 seconds of the processor, an error of the wrong kind and a result that LLVM must not give another"
    echo "answer to are all \"against the rules\". Memory is what the conversion holds at one time, without the input; the limit is 500 MB."
    echo
    echo "| | |"
    echo "|---|---|"
    echo "| date | $(date +%F) |"
    echo "| bcfix | $("$bcfix" --version | head -1 | cut -d' ' -f2) |"
    echo "| rustc; LLVM; clang | $(rustc --version | cut -d' ' -f2); $("llvm-dis-$llvm_major" --version | grep -o 'version [0-9.]*' | head -1 | cut -d' ' -f2); $("clang-$llvm_major" --version | grep -o 'version [0-9.]*' | head -1 | cut -d' ' -f2) |"
    echo "| damaged files | $files |"
    echo "| conversions with a result | $converted |"
    echo "| conversions with an error | $refused |"
    echo "| of these, by the limit of memory | $limited |"
    echo "| results for \`llvm-$llvm_major\` | $judged |"
    echo "| of these, with the text of a file that LLVM $llvm_major and its verifier accept | $same |"
    echo "| of these, refused by LLVM $llvm_major with a message | $not_read |"
    echo "| **against the rules** | **$against** |"
    echo "| slowest conversion, with the second one and the check, in milliseconds | $slowest |"
    echo "| most memory, in kB | $largest |"
    echo "| files that \`llvm-dis\` of LLVM $llvm_major died of, or took longer than 10 seconds for | $deaths |"
} > "$root/docs/results/mutants.md"
finish
