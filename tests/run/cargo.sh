#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# cargo bcfix: builds, runs and tests a workspace with a native part, and says what is wrong when something is.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

program=$(dirname "$bcfix")/cargo-bcfix/cargo-bcfix
[[ -x $program ]] || { fail cargo "there is no $program; build first"; finish; }
PATH=$(dirname "$program"):$PATH
"$root/tools/setup.sh" sulong 25.0 > "$scratch/setup" 2>&1 || { fail cargo "no runtime: $(tail -1 "$scratch/setup")"; finish; }
unset RUSTFLAGS CARGO_ENCODED_RUSTFLAGS CARGO_TARGET_DIR BCFIX_GRAALVM BCFIX_CLASS_PATH BCFIX_JAVA BCFIX_JAVA_FLAGS
cp -r "$tests/cargo" "$scratch/workspace"
cd "$scratch/workspace" || exit 1
results=$PWD/target/bcfix/debug

# run_cargo NAME COMMAND...: with its output in NAME.out and NAME.err, and its exit code in $code.
run_cargo() {
    local name=$1
    shift
    code=0
    timeout 600 cargo "$@" < "$scratch/input" > "$scratch/$name.out" 2> "$scratch/$name.err" || code=$?
}
last() { tail -1 "$scratch/$1.err"; }
printf 'one two\ntwo\n' > "$scratch/input"

# ---- build ----
run_cargo build bcfix build --message-format=json --workspace
check cargo/build "exit $code: $(last build)" test "$code" = 0
artifacts() {
    python3 - "$1" <<'PYTHON'
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    message = json.loads(line)
    if message["reason"] == "bcfix-artifact":
        print(message["target"]["kind"], message["filename"], *message["libraries"])
PYTHON
}
cat > "$scratch/expected" <<END
bin $results/app.bc $results/app.native.so
lib $results/libengine.bc
END
artifacts "$scratch/build.out" > "$scratch/artifacts"
check cargo/artifacts "$(tr '\n' ';' < "$scratch/artifacts")" cmp -s "$scratch/expected" "$scratch/artifacts"
(cd "$results" && find . -type f | sort) > "$scratch/files"
check cargo/only-results "there is $(tr '\n' ' ' < "$scratch/files")" cmp -s "$scratch/files" <(printf './app.bc\n./app.native.so\n./libengine.bc\n')
check cargo/messages-of-cargo "no compiler-artifact among the messages" grep -q '"reason":"compiler-artifact"' "$scratch/build.out"
native_line=$(grep BCF090 "$scratch/build.err")
check cargo/native-part "it says: $native_line" grep -q 'libchecksum.a(checksum.o): checksum, called by ' <<< "$native_line"
check cargo/native-part-unused "an object that nothing needs was taken" bash -c "! nm -D --defined-only '$results/app.native.so' | grep -w unused"
check cargo/cdylib-is-whole "Rust symbols are missing in libengine.bc" bash -c "! '$bcfix' dump '$results/libengine.bc' | grep -q '^Error'"

# ---- run ----
same_run() {
    local name=$1
    shift
    run_cargo "$name-native" run -q -- "$@"
    local native_code=$code
    run_cargo "$name" bcfix run -- "$@"
    check "cargo/run-$name-output" "$(diff "$scratch/$name-native.out" "$scratch/$name.out" | head -3 | tr '\n' ' ') $(last "$name")" \
        cmp -s "$scratch/$name-native.out" "$scratch/$name.out"
    check "cargo/run-$name-exit" "it is $code, natively $native_code: $(last "$name")" test "$code" = "$native_code"
}
export RUST_BACKTRACE=0
same_run exit 7 'a b' ''
check cargo/run-configured "rustflags of the configuration have no effect" grep -q 'configured: true' "$scratch/exit.out"
check cargo/run-depth "$(grep depth "$scratch/exit.out" | tr '\n' ' ')" grep -q 'depth in a thread: 20000' "$scratch/exit.out"
same_run panic panic
check cargo/run-panic-message "$(last panic)" grep -q 'as asked' "$scratch/panic.err"
same_run leave leave
# With a class path of one's own, which Cargo.toml or the environment names; nothing of what was set up is used.
cp Cargo.toml "$scratch/Cargo.toml"
printf '[workspace.metadata.bcfix]\nclass-path = "%s"\n' "$cache/sulong/25.0/*" >> Cargo.toml
BCFIX_CACHE=$scratch/own run_cargo abort bcfix run -- abort
check cargo/run-abort "exit $code, as a shell says of SIGABRT: 134" test "$code" = 134
check cargo/no-graal-compiler "it says: $(grep -v BCF "$scratch/abort.err" | tail -1)" grep -q 'no Graal compiler is active' "$scratch/abort.err"
cp "$scratch/Cargo.toml" Cargo.toml
BCFIX_CACHE=$scratch/own BCFIX_CLASS_PATH="$cache/sulong/25.0/*" run_cargo exec bcfix exec --interpreted --library="$results/app.native.so" "$results/app.bc" 3
check cargo/exec "exit $code: $(last exec)" test "$code" = 3
check cargo/exec-interpreted "it says: $(last exec)" bash -c "! grep -q 'no Graal compiler' '$scratch/exec.err'"
run_cargo trace bcfix exec --interpreted "$results/app.bc"
check cargo/exec-without-library "exit $code: $(last trace)" grep -q 'checksum' "$scratch/trace.err"

# ---- other ways to build ----
RUSTFLAGS='--cfg other' run_cargo flags bcfix run --release -F loud --bin loud
check cargo/features "exit $code: $(last flags) $(head -1 "$scratch/flags.out")" grep -qx LOUD "$scratch/flags.out"
run_cargo aborting bcfix run --release --config 'profile.release.panic="abort"' --bin app -- 0
check cargo/panic-abort "exit $code: $(head -1 "$scratch/aborting.out") $(last aborting)" grep -q 'panic: abort' "$scratch/aborting.out"
# Another line: the result takes the place of the one before, says so, and knows its line.
run_cargo line bcfix build --bin app --graalvm=23.1
check cargo/line-replaces "exit $code: $(last line)" grep -q 'app.bc for GraalVM 23.1, instead of the one for 25.0; it runs with' "$scratch/line.err"
BCFIX_JAVA=$(dirname "$(dirname "$(readlink -f "$(command -v java)")")") BCFIX_CACHE=$scratch/empty run_cargo line-of-file bcfix exec "$results/app.bc"
check cargo/line-of-file "exit $code: $(last line-of-file)" grep -q 'the LLVM runtime of GraalVM 23.1 is not there' "$scratch/line-of-file.err"
rm "$results/app.bc" target/bcfix/build/modules/debug/app-bin-app.bc
run_cargo again bcfix build -q -p app
check cargo/module-went-away "exit $code: $(last again)" test -s "$results/app.bc"

run_cargo elf bcfix build -q --release --container=elf --bin app
elf=target/bcfix/release/app
check cargo/elf "exit $code: $(last elf)" test -x $elf
CARGO_PKG_NAME=app ./$elf 6 x < "$scratch/input" > "$scratch/elf-native.out" 2> "$scratch/elf-native.err"
check cargo/elf-natively "exit $?: $(head -1 "$scratch/elf-native.err")" grep -q '"6", "x"' "$scratch/elf-native.out"
CARGO_PKG_NAME=app run_cargo elf-graalvm bcfix exec --interpreted $elf 6 x
check cargo/elf-in-graalvm "exit $code: $(last elf-graalvm)" test "$code" = 6
check cargo/elf-same "$(diff "$scratch/elf-native.out" "$scratch/elf-graalvm.out" | head -3 | tr '\n' ' ')" \
    cmp -s "$scratch/elf-native.out" "$scratch/elf-graalvm.out"

# ---- test ----
results_of() { grep -hE '^test .* \.\.\. |^test result' "$scratch/$1.out" | sed 's/; finished in.*//' | sort; }
# All that cargo test runs: unit tests, those of a procedural macro, test suites, and documentation.
run_cargo tests-native test -q --workspace --no-fail-fast -- --format=pretty --test-threads=2
native_code=$code
run_cargo tests bcfix test --workspace --no-fail-fast -- --format=pretty --test-threads=2
check cargo/test-results "$(diff <(results_of tests-native) <(results_of tests) | head -3 | tr '\n' ' ') $(last tests)" \
    cmp -s <(results_of tests-native) <(results_of tests)
check cargo/test-count "$(results_of tests | tr '\n' ';')" test "$(results_of tests | grep -c '^test .* \.\.\. ')" = 13
check cargo/test-exit "it is $code, natively $native_code" test "$code" = 101
check cargo/test-native "not a word about what ran natively" grep -q 'the unit tests of words natively' "$scratch/tests.err"
run_cargo filter bcfix test -q -p engine --lib --profile=fast is_compiled -- --nocapture
check cargo/test-arguments "exit $code: $(tr '\n' ';' < "$scratch/filter.out")" grep -q '^not captured' "$scratch/filter.out"
check cargo/test-filter "exit $code: $(results_of filter | tr '\n' ';')" grep -q '1 passed; 0 failed; 0 ignored; 0 measured; 2 filtered' "$scratch/filter.out"

# ---- what goes wrong ----
# says NAME CODE WORDS: the last run ended so, and said that.
says() {
    check "cargo/$1-exit" "it is $code, and not $2" test "$code" = "$2"
    check "cargo/$1-message" "$(last "$1")" grep -q -- "$3" "$scratch/$1.err"
}
run_cargo unknown-option bcfix build --relaese
says unknown-option 2 "did you mean '--release'"
run_cargo unknown-bin bcfix build --bin nothing
says unknown-bin 2 "named 'nothing'"
run_cargo unknown-line bcfix build --graalvm=1.0
says unknown-line 2 "bcfix targets"
CARGO=/nowhere/cargo "$program" build > /dev/null 2> "$scratch/no-cargo.err" || code=$?
says no-cargo 4 'install Rust'
RUSTC=/nowhere/rustc run_cargo no-rustc bcfix build
says no-rustc 4 'there is no /nowhere/rustc: install Rust'
RUSTC=/bin/false run_cargo wrong-rustc bcfix build
says wrong-rustc 4 '/bin/false does not answer -vV as rustc does'
printf '#!/bin/sh\nrustc "$@" | sed "s/^LLVM version: .*/LLVM version: 18.1.7/"\n' > "$scratch/rustc"
chmod +x "$scratch/rustc"
RUSTC=$scratch/rustc run_cargo other-llvm bcfix build --bin nothing
says other-llvm 2 "makes bitcode of LLVM 18.1.7, and bcfix is tested with that of LLVM $llvm_major"
printf '#!/bin/sh\nrustc "$@" | grep -v "^LLVM version: "\n' > "$scratch/rustc"
RUSTC=$scratch/rustc run_cargo no-llvm bcfix build
says no-llvm 3 'makes no bitcode: it was built without LLVM'
BCFIX_CACHE=$scratch/empty run_cargo no-runtime bcfix run -q
says no-runtime 4 'cargo bcfix setup'
mkdir "$scratch/bin"
for tool in bash java cat dirname; do ln -s "$(command -v $tool)" "$scratch/bin/$tool"; done
code=0
BCFIX_CACHE=$scratch/empty PATH=$scratch/bin "$program" setup > /dev/null 2> "$scratch/no-maven.err" || code=$?
says no-maven 4 'apt-get install maven'
BCFIX_JAVA=/nowhere run_cargo no-java bcfix run -q
says no-java 4 'no Java in this folder'

before=$(sha256sum "$results/app.bc")
echo 'fn main() { let x: u32 = "no number"; }' > app/src/main.rs
run_cargo broken bcfix build --bin app
says broken 101 'error\[E0308\]: mismatched types'
check cargo/broken-leaves-results "the result of before is gone or another one" test "$before" = "$(sha256sum "$results/app.bc")"
cat > app/src/main.rs <<'RUST'
extern "C" {
    fn __rust_nobody_has_this() -> i32;
    fn nobody_has_this() -> i32;
}
fn main() {
    println!("{}", unsafe { __rust_nobody_has_this() + nobody_has_this() });
}
RUST
sed -i 's/"configured"/"configured", "-C", "link-arg=-Wl,--unresolved-symbols=ignore-all"/' .cargo/config.toml
run_cargo undefined bcfix build --bin app
says undefined 1 'BCF092.*__rust_nobody_has_this'
check cargo/undefined-leaves-results "the result of before is gone or another one" test "$before" = "$(sha256sum "$results/app.bc")"
# An object that only the linker was told of is no part of the package; native code that calls the module by name cannot find it.
cat > app/src/main.rs <<'RUST'
extern "C" {
    fn checksum(bytes: *const u8, size: usize) -> u32;
    fn nobody_has_this() -> u32;
}
#[no_mangle]
pub extern "C" fn first_sum() -> u32 {
    1
}
fn main() {
    println!("{}", unsafe { checksum(b"bcfix".as_ptr(), 5) + nobody_has_this() });
}
RUST
sed -i 's/sum = 1;/sum = first_sum();/; s/^extern const.*/extern uint32_t first_sum(void);\n&/' app/native/checksum.c
echo 'unsigned nobody_has_this(void) { return 0; }' | cc -c -fPIC -x c - -o "$scratch/nobody.o"
sed -i "s#link-arg=-Wl,--unresolved-symbols=ignore-all#link-arg=$scratch/nobody.o#" .cargo/config.toml
run_cargo calls-back bcfix build --bin app
check cargo/undefined-native "exit $code: $(last calls-back)" grep -q 'BCF095.* nobody_has_this' "$scratch/calls-back.err"
check cargo/native-code-that-calls-bitcode "exit $code: $(last calls-back)" grep -q 'BCF093.*first_sum' "$scratch/calls-back.err"

# A library that is no cdylib.
sed -i 's/"cdylib", "rlib"/"staticlib", "rlib"/' engine/Cargo.toml
run_cargo staticlib bcfix build -q -p engine
check cargo/staticlib "exit $code: $(last staticlib)" test "$code" = 0
check cargo/staticlib-is-whole "$("$bcfix" check "$results/libengine.bc" | tr '\n' ' ')" \
    bash -c "'$bcfix' check '$results/libengine.bc' > '$scratch/staticlib.check'"
disassemble "$results/libengine.bc" > "$scratch/staticlib.ll"
check cargo/staticlib-exports "add is not in it" grep -q '^define .*i32 @add(' "$scratch/staticlib.ll"

# ---- the example of the documentation ----
example=$root/docs/examples/java
run_cargo example bcfix build -q --release --manifest-path="$example/Cargo.toml" --target-dir="$scratch/example"
IFS=$'\t' read -r java jars < <("$root/tools/setup.sh" sulong 25.0)
# shellcheck disable=SC2086
timeout 120 $java -Dpolyglot.engine.WarnInterpreterOnly=false -cp "$jars" "$example/Main.java" \
    "$scratch/example/bcfix/release/libgreeting.bc" > "$scratch/java.out" 2> "$scratch/java.err"
check cargo/java-example "$(tail -1 "$scratch/java.err") $(tr '\n' ';' < "$scratch/java.out")" \
    cmp -s "$scratch/java.out" <(printf '%s\n' 2.5 'Hello, Java!' '0 came 10 times' '1 came 20 times' '4 came 20 times' \
        '5 came 10 times' '6 came 20 times' '9 came 20 times')
finish
