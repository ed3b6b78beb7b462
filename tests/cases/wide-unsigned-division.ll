; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF022
; EXPECT: udiv i192 %
; REJECT: udiv i128
target triple = "x86_64-unknown-linux-gnu"
define i128 @f(i128 %x, i128 %y) {
  %z = udiv i128 %x, %y
  ret i128 %z
}
