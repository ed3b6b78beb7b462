; SPDX-License-Identifier: Apache-2.0 OR MIT
; NO-FINDINGS:
; EXPECT: atomicrmw add ptr %p, i32 %x seq_cst
target triple = "x86_64-unknown-linux-gnu"
define i32 @f(ptr %p, i32 %x) {
  %old = atomicrmw add ptr %p, i32 %x seq_cst
  ret i32 %old
}
