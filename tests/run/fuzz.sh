#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# The fuzz targets without an engine, under the address and undefined behaviour sanitizers: what they stumbled over once, what
# is made to be dangerous, and a part of what fuzzing begins with. tests/long/fuzz.sh fuzzes; see docs/fuzzing.md.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

checked=$(checked_build clang 2> "$scratch/why") || { fail fuzz "the build with sanitizers: $(tail -1 "$scratch/why")"; finish; }
targets=$(sed -n "s/^foreach subject : \[\(.*\)\]$/\1/p" "$tests/fuzz/meson.build" | tr -d "',")

"$tests/fuzz/regressions.py" "$scratch/regressions" || fail fuzz/regressions "they are not made"
"$tests/fuzz/make-seeds" "$(dirname "$(dirname "$bcfix")")" "$scratch/seeds" 12 > "$scratch/log" 2>&1 ||
    fail fuzz/make-seeds "$(tail -1 "$scratch/log")"

for target in $targets; do
    folders=()
    for folder in "$scratch/regressions/$target" "$scratch/seeds/$target"; do [[ -d $folder ]] && folders+=("$folder"); done
    sanitized "$checked/tests/fuzz/fuzz_$target" "${folders[@]}" > "$scratch/out" 2> "$scratch/stderr"
    code=$?
    last=$(tail -1 "$scratch/out")
    check "fuzz/$target (${last#"$scratch"/})" \
        "it ended with $code at ${last#"$scratch"/}: $(grep -m1 'does not hold' "$scratch/stderr"; sanitizer_reports | head -1)" test "$code" = 0
done

# The text of records is the whole module.
for text in "$scratch"/seeds/records/*; do
    sanitized "$checked/tests/fuzz/records_of" --module "$text" > "$scratch/module" &&
        sanitized "$checked/tests/fuzz/records_of" "$scratch/module" $(sed -n '1s/^= //p' "$text") > "$scratch/text" &&
        cmp -s "$text" "$scratch/text" || fail "fuzz/records-of/$(basename "$text")" "its module has other records"
done
ok "fuzz/records-of ($(ls "$scratch/seeds/records" | wc -l) modules)"
finish
