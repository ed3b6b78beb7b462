; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXPECT: add i128 %[0-9a-z]+, ptrtoint \(ptr @x to i128\)
; EXPECT: store i256 %
; REJECT: @"bcfix:
target triple = "x86_64-unknown-linux-gnu"
@x = external global i8
define void @f(<2 x i128> %v, ptr %p) {
  %y = add <2 x i128> %v, <i128 ptrtoint (ptr @x to i128), i128 7>
  store <2 x i128> %y, ptr %p
  store <2 x i128> <i128 ptrtoint (ptr @x to i128), i128 7>, ptr %p
  ret void
}
