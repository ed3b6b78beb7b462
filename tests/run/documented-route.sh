#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# GraalVM's documented way: a module without std, and rustc's shared libstd given to the runtime.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

cat > "$scratch/hello.rs" <<'RUST'
fn main() {
    let words: Vec<String> = std::env::args().skip(1).map(|a| a.to_uppercase()).collect();
    println!("hello from {} {:?}", words.len(), words);
}
RUST
if (cd "$scratch" && rustc -O --emit=llvm-bc hello.rs && rustc -O -o hello hello.rs) 2> "$scratch/log"; then
    "$bcfix" convert -q "$scratch/hello.bc" "$scratch/converted.bc"
    "$scratch/hello" one two > "$scratch/native"
    libstd=$(ls "$(rustc --print sysroot)"/lib/rustlib/*/lib/libstd-*.so | head -1)
    "$tests/oracle/sulong/sulong" --lib="$libstd" "$scratch/converted.bc" one two > "$scratch/sulong" 2> "$scratch/errors"
    code=$?
    check documented-route/exit "exit $code: $(tail -1 "$scratch/errors")" test "$code" = 0
    check documented-route/output "it printed: $(head -1 "$scratch/sulong")" cmp -s "$scratch/native" "$scratch/sulong"
else
    fail documented-route "hello.rs does not compile: $(head -1 "$scratch/log")"
fi
finish
