# SPDX-License-Identifier: Apache-2.0 OR MIT
# The command line: commands, options, help.
# shellcheck shell=bash
# Set by tests/run/cli.sh: bcfix, root, shared. Text in single quotes is for an inner shell, which knows them too.
# shellcheck disable=SC2013,SC2015,SC2016,SC2064,SC2154

commands=(convert link info dump targets findings explain check help)

test_no_arguments_is_wrong_usage() {
    usage_error 'bcfix IN OUT'
}

test_unknown_command_names_the_nearest() {
    usage_error "unknown command 'inof'; did you mean 'info'?" inof x.bc
    usage_error "unknown command 'covnert'; did you mean 'convert'?" covnert a.bc b.bc
    usage_error "unknown command 'target'; did you mean 'targets'?" target
    usage_error "unknown command 'fidnings'; did you mean 'findings'?" help fidnings
}

test_file_named_nearly_like_a_command_is_converted() {
    cp "$shared/small.bc" inof
    run 0 "$bcfix" inof out.bc
    is_bitcode out.bc
}

test_file_named_like_a_command_is_converted_with_its_folder() {
    cp "$shared/small.bc" info
    run 0 "$bcfix" ./info out.bc
    is_bitcode out.bc
    usage_error "'info' is a command" -q info out2.bc
    absent out2.bc
}

test_unknown_option_names_the_nearest() {
    usage_error "unknown option '--tagret=llvm-22'; did you mean '--target'?" --tagret=llvm-22 a b
    usage_error "unknown option '--limit-memroy'; did you mean '--limit-memory'?" info --limit-memroy 1 a
    usage_error "unknown option '--zzz'" convert --zzz a b
    usage_error "unknown option '-z'" convert -z a b
    usage_error "unknown option '-z'" convert -qz a b
}

test_option_values_are_checked() {
    usage_error 'the option --target needs a value' --target
    usage_error 'the option --target needs a value' a b -t
    usage_error 'the option --strip-debug takes no value' --strip-debug=yes a b
    usage_error "'abort' is no value for --unsupported=trap|refuse" --unsupported=abort a b
    local size
    for size in 0 -1 1X 1KB 1.5G G 99999999999999999999 99999999T ' 1' ''; do
        usage_error "'$size' is no value for --limit-memory=SIZE" "--limit-memory=$size" a b
    done
}

test_unknown_target_names_the_nearest() {
    usage_error "unknown target 'llvm22'; did you mean 'llvm-22'?" --target=llvm22 a b
    usage_error "'bcfix targets' lists the names" --target=wasm a b
}

test_platform_and_triple_are_written() {
    run 0 "$bcfix" --platform=linux-x86_64 "$shared/small.bc" out.bc
    run 0 "$bcfix" info out.bc
    stdout_has 'triple:       x86_64-unknown-linux-gnu'
    run 0 "$bcfix" -v --target=llvm-16 --triple=riscv64-unknown-linux-gnu "$shared/small.bc" out.bc
    grep -qE 'BCF019' stderr || fail "another machine is no finding"
    run 0 "$bcfix" info out.bc
    stdout_has 'triple:       riscv64-unknown-linux-gnu'
    run 1 "$bcfix" --target=llvm-16 --platform=macos-arm64 "$shared/small.bc" refused.bc
    absent refused.bc
}

test_unknown_platform_names_the_nearest() {
    usage_error "unknown platform 'linux-x86-64'; did you mean 'linux-x86_64'?" --platform=linux-x86-64 "$shared/small.bc" b
    usage_error "unknown platform 'wasm'; 'bcfix targets' lists the names" --platform=wasm "$shared/small.bc" b
    usage_error "'a b' is no triple" "--triple=a b" "$shared/small.bc" b
    usage_error "'' is no triple" --triple= "$shared/small.bc" b
    absent b
}

test_operands_are_counted() {
    usage_error 'an operand is missing: bcfix convert IN OUT' a.bc
    usage_error 'operands are missing: bcfix convert IN OUT' convert
    usage_error 'an operand is missing: bcfix info FILE' info
    usage_error "'c' is one operand too many: bcfix convert IN OUT" a b c
    usage_error "'x' is one operand too many" targets x
    usage_error 'an operand is empty' '' b
    usage_error 'an operand is empty' a ''
}

test_options_may_follow_operands() {
    run 0 "$bcfix" "$shared/small.bc" out.bc -q --target=llvm-22
    [ ! -s stderr ] || fail "-q after the operands was not seen"
    is_bitcode out.bc
    cp "$shared/small.bc" -- -dash.bc
    run 0 "$bcfix" -q -- -dash.bc out2.bc
    is_bitcode out2.bc
}

test_last_of_quiet_and_verbose_counts() {
    run 0 "$bcfix" -q -v "$shared/small.bc" out.bc
    stderr_has 'out.bc: written:'
    run 0 "$bcfix" -v -q "$shared/small.bc" out.bc
    [ ! -s stderr ] || fail "-q as the last one still speaks"
}

test_memory_limit_takes_units() {
    local size
    for size in 4294967296 4194304K 4096m 4G 1T; do
        run 0 "$bcfix" -q --limit-memory=$size "$shared/small.bc" out.bc
    done
}

test_version_names_program_and_library() {
    run 0 "$bcfix" --version
    grep -qE '^bcfix [0-9]+\.[0-9]+\.[0-9]+$' stdout || fail "no version of the program"
    grep -qE '^libbcfix [0-9]+\.[0-9]+\.[0-9]+$' stdout || fail "no version of the library"
    cp stdout first
    run 0 "$bcfix" convert -V
    same first stdout
}

test_help_of_every_command_is_complete() {
    local command
    run 0 "$bcfix" --help
    for command in "${commands[@]}"; do
        stdout_has "  $command "
    done
    for command in "" "${commands[@]}"; do
        # shellcheck disable=SC2086
        run 0 "$bcfix" $command --help
        [ ! -s stderr ] || fail "--help writes to stderr"
        stdout_has "Usage: bcfix ${command:-[OPTION...] IN OUT}"
        stdout_has 'Examples:'
        stdout_has 'Exit codes:'
        [ "$(grep -cE '^  [0-5]  ' stdout)" -eq 6 ] || fail "not six exit codes"
        [ "$(wc -L < stdout)" -le 80 ] || fail "a line is longer than 80 columns"
        cp stdout first
        [ -z "$command" ] || { run 0 "$bcfix" help "$command"; same first stdout; }
    done
}

test_help_shows_the_default_limits() {
    local command limit
    for command in convert info dump check link; do
        run 0 "$bcfix" $command --help
        stdout_has 'Default limits:'
        stdout_has '  4 GiB   memory'
        stdout_has '  4 GiB   one output'
        stdout_has '  1 Ti    records'
        stdout_has '  64      blocks'
        stdout_has '  4096    abbreviations'
        for limit in memory=SIZE output=SIZE nesting=N records=N abbreviations=N; do
            stdout_has "--limit-$limit"
        done
    done
    run 0 "$bcfix" --help
    stdout_has 'Default target: graalvm-25.0'
}

test_targets_lists_the_default_and_all_are_accepted() {
    local target
    run 0 "$bcfix" targets
    [ "$(grep -c 'the default' stdout)" -eq 1 ] || fail "not one default"
    grep -qE '^graalvm-25\.0 .*the default' stdout || fail "graalvm-25.0 is not the default"
    sed '1d; /^$/,$d' stdout | cut -d ' ' -f 1 > names
    grep -qx llvm-22 names || fail "llvm-22 is missing"
    [ "$(wc -L < stdout)" -le 100 ] || fail "a line is longer than 100 columns"
    grep -qF 'of graalvm-*: linux-x86_64 (tested); linux-aarch64, macos-x86_64, macos-arm64 (untested)' stdout ||
        fail "the platforms are missing"
    for target in $(cat names); do
        usage_error 'an operand is missing' --target="$target" x
    done
}

test_targets_as_json_say_what_the_text_says() {
    run 0 "$bcfix" targets
    sed '1d; /^$/,$d' stdout > in_text
    run 0 "$bcfix" targets --format=json
    python3 - stdout in_text "$("$bcfix" --version | sed -n 's/^libbcfix //p')" <<'PYTHON' || fail "the JSON is not as documented"
import json, sys
document = json.load(open(sys.argv[1]))
assert sorted(document) == ["bcfix", "schema", "targets"], sorted(document)
assert document["schema"] == 1 and document["bcfix"] == sys.argv[3], document["bcfix"]
rows = []
for target in document["targets"]:
    assert list(target) == ["name", "llvm", "description", "default", "any_platform", "platforms"], list(target)
    rows.append(f"{target['name']:<12}  {target['llvm']:<4}  {target['description']}" + " (the default)" * target["default"])
    tested = {platform["name"]: platform["tested"] for platform in target["platforms"]}
    if target["any_platform"]:
        assert target["name"].startswith("llvm-") and not tested
    else:
        assert tested == {"linux-x86_64": True, "linux-aarch64": False, "macos-x86_64": False, "macos-arm64": False}, tested
assert rows == open(sys.argv[2]).read().splitlines()
assert [target["name"] for target in document["targets"] if target["default"]] == ["graalvm-25.0"]
PYTHON
    cp stdout first
    run 0 "$bcfix" targets --format=json
    same first stdout
    usage_error "'xml' is no value for --format=text|json" targets --format=xml
}

test_findings_are_those_of_the_registry() {
    run 0 "$bcfix" findings
    tail -n +2 stdout | sed -E 's/^(BCF[0-9]{3}) +([a-z]+) +([a-z-]+) +(.*)$/\1\t\3\t\2\t\4/' > listed
    grep -v '^#' "$root/lib/findings/registry.tsv" | grep . > registered
    same registered listed
}

test_man_page_and_help_say_the_same() {
    local command option page=$root/docs/man/bcfix.1
    for command in "${commands[@]}"; do
        grep -qE "^\.It Cm $command( |$)" "$page" || fail "the man page lacks the command $command"
        run 0 "$bcfix" "$command" --help
        for option in $(grep -oE '^  (-., )?--[a-z-]+' stdout | grep -oE '\-\-[a-z-]+'); do
            grep -qE "^\.It .*Fl Fl ${option#--}( |$)" "$page" || fail "the man page lacks $option"
        done
    done
    run 0 "$bcfix" --help
    grep -E '^  [0-5]  ' stdout | sed -E 's/^ +([0-5]) +/\1 /' > in_help
    sed -n '/^\.Sh EXIT STATUS/,/^\.El/p' "$page" | sed -nE '/^\.It [0-5]$/{N;s/^\.It ([0-5])\n/\1 /p}' > in_page
    same in_help in_page
}

test_explain_says_what_and_what_to_do() {
    run 0 "$bcfix" explain BCF040
    stdout_has 'BCF040 unsupported-intrinsic: an intrinsic has no form for the target'
    stdout_has 'Severity trap; when converting: stops; since 0.1.'
    grep -q '^What to do: ' stdout || fail "no remedy"
    cp stdout first
    run 0 "$bcfix" explain 40
    same first stdout
    run 0 "$bcfix" explain unsupported-intrinsic
    same first stdout
}

test_explain_without_a_code_explains_all() {
    run 0 "$bcfix" findings
    sed -nE 's/^(BCF[0-9]{3}) .*/\1/p' stdout > listed
    run 0 "$bcfix" explain
    sed -nE 's/^(BCF[0-9]{3}) [a-z-]+: .*/\1/p' stdout > explained
    same listed explained
}

test_explain_of_an_unknown_code_is_wrong_usage() {
    run 2 "$bcfix" explain BCF999
    stderr_has "unknown code 'BCF999'"
    run 2 "$bcfix" explain lifetime-marker
    stderr_has "did you mean 'lifetime-markers'?"
}
