#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# Names of real programs, and damaged ones, demangled as others do it: v0 as llvm-cxxfilt does, the legacy scheme as the
# c++filt of binutils does without hashes.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

names=$built_in/tests/demangle_names
module=$(demo_module release) || { fail demangle "the demo does not compile"; finish; }
llvm-nm-22 "$module" | awk '{print $NF}' | sort -u > "$scratch/names"
# The same names with letters that were exchanged, taken out and put in.
python3 - "$scratch/names" > "$scratch/damaged" <<'PYTHON'
import random, sys
chance = random.Random(5)
names = [line.strip() for line in open(sys.argv[1]) if line.startswith("_R")]
for _ in range(20000):
    name = list(chance.choice(names))
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(name))
        letter = chance.choice("BIENCXYMTRQPODFSAKLGu0123456789_abcdefpnvsez")
        name[at:at + chance.randint(0, 1)] = letter if chance.random() < 0.7 else ""
        name = name or ["_"]
    print("".join(name).split(".")[0])
PYTHON

# compare NAME FILE ORACLE...: the lines of the oracle are those of bcfix.
compare() {
    local name=$1 file=$2 count
    "$names" < "$file" > "$scratch/ours"
    "${@:3}" < "$file" > "$scratch/theirs"
    count=$(wc -l < "$file")
    check "demangle/$name" "$(diff "$scratch/ours" "$scratch/theirs" | head -3 | tr '\n' ' ')" cmp -s "$scratch/ours" "$scratch/theirs"
    [[ $count -gt 100 ]] || fail "demangle/$name" "there are only $count names"
}

without_suffix() { "$@" | sed -E 's/ \(\.[^)]*\)$//'; }
without_hash() { "$@" | sed -E 's/::h[0-9a-f]{16}$//'; }

grep '^_R' "$scratch/names" > "$scratch/v0"
grep -E '^_ZN.*17h[0-9a-f]{16}E$' "$scratch/names" > "$scratch/legacy"
compare v0 "$scratch/v0" without_suffix llvm-cxxfilt-22
compare damaged "$scratch/damaged" without_suffix llvm-cxxfilt-22
if command -v c++filt > /dev/null; then
    compare legacy "$scratch/legacy" without_hash c++filt
else
    not_run demangle/legacy "c++filt was not found"
fi
finish
