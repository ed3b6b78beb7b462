; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF024
; EXPECT: define internal \{ i32, i32, i32, i32 \} @bcfix\.cpuid\(i32 %0, i32 %1\)
; EXPECT: call \{ i32, i32, i32, i32 \} @bcfix\.cpuid\(i32 %leaf, i32 0\)
; EXPECT: call \{ i32, i32, i32, i32 \} @bcfix\.cpuid\(i32 %leaf, i32 %sub\)
; REJECT: asm
target triple = "x86_64-unknown-linux-gnu"
define { i32, i32, i32, i32 } @f(i32 %leaf) {
  %y = call { i32, i32, i32, i32 } asm sideeffect "cpuid", "={ax},={bx},={cx},={dx},0"(i32 %leaf)
  ret { i32, i32, i32, i32 } %y
}
define { i64, i32, i32, i32 } @saves(i32 %leaf, i32 %sub) {
  %y = call { i64, i32, i32, i32 } asm sideeffect inteldialect "mov ${0:q}, rbx\0Acpuid\0Axchg ${0:q}, rbx", "=&r,=&{ax},=&{cx},=&{dx},1,2,~{memory}"(i32 %leaf, i32 %sub)
  ret { i64, i32, i32, i32 } %y
}
