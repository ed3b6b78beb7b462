#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# A module as LLVM 23 writes it, which the unit tests' writer makes, since no LLVM 23 is there: what bcfix makes of it is
# what LLVM 22 reads as the same program, without what only LLVM 23 can say.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

make_module=$(dirname "$(dirname "$bcfix")")/tests/unit/make_module
[[ -x $make_module ]] || { not_run newer-input "there is no $make_module, which needs the package check"; finish; }
"$make_module" newer "$scratch/newer.bc" > /dev/null || { fail newer-input "make_module failed"; finish; }

"$bcfix" convert -v --target=llvm-22 "$scratch/newer.bc" "$scratch/out.bc" 2> "$scratch/stderr"
check newer-input/converted "$(cat "$scratch/stderr")" test -s "$scratch/out.bc"
check newer-input/verifies "LLVM 22 refuses the result" verifies "$scratch/out.bc"
module_text "$scratch/out.bc" > "$scratch/text"

# has REGEX: a line of the text matches.
has() { check "newer-input/text has $1" "$(head -20 "$scratch/text")" grep -qE -- "$1" "$scratch/text"; }
has '^define double @newer\(i32 %0, i32 %1\) #0 '
has '= uitofp nneg i32 %0 to double$'
has '= sitofp i32 %1 to double$'
has '^attributes #0 = \{ nounwind \}$'
has '^module asm "# one"$'
has '^module asm "# two"$'
has 'DICompileUnit\(language: DW_LANG_Rust, '
has 'DIBasicType\(name: "u32", size: 32, encoding: DW_ATE_unsigned\)$'

"$bcfix" dump "$scratch/newer.bc" > "$scratch/dump"
check newer-input/dump "the dump lacks the names" \
    test "$(grep -cE '(GUIDLIST|ASM_PROPERTY|prefalign=5|dialect=1)' "$scratch/dump")" = 4
"$bcfix" info "$scratch/newer.bc" > "$scratch/info"
check newer-input/info "$(cat "$scratch/info")" grep -q 'LLVM23.1.0' "$scratch/info"
for target in $("$bcfix" targets | sed '1d; /^$/,$d' | cut -d' ' -f1); do
    check "newer-input/$target" "it does not convert, or not to the same twice" idempotent "$target" "$scratch/newer.bc"
done
finish
