# SPDX-License-Identifier: Apache-2.0 OR MIT
# The own test suites of crates by tools/crates-report, on each line; the tables go to docs/results. To be sourced after
# tests/lib.sh. BCFIX_CRATE_TARGETS names other targets than the two long-term lines, and BCFIX_CRATE_PAGES another folder.

# report_suites NAME SECONDS CRATE...: one test for each crate and target, called NAME/TARGET/CRATE; a suite may take so long.
report_suites() {
    local name=$1 target crate code report=("$root/tools/crates-report" --bcfix="$bcfix" --compiler=slow --timeout="$2")
    local pages=${BCFIX_CRATE_PAGES:-$root/docs/results}
    shift 2
    for target in ${BCFIX_CRATE_TARGETS:-graalvm-25.0 graalvm-23.1}; do
        for crate in "$@"; do
            "${report[@]}" --target="$target" "$crate" > "$scratch/report" 2> "$scratch/stderr"
            code=$?
            [[ $(wc -l < "$scratch/report") -gt 1 ]] || tail -1 "$scratch/stderr" >> "$scratch/report"
            check "$name/$target/${crate##*/}" "$(sed -n '2,$p' "$scratch/report" | tr -s ' ' | tail -5 | tr '\n' ';')" test $code = 0
        done
        # Everything is there now, so that this only writes the page.
        "${report[@]}" --target="$target" --page="$pages/crates-$target.md" "$@" > "$scratch/report" 2> "$scratch/stderr" || true
        check "$name/$target/page" "it was not written" test -s "$pages/crates-$target.md"
    done
}
