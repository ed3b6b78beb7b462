# SPDX-License-Identifier: Apache-2.0 OR MIT
# bcfix check: verdicts, exit codes, what is allowed, where reports go. Their forms are tested by tests/run/check.sh.
# shellcheck shell=bash
# Set by tests/run/cli.sh: bcfix, root, shared. Text in single quotes is for an inner shell, which knows them too.
# shellcheck disable=SC2013,SC2015,SC2016,SC2064,SC2154

# A program without std that calls a function of its own, which another module may define.
prepare_programs() {
    cat > program.rs <<'END'
#![no_main]
extern "C" { fn elsewhere(); }
#[no_mangle] pub extern "C" fn main() -> i32 { unsafe { elsewhere() }; 0 }
END
    echo '#[no_mangle] pub extern "C" fn elsewhere() {}' > library.rs
    rustc -O --crate-type=lib --emit=llvm-bc -C panic=abort -C codegen-units=1 -o program.bc program.rs 2> /dev/null
    rustc -O --crate-type=lib --emit=llvm-bc -C panic=abort -C codegen-units=1 -o library.bc library.rs
}

test_check_of_a_good_file_ends_with_0() {
    run 0 "$bcfix" check "$shared/small.bc"
    [ ! -s stderr ] || fail "stderr is not empty"
    grep -qE "small.bc: graalvm-25.0: (accepted|convertible)$" stdout || fail "no verdict"
    grep -qE '^1 checked: 1 (accepted|convertible)$' stdout || fail "no totals"
}

test_check_of_what_is_converted_is_accepted() {
    run 0 "$bcfix" -q "$shared/assembly.bc" out.bc
    run 0 "$bcfix" check --allow=BCF043 out.bc
    stdout_has 'out.bc: graalvm-25.0: accepted'
}

test_check_ends_with_1_when_something_traps() {
    prepare_programs
    run 1 "$bcfix" check program.bc
    stdout_has 'program.bc: graalvm-25.0: traps'
    stdout_has 'trap    BCF095 undefined-symbol: elsewhere is used, and nothing defines it (in main'
}

test_check_takes_files_for_parts_of_one_program() {
    prepare_programs
    run 0 "$bcfix" check program.bc library.bc
    stdout_has 'program.bc: graalvm-25.0: '
    ! grep -q BCF095 stdout || fail "what another file defines is missing"
}

test_check_takes_members_for_parts_of_one_program() {
    prepare_programs
    ar rc both.a program.bc library.bc
    run 0 "$bcfix" check both.a
    ar rc one.a program.bc
    run 1 "$bcfix" check one.a
    stdout_has 'member program.bc'
}

test_check_tells_of_machine_code() {
    echo 'int native(void) { return 1; }' | cc -x c -c -o native.o -
    ar rc both.a "$shared/small.bc" native.o
    run 0 "$bcfix" check both.a
    stdout_has 'loss    BCF097 native-code: native.o (ELF'
    run 1 "$bcfix" check --strict both.a
    run 0 "$bcfix" check --strict --allow=BCF097:native.o both.a
}

test_check_names_the_object_that_has_a_symbol() {
    prepare_programs
    echo 'void elsewhere(void) {}' | cc -x c -c -o elsewhere.o -
    ar rc both.a program.bc elsewhere.o
    run 1 "$bcfix" check both.a
    stdout_has 'BCF095 undefined-symbol: elsewhere is used, and is machine code in elsewhere.o (in main'
    run 0 "$bcfix" check --allow=BCF095:elsewhere both.a
}

test_check_allows_what_is_said() {
    prepare_programs
    run 0 "$bcfix" check --allow=BCF095 program.bc
    stdout_has '[allowed]'
    run 0 "$bcfix" check --allow=95:elsewhere program.bc
    run 0 "$bcfix" check --allow='undefined-symbol:ma*n' program.bc
    run 1 "$bcfix" check --allow='BCF095:other*' program.bc
    run 1 "$bcfix" check --allow=BCF040 program.bc
    usage_error "'BCF999' is no value for --allow" check --allow=BCF999 program.bc
    usage_error "is no value for --allow" check --allow=BCF095: program.bc
}

test_check_strict_counts_what_is_lost() {
    run 0 "$bcfix" check "$shared/assembly.bc"
    stdout_has 'loss    BCF043'
    run 1 "$bcfix" check --strict "$shared/assembly.bc"
    run 0 "$bcfix" check --strict --allow=BCF043 "$shared/assembly.bc"
}

test_check_of_several_targets_has_a_verdict_each() {
    run 0 "$bcfix" check -t graalvm-25.0 --target=graalvm-23.1 -t llvm-16 "$shared/small.bc"
    for target in graalvm-25.0 graalvm-23.1 llvm-16; do
        grep -qE "small.bc: $target: (accepted|convertible)$" stdout || fail "no verdict for $target"
    done
    stdout_has '3 checked: '
    run 2 "$bcfix" check -t graalvm-25 "$shared/small.bc"
    stderr_has "unknown target 'graalvm-25'; did you mean 'graalvm-25.0'?"
}

test_check_looks_into_folders() {
    mkdir -p folder/deep
    cp "$shared/small.bc" folder/b.bc
    cp "$shared/small.bc" folder/deep/a.any
    echo text > folder/text
    ln -s .. folder/deep/up
    cp /bin/true folder/true
    run 0 "$bcfix" check folder
    sed -nE 's/^([^ ]*): graalvm-25.0: .*/\1/p' stdout > checked
    printf 'folder/b.bc\nfolder/deep/a.any\n' > wanted
    same wanted checked
    stdout_has '2 checked'
    stdout_has '1 without bitcode left out'
    rm folder/b.bc folder/deep/a.any folder/true
    run 3 "$bcfix" check folder
    stderr_is 'bcfix: there is no file with bitcode in what was named'
}

test_check_of_a_program_without_bitcode_says_how_to_get_it() {
    run 3 "$bcfix" check /bin/true
    stdout_has '/bin/true: graalvm-25.0: not checked: '
    stdout_has '-C embed-bitcode=yes'
}

test_check_reads_standard_input() {
    run 0 "$bcfix" check - < "$shared/small.bc"
    stdout_has 'standard input: graalvm-25.0: '
    usage_error 'standard input can be read only once' check - -
    usage_error 'standard input can be read only once' check -t graalvm-25.0 -t llvm-16 -
}

test_check_ends_with_the_highest_code() {
    head -c 300 "$shared/small.bc" > cut.bc
    prepare_programs
    run 3 "$bcfix" check cut.bc program.bc
    run 4 "$bcfix" check cut.bc missing.bc program.bc
    stdout_has '1 checked: 1 traps; 2 not checked'
    run 5 "$bcfix" check --limit-memory=100 missing.bc program.bc
}

test_check_report_goes_to_a_file_beside_the_text() {
    run 0 "$bcfix" check --format=json --report=report.json "$shared/small.bc"
    stdout_has 'small.bc: graalvm-25.0: '
    python3 -c 'import json; assert json.load(open("report.json"))["files"][0]["verdict"]' || fail "no JSON"
    run 0 "$bcfix" check -q --format=sarif --report=report.sarif "$shared/small.bc"
    [ ! -s stdout ] || fail "-q with a report writes text"
    run 0 "$bcfix" check --format=sarif "$shared/small.bc"
    same report.sarif stdout
    run 4 "$bcfix" check --report=missing/report "$shared/small.bc"
    stderr_is_one_line
}

test_check_gives_the_same_with_any_number_of_threads() {
    mkdir folder
    for i in 1 2 3 4 5 6 7 8; do cp "$shared/large.bc" folder/$i.bc; done
    run 1 "$bcfix" check -j1 --all --format=json -t graalvm-25.0 -t llvm-16 folder
    cp stdout first
    run 1 "$bcfix" check -j8 --all --format=json -t graalvm-25.0 -t llvm-16 folder
    same first stdout
    usage_error "'0' is no value for --jobs" check -j0 folder
}

test_check_gives_the_findings_of_convert() {
    run 0 "$bcfix" -v "$shared/large.bc" out.bc
    grep -oE 'BCF[0-9]{3} [a-z-]+' stderr | sort -u > converted
    run 1 "$bcfix" check --all "$shared/large.bc"
    grep -oE 'BCF[0-9]{3} [a-z-]+' stdout | sort -u > checked
    same converted checked
}

# What a link tells is what a check tells of the linked module, which llvm-link makes here.
test_check_gives_the_findings_of_link() {
    prepare_programs
    llvm-link-22 -o linked.bc program.bc library.bc
    run 0 "$bcfix" link -v -o out.bc program.bc library.bc
    sed -nE 's/^bcfix: [^:]*: [a-z]+ (BCF[0-9]{3} [a-z-]+: .*)$/\1/p' stderr | sed -E 's/ \([^()]*\)$//' | sort -u > told
    run 0 "$bcfix" check --all --format=json linked.bc
    python3 -c 'import json
for f in json.load(open("stdout"))["files"][0]["findings"]: print(f["code"], f["name"] + ":", f["message"])' | sort -u > checked
    [ -s told ] || fail "the link told nothing"
    same told checked
    run 1 "$bcfix" link -v -o out.bc program.bc
    stderr_has 'trap BCF095 undefined-symbol: elsewhere is used, and nothing defines it'
}

test_check_groups_what_is_alike() {
    run 1 "$bcfix" check "$shared/large.bc"
    [ "$(grep -c 'trap    BCF098' stdout)" -eq 1 ] || fail "not one line for one symbol"
    grep -qE 'BCF098 .*in numbered_1 and [0-9]+ more, ' stdout || fail "the first function is not named"
    run 1 "$bcfix" check --all "$shared/large.bc"
    [ "$(grep -c 'trap    BCF098' stdout)" -ge 400 ] || fail "--all does not list each"
}

test_check_says_the_source_and_the_crate() {
    cat > source.rs <<'END'
#[inline(never)]
pub fn spins(flag: &std::sync::atomic::AtomicBool) -> u32 {
    let mut n = 0;
    while !flag.load(std::sync::atomic::Ordering::Relaxed) { n += 1; }
    n
}
END
    rustc -O -g --crate-name=thing --crate-type=lib --emit=llvm-bc -C symbol-mangling-version=v0 -o source.bc source.rs
    run 0 "$bcfix" check --all --format=json source.bc
    python3 - <<'PYTHON' || fail "a fence without function, crate and place"
import json
found = [f for f in json.load(open("stdout"))["files"][0]["findings"] if f["code"] == "BCF021"]
assert found and found[0]["demangled"] == "thing::spins" and found[0]["crate"] == "thing"
assert found[0]["record"]["name"] and found[0]["record"]["bit"] > 0
assert found[0]["location"]["file"] and found[0]["location"]["line"] > 0, found[0]["location"]
PYTHON
    run 0 "$bcfix" check --all source.bc
    stdout_has 'in thing::spins, crate thing, '
}

test_check_colours_only_a_terminal() {
    run 0 "$bcfix" check "$shared/small.bc"
    ! grep -q $'\e' stdout || fail "colour in a file"
    TERM=xterm on_terminal out "$bcfix" check "$shared/small.bc" > terminal
    grep -qF $'\e[32m' terminal || fail "no colour on a terminal"
    NO_COLOR=1 TERM=xterm on_terminal out "$bcfix" check "$shared/small.bc" > terminal
    ! grep -q $'\e' terminal || fail "colour with NO_COLOR"
}

test_check_makes_control_characters_visible() {
    local name=$'a\e[31m\n.bc'
    cp "$shared/small.bc" "$name"
    run 0 "$bcfix" check "$name"
    stdout_has 'a\x1B[31m\x0A.bc: graalvm-25.0: '
    run 0 "$bcfix" check --format=github "$name"
    [ "$(grep -c '' stdout)" -eq 1 ] || fail "a name ended a command"
}
