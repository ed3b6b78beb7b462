#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# The values of tests/run/values.sh, all rows, on the GraalVM lines that it leaves out or takes a sample of.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
. "$tests/lowering/run.sh"
command -v llc-22 > /dev/null || { not_run values "there is no llc-22"; finish; }
make_values
for line in 23.1 24.0 24.1 24.2; do
    values_in_sulong "$line"
done
finish
