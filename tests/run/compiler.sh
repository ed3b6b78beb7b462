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

# ends LINE SECONDS MODULE CODE
ends() {
    "$tests/oracle/sulong/sulong" --line="$1" --graal --timeout="$2" "$3" 2> "$scratch/stderr"
    [[ $? == "$4" ]]
}

# The compiler of 24.0 to 24.2 starts on the Java of its own line only (22 to 24: "Compiler initialization failed" on 25).
for line in 25.0 23.1; do
    if ! "$root/tools/setup.sh" sulong "$line" graal > /dev/null 2> "$scratch/why"; then
        # The compiler is an addition: a machine whose only Java comes from PyPI has none.
        echo "left out: compiler/$line: $(tail -1 "$scratch/why")"
        continue
    fi
    while IFS=: read -r name load; do
        waiting "$load" 3 > "$scratch/$name.ll"
        assemble "$scratch/$name.ll" "$scratch/$name.bc"
        "$bcfix" convert -q --target="graalvm-$line" "$scratch/$name.bc" "$scratch/$name-converted.bc"
        check "compiler/$line/$name" "it does not end: $(tail -1 "$scratch/stderr" 2> /dev/null)" \
            ends "$line" 40 "$scratch/$name-converted.bc" 5
    done <<'LOADS'
monotonic:load atomic i32, ptr @flag monotonic, align 4
acquire:load atomic i32, ptr @flag acquire, align 4
volatile:load volatile i32, ptr @flag, align 4
LOADS
    # Long enough for the compiler to have compiled the loop on a busy machine.
    waiting "load atomic i32, ptr @flag monotonic, align 4" 15 > "$scratch/control.ll"
    assemble "$scratch/control.ll" "$scratch/control.bc"
    check "compiler/$line/control" "the loop ends without bcfix too: this test shows nothing" \
        ends "$line" 25 "$scratch/control.bc" 124
done
finish
