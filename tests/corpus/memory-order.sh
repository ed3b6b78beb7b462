#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# With the Graal compiler on, what the order of atomic operations forbids is not seen either, and loops that wait for a flag
# end (tests/programs/litmus.rs; tests/corpus/programs.sh runs it without). Of the first, a program that the compiler compiles
# before it runs: without the fence behind its stores one run in three saw what is forbidden.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
. "$tests/programs/run.sh"

# store_buffering LINE: five runs.
store_buffering() {
    local i
    assemble "$tests/lowering/store-buffering.ll" "$scratch/in.bc" &&
        "$bcfix" convert -q --target="graalvm-$1" "$scratch/in.bc" "$scratch/store-buffering.bc" || return 1
    for i in 1 2 3 4 5; do
        "$tests/oracle/sulong/sulong" --line="$1" --compile-at-once --timeout=400 "$scratch/store-buffering.bc" || return 1
    done
}

for line in 25.0 23.1; do
    if ! "$root/tools/setup.sh" sulong "$line" graal > /dev/null 2> "$scratch/why"; then
        echo "left out: memory-order/$line: $(tail -1 "$scratch/why")"
        continue
    fi
    if store_buffering "$line" 2> "$scratch/why"; then
        ok "memory-order/$line/store-buffering"
    else
        fail "memory-order/$line/store-buffering" "it was not finished, or a load came before a sequentially consistent store: $(tail -1 "$scratch/why")"
    fi
    GRAAL=1 run_programs "$line" litmus threads channels condvar
done
finish
