#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# Under the sanitizer for threads: many conversions at once in one process, and bcfix check with many files at once.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

build=$root/build-threads
{
    [[ -e $build/build.ninja ]] || meson setup "$build" "$root" -Dbuildtype=debugoptimized -Db_sanitize=thread -Db_lundef=false &&
        ninja -C "$build" tests/threads tools/bcfix
} > "$scratch/log" 2>&1 || { fail threads "it does not build with the sanitizer: $(tail -1 "$scratch/log")"; finish; }
export TSAN_OPTIONS=exitcode=99:halt_on_error=1

rustc --edition=2021 --crate-type=rlib -O -g -C panic=abort -C embed-bitcode=yes -o "$scratch/failing.rlib" "$tests/unit/failing.rs" &&
    rustc --edition=2021 --crate-type=rlib -O -g -C panic=abort --emit=llvm-bc -o "$scratch/failing.bc" "$tests/unit/failing.rs" &&
    assemble "$tests/cases/whole-module.ll" "$scratch/whole.bc" || fail threads "there are no modules"
"$build/tests/threads" "$scratch"/failing.rlib "$scratch"/*.bc > "$scratch/out" 2>&1
code=$?
check "threads/conversions at once" "it ended with $code: $(grep -m1 -E 'WARNING|threads:' "$scratch/out")" test $code = 0

mkdir "$scratch/many"
for i in $(seq 24); do
    cp "$scratch/failing.rlib" "$scratch/many/lib$i.rlib"
    cp "$scratch/failing.bc" "$scratch/many/$i.bc"
done
"$build/tools/bcfix" check -j8 --format=json "$scratch/many" > "$scratch/at-once" 2> "$scratch/stderr"
code=$?
check "threads/check -j8" "it ended with $code: $(grep -m1 WARNING "$scratch/stderr")" test $code != 99
"$bcfix" check -j1 --format=json "$scratch/many" > "$scratch/alone"
check "threads/check -j8 says what -j1 says" "the reports differ" cmp -s "$scratch/at-once" "$scratch/alone"
finish
