# SPDX-License-Identifier: Apache-2.0 OR MIT
# What is different on a terminal.
# shellcheck shell=bash
# Set by tests/run/cli.sh: bcfix, root, shared. Text in single quotes is for an inner shell, which knows them too.
# shellcheck disable=SC2013,SC2015,SC2016,SC2064,SC2154

test_terminal_gets_no_bitcode() {
    run 2 on_terminal out "$bcfix" "$shared/small.bc" -
    stderr_is_one_line
    stderr_has 'standard output is a terminal; -f writes bitcode to it all the same'
    [ ! -s stdout ] || fail "something was written to the terminal"
    run 2 on_terminal out "$bcfix" "$shared/small.bc" /dev/stdout
    stderr_has '/dev/stdout is a terminal'
}

test_terminal_gets_bitcode_with_force() {
    run 0 "$bcfix" -q "$shared/small.bc" file.bc
    run 0 on_terminal out "$bcfix" -q -f "$shared/small.bc" -
    same file.bc stdout
    run 0 on_terminal out "$bcfix" -q --force "$shared/small.bc" /dev/stdout
    same file.bc stdout
}

test_terminal_gets_text() {
    run 0 "$bcfix" dump "$shared/small.bc"
    cp stdout file
    run 0 on_terminal out "$bcfix" dump "$shared/small.bc"
    same file stdout
}

# slow_input: a reader sees pieces for two seconds.
slow_input() {
    local i
    for i in 0 1 2 3 4 5 6 7; do
        dd if="$shared/large.bc" bs=1000 skip=$i count=1 status=none
        sleep 0.25
    done
    tail -c +8001 "$shared/large.bc"
}

test_terminal_shows_progress_of_a_slow_step() {
    TERM=xterm run 0 on_terminal err "$bcfix" - out.bc < <(slow_input)
    stdout_has 'bcfix: reading, 0.0 MiB'
    # It is gone before anything else is written.
    tr '\r' '\n' < stdout | tail -n +2 > pieces
    ! grep -vE $'^\e\\[K' pieces | grep -q 'reading' || fail "the line was not cleared"
    tr '\r' '\n' < stdout | grep -c 'reading' > count
    grep -qF "$(printf '\r\033[K')" stdout || fail "the line was not taken away"
}

test_terminal_shows_no_progress_when_quiet_or_dumb() {
    TERM=xterm run 0 on_terminal err "$bcfix" -q - out.bc < <(slow_input)
    [ ! -s stdout ] || fail "-q shows progress"
    TERM=dumb run 0 on_terminal err "$bcfix" - out.bc < <(slow_input)
    ! grep -q reading stdout || fail "a dumb terminal gets progress"
}

test_terminal_shows_no_progress_of_a_quick_step() {
    TERM=xterm run 0 on_terminal err "$bcfix" "$shared/small.bc" out.bc
    ! grep -qE 'reading|converting,|writing' stdout || fail "progress of a quick step"
}

test_terminal_colours_severities() {
    run 0 "$bcfix" findings
    grep -q '^BCF043 loss' stdout || fail "BCF043 is no longer a loss: the test needs another"
    TERM=xterm run 0 on_terminal err "$bcfix" "$shared/assembly.bc" out.bc
    grep -qF $'\e[33mloss   \e[0m BCF043' stdout || fail "a loss is not yellow"
    TERM=xterm NO_COLOR=1 run 0 on_terminal err "$bcfix" "$shared/assembly.bc" out.bc
    stdout_has 'loss    BCF043'
    ! grep -q $'\e\\[[0-9]' stdout || fail "colour in spite of NO_COLOR"
    TERM=xterm NO_COLOR='' run 0 on_terminal err "$bcfix" "$shared/assembly.bc" out.bc
    grep -qF $'\e[33m' stdout || fail "an empty NO_COLOR took the colour away"
}
