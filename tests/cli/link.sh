# SPDX-License-Identifier: Apache-2.0 OR MIT
# What `bcfix link` does when it cannot write its module or its native library, or is stopped.
# shellcheck shell=bash
# Set by tests/run/cli.sh: bcfix, root, shared. Text in single quotes is for an inner shell, which knows them too.
# shellcheck disable=SC2013,SC2015,SC2016,SC2064,SC2154

# only FILE...: nothing else is in the folder, but what run() writes.
only() {
    [ "$(ls)" = "$(printf '%s\n' stderr stdout "$@" | sort)" ] || fail "left behind: $(ls -A)"
}

# make_wide: a module that is large, and needs nothing.
make_wide() {
    local i
    for i in $(seq 300); do
        echo "#[no_mangle] pub extern \"C\" fn numbered_$i(a: u64) -> u64 { a.wrapping_mul($i) }"
    done > wide.rs
    rustc --crate-type=lib --emit=llvm-bc -C panic=abort -C codegen-units=1 -o wide.bc wide.rs && rm wide.rs
}

# with_native OUTPUT NATIVE: links the program with its machine code.
with_native() {
    "$bcfix" link -q -o "$1" --native="$2" "$shared/app.bc" "$shared/triple.o"
}

test_link_output_may_be_an_input() {
    make_wide
    run 0 "$bcfix" link -q -o separate.bc wide.bc
    cp wide.bc both.bc
    run 0 "$bcfix" link -q -o both.bc both.bc
    same separate.bc both.bc
    only both.bc separate.bc wide.bc
}

test_link_to_standard_output_and_devices() {
    make_wide
    run 0 "$bcfix" link -q -o file.bc wide.bc
    run 0 bash -c 'set -o pipefail; "$bcfix" link -q -o - wide.bc | cat > piped.bc'
    same file.bc piped.bc
    run 0 "$bcfix" link -q -o /dev/null wide.bc
    run 4 "$bcfix" link -q -o /dev/full "$shared/small.bc"
    stderr_is 'bcfix: /dev/full: cannot be written: No space left on device'
    run 0 bash -c '{ sleep 0.3; "$bcfix" link -q -o - wide.bc; echo $? > code; } | true'
    [ "$(cat code)" = 4 ] || fail "ended with $(cat code)"
    stderr_is 'bcfix: standard output: cannot be written: Broken pipe'
}

test_link_finds_before_the_work_what_cannot_be_written() {
    mkdir folder
    chmod 555 folder
    run 4 unprivileged "$bcfix" link -q --llvm=/nowhere -o folder/out.bc "$shared/small.bc"
    stderr_has 'folder/out.bc: cannot be written: no file can be made in the folder folder: Permission denied'
    run 4 "$bcfix" link -q --llvm=/nowhere -o missing/out.bc "$shared/small.bc"
    stderr_has 'missing/out.bc: cannot be written'
    usage_error 'the module and the native library cannot both be out' link -o out --native=out "$shared/small.bc"
    absent out
}

test_link_stopped_or_failing_at_the_end_leaves_the_old_file() {
    cp "$shared/old" out.bc
    run 143 with_fault fsync:signal=SIGTERM:when=1 "" "$bcfix" link -q -o out.bc "$shared/small.bc"
    old_stays out.bc
    run 4 with_fault fsync:error=EIO:when=1 "" "$bcfix" link -q -o out.bc "$shared/small.bc"
    stderr_is 'bcfix: out.bc: cannot be written: Input/output error'
    old_stays out.bc
    run 137 with_fault fsync:signal=SIGKILL:when=1 "" "$bcfix" link -q -o out.bc "$shared/small.bc"
    same "$shared/old" out.bc
}

test_link_makes_the_module_and_its_native_library() {
    run 0 with_native out.bc libnative.so
    is_bitcode out.bc
    only libnative.so out.bc
}

test_link_full_disk() {
    [ "$(id -u)" -eq 0 ] || not_run "mounting a small disk needs root"
    make_wide
    mkdir disk
    mount -t tmpfs -o size=12k none disk 2> /dev/null || not_run "mounting a small disk is not allowed"
    trap "umount '$PWD/disk'" EXIT
    cp "$shared/old" disk/out.bc
    run 4 "$bcfix" link -q -o disk/out.bc wide.bc
    stderr_is 'bcfix: disk/out.bc: cannot be written: No space left on device'
    old_stays disk/out.bc
    # Here the compiler is what finds no room.
    run 4 with_native out.bc disk/out.bc
    stderr_has 'No space left on device'
    same "$shared/old" disk/out.bc
    # And here the copies of the objects.
    head -c 100000 /dev/zero > disk/rest 2> /dev/null || true
    run 4 with_native out.bc disk/out.bc
    stderr_is 'bcfix: disk/out.bc: the objects for it cannot be written beside it: No space left on device'
    same "$shared/old" disk/out.bc
    [ "$(ls disk)" = "$(printf 'out.bc\nrest')" ] || fail "left behind: $(ls disk)"
    only disk wide.bc
}

test_link_native_library_that_cannot_be_written() {
    mkdir folder
    cp "$shared/old" folder/libnative.so
    chmod 555 folder
    run 4 unprivileged "$bcfix" link -q -o out.bc --native=folder/libnative.so "$shared/app.bc" "$shared/triple.o"
    stderr_has 'folder/libnative.so: no folder can be made beside it: Permission denied'
    same "$shared/old" folder/libnative.so
    chmod 755 folder
    run 4 with_native out.bc folder
    stderr_is 'bcfix: folder: cannot be written: it is no regular file'
    run 4 with_native out.bc missing/libnative.so
    stderr_has 'missing/libnative.so: no folder can be made beside it: No such file or directory'
    run 4 with_fault '/^rename:error=EROFS:when=1' "" "$bcfix" link -q -o out.bc --native=folder/libnative.so "$shared/app.bc" "$shared/triple.o"
    stderr_is 'bcfix: folder/libnative.so: cannot be written: Read-only file system'
    same "$shared/old" folder/libnative.so
    only folder
}

# Signals while the compiler runs: it ends too, and the folder in which it works is gone.
test_link_stopped_while_the_compiler_runs() {
    local signal process code
    printf '#!/bin/sh\necho $$ > %s\nexec sleep 60\n' "$PWD/started" > slow
    chmod +x slow
    cp "$shared/old" libnative.so
    for signal in TERM INT HUP; do
        rm -f started
        CC=$PWD/slow env --default-signal "$bcfix" link -q -o out.bc --native=libnative.so "$shared/app.bc" "$shared/triple.o" > stdout 2> stderr &
        process=$! code=0
        for _ in $(seq 100); do
            [ ! -s started ] || break
            sleep 0.1
        done
        kill -$signal $process
        wait $process || code=$?
        [ $code -eq $((128 + $(kill -l $signal))) ] || fail "$signal: ended with $code"
        ! kill -0 "$(cat started)" 2> /dev/null || fail "$signal: the compiler goes on"
        same "$shared/old" libnative.so
        only libnative.so slow started
    done
}

test_link_goes_on_at_a_signal_that_is_ignored() {
    local process
    printf '#!/bin/sh\n: > %s\nsleep 0.5\nexec cc "$@"\n' "$PWD/started" > slow
    chmod +x slow
    CC=$PWD/slow bash -c 'trap "" HUP; exec "$@"' ignoring "$bcfix" link -q -o out.bc --native=libnative.so "$shared/app.bc" "$shared/triple.o" > stdout 2> stderr &
    process=$!
    for _ in $(seq 100); do
        [ ! -e started ] || break
        sleep 0.1
    done
    kill -HUP $process
    wait $process || fail "ended with $?"
    only libnative.so out.bc slow started
}
