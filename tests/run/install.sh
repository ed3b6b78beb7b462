#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# Installs a build into an empty folder and uses it from there, as another program would.
set -euo pipefail

usage() {
    cat <<'END'
Usage: tests/run/install.sh [--help] [BUILD]

Installs BUILD (a meson build folder; default: build in the project's folder)
into a temporary folder, and checks what is there: headers that compile alone
in C and C++, a consumer that is built with pkg-config and runs, the names that
the library exports, its soname and what it needs, the program, the man page.
Ends with 0 when all passed; what cannot run here says "not run: REASON", which
is a failure when CI=true.
END
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=$root/build
for argument in "$@"; do
    case $argument in
    --help) usage; exit 0 ;;
    -*) echo "tests/run/install.sh: unknown option $argument (see --help)" >&2; exit 2 ;;
    *) build=$(cd "$argument" && pwd) ;;
    esac
done
if [ ! -f "$build/build.ninja" ]; then
    echo "tests/run/install.sh: $build is no build folder; run 'meson setup build && ninja -C build' first" >&2
    exit 2
fi
for tool in meson pkg-config readelf nm rustc; do
    command -v $tool > /dev/null || { echo "tests/run/install.sh: $tool is missing: install it" >&2; exit 2; }
done

work=$(mktemp -d "${TMPDIR:-/tmp}/bcfix-install.XXXXXX")
trap 'rm -rf "$work"' EXIT
cc=${CC:-cc} cxx=${CXX:-c++}
strict=(-Wall -Wextra -Wshadow -pedantic -Werror)

meson install -C "$build" --no-rebuild --quiet --destdir "$work/root"
pc=$(find "$work/root" -name bcfix.pc)
if [ -z "$pc" ]; then
    echo "tests/run/install.sh: nothing that pkg-config could find was installed (bcfix.pc)" >&2
    exit 1
fi
# The folder stands in for the root of the file system; a prefix of /usr must not be left out of the flags.
export PKG_CONFIG_SYSROOT_DIR=$work/root PKG_CONFIG_PATH
PKG_CONFIG_PATH=$(dirname "$pc")
export PKG_CONFIG_ALLOW_SYSTEM_CFLAGS=1 PKG_CONFIG_ALLOW_SYSTEM_LIBS=1
prefix=$work/root$(env -u PKG_CONFIG_SYSROOT_DIR pkg-config --variable=prefix bcfix)
libdir=$work/root$(env -u PKG_CONFIG_SYSROOT_DIR pkg-config --variable=libdir bcfix)
library=$libdir/libbcfix.so
cflags=$(pkg-config --cflags bcfix)
libs=$(pkg-config --libs bcfix)
version=$(pkg-config --modversion bcfix)

fail() {
    echo "$*"
    exit 1
}

not_run() {
    echo "not run: $*"
    exit 77
}

# The functions that the installed header declares.
declared_functions() {
    grep -oE '\bbcfix_[a-z0-9_]+\(' "$prefix/include/bcfix/bcfix.h" | tr -d '(' > "$work/named"
    # Names in comments are functions too; callbacks are types and have no bracket right after the name.
    sort -u "$work/named"
}

sanitized() {
    nm -D "$library" | grep -qE ' U __(a|t|m)san_'
}

test_everything_is_installed() {
    local file
    for file in "$prefix/bin/bcfix" "$prefix/bin/cargo-bcfix" "$prefix/include/bcfix/link.h" "$libdir/libbcfix-link.so" \
        "$prefix/share/man/man1/cargo-bcfix.1" "$prefix/include/bcfix/bcfix.h" "$prefix/include/bcfix/findings.h" "$library" \
        "$prefix/share/man/man1/bcfix.1"; do
        [ -s "$file" ] || [ -s "$file.gz" ] || fail "missing: ${file#"$work/root"}"
    done
}

test_header_compiles_alone() {
    local header
    for header in bcfix findings link; do
        echo "#include <bcfix/$header.h>" > alone.c
        cp alone.c alone.cc
        # shellcheck disable=SC2086
        $cc -std=c11 "${strict[@]}" $cflags -c alone.c -o c.o
        # shellcheck disable=SC2086
        $cxx -std=c++11 "${strict[@]}" $cflags -c alone.cc -o cxx.o
    done
}

build_consumer() {
    # shellcheck disable=SC2086
    "$@" "${strict[@]}" $cflags "$root/tests/install/consumer.c" -o consumer $libs
}

run_consumer() {
    ! sanitized || not_run "the library is built with a sanitizer, which a plain program cannot load"
    rustc -O --crate-type=lib --emit=llvm-bc -C panic=abort -o module.bc - <<'END'
#[no_mangle]
pub extern "C" fn add(a: u32, b: u32) -> u32 {
    a.wrapping_add(b)
}
END
    LD_LIBRARY_PATH=$libdir ./consumer module.bc "$version"
}

test_consumer_in_c() {
    build_consumer "$cc" -std=c11
    run_consumer
}

test_consumer_in_cxx() {
    # shellcheck disable=SC2086
    $cxx -std=c++11 "${strict[@]}" $cflags -x c++ "$root/tests/install/consumer.c" -x none -o consumer $libs
    run_consumer
}

test_library_exports_what_the_header_declares() {
    declared_functions > declared
    nm -D --defined-only "$library" | awk '$2 != "A" {sub(/@.*/, "", $3); print $3}' | sort -u > exported
    diff declared exported > difference || fail "declared (<) and exported (>) differ:" "$(cat difference)"
    [ -s exported ] || fail "nothing is exported"
}

test_each_export_has_a_version() {
    nm -D --defined-only --with-symbol-versions "$library" | awk '$2 != "A" {print $3}' > versions
    ! grep -vE '@@?BCFIX_[0-9]+\.[0-9]+$' versions || fail "exported without a version"
    grep -oE '^ +bcfix_[a-z0-9_]+' "$root/lib/bcfix.map" | tr -d ' ' | sort > mapped
    declared_functions | diff - mapped || fail "lib/bcfix.map (>) is not what the header declares (<)"
}

test_soname_is_there() {
    local soname
    soname=$(readelf -d "$library" | sed -n 's/.*(SONAME).*\[\(.*\)\]/\1/p')
    echo "$soname" | grep -qE '^libbcfix\.so\.[0-9]+$' || fail "the soname is '$soname'"
    [ -e "$libdir/$soname" ] || fail "there is no $soname"
    [ -L "$library" ] || fail "libbcfix.so is no link to a version"
}

test_library_needs_zlib_and_libc_only() {
    ! sanitized || not_run "the library is built with a sanitizer"
    readelf -d "$library" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' > needed
    ! grep -vE '^(libz|libc|libm|ld-linux[a-z0-9-]*)\.so\.[0-9]+$' needed || fail "the library needs more"
}

test_no_path_of_the_build_is_installed() {
    local file
    for file in "$prefix/bin/bcfix" "$library"; do
        ! readelf -d "$file" | grep -E 'RPATH|RUNPATH' || fail "$(basename "$file") looks for libraries in a fixed folder"
    done
    ! grep -F "$build" "$pc" || fail "bcfix.pc names the build folder"
}

test_installed_program_runs() {
    ! sanitized || not_run "the library is built with a sanitizer"
    LD_LIBRARY_PATH=$libdir "$prefix/bin/bcfix" --version > versions
    grep -qx "bcfix $version" versions || fail "the program is not of version $version"
    grep -qx "libbcfix $version" versions || fail "the library is not of version $version"
}

test_man_page_is_well_formed() {
    local page=$prefix/share/man/man1/bcfix.1
    command -v mandoc > /dev/null || not_run "mandoc is missing (package mandoc)"
    [ -e "$page" ] || { gzip -dc "$page.gz" > bcfix.1; page=bcfix.1; }
    mandoc -Tlint -W warning "$page" || fail "the man page has mistakes"
    mandoc -Tascii "$page" | col -b > shown-page
    grep -q 'EXIT STATUS' shown-page || fail "the man page does not show exit codes"
}

passed=0 failed=0 skipped=0
for name in $(declare -F | sed -n 's/^declare -f test_//p'); do
    mkdir "$work/$name"
    set +e
    (
        set -euo pipefail
        cd "$work/$name" || exit 1
        "test_$name"
    ) > "$work/log" 2>&1
    code=$?
    set -e
    if [ $code -eq 0 ]; then
        passed=$((passed + 1))
        echo "ok install/$name"
    elif [ $code -eq 77 ]; then
        skipped=$((skipped + 1))
        echo "not run: install/$name: $(tail -n 1 "$work/log" | sed 's/^not run: //')"
    else
        failed=$((failed + 1))
        echo "FAIL install/$name: $(head -1 "$work/log")"
        sed 's/^/    /' "$work/log"
    fi
done

echo "$passed passed, $failed failed, $skipped skipped"
[ $failed -eq 0 ] || exit 1
[ $skipped -eq 0 ] || [ "${CI:-}" != true ] || exit 1
