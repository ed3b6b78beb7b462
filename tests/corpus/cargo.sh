#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# cargo bcfix run: programs of crates that everybody uses give in GraalVM 25.0 and 23.1 what they give natively.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

program=$(dirname "$bcfix")/cargo-bcfix/cargo-bcfix
[[ -x $program ]] || { fail cargo-crates "there is no $program; build first"; finish; }
PATH=$(dirname "$program"):$PATH
unset RUSTFLAGS CARGO_ENCODED_RUSTFLAGS BCFIX_GRAALVM BCFIX_CLASS_PATH BCFIX_JAVA BCFIX_JAVA_FLAGS
export RUST_BACKTRACE=0 CARGO_TARGET_DIR=$cache/cargo-crates
cp -r "$tests/crates" "$scratch/crates"
cd "$scratch/crates" || exit 1

arguments_of() { [[ $1 != ten ]] || printf '%s\n' --count 9 alpha 'beta-gamma' 'Ünïcode'; }
for name in ten ring zlib tokio; do
    mapfile -t arguments < <(arguments_of "$name")
    if ! cargo run -q --release --bin "$name" -- "${arguments[@]}" > "$scratch/$name.out" 2> "$scratch/$name.err"; then
        fail "cargo-crates/$name" "it does not build or run natively: $(tail -1 "$scratch/$name.err")"
        continue
    fi
    for line in 25.0 23.1; do
        "$root/tools/setup.sh" sulong "$line" > "$scratch/setup" 2>&1 || fail "cargo-crates/$line" "$(tail -1 "$scratch/setup")"
        code=0
        timeout 400 cargo bcfix run --release --graalvm=$line --interpreted --bin "$name" -- "${arguments[@]}" \
            > "$scratch/$name.$line.out" 2> "$scratch/$name.$line.err" || code=$?
        check "cargo-crates/$name/$line/exit" "$code: $(tail -1 "$scratch/$name.$line.err")" test "$code" = 0
        check "cargo-crates/$name/$line/output" "$(diff "$scratch/$name.out" "$scratch/$name.$line.out" | head -3 | tr '\n' ' ')" \
            cmp -s "$scratch/$name.out" "$scratch/$name.$line.out"
    done
done
# What is native is named.
check cargo-crates/ring/native "$(grep -c BCF090 "$scratch/ring.25.0.err") objects are named" grep -q 'BCF090.*sha256-x86_64' "$scratch/ring.25.0.err"
check cargo-crates/zlib/native "$(grep -c BCF090 "$scratch/zlib.25.0.err") objects are named" grep -q 'BCF090.*inflate' "$scratch/zlib.25.0.err"
finish
