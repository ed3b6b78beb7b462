#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Writes modules with something in them that stops a program, or keeps it from being converted: blockers.py FOLDER

Each file planted-*.ll is a program whose main is to give 1. What stands in a branch that is never taken is named *-never. The
file "expected" has the verdict of each for GraalVM. Files library-*.ll are the same without main: entry does what main did.
"""
import os
import sys

HEAD = """; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "{layout}"
target triple = "{triple}"
"""
LAYOUT = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
TRIPLE = "x86_64-unknown-linux-gnu"
MAIN = "define i32 @main(i32 %c, ptr %v) {{\n{body}\n  ret i32 1\n}}\n"
NEVER = ("define i32 @main(i32 %c, ptr %v) {{\n  %q = icmp eq i32 %c, 99\n  br i1 %q, label %a, label %b\na:\n{body}\n"
         "  br label %b\nb:\n  ret i32 1\n}}\n")


# How std_detect asks: what it knows is kept in a variable; a bit of it decides.
CACHE = "@_ZN10std_detect6detect5cache5CACHE17h0123456789abcdefE"
ASKS = f"""  %known = load atomic i64, ptr getelementptr (i8, ptr {CACHE}, i64 8) monotonic, align 8
  %bit = and i64 %known, 65536
  %has = icmp ne i64 %bit, 0
"""
FAST = CACHE + """ = internal global [3 x i64] zeroinitializer, align 8
define internal void @fast() "target-features"="+avx512f" {
  call void asm sideeffect "bogus", ""()
  ret void
}
define internal void @plain() {
  ret void
}
"""


def programs():
    """name, text of the module without its head, layout, triple, expected verdict"""
    def stops(name, before, body, verdict="traps"):
        yield name, before + MAIN.format(body=body), LAYOUT, TRIPLE, verdict

    for name in ("ext_a", "OpenSSL_version_num", "sqlite3_open", "__udivti3", "__dso_handle_of", "cblas_dgemm"):
        yield from stops(f"function-{name}", f"declare void @{name}()\n", f"  call void @{name}()")
    for name in ("ext_counter", "__ehdr_start", "table_of_c"):
        yield from stops(f"variable-{name}", f"@{name} = external global i32\n", f"  %x = load volatile i32, ptr @{name}")
    for name in ("ext_b", "ext_c"):
        yield from stops(f"address-{name}", f"declare void @{name}()\n@p = global ptr @{name}\n", "  %x = load volatile ptr, ptr @p")
    yield from stops("address-in-a-table", "declare void @ext_d()\n@t = internal constant [2 x ptr] [ptr null, ptr @ext_d]\n",
                     "  %x = load volatile ptr, ptr @t")
    for name in ("_RNvCs15kBYyAo9fc_7mycrate3foo", "_ZN5serde2de4take17h0123456789abcdefE",
                 "_RNvNtCs15kBYyAo9fc_3std2io5print", "_RNvCs15kBYyAo9fc_7___rustc12___rust_alloc"):
        yield from stops(f"crate-{name[-12:]}", f'declare void @{name}()\n', f"  call void @{name}()")
    for index, text in enumerate(("lock cmpxchg8b $0", "bogus", "vmcall", "rdpmc", "wrmsr")):
        yield from stops(f"assembly-{index}", "", f'  call void asm sideeffect "{text}", "~{{memory}}"()')
    yield from stops("assembly-of-a-module", 'module asm ".globl foo"\nmodule asm "foo: ret"\ndeclare void @foo()\n', "  call void @foo()")
    for kind in ("half", "bfloat", "fp128"):
        yield from stops(f"call-with-{kind}", f"declare {kind} @outside({kind})\n", f"  %x = call {kind} @outside({kind} zeroinitializer)")
    for kind in ("half", "bfloat"):
        yield from stops(f"x86-number-to-{kind}", "@f = global x86_fp80 0xK3FFF8000000000000000\n@h = global i16 0\n",
                         f"  %x = load volatile x86_fp80, ptr @f\n  %y = fptrunc x86_fp80 %x to {kind}\n  %z = bitcast {kind} %y to i16\n"
                         "  store volatile i16 %z, ptr @h")
    yield from stops("jump-in-assembly", "", '  callbr void asm sideeffect "jmp ${0:l}", "!i"()\n          to label %next [label %other]\n'
                     "other:\n  br label %next\nnext:")
    yield from stops("bundle", "define internal void @g() noinline {\n  ret void\n}\n", '  call void @g() [ "mystery"(i32 %c) ]')
    yield from stops("segment", "", "  %x = load volatile i64, ptr addrspace(257) inttoptr (i64 40 to ptr addrspace(257))")
    yield from stops("vector-of-x86-numbers", "@v = global <2 x x86_fp80> zeroinitializer\n",
                     "  %x = load volatile <2 x x86_fp80>, ptr @v\n  %y = fadd <2 x x86_fp80> %x, %x\n  store volatile <2 x x86_fp80> %y, ptr @v")
    yield from stops("intrinsic-x86.sse.rcp.ps", "declare <4 x float> @llvm.x86.sse.rcp.ps(<4 x float>)\n@v = global <4 x float> zeroinitializer\n",
                     "  %x = load volatile <4 x float>, ptr @v\n  %y = call <4 x float> @llvm.x86.sse.rcp.ps(<4 x float> %x)\n"
                     "  store volatile <4 x float> %y, ptr @v")
    yield from stops("intrinsic-x86.sse.stmxcsr", "declare void @llvm.x86.sse.stmxcsr(ptr)\n@v = global i32 0\n",
                     "  call void @llvm.x86.sse.stmxcsr(ptr @v)")
    for operation in ("add", "xchg", "umax"):
        yield from stops(f"atomic-{operation}", "@g = global i128 5, align 16\n", f"  %x = atomicrmw {operation} ptr @g, i128 1 seq_cst",
                         "convertible")
    yield from stops("atomic-cmpxchg", "@g = global i128 5, align 16\n", "  %x = cmpxchg ptr @g, i128 5, i128 6 seq_cst seq_cst", "convertible")
    for kind in ("half", "bfloat"):
        yield from stops(f"body-of-{kind}", "@g = global i16 0\n", f"  %x = load volatile i16, ptr @g\n  %y = bitcast i16 %x to {kind}\n"
                         f"  %z = fadd {kind} %y, %y\n  %w = bitcast {kind} %z to i16\n  store volatile i16 %w, ptr @g", "convertible")
    for name in ("not.there", "x86.nothing", "made.up.i32"):
        yield from stops(f"intrinsic-{name}", f"declare void @llvm.{name}()\n", f"  call void @llvm.{name}()")
    for name in ("ext_e", "ext_f"):
        yield f"function-{name}-never", f"declare void @{name}()\n" + NEVER.format(body=f"  call void @{name}()"), LAYOUT, TRIPLE, "traps"
    # A function that nothing calls, and one that nothing but it calls, do not count.
    yield from stops("nobody-calls-it", "declare void @ext_g()\ndefine internal void @dead() {\n  call void @deader()\n  ret void\n}\n"
                     "define internal void @deader() {\n  call void @ext_g()\n  ret void\n}\n", "", "convertible")
    yield from stops("its-address-is-in-a-table", "declare void @ext_h()\ndefine internal void @f() {\n  call void @ext_h()\n  ret void\n}\n"
                     "@t = internal constant ptr @f\n", "  %f = load volatile ptr, ptr @t\n  call void %f()")
    yield from stops("constructor", "declare void @ext_i()\ndefine internal void @f() {\n  call void @ext_i()\n  ret void\n}\n"
                     "@llvm.global_ctors = appending global [1 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 65535, ptr @f, ptr null }]\n", "")

    # Code for a CPU feature counts when one path leads there without a question.
    yield from stops("feature-behind-a-branch", FAST, ASKS + "  br i1 %has, label %yes, label %no\nyes:\n  call void @fast()\n  br label %no\nno:", "convertible")
    yield from stops("feature-behind-two-branches", FAST + "define internal i128 @_ZN10std_detect6detect5cache21detect_and_initialize17h0123456789abcdefE() {\n"
                     "  ret i128 1\n}\n", ASKS.replace("i64 %bit", "i64 %known") + "  br i1 %has, label %ask, label %init\ninit:\n"
                     "  %all = call i128 @_ZN10std_detect6detect5cache21detect_and_initialize17h0123456789abcdefE()\n  %b = and i128 %all, 65536\n"
                     "  %n = icmp eq i128 %b, 0\n  br i1 %n, label %no, label %yes\nask:\n  %z = icmp eq i64 %bit, 0\n"
                     "  br i1 %z, label %no, label %yes\nyes:\n  call void @fast()\n  br label %no\nno:", "convertible")
    yield from stops("feature-that-a-select-chooses", FAST, ASKS + "  %f = select i1 %has, ptr @fast, ptr @plain\n  call void %f()", "convertible")
    yield from stops("feature-that-a-phi-chooses", FAST, ASKS + "  br i1 %has, label %no, label %also\nalso:\n  br label %no\nno:\n"
                     "  %f = phi ptr [ @fast, %0 ], [ @plain, %also ]\n  call void %f()", "convertible")
    yield from stops("feature-without-a-question", FAST, "  call void @fast()")
    yield from stops("feature-behind-another-branch", FAST, "  %q = icmp ne i32 %c, 99\n  br i1 %q, label %yes, label %no\nyes:\n  call void @fast()\n  br label %no\nno:")
    yield from stops("feature-on-two-ways", FAST, ASKS + "  br i1 %has, label %yes, label %no\nyes:\n  call void @fast()\n  br label %no\nno:\n  call void @fast()")
    # For a feature, without a question, and nothing in it that stops.
    yield from stops("feature-that-is-not-used", FAST.replace("@plain()", '@plain() "target-features"="+avx512f"'), "  call void @plain()", "convertible")

    def refused(name, before, main=MAIN.format(body=""), layout=LAYOUT, triple=TRIPLE):
        yield name, before + main, layout, triple, "refused"

    yield from stops("ifunc", "@g = ifunc i32 (), ptr @r\ndefine internal ptr @r() {\n  ret ptr null\n}\n", "", "convertible")
    yield from refused("alias", "@x = global [4 x i32] zeroinitializer\n@a = alias i32, inttoptr (i64 add (i64 ptrtoint (ptr @x to i64), i64 4) to ptr)\n")
    for kind, value in (("float", "0.0"), ("double", "0.0"), ("<2 x i32>", "zeroinitializer"), ("{ i32, i32 }", "zeroinitializer")):
        yield from refused(f"main-of-{kind.replace(' ', '').strip('{}<>')}", "", f"define {kind} @main() {{\n  ret {kind} {value}\n}}\n")
    yield from refused("vector-that-is-too-large", "@v = global <64 x i128> zeroinitializer\n", MAIN.format(
        body="  %x = load volatile <64 x i128>, ptr @v\n  %y = add <64 x i128> %x, %x\n  store volatile <64 x i128> %y, ptr @v"))
    yield from refused("cast-from-a-segment", "@p = global ptr addrspacecast (ptr addrspace(257) inttoptr (i64 16 to ptr addrspace(257)) to ptr)\n",
                       MAIN.format(body="  %x = load volatile ptr, ptr @p\n  %y = load volatile i32, ptr %x"))
    yield from refused("signed-pointer", "@far = global i32 0\n@p = global ptr null\n",
                       MAIN.format(body="  store volatile ptr ptrauth (ptr @far, i32 0), ptr @p"))
    for kind in ("half", "bfloat"):
        yield from stops(f"constant-of-{kind}", f"@h = global {kind} 1.0\n", "", "convertible")
    yield from stops("constant-of-a-cast", "@g = addrspace(1) global i32 0\n@h = global ptr addrspacecast (ptr addrspace(1) @g to ptr)\n", "", "convertible")
    for triple in ("aarch64-unknown-linux-gnu", "x86_64-pc-windows-msvc", "x86_64-unknown-linux-musl", "x86_64-apple-darwin",
                   "i686-unknown-linux-gnu", "riscv64gc-unknown-linux-gnu", "wasm32-unknown-unknown", "armv7-unknown-linux-gnueabihf",
                   "x86_64-unknown-freebsd", "aarch64-apple-darwin", "s390x-unknown-linux-gnu", "powerpc64le-unknown-linux-gnu",
                   "mips64-unknown-linux-gnuabi64", "loongarch64-unknown-linux-gnu", "x86_64-unknown-none", "x86_64-fortanix-unknown-sgx"):
        yield from refused(f"triple-{triple}", "", triple=triple)
    yield from refused("layout-of-big-machines", "", layout=LAYOUT.replace("e-", "E-", 1))
    yield from refused("layout-of-narrow-pointers", "", layout="e-m:e-p:32:32-i64:64-n8:16:32-S128")


MAIN_OF_C = "define i32 @main(i32 %c, ptr %v)"
folder = sys.argv[1]
with open(os.path.join(folder, "expected"), "w", encoding="utf-8") as expected:
    for name, text, layout, triple, verdict in programs():
        expected.write(f"planted-{name} {verdict}\n")
        head = HEAD.format(layout=layout, triple=triple)
        with open(os.path.join(folder, f"planted-{name}.ll"), "w", encoding="utf-8") as file:
            file.write(head + text)
        if MAIN_OF_C in text and verdict != "refused":
            expected.write(f"library-{name} {verdict}\n")
            with open(os.path.join(folder, f"library-{name}.ll"), "w", encoding="utf-8") as file:
                file.write(head + text.replace(MAIN_OF_C, MAIN_OF_C.replace("main", "entry")))
