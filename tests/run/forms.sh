#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# What LLVM 22 says anew, in every LLVM: one module of text a row of the tables, converted for the releases on both sides of
# each boundary, verified and written as text by that LLVM itself.
#
#   tests/run/forms.sh [--help] [PATTERN]    the modules in tests/forms whose name matches PATTERN (default: *)
#
# The first lines of a module are comments that say what is wanted; each may stand more than once. N is a release; lines
# about the releases from N on or below N are about the targets llvm-14 to llvm-21.
#   ; ALL: REGEX               each LLVM sees a line that matches
#   ; NONE: REGEX              none sees one
#   ; FROM N: REGEX            those from N on see one, the others do not
#   ; BELOW N: REGEX           those below N see one, the others do not
#   ; FINDING-BELOW N: BCFnnn  there is such a finding below N, and none such from N on
#   ; REFUSED-BELOW N: REGEX   below N bcfix ends with 1 and a message that matches
#   ; OPTIONS: OPTION...       more options for bcfix
#   ; ASSEMBLER: OPTION...     and for llvm-as
# Each result must give the same bytes when it is converted again.
case ${1:-} in
--help) sed -n '3,20s/^# \{0,1\}//p' "$0"; exit ;;
-*) echo "tests/run/forms.sh: unknown option $1 (see --help)" >&2; exit 2 ;;
esac
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

header() { sed -n '/^;/!q; s/^; //p' "$1"; }

# assemble_form MODULE
assemble_form() {
    local options
    options=$(header "$1" | sed -n 's/^ASSEMBLER: //p')
    # shellcheck disable=SC2086
    if [[ -n $options ]]; then llvm_tool "$llvm_major" llvm-as $options "$1" -o "$scratch/in.bc"; else
        assemble "$1" "$scratch/in.bc"
    fi
}

# releases MODULE: 14, 21, and those on both sides of each boundary that it names.
releases() {
    {
        echo 14
        echo 21
        header "$1" | sed -n 's/^\(FROM\|[A-Z-]*BELOW\) \([0-9]*\):.*/\2/p' | while read -r at; do
            echo "$at"
            echo $((at - 1))
        done
    } | sort -un | awk '$1 >= 14 && $1 <= 21'
}

sees() { grep -qE -- "$1" "$scratch/own.ll"; }

# why_not MODULE RELEASE: says what is wrong, or nothing.
why_not() {
    local module=$1 release=$2 line key text code refused=
    refused=$(header "$module" | sed -n 's/^REFUSED-BELOW //p' | while IFS=: read -r at text; do
        [[ $release -ge $at ]] || echo "${text# }"
    done)
    rm -f "$scratch/out.bc"
    # shellcheck disable=SC2046
    "$bcfix" convert -v --target="llvm-$release" $(header "$module" | sed -n 's/^OPTIONS: //p') "$scratch/in.bc" \
        "$scratch/out.bc" 2> "$scratch/stderr" < /dev/null
    code=$?
    if [[ -n $refused ]]; then
        [[ $code == 1 ]] || { echo "it ends with $code, not 1"; return; }
        [[ ! -e $scratch/out.bc ]] || echo "it leaves a file"
        grep -qE -- "$refused" "$scratch/stderr" || echo "standard error has no $refused: $(tail -1 "$scratch/stderr")"
        return
    fi
    [[ $code == 0 ]] || { echo "it ends with $code: $(head -1 "$scratch/stderr")"; return; }
    verify_with "$release" "$scratch/out.bc" 2> "$scratch/verify" ||
        { echo "LLVM $release refuses it: $(head -1 "$scratch/verify")"; return; }
    disassemble_with "$release" "$scratch/out.bc" > "$scratch/own.ll" 2> "$scratch/verify" ||
        { echo "LLVM $release does not read it: $(head -1 "$scratch/verify")"; return; }
    while IFS= read -r line; do
        key=${line%%:*}
        text=${line#*: }
        case $key in
        ALL) sees "$text" || echo "there is no $text" ;;
        NONE) ! sees "$text" || echo "there is $(grep -m1 -E -- "$text" "$scratch/own.ll")" ;;
        FROM\ *) why_not_side "$text" $((release >= ${key#FROM })) ;;
        BELOW\ *) why_not_side "$text" $((release < ${key#BELOW })) ;;
        FINDING-BELOW\ *)
            if [[ $release -lt ${key#FINDING-BELOW } ]]; then
                grep -q " $text " "$scratch/stderr" || echo "there is no finding $text"
            else
                ! grep -q " $text " "$scratch/stderr" || echo "there is a finding $text"
            fi ;;
        esac
    done < <(header "$module")
    idempotent "llvm-$release" "$scratch/out.bc" || echo "converting it again gives other bytes"
}

# why_not_side REGEX WANTED
why_not_side() {
    if [[ $2 == 1 ]]; then sees "$1" || echo "there is no $1"; else
        ! sees "$1" || echo "there is $(grep -m1 -E -- "$1" "$scratch/own.ll")"
    fi
}

shopt -s nullglob
found=0
for release in 14 15 16 17 18 19 20 21; do
    have_llvm "$release" 2> "$scratch/why" || not_run "forms/llvm-$release" "$(cat "$scratch/why")"
done
for module in "$tests"/forms/*.ll; do
    name=$(basename "$module" .ll)
    # shellcheck disable=SC2053
    [[ $name == ${1:-*} ]] || continue
    found=$((found + 1))
    if ! header "$module" | grep -E '^(ALL|NONE|FROM [0-9]+|[A-Z-]*BELOW [0-9]+): ' > /dev/null; then
        fail "forms/$name" "it says nothing about its results"
        continue
    fi
    assemble_form "$module" 2> "$scratch/stderr" || { fail "forms/$name" "$(head -1 "$scratch/stderr")"; continue; }
    for release in $(releases "$module"); do
        [[ -n ${llvm_library[$release]:-} ]] || continue
        why=$(why_not "$module" "$release" | head -1)
        check "forms/$name/llvm-$release" "$why" test -z "$why"
    done
done
[[ $found != 0 ]] || fail forms "there is no module ${1:-}"
finish
