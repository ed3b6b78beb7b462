# SPDX-License-Identifier: Apache-2.0 OR MIT
# What bcfix reads: files, pipes, and what cannot be read.
# shellcheck shell=bash
# Set by tests/run/cli.sh: bcfix, root, shared. Text in single quotes is for an inner shell, which knows them too.
# shellcheck disable=SC2013,SC2015,SC2016,SC2064,SC2154

# bad_input CODE TEXT FILE: each command that reads must end so, with one line that names the file, and leave no output.
bad_input() {
    local code=$1 text=$2 file=$3 command
    for command in convert info dump; do
        if [ $command = convert ]; then
            run "$code" "$bcfix" "$file" out.bc
        else
            run "$code" "$bcfix" $command "$file"
        fi
        stderr_is_one_line
        stderr_has "bcfix: $file: "
        stderr_has "$text"
        absent out.bc
        no_temporary .
    done
}

test_input_missing_file() {
    bad_input 4 'cannot be read: No such file or directory' missing.bc
    bad_input 4 'cannot be read: Not a directory' "$shared/small.bc/x"
}

test_input_folder() {
    mkdir folder
    bad_input 4 'is a folder' folder
}

test_input_without_permission() {
    cp "$shared/small.bc" secret.bc
    chmod 0 secret.bc
    run 4 unprivileged "$bcfix" secret.bc out.bc
    stderr_is 'bcfix: secret.bc: cannot be read: Permission denied'
    absent out.bc
}

test_input_empty() {
    : > empty.bc
    bad_input 3 '' empty.bc
}

test_input_that_is_no_bitcode() {
    echo 'fn main() {}' > main.rs
    bad_input 3 '' main.rs
    head -c 5000 /dev/zero > zero
    bad_input 3 '' zero
}

test_input_cut_short() {
    local size
    for size in 1 3 4 5 8 100 1000; do
        head -c $size "$shared/small.bc" > cut.bc
        run 3 "$bcfix" cut.bc out.bc
        stderr_is_one_line
        absent out.bc
    done
}

test_input_larger_than_the_limit() {
    run 5 "$bcfix" --limit-memory=1K "$shared/small.bc" out.bc
    stderr_is_one_line
    stderr_has 'larger than the limit of 1024 bytes; --limit-memory=SIZE sets it'
    absent out.bc
}

test_input_without_end_stops_at_the_limit() {
    run 5 "$bcfix" --limit-memory=1M /dev/zero out.bc
    stderr_has '/dev/zero: larger than the limit of 1048576 bytes'
    absent out.bc
}

test_memory_limit_is_named() {
    local size
    size=$(stat -c %s "$shared/large.bc")
    run 5 "$bcfix" --limit-memory="$size" "$shared/large.bc" out.bc
    stderr_is_one_line
    stderr_has 'memory limit'
    stderr_has '--limit-memory=SIZE'
    absent out.bc
}

# limited NAME OPTION=VALUE: exit 5, and the message names the limit, its value and the option.
limited() {
    run 5 "$bcfix" --limit-"$1=$2" "$shared/large.bc" out.bc
    stderr_is_one_line
    stderr_has "the $1 limit of $2 "
    stderr_has "; --limit-$1="
    absent out.bc
}

test_each_limit_is_named() {
    limited nesting 1
    limited output 1000
    limited records 500
    limited abbreviations 3
    limited memory "$(stat -c %s "$shared/large.bc")"
}

test_limits_hold_for_what_only_reads() {
    local command
    for command in info dump check; do
        run 5 "$bcfix" $command --limit-records=500 "$shared/large.bc"
        [[ "$(cat stdout stderr)" == *'the records limit of 500 '* ]] || fail "$command does not name the limit"
    done
}

test_input_from_standard_input_and_pipes() {
    run 0 "$bcfix" -q "$shared/large.bc" file.bc
    run 0 "$bcfix" -q - redirected.bc < "$shared/large.bc"
    run 0 "$bcfix" -q - piped.bc < <(head -c 10000 "$shared/large.bc"; sleep 0.2; tail -c +10001 "$shared/large.bc")
    run 0 "$bcfix" -q <(cat "$shared/large.bc") substituted.bc
    mkfifo fifo
    cat "$shared/large.bc" > fifo &
    run 0 "$bcfix" -q fifo fifo.bc
    wait
    local name
    for name in redirected piped substituted fifo; do
        same file.bc $name.bc
    done
    run 0 "$bcfix" info - < "$shared/small.bc"
    stdout_has 'file:         standard input'
}

test_input_from_a_stream_that_another_program_made_nonblocking() {
    run 0 bash -c '
        { sleep 0.3; cat "$shared/small.bc"; } |
        { python3 -c "import os; os.set_blocking(0, False)"; exec "$bcfix" -q - out.bc; }'
    is_bitcode out.bc
}

test_input_closed() {
    run 4 "$bcfix" - out.bc <&-
    stderr_is 'bcfix: standard input: cannot be read: Bad file descriptor'
    absent out.bc
}

test_input_error_in_the_middle() {
    cp "$shared/large.bc" in.bc
    run 4 with_fault read:error=EIO:when=2 "$PWD/in.bc" "$bcfix" "$PWD/in.bc" out.bc
    stderr_has 'in.bc: cannot be read: Input/output error'
    absent out.bc
}

test_input_cut_while_it_is_read() {
    cp "$shared/large.bc" in.bc
    { sleep 0.5; head -c 1000 "$shared/large.bc" > in.bc; } &
    run 4 with_fault read:delay_enter=1500000:when=1 "$PWD/in.bc" "$bcfix" "$PWD/in.bc" out.bc
    wait
    stderr_has 'changed its size while it was read'
    absent out.bc
}

test_input_that_grows_while_it_is_read() {
    cp "$shared/small.bc" in.bc
    { sleep 0.5; cat "$shared/large.bc" >> in.bc; } &
    run 4 with_fault read:delay_enter=1500000:when=1 "$PWD/in.bc" "$bcfix" "$PWD/in.bc" out.bc
    wait
    stderr_has 'changed its size while it was read'
    absent out.bc
}
