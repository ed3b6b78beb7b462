#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# Bitcode is found in what real tools write: rlibs of rustc, archives of GNU and BSD, ELF, Mach-O and COFF objects, programs
# with the bitcode of several objects, compressed sections; each comes out as it went in. Damaged ones give an error.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

command -v "llvm-as-$llvm_major" > /dev/null || { not_run containers "there is no llvm-as-$llvm_major"; finish; }

# module NAME: a module of one function, as bitcode.
module() {
    printf 'target triple = "%s"\ndefine i32 @%s() {\n  ret i32 %d\n}\n' "${2:-x86_64-unknown-linux-gnu}" "$1" "${#1}" |
        "llvm-as-$llvm_major" -o "$scratch/$1.bc" -
}
module one
module another

# object TRIPLE SECTION FILE.bc...: an object whose section holds the files, one behind the other.
object() {
    local triple=$1 section=$2
    shift 2
    cat "$@" | python3 -c '
import sys
data = sys.stdin.buffer.read()
text = "".join("\\%02x" % byte for byte in data)
print("target triple = \"%s\"\n@b = constant [%d x i8] c\"%s\", section \"%s\", align 4" % (sys.argv[1], len(data), text, sys.argv[2]))
' "$triple" "$section" | "llc-$llvm_major" -filetype=obj -o "$scratch/object" -
}

# kept FILE BITCODE: converting the container gives what converting the bitcode gives.
kept() {
    "$bcfix" convert -q --target=llvm-22 "$1" "$scratch/from-container.bc" &&
        "$bcfix" convert -q --target=llvm-22 "$2" "$scratch/from-bitcode.bc" &&
        cmp -s "$scratch/from-container.bc" "$scratch/from-bitcode.bc"
}
# says FILE REGEX: what bcfix info prints.
says() { "$bcfix" info "$1" | tr -s ' \n' ' ' | grep -E -- "$2" > /dev/null; }

for row in elf-64:x86_64-unknown-linux-gnu:.llvmbc elf-32:i686-unknown-linux-gnu:.llvmbc \
    elf-big-endian:s390x-unknown-linux-gnu:.llvmbc elf-32-big-endian:powerpc-unknown-linux-gnu:.llvmbc \
    macho-64:arm64-apple-macosx11.0.0:__LLVM,__bitcode coff-64:x86_64-pc-windows-msvc:.llvmbc; do
    IFS=: read -r name triple section <<< "$row"
    if ! object "$triple" "$section" "$scratch/one.bc" 2> "$scratch/stderr"; then
        not_run "containers/$name" "llc-$llvm_major has no $triple"
        continue
    fi
    check "containers/$name" "the bitcode is not found" kept "$scratch/object" "$scratch/one.bc"
done

object x86_64-unknown-linux-gnu .llvmbc "$scratch/one.bc"
cp "$scratch/object" "$scratch/one.o"

# The same ELF file with that section compressed by zlib.
python3 - "$scratch/one.o" "$scratch/compressed.o" <<'PYTHON'
import struct, sys, zlib
data = bytearray(open(sys.argv[1], "rb").read())
shoff, = struct.unpack_from("<Q", data, 40)
size, count, names = struct.unpack_from("<HHH", data, 58)
def section(i): return struct.unpack_from("<IIQQQQIIQQ", data, shoff + i * size)
strings = section(names)[4]
for i in range(count):
    name, kind, flags, address, offset, length, *rest = section(i)
    if data[strings + name:].startswith(b".llvmbc\0"):
        packed = struct.pack("<IIQQ", 1, 0, length, 4) + zlib.compress(bytes(data[offset:offset + length]), 9)
        struct.pack_into("<QQQQ", data, shoff + i * size + 8, flags | 0x800, address, len(data), len(packed))
        data += packed
open(sys.argv[2], "wb").write(data)
PYTHON
check containers/compressed-section "the bitcode is not found" kept "$scratch/compressed.o" "$scratch/one.bc"

# Two objects linked: their sections stand in a row.
object x86_64-unknown-linux-gnu .llvmbc "$scratch/another.bc"
cp "$scratch/object" "$scratch/another.o"
cc -shared -nostdlib -Wl,-z,muldefs -o "$scratch/both.so" "$scratch/one.o" "$scratch/another.o"
check containers/linked-sections "info does not tell of both" says "$scratch/both.so" 'container: ELF file modules: 2 .*section: .llvmbc'
"$bcfix" convert "$scratch/both.so" "$scratch/both.bc" 2> "$scratch/stderr"
code=$?
check containers/several "it ends with $code: $(cat "$scratch/stderr")" test "$code" = 3
check containers/several-says "it says $(cat "$scratch/stderr")" grep -q 'holds 2 modules: link them to one first' "$scratch/stderr"

printf 'int native(void) { return 1; }\n' | cc -c -x c -o "$scratch/native_code_with_a_long_name.o" -
cp "$scratch/one.o" "$scratch/bitcode_in_an_object_with_a_long_name.o"
for format in gnu bsd darwin; do
    rm -f "$scratch/lib.a"
    "llvm-ar-$llvm_major" --format=$format rcs "$scratch/lib.a" "$scratch/bitcode_in_an_object_with_a_long_name.o" \
        "$scratch/native_code_with_a_long_name.o"
    check "containers/ar-$format" "the bitcode is not found" kept "$scratch/lib.a" "$scratch/one.bc"
    check "containers/ar-$format/names" "$("$bcfix" info "$scratch/lib.a")" says "$scratch/lib.a" \
        'member: bitcode_in_an_object_with_a_long_name.o section: .llvmbc .* no bitcode: native_code_with_a_long_name.o it is: ELF file'
done

# The table of symbols that archives of more than 4 GB have: llvm-ar makes it from any size on when it is told to.
rm -f "$scratch/lib.a"
SYM64_THRESHOLD=1 "llvm-ar-$llvm_major" --format=gnu rcs "$scratch/lib.a" "$scratch/both.so" "$scratch/one.bc"
check containers/ar-sym64 "there is no such table in it" grep -q '^/SYM64/' "$scratch/lib.a"
check containers/ar-sym64/members "$("$bcfix" info "$scratch/lib.a")" says "$scratch/lib.a" 'modules: 3 .* member: both.so .* member: one.bc'

# The members of old rustc: bitcode in a header of its own, deflated. It is beside an object with the machine code.
python3 - "$scratch" <<'PYTHON'
import struct, sys, zlib
folder = sys.argv[1]
packer = zlib.compressobj(9, zlib.DEFLATED, -15)
packed = packer.compress(open(folder + "/one.bc", "rb").read()) + packer.flush()
name = b"small.0.rcgu"
data = b"RUST_OBJECT" + struct.pack("<BI", 2, len(name)) + name + struct.pack("<Q", len(packed)) + packed
open(folder + "/small.0.rcgu.bc.z", "wb").write(data)
PYTHON
rm -f "$scratch/lib.a"
(cd "$scratch" && "llvm-ar-$llvm_major" --format=gnu rcs lib.a small.0.rcgu.bc.z native_code_with_a_long_name.o)
check containers/rlib/bytecode "$("$bcfix" info "$scratch/lib.a" 2>&1)" kept "$scratch/lib.a" "$scratch/one.bc"
check containers/rlib/bytecode/names "$("$bcfix" info "$scratch/lib.a" 2>&1)" says "$scratch/lib.a" 'modules: 1 member: small.0.rcgu.bc.z .* no bitcode: native_code'

# What rustc writes.
printf '#![crate_type = "rlib"]\n#[no_mangle]\npub fn twice(x: u32) -> u32 { x * 2 }\n' > "$scratch/small.rs"
for way in embed-bitcode=yes linker-plugin-lto; do
    rustc -O -C "$way" -C codegen-units=1 --crate-name small -o "$scratch/libsmall.rlib" "$scratch/small.rs"
    check "containers/rlib/$way" "info does not tell of it" says "$scratch/libsmall.rlib" \
        'container: archive modules: 1 member: libsmall.* producer: LLVM[0-9].* no bitcode: lib.rmeta it is: metadata of rustc'
    check "containers/rlib/$way/converts" "it does not convert" "$bcfix" convert -q "$scratch/libsmall.rlib" "$scratch/small.bc"
done
rustc -O --crate-name small -o "$scratch/libsmall.rlib" "$scratch/small.rs" -C embed-bitcode=no
"$bcfix" convert "$scratch/libsmall.rlib" "$scratch/small.bc" 2> "$scratch/stderr"
check containers/rlib/without "it says $(cat "$scratch/stderr")" grep -q 'holds no bitcode: build with -C embed-bitcode=yes' "$scratch/stderr"

# Damaged copies: each ends with 0, 1 or 3, and says why.
wrong=$(for source in compressed.o lib.a both.so; do
    python3 "$tests/oracle/llvm/damage.py" "$scratch/$source" "$scratch/damaged" 150
    for file in "$scratch"/damaged/*; do
        "$bcfix" info "$file" > /dev/null 2> "$scratch/stderr" < /dev/null
        code=$?
        [[ $code == 0 || ( $code == 3 && -s $scratch/stderr ) ]] || echo "copy $(basename "$file") of $source: it ends with $code"
    done
done)
check containers/damaged "$wrong" test -z "$wrong"
finish
