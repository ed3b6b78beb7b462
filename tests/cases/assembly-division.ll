; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF024
; EXPECT: define internal \{ i64, i64 \} @bcfix\.divide\.128\.64\(
; EXPECT: call void @abort
; REJECT: asm
target triple = "x86_64-unknown-linux-gnu"
define { i64, i64 } @f(i64 %by, i64 %high, i64 %low) {
  %y = call { i64, i64 } asm inteldialect "div ${2:q}", "=&{dx},=&{ax},r,0,1,~{dirflag},~{fpsr},~{flags}"(i64 %by, i64 %high, i64 %low)
  ret { i64, i64 } %y
}
