#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# The own test suites of the crates in crates.list, from crates.io, in GraalVM as natively: tools/crates-report on the two
# long-term lines. What was done is kept, so that a run that was stopped goes on; the tables go to docs/results.
# BCFIX_CRATES names others (more settings: tests/suites/run.sh).
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
. "$tests/suites/run.sh"

"$root/tools/setup.sh" crates > /dev/null 2> "$scratch/why" || echo "left out: crates that want libraries: $(tail -1 "$scratch/why")"
mapfile -t crates < <(if [[ -n ${BCFIX_CRATES:-} ]]; then tr ' ' '\n' <<< "$BCFIX_CRATES"; else grep -v '^#' "$tests/long/crates.list"; fi)
report_suites crates 600 "${crates[@]}"
finish
