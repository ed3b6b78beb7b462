#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# Tests of the command line program, against a real build.
set -euo pipefail

usage() {
    cat <<'END'
Usage: tests/run/cli.sh [--help] [--only=PATTERN] [BUILD]

Runs the tests in tests/cli/ with BUILD/tools/bcfix (BUILD: build in the
project's folder). --only runs those whose name matches PATTERN, as in
'output_*'. Ends with 0 when all passed; a test that cannot run here says
"not run: REASON", which is a failure when CI=true.
END
}

# A signal that is ignored here, as in the background of some shells, would be in every program that is tested.
if [ -z "${BCFIX_DEFAULT_SIGNALS:-}" ]; then
    export BCFIX_DEFAULT_SIGNALS=1
    exec env --default-signal "$BASH" "$0" "$@"
fi

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
only='*'
build=$root/build
for argument in "$@"; do
    case $argument in
    --help) usage; exit 0 ;;
    --only=*) only=${argument#*=} ;;
    -*) echo "tests/run/cli.sh: unknown option $argument (see --help)" >&2; exit 2 ;;
    *) build=$(cd "$argument" && pwd) ;;
    esac
done

bcfix=$build/tools/bcfix
if [ ! -x "$bcfix" ]; then
    echo "tests/run/cli.sh: there is no $bcfix; build the project first (meson setup build && ninja -C build)" >&2
    exit 2
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/bcfix-cli.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir "$work/shared"

# What the tests see: bcfix, root, shared (files that they may read but not change).
export bcfix root shared=$work/shared
# The tests of output and report say what they need of these themselves.
unset NO_COLOR
export TERM=dumb LC_ALL=C
# A sanitizer's own exit code must not look like one of bcfix.
export ASAN_OPTIONS=${ASAN_OPTIONS:-exitcode=99:abort_on_error=0} UBSAN_OPTIONS=${UBSAN_OPTIONS:-halt_on_error=1:exitcode=99}

for file in assertions arguments input output failures link report check terminal; do
    # shellcheck source=/dev/null
    . "$root/tests/cli/$file.sh"
done

passed=0 failed=0 skipped=0
prepare_shared_files
for name in $(declare -F | sed -n 's/^declare -f test_//p'); do
    # shellcheck disable=SC2254
    case $name in
    $only) ;;
    *) continue ;;
    esac
    mkdir "$work/$name"
    set +e
    (
        set -euo pipefail
        cd "$work/$name" || exit 1
        "test_$name"
    ) > "$work/log" 2>&1 < /dev/null
    code=$?
    set -e
    if [ $code -eq 0 ]; then
        passed=$((passed + 1))
        echo "ok cli/$name"
    elif [ $code -eq 77 ]; then
        skipped=$((skipped + 1))
        echo "not run: cli/$name: $(sed 's/^not run: //' "$work/log")"
    else
        failed=$((failed + 1))
        echo "FAIL cli/$name: $(head -1 "$work/log")"
        sed 's/^/    /' "$work/log"
    fi
    chmod -R u+rwx "$work/$name"
done

echo "$passed passed, $failed failed, $skipped skipped"
[ $failed -eq 0 ] || exit 1
[ $skipped -eq 0 ] || [ "${CI:-}" != true ] || exit 1
[ $passed -gt 0 ] || exit 1
