#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# cargo bcfix run: programs of crates that everybody uses, and a workspace, give in GraalVM 25.0 and 23.1 what they give natively;
# so does the workspace with rustc nightly, where that is installed. JavaScript calls the library of the documentation's example.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

program=$(dirname "$bcfix")/cargo-bcfix/cargo-bcfix
[[ -x $program ]] || { fail cargo-crates "there is no $program; build first"; finish; }
PATH=$(dirname "$program"):$PATH
unset RUSTFLAGS CARGO_ENCODED_RUSTFLAGS BCFIX_GRAALVM BCFIX_CLASS_PATH BCFIX_JAVA BCFIX_JAVA_FLAGS
export RUST_BACKTRACE=0 CARGO_TARGET_DIR=$cache/cargo-crates
lines=(25.0 23.1)
for line in "${lines[@]}"; do
    "$root/tools/setup.sh" sulong "$line" > "$scratch/setup" 2>&1 || { fail "cargo-crates/$line" "$(tail -1 "$scratch/setup")"; finish; }
done
cp -r "$tests/crates" "$tests/cargo" "$scratch"

# in_graalvm NAME LINE CODE COMMAND...: the command ends so, and writes what is in NAME.out.
in_graalvm() {
    local name=$1 line=$2 wanted=$3 code=0 start=$SECONDS
    shift 3
    timeout 600 "$@" < "$scratch/input" > "$scratch/$name.$line.out" 2> "$scratch/$name.$line.err" || code=$?
    check "cargo-crates/$name/$line/exit" "$code: $(tail -1 "$scratch/$name.$line.err")" test "$code" = "$wanted"
    check "cargo-crates/$name/$line/output" "$(diff "$scratch/$name.out" "$scratch/$name.$line.out" | head -3 | tr '\n' ' ')" \
        cmp -s "$scratch/$name.out" "$scratch/$name.$line.out"
    echo "$name on $line: $((SECONDS - start)) s with building"
}

arguments_of() { [[ $1 != ten ]] || printf '%s\n' --count 9 alpha 'beta-gamma' 'Ünïcode'; }
: > "$scratch/input"
cd "$scratch/crates" || exit 1
for name in ten ring zlib tokio; do
    mapfile -t arguments < <(arguments_of "$name")
    if ! cargo run -q --release --bin "$name" -- "${arguments[@]}" > "$scratch/$name.out" 2> "$scratch/$name.err"; then
        fail "cargo-crates/$name" "it does not build or run natively: $(tail -1 "$scratch/$name.err")"
        continue
    fi
    for line in "${lines[@]}"; do
        in_graalvm "$name" "$line" 0 cargo bcfix run --release --graalvm="$line" --interpreted --bin "$name" -- "${arguments[@]}"
    done
done
# What is native is named.
check cargo-crates/ring/native "$(grep -c BCF090 "$scratch/ring.25.0.err") objects are named" grep -q 'BCF090.*sha256-x86_64' "$scratch/ring.25.0.err"
check cargo-crates/zlib/native "$(grep -c BCF090 "$scratch/zlib.25.0.err") objects are named" grep -q 'BCF090.*inflate' "$scratch/zlib.25.0.err"

cd "$scratch/cargo" || exit 1
printf 'one two\ntwo\n' > "$scratch/input"
cargo run -q -- 5 'a b' < "$scratch/input" > "$scratch/workspace.out" 2> "$scratch/workspace.err"
for line in "${lines[@]}"; do
    in_graalvm workspace "$line" 5 cargo bcfix run --graalvm="$line" -- 5 'a b'
done
if command -v rustup > /dev/null && rustc +nightly -V > "$scratch/nightly" 2>&1; then
    in_graalvm workspace nightly 5 cargo +nightly bcfix run --target-dir="$scratch/nightly-target" -- 5 'a b'
else
    echo "left out: cargo-crates/nightly: there is no rustc nightly"
fi

# ---- JavaScript ----
jars=$cache/javascript-25.0
if [[ ! -e $jars/complete ]]; then
    mvn -q -B -f "$root/docs/examples/javascript/pom.xml" dependency:copy-dependencies -DoutputDirectory="$jars" > "$scratch/mvn" 2>&1 &&
        touch "$jars/complete" || fail cargo-crates/javascript "Maven: $(tail -1 "$scratch/mvn")"
fi
(cd "$root/docs/examples/java" && cargo bcfix build -q --release --target-dir="$scratch/greeting") 2> "$scratch/greeting.err"
IFS=$'\t' read -r java _ < <("$root/tools/setup.sh" sulong 25.0)
# shellcheck disable=SC2086
timeout 200 $java -Dpolyglot.engine.WarnInterpreterOnly=false -cp "$jars/*" "$root/docs/examples/javascript/Run.java" \
    "$root/docs/examples/javascript/greet.js" "$scratch/greeting/bcfix/release/libgreeting.bc" > "$scratch/javascript.out" 2> "$scratch/javascript.err"
check cargo-crates/javascript "$(tail -1 "$scratch/javascript.err") $(tr '\n' ';' < "$scratch/javascript.out")" \
    cmp -s "$scratch/javascript.out" <(printf '%s\n' 2.5 'Hello, JavaScript!' '0 came 10 times' '1 came 20 times' '4 came 20 times' \
        '5 came 10 times' '6 came 20 times' '9 came 20 times')
finish
