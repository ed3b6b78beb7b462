#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# LLVM dies while bcfix links: a message of one line names the member and what LLVM was at, the old output stays, nothing else is
# left. An LLVM that dies when it is told to stands in for the real one, which is asked only to read what is damaged.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
cd "$scratch" || exit 1

cat > llvm.c <<'C'
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
/* As LLVM's own stream does: without a buffer. */
static void say(const char *text) {
    (void)!write(STDERR_FILENO, text, strlen(text));
}
static void die(void) {
    const char *how = getenv("DIES");
    if (strcmp(how, "abort") == 0) {
        say("some noise\nLLVM ERROR: it is broken\n");
        abort();
    }
    if (strcmp(how, "segv") == 0)
        raise(SIGSEGV);
    if (strcmp(how, "kill") == 0)
        raise(SIGKILL);
    if (strcmp(how, "time") == 0)
        raise(SIGXCPU);
    if (strcmp(how, "exit") == 0)
        _exit(7);
    if (strcmp(how, "noise") == 0) {
        for (int i = 0; i < 100000; i++)
            say("it says more than a pipe holds\n");
        abort();
    }
    if (strcmp(how, "memory") == 0) {
        for (char *more; (more = malloc(1 << 24)) != NULL;)
            memset(more, 1, 1 << 24);
        say("LLVM ERROR: out of memory\n");
        abort();
    }
    if (strcmp(how, "wait") == 0)
        for (;;)
            sleep(1);
}
void *LLVMCreateMemoryBufferWithMemoryRangeCopy(const char *data, size_t size, const char *name) {
    (void)data;
    (void)size;
    return (void *)name;
}
int LLVMParseBitcodeInContext2(void *context, void *buffer, void **module) {
    (void)context;
    if (strcmp(getenv("AT"), buffer) == 0)
        die();
    *module = buffer;
    return 0;
}
int LLVMLinkModules2(void *to, void *from) {
    (void)to;
    if (strncmp(getenv("AT"), "link:", 5) == 0 && strcmp(getenv("AT") + 5, from) == 0)
        die();
    return 0;
}
int LLVMVerifyModule(void *module, int action, char **message) {
    (void)module;
    (void)action;
    (void)message;
    die();
    return 0;
}
void LLVMGetVersion(unsigned *major, unsigned *minor, unsigned *patch) {
    (void)minor;
    (void)patch;
    *major = MAJOR;
}
void *LLVMContextCreate(void) {
    return stderr;
}
C
# The rest does nothing.
sed -n 's/^LLVM([^,]*, \([A-Za-z0-9]*\),.*/\1/p' "$root/lib/link/llvm_functions.def" |
    grep -vE '^(CreateMemoryBufferWithMemoryRangeCopy|ParseBitcodeInContext2|LinkModules2|VerifyModule|GetVersion|ContextCreate)$' |
    sed 's/.*/void *LLVM&(void) { return 0; }/' >> llvm.c
cc -shared -fPIC -DMAJOR="$llvm_major" -o libllvm.so llvm.c || fail link-failures "there is no compiler"

printf 'declare void @b()\ndefine i32 @main() {\n  call void @b()\n  ret i32 0\n}\n' > a.ll
printf 'define void @b() {\n  ret void\n}\n' > b.ll
for name in a b; do assemble $name.ll $name.bc || fail link-failures "there is no assembler"; done
ar crs libb.a b.bc > ar.log 2>&1 # GNU ar looks for a plugin, and needs none

# dies NAME HOW AT CODE REGEX: link ends so.
dies() {
    local code
    echo old > out.bc
    DIES=$2 AT=$3 timeout 60 "$bcfix" link -q ${limit:+"$limit"} --llvm="$scratch/libllvm.so" -o out.bc a.bc libb.a > stdout 2> stderr
    code=$?
    if [[ $code != "$4" ]]; then fail "link-failures/$1" "exit $code: $(head -1 stderr)"
    elif [[ $(cat out.bc) != old ]]; then fail "link-failures/$1" "the old output is gone"
    elif [[ $(wc -l < stderr) != 1 ]] || ! grep -qE "$5" stderr; then fail "link-failures/$1" "it says: $(head -3 stderr)"
    elif compgen -G '.bcfix*' > left; then fail "link-failures/$1" "it leaves $(cat left)"
    else ok "link-failures/$1"; fi
}

dies abort abort a.bc 3 "^bcfix: a.bc: LLVM $llvm_major ended by signal 6 while it read the input: it cannot cope with it: it is broken\$"
dies segv segv 'libb.a(b.bc)' 3 'libb.a\(b.bc\): LLVM .* ended by signal 11 while it read the input'
dies segv-while-linking segv 'link:libb.a(b.bc)' 3 'libb.a\(b.bc\): LLVM .* ended by signal 11 while it linked the input'
dies segv-in-the-verifier segv none 3 'the linked module: LLVM .* ended by signal 11 while it verified the module'
dies exit exit a.bc 3 'a.bc: LLVM .* ended with 7 while it read the input'
dies noise noise a.bc 3 'a.bc: LLVM .* ended by signal 6'
dies killed kill a.bc 5 'a.bc: LLVM was killed while it read the input'
dies time time a.bc 5 'a.bc: LLVM took more than 300 seconds of processor time'
# The address sanitizer has a map of all addresses, so that there memory has no limit.
limit=--limit-memory=200M
[[ -n ${ASAN_OPTIONS:-} ]] ||
dies memory memory 'libb.a(b.bc)' 5 'libb.a\(b.bc\): the memory limit of 209715200 bytes for LLVM was reached while it read the input; --limit-memory=SIZE sets it'
limit=

# Whoever stops bcfix stops LLVM too.
for signal in TERM KILL; do
    echo old > out.bc
    DIES=wait AT=a.bc "$bcfix" link -q --llvm="$scratch/libllvm.so" -o out.bc a.bc libb.a 2> stderr &
    process=$! child=
    for _ in $(seq 100); do
        child=$(cat "/proc/$process/task/$process/children" 2> /dev/null)
        [[ -z ${child// } ]] || break
        sleep 0.1
    done
    sleep 0.3
    kill -$signal $process
    wait $process 2> /dev/null
    for _ in $(seq 50); do
        [[ -e /proc/${child// }/exe ]] && grep -qv '^State:.*Z' <(grep '^State' "/proc/${child// }/status" 2> /dev/null) || break
        sleep 0.1
    done
    check "link-failures/SIG$signal ends LLVM too" "process ${child:-none} goes on" \
        test -n "${child// }" -a ! -e "/proc/${child// }/exe" -a "$(cat out.bc)" = old
done

# A body that is damaged: LLVM does not get it, and where nobody needs the member, it does not matter.
python3 - b.bc "$("$bcfix" dump b.bc | sed -n 's/.*FNENTRY.* offset=//p')" <<'PYTHON'
import sys
data = bytearray(open(sys.argv[1], "rb").read())
at = 4 * (int(sys.argv[2]) + 2) # behind the words of its header
data[at:at + 4] = b"\xff" * 4
open("body.bc", "wb").write(data)
PYTHON
ar crs libbody.a body.bc > ar.log 2>&1
code=0; "$bcfix" link -q -o body.out a.bc libbody.a 2> stderr || code=$?
check link-failures/damaged-body "exit $code: $(head -1 stderr)" \
    test "$code" = 3 -a ! -e body.out -a "$(grep -cE '^bcfix: libbody.a\(body.bc\): block FUNCTION, bit [0-9]+: ' stderr)" = 1
check link-failures/damaged-body-that-nobody-needs "it is needed" "$bcfix" link -q -o body.out a.bc b.bc libbody.a

# The real one, with bytes that its reader does not take: the reader of bcfix stands in front of it.
python3 "$tests/oracle/llvm/damage.py" b.bc damaged 60 5
bad=0
for file in damaged/*; do
    echo old > out.bc
    timeout 60 "$bcfix" link -q -o out.bc a.bc "$file" 2> stderr
    code=$?
    case $code in
    0) ;;
    1 | 3 | 5) [[ $(cat out.bc) == old && $(wc -l < stderr) == 1 ]] || { bad=$((bad + 1)); echo "link-failures: $file: $(head -2 stderr)" >&2; } ;;
    *) bad=$((bad + 1)); echo "link-failures: $file: $code" >&2 ;;
    esac
done
check "link-failures/60 damaged files" "$bad ended otherwise" test $bad = 0
finish
