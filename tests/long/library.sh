#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# The tests of Rust's own library, from the component rust-src of this rustc, in GraalVM as natively: those of core, of alloc and the
# integration tests of std, on the two long-term lines. They are thousands, and use what no crate does. The rows go to the
# pages of tests/long/crates.sh (settings: tests/suites/run.sh).
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
. "$tests/suites/run.sh"

library=$(rustc --print sysroot)/lib/rustlib/src/rust/library
[[ -d $library/coretests ]] || rustup component add rust-src > /dev/null 2> "$scratch/why" || true
[[ -d $library/coretests ]] || { not_run library "the component rust-src is not there: $(tail -1 "$scratch/why")"; finish; }
version=$(rustc --version | cut -d' ' -f2)
# They are of the standard library's own edition of the language, with what is not stable in it.
export RUSTC_BOOTSTRAP=1

# package NAME: a package of the library's tests by itself, with what it takes from beside it.
package() {
    cp -r "$library/$1" "$folders/$1" && sed -i "s/^version = \"0.0.0\"/version = \"$version\"/" "$folders/$1/Cargo.toml"
}
std_tests() {
    mkdir -p "$folders/stdtests" && cp -r "$library/std/tests" "$folders/stdtests" && : > "$folders/stdtests/lib.rs" || return 1
    rm -f "$folders"/stdtests/tests/windows*.rs
    # Named in the manifest of std, which says more than that.
    sed -i '1i #![feature(sync_poison_mod)]' "$folders/stdtests/tests/sync/lib.rs"
    cat > "$folders/stdtests/Cargo.toml" << EOF
[package]
name = "stdtests"
version = "$version"
edition = "2024"
[lib]
path = "lib.rs"
test = false
[dev-dependencies]
rand = { version = "0.9.0", default-features = false, features = ["alloc"] }
rand_xorshift = "0.4.0"
[[test]]
name = "sync"
path = "tests/sync/lib.rs"
[[test]]
name = "thread_local"
path = "tests/thread_local/lib.rs"
EOF
}

# The same place each time, by which tools/crates-report knows what it has done.
folders=$cache/long/library-$version
rm -rf "$folders" && mkdir -p "$folders"
package coretests && package alloctests && cp -r "$library/alloc" "$folders/alloctests/alloc" &&
    sed -i 's,"\.\./alloc/,"alloc/,' "$folders/alloctests/lib.rs" && std_tests ||
    { fail library "the packages could not be made"; finish; }

report_suites library 1500 "$folders"/{coretests,alloctests,stdtests}
finish
