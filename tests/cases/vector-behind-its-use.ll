; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXPECT: trunc i256 %x to i128
; REJECT: @"bcfix:
target triple = "x86_64-unknown-linux-gnu"
define i128 @f(ptr %p) {
  br label %b
a:
  %y = add <2 x i128> %x, splat (i128 1)
  %z = extractelement <2 x i128> %y, i32 0
  ret i128 %z
b:
  %x = load volatile <2 x i128>, ptr %p
  br label %a
}
