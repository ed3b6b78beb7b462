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

# The text of a module as LLVM 22 gives it, without what names the file or is a summary. Standard input is the module.
module_text() {
    llvm-dis-22 --preserve-ll-uselistorder -o - 2>&1 | grep -v '^$' | grep -v '^; ModuleID' | grep -vE '^\^[0-9]+ = '
}

# same_text A B
same_text() { cmp -s <(module_text < "$1") <(module_text < "$2"); }

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
