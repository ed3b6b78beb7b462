#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# A sample of the values of tests/run/values.sh where the Graal compiler compiles each function before it is called: the compiler
# may get wrong what the interpreter gets right.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
. "$tests/lowering/run.sh"
command -v llc-22 > /dev/null || { not_run values-compiled "there is no llc-22"; finish; }
if ! "$root/tools/setup.sh" sulong 25.0 graal > /dev/null 2> "$scratch/why"; then
    echo "left out: values-compiled: $(tail -1 "$scratch/why")"
    finish
fi
BCFIX_VALUES_EVERY=${BCFIX_VALUES_EVERY:-40} make_values
COMPILED=1 values_in_sulong 25.0
finish
