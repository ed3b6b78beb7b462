#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# The probes of tests/probes on the two long-term lines; tests/corpus/probes.sh has the others.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
. "$tests/probes/run.sh"
run_probes 25.0 23.1
finish
