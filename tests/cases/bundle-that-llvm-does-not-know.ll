; SPDX-License-Identifier: Apache-2.0 OR MIT
; It has no meaning in any LLVM.
; RUN-TARGET: llvm-16
; NO-FINDINGS:
; EXPECT-OWN: "mystery"\(i32 %x\)
target triple = "x86_64-unknown-linux-gnu"
declare void @g()
define void @f(i32 %x) {
  call void @g() [ "mystery"(i32 %x) ]
  ret void
}
