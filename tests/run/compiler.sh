#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# With the Graal compiler on, a loop that waits for another thread with an atomic or volatile load ends when it was converted;
# as it is it does not, which shows that the test can fail. Interpreted, both end.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

# waiting LOAD SECONDS: a program whose main waits for a flag with this load, for so long.
waiting() {
    cat <<LLVM
target triple = "x86_64-unknown-linux-gnu"
@flag = global i32 0
declare i32 @pthread_create(ptr, ptr, ptr, ptr)
declare i32 @usleep(i32)
define ptr @other(ptr %unused) {
  %slept = call i32 @usleep(i32 ${2}000000)
  store atomic i32 5, ptr @flag release, align 4
  ret ptr null
}
define i32 @wait() noinline {
  br label %again
again:
  %seen = $1
  %nothing = icmp eq i32 %seen, 0
  br i1 %nothing, label %again, label %done
done:
  ret i32 %seen
}
define i32 @main() {
  %thread = alloca i64
  %made = call i32 @pthread_create(ptr %thread, ptr null, ptr @other, ptr null)
  %seen = call i32 @wait()
  ret i32 %seen
}
LLVM
}

ends() { "$tests/oracle/sulong/sulong" --graal --timeout="$1" "$2" 2> "$scratch/stderr"; [[ $? == "$3" ]]; }

if ! "$root/tools/setup.sh" sulong 25.0 graal > /dev/null 2> "$scratch/why"; then
    # The compiler is an addition: a machine whose only Java 25 comes from PyPI has none.
    echo "left out: compiler: $(tail -1 "$scratch/why")"
    finish
fi
while IFS=: read -r name load; do
    waiting "$load" 3 > "$scratch/$name.ll"
    assemble "$scratch/$name.ll" "$scratch/$name.bc"
    "$bcfix" convert -q "$scratch/$name.bc" "$scratch/$name-converted.bc"
    check "compiler/$name" "it does not end: $(tail -1 "$scratch/stderr" 2> /dev/null)" ends 40 "$scratch/$name-converted.bc" 5
done <<'LOADS'
monotonic:load atomic i32, ptr @flag monotonic, align 4
acquire:load atomic i32, ptr @flag acquire, align 4
volatile:load volatile i32, ptr @flag, align 4
LOADS
# Long enough for the compiler to have compiled the loop on a busy machine.
waiting "load atomic i32, ptr @flag monotonic, align 4" 15 > "$scratch/control.ll"
assemble "$scratch/control.ll" "$scratch/control.bc"
check compiler/control "the loop ends without bcfix too: this test shows nothing" ends 25 "$scratch/control.bc" 124
finish
