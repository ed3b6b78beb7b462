#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# A sample of the random C programs of tests/long/csmith.sh, by other seeds.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
. "$tests/csmith/run.sh"
have_csmith || { not_run csmith "csmith and clang-22 cannot be had here"; finish; }
csmith_seeds 25.0 100001 100020 > "$scratch/outcomes" || fail csmith "the programs could not be made or run"
while IFS=$'\t' read -r seed outcome why; do
    case $outcome in
    same) ok "csmith/$seed" ;;
    endless | undefined) ;;
    *) fail "csmith/$seed" "$outcome: $why" ;;
    esac
done < <(csmith_table "$scratch/outcomes")
check csmith/ran "too few of the programs end natively" test "$(csmith_count "$scratch/outcomes" same)" -ge 10
finish
