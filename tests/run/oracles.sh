#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# The oracles themselves: every LLVM reads, writes, compiles and finds faults, its library and its tools say the same; the
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
# A text that each version reads, and that only the verifier finds fault with: immarg.
sed 's/%printed = call.*/call void @llvm.memset.p0.i64(ptr %arguments, i8 0, i64 1, i1 %late)/
    s/%number = call/%late = icmp eq i32 %count, 1\n  &/
    s/^declare i32 @missing.*/&\ndeclare void @llvm.memset.p0.i64(ptr, i8, i64, i1 immarg)/' "$scratch/good.ll" > "$scratch/faulty.ll"

refuses() { ! assemble_with "$1" "$scratch/bad.ll" "$scratch/bad.bc" 2> /dev/null; }
finds_fault() { llvm_job "$1" dis "$scratch/faulty.ll" "$scratch/faulty.txt" && ! verify_with "$1" "$scratch/faulty.ll" 2> /dev/null; }
runs() {
    compile_with "$1" "$scratch/good.bc" "$scratch/good.o" &&
        cc -o "$scratch/good" -x c <(echo 'int missing(void) { return 1; }') -x none "$scratch/good.o" || return 1
    [[ $("$scratch/good" 7; echo " $?") == "7 7" ]]
}
# What the shared library says is what the tools say, where a version has both.
agree() {
    llvm_job "$1" dis "$scratch/good.bc" "$scratch/library.ll" && llvm_tool "$1" llvm-dis "$scratch/good.bc" -o "$scratch/tool.ll" &&
        cmp -s <(tail -n +2 "$scratch/library.ll") <(tail -n +2 "$scratch/tool.ll")
}
for major in {14..22}; do
    name=oracles/llvm-$major
    if ! have_llvm "$major" 2> "$scratch/why"; then
        not_run "$name" "$(tail -1 "$scratch/why")"
        continue
    fi
    check "$name/as" "it does not assemble" assemble_with "$major" "$scratch/good.ll" "$scratch/good.bc"
    check "$name/refuses" "it takes a bad text" refuses "$major"
    check "$name/verify" "it refuses a good module" verify_with "$major" "$scratch/good.bc"
    check "$name/finds-fault" "it takes a module with a fault, or does not read it" finds_fault "$major"
    check "$name/runs" "what it compiles does not print what it should" runs "$major"
    [[ -z ${llvm_tools[$major]} ]] || check "$name/agree" "the library and the tools give other texts" agree "$major"
done

# rustc's LLVM stands in where the distribution has none of that version.
of_rustc() {
    local -A llvm_library=(["$llvm_major"]=$(. "$root/tools/setup.sh" && llvm_of_rustc "$llvm_major" | cut -f1))
    llvm_job "$llvm_major" dis "$scratch/good.bc" "$scratch/library.ll" && llvm_job "$llvm_major" as "$scratch/library.ll" "$scratch/good.bc"
}
check oracles/llvm-of-rustc "it does not read and write" of_rustc

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

# A runner that is ended, even by SIGKILL, takes its JVM along, which would otherwise go on with an endless program. A process
# that ended and is not waited for yet counts as gone.
goes() { local state; state=$(sed -n 's/^State:[[:space:]]*//p' "/proc/$1/status" 2> /dev/null) && [[ $state == [!ZX]* ]]; }
within() { # within SECONDS COMMAND...
    local until=$((SECONDS + $1))
    shift
    until "$@"; do [[ $SECONDS -lt $until ]] && sleep 0.1 || return 1; done
}
has_jvm() { jvm=$(tr -d ' ' < "/proc/$runner/task/$runner/children") && [[ -n $jvm && $(< "/proc/$jvm/comm") == java ]]; }
gone() { ! goes "$jvm" && ! goes "$runner"; }
ends_with_its_jvm() {
    local runner jvm
    "$tests/oracle/sulong/sulong" --timeout=600 "$scratch/converted.bc" 1 &
    runner=$!
    disown # bash would tell that it was killed
    within 60 has_jvm && kill -KILL "$runner" && within 20 gone && return
    kill -KILL "$runner" ${jvm:-} 2> /dev/null
    return 1
}
check oracles/sulong/ends-with-its-jvm "its JVM goes on" ends_with_its_jvm
finish
