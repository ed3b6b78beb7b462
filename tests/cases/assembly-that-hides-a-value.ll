; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF024
; EXPECT: ret i32 %x$
; REJECT: call
target triple = "x86_64-unknown-linux-gnu"
define i32 @f(i32 %x) {
  %y = call i32 asm sideeffect "", "=r,0,~{memory}"(i32 %x)
  ret i32 %y
}
