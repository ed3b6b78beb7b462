# SPDX-License-Identifier: Apache-2.0 OR MIT
# What bcfix tells: the findings, the module, the records.
# shellcheck shell=bash
# Set by tests/run/cli.sh: bcfix, root, shared. Text in single quotes is for an inner shell, which knows them too.
# shellcheck disable=SC2013,SC2015,SC2016,SC2064,SC2154

# A module that every GraalVM target needs rewritten: rustc -O marks the lives of stack slots.
module_with_findings() {
    cat > findings.rs <<'END'
#[no_mangle]
pub extern "C" fn sum(n: usize) -> u64 {
    let mut numbers = [0u64; 64];
    fill(&mut numbers);
    numbers.iter().take(n % 64).sum()
}
extern "Rust" {
    fn fill_from(numbers: *mut u64);
}
#[inline(never)]
fn fill(numbers: &mut [u64; 64]) {
    unsafe { fill_from(numbers.as_mut_ptr()) }
}
END
    rustc -O --crate-type=lib --emit=llvm-bc -C panic=abort -C codegen-units=1 -o findings.bc findings.rs
}

test_report_groups_findings_by_code() {
    module_with_findings
    run 0 "$bcfix" findings.bc out.bc
    head -n 1 stderr > first
    grep -qx 'bcfix: findings.bc: findings for graalvm-25.0 (-v shows each place)' first || fail "no heading"
    tail -n +2 stderr > rows
    [ -s rows ] || fail "no findings"
    ! grep -vE '^  (note|loss|trap|refusal) +BCF[0-9]{3} [a-z-]+ +[0-9]+  [a-z]' rows || fail "a row is not as it should be"
    [ -z "$(grep -oE 'BCF[0-9]{3}' rows | sort | uniq -d)" ] || fail "a code has two rows"
    grep -q 'BCF011 lifetime-markers' rows || fail "the lifetime markers are not told"
}

test_report_verbose_adds_up_to_the_summary() {
    module_with_findings
    run 0 "$bcfix" findings.bc out.bc
    sed -nE 's/^  [a-z]+ +(BCF[0-9]+) [a-z-]+ +([0-9]+) .*/\1 \2/p' stderr > grouped
    run 0 "$bcfix" -v findings.bc out.bc
    stderr_has 'out.bc: written: '
    grep -E '^bcfix: findings\.bc: (note|loss|trap|refusal) BCF[0-9]{3} [a-z-]+: ' stderr > each || fail "no finding is shown"
    sed -E 's/^.*: [a-z]+ (BCF[0-9]{3}) .*[ (]([0-9]+) places\)$/\1 \2/; t; s/^.*: [a-z]+ (BCF[0-9]{3}) .*/\1 1/' each |
        awk '{n[$1] += $2} END {for (code in n) print code, n[code]}' | sort > added
    same grouped added
}

test_report_quiet_says_nothing() {
    module_with_findings
    run 0 "$bcfix" -q findings.bc out.bc
    [ ! -s stderr ] || fail "-q speaks"
    run 3 "$bcfix" -q "$shared/old" out.bc
    stderr_is_one_line
}

test_report_makes_control_characters_visible() {
    local name=$'a\e[31m\nb\xff\xc2\x9bc.bc'
    run 4 "$bcfix" "$name" out.bc
    stderr_is 'bcfix: a\x1B[31m\x0Ab\xFF\xC2\x9Bc.bc: cannot be read: No such file or directory'
    run 4 "$bcfix" 'ä.bc' out.bc
    stderr_is 'bcfix: ä.bc: cannot be read: No such file or directory'
}

test_report_is_never_coloured_off_a_terminal() {
    module_with_findings
    TERM=xterm run 0 "$bcfix" -v findings.bc out.bc
    ! grep -q $'\e' stderr || fail "colour in a file"
}

test_info_shows_the_module() {
    run 0 "$bcfix" info "$shared/small.bc"
    [ ! -s stderr ] || fail "stderr is not empty"
    stdout_has "file:         $shared/small.bc"
    stdout_has "bytes:        $(stat -c %s "$shared/small.bc")"
    stdout_has 'container:    raw bitcode'
    stdout_has "  triple:       $(rustc -vV | sed -n 's/^host: //p')"
    grep -qE '^  producer: +LLVM[0-9.]+-rust' stdout || fail "no producer"
    grep -qE '^  data layout: +e-m:' stdout || fail "no data layout"
    grep -qE '^  source file: +small\.' stdout || fail "no source file"
    grep -qE '^  functions: +1$' stdout || fail "not one function"
}

test_info_of_the_result_names_bcfix() {
    run 0 "$bcfix" -q "$shared/small.bc" out.bc
    run 0 "$bcfix" info out.bc
    grep -qE '^  producer: .*bcfix' stdout || fail "the producer is not bcfix"
}

test_dump_shows_blocks_and_records() {
    run 0 "$bcfix" dump "$shared/small.bc"
    [ ! -s stderr ] || fail "stderr is not empty"
    stdout_has 'MODULE {'
    stdout_has 'FUNCTION {'
    stdout_has RET
    cp stdout first
    run 0 "$bcfix" dump - < "$shared/small.bc"
    same first stdout
}

test_dump_of_a_cut_file_shows_what_is_there() {
    head -c 1000 "$shared/small.bc" > cut.bc
    run 3 "$bcfix" dump cut.bc
    stdout_has 'IDENTIFICATION {'
    stderr_is_one_line
    stderr_has 'bcfix: cut.bc: '
}
