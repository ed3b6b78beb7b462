#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# The programs of tests/programs give in GraalVM 25.0 what they give natively, and a sample of them on the older lines;
# tests/corpus/programs.sh runs the rest.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
. "$tests/programs/run.sh"
# shellcheck disable=SC2046
run_programs 25.0 $(usual_programs)
for line in 23.1 24.0 24.1 24.2; do
    run_programs "$line" println unwind threads demo-debuginfo
done
finish
