; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXPECT: udiv i192
; REJECT: udiv i128
target triple = "x86_64-unknown-linux-gnu"
define void @f(ptr %p, ptr %q) {
  %x = load <2 x i128>, ptr %p
  %y = load <2 x i128>, ptr %q
  %d = udiv <2 x i128> %x, %y
  store <2 x i128> %d, ptr %p
  ret void
}
