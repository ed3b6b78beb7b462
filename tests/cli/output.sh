# SPDX-License-Identifier: Apache-2.0 OR MIT
# Where bcfix writes, when all goes well.
# shellcheck shell=bash
# Set by tests/run/cli.sh: bcfix, root, shared. Text in single quotes is for an inner shell, which knows them too.
# shellcheck disable=SC2013,SC2015,SC2016,SC2064,SC2154

test_output_new_file_has_the_usual_mode() {
    umask 027
    run 0 "$bcfix" -q "$shared/small.bc" out.bc
    mode_is out.bc 640
    no_temporary .
}

test_output_old_file_keeps_mode_and_owner() {
    umask 022
    local mode
    for mode in 600 664 751; do
        echo old > out.bc
        chmod $mode out.bc
        run 0 "$bcfix" -q "$shared/small.bc" out.bc
        mode_is out.bc $mode
        is_bitcode out.bc
    done
    [ "$(id -u)" -eq 0 ] || return 0
    chown 12345:23456 out.bc
    chmod 640 out.bc
    run 0 "$bcfix" -q "$shared/small.bc" out.bc
    [ "$(stat -c %u:%g out.bc)" = 12345:23456 ] || fail "the owner was not kept"
    mode_is out.bc 640
}

test_output_rights_of_a_lost_group_go_to_no_other() {
    [ "$(id -u)" -eq 0 ] || not_run "giving files to another group needs root"
    echo old > out.bc
    chown 0:23456 out.bc
    chmod 4664 out.bc
    run 0 unprivileged "$bcfix" -q "$shared/small.bc" out.bc
    [ "$(stat -c %g out.bc)" != 23456 ] || fail "the group was kept: the test shows nothing"
    mode_is out.bc 644
}

test_output_may_be_the_input() {
    run 0 "$bcfix" -q "$shared/large.bc" separate.bc
    cp "$shared/large.bc" both.bc
    run 0 "$bcfix" -q both.bc both.bc
    same separate.bc both.bc
    cp "$shared/large.bc" original.bc
    ln -s original.bc link.bc
    run 0 "$bcfix" -q link.bc original.bc
    same separate.bc original.bc
}

test_output_is_a_new_file_and_other_links_keep_the_old() {
    cp "$shared/old" out.bc
    ln out.bc other
    run 0 "$bcfix" -q "$shared/small.bc" out.bc
    same "$shared/old" other
    is_bitcode out.bc
}

test_output_symbolic_link_stays_and_leads_to_the_result() {
    mkdir -p elsewhere/deep
    cp "$shared/old" elsewhere/deep/file
    ln -s deep/file elsewhere/second
    ln -s elsewhere/second link
    run 0 "$bcfix" -q "$shared/small.bc" link
    [ -L link ] && [ -L elsewhere/second ] || fail "a link was replaced"
    is_bitcode elsewhere/deep/file
    no_temporary .
    no_temporary elsewhere/deep
}

test_output_symbolic_link_to_nothing_makes_the_file_there() {
    mkdir elsewhere
    ln -s elsewhere/new link
    run 0 "$bcfix" -q "$shared/small.bc" link
    [ -L link ] || fail "the link was replaced"
    is_bitcode elsewhere/new
    ln -s "$PWD/elsewhere/absolute" link2
    run 0 "$bcfix" -q "$shared/small.bc" link2
    is_bitcode elsewhere/absolute
}

test_output_to_standard_output_is_the_same() {
    run 0 "$bcfix" -q "$shared/large.bc" file.bc
    run 0 "$bcfix" -q "$shared/large.bc" -
    same file.bc stdout
    "$bcfix" -q "$shared/large.bc" - | { sleep 0.3; cat; } > piped.bc
    same file.bc piped.bc
    "$bcfix" -q - - < "$shared/large.bc" | cat > both.bc
    same file.bc both.bc
    "$bcfix" -q "$shared/large.bc" /dev/stdout | cat > device.bc
    same file.bc device.bc
    "$bcfix" -q "$shared/large.bc" >(cat > substituted.bc)
    mkfifo fifo
    cat fifo > from_fifo.bc &
    run 0 "$bcfix" -q "$shared/large.bc" fifo
    wait
    [ -p fifo ] || fail "the pipe was replaced"
    same file.bc from_fifo.bc
    # The shell does not wait for what it substituted.
    for _ in $(seq 50); do
        ! cmp -s file.bc substituted.bc || break
        sleep 0.1
    done
    same file.bc substituted.bc
}

test_output_to_a_stream_that_another_program_made_nonblocking() {
    run 0 "$bcfix" -q "$shared/large.bc" file.bc
    run 0 bash -c '
        set -o pipefail
        { python3 -c "import os; os.set_blocking(1, False)"; exec "$bcfix" -q "$shared/large.bc" -; } |
        { sleep 0.5; cat > piped.bc; }'
    same file.bc piped.bc
    run 0 bash -c '
        set -o pipefail
        { python3 -c "import os; os.set_blocking(1, False)"; exec "$bcfix" dump "$shared/large.bc"; } |
        { sleep 0.5; cat > dumped; }'
    "$bcfix" dump "$shared/large.bc" > expected
    same expected dumped
}

test_output_device_stays_a_device() {
    run 0 "$bcfix" -q "$shared/small.bc" /dev/null
    [ -c /dev/null ] || fail "/dev/null was replaced"
    no_temporary /dev
    ln -s /dev/null link
    run 0 "$bcfix" -q "$shared/small.bc" link
    [ -L link ] && [ -c /dev/null ] || fail "the link or the device was replaced"
}

test_output_of_two_conversions_is_the_same() {
    run 0 "$bcfix" -q "$shared/large.bc" one.bc
    run 0 "$bcfix" -q "$shared/large.bc" two.bc
    same one.bc two.bc
    run 0 "$bcfix" -q one.bc three.bc
    same one.bc three.bc
}

test_target_llvm_22_is_taken() {
    run 0 "$bcfix" --target=llvm-22 "$shared/small.bc" out.bc
    run 0 "$bcfix" -q --target=llvm-22 out.bc again.bc
    same out.bc again.bc
}

test_strip_debug_makes_the_file_smaller() {
    rustc --crate-type=lib --emit=llvm-bc -C panic=abort -g -o debug.bc "$shared/small.rs"
    run 0 "$bcfix" -q debug.bc with.bc
    run 0 "$bcfix" -q --strip-debug debug.bc without.bc
    [ "$(stat -c %s without.bc)" -lt "$(stat -c %s with.bc)" ] || fail "nothing was stripped"
    run 0 "$bcfix" dump without.bc
    ! grep -q SUBPROGRAM stdout || fail "debug info is still there"
}

test_pipeline_of_the_help_works() {
    run 0 bash -c 'set -o pipefail; rustc -O --crate-type=lib --emit=llvm-bc -o - "$shared/small.rs" | "$bcfix" - - > app.bc'
    is_bitcode app.bc
}
