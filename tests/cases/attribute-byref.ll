; SPDX-License-Identifier: Apache-2.0 OR MIT
; Types of attributes other than byval, sret and elementtype are misread.
; FINDING: BCF010
; REJECT: byref
; EXPECT: define void @f\(ptr %x, ptr byval\(i32\) %y\)
target triple = "x86_64-unknown-linux-gnu"
define void @f(ptr byref(i64) %x, ptr byval(i32) %y) {
  ret void
}
