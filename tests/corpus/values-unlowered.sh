#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# The values of tests/run/values.sh without lowering: of each operation that bcfix rewrites, at least one row is wrong in GraalVM 25.0
# when the module is not converted; of those on bits and pairs, in each type. BCFIX_SUBJECTS names other subjects than all.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
. "$tests/lowering/run.sh"
command -v llc-22 > /dev/null || { not_run values-unlowered "there is no llc-22"; finish; }
make_values
for subject in ${BCFIX_SUBJECTS:-$(basename -s .ll "$scratch"/*.ll)}; do
    each=
    case $subject in bits | pairs) each=--each ;; esac
    python3 "$tests/lowering/unlowered.py" $each "$bcfix" 25.0 "$scratch" "$subject" || failures=$((failures + 1))
done
finish
