# SPDX-License-Identifier: Apache-2.0 OR MIT
# What the tests of the program are written with. Each test is a function test_NAME, runs in an empty folder of its own,
# and fails when one of these fails.
# shellcheck shell=bash
# Set by tests/run/cli.sh: bcfix, root, shared. Text in single quotes is for an inner shell, which knows them too.
# shellcheck disable=SC2013,SC2015,SC2016,SC2064,SC2154

# Two modules that rustc wrote: one small library, and one that is large enough for a second buffer.
prepare_shared_files() {
    if ! command -v rustc > /dev/null; then
        echo "tests/run/cli.sh: rustc is missing: install it, as the README says" >&2
        exit 2
    fi
    cat > "$shared/small.rs" <<'END'
#[no_mangle]
pub extern "C" fn add(a: u32, b: u32) -> u32 {
    a.wrapping_add(b)
}
END
    {
        cat "$shared/small.rs"
        for i in $(seq 400); do
            echo "#[no_mangle] pub extern \"C\" fn numbered_$i(a: &mut [u64; 8]) { a[(a[0] % 8) as usize] ^= $i; }"
        done
    } > "$shared/large.rs"
    for name in small large; do
        rustc --crate-type=lib --emit=llvm-bc -C panic=abort -C codegen-units=1 -o "$shared/$name.bc" "$shared/$name.rs"
    done
    # Module-level assembly, which GraalVM does not run: a loss.
    { echo 'core::arch::global_asm!(".globl nothing", "nothing: ret");'; cat "$shared/small.rs"; } > "$shared/assembly.rs"
    rustc --crate-type=lib --emit=llvm-bc -C panic=abort -o "$shared/assembly.bc" "$shared/assembly.rs"
    printf 'what was here before' > "$shared/old"
    # A program for links, and machine code that it needs.
    cat > "$shared/app.rs" <<'END'
#![no_std]
extern "C" {
    fn triple(a: i32) -> i32;
}
#[no_mangle]
pub extern "C" fn main() -> i32 {
    unsafe { triple(14) }
}
END
    echo 'int triple(int a) { return 3 * a; }' > "$shared/triple.c"
    rustc --crate-type=lib --emit=llvm-bc -C panic=abort -o "$shared/app.bc" "$shared/app.rs"
    cc -O1 -fPIC -c -o "$shared/triple.o" "$shared/triple.c"
}

not_run() {
    echo "not run: $*"
    exit 77
}

fail() {
    echo "$*"
    show_output
    exit 1
}

show_output() {
    local file
    for file in stdout stderr; do
        [ ! -s $file ] || { echo "$file:"; head -c 2000 $file | head -n 20 | cat -v | sed 's/^/    /'; }
    done
}

# run CODE COMMAND...: the command must end with this exit code; its output is in ./stdout and ./stderr.
run() {
    local expected=$1 code=0
    shift
    "$@" > stdout 2> stderr || code=$?
    [ $code -eq "$expected" ] || fail "ended with $code, not $expected: $*"
}

stderr_is() {
    [ "$(cat stderr)" = "$1" ] || fail "stderr is not: $1"
}

stderr_has() {
    grep -qF -- "$1" stderr || fail "stderr lacks: $1"
}

stderr_lacks() {
    ! grep -qF -- "$1" stderr || fail "stderr has: $1"
}

stdout_has() {
    grep -qF -- "$1" stdout || fail "stdout lacks: $1"
}

# An error is one line that begins with the program's name.
stderr_is_one_line() {
    [ "$(wc -l < stderr)" -eq 1 ] || fail "stderr is not one line"
    grep -q '^bcfix: ' stderr || fail "stderr does not begin with the program's name"
}

# usage_error TEXT ARGUMENT...: bcfix must end with 2 and one line that has the text.
usage_error() {
    local text=$1
    shift
    run 2 "$bcfix" "$@"
    stderr_is_one_line
    stderr_has "$text"
    [ ! -s stdout ] || fail "stdout is not empty"
}

# is_bitcode FILE: the file holds a module that bcfix can read.
is_bitcode() {
    run 0 "$bcfix" info "$1"
    stdout_has 'modules:      1'
}

same() {
    cmp -s "$1" "$2" || fail "$1 differs from $2"
}

absent() {
    [ ! -e "$1" ] && [ ! -L "$1" ] || fail "there is a file $1"
}

# no_temporary FOLDER: no file of bcfix's own was left.
no_temporary() {
    local left
    left=$(find "$1" -maxdepth 1 -name '.bcfix-*')
    [ -z "$left" ] || fail "left behind: $left"
}

mode_is() {
    local mode
    mode=$(stat -c %a "$1")
    [ "$mode" = "$2" ] || fail "the mode of $1 is $mode, not $2"
}

# unprivileged COMMAND...: root ignores the modes of files, so root takes that right away from the command.
unprivileged() {
    if [ "$(id -u)" -ne 0 ]; then
        "$@"
        return
    fi
    command -v setpriv > /dev/null || not_run "running as root without setpriv (package util-linux)"
    setpriv --inh-caps=-all --bounding-set=-all "$@"
}

# with_fault FAULT FILE COMMAND...: runs the command while strace makes a system call about FILE fail or raise a signal,
# as in fsync:error=EIO. FILE "" means any file. Ends with the command's exit code, or 98 when the call was never made.
with_fault() {
    local fault=$1 path=$2 code=0
    shift 2
    command -v strace > /dev/null || not_run "strace is missing (package strace)"
    strace -o /dev/null true 2> /dev/null || not_run "strace may not trace here"
    # A leak check cannot run under a tracer.
    ASAN_OPTIONS=$ASAN_OPTIONS:detect_leaks=0 strace -f -o ../faults -e "trace=${fault%%:*}" -e "inject=$fault" \
        ${path:+-P "$path"} "$@" || code=$?
    grep -qE '\((INJECTED|DELAYED)\)|^[0-9]+ +(--- SIG|\+\+\+ killed by)' ../faults || return 98
    return $code
}

# on_terminal STREAMS COMMAND...: runs the command with these standard streams (out, err or out,err) on a terminal, and
# writes to stdout what the terminal got.
on_terminal() {
    python3 "$root/tests/cli/terminal.py" "$@"
}
