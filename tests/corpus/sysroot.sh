#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# The bitcode of every member of every rlib in rustc's sysroot: --target=llvm-22 keeps the text, and converting twice is
# converting once, for both targets.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

count=$(python3 "$tests/oracle/llvm/members.py" "$scratch/members")
equal=0 twice=0
for file in "$scratch"/members/*.bc; do
    name=sysroot/$(basename "$file" .bc)
    if "$bcfix" convert -q --target=llvm-22 "$file" "$scratch/kept.bc" && same_text "$file" "$scratch/kept.bc"; then
        equal=$((equal + 1))
        ok "$name/text"
    else
        fail "$name/text" "it does not convert, or the text differs"
    fi
    if idempotent llvm-22 "$file" && idempotent graalvm-25.0 "$file"; then
        twice=$((twice + 1))
        ok "$name/twice"
    else
        fail "$name/twice" "the second conversion gives other bytes"
    fi
done
echo "sysroot: $count modules, $equal equal, $twice the same when converted twice"
finish
