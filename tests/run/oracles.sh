#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# The oracles themselves: the LLVM of the distribution and the one that rustc brings say the same, and both find faults; the
# Sulong runner tells output, exit codes, failures and endless programs apart.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

cat > "$scratch/good.ll" <<'LLVM'
target triple = "x86_64-unknown-linux-gnu"
@text = private constant [3 x i8] c"%d\00"
declare i32 @printf(ptr, ...)
declare i32 @atoi(ptr)
declare i32 @missing()
define i32 @main(i32 %count, ptr %arguments) {
  %place = getelementptr ptr, ptr %arguments, i64 1
  %argument = load ptr, ptr %place
  %number = call i32 @atoi(ptr %argument)
  %printed = call i32 (ptr, ...) @printf(ptr @text, i32 %number)
  switch i32 %number, label %done [ i32 1, label %forever
                                    i32 2, label %fails ]
forever:
  br label %forever
fails:
  %never = call i32 @missing()
  br label %done
done:
  ret i32 %number
}
LLVM
sed 's/ret i32 %number/ret i64 0/' "$scratch/good.ll" > "$scratch/bad.ll"
check oracles/rust-llvm/as "it does not assemble" rust_llvm as "$scratch/good.ll" "$scratch/good.bc"
check oracles/rust-llvm/verify "it refuses a good module" rust_llvm verify "$scratch/good.bc"
refuses() { ! rust_llvm as "$scratch/bad.ll" "$scratch/bad.bc" 2> /dev/null; }
check oracles/rust-llvm/refuses "it takes a bad module" refuses
if has_llvm; then
    rust_llvm dis "$scratch/good.bc" "$scratch/rust.ll"
    "llvm-dis-$llvm_major" "$scratch/good.bc" -o "$scratch/llvm.ll"
    check oracles/same-text "the two give other texts" cmp -s <(tail -n +2 "$scratch/rust.ll") <(tail -n +2 "$scratch/llvm.ll")
else
    not_run oracles/same-text "there is no llvm-dis-$llvm_major"
fi

"$bcfix" convert -q "$scratch/good.bc" "$scratch/converted.bc"
cat > "$scratch/jobs" <<JOBS
{"file": "$scratch/converted.bc", "args": ["7"], "timeout": 60}
{"file": "$scratch/converted.bc", "args": ["2"], "timeout": 60}
{"file": "$scratch/converted.bc", "args": ["1"], "timeout": 3}
{"file": "$scratch/converted.bc", "args": ["9"], "timeout": 60}
JOBS
"$tests/oracle/sulong/sulong" --jobs="$scratch/jobs" --results="$scratch/results"
told() {
    python3 - "$scratch/results" "$@" <<'PYTHON'
import json, sys
results = [json.loads(line) for line in open(sys.argv[1])]
result = results[int(sys.argv[2])]
sys.exit(not (result["exit"] == int(sys.argv[3]) and result["stdout"] == sys.argv[4] and sys.argv[5] in result["failure"]))
PYTHON
}
check oracles/sulong/exit-code "$(sed -n 1p "$scratch/results")" told 0 7 7 ""
check oracles/sulong/failure "$(sed -n 2p "$scratch/results")" told 1 125 2 "missing cannot be found"
check oracles/sulong/time-limit "$(sed -n 3p "$scratch/results")" told 2 124 1 "not finished"
check oracles/sulong/goes-on "$(sed -n 4p "$scratch/results")" told 3 9 9 ""
finish
