#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# LLVM's own tests: every .ll that llvm-as-22 takes in llvm/test/{Assembler,Bitcode,Feature,Linker} of Debian's source
# package llvm-toolchain-19. --target=llvm-22 keeps the text with use-list orders; converting twice is converting once, for
# both targets where they take the module; what graalvm-25.0 gives passes LLVM's verifier.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

if ! sources=$("$root/tools/setup.sh" llvm-tests); then
    not_run llvm-tests "the source package llvm-toolchain-19 cannot be had here"
    finish
fi

# What cannot be equal is listed, with the reason, in docs/llvm-text.md as "| name.ll | reason |".
excused() { grep -qF "| $1 |" "$root/docs/llvm-text.md"; }

files=0 equal=0 unequal=0 refused=0
while IFS= read -r name; do
    source=$sources/$name
    timeout 30 llvm-as-22 --preserve-bc-uselistorder "$source" -o "$scratch/in.bc" 2> /dev/null < /dev/null || continue
    files=$((files + 1))
    if "$bcfix" convert -q --target=llvm-22 "$scratch/in.bc" "$scratch/kept.bc" && same_text "$scratch/in.bc" "$scratch/kept.bc"; then
        equal=$((equal + 1))
        ok "llvm-tests/$name/text"
    elif excused "$name"; then
        unequal=$((unequal + 1))
        ok "llvm-tests/$name/text (excused)"
    else
        fail "llvm-tests/$name/text" "it does not convert, or the text differs"
    fi
    check "llvm-tests/$name/twice/llvm-22" "the second conversion gives other bytes" idempotent llvm-22 "$scratch/in.bc"
    "$bcfix" convert -q "$scratch/in.bc" "$scratch/graalvm.bc" 2> "$scratch/stderr"
    case $? in
    0)
        check "llvm-tests/$name/twice/graalvm-25.0" "the second conversion gives other bytes" idempotent graalvm-25.0 "$scratch/in.bc"
        check "llvm-tests/$name/verify" "LLVM does not accept it" verifies "$scratch/graalvm.bc"
        ;;
    1) refused=$((refused + 1)) ;;
    *) fail "llvm-tests/$name/graalvm-25.0" "$(cat "$scratch/stderr")" ;;
    esac
done < <(cd "$sources" && find Assembler Bitcode Feature Linker -name '*.ll' | sort)
echo "llvm-tests: $files files, $equal equal; $refused are for other platforms or have no form for graalvm-25.0"
check llvm-tests/count "only $files files were found" test "$files" -ge 500
check llvm-tests/excused "$unequal are excused" test "$unequal" -le 5
finish
