# SPDX-License-Identifier: Apache-2.0 OR MIT
# What the test scripts share; to be sourced. Each test is one line: "ok NAME", "FAIL NAME: why", "not run: NAME: why".
set -uo pipefail

tests=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$tests")
bcfix=${BCFIX:-$root/build/tools/bcfix}
built_in=$(dirname "$(dirname "$bcfix")") # the folder it was built in
cache=${BCFIX_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/bcfix}
failures=0
# The build that counts lines leaves its counts in the folder at hand, unless it is told where; sanitized() below tells it, and
# the scripts that it runs.
export LLVM_PROFILE_FILE=${LLVM_PROFILE_FILE:-/dev/null}

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

# Every LLVM from 14 to 22, as far as it can be had; tools/setup.sh says from where. have_llvm MAJOR finds it, and goes before
# the others; a script calls it once outside of subshells, so that the answer is kept.
declare -A llvm_library llvm_tools
have_llvm() {
    local found
    [[ -n ${llvm_library[$1]:-} ]] && return 0
    found=$("$root/tools/setup.sh" llvm "$1" 2> "$scratch/setup.$BASHPID") || { tail -1 "$scratch/setup.$BASHPID" >&2; return 1; }
    IFS=$'\t' read -r "llvm_library[$1]" "llvm_tools[$1]" <<< "${found##*$'\n'}"
}
# llvm_job_program: tests/oracle/llvm/llvm.c, compiled.
llvm_job_program() {
    local source=$tests/oracle/llvm/llvm.c program
    program=$cache/llvm/job-$(sha256sum < "$source" | cut -c1-16)
    [[ -x $program ]] || { mkdir -p "$cache/llvm" && cc -std=gnu11 -O1 -o "$program.$BASHPID" "$source" -ldl &&
        mv "$program.$BASHPID" "$program"; } || return 1
    echo "$program"
}
# llvm_job MAJOR COMMAND...: what it does with that LLVM's shared library.
llvm_job() {
    local major=$1 program
    shift
    have_llvm "$major" && program=$(llvm_job_program) || return 1
    "$program" "${llvm_library[$major]}" "$major" "$@"
}
# llvm_targets: the major versions that there are targets llvm-MAJOR for.
llvm_targets() { "$bcfix" targets | sed -n 's/^llvm-\([0-9]*\) .*/\1/p'; }
# llvm_tool MAJOR TOOL...: a tool of that LLVM, where it came with them. 14 takes opaque pointers only when it is told; 15 guesses.
llvm_tool() {
    local major=$1 tool=$2
    shift 2
    [[ $major -gt 15 ]] || set -- -opaque-pointers "$@"
    "${llvm_tools[$major]}/$tool" "$@"
}
has_tools() { have_llvm "$1" && [[ -n ${llvm_tools[$1]} ]]; }
# header_of FILE KEY: what the comments at the head of a module of text say under that key, a line each.
header_of() { sed -n '/^;/!q; s/^; '"$2"': \{0,1\}//p' "$1"; }
# assemble_with MAJOR TEXT BITCODE
assemble_with() { if has_tools "$1"; then llvm_tool "$1" llvm-as "$2" -o "$3"; else llvm_job "$1" as "$2" "$3"; fi; }
# verify_with MAJOR FILE: the verifier accepts it.
verify_with() { if has_tools "$1"; then llvm_tool "$1" opt -passes=verify -disable-output "$2"; else llvm_job "$1" verify "$2"; fi; }
# disassemble_with MAJOR FILE: its text, with use-list orders where there are tools.
disassemble_with() {
    if has_tools "$1"; then llvm_tool "$1" llvm-dis --preserve-ll-uselistorder -o - < "$2"; else
        llvm_job "$1" dis "$2" "$scratch/text.$BASHPID" && cat "$scratch/text.$BASHPID"
    fi
}
# compile_with MAJOR FILE OBJECT
compile_with() {
    if has_tools "$1"; then llvm_tool "$1" llc -O1 -relocation-model=pic -filetype=obj "$2" -o "$3"; else llvm_job "$1" object "$2" "$3"; fi
}

# complaint FILE: the first line of what a tool said about a module, without the paths.
complaint() { sed -n '1s/^.*\.bc: //;1s/ (Producer: .*//;1p' "$1" | cut -c1-300; }

# The same with the version that is pinned.
assemble() { assemble_with "$llvm_major" "$@"; }
verifies() { verify_with "$llvm_major" "$@"; }
disassemble() { disassemble_with "$llvm_major" "$@"; }
have_llvm "$llvm_major" || { echo "FAIL llvm: there is no LLVM $llvm_major"; exit 1; }

# The text of a module, without what names the file or is a summary.
module_text() { disassemble "$1" 2>&1 | grep -v '^$' | grep -v '^; ModuleID' | grep -vE '^\^[0-9]+ = '; }

# same_text A B
same_text() { cmp -s <(module_text "$1") <(module_text "$2"); }

# idempotent TARGET FILE [OPTION...]: what the target's conversion gives stays the same when it is converted again.
idempotent() {
    "$bcfix" convert -q --target="$1" "${@:3}" "$2" "$scratch/once.bc" || return 1
    "$bcfix" convert -q --target="$1" "${@:3}" "$scratch/once.bc" "$scratch/twice.bc" &&
        cmp -s "$scratch/once.bc" "$scratch/twice.bc"
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

# checked_build gcc|clang: builds everything with the warnings of meson.build as errors, and prints the folder. The one of
# gcc is optimized, which its warnings about the flow of values need, and has debug information. The one of clang has the
# sanitizers of addresses and undefined behaviour, and counts which lines run. A build that fails says why in its last line.
checked_build() {
    local folder=$root/build-$1 compiler=$1 counters=
    local -a options=(-Dwerror=true -Dbuildtype=debugoptimized)
    if [[ $1 == clang ]]; then
        compiler=clang-22
        counters='-fprofile-instr-generate -fcoverage-mapping'
        options=(-Dwerror=true -Ddebug=true -Doptimization=1 -Db_sanitize=address,undefined -Db_lundef=false)
    fi
    {
        "$root/tools/setup.sh" checkers &&
            { [[ -e $folder/build.ninja ]] ||
                CC=$compiler meson setup "$folder" "$root" "${options[@]}" -Dc_args="$counters" -Dc_link_args="$counters"; } &&
            ninja -C "$folder"
    } > "$scratch/build.log" 2>&1 || { { grep -m1 -E 'warning|error' "$scratch/build.log" || tail -1 "$scratch/build.log"; } >&2; return 1; }
    echo "$folder"
}
# sanitized COMMAND...: runs what the build of clang has in it. A report of a sanitizer ends the program with 99, and is a
# file in $scratch/reports; the counters of lines are added up in $scratch/profiles.
sanitized() {
    mkdir -p "$scratch/reports" "$scratch/profiles"
    ASAN_OPTIONS=exitcode=99:abort_on_error=0:log_path=$scratch/reports/report \
        UBSAN_OPTIONS=halt_on_error=1:exitcode=99:print_stacktrace=1:log_path=$scratch/reports/report \
        LLVM_PROFILE_FILE=$scratch/profiles/%2m.profraw "$@"
}
# sanitizer_reports: the first line of each report.
sanitizer_reports() { grep -hm1 -E 'ERROR|runtime error' "$scratch"/reports/report* 2> /dev/null; }
