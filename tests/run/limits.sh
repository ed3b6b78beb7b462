#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# Hostile files (tests/oracle/hostile.py): the memory and the time that they take stay within what include/bcfix/bcfix.h says.
#
# Memory is what the library counts itself. Time is that of the processor, and only compared: a file that is four times as
# large takes about four times as long. What stops at the limit of records takes no longer than that many records take. The
# first of three runs that is fast enough counts: neighbours make a run slow, and none is faster than its work.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

measure=$(dirname "$(dirname "$bcfix")")/tests/measure
[[ -x $measure ]] || { fail limits "there is no $measure; build first"; finish; }

# Kinds that grow by N: how large the smaller file is. 3000 where nothing is said.
declare -A count=([aggregates_large]=8000 [structs_of_vectors]=300 [inflated]=500 [inflated_rust_object]=500 [expressions]=1000
    [triple]=1000 [debug_files]=1500 [syscalls]=2000 [member_names]=1500 [functions_that_are_lowered]=3000)

# make KIND N FILE
make() {
    if [[ $form == stream ]]; then
        python3 "$tests/oracle/hostile.py" "$1" "$2" "$3"
    else
        python3 "$tests/oracle/hostile.py" "$1" "$2" "$3.ll" && assemble "$3.ll" "$3" 2> "$3.log" && rm "$3.ll"
    fi
}

# judge KIND: measures both files, says what it found.
judge() {
    local factor
    for factor in 1 4; do
        echo "$scratch/$1.$factor" | (ulimit -v 6000000; timeout 120 "$measure") > "$scratch/$1.$factor.out" 2>&1 ||
            { echo "FAIL limits/$1: it ended with $? at $(tail -1 "$scratch/$1.$factor.out")"; return 1; }
    done
    python3 "$tests/oracle/growth.py" "$1" "$scratch/$1.1.out" "$scratch/$1.4.out"
}

while read -r form kind; do
    for factor in 1 4; do
        make "$kind" $((${count[$kind]:-3000} * factor)) "$scratch/$kind.$factor" || fail "limits/$kind" "it cannot be made: $(head -1 "$scratch/$kind.$factor.log")"
    done
    good=no
    for attempt in 1 2 3; do
        judge "$kind" > "$scratch/verdict" && { good=yes; break; }
        grep -q ' microseconds' "$scratch/verdict" || break
    done
    [[ $good == yes ]] || failures=$((failures + 1))
    cat "$scratch/verdict"
    rm -f "$scratch/$kind.1" "$scratch/$kind.4"
done < <(python3 "$tests/oracle/hostile.py")
finish
