#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# Each rewrite of a form, switched off: a row of the tables is changed in a copy of the sources so that every target seems to
# take what it does not take, and then a test has to fail. So no row is without one that would notice.
#
#   tests/corpus/switched-off.sh [--help] [PATTERN]    the rows whose name matches PATTERN (default: *)
#
# The rows are those of features.def, signatures.def, atomics.def, bundles.def, callingconvs.def and attributes.def, and the
# changes in tests/oracle/switch_off.py for what is no row. The cases and forms whose result becomes another are judged by
# their scripts; where none fails, the tests of debug info, of LLVM's texts and of Sulong are tried.
case ${1:-} in
--help) sed -n '3,11s/^# \{0,1\}//p' "$0"; exit ;;
-*) echo "tests/corpus/switched-off.sh: unknown option $1 (see --help)" >&2; exit 2 ;;
esac
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
pattern=${1:-*}

tree=$scratch/tree
mkdir "$tree" && tar -C "$root" --exclude='./build*' --exclude=./.git -cf - . | tar -C "$tree" -xf -
python3 "$tests/oracle/switch_off.py" list "$root" > "$scratch/rows" || { fail switched-off "the rows were not found"; finish; }
build() { ninja -C "$tree/build" tools/bcfix > "$scratch/build.log" 2>&1; }
# Each row builds most of it anew: without optimization, which takes longer than all that is run.
meson setup "$tree/build" "$tree" --buildtype=plain -Doptimization=0 > "$scratch/build.log" 2>&1 && build || { fail switched-off "$(tail -1 "$scratch/build.log")"; finish; }
changed=$tree/build/tools/bcfix

# The cases and forms, assembled once, and what each gives with the program as it is: lines of KIND/NAME TARGET OPTIONS.
mkdir -p "$scratch/in/cases" "$scratch/in/forms"
header() { header_of "$@" | tr '\n' ' '; }
for case in "$tests"/cases/*.ll; do
    name=cases/$(basename "$case" .ll)
    llvm-as-22 - -o "$scratch/in/$name.bc" < "$case" 2> "$scratch/stderr" || continue
    target=$(header "$case" RUN-TARGET)
    echo "$name ${target:-graalvm-25.0} $(header "$case" OPTIONS)"
done > "$scratch/jobs"
for form in "$tests"/forms/*.ll; do
    name=forms/$(basename "$form" .ll)
    # shellcheck disable=SC2046
    llvm-as-22 $(header "$form" ASSEMBLER) - -o "$scratch/in/$name.bc" < "$form" 2> "$scratch/stderr" || continue
    for major in $(llvm_targets); do echo "$name llvm-$major $(header "$form" OPTIONS)"; done
done >> "$scratch/jobs"
# results PROGRAM FOLDER: what the program makes of each, and says of it, by two processes.
results() {
    local half name target options
    rm -rf "$2" && mkdir -p "$2/cases" "$2/forms"
    cd "$2" || return
    for half in 0 1; do
        awk "NR % 2 == $half" "$scratch/jobs" | while read -r name target options; do
            # shellcheck disable=SC2086
            "$1" convert -v --target="$target" $options "$scratch/in/$name.bc" "$name.$target.bc" < /dev/null > "$name.$target.txt" 2>&1
            echo $? >> "$name.$target.txt"
        done &
    done
    wait
    cd "$root" || return
}
results "$bcfix" "$scratch/was"

# fails_in SCRIPT [ARGUMENT]: the test fails with the changed program; prints which.
fails_in() {
    local failed
    failed=$(BCFIX=$changed bash "$tests/run/$1" "${2:-}" 2> /dev/null | sed -n 's/^FAIL \([^:]*\):.*/\1/p' | head -1) || true
    [[ -n $failed ]] && echo "$failed"
}

# noticed: prints the test that fails.
noticed() {
    local name
    results "$changed" "$scratch/is"
    for name in $(diff -rq "$scratch/was" "$scratch/is" | sed -n 's/^Files .*\/\(cases\|forms\)\/\([^/ ]*\)\.[a-z]*-[0-9.]*\.\(txt\|bc\) differ$/\1.sh=\2/p
        s/^Only in .*\/\(cases\|forms\): \([^/ ]*\)\.[a-z]*-[0-9.]*\.\(txt\|bc\)$/\1.sh=\2/p' | sort -u); do
        fails_in "${name%%=*}" "${name#*=}" && return
    done
    fails_in debug-info.sh || fails_in llvm-text.sh || fails_in probes.sh
}

while IFS=$'\t' read -r row file; do
    # shellcheck disable=SC2053
    [[ $row == $pattern ]] || continue
    cp "$tree/$file" "$scratch/kept"
    if ! python3 "$tests/oracle/switch_off.py" change "$tree" "$row" 2> "$scratch/stderr"; then
        fail "switched-off/$row" "$(tail -1 "$scratch/stderr")"
    elif ! build; then
        fail "switched-off/$row" "it does not build: $(grep -m1 error "$scratch/build.log")"
    else
        by=$(noticed)
        check "switched-off/$row${by:+ ($by)}" "no test fails without it" test -n "$by"
    fi
    cp "$scratch/kept" "$tree/$file"
done < "$scratch/rows"
finish
