#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# The programs of tests/programs, built in several ways and converted to each LLVM from 14 to 22: that LLVM's verifier takes
# them; compiled by it and linked, they print what rustc's own build prints, with the same exit code; and converting again
# changes nothing, also after llvm-link with a module of rustc's sysroot that is not converted. With a word, only cases with it
# in their names: llvm-targets.sh 16/threads. tests/corpus runs it for the other programs.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

read -ra programs <<< "${BCFIX_PROGRAMS:-collections exit_code floats println simd thread_local threads unwind wide_integers}"
# NAME FLAGS...: the ways to build, with std as a shared library beside it. Some are built once more with std merged into them,
# and some are linked with a module that is not converted.
ways=("O -O" "O-g -O -g" "g -g" "O0 -C opt-level=0" "native -O -C target-cpu=native")
merged=" collections unwind "
linked=" threads/O-g simd/O0 wide_integers/g "
arguments_of() { case $1 in exit_code) printf '%s\n' 123 'x y' ;; esac; }
sysroot=$(rustc --print sysroot)
std=$(ls "$sysroot"/lib/rustlib/*/lib/libstd-*.so | head -1)

# build WAY PROGRAM FLAGS...: prints where the program and the module (.bc) are.
build() {
    local way=$1 name=$2 source=$tests/programs/$2.rs folder
    shift 2
    folder=$cache/ways/$name-$way-$(cat "$source" <(rustc -V; grep -m1 '^flags' /proc/cpuinfo; echo "$*") | sha256sum | cut -c1-16)
    if [[ ! -e $folder/$name.bc ]]; then
        rm -rf "$folder.new"
        mkdir -p "$folder.new"
        rustc "$@" -C codegen-units=1 --emit=llvm-bc,link -o "$folder.new/$name" "$source" 2> "$folder.new/log" ||
            { sed 's/^/rustc: /' "$folder.new/log" >&2; return 1; }
        rm -rf "$folder" && mv "$folder.new" "$folder"
    fi
    echo "$folder/$name"
}

# answer FILE PROGRAM ARGUMENT...: what a program prints, and its exit code.
answer() {
    local out=$1 code
    shift
    LD_LIBRARY_PATH=$(dirname "$std") timeout 60 "$@" > "$out" 2> "$out.stderr"
    code=$?
    echo "exit code $code" >> "$out"
}

# one TARGET WAY PROGRAM BUILT
one() {
    local major=$1 way=$2 program=$3 built=$4 name=llvm-targets/$1/$3/$2 arguments
    mapfile -t arguments < <(arguments_of "$program")
    if ! "$bcfix" convert -q "--target=llvm-$major" "$built.bc" "$scratch/converted.bc" 2> "$scratch/stderr"; then
        fail "$name" "it does not convert: $(tail -1 "$scratch/stderr")"
        return
    fi
    check "$name/twice" "the second conversion gives other bytes" idempotent "llvm-$major" "$scratch/converted.bc"
    if ! verify_with "$major" "$scratch/converted.bc" 2> "$scratch/stderr"; then
        fail "$name/verify" "$(complaint "$scratch/stderr")"
        return
    fi
    ok "$name/verify"
    if ! compile_with "$major" "$scratch/converted.bc" "$scratch/program.o" 2> "$scratch/stderr"; then
        fail "$name/runs" "it does not compile: $(grep -v 'not a recognized' "$scratch/stderr" | head -1 | cut -c1-300)"
        return
    fi
    local libraries=("$std")
    [[ $way != merged ]] || libraries=(-lgcc_s)
    if ! cc "$scratch/program.o" "${libraries[@]}" -lm -o "$scratch/program" 2> "$scratch/stderr"; then
        fail "$name/runs" "it does not link: $(grep -m1 -E 'undefined|error' "$scratch/stderr" | sed 's/.*: //' | cut -c1-300)"
        return
    fi
    answer "$scratch/native" "$built" "${arguments[@]}"
    answer "$scratch/got" "$scratch/program" "${arguments[@]}"
    if cmp -s "$scratch/native" "$scratch/got"; then ok "$name/runs"; else
        fail "$name/runs" "rustc's: $(diff "$scratch/native" "$scratch/got" | grep -m1 '^<'), converted: $(diff "$scratch/native" "$scratch/got" | grep -m1 '^>')"
    fi
}

# linked TARGET BUILT MEMBER: a converted module and a raw one, linked by LLVM 22, and converted twice.
linked() {
    local major=$1 name=llvm-targets/$1/linked/$(basename "$2")-$(basename "$3" .bc) target=llvm-$1
    if ! "$bcfix" convert -q "--target=$target" "$2.bc" "$scratch/converted.bc" 2> "$scratch/stderr" ||
        ! "llvm-link-$llvm_major" "$scratch/converted.bc" "$3" -o "$scratch/linked.bc" 2> "$scratch/stderr" ||
        ! "$bcfix" convert -q "--target=$target" "$scratch/linked.bc" "$scratch/linked-converted.bc" 2> "$scratch/stderr"; then
        fail "$name" "it does not convert, link and convert: $(complaint "$scratch/stderr")"
        return
    fi
    check "$name/twice" "the second conversion gives other bytes" idempotent "$target" "$scratch/linked-converted.bc"
    if verify_with "$major" "$scratch/linked-converted.bc" 2> "$scratch/stderr"; then ok "$name/verify"; else
        fail "$name/verify" "$(complaint "$scratch/stderr")"
    fi
}

cases=()
wanted=${1:-}
targets=()
for major in $(llvm_targets); do
    if have_llvm "$major" 2> "$scratch/why"; then targets+=("$major"); else not_run "llvm-targets/$major" "$(tail -1 "$scratch/why")"; fi
done
llvm_job_program > /dev/null || fail llvm-targets "the program that uses LLVM's libraries does not compile"
python3 "$tests/oracle/llvm/members.py" --sample 3 --seed 14 "$scratch/members" > /dev/null || fail llvm-targets "no members"
members=("$scratch"/members/*.bc)

for program in "${programs[@]}"; do
    for way in "${ways[@]}"; do
        for major in "${targets[@]}"; do cases+=("$major $program ${way%% *} -C prefer-dynamic ${way#* }"); done
    done
    [[ $merged != *" $program "* ]] ||
        for major in "${targets[@]}"; do cases+=("$major $program merged -O -C lto=fat"); done
done

# Two at a time, each in a folder of its own. A program is built in one way by one of them only: the cases of all LLVMs for it
# stand together.
half() {
    local major program way flags index=0 last="" entry built
    scratch=$scratch/half-$1
    mkdir -p "$scratch"
    for entry in "${cases[@]}"; do
        read -r major program way flags <<< "$entry"
        [[ $program/$way == "$last" ]] || index=$((index + 1))
        last=$program/$way
        [[ $((index % 2)) == "$1" && $major/$program/$way == *$wanted* ]] || continue
        # shellcheck disable=SC2086
        built=$(build "$way" "$program" $flags) || { fail "llvm-targets/$major/$program/$way" "rustc does not compile it"; continue; }
        one "$major" "$way" "$program" "$built"
        [[ $linked != *" $program/$way "* ]] || linked "$major" "$built" "${members[$((major % ${#members[@]}))]}"
    done
}
half 0 > "$scratch/lines-0" &
half 1 > "$scratch/lines-1" &
wait
cat "$scratch/lines-0" "$scratch/lines-1"
failures=$((failures + $(cat "$scratch"/lines-? | grep -c '^FAIL')))
echo "llvm-targets: ${#targets[@]} LLVMs (${targets[*]}), $(cat "$scratch"/lines-? | grep -c '^ok .*/runs$') of ${#cases[@]} programs run"
finish
