#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# clang-tidy says nothing about the sources of the libraries and tools. What it looks for, and what not and why, stands in
# .clang-tidy. Its analyzer gives up a function after 20,000 states, as it would take ten times as long otherwise.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

"$root/tools/setup.sh" checkers > "$scratch/setup" 2>&1 || { not_run analysis "$(tail -1 "$scratch/setup")"; finish; }
sed -n 's/^ *"file": "\(.*\)",*$/\1/p' "$root/build/compile_commands.json" | sort -u | grep -E '^\.\./(lib|tools)/' | sed "s|^\.\.|$root|" > "$scratch/files"
xargs -P "$(nproc)" -n 8 "clang-tidy-$llvm_major" --quiet -p "$root/build" --extra-arg=-Xclang --extra-arg=-analyzer-config \
    --extra-arg=-Xclang --extra-arg=max-nodes=20000 < "$scratch/files" > "$scratch/said" 2> "$scratch/stderr"
code=$?
grep -E '(warning|error): ' "$scratch/said" | sed "s|$root/||; s|^\.\./||" | sort -u > "$scratch/found"
sed 's/^/    /' "$scratch/found"
check "analysis/clang-tidy of $(wc -l < "$scratch/files") files" "$code: $(wc -l < "$scratch/found") places: $(head -1 "$scratch/found") $(grep -v '^\[' "$scratch/stderr" | tail -1)" \
    test "$code" = 0 -a ! -s "$scratch/found"
[[ $(wc -l < "$scratch/files") -gt 100 ]] || fail analysis "there are only $(wc -l < "$scratch/files") files"
finish
