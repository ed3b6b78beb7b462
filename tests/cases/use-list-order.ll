; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF013
; EXPECT: %c = add i32 %b, %x
target triple = "x86_64-unknown-linux-gnu"
define i32 @f(i32 %x) {
  %a = add i32 %x, 1
  %b = add i32 %a, %x
  %c = add i32 %b, %x
  ret i32 %c
  uselistorder i32 %x, { 2, 0, 1 }
}
