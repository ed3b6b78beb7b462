#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# Operations over many values (tests/lowering/values.py) that an older LLVM lacks: what a module prints when LLVM 22 compiles
# it, and what it prints when it was converted for LLVM N and N compiles it, are the same.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

python3 "$tests/lowering/values.py" "$scratch" newer atomics
for subject in newer atomics; do
    {
        assemble "$scratch/$subject.ll" "$scratch/$subject.bc" && compile_with "$llvm_major" "$scratch/$subject.bc" "$scratch/$subject.o" &&
            gcc "$scratch/$subject.o" -o "$scratch/$subject" -lm && "$scratch/$subject" > "$scratch/$subject.native"
    } 2> "$scratch/why" || { fail "values-llvm/$subject" "it does not run natively: $(head -1 "$scratch/why")"; continue; }
    for release in 14 15 16 17 18 19 20 21; do
        name=values-llvm/$subject/llvm-$release
        have_llvm "$release" 2> "$scratch/why" || { not_run "$name" "$(cat "$scratch/why")"; continue; }
        out=$scratch/$subject-$release
        "$bcfix" convert -q --target="llvm-$release" "$scratch/$subject.bc" "$out.bc" || { fail "$name" "it is not converted"; continue; }
        verify_with "$release" "$out.bc" 2> "$scratch/why" || { fail "$name" "$(head -1 "$scratch/why")"; continue; }
        compile_with "$release" "$out.bc" "$out.o" 2> "$scratch/why" && gcc "$out.o" -o "$out" -lm 2> "$scratch/why" ||
            { fail "$name" "it does not compile: $(head -1 "$scratch/why")"; continue; }
        "$out" > "$out.printed" || { fail "$name" "it does not run"; continue; }
        check "$name" "$(diff "$scratch/$subject.native" "$out.printed" | sed -n '2p;/^>/{p;q}' | cut -c1-90 | tr '\n' ' ')" \
            cmp -s "$scratch/$subject.native" "$out.printed"
    done
done
finish
