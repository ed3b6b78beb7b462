; SPDX-License-Identifier: Apache-2.0 OR MIT
; NO-FINDINGS:
; EXPECT: define void @f\(ptr sret\(i64\) %x\)
target triple = "x86_64-unknown-linux-gnu"
define void @f(ptr sret(i64) %x) {
  ret void
}
