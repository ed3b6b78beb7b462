#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# 1,000 random C programs, each compiled at -O0, -O2 and -O3: what they print in GraalVM 25.0 is what they print natively. The
# seeds count from 1; programs that do not end natively, or are undefined, are passed over until 1,000 have run. Blocks of seeds that are done
# are remembered, so that a run that was stopped goes on; the figures go to docs/results/csmith.md.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
. "$tests/csmith/run.sh"
have_csmith || { not_run csmith "csmith and clang-22 cannot be had here"; finish; }

line=25.0
programs=${BCFIX_CSMITH_PROGRAMS:-1000}
block=25
library=$(ldd "$bcfix" | awk '/libbcfix\.so/ {print $3}')
state=$cache/long/csmith-$(cat "$bcfix" ${library:+"$library"} "$tests/csmith/csmith.py" | sha256sum | cut -c1-16)
mkdir -p "$state"
: > "$scratch/all"
for ((first = 1; $(wc -l < "$scratch/all") - $(csmith_passed_over "$scratch/all") < programs; first += block)); do
    last=$((first + block - 1))
    if [[ ! -s $state/$first ]]; then
        csmith_seeds "$line" "$first" "$last" > "$state/$first.new" && mv "$state/$first.new" "$state/$first" ||
            { fail "csmith/seeds $first to $last" "the programs could not be made or run"; break; }
    fi
    same=$(csmith_count "$state/$first" same)
    over=$(csmith_passed_over "$state/$first")
    check "csmith/seeds $first to $last ($same the same, $over passed over)" "$(csmith_table "$state/$first" | grep -E 'different|refused')" \
        test $((same + over)) = $block
    cat "$state/$first" >> "$scratch/all"
done
{
    echo "# Random C programs"
    echo
    echo "Made by \`tools/test --long csmith\`: programs of csmith, each compiled at -O0, -O2 and -O3 and run in GraalVM $line; seeds from"
    echo "1 to $(wc -l < "$scratch/all"). A program is the same when it prints the same checksum as natively at all three levels. What does not end"
    echo "natively within 2 seconds of processor time was not run, nor what converts a floating point number out of range to an integer."
    echo
    echo "| date | bcfix | csmith | clang | same | different | refused | do not end | undefined |"
    echo "|---|---|---|---|---|---|---|---|---|"
    echo "| $(date +%F) | $("$bcfix" --version | head -1) | $(csmith --version | sed -n 's/^csmith //p') | $(clang-22 --version |
        sed -n '1s/.*version \([0-9.]*\).*/\1/p') | $(csmith_count "$scratch/all" same) | $(csmith_count "$scratch/all" different) | $(
        csmith_count "$scratch/all" refused) | $(csmith_count "$scratch/all" endless) | $(
        csmith_count "$scratch/all" undefined) |"
    csmith_table "$scratch/all" | sed -n 's/^\([0-9]*\)\t\(different\|refused\)\t\(.*\)/\n* seed \1, \2: \3/p'
} > "$root/docs/results/csmith.md"
finish
