# SPDX-License-Identifier: Apache-2.0 OR MIT
# What bcfix does when it cannot write, or is stopped: the old file stays, nothing else is left, one message says why.
# shellcheck shell=bash
# Set by tests/run/cli.sh: bcfix, root, shared. Text in single quotes is for an inner shell, which knows them too.
# shellcheck disable=SC2013,SC2015,SC2016,SC2064,SC2154

# old_stays FILE: the file is as it was before, and alone.
old_stays() {
    same "$shared/old" "$1"
    no_temporary "$(dirname "$1")"
}

test_failure_folder() {
    mkdir folder
    run 4 "$bcfix" "$shared/small.bc" folder
    stderr_is 'bcfix: folder: is a folder; give the name of the file to write'
    run 4 "$bcfix" "$shared/small.bc" missing/out.bc
    stderr_has 'bcfix: missing/out.bc: cannot be written: no file can be made in the folder missing: No such file'
    run 4 "$bcfix" "$shared/small.bc" new/
    absent new
}

test_failure_folder_without_permission() {
    mkdir folder
    cp "$shared/old" folder/out.bc
    chmod 555 folder
    run 4 unprivileged "$bcfix" "$shared/small.bc" folder/out.bc
    stderr_has 'folder/out.bc: cannot be written: no file can be made in the folder folder: Permission denied'
    run 4 unprivileged "$bcfix" "$shared/small.bc" folder/new.bc
    stderr_has 'Permission denied'
    old_stays folder/out.bc
}

test_failure_write_protected_file() {
    cp "$shared/old" out.bc
    chmod 444 out.bc
    run 4 unprivileged "$bcfix" "$shared/small.bc" out.bc
    stderr_is 'bcfix: out.bc: cannot be written: Permission denied'
    old_stays out.bc
}

test_failure_is_found_before_the_input_is_read() {
    run 4 timeout 10 "$bcfix" - missing/out.bc < <(sleep 2)
    stderr_has 'missing/out.bc: cannot be written'
}

test_failure_link_in_a_circle() {
    ln -s two one
    ln -s one two
    run 4 "$bcfix" "$shared/small.bc" one
    stderr_has 'one: cannot be written: Too many levels of symbolic links'
    [ -L one ] && [ -L two ] || fail "a link was replaced"
}

test_failure_deleted_file_of_a_descriptor() {
    run 4 bash -c 'exec 7> gone; rm gone; exec "$bcfix" -q "$shared/small.bc" /dev/fd/7'
    stderr_has '/dev/fd/7: cannot be written: No such file or directory'
    [ "$(ls)" = "$(printf 'stderr\nstdout')" ] || fail "a file was made: $(ls)"
}

test_failure_full_device() {
    run 4 "$bcfix" -q "$shared/small.bc" /dev/full
    stderr_is 'bcfix: /dev/full: cannot be written: No space left on device'
    run 4 bash -c 'exec "$bcfix" -q "$shared/small.bc" - > /dev/full'
    stderr_is 'bcfix: standard output: cannot be written: No space left on device'
    run 4 bash -c 'exec "$bcfix" dump "$shared/small.bc" > /dev/full'
    stderr_is 'bcfix: standard output cannot be written: No space left on device'
    run 4 bash -c 'exec "$bcfix" --help > /dev/full'
    stderr_is_one_line
}

test_failure_file_too_large() {
    cp "$shared/old" out.bc
    # A build that counts lines would write them to a file that is too large as well.
    LLVM_PROFILE_FILE=/dev/null run 4 bash -c 'ulimit -f 4; exec "$bcfix" -q "$shared/large.bc" out.bc'
    stderr_is 'bcfix: out.bc: cannot be written: File too large'
    old_stays out.bc
}

test_failure_full_disk() {
    [ "$(id -u)" -eq 0 ] || not_run "mounting a small disk needs root"
    mkdir disk
    mount -t tmpfs -o size=16k none disk 2> /dev/null || not_run "mounting a small disk is not allowed"
    trap "umount '$PWD/disk'" EXIT
    cp "$shared/old" disk/out.bc
    run 4 "$bcfix" -q "$shared/large.bc" disk/out.bc
    stderr_is 'bcfix: disk/out.bc: cannot be written: No space left on device'
    old_stays disk/out.bc
}

# Each system call between the first byte and the new name, made to fail.
failing_call() {
    local call=$1 fault=$2 reason=$3
    cp "$shared/old" out.bc
    run 4 with_fault "$call:$fault" "" "$bcfix" -q "$shared/large.bc" out.bc
    stderr_is "bcfix: out.bc: cannot be written: $reason"
    old_stays out.bc
}

test_failure_of_fsync() {
    failing_call fsync error=EIO:when=1 'Input/output error'
}

test_failure_of_rename() {
    failing_call '/^rename' error=EIO 'Input/output error'
}

test_failure_of_fchmod() {
    umask 022
    failing_call '/^fchmod$' error=EROFS 'Read-only file system'
}

test_failure_when_the_file_becomes_a_device() {
    cp "$shared/old" out.bc
    { sleep 0.5; rm out.bc; mkfifo out.bc; } &
    run 4 with_fault fsync:delay_enter=1500000:when=1 "" "$bcfix" -q "$shared/small.bc" out.bc
    wait
    stderr_is 'bcfix: out.bc: is no regular file any more; it was left as it is'
    [ -p out.bc ] || fail "the pipe was replaced"
    no_temporary .
}

test_failure_of_syncing_the_folder_is_none() {
    cp "$shared/old" out.bc
    run 0 with_fault fsync:error=EIO:when=2 "" "$bcfix" -q "$shared/small.bc" out.bc
    is_bitcode out.bc
    no_temporary .
}

# The reader is gone before bcfix writes.
test_failure_closed_pipe() {
    run 0 bash -c '{ sleep 0.3; "$bcfix" -q "$shared/large.bc" -; echo $? > code; } | true'
    [ "$(cat code)" = 4 ] || fail "ended with $(cat code)"
    stderr_is 'bcfix: standard output: cannot be written: Broken pipe'
}

test_failure_closed_pipe_ends_text_quietly() {
    run 0 bash -c '{ sleep 0.3; "$bcfix" dump "$shared/large.bc"; echo $? > code; } | true'
    [ "$(cat code)" = 4 ] || fail "ended with $(cat code)"
    [ ! -s stderr ] || fail "a message about a reader that has enough"
}

test_failure_closed_standard_output() {
    run 4 bash -c 'exec "$bcfix" -q "$shared/small.bc" - >&-'
    stderr_is 'bcfix: standard output: cannot be written: Bad file descriptor'
    run 4 bash -c 'exec "$bcfix" targets >&-'
    stderr_is 'bcfix: standard output cannot be written: Bad file descriptor'
}

test_closed_standard_streams_do_not_reach_the_file() {
    run 0 "$bcfix" -q "$shared/small.bc" expected.bc
    run 0 bash -c 'exec "$bcfix" -v "$shared/small.bc" out.bc <&- >&- 2>&-'
    same expected.bc out.bc
}

# Signals while the temporary file is there: it is complete and about to be renamed.
stopping_signal() {
    local signal=$1 code=$2
    cp "$shared/old" out.bc
    run "$code" with_fault "fsync:signal=$signal:when=1" "" "$bcfix" -q "$shared/large.bc" out.bc
    old_stays out.bc
    rm out.bc
    run "$code" with_fault "fsync:signal=$signal:when=1" "" "$bcfix" -q "$shared/large.bc" out.bc
    absent out.bc
    no_temporary .
}

test_signal_interrupt_leaves_nothing() {
    stopping_signal SIGINT 130
}

test_signal_terminate_leaves_nothing() {
    stopping_signal SIGTERM 143
}

test_signal_hangup_leaves_nothing() {
    stopping_signal SIGHUP 129
}

test_signal_that_is_ignored_stays_ignored() {
    cp "$shared/old" out.bc
    run 0 with_fault fsync:signal=SIGHUP:when=1 "" bash -c 'trap "" HUP; exec "$bcfix" -q "$shared/small.bc" out.bc'
    is_bitcode out.bc
    no_temporary .
}

test_signal_while_waiting_for_input_ends_the_program() {
    cp "$shared/old" out.bc
    run 143 bash -c 'sleep 3 | timeout --preserve-status 1 "$bcfix" - out.bc'
    old_stays out.bc
}

test_killed_program_leaves_the_old_file() {
    cp "$shared/old" out.bc
    run 137 with_fault fsync:signal=SIGKILL:when=1 "" "$bcfix" -q "$shared/large.bc" out.bc
    same "$shared/old" out.bc
}
