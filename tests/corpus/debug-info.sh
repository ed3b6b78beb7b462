#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# Debug info after a conversion: the demo with all of std, built with -g, converted to llvm-16 and compiled by LLVM 16. Its
# DWARF is clean, and nearly all variables that the original's object describes, compiled by LLVM 22, are still described.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

dwarfdump=llvm-dwarfdump-$llvm_major major=16 least=95
if ! command -v "$dwarfdump" > /dev/null; then
    not_run debug-info "there is no $dwarfdump"
    finish
fi
if ! have_llvm "$major" 2> "$scratch/why"; then
    not_run debug-info "$(tail -1 "$scratch/why")"
    finish
fi
module=$(demo_module debuginfo) || { fail debug-info "the demo does not compile"; finish; }
compile_with "$llvm_major" "$module" "$scratch/original.o" &
if ! "$bcfix" convert -q "--target=llvm-$major" "$module" "$scratch/converted.bc" 2> "$scratch/stderr"; then
    fail debug-info "it does not convert: $(tail -1 "$scratch/stderr")"
elif ! compile_with "$major" "$scratch/converted.bc" "$scratch/converted.o" 2> "$scratch/stderr"; then
    fail debug-info "it does not compile: $(head -1 "$scratch/stderr")"
fi
wait
[[ $failures == 0 ]] || finish
clean() { "$dwarfdump" --verify "$1" > "$scratch/verify" 2>&1; }
check debug-info/verify "llvm-dwarfdump --verify is not content" clean "$scratch/converted.o"
read -r percent kept total < <(python3 "$tests/oracle/llvm/debug_variables.py" "$dwarfdump" "$scratch/original.o" "$scratch/converted.o")
echo "debug-info: LLVM $major describes ${kept:-0} of ${total:-0} variables that the original's object describes (${percent:-0} %)"
check debug-info/variables "less than $least %" python3 -c "import sys; sys.exit(not float('${percent:-0}') >= $least)"
finish
