#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# The own test suites of the crates in crates.list, from crates.io, in GraalVM as natively: tools/crates-report on the two
# long-term lines. What was done is kept, so that a run that was stopped goes on; the tables go to docs/results.
# BCFIX_CRATES and BCFIX_CRATE_TARGETS name others, and BCFIX_CRATE_PAGES another folder.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

"$root/tools/setup.sh" crates > /dev/null 2> "$scratch/why" || echo "left out: crates that want libraries: $(tail -1 "$scratch/why")"
mapfile -t crates < <(if [[ -n ${BCFIX_CRATES:-} ]]; then tr ' ' '\n' <<< "$BCFIX_CRATES"; else grep -v '^#' "$tests/long/crates.list"; fi)
pages=${BCFIX_CRATE_PAGES:-$root/docs/results}
for target in ${BCFIX_CRATE_TARGETS:-graalvm-25.0 graalvm-23.1}; do
    for crate in "${crates[@]}"; do
        "$root/tools/crates-report" --bcfix="$bcfix" --target="$target" --compiler=slow "$crate" > "$scratch/report" 2> "$scratch/stderr"
        code=$?
        [[ $(wc -l < "$scratch/report") -gt 1 ]] || tail -1 "$scratch/stderr" >> "$scratch/report"
        check "crates/$target/$crate" "$(sed -n '2,$p' "$scratch/report" | tr -s ' ' | tail -5 | tr '\n' ';')" test $code = 0
    done
    # Everything is there now, so that this only writes the page.
    "$root/tools/crates-report" --bcfix="$bcfix" --target="$target" --compiler=slow --page="$pages/crates-$target.md" \
        "${crates[@]}" > "$scratch/report" 2> "$scratch/stderr" || true
    check "crates/$target/page" "it was not written" test -s "$pages/crates-$target.md"
done
finish
