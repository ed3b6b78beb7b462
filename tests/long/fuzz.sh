#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# Fuzzes: each target in turn with libFuzzer under sanitizers and without (which is faster, and still asserts), with AFL++, and
# with the memory sanitizer, until the reader and convert together have run 50 million times. What was found, the corpora and the
# counts are kept, so that a run that was stopped goes on; the figures go to docs/results/fuzz.md. See docs/fuzzing.md.
#
#   BCFIX_FUZZ_WANTED      executions of reader and convert together (default 50000000)
#   BCFIX_FUZZ_MINUTES     how long a run may take at most (default 600)
#   BCFIX_FUZZ_SECONDS     how long each target runs in one turn (default 60); with 0 only the page is written
#   BCFIX_FUZZ_JOBS        how many run at one time (default 1)
#   BCFIX_FUZZ_KINDS       which builds, of: sanitized memory fast afl
#   BCFIX_FUZZ_TARGETS     which targets
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

"$root/tools/setup.sh" fuzzing > /dev/null 2> "$scratch/setup" ||
    { not_run fuzz "clang-22 with libFuzzer, or AFL++, cannot be had here: $(tail -1 "$scratch/setup")"; finish; }
state=$cache/long/fuzz
all_targets=$(sed -n "s/^foreach subject : \[\(.*\)\]$/\1/p" "$tests/fuzz/meson.build" | tr -d "',")
targets=${BCFIX_FUZZ_TARGETS:-$all_targets}
kinds=${BCFIX_FUZZ_KINDS:-sanitized fast afl memory}
wanted=${BCFIX_FUZZ_WANTED:-50000000}
seconds=${BCFIX_FUZZ_SECONDS:-60}
end=$((SECONDS + 60 * ${BCFIX_FUZZ_MINUTES:-600}))
mkdir -p "$state/counts" "$state/crashes" "$state/logs"

# What each kind of build is. Counters for comparisons cost more time than they find things sooner.
counters="-fsanitize=fuzzer-no-link -fno-sanitize-coverage=trace-cmp"
declare -A compiler=([sanitized]=clang-22 [memory]=clang-22 [fast]=clang-22 [afl]=afl-clang-fast)
declare -A sanitizers=([sanitized]=address,undefined [memory]=memory [fast]=none [afl]=address,undefined)
declare -A flags=([sanitized]="$counters -fno-sanitize-recover=undefined" [memory]=$counters [fast]=$counters [afl]=-fno-sanitize-recover=undefined)
declare -A engine=([sanitized]=-fsanitize=fuzzer [memory]="-fsanitize=fuzzer -Wl,--wrap=inflate" [fast]=-fsanitize=fuzzer [afl]=-fsanitize=fuzzer)

# build KIND: into $state/build-KIND, anew when that is of another checkout.
build() {
    local folder=$state/build-$1
    [[ $(cat "$folder/of" 2> /dev/null) == "$root" ]] || rm -rf "$folder"
    [[ -e $folder/build.ninja ]] ||
        CC=${compiler[$1]} meson setup "$folder" "$root" -Dbuildtype=debugoptimized -Db_lundef=false "-Db_sanitize=${sanitizers[$1]}" \
            "-Dc_args=${flags[$1]}" "-Dfuzz_engine=${engine[$1]}" || return 1
    echo "$root" > "$folder/of"
    # shellcheck disable=SC2046,SC2086
    AFL_QUIET=1 ninja -C "$folder" $(printf 'tests/fuzz/fuzz_%s ' $all_targets)
}

# Names are short, and so is what they are fuzzed with; containers hold modules.
declare -A longest=([demangle]=512 [reader]=2048 [containers]=8192 [elf]=8192)
declare -A dictionary=([demangle]=names [records]=records)
export ASAN_OPTIONS=malloc_context_size=2:quarantine_size_mb=4:detect_stack_use_after_return=0:detect_leaks=0
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_AUTORESUME=1 AFL_NO_AFFINITY=1 AFL_HANG_TMOUT=20000

# add_count KIND TARGET EXECUTIONS SECONDS EDGES OF: one turn.
add_count() { echo "$3 $4 $5 $6" >> "$state/counts/$1-$2"; }

turn_of_libfuzzer() {
    local kind=$1 target=$2 log=$state/logs/$1-$2 code
    "$state/build-$kind/tests/fuzz/fuzz_$target" "-max_total_time=$seconds" -max_len="${longest[$target]:-4096}" -timeout=20 \
        -rss_limit_mb=2500 -dict="$tests/fuzz/${dictionary[$target]:-bitcode}.dict" -artifact_prefix="$state/crashes/$target-" \
        -print_final_stats=1 "$state/corpus/$target" > "$log" 2>&1
    code=$?
    # A turn that failed has no final statistics, but lines that begin with the number of executions.
    add_count "$kind" "$target" "$(sed -n 's/^#\([0-9]*\).*/\1/p;s/^stat::number_of_executed_units: *//p' "$log" | sort -n | tail -1)" "$seconds" \
        "$(grep -o 'cov: [0-9]*' "$log" | tail -1 | cut -c6-)" "$(sed -n 's/^INFO: Loaded .*(\([0-9]*\) inline.*/\1/p' "$log")"
    return $code
}

turn_of_afl() {
    local target=$1 log=$state/logs/afl-$1 out=$state/afl/$1 stats before=0 code found
    stats=$out/default/fuzzer_stats
    [[ -e $stats ]] && before=$(sed -n 's/^execs_done *: //p' "$stats")
    mkdir -p "$out"
    # It takes a report for a crash only when the program aborts.
    ASAN_OPTIONS=$ASAN_OPTIONS:abort_on_error=1:symbolize=0 UBSAN_OPTIONS=halt_on_error=1:abort_on_error=1:symbolize=0 \
        afl-fuzz -V "$seconds" -m none -t 2000 -G "${longest[$target]:-4096}" -i "$state/corpus/$target" -o "$out" \
        -x "$tests/fuzz/${dictionary[$target]:-bitcode}.dict" -- "$state/build-afl/tests/fuzz/fuzz_$target" > "$log" 2>&1
    code=$?
    while read -r found; do
        cp "$found" "$state/crashes/$target-afl-$(sha256sum < "$found" | cut -c1-16)"
        echo "ERROR: AFL++ found $found" >> "$log"
        code=1
    done < <(find "$out/default/crashes" "$out/default/hangs" -name 'id*' -newer "$state/started" 2> /dev/null)
    [[ -e $stats ]] && add_count afl "$target" "$(($(sed -n 's/^execs_done *: //p' "$stats") - before))" "$seconds" \
        "$(sed -n 's/^edges_found *: //p' "$stats")" "$(sed -n 's/^total_edges *: //p' "$stats")"
    return $code
}

turn() {
    if [[ $1 == afl ]]; then turn_of_afl "$2"; else turn_of_libfuzzer "$1" "$2"; fi && return 0
    grep -m1 -E 'does not hold|ERROR|runtime error' "$state/logs/$1-$2" > "$state/failed/$1-$2"
}

# executions TARGET [KIND]: all that were counted.
executions() { cat "$state"/counts/${2:-*}-"$1" 2> /dev/null | awk '{n += $1} END {print n + 0}'; }
enough() { [[ $(($(executions reader) + $(executions convert))) -ge $wanted ]]; }

# keep_small TARGET: of the corpus what reaches something that nothing else does.
keep_small() {
    rm -rf "$state/corpus/$1.new"
    mkdir -p "$state/corpus/$1.new"
    "$state/build-fast/tests/fuzz/fuzz_$1" -merge=1 -timeout=20 "$state/corpus/$1.new" "$state/corpus/$1" > "$state/logs/merge-$1" 2>&1 &&
        rm -rf "$state/corpus/$1" && mv "$state/corpus/$1.new" "$state/corpus/$1"
}

table() {
    local kind target turns edges of
    for target in $all_targets; do
        for kind in sanitized fast afl memory; do
            turns=$state/counts/$kind-$target
            [[ -s $turns ]] || continue
            read -r _ _ edges of < <(awk '$3 > most {most = $3; line = $0} END {print line}' "$turns")
            echo "| $target | $([[ $kind == afl ]] && echo AFL++ || echo libFuzzer) | ${sanitizers[$kind]} | $(executions "$target" "$kind") | $(
                awk '{n += $2} END {printf "%.2f", n / 3600}' "$turns") | $(find "$state/corpus/$target" -type f | wc -l) | ${edges:-} of ${of:-} |"
        done
    done
}

write_results() {
    local found=$tests/fuzz/found.md
    {
        echo "# Fuzzing"
        echo
        echo "Made by \`tools/test --long fuzz\`, see [fuzzing.md](../fuzzing.md): executions of each target of \`tests/fuzz\` since the"
        echo "corpora were begun. Fixes were made in between; each turn begins with the whole corpus of its target. Edges are those of the"
        echo "program that a target is linked to, which has all of the library in it; the engines count them differently. Reader and convert"
        echo "together: $(($(executions reader) + $(executions convert))) executions. Open: $(find "$state/crashes" -type f | wc -l)."
        echo
        echo "| target | engine | sanitizers | executions | hours | corpus files | edges |"
        echo "|---|---|---|---|---|---|---|"
        table
        echo
        echo "$(date +%F), $("$bcfix" --version | head -1), $(clang-22 --version | sed -n '1s/.*\(clang version [0-9.]*\).*/\1/p'), $(
            afl-fuzz -h 2>&1 | grep -o 'afl-fuzz++[0-9.a-z]*' | head -1)."
        echo
        cat "$found"
    } > "$root/docs/results/fuzz.md"
}

[[ $seconds != 0 ]] || { write_results && ok fuzz/results || fail fuzz/results "the page cannot be written"; finish; }
for kind in $kinds; do
    build "$kind" > "$state/logs/build-$kind" 2>&1 || { fail "fuzz/build-$kind" "$(grep -m1 -E 'error|ERROR' "$state/logs/build-$kind")"; finish; }
done
if [[ ! -d $state/corpus ]]; then
    "$tests/fuzz/make-seeds" "$(dirname "$(dirname "$bcfix")")" "$state/corpus.new" > "$state/logs/seeds" 2>&1 &&
        "$tests/fuzz/regressions.py" "$state/corpus.new" && mv "$state/corpus.new" "$state/corpus" ||
        { fail fuzz/seeds "$(tail -1 "$state/logs/seeds")"; finish; }
fi
for target in $targets; do [[ ! -e $state/build-fast ]] || keep_small "$target"; done
rm -rf "$state/failed"
mkdir -p "$state/failed"
touch "$state/started"

# At least one turn of each; what has failed is not run again.
first=true
while $first || { ! enough && [[ $SECONDS -lt $end ]]; }; do
    for kind in $kinds; do
        for target in $targets; do
            [[ ! -e $state/failed/$kind-$target && ($SECONDS -lt $end || $first == true) ]] || continue
            while [[ $(jobs -rp | wc -l) -ge ${BCFIX_FUZZ_JOBS:-1} ]]; do wait -n; done
            turn "$kind" "$target" &
        done
    done
    wait
    first=false
    write_results
    [[ -n $(find "$state/failed" -type f | head -1) && $(ls "$state/failed" | wc -l) -ge $(wc -w <<< "$kinds $targets") ]] && break
done
for target in $targets; do
    why=$(cat "$state"/failed/*-"$target" 2> /dev/null | head -1)
    check "fuzz/$target ($(executions "$target") executions)" "$why; see $state/crashes" test -z "$(ls "$state/failed" | grep -E -- "-$target\$")"
done
write_results
enough && ok "fuzz/$wanted executions of reader and convert" ||
    not_run "fuzz/$wanted executions of reader and convert" "there were $(($(executions reader) + $(executions convert))) so far; run it again to go on"
finish
