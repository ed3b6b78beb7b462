# SPDX-License-Identifier: Apache-2.0 OR MIT
# Programs that give in Sulong what they give natively: output, messages and exit code. To be sourced after tests/lib.sh.

# runs_of NAME: the arguments of each run of a program, separated by tabs; one line a run.
runs_of() {
    case $1 in
    exit_code) printf '123\tx y\n' ;;
    ends) printf '%s\n' panic index panic-in-thread panic-in-destructor panic-while-panicking panic-in-c panic-in-tls-destructor \
        abort abort-in-thread raise-abort exit exit-in-thread exit-at-once error handlers thread-local thread-local-exit left-thread ;;
    *) echo ;;
    esac
}

# built_program NAME: where the program and its module (the same with .bc) are; "demo-PROFILE" is the package.
built_program() {
    local module
    [[ $1 == demo-* ]] || { program "$1"; return; }
    module=$(demo_module "${1#demo-}") && echo "${module%.bc}"
}

# run_programs LINE NAME...; with GRAAL=1, with the Graal compiler.
run_programs() {
    local line=$1 name built arguments folder run
    local -a options=("--line=$line" ${GRAAL:+--graal})
    shift
    folder=$scratch/$line${GRAAL:+-graal}
    mkdir -p "$folder"
    : > "$folder/jobs"
    : > "$folder/runs"
    for name in "$@"; do
        if ! built=$(built_program "$name"); then
            fail "programs/$line/$name" "it does not compile"
            continue
        fi
        if ! "$bcfix" convert -q --target="graalvm-$line" "$built.bc" "$folder/$name.bc"; then
            fail "programs/$line/$name" "it does not convert"
            continue
        fi
        check "programs/$line/$name/verify" "LLVM does not accept the converted module" verifies "$folder/$name.bc"
        while IFS= read -r run; do
            IFS=$'\t' read -ra arguments <<< "$run"
            run=$name${run:+ ${run//$'\t'/ }}
            RUST_BACKTRACE=0 "$built" "${arguments[@]}" > "$folder/$run.out" 2> "$folder/$run.err" < /dev/null
            echo $? > "$folder/$run.code"
            echo "$run" >> "$folder/runs"
            python3 - "$folder/$name.bc" "${arguments[@]}" >> "$folder/jobs" <<'PYTHON'
import json, sys
print(json.dumps({"file": sys.argv[1], "args": sys.argv[2:], "timeout": 120}))
PYTHON
        done < <(runs_of "$name")
    done
    RUST_BACKTRACE=0 "$tests/oracle/sulong/sulong" "${options[@]}" --jobs="$folder/jobs" --results="$folder/results" ||
        fail "programs/$line" "the Sulong runner does not start"
    python3 - "$line${GRAAL:+-graal}" "$folder" <<'PYTHON' || failures=$((failures + 1))
import json, os, re, sys
line, folder = sys.argv[1:]


def read(name):
    with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
        return file.read()


def messages(text):
    """Without the numbers of threads, and the frames of stacks: none of the guest's can be had."""
    text = re.sub(r"^(thread '[^']*') \(\d+\)", r"\1", text, flags=re.M)
    return re.sub(r"^ +(\d+: |at ).*\n", "", text, flags=re.M)


failed = 0
results = [json.loads(text) for text in read("results").splitlines()]
runs = read("runs").splitlines()
if len(runs) != len(results):
    print(f"FAIL programs/{line}: {len(runs)} programs ran, and {len(results)} have results")
    sys.exit(1)
for run, result in zip(runs, results):
    wanted = {"stdout": read(run + ".out"), "stderr": messages(read(run + ".err"))}
    given = {"stdout": result["stdout"], "stderr": messages(result["stderr"])}
    code, why = int(read(run + ".code")), ""
    if result["failure"] or result["exit"] != code:
        why = f"exit {result['exit']}, natively {code} {result['failure']}"
    for stream in wanted:
        if not why and wanted[stream] != given[stream]:
            pairs = zip(wanted[stream].splitlines() + ["(end)"], given[stream].splitlines() + ["(end)"])
            why = f"{stream}: natively %r, in Sulong %r" % next((a, b) for a, b in pairs if a != b)
    print(f"FAIL programs/{line}/{run}: {why}" if why else f"ok programs/{line}/{run}")
    failed |= bool(why)
sys.exit(failed)
PYTHON
}

# Programs about the environment, which few changes touch: they run with the corpus.
rare_programs() { printf '%s\n' compiler_rt environment libm litmus pthreads sockets; }

# The programs that run with every change.
usual_programs() { all_programs | grep -vxF "$(rare_programs)"; }

# All programs of tests/programs.
all_programs() { basename -s .rs "$tests"/programs/*.rs; printf '%s\n' demo-release demo-debuginfo; }
