#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# bcfix link: crates and std, built in each of the ways that give bitcode, become a program that runs in GraalVM.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
cd "$scratch" || exit 1
sysroot=$(rustc --print sysroot)
std=("$sysroot"/lib/rustlib/x86_64-unknown-linux-gnu/lib/lib{std,panic_unwind,core,alloc,libc,unwind,cfg_if,memchr,adler2,miniz_oxide,hashbrown,std_detect,rustc_demangle,object,gimli,addr2line,compiler_builtins}-*.rlib)

cat > dep.rs <<'END'
pub fn twice(words: &[&str]) -> String {
    words.iter().map(|word| format!("{word}{word}")).collect::<Vec<_>>().join(",")
}
#[no_mangle]
pub extern "C" fn exported(a: i32) -> i32 {
    a * 3
}
#[no_mangle]
pub extern "C" fn not_wanted(a: i32) -> i32 {
    a * 5
}
END
cat > app.rs <<'END'
#![allow(dead_code)]
use std::alloc::{GlobalAlloc, Layout, System};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

struct Counting;
static COUNT: AtomicUsize = AtomicUsize::new(0);
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.fetch_add(1, Ordering::SeqCst);
        System.alloc(layout)
    }
    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        System.dealloc(memory, layout)
    }
}
#[cfg(own_allocator)]
#[global_allocator]
static ALLOCATOR: Counting = Counting;
#[cfg(native)]
extern "C" {
    fn triple(a: i32) -> i32;
}

fn main() {
    println!("{}", dep::twice(&["a", "b"]));
    let map = std::thread::spawn(|| BTreeMap::from([(1, "x".to_string()), (0, "y".to_string())])).join().unwrap();
    println!("{map:?} {}", std::panic::catch_unwind(|| panic!("to be caught")).is_err());
    println!("{}", cfg!(own_allocator) == (COUNT.load(Ordering::SeqCst) > 0));
    #[cfg(native)]
    println!("{}", unsafe { triple(14) });
    std::process::exit(std::env::args().count() as i32 + 4);
}
END
echo 'int triple(int a) { return 3 * a; }' > triple.c
cc -O1 -fPIC -fvisibility=hidden -c triple.c && ar crs libtriple.a triple.o
# build FOLDER WAY CFG...: the program's object and its crate, and natively.
build() {
    local folder=$1 way=$2
    shift 2
    mkdir -p "$folder" && rustc -O -C "$way" --crate-type=rlib --out-dir "$folder" dep.rs &&
        rustc -O -C linker-plugin-lto -C codegen-units=1 --emit=obj "$@" --extern dep="$folder/libdep.rlib" -o "$folder/app.o" app.rs
}
native() {
    mkdir -p native && rustc -O --crate-type=rlib --out-dir native dep.rs &&
        rustc -O "$@" --extern dep=native/libdep.rlib -L . -o native/app app.rs || return 1
    native/app x > native/out 2> /dev/null
    [[ $? == 6 ]]
}
# runs NAME FILE [LIBRARY]: the same as natively, on 25.0.
runs() {
    local code=0
    "$tests/oracle/sulong/sulong" --timeout=120 ${3:+--lib="$3"} "$2" x > "$1.out" 2> "$1.err" || code=$?
    check "link/$1/exit" "it is $code: $(tail -1 "$1.err")" test "$code" = 6
    check "link/$1/output" "$(diff native/out "$1.out" | head -3 | tr '\n' ' ')" cmp -s native/out "$1.out"
}
# links NAME ARGUMENT...: into NAME.bc
links() {
    local name=$1
    shift
    if "$bcfix" link -q -o "$name.bc" "$@" 2> "$name.err"; then return 0; fi
    fail "link/$name" "$(tail -1 "$name.err")"
    return 1
}
# says NAME CODE WORDS ARGUMENT...: the link ends so, says that, and writes nothing.
says() {
    local name=$1 wanted=$2 words=$3 code=0
    shift 3
    "$bcfix" link -q -o "$name.bc" "$@" 2> "$name.err" || code=$?
    check "link/$name/exit" "it is $code, and not $wanted" test "$code" = "$wanted"
    check "link/$name/message" "$(tail -1 "$name.err")" grep -qE "$words" "$name.err"
    check "link/$name/nothing" "something was written" test ! -e "$name.bc"
}

native || { fail link "rustc does not compile the program"; finish; }
build embedded embed-bitcode=yes && links embedded embedded/app.o embedded/libdep.rlib "${std[@]}" && runs embedded embedded.bc
build plugin linker-plugin-lto && links plugin plugin/libdep.rlib "${std[@]}" plugin/app.o && runs plugin plugin.bc
check link/verifies "LLVM does not accept the module" verifies embedded.bc
native --cfg own_allocator
build own embed-bitcode=yes --cfg own_allocator && links own own/app.o own/libdep.rlib "${std[@]}" && runs own-allocator own.bc
# All of a sysroot: two panic runtimes are in it.
links sysroot embedded/app.o embedded/libdep.rlib "$sysroot"/lib/rustlib/x86_64-unknown-linux-gnu/lib/lib*.rlib && runs sysroot sysroot.bc
"$bcfix" link -o sysroot-abort.bc --panic=abort embedded/app.o embedded/libdep.rlib "$sysroot"/lib/rustlib/x86_64-unknown-linux-gnu/lib/lib*.rlib 2> sysroot-abort.err
check link/panic-runtime "$(grep BCF088 sysroot-abort.err)" grep -q 'BCF088 panic-runtime: panics end the program; libpanic_unwind.* is left out' sysroot-abort.err
code=0; "$tests/oracle/sulong/sulong" --timeout=120 sysroot-abort.bc x > sysroot-abort.out 2> sysroot-abort.err || code=$?
check link/panic-abort "it ends with $code: $(tail -1 sysroot-abort.err)" test "$code" = 134 -a "$(cat sysroot-abort.out)" = "$(head -1 native/out)"
says no-panic-abort 1 'needs the crate panic_abort' --panic=abort embedded/app.o embedded/libdep.rlib "${std[@]}"

# ---- native parts ----
native --cfg native -l static=triple
build parts embed-bitcode=yes --cfg native
links parts --native=parts.so parts/app.o libtriple.a parts/libdep.rlib "${std[@]}" && runs native-part parts.bc parts.so
"$bcfix" link -v --native=told.so -o told.bc parts/app.o libtriple.a parts/libdep.rlib "${std[@]}" > told.err 2>&1
check link/native-part/findings "$(grep -m1 BCF095 told.err)" test "$(grep -c 'BCF095.* triple ' told.err) $(grep -c BCF096 told.err)" = "0 0"
links parts-elf --container=elf --native=parts-elf.so parts/app.o libtriple.a parts/libdep.rlib "${std[@]}" && runs native-part-of-elf parts-elf.bc
says member-without-bitcode 1 'libtriple.a\(triple.o\) has no bitcode, and defines triple, which .*main.* in app.o needs' \
    parts/app.o libtriple.a parts/libdep.rlib "${std[@]}"
says object-without-bitcode 1 'triple.o has no bitcode' embedded/app.o triple.o

# ---- roots ----
links roots --root=exported embedded/libdep.rlib
disassemble roots.bc > roots.ll
check link/root-is-kept "exported is gone" grep -q 'define .*@exported(' roots.ll
check link/rest-is-dropped "not_wanted is there" bash -c "! grep -q not_wanted roots.ll"
says no-root 1 'nothing defines main' embedded/libdep.rlib
says unknown-root 1 'nothing defines the root nobody' --root=nobody embedded/libdep.rlib

# ---- what goes wrong ----
says missing-crate 1 'nothing defines (_R|_ZN3dep)[^,]*, which .*main.* in app.o needs: is a crate missing' embedded/app.o "${std[@]}"
says missing-symbol 1 'nothing defines triple, which app::main in app.o needs' parts/app.o parts/libdep.rlib "${std[@]}"
links needed --needed=libtriple.so parts/app.o parts/libdep.rlib "${std[@]}" && ok link/needed
echo '#[no_mangle] pub extern "C" fn exported() {}' > other.rs
rustc -O -C linker-plugin-lto --crate-type=lib --emit=obj -o other.o other.rs
rustc -O -C linker-plugin-lto --crate-type=lib --emit=obj -o again.o other.rs
says twice 1 'exported is defined in other.o and in again.o' other.o again.o
mkdir plain && rustc -O -C embed-bitcode=no --crate-type=rlib --out-dir plain dep.rs
says no-bitcode 1 'libdep.rlib\(.*\) has no bitcode, and defines (_R|_ZN3dep)' embedded/app.o plain/libdep.rlib "${std[@]}"
head -c 5000 embedded/libdep.rlib > cut.rlib
says corrupt-archive 3 'cut.rlib: ' embedded/app.o cut.rlib
says no-file 4 'nowhere.rlib: cannot be read' embedded/app.o nowhere.rlib
if have_llvm 19; then
    says other-llvm 3 "is LLVM 19, and $llvm_major is needed|it is no LLVM $llvm_major" --llvm="${llvm_library[19]}" embedded/app.o embedded/libdep.rlib "${std[@]}"
fi
says no-llvm 3 'nowhere.so' --llvm="$scratch/nowhere.so" embedded/app.o embedded/libdep.rlib "${std[@]}"
links other-llvm-22 --llvm="${llvm_library[$llvm_major]}" embedded/app.o embedded/libdep.rlib "${std[@]}" &&
    check link/same-with-other-library "the module is another one" same_text embedded.bc other-llvm-22.bc
code=0; "$bcfix" link embedded/app.o 2> no-output.err || code=$?
check link/no-output "exit $code: $(tail -1 no-output.err)" test "$code" = 2
finish
