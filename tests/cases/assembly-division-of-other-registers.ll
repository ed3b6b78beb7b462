; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF024
; EXPECT-IN-ORDER: %[0-9]+ = call \{ i64, i64 \} @bcfix\.divide\.128\.64\(i64 %high, i64 %low, i64 %by\) %[0-9]+ = extractvalue \{ i64, i64 \} %[0-9]+, 0 %[0-9]+ = extractvalue \{ i64, i64 \} %[0-9]+, 1 %[0-9]+ = insertvalue \{ i64, i64 \} poison, i64 %3, 0 %y = insertvalue \{ i64, i64 \} %[0-9]+, i64 %2, 1
; REJECT: asm
target triple = "x86_64-unknown-linux-gnu"
define { i64, i64 } @f(i64 %by, i64 %high, i64 %low) {
  %y = call { i64, i64 } asm inteldialect "div ${2:q}", "=&{ax},=&{dx},r,0,1,~{dirflag},~{fpsr},~{flags}"(i64 %by, i64 %low, i64 %high)
  ret { i64, i64 } %y
}
