#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# --target=llvm-22 keeps the text of real modules, and converting twice is converting once, for both targets; the whole of
# the sysroot and of LLVM's own tests is in tests/corpus.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

one() {
    local name=$1 file=$2
    if ! "$bcfix" convert -q --target=llvm-22 "$file" "$scratch/kept.bc"; then
        fail "$name/text" "it does not convert"
        return
    fi
    check "$name/text" "the text differs" same_text "$file" "$scratch/kept.bc"
    check "$name/twice/llvm-22" "the second conversion gives other bytes" idempotent llvm-22 "$file"
    check "$name/twice/graalvm-25.0" "the second conversion gives other bytes" idempotent graalvm-25.0 "$file"
}

for profile in release debuginfo; do
    if module=$(demo_module "$profile"); then one "demo/$profile" "$module"; else fail "demo/$profile" "it does not compile"; fi
done
# --strip-debug gives the text that LLVM's own strip gives.
plain_text() { "opt-$llvm_major" -passes=no-op-module -S "$@" -o - 2> /dev/null | grep -v '^$' | grep -v '^; ModuleID' | grep -vE '^\^[0-9]+ = '; }
if ! has_tools "$llvm_major"; then
    not_run demo/stripped "there is no opt-$llvm_major"
elif module=$(demo_module debuginfo) && "$bcfix" convert -q --target=llvm-22 --strip-debug "$module" "$scratch/stripped.bc"; then
    check demo/stripped "LLVM's own strip gives another text" \
        cmp -s <(plain_text --strip-debug "$module") <(plain_text "$scratch/stripped.bc")
else
    fail demo/stripped "it does not convert"
fi
for name in collections threads wide_integers; do
    if built=$(program "$name"); then one "programs/$name" "$built.bc"; else fail "programs/$name" "it does not compile"; fi
done
python3 "$tests/oracle/llvm/members.py" --sample 12 --seed 25 "$scratch/members" > /dev/null || fail sysroot "no members"
for file in "$scratch"/members/*.bc; do
    one "sysroot/$(basename "$file" .bc)" "$file"
done
finish
