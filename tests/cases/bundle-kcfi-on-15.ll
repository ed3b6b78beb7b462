; SPDX-License-Identifier: Apache-2.0 OR MIT
; The check goes, the call is the same.
; RUN-TARGET: llvm-15
; FINDING: BCF014
; EXPECT: call void %p\(\)$
; REJECT: kcfi"
target triple = "x86_64-unknown-linux-gnu"
define void @f(ptr %p) {
  call void %p() [ "kcfi"(i32 7) ]
  ret void
}
