#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# LLVM's own tests: every .ll of llvm/test/{Assembler,Bitcode,DebugInfo,Feature,Linker} that both LLVM 22 and LLVM N take.
# The form of 22, converted to llvm-N, has the text that N gives of its own form. What is done to both texts before they are
# compared is in tests/oracle/llvm/normal.py, and explained in docs/llvm-text.md. With words, only files with one in their
# names: llvm-same-text.sh DebugInfo/X86
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

if ! sources=$("$root/tools/setup.sh" llvm-tests); then
    not_run llvm-same-text "the source package llvm-toolchain-19 cannot be had here"
    finish
fi
libraries=("$llvm_major=${llvm_library[$llvm_major]}")
for major in $(llvm_targets); do
    [[ $major != "$llvm_major" ]] || continue
    if have_llvm "$major" 2> "$scratch/why"; then libraries+=("$major=${llvm_library[$major]}"); else
        not_run "llvm-same-text/$major" "$(tail -1 "$scratch/why")"
    fi
done
lines=$scratch/lines
python3 "$tests/oracle/llvm/same_text.py" --bcfix="$bcfix" --job="$(llvm_job_program)" --tests="$sources" --work="$scratch/same-text" \
    --excused="$root/docs/llvm-text.md" --match="${1:-}" "${libraries[@]}" | tee "$lines"
check llvm-same-text/ends "it ended early" test "${PIPESTATUS[0]}" = 0
failures=$((failures + $(grep -c '^FAIL' "$lines")))
finish
