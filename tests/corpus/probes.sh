#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# The probes of tests/probes on the lines that tests/run/probes.sh leaves out.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
. "$tests/probes/run.sh"
run_probes 24.0 24.1 24.2
finish
