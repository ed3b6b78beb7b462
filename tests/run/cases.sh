#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# One module of text a case: what converting it must give.
#
#   tests/run/cases.sh [--help] [PATTERN]    the cases in tests/cases whose name matches PATTERN (default: *)
#
# The first lines of a case are comments that say what is wanted; each may stand more than once:
#   ; RUN-TARGET: NAME         the target (default: graalvm-25.0)
#   ; OPTIONS: OPTION...       more options for bcfix
#   ; EXIT: N                  how bcfix ends (default: 0)
#   ; EXPECT: REGEX            a line of the result, as llvm-dis-22 gives it, matches
#   ; REJECT: REGEX            no line does
#   ; EXPECT-IN-ORDER: REGEX   the result as one line, all white space one space, matches
#   ; EXPECT-RECORD: REGEX     a record of the result, as llvm-bcanalyzer-22 dumps it, matches
#   ; EXPECT-OWN: REGEX        a line of the result matches, as the target's own LLVM gives it (targets llvm-...)
#   ; REJECT-OWN: REGEX        no line does
#   ; SAME-TEXT:               the result has the text of the input
#   ; FINDING: BCFnnn          there is such a finding
#   ; NO-FINDINGS:             there is none at all
#   ; MESSAGE: REGEX           standard error matches
# A result must also pass LLVM's verifier (that of LLVM 22, and that of the target), and give the same bytes when it is
# converted again; where bcfix does not end with 0, there must be no file.
case ${1:-} in
--help) sed -n '3,22s/^# \{0,1\}//p' "$0"; exit ;;
-*) echo "tests/run/cases.sh: unknown option $1 (see --help)" >&2; exit 2 ;;
esac
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

# wanted FILE KEY: what the case says under that key, a line each; fails when it says nothing.
wanted() { header_of "$@" | grep ''; }

# has FILE KEY
has() { grep -q "^; $2:" "$1"; }

# why_not CASE: says what is wrong, or nothing.
why_not() {
    local case=$1 target exit code regex
    target=$(wanted "$case" RUN-TARGET || echo graalvm-25.0)
    exit=$(wanted "$case" EXIT || echo 0)
    rm -f "$scratch/in.bc" "$scratch/out.bc"
    llvm-as-22 - -o "$scratch/in.bc" < "$case" 2> "$scratch/stderr" || { echo "llvm-as-22: $(head -1 "$scratch/stderr")"; return; }
    # shellcheck disable=SC2046
    "$bcfix" convert -v --target="$target" $(wanted "$case" OPTIONS) "$scratch/in.bc" "$scratch/out.bc" \
        2> "$scratch/stderr" < /dev/null
    code=$?
    [[ $code == "$exit" ]] || { echo "it ends with $code, not $exit: $(head -1 "$scratch/stderr")"; return; }
    why_not_findings "$case"
    if [[ $code != 0 ]]; then
        [[ ! -e $scratch/out.bc ]] || echo "it leaves a file"
        return
    fi
    opt-22 -passes=verify -disable-output "$scratch/out.bc" 2> "$scratch/verify" ||
        { echo "the result is not valid: $(head -1 "$scratch/verify")"; return; }
    llvm-dis-22 "$scratch/out.bc" -o "$scratch/out.ll" || { echo "llvm-dis-22 does not read it"; return; }
    why_not_text "$case"
    case $target in llvm-22) ;; llvm-*) why_not_own "$case" "${target#llvm-}" ;; esac
    # shellcheck disable=SC2046
    idempotent "$target" "$scratch/in.bc" $(wanted "$case" OPTIONS) || echo "converting it again gives other bytes"
}

why_not_findings() {
    local case=$1 regex
    while read -r regex; do
        grep -q " $regex " "$scratch/stderr" || echo "there is no finding $regex"
    done < <(wanted "$case" FINDING)
    ! has "$case" NO-FINDINGS || ! grep -q ' BCF[0-9]' "$scratch/stderr" ||
        echo "there is a finding: $(grep -m1 ' BCF[0-9]' "$scratch/stderr")"
    while read -r regex; do
        grep -qE -- "$regex" "$scratch/stderr" || echo "standard error has no $regex: $(head -1 "$scratch/stderr")"
    done < <(wanted "$case" MESSAGE)
}

why_not_text() {
    local case=$1 regex
    while read -r regex; do
        grep -qE -- "$regex" "$scratch/out.ll" || echo "the result has no $regex"
    done < <(wanted "$case" EXPECT)
    while read -r regex; do
        ! grep -E -- "$regex" "$scratch/out.ll" > "$scratch/found" || echo "the result has: $(head -1 "$scratch/found")"
    done < <(wanted "$case" REJECT)
    while read -r regex; do
        tr -s '[:space:]' ' ' < "$scratch/out.ll" | grep -qE -- "$regex" || echo "the result has no $regex, in this order"
    done < <(wanted "$case" EXPECT-IN-ORDER)
    while read -r regex; do
        llvm-bcanalyzer-22 --dump "$scratch/out.bc" | grep -E -- "$regex" > "$scratch/found" || echo "the result has no record $regex"
    done < <(wanted "$case" EXPECT-RECORD)
    ! has "$case" SAME-TEXT || same_text "$scratch/in.bc" "$scratch/out.bc" || echo "its text is another"
}

# What the LLVM that is the target says of the result.
why_not_own() {
    local case=$1 major=$2 regex
    have_llvm "$major" || { echo "there is no LLVM $major"; return; }
    verify_with "$major" "$scratch/out.bc" 2> "$scratch/verify" ||
        { echo "LLVM $major refuses the result: $(head -1 "$scratch/verify")"; return; }
    disassemble_with "$major" "$scratch/out.bc" > "$scratch/own.ll" || { echo "LLVM $major does not read it"; return; }
    while read -r regex; do
        grep -qE -- "$regex" "$scratch/own.ll" || echo "LLVM $major sees no $regex"
    done < <(wanted "$case" EXPECT-OWN)
    while read -r regex; do
        ! grep -E -- "$regex" "$scratch/own.ll" > "$scratch/found" || echo "LLVM $major sees: $(head -1 "$scratch/found")"
    done < <(wanted "$case" REJECT-OWN)
}

# says_something CASE: a case that wants nothing proves nothing.
says_something() { grep -qE '^; (EXIT|EXPECT|REJECT|EXPECT-IN-ORDER|EXPECT-RECORD|EXPECT-OWN|REJECT-OWN|SAME-TEXT|FINDING|NO-FINDINGS|MESSAGE):' "$1"; }

# Assembly that is longer than what bcfix reads (lib/lower/assembly.c) is made here.
mkdir "$scratch/made"
cat > "$scratch/made/assembly-that-is-long.ll" <<LLVM
; FINDING: BCF042
; MESSAGE: BCF042.* inline assembly has no form: it is longer than 65536 characters
; EXPECT: call void @"bcfix: inline assembly has no form: it is longer than 65536 characters \(in f\)"\(\)
; REJECT: ^  call .*asm
target triple = "x86_64-unknown-linux-gnu"
define void @f() {
  call void asm sideeffect "$(printf 'nop;%.0s' $(seq 17000))", ""()
  ret void
}
LLVM

shopt -s nullglob
found=0
for case in "$tests"/cases/*.ll "$scratch"/made/*.ll; do
    name=$(basename "$case" .ll)
    # shellcheck disable=SC2053
    [[ $name == ${1:-*} ]] || continue
    found=$((found + 1))
    if ! command -v llvm-as-22 > /dev/null; then
        not_run "cases/$name" "llvm-as-22 was not found"
    elif ! says_something "$case"; then
        fail "cases/$name" "it says nothing about its result"
    else
        why=$(why_not "$case" | head -1)
        check "cases/$name" "$why" test -z "$why"
    fi
done
[[ $found != 0 ]] || fail cases "there is no case ${1:-}"
finish
