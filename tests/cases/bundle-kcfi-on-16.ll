; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-16
; NO-FINDINGS:
; EXPECT-OWN: call void %p\(\) \[ "kcfi"\(i32 7\) \]
target triple = "x86_64-unknown-linux-gnu"
define void @f(ptr %p) {
  call void %p() [ "kcfi"(i32 7) ]
  ret void
}
