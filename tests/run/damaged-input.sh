#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# Damaged modules for every target, under the address and undefined behaviour sanitizers: each ends with an error, or with a
# result that is the same when it is converted again, and that LLVM reads or refuses as tests/oracle/llvm/judge_damaged.py
# says. Half of them have damaged bytes, half one damaged record or block each.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
. "$tests/damaged.sh"

checked=$(checked_build clang 2> "$scratch/why") || { fail damaged-input "the build with sanitizers: $(tail -1 "$scratch/why")"; finish; }

mkdir "$scratch/whole" "$scratch/damaged"
make_module=$built_in/tests/unit/make_module
[[ -x $make_module ]] && "$make_module" newer "$scratch/whole/newer.bc" > /dev/null
for case in "$tests"/cases/*.ll; do
    assemble "$case" "$scratch/whole/$(basename "$case" .ll).bc" || fail damaged-input "$case is not assembled"
done
for file in "$scratch"/whole/*.bc; do
    count=3
    case $file in *whole-module.bc | *newer.bc) count=150 ;; esac
    sanitized damage "$file" "$scratch/damaged/$(basename "$file" .bc)" $count 7 || fail damaged-input "no damaged copies of $file were made"
done
find "$scratch/whole" "$scratch/damaged" -type f | sort > "$scratch/files"

mapfile -t targets < <("$bcfix" targets | sed -n 's/^\([a-z]*-[0-9.]*\) .*/\1/p' | grep -vx "llvm-$llvm_major")
for half in 0 1; do
    mkdir "$scratch/half-$half"
    awk "NR % 2 == $half" "$scratch/files" > "$scratch/half-$half/files"
    convert_damaged "$scratch/half-$half" "llvm-$llvm_major" "${targets[@]}" &
done
wait
read -r converted refused slowest judged same < <(cat "$scratch"/half-*/counts |
    awk '{c += $1; r += $2; s = $5 > s ? $5 : s; j += $7; t += $8} END {print c, r, s, j, t}')
cat "$scratch"/half-*/against > "$scratch/against"
check "damaged-input/$(wc -l < "$scratch/files") files for each target" "$(wc -l < "$scratch/against") are against the rules: $(head -1 "$scratch/against")" \
    test ! -s "$scratch/against"
echo "damaged-input: $converted converted, $refused refused, the slowest in $slowest ms; of $judged results for LLVM $llvm_major $same have the text of a file that it accepts"
check damaged-input/some-are-converted "nothing was converted, or nothing refused" test "$converted" -gt 1000 -a "$refused" -gt 1000 -a "$same" -gt 100
finish
