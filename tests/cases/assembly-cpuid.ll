; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF024
; EXPECT: define internal \{ i32, i32, i32, i32 \} @bcfix\.cpuid\.
; REJECT: asm
target triple = "x86_64-unknown-linux-gnu"
define { i32, i32, i32, i32 } @f(i32 %leaf) {
  %y = call { i32, i32, i32, i32 } asm sideeffect "cpuid", "={ax},={bx},={cx},={dx},0"(i32 %leaf)
  ret { i32, i32, i32, i32 } %y
}
