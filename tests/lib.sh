# SPDX-License-Identifier: Apache-2.0 OR MIT
# What the test scripts share; to be sourced. Each test is one line: "ok NAME", "FAIL NAME: why", "not run: NAME: why".
set -uo pipefail

tests=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$tests")
bcfix=${BCFIX:-$root/build/tools/bcfix}
cache=${BCFIX_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/bcfix}
failures=0

ok() { printf 'ok %s\n' "$1"; }
fail() { printf 'FAIL %s: %s\n' "$1" "$2"; failures=$((failures + 1)); }
not_run() { printf 'not run: %s: %s\n' "$1" "$2"; }
# check NAME WHY COMMAND...: one test that holds when the command succeeds.
check() {
    local name=$1 why=$2
    shift 2
    if "$@"; then ok "$name"; else fail "$name" "$why"; fi
}
finish() { [[ $failures == 0 ]]; exit; }

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
[[ -x $bcfix ]] || { echo "FAIL bcfix: there is no $bcfix; build first"; exit 1; }

# The major version of LLVM that is pinned in meson.build.
llvm_major=$(sed -n 's/^llvm_major = \([0-9]*\)$/\1/p' "$root/meson.build")

# rust_llvm COMMAND...: what tests/oracle/llvm/rust_llvm.c does with the LLVM that rustc brings.
rust_llvm() {
    local source=$tests/oracle/llvm/rust_llvm.c program
    program=$cache/rust_llvm/$(sha256sum < "$source" | cut -c1-16)
    [[ -x $program ]] || { mkdir -p "$(dirname "$program")" && cc -std=gnu11 -O1 -o "$program" "$source" -ldl; } || return 1
    "$program" "$(ls "$(rustc --print sysroot)"/lib/libLLVM.so.* | head -1)" "$llvm_major" "$@"
}

# Where the distribution has no LLVM of that version, rustc's does the same, but for use-list orders.
has_llvm() { command -v "llvm-dis-$llvm_major" > /dev/null; }
assemble() { if has_llvm; then "llvm-as-$llvm_major" "$1" -o "$2"; else rust_llvm as "$1" "$2"; fi; }
verifies() {
    if has_llvm; then "opt-$llvm_major" -passes=verify -disable-output "$1"; else rust_llvm verify "$1"; fi
}
disassemble() {
    if has_llvm; then "llvm-dis-$llvm_major" --preserve-ll-uselistorder -o - < "$1"; else
        rust_llvm dis "$1" "$scratch/text.$BASHPID" && cat "$scratch/text.$BASHPID"
    fi
}

# The text of a module, without what names the file or is a summary.
module_text() { disassemble "$1" 2>&1 | grep -v '^$' | grep -v '^; ModuleID' | grep -vE '^\^[0-9]+ = '; }

# same_text A B
same_text() { cmp -s <(module_text "$1") <(module_text "$2"); }

# idempotent TARGET FILE: what the target's conversion gives stays the same when it is converted again.
idempotent() {
    "$bcfix" convert -q --target="$1" "$2" "$scratch/once.bc" || return 1
    "$bcfix" convert -q --target="$1" "$scratch/once.bc" "$scratch/twice.bc" && cmp -s "$scratch/once.bc" "$scratch/twice.bc"
}

# program NAME: builds tests/programs/NAME.rs to one module with std, and natively, and prints where (NAME and NAME.bc).
program() {
    local source=$tests/programs/$1.rs folder
    folder=$cache/programs/$(cat "$source" <(rustc -V) | sha256sum | cut -c1-16)
    if [[ ! -e $folder/$1.bc ]]; then
        mkdir -p "$folder.new" &&
            rustc -O -C lto=fat -C codegen-units=1 --emit=llvm-bc,link -o "$folder.new/$1" "$source" 2> "$folder.new/log" ||
            { sed 's/^/rustc: /' "$folder.new/log" >&2; return 1; }
        rm -rf "$folder" && mv "$folder.new" "$folder"
    fi
    echo "$folder/$1"
}

# demo_module PROFILE: builds the demo package with that cargo profile and prints the path of its merged module; the
# program is beside it, without the ending.
demo_module() {
    local source=$tests/programs/demo target=$cache/demo module
    (cd "$source" && CARGO_TARGET_DIR=$target cargo rustc -q --profile "$1" -- --emit=llvm-bc,link) >&2 || return 1
    module=$(ls -t "$target/$1"/deps/bcfix_demo-*.bc 2> /dev/null | head -1)
    [[ -n $module ]] && echo "$module"
}
