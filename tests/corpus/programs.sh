#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# Every program of tests/programs on the older GraalVM lines, and on 25.0 those that tests/run/programs.sh leaves out.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
. "$tests/programs/run.sh"
# shellcheck disable=SC2046
run_programs 25.0 $(rare_programs)
for line in 23.1 24.0 24.1 24.2; do
    # shellcheck disable=SC2046
    run_programs "$line" $(all_programs)
done
finish
