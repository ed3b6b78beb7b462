; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-15
; NO-FINDINGS:
; EXPECT-OWN: "ptrauth"\(i32 0, i64 5\)
target triple = "x86_64-unknown-linux-gnu"
define void @f(ptr %p) {
  call void %p() [ "ptrauth"(i32 0, i64 5) ]
  ret void
}
