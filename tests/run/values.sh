#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# Operations over many values: what the modules of tests/lowering/values.py print natively, natively after they were
# converted, and in Sulong, is the same. Here on the newest line, and every twelfth row on the other long-term one;
# tests/corpus/values.sh has all rows on the older lines.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
. "$tests/lowering/run.sh"
command -v llc-22 > /dev/null || { not_run values "there is no llc-22"; finish; }
make_values
values_natively 25.0
values_in_sulong 25.0
rm -f "$scratch"/*.ll
BCFIX_VALUES_EVERY=12 make_values
values_in_sulong 23.1
finish
